"""How well evidence and loaded words are found: `world_chains`.

The spans are gathered over all claims that are not doubtful, typed or not, each row once: evidence by its places
and kinds, loaded words by their place and voice. A row answers a gold one that it shares a word with, one to
one: the right ones first, then an asked one before an optional one, then by the words they share.

Evidence is right with a kind in common; a loaded word with its voice right, which is the innermost source of the
innermost statement round it, or the outlet's own (`claims.voices`). F1 of what is right; what answers an
optional row counts on neither side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.chains import RowLink
from benchmarks.claims import chain_of, voice_right, voices
from benchmarks.gold import Piece, Pieces, WordingArticle
from benchmarks.tally import Tally
from benchmarks.words import Words

if TYPE_CHECKING:
    from sayso.types import Reading


@dataclass(frozen=True, slots=True)
class LoadedRow:
    """Loaded words as they were read; `chain` is None in the outlet's voice."""

    at: Piece
    chain: tuple[RowLink, ...] | None


@dataclass(frozen=True, slots=True)
class WordingRows:
    """All that was read in one text. A row of evidence is its places and its kinds."""

    evidence: tuple[tuple[Pieces, frozenset[str]], ...] = ()
    loaded: tuple[LoadedRow, ...] = ()


def from_reading(reading: Reading) -> WordingRows:
    """Each row once, in the order of the claims."""
    from sayso.types import OUTLET_VOICE

    told = chain_of(reading)
    claims = [claim for claim in reading.claims if not claim.doubtful]
    evidence = [
        (tuple((span.start, span.end) for span in one.at), frozenset[str](one.kind))
        for claim in claims
        for one in claim.evidence
    ]
    loaded = [
        LoadedRow((one.span.start, one.span.end), None if one.voice == OUTLET_VOICE else told[one.voice])
        for claim in claims
        for one in claim.loaded
    ]
    return WordingRows(tuple(dict.fromkeys(evidence)), tuple(dict.fromkeys(loaded)))


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts over articles: found at all, and right."""

    evidence: Tally = field(default_factory=Tally)
    evidence_found: Tally = field(default_factory=Tally)
    loaded: Tally = field(default_factory=Tally)
    loaded_found: Tally = field(default_factory=Tally)

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            self.evidence + other.evidence,
            self.evidence_found + other.evidence_found,
            self.loaded + other.loaded,
            self.loaded_found + other.loaded_found,
        )

    def to_dict(self) -> dict[str, dict[str, float]]:
        """Figures in per cent, counts as they are."""
        return {
            "evidence, with a kind": self.evidence.to_dict(),
            "evidence, found": self.evidence_found.to_dict(),
            "loaded words, with the voice": self.loaded.to_dict(),
            "loaded words, found": self.loaded_found.to_dict(),
        }


def score(articles: Iterable[WordingArticle], rows: Mapping[str, WordingRows]) -> Scores:
    """Scores over all articles. `rows` has an entry for each article's name; KeyError where one lacks."""
    return sum((score_article(article, rows[article.told.name]) for article in articles), Scores())


def score_article(article: WordingArticle, rows: WordingRows) -> Scores:
    words = Words(article.told.text)
    evidence, evidence_found = _tallies(
        gold=[words.touched([one.at]) for one in article.evidence],
        optional=[one.optional for one in article.evidence],
        read=[words.touched(at) for at, _ in rows.evidence],
        right=[[bool(kinds.intersection(one.kinds)) for _, kinds in rows.evidence] for one in article.evidence],
    )
    told = [voices(words, article.told.statements, [one.at]) for one in article.loaded]
    loaded, loaded_found = _tallies(
        gold=[words.touched([one.at]) for one in article.loaded],
        optional=[one.optional for one in article.loaded],
        read=[words.touched([one.at]) for one in rows.loaded],
        right=[
            [any(voice_right(words, voice, row.chain) for voice in allowed) for row in rows.loaded] for allowed in told
        ],
    )
    return Scores(evidence, evidence_found, loaded, loaded_found)


def _tallies(
    gold: Sequence[frozenset[int]],
    optional: Sequence[bool],
    read: Sequence[frozenset[int]],
    right: Sequence[Sequence[bool]],
) -> tuple[Tally, Tally]:
    """What is right, and what is found at all. `right[i][j]`: row `j` would be right for gold `i`."""
    candidates = [
        (not right[i][j], optional[i], -len(one & other), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(read)
        if one & other
    ]
    answers: dict[int, int] = {}
    for *_, i, j in sorted(candidates):
        if i not in answers and j not in answers.values():
            answers[i] = j
    asked = {i: j for i, j in answers.items() if not optional[i]}
    wanted = len(gold) - sum(optional)
    given = len(read) - (len(answers) - len(asked))
    good = sum(right[i][j] for i, j in asked.items())
    return Tally(good, wanted, good, given), Tally(len(asked), wanted, len(asked), given)
