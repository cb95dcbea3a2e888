"""Heads trained a fold: a multinomial logistic regression in numpy, and cross-validation over groups.

The encoder is the reader's and stays as it is; that it never saw the set is for its recipe to keep.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean, stdev
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.tally import harmonic, share

Floats = npt.NDArray[np.float64]

FOLDS = 5
STRENGTHS = (0.003, 0.01, 0.03, 0.1, 0.3)
"""How strongly weights are held down, tried on folds of the training part alone."""
EVERY = (slice(None),)
T_95 = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776, 10: 2.262}
"""Student's t at 97.5 per cent for the mean of so many folds."""


def assign(groups: Sequence[Hashable], labels: Sequence[Hashable], count: int = FOLDS, seed: int = 7) -> list[int]:
    """A fold, 0 … count - 1, for each item. Items of one group share a fold; each fold gets its part of each label.

    Groups are dealt out one by one, the largest first, the others in an order that `seed` shuffles, each to
    the fold that has least of its labels, then to the smallest.
    """
    members: dict[Hashable, list[int]] = defaultdict(list)
    for item, group in enumerate(groups):
        members[group].append(item)
    dealt = list(members.values())
    random.Random(seed).shuffle(dealt)
    dealt.sort(key=len, reverse=True)
    held: list[Counter[Hashable]] = [Counter() for _ in range(count)]
    fold = [0] * len(groups)
    for items in dealt:
        chosen = min(range(count), key=lambda k: (sum(held[k][labels[item]] for item in items), held[k].total(), k))
        for item in items:
            fold[item] = chosen
            held[chosen][labels[item]] += 1
    return fold


@dataclass(frozen=True, slots=True)
class Head:
    """A trained head: `weights` [width + 1, classes], the last row being the bias, over centred and scaled features."""

    classes: tuple[str, ...]
    centre: Floats
    scale: Floats
    weights: Floats

    def predict(self, features: Floats) -> list[str]:
        """The likeliest class of each row of [n, width]."""
        scores = (features - self.centre) / self.scale @ self.weights[:-1] + self.weights[-1]
        return [self.classes[number] for number in scores.argmax(axis=1)]


def train(features: Floats, labels: Sequence[str], strength: float, steps: int = 150) -> Head:
    """Multinomial logistic regression with a squared penalty of `strength` on the weights, the bias left free.

    Features [n, width] are centred and scaled to a spread of 1, then divided by √width, so that a strength
    means the same at any width. Minimised with L-BFGS of ten corrections. Where there are more features than
    rows, it is done in the space of the rows, in which the best weights lie.
    """
    classes = tuple(sorted(set(labels)))
    wanted = np.eye(len(classes))[[classes.index(label) for label in labels]]
    centre = features.mean(axis=0)
    scale = (features.std(axis=0) + 1e-6) * sqrt(features.shape[1])
    scaled = (features - centre) / scale
    within = _row_space(scaled)
    rows = np.hstack([scaled @ within, np.ones((len(features), 1))])
    held = np.full((rows.shape[1], 1), strength / len(rows))
    held[-1] = 0.0

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(rows.shape[1], len(classes))
        scores = rows @ weights
        scores -= scores.max(axis=1, keepdims=True)
        totals = np.log(np.exp(scores).sum(axis=1, keepdims=True))
        error = np.exp(scores - totals) - wanted
        value = float((totals[:, 0] - (scores * wanted).sum(axis=1)).mean() + 0.5 * (held * weights**2).sum())
        return value, (rows.T @ error / len(rows) + held * weights).ravel()

    flat = minimise(loss, np.zeros(rows.shape[1] * len(classes)), steps)
    found = flat.reshape(rows.shape[1], len(classes))
    return Head(classes, centre, scale, np.vstack([within @ found[:-1], found[-1:]]))


def logistic(
    features: npt.NDArray[np.floating], tells: npt.NDArray[Any], counts: Floats, strength: float, steps: int
) -> tuple[Floats, float]:
    """A logistic regression by Newton's method: [width] weights of the features as they are, and the constant.

    `features` [n, width] are centred and scaled to a spread of 1 while it learns, in their own precision; `tells` [n]
    is what is asked of each row, `counts` [n] how much it counts. `strength` is the squared penalty on a scaled weight,
    the constant left free.
    """
    centre, scale = features.mean(0), features.std(0) + 1e-6
    rows = np.ones((len(features), features.shape[1] + 1), features.dtype)
    rows[:, :-1] = (features - centre) / scale
    held = np.diag([strength] * len(centre) + [0.0])
    found = np.zeros(rows.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (counts * (chance - tells)) + held @ found
        sharp = (counts * chance * (1 - chance)).astype(features.dtype)
        found -= np.linalg.solve((rows * sharp[:, None]).T @ rows + held, slope)
    slopes = found[:-1] / scale
    return slopes, float(found[-1] - centre @ slopes)


def _row_space(rows: Floats) -> Floats:
    """[width, r] orthonormal columns that span the rows [n, width]; the identity where rows outnumber features."""
    count, width = rows.shape
    if count >= width:
        return np.eye(width)
    values, vectors = np.linalg.eigh(rows @ rows.T)
    kept = values > 1e-10 * values[-1]
    spanned: Floats = rows.T @ vectors[:, kept] / np.sqrt(values[kept])
    return spanned


def minimise(loss: Callable[[Floats], tuple[float, Floats]], start: Floats, steps: int, kept: int = 10) -> Floats:
    """The point that L-BFGS reaches from `start`; `loss` gives value and gradient. Steps are halved until they descend.

    Source: Nocedal and Wright, Numerical Optimization (2006), algorithms 7.4 and 3.1.
    """
    at = start
    value, slope = loss(at)
    moves, turns = list[Floats](), list[Floats]()
    for _ in range(steps):
        if np.abs(slope).max() < 1e-6:
            break
        direction = slope.copy()
        weights = []
        for move, turn in zip(reversed(moves), reversed(turns), strict=True):
            weight = (move @ direction) / (turn @ move)
            weights.append(weight)
            direction -= weight * turn
        if moves:
            direction *= (moves[-1] @ turns[-1]) / (turns[-1] @ turns[-1])
        for move, turn, weight in zip(moves, turns, reversed(weights), strict=True):
            direction += move * (weight - (turn @ direction) / (turn @ move))
        length = 1.0 if moves else min(1.0, 1.0 / np.abs(slope).sum())
        descent = direction @ slope
        while True:
            reached = at - length * direction
            new_value, new_slope = loss(reached)
            if new_value <= value - 1e-4 * length * descent or length < 1e-10:
                break
            length /= 2
        move, turn = reached - at, new_slope - slope
        if turn @ move > 1e-12:
            moves, turns = [*moves, move][-kept:], [*turns, turn][-kept:]
        elif length < 1e-10:
            break
        at, value, slope = reached, new_value, new_slope
    return at


def out_of_fold(
    features: Floats,
    labels: Sequence[str],
    groups: Sequence[Hashable],
    fold: Sequence[int],
    columns: Sequence[slice] = EVERY,
) -> list[str]:
    """For each item what a head says that was trained on the other folds.

    Its strength, and which of the `columns` of the features it is given, were chosen on those folds too.
    """
    said = [""] * len(labels)
    for one in sorted(set(fold)):
        inside, outside = _parted(fold, one)
        known = [labels[i] for i in inside]
        strength, kept = choose(features[inside], known, [groups[i] for i in inside], columns)
        head = train(features[inside, kept], known, strength)
        for item, label in zip(outside, head.predict(features[outside, kept]), strict=True):
            said[item] = label
    return said


def choose(
    features: Floats,
    labels: Sequence[str],
    groups: Sequence[Hashable],
    columns: Sequence[slice] = EVERY,
    count: int = 3,
) -> tuple[float, slice]:
    """The strength and columns whose heads say most right on folds of these items alone; of equal ones the first."""
    fold = assign(groups, labels, count)
    tried = [(strength, kept) for kept in columns for strength in STRENGTHS]
    right = [0] * len(tried)
    for one in range(count):
        inside, outside = _parted(fold, one)
        known = [labels[i] for i in inside]
        for number, (strength, kept) in enumerate(tried):
            said = train(features[inside, kept], known, strength).predict(features[outside, kept])
            right[number] += sum(labels[item] == label for item, label in zip(outside, said, strict=True))
    return tried[right.index(max(right))]


def _parted(fold: Sequence[int], one: int) -> tuple[list[int], list[int]]:
    """The numbers of the items outside a fold, and of those in it."""
    items = range(len(fold))
    return [item for item in items if fold[item] != one], [item for item in items if fold[item] == one]


def f1_by_class(labels: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    """F1 in 0…1 of each class that is among the labels; one that is only said has none, its rows cost precision."""
    both = Counter(label for label, other in zip(labels, said, strict=True) if label == other)
    wanted, given = Counter(labels), Counter(said)
    return {name: harmonic(share(both[name], given[name]), share(both[name], wanted[name])) for name in sorted(wanted)}


def macro_f1(labels: Sequence[str], said: Sequence[str]) -> float:
    return mean(f1_by_class(labels, said).values())


def accuracy(labels: Sequence[str], said: Sequence[str]) -> float:
    return share(sum(label == other for label, other in zip(labels, said, strict=True)), len(labels))


def by_fold(
    measure: Callable[[Sequence[str], Sequence[str]], float],
    labels: Sequence[str],
    said: Sequence[str],
    fold: Sequence[int],
) -> list[float]:
    """The measure on each fold's items."""
    return [
        measure(
            [label for label, number in zip(labels, fold, strict=True) if number == one],
            [label for label, number in zip(said, fold, strict=True) if number == one],
        )
        for one in sorted(set(fold))
    ]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 per cent interval of the folds' mean, by Student's t over the folds.

    It takes the folds for independent, which they are not quite: their training parts overlap.
    KeyError for a number of folds that `T_95` lacks.
    """
    centre, half = mean(values), T_95[len(values)] * stdev(values) / sqrt(len(values))
    return centre - half, centre + half
