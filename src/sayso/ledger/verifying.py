"""What in a ledger is not as it should be, from the bytes that are stored."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from sayso.errors import LedgerError
from sayso.ledger import rows, tables
from sayso.ledger.checking import Problem, reading_problems
from sayso.ledger.failing import parsing
from sayso.ledger.storing import (
    SEARCHED,
    changed,
    decided,
    load_reading,
    load_registry,
    load_reviews,
    rows_of,
)


def file_problems(connection: Connection) -> Iterator[Problem]:
    """Damage to the file's structure, and rows that belong to nothing."""
    for (what,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if what != "ok":
            yield Problem("file", what)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem(f"{table}, row {row}", f"belongs to no row of {parent}")


def document_problems(connection: Connection) -> Iterator[Problem]:
    """Texts and raw bytes that are not what was stored."""
    query = select(tables.documents, tables.raws).outerjoin_from(
        tables.documents, tables.raws, tables.raws.c.document_id == tables.documents.c.id
    )
    for row in connection.execute(query):
        document_id, sha256, _, text, _, _, raw_sha256, packed = row
        where = f"document {document_id}"
        if hashlib.sha256(text).hexdigest() != sha256:
            yield Problem(where, "its text is not what was stored")
        if packed is not None and not _is_packed(packed, raw_sha256):
            yield Problem(where, "its raw bytes are not what was stored")


def _is_packed(packed: bytes, sha256: str) -> bool:
    try:
        return hashlib.sha256(zlib.decompress(packed)).hexdigest() == sha256
    except zlib.error:
        return False


def all_reading_problems(connection: Connection) -> Iterator[Problem]:
    """Readings whose spans, texts, ids or hashes are off, or that are shown otherwise than they should be."""
    for number in connection.execute(select(tables.readings.c.number).order_by(tables.readings.c.number)).scalars():
        try:
            yield from _problems(connection, number)
        except LedgerError as error:
            yield Problem(f"reading {number}", error.message)


def _problems(connection: Connection, number: int) -> Iterator[Problem]:
    reading = load_reading(connection, number, machine=True)
    document = reading.document
    where = f"document {document.id}, model {reading.model!r}"
    for problem in reading_problems(reading):
        yield Problem(where, problem)

    kept = tables.readings.c
    query = select(kept.document_id, kept.sha256, kept.header).where(kept.number == number)
    document_id, sha256, header = connection.execute(query).one()
    if document.id != document_id:
        yield Problem(where, f"stands under the id {document_id}")
    machine_rows = [
        row
        for table in (tables.statement_rows, tables.actor_rows, tables.claim_rows)
        for (row,) in rows_of(connection, table, number, "machine")
    ]
    if rows.stored_hash([header, *machine_rows]) != sha256:
        yield Problem(where, "what the model found is not what was stored")

    given = load_reviews(connection, document_id)
    review_rows = connection.execute(
        select(tables.reviews.c.row, tables.reviews.c.review).where(tables.reviews.c.document_id == document_id)
    ).all()
    for stored in (header, *machine_rows, *(part for row in review_rows for part in row)):
        with parsing(where):
            spans = list(_spans(rows.from_json(stored)))
        for start, end, text in spans:
            if document.text[start:end] != text:
                yield Problem(where, f"the text from {start} to {end} is not {text!r}")

    as_shown = decided(reading, given, load_registry(connection))
    for table, found, after in (
        (tables.statement_rows, reading.statements, as_shown.statements),
        (tables.claim_rows, reading.claims, as_shown.claims),
    ):
        stored_shown = dict(rows_of(connection, table, number, "position", "shown"))
        expected = changed(found, after, document.text)
        if any(stored_shown.get(position) != expected.get(position) for position in range(len(found))):
            yield Problem(where, "what is shown is not what the reviews and decisions make of it")
    searched = rows.search_rows(as_shown, as_shown.statements, as_shown.claims)
    for table, made in zip(SEARCHED, searched, strict=True):
        names = [column.name for column in table.c if column.name != "reading"]
        if [tuple(row) for row in rows_of(connection, table, number, *names)] != [
            tuple(row[name] for name in names) for row in made
        ]:
            yield Problem(where, f"the rows of {table.name} are not those of what is shown")


def _spans(value: Any) -> Iterator[tuple[int, int, str]]:
    """Every `start`, `end` and `text` that stand together in a wire form."""
    if isinstance(value, dict):
        if "start" in value and "text" in value:
            yield value["start"], value["end"], value["text"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _spans(inner)
