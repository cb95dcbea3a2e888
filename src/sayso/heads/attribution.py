"""Who says what: the anchors of a window, and the source, cue and content of each.

An anchor is the first piece of a cue (of a source, or a content, where there is no cue).
For each one and each role, every piece has a score to begin, to be within and to end a
stretch; the best stretches are found exactly, by the same two-state semi-Markov layer that
was trained (one stretch for a source and a cue, any number for a content).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.heads.labels import ANCHORS, distance_buckets
from sayso.heads.stretches import (
    Floats,
    Stretch,
    Weights,
    best_stretch,
    best_stretches,
    partition,
    softmax,
    stretch_scores,
)

LEAST_ANCHOR = 0.1
"""Anchors less likely than this are not looked at: rows from them would be noise, not doubt."""

LEAST_STRETCH = (-1.0, 0.0)
"""The score under which a source, a cue is left out. Nothing scores 0, but its share is shared by no other stretch:
a source spread over several extents is there all the same, so it may score less."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution in pieces of the whole text, half-open stretches; a role left out is ().

    `anchor_score` is the anchor's probability; `role_scores` are, by role, the probability of
    the chosen stretches among all; `parents` holds the probability of each other attribution
    (by its anchor's piece) to be the one this stands in, and of none (-1).
    """

    anchor: int
    kind: str
    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    anchor_score: float
    role_scores: tuple[float, float, float]
    parents: Mapping[int, float]


def attributions(
    scores: Floats, vectors: Mapping[str, Floats], weights: Weights, start: int, owned: Stretch
) -> list[Attribution]:
    """The attributions of one window whose anchors it owns.

    `scores` [n, anchors] and `vectors` [n, width] are the window's, whose first piece is number
    `start` of the text.
    """
    chances = softmax(scores)
    likely = 1 - chances[:, 0]
    at = np.flatnonzero(likely >= LEAST_ANCHOR)
    if not len(at):
        return []
    count = len(scores)
    buckets = distance_buckets(np.arange(count)[None] - at[:, None])
    pair = stretch_scores("role", vectors, weights, at, buckets).astype(np.float64)  # [C, R, 3, T]
    held = parent_chances(vectors, weights, at, likely)
    singles = [
        best_stretch(pair[:, r, 0], pair[:, r, 1], pair[:, r, 2], none=least) for r, least in enumerate(LEAST_STRETCH)
    ]
    many = best_stretches(pair[:, 2, 0], pair[:, 2, 1], pair[:, 2, 2])
    # Every attribution has a content: where none scores best, the best one is taken all the same.
    forced = best_stretch(pair[:, 2, 0], pair[:, 2, 1], pair[:, 2, 2], none=-np.inf)
    many = (
        [some or one for some, one in zip(many[0], forced[0], strict=True)],
        [score if some else one for some, score, one in zip(many[0], many[1], forced[1], strict=True)],
    )
    totals = partition(*(pair.reshape(-1, 3, count)[:, k] for k in range(3))).reshape(len(at), 3)
    # Without the way that takes nothing.
    totals[:, 2] = totals[:, 2] + np.log(np.maximum(-np.expm1(-totals[:, 2]), 1e-300))
    found = []
    for i, place in enumerate(at):
        if not owned[0] <= start + place < owned[1]:
            continue
        chosen = [singles[0][0][i], singles[1][0][i], many[0][i]]
        reached = [singles[0][1][i], singles[1][1][i], many[1][i]]
        roles = [tuple((int(a) + start, int(b) + start) for a, b in stretches) for stretches in chosen]
        found.append(
            Attribution(
                anchor=int(place) + start,
                kind=ANCHORS[1 + int(np.argmax(chances[place, 1:]))],
                source=roles[0],
                cue=roles[1],
                content=roles[2],
                anchor_score=float(likely[place]),
                role_scores=tuple(float(np.exp(min(0.0, s - t))) for s, t in zip(reached, totals[i], strict=True)),  # type: ignore[arg-type]
                parents={-1: float(held[i, 0])}
                | {int(other) + start: float(held[i, k + 1]) for k, other in enumerate(at) if k != i},
            )
        )
    return found


def parent_chances(
    vectors: Mapping[str, Floats], weights: Weights, at: npt.NDArray[np.int64], likely: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """[C, 1 + C]: how likely each anchor's statement stands in none, or in each other's."""
    score = vectors["parent_child"][at] @ weights["heads.parent_map"] @ vectors["parent_self"][at].T
    score = score.astype(np.float64) + float(weights["heads.parent_bias"])
    # What is unlikely to be an attribution is unlikely to hold one.
    score += np.log(likely[at])[None]
    np.fill_diagonal(score, -1e4)
    score = np.concatenate([np.zeros((len(at), 1)), score], 1)
    score = np.exp(score - score.max(1, keepdims=True))
    return np.asarray(score / score.sum(1, keepdims=True))
