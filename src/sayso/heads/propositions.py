"""What is predicated of what: predicates, their arguments as PropBank has them, and how certain each is told to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.heads.labels import ARGUMENTS, distance_buckets
from sayso.heads.stretches import Floats, Stretch, Weights, pair_scores, sigmoid

LEAST_PREDICATE = 0.5


@dataclass(frozen=True, slots=True)
class Proposition:
    """A predicate's first piece and its arguments in pieces of the whole text; `certainty` is -3 … 3."""

    place: int
    arguments: tuple[tuple[str, Stretch], ...]
    score: float
    certainty: float


def propositions(
    scores: Mapping[str, Floats],
    vectors: Mapping[str, Floats],
    weights: Weights,
    start: int,
    owned: Stretch,
    sentences: npt.NDArray[np.int64],
    places: Sequence[int] = (),
    alone: bool = False,
) -> list[Proposition]:
    """The propositions of one window whose predicates it owns.

    `sentences` [n] has the number of each piece's sentence, which does not fall; outside it no
    argument is looked for. `places` are pieces of the whole text that are known to be predicates;
    with `alone`, no others are.
    """
    chances = sigmoid(scores["predicate"][:, 0])
    known = np.zeros(len(chances), dtype=bool)
    known[[place - start for place in places if start <= place < start + len(chances)]] = True
    at = np.flatnonzero(known if alone else known | (chances >= LEAST_PREDICATE))
    at = at[(at + start >= owned[0]) & (at + start < owned[1])]
    if not len(at):
        return []
    found = []
    for sentence in np.unique(sentences[at]):
        # Arguments are looked for where they may stand alone: a window is many sentences long.
        low, high = np.searchsorted(sentences, [sentence, sentence + 1])
        own = at[sentences[at] == sentence]
        here = {name: vectors[name][low:high] for name in ("argument_piece", "argument_anchor")}
        buckets = distance_buckets(np.arange(low, high)[None] - own[:, None])
        pair = pair_scores("argument", here, weights, own - low, buckets)  # [C, L, T]
        first = start + int(low)
        found += [
            Proposition(
                int(place) + start,
                tuple((ARGUMENTS[kind], (a + first, b + first)) for kind, a, b in stretches),
                float(chances[place]),
                float(np.clip(scores["certainty"][place, 0], -3, 3)),
            )
            for place, stretches in zip(own, labelled(pair), strict=True)
        ]
    return found


def labelled(pair: Floats) -> list[list[tuple[int, int, int]]]:
    """[C, L, T] → for each predicate the best legal (label, first, last + 1) stretches.

    Row 0 of L is the score to begin one, added to that of its label; no label scores 0.
    """
    count, labels, length = pair.shape
    kinds = labels - 1
    best = np.zeros(count)  # of every way that ends before this piece
    into = np.zeros((length, count), dtype=np.int64)  # state that the best way to here ends in: 0 none, 1… a label
    inside = np.full((count, kinds), -np.inf)
    entered = np.zeros((length, count, kinds), dtype=np.int64)  # where the stretch that is open here began
    begun = np.zeros((count, kinds), dtype=np.int64)
    rows = np.arange(count)
    for t in range(length):
        opened = best[:, None] + pair[:, 0, t, None]
        fresh = opened > inside
        begun = np.where(fresh, t, begun)
        inside = np.where(fresh, opened, inside) + pair[:, 1:, t]
        entered[t] = begun
        top = inside.argmax(1)
        wins = inside[rows, top] > best
        into[t] = np.where(wins, top + 1, 0)
        best = np.where(wins, inside[rows, top], best)
    found = []
    for i in range(count):
        stretches, t = [], length - 1
        while t >= 0:
            kind = int(into[t, i])
            if not kind:
                t -= 1
                continue
            first = int(entered[t, i, kind - 1])
            stretches.append((kind, first, t + 1))
            t = first - 1
        found.append(stretches[::-1])
    return found
