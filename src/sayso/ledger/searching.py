"""Filters → one query over the statements or the claims as they are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

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


def search(
    *,
    source: str | None,
    kind: Kind | None,
    named: bool | None,
    last_link: bool,
    outlet: str | None,
    since: str | None,
    until: str | None,
    words: str | None,
    document_id: str | None,
    doubtful: bool | None,
    verdict: Verdict | Literal["none"] | None,
    model: str | None,
    newest_only: bool,
) -> Select[Any]:
    """The query for `Ledger.statements`: reading and position of each statement that fits, in order of adding.

    Raises UsageError for a filter that can never be met.
    """
    statements = tables.statements
    wanted = _of_rows(statements, outlet, words, document_id, doubtful, verdict, model, newest_only)
    first, last = _days(since, until)
    if first:
        wanted.append(tables.readings.c.day >= first)
    if last:
        wanted.append(tables.readings.c.day <= last)
    wanted += _in_chain(statements.c.reading, statements.c.position, source, kind, named, last_link)
    return _places(statements, wanted)


def search_claims(
    *,
    event: str | None = None,
    typed: bool | None = None,
    quad_code: int | None = None,
    actor: str | None = None,
    recipient: str | None = None,
    status: Status | None = None,
    polarity: Polarity | None = None,
    voice: str | None = None,
    evidence: EvidenceKind | Literal["any", "none"] | None = None,
    loaded: bool | None = None,
    source: str | None = None,
    kind: Kind | None = None,
    named: bool | None = None,
    last_link: bool = False,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    words: str | None = None,
    document_id: str | None = None,
    doubtful: bool | None = None,
    verdict: Verdict | Literal["none"] | None = None,
    model: str | None = None,
    newest_only: bool = True,
) -> Select[Any]:
    """The query for `Ledger.claims`, as `search` is that for statements.

    Raises UsageError for a filter that can never be met.
    """
    _one_of("status", status, STATUSES)
    _one_of("polarity", polarity, POLARITIES)
    _one_of("evidence", evidence, (*EVIDENCE_KINDS, "any", "none"))
    if quad_code is not None and quad_code not in _QUADS:
        raise UsageError(f"No such quad code: {quad_code!r}.", "Give 1, 2, 3 or 4.")
    claims = tables.claims.c
    wanted = _of_rows(tables.claims, outlet, words, document_id, doubtful, verdict, model, newest_only)
    if event is not None:
        wanted.append(func.upper(claims.event) == plain(event.strip().upper()))
    if quad_code is not None:
        wanted.append(claims.quad_code == quad_code)
    if status is not None:
        wanted.append(claims.status == status)
    if polarity is not None:
        wanted.append(claims.polarity == polarity)
    if typed is not None:
        wanted.append(claims.event.is_not(None) if typed else claims.event.is_(None))
    if loaded is not None:
        wanted.append(claims.loaded.is_(loaded))
    if evidence is not None:
        known = {"any": claims.evidence != "", "none": claims.evidence == ""}
        wanted.append(known.get(evidence, claims.evidence.contains(f"|{evidence}|", autoescape=True)))
    # What may have happened then: its days and those asked for meet. What is open to a side is so without end.
    first, last = _days(since, until)
    if first:
        wanted.append(or_(claims.latest >= first, claims.latest.is_(None) & claims.earliest.is_not(None)))
    if last:
        wanted.append(or_(claims.earliest <= last, claims.earliest.is_(None) & claims.latest.is_not(None)))
    for side, asked in zip(SIDES, (actor, recipient), strict=True):
        if asked is not None:
            wanted.append(_takes_part(side, asked))
    if voice is not None:
        if voice.strip().casefold() == OUTLET_VOICE:
            wanted.append(claims.voice.is_(None))
        else:
            told = tables.sources.c
            by = or_(told.actor_id == plain(voice), _matching(told.words, voice))
            said = select(told.reading, told.position).where(told.link == 0, by)
            wanted.append(tuple_(claims.reading, claims.voice).in_(said))
    wanted += _in_chain(claims.reading, claims.voice, source, kind, named, last_link)
    return _places(tables.claims, wanted)


def _takes_part(side: str, asked: str) -> ColumnElement[bool]:
    """Claims with a party on that side that has this actor's id, or matches the words."""
    parties, claims = tables.claim_parties.c, tables.claims.c
    by = or_(parties.actor_id == plain(asked), _matching(parties.words, asked))
    rows = select(parties.reading, parties.position).where(parties.side == side, by)
    return tuple_(claims.reading, claims.position).in_(rows)


def _matching(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    return and_(*(column.like(pattern) for pattern in patterns(words)))


def _places(table: TableClause, wanted: Sequence[ColumnElement[bool]]) -> Select[Any]:
    return select(table.c.reading, table.c.position).where(*wanted).order_by(table.c.reading, table.c.position)


def _of_rows(
    table: TableClause,
    outlet: str | None,
    words: str | None,
    document_id: str | None,
    doubtful: bool | None,
    verdict: Verdict | Literal["none"] | None,
    model: str | None,
    newest_only: bool,
) -> list[ColumnElement[bool]]:
    """The filters that statements and claims have in common."""
    _one_of("verdict", verdict, (*VERDICTS, "none"))
    wanted: list[ColumnElement[bool]] = [
        tables.readings.c.number == table.c.reading,
        of_readings(document_id=document_id, model=model, newest_only=newest_only),
    ]
    if words is not None:
        wanted.append(_matching(table.c.words, words))
    if outlet is not None:
        wanted.append(_matching(tables.readings.c.outlet, outlet))
    if doubtful is not None:
        wanted.append(table.c.doubtful.is_(doubtful))
    if verdict is not None:
        wanted.append(table.c.verdict.is_(None) if verdict == "none" else table.c.verdict == verdict)
    return wanted


def _days(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first and the last day asked for: "2025" and "2025-08" mean all of that year and month."""
    first = None if since is None else _date(since) + "-01-01"[len(since) - 4 :]
    last = None if until is None else _date(until) + "-12-31"[len(until) - 4 :]
    if first and last and first > last:
        raise UsageError(
            f"No day is both since {since} and until {until}.",
            "Give the earlier date as since, the later one as until.",
        )
    return first, last


def _in_chain(
    reading: ColumnElement[Any],
    statement: ColumnElement[Any],
    source: str | None,
    kind: Kind | None,
    named: bool | None,
    last_link: bool,
) -> list[ColumnElement[bool]]:
    """What is asked of one party in the chain of a statement, that of this reading and position."""
    _one_of("kind", kind, KINDS)
    told = tables.sources.c
    by: list[ColumnElement[bool]] = []
    if source is not None:
        by.append(_matching(told.words, source))
    if kind is not None:
        by.append(told.kind == kind)
    if named is not None:
        by.append(told.named.is_(named))
    if not by and last_link:
        raise UsageError("The last link is asked for, but nothing of it.", "Give a source, a kind or named as well.")
    if not by:
        return []
    if last_link:
        by.append(told.link == 0)
    return [tuple_(reading, statement).in_(select(told.reading, told.position).where(*by))]


def of_readings(*, document_id: str | None, model: str | None, newest_only: bool) -> ColumnElement[bool]:
    """The condition that chooses readings; the newest of a document is the one added last."""
    readings = tables.readings
    wanted: list[ColumnElement[bool]] = [true()]
    if document_id is not None:
        wanted.append(readings.c.document_id == document_id)
    if model is not None:
        wanted.append(readings.c.model == plain(model))
    elif newest_only:
        later = readings.alias("later")
        newer = and_(later.c.document_id == readings.c.document_id, later.c.number > readings.c.number)
        wanted.append(~exists().where(newer).correlate(readings))
    return and_(*wanted)


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
