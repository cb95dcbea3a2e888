"""Whether a confidence means what it says: of the rows given 0.8, are four in five right?

A row is right when it answers a gold statement (contents share words at F1 of 0.8 or more, one
to one) with the right source: for chains, `chains.outcomes`; for PolNeAR, `attribution_outcomes`
here. Doubtful rows belong to it, since the confidence decides which rows are doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.chains import ChainRow, RowLink, outcomes
from benchmarks.gold import AttributedArticle, ChainArticle, ChainLink, ChainStatement
from benchmarks.tally import share

Outcome = tuple[float, bool]
"""A confidence in 0…1, and whether the row was right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The rows whose confidence is in `[low, high)` (the last one takes 1.0 too)."""

    low: float
    high: float
    rows: int
    confidence: float
    right: float


def reliability(judged: Iterable[Outcome], bins: int = 10) -> tuple[Bin, ...]:
    """Bins of equal width, empty ones left out: the mean confidence and the share that was right, in 0…1."""
    filled: dict[int, list[Outcome]] = {}
    for confidence, right in judged:
        if not 0.0 <= confidence <= 1.0:
            raise ValueError(f"a confidence of {confidence}: it must lie in 0 to 1")
        filled.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, right))
    return tuple(
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            rows=len(rows),
            confidence=share(sum(confidence for confidence, _ in rows), len(rows)),
            right=share(sum(right for _, right in rows), len(rows)),
        )
        for number, rows in sorted(filled.items())
    )


def expected_error(table: Sequence[Bin]) -> float:
    """The expected calibration error in 0…1: the gap between confidence and share right, weighted by rows."""
    return share(sum(one.rows * abs(one.confidence - one.right) for one in table), sum(one.rows for one in table))


def attribution_outcomes(article: AttributedArticle, rows: Sequence[ChainRow]) -> list[Outcome]:
    """Confidence and rightness of top-level rows on PolNeAR, by the words of the outermost link's source.

    A gold source of several pieces is met by any of them; gold without a source wants none.
    """
    flat = ChainArticle(
        article.name,
        article.text,
        tuple(
            ChainStatement(
                content=one.content,
                chain=(ChainLink(one.source[0] if one.source else None, None, None, "unstated"),),
                chain_alt=tuple((ChainLink(piece, None, None, None),) for piece in one.source[1:]),
            )
            for one in article.attributions
        ),
    )
    # The cues are left out, because PolNeAR marks knowing and seeing too: no row is out of its scope.
    outermost = [
        ChainRow(row.content, tuple(RowLink(link.source, None) for link in row.chain[:1]), row.confidence)
        for row in rows
    ]
    return outcomes(flat, outermost)
