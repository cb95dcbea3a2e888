"""A ledger's actors, and what was decided about them, as lines of text, JSON and CSV."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sayso.reporting.safety import escaped_json, one_line
from sayso.reporting.tables import csv_line

COLUMNS = ("id", "name", "kind", "country", "sector", "wikidata", "why", "documents", "mentions")
"""The columns of a table of actors. Columns are added at the end, never renamed."""
_SHOWN = ("kind", "country", "sector", "documents", "mentions")
_WIDTHS = {"kind": 12, "country": 7, "sector": 6, "documents": 9, "mentions": 8}
_LEAST = 16
"""Columns for the name, however narrow the terminal is."""


def actor_lines(entries: Sequence[Mapping[str, Any]], width: int = 80) -> Iterator[str]:
    """One actor a row, its id in brackets where that is not its name; 80 columns or `width`."""
    room = max(_LEAST, width - sum(_WIDTHS.values()) - 2 * len(_WIDTHS))
    yield _row("name", room, _SHOWN)
    for entry in entries:
        name = one_line(entry["name"]) or "–"
        if entry["id"] != entry["name"]:
            name += f" [{one_line(entry['id'])}]"
        first, *more = textwrap.wrap(name, room, subsequent_indent="  ") or ["–"]
        yield _row(first, room, ["" if entry[column] is None else str(entry[column]) for column in _SHOWN])
        yield from more


def _row(name: str, room: int, cells: Sequence[str]) -> str:
    shown = [
        cell.rjust(_WIDTHS[column]) if column in ("documents", "mentions") else cell.ljust(_WIDTHS[column])
        for column, cell in zip(_SHOWN, cells, strict=True)
    ]
    return "  ".join([name.ljust(room), *shown]).rstrip()


def actor_json(entries: Iterable[Mapping[str, Any]]) -> str:
    """All actors as one JSON array."""
    return escaped_json(json.dumps([dict(entry) for entry in entries], ensure_ascii=False, indent=1))


def actor_csv(entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The header and one row an actor, without line ends."""
    yield csv_line(COLUMNS)
    for entry in entries:
        yield csv_line(entry[column] for column in COLUMNS)


def decision_in_words(number: int, decision: Mapping[str, Any]) -> str:
    """ "3  2025-08-03T10:00:00Z  merge “Quist” into “Ida Quist”, by ada (the same mayor)" """
    ids = ", ".join(f"“{one_line(id_)}”" for id_ in decision["ids"])
    into = f"“{one_line(decision['into']['name'])}”" if decision["into"] else ""
    places = ", ".join(f"{document}:{start}-{end}" for document, start, end in decision["mentions"])
    told = {
        "merge": f"merge {ids} into {into}",
        "split": f"split {places} of {ids} off as {into}",
        "rename": f"rename {ids} to “{one_line(decision['name'] or '')}”",
        "undo": f"undo {decision['undoes']}",
    }[decision["verb"]]
    by = f", by {one_line(decision['by'])}" if decision["by"] else ""
    note = f" ({one_line(decision['note'])})" if decision["note"] else ""
    return f"{number}  {decision['when']}  {told}{by}{note}"
