"""Whether a reading holds together: every span in its text, every id what it is derived from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.types import Link, Reading, Span, statement_id


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
    for actor in reading.actors:
        for span in actor.mentions:
            if outside(span):
                yield f"actor {actor.id}: {span} is not within the text's {length} characters"


def link_spans(link: Link) -> list[Span]:
    """Every span that a link holds."""
    spans = [link.source, link.cue, *(party.span for party in (*link.parties, *link.to))]
    return [span for span in spans if span is not None]
