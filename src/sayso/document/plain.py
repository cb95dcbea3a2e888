"""Plain text → Document: the input itself, decoded and otherwise unchanged."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.document.decoding import decode
from sayso.document.furniture import is_furniture, signed
from sayso.document.language import guess_language
from sayso.document.warnings import BYTES_REPLACED, NO_SENTENCE, NOT_ENGLISH, VERY_SHORT
from sayso.errors import EmptyInput, Unreadable
from sayso.types import Document, Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
# Of fixed length, so that a text of a million characters without a full stop takes no longer.
_SENTENCE = re.compile(r"[^\n.!?]{8}(?:[.!?…؟।](?:[\"”’»')\]]|\s|$)|[。！？])")
_LABEL = re.compile(r"^[ \t]*[A-Z][\w .'’-]{0,30}:[ \t]+\S", re.MULTILINE)
# "the U.S." may end a headline; "quit." ends a sentence.
_ENDS_AS_SENTENCE = re.compile(r"(?:(?<!\.\w)\.|[:;,…。])[\"”’»'）)]*$")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_HEADLINE = 160
_SHORT = 60


def from_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    byline: tuple[str, ...] = (),
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
    raw: bytes | None = None,
    warnings: tuple[str, ...] = (),
) -> Document:
    """A document of a text as it is: not one character is changed (half a surrogate pair is none).

    Without a `title`, the first line is the title where it looks like a headline; a given
    one gets a span only where the text begins with it. Without a `byline`, the text's own is
    taken ("By Sanna Quill"). Raises EmptyInput where the text holds nothing but white space
    and invisible characters. `raw` defaults to the text in UTF-8.
    """
    mended = _SURROGATE.sub("\ufffd", text)
    if mended != text:
        text, warnings = mended, (*warnings, BYTES_REPLACED)
    if not text.strip().strip(_INVISIBLE).strip():
        raise EmptyInput("The text is empty.", "Give a file or page that holds text.")
    title_span = _headline_span(text) if title is None else _span_of(title, text)
    if title is None and title_span:
        title = text[title_span.start : title_span.end]
    document = Document(
        text=text,
        title=title,
        title_span=title_span,
        outlet=outlet,
        byline=byline or signed(text, title_span),
        url=url,
        published=published,
        language=language,
        warnings=warnings,
        raw=text.encode("utf-8", "surrogatepass") if raw is None else raw,
    )
    return with_cautions(document)


def read_plain(data: bytes, *, name: str, url: str | None, charset: str | None, language: str | None) -> Document:
    """A document of a plain text's bytes."""
    text, replaced = decode(data, charset)
    if "\0" in text:
        raise Unreadable(f"{name or 'The input'} holds NUL characters.", "It is binary or damaged; export it as text.")
    return from_text(text, url=url, language=language, raw=data, warnings=(BYTES_REPLACED,) if replaced else ())


def with_cautions(document: Document) -> Document:
    """The document with what its text alone shows: its language, and whether it is English, short, in sentences."""
    guessed = guess_language(document.text)
    language = document.language or guessed
    warnings = list(document.warnings)
    if (guessed or language or "en") != "en":
        warnings.append(NOT_ENGLISH)
    if len(document.text.strip()) < _SHORT:
        warnings.append(VERY_SHORT)
    if not _SENTENCE.search(document.text):
        warnings.append(NO_SENTENCE)
    return replace(document, language=language, warnings=tuple(dict.fromkeys(warnings)))


def _headline_span(text: str) -> Span | None:
    """The first line, where it is short, does not end as a sentence does, is no byline, and more follows."""
    first = next((line for line in _LINE.finditer(text) if line[0].strip().strip(_INVISIBLE)), None)
    if first is None or not text[first.end() :].strip():
        return None
    start, end = first.span()
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    line = text[start:end]
    rest = text[first.end() :].strip()
    looks = (
        2 <= len(line) <= _LONGEST_HEADLINE
        and not _ENDS_AS_SENTENCE.search(line)
        and not re.match(r"[-–—*•>]", line)
        and not is_furniture(line)
        # The first turn of a transcript has others after it.
        and not (_LABEL.match(line) and _LABEL.search(text, first.end(), first.end() + 2000))
        and any(character.isalpha() for character in line)
        and len(rest) > len(line)
        # A text wrapped at a fixed width begins with a line that the next one goes on with.
        and not _goes_on(text, first.end())
    )
    return Span(start, end) if looks else None


def _goes_on(text: str, end: int) -> bool:
    gap = re.match(r"(?:\r\n|\r|\n)([^\r\n]*)", text[end : end + 400])
    following = gap[1].strip() if gap else ""
    return bool(following) and following[0].islower()


def _span_of(title: str, text: str) -> Span | None:
    start = len(text) - len(text.lstrip().lstrip(_INVISIBLE))
    if title and text.startswith(title, start):
        return Span(start, start + len(title))
    return None
