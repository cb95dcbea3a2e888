"""Which stretches of a text stand in quotation marks, and so how directly a content is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.types import Directness, Span

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’", '"': '"', "``": "''"}
_WORD = re.compile(r"\w+")


def quoted(text: str) -> list[Span]:
    """The quoted stretches, marks included, in order.

    A mark that opens and is not closed in its paragraph runs to the paragraph's end, as in a
    quotation over several paragraphs; a lone closing mark opens nothing. Single quotes count
    only where they cannot be apostrophes.
    """
    found: list[Span] = []
    start = 0
    for paragraph in text.splitlines(keepends=True):
        opened: tuple[int, str] | None = None
        for i, char in enumerate(paragraph):
            before = paragraph[i - 1] if i else " "
            after = paragraph[i + 1] if i + 1 < len(paragraph) else " "
            if opened is not None and char in opened[1]:
                if char in "’'" and after.isalnum():
                    continue
                found.append(Span(start + opened[0], start + i + 1))
                opened = None
            elif opened is None and char in _PAIRS:
                if char == "‘" and before.isalnum():
                    continue
                if char == '"' and before.isalnum() and not after.isalnum():
                    continue
                opened = (i, _PAIRS[char])
            elif opened is None and char == "'" and not before.isalnum() and after.isalnum():
                close = re.search(r"(?<=[\w.,!?])'(?!\w)", paragraph[i + 1 :])
                if close and " " in paragraph[i + 1 : i + 1 + close.start()]:
                    opened = (i, "'")
        if opened is not None:
            found.append(Span(start + opened[0], start + len(paragraph.rstrip())))
        start += len(paragraph)
    return found


def directness(text: str, content: Sequence[Span], quotations: Sequence[Span]) -> Directness:
    """Direct where every word of the content stands in quotation marks, indirect where none does."""
    inside = total = 0
    for span in content:
        for word in _WORD.finditer(text, span.start, span.end):
            total += 1
            inside += any(q.start <= word.start() and word.end() <= q.end for q in quotations)
    if total and inside == total:
        return "direct"
    return "indirect" if inside == 0 else "mixed"
