"""Loaded words, and the words that offer evidence, with its kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.heads.labels import EVIDENCE
from sayso.heads.stretches import Floats, Stretch, softmax

LEANING = {"loaded": 1.75, "evidence": 1.0}
"""Added to the scores to begin and to go on: both are rare, and the network finds too few. Chosen on articles kept
from training."""
LEAST_KIND = 0.2


@dataclass(frozen=True, slots=True)
class Worded:
    """A stretch in pieces of the whole text; `kinds` of evidence, () for loaded words."""

    stretch: Stretch
    kinds: tuple[str, ...]
    score: float


def loaded(scores: Mapping[str, Floats], start: int, owned: Stretch) -> list[Worded]:
    """The loaded words of one window that begin in pieces that it owns."""
    return [
        Worded((a + start, b + start), (), score)
        for a, b, score in _stretches(scores["loaded"], LEANING["loaded"])
        if owned[0] <= a + start < owned[1]
    ]


def evidence(scores: Mapping[str, Floats], start: int, owned: Stretch) -> list[Worded]:
    """The evidence of one window, with the kinds that its pieces speak for together."""
    found = []
    for a, b, score in _stretches(scores["evidence"], LEANING["evidence"]):
        if owned[0] <= a + start < owned[1]:
            mean = 1 / (1 + np.exp(-scores["kind"][a:b].astype(np.float64).mean(0)))
            kinds = tuple(kind for kind, chance in zip(EVIDENCE, mean, strict=True) if chance >= LEAST_KIND)
            found.append(Worded((a + start, b + start), kinds or (EVIDENCE[int(mean.argmax())],), score))
    return found


def _stretches(scores: Floats, leaning: float) -> list[tuple[int, int, float]]:
    """[n, 3] outside, begin, inside → (first, last + 1, the surest piece's chance to be in one), by the best path."""
    leaned: npt.NDArray[np.float32] = scores + np.array([0.0, leaning, leaning], dtype=np.float32)
    chances = softmax(leaned)
    logs = np.log(np.maximum(chances, 1e-12))
    out, inside = 0.0, -np.inf
    entered, left = [], []
    for t in range(len(logs)):
        go_in = max(out, inside) + logs[t, 1]
        stay = inside + logs[t, 2]
        leave = max(out, inside) + logs[t, 0]
        entered.append((go_in >= stay, inside > out))
        left.append(inside > out)
        out, inside = leave, max(go_in, stay)
    found: list[tuple[int, int, float]] = []
    is_in, stop = inside > out, len(logs)
    for t in range(len(logs) - 1, -1, -1):
        if is_in:
            if entered[t][0]:
                found.append((t, stop, float(1 - chances[t:stop, 0].min())))
                is_in, stop = entered[t][1], t
        elif left[t]:
            is_in, stop = True, t
    return found[::-1]
