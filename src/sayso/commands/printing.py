"""Data on standard output or into a file; notes and errors on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from sayso.ledger.undoing import Decided
    from sayso.types import Failure

Line: TypeAlias = "str | Text"
D = TypeVar("D", bound="Decided")
MOST_SHOWN = 20
"""More than that is not told one by one at a run's end."""


def note_line(text: str) -> None:
    """A line for the person and not for the data: to standard error, which may be gone."""
    with suppress(OSError):
        click.echo(text, err=True)


def note_each(lines: Sequence[str], shown_by: str = "sayso read --format jsonl") -> None:
    """The first lines, indented, and how many more there are; `shown_by` is the command that lists them all."""
    for line in lines[:MOST_SHOWN]:
        note_line(f"  {line}")
    if len(lines) > MOST_SHOWN:
        note_line(f"  and {len(lines) - MOST_SHOWN:,} more: {shown_by} lists them all.")


def print_decisions(decisions: Sequence[D], in_words: Callable[[D], str], about: str) -> None:
    """A line each, those that no longer count marked with the number of the one that undid them."""
    from sayso.ledger.undoing import undone

    gone = undone(decisions)
    for one in decisions:
        click.echo(in_words(one) + (f" [undone by {gone[one.number]}]" if one.number in gone else ""))
    if not decisions:
        note_line(f"Nothing is decided about {about} in this ledger.")


def failure_line(failure: Failure, *, hint: bool = False) -> str:
    """What failed, on one line, after the place where that happened unless the message names it."""
    from sayso.reporting.safety import one_line

    told = failure.message
    if failure.path and failure.path not in told:
        told = f"{failure.path}: {told}"
    return one_line(f"{told} {failure.hint or ''}" if hint else told)


def complain(message: str, hint: str | None, code: int) -> int:
    """An error on standard error, and below it what to do next. Returns the exit code."""
    from sayso.reporting.safety import one_line, visible

    note_line(f"Error: {one_line(message)}")
    if hint:
        note_line(visible(hint, line_breaks=True))
    return code


def print_lines(lines: Iterable[Line], output: Path | None) -> None:
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


def print_pairs(rows: Sequence[tuple[str, str]]) -> None:
    """A table of two columns: what it is, and its value."""
    from sayso.reporting.terminal import pairs

    print_lines(pairs(rows, width_of(None)), None)


def width_of(output: Path | None) -> int:
    """The terminal's columns; 80, or COLUMNS, for a file or a pipe."""
    if output is None and sys.stdout.isatty():
        return _console().width
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() else 80


def has_styles(output: Path | None) -> bool:
    """Whether what is printed can be underlined or bold: on a terminal, not in a file or a pipe."""
    return output is None and _console().color_system is not None


def _console() -> Console:
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def number_of(count: int, noun: str) -> str:
    """ "1 document", "2,000 documents"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
