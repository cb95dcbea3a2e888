"""An HTML tree → its blocks in reading order: paragraphs, headings, list items, each one string.

What a browser shows inline stays in its paragraph; what it shows as a block of its own is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OWN_TEXT = _HEADINGS | {
    "p",
    "li",
    "dd",
    "dt",
    "blockquote",
    "pre",
    "td",
    "th",
    "ul",
    "ol",
    "dl",
    "table",
    "tbody",
    "tr",
}
_BLOCKS = _OWN_TEXT | {
    "html", "body", "div", "section", "article", "main", "header", "footer", "aside", "nav", "figure", "figcaption",
    "address", "form", "fieldset", "details", "summary", "center", "thead", "tfoot", "caption", "hr",
    "hgroup", "dialog",
}  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "math", "canvas", "audio", "video", "iframe",
    "object", "embed", "button", "select", "option", "textarea", "input", "label", "datalist", "map", "rp", "rt",
    "noindex", "figcaption", "caption",
})  # fmt: skip
_UNSEEN_CLASS = re.compile(
    r"(?:^|[\s_-])(?:caption|figcaption|sr-only|visually-?hidden|visuallyhidden|screen-reader-text|a11y-hidden)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LONGEST_CAPTION = 800
_APART = frozenset({"aside", "nav", "footer"})
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_QUOTES = "\"“”„«»'‘’「」"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph's text, white space collapsed, and what is known of it.

    `linked` is the share of its characters that are a link's; `quoted` that it stands in a
    block quote; `apart` that it stands in an aside, navigation, footer or figure; `place`
    numbers the container around it. `element` and `in_tail` say where in the tree its first
    characters are.
    """

    text: str
    tag: str
    linked: float
    quoted: bool
    apart: bool
    place: int
    element: Any
    in_tail: bool

    @property
    def is_heading(self) -> bool:
        return self.tag in _HEADINGS


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters of one text node; with `text` None a line break."""

    text: str | None
    linked: bool
    element: Any
    in_tail: bool


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds a point of the tree: the block it is in, and what that stands in."""

    tag: str = "body"
    place: int = 0
    linked: bool = False
    quoted: bool = False
    apart: bool = False
    pictured: bool = False

    def within(self, element: Any, place: int) -> _Around:
        tag = element.tag
        return _Around(
            tag=tag if tag in _BLOCKS else self.tag,
            place=place,
            linked=self.linked or tag == "a",
            quoted=self.quoted or tag == "blockquote",
            apart=self.apart or tag in _APART,
            pictured=self.pictured or tag == "figure",
        )


def blocks_of(root: Any) -> Iterator[Block]:
    """The blocks under `root`, in order; the tree is left as it is.

    Not taken: scripts, form fields, captions, and what is hidden. A `<br>` ends a paragraph
    unless the sentence plainly goes on after it. `<q>` gets the marks a browser shows.
    """
    from lxml import etree  # type: ignore[import-untyped]

    around, places = [_Around()], 0
    run: list[_Piece] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    unseen: Any = None
    for event, element in walk:
        if event == "start":
            if unseen is not None:
                continue
            is_block = element.tag in _BLOCKS
            if is_block:
                yield from _paragraphs(run, around[-1])
                run = []
            if _is_unseen(element):
                unseen = element
                walk.skip_subtree()
                continue
            if is_block and element.tag not in _OWN_TEXT and element.tag != "figure":
                places += 1
                around.append(around[-1].within(element, places))
            else:
                around.append(around[-1].within(element, around[-1].place))
            if element.tag == "q" and not (element.text or "").lstrip().startswith(tuple(_QUOTES)):
                run.append(_Piece("“", around[-1].linked, element, False))
            if element.text:
                run.append(_Piece(element.text, around[-1].linked, element, False))
            continue
        if event == "end":
            if unseen is not None and element is not unseen:
                continue
            if unseen is None:
                inside = around.pop()
                if element.tag in _BLOCKS:
                    yield from _paragraphs(run, inside)
                    run = []
                elif element.tag == "q" and not "".join(element.itertext()).rstrip().endswith(tuple(_QUOTES)):
                    run.append(_Piece("”", inside.linked, element, True))
                elif element.tag == "br":
                    run.append(_Piece(None, False, element, True))
            unseen = None
        elif unseen is not None:
            continue
        if element.tail and element is not root:
            run.append(_Piece(element.tail, around[-1].linked, element, True))
    yield from _paragraphs(run, around[0])


def _is_unseen(element: Any) -> bool:
    if element.tag in _UNSEEN or "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
        return True
    if element.tag in ("ul", "ol"):
        return _captions_picture(element)
    if not _UNSEEN_CLASS.search(element.get("class", "")):
        return False
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > _LONGEST_CAPTION:
            return False
    return True


def _captions_picture(element: Any) -> bool:
    """Whether a list is the caption of the figure before it: one item, and no list at all."""
    before = element.getprevious()
    return before is not None and before.tag in ("figure", "picture", "img") and len(element.findall("li")) == 1


def _paragraphs(run: list[_Piece], around: _Around) -> Iterator[Block]:
    """The run's paragraphs: it is cut at its line breaks."""
    lines: list[list[_Piece]] = [[]]
    for piece in run:
        if piece.text is None:
            lines.append([])
        else:
            lines[-1].append(piece)
    paragraphs: list[list[_Piece]] = []
    broken = True
    for line in lines:
        text = _collapsed(line)
        if not text:
            broken = True
            continue
        if not broken and (text[0].islower() or _collapsed(paragraphs[-1]).endswith(",")):
            paragraphs[-1] += [_Piece(" ", False, None, False), *line]
        else:
            paragraphs.append(line)
        broken = False
    for pieces in paragraphs:
        text = _collapsed(pieces)
        first = next(piece for piece in pieces if piece.element is not None and piece.text and _collapsed([piece]))
        linked = sum(_inked(piece) for piece in pieces if piece.linked)
        whole = sum(_inked(piece) for piece in pieces)
        yield Block(
            text=text,
            tag=around.tag,
            linked=linked / whole,
            quoted=around.quoted,
            # A figure holds a picture and words for it, unless it is there to hold a quotation.
            apart=around.apart or (around.pictured and not around.quoted),
            place=around.place,
            element=first.element,
            in_tail=first.in_tail,
        )


def _inked(piece: _Piece) -> int:
    """How many of the piece's characters are no white space."""
    return len("".join((piece.text or "").split()))


def _collapsed(pieces: list[_Piece]) -> str:
    # A soft hyphen only says where a browser may break a word; the reader of the page does not see it.
    return _SPACE.sub(" ", "".join(piece.text or "" for piece in pieces).replace("\u00ad", "")).strip()
