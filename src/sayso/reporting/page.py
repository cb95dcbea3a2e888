"""Readings as one HTML file that needs nothing else: no network, no script for reading.

The article stands with its statements and its claims marked in place; beside each paragraph
are the notes of the statements that begin in it, each opening to its chain and its citation,
and the cards of the claims whose trigger begins in it. Before the text stand pictures: who
does what to whom in the outlet's own voice and in each main source's, when, and who gets how
many words. Before several articles stands what they tell together (see `across`). Text
of others is escaped by the template and made `visible` first; a content security policy
with the hashes of the page's own style and script forbids everything else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from sayso.comparison.speaking.shares import VOICES, Shares, Voice, is_rejected, link_voice, shares, statement_voice
from sayso.reporting.cards import Card, Doings, cards, doings
from sayso.reporting.doers import is_actual
from sayso.reporting.outline import Numbered, outline
from sayso.reporting.safety import one_line, visible
from sayso.reporting.speakers import (
    VOICE_WORDS,
    actors_by_id,
    addressed_in_words,
    citation,
    content_in_words,
    cue_in_words,
    day_in_words,
    flags_in_words,
    party_names,
    review_in_words,
    source_in_words,
    title_in_words,
)
from sayso.types import Actor, Claim, Link, Reading, Span

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from sayso.comparison.aligning.alignments import Alignment
    from sayso.comparison.speaking.counting import OutletVoices
    from sayso.reporting.tellers import Compared

_BREAK = r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]"
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*\S[^\r\n\x0b\x0c\x85\u2028\u2029]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HEADLINE = 160
"""A first line longer than that is no headline, where the document has none."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text between two boundaries: what holds it is the same from end to end.

    `inside` are the places of the notes of the statements that hold it, outermost first;
    `begins` those of the statements that begin here. `triggers` and `tells` are likewise the
    cards of the claims whose trigger it is part of, or begins here.
    """

    text: str
    inside: tuple[int, ...]
    begins: tuple[int, ...]
    voice: Voice
    depth: int
    source_of: Voice | None
    is_cue: bool
    triggers: tuple[Card, ...]
    tells: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain as a note shows it. It is `own` where the parent's chain lacks it."""

    source: str
    cue: str
    to: str
    voice: Voice
    about: str
    own: bool


@dataclass(frozen=True, slots=True)
class Note:
    """One statement beside the text. `place` counts from 0 in its article and is in its anchors."""

    place: int
    number: str
    depth: int
    voice: Voice
    steps: tuple[Step, ...]
    words: str
    about: str
    flags: tuple[str, ...]
    remark: str
    citation: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Its pieces, and what begins in it: notes of statements, cards of actual events and of other claims."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    cards: tuple[Card, ...]
    other_cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Share:
    voice: Voice
    words: str
    percent: int
    count: int


@dataclass(frozen=True, slots=True)
class Article:
    """All that the template shows of one reading."""

    anchor: str
    title: str
    headline: tuple[Paragraph, ...]
    about: tuple[str, ...]
    url: str
    link: str | None
    language: str | None
    warnings: tuple[str, ...]
    counts: str
    words: int
    shares: tuple[Share, ...]
    bar: Markup
    strip: Markup
    chart: Markup
    left_out: int
    doings: Doings | None
    paragraphs: tuple[Paragraph, ...]
    rejected: tuple[Note, ...]
    rejected_cards: tuple[Card, ...]
    noted: frozenset[int]
    told: frozenset[int]
    """The places of the notes and of the cards that are marked in the text."""
    model: str


def html_page(
    readings: Sequence[Reading],
    *,
    stories: Sequence[Compared] = (),
    voices: Sequence[OutletVoices] = (),
    alignment: Alignment | None = None,
) -> str:
    """The whole page. Several readings get an index at its top, and what is told of them together below it.

    `stories` are those that at least two of the documents tell. The page does not say when it was made: the same
    readings give the same bytes.
    """
    from markupsafe import Markup

    from sayso.reporting.across import across

    environment = _environment()
    style, script = f"{_part('pictures.css')}\n{_part('page.css')}", _part("page.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    articles = [_article(reading, f"a{count}") for count, reading in enumerate(readings, 1)]
    places = _places(readings, articles) if stories else {}
    together = across(stories, voices, alignment, places) if len(readings) > 1 else None
    page = environment.get_template("page.html").render(
        articles=articles, across=together, style=Markup(style), script=Markup(script), policy=policy
    )
    return page.rstrip("\n") + "\n"


def _places(readings: Sequence[Reading], articles: Sequence[Article]) -> dict[tuple[str, str], str]:
    """The anchors of the claims' cards that stand on the page, by document and claim."""
    found: dict[tuple[str, str], str] = {}
    for reading, article in zip(readings, articles, strict=True):
        for claim, card in cards(reading).items():
            if card.letter:
                found.setdefault((reading.document.id, claim), f"{article.anchor}-c{card.place}")
    return found


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("sayso.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _part(name: str) -> str:
    loader = _environment().loader
    assert loader is not None
    return loader.get_source(_environment(), name)[0].strip()


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _article(reading: Reading, anchor: str) -> Article:
    from sayso.reporting.pictures import left_out, order_strip, speakers_chart, voices_bar

    document = reading.document
    kept = outline([statement for statement in reading.statements if not is_rejected(statement)])
    rejected = outline([statement for statement in reading.statements if is_rejected(statement)])
    actors = actors_by_id(reading)
    notes = [_note(row, place, reading, actors) for place, row in enumerate(kept)]
    spans = paragraphs(document.text)
    made = cards(reading)
    rows = _paragraphs(
        document.text, spans, kept, notes, [claim for claim in reading.claims if made[claim.id].letter], made
    )
    heads = _headline(reading, spans)
    counted = shares(reading)
    url = one_line(document.url or "")
    about = [
        one_line(document.outlet or ""),
        ", ".join(one_line(name) for name in document.byline),
        day_in_words(document.published),
    ]
    doubtful = sum(row.statement.doubtful for row in kept)
    counts = [_many(len(kept), "statement"), *([f"{doubtful} doubtful"] if doubtful else [])]
    if reading.claims:
        counts.append(_many(sum(is_actual(claim) for claim in reading.claims), "event"))
    return Article(
        anchor=anchor,
        title=title_in_words(document),
        headline=tuple(row for row, span in zip(rows, spans, strict=True) if span in heads),
        about=tuple(part for part in about if part),
        url=url,
        link=url if url.lower().startswith(("http://", "https://")) else None,
        language=document.language if document.language and _LANGUAGE.fullmatch(document.language) else None,
        warnings=tuple(one_line(warning) for warning in document.warnings),
        counts=", ".join(counts),
        words=counted.words,
        shares=_shares(counted),
        bar=voices_bar(counted),
        strip=order_strip(counted),
        chart=speakers_chart(counted),
        left_out=left_out(counted),
        doings=doings(reading, made) if reading.claims else None,
        paragraphs=tuple(row for row, span in zip(rows, spans, strict=True) if span not in heads),
        rejected=tuple(
            _note(replace(row, number="✕"), place, reading, actors) for place, row in enumerate(rejected, len(kept))
        ),
        noted=frozenset(place for row in rows for piece in row.pieces for place in piece.begins),
        told=frozenset(card.place for row in rows for piece in row.pieces for card in piece.tells),
        rejected_cards=tuple(made[claim.id] for claim in reading.claims if is_rejected(claim)),
        model=one_line(reading.model),
    )


def _shares(counted: Shares) -> tuple[Share, ...]:
    return tuple(
        Share(voice, VOICE_WORDS[voice], counted.percent(voice), counted.by_voice[voice])
        for voice in VOICES
        if counted.by_voice[voice] or voice in ("outlet", "named", "unnamed")
    )


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _note(row: Numbered, place: int, reading: Reading, actors: Mapping[str, Actor]) -> Note:
    statement, text = row.statement, reading.document.text
    return Note(
        place=place,
        number=row.number,
        depth=min(row.depth, 3),
        voice=statement_voice(statement),
        steps=tuple(
            _step(link, text, actors, place >= len(statement.chain) - statement.own)
            for place, link in enumerate(statement.chain)
        ),
        words=content_in_words(statement, text),
        about=f"{_DIRECTNESS[statement.directness]}, confidence {statement.confidence:.2f}",
        flags=flags_in_words(statement),
        remark=review_in_words(statement.review) if statement.review else "",
        citation=citation(statement, reading.document, actors),
    )


_DIRECTNESS = {"direct": "quoted word for word", "indirect": "told in the outlet's words", "mixed": "partly quoted"}


def _step(link: Link, text: str, actors: Mapping[str, Actor], own: bool) -> Step:
    voice = link_voice(link)
    about = []
    if link.parties:
        about.append(", ".join(dict.fromkeys(party.kind for party in link.parties)))
    if voice in ("named", "unnamed"):
        about.append(voice)
    source = source_in_words(link, text, actors)
    names = [name for name in party_names(link, text, actors) if name.casefold() not in source.casefold()]
    if names:
        about.append("stands for " + ", ".join(names))
    to = addressed_in_words(link, text, actors)
    return Step(source, cue_in_words(link, text), to, voice, " · ".join(about), own)


def paragraphs(text: str) -> list[Span]:
    """Where the paragraphs of `text` stand, without the white space around them.

    A line is a paragraph, unless the text is wrapped by hand: then lines up to the next blank
    one belong together. No character but white space is outside all of them.
    """
    blocks: list[list[Span]] = []
    before = None
    for match in _LINE.finditer(text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        span = Span(start, match.start() + len(line.rstrip()))
        if before is not None and len(re.findall(_BREAK, text[before : match.start()])) == 1:
            blocks[-1].append(span)
        else:
            blocks.append([span])
        before = match.end()
    found: list[Span] = []
    for block in blocks:
        wrapped = len(blocks) > 1 and len(block) > 1 and all(50 <= line.end - line.start <= 100 for line in block[:-1])
        found.extend([Span(block[0].start, block[-1].end)] if wrapped else block)
    return found


def _headline(reading: Reading, spans: Sequence[Span]) -> set[Span]:
    """The paragraphs that are the headline, if the text holds it."""
    document = reading.document
    if document.title_span:
        title = document.title_span
        return {span for span in spans if span.start < title.end and title.start < span.end}
    if len(spans) < 2:
        return set()
    first = one_line(document.text[spans[0].start : spans[0].end])
    is_title = first == one_line(document.title) if document.title else len(first) <= _HEADLINE
    return {spans[0]} if is_title else set()


def _paragraphs(
    text: str,
    spans: Sequence[Span],
    kept: Sequence[Numbered],
    notes: Sequence[Note],
    told: Sequence[Claim],
    made: Mapping[str, Card],
) -> tuple[Paragraph, ...]:
    pieces = _Pieces(text, kept, told, made)
    rows = []
    order = deque(sorted((_begin(row.statement.content), place) for place, row in enumerate(kept)))
    claims = deque(sorted((_begin(claim.trigger), made[claim.id].place, claim.id) for claim in told))
    for count, span in enumerate(spans):
        last = count == len(spans) - 1
        beside = []
        while order and (last or order[0][0] < span.end):
            beside.append(order.popleft()[1])
        found = []
        while claims and (last or claims[0][0] < span.end):
            found.append(made[claims.popleft()[2]])
        rows.append(
            Paragraph(
                pieces=tuple(pieces.of(span)),
                # In the order of the numbers, so that what is nested follows what holds it.
                notes=tuple(notes[place] for place in sorted(beside)),
                cards=tuple(card for card in found if card.actual),
                other_cards=tuple(card for card in found if not card.actual),
            )
        )
    return tuple(rows)


def _begin(spans: Sequence[Span]) -> int:
    return spans[0].start if spans else 0


class _Pieces:
    """The text cut at every boundary of every statement, source, cue and trigger, paragraph by paragraph.

    Statements may overlap in any way: a piece knows all that hold it, so the page needs no
    element that crosses another. Paragraphs are asked for in order; each boundary is passed once.
    """

    def __init__(self, text: str, kept: Sequence[Numbered], told: Sequence[Claim], made: Mapping[str, Card]) -> None:
        self._text = text
        self._kept = kept
        self._length = [sum(span.end - span.start for span in row.statement.content) for row in kept]
        self._first = [row.statement.content[0].start if row.statement.content else -1 for row in kept]
        self._cards = {made[claim.id].place: made[claim.id] for claim in told}
        self._first_of_trigger = {made[claim.id].place: _begin(claim.trigger) for claim in told}
        edges: list[tuple[int, int, str, int]] = []
        for place, row in enumerate(kept):
            for kind, spans in (
                ("content", row.statement.content),
                ("source", tuple(link.source for link in row.statement.own_links if link.source)),
                ("cue", tuple(link.cue for link in row.statement.own_links if link.cue)),
            ):
                for span in spans:
                    if span.start < span.end:
                        edges.append((span.start, 1, kind, place))
                        edges.append((span.end, -1, kind, place))
        for claim in told:
            for span in claim.trigger:
                if span.start < span.end:
                    edges.append((span.start, 1, "trigger", made[claim.id].place))
                    edges.append((span.end, -1, "trigger", made[claim.id].place))
        self._edges = sorted(edges)
        self._next = 0
        self._open: dict[str, dict[int, int]] = {"content": {}, "source": {}, "cue": {}, "trigger": {}}

    def of(self, paragraph: Span) -> Iterator[Piece]:
        at = paragraph.start
        self._pass(at)
        while at < paragraph.end:
            edge = self._edges[self._next][0] if self._next < len(self._edges) else paragraph.end
            end = min(edge, paragraph.end)
            yield self._piece(at, end, paragraph)
            at = end
            self._pass(at)

    def _pass(self, at: int) -> None:
        while self._next < len(self._edges) and self._edges[self._next][0] <= at:
            _, change, kind, place = self._edges[self._next]
            count = self._open[kind].get(place, 0) + change
            if count:
                self._open[kind][place] = count
            else:
                self._open[kind].pop(place, None)
            self._next += 1

    def _piece(self, start: int, end: int, paragraph: Span) -> Piece:
        inside = sorted(self._open["content"], key=lambda place: (self._kept[place].depth, -self._length[place]))
        begins = tuple(
            place
            for place in inside
            # White space before a paragraph belongs to none: a content that starts there starts with the paragraph.
            if self._first[place] == start or (start == paragraph.start and self._blank(self._first[place], start))
        )
        triggers = sorted(self._open["trigger"])
        sources = sorted(self._open["source"], key=lambda place: self._kept[place].depth)
        return Piece(
            text=visible(self._text[start:end]),
            inside=tuple(inside),
            begins=begins,
            voice=statement_voice(self._kept[inside[-1]].statement) if inside else "outlet",
            depth=min(len(inside), 3),
            source_of=self._source_voice(sources[-1], start) if sources else None,
            is_cue=bool(self._open["cue"]),
            triggers=tuple(self._cards[place] for place in triggers),
            tells=tuple(
                self._cards[place]
                for place in triggers
                if self._first_of_trigger[place] == start
                or (start == paragraph.start and self._blank(self._first_of_trigger[place], start))
            ),
        )

    def _blank(self, first: int, start: int) -> bool:
        """Whether something began before `start`, and nothing but white space stands between."""
        return first < start and not self._text[first:start].strip()

    def _source_voice(self, place: int, at: int) -> Voice:
        for link in self._kept[place].statement.own_links:
            if link.source and link.source.start <= at < link.source.end:
                return link_voice(link)
        return "unresolved"
