"""One reading in the tables: loaded as the machine gave it or as it is shown, and derived anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, TableClause, delete, insert, select, update

from sayso.ledger import rows, tables
from sayso.ledger.failing import parsing
from sayso.ledger.registering import Decision, Registry
from sayso.ledger.reviewing import Given, shown
from sayso.ledger.undoing import standing
from sayso.types import Actor, Claim, Reading, Statement

SEARCHED = (tables.statements, tables.sources, tables.claims, tables.claim_parties)
"""The derived tables, in the order of `rows.search_rows`."""


def has(connection: Connection, column: ColumnElement[str], value: str) -> bool:
    return connection.execute(select(column).where(column == value)).first() is not None


def insert_reading(connection: Connection, reading: Reading, added_at: str) -> None:
    """Writes what the machine found, once for all, and what is shown of it."""
    row = rows.reading_row(reading, added_at)
    number = connection.execute(insert(tables.readings).values(row).returning(tables.readings.c.number)).scalar_one()
    _insert(connection, tables.statement_rows, number, rows.statement_rows(reading))
    _insert(connection, tables.claim_rows, number, rows.claim_rows(reading))
    _insert(connection, tables.actor_rows, number, rows.actor_rows(reading))
    derive(connection, number, reading, load_reviews(connection, reading.document.id))


def load_reading(connection: Connection, number: int, *, machine: bool = False) -> Reading:
    """A reading as it is shown, or as the machine gave it."""
    joined = tables.readings.c.document_id == tables.documents.c.id
    query = select(tables.readings.c.header, tables.documents.c.text).where(joined, tables.readings.c.number == number)
    statement_rows = rows_of(connection, tables.statement_rows, number, "machine", "shown")
    claim_rows = rows_of(connection, tables.claim_rows, number, "machine", "shown")
    actor_rows = rows_of(connection, tables.actor_rows, number, "machine")
    with parsing(f"reading {number}"):
        header, text = connection.execute(query).one()
        model, document = rows.from_header(header, text)
        statements = tuple(
            rows.to_statement(found if machine or as_shown is None else as_shown) for found, as_shown in statement_rows
        )
        claims = tuple(
            rows.to_claim(found if machine or as_shown is None else as_shown) for found, as_shown in claim_rows
        )
        actors: tuple[Actor, ...] = tuple(rows.to_actor(found) for (found,) in actor_rows)
        if not machine:
            actors = load_registry(connection).actors(document.id, actors)
        return Reading(model, document, statements, actors, claims)


def load_reviews(connection: Connection, document_id: str) -> list[Given]:
    """All reviews given on a document's rows, first to last."""
    reviews = tables.reviews.c
    query = select(reviews.number, reviews.row_kind, reviews.row, reviews.review).where(
        reviews.document_id == document_id, reviews.row_kind.in_((rows.STATEMENT, rows.CLAIM))
    )
    kept = connection.execute(query.order_by(reviews.number)).all()
    with parsing(f"a review on document {document_id}"):
        return [rows.to_given(*row) for row in kept]


def load_decisions(connection: Connection) -> list[Decision]:
    """All decisions about actors, first to last."""
    kept = tables.decisions.c
    stored = connection.execute(select(kept.number, kept.decision).order_by(kept.number)).all()
    with parsing("a decision about actors"):
        return [Decision.from_dict(number, rows.from_json(decision)) for number, decision in stored]


def load_registry(connection: Connection) -> Registry:
    """The decisions about actors that stand."""
    return Registry(standing(load_decisions(connection)))


def decided(reading: Reading, given: Sequence[Given], registry: Registry) -> Reading:
    """A machine's reading as it is shown: with the reviews, then with the decisions about actors."""
    reviewed = shown(reading, given)
    return registry.applied(replace(reading, statements=reviewed.statements, claims=reviewed.claims))


def derive(connection: Connection, number: int, reading: Reading, given: Sequence[Given]) -> None:
    """Writes anew what is shown of a machine's reading, and the rows that find it."""
    as_shown = decided(reading, given, load_registry(connection))
    text = reading.document.text
    _write_shown(connection, tables.statement_rows, number, changed(reading.statements, as_shown.statements, text))
    _write_shown(connection, tables.claim_rows, number, changed(reading.claims, as_shown.claims, text))
    for table in reversed(SEARCHED):
        connection.execute(delete(table).where(table.c.reading == number))
    made = rows.search_rows(as_shown, as_shown.statements, as_shown.claims)
    for table, some in zip(SEARCHED, made, strict=True):
        _insert(connection, table, number, some)


def _write_shown(connection: Connection, table: TableClause, number: int, as_shown: Mapping[int, bytes]) -> None:
    here = table.c.reading == number
    connection.execute(update(table).where(here, table.c.shown.is_not(None)).values(shown=None))
    for position, row in as_shown.items():
        connection.execute(update(table).where(here, table.c.position == position).values(shown=row))


def changed(found: Sequence[Statement | Claim], as_shown: Sequence[Statement | Claim], text: str) -> dict[int, bytes]:
    """The rows that are shown otherwise than the machine gave them, as stored, by position."""
    return {
        position: rows.to_json(after.to_dict(text))
        for position, (before, after) in enumerate(zip(found, as_shown, strict=True))
        if after != before
    }


def rows_of(connection: Connection, table: TableClause, number: int, *names: str) -> Sequence[Any]:
    """Some columns of a reading's rows, in the order they were inserted."""
    order = [table.c[name] for name in ("position", "link", "side", "party") if name in table.c]
    query = select(*(table.c[name] for name in names)).where(table.c.reading == number)
    return connection.execute(query.order_by(*order)).all()


def _insert(connection: Connection, table: TableClause, number: int, made: Sequence[Mapping[str, Any]]) -> None:
    if made:
        connection.execute(insert(table), [{"reading": number, **row} for row in made])
