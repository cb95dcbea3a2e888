"""Claims that tell one deed of one story, however worded and in however many documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from sayso.comparison.evidence import Evidence, Facet, Floats, facets
from sayso.types import Reading

Key = tuple[str, str]
"""A document's id and a claim's."""

WEIGHTS: Mapping[str, float] = MappingProxyType({"": -3.0, "same word": 3.0, "same deed": 2.5, "arguments": 2.0})
LEAST = 0.5
UNLIKELY = 0.02
"""Pairs that are less likely to tell one deed are taken for certainly different."""
CHUNK = 512
"""Claims compared with all others at a time; bounds memory alone."""


@dataclass(frozen=True, slots=True)
class Same:
    """The claims that tell one deed, as (document id, claim id), by document and place.

    `contradictions` are pairs of their documents, each in order, whose tellings cannot both be true.
    """

    claims: tuple[Key, ...]
    contradictions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of claims by number, first < second, each with the chance that the two tell one deed."""

    first: npt.NDArray[np.int64]
    second: npt.NDArray[np.int64]
    chance: Floats


def same_claims(
    readings: Sequence[Reading], weights: Mapping[str, float] = WEIGHTS, least: float = LEAST
) -> list[Same]:
    """The claims of one story's documents by the deed that they tell; each claim stands in one.

    Two groups of claims are joined while those of the one and of the other are on average at least `least` likely to
    tell one deed. The order of the readings changes nothing.
    """
    ordered = sorted(readings, key=lambda reading: reading.document.id)
    claims = [one for reading in ordered for one in facets(reading)]
    groups = linked(len(claims), likely(claims, weights), least)
    return [Same(tuple((claims[i].document, claims[i].claim.id) for i in group)) for group in groups]


def likely(claims: Sequence[Facet], weights: Mapping[str, float]) -> Pairs:
    """The pairs of claims that are at all likely to tell one deed."""
    evidence = Evidence(claims) if claims else None
    found = [Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))]
    for begin in range(0, len(claims), CHUNK):
        rows = slice(begin, min(begin + CHUNK, len(claims)))
        kinds = evidence.of(rows)
        score = sum((weights[kind] * kinds[kind] for kind in kinds if kind in weights), np.float32(weights[""]))
        chance = 1 / (1 + np.exp(-score))
        first, second = np.nonzero(np.triu(chance >= UNLIKELY, begin + 1))
        found.append(Pairs(first + begin, second, chance[first, second]))
    return Pairs(*(np.concatenate([getattr(one, name) for one in found]) for name in ("first", "second", "chance")))


def linked(count: int, pairs: Pairs, least: float) -> list[list[int]]:
    """The groups of `count` claims by average linkage (Sokal and Michener 1958), by their first claims."""
    parts = _connected(count, pairs, least)
    groups = [
        [part[number] for number in group]
        for part, chances in zip(parts, _squares(count, parts, pairs), strict=True)
        for group in _joined(chances, least)
    ]
    return sorted(sorted(group) for group in groups)


def _connected(count: int, pairs: Pairs, least: float) -> list[list[int]]:
    """Claims that no pair likely enough joins to others: no group reaches beyond them."""
    above = list(range(count))

    def top(claim: int) -> int:
        while above[claim] != claim:
            above[claim] = claim = above[above[claim]]
        return claim

    enough = pairs.chance >= least
    for first, second in zip(pairs.first[enough].tolist(), pairs.second[enough].tolist(), strict=True):
        above[top(second)] = top(first)
    found: dict[int, list[int]] = {}
    for claim in range(count):
        found.setdefault(top(claim), []).append(claim)
    return list(found.values())


def _squares(count: int, parts: Sequence[Sequence[int]], pairs: Pairs) -> Iterator[Floats]:
    """[m, m] for each part of m claims: the chances of its pairs, and -1 between a claim and itself."""
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
    """The groups of the claims of a square of chances, whose diagonal is -1."""
    groups = [[i] for i in range(len(chances))]
    nearest = chances.argmax(1)
    while True:
        best = chances[np.arange(len(chances)), nearest]
        one = int(best.argmax())
        if best[one] < least:
            return [group for group in groups if group]
        one, other = sorted((one, int(nearest[one])))
        here, there = len(groups[one]), len(groups[other])
        mean = (here * chances[one] + there * chances[other]) / (here + there)
        groups[one] += groups[other]
        groups[other] = []
        chances[one] = chances[:, one] = mean
        chances[other] = chances[:, other] = -1
        chances[one, one] = -1
        stale = (nearest == one) | (nearest == other)
        stale[[one, other]] = True
        nearest[stale] = chances[stale].argmax(1)
