"""The commands: each parses its options, calls one function of the library and prints what it returns.

Data goes to standard output; progress, notes and errors go to standard error. Everything
heavy is imported inside the command that needs it, so that `sayso --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import click

from sayso import __version__, errors
from sayso.types import (
    DEFAULT_THRESHOLD,
    EVIDENCE_KINDS,
    KINDS,
    OUTLET_VOICE,
    POLARITIES,
    QUAD_CODES,
    STATUSES,
    VERDICTS,
    Claim,
    Document,
    Failure,
    LinkDecision,
    Reading,
    Span,
    Verdict,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from sayso.comparison import Alignment
    from sayso.comparison.aligning.alignments import Period
    from sayso.ledger import Decision, Found, FoundClaim, Ledger
    from sayso.reader import Reader

FORMATS = ("text", "json", "jsonl", "csv", "parquet", "html")
_ENDINGS = {
    "": "text", ".txt": "text", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet",
    ".html": "html", ".htm": "html",
}  # fmt: skip
SOME_FAILED = 1
"""The exit code of a run that read some documents and failed at others; 3 where it read none."""
REFUSED = 1
"""The exit code where a person said no to what was asked."""
INTERRUPTED = 130
_MOST_SHOWN = 20
"""More than that is not told one by one at a run's end."""

Rows: TypeAlias = 'Literal["statements", "claims"]'
Record = Reading | Failure
Line: TypeAlias = "str | Text"


# ── the frame: default verb, one error handler ──────────────────────────────────────────────


class _DefaultVerb(click.Group):
    """`sayso article.txt` is `sayso read article.txt`; a file named like a command is `./show`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h", "--version"):
            args = ["read", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_DefaultVerb,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="sayso")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Read news, and see who says what, and who does what to whom on whose say-so.

    `read` is the default command: a file, a URL, a folder or - for standard input.

    \b
    Examples:
      sayso article.txt
      sayso https://news.example/story.html
      sayso read folder --format csv -o statements.csv
      sayso read article.txt --ledger news.sqlite
      sayso show --ledger news.sqlite --source minister
      sayso show --ledger news.sqlite --event ASSAULT --voice outlet
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: the only place where errors become messages."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console may have a code page that lacks half of what an article holds.
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        result = cli.main(None if arguments is None else list(arguments), prog_name="sayso", standalone_mode=False)
    except errors.SaysoError as error:
        return _complain(error.message, error.hint, error.exit_code)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _complain(
            f"{where}{error.strerror or error}", "Check the path, your rights to it and the disk's space.", 1
        )
    return result if isinstance(result, int) else 0


def _complain(message: str, hint: str | None, code: int) -> int:
    from sayso.reporting.safety import one_line, visible

    _note(f"Error: {one_line(message)}")
    if hint:
        _note(visible(hint, line_breaks=True))
    return code


def _note(text: str) -> None:
    """A line for the person and not for the data: to standard error, which may be gone."""
    with suppress(OSError):
        click.echo(text, err=True)


# ── options that several commands share ─────────────────────────────────────────────────────

Decorated = Callable[..., Any]


def _together(*options: Callable[[Decorated], Decorated]) -> Callable[[Decorated], Decorated]:
    def decorate(function: Decorated) -> Decorated:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def _format(*forms: str) -> Callable[[Decorated], Decorated]:
    known = " ".join(ending for ending, form in _ENDINGS.items() if ending and form in forms)
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        help=f"Default: by the ending of the -o file ({known}), or else text.",
    )


_output = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead."
)


def _only(default: str) -> Callable[[Decorated], Decorated]:
    return click.option(
        "--only",
        type=click.Choice(["statements", "claims"]),
        help=f"Only statements, or only claims with the statements they stand in. Default: {default}.",
    )


_all_claims = click.option(
    "--all-claims", is_flag=True, help="List also claims that are not actual, or of no event type."
)
_quiet = click.option("-q", "--quiet", is_flag=True, help="No progress and no notes on standard error.")
_ledger = click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The ledger's file. Default: what `sayso ledger path` prints.",
)
_model = click.option(
    "--model",
    type=click.Path(path_type=Path),
    help="A model bundle's folder, instead of the one that comes with sayso.",
)
_reading = _together(
    _model,
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
    _quiet,
)


# ── read, report ────────────────────────────────────────────────────────────────────────────


@cli.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|FOLDER|-...")
@_format(*FORMATS)
@_output
@click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep what is read in this file. Without it nothing is kept.",
)
@_only("both, but rows of csv are statements and those of parquet claims")
@_all_claims
@_reading
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
    form = form or _form_of(output, FORMATS)
    shape = _Shape(form, only, all_claims)
    shape.check(output)
    _spare(output, sources, ledger)
    written = _written(output, ledger)
    total = _total(sources, written)
    tally = _Tally(many=total != 1)
    with ExitStack() as stack:
        store = stack.enter_context(_opened_ledger(ledger, create=True)) if ledger else None
        shows_itself = form == "text" and output is None and sys.stdout.isatty()
        progress = stack.enter_context(_progress(total, options["quiet"] or shows_itself or not tally.many))
        records = _tallied(_records(sources, written, options, progress, store, tally), store, tally)
        _write(shape, records, output, tally)
    if not options["quiet"] and tally.rowless:
        _tell_rowless(tally.rowless, shape.rows)
    if not options["quiet"] and store:
        _note(f"{tally.added} of {tally.read} readings are new in {store.path}.")
    return _ending(tally, options["quiet"])


@cli.command()
@click.argument("sources", nargs=-1, metavar="[PATH|URL|FOLDER|-]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The HTML file to write.",
)
@_ledger
@click.option("--document", multiple=True, help="Only the document with this id, from a ledger. May be repeated.")
@_reading
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
    _spare(output, sources, None if sources else ledger or _default_ledger())
    written = _written(output, None)
    total = _total(sources, written)
    tally = _Tally(many=total != 1)
    if sources:
        with _progress(total, options["quiet"] or not tally.many) as progress:
            records = _tallied(_records(sources, written, options, progress, None, tally), None, tally)
            _write(_Shape("html"), records, output, tally)
    else:
        with _opened_ledger(ledger, create=False) as store:
            chosen = [reading for id_ in document or (None,) for reading in store.readings(document_id=id_)]
            decisions = tuple(store.link_decisions())
        tally.read = len(chosen)
        _write(_Shape("html", decisions=decisions), iter(chosen), output, tally)
    if (tally.read or not tally.failures) and not options["quiet"]:
        _note(f"Wrote {_counted(tally.read, 'article')} to {output}.")
    return _ending(tally, options["quiet"])


@dataclass
class _Tally:
    """What became of a run's documents. `many`: the sources may hold more than one.

    `rowless` tells of those that a table has no row of, and so would not mention.
    """

    many: bool
    read: int = 0
    added: int = 0
    failures: list[Failure] = field(default_factory=list)
    rowless: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Shape:
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


def _written(output: Path | None, ledger: Path | None) -> tuple[Path, ...]:
    """The files that a run writes: in a folder it must not read them."""
    beside = [ledger.with_name(ledger.name + end) for end in ("", "-wal", "-shm")] if ledger else []
    return (*([output] if output else []), *beside)


def _total(sources: Sequence[str], written: Sequence[Path]) -> int | None:
    """How many documents there are to read; None where nobody can tell beforehand."""
    from sayso.document import count

    return count(sources, without=written)


def _records(
    sources: Sequence[str],
    written: Sequence[Path],
    options: dict[str, Any],
    progress: Callable[[bool], None],
    store: Ledger | None,
    tally: _Tally,
) -> Iterator[Record]:
    """Readings and failures in the sources' order. The model is loaded once something is there to read."""
    from sayso.document import load_many

    reader = None
    loaded = load_many(
        sources, allow_private=options["allow_private"], text_column=options["text_column"], without=written
    )
    for found in loaded:
        record: Record
        if isinstance(found, Failure):
            record = found
        else:
            if reader is None:
                from sayso.reader import Reader

                reader = Reader(options["model"], options["threads"], options["threshold"], options["ontology"])
            try:
                record = reader.read(found) if store is None else _kept(reader, found, store, tally)
            except errors.InputError as error:
                record = Failure(found.url or found.title or found.id, error.code, error.message, error.hint)
        progress(isinstance(record, Failure))
        yield record


def _kept(reader: Reader, document: Document, store: Ledger, tally: _Tally) -> Reading:
    """The reading that the ledger holds, with its reviews. The model reads what it does not hold yet."""
    held = store.reading(document.id, reader.model)
    if held is None:
        found = reader.read(document)
        tally.added += store.add(found)
        held = store.reading(document.id, reader.model) or found
    # Doubtful by this run's threshold, and not by that of the run that added it.
    statements = (replace(row, doubtful=row.confidence < reader.threshold) for row in held.statements)
    claims = (replace(row, doubtful=row.confidence < reader.threshold) for row in held.claims)
    return replace(held, statements=tuple(statements), claims=tuple(claims))


def _tallied(records: Iterator[Record], store: Ledger | None, tally: _Tally) -> Iterator[Record]:
    """The records as they come, counted; failures are kept in the ledger, if there is one."""
    for record in records:
        if isinstance(record, Failure):
            tally.failures.append(record)
            # One mistyped name is an error of the moment; in a run of many it is worth keeping.
            if store and tally.many:
                store.add_failure(record)
        else:
            tally.read += 1
        yield record


def _ending(tally: _Tally, quiet: bool) -> int:
    """The run's exit code; what failed is told on standard error."""
    failures = tally.failures
    if not failures:
        return 0
    if len(failures) == 1 and not tally.read:
        failure = failures[0]
        hint = _did_you_mean(failure.path) if failure.error == "not-found" else None
        return _complain(failure.message, hint or failure.hint, _exit_code(failure.error))
    if not quiet:
        from sayso.reporting.safety import one_line

        _note(f"{len(failures):,} of {len(failures) + tally.read:,} documents could not be read:")
        _note_each([one_line(failure.message) for failure in failures])
    return SOME_FAILED if tally.read else errors.InputError.exit_code


def _tell_rowless(rowless: Sequence[str], rows: Rows) -> None:
    _note(f"No {rows} were found in {_counted(len(rowless), 'document')}, so there is no row of:")
    _note_each(rowless)


def _note_each(lines: Sequence[str]) -> None:
    for line in lines[:_MOST_SHOWN]:
        _note(f"  {line}")
    if len(lines) > _MOST_SHOWN:
        _note(f"  and {len(lines) - _MOST_SHOWN:,} more: --format jsonl lists them all.")


def _exit_code(error: str) -> int:
    """The exit code of the error with this code in kebab case."""
    kinds = [errors.SaysoError]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    return next((kind.exit_code for kind in kinds if kind("").code == error), errors.SaysoError.exit_code)


def _did_you_mean(path: str) -> str | None:
    """The file beside the missing one, or the command, that its name looks most like."""
    from difflib import get_close_matches

    from sayso.reporting.safety import one_line

    missing = Path(path)
    names: dict[str, str] = {}
    with suppress(OSError, ValueError):
        names.update({entry.name.casefold(): str(missing.parent / entry.name) for entry in missing.parent.iterdir()})
    if missing.name == path:
        names.update({name: f"sayso {name}" for name in cli.commands if name not in names})
    close = get_close_matches(missing.name.casefold(), list(names), n=1)
    return f"Did you mean: {one_line(names[close[0]])}" if close else None


def _form_of(output: Path | None, forms: Sequence[str]) -> str:
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


def _spare(output: Path | None, sources: Sequence[str], ledger: Path | None) -> None:
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


# ── show ────────────────────────────────────────────────────────────────────────────────────

_SHOWN = FORMATS[:5]

_claim_filters = _together(
    click.option("--event", metavar="TYPE", help="Claims of this type of event, such as ACCUSE."),
    click.option(
        "--quad",
        "quad_code",
        type=click.IntRange(1, 4),
        help="Claims of 1 verbal or 2 material cooperation, 3 verbal or 4 material conflict.",
    ),
    click.option("--actor", metavar="NAME|ID", help="Claims that this one does it: by words, name or id."),
    click.option("--recipient", metavar="NAME|ID", help="Claims that it is done to this one."),
    click.option("--status", type=click.Choice(STATUSES), help="Claims of this status."),
    click.option(
        "--voice", metavar="outlet|SOURCE", help="Claims in the outlet's own voice, or of this innermost source."
    ),
    click.option(
        "--evidence", type=click.Choice([*EVIDENCE_KINDS, "any", "none"]), help="Claims with this kind of evidence."
    ),
    click.option("--loaded", is_flag=True, default=None, help="Claims in loaded words."),
)
_row_filters = _together(
    click.option("--source", metavar="WORDS", help="Somebody in the chain: by the words used, or by name."),
    click.option("--kind", type=click.Choice(KINDS), help="The kind of somebody in the chain."),
    click.option("--named/--unnamed", default=None, help="Somebody in the chain is named, or is not."),
    click.option(
        "--last", is_flag=True, help="--source, --kind and --named ask for who says it, not for the whole chain."
    ),
    click.option("--outlet", metavar="WORDS", help="The outlet's name."),
    click.option(
        "--since",
        metavar="DATE",
        help="2025-08-03, 2025-08 or 2025: statements published, or claims of what may have happened, then or later.",
    ),
    click.option("--until", metavar="DATE", help="Likewise, then or earlier."),
    click.option("--words", metavar="WORDS", help="Words in the statement or claim; a word may end in *."),
    click.option("--document", metavar="ID", help="Only the document with this id; its first digits are enough."),
    click.option("--doubtful/--sure", default=None, help="Only doubtful rows, or only others."),
    click.option("--verdict", type=click.Choice([*VERDICTS, "none"]), help="What a review said; none: not reviewed."),
    click.option("--model", metavar="NAME", help="Only what this model read. Default: each document's newest reading."),
)


@cli.command()
@_ledger
@_only("claims where a filter asks for them, else statements")
@_claim_filters
@_all_claims
@_row_filters
@_format(*_SHOWN)
@_output
def show(
    ledger: Path | None,
    only: Rows | None,
    form: str | None,
    output: Path | None,
    last: bool,
    document: str | None,
    all_claims: bool,
    **filters: Any,
) -> None:
    """Show a ledger's statements, or its claims.

    Those are shown that fit every filter given: claims where a filter asks for them,
    else statements. Each row begins with its id, which `sayso review` takes. Other
    formats hold the readings with only those rows.

    \b
    Examples:
      sayso show --ledger news.sqlite --source minister --last
      sayso show --ledger news.sqlite --unnamed --since 2025-08 --format csv
      sayso show --words "ferry harbour*" --verdict none
      sayso show --event ACCUSE --actor valdoro --voice outlet
      sayso show --status planned --recipient VLM --since 2025-08
    """
    form = form or _form_of(output, _SHOWN)
    of_claims = {name: filters.pop(name) for name in _CLAIM_FILTERS}
    asked = [name for name, value in of_claims.items() if value is not None]
    if only == "statements" and (asked or all_claims):
        option = _option(asked[0]) if asked else "all-claims"
        raise errors.UsageError(f"--{option} asks for claims, --only for statements.", "Give one of them.")
    rows: Rows = only or ("claims" if asked or all_claims else "statements")
    shape = _Shape(form, rows, all_claims, ids=True)
    shape.check(output)
    _spare(output, (), ledger or _default_ledger())
    filters |= {"last_link": last, "document_id": document}
    with _opened_ledger(ledger, create=False) as store:
        readings = _shown_claims(store, filters | of_claims, all_claims) if rows == "claims" else _shown(store, filters)
        _write(shape, readings, output, _Tally(many=True))


def _option(name: str) -> str:
    """What the option of a filter is called."""
    return "quad" if name == "quad_code" else name


_CLAIM_FILTERS = ("event", "quad_code", "actor", "recipient", "status", "voice", "evidence", "loaded")


def _shown(store: Ledger, filters: dict[str, Any]) -> Iterator[Reading]:
    found = store.statements(**filters)
    first = next(found, None)
    if first is None:
        _note("No statement in the ledger fits the filters.")
    yield from _grouped(chain([first] if first else [], found))


def _shown_claims(store: Ledger, filters: dict[str, Any], all_claims: bool) -> Iterator[Reading]:
    """Claims that fit, of actual events unless others are asked for; how many others there are is told."""
    wanted = dict(filters)
    if not all_claims:
        wanted["typed"] = True
        if filters["status"] is None:
            wanted |= {"status": "actual", "polarity": "positive"}
    count = 0
    for reading in _grouped_claims(store.claims(**wanted)):
        count += len(reading.claims)
        yield reading
    left = store.count_claims(**filters) - count
    if left:
        _note(f"{_counted(left, 'claim')} more fit, but tell no actual event: --all-claims shows them.")
    elif not count:
        _note("No claim in the ledger fits the filters.")


def _grouped(found: Iterable[Found]) -> Iterator[Reading]:
    """What a search found, as readings that hold only that."""
    for _, rows in groupby(found, key=lambda one: (one.document, one.model)):
        together = list(rows)
        first = together[0]
        statements = tuple(one.statement for one in together)
        yield Reading(first.model, first.document, statements, tuple(first.actors.values()))


def _grouped_claims(found: Iterable[FoundClaim]) -> Iterator[Reading]:
    """Claims that a search found, as readings that hold only them and the statements that they stand in."""
    for _, rows in groupby(found, key=lambda one: (one.reading.document, one.reading.model)):
        together = list(rows)
        yield _with_claims(together[0].reading, tuple(one.claim for one in together))


def _with_claims(reading: Reading, claims: tuple[Claim, ...]) -> Reading:
    """The reading with only these of its claims, and of its statements those that hold them."""
    parents = {statement.id: statement.parent for statement in reading.statements}
    needed: set[str] = set()
    for claim in claims:
        above = claim.statement
        while above is not None and above not in needed:
            needed.add(above)
            above = parents.get(above)
    statements = tuple(statement for statement in reading.statements if statement.id in needed)
    return replace(reading, statements=statements, claims=claims)


# ── compare, voices, align ──────────────────────────────────────────────────────────────────

_LISTED = ("text", "json", "csv")

_pictures = click.option(
    "--pictures",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Draw pictures into this folder as SVG files, and print nothing.",
)


def _draw(folder: Path, pictures: Iterable[tuple[str, str]]) -> None:
    """Writes pictures into a folder, which is made where there is none."""
    if folder.exists() and not folder.is_dir():
        raise errors.UsageError(f"{folder} is a file, not a folder.", "Give a folder for the pictures.")
    count = 0
    for name, picture in pictures:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(picture, encoding="utf-8", newline="\n")
        count += 1
    _note(f"Drew {_counted(count, 'picture')} into {folder}." if count else "There is nothing to draw.")


@cli.command()
@_ledger
@click.option("--story", metavar="ID", help="Only the story with this id; its first digits are enough.")
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Only stories that so many documents tell.",
)
@_format(*_LISTED)
@_pictures
@_output
def compare(
    ledger: Path | None, story: str | None, least: int, form: str | None, pictures: Path | None, output: Path | None
) -> None:
    """Compare how a ledger's documents tell the same stories.

    For each story: its documents, and the claims that they share, each with how many
    origins it has and how many outlets tell it. A telling has its outlet, its exact words, in
    whose voice they are, and from where the outlet has it; tellings with one letter have one
    origin. Words that the first telling has not are underlined. Tellings that cannot both be
    true are named; nothing here says which is.

    Each telling begins with its claim's id, which `sayso link` takes.

    \b
    Examples:
      sayso compare --ledger news.sqlite
      sayso compare --ledger news.sqlite --story 43146b --format json
      sayso compare --ledger news.sqlite -o tellings.csv
      sayso compare --ledger news.sqlite --story 43146b --pictures drawn
    """
    from sayso.across import compare as compared
    from sayso.reporting.compared import story_csv, story_json, story_lines

    form = form or _form_of(output, _LISTED)
    _spare(output, (), ledger or _default_ledger())
    with _opened_ledger(ledger, create=False) as store:
        found = (one for one in compared(store, least=least) if one.story.id.startswith(story or ""))
        first = next(found, None)
        if first is None:
            which = f"No story whose id begins with {story}" if story else "No story in the ledger"
            _note(f"{which} is told by {_counted(least, 'document')} or more.")
        stories = chain([first] if first else [], found)
        if pictures:
            from sayso.reporting.gallery import story_pictures

            return _draw(pictures, story_pictures(stories))
        lines: Iterable[Line] = story_json(stories) if form == "json" else story_csv(stories)
        _print(story_lines(stories, _width(output)) if form == "text" else lines, output)


@cli.command()
@_ledger
@_format(*_LISTED)
@_pictures
@_output
def voices(ledger: Path | None, form: str | None, pictures: Path | None, output: Path | None) -> None:
    """Count whom each outlet of a ledger lets speak.

    For each source: in how many of the outlet's documents it speaks, how many statements are
    direct, partly so or indirect, and how many of the outlet's words they have. What several
    say jointly counts in full for each of them.

    \b
    Examples:
      sayso voices --ledger news.sqlite
      sayso voices --ledger news.sqlite --format csv -o voices.csv
    """
    from sayso.across import voices as counted
    from sayso.reporting.voiced import voice_csv, voice_json, voice_lines

    form = form or _form_of(output, _LISTED)
    _spare(output, (), ledger or _default_ledger())
    with _opened_ledger(ledger, create=False) as store:
        outlets = counted(store)
    if not outlets:
        _note("The ledger holds no documents.")
    if pictures:
        from sayso.reporting.gallery import voice_pictures

        return _draw(pictures, voice_pictures(outlets))
    lines: Iterable[Line] = (voice_json(outlets),) if form == "json" else voice_csv(outlets)
    _print(voice_lines(outlets, _width(output)) if form == "text" else lines, output)


@cli.command()
@_ledger
@click.option(
    "--windows",
    type=click.Choice(["month", "quarter", "year"]),
    default="month",
    show_default=True,
    help="How long the windows are between which changes are seen.",
)
@click.option("--outlet", metavar="WORDS", multiple=True, help="Only what outlets of this name tell. May be repeated.")
@click.option(
    "--voice",
    metavar="outlet|quoted|SOURCE",
    help="Only what is told in the outlets' own voice, by all whom they quote, or by this source.",
)
@click.option(
    "--status",
    type=click.Choice(STATUSES),
    multiple=True,
    help="Claims of this status make ties. May be repeated. Default: actual.",
)
@_format(*_LISTED)
@_pictures
@_output
def align(
    ledger: Path | None,
    windows: Period,
    outlet: tuple[str, ...],
    voice: str | None,
    status: tuple[str, ...],
    form: str | None,
    pictures: Path | None,
    output: Path | None,
) -> None:
    """Show who stands with whom in a ledger, as told by whom.

    A claim makes a tie from who acts to whom it is done to: positive for cooperation, negative
    for conflict. Measures have the interval that holds 95 per cent of draws of documents;
    from few documents there is none, and the base is called thin.

    For the network itself: sayso export --to gexf, or graphml.

    \b
    Examples:
      sayso align --ledger news.sqlite
      sayso align --ledger news.sqlite --windows quarter --voice outlet
      sayso align --ledger news.sqlite --outlet courier --format json
    """
    from sayso.across import align as aligned
    from sayso.reporting.aligned import alignment_csv, alignment_json, alignment_lines

    form = form or _form_of(output, _LISTED)
    _spare(output, (), ledger or _default_ledger())
    with _opened_ledger(ledger, create=False) as store:
        found = aligned(store, windows=windows, statuses=status or ("actual",))
    if outlet or voice:
        found = found.cut(outlets=_outlets_called(outlet, found) if outlet else None, voice=_voice_called(voice, found))
    if not found.ties:
        _note("No claim in the ledger makes a tie.")
    if pictures:
        from sayso.reporting.gallery import alignment_pictures

        return _draw(pictures, alignment_pictures(found))
    lines: Iterable[Line] = (alignment_json(found),) if form == "json" else alignment_csv(found)
    _print(alignment_lines(found, _width(output)) if form == "text" else lines, output)


def _outlets_called(words: Sequence[str], alignment: Alignment) -> list[str]:
    """The outlets with these words in their names."""
    known = [outlet for outlet in alignment.bases if outlet]
    found = []
    for one in words:
        meant = [outlet for outlet in known if one.casefold() in outlet.casefold()]
        if not meant:
            raise errors.UsageError(f"No outlet in the ledger is called {one!r}.", f"There are: {_some(known)}.")
        found += meant
    return found


def _voice_called(words: str | None, alignment: Alignment) -> str | None:
    """`outlet`, `quoted`, or the key of the one source that is called so."""
    from sayso.comparison.aligning.alignments import QUOTED

    if words in (None, OUTLET_VOICE, QUOTED):
        return words
    wanted = (words or "").casefold()
    meant = [one for one in alignment.sources if wanted in (one.key.casefold(), one.name.casefold())]
    meant = meant or [one for one in alignment.sources if wanted in one.name.casefold()]
    if len(meant) == 1:
        return meant[0].key
    known = _some([one.key for one in meant or alignment.sources])
    raise errors.UsageError(
        f"{len(meant) or 'No'} sources of ties are called {words!r}.", f"Give one of them: {known}." if known else None
    )


def _some(names: Sequence[str]) -> str:
    """The first few names, and that there are more."""
    return ", ".join(sorted(names)[:_MOST_SHOWN]) + (", …" if len(names) > _MOST_SHOWN else "")


# ── link ────────────────────────────────────────────────────────────────────────────────────


@cli.group()
def link() -> None:
    """Cut or add a link: from which document a claim was taken.

    `sayso compare` prints the ids of claims and documents; their first digits are enough.
    Decisions are added and change no row. They are stronger than any sign in the texts, and
    hold for all comparisons made later.

    \b
    Examples:
      sayso link add 1bc14672 a3e3ad80 --ledger news.sqlite
      sayso link cut 1bc14672 --ledger news.sqlite --note "they rang him themselves"
      sayso link list --ledger news.sqlite
    """


_linking = _together(
    _ledger, click.option("--note", default="", help="Why."), click.option("--by", help="Who decides.")
)


@link.command()
@click.argument("claim")
@click.argument("document")
@_linking
def add(claim: str, document: str, ledger: Path | None, note: str, by: str | None) -> None:
    """Say that a claim was taken from that document.

    \b
    Example:
      sayso link add 1bc14672 a3e3ad80 --by ada
    """
    with _opened_ledger(ledger, create=False) as store:
        _tell_link(store.add_link(claim, document, note, by))


@link.command()
@click.argument("claim")
@click.argument("document", required=False)
@_linking
def cut(claim: str, document: str | None, ledger: Path | None, note: str, by: str | None) -> None:
    """Say that a claim was not taken from that document, or from none at all.

    \b
    Examples:
      sayso link cut 1bc14672 a3e3ad80
      sayso link cut 1bc14672 --note "own reporting"
    """
    with _opened_ledger(ledger, create=False) as store:
        _tell_link(store.cut_link(claim, document, note, by))


@link.command("undo")
@click.argument("decision", type=int)
@_linking
def undo_link(decision: int, ledger: Path | None, note: str, by: str | None) -> None:
    """Take a decision back, by its number. Undoing that brings it back.

    \b
    Example:
      sayso link undo 3
    """
    with _opened_ledger(ledger, create=False) as store:
        _tell_link(store.undo_link(decision, note, by))


@link.command("list")
@_ledger
def list_links(ledger: Path | None) -> None:
    """List what was decided about links, with the number that undo takes.

    \b
    Example:
      sayso link list --ledger news.sqlite
    """
    from sayso.reporting.compared import link_decision_in_words

    with _opened_ledger(ledger, create=False) as store:
        kept = store.link_decisions(all_of_them=True)
    for one in kept:
        click.echo(link_decision_in_words(one))


def _tell_link(decision: LinkDecision) -> None:
    from sayso.reporting.compared import link_decision_in_words

    click.echo(link_decision_in_words(decision))
    _note(f"Take it back with: sayso link undo {decision.number}")


# ── export, import ──────────────────────────────────────────────────────────────────────────

_EXPORTED = (
    "jsonl", "csv", "parquet", "plover", "acled", "polecat", "web-annotation", "brat", "graphml", "gexf", "dna", "prov",
    "markdown",
)  # fmt: skip
"""The names of `sayso.exporting.FORMATS`, which are loaded only to be used."""


@cli.command("export")
@_ledger
@click.option("--to", "form", type=click.Choice(_EXPORTED), required=True, help="The format.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to write; for brat and markdown a new folder.",
)
@_only("all, but where a filter is given claims")
@_claim_filters
@_row_filters
@_quiet
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

    _spare(output, (), ledger or _default_ledger())
    count = 0

    def counted(readings: Iterator[Reading]) -> Iterator[Reading]:
        nonlocal count
        for reading in readings:
            count += 1
            yield reading

    filters |= {"last_link": last, "document_id": document}
    with _opened_ledger(ledger, create=False) as store:
        export(counted(_exported(store, only, filters)), form, output)
    if not quiet:
        _note(
            f"Wrote {_counted(count, 'reading')} to {output}." if count else "Nothing in the ledger fits the filters."
        )


def _exported(store: Ledger, only: Rows | None, filters: dict[str, Any]) -> Iterator[Reading]:
    """The readings whole, or what of them fits the filters."""
    of_claims = [name for name in _CLAIM_FILTERS if filters[name] is not None]
    whose = {name: filters[name] for name in ("document_id", "model")}
    asked = [name for name, value in filters.items() if value is not None and name not in whose and name != "last_link"]
    if only == "statements":
        if of_claims:
            raise errors.UsageError(f"--{_option(of_claims[0])} asks for claims, --only for statements.", "Give one.")
        return _grouped(store.statements(**{name: filters[name] for name in filters if name not in _CLAIM_FILTERS}))
    return _grouped_claims(store.claims(**filters)) if asked or only else store.readings(**whose)


@cli.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@_ledger
@_quiet
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
    tally = _Tally(many=True)
    with _opened_ledger(ledger, create=True) as store:
        for _ in _tallied(_imported(files, store, tally), store, tally):
            pass
    if tally.failures and not quiet:
        from sayso.reporting.safety import one_line

        _note(f"{_counted(len(tally.failures), 'row')} could not be taken:")
        _note_each([one_line(f"{failure.message} {failure.hint or ''}") for failure in tally.failures])
    if not quiet:
        _note(f"{tally.added} of {_counted(tally.read, 'reading')} are new in {store.path}.")
    if not tally.failures:
        return 0
    return SOME_FAILED if tally.read else errors.InputError.exit_code


def _imported(files: Sequence[Path], store: Ledger, tally: _Tally) -> Iterator[Record]:
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


# ── review ──────────────────────────────────────────────────────────────────────────────────


@cli.group()
def review() -> None:
    """Accept, reject or correct a statement or a claim.

    `sayso show` prints a row's id before it; its first digits are enough. Reviews are
    added and change nothing that a model found. They are applied to what is shown and
    written, and survive a second reading. The last review of a row counts.

    \b
    Examples:
      sayso review accept 1bc14672 --ledger news.sqlite
      sayso review reject 4535a4e1 --note "the headline's words"
      sayso review correct 956a8eb9 --source "the mayor"
      sayso review correct 7d01c3aa --event COERCE --status planned
    """


_reviewing = _together(
    click.argument("row_id", metavar="ID"),
    _ledger,
    click.option("--note", default="", help="Why."),
    click.option("--by", help="Who reviews."),
)


@review.command()
@_reviewing
def accept(row_id: str, ledger: Path | None, note: str, by: str | None) -> None:
    """Say that a statement or a claim is right.

    \b
    Example:
      sayso review accept 1bc14672 --by ada
    """
    _review(row_id, ledger, "accepted", note, by)


@review.command()
@_reviewing
def reject(row_id: str, ledger: Path | None, note: str, by: str | None) -> None:
    """Say that a statement or a claim is none, or is wrong throughout.

    \b
    Example:
      sayso review reject 4535a4e1 --note "scare quotes"
    """
    _review(row_id, ledger, "rejected", note, by)


@review.command()
@_reviewing
@click.option("--source", metavar="WORDS|START-END", help="Who says it: words of the text, or where they stand.")
@click.option("--no-source", is_flag=True, help="The text states no source.")
@click.option(
    "--content",
    metavar="WORDS|START-END",
    multiple=True,
    help="What is said: words of the text, or where they stand. Repeat it where the text interrupts them.",
)
@click.option("--trigger", metavar="WORDS|START-END", multiple=True, help="Of a claim: the words that tell the event.")
@click.option("--event", metavar="TYPE", help="Of a claim: its type of event.")
@click.option("--no-event", is_flag=True, help="It is no political event.")
@click.option("--actor", metavar="WORDS|START-END", multiple=True, help="Who does it. May be repeated.")
@click.option("--no-actor", is_flag=True, help="The text does not say who does it.")
@click.option("--recipient", metavar="WORDS|START-END", multiple=True, help="Whom it is done to. May be repeated.")
@click.option("--no-recipient", is_flag=True, help="The text does not say whom it is done to.")
@click.option("--status", type=click.Choice(STATUSES), help="Whether it happened, or how else it is told.")
@click.option("--polarity", type=click.Choice(POLARITIES), help="Negative: the text says it did not happen.")
@click.option("--date", metavar="DATE", help="When it happened: 2025-08-03, 2025-08 or 2025.")
@click.option("--no-date", is_flag=True, help="The text does not say when.")
def correct(row_id: str, ledger: Path | None, note: str, by: str | None, **given: Any) -> None:
    """Say what a statement or a claim should be.

    A statement has --source and --content, a claim all the others. Words are looked for
    in the article; of several places the one nearest to the row counts.

    \b
    Examples:
      sayso review correct 956a8eb9 --source "Ines Valdoro"
      sayso review correct 956a8eb9 --content 290-331
      sayso review correct 956a8eb9 --content "“Not now,”" --content "“nor later.”"
      sayso review correct 7d01c3aa --actor "the army" --no-recipient --date 2025-08
    """
    for name in ("source", "event", "actor", "recipient", "date"):
        if given[name] and given[f"no_{name}"]:
            raise errors.UsageError(f"--{name} and --no-{name} are given.", "Give one of them.")
    if not any(given.values()):
        raise errors.UsageError(
            "Nothing is corrected.",
            "Give what is right, such as --source WORDS for a statement, --event TYPE for a claim.",
        )
    with _opened_ledger(ledger, create=False) as store:
        found = store.row(row_id)
    from sayso.ledger import Found

    if isinstance(found, Found):
        text, near = found.document.text, found.statement.content[0].start
    else:
        text, near = found.reading.document.text, found.claim.trigger[0].start
    _review(row_id, ledger, "corrected", note, by, _corrected(given, text, near))


def _corrected(given: dict[str, Any], text: str, near: int) -> dict[str, Any]:
    """What the options say is right, in the wire form's fields. Whether the row has such fields, the ledger says."""
    corrected: dict[str, Any] = {}
    for name in ("content", "trigger", "actor", "recipient"):
        if given[name]:
            spans = sorted(_span_of(words, text, near) for words in given[name])
            corrected[name] = [span.to_dict(text) for span in spans]
    corrected |= {name: [] for name in ("actor", "recipient") if given[f"no_{name}"]}
    if given["source"]:
        corrected["source"] = _span_of(given["source"], text, near).to_dict(text)
    if given["event"]:
        known = given["event"].strip().upper()
        corrected["event"] = known if known in QUAD_CODES else given["event"].strip()
    if given["date"]:
        corrected["date"] = _days_of(given["date"].strip())
    corrected |= {name: None for name in ("source", "event", "date") if given[f"no_{name}"]}
    certainty = {name: given[name] for name in ("status", "polarity") if given[name]}
    return corrected | ({"certainty": certainty} if certainty else {})


def _days_of(given: str) -> dict[str, str]:
    """ "2025-08" as the wire form has it: the first and the last day, and how precise it is."""
    from calendar import monthrange
    from datetime import date

    try:
        first = date.fromisoformat(given + "-01-01"[len(given) - 4 :])
    except ValueError:
        raise errors.UsageError(
            f"Not a date: {given!r}.", "Give a date like 2025-08-03, or 2025-08, or 2025."
        ) from None
    last, precision = {
        4: (date(first.year, 12, 31), "year"),
        7: (date(first.year, first.month, monthrange(first.year, first.month)[1]), "month"),
    }.get(len(given), (first, "day"))
    return {"earliest": first.isoformat(), "latest": last.isoformat(), "precision": precision}


def _review(
    row_id: str,
    ledger: Path | None,
    verdict: Verdict,
    note: str,
    by: str | None,
    corrected: dict[str, Any] | None = None,
) -> None:
    with _opened_ledger(ledger, create=False) as store:
        store.review(row_id, verdict, note, by, corrected)
        found = store.row(row_id)
    from sayso.ledger import Found
    from sayso.reporting.terminal import claim_table, statement_table

    if isinstance(found, Found):
        _print(statement_table(_grouped([found]), _width(None)), None)
    else:
        _print(claim_table(_grouped_claims([found]), _width(None)), None)


def _span_of(given: str, text: str, near: int) -> Span:
    """Where the words stand, or the place itself where it is one ("40-79")."""
    import re

    place = re.fullmatch(r"(\d+)-(\d+)", given.strip())
    if place:
        return Span(int(place[1]), int(place[2]))
    # What is shown has single spaces where the text may have line ends.
    wanted = r"\s+".join(re.escape(word) for word in given.split())
    places = [Span(match.start(), match.end()) for match in re.finditer(wanted, text)] if wanted else []
    if not places:
        raise errors.UsageError(
            f"These words do not stand in the article: {given!r}.", "Copy them from the article, or give START-END."
        )
    return min(places, key=lambda span: abs(span.start - near))


# ── actors ──────────────────────────────────────────────────────────────────────────────────


@cli.group(invoke_without_command=True)
@_ledger
@click.option("--words", metavar="WORDS", help="Only actors with these words in the name or id.")
@click.option("--kind", type=click.Choice(KINDS), help="Only actors of this kind.")
@_format(*_LISTED)
@_output
@click.pass_context
def actors(
    ctx: click.Context, ledger: Path | None, words: str | None, kind: str | None, form: str | None, output: Path | None
) -> None:
    """List a ledger's actors; merge, split and rename them.

    One row an actor: name, kind, country, PLOVER sector, and in how many documents and how
    often it is mentioned. Its id stands in brackets where it is not the name.

    What is decided about actors is added and overwrites nothing. It is applied to all that is
    shown and written, and to what is read later.

    \b
    Examples:
      sayso actors --ledger news.sqlite
      sayso actors --ledger news.sqlite --kind state --format csv -o states.csv
      sayso actors merge "Quist" --into "Ida Quist" --ledger news.sqlite
    """
    ctx.obj = ledger
    if ctx.invoked_subcommand:
        return
    from sayso.reporting.registry import actor_csv, actor_json, actor_lines

    form = form or _form_of(output, _LISTED)
    _spare(output, (), ledger or _default_ledger())
    with _opened_ledger(ledger, create=False) as store:
        wanted = (words or "").casefold().split()
        found = [
            entry.to_dict()
            for entry in store.actors()
            if (kind is None or entry.kind == kind)
            and all(word in f"{entry.name} {entry.id}".casefold() for word in wanted)
        ]
    if not found:
        click.echo("No actor in the ledger fits the filters.", err=True)
    if form == "text":
        lines: Iterable[Line] = actor_lines(found, _width(output)) if found else ()
    else:
        lines = (actor_json(found),) if form == "json" else actor_csv(found)
    _print(lines, output)


_deciding = _together(
    _ledger,
    click.option("--note", default="", help="Why."),
    click.option("--by", help="Who decides."),
    click.pass_obj,
)


@actors.command()
@click.argument("actor_ids", nargs=-1, required=True, metavar="ID...")
@click.option("--into", required=True, metavar="ID", help="The actor that they are.")
@_deciding
def merge(
    parent: Path | None, actor_ids: tuple[str, ...], into: str, ledger: Path | None, note: str, by: str | None
) -> None:
    """Say that several actors are one.

    An actor is given by its id, or by a name that no other has.

    \b
    Example:
      sayso actors merge "Quist" "Mayor Quist" --into "Ida Quist" --by ada
    """
    with _opened_ledger(ledger or parent, create=False) as store:
        _tell_decision(store.merge(actor_ids, into, note, by))


@actors.command()
@click.argument("actor_id", metavar="ID")
@click.option(
    "--mention",
    "mentions",
    multiple=True,
    required=True,
    metavar="DOCUMENT:START-END",
    help="A mention that is somebody else's: the document's id, and where it stands. May be repeated.",
)
@click.option("--as", "name", required=True, metavar="NAME", help="Who it is: a new actor, or one that is there.")
@_deciding
def split(
    parent: Path | None,
    actor_id: str,
    mentions: tuple[str, ...],
    name: str,
    ledger: Path | None,
    note: str,
    by: str | None,
) -> None:
    """Say that some mentions of an actor are another's.

    \b
    Example:
      sayso actors split "Quist" --mention a3e3ad80:40-45 --as "Ole Quist"
    """
    places = [_mention_at(given) for given in mentions]
    with _opened_ledger(ledger or parent, create=False) as store:
        _tell_decision(store.split(actor_id, places, name, note, by))


@actors.command()
@click.argument("actor_id", metavar="ID")
@click.argument("name")
@_deciding
def rename(parent: Path | None, actor_id: str, name: str, ledger: Path | None, note: str, by: str | None) -> None:
    """Say what an actor is called. Its id stays.

    \b
    Example:
      sayso actors rename "Velm Policy Inst" "Velm Policy Institute"
    """
    with _opened_ledger(ledger or parent, create=False) as store:
        _tell_decision(store.rename(actor_id, name, note, by))


@actors.command()
@click.argument("decision", type=int)
@_deciding
def undo(parent: Path | None, decision: int, ledger: Path | None, note: str, by: str | None) -> None:
    """Take a decision back, by its number. Undoing that brings it back.

    \b
    Example:
      sayso actors undo 3
    """
    with _opened_ledger(ledger or parent, create=False) as store:
        _tell_decision(store.undo(decision, note, by))


@actors.command()
@_ledger
@click.pass_obj
def decisions(parent: Path | None, ledger: Path | None) -> None:
    """List what was decided about actors, with the number that undo takes.

    \b
    Example:
      sayso actors decisions --ledger news.sqlite
    """
    from sayso.reporting.registry import decision_in_words

    with _opened_ledger(ledger or parent, create=False) as store:
        kept = store.decisions()
    for one in kept:
        click.echo(decision_in_words(one.number, one.to_dict()))


def _mention_at(given: str) -> tuple[str, Span]:
    import re

    place = re.fullmatch(r"([0-9a-fA-F]+):(\d+)-(\d+)", given.strip())
    if place is None:
        raise errors.UsageError(f"Not a mention: {given!r}.", "Give the document's id and a place: a3e3ad80:40-45.")
    return place[1], Span(int(place[2]), int(place[3]))


def _tell_decision(decision: Decision) -> None:
    from sayso.reporting.registry import decision_in_words

    click.echo(decision_in_words(decision.number, decision.to_dict()))
    _note(f"Take it back with: sayso actors undo {decision.number}")


# ── ledger ──────────────────────────────────────────────────────────────────────────────────


@cli.group()
def ledger() -> None:
    """Look after a ledger.

    \b
    Examples:
      sayso ledger status --ledger news.sqlite
      sayso read article.txt --ledger "$(sayso ledger path)"
    """


@ledger.command()
@_ledger
def path(ledger: Path | None) -> None:
    """Print where the ledger is that commands use: the one given, or the default one.

    SAYSO_LEDGER sets the default.

    \b
    Example:
      sayso ledger path
    """
    click.echo(str(ledger.absolute() if ledger else _default_ledger()))


@ledger.command()
@_ledger
def status(ledger: Path | None) -> None:
    """Say what a ledger holds.

    \b
    Example:
      sayso ledger status --ledger news.sqlite
    """
    with _opened_ledger(ledger, create=False) as store:
        held = store.status()
    rows = [
        ("ledger", str(held.path)),
        ("size", f"{held.size:,} bytes"),
        ("layout", f"version {held.version}"),
        ("documents", f"{held.documents:,}"),
        ("readings", f"{held.readings:,}"),
        ("statements", f"{held.statements:,}"),
        ("claims", f"{held.claims:,}"),
        ("reviews", f"{held.reviews:,}"),
        ("orphaned reviews", f"{held.orphaned_reviews:,}"),
        ("failures", f"{held.failures:,}"),
        *((f"read by {name}", _counted(count, "document")) for name, count in held.models.items()),
    ]
    _print_pairs(rows)


@ledger.command()
@_ledger
def verify(ledger: Path | None) -> int:
    """Check that a ledger is whole, and that every span still is its text.

    Prints what is wrong, and ends with code 5 where something is.

    \b
    Example:
      sayso ledger verify --ledger news.sqlite
    """
    from sayso.reporting.safety import one_line

    with _opened_ledger(ledger, create=False) as store:
        problems = store.verify()
    for problem in problems:
        click.echo(one_line(f"{problem.where}: {problem.what}"))
    if problems:
        return _complain(
            f"{_counted(len(problems), 'problem')} in {store.path}.",
            "Keep the file as it is, and go back to a copy that verifies.",
            errors.LedgerError.exit_code,
        )
    click.echo("All is well.")
    return 0


@ledger.command()
@click.argument("document_ids", nargs=-1, required=True, metavar="DOCUMENT-ID...")
@_ledger
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(document_ids: tuple[str, ...], ledger: Path | None, yes: bool) -> int:
    """Remove documents from a ledger, with their readings and reviews. There is no way back.

    `sayso show` prints a document's id under its title; its first digits are enough. Ends
    with code 1 where you say no to one.

    \b
    Example:
      sayso ledger forget a3e3ad80 --ledger news.sqlite --yes
    """
    from sayso.reporting.speakers import title_in_words

    refused = False
    with _opened_ledger(ledger, create=False) as store:
        for document_id in document_ids:
            if not yes:
                document = next((one.document for one in store.readings(document_id=document_id)), None)
                what = title_in_words(document) if document else document_id
                kept = f"“{what}” was not removed."
                try:
                    agreed = click.confirm(f"Forget “{what}” and its reviews?", err=True)
                except click.Abort:
                    _note(f"\n{kept} Nobody is asked with --yes.")
                    raise
                if not agreed:
                    _note(kept)
                    refused = True
                    continue
            click.echo(f"Forgot {store.forget(document_id)}.")
    return REFUSED if refused else 0


@contextmanager
def _opened_ledger(path: Path | None, *, create: bool) -> Iterator[Ledger]:
    from sayso.ledger import Ledger

    default = _default_ledger()
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


def _default_ledger() -> Path:
    from sayso.settings import ledger_path

    return ledger_path()


# ── model ──────────────────────────────────────────────────────────────────────────────────


@cli.group("model")
def model_() -> None:
    """Tell what the model is.

    \b
    Example:
      sayso model info
    """


@model_.command()
@_model
def info(model: Path | None) -> None:
    """Say what the model is, and what it learned from.

    Checks on the way that its files are whole: the hashes printed are those of the files.

    \b
    Examples:
      sayso model info
      sayso model info --model other-bundle
    """
    from sayso.encoder.bundle import FILES, open_bundle
    from sayso.reader import LABELS

    bundle = open_bundle(model, labels=LABELS)
    facts = bundle.facts
    size = sum((bundle.folder / name).stat().st_size for name in FILES)
    shape = facts["size"]
    rows = [
        ("model", bundle.version),
        ("folder", str(bundle.folder)),
        ("size", f"{size / 1e6:.1f} MB, {shape['layers']} layers of {shape['width']}"),
        ("licence", str(facts.get("licence", "not told"))),
        ("learned from", _in_words(facts.get("data", "not told"))),
        ("recipe", _in_words(facts.get("recipe", "not told"))),
        *((name, _in_words(value)) for name, value in facts.get("figures", {}).items()),
        *((f"sha256 of {name}", str(facts["files"][name])) for name in FILES),
    ]
    _print_pairs(rows)


def _in_words(fact: Any) -> str:
    """A fact of a bundle on one line: `seed 7, passes (world 6, names 1)`."""
    if isinstance(fact, dict):
        return ", ".join(
            f"{name} ({_in_words(value)})" if isinstance(value, dict) else f"{name} {_in_words(value)}"
            for name, value in fact.items()
        )
    return ", ".join(_in_words(one) for one in fact) if isinstance(fact, list) else str(fact)


# ── schema ──────────────────────────────────────────────────────────────────────────────────


@cli.command()
def schema() -> None:
    """Print the JSON Schema of the output.

    It covers `--format json` of every command but actors, and each line of `--format jsonl`.

    \b
    Example:
      sayso schema > sayso.schema.json
    """
    import json

    from sayso.schema import schema as wire_schema

    click.echo(json.dumps(wire_schema(), indent=2, ensure_ascii=False))


# ── printing ────────────────────────────────────────────────────────────────────────────────


def _write(shape: _Shape, records: Iterator[Record], output: Path | None, tally: _Tally) -> None:
    """Prints or writes readings and failures, each as soon as it comes."""
    if shape.form != "parquet":
        _print(_lines(shape, records, _width(output), tally), output)
        return
    from sayso.reporting.tables import write_parquet

    readings = (record for record in records if isinstance(record, Reading))
    first = next(readings, None)
    if output is None or (first is None and tally.failures):
        return  # as with text, an error leaves the file as it was
    with open(output, "wb") as stream:
        write_parquet(_noting_rowless(chain([first] if first else [], readings), shape, tally), stream, shape.rows)


def _across(readings: Sequence[Reading], decisions: Sequence[LinkDecision]) -> dict[str, Any]:
    """What a page tells of several articles together."""
    if len(readings) < 2:
        return {}
    from sayso.across import compare_readings
    from sayso.comparison import align, voices

    return {
        "stories": tuple(compare_readings(readings, decisions)),
        "voices": voices(readings),
        "alignment": align(readings),
    }


def _lines(shape: _Shape, records: Iterator[Record], width: int, tally: _Tally) -> Iterator[Line]:
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


def _text_lines(shape: _Shape, readings: Iterator[Reading], width: int) -> Iterator[Line]:
    from sayso.reporting.terminal import claim_table, reading_lines, statement_table

    if shape.ids:
        yield from (claim_table if shape.rows == "claims" else statement_table)(readings, width)
        return
    for count, reading in enumerate(readings):
        yield from ("", "") if count else ()
        yield from reading_lines(reading, width, only=shape.only, all_claims=shape.all_claims)


def _narrowed(reading: Reading, only: Rows | None) -> Reading:
    """The reading with its statements alone, or with its claims and the statements that they stand in."""
    if only == "statements":
        return replace(reading, claims=())
    return reading if only is None else _with_claims(reading, reading.claims)


def _noting_rowless(readings: Iterable[Reading], shape: _Shape, tally: _Tally) -> Iterator[Reading]:
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


def _print(lines: Iterable[Line], output: Path | None) -> None:
    """Each line as soon as it comes. A file is opened at the first one, so an error leaves it as it was."""
    if output is None:
        console: Console | None = None
        for line in lines:
            if isinstance(line, str):
                sys.stdout.write(line + "\n")
            else:
                console = console or _console()
                console.print(line, soft_wrap=True)
            sys.stdout.flush()
        return
    with ExitStack() as stack:
        stream = None
        for line in lines:
            stream = stream or stack.enter_context(open(output, "w", encoding="utf-8", newline="\n"))
            stream.write((line if isinstance(line, str) else line.plain) + "\n")
            stream.flush()


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _print_pairs(rows: Sequence[tuple[str, str]]) -> None:
    from sayso.reporting.terminal import pairs

    _print(pairs(rows, _width(None)), None)


def _console() -> Console:
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def _width(output: Path | None) -> int:
    """The terminal's columns; 80, or COLUMNS, for a file or a pipe."""
    if output is None and sys.stdout.isatty():
        return _console().width
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() else 80


@contextmanager
def _progress(total: int | None, silent: bool) -> Iterator[Callable[[bool], None]]:
    """Calls to what it yields, one a document, show how far the run is and what is left."""
    if silent:
        yield lambda failed: None
        return
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TextColumn("left:"), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("read", total=total)
            yield lambda failed: bar.advance(task)
        return
    yield _PlainProgress(total)


class _PlainProgress:
    """A line every ten seconds, for a log or a pipe."""

    def __init__(self, total: int | None, every: float = 10.0) -> None:
        import time

        self._clock = time.monotonic
        self._begun = self._said = self._clock()
        self._every, self._total = every, total
        self._done = self._failed = 0

    def __call__(self, failed: bool) -> None:
        self._done += 1
        self._failed += failed
        now = self._clock()
        if now - self._said < self._every:
            return
        self._said = now
        _note(progress_in_words(self._done, self._total, self._failed, now - self._begun))


def progress_in_words(done: int, total: int | None, failed: int, seconds: float) -> str:
    """ "Read 40 of 200 documents, 2 failed, about 3 min left." """
    parts = [f"Read {done:,} of {total:,} documents" if total is not None else f"Read {done:,} documents"]
    if failed:
        parts.append(f"{failed:,} failed")
    if total is not None and done:
        left = seconds / done * max(0, total - done)
        parts.append(f"about {left / 60:.0f} min left" if left >= 90 else f"about {left:.0f} s left")
    return ", ".join(parts) + "."
