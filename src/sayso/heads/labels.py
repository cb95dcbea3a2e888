"""The labels of every head, in the order of the network's outputs; a golden file pins them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

ANCHORS: tuple[str, ...] = ("none", "cue", "source", "content")
"""What the first piece of an attribution's anchor is: its cue, or its source or content where it has no cue."""

ROLES: tuple[str, ...] = ("source", "cue", "content")

NAME_TYPES: tuple[str, ...] = (
    "Location", "Organization", "Person", "NORP", "Date", "Misc", "Money", "Facility", "Product",
)  # fmt: skip
NAMES: tuple[str, ...] = ("O", *(f"{b}-{kind}" for kind in NAME_TYPES for b in "BI"))

DISTANCES = 36
"""Buckets of a signed distance between two pieces, see `distance_buckets`."""


def distance_buckets(distance: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Signed distances in pieces, any shape → buckets 1…35: exact up to 8, then three to two octaves."""
    far = np.abs(distance)
    log = 8 + np.ceil(1.5 * np.log2(np.maximum(far, 8) / 8)).astype(np.int64)
    return np.asarray(18 + np.sign(distance).astype(np.int64) * np.where(far <= 8, far, np.minimum(log, 17)))
