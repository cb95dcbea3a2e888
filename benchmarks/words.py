"""Where the words, the sentences and the quotations of a text are: what the scorers count in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from benchmarks.gold import Piece, Pieces

Sentences = Callable[[str], Pieces]
"""A text → its sentences, in order, none overlapping another."""

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_ALWAYS_QUOTE = '"“”„«»'


class Words:
    """The word tokens of a text: runs of letters and digits, with `'’.,-` kept inside. Each is known by its number."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: Pieces = tuple((found.start(), found.end()) for found in _WORD.finditer(text))
        self._starts = [start for start, _ in self.spans]
        self._ends = [end for _, end in self.spans]

    def touched(self, pieces: Iterable[Piece]) -> frozenset[int]:
        """The numbers of the words that any of the pieces touches."""
        return frozenset(
            number
            for start, end in pieces
            if start < end
            for number in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )

    def inside(self, ranges: Iterable[Piece]) -> frozenset[int]:
        """The numbers of the words that lie wholly in one of the ranges."""
        return frozenset(
            number
            for start, end in ranges
            for number in range(bisect_left(self._starts, start), bisect_right(self._ends, end))
        )

    def word(self, number: int) -> str:
        start, end = self.spans[number]
        return self.text[start:end].lower()

    def sentence_numbers(self, sentences: Pieces) -> list[int]:
        """For each word, the number of the sentence that it begins in."""
        starts = [start for start, _ in sentences]
        return [max(0, bisect_right(starts, start) - 1) for start, _ in self.spans]


def quotations(text: str) -> Pieces:
    """What stands in quotation marks, paragraph by paragraph (a line is a paragraph), the marks left out.

    A quotation that its paragraph does not close goes to the paragraph's end; a closing mark that
    nothing opened closes one from the paragraph's start. Straight single marks are taken for apostrophes.
    """
    found: list[Piece] = []
    at = 0
    for line in text.splitlines(keepends=True):
        opened: int | None = None
        seen = False
        single: int | None = None
        for i, mark in enumerate(line):
            if mark in _ALWAYS_QUOTE:
                closes = mark in "”»" or (mark == '"' and opened is not None)
                if not closes:
                    opened = i + 1 if opened is None else opened
                elif opened is not None:
                    found.append((at + opened, at + i))
                    opened = None
                elif not seen:
                    found.append((at, at + i))
                seen = True
            elif mark == "‘":
                single = i + 1
            elif mark == "’" and single is not None and not line[i + 1 : i + 2].isalnum():
                found.append((at + single, at + i))
                single = None
        if opened is not None:
            found.append((at + opened, at + len(line)))
        at += len(line)
    return tuple(found)


def punkt(text: str) -> Pieces:
    """Sentences by NLTK's Punkt and its English model, run over the whole text."""
    return tuple((int(start), int(end)) for start, end in _punkt().span_tokenize(text))


@cache
def _punkt() -> Any:
    # NLTK fetches its models at run time; the same English model comes as a package of its own, pinned.
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer  # type: ignore[import-untyped]
    from punkt.data import english

    learned = PunktParameters()
    learned.abbrev_types = set(english.ABBREV_TYPES)
    learned.collocations = set(english.COLLOCATIONS)
    learned.sent_starters = set(english.SENT_STARTERS)
    learned.ortho_context = defaultdict(int, english.ORTHO_CONTEXT)
    return PunktSentenceTokenizer(learned)
