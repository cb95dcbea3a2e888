"""Which words tell that something happens or is so, verbs, nouns and others, of whatever type ("broke out", "quake").

Two logistic regressions over what the network says of a word's first piece: whether such words begin with it, and
whether it goes on with them. `training.occurrences` fits them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso.heads.stretches import Floats, Stretch, sigmoid

SEEN = ("party_piece", "party_anchor", "role_piece", "extent_head", "argument_anchor", "relation_dependent")
"""The vectors that are looked at, with all scores."""
LEAST_OCCURRENCE = 0.5


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Words that tell what happens: pieces of the whole text. `place` is the first piece of the word that is likeliest
    a predicate, `score` the chance, 0 … 1, that such words begin here."""

    stretch: Stretch
    place: int
    score: float


def seen(scores: Mapping[str, Floats], vectors: Mapping[str, Floats]) -> dict[str, Floats]:
    """[n, width] arrays of what the network says of single pieces, by name."""
    return {**scores, **{name: vectors[name] for name in SEEN}}


def occurrences(
    scores: Mapping[str, Floats],
    vectors: Mapping[str, Floats],
    weights: Mapping[str, Mapping[str, Any]],
    words: npt.NDArray[np.int32],
    start: int,
    owned: Stretch,
) -> list[Occurrence]:
    """The occurrences whose first piece a window owns, in order.

    `weights` has for `begins` and `goes_on`, by the names of `seen`, a weight for each column, and the `constant`;
    `words` [n] the number of each piece's word. A bundle that was not fitted has no weights, and finds none.
    """
    if not weights or not len(words):
        return []
    columns = seen(scores, vectors)
    firsts = np.flatnonzero(np.diff(words, prepend=-1))
    begins, goes_on = (_chances(columns, weights[name], firsts) for name in ("begins", "goes_on"))
    predicates = scores["predicate"][firsts, 0]
    ends = np.append(firsts[1:], len(words))
    found = []
    for word in np.flatnonzero(begins >= LEAST_OCCURRENCE):
        if not owned[0] <= start + firsts[word] < owned[1]:
            continue
        last = word
        while last + 1 < len(firsts) and goes_on[last + 1] >= max(LEAST_OCCURRENCE, begins[last + 1]):
            last += 1
        at = word + int(predicates[word : last + 1].argmax())
        stretch = (start + int(firsts[word]), start + int(ends[last]))
        found.append(Occurrence(stretch, start + int(firsts[at]), float(begins[word])))
    return found


def _chances(
    columns: Mapping[str, Floats], weights: Mapping[str, Any], at: npt.NDArray[np.intp]
) -> npt.NDArray[np.float64]:
    parts = (columns[name][at] @ np.asarray(weights[name], np.float32) for name in columns)
    return sigmoid(np.asarray(sum(parts, np.float32(weights["constant"]))))
