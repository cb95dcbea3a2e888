"""PROV-JSON: which statement and claim comes from which document, by whom, through which reading.

Huynh, Jewell, Sezavar Keshavarz, Michaelides, Yang and Moreau, "The PROV-JSON Serialization", W3C Member Submission
24 April 2013, https://www.w3.org/submissions/prov-json/, of PROV-DM. Each reading is a bundle. In it documents,
statements and claims are entities, the reading is the activity that used the document and generated the rest,
associated with its model, a software agent; who says a statement, and the outlet, are agents. A statement was derived
from the statement that holds it or from its document, as a quotation where it is told directly; a claim from the
statement that it is told in, or from the document. What a source says is attributed to it, what nobody is named for
to the outlet.

Loses the texts, chains but for their words, days, places, evidence, loaded words, and who is addressed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from sayso.comparison.speaking.shares import NOBODY, Sayer, said_by
from sayso.exporting.standing import standing
from sayso.reporting.doers import claim_in_words
from sayso.reporting.safety import encodable
from sayso.reporting.speakers import actors_by_id, chain_in_words, content_in_words
from sayso.types import Kind, Reading, Span, voice_of

PREFIXES = {name: f"urn:sayso:{name}:" for name in ("document", "statement", "claim", "reading", "model", "agent")}
PREFIXES["sayso"] = "urn:sayso:terms:"
_PROV = "http://www.w3.org/ns/prov#"
_AGENTS: dict[Kind | None, str] = {
    "person": "prov:Person",
    **dict.fromkeys(("group", "organisation", "state", "outlet"), "prov:Organization"),
}

Records = dict[str, dict[str, dict[str, Any]]]


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    yield f'{{"prefix": {json.dumps({"prov": _PROV, **PREFIXES})}, "bundle": {{'
    waiting: str | None = None
    for reading in readings:
        if waiting is not None:
            yield waiting + ","
        bundle = json.dumps(_bundle(standing(reading)), ensure_ascii=False)
        waiting = encodable(f"{json.dumps(_reading_name(reading))}: {bundle}")
    if waiting is not None:
        yield waiting
    yield "}}"


def name_of(kind: str, key: str) -> str:
    """A qualified name, `actor:Ida%20Quist`: what a local name may not hold is written by its bytes."""
    local = quote(encodable(key), safe="")
    for mark in ".-~":
        local = local.replace(mark, f"%{ord(mark):02X}")
    return f"{kind}:{local}"


def _reading_name(reading: Reading) -> str:
    return name_of("reading", f"{reading.document.id} {reading.model}")


class _Relations:
    """Relations as they are added; each has a name of its own in its bundle, `_:used1`."""

    def __init__(self) -> None:
        self.records: Records = {}
        self._numbers: Counter[str] = Counter()

    def add(self, relation: str, **ends: Any) -> None:
        self._numbers[relation] += 1
        known = {f"prov:{name}": value for name, value in ends.items() if value is not None}
        self.records.setdefault(relation, {})[f"_:{relation}{self._numbers[relation]}"] = known


def _bundle(reading: Reading) -> Records:
    document, text, actors = reading.document, reading.document.text, actors_by_id(reading)
    whole, activity = name_of("document", document.id), _reading_name(reading)
    model = name_of("model", reading.model)
    outlet = name_of("agent", f"outlet: {document.outlet or 'unknown'}")
    entities = {whole: _document(reading)}
    agents: dict[str, dict[str, Any]] = {
        model: {"prov:type": _type("prov:SoftwareAgent"), "prov:label": reading.model},
        outlet: {"prov:type": _type("prov:Organization"), "prov:label": document.outlet or "an outlet not known"},
    }
    relations = _Relations()
    relations.add("used", activity=activity, entity=whole)
    relations.add("wasAssociatedWith", activity=activity, agent=model)
    relations.add("wasAttributedTo", entity=whole, agent=outlet)

    def derive(entity: str, source: str, said: tuple[Sayer, ...], kind: str | None = None) -> None:
        relations.add("wasGeneratedBy", entity=entity, activity=activity)
        told = _type(kind) if kind else None
        relations.add("wasDerivedFrom", generatedEntity=entity, usedEntity=source, activity=activity, type=told)
        for sayer in said:
            agent = name_of("agent", sayer.key)
            agents.setdefault(agent, _agent(sayer))
            relations.add("wasAttributedTo", entity=entity, agent=agent)
        if not said:
            relations.add("wasAttributedTo", entity=entity, agent=outlet)

    by_id = {statement.id: statement for statement in reading.statements}
    for statement in reading.statements:
        name = name_of("statement", statement.id)
        entities[name] = {
            "prov:type": _type("sayso:Statement"),
            "prov:value": content_in_words(statement, text),
            "sayso:chain": chain_in_words(statement, text, actors),
            "sayso:spans": _spans(statement.content),
            "sayso:directness": statement.directness,
            "sayso:confidence": statement.confidence,
        }
        above = name_of("statement", statement.parent) if statement.parent in by_id else whole
        quoted = "prov:Quotation" if statement.directness == "direct" else None
        derive(name, above, _known(said_by(statement, text, actors)), quoted)
    for claim in reading.claims:
        name, voice = name_of("claim", claim.id), voice_of(claim, by_id)
        entities[name] = {
            "prov:type": _type("sayso:Claim"),
            "prov:value": claim_in_words(claim, text, actors),
            "sayso:event": claim.event or "none",
            "sayso:status": claim.certainty.status,
            "sayso:polarity": claim.certainty.polarity,
            "sayso:spans": _spans(claim.trigger),
            "sayso:confidence": claim.confidence,
        }
        told = name_of("statement", voice.id) if voice else whole
        derive(name, told, _known(said_by(voice, text, actors)) if voice else ())
    return {"entity": entities, "activity": {activity: {"prov:type": _type("sayso:Reading")}}, "agent": agents} | (
        relations.records
    )


def _known(sayers: tuple[Sayer, ...]) -> tuple[Sayer, ...]:
    return tuple(sayer for sayer in sayers if sayer.voice not in NOBODY)


def _document(reading: Reading) -> dict[str, Any]:
    document = reading.document
    known = {
        "prov:label": document.title,
        "sayso:sha256": document.sha256,
        "sayso:url": document.url,
        "sayso:published": document.published,
        "sayso:language": document.language,
    }
    return {"prov:type": _type("sayso:Document"), **{name: value for name, value in known.items() if value}}


def _agent(sayer: Sayer) -> dict[str, Any]:
    known = {"prov:type": _type(_AGENTS.get(sayer.kind, "sayso:Source")), "prov:label": sayer.name}
    return {**known, "sayso:kind": sayer.kind or "other", "sayso:named": sayer.voice == "named"}


def _type(name: str) -> dict[str, str]:
    """A type by its qualified name."""
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _spans(spans: Iterable[Span]) -> str:
    return "; ".join(f"{span.start}-{span.end}" for span in spans)
