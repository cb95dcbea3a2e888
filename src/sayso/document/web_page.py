"""A web page → Document: headline, blank line, paragraphs with a blank line between them.

trafilatura judges which parts of a page are the article; the words are then taken from the
page's own tree, so that none is glued, split or lost on the way.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from sayso.document.blocks import Block, blocks_of
from sayso.document.decoding import decode
from sayso.document.page_facts import PageFacts, letters, page_facts
from sayso.document.plain import with_cautions
from sayso.document.warnings import BLOCKQUOTE_DROPPED, BYTES_REPLACED, COOKIE_WALL, NO_ARTICLE, PAY_WALL
from sayso.errors import EmptyInput, Unreadable
from sayso.types import Document, Span

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]+)")
_XML_HEADER = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
# Characters that no tree can hold. Zero-width and bidirectional ones are not among them.
_NOT_FOR_TREES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Blocks that are no part of an article though they stand in it. All are matched against a whole block.
_LEAD_IN = re.compile(
    r"\W*(?:related(?: (?:stories|articles|content|coverage|topics))?|read(?: more| also| next| now)?|also read|"
    r"see also|more(?: on this(?: story)?| from .{1,40}| coverage| stories)?|watch|listen|don.t miss|recommended|"
    r"most (?:read|popular)|(?:à )?lire(?: aussi)?|voir aussi|lesen sie auch|mehr zum thema|lea también|leia também|"
    r"leggi anche|lees ook)\s*(?:[:»>|—–-].*)?\W*$",
    re.IGNORECASE,
)
_LINK_LIST = re.compile(
    r"\W*(?:(?:other|more|latest|recent|top|trending) .{0,30}"
    r"(?:columns?|stories|articles|news|coverage|posts|reading|headlines)|"
    r"(?:you may also like|around the web|from our partners|promoted stories|editors?.? picks?).{0,20})\W*$",
    re.IGNORECASE,
)
_PAGE_WORDS = re.compile(
    r"\W*(?:continue reading(?: the main story)?|advertisement|(?:story|article) continues (?:below|after)"
    r"(?: advertisement)?|share(?: this(?: article| story)?(?: with)?)?|print|email|(?:\d+ )?comments?|"
    r"from the section\b.{0,40}|sign up for .{0,60}newsletters?.{0,40}|subscribe(?: now)?|follow us.{0,40}|"
    r"image (?:source|copyright|caption).{0,60}|media caption.{0,100}|getty images|close|skip to .{0,30}|"
    r"\d+ min(?:ute)?s? read|last (?:updated|modified).{0,60})\W*$",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"\W*(?:published |updated )?(?:on |at )?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?,? \d{4}|[a-z]{3,9}\.? \d{1,2},? \d{4}|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
    r"(?:,? (?:at )?\d{1,2}[:.]\d{2}.{0,12})?\W*$",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"(?:accept|reject|manage|allow)(?: all| my)? (?:cookies|choices|preferences)|"
    r"we (?:and our (?:\d+ )?partners|use cookies)|your privacy (?:choices|matters)|we value your privacy|"
    r"cookie (?:policy|settings|preferences|consent)|consent to (?:the use of )?cookies|"
    r"store and/or access information on a device",
    re.IGNORECASE,
)
_PAYING = re.compile(
    r"(?:subscribe|sign in|log in|register|create (?:a|your) (?:free )?account)(?: now| today)? "
    r"(?:to|and) (?:continue|keep|read|unlock|access|enjoy)|"
    r"(?:this|the rest of this) (?:article|content|story) is (?:only |exclusively )?"
    r"(?:for|available to) (?:our )?(?:subscribers|members|paying)|"
    r"already (?:a subscriber|a member|have an account|subscribed)|"
    r"(?:free|monthly) articles? (?:left|remaining|this month)|to continue reading|"
    r"unlock (?:this|the full) (?:article|story)|subscriber[- ]only|article réservé aux abonnés|"
    r"reserved for (?:our )?subscribers",
    re.IGNORECASE,
)
_SHORT_OF_AN_ARTICLE = 1500
_MARK = re.compile("[\U000f0000-\U000ffffd][\U00100000-\U0010fffd]")
_BASE = 65_000
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।", ".”", '."', "”", '"', "»", "’", ")", ":")


def read_page(data: bytes, *, name: str, url: str | None, charset: str | None, language: str | None) -> Document:
    """A document of a page's bytes. `charset` is what the server declared.

    Raises EmptyInput where the page shows no text, Unreadable where no parser can follow it.
    Does not run scripts: a page that its scripts fill is as empty as without them.
    """
    shown = name or url or "given"
    text, replaced = decode(data, charset or _declared(data))
    root = _tree(text, shown)
    facts = page_facts(root, url)
    all_blocks = list(blocks_of(root))
    chosen = _chosen(root, all_blocks, facts)
    warnings = [BYTES_REPLACED] if replaced else []
    paragraphs = [block.text for block in _tidied(chosen, facts.title)]
    if facts.article_body and len(facts.article_body) > 2 * sum(map(len, paragraphs)):
        paragraphs = _body_paragraphs(facts.article_body)
    if not paragraphs:
        paragraphs = [block.text for block in all_blocks if letters(block.text) != letters(facts.title or "")]
        warnings.append(NO_ARTICLE)
    if not paragraphs and not facts.title:
        raise EmptyInput(
            f"The page {shown} shows no text.",
            "If its text comes from scripts, save it from the browser and read the file.",
        )
    warnings += _walls(paragraphs, all_blocks, facts)
    if _misses_quote(all_blocks, chosen, paragraphs):
        warnings.append(BLOCKQUOTE_DROPPED)
    title = facts.title
    document = Document(
        text="\n\n".join([title, *paragraphs] if title else paragraphs),
        title=title,
        title_span=Span(0, len(title)) if title else None,
        outlet=facts.outlet,
        byline=facts.byline,
        url=facts.url,
        published=facts.published,
        language=language or facts.language,
        warnings=tuple(warnings),
        raw=data,
    )
    return with_cautions(document)


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed or a table tells of a document beside its text."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: tuple[str, ...] = ()


def read_fragment(
    markup: str, told: Told, *, url: str | None, language: str | None, warnings: tuple[str, ...] = ()
) -> Document:
    """A document of a piece of HTML that is all article, as feeds carry it, under the headline told."""
    root = _tree(f"<html><body><article>{markup}</article></body></html>", url or "the entry")
    title = told.title
    paragraphs = [block.text for block in _tidied(list(blocks_of(root)), title)]
    if not paragraphs:
        raise EmptyInput(f"{url or 'The entry'} holds no text.")
    return with_cautions(
        Document(
            text="\n\n".join([title, *paragraphs] if title else paragraphs),
            title=title,
            title_span=Span(0, len(title)) if title else None,
            outlet=told.outlet,
            byline=told.byline,
            url=url,
            published=told.published,
            language=language,
            warnings=warnings,
            raw=markup.encode("utf-8", "replace"),
        )
    )


def with_facts(document: Document, told: Told) -> Document:
    """The document with what was told of it, where it tells nothing itself."""
    return replace(
        document,
        title=document.title or told.title,
        outlet=document.outlet or told.outlet,
        published=document.published or told.published,
        byline=document.byline or told.byline,
    )


def _declared(data: bytes) -> str | None:
    found = _XML_CHARSET.search(data[:1024]) or _CHARSET.search(data[:16_384])
    if not found:
        return None
    name = found[1].decode("ascii", "ignore")
    # A page cannot say in ASCII that it is UTF-16.
    return None if name.lower().startswith("utf-16") else name


def _tree(text: str, shown: str) -> Any:
    from lxml import html  # type: ignore[import-untyped]

    try:
        root = html.document_fromstring(_NOT_FOR_TREES.sub("", _XML_HEADER.sub("", text)).lstrip("\ufeff"))
    except Exception as error:
        raise Unreadable(
            f"The page {shown} cannot be parsed: {error}.", "Save the page again, or as plain text."
        ) from error
    if root is None:
        raise EmptyInput(f"The page {shown} is empty.", "Give a page that holds text.")
    return root


def _chosen(root: Any, blocks: list[Block], facts: PageFacts) -> list[Block]:
    """The blocks that are the article's, in order."""
    numbers = _judged(root, blocks)
    if numbers:
        numbers = _with_gaps(blocks, numbers)
    else:
        here = {number for number, block in enumerate(blocks) if not block.apart and block.linked < 0.5}
        numbers = {number for number in here if _is_prose(blocks[number])}
        numbers = numbers or {number for number in here if blocks[number].text.endswith(_ENDS)}
    return [blocks[number] for number in sorted(numbers)]


def _judged(root: Any, blocks: list[Block]) -> set[int]:
    """The numbers of the blocks that trafilatura takes for the article.

    Each block of a copy of the page begins with a mark of two private-use characters that
    tell its number; the marks that come out say which blocks did.
    """
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    copy = deepcopy(root)
    twins = dict(zip(root.iter(), copy.iter(), strict=True))
    for number, block in enumerate(blocks):
        twin = twins[block.element]
        mark = chr(0xF0000 + number // _BASE) + chr(0x100000 + number % _BASE)
        if block.in_tail:
            twin.tail = mark + (twin.tail or "")
        else:
            twin.text = mark + (twin.text or "")
    try:
        result = bare_extraction(copy, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:
        # Whatever a page makes its judge stumble over, its paragraphs can still be read.
        return set()
    body = getattr(result, "body", None)
    if body is None:
        return set()
    found = (
        (ord(mark[0]) - 0xF0000) * _BASE + ord(mark[1]) - 0x100000 for mark in _MARK.findall("".join(body.itertext()))
    )
    return {number for number in found if number < len(blocks)}


def _with_gaps(blocks: list[Block], numbers: set[int]) -> set[int]:
    """Adds the prose and the quotations that stand among the article's paragraphs, in the same container."""
    places: dict[int, int] = {}
    for number in numbers:
        places[blocks[number].place] = places.get(blocks[number].place, 0) + 1
    first, last = min(numbers), max(numbers)
    added = set()
    for number, block in enumerate(blocks):
        if number in numbers or block.apart or places.get(block.place, 0) < 2 or not _is_prose(block):
            continue
        if first < number < last or block.quoted:
            added.add(number)
    return numbers | added


def _is_prose(block: Block) -> bool:
    return block.linked < 0.5 and len(block.text) >= 40 and block.text.endswith(_ENDS)


def _tidied(blocks: Sequence[Block], title: str | None) -> list[Block]:
    """Without the headline's repetition and what surrounds an article: links elsewhere, dates, page furniture."""
    title_key = letters(title or "")
    first_prose = next((number for number, block in enumerate(blocks) if _is_prose(block)), 0)
    kept: list[Block] = []
    for number, block in enumerate(blocks):
        key = letters(block.text)
        if not key and not kept:
            continue
        if key == title_key and (number <= first_prose or block.tag == "h1"):
            continue
        if number < first_prose and (block.tag == "li" or _DATE_LINE.match(block.text) or block.linked > 0.5):
            continue
        if _PAGE_WORDS.match(block.text) or (not block.quoted and _leads_elsewhere(block)):
            continue
        if kept and len(key) > 40 and key == letters(kept[-1].text):
            continue
        kept.append(block)
    return _without_tail(kept)


def _leads_elsewhere(block: Block) -> bool:
    """Whether a block only points to other pages."""
    text = block.text
    bracketed = text.startswith(("[", "(")) and text.endswith(("]", ")"))
    return (
        (block.linked >= 0.9 and not (text.endswith((".", "!", "?", "”", '"')) and len(text) > 40))
        or (block.linked >= 0.4 and bool(_LEAD_IN.match(text)))
        or (block.linked >= 0.2 and bracketed)
        or (len(text) < 60 and ":" not in text[:-1] and bool(_LEAD_IN.match(text)))
    )


def _without_tail(blocks: list[Block]) -> list[Block]:
    """Cut at a heading that opens a list of other articles, and without headings that nothing follows."""
    for number, block in enumerate(blocks):
        if number > 2 and len(block.text) < 60 and _LINK_LIST.match(block.text):
            blocks = blocks[:number]
            break
    while blocks and blocks[-1].is_heading:
        blocks = blocks[:-1]
    return blocks


def _body_paragraphs(body: str) -> list[str]:
    """The paragraphs of an article's text that a page carries as data."""
    from lxml import html

    if re.search(r"</?(?:p|br|div|a|strong|em)\b", body, re.IGNORECASE):
        return [block.text for block in blocks_of(html.fragment_fromstring(body, create_parent="div"))]
    return [line for part in body.splitlines() if (line := " ".join(part.split()))]


def _walls(paragraphs: list[str], blocks: list[Block], facts: PageFacts) -> list[str]:
    """The warnings of a page that is mainly a cookie wall or a pay wall."""
    length = sum(map(len, paragraphs))
    found = []
    of_cookies = sum(len(paragraph) for paragraph in paragraphs if _COOKIES.search(paragraph))
    if of_cookies * 3 > length:
        found.append(COOKIE_WALL)
    if length < _SHORT_OF_AN_ARTICLE and (facts.behind_pay_wall or any(_PAYING.search(block.text) for block in blocks)):
        found.append(PAY_WALL)
    return found


def _misses_quote(blocks: list[Block], chosen: list[Block], paragraphs: list[str]) -> bool:
    """Whether a block quote among or beside the article's paragraphs is not in the text."""
    taken, there = {id(block) for block in chosen}, set(paragraphs)
    numbers = [number for number, block in enumerate(blocks) if id(block) in taken]
    if not numbers:
        return False
    return any(
        block.quoted and not block.apart and _is_prose(block) and block.text not in there
        for block in blocks[numbers[0] : numbers[-1] + 2]
    )
