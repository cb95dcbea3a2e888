"""CSV: one row a claim, with PLOVER's names for columns where it has one.

The columns are `CLAIM_COLUMNS` of the tables, and so are the rules: several values are joined by "; ", cells are
guarded against spreadsheets that run formulas, and controls are made visible. Places in the text are exact.

Loses the texts, statements without claims, what stands before the innermost link of a chain but for its words, and
where arguments, quantities, evidence, loaded words, days and places stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.reporting.tables import csv_header, csv_lines
from sayso.types import Reading


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    yield csv_header("claims")
    for reading in readings:
        yield from csv_lines(reading, "claims")
