"""Cells of tables that are no table of ours."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from sayso.reporting.safety import guarded_cell, one_line

Cell = str | float | None


def cell(value: Cell) -> str:
    """A number in four decimals; words on one line that no spreadsheet runs; nothing for None."""
    if value is None:
        return ""
    return guarded_cell(one_line(value)) if isinstance(value, str) else f"{value:.4f}"


def csv_line(values: Iterable[Cell]) -> str:
    """The values as a line of CSV, without a line end."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([cell(value) for value in values])
    return line.getvalue().removesuffix("\n")
