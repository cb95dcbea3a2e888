"""Names by type, and which mentions stand for the same one.

Names are BIO tags, decoded so that an I- never follows another type. Mentions are found by
their head words (Dobrovolskii 2021): each likely head points to an earlier one or to none,
and its extent is read off afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sayso.heads.labels import NAMES, distance_buckets
from sayso.heads.stretches import Floats, sigmoid

LEAST_MENTION = 0.15


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention in pieces of the whole text. `antecedent` is the head piece of the one it goes back to, or None."""

    head: int
    start: int
    end: int
    antecedent: int | None
    score: float


def name_stretches(scores: Floats) -> list[tuple[str, int, int, float]]:
    """[n, labels] → (type, first, last + 1, probability of its least sure piece), by the best legal path."""
    count, labels = scores.shape
    if not count:
        return []
    legal = np.zeros((labels, labels))
    for i, before in enumerate(NAMES):
        for j, after in enumerate(NAMES):
            if after.startswith("I-") and before[2:] != after[2:]:
                legal[i, j] = -1e9
    chance = scores.astype(np.float64) - scores.max(1, keepdims=True)
    chance -= np.log(np.exp(chance).sum(1, keepdims=True))
    best = chance[0].copy()
    best[[i for i, name in enumerate(NAMES) if name.startswith("I-")]] = -1e9
    back = np.zeros((count, labels), dtype=np.int64)
    for t in range(1, count):
        ways = best[:, None] + legal
        back[t] = ways.argmax(0)
        best = ways.max(0) + chance[t]
    path = [int(best.argmax())]
    for t in range(count - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    path.reverse()
    found: list[tuple[str, int, int, float]] = []
    for t, label in enumerate(path):
        name = NAMES[label]
        sure = float(np.exp(chance[t, label]))
        if name.startswith("B-"):
            found.append((name[2:], t, t + 1, sure))
        elif name.startswith("I-"):
            kind, first, _, least = found[-1]
            found[-1] = (kind, first, t + 1, min(least, sure))
    return found


def mentions(
    scores: Floats, vectors: Mapping[str, Floats], weights: Mapping[str, Floats], start: int, owned: tuple[int, int]
) -> list[Mention]:
    """The mentions of one window that it owns; a mention with neither antecedent nor follower stands alone."""
    likely = sigmoid(scores)
    at = np.flatnonzero(likely >= LEAST_MENTION)
    if not len(at):
        return []
    count = len(scores)
    buckets = distance_buckets(at[None] - at[:, None])
    pair = vectors["mention_later"][at] @ weights["heads.mention_map"] @ vectors["mention_earlier"][at].T
    pair = pair + weights["heads.mention_distance"][buckets]
    pair = np.where(np.tril(np.ones_like(pair), -1) > 0, pair, -1e4)
    buckets = distance_buckets(np.arange(count)[None] - at[:, None])
    maps = weights["heads.extent_map"]
    edges = np.stack([vectors["extent_head"][at] @ maps[k] @ vectors["extent_piece"].T for k in range(2)], 1)
    edges = edges + weights["heads.extent_distance"][:, buckets].transpose(1, 0, 2)
    found = []
    for i, place in enumerate(at):
        if not owned[0] <= start + place < owned[1]:
            continue
        first = int(edges[i, 0, : place + 1].argmax())
        last = int(place) + int(edges[i, 1, place:].argmax())
        earlier = int(pair[i].argmax())
        antecedent = int(at[earlier]) + start if i and pair[i, earlier] > 0 else None
        found.append(Mention(int(place) + start, first + start, last + 1 + start, antecedent, float(likely[place])))
    return found
