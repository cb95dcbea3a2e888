"""W3C Web Annotation: statements, claims and mentions of actors, selected in their documents, as one JSON-LD page.

Web Annotation Data Model, W3C Recommendation 23 February 2017, https://www.w3.org/TR/annotation-model/: each target
is a specific resource with a TextQuoteSelector (the words, and up to 32 characters on each side) and a
TextPositionSelector, which name the same place. Positions count Unicode code points, as the recommendation asks ("in
terms of unicode code points, not in terms of code units"), of the text as sayso has it: on the page itself the quote
finds the place. Words that the text interrupts have a target for each part.

A document's source is its URL where it has one for the web, else `urn:sayso:document:ID`. Statements and claims are
described in words, claims also tagged (type, mode, status, "not", "doubtful"); mentions identify their actor, by
Wikidata where it is known.

Loses the texts, chains but for their words, days, places, quantities, evidence, loaded words, confidence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from sayso.exporting.standing import standing
from sayso.reporting.doers import claim_in_words
from sayso.reporting.safety import encodable
from sayso.reporting.speakers import actors_by_id, chain_in_words
from sayso.types import Actor, Claim, Document, Reading, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_BESIDE = 32
"""Characters on each side of a quote."""


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    yield f'{{"@context": "{CONTEXT}", "id": "urn:sayso:annotations", "type": "AnnotationPage", "items": ['
    waiting: str | None = None
    for reading in readings:
        for annotation in _annotations(standing(reading)):
            if waiting is not None:
                yield waiting + ","
            waiting = encodable(json.dumps(annotation, ensure_ascii=False))
    if waiting is not None:
        yield waiting
    yield "]}"


def _annotations(reading: Reading) -> Iterator[dict[str, Any]]:
    text, actors = reading.document.text, actors_by_id(reading)
    document_id = reading.document.id
    source = source_of(reading.document, document_id)
    for statement in reading.statements:
        body = [_words(chain_in_words(statement, text, actors), "describing")]
        yield _annotation(("statement", statement.id), "describing", body, statement.content, source, reading)
    for claim in reading.claims:
        body = [
            _words(claim_in_words(claim, text, actors), "describing"),
            *(_words(tag, "tagging") for tag in _tags(claim)),
        ]
        yield _annotation(("claim", claim.id), "describing", body, claim.trigger, source, reading)
    for actor in reading.actors:
        for span in actor.mentions:
            body = [{"type": "SpecificResource", "source": iri_of(actor), "purpose": "identifying"}]
            names = ("mention", document_id, str(span.start), str(span.end), actor.id)
            yield _annotation(names, "identifying", body, [span], source, reading)


def source_of(document: Document, document_id: str) -> str:
    """The IRI of a document: its URL where that is one of the web."""
    url = document.url or ""
    try:
        known = urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).netloc)
    except ValueError:
        known = False
    return quote(encodable(url), safe="%:/?#[]@!$&'()*+,;=~") if known else f"urn:sayso:document:{document_id}"


def iri_of(actor: Actor) -> str:
    """Wikidata's IRI of an actor, else one of our own."""
    if actor.wikidata and actor.wikidata[:1] == "Q" and actor.wikidata[1:].isdecimal():
        return f"http://www.wikidata.org/entity/{actor.wikidata}"
    return f"urn:sayso:actor:{quote(encodable(actor.id), safe='')}"


def _annotation(
    names: Sequence[str], why: str, body: list[dict[str, Any]], spans: Sequence[Span], source: str, reading: Reading
) -> dict[str, Any]:
    return {
        "id": "urn:sayso:" + ":".join(quote(encodable(name), safe="") for name in names),
        "type": "Annotation",
        "motivation": why,
        "generator": {"type": "Software", "name": reading.model},
        "body": body,
        "target": [_target(span, source, reading.document.text) for span in spans],
    }


def _target(span: Span, source: str, text: str) -> dict[str, Any]:
    quoted = {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - _BESIDE) : span.start],
        "suffix": text[span.end : span.end + _BESIDE],
    }
    placed = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": source, "selector": [quoted, placed]}


def _words(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _tags(claim: Claim) -> Iterator[str]:
    yield from (tag for tag in (claim.event, claim.mode) if tag)
    if claim.certainty.polarity == "negative":
        yield "not"
    if claim.certainty.status != "actual":
        yield claim.certainty.status
    if claim.doubtful:
        yield "doubtful"
