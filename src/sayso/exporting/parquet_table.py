"""Parquet: the columns of the CSV with types, lists as lists and null where there is none.

Loses what the CSV loses, but for digits. Lone surrogates, which Parquet cannot hold, become U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.reporting.tables import pyarrow, write_parquet
from sayso.types import Reading


def write(readings: Iterable[Reading], path: Path) -> None:
    """Raises MissingExtra without pyarrow, and leaves the file as it was."""
    pyarrow()
    with open(path, "wb") as stream:
        write_parquet(readings, stream, "claims")
