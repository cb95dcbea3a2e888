"""Who does what to whom: the triggers of a window, each with its type, status, actors and recipients.

A trigger is found by its first piece, whose label is its PLOVER type; its words, its actors
and its recipients are stretches, found as those of an attribution are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.heads.labels import EVENTS, distance_buckets
from sayso.heads.stretches import (
    Floats,
    Stretch,
    Weights,
    best_stretch,
    best_stretches,
    partition,
    sigmoid,
    softmax,
    stretch_scores,
)
from sayso.types import STATUSES

LEAST_EVENT = 0.1
"""Triggers less likely than this are not looked at: rows from them would be noise, not doubt."""


LIKELY_NONE = 0.5
"""An event has no party on a side only where that is likelier than this: nobody shares its chance with
no other stretch, while two readings of who it was share theirs."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event in pieces of the whole text, half-open stretches.

    `types` holds the probability of each type, given that there is an event, whose own is
    `score`; `party_scores` are the probabilities of the chosen actors and recipients among all.
    """

    place: int
    trigger: Stretch
    actors: tuple[Stretch, ...]
    recipients: tuple[Stretch, ...]
    score: float
    types: Mapping[str, float]
    party_scores: tuple[float, float]
    statuses: Mapping[str, float]
    negative: float


def events(
    scores: Mapping[str, Floats], vectors: Mapping[str, Floats], weights: Weights, start: int, owned: Stretch
) -> list[Event]:
    """The events of one window whose triggers begin in pieces that it owns; `start` is its first piece's number."""
    chances = softmax(scores["type"])
    likely = 1 - chances[:, 0]
    at = np.flatnonzero(likely >= LEAST_EVENT)
    at = at[(at + start >= owned[0]) & (at + start < owned[1])]
    if not len(at):
        return []
    count = len(chances)
    buckets = distance_buckets(np.arange(count)[None] - at[:, None])
    pair = stretch_scores("party", vectors, weights, at, buckets).astype(np.float64)  # [C, 3, 3, T]
    triggers = best_stretch(pair[:, 0, 0], pair[:, 0, 1], pair[:, 0, 2], none=-np.inf)[0]
    sides = [_parties(pair[:, side]) for side in (1, 2)]
    statuses = softmax(scores["status"][at])
    negative = sigmoid(scores["negative"][at, 0])
    found = []
    for i, place in enumerate(at):
        first, last = triggers[i][0]
        if not first <= place < last:  # the words found elsewhere are not this trigger's
            first, last = int(place), int(place) + 1
        actors, recipients = (tuple((int(a) + start, int(b) + start) for a, b in side[i][0]) for side in sides)
        found.append(
            Event(
                place=int(place) + start,
                trigger=(int(first) + start, int(last) + start),
                actors=actors,
                recipients=recipients,
                score=float(likely[place]),
                types={
                    type_: float(chance / likely[place])
                    for type_, chance in zip(EVENTS[1:], chances[place, 1:], strict=True)
                },
                party_scores=(sides[0][i][1], sides[1][i][1]),
                statuses=dict(zip(STATUSES, statuses[i].tolist(), strict=True)),
                negative=float(negative[i]),
            )
        )
    return found


def _parties(pair: npt.NDArray[np.float64]) -> list[tuple[list[Stretch], float]]:
    """[C, 3, T] scores of one side → for each event the best stretches, and their probability among all."""
    begin, within, end = pair.transpose(1, 0, 2)
    chosen, reached = best_stretches(begin, within, end)
    forced, scored = best_stretch(begin, within, end, none=-np.inf)
    total = partition(begin, within, end)
    found = []
    for i, none in enumerate(np.exp(-total)):
        stretches, score = chosen[i], reached[i]
        if not stretches and none < LIKELY_NONE:
            stretches, score = forced[i], scored[i]
        found.append((stretches, float(np.exp(min(0.0, score - total[i])))))
    return found
