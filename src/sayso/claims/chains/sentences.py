"""Where sentences begin and end, well enough to say which words may belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.types import Span

_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Hon|St|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|"
    r"\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_BREAK = re.compile(r"(?<=[.!?])[”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])|\s*\n\s*")

ENDED = re.compile(r"[.!?][”\"’']?\s+[A-Z“\"]|\n|;")
"""Somewhere between two words their sentence ends, or as good as ends."""
NEXT_CLAUSE = re.compile(r", (?:and|but|as|with)\b")


def sentences(text: str) -> list[Span]:
    """The sentences of a text in order, none empty; a line's end ends one. Characters between them are white space.

    A full stop after an initial or a usual abbreviation ends none ("Gen. Ole Quist").
    """
    found, start = [], 0
    for match in _BREAK.finditer(text):
        if "\n" not in match.group() and _ABBREVIATED.search(text, start, match.start()):
            continue
        end = match.start() + len(match.group().rstrip())
        if text[start:end].strip():
            found.append(Span(start + len(text[start:end]) - len(text[start:end].lstrip()), end))
        start = match.end()
    if text[start:].strip():
        rest = text[start:]
        found.append(Span(start + len(rest) - len(rest.lstrip()), start + len(rest.rstrip())))
    return found


def sentence_at(found: Sequence[Span], place: int) -> Span:
    """The sentence that holds a character, or the last one before it; of no sentences, nothing stretches anywhere."""
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if found[middle].start <= place else (low, middle)
    return found[low - 1] if low else found[0] if found else Span(0, 0)
