"""Statements as Discourse Network Analyzer lists them: who agrees to what, or does not.

Leifeld, Gruber and Bossner, "Discourse Network Analyzer Manual" (2018), and the event list that DNA 3 exports,
https://github.com/leifeld/dna (`Exporter.eventCSV`): its columns in its order, then the variables of its statement
type, `person`, `organization`, `concept` and `agreement` (1 or 0); cells in double quotes, semicolons between them,
and within them commas for semicolons and single quotes for double ones.

A row is a claim of an event type and one who says it: a person, or else an organization (states, groups and outlets
too; the outlet itself where it says so in its own voice). The concept is who does what to whom, planned or possible
things marked; agreement is 0 where the claim says that it did not happen, or denies it. `time` is the publication's.

Loses claims of no event type, outer links, places in the text, and who is not known to have said it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sayso.exporting.cells import cell
from sayso.exporting.events import Event, claims_in_voices
from sayso.exporting.standing import standing
from sayso.reporting.doers import ARROW, NOT_TOLD, names_of
from sayso.reporting.speakers import content_in_words
from sayso.types import Reading

COLUMNS: tuple[str, ...] = (
    "statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text",
    "person", "organization", "concept", "agreement",
)  # fmt: skip


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    yield _line(COLUMNS)
    for reading in readings:
        for event in claims_in_voices(standing(reading)):
            if event.claim.event is not None:
                yield from (_line(_row(event, person, body)) for person, body in _speakers(event))


def _speakers(event: Event) -> Iterator[tuple[str, str]]:
    """Of each who says it: the person, or the organization."""
    if event.voice is None and event.document.outlet:
        yield "", event.document.outlet
    for sayer in event.sayers:
        if sayer.voice in ("named", "unnamed"):
            yield (sayer.name, "") if sayer.kind == "person" else ("", sayer.name)


def _row(event: Event, person: str, organization: str) -> list[str]:
    claim, document, text = event.claim, event.document, event.document.text
    told = content_in_words(event.voice, text) if event.voice else " ".join(
        text[span.start : span.end] for span in claim.trigger
    )  # fmt: skip
    agrees = claim.certainty.polarity == "positive" and claim.certainty.status != "denied"
    return [
        claim.id,
        _time(document.published),
        event.document_id,
        document.title or "",
        ", ".join(document.byline),
        document.outlet or "",
        "",
        "",
        told,
        person,
        organization,
        _concept(event),
        "1" if agrees else "0",
    ]


def _concept(event: Event) -> str:
    """ "Velmark → planned AID → the protesters": a claim and its denial have one concept."""
    claim, text = event.claim, event.document.text
    status = claim.certainty.status
    deed = claim.event or ""
    if status not in ("actual", "denied"):
        deed = f"{status} {deed}"
    parts = [names_of(claim.actor, text, event.actors) or NOT_TOLD, deed, names_of(claim.recipient, text, event.actors)]
    return ARROW.join(part for part in parts if part)


def _time(published: str | None) -> str:
    """In DNA's form; empty where it is not known."""
    try:
        return datetime.fromisoformat(published or "").strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return ""


def _line(values: Iterable[str]) -> str:
    return ";".join('"' + cell(value).replace(";", ",").replace('"', "'") + '"' for value in values)
