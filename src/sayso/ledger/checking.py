"""Whether a reading holds together: every span in its text, every id what it is derived from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.types import OUTLET_VOICE, Claim, Link, Reading, Span, claim_id, statement_id


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a ledger that is not as it should be: where, and what."""

    where: str
    what: str


def reading_problems(reading: Reading) -> Iterator[str]:
    """What keeps a machine's reading from being kept. Nothing is said of whether it is right."""
    document = reading.document
    length = len(document.text)

    def outside(span: Span | None) -> bool:
        return span is not None and not 0 <= span.start <= span.end <= length

    if outside(document.title_span):
        yield f"title {document.title_span} is not within the text's {length} characters"
    ids = {statement.id for statement in reading.statements}
    for statement in reading.statements:
        spans = [*statement.content, *(span for link in statement.chain for span in link_spans(link))]
        for span in spans:
            if outside(span):
                yield f"statement {statement.id}: {span} is not within the text's {length} characters"
        if not 0 <= statement.own <= len(statement.chain):
            yield f"statement {statement.id}: {statement.own} own links in a chain of {len(statement.chain)}"
        elif statement.id != statement_id(document.id, statement.content, statement.own_links):
            yield f"statement {statement.id}: the id is not that of its spans"
        if statement.parent is not None and statement.parent not in ids:
            yield f"statement {statement.id}: no parent {statement.parent} in the reading"
        if statement.review is not None:
            yield f"statement {statement.id}: carries a review, so it is not as the model gave it"
    for claim in reading.claims:
        for span in claim_spans(claim):
            if outside(span):
                yield f"claim {claim.id}: {span} is not within the text's {length} characters"
        if claim.id != claim_id(document.id, claim.trigger, claim.statement):
            yield f"claim {claim.id}: the id is not that of its trigger and its statement"
        for voice in (claim.statement, *(loaded.voice for loaded in claim.loaded if loaded.voice != OUTLET_VOICE)):
            if voice is not None and voice not in ids:
                yield f"claim {claim.id}: no statement {voice} in the reading"
        if claim.review is not None:
            yield f"claim {claim.id}: carries a review, so it is not as the model gave it"
    for actor in reading.actors:
        for span in actor.mentions:
            if outside(span):
                yield f"actor {actor.id}: {span} is not within the text's {length} characters"


def link_spans(link: Link) -> list[Span]:
    """Every span that a link holds."""
    spans = [link.source, link.cue, *(party.span for party in (*link.parties, *link.to))]
    return [*(span for span in spans if span is not None), *_told_at(link)]


def claim_spans(claim: Claim) -> list[Span]:
    """Every span that a claim holds."""
    return [
        *claim.trigger,
        *(party.span for party in (*claim.actor, *claim.recipient)),
        *(argument.span for argument in claim.arguments),
        *(quantity.span for quantity in claim.quantities),
        *(loaded.span for loaded in claim.loaded),
        *(span for evidence in claim.evidence for span in evidence.at),
        *claim.certainty.at,
        *_told_at(claim),
    ]


def _told_at(row: Link | Claim) -> list[Span]:
    """Where the text tells when and where."""
    return [span for part in (row.date, row.place) if part is not None for span in part.at]
