"""What counts as a word: where words stand in a text, and how a search compares them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from sayso.errors import UsageError
from sayso.types import Span

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_RUN = re.compile(r"[^\W_]+")


class WordPlaces:
    """Where the words of one text stand. A word is a run of letters and digits, inner `'’.,-` kept."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def touched(self, spans: Iterable[Span]) -> frozenset[int]:
        """The numbers of the words that the spans touch, be it with one character."""
        return frozenset(
            number
            for span in spans
            if span.start < span.end
            for number in range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))
        )


def folded(*texts: str) -> str:
    """Texts as a search sees them: ` us officials | the ministry `.

    Letters lose case and accents, everything between words becomes one space, and `|`
    keeps a term from being found across two texts.
    """
    return "|".join(f" {' '.join(_runs(text))} " for text in texts)


def patterns(query: str) -> list[str]:
    """One LIKE pattern for each term of a query; a text has to match them all.

    A term is what stands between spaces and matches whole words ("US" is not in
    "Russia"); with a `*` behind it, words that begin so. Raises UsageError where a query
    holds no word.
    """
    made = []
    for term in query.split():
        runs = _runs(term)
        if runs:
            made.append(f"% {' '.join(runs)}{'' if term.endswith('*') else ' '}%")
    if not made:
        raise UsageError(f"There is no word to look for in {query!r}.", "Give at least one word of letters or digits.")
    return made


def _runs(text: str) -> list[str]:
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _RUN.findall(text.casefold())
