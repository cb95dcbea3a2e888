"""On which word each word depends, and how: one tree a sentence (Dozat & Manning 2017, arXiv:1611.01734)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from sayso.heads.labels import RELATIONS, distance_buckets
from sayso.heads.stretches import Floats, Weights


def parse(vectors: Mapping[str, Floats], weights: Weights, at: npt.NDArray[np.int64]) -> list[tuple[int, str]]:
    """A sentence's words' first pieces in a window → for each word its head's number (-1 for the root), relation."""
    buckets = distance_buckets(at[None] - at[:, None])
    dependents, heads = vectors["arc_dependent"][at], vectors["arc_head"][at]
    scores = dependents @ weights["heads.arc_map"] @ heads.T + weights["heads.arc_distance"][buckets]
    np.fill_diagonal(scores, -1e4)
    root = dependents @ weights["heads.arc_root.weight"].T + weights["heads.arc_root.bias"]
    above = tree(np.concatenate([root, scores], 1).astype(np.float64))
    own = np.where(above < 0, 0, above)
    left, right = vectors["relation_dependent"][at], vectors["relation_head"][at[own]]
    maps = weights["heads.relation_map"]
    width = maps.shape[-1]
    mapped = left @ maps.transpose(1, 0, 2).reshape(width, -1)
    kinds = (mapped.reshape(len(at), len(maps), width) @ right[:, :, None])[..., 0]
    kinds += left @ weights["heads.relation_dependent_bias.weight"].T + weights["heads.relation_dependent_bias.bias"]
    kinds += right @ weights["heads.relation_head_bias.weight"].T
    kinds[:, RELATIONS.index("root")] = -np.inf
    return [
        (int(head), "root" if head < 0 else RELATIONS[int(kind)])
        for head, kind in zip(above, kinds.argmax(1), strict=True)
    ]


def tree(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """[n, 1 + n] scores of the root and of each word as the row's head → heads of the best tree, -1 for its one root.

    Chu & Liu (1965) and Edmonds (1967). A sentence has one root: of the words that would be, the best is
    taken, and the tree found again without the others.
    """
    count = len(scores)
    full = np.full((count + 1, count + 1), -np.inf)
    full[1:, :] = scores
    heads = _arborescence(full)
    roots = [word for word in range(1, count + 1) if heads[word] == 0]
    if len(roots) > 1:
        best, kept = -np.inf, heads
        for root in roots:
            tried = full.copy()
            tried[1:, 0] = -np.inf
            tried[root, 0] = full[root, 0]
            found = _arborescence(tried)
            total = sum(tried[word, found[word]] for word in range(1, count + 1))
            if total > best:
                best, kept = total, found
        heads = kept
    return np.asarray(heads[1:] - 1)


def _arborescence(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """[n, n] scores of each column as the row's head, node 0 being the root → heads."""
    count = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = np.array(_cycle(heads), dtype=np.int64)
    if not len(cycle):
        return np.asarray(heads)
    inside = np.zeros(count, dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    out = scores[np.ix_(rest, cycle)]  # what would hang on the cycle
    small[:-1, -1] = out.max(1)
    enter = scores[np.ix_(cycle, rest)] - kept[:, None]  # what the cycle would hang on
    small[-1, :-1] = enter.max(0)
    above = _arborescence(small)
    found = heads.copy()
    for i, node in enumerate(rest):
        if node:
            found[node] = rest[above[i]] if above[i] < len(rest) else cycle[int(out[i].argmax())]
    head = int(above[-1])
    found[cycle[int(enter[:, head].argmax())]] = rest[head]
    return np.asarray(found)


def _cycle(heads: npt.NDArray[np.int64]) -> list[int]:
    state = np.zeros(len(heads), dtype=np.int64)
    for first in range(1, len(heads)):
        path, node = [], first
        while node and not state[node]:
            state[node] = first
            path.append(node)
            node = int(heads[node])
        if node and state[node] == first:
            return path[path.index(node) :]
    return []
