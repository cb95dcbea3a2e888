"""What reviews make of a reading.

A review belongs to the row it was given on, by id. On a reading that has no such row, the
row of its kind that is most like it inherits the review, if they share over half their
tokens: a token is a word in a role, and the share is of the words in either row,
intersection over union. A statement's roles are its content, own source and own cue; a
claim's are its trigger, actor, recipient and arguments, and claims that share no word of
the trigger are not alike: "arrested and beat the dockers" are two. A corrected row is also
looked for as it was corrected, since a better model may well find just that. With no such
row a review is orphaned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar, overload

from sayso.errors import UsageError
from sayso.ledger.words import WordPlaces
from sayso.types import (
    POLARITIES,
    PRECISIONS,
    QUAD_CODES,
    STATUSES,
    Claim,
    Document,
    Link,
    NoSource,
    Party,
    Reading,
    Review,
    Span,
    Statement,
    When,
)

INHERITED_OVER = 0.5
"""A row inherits a review where it shares more than this much of the reviewed row's tokens."""
_TRIGGER = "trigger"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Row = TypeVar("Row", Statement, Claim)


@dataclass(frozen=True, slots=True)
class Given:
    """A review as it was given: its number in the order of giving, and the machine's row it was given on."""

    number: int
    row: Statement | Claim
    review: Review


@dataclass(frozen=True, slots=True)
class Orphan:
    """A review that no row of the document's newest reading answers to, with the row it was given on."""

    document: Document
    row: Statement | Claim
    review: Review


@dataclass(frozen=True, slots=True)
class Shown:
    """A machine's statements and claims as the reviews want them shown, and the reviews that found no row."""

    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    orphans: tuple[Given, ...]


def shown(reading: Reading, given: Iterable[Given]) -> Shown:
    """What the reviews given on a document make of one reading of it.

    Of several reviews of one row the last counts. A row keeps its id, its confidence and
    its place whatever is corrected in it. A row with a review of its own inherits none.
    """
    on_statements: dict[str, Given] = {}
    on_claims: dict[str, Given] = {}
    for one in sorted(given, key=lambda one: one.number):
        latest = on_statements if isinstance(one.row, Statement) else on_claims
        latest[one.row.id] = one
    statements, orphans = _with_reviews(reading.statements, on_statements, reading)
    claims, more_orphans = _with_reviews(reading.claims, on_claims, reading)
    if on_statements:
        statements = _with_parents_chains(reading.statements, statements)
    return Shown(statements, claims, (*orphans, *more_orphans))


def _with_reviews(
    rows: tuple[Row, ...], latest: Mapping[str, Given], reading: Reading
) -> tuple[tuple[Row, ...], tuple[Given, ...]]:
    """Rows of one kind with the latest review of each, and the reviews that found no row."""
    if not latest:
        return rows, ()
    ids = {row.id for row in rows}
    inherited, orphans = _inherited(rows, [one for id_, one in latest.items() if id_ not in ids], set(latest), reading)
    made = []
    for position, row in enumerate(rows):
        if row.id in latest:
            row = _reviewed(row, latest[row.id].review, reading)
        elif position in inherited:
            row = _reviewed(row, replace(inherited[position].review, inherited=True), reading)
        made.append(row)
    return tuple(made), orphans


def _inherited(
    rows: Sequence[Statement | Claim], unplaced: Sequence[Given], reviewed_ids: set[str], reading: Reading
) -> tuple[dict[int, Given], tuple[Given, ...]]:
    """Which rows (by position) inherit which review, most alike first, one row a review; and who found none.

    A review whose like has been reviewed anew is neither: the newer one took its place.
    """
    if not unplaced:
        return {}, ()
    places = WordPlaces(reading.document.text)
    tokens = [_tokens(row, places) for row in rows]
    pairs = []
    superseded = set()
    for one in unplaced:
        wanted = {_tokens(one.row, places)}
        if one.review.corrected:
            wanted.add(_tokens(correct(one.row, one.review.corrected, reading), places))
        for position, row in enumerate(rows):
            share = max(_share(some, tokens[position]) for some in wanted)
            if share <= INHERITED_OVER:
                continue
            if row.id in reviewed_ids:
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


def _tokens(row: Statement | Claim, places: WordPlaces) -> frozenset[tuple[str, int]]:
    spans: dict[str, Sequence[Span]]
    if isinstance(row, Statement):
        own = row.own_links
        spans = {
            "content": row.content,
            "source": [link.source for link in own if link.source],
            "cue": [link.cue for link in own if link.cue],
        }
    else:
        spans = {
            _TRIGGER: row.trigger,
            "actor": [party.span for party in row.actor],
            "recipient": [party.span for party in row.recipient],
            "argument": [argument.span for argument in row.arguments],
        }
    return frozenset((role, word) for role, some in spans.items() for word in places.touched(some))


def _share(one: frozenset[tuple[str, int]], other: frozenset[tuple[str, int]]) -> float:
    shared = one & other
    if not shared:
        return 0.0
    if any(role == _TRIGGER for role, _ in one) and not any(role == _TRIGGER for role, _ in shared):
        return 0.0
    return len(shared) / len(one | other)


def _reviewed(row: Row, review: Review, reading: Reading) -> Row:
    corrected = correct(row, review.corrected, reading) if review.corrected else row
    return replace(corrected, review=review)


@overload
def correct(row: Statement, corrected: Mapping[str, Any], reading: Reading) -> Statement: ...
@overload
def correct(row: Claim, corrected: Mapping[str, Any], reading: Reading) -> Claim: ...
def correct(row: Statement | Claim, corrected: Mapping[str, Any], reading: Reading) -> Statement | Claim:
    """The row with what a review says instead, and the same id."""
    if isinstance(row, Statement):
        return _correct_statement(row, corrected, reading)
    return _correct_claim(row, corrected, reading)


def _correct_statement(statement: Statement, corrected: Mapping[str, Any], reading: Reading) -> Statement:
    """The statement with another content, or with another source in its last link.

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


def _correct_claim(claim: Claim, corrected: Mapping[str, Any], reading: Reading) -> Claim:
    """The claim with another trigger, event, actor, recipient, date or certainty.

    What goes with another event is no longer known, but for its quad code; nor is how far
    anybody commits to another polarity or status.
    """
    if "trigger" in corrected:
        claim = replace(claim, trigger=tuple(Span.from_dict(span) for span in corrected["trigger"]))
    if "event" in corrected and corrected["event"] != claim.event:
        event = corrected["event"]
        claim = replace(claim, event=event, mode=None, cameo=None, quad_code=QUAD_CODES.get(event) if event else None)
    if "actor" in corrected:
        claim = replace(claim, actor=tuple(_party_at(Span.from_dict(span), reading) for span in corrected["actor"]))
    if "recipient" in corrected:
        parties = tuple(_party_at(Span.from_dict(span), reading) for span in corrected["recipient"])
        claim = replace(claim, recipient=parties)
    if "date" in corrected:
        claim = replace(claim, date=When.from_dict(corrected["date"]) if corrected["date"] else None)
    if "certainty" in corrected:
        before = claim.certainty
        after = replace(before, **corrected["certainty"])
        if after != before:
            claim = replace(claim, certainty=replace(after, by_source=None, by_outlet=None))
    return claim


def _parties_within(span: Span | None, reading: Reading) -> tuple[Party, ...]:
    if span is None:
        return ()
    known = _known_parties(reading)
    within = sorted(some for some in known if span.start <= some.start and some.end <= span.end)
    outermost = [
        some
        for some in within
        if not any(other != some and other.start <= some.start and some.end <= other.end for other in within)
    ]
    return tuple(known[some] for some in outermost)


def _party_at(span: Span, reading: Reading) -> Party:
    """The words as a party: who the reading knows there, if its mention is over half of both; else nobody known."""

    def shared(other: Span) -> float:
        common = min(span.end, other.end) - max(span.start, other.start)
        return common / (max(span.end, other.end) - min(span.start, other.start)) if common > 0 else 0.0

    known = _known_parties(reading)
    best = max(sorted(known), key=shared, default=None)
    if best is None or shared(best) <= INHERITED_OVER:
        return Party(span, "other", False, None)
    return replace(known[best], span=span)


def _known_parties(reading: Reading) -> dict[Span, Party]:
    """Everybody whom the reading knows, by where it is mentioned."""
    links = (link for statement in reading.statements for link in statement.chain)
    known = {party.span: party for link in links for party in link.parties}
    for claim in reading.claims:
        for party in (*claim.actor, *claim.recipient):
            known.setdefault(party.span, party)
    for actor in reading.actors:
        # An actor that only its own document can tell has no name: its id carries the document's.
        named = reading.document.id not in actor.id
        for mention in actor.mentions:
            known.setdefault(mention, Party(mention, actor.kind, named, actor.id))
    return known


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


def checked_correction(corrected: Mapping[str, Any], row: Statement | Claim, text: str) -> dict[str, Any]:
    """A correction in the wire form, its spans with their texts. Raises UsageError where it does not fit."""
    fields, hint = _CORRECTED[type(row)]
    unknown = set(corrected) - set(fields)
    if unknown or not corrected:
        kind = type(row).__name__.lower()
        names = ", ".join(sorted(map(repr, unknown)))
        what = f"{names} of a {kind} cannot be corrected" if unknown else "nothing is corrected"
        raise UsageError(f"Not a correction: {what}.", hint)
    made: dict[str, Any] = {}
    for field in (name for name in fields if name in corrected):
        value = corrected[field]
        if field in ("content", "trigger"):
            made[field] = _checked_spans(field, value, text, hint)
        elif field in ("actor", "recipient"):
            made[field] = _checked_spans(field, value, text, hint) if value != [] else []
        elif field == "source":
            made[field] = None if value is None else _checked_span(value, text, hint)
        elif field == "event":
            made[field] = _checked_event(value, hint)
        elif field == "date":
            made[field] = None if value is None else _checked_date(value, hint)
        else:
            made[field] = _checked_certainty(value, hint)
    return made


_CORRECTED: Mapping[type[Statement | Claim], tuple[tuple[str, ...], str]] = {
    Statement: (
        ("source", "content"),
        'Give {"source": {"start": 0, "end": 5} or null, "content": [{"start": 6, "end": 20}]}, or one of the two.',
    ),
    Claim: (
        ("trigger", "event", "actor", "recipient", "date", "certainty"),
        'Give one or several of {"trigger": [{"start": 6, "end": 20}], "event": "ACCUSE" or null, "actor": [spans], '
        '"recipient": [spans], "date": {"earliest": "2025-08-03", "latest": "2025-08-03", "precision": "day"} or null, '
        '"certainty": {"status": "planned", "polarity": "positive"}}.',
    ),
}
"""Of each kind of row, the fields that can be corrected, and what to do next where they were given otherwise."""


def _checked_span(row: object, text: str, hint: str) -> dict[str, Any]:
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


def _checked_spans(field: str, rows: object, text: str, hint: str) -> list[dict[str, Any]]:
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not rows:
        article = "an" if field[0] in "aeiou" else "a"
        raise UsageError(f"Not {article} {field}: {rows!r}.", hint)
    made = [_checked_span(row, text, hint) for row in rows]
    for one, other in pairwise(made):
        if other["start"] < one["end"]:
            raise UsageError(
                f"The {field}'s spans overlap or are out of order at {other['start']}.", "Give them in order."
            )
    return made


def _checked_event(value: object, hint: str) -> str | None:
    if value is not None and not (isinstance(value, str) and value.strip()):
        raise UsageError(f"Not an event type: {value!r}.", hint)
    return value


def _checked_date(value: object, hint: str) -> dict[str, Any]:
    """Days as a person gives them: `When` in the wire form, inferred from the review."""
    told = value if isinstance(value, Mapping) else {}
    days = [told.get("earliest"), told.get("latest")]
    given = [day for day in days if day is not None]
    try:
        order = [date.fromisoformat(day) for day in given if _DAY.fullmatch(day)]
    except (TypeError, ValueError):
        order = []
    if not order or len(order) < len(given) or order != sorted(order) or told.get("precision") not in PRECISIONS:
        raise UsageError(f"Not a date: {value!r}.", hint)
    return {
        "earliest": days[0],
        "latest": days[1],
        "precision": told["precision"],
        "inferred": "review",
        "at": [],
    }


def _checked_certainty(value: object, hint: str) -> dict[str, Any]:
    told = dict(value) if isinstance(value, Mapping) else {}
    allowed = {"polarity": POLARITIES, "status": STATUSES}
    if not told or any(told[name] not in allowed.get(name, ()) for name in told):
        raise UsageError(f"Not a certainty: {value!r}.", hint)
    return told
