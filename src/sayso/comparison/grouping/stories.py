"""Documents that report the same happenings, found among many without comparing all pairs.

1. Each document is a vector of its terms: how often they are there (1 + log), times how rare they are (tf-idf), of
   length 1, or less where the text is short.
2. Two documents are compared where they share at least one of the terms that weigh most in each (`near`).
3. They are joined by average linkage (Sokal and Michener 1958): always the two groups whose documents are on average
   most alike, as long as they are alike enough (`groups`). So no single document that resembles both joins two stories.

Time grows with the number of documents times the constants below, and with the logarithm of it for sorting.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from sayso.comparison.grouping.digests import Digest, term_number
from sayso.comparison.records import Story, Told, in_order
from sayso.comparison.sameness.deeds import common_words
from sayso.types import content_hash


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of two groups of documents for them to be one story.

    `alike` is the least average cosine of a document here and one there. It must also be `coherent` times that within
    the looser of the groups: else they may be two happenings of one kind, each with words of its own.
    """

    alike: float
    coherent: float


UNDATED = Asked(0.075, 0.7)
"""Where the days of one are not known. Chosen on ECB+, which has twin happenings in each topic: on one half of its
topics and tried on the other, both ways round, then amid 4,800 other articles, and for each topic alone; lowered with
the common words' weights."""
IN_TIME = Asked(0.045, 0.4)
"""Where both were published within `DAYS`, which speaks for one story. Chosen on the tuned half of our own gold
stories, all put on the same days, alone and amid 1,600 other articles; lowered with the common words' weights."""
SURELY_ALIKE = 0.17
"""No more is asked even of groups that hold together better: copies of one text do, and stay in the story they tell."""
DAYS = 10
"""Days between which, on average, the documents of one story were published at most."""
SEEN = 3_000
SEEN_WITH = 5
"""As if so many documents had been seen before, and each term in so many of them: in a collection that tells one
story a word of all its documents would otherwise weigh nothing."""
SEEN_COMMON = (SEEN_WITH, 20, 50, 150, 450, 900)
"""In how many of those documents a word is, by its `commonness` in news: else what any two articles say ("official",
"failed") would weigh as much in a small collection as what only these tell."""
SHORT = 10
"""As if each text had so many more terms that no other has: one of a line or two promises little by what it shares."""
HEAVIEST = 24
"""Terms of a document by which others are found to compare it with."""
NEIGHBOURS = 32
"""Documents after it, in the order of their days, with which a term has a document compared at most."""

_LEAST = min(UNDATED.alike, IN_TIME.alike)
_CHUNK = 4_096
"""Documents whose neighbours are looked for at a time; bounds memory alone."""
_Ints = npt.NDArray[np.int64]


def stories(digests: Iterable[Digest]) -> list[Story]:
    """The stories of a collection, by the day and the id of their first document; each document stands in one.

    One that tells what no other does is a story too. The order in which digests come changes nothing. Documents of one
    URL are versions of one page and stand in one story, whatever their dates; they count as one document.
    """
    pages = _pages(digests)
    vectors = Vectors.of(pages)
    found = [
        in_order([told for page in group for told in pages[page].versions])
        for group in groups(vectors, [page.day for page in pages])
    ]
    told = [Story(content_hash(sorted(one.id for one in documents)), documents) for documents in found]
    return sorted(told, key=lambda story: _first(story.documents))


def _first(documents: Sequence[Told]) -> tuple[bool, str, str]:
    first = documents[0]
    return first.published is None, first.published or "", first.id


# ---- documents as vectors ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Page:
    """A document with its versions; of each term the greatest count, and the first day."""

    versions: tuple[Told, ...]
    terms: npt.NDArray[np.uint32]
    counts: npt.NDArray[np.uint8]
    day: int | None


def _pages(digests: Iterable[Digest]) -> list[_Page]:
    """The pages by day and id, undated ones first: in this order a term's neighbours are near in time."""
    by_page: dict[str, dict[str, Digest]] = defaultdict(dict)
    for one in digests:
        by_page[one.told.url or one.told.id][one.told.id] = one
    pages = [_page([versions[key] for key in sorted(versions)]) for versions in by_page.values()]
    return sorted(pages, key=lambda page: (page.day or 0, page.versions[0].id))


def _page(versions: Sequence[Digest]) -> _Page:
    told = tuple(one.told for one in versions)
    if len(versions) == 1:
        return _Page(told, versions[0].terms, versions[0].counts, versions[0].day)
    terms, at = np.unique(np.concatenate([one.terms for one in versions]), return_inverse=True)
    counts = np.zeros(len(terms), dtype=np.uint8)
    np.maximum.at(counts, at, np.concatenate([one.counts for one in versions]))
    return _Page(told, terms, counts, min((one.day for one in versions if one.day is not None), default=None))


def _seen_with(terms: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """[terms]: in how many of the documents that are taken for seen each of these is."""
    numbers, counts = _common_terms()
    at = np.minimum(np.searchsorted(numbers, terms), len(numbers) - 1)
    return np.where(numbers[at] == terms, counts[at], SEEN_WITH)


@lru_cache(maxsize=1)
def _common_terms() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """The numbers of the common words, ascending, and `SEEN_COMMON` of each."""
    counts = {term_number(form): SEEN_COMMON[level] for form, level in common_words().items()}
    numbers = sorted(counts)
    return np.array(numbers, np.uint32), np.array([counts[number] for number in numbers], np.int64)


@dataclass(frozen=True, slots=True)
class Vectors:
    """Sparse vectors, one a document, all in one: document d has `terms[starts[d] : starts[d + 1]]`, numbered from 0
    and ascending, with their `weights`.

    A term that one document alone has counts for its vector's length and is left out. `names` is how many terms there
    are.
    """

    starts: _Ints
    terms: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    names: int

    @classmethod
    def of(cls, pages: Sequence[_Page | Digest]) -> Vectors:
        if not pages:
            return cls(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32), 0)
        known, holders = np.unique(np.concatenate([page.terms for page in pages]), return_counts=True)
        rarity = np.log((len(pages) + SEEN) / (holders + _seen_with(known))).astype(np.float32)
        own = SHORT * np.log((len(pages) + SEEN) / (1 + SEEN_WITH)) ** 2
        shared = holders > 1
        numbers = np.cumsum(shared, dtype=np.int32) - 1
        terms, weights = [], []
        for page in pages:
            at = np.searchsorted(known, page.terms)
            weight = (1 + np.log(page.counts.astype(np.float32))) * rarity[at]
            kept = shared[at]
            terms.append(numbers[at[kept]])
            weights.append(weight[kept] / np.sqrt(np.sum(weight * weight) + own))
        starts = np.cumsum([0, *(len(one) for one in terms)], dtype=np.int64)
        return cls(starts, np.concatenate(terms), np.concatenate(weights), int(shared.sum()))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, document: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        here = slice(self.starts[document], self.starts[document + 1])
        return self.terms[here], self.weights[here]


# ---- which pairs are compared -----------------------------------------------------------


def near(vectors: Vectors, days: Sequence[int | None]) -> Iterator[tuple[int, int, float]]:
    """The pairs (a, b, cosine), a < b, that may tell one story by themselves: alike enough for how their days lie.

    Pairs are found by the `HEAVIEST` terms of each document and within a term's next `NEIGHBOURS` documents.
    """
    index = _Index.of(vectors)
    day = np.array([-1 if one is None else one for one in days], dtype=np.int64)
    dense = np.zeros(vectors.names, dtype=np.float32)
    for begin in range(0, len(vectors), _CHUNK):
        end = min(begin + _CHUNK, len(vectors))
        firsts, seconds = index.pairs(begin, end)
        undated = (day[firsts] < 0) | (day[seconds] < 0)
        possible = undated | (day[seconds] - day[firsts] <= DAYS)
        firsts, seconds = firsts[possible], seconds[possible]
        asked = np.where(undated[possible], UNDATED.alike, IN_TIME.alike)
        bounds = np.searchsorted(firsts, np.arange(begin, end + 1))
        for first in range(begin, end):
            here = slice(bounds[first - begin], bounds[first - begin + 1])
            others = seconds[here]
            if len(others):
                cosines = _cosines(vectors, first, others, dense)
                for at in np.flatnonzero(cosines >= asked[here]):
                    yield first, int(others[at]), float(cosines[at])


def _cosines(vectors: Vectors, one: int, others: _Ints, dense: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The cosines of a document with others, 0 where they share one term alone: that is no likeness.

    `dense` has a zero for each term, and has so again afterwards.
    """
    terms, weights = vectors.row(one)
    dense[terms] = weights
    lengths = vectors.starts[others + 1] - vectors.starts[others]
    ends = np.cumsum(lengths)
    entries = np.arange(ends[-1]) + np.repeat(vectors.starts[others] - (ends - lengths), lengths)
    products = dense[vectors.terms[entries]] * vectors.weights[entries]
    dense[terms] = 0
    begins = ends - lengths
    several = np.add.reduceat((products > 0).astype(np.int64), begins) > 1
    return np.where(several, np.add.reduceat(products, begins), np.float32(0))


@dataclass(frozen=True, slots=True)
class _Index:
    """The heaviest terms of all documents, sorted by term and then document.

    Entry e is of `documents[e]`, and its term's entries end before `ends[e]`. `places` are the entries by document:
    those of document d are `places[starts[d] : starts[d + 1]]`.
    """

    documents: _Ints
    ends: _Ints
    places: _Ints
    starts: _Ints

    @classmethod
    def of(cls, vectors: Vectors) -> _Index:
        heaviest = [_heaviest(*vectors.row(document)) for document in range(len(vectors))]
        starts = np.cumsum([0, *(len(terms) for terms in heaviest)], dtype=np.int64)
        terms = np.concatenate([np.zeros(0, np.int32), *heaviest])
        documents = np.repeat(np.arange(len(vectors)), np.diff(starts))
        order = np.argsort(terms, kind="stable")
        places = np.empty_like(order)
        places[order] = np.arange(len(order))
        return cls(documents[order], np.searchsorted(terms[order], terms[order], side="right"), places, starts)

    def pairs(self, begin: int, end: int) -> tuple[_Ints, _Ints]:
        """The pairs of each document from `begin` to `end` with later ones, sorted, each once."""
        entries = self.places[self.starts[begin] : self.starts[end]]
        following = entries[:, None] + np.arange(1, NEIGHBOURS + 1)
        within = following < self.ends[entries][:, None]
        firsts = np.broadcast_to(self.documents[entries][:, None], following.shape)[within]
        total = len(self.starts)
        keys = np.unique(firsts * total + self.documents[following[within]])
        return keys // total, keys % total


def _heaviest(terms: npt.NDArray[np.int32], weights: npt.NDArray[np.float32]) -> npt.NDArray[np.int32]:
    """The `HEAVIEST` terms; of those that weigh the same, the ones with lower numbers."""
    return terms[np.argsort(-weights, kind="stable")[:HEAVIEST]]


# ---- which documents stand together -----------------------------------------------------


def groups(vectors: Vectors, days: Sequence[int | None]) -> list[list[int]]:
    """The documents of each story. Every document is in one group."""
    linked: dict[int, dict[int, float]] = defaultdict(dict)
    for a, b, cosine in near(vectors, days):
        linked[a][b] = linked[b][a] = cosine
    found = []
    for members in _connected(len(vectors), linked):
        found += (
            _Linkage(vectors, days, {one: linked[one] for one in members}).groups() if len(members) > 1 else [members]
        )
    return found


def _connected(documents: int, linked: dict[int, dict[int, float]]) -> Iterator[list[int]]:
    seen = [False] * documents
    for start in range(documents):
        if seen[start]:
            continue
        seen[start], reached = True, [start]
        for one in reached:  # grows meanwhile
            for other in linked.get(one, ()):
                if not seen[other]:
                    seen[other] = True
                    reached.append(other)
        yield sorted(reached)


@dataclass(slots=True)
class _Group:
    """Documents that stand together: the sum of their vectors, and the sum of the cosines of all their pairs."""

    members: list[int]
    terms: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    cosines: float
    days: int
    dated: int

    @property
    def coherence(self) -> float:
        """The average cosine of two of its documents; 0 of one document, which promises nothing."""
        size = len(self.members)
        return 2 * self.cosines / (size * (size - 1)) if size > 1 else 0.0

    def likeness(self, other: _Group) -> float:
        """The average cosine of a document here and one there: a product of sums is a sum of products."""
        few, many = (self, other) if len(self.terms) < len(other.terms) else (other, self)
        at = np.searchsorted(many.terms, few.terms)
        at[at == len(many.terms)] = 0
        hit = many.terms[at] == few.terms
        return float(few.weights[hit] @ many.weights[at[hit]]) / (len(self.members) * len(other.members))

    def joins(self, other: _Group, likeness: float) -> bool:
        """Whether both may be one story."""
        asked = UNDATED
        if self.dated and other.dated:
            if abs(self.days / self.dated - other.days / other.dated) > DAYS:
                return False
            asked = IN_TIME
        coherent = asked.coherent * min(self.coherence, other.coherence)
        return likeness >= max(asked.alike, min(coherent, SURELY_ALIKE))

    def joined(self, other: _Group, likeness: float) -> _Group:
        terms, at = np.unique(np.concatenate((self.terms, other.terms)), return_inverse=True)
        weights = np.bincount(at, np.concatenate((self.weights, other.weights))).astype(np.float32)
        between = likeness * len(self.members) * len(other.members)
        return _Group(
            self.members + other.members,
            terms,
            weights,
            self.cosines + other.cosines + between,
            self.days + other.days,
            self.dated + other.dated,
        )


class _Linkage:
    """Average linkage over the linked pairs of documents.

    The queue holds pairs of groups by likeness. That of a new group with another is at most the greater of its parts';
    so much it is taken to be until its turn comes, and only then worked out. Of equal pairs the one of lower
    numbers comes first: documents have theirs by day and id, groups by when they came to be.
    """

    def __init__(self, vectors: Vectors, days: Sequence[int | None], linked: dict[int, dict[int, float]]) -> None:
        self.alive = {one: _alone(vectors, one, days[one]) for one in linked}
        self.linked = {one: dict(others) for one, others in linked.items()}
        self.queue = [(-cosine, a, b, True) for a, others in linked.items() for b, cosine in others.items() if a < b]
        self.newest = max(linked)
        heapq.heapify(self.queue)

    def groups(self) -> list[list[int]]:
        while self.queue:
            bound, a, b, known = heapq.heappop(self.queue)
            if a not in self.alive or b not in self.alive:
                continue
            if known:
                if self.alive[a].joins(self.alive[b], -bound):
                    self._join(a, b, -bound)
                continue
            likeness = self.alive[a].likeness(self.alive[b])
            self.linked[a][b] = self.linked[b][a] = likeness
            if likeness >= _LEAST:
                heapq.heappush(self.queue, (-likeness, a, b, True))
        return [sorted(group.members) for group in self.alive.values()]

    def _join(self, a: int, b: int, likeness: float) -> None:
        self.newest += 1
        new = self.newest
        self.alive[new] = self.alive.pop(a).joined(self.alive.pop(b), likeness)
        bounds = self.linked.pop(a)
        for other, bound in self.linked.pop(b).items():
            bounds[other] = max(bound, bounds.get(other, 0.0))
        self.linked[new] = {}
        for other, bound in bounds.items():
            if other in (a, b):
                continue
            ties = self.linked[other]
            ties.pop(a, None)
            ties.pop(b, None)
            if bound >= _LEAST:
                ties[new] = self.linked[new][other] = bound
                heapq.heappush(self.queue, (-bound, other, new, False))


def _alone(vectors: Vectors, document: int, day: int | None) -> _Group:
    return _Group([document], *vectors.row(document), 0.0, day or 0, int(day is not None))
