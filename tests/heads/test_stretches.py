"""The best stretches are the best of all there are: held against every set there is, one by one."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.heads.labels import DISTANCES, distance_buckets
from sayso.heads.stretches import best_stretch, best_stretches, partition, words_of

Stretches = list[tuple[int, int]]

tables = st.integers(1, 7).flatmap(
    lambda count: st.lists(
        st.lists(
            st.lists(st.floats(-8, 8).map(lambda x: round(x, 3)), min_size=count, max_size=count),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=4,
    )
)
"""[N][3][T]: what each row's pieces score to begin, be within and end a stretch."""


def columns(table: list[list[list[float]]]) -> list[np.ndarray]:
    array = np.array(table, dtype=np.float64)
    return [array[:, k] for k in range(3)]


def every_set(count: int) -> list[Stretches]:
    """Each set of pieces as the stretches it makes; those that touch are one."""
    found = []
    for inside in product((False, True), repeat=count):
        stretches: Stretches = []
        for t, here in enumerate(inside):
            if here and t and inside[t - 1]:
                stretches[-1] = (stretches[-1][0], t + 1)
            elif here:
                stretches.append((t, t + 1))
        found.append(stretches)
    return found


def worth(row: list[list[float]], stretches: Stretches) -> float:
    begin, within, end = row
    return sum(begin[a] + sum(within[a:b]) + end[b - 1] for a, b in stretches)


@given(tables)
@example([[[0.0], [0.0], [0.0]]])
@example([[[1.0, -1.0], [0.0, 0.0], [-1.0, 1.0]]])
def test_the_best_set_of_stretches(table: list[list[list[float]]]) -> None:
    sets = every_set(len(table[0][0]))
    chosen, reached = best_stretches(*columns(table))
    for row, stretches, score in zip(table, chosen, reached, strict=True):
        assert stretches in sets
        assert worth(row, stretches) == pytest.approx(score, abs=1e-9)
        assert score == pytest.approx(max(worth(row, other) for other in sets), abs=1e-9)


@given(tables)
@example([[[0.0], [0.0], [0.0]]])
def test_the_best_stretch_or_nothing(table: list[list[list[float]]]) -> None:
    sets = [stretches for stretches in every_set(len(table[0][0])) if len(stretches) < 2]
    chosen, reached = best_stretch(*columns(table))
    for row, stretches, score in zip(table, chosen, reached, strict=True):
        assert stretches in sets
        assert worth(row, stretches) == pytest.approx(score, abs=1e-9)
        assert score == pytest.approx(max(worth(row, other) for other in sets), abs=1e-9)


@given(tables)
def test_the_best_stretch_where_there_must_be_one(table: list[list[list[float]]]) -> None:
    sets = [stretches for stretches in every_set(len(table[0][0])) if len(stretches) == 1]
    chosen, reached = best_stretch(*columns(table), none=-np.inf)
    for row, stretches, score in zip(table, chosen, reached, strict=True):
        assert stretches in sets
        assert worth(row, stretches) == pytest.approx(score, abs=1e-9)
        assert score == pytest.approx(max(worth(row, other) for other in sets), abs=1e-9)


@given(tables)
def test_the_sum_over_every_set(table: list[list[list[float]]]) -> None:
    sets = every_set(len(table[0][0]))
    for row, total in zip(table, partition(*columns(table)), strict=True):
        assert total == pytest.approx(np.log(sum(np.exp(worth(row, other)) for other in sets)), abs=1e-6)


@given(tables)
def test_rows_do_not_touch_each_other(table: list[list[list[float]]]) -> None:
    together, _ = best_stretches(*columns(table))
    assert together == [best_stretches(*columns([row]))[0][0] for row in table]


def test_no_row() -> None:
    none = np.zeros((0, 5))
    assert best_stretch(none, none, none) == ([], [])
    assert best_stretches(none, none, none) == ([], [])
    assert partition(none, none, none).shape == (0,)


def test_a_long_row_stays_finite() -> None:
    row = np.full((1, 512), 8.0)
    assert best_stretches(row, row, row)[0] != [[]]
    assert np.isfinite(partition(row, row, row)).all()


WORDS = np.array([0, 0, 1, 2, 2, 2, 3], dtype=np.int32)


@pytest.mark.parametrize(
    ("stretches", "wanted"),
    [
        ([], ()),
        ([(1, 2)], ((0, 2),)),
        ([(4, 5)], ((3, 6),)),
        ([(0, 1), (4, 7)], ((0, 2), (3, 7))),
        ([(0, 1), (2, 3)], ((0, 3),)),
        ([(3, 4), (5, 6)], ((3, 6),)),
        ([(1, 3), (6, 7)], ((0, 3), (6, 7))),
    ],
)
def test_stretches_widen_to_whole_words(stretches: Stretches, wanted: tuple[tuple[int, int], ...]) -> None:
    assert words_of(stretches, WORDS) == wanted


@given(st.integers(-600, 600))
def test_buckets_of_distances(distance: int) -> None:
    bucket = int(distance_buckets(np.array(distance)))
    assert 1 <= bucket < DISTANCES
    assert bucket + int(distance_buckets(np.array(-distance))) == 36
    if abs(distance) <= 8:
        assert bucket == 18 + distance
    assert int(distance_buckets(np.array(distance + 1))) - bucket in (0, 1)
