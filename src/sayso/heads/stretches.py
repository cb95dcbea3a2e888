"""Stretches of pieces that belong to an anchor: how they are scored, and which are the best.

For an anchor and each of its roles every piece has a score to begin, to be within and to end
a stretch; the best ones are found exactly, by the two-state semi-Markov layer that was trained.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Weights = Mapping[str, npt.NDArray[np.float32]]
Stretch = tuple[int, int]


def softmax(scores: Floats) -> npt.NDArray[np.float64]:
    """[n, labels] scores → chances, in double precision."""
    shifted = scores.astype(np.float64)
    shifted -= shifted.max(1, keepdims=True)
    chances = np.exp(shifted)
    return np.asarray(chances / chances.sum(1, keepdims=True))


def sigmoid(scores: Floats) -> npt.NDArray[np.float64]:
    """Scores → chances, each on its own, in double precision."""
    return np.asarray(1 / (1 + np.exp(-scores.astype(np.float64))))


def stretch_scores(
    head: str,
    vectors: Mapping[str, Floats],
    weights: Weights,
    at: npt.NDArray[np.int64],
    buckets: npt.NDArray[np.int64],
) -> Floats:
    """[C, R, 3, T]: for each anchor and role of a head, each piece's score to begin, be within and end a stretch."""
    scores = pair_scores(head, vectors, weights, at, buckets)
    return np.asarray(scores.reshape(len(at), -1, 3, scores.shape[-1]), dtype=np.float32)


def pair_scores(
    head: str,
    vectors: Mapping[str, Floats],
    weights: Weights,
    at: npt.NDArray[np.int64],
    buckets: npt.NDArray[np.int64],
) -> Floats:
    """[C, M, T]: what each map of a head says of each anchor's piece (`at`) with every piece of the window."""
    pieces, anchors = vectors[f"{head}_piece"], vectors[f"{head}_anchor"][at]
    maps = weights[f"heads.{head}_map"]  # [M, W, W]
    width = maps.shape[-1]
    mapped = anchors @ maps.transpose(1, 0, 2).reshape(width, -1)  # [C, M * W]
    scores = mapped.reshape(len(at), len(maps), width) @ pieces.T
    bias = f"heads.{head}_piece_bias"
    scores += (pieces @ weights[f"{bias}.weight"].T + weights[f"{bias}.bias"]).T[None]
    scores += weights[f"heads.{head}_distance"][:, buckets].transpose(1, 0, 2)
    return np.asarray(scores)


def best_stretch(
    begin: npt.NDArray[np.float64],
    within: npt.NDArray[np.float64],
    end: npt.NDArray[np.float64],
    none: float = 0.0,
) -> tuple[list[list[Stretch]], list[float]]:
    """[N, T] each → each row's best stretch, or nothing where it scores `none` or less (nothing scores 0)."""
    before = np.cumsum(within, 1) - within
    opened = begin - before
    best = np.maximum.accumulate(opened, 1)
    total = best + before + within + end
    last = total.argmax(1)
    found: list[list[Stretch]] = []
    reached: list[float] = []
    for i, stop in enumerate(last):
        score = float(total[i, stop])
        if score <= none:
            found.append([])
            reached.append(0.0)
        else:
            first = int(np.argmax(opened[i, : stop + 1]))
            found.append([(first, int(stop) + 1)])
            reached.append(score)
    return found, reached


def best_stretches(
    begin: npt.NDArray[np.float64], within: npt.NDArray[np.float64], end: npt.NDArray[np.float64]
) -> tuple[list[list[Stretch]], list[float]]:
    """[N, T] each → for each row the best set of disjoint, unadjacent stretches, and its score."""
    rows, count = begin.shape
    out = np.zeros(rows)
    inside = np.full(rows, -np.inf)
    entered = np.zeros((count, rows), dtype=bool)  # whether the best way to be in here begins here
    left = np.zeros((count, rows), dtype=bool)  # whether the best way to be out here leaves the piece before
    for t in range(count):
        go_in = out + begin[:, t]
        leave = inside + (end[:, t - 1] if t else -np.inf)
        entered[t] = go_in > inside
        left[t] = leave > out
        out, inside = np.maximum(out, leave), np.maximum(go_in, inside) + within[:, t]
    finish = inside + end[:, -1]
    found: list[list[Stretch]] = []
    for i in range(rows):
        stretches: list[Stretch] = []
        is_in, stop = bool(finish[i] > out[i]), count
        for t in range(count - 1, -1, -1):
            if is_in:
                if entered[t, i]:
                    stretches.append((t, stop))
                    is_in = False
            elif left[t, i]:
                is_in, stop = True, t
        found.append(stretches[::-1])
    return found, [float(max(o, f)) for o, f in zip(out, finish, strict=True)]


def partition(
    begin: npt.NDArray[np.float64], within: npt.NDArray[np.float64], end: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """[N, T] each → [N]: log of the sum over every set of stretches that `best_stretches` chooses from."""
    rows, count = begin.shape
    out = np.zeros(rows)
    inside = np.full(rows, -1e9)
    for t in range(count):
        leave = inside + end[:, t - 1] if t else np.full(rows, -1e9)
        out, inside = np.logaddexp(out, leave), np.logaddexp(out + begin[:, t], inside) + within[:, t]
    return np.asarray(np.logaddexp(out, inside + end[:, -1]))


def words_of(stretches: Sequence[Stretch], words: npt.NDArray[np.int32]) -> tuple[Stretch, ...]:
    """Stretches widened to whole words and joined where they meet."""
    found: list[Stretch] = []
    for start, end in stretches:
        first = int(np.searchsorted(words, words[start], side="left"))
        last = int(np.searchsorted(words, words[end - 1], side="right"))
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)
