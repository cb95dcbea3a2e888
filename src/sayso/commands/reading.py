"""`sayso read`: articles taken apart, and kept if asked."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from sayso.commands.options import (
    FORMATS,
    Rows,
    all_claims_option,
    form_of,
    format_option,
    only_option,
    opened_ledger,
    output_option,
    reading_options,
    spare,
)
from sayso.commands.printing import note_each, note_line, number_of
from sayso.commands.progress import showing_progress
from sayso.commands.runs import Tally, ending, files_written, records_of, tallied, total_of
from sayso.commands.writing import Shape, write


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|FOLDER|-...")
@format_option(*FORMATS)
@output_option
@click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep what is read in this file. Without it nothing is kept.",
)
@only_option("both, but rows of csv are statements and those of parquet claims")
@all_claims_option
@reading_options
def read(
    sources: tuple[str, ...],
    form: str | None,
    output: Path | None,
    ledger: Path | None,
    only: Rows | None,
    all_claims: bool,
    **options: Any,
) -> int:
    """Take articles apart: who says what, and who does what to whom.

    Reads plain text, HTML, PDF, RSS and Atom feeds, and CSV, JSONL or Parquet with a text
    column. What cannot be read is named at the end and stops nothing.

    \b
    Examples:
      sayso read article.txt
      sayso read page.html --format json
      sayso read https://news.example/feed.xml --format jsonl -o feed.jsonl
      cat article.txt | sayso read -
    """
    form = form or form_of(output, FORMATS)
    shape = Shape(form, only, all_claims)
    shape.check(output)
    spare(output, sources, ledger)
    written = files_written(output, ledger)
    total = total_of(sources, written)
    tally = Tally(many=total != 1)
    with ExitStack() as stack:
        store = stack.enter_context(opened_ledger(ledger, create=True)) if ledger else None
        shows_itself = form == "text" and output is None and sys.stdout.isatty()
        progress = stack.enter_context(showing_progress(total, options["quiet"] or shows_itself or not tally.many))
        records = tallied(records_of(sources, written, options, progress, store, tally), store, tally)
        write(shape, records, output, tally)
    if not options["quiet"] and tally.rowless:
        _tell_rowless(tally.rowless, shape.rows)
    if not options["quiet"] and store:
        note_line(f"{tally.added} of {tally.read} readings are new in {store.path}.")
    return ending(tally, options["quiet"])


def _tell_rowless(rowless: Sequence[str], rows: Rows) -> None:
    note_line(f"No {rows} were found in {number_of(len(rowless), 'document')}, so there is no row of:")
    note_each(rowless)
