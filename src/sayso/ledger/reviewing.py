"""What reviews make of a reading.

A review belongs to the row it was given on, by id. On a reading that has no such row, the
row that is most like it inherits the review, if they share over half their tokens: a token
is a word in a role (content, own source or own cue), and the share is of the words in
either row, intersection over union. A corrected row is also looked for as it was corrected,
since a better model may well find just that. With no such row a review is orphaned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from sayso.errors import UsageError
from sayso.ledger.words import WordPlaces
from sayso.types import Document, Link, NoSource, Party, Reading, Review, Span, Statement

INHERITED_OVER = 0.5
"""A row inherits a review where it shares more than this much of the reviewed row's tokens."""


@dataclass(frozen=True, slots=True)
class Given:
    """A review as it was given: its number in the order of giving, and the machine's row it was given on."""

    number: int
    row: Statement
    review: Review


@dataclass(frozen=True, slots=True)
class Orphan:
    """A review that no row of the document's newest reading answers to, with the row it was given on."""

    document: Document
    row: Statement
    review: Review


def shown(reading: Reading, given: Iterable[Given]) -> tuple[tuple[Statement, ...], tuple[Given, ...]]:
    """A machine's statements as the reviews want them shown, and the reviews that found no row.

    Of several reviews of one row the last counts. A row keeps its id, its confidence and
    its place whatever is corrected in it. A row with a review of its own inherits none.
    """
    latest = {one.row.id: one for one in sorted(given, key=lambda one: one.number)}
    if not latest:
        return reading.statements, ()
    ids = {statement.id for statement in reading.statements}
    inherited, orphans = _inherited(reading, [one for id_, one in latest.items() if id_ not in ids], set(latest))

    reviewed = []
    for position, statement in enumerate(reading.statements):
        if statement.id in latest:
            statement = _reviewed(statement, latest[statement.id].review, reading)
        elif position in inherited:
            statement = _reviewed(statement, replace(inherited[position].review, inherited=True), reading)
        reviewed.append(statement)
    return _with_parents_chains(reading.statements, reviewed), orphans


def _inherited(
    reading: Reading, unplaced: Sequence[Given], reviewed_ids: set[str]
) -> tuple[dict[int, Given], tuple[Given, ...]]:
    """Which rows (by position) inherit which review, most alike first, one row a review; and who found none.

    A review whose like has been reviewed anew is neither: the newer one took its place.
    """
    if not unplaced:
        return {}, ()
    places = WordPlaces(reading.document.text)
    tokens = [_tokens(statement, places) for statement in reading.statements]
    pairs = []
    superseded = set()
    for one in unplaced:
        wanted = {_tokens(one.row, places)}
        if one.review.corrected:
            wanted.add(_tokens(correct(one.row, one.review.corrected, reading), places))
        for position, statement in enumerate(reading.statements):
            share = max(_share(some, tokens[position]) for some in wanted)
            if share <= INHERITED_OVER:
                continue
            if statement.id in reviewed_ids:
                superseded.add(one.number)
            else:
                pairs.append((-share, -one.number, position, one))

    inherited: dict[int, Given] = {}
    placed = set()
    for _, _, position, one in sorted(pairs, key=lambda pair: pair[:3]):
        if position not in inherited and one.number not in placed:
            inherited[position] = one
            placed.add(one.number)
    orphans = (one for one in unplaced if one.number not in placed and one.number not in superseded)
    return inherited, tuple(orphans)


def _tokens(statement: Statement, places: WordPlaces) -> frozenset[tuple[str, int]]:
    own = statement.own_links
    spans = {
        "content": statement.content,
        "source": [link.source for link in own if link.source],
        "cue": [link.cue for link in own if link.cue],
    }
    return frozenset((role, word) for role, some in spans.items() for word in places.touched(some))


def _share(one: frozenset[tuple[str, int]], other: frozenset[tuple[str, int]]) -> float:
    return len(one & other) / len(one | other) if one & other else 0.0


def _reviewed(statement: Statement, review: Review, reading: Reading) -> Statement:
    corrected = correct(statement, review.corrected, reading) if review.corrected else statement
    return replace(corrected, review=review)


def correct(statement: Statement, corrected: Mapping[str, Any], reading: Reading) -> Statement:
    """The statement with another content, or with another source in its last link, and the same id.

    The parties of a new source are those that the reading knows within it; none are made up.
    """
    if "content" in corrected:
        statement = replace(statement, content=tuple(Span.from_dict(span) for span in corrected["content"]))
    if "source" in corrected:
        span = Span.from_dict(corrected["source"]) if corrected["source"] else None
        last = statement.chain[-1] if statement.chain else Link(None, None)
        if span != last.source or not statement.chain:
            no_source: NoSource | None = None if span else "unstated"
            last = replace(last, source=span, no_source=no_source, parties=_parties_within(span, reading))
            statement = replace(statement, chain=(*statement.chain[:-1], last), own=max(statement.own, 1))
    return statement


def _parties_within(span: Span | None, reading: Reading) -> tuple[Party, ...]:
    if span is None:
        return ()
    known = {
        party.span: party for statement in reading.statements for link in statement.chain for party in link.parties
    }
    for actor in reading.actors:
        # An actor that only its own document can tell has no name: its id carries the document's.
        named = reading.document.id not in actor.id
        for mention in actor.mentions:
            known.setdefault(mention, Party(mention, actor.kind, named, actor.id))
    within = sorted(some for some in known if span.start <= some.start and some.end <= span.end)
    outermost = [
        some
        for some in within
        if not any(other != some and other.start <= some.start and some.end <= other.end for other in within)
    ]
    return tuple(known[some] for some in outermost)


def _with_parents_chains(machine: Sequence[Statement], reviewed: Sequence[Statement]) -> tuple[Statement, ...]:
    """A chain begins with the parent's, so a correction of the parent is seen in its children too."""
    places = {statement.id: place for place, statement in enumerate(machine)}
    settled = list(reviewed)
    for place in sorted(range(len(machine)), key=lambda place: len(machine[place].chain)):
        found = machine[place]
        parent = places.get(found.parent) if found.parent else None
        above = found.chain[: len(found.chain) - found.own]
        # A parent's chain is shorter, so it was settled before.
        if parent is not None and found.own and above == machine[parent].chain:
            settled[place] = replace(settled[place], chain=settled[parent].chain + settled[place].own_links)
    return tuple(settled)


def checked_correction(corrected: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A correction in the wire form, its spans with their texts. Raises UsageError where it does not fit the text."""
    hint = 'Give {"source": {"start": 0, "end": 5} or null, "content": [{"start": 6, "end": 20}]}, or one of the two.'
    unknown = set(corrected) - {"source", "content"}
    if unknown or not corrected:
        what = f"{', '.join(sorted(map(repr, unknown)))} cannot be corrected" if unknown else "nothing is corrected"
        raise UsageError(f"Not a correction: {what}.", hint)

    def checked(row: object) -> dict[str, Any]:
        start, end = (row.get("start"), row.get("end")) if isinstance(row, Mapping) else (None, None)
        if type(start) is not int or type(end) is not int:
            raise UsageError(f"Not a span: {row!r}.", hint)
        if not 0 <= start < end <= len(text):
            raise UsageError(
                f"No characters {start} to {end} in the document.", f"Spans lie within 0 to {len(text)}, start first."
            )
        span = Span(start, end).to_dict(text)
        told = row.get("text") if isinstance(row, Mapping) else None
        if told is not None and told != span["text"]:
            raise UsageError(f"The document has {span['text']!r} at {start} to {end}, not {told!r}.", hint)
        return span

    made: dict[str, Any] = {}
    if "source" in corrected:
        made["source"] = None if corrected["source"] is None else checked(corrected["source"])
    if "content" in corrected:
        rows = corrected["content"]
        if not isinstance(rows, Sequence) or isinstance(rows, str) or not rows:
            raise UsageError(f"Not a content: {rows!r}.", hint)
        made["content"] = [checked(row) for row in rows]
        for one, other in pairwise(made["content"]):
            if other["start"] < one["end"]:
                raise UsageError(
                    f"The content's spans overlap or are out of order at {other['start']}.", "Give them in order."
                )
    return made
