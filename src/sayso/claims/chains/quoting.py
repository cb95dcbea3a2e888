"""Which stretches of a text stand in quotation marks, and so how directly a content is told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from sayso.types import Directness, Span

_CLOSERS = {"“": "”", "«": "»", "„": "“”", "‘": "’", '"': '"', "'": "'", "``": "''"}
_WAYS = tuple(re.compile(way, re.S) for way in ("[^“”]*”", '[^“"]*"', r"[^“]*?(?<=[.,!?])[’'](?!\w)", "[^”]*”"))
_FAR = 3000
"""Characters within which a single quote has to be closed."""
WORD = re.compile(r"\w+")


@lru_cache(maxsize=4)
def quoted(text: str) -> tuple[Span, ...]:
    """The quoted stretches, marks included, in order; of one within another the outer one.

    A mark that opens and is not closed in its paragraph runs to the paragraph's end, as in a
    quotation over several paragraphs; a lone closing mark opens nothing. Single quotes count
    only where they cannot be apostrophes, and where they are closed.
    """
    found: list[Span] = []
    start = 0
    for paragraph in text.splitlines(keepends=True):
        place = 0
        while place < len(paragraph):
            mark = _opening(paragraph, place)
            end = _closing(paragraph, place, mark) if mark else None
            if mark is None or (end is None and mark in "‘'"):
                place += 1
                continue
            end = len(paragraph.rstrip()) if end is None else end
            found.append(Span(start + place, start + end))
            place = end
        start += len(paragraph)
    return tuple(found)


def quotation_at(quotations: Sequence[Span], start: int, end: int) -> Span | None:
    """The first of these ordered, disjoint quotations that shares a character with `[start, end)`."""
    number = bisect_right(quotations, start, key=lambda q: q.end)
    return quotations[number] if number < len(quotations) and quotations[number].start < end else None


def _opening(paragraph: str, place: int) -> str | None:
    """The mark that opens a quotation here."""
    char, after = paragraph[place], paragraph[place + 1 : place + 2]
    joined = paragraph[place - 1 : place].isalnum() if place else False
    if char == "`":
        return "``" if after == "`" else None
    if char not in _CLOSERS or (joined and char in "‘'") or (joined and char == '"' and not after.isalnum()):
        return None
    if char in "‘'" and (after.isdigit() or not after.strip()):  # the '90s
        return None
    return char


def _closing(paragraph: str, place: int, mark: str) -> int | None:
    """Where the quotation that opens here ends, its closing mark included."""
    begin = place + len(mark)
    if mark == "``":
        end = paragraph.find("''", begin)
        return end + 2 if end >= 0 else None
    if mark in "‘'":
        close = re.compile(rf"(?<=[\w.,!?;:…”\"]){_CLOSERS[mark]}(?!\w)").search(paragraph, begin, begin + _FAR)
        return close.end() if close and (mark == "‘" or " " in paragraph[begin : close.start()]) else None
    # A “ is closed by another mark now and then: that counts where none of its own stands before the next “.
    ways = _WAYS if mark == "“" else (re.compile(f"[^{_CLOSERS[mark]}]*[{_CLOSERS[mark]}]"),)
    found = (way.match(paragraph, begin) for way in ways)
    return next((match.end() for match in found if match), None)


def directness(text: str, content: Sequence[Span], quotations: Sequence[Span]) -> Directness:
    """Direct where every word of the content stands in quotation marks, indirect where none does."""
    inside = total = 0
    for span in content:
        for word in WORD.finditer(text, span.start, span.end):
            total += 1
            around = quotation_at(quotations, word.start(), word.end())
            inside += around is not None and around.start <= word.start() and word.end() <= around.end
    if total and inside == total:
        return "direct"
    return "indirect" if inside == 0 else "mixed"
