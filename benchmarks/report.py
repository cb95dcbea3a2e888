"""Figures with what is to be reached beside them, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure (in per cent, where its name tells no unit), and what is to be reached; None where nothing is asked."""

    name: str
    value: float
    reach: float | None = None
    at_most: bool = False
    digits: int = 1

    @property
    def met(self) -> bool | None:
        if self.reach is None:
            return None
        return self.value <= self.reach if self.at_most else self.value >= self.reach


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one set, and all that was counted for them."""

    name: str
    documents: int
    figures: tuple[Figure, ...]
    details: dict[str, Any]


def table(reports: Iterable[Report]) -> str:
    """The figures as lines of 80 columns at most."""
    lines = []
    for report in reports:
        lines.append(f"{report.name} ({report.documents} documents)")
        for figure in report.figures:
            bound = "" if figure.reach is None else f"{'at most' if figure.at_most else 'reach'} {figure.reach:g}"
            met = {None: "", True: "met", False: "not met"}[figure.met]
            lines.append(f"  {figure.name:<40}{figure.value:7.{figure.digits}f}   {bound:<12} {met}".rstrip())
        lines.append("")
    return "\n".join(lines)


def to_dict(reports: Iterable[Report]) -> dict[str, Any]:
    return {
        report.name: {
            "documents": report.documents,
            "figures": [{**asdict(figure), "met": figure.met} for figure in report.figures],
            "details": report.details,
        }
        for report in reports
    }
