"""A PDF → Document: its lines put together into paragraphs again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from sayso.document.page_facts import letters
from sayso.document.plain import with_cautions
from sayso.errors import EmptyInput, Unreadable
from sayso.types import Document, Span

_HYPHENS = "-\u00ad\u2010\ufffe\x02"
_WORD_WITH_HYPHEN = re.compile(r"\w+(?:-\w+)+")
_SENTENCE_END = re.compile(r"[.!?…。！？:][\"”’»')\]]*$")
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|seite)?\s*\d{1,4}(?:\s*(?:/|of|von)\s*\d{1,4})?\W*$", re.IGNORECASE)
_LONGEST_HEADLINE = 250
_FEW = 10


@dataclass(frozen=True, slots=True)
class _Line:
    """One line as it stands on the page; lengths in points, from the page's lower left corner."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float


def read_pdf(data: bytes, *, name: str, url: str | None, language: str | None) -> Document:
    """A document of a PDF's text.

    Raises Unreadable for one that is encrypted or damaged, EmptyInput for one without text:
    pictures of text (scans) are not read. Page numbers and the lines that every page repeats
    are left out; notes, tables and captions are not told apart from the text.
    """
    shown = name or url or "the PDF"
    lines = _without_running_heads(list(_lines(data, shown)))
    if not lines:
        raise EmptyInput(f"{shown} holds no text.", "It may be a scan: run character recognition (OCR) over it first.")
    title, rest = _headline(lines)
    paragraphs = _paragraphs(rest)
    return with_cautions(
        Document(
            text="\n\n".join([title, *paragraphs] if title else paragraphs),
            title=title,
            title_span=Span(0, len(title)) if title else None,
            url=url,
            language=language,
            raw=data,
        )
    )


def _lines(data: bytes, shown: str) -> Iterator[_Line]:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(data)
    except Exception as error:
        if "password" in str(error).lower():
            raise Unreadable(f"{shown} is encrypted.", "Open it with its password and save it without one.") from error
        raise Unreadable(f"{shown} is a damaged PDF: {_reason(error)}.", "Fetch or save it again.") from error
    try:
        for number in range(len(document)):
            try:
                page = document[number]
                yield from _page_lines(page.get_textpage(), number)
            except pypdfium2.PdfiumError as error:
                raise Unreadable(
                    f"Page {number + 1} of {shown} is damaged: {_reason(error)}.", "Fetch or save it again."
                ) from error
    finally:
        document.close()


def _page_lines(page: Any, number: int) -> Iterator[_Line]:
    from pypdfium2.raw import FPDFText_GetFontSize  # type: ignore[import-untyped]

    end = 0
    # Where a hyphen ends a line, the library writes U+FFFE in place of it and of the line's end.
    for piece in re.split(r"(\r\n|\r|\n|(?<=\ufffe))", page.get_text_range()):
        start, end = end, end + len(piece)
        text = piece.strip(" \t\r\n\u00a0")
        if not text:
            continue
        first = start + piece.index(text[0])
        left, base, _, _ = page.get_charbox(first, loose=True)
        _, _, right, _ = page.get_charbox(first + len(text) - 1, loose=True)
        size = float(FPDFText_GetFontSize(page.raw, first)) or 1.0
        yield _Line(" ".join(text.split()), number, left, right, base, size)


def _without_running_heads(lines: list[_Line]) -> list[_Line]:
    """Without page numbers and the heads and feet that repeat: only first and last lines of pages can be such."""
    pages: dict[int, list[_Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    if len(pages) < 2:
        return lines
    edges = [line for page in pages.values() for line in {id(line): line for line in (*page[:2], *page[-2:])}.values()]
    repeated = Counter(_place(line) for line in edges)
    often = max(3, (len(pages) + 1) // 2)
    dropped = {id(line) for line in edges if _PAGE_NUMBER.match(line.text) or repeated[_place(line)] >= often}
    return [line for line in lines if id(line) not in dropped]


def _place(line: _Line) -> tuple[str, int]:
    """What a running head has in common on all pages: its words, whatever the numbers in them, and its height."""
    return re.sub(r"\d+", "#", line.text), round(line.base)


def _headline(lines: list[_Line]) -> tuple[str | None, list[_Line]]:
    """The lines in the largest letters of the first page, where they are clearly larger and come near its top."""
    first_page = [line for line in lines if line.page == lines[0].page]
    usual = median(line.size for line in lines)
    largest = max(line.size for line in first_page)
    if largest < 1.2 * usual:
        return None, lines
    start = next(number for number, line in enumerate(first_page) if line.size == largest)
    end = start
    while end < len(first_page) and abs(first_page[end].size - largest) < 0.5:
        end += 1
    title = _joined([line.text for line in first_page[start:end]], frozenset())
    if start > 5 or not letters(title) or len(title) > _LONGEST_HEADLINE or end == len(lines):
        return None, lines
    # What stands above the headline, a rubric or a date, is no part of the text below it.
    return title, lines[end:] if start <= 2 else [*lines[:start], *lines[end:]]


def _paragraphs(lines: list[_Line]) -> list[str]:
    hyphenated = frozenset(word.lower() for line in lines for word in _WORD_WITH_HYPHEN.findall(line.text))
    gaps = [
        above.base - below.base
        for above, below in pairwise(lines)
        if above.page == below.page and 0 < above.base - below.base < 4 * below.size
    ]
    usual_gap = median(gaps) if gaps else 0.0
    edges = {page: _right_edge(lines, page) for page in {line.page for line in lines}}
    groups: list[list[str]] = []
    above: _Line | None = None
    for line in lines:
        if above is None or _begins_paragraph(above, line, usual_gap, edges[above.page]):
            groups.append([])
        groups[-1].append(line.text)
        above = line
    return [text for group in groups if (text := _joined(group, hyphenated))]


def _right_edge(lines: list[_Line], page: int) -> float:
    """Where full lines end: nearly the farthest right on the page, or in all where the page has few lines."""
    here = [line.right for line in lines if line.page == page]
    rights = sorted(here if len(here) >= _FEW else [line.right for line in lines])
    return rights[int(0.8 * (len(rights) - 1))]


def _begins_paragraph(above: _Line, line: _Line, usual_gap: float, edge: float) -> bool:
    ended = bool(_SENTENCE_END.search(above.text))
    if abs(above.size - line.size) > 0.15 * above.size:
        return True
    gap = above.base - line.base
    if above.page != line.page or gap < -line.size:
        # Over to the next page or column: only a sentence's end can tell.
        return ended and above.right < edge - 2 * above.size
    if usual_gap and gap > 1.3 * usual_gap:
        return True
    if line.left > above.left + 0.8 * line.size and gap > 0.5 * line.size:
        return ended
    return ended and above.right < edge - 4 * above.size


def _joined(texts: list[str], hyphenated: frozenset[str]) -> str:
    """The lines as one string. A hyphen at a line's end goes, unless the text writes that word with it elsewhere."""
    joined = ""
    for text in texts:
        if not joined:
            joined = text
        elif joined[-1] in _HYPHENS and len(joined) > 1 and joined[-2].isalpha() and text[0].islower():
            before = re.search(r"[\w-]*$", joined[:-1])
            after = re.match(r"\w*", text)
            compound = f"{before[0] if before else ''}-{after[0] if after else ''}".lower()
            joined = f"{joined[:-1]}-{text}" if compound in hyphenated else joined[:-1] + text
        elif joined[-1] in _HYPHENS[2:]:
            joined = f"{joined[:-1]}-{text}"
        else:
            joined = f"{joined} {text}"
    return joined


def _reason(error: BaseException) -> str:
    return str(error).rstrip(".") or type(error).__name__
