"""The documents of one story side by side: their outlets, credits, copies and dates, whatever the claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.comparison.passages import Paper
from sayso.comparison.tracing.crediting import Credit, credits
from sayso.comparison.tracing.outlets import Outlets
from sayso.comparison.tracing.reuse import Reuse
from sayso.comparison.tracing.witnessing import Witness
from sayso.types import Reading, Span


class Papers:
    """The documents of one story, and what is known of them whatever the claim. `of` are they by their ids."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.of = {reading.document.id: Paper(reading) for reading in readings}
        papers = list(self.of.values())
        self.outlets = Outlets(papers)
        self.reuse = Reuse(papers)
        self.witness = {paper.id: Witness(paper, self.outlets) for paper in papers}
        self._copied: dict[tuple[str, str], tuple[Span, ...]] = {}
        self._credits = {paper.id: credits(self.outlets, paper) for paper in papers}

    def name(self, paper: Paper) -> str:
        """The document's outlet, or what stands for one that names none."""
        outlet = self.outlets.of(paper)
        return outlet.name if outlet else paper.id

    def credits(self, paper: Paper, at: int | None = None) -> Iterator[Credit]:
        """A document's credits, for what stands at a place where one is given."""
        for one in self._credits[paper.id]:
            if at is None or one.scope.start <= at < one.scope.end:
                yield one

    def names(self, here: Paper, there: Paper) -> bool:
        """Whether a document names the other's outlet."""
        outlet, everything = self.outlets.of(there), Span(0, len(here.text))
        return any(one.outlet == outlet for one in self.outlets.named(here, everything))

    def credit(self, here: Paper, there: Paper, at: int | None = None) -> Credit | None:
        return next((one for one in self.credits(here, at) if there.id in one.outlet.documents), None)

    def copied(self, here: Paper, there: Paper) -> tuple[Span, ...]:
        """The sentences of a document that are another's, where nothing shows that its own reporter was there."""
        key = (here.id, there.id)
        if key not in self._copied:
            witness, copies = self.witness[here.id], self.reuse.copied(here, there)
            self._copied[key] = tuple(one for one in copies if not witness.any(here.paragraph_at(one.start)))
        return self._copied[key]

    def precedes(self, there: Paper, here: Paper) -> bool:
        """Whether one document was surely published before the other."""
        first, second = _hours(there, here)
        return first < second

    def may_precede(self, there: Paper, here: Paper) -> bool:
        """Whether one document may have been taken from the other: not from a later one.

        Of two of one day that tell no hours, the credited one precedes, or the one whose outlet the other names, or
        the agency's.
        """
        first, second = _hours(there, here)
        if first != second:
            return first < second
        if self.credit(here, there) or self.credit(there, here):
            return self.credit(here, there) is not None
        if self.names(here, there) != self.names(there, here):
            return self.names(here, there)
        return (not self.outlets.is_agency(there), there.id) < (not self.outlets.is_agency(here), here.id)


def _hours(a: Paper, b: Paper) -> tuple[str, str]:
    """When two documents were published, both as closely as is known of either; after all others without a date."""
    first, second = (paper.reading.document.published or "9" for paper in (a, b))
    shortest = min(len(first), len(second))
    return first[:shortest], second[:shortest]
