"""Readings for programs: JSON, JSONL, CSV and Parquet.

JSON and JSONL hold the wire form. Characters that could act on a terminal are written as
`\\u` escapes, so the values are exact and the text is harmless wherever it is printed.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, Literal

from sayso.errors import MissingExtra
from sayso.reporting.doers import trigger_in_words
from sayso.reporting.safety import encodable, escaped_json, guarded_cell
from sayso.reporting.speakers import actors_by_id, chain_in_words, content_in_words, party_name, party_names
from sayso.types import WIRE_VERSION, Actor, Claim, Failure, Link, Party, Reading, Span, Statement, voice_of

Rows = Literal["statements", "claims"]
"""What a table has a row of."""

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
"""The columns of a table of statements. Columns are added at the end, never renamed."""

CLAIM_COLUMNS: tuple[str, ...] = (
    "document_id",
    "title",
    "outlet",
    "published",
    "url",
    "id",  # of the claim
    "statement_id",  # the innermost statement that holds the trigger; empty is the outlet's voice
    "source",  # whose voice it is in: these six as in a table of statements, empty for the outlet's
    "source_name",
    "source_kind",
    "named",
    "no_source",
    "chain",
    "date",  # the first day on which it may have happened
    "enddate",  # the last one
    "date_precision",
    "date_inferred",
    "event",  # PLOVER type; empty where it is no political event
    "mode",
    "context",  # several joined by "; "
    "cameo",
    "quad_code",
    "event_text",  # the trigger
    "spans",  # where the trigger stands in the text
    "actor",  # who does it: names, several joined by "; "; the next six in the same order
    "actor_entity_text",  # as the text words them
    "actor_identifier_id",  # the actors' ids
    "actor_kind",
    "actor_code",  # country
    "actor_sector",
    "actor_wikidata",
    "recipient",  # whom it is done to: likewise
    "recipient_entity_text",
    "recipient_identifier_id",
    "recipient_kind",
    "recipient_code",
    "recipient_sector",
    "recipient_wikidata",
    "arguments",  # "role: words", several joined by "; "
    "quantities",  # "role: value unit", several joined by "; "
    "resolved_place",
    "extracted_place",
    "country_code",
    "lat",
    "lon",
    "place_precision",
    "place_inferred",
    "polarity",
    "status",
    "by_source",
    "by_outlet",
    "evidence",  # kinds, several joined by "; "
    "evidence_by",  # the ids of who offers it
    "evidence_text",
    "loaded",  # words, several joined by "; "
    "confidence",
    "doubtful",
    "review",
    "coder",  # the model
    "statement_spans",  # where the statement stands in the text
    "source_spans",  # where its source does
    "cue_spans",  # where its cue does
    "source_identifier_id",  # the ids of its parties
    "actor_spans",  # where each actor is named
    "recipient_spans",
)
"""The columns of a table of claims, PLOVER's names where it has one. Added at the end, never renamed."""

_NUMBERS = frozenset(["confidence", "lat", "lon", "by_source", "by_outlet"])
_INTEGERS = frozenset(["links", "quad_code"])
_FLAGS = frozenset(["named", "doubtful"])
_LISTS = frozenset(
    [
        *(f"{side}{rest}" for side in ("actor", "recipient")
          for rest in ("", "_entity_text", "_identifier_id", "_kind", "_code", "_sector", "_wikidata")),
        *("context", "arguments", "quantities", "evidence", "evidence_by", "evidence_text", "loaded"),
        *("source_name", "source_kind", "source_identifier_id", "to", "extracted_place"),
        *("spans", "statement_spans", "source_spans", "cue_spans", "actor_spans", "recipient_spans"),
    ]
)  # fmt: skip
_ROWS_AT_ONCE = 10_000


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


def columns_of(rows: Rows) -> tuple[str, ...]:
    return COLUMNS if rows == "statements" else CLAIM_COLUMNS


def csv_header(rows: Rows = "statements") -> str:
    return csv_line(columns_of(rows))


def csv_lines(reading: Reading, rows: Rows = "statements") -> Iterator[str]:
    """One CSV record a row, in the order of the columns, without a line end after it.

    Cells are guarded: `'` stands before one that a spreadsheet would run, and controls are
    made visible. For the exact characters use the offsets, or JSON.
    """
    for row in table_rows(reading, rows):
        yield csv_line(row)


def write_parquet(readings: Iterable[Reading], stream: IO[bytes], rows: Rows) -> None:
    """A Parquet file with the columns of the CSV: lists, numbers and truth values as such, null where there is none.

    Lone surrogates, which Parquet cannot hold, become U+FFFD. Raises MissingExtra without pyarrow.
    """
    arrow, parquet = pyarrow()
    columns = columns_of(rows)
    schema = arrow.schema([(name, _arrow_type(arrow, name)) for name in columns])
    with parquet.ParquetWriter(stream, schema) as writer:
        waiting: list[list[Any]] = []

        def write() -> None:
            made = [dict(zip(columns, row, strict=True)) for row in waiting]
            writer.write_table(arrow.Table.from_pylist(made, schema=schema))
            waiting.clear()

        for reading in readings:
            waiting.extend([_encodable(value) for value in row] for row in table_rows(reading, rows))
            if len(waiting) >= _ROWS_AT_ONCE:
                write()
        write()


def pyarrow() -> tuple[Any, Any]:
    """The module that writes Parquet, and its part for files. Raises MissingExtra where it is not installed."""
    try:
        import pyarrow  # type: ignore[import-untyped]
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra(
            "Parquet is written with pyarrow, which is not installed.", "pip install 'sayso[parquet]'"
        ) from error
    return pyarrow, parquet


def _arrow_type(arrow: Any, column: str) -> Any:
    if column in _LISTS:
        return arrow.list_(arrow.string())
    if column in _NUMBERS:
        return arrow.float64()
    if column in _INTEGERS:
        return arrow.int64()
    return arrow.bool_() if column in _FLAGS else arrow.string()


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    return [_encodable(one) for one in value] if isinstance(value, list) else value


def table_rows(reading: Reading, rows: Rows) -> Iterator[list[Any]]:
    """The rows of a table, in the order of its columns. None is no value; what may be several is a list."""
    document, actors = reading.document, actors_by_id(reading)
    # The document's id hashes its whole text: once for all rows.
    head = [document.id, document.title, document.outlet, document.published, document.url]
    if rows == "statements":
        for statement in reading.statements:
            yield [*head, *_statement_row(statement, document.text, actors)]
        return
    statements = {statement.id: statement for statement in reading.statements}
    for claim in reading.claims:
        voice = voice_of(claim, statements)
        yield [*head, *_claim_row(claim, voice, document.text, actors), reading.model, *_places(claim, voice)]


def _statement_row(statement: Statement, text: str, actors: Mapping[str, Actor]) -> list[Any]:
    link = statement.chain[-1] if statement.chain else Link(None, None, "unresolved")
    return [
        statement.id,
        statement.parent,
        *_source(link, text, actors),
        text[link.cue.start : link.cue.end] if link.cue else None,
        content_in_words(statement, text),
        _spans(statement.content),
        chain_in_words(statement, text, actors),
        len(statement.chain),
        statement.directness,
        statement.confidence,
        statement.doubtful,
        statement.review.verdict if statement.review else None,
        [text[party.span.start : party.span.end] for party in link.to],
    ]


def _source(link: Link, text: str, actors: Mapping[str, Actor]) -> list[Any]:
    """The columns from `source` to `no_source`."""
    has_source = link.source is not None or bool(link.parties)
    return [
        text[link.source.start : link.source.end] if link.source else None,
        list(party_names(link, text, actors)),
        list(dict.fromkeys(party.kind for party in link.parties)),
        any(party.named for party in link.parties) if has_source else None,
        link.no_source,
    ]


def _claim_row(claim: Claim, voice: Statement | None, text: str, actors: Mapping[str, Actor]) -> list[Any]:
    link = (voice.chain[-1] if voice.chain else Link(None, None, "unresolved")) if voice else None
    date, place, certainty = claim.date, claim.place, claim.certainty
    return [
        claim.id,
        claim.statement,
        *(_source(link, text, actors) if link else [None, [], [], None, None]),
        chain_in_words(voice, text, actors) if voice else None,
        *([date.earliest, date.latest, date.precision, date.inferred] if date else [None] * 4),
        claim.event,
        claim.mode,
        list(claim.context),
        claim.cameo,
        claim.quad_code,
        trigger_in_words(claim, text),
        _spans(claim.trigger),
        *_side(claim.actor, text, actors),
        *_side(claim.recipient, text, actors),
        [f"{argument.role}: {text[argument.span.start : argument.span.end]}" for argument in claim.arguments],
        [
            f"{quantity.role + ': ' if quantity.role else ''}{quantity.value:.15g} {quantity.unit}"
            for quantity in claim.quantities
        ],
        place.name if place else None,
        [text[span.start : span.end] for span in place.at] if place else [],
        *([place.country, place.latitude, place.longitude, place.precision, place.inferred] if place else [None] * 5),
        certainty.polarity,
        certainty.status,
        certainty.by_source,
        certainty.by_outlet,
        list(dict.fromkeys(kind for evidence in claim.evidence for kind in evidence.kind)),
        list(dict.fromkeys(actor_id for evidence in claim.evidence for actor_id in evidence.by)),
        [text[span.start : span.end] for evidence in claim.evidence for span in evidence.at],
        [text[word.span.start : word.span.end] for word in claim.loaded],
        claim.confidence,
        claim.doubtful,
        claim.review.verdict if claim.review else None,
    ]


def _places(claim: Claim, voice: Statement | None) -> list[list[str] | list[str | None]]:
    """The columns from `statement_spans` on. What stands in several columns of a party is in the same order there."""
    link = voice.chain[-1] if voice and voice.chain else Link(None, None, "unresolved")
    return [
        _spans(voice.content if voice else ()),
        _spans([link.source] if link.source else ()),
        _spans([link.cue] if link.cue else ()),
        [party.actor_id for party in link.parties],
        _spans(party.span for party in claim.actor),
        _spans(party.span for party in claim.recipient),
    ]


def _spans(spans: Iterable[Span]) -> list[str]:
    return [f"{span.start}-{span.end}" for span in spans]


def _side(parties: Sequence[Party], text: str, actors: Mapping[str, Actor]) -> list[list[str | None]]:
    """The columns of who does it, or of whom it is done to, each with one value a party."""
    known = [actors.get(party.actor_id) if party.actor_id is not None else None for party in parties]
    return [
        [party_name(party, text, actors) for party in parties],
        [text[party.span.start : party.span.end] for party in parties],
        [party.actor_id for party in parties],
        [party.kind for party in parties],
        [actor.country if actor else None for actor in known],
        [actor.sector if actor else None for actor in known],
        [actor.wikidata if actor else None for actor in known],
    ]


def csv_line(values: Iterable[Any]) -> str:
    """Values as a line of CSV, without a line end: "yes" or "no", four decimals, lists joined by "; ", text guarded."""
    line = io.StringIO()
    # With no line end of its own the writer of Python 3.11 leaves cells that hold one without quotes.
    csv.writer(line, lineterminator="\n").writerow([_cell(value) for value in values])
    return line.getvalue().removesuffix("\n")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, list):
        value = "; ".join(one or "" for one in value) if any(value) else ""
    return guarded_cell(value) if isinstance(value, str) else str(value)


def _line(record: dict[str, Any]) -> str:
    return escaped_json(json.dumps(record, ensure_ascii=False))
