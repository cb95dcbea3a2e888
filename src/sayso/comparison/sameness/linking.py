"""Claims that tell one deed, however worded and in however many documents of a story, and where these contradict.

1. For every two claims the evidence that they tell one deed is weighed (`evidence`, `WEIGHTS`): a chance, by logistic
   regression.
2. Claims are joined by average linkage (Sokal and Michener 1958) over these chances, so that no single claim that
   resembles both joins two deeds.
3. Within a group the documents are compared: who denies what the other tells, or names another doer or number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from sayso.comparison.passages import Paper
from sayso.comparison.sameness.contradicting import contradictions
from sayso.comparison.sameness.evidence import Evidence, Facet, Floats, facets
from sayso.comparison.tellings import Key, Trace
from sayso.types import Claim, Reading

WEIGHTS: Mapping[str, float] = MappingProxyType({
    "": -4.29, "same word": 6.62, "rare word": 0.62, "common word": -3.05, "common word alone": -4.0,
    "same deed": 3.5, "like deed": 3.5, "told apart": -1.30, "same event": 0.94, "same number": 1.19,
    "other days": -1.98, "same place": 0.15, "other country": -0.42, "same sentence": -1.57,
    "depth": -2.05, "doers": 2.21, "other doers": -0.02, "same word, doers": -0.69,
    "done to": 3.32, "other done to": -0.22, "same word, done to": -1.63, "arguments": 0.65,
    "other arguments": -0.81, "near": 4.48, "same word, near": -1.14,
})  # fmt: skip
"""What each kind of evidence adds to the logit of the chance that two claims tell one deed; "" is where it begins.

Learned on ECB+, topics 1 to 35, from pairs of claims whose triggers are mentions, and on seven of our own stories:
`python -m benchmarks.coreference --weights`. A pair with the same word begins near even, so a deed is mostly known by
its word, and other days, parties and places tell it from another of its kind. Chosen later, on the tuned half of our
stories: what words of one deed add (the same command finds 4.3 and 3.2), and "common word alone", for which no set that
is learned from has reason enough. Tried, no gain: how alike the words of two triggers are by a sentence encoder's
vectors, how alike their sentences' words, words known to stand for different deeds, learning from ten more stories. Two
points of F1 on our stories, not thought worth a vector for each claim: how alike the encoder finds the two clauses.
"""
LEAST = 0.12
"""The average chance at which groups are joined. Chosen on the tuned half of our own stories; the narrower view that
ECB+ has of one event is met best at 0.5."""
SURELY = 0.3
"""The chance from which two claims of a group are taken to contradict one another."""
UNLIKELY = 0.02
"""Claims that are less likely to tell one deed certainly do not."""
CHUNK = 512
"""Claims compared with all others at a time; bounds memory alone."""

_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Same:
    """The claims that tell one deed, as (document id, claim id), in the order of documents' ids and of their triggers.

    `contradictions` are pairs of their documents, each in order, whose tellings cannot both be true.
    """

    claims: tuple[Key, ...]
    contradictions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of claims by number, first < second, each with the chance, 0 … 1, that the two tell one deed."""

    first: _Ints
    second: _Ints
    chance: Floats


def same_claims(
    readings: Sequence[Reading], weights: Mapping[str, float] = WEIGHTS, least: float = LEAST
) -> list[Same]:
    """The claims of one story's documents by the deed that they tell; each claim stands in one group.

    Groups are joined while a claim of the one and a claim of the other are on average at least `least` likely to tell
    one deed by `weights`. A claim of a word alone ("the agreement") stays in a group only where its document tells the
    deed in no other claim. In which order the readings come changes nothing.
    """
    papers = [Paper(reading) for reading in sorted(readings, key=lambda reading: reading.document.id)]
    claims = [facet for paper in papers for facet in facets(paper)]
    pairs = likely(claims, weights)
    groups = sorted(part for group in linked(pairs, len(claims), least) for part in _without_bare(group, claims))
    traces = [Trace.of(facet.paper, facet.claim) for facet in claims]
    return [
        Same(tuple(traces[number].key for number in group), contradictions((traces[a], traces[b]) for a, b in surely))
        for group, surely in zip(groups, _surely(pairs, groups), strict=True)
    ]


def _without_bare(group: Sequence[int], claims: Sequence[Facet]) -> list[list[int]]:
    """A group without the claims of a word alone whose document tells its deed in another claim; each of them alone."""
    tells = {claims[number].paper.id for number in group if not is_bare(claims[number].claim)}
    bare = [number for number in group if is_bare(claims[number].claim) and claims[number].paper.id in tells]
    return [[number for number in group if number not in bare], *([number] for number in bare)]


def is_bare(claim: Claim) -> bool:
    """Whether a claim is a word alone: no party, and no argument but what it is not or may be."""
    told = (argument for argument in claim.arguments if argument.role not in ("modal", "negation"))
    return not claim.actor and not claim.recipient and next(told, None) is None


def _surely(pairs: Pairs, groups: Sequence[Sequence[int]]) -> list[list[tuple[int, int]]]:
    """For each group its pairs of claims that by themselves are likely enough to contradict one another."""
    group_of = {claim: number for number, group in enumerate(groups) for claim in group}
    found: list[list[tuple[int, int]]] = [[] for _ in groups]
    enough = pairs.chance >= SURELY
    for first, second in zip(pairs.first[enough].tolist(), pairs.second[enough].tolist(), strict=True):
        if group_of[first] == group_of[second]:
            found[group_of[first]].append((first, second))
    return found


def likely(claims: Sequence[Facet], weights: Mapping[str, float]) -> Pairs:
    """The pairs of claims that may tell one deed."""
    found = [Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))]
    evidence = Evidence(claims)
    for begin in range(0, len(claims), CHUNK):
        kinds = evidence.of(slice(begin, begin + CHUNK))
        score = sum((np.float32(weights[kind]) * value for kind, value in kinds.items()), np.float32(weights[""]))
        chance = (1 / (1 + np.exp(-score))).astype(np.float32)
        first, second = np.nonzero(np.triu(chance >= UNLIKELY, begin + 1))
        found.append(Pairs(first + begin, second, chance[first, second]))
    return Pairs(
        np.concatenate([one.first for one in found]),
        np.concatenate([one.second for one in found]),
        np.concatenate([one.chance for one in found]),
    )


# ---- linking -----------------------------------------------------------------------------


def linked(pairs: Pairs, count: int, least: float) -> list[list[int]]:
    """The groups of `count` claims, each in order, by their first claims."""
    parts = _connected(pairs, count, least)
    groups = [
        sorted(part[number] for number in group)
        for part, chances in zip(parts, _squares(pairs, count, parts), strict=True)
        for group in _joined(chances, least)
    ]
    return sorted(groups)


def _connected(pairs: Pairs, count: int, least: float) -> list[list[int]]:
    """The claims by parts that no pair likely enough joins: no group reaches beyond one."""
    above = list(range(count))

    def top(claim: int) -> int:
        while above[claim] != claim:
            above[claim] = above[above[claim]]
            claim = above[claim]
        return claim

    enough = pairs.chance >= least
    for first, second in zip(pairs.first[enough].tolist(), pairs.second[enough].tolist(), strict=True):
        above[top(second)] = top(first)
    parts: dict[int, list[int]] = {}
    for claim in range(count):
        parts.setdefault(top(claim), []).append(claim)
    return list(parts.values())


def _squares(pairs: Pairs, count: int, parts: Sequence[Sequence[int]]) -> Iterator[Floats]:
    """For each part of m claims [m, m] chances: 0 where a pair is unlikely, -1 between a claim and itself."""
    part_of, place = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for number, part in enumerate(parts):
        part_of[part], place[part] = number, np.arange(len(part))
    inside = np.flatnonzero(part_of[pairs.first] == part_of[pairs.second])
    inside = inside[np.argsort(part_of[pairs.first[inside]], kind="stable")]
    bounds = np.searchsorted(part_of[pairs.first[inside]], np.arange(len(parts) + 1))
    for number, part in enumerate(parts):
        here = inside[bounds[number] : bounds[number + 1]]
        first, second = place[pairs.first[here]], place[pairs.second[here]]
        chances = np.zeros((len(part), len(part)), np.float32)
        chances[first, second] = chances[second, first] = pairs.chance[here]
        np.fill_diagonal(chances, -1)
        yield chances


def _joined(chances: Floats, least: float) -> list[list[int]]:
    """The groups of one part, whose square of chances is used up: always the likeliest two are joined."""
    groups = [[number] for number in range(len(chances))]
    nearest = chances.argmax(1)
    while True:
        best = chances[np.arange(len(chances)), nearest]
        likeliest = int(best.argmax())
        if best[likeliest] < least:
            return [group for group in groups if group]
        one, other = sorted((likeliest, int(nearest[likeliest])))
        here, there = len(groups[one]), len(groups[other])
        groups[one] += groups[other]
        groups[other] = []
        mean = (here * chances[one] + there * chances[other]) / (here + there)
        chances[one] = chances[:, one] = mean
        chances[other] = chances[:, other] = chances[one, one] = -1
        stale = (nearest == one) | (nearest == other)
        stale[one] = True
        nearest[stale] = chances[stale].argmax(1)
