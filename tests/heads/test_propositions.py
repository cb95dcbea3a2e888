"""The best labelled stretches are the best of all there are, held against every way to label a few pieces."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.heads import ARGUMENTS, DISTANCES
from sayso.heads.propositions import labelled, propositions


def worth(pair: np.ndarray, tags: tuple[int, ...]) -> float | None:
    """The score of one way to label the pieces: 0 none, k begins label k, -k goes on with it; None: not legal."""
    total = 0.0
    for t, tag in enumerate(tags):
        if tag < 0 and (not t or abs(tags[t - 1]) != -tag):
            return None
        if tag:
            total += pair[abs(tag), t] + (pair[0, t] if tag > 0 else 0)
    return total


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_best_way_is_found(count: int, seed: int) -> None:
    pair = np.random.default_rng(seed).normal(size=(1, 3, count), scale=2)
    best = max(
        total for tags in product((0, 1, 2, -1, -2), repeat=count) if (total := worth(pair[0], tags)) is not None
    )
    tags = [0] * count
    for kind, first, last in labelled(pair)[0]:
        tags[first:last] = [kind] + [-kind] * (last - first - 1)
    assert worth(pair[0], tuple(tags)) == pytest.approx(best)


def test_arguments_stay_in_their_predicates_sentence() -> None:
    rng = np.random.default_rng(1)
    labels, count = len(ARGUMENTS), 30
    weights = {
        "heads.argument_map": rng.normal(size=(labels, 4, 4)).astype(np.float32),
        "heads.argument_piece_bias.weight": rng.normal(size=(labels, 4)).astype(np.float32),
        "heads.argument_piece_bias.bias": rng.normal(size=labels).astype(np.float32),
        "heads.argument_distance": rng.normal(size=(labels, DISTANCES)).astype(np.float32),
    }
    vectors = {name: rng.normal(size=(count, 4)).astype(np.float32) for name in ("argument_piece", "argument_anchor")}
    scores = {name: rng.normal(size=(count, 1)).astype(np.float32) for name in ("predicate", "certainty")}
    sentences = np.repeat([0, 1, 2], 10)
    found = propositions(scores, vectors, weights, 100, (100, 130), sentences)
    assert [one.place - 100 for one in found] == np.flatnonzero(scores["predicate"][:, 0] >= 0).tolist()
    for one in found:
        low = (one.place - 100) // 10 * 10 + 100
        assert all(low <= a < b <= low + 10 for _, (a, b) in one.arguments)
        assert all(label in ARGUMENTS[1:] for label, _ in one.arguments)
