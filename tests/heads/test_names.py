"""Names: the best tags that may follow one another."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.heads.labels import NAME_TYPES, NAMES
from sayso.heads.mentions import name_stretches


def scores(count: int, seed: int, sharp: float = 3.0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, len(NAMES)), scale=sharp).astype(np.float32)


def tags(found: list[tuple[str, int, int, float]], count: int) -> list[str]:
    written = ["O"] * count
    for kind, first, last, _ in found:
        written[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first - 1)
    return written


def follows(before: str, after: str) -> bool:
    return not after.startswith("I-") or before[2:] == after[2:]


@given(st.integers(0, 30), st.integers(0, 2**32 - 1), st.sampled_from([0.1, 3.0, 40.0]))
def test_names_are_in_order_and_apart(count: int, seed: int, sharp: float) -> None:
    found = name_stretches(scores(count, seed, sharp))
    last = 0
    for kind, first, end, sure in found:
        assert kind in NAME_TYPES
        assert last <= first < end <= count
        assert 0 <= sure <= 1
        last = end


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_the_best_of_all_legal_paths(count: int, seed: int) -> None:
    table = scores(count, seed).astype(np.float64)
    numbers = {name: i for i, name in enumerate(NAMES)}
    best = max(
        sum(table[t, numbers[name]] for t, name in enumerate(path))
        for path in product(NAMES, repeat=count)
        if not path[0].startswith("I-") and all(follows(*pair) for pair in pairwise(path))
    )
    written = tags(name_stretches(table.astype(np.float32)), count)
    assert sum(table[t, numbers[name]] for t, name in enumerate(written)) == pytest.approx(best, abs=1e-4)


def of(*path: str) -> np.ndarray:
    table = np.zeros((len(path), len(NAMES)), dtype=np.float32)
    for t, name in enumerate(path):
        table[t, NAMES.index(name)] = 9
    return table


def test_golden_names() -> None:
    found = name_stretches(of("B-Person", "I-Person", "O", "B-Location", "B-Location", "I-Location"))
    assert [row[:3] for row in found] == [("Person", 0, 2), ("Location", 3, 4), ("Location", 4, 6)]
    assert all(row[3] > 0.99 for row in found)


def test_a_name_that_never_began_is_no_name_within() -> None:
    found = name_stretches(of("I-Person", "I-Person", "O"))
    assert [row[:2] for row in found] in ([], [("Person", 0)], [("Person", 1)])
    assert name_stretches(of("O", "O")) == []


def test_another_type_within_a_name() -> None:
    table = of("B-Person", "I-Organization", "I-Person")
    table[1, NAMES.index("I-Person")] = 4
    found = name_stretches(table)
    assert [row[:3] for row in found] == [("Person", 0, 3)]
    assert found[0][3] < 0.02  # as sure as its least sure piece


def test_the_surest_of_scores_that_are_huge() -> None:
    found = name_stretches(of("B-Person", "I-Person") * 1e6)
    assert found == [("Person", 0, 2, 1.0)]
