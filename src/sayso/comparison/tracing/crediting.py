"""Whom a document credits, or cites as the one who tells: the story's other outlets, and outlets outside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.comparison.passages import Paper
from sayso.comparison.tracing.outlets import DATELINE, KIND, Named, Outlet, Outlets, plain
from sayso.comparison.wording import folded
from sayso.types import Link, Span

_UNNAMED = re.compile(rf"\b{KIND}\b")
_PLACED = re.compile(rf"\b{KIND} (?:in|of|from|at) ((?:[A-Z][\w’'-]+ ?)+)")
_SAME = re.compile(
    rf"\b[Tt]h(?:at|e) same {KIND}\b|\b[Tt]hat {KIND}\b|\b[Tt]he (?:newspaper|daily|broadcaster|tabloid|weekly)\b"
)
_ANY = re.compile(r"\b(?:an?|other|several|some)\b", re.IGNORECASE)
_LIKE_OUTLET = re.compile(
    r"\b(?:Radio|TV|Television|Channel|News|Times|Post|Herald|Press|Agency|Gazette|Tribune|Journal|Observer|Courier"
    r"|Chronicle|Telegraph|Broadcasting|Magazine)\b"
)
_OWN = re.compile(r"\b[Tt]his (?:news ?paper|paper|magazine|station|site|website|agency|channel|broadcaster|weekly)\b")
_WE = re.compile(r"\b[Ww]e\b")
_EARLIER = re.compile(
    r"(?: (?:has|have|had|first|previously|already|exclusively)){0,2} (?:reported|wrote|revealed|disclosed|published)\b"
)
_RELATIVE = re.compile(r"\b(?:which|who|whose|whom|that)\b")
_CUE = re.compile(
    r"\b(?:report(?:s|ed|ing)?|wr(?:ite|ites|iting|ote|itten)|sa(?:y|ys|id)|t(?:ell|ells|old)|reveal(?:s|ed)?"
    r"|publish(?:es|ed)?|print(?:s|ed)?|cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing)|according to|claim(?:s|ed)?"
    r"|relay(?:s|ed)?|carr(?:y|ies|ied)|disclos(?:e|es|ed)|ha(?:s|ve|d) it|brought to light|uncover(?:s|ed)?"
    r"|unearth(?:s|ed)?|expos(?:es|ed)|found|obtained|seen by|shown to|spoke to|account|word (?:of|from)"
    r"|interview with|speaking to|broadcast|aired|maintains|learn(?:s|ed|t)|reads?|investigation|exclusive|scoop|broke"
    r"|telling|reporters?)\b"
)
_IN = re.compile(r"(?:\b(?:on|in|from|via|per|so|believe|thanks to) |\()$", re.IGNORECASE)
_NEAR = 48
"""Characters between an outlet's name and what makes it one who tells."""
_SPOKEN_TO = re.compile(
    r"\b(?:interview with|told|tells|speaking to|speaking on|on) ((?:[Tt]he )?(?:[A-Z][\w’'-]*(?: |(?=\W)))+)"
)
_CREDITING = re.compile(
    r"\b(?:with|additional|further) (?:report(?:s|ing)|material|contributions?|files|information|inputs?) (?:by|from)\b"
    r"|^(?:report(?:s|ing)|material) (?:by|from)\b|^(?:sources?|text|words|copy|agency copy):|\bwith thanks to\b"
    r"|\b(?:partnership|collaboration|cooperation) with\b|\b(?:first reported|broke) (?:this|the) story\b"
    r"|\bpermission (?:from|of)\b|\bedited version of\b"
    r"|\bcontribut(?:ed|ing)(?: \w+)? to this (?:report|article|story)"
    r"|\b(?:first|originally) (?:published|appeared|reported|aired|broadcast) (?:by|in|on|at)\b"
    r"|\b(?:this|the) (?:article|story|report|dispatch|text) (?:is|was|is taken|comes|appeared) (?:from|by|of|in)\b"
    r"|\b(?:based on|adapted from|taken from|reprinted from|courtesy of|translated from)\b",
    re.IGNORECASE,
)
_JOINING = """a additional agencies agency and article by compiled contributed correspondent correspondents desk
dispatch dispatches edited editing files from further in input its material newsroom of our own report reporter
reporters reporting reports service source staff story text the this to via wire wires with writer writers written"""
_CREDIT_WORDS = frozenset(_JOINING.split())
"""What joins the names of a credit line."""
_SHORT = 14
"""Words of a credit line at most."""
_OUTER = 3
"""Paragraphs at either end in which a sentence may be a credit, and not news of somebody's contribution."""
_BRACKETED = re.compile(r"[(\[]([^()\[\]\n]{2,80})[)\]]\s*$")
_SLASHED = re.compile(r"(?:^|[.!?”\"]\s+)([A-Z]\w*(?: [A-Z]\w*)*(?:/[A-Z]\w*(?: [A-Z]\w*)*)+)$")
_DASHED = re.compile(r"(?:^|\s)[—–-]{1,2}\s*([^\n—–]{2,60})$")
_SMALL = re.compile(r"[a-z]{2,5}(?:/[a-z]{2,5})+")
_BYLINE = re.compile(r"^(?:by|from)\s+([^\n]{2,80})$", re.IGNORECASE)
_INITIALS = re.compile(r"\b[A-Z]{2,6}\b")
_ARTICLES = frozenset(("the", "a", "an", "one", "some", "several", "local"))


@dataclass(frozen=True, slots=True)
class Credit(Named):
    """An outlet that a credit line names, for the part of the document in `scope`."""

    scope: Span


def teller(outlets: Outlets, paper: Paper, link: Link) -> Named | None:
    """The outlet that a link of a chain has as its source, None where that is somebody else.

    One that the story has no document of is named "" where the text names it not ("a local paper").
    """
    if link.source is None:
        return _by_actor(outlets, paper, link)
    head = Span(link.source.start, link.source.start + len(_head(paper.words_of(link.source))))
    own, named = outlets.of(paper), outlets.named(paper, head)
    if own and _OWN.search(paper.words_of(head)):
        return Named(own, head)
    if named:
        return next((one for one in named if one.outlet != own), named[0])
    return (
        _by_actor(outlets, paper, link)
        or _by_place(outlets, paper, head)
        or _before(outlets, paper, head)
        or _outside(outlets, paper, link, head)
        or _meant(outlets, paper, link)
        or _heard_by(outlets, paper, link, Span(head.end, link.source.end))
    )


def addressed(outlets: Outlets, paper: Paper, link: Link) -> Named | None:
    """The outlet that a link's source speaks to ("told the Harbour Post"), None where there is none."""
    named = (one for party in link.to for one in outlets.named(paper, party.span))
    meant = (_before(outlets, paper, party.span) for party in link.to if _SAME.search(paper.words_of(party.span)))
    return next(named, None) or next((one for one in meant if one), None)


def in_passing(outlets: Outlets, paper: Paper, at: Span) -> Named | None:
    """Another outlet that a stretch of text names beside a word for telling, outside any chain."""
    own = outlets.of(paper)
    placed = (
        Named(found, Span(*match.span()))
        for match in _PLACED.finditer(paper.text, at.start, at.end)
        if (found := outlets.of_place(match[1].split()))
    )
    same = (_before(outlets, paper, Span(*match.span())) for match in _SAME.finditer(paper.text, at.start, at.end))
    for one in (*outlets.named(paper, at), *placed, *(one for one in same if one)):
        around = Span(max(at.start, one.at.start - _NEAR), min(at.end, one.at.end + _NEAR))
        is_in = _IN.search(paper.text, max(at.start, one.at.start - 12), one.at.start)
        if one.outlet != own and (is_in or _CUE.search(paper.words_of(around))):
            return one
    return None


def itself(outlets: Outlets, paper: Paper, at: Span) -> Span | None:
    """Where a stretch of text says that the document's own outlet reported it earlier ("as the Mail reported")."""
    own = outlets.of(paper)
    named = [one.at for one in outlets.named(paper, at) if one.outlet == own]
    meant = [Span(*found.span()) for word in (_OWN, _WE) for found in word.finditer(paper.text, at.start, at.end)]
    return next((one for one in (*named, *meant) if _EARLIER.match(paper.text, one.end, at.end)), None)


def outside_in_passing(outlets: Outlets, paper: Paper, at: Span) -> Named | None:
    """An outlet that the story has no document of, which somebody spoke to ("in an interview with Radio Bray")."""
    for match in _SPOKEN_TO.finditer(paper.text, at.start, at.end):
        span = Span(match.start(1), match.start(1) + len(match[1].rstrip()))
        if _LIKE_OUTLET.search(match[1]) and not outlets.named(paper, Span(span.start - 4, span.end)):
            return Named(Outlet(_outside_name(match[1])), span)
    return None


def credits(outlets: Outlets, paper: Paper) -> tuple[Credit, ...]:
    """The other outlets that a document's credit lines name, and those of its byline."""
    own = outlets.of(paper)
    found = [
        Credit(one.outlet, one.at, scope)
        for line, scope in _lines(paper)
        for one in (*outlets.named(paper, line), *_by_initials(outlets, paper, line))
        if one.outlet != own
    ]
    for name in paper.reading.document.byline:
        agency = Outlet(plain(name)) if _UNNAMED.search(name.lower()) else None
        outlet = outlets.called(name) or agency
        if outlet and outlet != own:
            found.append(Credit(outlet, Span(0, 0), Span(0, len(paper.text))))
    return tuple(found)


def _head(words: str) -> str:
    """A noun phrase without its relative clause."""
    return _RELATIVE.split(words, maxsplit=1)[0]


def _by_actor(outlets: Outlets, paper: Paper, link: Link) -> Named | None:
    """An outlet by what a link's party stands for: "the newspaper" is one that was named before."""
    for party in link.parties:
        actor = paper.actors.get(party.actor_id or "")
        if actor is None or party.kind == "state":
            continue
        is_person = party.kind == actor.kind == "person"
        for name in (actor.name, paper.words_of(party.span)):
            if found := outlets.called(name, in_part=not is_person):
                return Named(found, party.span)
    return None


def _by_place(outlets: Outlets, paper: Paper, head: Span) -> Named | None:
    placed = _PLACED.search(paper.text, head.start, head.end)
    found = outlets.of_place(placed[1].split()) if placed else None
    return Named(found, head) if found else None


def _before(outlets: Outlets, paper: Paper, head: Span) -> Named | None:
    """What "the paper" is: the outlet that was named last before it, or else the next."""
    words = paper.words_of(head)
    if not _UNNAMED.search(words) or _LIKE_OUTLET.search(words) or _ANY.search(words):
        return None
    own = outlets.of(paper)
    before = [one for one in outlets.named(paper, Span(0, head.start)) if one.outlet != own]
    after = [one for one in outlets.named(paper, Span(head.end, len(paper.text))) if one.outlet != own]
    found = [*before[-1:], *after[:1]]
    return Named(found[0].outlet, head) if found else None


def _outside(outlets: Outlets, paper: Paper, link: Link, head: Span) -> Named | None:
    words = paper.words_of(head)
    is_outlet = any(party.kind == "outlet" for party in link.parties)
    if not (is_outlet or _UNNAMED.search(words) or _LIKE_OUTLET.search(words)):
        return None
    name = _outside_name(words)
    return Named(outlets.called(name) or Outlet(name), head)


def _meant(outlets: Outlets, paper: Paper, link: Link) -> Named | None:
    """What "it" means that is resolved to nobody: an outlet, where one spoke last before it."""
    assert link.source is not None
    if paper.words_of(link.source).lower() != "it" or any(party.actor_id for party in link.parties):
        return None
    earlier = paper.links_before(link.source.start)
    cited = teller(outlets, paper, earlier[-1]) if earlier else None
    return Named(cited.outlet, link.source) if cited else None


def _heard_by(outlets: Outlets, paper: Paper, link: Link, clause: Span) -> Named | None:
    """The outlet of a source's relative clause: "a clerk whom the newspaper did not name", "a letter that it printed".

    None for an organisation, which may own the outlet.
    """
    if any(party.kind in ("organisation", "state") for party in link.parties):
        return None
    named = [one for one in outlets.named(paper, clause) if one.outlet != outlets.of(paper)]
    return named[0] if named else _before(outlets, paper, clause)


def _outside_name(words: str) -> str:
    """The name of an outlet of no document: its capitalised words; "" for one without ("a local paper")."""
    told = re.findall(r"[^\W_]+", _head(words).split(",")[0])
    return " ".join(folded(word) for word in told if word[0].isupper() and word.lower() not in _ARTICLES)


def _by_initials(outlets: Outlets, paper: Paper, line: Span) -> Iterator[Named]:
    """Agencies of a credit line by initials: in small letters ("dna/tid"), and those without a document."""
    words = paper.words_of(line)
    if _SMALL.fullmatch(words):
        found = (outlets.called(one.upper()) for one in words.split("/"))
        yield from (Named(outlet, line) for outlet in found if outlet)
    elif not _BYLINE.match(words):
        for match in _INITIALS.finditer(paper.text, line.start, line.end):
            if outlets.called(match[0]) is None:
                yield Named(Outlet(match[0].lower()), Span(*match.span()))


def _lines(paper: Paper) -> Iterator[tuple[Span, Span]]:
    """Where a document credits others, and how much of it each credit is for.

    A line that is nothing else, and a dateline, are for all of it; what ends a paragraph is for what stands before it.
    """
    everything = Span(0, len(paper.text))
    outer = {*paper.paragraphs[:_OUTER], *paper.paragraphs[-_OUTER:]}
    for paragraph in paper.paragraphs:
        words = paper.words_of(paragraph)
        if paper.in_title(paragraph.start):
            continue
        if _is_credit(words) or _SMALL.fullmatch(words):
            yield paragraph, everything
            continue
        for pattern in (_BRACKETED, _SLASHED, _DASHED):
            match = pattern.search(words)
            if match and (pattern is _SLASHED or _is_credit(match[1])):
                yield _part(paragraph, match), Span(0, paragraph.end)
        if dateline := DATELINE.search(words):
            yield _part(paragraph, dateline), everything
        for sentence in paper.sentences if paragraph in outer else ():
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
    joining = [word for word in told if not (word[0].isupper() or word[0].isdigit())]
    return 0 < len(told) <= _SHORT and all(word.lower() in _CREDIT_WORDS for word in joining)
