"""JSONL: the wire form, one record a line, as `sayso read --format jsonl` prints it.

Loses nothing of a reading: what is exported, imported and exported again is the same bytes
(docs/guides/exports.md tells what a ledger holds besides readings). Characters that could act on a terminal are
written as escapes, and so are lone surrogates, which UTF-8 cannot hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.reporting.tables import jsonl_lines
from sayso.types import Reading


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    for reading in readings:
        yield from jsonl_lines(reading)
