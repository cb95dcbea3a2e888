"""From one window's numbers to attributions and mentions, with heads small enough to follow."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.heads import ANCHORS, DISTANCES, ROLES
from sayso.heads.attribution import LEAST_ANCHOR, attributions
from sayso.heads.mentions import LEAST_MENTION, mentions

WIDTH = 4


def heads(seed: int) -> tuple[dict[str, Any], Any]:
    """Random weights, and a function that makes random vectors for n pieces."""
    rng = np.random.default_rng(seed)

    def of(*shape: int, scale: float = 0.8) -> np.ndarray:
        return rng.normal(size=shape, scale=scale).astype(np.float32)

    weights = {
        "heads.role_map": of(3 * len(ROLES), WIDTH, WIDTH),
        "heads.role_piece_bias.weight": of(3 * len(ROLES), WIDTH),
        "heads.role_piece_bias.bias": of(3 * len(ROLES)),
        "heads.role_distance": of(3 * len(ROLES), DISTANCES),
        "heads.parent_map": of(WIDTH, WIDTH),
        "heads.parent_bias": of(),
        "heads.mention_map": of(WIDTH, WIDTH),
        "heads.mention_distance": of(DISTANCES),
        "heads.extent_map": of(2, WIDTH, WIDTH),
        "heads.extent_distance": of(2, DISTANCES),
    }
    names = (
        "role_piece", "role_anchor", "parent_child", "parent_self",
        "mention_later", "mention_earlier", "extent_head", "extent_piece",
    )  # fmt: skip
    return weights, lambda count: {name: of(count, WIDTH) for name in names}


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(0, 2**32 - 1), st.integers(0, 500), st.data())
def test_attributions_of_a_window(count: int, seed: int, start: int, data: st.DataObject) -> None:
    weights, vectors = heads(seed)
    low = data.draw(st.integers(start, start + count))
    high = data.draw(st.integers(low, start + count))
    scores = np.random.default_rng(seed).normal(size=(count, len(ANCHORS)), scale=2).astype(np.float32)
    chances = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    likely = [start + int(i) for i in np.flatnonzero(1 - chances[:, 0] >= LEAST_ANCHOR)]
    found = attributions(scores, vectors(count), weights, start, (low, high))
    assert [row.anchor for row in found] == [place for place in likely if low <= place < high]
    for row in found:
        assert row.kind == ANCHORS[1 + int(chances[row.anchor - start, 1:].argmax())]
        assert row.anchor_score == pytest.approx(1 - chances[row.anchor - start, 0], abs=1e-5)
        assert len(row.source) <= 1
        assert len(row.cue) <= 1
        assert row.content
        for stretches in (row.source, row.cue, row.content):
            last = start - 1
            for a, b in stretches:
                assert last < a < b <= start + count
                last = b
        assert all(0 <= score <= 1 for score in row.role_scores)
        assert set(row.parents) == {-1, *likely} - {row.anchor}
        assert sum(row.parents.values()) == pytest.approx(1, abs=1e-4)


def test_nothing_likely_nothing_found() -> None:
    weights, vectors = heads(2)
    scores = np.zeros((5, len(ANCHORS)), dtype=np.float32)
    scores[:, 0] = 20
    assert attributions(scores, vectors(5), weights, 0, (0, 5)) == []
    assert mentions(np.full(5, -20, np.float32), vectors(5), weights, 0, (0, 5)) == []


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("within", [3.0, 20.0])
def test_a_sure_content_of_a_whole_window_is_sure(within: float) -> None:
    """Scores add up over a long content; its probability stays one all the same."""
    weights, vectors = heads(3)
    weights = {name: np.zeros_like(weight) for name, weight in weights.items()}
    weights["heads.role_piece_bias.bias"] = np.array([-5, -5, -5, -5, -5, -5, -9, within, -9], np.float32)
    scores = np.zeros((440, len(ANCHORS)), dtype=np.float32)
    scores[:, 0] = 20
    scores[7] = (0, 20, 0, 0)
    (row,) = attributions(scores, vectors(440), weights, 0, (0, 440))
    assert row.content == ((0, 440),)
    assert row.role_scores[2] > 0.9


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(0, 2**32 - 1), st.integers(0, 500), st.data())
def test_mentions_of_a_window(count: int, seed: int, start: int, data: st.DataObject) -> None:
    weights, vectors = heads(seed)
    low = data.draw(st.integers(start, start + count))
    high = data.draw(st.integers(low, start + count))
    scores = np.random.default_rng(seed).normal(size=count, scale=2).astype(np.float32)
    likely = [start + int(i) for i in np.flatnonzero(1 / (1 + np.exp(-scores)) >= LEAST_MENTION)]
    found = mentions(scores, vectors(count), weights, start, (low, high))
    assert [row.head for row in found] == [place for place in likely if low <= place < high]
    for row in found:
        assert start <= row.start <= row.head < row.end <= start + count
        assert row.antecedent is None or row.antecedent in likely
        assert row.antecedent is None or row.antecedent < row.head
        assert LEAST_MENTION <= row.score <= 1


def test_a_mention_goes_back_to_the_nearest_that_is_like_it() -> None:
    weights, vectors = heads(4)
    weights = {name: np.zeros_like(weight) for name, weight in weights.items()}
    weights["heads.mention_map"] = np.eye(WIDTH, dtype=np.float32)
    weights["heads.mention_distance"] = np.linspace(-0.1, 0.1, DISTANCES).astype(np.float32) - 0.5
    here = vectors(5)
    kinds = np.eye(WIDTH, dtype=np.float32)[[0, 1, 0, 1, 0]]
    found = mentions(
        np.full(5, 9, np.float32), here | {"mention_later": kinds, "mention_earlier": kinds}, weights, 10, (10, 15)
    )
    assert [(row.head, row.antecedent) for row in found] == [(10, None), (11, None), (12, 10), (13, 11), (14, 12)]
