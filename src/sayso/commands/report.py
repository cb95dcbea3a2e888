"""`sayso report`: one HTML page of articles, read now or kept in a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sayso import errors
from sayso.commands.options import default_ledger, ledger_option, opened_ledger, reading_options, spare
from sayso.commands.printing import note_line, number_of
from sayso.commands.progress import showing_progress
from sayso.commands.runs import Tally, ending, files_written, records_of, tallied, total_of
from sayso.commands.writing import Shape, write


@click.command()
@click.argument("sources", nargs=-1, metavar="[PATH|URL|FOLDER|-]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The HTML file to write.",
)
@ledger_option
@click.option("--document", multiple=True, help="Only the document with this id, from a ledger. May be repeated.")
@reading_options
def report(
    sources: tuple[str, ...], output: Path, ledger: Path | None, document: tuple[str, ...], **options: Any
) -> int:
    """Write one HTML page, with statements and claims in place.

    It shows who does what to whom, in the outlet's own voice and each source's, and when.
    The page needs no network and no scripts. The articles are read from the sources given,
    or else come from a ledger, with the reviews.

    \b
    Examples:
      sayso report article.txt -o page.html
      sayso report --ledger news.sqlite -o page.html
      sayso report --ledger news.sqlite --document 3f2a -o page.html
    """
    if sources and (ledger or document):
        raise errors.UsageError(
            "Sources and a ledger are given.", "Read the sources first: sayso read --ledger FILE SOURCES"
        )
    spare(output, sources, None if sources else ledger or default_ledger())
    written = files_written(output, None)
    total = total_of(sources, written)
    tally = Tally(many=total != 1)
    if sources:
        with showing_progress(total, options["quiet"] or not tally.many) as progress:
            records = tallied(records_of(sources, written, options, progress, None, tally), None, tally)
            write(Shape("html"), records, output, tally)
    else:
        with opened_ledger(ledger, create=False) as store:
            chosen = [reading for id_ in document or (None,) for reading in store.readings(document_id=id_)]
            decisions = tuple(store.link_decisions())
        tally.read = len(chosen)
        write(Shape("html", decisions=decisions), iter(chosen), output, tally)
    if (tally.read or not tally.failures) and not options["quiet"]:
        note_line(f"Wrote {number_of(tally.read, 'article')} to {output}.")
    return ending(tally, options["quiet"])
