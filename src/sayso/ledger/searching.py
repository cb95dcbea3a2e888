"""Filters → one query over the statements or the claims as they are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypedDict

from sqlalchemy import ColumnElement, Select, TableClause, and_, exists, func, or_, select, true, tuple_

from sayso.errors import UsageError
from sayso.ledger import tables
from sayso.ledger.rows import SIDES, plain
from sayso.ledger.words import patterns
from sayso.types import (
    EVIDENCE_KINDS,
    KINDS,
    OUTLET_VOICE,
    POLARITIES,
    QUAD_CODES,
    STATUSES,
    VERDICTS,
    Actor,
    Claim,
    Document,
    EvidenceKind,
    Kind,
    Polarity,
    Reading,
    Statement,
    Status,
    Verdict,
)

_QUADS = frozenset(QUAD_CODES.values())
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that a search found: as it is shown, in its document, with the reading's actors by id."""

    document: Document
    model: str
    statement: Statement
    actors: Mapping[str, Actor]


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim that a search found, as it is shown, in its reading, and the statement it is told in.

    None is the outlet's voice.
    """

    reading: Reading
    claim: Claim
    statement: Statement | None


class ReadingFilters(TypedDict, total=False):
    """What readings can be searched for. A filter that is left out, or None, asks for nothing.

    `document_id` is their document's id, of which the first digits are enough; `model` names
    the model that made them. Of several models' readings of a document only the one added
    last is searched, unless `newest_only` is false or a model is named.
    """

    document_id: str | None
    model: str | None
    newest_only: bool


class StatementFilters(ReadingFilters, total=False):
    """What statements can be searched for, besides the `ReadingFilters` of the reading that holds them.

    `source`, `kind` and `named` ask for one party that fits all three, in any link of the
    chain; with `last_link`, among those who say it themselves. `source` looks in the words
    that name it and in its actor's name, `outlet` in the outlet's name, `words` in the
    content. These three compare whole words whatever their case and accents, in any order;
    a word may end in `*`. `since` and `until` are dates of publication, both included
    (`2025-08-03`, `2025-08`, `2025`). `doubtful` asks whether the confidence is under the
    threshold, `verdict` what a review said; "none" asks for what nobody has reviewed.
    """

    source: str | None
    kind: Kind | None
    named: bool | None
    last_link: bool
    outlet: str | None
    since: str | None
    until: str | None
    words: str | None
    doubtful: bool | None
    verdict: Verdict | Literal["none"] | None


class ClaimFilters(StatementFilters, total=False):
    """What claims can be searched for, besides the `StatementFilters`, some of which ask otherwise here.

    `event` is a type, whatever its case; `typed` asks whether there is one, and `quad_code`
    is that of its type. `actor` and `recipient` are an actor's id, or words in what names
    the party and in its actor's name. `status` and `polarity` are those of its certainty.
    `voice` is "outlet", or an actor's id or words of who says it, the innermost source.
    `evidence` is a kind of evidence that is offered, "any" or "none"; `loaded` asks whether
    any words are loaded. `source`, `kind`, `named` and `last_link` ask for the statement
    that the claim is told in, so that they never find the outlet's voice. `since` and
    `until` are days on which it may have happened: a claim of 2016 fits since 2016-06, one
    without a date fits neither. `words` looks in the trigger, the parties, the arguments
    and the place.
    """

    event: str | None
    typed: bool | None
    quad_code: int | None
    actor: str | None
    recipient: str | None
    status: Status | None
    polarity: Polarity | None
    voice: str | None
    evidence: EvidenceKind | Literal["any", "none"] | None
    loaded: bool | None


def search(filters: StatementFilters) -> Select[Any]:
    """The query for `Ledger.statements`: reading and position of each statement that fits, in order of adding.

    Raises UsageError for a filter that can never be met.
    """
    statements, day = tables.statements, tables.readings.c.day
    wanted = _of_rows(statements, filters)
    first, last = _days(filters)
    if first:
        wanted.append(day >= first)
    if last:
        wanted.append(day <= last)
    wanted += _in_chain(statements.c.reading, statements.c.position, filters)
    return _places(statements, wanted)


def search_claims(filters: ClaimFilters) -> Select[Any]:
    """The query for `Ledger.claims`, as `search` is that for statements.

    Raises UsageError for a filter that can never be met.
    """
    claims = tables.claims
    wanted = _of_rows(claims, filters)
    wanted += _of_claims(filters)
    wanted += _happening(filters)
    for side, party in zip(SIDES, (filters.get("actor"), filters.get("recipient")), strict=True):
        if party is not None:
            wanted.append(_takes_part(side, party))
    if (voice := filters.get("voice")) is not None:
        wanted.append(_told_by(voice))
    wanted += _in_chain(claims.c.reading, claims.c.voice, filters)
    return _places(claims, wanted)


def of_readings(filters: ReadingFilters) -> ColumnElement[bool]:
    """The condition that chooses readings; the newest of a document is the one added last."""
    readings = tables.readings
    wanted: list[ColumnElement[bool]] = [true()]
    if (document_id := filters.get("document_id")) is not None:
        wanted.append(readings.c.document_id == document_id)
    if (model := filters.get("model")) is not None:
        wanted.append(readings.c.model == plain(model))
    elif filters.get("newest_only", True):
        later = readings.alias("later")
        newer = and_(later.c.document_id == readings.c.document_id, later.c.number > readings.c.number)
        wanted.append(~exists().where(newer).correlate(readings))
    return and_(*wanted)


def _of_rows(table: TableClause, filters: StatementFilters) -> list[ColumnElement[bool]]:
    """What is asked alike of statements and of claims, and of the readings that hold them."""
    verdict = filters.get("verdict")
    _one_of("verdict", verdict, (*VERDICTS, "none"))
    wanted = [tables.readings.c.number == table.c.reading, of_readings(filters)]
    if (words := filters.get("words")) is not None:
        wanted.append(_matching(table.c.words, words))
    if (outlet := filters.get("outlet")) is not None:
        wanted.append(_matching(tables.readings.c.outlet, outlet))
    if (doubtful := filters.get("doubtful")) is not None:
        wanted.append(table.c.doubtful.is_(doubtful))
    if verdict is not None:
        wanted.append(table.c.verdict.is_(None) if verdict == "none" else table.c.verdict == verdict)
    return wanted


def _of_claims(filters: ClaimFilters) -> list[ColumnElement[bool]]:
    """What is asked of a claim's event and certainty, of its evidence and wording."""
    quad_code, status, polarity = filters.get("quad_code"), filters.get("status"), filters.get("polarity")
    evidence = filters.get("evidence")
    _one_of("status", status, STATUSES)
    _one_of("polarity", polarity, POLARITIES)
    _one_of("evidence", evidence, (*EVIDENCE_KINDS, "any", "none"))
    if quad_code is not None and quad_code not in _QUADS:
        raise UsageError(f"No such quad code: {quad_code!r}.", "Give 1, 2, 3 or 4.")
    claims = tables.claims.c
    wanted: list[ColumnElement[bool]] = []
    if (event := filters.get("event")) is not None:
        wanted.append(func.upper(claims.event) == plain(event.strip().upper()))
    same = ((claims.quad_code, quad_code), (claims.status, status), (claims.polarity, polarity))
    wanted += [column == asked for column, asked in same if asked is not None]
    if (typed := filters.get("typed")) is not None:
        wanted.append(claims.event.is_not(None) if typed else claims.event.is_(None))
    if (loaded := filters.get("loaded")) is not None:
        wanted.append(claims.loaded.is_(loaded))
    if evidence is not None:
        known = {"any": claims.evidence != "", "none": claims.evidence == ""}
        wanted.append(known.get(evidence, claims.evidence.contains(f"|{evidence}|", autoescape=True)))
    return wanted


def _happening(filters: ClaimFilters) -> list[ColumnElement[bool]]:
    """Claims of what may have happened then: their days and those asked for meet.

    What is open to a side is so without end.
    """
    claims = tables.claims.c
    wanted: list[ColumnElement[bool]] = []
    first, last = _days(filters)
    if first:
        wanted.append(or_(claims.latest >= first, claims.latest.is_(None) & claims.earliest.is_not(None)))
    if last:
        wanted.append(or_(claims.earliest <= last, claims.earliest.is_(None) & claims.latest.is_not(None)))
    return wanted


def _takes_part(side: str, asked: str) -> ColumnElement[bool]:
    """Claims with a party on that side that has this actor's id, or matches the words."""
    parties, claims = tables.claim_parties, tables.claims.c
    rows = select(parties.c.reading, parties.c.position).where(parties.c.side == side, _meant(parties, asked))
    return tuple_(claims.reading, claims.position).in_(rows)


def _told_by(voice: str) -> ColumnElement[bool]:
    """Claims in the outlet's own voice, or those whose innermost source has this actor's id, or matches the words."""
    claims, sources = tables.claims.c, tables.sources
    if voice.strip().casefold() == OUTLET_VOICE:
        return claims.voice.is_(None)
    said = select(sources.c.reading, sources.c.position).where(sources.c.link == 0, _meant(sources, voice))
    return tuple_(claims.reading, claims.voice).in_(said)


def _meant(parties: TableClause, asked: str) -> ColumnElement[bool]:
    return or_(parties.c.actor_id == plain(asked), _matching(parties.c.words, asked))


def _matching(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    return and_(*(column.like(pattern) for pattern in patterns(words)))


def _in_chain(
    reading: ColumnElement[Any], statement: ColumnElement[Any], filters: StatementFilters
) -> list[ColumnElement[bool]]:
    """What is asked of one party in the chain of a statement, that of this reading and position."""
    kind, last_link = filters.get("kind"), filters.get("last_link", False)
    _one_of("kind", kind, KINDS)
    told = tables.sources.c
    by: list[ColumnElement[bool]] = []
    if (source := filters.get("source")) is not None:
        by.append(_matching(told.words, source))
    if kind is not None:
        by.append(told.kind == kind)
    if (named := filters.get("named")) is not None:
        by.append(told.named.is_(named))
    if not by and last_link:
        raise UsageError("The last link is asked for, but nothing of it.", "Give a source, a kind or named as well.")
    if not by:
        return []
    if last_link:
        by.append(told.link == 0)
    return [tuple_(reading, statement).in_(select(told.reading, told.position).where(*by))]


def _places(table: TableClause, wanted: Sequence[ColumnElement[bool]]) -> Select[Any]:
    return select(table.c.reading, table.c.position).where(*wanted).order_by(table.c.reading, table.c.position)


def _days(filters: StatementFilters) -> tuple[str | None, str | None]:
    """The first and the last day asked for: "2025" and "2025-08" mean all of that year and month."""
    since, until = filters.get("since"), filters.get("until")
    first = None if since is None else _date(since) + "-01-01"[len(since) - 4 :]
    last = None if until is None else _date(until) + "-12-31"[len(until) - 4 :]
    if first and last and first > last:
        raise UsageError(
            f"No day is both since {since} and until {until}.",
            "Give the earlier date as since, the later one as until.",
        )
    return first, last


def _one_of(what: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise UsageError(f"No such {what}: {value!r}.", f"Give one of: {', '.join(allowed)}.")


def _date(value: str) -> str:
    try:
        if not _DATE.fullmatch(value):
            raise ValueError
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        raise UsageError(f"Not a date: {value!r}.", "Give a date like 2025-08-03, or 2025-08, or 2025.") from None
    return value
