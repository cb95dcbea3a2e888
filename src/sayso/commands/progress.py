"""How far a run is: a bar on a terminal, a line now and then in a log or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sayso.commands.printing import note_line


@contextmanager
def showing_progress(total: int | None, silent: bool) -> Iterator[Callable[[bool], None]]:
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
        note_line(progress_in_words(self._done, self._total, self._failed, now - self._begun))


def progress_in_words(done: int, total: int | None, failed: int, seconds: float) -> str:
    """ "Read 40 of 200 documents, 2 failed, about 3 min left." """
    parts = [f"Read {done:,} of {total:,} documents" if total is not None else f"Read {done:,} documents"]
    if failed:
        parts.append(f"{failed:,} failed")
    if total is not None and done:
        left = seconds / done * max(0, total - done)
        parts.append(f"about {left / 60:.0f} min left" if left >= 90 else f"about {left:.0f} s left")
    return ", ".join(parts) + "."
