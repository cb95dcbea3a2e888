"""Words that one document of a story shares with another: runs of the same words, and details that only they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.comparison.passages import Paper
from sayso.comparison.wording import is_content
from sayso.types import Span

RUN = 4
"""Words in a row that both have; a shorter run is a turn of phrase that anybody uses."""
COPIED = 0.6
"""A sentence is a copy where this share of its words stands in such runs."""
LEAST = 7
"""A sentence of fewer words says nothing of who copied it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What of a stretch of words stands in another document too, in runs; words in quotation marks are left aside.

    `words` of the stretch were looked at, `covered` of them are shared, `longest` in a row. `here` and `there` are
    where.
    """

    words: int
    covered: int
    longest: int
    here: tuple[Span, ...] = ()
    there: tuple[Span, ...] = ()

    @property
    def share(self) -> float:
        return self.covered / self.words if self.words else 0.0

    @property
    def is_copied(self) -> bool:
        return self.words >= LEAST and self.share >= COPIED


class Reuse:
    """The runs of words that the documents of one story share."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._places: dict[str, dict[tuple[str, ...], list[int]]] = {}
        self._copied: dict[tuple[str, str], tuple[Span, ...]] = {}
        for paper in papers:
            places: dict[tuple[str, ...], list[int]] = defaultdict(list)
            for start in range(len(paper.forms) - RUN + 1):
                places[paper.forms[start : start + RUN]].append(start)
            self._places[paper.id] = places

    def copy(self, here: Paper, at: Span, there: Paper) -> Copy:
        """What of a stretch of `here` stands in `there`."""
        numbers = here.range_of(at)
        counted = [number for number in numbers if not here.is_quoted[number]]
        runs = list(self._runs(here, numbers, there))
        shared = {number for start, _, length in runs for number in range(start, start + length)}
        covered = [number for number in counted if number in shared]
        return Copy(
            len(counted),
            len(covered),
            max((length for _, _, length in runs), default=0),
            tuple(Span(here.words[a].start, here.words[a + length - 1].end) for a, _, length in runs),
            tuple(Span(there.words[b].start, there.words[b + length - 1].end) for _, b, length in runs),
        )

    def copied(self, here: Paper, there: Paper) -> tuple[Span, ...]:
        """The sentences of `here` that are copies of words of `there`."""
        key = (here.id, there.id)
        if key not in self._copied:
            self._copied[key] = tuple(one for one in here.sentences if self.copy(here, one, there).is_copied)
        return self._copied[key]

    def only_here(self, papers: Iterable[Paper], run: Sequence[str]) -> bool:
        """Whether none of the documents has a run of words, but for its last ones."""
        return not any(tuple(run[:RUN]) in self._places[paper.id] for paper in papers)

    def _runs(self, here: Paper, numbers: range, there: Paper) -> Iterable[tuple[int, int, int]]:
        """The runs of a stretch, each as its first word here, its first word there and its length: the longest first
        from the left. A run of function words alone is none."""
        places = self._places[there.id]
        at = numbers.start
        while at <= numbers.stop - RUN:
            starts = places.get(here.forms[at : at + RUN], ())
            length, start = max(
                ((_length(here.forms, at, numbers.stop, there.forms, start), -start) for start in starts),
                default=(0, 0),
            )
            if length and sum(is_content(form) for form in here.forms[at : at + length]) >= 2:
                yield at, -start, length
                at += length
            else:
                at += 1


def _length(here: Sequence[str], at: int, stop: int, there: Sequence[str], start: int) -> int:
    length = 0
    while at + length < stop and start + length < len(there) and here[at + length] == there[start + length]:
        length += 1
    return length
