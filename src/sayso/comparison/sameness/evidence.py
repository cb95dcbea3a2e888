"""What speaks for and against two claims telling one deed, for all pairs of a story's claims."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso.comparison.passages import Paper
from sayso.comparison.sameness.deeds import COMMONEST, commonness, deeds
from sayso.comparison.wording import folded, is_content, normal, numbers, words
from sayso.types import Claim, Party, Span, When

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Words = frozenset[str]

LONGEST = 80
"""Characters of an argument whose actors count as its words too; a longer one tells more than who it is."""
REACH = 8
"""Words after a trigger among which stands the noun that makes one deed with it ("took her crew into custody")."""
NEAR = 4
"""Words on either side of a trigger that stand near it."""


# ---- what of a claim is compared ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facet:
    """What of a claim is compared. Words are content words' normal forms; those of the trigger are in `forms` alone.

    `doers`, `done_to` and `arguments` (those and all others) hold the names and ids of the actors there too; `near`
    and `around` are the words beside the trigger and of its sentence. `depth` is how far down the document it
    stands, 0 … 1; `days` are the first and the last that its date may mean, as ordinals.
    """

    paper: Paper
    claim: Claim
    sentence: Span
    depth: float
    forms: Words
    deeds: frozenset[int]
    like_deeds: frozenset[int]
    doers: Words
    done_to: Words
    arguments: Words
    near: Words
    around: Words
    numbers: frozenset[float]
    days: tuple[int, int] | None


def facets(paper: Paper) -> list[Facet]:
    """What of each claim of a document is compared, in the order of their triggers."""
    page = _Page(paper)
    return [page.facet(claim) for claim in sorted(paper.reading.claims, key=lambda claim: (claim.trigger, claim.id))]


class _Page:
    """A document's words, and its actors' names by where they are mentioned."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._content_starts = [span.start for span, _ in paper.content]
        self._names = {actor.id: frozenset((actor.id, *self._named(actor.name))) for actor in paper.reading.actors}
        self._mentions = sorted((span, actor.id) for actor in paper.reading.actors for span in actor.mentions)
        self._starts = [span.start for span, _ in self._mentions]

    @staticmethod
    def _named(name: str) -> list[str]:
        told = (name[word.start : word.end] for word in words(name))
        return [normal(word) for word in told if is_content(word)]

    def facet(self, claim: Claim) -> Facet:
        paper, start = self._paper, claim.trigger[0].start
        forms, following = self._trigger(claim)
        sentence = paper.sentence_at(start)
        spans: dict[str, list[Span]] = {}
        for argument in claim.arguments:
            spans.setdefault(argument.role, []).append(argument.span)
        doers = self._parties(claim.actor) | self._told(spans.get("agent", ()))
        done_to = self._parties(claim.recipient) | self._told(spans.get("theme", ()))
        others = (role for role in spans if role not in ("agent", "theme", "modal", "negation"))
        rest = self._told(span for role in others for span in spans[role])
        at = bisect_left(self._content_starts, start)
        near = frozenset(form for _, form in paper.content[max(0, at - NEAR) : at + NEAR + 1])
        around = frozenset(paper.content_of(sentence)) | self._actors(sentence)
        return Facet(
            paper=paper,
            claim=claim,
            sentence=sentence,
            depth=start / len(paper.text),
            forms=forms,
            deeds=deeds("deeds", sorted(forms), following),
            like_deeds=deeds("like_deeds", sorted(forms), following),
            doers=doers - forms,
            done_to=done_to - forms,
            arguments=(doers | done_to | rest) - forms,
            near=near - forms,
            around=around - forms,
            numbers=self._numbers(claim),
            days=_days(claim.date),
        )

    def _trigger(self, claim: Claim) -> tuple[Words, list[str]]:
        """The forms of its words, and its later words with the next two of the text."""
        paper = self._paper
        told = [paper.words_of(paper.words[number]) for span in claim.trigger for number in paper.range_of(span)]
        forms = frozenset(map(normal, filter(is_content, told))) or frozenset(map(normal, told))
        after = paper.range_of(Span(claim.trigger[-1].end, len(paper.text))).start
        beside = [*told[1:], *(paper.words_of(word) for word in paper.words[after : after + 2])]
        later = (paper.words_of(word) for word in paper.words[after + 2 : after + REACH])
        return forms, [folded(word) for word in (*beside, *filter(is_content, later))]

    def _parties(self, parties: Iterable[Party]) -> Words:
        found: set[str] = set()
        for party in parties:
            found.update(self._paper.content_of(party.span), self._names.get(party.actor_id or "", ()))
        return frozenset(found)

    def _told(self, spans: Iterable[Span]) -> Words:
        found: set[str] = set()
        for span in spans:
            found.update(self._paper.content_of(span))
            if span.end - span.start <= LONGEST:
                found |= self._actors(span)
        return frozenset(found)

    def _actors(self, within: Span) -> Words:
        first, last = (bisect_left(self._starts, at) for at in (within.start, within.end))
        return frozenset().union(
            *(self._names[id_] for span, id_ in self._mentions[first:last] if span.end <= within.end)
        )

    def _numbers(self, claim: Claim) -> frozenset[float]:
        """How many and how much: what tells when is no such number."""
        spans = [argument.span for argument in claim.arguments if argument.role != "time"]
        told = (number for span in spans for number in numbers(self._paper.words_of(span)))
        return frozenset((*told, *(quantity.value for quantity in claim.quantities)))


def _days(when: When | None) -> tuple[int, int] | None:
    if when is None or (when.earliest is None and when.latest is None):
        return None
    first, last = (day and date.fromisoformat(day[:10]).toordinal() for day in (when.earliest, when.latest))
    return first or 0, last or date.max.toordinal()


# ---- pairs of claims -----------------------------------------------------------------------


class Evidence:
    """The evidence for all pairs of a story's claims: of each kind a number for every two of them, mostly 0 … 1."""

    def __init__(self, claims: Sequence[Facet]) -> None:
        rarity = _rarity(claims)
        self._forms = _Bags([one.forms for one in claims])
        self._rare = _Bags([one.forms for one in claims], rarity)
        self._deeds = _Bags([one.deeds for one in claims])
        self._like_deeds = _Bags([one.like_deeds for one in claims])
        self._numbers = _Bags([one.numbers for one in claims])
        self._weighed = {
            "doers": _Bags([one.doers for one in claims], rarity),
            "done to": _Bags([one.done_to for one in claims], rarity),
            "arguments": _Bags([one.arguments for one in claims], rarity),
            "near": _Bags([one.near for one in claims], rarity),
        }
        columns = _columns([one.forms | one.around for one in claims])
        self._told = _Bags([one.forms for one in claims], columns=columns)
        self._around = _Bags([one.around for one in claims], columns=columns)
        self._common = np.array([min(map(commonness, one.forms), default=0) for one in claims], np.float32) / COMMONEST
        self._depth = np.array([one.depth for one in claims], np.float32)
        self._days = np.array([one.days or (0, -1) for one in claims], np.int64).reshape(-1, 2)
        self._sentence = _coded((one.paper.id, one.sentence) for one in claims)
        self._event = _coded(one.claim.event for one in claims)
        self._place = _coded(one.claim.place and one.claim.place.name for one in claims)
        self._country = _coded(one.claim.place and one.claim.place.country for one in claims)

    def of(self, rows: slice) -> dict[str, Floats]:
        """[r, n] of each kind of evidence: of the claims in `rows` with all n.

        "common word alone" is where two claims of no event type share a common word ("take") as their trigger, and
        nobody and nothing besides: what stands near such words is alike by chance.
        """
        same_word = self._forms.share(rows)
        same_deed = ~same_word & self._deeds.share(rows)
        like_deed = ~(same_word | same_deed) & self._like_deeds.share(rows)
        same_place, _ = _compared(self._place, rows)
        _, other_country = _compared(self._country, rows)
        found: dict[str, Floats | Bools] = {
            "same word": same_word,
            "rare word": self._rare.product(rows),
            "common word": same_word * np.minimum(self._common[rows, None], self._common),
            "same deed": same_deed,
            "like deed": like_deed,
            "told apart": self._told_apart(rows),
            "same event": _compared(self._event, rows)[0],
            "same number": self._numbers.share(rows),
            "other days": self._on_other_days(rows),
            "same place": same_place,
            "other country": other_country,
            "same sentence": _compared(self._sentence, rows)[0],
            "depth": np.maximum(self._depth[rows, None], self._depth),
        }
        for name, bags in self._weighed.items():
            found[name] = bags.cosine(rows)
            if name != "near":
                found[f"other {name}"] = bags.apart(rows)
            if name != "arguments":
                found[f"same word, {name}"] = same_word * found[name]
        untyped = self._event < 0
        nobody = (found["doers"] + found["done to"] + found["arguments"]) == 0
        found["common word alone"] = untyped[rows, None] & untyped & (found["common word"] > 0) & nobody
        return {name: values.astype(np.float32) for name, values in found.items()}

    def _told_apart(self, rows: slice) -> Floats:
        """How far the sentence of each has the other's word besides its own trigger: 0, 0.5 or 1."""
        there, here = self._told.share(rows, self._around), self._around.share(rows, self._told)
        return np.float32(0.5) * (there.astype(np.float32) + here.astype(np.float32))

    def _on_other_days(self, rows: slice) -> Bools:
        """Whether both are dated and their days do not meet; one day at either end is no difference."""
        first, last = self._days.T
        known = last >= 0
        meet = (first[rows, None] <= last + 1) & (first <= last[rows, None] + 1)
        return known[rows, None] & known & ~meet


def _rarity(claims: Sequence[Facet]) -> dict[str, float]:
    """How much a word tells: the fewer of the story's documents have it, the more."""
    held: dict[str, set[str]] = {}
    for one in claims:
        held.setdefault(one.paper.id, set()).update(one.forms, one.arguments, one.near, one.around)
    counts = Counter(word for words_ in held.values() for word in words_)
    return {word: log(1 + len(held) / count) for word, count in counts.items()}


def _coded(values: Iterable[Hashable]) -> Ints:
    """[n]: the same number for the same value, -1 for none."""
    numbers_: dict[Hashable, int] = {}
    return np.array([-1 if value is None else numbers_.setdefault(value, len(numbers_)) for value in values])


def _compared(codes: Ints, rows: slice) -> tuple[Bools, Bools]:
    """[r, n]: whether two claims have the same value, and whether they have two; neither where one has none."""
    both = (codes[rows, None] >= 0) & (codes >= 0)
    same = codes[rows, None] == codes
    return both & same, both & ~same


class _Bags:
    """The words of each claim, weighted: sparse rows, whose words are numbered by `columns`, and rows by word."""

    def __init__(
        self,
        bags: Sequence[frozenset[Any]],
        weights: Mapping[Any, float] | None = None,
        columns: Mapping[Any, int] | None = None,
    ) -> None:
        columns = columns or _columns(bags)
        rows = [sorted((columns[word], weights[word] if weights else 1.0) for word in bag) for bag in bags]
        self._count = len(bags)
        self._starts = np.cumsum([0, *map(len, rows)])
        self._rows = np.repeat(np.arange(len(bags)), np.diff(self._starts))
        self._words = np.array([word for row in rows for word, _ in row], np.int64)
        self._values = np.array([value for row in rows for _, value in row], np.float64)
        self._by_word = np.argsort(self._words, kind="stable")
        self._word_starts = np.searchsorted(self._words[self._by_word], np.arange(len(columns) + 1))
        self._lengths = np.sqrt(np.bincount(self._rows, self._values**2, self._count))

    def product(self, rows: slice, other: _Bags | None = None) -> Floats:
        """[r, n]: the products of these rows with all rows, or with those of other bags of the same columns."""
        other = other or self
        first, last, _ = rows.indices(self._count)
        here = slice(self._starts[first], self._starts[last])
        words = self._words[here]
        begins = other._word_starts[words]
        lengths = other._word_starts[words + 1] - begins
        ends = np.cumsum(lengths)
        met = other._by_word[np.arange(lengths.sum()) + np.repeat(begins - (ends - lengths), lengths)]
        place = np.repeat((self._rows[here] - first) * other._count, lengths) + other._rows[met]
        values = np.repeat(self._values[here], lengths) * other._values[met]
        summed = np.bincount(place, values, (last - first) * other._count)
        return summed.reshape(last - first, other._count).astype(np.float32)

    def share(self, rows: slice, other: _Bags | None = None) -> Bools:
        return self.product(rows, other) > 0

    def apart(self, rows: slice) -> Bools:
        """Whether both have words and none is the same."""
        full = self._lengths > 0
        return full[rows, None] & full & ~self.share(rows)

    def cosine(self, rows: slice) -> Floats:
        lengths = self._lengths[rows, None] * self._lengths
        found: Floats = (self.product(rows) / np.maximum(lengths, 1e-6)).astype(np.float32)
        return found


def _columns(bags: Iterable[frozenset[Any]]) -> dict[Any, int]:
    return {word: number for number, word in enumerate(sorted(frozenset().union(*bags), key=str))}
