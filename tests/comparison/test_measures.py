"""Measures of small signed networks, worked by hand, and against every parting tried."""

from itertools import combinations, product
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.aligning import measures
from sayso.comparison.aligning.measures import Floats, Groups


def net(count: int, ties: dict[tuple[int, int], float]) -> Floats:
    found = np.zeros((count, count))
    for (one, other), weight in ties.items():
        found[one, other] = found[other, one] = weight
    return found


# Of the four triangles ABC and BCD are balanced, ABD and ACD are not.
FOUR = net(4, {(0, 1): 2, (0, 2): -8, (1, 2): -1, (0, 3): 1, (1, 3): -1, (2, 3): 1})


def test_balance_of_four() -> None:
    found = measures.balance(FOUR)
    assert (found.triangles, found.share) == (4, pytest.approx(0.5))
    # Intensities: ABC 16^⅓, BCD 1; ABD 2^⅓, ACD 8^⅓.
    balanced, not_balanced = 16 ** (1 / 3) + 1, 2 ** (1 / 3) + 2
    assert found.weighted == pytest.approx(balanced / (balanced + not_balanced))


def test_no_triangle_has_no_balance() -> None:
    assert measures.balance(net(3, {(0, 1): 1, (1, 2): -1})) == measures.Balance(0, None, None)
    assert measures.balance(net(0, {})) == measures.Balance(0, None, None)


def test_frustration_of_four() -> None:
    # A and B against C and D leaves one tie, A–D, frustrated; with unbalanced triangles none leaves none.
    found = measures.frustration(FOUR)
    assert (found.ties, found.at_least, found.at_most, found.exact) == (6, 1, 1, True)
    assert found.sides == (1, 1, -1, -1)
    assert found.share == pytest.approx(1 / 6)


def test_trees_never_frustrate() -> None:
    tree = net(6, {(0, 1): -1, (1, 2): 1, (1, 3): -1, (4, 5): -1})
    found = measures.frustration(tree)
    assert (found.at_most, found.sides) == (0, (1, -1, -1, 1, 1, -1))
    assert measures.frustration(net(2, {})).share is None


def test_what_hangs_on_a_knot_takes_its_side() -> None:
    found = measures.frustration(net(5, {(0, 4): -1, (1, 2): 1, (2, 3): -1, (1, 3): -1, (3, 4): 1}))
    assert (found.at_most, found.exact) == (0, True)
    sides = found.sides
    assert (sides[1] == sides[2], sides[3] == sides[1], sides[4] == sides[3], sides[0] == sides[4]) == (
        True, False, True, False,
    )  # fmt: skip


def test_a_large_balanced_network_is_found_balanced() -> None:
    sides = np.where(np.arange(40) < 17, 1.0, -1.0)
    whole = np.outer(sides, sides)
    np.fill_diagonal(whole, 0)
    found = measures.frustration(whole)
    assert (found.at_least, found.at_most) == (0, 0)
    whole[0, 1] = whole[1, 0] = -1
    turned = measures.frustration(whole)
    assert (turned.at_least, turned.at_most, turned.exact) == (1, 1, True)


def test_the_bound_of_a_large_network_is_a_bound() -> None:
    signs = np.triu(np.random.default_rng(3).choice((-1.0, 0.0, 1.0), (30, 30)), 1)
    found = measures.frustration(signs + signs.T)
    assert 0 < found.at_least < found.at_most < found.ties / 2
    assert found == measures.frustration(signs + signs.T)


def test_coalitions_of_four() -> None:
    # Parting A and B from C and D contradicts A–D alone, of a weight of 14.
    found = measures.coalitions(FOUR)
    assert found.members == ((0, 1), (2, 3))
    assert found.exact
    assert measures.contradicted(FOUR, found) == (1, 14)


def test_three_enemies_are_three_coalitions() -> None:
    # Balance asks for two sides and has one tie frustrated; Davis' clustering needs none.
    enemies = net(4, {(0, 1): -1, (1, 2): -1, (0, 2): -1})
    assert measures.frustration(enemies).at_most == 1
    found = measures.coalitions(enemies)
    assert (found.labels, found.members) == ((0, 1, 2, -1), ((0,), (1,), (2,)))
    assert measures.contradicted(enemies, found)[0] == 0


def test_large_coalitions_are_found() -> None:
    groups = np.repeat([0, 1, 2], [6, 5, 4])
    whole = np.where(groups[:, None] == groups[None, :], 1.0, -1.0)
    np.fill_diagonal(whole, 0)
    found = measures.coalitions(whole)
    assert found.labels == tuple(groups)
    assert found.exact  # nothing is contradicted: no parting is better
    assert measures.coalitions(whole, near=found.labels) == found


def test_modularity_of_two_pairs_and_of_a_path() -> None:
    value, groups = measures.communities(net(5, {(0, 1): 1, (2, 3): 1}))
    assert (value, groups.labels) == (pytest.approx(0.5), (0, 0, 1, 1, -1))
    # Two of a path of three against the third: ½ − ((3/4)² + (1/4)²) < 0, so they stay together.
    value, groups = measures.communities(net(3, {(0, 1): 1, (1, 2): 1}))
    assert (value, groups.members) == (pytest.approx(0), ((0, 1, 2),))
    assert measures.communities(net(3, {})) == (None, Groups((-1, -1, -1), True))


def test_two_camps_joined_by_one_tie() -> None:
    # 13 ties; each camp of four has 6 within and a strength of 13: 2 × (6/13 − ¼).
    camps = net(8, {pair: 1 for pair in [*combinations(range(4), 2), *combinations(range(4, 8), 2), (0, 4)]})
    value, groups = measures.communities(camps)
    assert value == pytest.approx(2 * (6 / 13 - 1 / 4))
    assert groups.members == ((0, 1, 2, 3), (4, 5, 6, 7))


def test_who_takes_the_same_stances() -> None:
    # A and B are against C; A and D are for and against B; B and D are for A; C is for D.
    stances = np.zeros((4, 4))
    for (one, other), sign in {(0, 2): -1, (1, 2): -3, (0, 1): 1, (1, 0): 1, (3, 0): 1, (3, 1): -1, (2, 3): 1}.items():
        stances[one, other] = sign
    congruence, conflict = measures.discourse(stances)
    assert congruence == pytest.approx(net(4, {(0, 1): 1 / 2, (1, 3): 1 / 2}))
    assert conflict == pytest.approx(net(4, {(0, 3): 1 / 2}))
    value, camps = measures.polarisation(congruence)
    assert (value, camps.labels) == (pytest.approx(0), (0, 0, -1, 0))


NETS = st.integers(2, 6).flatmap(
    lambda count: st.lists(
        st.integers(-2, 2), min_size=count * (count - 1) // 2, max_size=count * (count - 1) // 2
    ).map(lambda weights: net(count, dict(zip(combinations(range(count), 2), map(float, weights), strict=True))))
)


def frustrated(signs: Floats, sides: tuple[int, ...]) -> int:
    return sum(signs[a, b] * sides[a] * sides[b] < 0 for a, b in combinations(range(len(signs)), 2))


@settings(deadline=None)
@given(NETS)
def test_small_networks_are_exact(made: Floats) -> None:
    found = measures.frustration(made)
    best = min(frustrated(made, sides) for sides in product((1, -1), repeat=len(made)))
    assert (found.at_least, found.at_most) == (best, best)
    assert frustrated(made, found.sides) == best
    grouped = measures.coalitions(made)
    worst = [
        measures.contradicted(made, Groups(labels, True))[0] for labels in product(range(len(made)), repeat=len(made))
    ] if len(made) < 6 else [np.inf]  # fmt: skip
    assert measures.contradicted(made, grouped)[0] <= min(worst)


@settings(deadline=None)
@given(NETS)
def test_searches_keep_their_bounds(made: Floats) -> None:
    exact, exactly = measures.frustration(made), measures.coalitions(made)
    with patch.object(measures, "EXACT_SPLIT", 0), patch.object(measures, "EXACT_GROUPS", 0):
        bounded, searched = measures.frustration(made), measures.coalitions(made)
        again = measures.coalitions(made, near=exactly.labels)
    assert bounded.at_least <= exact.at_most <= bounded.at_most
    assert frustrated(made, bounded.sides) == bounded.at_most
    least = measures.contradicted(made, exactly)[0]
    alone = Groups(tuple(range(len(made))), False)
    assert least <= measures.contradicted(made, searched)[0] <= measures.contradicted(made, alone)[0]
    assert measures.contradicted(made, again)[0] == least


@settings(deadline=None)
@given(NETS)
def test_balance_counts_triangles(made: Floats) -> None:
    products = [made[a, b] * made[b, c] * made[a, c] for a, b, c in combinations(range(len(made)), 3)]
    closed = [value for value in products if value]
    found = measures.balance(made)
    assert found.triangles == len(closed)
    if closed:
        assert found.share == pytest.approx(sum(value > 0 for value in closed) / len(closed))
