"""Whom a document credits or cites: the story's other outlets, under all their names, and outlets outside the story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.comparison.passages import Paper
from sayso.comparison.wording import folded
from sayso.types import Link, Span

_SERVICE = frozenset(("news", "press", "service", "agency", "wire", "media"))
"""What may be left out after an outlet's name: "Meridian" is Meridian Press."""
_KIND_OF_OUTLET = (
    r"(?:news ?papers?|papers?|dail(?:y|ies)|weekly|tabloid|broadsheet|(?:news |wire |press )?agenc(?:y|ies)"
    r"|(?:news|wire) service|newswire|bureau|web ?site|site|portal|blog|magazine|periodical|journal|gazette"
    r"|broadcaster|(?:radio|television|TV) (?:station|channel|network)|station|channel|outlet|publication)"
)
_UNNAMED = re.compile(rf"\b{_KIND_OF_OUTLET}\b")
_PLACED = re.compile(rf"\b{_KIND_OF_OUTLET} (?:in|of|from|at) ((?:[A-Z][\w’'-]+ ?)+)")
_NAMED_LIKE = re.compile(
    r"\b(?:Radio|TV|Television|Channel|News|Times|Post|Herald|Press|Agency|Gazette|Tribune|Journal|Observer|Courier"
    r"|Chronicle|Telegraph|Broadcasting|Magazine)\b"
)
_CUE = re.compile(
    r"\b(?:report(?:s|ed|ing)?|wr(?:ite|ites|iting|ote|itten)|sa(?:y|ys|id)|t(?:ell|ells|old)|reveal(?:s|ed)?|publish(?:es|ed)?"
    r"|print(?:s|ed)?|cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing)|according to|claim(?:s|ed)?|relay(?:s|ed)?|carr(?:y|ies|ied)"
    r"|disclos(?:e|es|ed)|ha(?:s|ve|d) it|brought to light|uncover(?:s|ed)?|unearth(?:s|ed)?"
    r"|expos(?:es|ed)|found|obtained|seen by|shown to|spoke to|account|word (?:of|from)|interview with|speaking to|broadcast|aired|maintains|learn(?:s|ed|t))\b"
)
_ARTICLES = frozenset(("the", "a", "an", "one", "some", "several", "local"))
_RELATIVE = re.compile(r"\b(?:which|who|whose|whom|that)\b")
_IN = re.compile(r"\b(?:on|in|from|via|per) $")
_NEAR = 48
"""Characters between an outlet's name and what makes it one who tells."""
_CREDITING = re.compile(
    r"\b(?:with|additional|further) (?:report(?:s|ing)|material|contributions?|files|information|input) (?:by|from)\b"
    r"|^(?:report(?:s|ing)|material) (?:by|from)\b|^sources?:|\bcontribut(?:ed|ing)(?: \w+)? to this (?:report|article|story)"
    r"|\b(?:first|originally) (?:published|appeared|reported|aired|broadcast) (?:by|in|on|at)\b"
    r"|\b(?:this|the) (?:article|story|report|dispatch|text) (?:is|was|is taken|comes|appeared) (?:from|by|of|in)\b"
    r"|\b(?:based on|adapted from|taken from|reprinted from|courtesy of|translated from)\b",
    re.IGNORECASE,
)
_CREDIT_WORDS = frozenset(
    """a additional agencies agency and article by compiled contributed correspondent correspondents desk dispatch
    dispatches edited editing files from further in input its material newsroom of our own report reporter reporters
    reporting reports service source staff story text the this to via wire wires with writer writers written""".split()
)
_SHORT = 14
"""Words of a credit line at most."""
_BRACKETED = re.compile(r"[(\[]([^()\[\]\n]{2,80})[)\]]\s*$")
_DASHED = re.compile(r"(?:^|\s)[—–-]{1,2}\s*([^\n—–]{2,60})$")
_SLASHED = re.compile(r"(?:^|[.!?”\"]\s+)([A-Z]\w*(?: [A-Z]\w*)*(?:/[A-Z]\w*(?: [A-Z]\w*)*)+)$")
_SIGNED = re.compile(r"([a-z]{2,5}(?:/[a-z]{2,5})+)")
_DATELINE = re.compile(r"^[^\n()]{2,60}\(([^()\n]{2,40})\)\s*[-—–:]")
_OWN_PAPER = re.compile(
    r"\b[Tt]his (?:news ?paper|paper|magazine|station|site|website|agency|channel|broadcaster|weekly)\b"
)
_BYLINE = re.compile(r"^(?:by|from)\s+([^\n]{2,80})$", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One who publishes. `documents` are those of the story, by id; () where it has none there."""

    name: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """An outlet that a document names as the one who tells, and the words that show it."""

    outlet: Outlet
    at: Span


@dataclass(frozen=True, slots=True)
class Credit(Cited):
    """An outlet that a credit line names, for the part of the document in `scope`."""

    scope: Span


class Outlets:
    """The outlets of one story, known by their full names, by short forms of them and by initials."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        documents: dict[str, list[str]] = {}
        for paper in papers:
            if paper.outlet:
                documents.setdefault(_plain(paper.outlet), []).append(paper.id)
        self._outlets = {name: Outlet(name, tuple(ids)) for name, ids in documents.items()}
        self._of = {paper.id: self._outlets[_plain(paper.outlet)] for paper in papers if paper.outlet}
        texts = [paper.text for paper in papers]
        titles = {_plain(paper.outlet): paper.outlet for paper in papers if paper.outlet}
        signed = {_plain(paper.outlet): initials for paper in papers if (initials := _signed(paper))}
        self._signed = set(signed)
        self._names = _patterns(titles, texts, signed)
        self._shorts = {name: _short(title, texts) for name, title in titles.items()}

    def of(self, paper: Paper) -> Outlet | None:
        return self._of.get(paper.id)

    def signs(self, paper: Paper) -> bool:
        """Whether the document's outlet signs its datelines, as agencies do."""
        outlet = self.of(paper)
        return outlet is not None and outlet.name in self._signed

    def own_name(self, paper: Paper) -> str:
        """A pattern that finds the document's own outlet, however it is called; one that finds nothing without one."""
        outlet = self.of(paper)
        return self._names[outlet.name] if outlet else r"(?!)"

    def own_short(self, paper: Paper) -> str:
        """The same for its name without "News Agency" and the like, which must stand before another word of its own."""
        words = [word for word in re.findall(r"[^\W_]+", paper.outlet) if word.lower() != "the"]
        while len(words) > 1 and words[-1].lower() in _SERVICE:
            words.pop()
        return rf"\b{' '.join(map(re.escape, words))}\b" if words else r"(?!)"

    def named(self, paper: Paper, at: Span) -> Iterator[Cited]:
        """The story's outlets that a stretch of text names, in order; the document's own among them."""
        found = [
            Cited(self._outlets[name], Span(*match.span()))
            for name, pattern in self._names.items()
            for match in re.finditer(pattern, paper.text[: at.end])
            if match.start() >= at.start
        ]
        found.sort(key=lambda one: (one.at.start, -one.at.end))
        end = at.start
        for one in found:
            if one.at.start >= end:
                end = one.at.end
                yield one

    def telling(self, paper: Paper, link: Link) -> Cited | None:
        """The outlet that a link of a chain names as its source, None where it names none."""
        if link.source is None:
            return next(self._parties(paper, link), None)
        head = _RELATIVE.split(paper.words_of(link.source), maxsplit=1)[0]
        named = list(self.named(paper, Span(link.source.start, link.source.start + len(head))))
        own = self.of(paper)
        if own and _OWN_PAPER.search(head):
            return Cited(own, link.source)
        if named:
            return next((one for one in named if one.outlet != own), named[0])
        return (
            next(self._parties(paper, link), None)
            or self._unnamed(paper, link.source)
            or self._outside(paper, link)
            or self._meant(paper, link)
        )

    def _meant(self, paper: Paper, link: Link) -> Cited | None:
        """What "it" means that is resolved to nobody: an outlet, where one spoke last before it."""
        assert link.source is not None
        if paper.words_of(link.source).lower() != "it" or any(party.actor_id for party in link.parties):
            return None
        earlier = [
            one
            for statement in paper.reading.statements
            for one in statement.own_links
            if one.source and one.source.end <= link.source.start
        ]
        last = max(earlier, key=lambda one: one.source.start if one.source else 0, default=None)
        cited = self.telling(paper, last) if last else None
        return Cited(cited.outlet, link.source) if cited else None

    def told(self, paper: Paper, link: Link) -> Cited | None:
        """The outlet that a link's source speaks to ("told the Harbour Post"), None where there is none."""
        for party in link.to:
            for one in self.named(paper, party.span):
                return one
        return None

    def in_passing(self, paper: Paper, at: Span) -> Cited | None:
        """Another outlet that a stretch of text names beside a word for telling, outside any chain."""
        own = self.of(paper)
        for one in self._all(paper, at):
            around = Span(max(at.start, one.at.start - _NEAR), min(at.end, one.at.end + _NEAR))
            placed = _IN.search(paper.text, max(at.start, one.at.start - 8), one.at.start)
            if one.outlet != own and (placed or _CUE.search(paper.words_of(around))):
                return one
        return None

    def _all(self, paper: Paper, at: Span) -> Iterator[Cited]:
        yield from self.named(paper, at)
        for match in _PLACED.finditer(paper.text, at.start, at.end):
            if found := self._placed(match):
                yield Cited(found, Span(*match.span()))

    def _parties(self, paper: Paper, link: Link) -> Iterator[Cited]:
        """Outlets by what a link's parties stand for: "the newspaper" is one that was named before."""
        for party in link.parties:
            actor = paper.actors.get(party.actor_id or "")
            if actor is None or party.kind in ("state", "person") and actor.kind in ("state", "person"):
                short = None
            else:
                short = self._by_name(actor.name)
            if short is None and party.kind != "state" and actor is not None:
                short = self._by_short(paper.words_of(party.span), actor.name)
            if short:
                yield Cited(short, party.span)

    def _by_name(self, name: str) -> Outlet | None:
        plain = _plain(name)
        if plain in self._outlets:
            return self._outlets[plain]
        fitting = [outlet for key, outlet in self._outlets.items() if re.fullmatch(self._names[key], f"the {name}")]
        return fitting[0] if len(fitting) == 1 else None

    def _by_short(self, *names: str) -> Outlet | None:
        fitting = [
            self._outlets[key] for key, short in self._shorts.items() if short and any(_plain(one) == short for one in names)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _unnamed(self, paper: Paper, source: Span) -> Cited | None:
        """An outlet that is called "the paper", or a paper of a place: the last one named before, or the next."""
        words = paper.words_of(source)
        if not _UNNAMED.search(words):
            return None
        placed = _PLACED.search(paper.text, source.start, source.end)
        if placed and (found := self._placed(placed)):
            return Cited(found, source)
        if _NAMED_LIKE.search(words) or re.search(r"\b(?:an?|other|several|some)\b", words.lower()):
            return None
        own = self.of(paper)
        before = [one for one in self.named(paper, Span(0, source.start)) if one.outlet != own]
        after = [one for one in self.named(paper, Span(source.end, len(paper.text))) if one.outlet != own]
        return Cited((before[-1:] or after[:1])[0].outlet, source) if before or after else None

    def _placed(self, match: re.Match[str]) -> Outlet | None:
        place = {folded(word) for word in match[1].split()}
        fitting = [outlet for name, outlet in self._outlets.items() if place & set(name.split())]
        return fitting[0] if len(fitting) == 1 else None

    def _outside(self, paper: Paper, link: Link) -> Cited | None:
        """An outlet that the story has no document of."""
        assert link.source is not None
        words = _RELATIVE.split(paper.words_of(link.source), maxsplit=1)[0]
        is_outlet = any(party.kind == "outlet" for party in link.parties)
        if is_outlet or _UNNAMED.search(words) or _NAMED_LIKE.search(words):
            name = _outside_name(words)
            return Cited(self._outlets.get(name, Outlet(name)), link.source)
        return None

    def outside_in_passing(self, paper: Paper, at: Span) -> Cited | None:
        """An outlet that the story has no document of, which somebody spoke to ("in an interview with Radio Bray")."""
        pattern = r"\b(?:interview with|told|tells|speaking to|speaking on|on) ((?:[Tt]he )?(?:[A-Z][\w’'-]*(?: |(?=\W)))+)"
        for match in re.finditer(pattern, paper.words_of(at)):
            start = at.start + match.start(1)
            known = any(self.named(paper, Span(start - 4, start + len(match[1]))))
            if _NAMED_LIKE.search(match[1]) and not known:
                return Cited(Outlet(_outside_name(match[1])), Span(start, start + len(match[1].rstrip())))
        return None

    def credited(self, paper: Paper) -> tuple[Credit, ...]:
        """The other outlets that a document's credit lines name, and those of its byline."""
        own = self.of(paper)
        found = [
            Credit(one.outlet, one.at, scope)
            for line, scope in _credit_lines(paper)
            for one in (*self.named(paper, line), *self._signing(paper, line), *self._initials(paper, line))
            if one.outlet != own
        ]
        for name in paper.reading.document.byline:
            outlet = self._by_name(name) or (Outlet(_outside_name(name)) if _UNNAMED.search(name.lower()) else None)
            if outlet and outlet != own:
                found.append(Credit(outlet, Span(0, 0), Span(0, len(paper.text))))
        return tuple(found)

    def _signing(self, paper: Paper, line: Span) -> Iterator[Cited]:
        """The story's agencies by initials in small letters ("dna/tid")."""
        if _SIGNED.fullmatch(paper.words_of(line)):
            for match in re.finditer(r"[a-z]+", paper.words_of(line)):
                for name, pattern in self._names.items():
                    if re.fullmatch(pattern, match[0].upper()):
                        yield Cited(self._outlets[name], line)

    def _initials(self, paper: Paper, line: Span) -> Iterator[Cited]:
        """Agencies that the story has no document of, by their initials."""
        own = self.own_name(paper)
        if _BYLINE.match(paper.words_of(line)):
            return
        for match in _ACRONYM.finditer(paper.text, line.start, line.end):
            known = any(re.fullmatch(pattern, match[0]) for pattern in self._names.values())
            if not known and not re.fullmatch(own, match[0]):
                yield Cited(Outlet(match[0].lower()), Span(*match.span()))


def _plain(name: str) -> str:
    """An outlet's name without case, points and its article."""
    words = [folded(word) for word in re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", name)]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _outside_name(words: str) -> str:
    """The name of an outlet of no document: its capitalised words; "" for one without ("a local paper")."""
    head = re.split(r"\b(?:which|who|whose|that)\b|,", words)[0]
    names = [word for word in re.findall(r"[^\W_]+", head) if word[0].isupper() and word.lower() not in _ARTICLES]
    return " ".join(folded(word) for word in names)


def _short(title: str, texts: Sequence[str]) -> str | None:
    """An outlet's name without "News Agency" and the like, unless it is a place's name."""
    words = _plain(title).split()
    while len(words) > 1 and words[-1] in _SERVICE:
        words.pop()
    short = " ".join(words)
    if short == _plain(title) or any(re.search(rf"\b(?:in|at|near) {re.escape(short)}\b", text, re.I) for text in texts):
        return None
    return short


def _patterns(titles: dict[str, str], texts: Sequence[str], signed: dict[str, str]) -> dict[str, str]:
    """For each outlet a pattern of its names: in full, by initials, and the end of its name after an article.

    Two outlets that one short form fits ("the Post") have it neither, but initials are those of the outlet that has
    `signed` with them in a dateline.
    """
    forms = {name: _forms(title, texts) for name, title in titles.items()}
    for name, initials in signed.items():
        form = rf"\b{re.escape(initials)}\b"
        for other in forms.values():
            other.discard(form)
        forms[name].add(form)
    fitting: dict[str, int] = {}
    for own in forms.values():
        for form in own:
            fitting[form] = fitting.get(form, 0) + 1
    return {
        name: "|".join(sorted((form for form in own if fitting[form] == 1), key=len, reverse=True)) or r"(?!)"
        for name, own in forms.items()
    }


def _signed(paper: Paper) -> str | None:
    """The initials that a document's dateline has for its own outlet ("(EWS) -")."""
    name = iter(folded(paper.outlet))
    for paragraph in paper.paragraphs[:4]:
        dateline = _DATELINE.search(paper.words_of(paragraph))
        letters = [letter.lower() for letter in dateline[1] if letter.isalnum()] if dateline else []
        if dateline and letters and all(letter in name for letter in letters):
            return dateline[1]
    return None


def _forms(title: str, texts: Sequence[str]) -> set[str]:
    words = re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", title)
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if not words:
        return set()
    joined = [re.escape(word) for word in words]
    if title.lower().startswith("the ") and len(words) == 1:  # "lantern" may be a lamp, and so may "Lantern" in a title
        forms = {rf"(?:\b[Tt]he (?:{_KIND_OF_OUTLET} )?|\b{_KIND_OF_OUTLET} ){joined[0]}\b"}
    else:
        forms = {rf"(?:\b[Tt]he )?\b{' '.join(joined)}\b"}
    if "of" in words[1:]:
        forms.add(rf"(?:\b[Tt]he )?\b{' '.join(joined[: words.index('of')])}\b")
    for start in range(1, len(words)):
        forms.add(rf"\b(?:[Tt]he|[Aa]n?) {' '.join(joined[start:])}\b")
    initials = "".join(word[0] for word in words if word[0].isupper())
    used = rf"\b{initials}\b" if len(initials) > 2 else rf"[(/]{initials}\b|\b{initials}\)"
    if len(initials) > 1 and any(re.search(used, text) for text in texts):
        forms.add(rf"\b{initials}\b")
    return forms


def _credit_lines(paper: Paper) -> Iterator[tuple[Span, Span]]:
    """Where a document credits others, and how much of it each credit is for.

    A line that is nothing else, and a dateline, are for all of it; what ends a paragraph is for what stands before it.
    """
    everything = Span(0, len(paper.text))
    for paragraph in paper.paragraphs:
        words = paper.words_of(paragraph)
        if paper.in_title(paragraph.start):
            continue
        if _is_credit(words) or _SIGNED.fullmatch(words):
            yield paragraph, everything
            continue
        for pattern in (_BRACKETED, _SLASHED, _DASHED):
            match = pattern.search(words)
            if match and (pattern is _SLASHED or _is_credit(match[1])):
                yield _part(paragraph, match), Span(0, paragraph.end)
        if dateline := _DATELINE.search(words):
            yield _part(paragraph, dateline), everything
        for sentence in paper.sentences:
            if paragraph.start <= sentence.start < paragraph.end and _CREDITING.search(paper.words_of(sentence)):
                yield sentence, everything


def _part(paragraph: Span, match: re.Match[str]) -> Span:
    """The first group of a match in a paragraph."""
    return Span(paragraph.start + match.start(1), paragraph.start + match.end(1))


def _is_credit(words: str) -> bool:
    """Whether words are a credit and no more: names, and what joins them."""
    if _BYLINE.match(words) and len(words.split()) <= _SHORT:
        return True
    told = re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", words)
    plain = [word for word in told if not (word[0].isupper() or word[0].isdigit())]
    return 0 < len(told) <= _SHORT and all(word.lower() in _CREDIT_WORDS for word in plain)


def all_of(cited: Iterable[Cited]) -> set[str]:
    """The documents of the outlets cited."""
    return {document for one in cited for document in one.outlet.documents}
