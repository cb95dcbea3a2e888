"""JSONL in the wire form → readings: one record a line, or one whole reading a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from sayso.errors import SaysoError, Unreadable
from sayso.exporting.checking import Row, assembled, document_of, failure_of
from sayso.types import Document, Failure, Reading

_ROWS = ("statement", "claim", "actor")
_HINT = "Each line is one record of the wire form: docs/reference/wire-form.md#json-lines."


@dataclass(slots=True)
class _Open:
    """A reading whose rows still come. `document` is None for one that cannot be read: its rows go with it."""

    named: Any
    model: str
    document: Document | None
    rows: dict[str, list[Row]] = field(default_factory=lambda: {kind: [] for kind in _ROWS})

    def closed(self) -> Iterator[Reading | Failure]:
        if self.document is not None:
            made = assembled(self.model, self.document, *(self.rows[kind] for kind in _ROWS))
            yield from made.failures
            yield made.reading


def read_jsonl(stream: IO[bytes], name: str) -> Iterator[Reading | Failure]:
    """Readings in their order, each with the failures of its rows before it. Holds one reading at a time."""
    current: _Open | None = None
    for number, line in enumerate(stream, 1):
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        place = f"{name}, line {number}"
        try:
            row = _parsed(line)
            kind = row.get("type")
            if kind == "failure":
                yield Failure.from_dict({"error": "unreadable", **row})
            elif kind == "reading":
                if current:
                    yield from current.closed()
                current = _Open(row.get("document_id", _id(row)), "", None)
                current = _opened(row, place, current.named)
            elif kind in _ROWS:
                if current is None or row.get("document_id") != current.named:
                    raise Unreadable(
                        f"No reading of document {row.get('document_id')!r} is open.",
                        'Put a line of type "reading", with the document, before its rows.',
                    )
                current.rows[kind].append(Row(place, row))
            else:
                raise Unreadable(f"No such type of record: {kind!r}.", _HINT)
        except SaysoError as error:
            yield failure_of(place, error)
        except (KeyError, TypeError) as error:
            yield failure_of(place, Unreadable(f"The record has no field {error}.", _HINT))
    if current:
        yield from current.closed()


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"The line is not JSON in UTF-8: {error}.", _HINT) from error
    if not isinstance(row, dict):
        raise Unreadable("The line is JSON, but no object.", _HINT)
    return row


def _id(row: dict[str, Any]) -> Any:
    document = row.get("document")
    return document.get("id") if isinstance(document, dict) else None


def _opened(row: dict[str, Any], place: str, named: Any) -> _Open:
    model = row.get("model")
    if not isinstance(model, str) or not model:
        raise Unreadable(f"The reading's model is {model!r}.", 'Name who or what made it: "model": "coded by hand".')
    made = _Open(named, model, document_of(row.get("document")))
    for kind in _ROWS:
        inner = row.get(f"{kind}s") or ()
        if not isinstance(inner, (list, tuple)):
            raise Unreadable(f"The reading's {kind}s are no list.", _HINT)
        made.rows[kind].extend(Row(f"{place}, {kind} {number}", one) for number, one in enumerate(inner, 1))
    return made
