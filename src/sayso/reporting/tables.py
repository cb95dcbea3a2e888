"""Readings for programs: JSON, JSONL and CSV.

JSON and JSONL hold the wire form. Characters that could act on a terminal are written as
`\\u` escapes, so the values are exact and the text is harmless wherever it is printed.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.reporting.safety import escaped_json, guarded_cell
from sayso.reporting.speakers import actors_by_id, chain_in_words, content_in_words, party_names
from sayso.types import WIRE_VERSION, Actor, Failure, Link, Reading, Statement

COLUMNS: tuple[str, ...] = (
    "document_id",  # id of the document
    "title",
    "outlet",
    "published",  # ISO date
    "url",
    "statement_id",
    "parent",  # id of the statement that holds this one, or empty
    "source",  # who says it: the words of the last link's source, or empty
    "source_name",  # whom they stand for, several joined by "; "
    "source_kind",  # of the parties, several joined by "; "
    "named",  # yes, when one of the parties is; no; empty where there is no source
    "no_source",  # unstated or unresolved, where the source is empty
    "cue",  # the words that report, of the last link
    "content",  # what is said; "[…]" where the text interrupts it
    "spans",  # where it stands in the text: "90-180; 200-220"
    "chain",  # the whole chain in words, outermost first
    "links",  # how many links the chain has
    "directness",
    "confidence",
    "doubtful",  # yes or no
    "review",  # accepted, rejected, corrected or empty
    "to",  # whom it is said to: the words, in the last link, several joined by "; "
)
"""The columns of the CSV, one row a statement. Columns are added at the end, never renamed."""


def json_text(record: Reading | Failure) -> str:
    """The wire form's object, indented, without a line end after it."""
    return escaped_json(json.dumps(record.to_dict(), ensure_ascii=False, indent=2))


def jsonl_lines(record: Reading | Failure) -> Iterator[str]:
    """One record a line: the reading (with its document), then its statements and its actors.

    Each has its `type` and its `document_id`, which is null for a failure: nothing was read.
    """
    if isinstance(record, Failure):
        yield _line({"type": "failure", "document_id": None, **record.to_dict()})
        return
    wire = record.to_dict()
    document_id = record.document.id
    head = {"type": "reading", "document_id": document_id, "sayso": WIRE_VERSION}
    yield _line({**head, "model": wire["model"], "document": wire["document"]})
    for kind, rows in (("statement", wire["statements"]), ("claim", wire["claims"]), ("actor", wire["actors"])):
        for row in rows:
            yield _line({"type": kind, "document_id": document_id, **row})


def csv_header() -> str:
    return _cells(COLUMNS)


def csv_lines(reading: Reading) -> Iterator[str]:
    """One CSV record a statement, in the order of `COLUMNS`, without a line end after it.

    Cells are guarded: `'` stands before one that a spreadsheet would run, and controls are
    made visible. For the exact characters use the offsets, or JSON.
    """
    document, actors = reading.document, actors_by_id(reading)
    # The document's id hashes its whole text: once for all rows.
    head = (document.id, document.title or "", document.outlet or "", document.published or "", document.url or "")
    for statement in reading.statements:
        yield _cells((*head, *_row(statement, document.text, actors)))


def _row(statement: Statement, text: str, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    link = statement.chain[-1] if statement.chain else Link(None, None, "unresolved")
    has_source = link.source is not None or bool(link.parties)
    return (
        statement.id,
        statement.parent or "",
        text[link.source.start : link.source.end] if link.source else "",
        "; ".join(party_names(link, text, actors)),
        "; ".join(dict.fromkeys(party.kind for party in link.parties)),
        _yes(any(party.named for party in link.parties)) if has_source else "",
        link.no_source or "",
        text[link.cue.start : link.cue.end] if link.cue else "",
        content_in_words(statement, text),
        "; ".join(f"{span.start}-{span.end}" for span in statement.content),
        chain_in_words(statement, text, actors),
        str(len(statement.chain)),
        statement.directness,
        f"{statement.confidence:.4f}",
        _yes(statement.doubtful),
        statement.review.verdict if statement.review else "",
        "; ".join(text[party.span.start : party.span.end] for party in link.to),
    )


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _cells(values: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(guarded_cell(value) for value in values)
    return line.getvalue()


def _line(record: dict[str, Any]) -> str:
    return escaped_json(json.dumps(record, ensure_ascii=False))
