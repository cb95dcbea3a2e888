"""Which words tell what happens: where they begin, how far they go on, and which windows give them."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.heads.occurrences import SEEN, occurrences

SIZE = 6
WORDS = np.array([0, 1, 1, 2, 3, 4], dtype=np.int32)
"""The second word has two pieces."""


def seen(begins: dict[int, float], goes_on: dict[int, float], predicates: dict[int, float]):  # type: ignore[no-untyped-def]
    """Scores, vectors and weights in which `predicate` and two columns of `status` say all."""
    scores = {"predicate": np.full((SIZE, 1), -9.0, np.float32), "status": np.full((SIZE, 2), -9.0, np.float32)}
    for column, marks in ((0, begins), (1, goes_on)):
        for place, score in marks.items():
            scores["status"][place, column] = score
    for place, score in predicates.items():
        scores["predicate"][place, 0] = score
    vectors = {name: np.ones((SIZE, 3), np.float32) for name in SEEN}
    nothing = {name: [0.0] * 3 for name in SEEN} | {"predicate": [0.0], "constant": 0.0}
    weights = {"begins": nothing | {"status": [1.0, 0.0]}, "goes_on": nothing | {"status": [0.0, 1.0]}}
    return scores, vectors, weights


def test_words_go_on_as_far_as_they_are_said_to() -> None:
    scores, vectors, weights = seen({1: 2.0}, {3: 1.0, 5: 3.0}, {3: 4.0})
    (found,) = occurrences(scores, vectors, weights, WORDS, 100, (100, 106))
    assert found.stretch == (101, 104)  # "heart attack": the third word goes on, the fourth does not
    assert found.place == 103  # the likeliest predicate of the two
    assert found.score == pytest.approx(1 / (1 + np.exp(-2)))


def test_a_word_that_rather_begins_anew_does_not_go_on() -> None:
    scores, vectors, weights = seen({1: 2.0, 3: 2.0}, {3: 1.0}, {})
    assert [one.stretch for one in occurrences(scores, vectors, weights, WORDS, 0, (0, 6))] == [(1, 3), (3, 4)]


def test_only_a_words_first_piece_speaks_for_it() -> None:
    scores, vectors, weights = seen({2: 5.0}, {}, {})
    assert occurrences(scores, vectors, weights, WORDS, 0, (0, 6)) == []


def test_a_window_gives_what_begins_in_the_pieces_it_owns() -> None:
    scores, vectors, weights = seen({0: 2.0, 4: 2.0}, {}, {})
    assert [one.place for one in occurrences(scores, vectors, weights, WORDS, 50, (52, 56))] == [54]


def test_a_bundle_that_was_not_fitted_finds_none() -> None:
    scores, vectors, _ = seen({0: 2.0}, {}, {})
    assert occurrences(scores, vectors, {}, WORDS, 0, (0, 6)) == []
