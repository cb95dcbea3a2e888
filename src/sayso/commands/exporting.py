"""`sayso export` and `sayso import`: a ledger's readings to and from the formats of other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso import errors
from sayso.commands.filters import (
    CLAIM_FILTER_NAMES,
    claim_filters,
    grouped,
    grouped_claims,
    option_of,
    row_filters,
)
from sayso.commands.options import (
    Rows,
    default_ledger,
    ledger_option,
    named,
    only_option,
    opened_ledger,
    quiet_option,
    spare,
)
from sayso.commands.printing import failure_line, note_each, note_line, number_of
from sayso.commands.runs import SOME_FAILED, Record, Tally, tallied
from sayso.types import Document, Failure, Reading

if TYPE_CHECKING:
    from sayso.ledger import Ledger

_EXPORTED = (
    "jsonl", "csv", "parquet", "plover", "acled", "polecat", "web-annotation", "brat", "graphml", "gexf", "dna", "prov",
    "markdown",
)  # fmt: skip
"""The names of `sayso.exporting.FORMATS`, which are loaded only to be used."""


@click.command("export")
@ledger_option
@click.option("--to", "form", type=click.Choice(_EXPORTED), required=True, help="The format.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to write; for brat and markdown a new folder.",
)
@only_option("all, but where a filter is given claims")
@claim_filters
@row_filters
@quiet_option
def export_(
    ledger: Path | None,
    form: str,
    output: Path,
    only: Rows | None,
    last: bool,
    document: str | None,
    quiet: bool,
    **filters: Any,
) -> None:
    """Write a ledger's readings in the format of another program.

    \b
    jsonl           the wire form, one record a line: loses nothing
    csv, parquet    tables, one row a claim
    plover          PLOVER's JSON, one event a line
    acled, polecat  tables with the columns of those data sets
    web-annotation  W3C Web Annotation (JSON-LD)
    brat            brat standoff, a folder
    graphml, gexf   who does what to whom as a network
    dna             statements as Discourse Network Analyzer lists them
    prov            PROV-JSON: what comes from where, by whom
    markdown        a folder of notes

    Readings are written whole, each document's newest. With filters they hold only the
    claims that fit, and the statements they stand in. The guide to exports tells
    what each format loses.

    \b
    Examples:
      sayso export --ledger news.sqlite --to jsonl -o news.jsonl
      sayso export --ledger news.sqlite --to gexf --since 2025 -o ties.gexf
      sayso export --ledger news.sqlite --to brat --document 3f2a -o annotated
    """
    from sayso.exporting import export

    spare(output, (), ledger or default_ledger())
    count = 0

    def counted(readings: Iterator[Reading]) -> Iterator[Reading]:
        nonlocal count
        for reading in readings:
            count += 1
            yield reading

    filters |= {"last_link": last, "document_id": document}
    with opened_ledger(ledger, create=False) as store:
        export(counted(_exported(store, only, filters)), form, output)
    if not quiet:
        note_line(
            f"Wrote {number_of(count, 'reading')} to {output}." if count else "Nothing in the ledger fits the filters."
        )


def _exported(store: Ledger, only: Rows | None, filters: dict[str, Any]) -> Iterator[Reading]:
    """The readings whole, or what of them fits the filters."""
    of_claims = [name for name in CLAIM_FILTER_NAMES if filters[name] is not None]
    whose = {name: filters[name] for name in ("document_id", "model")}
    asked = [name for name, value in filters.items() if value is not None and name not in whose and name != "last_link"]
    if only == "statements":
        if of_claims:
            raise errors.UsageError(f"--{option_of(of_claims[0])} asks for claims, --only for statements.", "Give one.")
        return grouped(store.statements(**{name: filters[name] for name in filters if name not in CLAIM_FILTER_NAMES}))
    return grouped_claims(store.claims(**filters)) if asked or only else store.readings(**whose)


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@ledger_option
@quiet_option
def import_(files: tuple[Path, ...], ledger: Path | None, quiet: bool) -> int:
    """Put readings that were made elsewhere into a ledger.

    Takes JSONL in the wire form, as `sayso export --to jsonl` writes it, and CSV with one row
    a claim. The model is not run. A row that cannot be one is named at the end and
    stops nothing; a document that its coder has in the ledger already is left as it is.

    \b
    Examples:
      sayso import news.jsonl --ledger copy.sqlite
      sayso import coded-by-hand.csv --ledger news.sqlite
    """
    tally = Tally(many=True)
    with opened_ledger(ledger, create=True) as store:
        for _ in tallied(_imported(files, store, tally), store, tally):
            pass
    if tally.failures and not quiet:
        note_line(f"{number_of(len(tally.failures), 'failure')}:")
        told = [failure_line(failure, hint=True) for failure in tally.failures]
        note_each(told, f"sayso ledger failures{named(ledger)}")
    if not quiet:
        note_line(f"{tally.added} of {number_of(tally.read, 'reading')} are new in {store.path}.")
    if not tally.failures:
        return 0
    return SOME_FAILED if tally.read else errors.InputError.exit_code


def _imported(files: Sequence[Path], store: Ledger, tally: Tally) -> Iterator[Record]:
    """Readings and failures as they come; what the ledger does not hold is added, with its reviews."""
    from sayso.exporting import read_back, without_reviews

    def known(document_id: str) -> Document | None:
        with suppress(errors.LedgerError):
            return next((one.document for one in store.readings(document_id=document_id)), None)
        return None

    for path in files:
        for record in read_back(path, known):
            if isinstance(record, Failure):
                yield record
                continue
            reading, reviews = without_reviews(record)
            try:
                if store.add(reading):
                    tally.added += 1
                    for row_id, given in reviews:
                        store.review(row_id, given.verdict, given.note, given.by, given.corrected, given.when)
            except (errors.LedgerError, errors.UsageError) as error:
                yield Failure(str(path), error.code, error.message, error.hint)
                continue
            yield reading
