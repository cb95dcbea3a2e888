"""What the press says by convention: labelled turns, headlines with a colon, "citing" somebody.

The network is trained on running text and knows few of these, which need no learning: a rule
reads them. Each function takes the rows found so far and returns the rows with its own added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.chains.chaining import Told, length, overlap
from sayso.claims.chains.quoting import WORD, quotation_at, quoted
from sayso.claims.chains.touching import Touching
from sayso.types import Span

_LABEL = re.compile(
    r"(?m)^[ \t]*(?P<label>(?:[A-Z][\w.’'\-]*|of|the|de|al)"
    r"(?: (?:[A-Z][\w.’'\-]*|of|the|de|al|\([^)\n]{1,40}\)),?){0,6}) ?: +(?=\S)"
)
_NO_SPEAKER = re.compile(
    r"(note|update|updated|editor's note|source|photo|photos|image|video|read more|related|watch|live|opinion|"
    r"analysis|exclusive|breaking|explainer|factbox|review|correction|contact|email|tel|phone|date|time|location|"
    r"subject|re|from|to|cc|url|http|https|comment|warning|background|summary|key points|topics|tags|by|story|text|"
    r"reporting|writing|editing)",
    re.IGNORECASE,
)
_SPEAKERS = (
    r"(official|source|analyst|expert|witness|resident|diplomat|lawyer|doctor|employee|worker|adviser|aide|lawmaker|"
    r"minister|executive|trader|insider|relative|activist|student|professor|scientist|researcher|participant|colleague|"
    r"member|officer|spokes\w+|report|study|document|statement|survey|poll|paper|memo|memorandum|filing|letter|email|"
    r"transcript|agency|agencie|newspaper|police|pm|cm|mayor|governor|president|premier|chief|ministry|government|court|"
    r"media|people|data|figure|record|laboratory|hospital|union|party|company|broadcaster|daily|station)(s|es)?"
)
_CITING = re.compile(r",? (?P<cue>citing|quoting) (?P<source>[^,;:.“\"\n]{3,90}?)(?=[,;.\n]| that | as )")
_SURE = 0.9
"""The score of a row that a rule reads: as sure as the network's sure rows."""


def turns(text: str, rows: Sequence[Told]) -> list[Told]:
    """The turns of a transcript or interview: a label with a colon, and what stands until the next label.

    Labels count where one comes back, or three stand in the text; a lone "Note: …" is none.
    A turn of several paragraphs ends with the last label's own paragraph.
    """
    labels = [m for m in _LABEL.finditer(text) if not _NO_SPEAKER.fullmatch(m["label"])]
    names = [m["label"].lower() for m in labels]
    if len(labels) < 2 or (len(set(names)) == len(names) and len(labels) < 3):
        return list(rows)
    found: list[Told] = []
    for number, match in enumerate(labels):
        if number + 1 < len(labels):
            end = labels[number + 1].start()
        else:
            end = text.find("\n", match.end())
            end = len(text) if end < 0 else end
        spans = [
            Span(match.end() + m.start(), match.end() + m.end())
            for m in re.finditer(r"\S[^\n]*", text[match.end() : end].rstrip())
        ]
        spans = [Span(s.start, s.start + len(text[s.start : s.end].rstrip())) for s in spans]
        if spans:
            label = Span(match.start("label"), match.end("label"))
            found.append(_row(-2 - match.start(), label, None, tuple(spans)))
    told = [row for row in rows if row.cue or not any(overlap(row.content, t.content) >= 0.5 for t in found)]
    # A word of the label is no part of what another row tells.
    return sorted([*told, *found], key=lambda row: row.content[0].start if row.content else 0)


def headline(text: str, title: Span | None, rows: Sequence[Told]) -> list[Told]:
    """A headline with a colon: "Bridge to close: minister", "Minister: bridge to close".

    `title` is where the headline stands, the first line where None. Only a short side that
    names a speaker is taken for one.
    """
    if title is None:
        line = text.lstrip().split("\n", 1)[0]
        start = len(text) - len(text.lstrip())
        title = Span(start, start + len(line.rstrip()))
    words = text[title.start : title.end]
    if words.count(":") != 1 or len(words) > 160 or words.rstrip().endswith((".", "”", '"')):
        return list(rows)
    left, right = words.split(":")
    first = Span(title.start, title.start + len(left.rstrip()))
    second = Span(title.end - len(right.lstrip()), title.end)
    source, content = None, None
    if len(right.split()) <= 5 and len(left.split()) >= 3 and _speaks(right):
        source, content = second, first
    elif len(left.split()) <= 5 and len(right.split()) >= 3 and _speaks(left):
        source, content = first, second
    if source is None or content is None or any(overlap(row.content, (content,)) >= 0.8 for row in rows):
        return list(rows)
    return [*rows, _row(-2 - title.start, source, None, (content,))]


def _speaks(words: str) -> bool:
    last = words.split()[-1].strip("’'s") if words.split() else ""
    return bool(re.search(rf"\b{_SPEAKERS}$", words.strip(), re.IGNORECASE)) or (last.isupper() and 1 < len(last) < 6)


def citing(text: str, rows: Sequence[Told]) -> list[Told]:
    """A link for whom a source cites: "N reported, citing two officials, that …".

    Only speakers and documents add a link; grounds ("citing a threat") do not.
    """
    found = list(rows)
    for row in rows:
        if row.cue is None or text[row.cue.start : row.cue.end].lower() in ("citing", "quoting"):
            continue
        after = _CITING.match(text, row.cue.end)
        within = None
        if row.source and row.source.end <= row.cue.start:
            within = _CITING.search(text, row.source.start, row.cue.start)
        match = after or within
        if match is None or not re.search(rf"\b{_SPEAKERS}\b", match["source"], re.IGNORECASE):
            continue
        cue, source = Span(*match.span("cue")), Span(*match.span("source"))
        found = [row for row in found if not (row.cue and row.cue.start < cue.end and cue.start < row.cue.end)]
        content = tuple(
            Span(max(s.start, source.end), s.end) if cue.start <= s.start < source.end and s.end > source.end else s
            for s in row.content
        )
        if match is within and row.source and row.source.end > match.start():
            changed = replace(row, source=Span(row.source.start, match.start()), content=content)
            found = [changed if other is row else other for other in found]
        place = -2 - cue.start
        added = _row(place, source, cue, content)
        found.append(replace(added, parents={row.place: 1.0, -1: 0.0}, anchor_score=row.anchor_score))
    return found


def going_on(text: str, rows: Sequence[Told]) -> list[Told]:
    """Quotations that go on with no cue of their own: they belong to the row they follow, also where that is indirect.

    Only where nothing but white space and punctuation stands between the row's last words and
    the quotation, which begins as a sentence does, and no row told from outside it holds it.
    """
    found = list(rows)
    contents = Touching((row, row.content) for row in rows)
    ending: dict[int, list[int]] = {}  # rows by where their last words end
    for number, row in enumerate(rows):
        if row.cue and row.content:
            spans = (*row.content, row.cue, *((row.source,) if row.source else ()))
            ending.setdefault(max(span.end for span in spans), []).append(number)
    for mark in quoted(text):
        if not _GOES_ON.match(text, mark.start) or len(WORD.findall(text, mark.start, mark.end)) < 3:
            continue
        told_elsewhere = any(
            not (row.cue and mark.start <= row.cue.start and row.cue.end <= mark.end) for row in contents.at(mark)
        )
        followed = [
            number
            for end in range(mark.start - _APART, mark.start + 1)
            if not WORD.search(text, max(end, 0), mark.start)
            for number in ending.get(end, ())
        ]
        if followed and not told_elsewhere:
            number = max(followed, key=lambda number: length(found[number]))
            found[number] = replace(found[number], content=(*found[number].content, mark))
            ending.setdefault(mark.end, []).append(number)
    return found


_APART = 12
"""Characters of white space and punctuation that may stand before a quotation that goes on."""
_GOES_ON = re.compile(r"\W+[^\W\d_a-z]|\W+\d")


_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_][a-z)’'”\"][.!?])[”’\")]?\s+(?=[“‘\"'(]?[A-Z])|"
    r"(?<=\d[.!?])\s+(?=[“‘\"'(]?[A-Z][a-z])|\n+"
)
_SHORTENED = re.compile(
    r"\b(mr|mrs|ms|dr|st|gen|gov|sen|rep|lt|col|sgt|prof|no|vs|jr|sr|inc|co|corp|sept|oct|nov|dec|jan|feb)\.\W*$",
    re.IGNORECASE,
)


_STRAY = 2
"""Words of a piece of a content that is too short to stand in a sentence of its own."""


def bounded(text: str, rows: Sequence[Told]) -> list[Told]:
    """Indirect contents end with their sentence: of several, the one at the cue's side is kept.

    What stands in quotation marks may run over sentences and paragraphs, as may a content
    that has no cue or holds its own. A stray word of another sentence than the cue's is no piece of it.
    """
    quotations = quoted(text)

    def strays(span: Span, cue: Span) -> bool:
        between = Span(min(span.end, cue.end), max(span.start, cue.start))
        return (
            len(text[span.start : span.end].split()) <= _STRAY
            and _SENTENCE_END.search(text, between.start, between.end) is not None
            and quotation_at(quotations, span.start, span.end) is None
        )

    found = []
    for row in rows:
        content = []
        for span in row.content:
            if row.cue is None or (span.start < row.cue.end and row.cue.start < span.end):
                content.append(span)
                continue
            breaks = [
                match
                for match in _SENTENCE_END.finditer(text, span.start, span.end)
                if quotation_at(quotations, match.start(), match.end()) is None
                and not _SHORTENED.search(text[max(span.start, match.start() - 8) : match.start() + 1])
            ]
            if breaks and row.cue.end <= span.start:
                span = Span(span.start, span.start + len(text[span.start : breaks[0].start()].rstrip()))
            elif breaks:
                span = Span(breaks[-1].end(), span.end)
            if span.start < span.end:
                content.append(span)
        if row.cue and len(content) > 1:
            cue = row.cue
            content = [span for span in content if not strays(span, cue)] or content
        found.append(replace(row, content=tuple(content)) if content else row)
    return found


def _row(place: int, source: Span, cue: Span | None, content: tuple[Span, ...]) -> Told:
    """`place` is below -1, where no piece is: it counts from the row's first character."""
    return Told(place, source, cue, content, _SURE, _SURE, _SURE, {-1: 1.0})
