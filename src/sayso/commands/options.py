"""Options that several commands take, and what is made of them: a format, a file to write, an open ledger."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import click

from sayso import errors
from sayso.types import DEFAULT_THRESHOLD

if TYPE_CHECKING:
    from sayso.ledger import Ledger

FORMATS = ("text", "json", "jsonl", "csv", "parquet", "html")
LISTED = ("text", "json", "csv")
"""The formats of lists that are of no single reading: stories, outlets, ties, actors."""
_ENDINGS = {
    "": "text", ".txt": "text", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet",
    ".html": "html", ".htm": "html",
}  # fmt: skip

Rows: TypeAlias = Literal["statements", "claims"]
Decorated = Callable[..., Any]


def together(*options: Callable[[Decorated], Decorated]) -> Callable[[Decorated], Decorated]:
    """Several options as one decorator; help lists them in this order."""

    def decorate(function: Decorated) -> Decorated:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def format_option(*forms: str) -> Callable[[Decorated], Decorated]:
    """`--format`, one of these."""
    known = " ".join(ending for ending, form in _ENDINGS.items() if ending and form in forms)
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        help=f"Default: by the ending of the -o file ({known}), or else text.",
    )


output_option = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead."
)


def only_option(default: str) -> Callable[[Decorated], Decorated]:
    """`--only`, with what is shown without it."""
    return click.option(
        "--only",
        type=click.Choice(["statements", "claims"]),
        help=f"Only statements, or only claims with the statements they stand in. Default: {default}.",
    )


all_claims_option = click.option(
    "--all-claims", is_flag=True, help="List also claims that are not actual, or of no event type."
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No progress and no notes on standard error.")
ledger_option = click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The ledger's file. Default: what `sayso ledger path` prints.",
)
model_option = click.option(
    "--model",
    type=click.Path(path_type=Path),
    help="A model bundle's folder, instead of the one that comes with sayso.",
)
reading_options = together(
    model_option,
    click.option(
        "--threshold",
        type=click.FloatRange(0, 1),
        default=DEFAULT_THRESHOLD,
        show_default=True,
        help="Rows of lower confidence are marked doubtful.",
    ),
    click.option(
        "--ontology",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="A TOML file that extends or replaces the table by which events are coded.",
    ),
    click.option("--threads", type=click.IntRange(min=1), help="How many processor threads to use. Default: all."),
    click.option("--allow-private", is_flag=True, help="Fetch also from private and local addresses."),
    click.option("--text-column", help="The column that holds the text, in CSV, JSONL and Parquet."),
    quiet_option,
)


def form_of(output: Path | None, forms: Sequence[str]) -> str:
    """The format that the output's ending tells; text for none, and for what is no file.

    Raises UsageError for an ending of none of `forms`: rows.xlsx would open nowhere.
    """
    ending = output.suffix.lower().rstrip(".") if output else ""
    form = _ENDINGS.get(ending)
    if form is not None and form in forms:
        return form
    if form == "html":
        raise errors.UsageError(
            f"The ending {ending} of {output} tells of a page, which this command does not write.",
            "Write it with: sayso report --ledger FILE -o PAGE.html",
        )
    known = ", ".join(name for name, told in _ENDINGS.items() if name and told in forms)
    raise errors.UsageError(
        f"The ending {ending} of {output} tells no format.", f"Give one of {known}, or say it with --format."
    )


def spare(output: Path | None, sources: Sequence[str], ledger: Path | None) -> None:
    """Raises UsageError where the output would be written over what is read, or over the ledger."""
    if output is None:
        return
    hint = "Give another file with -o."
    if any(source != "-" and Path(source).is_file() and _same_file(output, Path(source)) for source in sources):
        raise errors.UsageError(f"{output} would be written over itself.", hint)
    if ledger and _same_file(output, ledger):
        raise errors.UsageError(f"{output} is the ledger, and would be written over.", hint)


def _same_file(one: Path, other: Path) -> bool:
    """Whether both are one file; they are also where neither exists yet, and one would be made twice."""
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def named(ledger: Path | None) -> str:
    """A ledger as a hint's command names it; the default one needs no name."""
    return f" --ledger {shlex.quote(str(ledger))}" if ledger else ""


@contextmanager
def opened_ledger(path: Path | None, *, create: bool) -> Iterator[Ledger]:
    """The ledger named, or else the default one. Raises LedgerError where there is none and none shall be made."""
    from sayso.ledger import Ledger

    default = default_ledger()
    if path is None and not create and not default.exists():
        raise errors.LedgerError(
            f"There is no ledger {default}, and no other is named.",
            "Name yours with --ledger FILE, or make one with: sayso read --ledger FILE SOURCES",
        )
    path = path or default
    if create and path.absolute() == default:
        default.parent.mkdir(parents=True, exist_ok=True)
    with Ledger(path, create=create) as store:
        yield store


def default_ledger() -> Path:
    """The file of the ledger that is used where none is named."""
    from sayso.settings import ledger_path

    return ledger_path()
