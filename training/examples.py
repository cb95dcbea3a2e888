"""One window of text with what every head should say of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Example:
    """One window. Arrays are over its T pieces; piece numbers count from the window's start; -100 gives no loss."""

    name: str
    ids: np.ndarray
    shapes: np.ndarray
    anchors: np.ndarray | None = None  # [T] labels
    at: list[int] = field(default_factory=list)  # anchors' pieces
    inside: list[np.ndarray] = field(default_factory=list)  # [R, T] per anchor
    known: list[list[bool]] = field(default_factory=list)  # [R] per anchor: does it give loss
    parents: list[int] = field(default_factory=list)  # index into `at`, -1, or PASSED_OVER
    names: np.ndarray | None = None  # [T] labels
    heads: np.ndarray | None = None  # [T] 1 where a mention's head word begins
    mentions: list[tuple[int, int, int, int]] = field(default_factory=list)  # head, first, last piece, cluster
    eventful: bool = False  # whether every event is marked
    events_at: list[int] = field(default_factory=list)  # triggers' pieces
    types: list[dict[int, float]] = field(default_factory=list)  # per event: type → its share
    parties: list[np.ndarray] = field(default_factory=list)  # [event roles, T] per event
    parties_known: list[list[bool]] = field(default_factory=list)
    statuses: list[tuple[int, float]] = field(default_factory=list)  # per event: status, 1 where negative
    wording: np.ndarray | None = None  # [2, T] outside, begin, inside: loaded words, evidence
    kinds: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)  # evidence: its pieces, [kinds]
    predicates: np.ndarray | None = None  # [T] 1 where a predicate begins
    frames_at: list[int] = field(default_factory=list)
    arguments: list[np.ndarray] = field(default_factory=list)  # [T] per predicate: none, begin each, inside each
    certainty: list[tuple[int, float]] = field(default_factory=list)  # piece, -3 … 3
    words: np.ndarray | None = None  # [4, words]: first piece, head's number or -1, relation, sentence
