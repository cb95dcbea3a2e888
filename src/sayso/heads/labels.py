"""The labels of every head, in the order of the network's outputs; a golden file pins them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sayso.types import EVIDENCE_KINDS, QUAD_CODES

ANCHORS: tuple[str, ...] = ("none", "cue", "source", "content")
"""What the first piece of an attribution's anchor is: its cue, or its source or content where it has no cue."""

ROLES: tuple[str, ...] = ("source", "cue", "content")

NAME_TYPES: tuple[str, ...] = (
    "Location", "Organization", "Person", "NORP", "Date", "Misc", "Money", "Facility", "Product",
)  # fmt: skip
NAMES: tuple[str, ...] = ("O", *(f"{b}-{kind}" for kind in NAME_TYPES for b in "BI"))

EVENTS: tuple[str, ...] = ("none", *QUAD_CODES)
"""What the first piece of an event's trigger is: PLOVER's types (manual 0.8, 2021), or none."""

EVENT_ROLES: tuple[str, ...] = ("trigger", "actor", "recipient")

ARGUMENTS: tuple[str, ...] = (
    "none", "ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-TMP", "ARGM-ADV", "ARGM-MOD", "ARGM-NEG", "ARGM-ADJ",
    "ARGM-LOC", "ARGM-MNR", "ARGM-DIS", "ARGM-EXT", "ARGM-PRP", "ARGM-CAU", "ARGM-PRR", "ARGM-LVB", "ARGM-DIR",
    "ARGM-PRD", "ARGM-GOL", "ARGM-CXN", "ARGM-COM", "R-ARG0", "R-ARG1", "R-ARGM-LOC", "C-ARG1", "C-ARG2", "C-V",
)  # fmt: skip
"""What a piece is to a predicate, as PropBank has it; its rarest labels are left out."""

RELATIONS: tuple[str, ...] = (
    "root", "punct", "case", "nsubj", "det", "advmod", "obj", "amod", "obl", "conj", "compound", "mark", "nmod", "cc",
    "aux", "cop", "advcl", "nmod:poss", "xcomp", "ccomp", "acl:relcl", "flat", "parataxis", "appos", "nummod", "acl",
    "aux:pass", "nsubj:pass", "obl:unmarked", "nmod:unmarked", "discourse", "compound:prt", "iobj", "list", "expl",
    "fixed", "nmod:desc", "obl:agent", "csubj", "nsubj:outer", "det:predet", "vocative", "goeswith", "advcl:relcl",
    "cc:preconj", "reparandum", "orphan", "csubj:pass", "dislocated", "dep",
)  # fmt: skip
"""How a word depends on its head: the relations of Universal Dependencies' English Web Treebank."""

EVIDENCE: tuple[str, ...] = EVIDENCE_KINDS

DISTANCES = 36
"""Buckets of a signed distance between two pieces, see `distance_buckets`."""


def distance_buckets(distance: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Signed distances in pieces, any shape → buckets 1…35: exact up to 8, then three to two octaves."""
    far = np.abs(distance)
    log = 8 + np.ceil(1.5 * np.log2(np.maximum(far, 8) / 8)).astype(np.int64)
    return np.asarray(18 + np.sign(distance).astype(np.int64) * np.where(far <= 8, far, np.minimum(log, 17)))
