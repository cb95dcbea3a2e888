"""The outlets of a story under all the names that others give them: in full, by their last words, by initials."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.comparison.passages import Paper
from sayso.comparison.wording import folded
from sayso.types import Span

SERVICE = frozenset(("news", "press", "service", "agency", "wire", "media"))
"""What may be left out after an outlet's name: "Meridian" is Meridian Press."""
KIND = (
    r"(?:news ?papers?|papers?|dail(?:y|ies)|weekly|tabloid|broadsheet|(?:news |wire |press )?agenc(?:y|ies)"
    r"|(?:news|wire) service|newswire|bureau|web ?site|site|portal|blog|magazine|periodical|journal|gazette"
    r"|broadcaster|(?:radio|television|TV) (?:station|channel|network)|station|channel|outlet|publication)"
)
"""A pattern of the words for one who publishes."""
STAFF = (
    r"(?:reporters?|correspondents?|photographers?|cameram[ae]n|stringer|crew|team|newsroom|editors?|colleagues?"
    r"|cameras?|staff|journalists?|writers?)"
)
DATELINE = re.compile(r"^[^\n()]{2,60}\(([^()\n]{2,40})\)\s*[-—–:]")
_AGENCY = re.compile(r"\b(?:agency|newswire|wire|news service|press bureau|press association)\b", re.IGNORECASE)
_KIND_BEFORE = re.compile(rf"\b{KIND}$", re.IGNORECASE)
_STAFF_AFTER = re.compile(rf"(?:['’]s)? (?:\w+ )?{STAFF}\b")
_NAME_GOES_ON = re.compile(r" [A-Z]")  # "the Post Office" is no outlet
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLES = frozenset(("the", "a", "an", "this"))

_Needs = Literal["nothing", "article", "kind", "staff"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """One who publishes. `documents` are those of the story, by id; () where it has none there."""

    name: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """An outlet, and the words that name it."""

    outlet: Outlet
    at: Span


@dataclass(frozen=True, slots=True)
class _Form:
    """Words that may name an outlet; `needs` is what must stand beside them."""

    words: tuple[str, ...]
    needs: _Needs


class Outlets:
    """The outlets of one story."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        documents: dict[str, list[str]] = defaultdict(list)
        titles: dict[str, str] = {}
        self._signed: dict[str, str] = {}
        for paper in papers:
            name = plain(paper.outlet)
            if name:
                documents[name].append(paper.id)
                titles[name] = paper.outlet
                if initials := _signature(paper):
                    self._signed[name] = initials
        self._outlets = {name: Outlet(name, tuple(ids)) for name, ids in documents.items()}
        self._of = {id_: outlet for outlet in self._outlets.values() for id_ in outlet.documents}
        self._agencies = {name for name, title in titles.items() if name in self._signed or _AGENCY.search(title)}
        initials_used = _bracketed(papers)
        forms = {name: set(_forms(title, initials_used)) for name, title in titles.items()}
        for name, initials in self._signed.items():
            form = _Form(_tokens(initials), "nothing")
            for other in forms.values():
                other.discard(form)
            forms[name].add(form)
        uses = Counter(form for own in forms.values() for form in own)
        self._forms: dict[str, list[tuple[_Form, Outlet]]] = defaultdict(list)
        for name, own in forms.items():
            for form in own:
                if uses[form] == 1:
                    self._forms[form.words[0]].append((form, self._outlets[name]))
        self._places = _places(papers)
        self._named: dict[str, list[Named]] = {}

    def of(self, paper: Paper) -> Outlet | None:
        return self._of.get(paper.id)

    def is_agency(self, paper: Paper) -> bool:
        """Whether others print what it sends out: it is called an agency, or signs its datelines."""
        outlet = self.of(paper)
        return outlet is not None and outlet.name in self._agencies

    def named(self, paper: Paper, at: Span) -> list[Named]:
        """The story's outlets that a stretch of text names, in order; the document's own among them.

        A name stands in a stretch whose article stands before it.
        """
        if paper.id not in self._named:
            self._named[paper.id] = list(self._mentions(paper))
        found = self._named[paper.id]
        first = bisect_right(found, at.start, key=lambda one: one.at.end)
        last = bisect_right(found, at.end, key=lambda one: one.at.end)
        return found[first:last]

    def called(self, name: str, *, in_part: bool = True) -> Outlet | None:
        """The outlet of this name, be it without "News Agency" and the like; None where none is, or several are.

        `in_part`: its last words are its name too ("the Post").
        """
        words = plain(name)
        if words in self._outlets:
            return self._outlets[words]
        short = [one for key, one in self._outlets.items() if words == _short(key) and words not in self._places]
        if len(short) == 1:
            return short[0]
        if words in self._places or not in_part:
            return None
        told = _tokens(f"the {name}")
        matches = self._matches(told, 1, "the ", " ") if len(told) > 1 else ()
        named = {outlet.name: outlet for form, outlet in matches if len(form.words) == len(told) - 1}
        return next(iter(named.values())) if len(named) == 1 else None

    def of_place(self, names: Iterable[str]) -> Outlet | None:
        """The outlet that bears a place's name ("a paper in Bray"); None where none does, or several do."""
        place = {folded(name) for name in names}
        fitting = [outlet for name, outlet in self._outlets.items() if place & set(name.split())]
        return fitting[0] if len(fitting) == 1 else None

    def _mentions(self, paper: Paper) -> Iterator[Named]:
        words = tuple(_POSSESSIVE.sub("", paper.words_of(word)) for word in paper.words)
        end = 0
        for number, word in enumerate(paper.words):
            if word.start < end or words[number] not in self._forms:
                continue
            before = paper.text[max(0, word.start - 24) : word.start]
            after = paper.text[word.start : word.start + 120]
            longest = max(self._matches(words, number, before, after), key=lambda one: len(one[0].words), default=None)
            if longest is None:
                continue
            form, outlet = longest
            end = paper.words[number + len(form.words) - 1].end
            has_article = number > 0 and words[number - 1].lower() in _ARTICLES
            yield Named(outlet, Span(paper.words[number - 1].start if has_article else word.start, end))

    def _matches(self, words: Sequence[str], number: int, before: str, after: str) -> Iterator[tuple[_Form, Outlet]]:
        """The forms that stand at a word, between what stands before and after its beginning."""
        for form, outlet in self._forms.get(words[number], ()):
            if tuple(words[number : number + len(form.words)]) == form.words and _has(form, before, after):
                yield form, outlet


def _has(form: _Form, before: str, after: str) -> bool:
    """Whether what a form needs stands beside it."""
    if form.needs == "nothing":
        return True
    if _KIND_BEFORE.search(before.rstrip()):
        return True
    rest = after[len(" ".join(form.words)) :]
    has_staff = bool(_STAFF_AFTER.match(rest))
    if form.needs == "staff" or has_staff:
        return has_staff
    has_article = (before.split() or [""])[-1].lower() in _ARTICLES
    return form.needs == "article" and has_article and not _NAME_GOES_ON.match(rest)


def plain(name: str) -> str:
    """An outlet's name without case, points and its article."""
    words = [folded(word) for word in _tokens(name)]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(_POSSESSIVE.sub("", word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name))


def _short(name: str) -> str:
    """A plain name without "news agency" and the like."""
    words = name.split()
    while len(words) > 1 and words[-1] in SERVICE:
        words.pop()
    return " ".join(words)


def _forms(title: str, bracketed: set[str]) -> Iterator[_Form]:
    """The ways in which an outlet may be named. Two that one form fits ("the Post") are named by it neither."""
    words = _tokens(title)
    has_article = len(words) > 1 and words[0].lower() == "the"
    words = words[1:] if has_article else words
    if not words:
        return
    yield _Form(words, "article" if has_article and len(words) == 1 else "nothing")
    for start in range(1, len(words)):
        yield _Form(words[start:], "article")
    if "of" in words[1:]:
        yield _Form(words[: words.index("of")], "nothing")
    short = words[: len(_short(" ".join(words).lower()).split())]
    if short != words:
        yield _Form(short, "staff")
    if len(words) > 1 and len(words[0]) > 2 and words[0].isupper():
        yield _Form(words[:1], "nothing")
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) > 2 or initials in bracketed:
        yield _Form((initials,), "nothing")


def _bracketed(papers: Sequence[Paper]) -> set[str]:
    """The initials that stand in brackets in some document, as agencies' do."""
    return {one for paper in papers for one in re.findall(r"[(/]([A-Z]{2,6})\b", paper.text)}


def _signature(paper: Paper) -> str | None:
    """The initials that a document's dateline has for its own outlet ("(EWS) -")."""
    for paragraph in paper.paragraphs[:4]:
        dateline = DATELINE.search(paper.words_of(paragraph))
        letters = [letter for letter in dateline[1].lower() if letter.isalnum()] if dateline else []
        rest = iter(folded(paper.outlet))
        if dateline and letters and all(letter in rest for letter in letters):
            return dateline[1]
    return None


def _places(papers: Sequence[Paper]) -> set[str]:
    """Names that some document has as a place's ("in Bray"), without case."""
    return {one.lower() for paper in papers for one in re.findall(r"\b(?:in|at|near) ([A-Z]\w+)", paper.text)}
