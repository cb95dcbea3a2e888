"""Measures of signed networks, each by its name in the literature, on square arrays of ties.

A network of n actors is an array [n, n] of numbers: `net`, symmetric, holds for each two of them how far ties of one
sign outweigh those of the other (positive: they cooperate; 0: no tie, or as much of both); `stances`, directed, holds
the same from the actor in the row toward the one in the column. Diagonals are 0. Everything here is a function of its
arguments alone: what chance decides comes from generators of one seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
"""[n]: the number of the group that each actor is in."""

EXACT_SPLIT = 14
"""Up to so many actors in one knot of a network every way to part them in two is tried: 8,192."""
EXACT_GROUPS = 8
"""Up to so many actors every way to part them in groups is tried: 4,140."""
STARTS = 8
"""Beginnings of a search where not all ways are tried; `near` one that is known, it begins there, and once afresh."""

_SLIGHT = 1e-9  # gains smaller than this are rounding


# ── Cartwright and Harary's balance ─────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Balance:
    """Triangles, and the share of them that is balanced; None where there is none. `weighted` is by intensity."""

    triangles: int
    share: float | None
    weighted: float | None


def balance(net: Floats) -> Balance:
    """The share of triangles with a positive product of signs: 1 is a balanced network, ½ what random signs give.

    Cartwright and Harary, "Structural balance: a generalization of Heider's theory", Psychological Review 63 (1956),
    whose degree of balance it is, for semicycles of length three. Weighted, a triangle counts by its intensity, the
    geometric mean of its three weights: Onnela, Saramäki, Kertész and Kaski, Physical Review E 71, 065103 (2005).
    """
    signs = np.sign(net)
    closed, product = _cubed(np.abs(signs)), _cubed(signs)
    if closed < 0.5:
        return Balance(0, None, None)
    roots = np.cbrt(net)
    weighted = (1 + _cubed(roots) / _cubed(np.abs(roots))) / 2
    return Balance(round(closed / 6), (1 + product / closed) / 2, weighted)


def _cubed(net: Floats) -> float:
    """The trace of the third power: each triangle's product, six times."""
    return float(np.einsum("ij,ji->", net @ net, net))


# ── Harary's frustration ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Frustration:
    """Of `ties`, the least that would have to go, or turn, for balance: `at_least` to `at_most` of them.

    Both are the index where it is known exactly. `sides` is the parting in two that leaves `at_most`.
    """

    ties: int
    at_least: int
    at_most: int
    sides: tuple[int, ...]

    @property
    def exact(self) -> bool:
        return self.at_least == self.at_most

    @property
    def share(self) -> float | None:
        """Of the ties, those that frustrate, by the upper bound; None without ties. No network has more than half."""
        return self.at_most / self.ties if self.ties else None


def frustration(net: Floats, seed: int = 0, near: Sequence[int] | None = None) -> Frustration:
    """The frustration index, or line index of balance, of the signs alone.

    Harary, "On the measurement of structural balance", Behavioral Science 4 (1959); Aref and Wilson, "Balance and
    frustration in signed networks", Journal of Complex Networks 7 (2019). A tie frustrates a parting in two where it
    is negative within a side or positive between them. Actors with one tie never do and are put aside, again and
    again; what is left falls into knots that no tie joins. In one of `EXACT_SPLIT` actors or fewer every parting is
    tried. In a larger one the best of `STARTS` searches is `at_most` (sides are changed one actor at a time while
    that helps: the gauge transformations of Facchetti, Iacono and Altafini, PNAS 108 (2011)), and `at_least` is a
    number of unbalanced triangles that share no tie, since each of them keeps one tie frustrated; with `near` they are
    not looked for.
    """
    signs = np.sign(net)
    sides = np.ones(len(signs), dtype=np.int64)
    at_least = 0
    bare = _without_ends(signs)
    for knot in _knots(bare):
        inner = bare[np.ix_(knot, knot)]
        if len(knot) <= EXACT_SPLIT:
            sides[knot] = _split_exactly(inner)
            at_least += _frustrated(inner, sides[knot])
        else:
            sides[knot] = _split(inner, seed, None if near is None else np.array(near)[knot])
            at_least += _apart(inner) if near is None else 0
    _hang(signs, bare, sides)
    ties = int(np.abs(signs).sum() / 2)
    return Frustration(ties, at_least, _frustrated(signs, sides), tuple(sides.tolist()))


def _frustrated(signs: Floats, sides: Labels) -> int:
    return round(float(np.abs(signs).sum() - sides @ signs @ sides) / 4)


def _without_ends(signs: Floats) -> Floats:
    """The network without actors of one tie, again and again."""
    left = signs.copy()
    while True:
        ends = np.flatnonzero(np.abs(left).sum(axis=1) == 1)
        if not len(ends):
            return left
        left[ends] = 0
        left[:, ends] = 0


def _hang(signs: Floats, bare: Floats, sides: Labels) -> None:
    """Puts those without a knot on the side that their tie asks for, from the knots outwards."""
    hanging: dict[int, list[int]] = {}
    for one, other in np.argwhere(signs != bare).tolist():
        hanging.setdefault(one, []).append(other)
    knotted = (bare != 0).any(axis=1)
    placed = set(np.flatnonzero(knotted).tolist())
    for start in sorted(hanging, key=lambda one: not knotted[one]):
        if start in placed and not knotted[start]:
            continue  # reached from another
        placed.add(start)
        waiting = [start]
        while waiting:
            one = waiting.pop()
            for other in hanging[one]:
                if other not in placed:
                    sides[other] = sides[one] * int(signs[one, other])
                    placed.add(other)
                    waiting.append(other)


def _knots(net: Floats) -> Iterator[list[int]]:
    """The actors of each part that ties hold together, in order; those without ties are in none."""
    joined = net != 0
    seen = ~joined.any(axis=1)
    while not seen.all():
        edge = np.zeros(len(net), dtype=bool)
        edge[int(np.argmin(seen))] = True
        knot = edge.copy()
        while edge.any():
            edge = joined[edge].any(axis=0) & ~knot
            knot |= edge
        seen |= knot
        yield [int(one) for one in np.flatnonzero(knot)]


def _split_exactly(signs: Floats) -> Labels:
    ways = _two_sides(len(signs))
    best: Labels = ways[int(np.argmax(np.einsum("wi,wi->w", ways @ signs, ways)))].astype(np.int64)
    return best


@cache
def _two_sides(count: int) -> Floats:
    """[2 ** (count - 1), count]: every way to part so many in two, as 1 and -1; the first one is always 1."""
    numbers = np.arange(2 ** (count - 1))[:, None]
    return np.hstack([np.ones((len(numbers), 1)), 1.0 - 2 * (numbers >> np.arange(count - 1) & 1)])


def _split(signs: Floats, seed: int, near: Labels | None) -> Labels:
    chance = np.random.default_rng(seed)
    leading = np.linalg.eigh(signs)[1][:, -1]
    others = [chance.choice((-1, 1), len(signs)) for _ in range(STARTS - 1)] if near is None else [near]
    found = [_switched(signs, start) for start in (np.where(leading < 0, -1, 1), *others)]
    return min(found, key=lambda sides: _frustrated(signs, sides))


def _switched(signs: Floats, start: Labels) -> Labels:
    """Changes the side of the one whom that helps most, until it helps nobody."""
    sides = start.copy()
    pull = signs @ sides * sides
    while pull.min() < 0:
        one = int(np.argmin(pull))
        sides[one] = -sides[one]
        pull += 2 * signs[one] * sides[one] * sides
        pull[one] = -pull[one]
    return sides


def _apart(signs: Floats) -> int:
    """A number of unbalanced triangles that share no tie, taken one by one."""
    left, joined = signs.copy(), np.abs(signs)
    unbalanced = joined * (joined @ joined) - signs * (signs @ signs)  # of triangles with this tie, twice their number
    count = 0
    for one, other in np.argwhere(np.triu(unbalanced)).tolist():
        thirds = np.flatnonzero(left[one] * left[other] * left[one, other] < 0)
        if len(thirds):
            for a, b in combinations((one, other, int(thirds[0])), 2):
                left[a, b] = left[b, a] = 0
            count += 1
    return count


# ── coalitions and communities ──────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Groups:
    """Actors in groups, `labels` by each actor, -1 for one without ties; `exact` where no better parting exists."""

    labels: tuple[int, ...]
    exact: bool

    @property
    def members(self) -> tuple[tuple[int, ...], ...]:
        """The groups, the largest first, then by their first member."""
        found: dict[int, list[int]] = {}
        for one, label in enumerate(self.labels):
            if label >= 0:
                found.setdefault(label, []).append(one)
        return tuple(sorted(map(tuple, found.values()), key=lambda group: (-len(group), group)))


def coalitions(net: Floats, seed: int = 0, near: Sequence[int] | None = None) -> Groups:
    """The parting in any number of groups that its ties contradict least; see `contradicted`.

    Doreian and Mrvar, "A partitioning approach to structural balance", Social Networks 18 (1996), with both kinds of
    contradiction weighing alike (α = ½); that groups may be more than two is Davis' clustering, Human Relations 20
    (1967). Up to `EXACT_GROUPS` actors every parting is tried. Beyond, actors are moved one by one, groups are put
    together, and so on while that helps, from `STARTS` beginnings: a local optimum, not always the best there is.
    """
    groups = _grouped(net, net, seed, near)
    return replace(groups, exact=groups.exact or not contradicted(net, groups)[0])


def contradicted(net: Floats, groups: Groups) -> tuple[float, float]:
    """The weight of ties that a parting contradicts (negative within a group, positive between two), and of all."""
    labels = np.array(groups.labels)
    within = labels[:, None] == labels[None, :]
    against = np.where(within, np.maximum(-net, 0), np.maximum(net, 0))
    return float(against.sum() / 2), float(np.abs(net).sum() / 2)


def communities(ties: Floats, seed: int = 0, near: Sequence[int] | None = None) -> tuple[float | None, Groups]:
    """The greatest modularity found and its communities; None without ties. `ties` are weights of 0 or more.

    Newman and Girvan, Physical Review E 69, 026113 (2004), for weights Newman, Physical Review E 70, 056131 (2004).
    Searched as `coalitions` are; with its moves of single actors and of whole groups that is the method of Blondel,
    Guillaume, Lambiotte and Lefebvre, Journal of Statistical Mechanics P10008 (2008).
    """
    total = float(ties.sum())
    if total <= 0:
        return None, Groups((-1,) * len(ties), True)
    strength = ties.sum(axis=1)
    gains = ties - np.outer(strength, strength) / total
    groups = _grouped(gains, ties, seed, near)
    labels = np.array(groups.labels)
    within = (labels[:, None] == labels[None, :]) & (labels >= 0)[:, None]
    return float(gains[within].sum()) / total, groups


def _grouped(gains: Floats, ties: Floats, seed: int, near: Sequence[int] | None) -> Groups:
    """The parting of those with ties that has the greatest sum of gains within groups."""
    tied = np.flatnonzero((ties != 0).any(axis=1))
    inner = gains[np.ix_(tied, tied)].copy()
    np.fill_diagonal(inner, 0)
    exact = len(tied) <= EXACT_GROUPS
    labels = np.full(len(gains), -1)
    if len(tied):
        known = None if near is None else np.array(near)[tied]
        labels[tied] = _numbered(_groups_exactly(inner) if exact else _searched(inner, seed, known))
    return Groups(tuple(labels.tolist()), exact)


def _within(gains: Floats, labels: Labels) -> float:
    return float(gains[labels[:, None] == labels[None, :]].sum())


def _numbered(labels: Labels) -> Labels:
    """The same groups, numbered in the order of their first members."""
    numbers: dict[int, int] = {}
    return np.array([numbers.setdefault(label, len(numbers)) for label in labels.tolist()])


def _groups_exactly(gains: Floats) -> Labels:
    """Of equal ones the parting in fewest groups."""
    ways, together = _partings(len(gains))
    worth = together @ gains.ravel()
    equal = np.flatnonzero(worth >= worth.max() - _SLIGHT)
    best: Labels = ways[equal[int(np.argmin(ways[equal].max(axis=1)))]]
    return best


@cache
def _partings(count: int) -> tuple[Labels, Floats]:
    """Every way to part so many in groups, each numbered in the order of first members: [Bell number, count].

    With it [Bell number, count²]: 1 for each two of them that it puts together.
    """
    rows: list[tuple[int, ...]] = [(0,)]
    for _ in range(count - 1):
        rows = [(*row, label) for row in rows for label in range(max(row) + 2)]
    ways = np.array(rows)
    return ways, (ways[:, :, None] == ways[:, None, :]).reshape(len(ways), -1).astype(np.float64)


def _searched(gains: Floats, seed: int, near: Labels | None) -> Labels:
    alone = np.arange(len(gains))
    starts = [(alone, alone)]
    if near is None:
        chance = np.random.default_rng(seed)
        starts += [(alone, chance.permutation(len(gains))) for _ in range(STARTS - 1)]
    else:
        starts.append((_numbered(np.where(near < 0, len(near) + alone, near)), alone))
    found = [_improved(gains, labels, order) for labels, order in starts]
    return max(found, key=lambda labels: round(_within(gains, labels), 9))


def _improved(gains: Floats, labels: Labels, order: Labels) -> Labels:
    """Single actors move, in that order, then whole groups move together, until neither helps."""
    while True:
        labels = _numbered(_moved(gains, labels, order))
        groups = np.eye(labels.max() + 1)[labels]
        between = groups.T @ gains @ groups
        np.fill_diagonal(between, 0)
        if between.max() <= _SLIGHT:
            return labels
        each = np.arange(len(between))
        labels = _numbered(_moved(between, each, each)[labels])


def _moved(gains: Floats, labels: Labels, order: Labels) -> Labels:
    """Moves one after another to the group where its gain is greatest, or to none, while that helps anybody."""
    count = len(gains)
    labels = labels.copy()
    inside = gains @ np.eye(count)[labels]  # [actor, group]: what its ties to a group's members gain
    sizes = np.bincount(labels, minlength=count)
    closed = np.where(sizes > 0, 0, -np.inf)  # what keeps everybody from an empty group
    while True:
        own = inside[np.arange(count), labels]
        best = (inside + closed).max(axis=1)
        restless = (best > own + _SLIGHT) | ((best < -_SLIGHT) & (sizes[labels] > 1))
        if not restless.any():
            return labels
        for one in order[restless[order]].tolist():
            old, gain = labels[one], inside[one]
            new = (gain + closed).argmax()
            if gain[new] < -_SLIGHT and sizes[old] > 1:
                new = sizes.argmin()  # an empty group: there is one, since another holds two
            elif gain[new] <= gain[old] + _SLIGHT:
                continue  # what others did meanwhile has settled it
            inside[:, old] -= gains[:, one]
            inside[:, new] += gains[:, one]
            sizes[old] -= 1
            sizes[new] += 1
            closed[old], closed[new] = 0 if sizes[old] else -np.inf, 0
            labels[one] = new


# ── Leifeld's discourse networks ────────────────────────────────────────────────────────────


def discourse(stances: Floats) -> tuple[Floats, Floats]:
    """The congruence and the conflict network, both [n, n]: who takes the same stances, and who opposite ones.

    Leifeld, "Discourse network analysis: policy debates as dynamic networks", in The Oxford Handbook of Political
    Networks (2017). What his actors take a stance on are concepts; here they are the actors at the other end of their
    ties. The weight of two is the number of those on whom both take the same stance (opposite stances), divided by
    the mean number of those on whom either takes any: his average activity normalisation.
    """
    support, oppose = (stances > 0).astype(np.float64), (stances < 0).astype(np.float64)
    active = (support + oppose).sum(axis=1)
    mean = np.maximum((active[:, None] + active[None, :]) / 2, 1)
    congruence = (support @ support.T + oppose @ oppose.T) / mean
    conflict = (support @ oppose.T + oppose @ support.T) / mean
    np.fill_diagonal(congruence, 0)
    np.fill_diagonal(conflict, 0)
    return congruence, conflict


def polarisation(congruence: Floats, seed: int = 0, near: Sequence[int] | None = None) -> tuple[float | None, Groups]:
    """How far the congruence network falls into camps: its greatest modularity, and the camps; see `communities`.

    That modularity measures polarisation is Waugh, Pei, Fowler, Mucha and Porter, "Party polarization in Congress: a
    network science approach", arXiv 0907.3509 (2009).
    """
    return communities(congruence, seed, near)
