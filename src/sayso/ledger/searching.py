"""Filters → one query over the statements as they are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, exists, select, true, tuple_

from sayso.errors import UsageError
from sayso.ledger import tables
from sayso.ledger.rows import plain
from sayso.ledger.words import patterns
from sayso.types import KINDS, VERDICTS, Actor, Document, Kind, Statement, Verdict

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that a search found: as it is shown, in its document, with the reading's actors by id."""

    document: Document
    model: str
    statement: Statement
    actors: Mapping[str, Actor]


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
    _one_of("kind", kind, KINDS)
    _one_of("verdict", verdict, (*VERDICTS, "none"))
    statements = tables.statements.c
    wanted: list[ColumnElement[bool]] = [
        tables.readings.c.number == statements.reading,
        of_readings(document_id=document_id, model=model, newest_only=newest_only),
    ]
    if words is not None:
        wanted += [statements.words.like(pattern) for pattern in patterns(words)]
    if outlet is not None:
        wanted += [tables.readings.c.outlet.like(pattern) for pattern in patterns(outlet)]
    # "2025" and "2025-08" mean all of that year and month.
    first = None if since is None else _date(since) + "-01-01"[len(since) - 4 :]
    last = None if until is None else _date(until) + "-12-31"[len(until) - 4 :]
    if first and last and first > last:
        raise UsageError(
            f"No day is both since {since} and until {until}.",
            "Give the earlier date as since, the later one as until.",
        )
    if first:
        wanted.append(tables.readings.c.day >= first)
    if last:
        wanted.append(tables.readings.c.day <= last)
    if doubtful is not None:
        wanted.append(statements.doubtful.is_(doubtful))
    if verdict is not None:
        wanted.append(statements.verdict.is_(None) if verdict == "none" else statements.verdict == verdict)
    by = _sources(source, kind, named)
    if by:
        if last_link:
            by.append(tables.sources.c.link == 0)
        rows = select(tables.sources.c.reading, tables.sources.c.position).where(*by)
        wanted.append(tuple_(statements.reading, statements.position).in_(rows))
    elif last_link:
        raise UsageError("The last link is asked for, but nothing of it.", "Give a source, a kind or named as well.")
    return (
        select(statements.reading, statements.position).where(*wanted).order_by(statements.reading, statements.position)
    )


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


def _sources(source: str | None, kind: Kind | None, named: bool | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if source is not None:
        wanted += [tables.sources.c.words.like(pattern) for pattern in patterns(source)]
    if kind is not None:
        wanted.append(tables.sources.c.kind == kind)
    if named is not None:
        wanted.append(tables.sources.c.named.is_(named))
    return wanted


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
