"""The tree found is the best of all trees with one root."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.heads.syntax import tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head < 0 for head in heads) != 1:
        return False
    for node in range(len(heads)):
        seen, at = set(), node
        while at >= 0:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at]
    return True


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_best_tree_is_found(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1), scale=3)

    def worth(heads: tuple[int, ...]) -> float:
        return float(sum(scores[word, head + 1] for word, head in enumerate(heads)))

    found = tuple(int(head) for head in tree(scores))
    assert is_tree(found)
    best = max(worth(heads) for heads in product(range(-1, count), repeat=count) if is_tree(heads))
    assert worth(found) == pytest.approx(best)
