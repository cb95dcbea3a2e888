"""A run over many documents: each becomes a reading or a failure, all are counted, and failures told at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso import errors
from sayso.commands.printing import complain, failure_line, note_each, note_line
from sayso.types import Document, Failure, Reading

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.reader import Reader

Record = Reading | Failure
SOME_FAILED = 1
"""The exit code of a run that read some documents and failed at others; 3 where it read none."""


@dataclass
class Tally:
    """What became of a run's documents. `many`: the sources may hold more than one.

    `rowless` tells of those that a table has no row of, and so would not mention.
    """

    many: bool
    read: int = 0
    added: int = 0
    failures: list[Failure] = field(default_factory=list)
    rowless: list[str] = field(default_factory=list)


def files_written(output: Path | None, ledger: Path | None) -> tuple[Path, ...]:
    """The files that a run writes: in a folder it must not read them."""
    beside = [ledger.with_name(ledger.name + end) for end in ("", "-wal", "-shm")] if ledger else []
    return (*([output] if output else []), *beside)


def total_of(sources: Sequence[str], written: Sequence[Path]) -> int | None:
    """How many documents there are to read; None where nobody can tell beforehand."""
    from sayso.document import count

    return count(sources, without=written)


def records_of(
    sources: Sequence[str],
    written: Sequence[Path],
    options: dict[str, Any],
    progress: Callable[[bool], None],
    store: Ledger | None,
    tally: Tally,
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


def _kept(reader: Reader, document: Document, store: Ledger, tally: Tally) -> Reading:
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


def tallied(records: Iterator[Record], store: Ledger | None, tally: Tally) -> Iterator[Record]:
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


def ending(tally: Tally, quiet: bool) -> int:
    """The run's exit code; what failed is told on standard error."""
    failures = tally.failures
    if not failures:
        return 0
    if len(failures) == 1 and not tally.read:
        failure = failures[0]
        hint = _did_you_mean(failure.path) if failure.error == "not-found" else None
        return complain(failure.message, hint or failure.hint, _exit_code(failure.error))
    if not quiet:
        note_line(f"{len(failures):,} of {len(failures) + tally.read:,} documents could not be read:")
        note_each([failure_line(failure) for failure in failures])
    return SOME_FAILED if tally.read else errors.InputError.exit_code


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
        names.update({name: f"sayso {name}" for name in _commands() if name not in names})
    close = get_close_matches(missing.name.casefold(), list(names), n=1)
    return f"Did you mean: {one_line(names[close[0]])}" if close else None


def _commands() -> Iterable[str]:
    """The names of all commands of the program that runs."""
    program = click.get_current_context().find_root().command
    return program.commands if isinstance(program, click.Group) else ()
