"""How surely predicates are told, against people's judgements: Pearson's correlation and the mean absolute error."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import mean


def pearson(wanted: Sequence[float], given: Sequence[float]) -> float:
    """Pearson's r in -1…1; 0 where one side does not vary. ValueError where there are no two pairs of values."""
    if len(wanted) != len(given) or len(wanted) < 2:
        raise ValueError(f"{len(wanted)} and {len(given)} values: two or more pairs are needed")
    centre, other = mean(wanted), mean(given)
    together = sum((a - centre) * (b - other) for a, b in zip(wanted, given, strict=True))
    spreads = sum((a - centre) ** 2 for a in wanted) * sum((b - other) ** 2 for b in given)
    return together / sqrt(spreads) if spreads > 0 else 0.0


def mean_absolute_error(wanted: Sequence[float], given: Sequence[float]) -> float:
    return mean(abs(a - b) for a, b in zip(wanted, given, strict=True))


def by_value(wanted: Sequence[float], given: Sequence[float]) -> dict[str, dict[str, float]]:
    """For gold's values rounded to whole numbers: how many there are, and the mean of what was read."""
    groups: dict[int, list[float]] = {}
    for gold, read in zip(wanted, given, strict=True):
        groups.setdefault(round(gold), []).append(read)
    return {f"{value:+d}": {"predicates": len(read), "read": mean(read)} for value, read in sorted(groups.items())}
