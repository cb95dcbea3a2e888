"""Counts that add up over articles, and the figures made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """`found` of `gold` were found; `right` of `predicted` were right. The two may differ within a kind."""

    found: int = 0
    gold: int = 0
    right: int = 0
    predicted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.found + other.found,
            self.gold + other.gold,
            self.right + other.right,
            self.predicted + other.predicted,
        )

    @property
    def recall(self) -> float:
        return share(self.found, self.gold)

    @property
    def precision(self) -> float:
        return share(self.right, self.predicted)

    @property
    def f1(self) -> float:
        return harmonic(self.precision, self.recall)

    def to_dict(self) -> dict[str, float]:
        """Figures in per cent, counts as they are."""
        return {
            "precision": 100 * self.precision,
            "recall": 100 * self.recall,
            "f1": 100 * self.f1,
            "gold": self.gold,
            "predicted": self.predicted,
        }


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def share(part: float, whole: float) -> float:
    """`part / whole`, and 0 of nothing."""
    return part / whole if whole else 0.0


def harmonic(precision: float, recall: float) -> float:
    return share(2 * precision * recall, precision + recall)
