"""JSONL, JSON, CSV and Parquet → Documents, one a row, streamed.

Columns are known by their names, in any case: `text`, `title`, `outlet`, `url`, `published`,
`byline`, `language`, and the usual other words for them.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from sayso.document.decoding import decode, encoding_of
from sayso.document.kinds import MAX_BYTES, looks_like_page
from sayso.document.page_facts import iso_date
from sayso.document.plain import from_text
from sayso.errors import EmptyInput, MissingExtra, SaysoError, TooLarge, Unreadable, UsageError
from sayso.types import Document, Failure

TEXT_COLUMNS = ("text", "body", "content", "article", "fulltext", "articlebody")
_COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "publication", "site", "sitename"),
    "url": ("url", "link"),
    "published": ("published", "date", "publishedat", "publishdate", "publicationdate", "pubdate", "datetime"),
    "byline": ("byline", "author", "authors"),
    "language": ("language", "lang"),
}
_BATCH = 64


@dataclass(frozen=True, slots=True)
class _Broken:
    """A row that could not be taken apart."""

    error: SaysoError


_Row = Mapping[str, Any] | _Broken


def read_rows(kind: str, stream: IO[bytes], *, name: str, text_column: str | None) -> Iterator[Document | Failure]:
    """The documents of an archive of the given kind; a bad row is a Failure, and the next one follows.

    `stream` must be seekable for CSV, JSON and Parquet. Raises Unreadable for an archive that
    cannot be opened, EmptyInput for one without rows, UsageError where no column holds the
    text, MissingExtra for Parquet without pyarrow.
    """
    number = 0
    for number, row in enumerate(_rows(kind, stream, name), 1):
        place = f"{name}, row {number}"
        try:
            if isinstance(row, _Broken):
                raise row.error
            yield _document(row, text_column, name)
        except UsageError as error:
            # In a table every row has the same columns: without a text column none can be read.
            if kind in ("csv", "parquet"):
                raise
            yield _failure(place, error)
        except SaysoError as error:
            yield _failure(place, error)
    if not number:
        raise EmptyInput(f"There are no rows in {name}.", "Give a table or a list with a document in each row.")


def count_rows(kind: str, stream: IO[bytes], name: str) -> int:
    """How many rows an archive has; 1 for none, which is one failure. Reads it once; takes no document apart."""
    if kind == "parquet":
        return int(_parquet(stream, name).metadata.num_rows) or 1
    if kind == "jsonl" and encoding_of(stream.read(65_536)) in ("utf-8", "cp1252"):
        stream.seek(0)
        return sum(1 for line in stream if line.strip()) or 1
    stream.seek(0)
    return sum(1 for _ in _rows(kind, stream, name)) or 1


def _failure(place: str, error: SaysoError) -> Failure:
    return Failure(place, error.code, error.message, error.hint)


def _rows(kind: str, stream: IO[bytes], name: str) -> Iterator[_Row]:
    if kind == "jsonl":
        return _jsonl(stream)
    if kind == "json":
        return _json(stream, name)
    if kind == "csv":
        return _csv(stream, name)
    return _parquet_rows(stream, name)


def _jsonl(stream: IO[bytes]) -> Iterator[_Row]:
    for line in _lines(stream):
        if line is None:
            yield _Broken(TooLarge(f"The row is longer than {MAX_BYTES:,} bytes.", "Split it."))
        elif line.strip("\ufeff \t\r\n"):
            yield _parsed(line)


def _lines(stream: IO[bytes]) -> Iterator[str | None]:
    """The lines, each decoded for itself; None for one that is too long."""
    wide = _wide_encoding(stream)
    if wide:
        yield from io.TextIOWrapper(stream, encoding=wide, errors="replace")
        return
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield None
            continue
        yield decode(line)[0]


def _wide_encoding(stream: IO[bytes]) -> str | None:
    """UTF-16 or UTF-32, where the archive is in it: its lines cannot be told apart as bytes."""
    if not stream.seekable():
        return None
    encoding = encoding_of(stream.read(4096))
    stream.seek(0)
    return encoding if encoding.startswith(("utf-16", "utf-32")) else None


def _parsed(line: str) -> _Row:
    try:
        value = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        return _Broken(Unreadable(f"The row is not JSON: {error}.", "Each line must be one JSON object."))
    if not isinstance(value, dict):
        return _Broken(Unreadable("The row is JSON, but no object.", 'Each line must be like {"text": "…"}.'))
    return value


def _json(stream: IO[bytes], name: str) -> Iterator[_Row]:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLarge(
            f"{name} has more than {MAX_BYTES:,} bytes.", "Write it as JSONL, one object a line: that is streamed."
        )
    try:
        value = json.loads(decode(data)[0].lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            f"{name} is not JSON: {error}.", "Give an object, or a list of objects, with a text."
        ) from error
    for item in value if isinstance(value, list) else [value]:
        yield (
            item
            if isinstance(item, dict)
            else _Broken(Unreadable("The row is no JSON object.", "Give a list of objects."))
        )


def _csv(stream: IO[bytes], name: str) -> Iterator[_Row]:
    encoding = _whole_encoding(stream)
    lines = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    header = lines.readline(MAX_BYTES)
    lines.seek(0)
    # The csv module's limit of 131,072 characters a field is shorter than a long article.
    csv.field_size_limit(MAX_BYTES)
    try:
        table = csv.reader(lines, delimiter=max(",;\t|", key=header.count))
        columns = [column.strip().lstrip("\ufeff") for column in next(table, [])]
        for cells in table:
            if cells:
                yield dict(zip(columns, cells, strict=False))
    except csv.Error as error:
        yield _Broken(Unreadable(f"{name} is broken here: {error}.", "Save it as CSV in UTF-8 again."))
    finally:
        # The stream is its opener's to close.
        lines.detach()


def _whole_encoding(stream: IO[bytes]) -> str:
    """The encoding of a whole table: UTF-8 only if all of it is."""
    head = stream.read(65_536)
    encoding = encoding_of(head)
    if encoding == "utf-8":
        decoder = codecs.getincrementaldecoder("utf-8")()
        chunk = head
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = stream.read(1 << 20)
        except UnicodeDecodeError:
            encoding = "cp1252"
    stream.seek(0)
    return encoding


def _parquet(stream: IO[bytes], name: str) -> Any:
    try:
        from pyarrow import parquet  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtra(
            f"{name} is a Parquet file, and pyarrow is not installed.", "pip install 'sayso[parquet]'"
        ) from error
    try:
        return parquet.ParquetFile(stream)
    except Exception as error:
        raise Unreadable(f"{name} is no whole Parquet file: {error}.", "Write it again.") from error


def _parquet_rows(stream: IO[bytes], name: str) -> Iterator[_Row]:
    table = _parquet(stream, name)
    wanted = {column for columns in (TEXT_COLUMNS, *_COLUMNS.values()) for column in columns}
    flat = [column for column in table.schema_arrow.names if _key(column) in wanted]
    # With another text column all are read: which one it is, the caller knows.
    columns = flat if any(_key(column) in TEXT_COLUMNS for column in flat) else None
    for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
        yield from batch.to_pylist()


def _document(row: Mapping[str, Any], text_column: str | None, name: str) -> Document:
    by_key = {_key(column): value for column, value in row.items() if isinstance(column, str)}
    text = _text(row, by_key, text_column, name)
    found = {field: _first(by_key, columns) for field, columns in _COLUMNS.items()}
    title, outlet, byline = _string(found["title"]), _string(found["outlet"]), tuple(_bylines(found["byline"]))
    url, language, published = _string(found["url"]), _string(found["language"]), _date(found["published"])
    if looks_like_page(text):
        from sayso.document.web_page import Told, read_page, with_facts

        data = text.encode("utf-8", "replace")
        page = read_page(data, name=name, url=url, charset="utf-8", language=language)
        return with_facts(page, Told(title, outlet, published, byline))
    return from_text(text, title=title, outlet=outlet, byline=byline, url=url, published=published, language=language)


def _text(row: Mapping[str, Any], by_key: Mapping[str, Any], text_column: str | None, name: str) -> str:
    if text_column is not None:
        if text_column not in row:
            raise UsageError(f"{name} has no column {text_column!r}.", f"It has: {_listing(row)}.")
        value = row[text_column]
    else:
        columns = [column for column in TEXT_COLUMNS if column in by_key]
        if not columns:
            raise UsageError(
                f"{name} has no column for the text.", f"Name it (--text-column). It has: {_listing(row)}."
            )
        value = next((by_key[column] for column in columns if by_key[column]), None)
    if value is None or value == "":
        raise EmptyInput("The row has no text.", None)
    if not isinstance(value, str):
        raise Unreadable(
            f"The row's text is no string but {type(value).__name__}.", "Name the column of the text (--text-column)."
        )
    if len(value) > MAX_BYTES:
        raise TooLarge(f"The row's text has {len(value):,} characters; {MAX_BYTES:,} are the most.", "Split it.")
    if "\0" in value:
        raise Unreadable("The row's text holds NUL characters.", "It is binary or damaged.")
    return value


def _listing(row: Mapping[str, Any]) -> str:
    names = [str(column) for column in row]
    return ", ".join(names[:12]) + (" …" if len(names) > 12 else "")


def _key(column: str) -> str:
    return "".join(character for character in column.lower() if character.isalnum())


def _first(by_key: Mapping[str, Any], columns: Iterable[str]) -> Any:
    return next((by_key[column] for column in columns if by_key.get(column)), None)


def _string(value: Any) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def _date(value: Any) -> str | None:
    """In ISO form where it can be; a date that cannot be read is left out, not guessed."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return iso_date(value) if isinstance(value, str) else None


def _bylines(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        value = value.split(";")
    if isinstance(value, list):
        yield from (name.strip() for name in value if isinstance(name, str) and name.strip())
