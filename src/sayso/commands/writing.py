"""Readings and failures in the format asked for, each written as soon as it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from sayso import errors
from sayso.commands.filters import with_claims
from sayso.commands.options import Rows
from sayso.commands.printing import Line, print_lines, width_of
from sayso.commands.runs import Record, Tally
from sayso.types import Document, Failure, LinkDecision, Reading


@dataclass(frozen=True)
class Shape:
    """How records are written: the format, which of their rows, and on a terminal whether each has its id.

    `decisions` are people's about where claims were taken from, for a page of several articles.
    """

    form: str
    only: Rows | None = None
    all_claims: bool = False
    ids: bool = False
    decisions: tuple[LinkDecision, ...] = ()

    @property
    def rows(self) -> Rows:
        """What a table has a row of."""
        return self.only or ("claims" if self.form == "parquet" else "statements")

    def check(self, output: Path | None) -> None:
        """Raises what would only show once all is read: UsageError, or MissingExtra without pyarrow."""
        if self.form == "html" and self.only:
            raise errors.UsageError("A page shows statements and claims.", "Leave --only out, or give another format.")
        if self.form == "parquet":
            from sayso.reporting.tables import pyarrow

            if output is None:
                raise errors.UsageError("Parquet is no text to print.", "Name a file: -o rows.parquet")
            pyarrow()


def write(shape: Shape, records: Iterator[Record], output: Path | None, tally: Tally) -> None:
    """Prints or writes readings and failures, each as soon as it comes."""
    if shape.form != "parquet":
        print_lines(_lines(shape, records, width_of(output), tally), output)
        return
    from sayso.reporting.tables import write_parquet

    readings = (record for record in records if isinstance(record, Reading))
    first = next(readings, None)
    if output is None or (first is None and tally.failures):
        return  # as with text, an error leaves the file as it was
    with open(output, "wb") as stream:
        write_parquet(_noting_rowless(chain([first] if first else [], readings), shape, tally), stream, shape.rows)


def _lines(shape: Shape, records: Iterator[Record], width: int, tally: Tally) -> Iterator[Line]:
    """What to print of readings and failures in a format, as it becomes known."""
    if shape.form == "text":
        yield from _text_lines(shape, (record for record in records if isinstance(record, Reading)), width)
    elif shape.form == "html":
        from sayso.reporting.page import html_page

        readings = [record for record in records if isinstance(record, Reading)]
        if readings or not tally.failures:
            yield html_page(readings, **_across(readings, shape.decisions)).rstrip("\n")
    elif shape.form == "csv":
        from sayso.reporting.tables import csv_header, csv_lines

        headed = False
        for reading in _noting_rowless((one for one in records if isinstance(one, Reading)), shape, tally):
            yield from () if headed else (csv_header(shape.rows),)
            yield from csv_lines(reading, shape.rows)
            headed = True
        if not headed and not tally.failures:
            yield csv_header(shape.rows)
    else:
        from sayso.reporting.tables import json_text, jsonl_lines

        for record in records:
            if isinstance(record, Failure) and not tally.many:
                continue  # it is an error, and told as one
            if isinstance(record, Reading):
                record = _narrowed(record, shape.only)
            yield from (json_text(record),) if shape.form == "json" else jsonl_lines(record)


def _text_lines(shape: Shape, readings: Iterator[Reading], width: int) -> Iterator[Line]:
    from sayso.reporting.terminal import claim_table, reading_lines, statement_table

    if shape.ids:
        yield from (claim_table if shape.rows == "claims" else statement_table)(readings, width)
        return
    for count, reading in enumerate(readings):
        yield from ("", "") if count else ()
        yield from reading_lines(reading, width, only=shape.only, all_claims=shape.all_claims)


def _across(readings: Sequence[Reading], decisions: Sequence[LinkDecision]) -> dict[str, Any]:
    """What a page tells of several articles together."""
    if len(readings) < 2:
        return {}
    from sayso.across import compare_readings, latest
    from sayso.comparison import align, voices

    counted = latest(readings)
    return {
        "stories": tuple(compare_readings(readings, decisions)),
        "voices": voices(counted),
        "alignment": align(counted),
    }


def _narrowed(reading: Reading, only: Rows | None) -> Reading:
    """The reading with its statements alone, or with its claims and the statements that they stand in."""
    if only == "statements":
        return replace(reading, claims=())
    return reading if only is None else with_claims(reading, reading.claims)


def _noting_rowless(readings: Iterable[Reading], shape: Shape, tally: Tally) -> Iterator[Reading]:
    """The readings as they come; those that a table has no row of are noted."""
    for reading in readings:
        if not (reading.claims if shape.rows == "claims" else reading.statements):
            tally.rowless.append(_rowless_in_words(reading.document))
        yield reading


def _rowless_in_words(document: Document) -> str:
    """What a table without a row of the document leaves out: its title and its warnings."""
    from sayso.reporting.safety import one_line
    from sayso.reporting.speakers import title_in_words

    return " ".join([f"“{title_in_words(document)}”", *(one_line(warning) for warning in document.warnings)])
