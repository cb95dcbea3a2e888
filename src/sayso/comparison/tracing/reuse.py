"""Words that one document of a story shares with another: runs of the same words, and details that only they have.

Copies as runs of shared words: Clough et al. 2002, "METER: MEasuring TExt Reuse".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.comparison.passages import Paper
from sayso.comparison.wording import is_content
from sayso.types import Span

RUN = 4
"""Words in a row that both have; a shorter run is a turn of phrase that anybody uses."""
COPIED = 0.6
"""A sentence is a copy where this share of its words stands in such runs."""
LEAST = 7
"""A sentence of fewer words says nothing of who copied it."""
NUMBER, WHOLE_RUN = 1.5, 2.0
"""What a number and a run count for among details, where another word counts for one."""
_MOST = 12
"""Documents that are looked at more closely, of those that share words with one: those that share the most."""


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


@dataclass(frozen=True, slots=True)
class Details:
    """What a stretch of words has in common with a document and with no other page of the story; `here` and `there`
    are where."""

    weight: float
    here: tuple[Span, ...] = ()
    there: tuple[Span, ...] = ()


class Reuse:
    """The words that the documents of one story share."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._papers = {paper.id: paper for paper in papers}
        self._starts: dict[str, dict[tuple[str, ...], list[int]]] = {}
        self._holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._pages: dict[str, set[str]] = defaultdict(set)
        self._within: dict[tuple[str, Span], tuple[tuple[str, ...], ...]] = {}
        for paper in self._papers.values():
            starts: dict[tuple[str, ...], list[int]] = defaultdict(list)
            for number in range(len(paper.forms) - RUN + 1):
                starts[paper.forms[number : number + RUN]].append(number)
            self._starts[paper.id] = starts
            for run in starts:
                self._holders[run].append(paper.id)
            for _, form in paper.content:
                self._pages[form].add(page(paper))

    def sharing(self, here: Paper, at: Span) -> list[Paper]:
        """The other documents that share runs with a stretch of words, those first that share the most."""
        holders = (self._holders.get(run, ()) for run in self._runs_of(here, at))
        counts = Counter(holder for some in holders for holder in some if holder != here.id)
        return [self._papers[one] for one, _ in counts.most_common(_MOST)]

    def _runs_of(self, here: Paper, at: Span) -> tuple[tuple[str, ...], ...]:
        """Every few words in a row of a stretch."""
        if (here.id, at) not in self._within:
            numbers = here.range_of(at)
            first = numbers[: max(0, len(numbers) - RUN + 1)]
            self._within[here.id, at] = tuple(here.forms[number : number + RUN] for number in first)
        return self._within[here.id, at]

    def copy(self, here: Paper, at: Span, there: Paper) -> Copy:
        """What of a stretch of `here` stands in `there`."""
        numbers = here.range_of(at)
        told = [number for number in numbers if not here.is_quoted[number]]
        runs = list(self._runs(here, numbers, there))
        shared = {number for start, _, length in runs for number in range(start, start + length)}
        return Copy(
            len(told),
            sum(number in shared for number in told),
            max((length for _, _, length in runs), default=0),
            tuple(Span(here.words[a].start, here.words[a + length - 1].end) for a, _, length in runs),
            tuple(Span(there.words[b].start, there.words[b + length - 1].end) for _, b, length in runs),
        )

    def copied(self, here: Paper, there: Paper) -> tuple[Span, ...]:
        """The sentences of `here` that are copies of words of `there`."""
        # Most sentences share no run: these are told apart at once.
        starts = self._starts[there.id]
        return tuple(
            one
            for one in here.sentences
            if any(run in starts for run in self._runs_of(here, one)) and self.copy(here, one, there).is_copied
        )

    def details(self, here: Paper, at: Span, there: Paper, without: Span, repeating: set[str]) -> Details:
        """What a stretch of `here` has in common with `there` alone.

        Words and runs count, but no names: who is told of is no detail. Runs that touch `without` do not count either.
        `repeating` are pages that may have it too, since they have it from `there`.
        """
        apart = {page(here), page(there)} | repeating
        forms = {form for form in here.content_of(at) if self._pages[form] <= apart}
        forms = {form for form in forms & there.known_forms if page(there) in self._pages[form]}
        forms -= here.name_forms | there.name_forms
        runs = [run for run in self.copy(here, at, there).here if run.end <= without.start or without.end <= run.start]
        alone = [run for run in runs if self._is_alone(here, run, apart)]
        weight = sum(NUMBER if form[0].isdigit() else 1.0 for form in forms) + WHOLE_RUN * len(alone)
        return Details(weight, (*alone, *_places(here, at, forms)), _places(there, Span(0, len(there.text)), forms))

    def _is_alone(self, here: Paper, run: Span, pages: set[str]) -> bool:
        """Whether only these pages have how a run begins."""
        numbers = here.range_of(run)
        begun = here.forms[numbers.start : numbers.start + RUN]
        return all(page(self._papers[holder]) in pages for holder in self._holders[begun])

    def _runs(self, here: Paper, numbers: range, there: Paper) -> Iterator[tuple[int, int, int]]:
        """The runs of a stretch, each as its first word here, its first word there and its length, from the left, each
        as long as it can be. A run of function words is none."""
        starts = self._starts[there.id]
        at = numbers.start
        while at <= numbers.stop - RUN:
            able = starts.get(here.forms[at : at + RUN])
            if not able:
                at += 1
                continue
            length, start = max((_length(here.forms, at, numbers.stop, there.forms, start), -start) for start in able)
            if length and sum(is_content(form) for form in here.forms[at : at + length]) >= 2:
                yield at, -start, length
                at += length
            else:
                at += 1


def page(paper: Paper) -> str:
    """What a document and its later versions have in common."""
    return paper.reading.document.url or paper.id


def _length(here: Sequence[str], at: int, stop: int, there: Sequence[str], start: int) -> int:
    length = 0
    while at + length < stop and start + length < len(there) and here[at + length] == there[start + length]:
        length += 1
    return length


def _places(paper: Paper, at: Span, forms: set[str]) -> tuple[Span, ...]:
    return tuple(span for span, form in paper.content if form in forms and at.start <= span.start < at.end)
