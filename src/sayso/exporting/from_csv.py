"""CSV with one row a claim → readings: our own table, or another tool's with the same names for columns.

Each row names its document (`document_id`, or `url`) and where the event stands (`spans`, or its words in
`event_text`). The text is that of a column `text`, in one row of each document at least, or else that of the document
with this id that is known already. `coder` is the model. Who does it stands at `actor_spans`, or where its words
(`actor_entity_text`, else `actor`) stand nearest to the event; `recipient` and `source` likewise. Every other column
may be missing.

What a table does not hold does not come back: outer links, statements without claims, arguments, quantities,
evidence, loaded words, reviews, and where days and places stand. Of a statement that has no `statement_spans` the
event's words are the content that is known.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from sayso.comparison.speaking.shares import only_in
from sayso.errors import SaysoError, Unreadable
from sayso.exporting.checking import Row, assembled, document_of, failure_of
from sayso.reporting.safety import one_line
from sayso.types import Document, Failure, Reading, content_hash

Known = Callable[[str], Document | None]
"""The document with this id, None where none is known."""

_MOST = 64 * 1024 * 1024
_SPAN = re.compile(r"(\d+)-(\d+)")
_GUARD = re.compile(r"'(?=\s*[=+\-@＝＋－＠])")
_YES = frozenset(["yes", "true", "1"])
_QUOTES = "“\"«„‘'"
_DOCUMENT = ("title", "outlet", "published", "url", "language")

Cells = Mapping[str, str]


def read_csv(stream: IO[bytes], name: str, known: Known) -> Iterator[Reading | Failure]:
    """Readings in the order of their last rows, each with the failures of its rows before it.

    A document of which nothing can be taken is one failure, where its first row stands.

    A document's rows may stand anywhere. The table is read twice, to count them first: held are those of documents
    whose last row is still to come, so of a sorted table one document's. Of a table that breaks off nothing is taken,
    since whose rows are missing is not known.
    """
    try:
        left = Counter(_key(row.fields) for row in _rows(stream, name))
        stream.seek(0)
        waiting: dict[str, list[Row]] = {}
        for row in _rows(stream, name):
            key = _key(row.fields)
            waiting.setdefault(key, []).append(row)
            if len(waiting[key]) == left[key]:
                yield from _reading(waiting.pop(key), known)
    except (UnicodeDecodeError, csv.Error) as error:
        yield failure_of(name, Unreadable(f"It is no CSV in UTF-8: {error}.", "Save it as CSV in UTF-8 again."))
    except SaysoError as error:
        yield failure_of(name, error)


def _rows(stream: IO[bytes], name: str) -> Iterator[Row]:
    csv.field_size_limit(_MOST)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        header = text.readline()
        columns = next(csv.reader([header], delimiter=(mark := max(",;\t", key=header.count))), [])
        names = [column.strip() for column in columns]
        if not {"document_id", "url", "text"} & set(names) or not {"spans", "event_text"} & set(names):
            raise Unreadable(
                f"No table of claims: its columns are {', '.join(names[:8]) or 'none'}.",
                "It needs document_id, url or text, and spans or event_text: docs/guides/exports.md.",
            )
        for number, cells in enumerate(csv.reader(text, delimiter=mark), 1):
            if any(cells):
                row = {column: _GUARD.sub("", cell, count=1) for column, cell in zip(names, cells, strict=False)}
                yield Row(f"{name}, row {number}", row)
    finally:
        text.detach()  # the stream is its opener's to close


def _key(row: Cells) -> str:
    """What tells a coder's document from others; hashed, for it may be a whole text."""
    return content_hash([row.get("document_id") or row.get("url") or row.get("text"), row.get("coder")])


def _reading(rows: Sequence[Row], known: Known) -> Iterator[Reading | Failure]:
    try:
        document, coder = _document(rows, known), rows[0].fields.get("coder")
        if not coder:
            raise Unreadable("The column coder is empty.", "Name who or what coded it, in a column coder.")
    except SaysoError as error:
        message = f"{error.message} None of its {len(rows):,} rows was taken." if rows[1:] else error.message
        yield failure_of(rows[0].place, type(error)(message, error.hint))
        return
    coded = _Coded(document)
    claims: list[Row] = []
    for row in rows:
        try:
            claims.append(Row(row.place, coded.claim(row)))
        except SaysoError as error:
            yield failure_of(row.place, error)
    actors = [Row(rows[0].place, actor) for actor in coded.actors.values()]
    made = assembled(coder, document, list(coded.statements.values()), claims, actors)
    yield from made.failures
    yield made.reading


def _document(rows: Sequence[Row], known: Known) -> Document:
    text = next((row.fields["text"] for row in rows if row.fields.get("text")), None)
    first = rows[0].fields
    if text is not None:
        told = {name: first.get(name) or None for name in _DOCUMENT}
        return document_of({"text": text, **told, "byline": _list(first.get("byline"))})
    document = known(first.get("document_id") or "")
    if document is None:
        raise Unreadable(
            f"There is no text of document {first.get('document_id')!r}.",
            "Add a column text, filled in one row of each document, or read the documents into this ledger first.",
        )
    return document


@dataclass(slots=True)
class _Coded:
    """The rows of one document as rows of the wire form: statements by their places, and actors by their ids."""

    document: Document
    statements: dict[str, Row] = field(default_factory=dict)
    actors: dict[str, dict[str, Any]] = field(default_factory=dict)

    def claim(self, row: Row) -> dict[str, Any]:
        cells = row.fields
        trigger = self._trigger(cells)
        near = trigger[0]["start"]
        claim: dict[str, Any] = {
            "id": cells.get("id") or row.place,
            "statement": self._statement(row, trigger),
            "trigger": trigger,
            **{name: cells.get(name) or None for name in ("event", "mode", "cameo")},
            "context": _list(cells.get("context")),
            "actor": self._parties("actor", cells, near),
            "recipient": self._parties("recipient", cells, near),
            "date": _date(cells),
            "place": _place(cells),
            "certainty": {
                "polarity": cells.get("polarity") or "positive",
                "status": cells.get("status") or "actual",
                "by_source": _float(cells, "by_source"),
                "by_outlet": _float(cells, "by_outlet"),
            },
            "confidence": _float(cells, "confidence", 1.0),
        }
        if cells.get("quad_code"):
            claim["quad_code"] = _integer(cells, "quad_code")
        if cells.get("doubtful"):
            claim["doubtful"] = cells["doubtful"].lower() in _YES
        return claim

    def _trigger(self, cells: Cells) -> list[dict[str, int]]:
        """Where the event's words stand. Raises Unreadable where other words stand there."""
        text, words = self.document.text, cells.get("event_text") or ""
        trigger = _spans(cells, "spans", text) or [_found(words, text, None, "event_text")]
        # A cell's words have single spaces where the text may have line ends.
        there = " … ".join(one_line(text[span["start"] : span["end"]]) for span in trigger)
        if words and one_line(words) != there:
            raise Unreadable(
                f"The event is {words[:60]!r}, but the text has {there[:60]!r} at {cells.get('spans')}.",
                "Spans count characters (Unicode code points) of the text; leave them empty where they are not known.",
            )
        return trigger

    def _statement(self, row: Row, trigger: list[dict[str, int]]) -> str | None:
        """The name of the statement that a claim is told in, added where it is new; None is the outlet's voice."""
        cells, text = row.fields, self.document.text
        if not any(cells.get(name) for name in _SAID):
            return None
        names = _list(cells.get("source_name"))
        words = cells.get("source") or (names[0] if names else "")
        content = _spans(cells, "statement_spans", text) or trigger
        places = _spans(cells, "source_spans", text)
        if not places and words:
            places = [_found(words, text, content[0]["start"], "source")]
        source = places[0] if places else None
        no_source = None if source else cells.get("no_source") or "unresolved"
        parties = self._sources(cells, source, names) if source else []
        cue = next(iter(_spans(cells, "cue_spans", text)), None)
        key = f"{content} {source} {cue} {no_source}"
        statement = {
            "id": key,
            "content": content,
            "chain": [{"source": source, "no_source": no_source, "parties": parties, "cue": cue}],
            "own": 1,
            "directness": _directness(content, text),
            "confidence": _float(cells, "confidence", 1.0),
        }
        self.statements.setdefault(key, Row(row.place, statement))
        return key

    def _sources(self, cells: Cells, source: dict[str, int], names: list[str]) -> list[dict[str, Any]]:
        """The parties of a source: they stand where it does. Without a column of ids, a name is one."""
        named = (cells.get("named") or "").lower() in _YES
        has_ids = "source_identifier_id" in cells
        ids = _list(cells.get("source_identifier_id")) if has_ids else names if named else []
        kinds = _list(cells.get("source_kind"))
        made = []
        for number, actor_id in enumerate(ids):
            # Names and kinds of a source stand there once each, whoever they are of.
            kind = kinds[0] if len(kinds) == 1 else kinds[number] if len(kinds) == len(ids) else "other"
            name = names[number] if len(names) == len(ids) else actor_id
            made.append({**source, "kind": kind, "named": named, "actor_id": actor_id or None})
            self._mention(actor_id, name, kind, source)
        return made

    def _parties(self, side: str, cells: Cells, near: int) -> list[dict[str, Any]]:
        """Who does it, or whom it is done to. Without a column of ids, a name is one: the fullest in use."""
        places = _spans(cells, f"{side}_spans", self.document.text)
        if not places:
            column = f"{side}_entity_text" if cells.get(f"{side}_entity_text") else side
            places = [_found(words, self.document.text, near, column) for words in _list(cells.get(column))]
        columns = [_values(cells, column, len(places)) for column in (side, *(f"{side}_{rest}" for rest in _REST))]
        has_ids = f"{side}_identifier_id" in cells
        made = []
        for place, name, given, kind, country, sector, wikidata in zip(places, *columns, strict=True):
            actor_id = given if has_ids else name
            named = bool(actor_id) and not only_in(actor_id, self.document.id)
            made.append({**place, "kind": kind or "other", "named": named, "actor_id": actor_id or None})
            self._mention(actor_id, name, kind or "other", place, country=country, sector=sector, wikidata=wikidata)
        return made

    def _mention(self, actor_id: str, name: str, kind: str, place: dict[str, int], **facts: str) -> None:
        """Notes what a row tells of an actor."""
        if not actor_id:
            return
        actor = self.actors.setdefault(
            actor_id, {"id": actor_id, "name": name or actor_id, "kind": kind, "mentions": [], **dict.fromkeys(_FACTS)}
        )
        actor.update({fact: actor[fact] or value or None for fact, value in facts.items()})
        if place not in actor["mentions"]:
            actor["mentions"].append(place)


_REST = ("identifier_id", "kind", "code", "sector", "wikidata")
_FACTS = ("country", "sector", "wikidata")
_SAID = ("statement_id", "statement_spans", "source", "source_name", "no_source")
"""Columns of which one is filled where a claim is told in a statement."""


def _values(cells: Cells, column: str, count: int) -> list[str]:
    """The values of a column that has one for each party."""
    given = _list(cells.get(column))
    if given and len(given) != count:
        raise Unreadable(
            f"The column {column} has {len(given)} values, and there are {count} parties.",
            'Give as many as there are parties, joined by "; ".',
        )
    return given or [""] * count


def _directness(content: Sequence[Mapping[str, int]], text: str) -> str:
    quoted = [text[span["start"] : span["start"] + 1] in _QUOTES and span["end"] > span["start"] for span in content]
    return "direct" if all(quoted) else "mixed" if any(quoted) else "indirect"


def _date(cells: Cells) -> dict[str, Any] | None:
    if not any(cells.get(name) for name in ("date", "enddate", "date_precision")):
        return None
    first, last = cells.get("date") or None, cells.get("enddate") or None
    precision = cells.get("date_precision") or ("day" if last in (None, first) else "open")
    if last is None and not cells.get("date_precision"):
        last = first
    inferred = cells.get("date_inferred") or None
    return {"earliest": first, "latest": last, "precision": precision, "inferred": inferred}


def _place(cells: Cells) -> dict[str, Any] | None:
    if not cells.get("resolved_place"):
        return None
    return {
        "name": cells["resolved_place"],
        "country": cells.get("country_code") or None,
        "latitude": _float(cells, "lat"),
        "longitude": _float(cells, "lon"),
        "precision": cells.get("place_precision") or "city",
        "inferred": cells.get("place_inferred") or None,
    }


def _list(cell: str | None) -> list[str]:
    return cell.split("; ") if cell else []


def _spans(cells: Cells, column: str, text: str) -> list[dict[str, int]]:
    found = []
    for one in _list(cells.get(column)):
        place = _SPAN.fullmatch(one.strip())
        start, end = (int(place[1]), int(place[2])) if place else (1, 0)
        if not start <= end <= len(text):
            raise Unreadable(
                f"The column {column} has {one!r}: no place in a text of {len(text)} characters.",
                'Give places as "90-180; 200-220", in characters (Unicode code points) of the text.',
            )
        found.append({"start": start, "end": end})
    return found


def _found(words: str, text: str, near: int | None, column: str) -> dict[str, int]:
    """Where the words stand: the place nearest to `near`, or the only one."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    places = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    if not places or (near is None and len(places) > 1):
        many = f"stand {len(places)} times" if places else "do not stand"
        raise Unreadable(
            f"The words {words[:60]!r} of {column} {many} in the text.",
            "Give the text's own words, or where they stand (spans, actor_spans, recipient_spans, source_spans).",
        )
    start, end = min(places, key=lambda place: abs(place[0] - (near or 0)))
    return {"start": start, "end": end}


def _float(cells: Cells, column: str, default: float | None = None) -> float | None:
    try:
        return float(cells[column]) if cells.get(column) else default
    except ValueError as error:
        raise Unreadable(
            f"The column {column} has {cells[column]!r}: no number.", "Give a number or nothing."
        ) from error


def _integer(cells: Cells, column: str) -> int:
    value = _float(cells, column)
    if value is None or value != int(value):
        raise Unreadable(f"The column {column} has {cells[column]!r}: no whole number.", "Give 1, 2, 3 or 4.")
    return int(value)
