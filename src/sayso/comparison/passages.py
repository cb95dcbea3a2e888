"""A document as its tellings are looked at: its words, sentences and paragraphs, and what stands in quotes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.comparison.wording import content_places, content_words, folded, words
from sayso.types import Actor, Link, Reading, Span, Statement

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z\d])")
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Nos|Prof|Gen|Col|Capt|Lt|Sgt|Maj|Sen|Rep|Gov|Rev|Hon|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec|vs|cf|approx)|\b[A-Z])\.$"
)
_QUOTE = re.compile(r"“[^”\n]*[”\n]|\"[^\"\n]*[\"\n]|«[^»\n]*[»\n]|„[^“”\n]*[“”\n]")


@dataclass(frozen=True, eq=False)
class Paper:
    """One document of a story. Spans are of its text; a title is a paragraph of its own."""

    reading: Reading

    @cached_property
    def id(self) -> str:
        return self.reading.document.id

    @property
    def text(self) -> str:
        return self.reading.document.text

    @property
    def outlet(self) -> str:
        return self.reading.document.outlet or ""

    def words_of(self, span: Span) -> str:
        return self.text[span.start : span.end]

    @cached_property
    def statements(self) -> dict[str, Statement]:
        return {statement.id: statement for statement in self.reading.statements}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.reading.actors}

    @cached_property
    def links(self) -> tuple[tuple[int, Link], ...]:
        """The links that have a source in the text, by where it begins."""
        links = (link for statement in self.reading.statements for link in statement.own_links)
        return tuple(sorted(((link.source.start, link) for link in links if link.source), key=lambda one: one[0]))

    def links_before(self, place: int) -> list[Link]:
        """The links whose source begins before a place, in order."""
        return [link for _, link in self.links[: bisect_left(self.links, place, key=lambda one: one[0])]]

    def links_in(self, at: Span) -> list[Link]:
        """The links whose source begins in a stretch of text, in order."""
        first, last = (bisect_left(self.links, place, key=lambda one: one[0]) for place in (at.start, at.end))
        return [link for _, link in self.links[first:last]]

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        return tuple(Span(*match.span()) for match in _PARAGRAPH.finditer(self.text))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return tuple(sentence for paragraph in self.paragraphs for sentence in _sentences(self.text, paragraph))

    @cached_property
    def words(self) -> tuple[Span, ...]:
        return tuple(words(self.text))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words without case and accents, the i-th of `words[i]`."""
        return tuple(folded(self.words_of(word)) for word in self.words)

    @cached_property
    def is_quoted(self) -> tuple[bool, ...]:
        """Whether the i-th word stands in quotation marks."""
        spans = [match.span() for match in _QUOTE.finditer(self.text)]
        starts = [start for start, _ in spans]

        def within(word: Span) -> bool:
            last = bisect_right(starts, word.start) - 1
            return last >= 0 and word.end <= spans[last][1]

        return tuple(within(word) for word in self.words)

    @cached_property
    def content(self) -> tuple[tuple[Span, str], ...]:
        """The words that carry content and their normal forms."""
        return content_places(self.text)

    @cached_property
    def known_forms(self) -> frozenset[str]:
        return frozenset(form for _, form in self.content)

    @cached_property
    def name_forms(self) -> frozenset[str]:
        """The normal forms of the names that any document may use for the same party."""
        names = (actor.name for actor in self.reading.actors if not actor.id.startswith(f"{self.id}:"))
        return frozenset(form for name in names for form in content_words(name))

    def range_of(self, span: Span) -> range:
        """The numbers of the words that begin within a span."""
        return range(*(bisect_left(self._starts, at) for at in (span.start, span.end)))

    def content_of(self, span: Span) -> list[str]:
        """The normal forms of the words of a span that carry content."""
        first, last = (bisect_left(self.content, at, key=lambda one: one[0].start) for at in (span.start, span.end))
        return [form for _, form in self.content[first:last]]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def sentence_at(self, place: int) -> Span:
        return _holding(self.sentences, place)

    def paragraph_at(self, place: int) -> Span:
        return _holding(self.paragraphs, place)

    def in_title(self, place: int) -> bool:
        title = self.reading.document.title_span
        return title is not None and title.start <= place < title.end


def _holding(spans: Sequence[Span], place: int) -> Span:
    """The span that a place lies in, or the last that begins before it."""
    number = bisect_right(spans, place, key=lambda span: span.start) - 1
    return spans[max(number, 0)]


def _sentences(text: str, paragraph: Span) -> list[Span]:
    found, start = [], paragraph.start
    for end in _END.finditer(text, paragraph.start, paragraph.end):
        if not _SHORTENED.search(text, start, end.end()):
            found.append(Span(start, end.end()))
            start = end.end()
    found.append(Span(start, paragraph.end))
    return [_trimmed(text, span) for span in found]


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))
