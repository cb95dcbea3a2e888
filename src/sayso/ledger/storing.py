"""One reading in the tables: loaded as the machine gave it or as it is shown, and derived anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, TableClause, delete, insert, select, update

from sayso.ledger import rows, tables
from sayso.ledger.failing import parsing
from sayso.ledger.reviewing import Given, shown
from sayso.types import Reading, Statement


def has(connection: Connection, column: ColumnElement[str], value: str) -> bool:
    return connection.execute(select(column).where(column == value)).first() is not None


def insert_reading(connection: Connection, reading: Reading, added_at: str) -> None:
    """Writes what the machine found, once for all, and what is shown of it."""
    row = rows.reading_row(reading, added_at)
    number = connection.execute(insert(tables.readings).values(row).returning(tables.readings.c.number)).scalar_one()
    _insert(connection, tables.statement_rows, number, rows.statement_rows(reading))
    _insert(connection, tables.actor_rows, number, rows.actor_rows(reading))
    derive(connection, number, reading, load_reviews(connection, reading.document.id))


def load_reading(connection: Connection, number: int, *, machine: bool = False) -> Reading:
    """A reading as it is shown, or as the machine gave it."""
    joined = tables.readings.c.document_id == tables.documents.c.id
    query = select(tables.readings.c.header, tables.documents.c.text).where(joined, tables.readings.c.number == number)
    statement_rows = rows_of(connection, tables.statement_rows, number, "machine", "shown")
    actor_rows = rows_of(connection, tables.actor_rows, number, "machine")
    with parsing(f"reading {number}"):
        header, text = connection.execute(query).one()
        model, document = rows.from_header(header, text)
        statements = tuple(
            rows.to_statement(found if machine or as_shown is None else as_shown) for found, as_shown in statement_rows
        )
        return Reading(model, document, statements, tuple(rows.to_actor(found) for (found,) in actor_rows))


def load_reviews(connection: Connection, document_id: str) -> list[Given]:
    """All reviews given on a document's statements, first to last."""
    reviews = tables.reviews.c
    query = select(reviews.number, reviews.row, reviews.review).where(
        reviews.document_id == document_id, reviews.row_kind == rows.STATEMENT
    )
    kept = connection.execute(query.order_by(reviews.number)).all()
    with parsing(f"a review on document {document_id}"):
        return [rows.to_given(*row) for row in kept]


def derive(connection: Connection, number: int, reading: Reading, given: Sequence[Given]) -> None:
    """Writes anew what is shown of a machine's reading, and the rows that find it."""
    statements, _ = shown(reading, given)
    kept = tables.statement_rows
    here = kept.c.reading == number
    connection.execute(update(kept).where(here, kept.c.shown.is_not(None)).values(shown=None))
    for position, as_shown in changed(reading, statements).items():
        connection.execute(update(kept).where(here, kept.c.position == position).values(shown=as_shown))

    connection.execute(delete(tables.sources).where(tables.sources.c.reading == number))
    connection.execute(delete(tables.statements).where(tables.statements.c.reading == number))
    found, sources = rows.search_rows(statements, reading)
    _insert(connection, tables.statements, number, found)
    _insert(connection, tables.sources, number, sources)


def changed(reading: Reading, statements: Sequence[Statement]) -> dict[int, bytes]:
    """The statements that are shown otherwise than the machine gave them, as stored, by position."""
    return {
        position: rows.to_json(as_shown.to_dict(reading.document.text))
        for position, (found, as_shown) in enumerate(zip(reading.statements, statements, strict=True))
        if as_shown != found
    }


def rows_of(connection: Connection, table: TableClause, number: int, *names: str) -> Sequence[Any]:
    """Some columns of a reading's rows, in the order they were inserted."""
    order = [table.c[name] for name in ("position", "link", "party") if name in table.c]
    query = select(*(table.c[name] for name in names)).where(table.c.reading == number)
    return connection.execute(query.order_by(*order)).all()


def _insert(connection: Connection, table: TableClause, number: int, made: Sequence[Mapping[str, Any]]) -> None:
    if made:
        connection.execute(insert(table), [{"reading": number, **row} for row in made])
