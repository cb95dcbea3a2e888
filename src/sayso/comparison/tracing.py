"""What shows where one telling of a claim came from, sign by sign.

Every sign is looked for in the telling's own sentence first, then in its paragraph, then in the document; the
strongest decides. What shows nothing is taken for the outlet's own reporting.

Sources of the ideas: copies as shared runs of words, Clough et al. 2002, "METER: MEasuring TExt Reuse"; who has it
from whom by words and dates, Leskovec et al. 2009, "Meme-tracking and the dynamics of the news cycle".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from sayso.comparison.crediting import Cited, Credit, Outlets
from sayso.comparison.passages import Paper
from sayso.comparison.quotations import (
    SPOKEN,
    VERBAL,
    Speaker,
    chain_of,
    counted,
    doer,
    is_denial,
    is_in_report,
    is_open,
    is_public,
    is_written,
    quoted,
    speaker,
)
from sayso.comparison.records import Why
from sayso.comparison.reuse import Copy, Reuse
from sayso.comparison.witnessing import Witness
from sayso.comparison.wording import content_words, normal
from sayso.types import Claim, Link, Reading, Span

RUN = 5
"""Words in a row that a document must share with one that it credits or copies elsewhere."""
PARTLY = 0.3
"""The share of a sentence's words, in such a document, that makes it one more copy."""
DETAILS = 4.0
"""How much of a paragraph only one other document of the story may have, before the paragraph paraphrases that one; what
the rest of the document has of it counts for half."""
_AGENCY = re.compile(r"\b(?:agency|newswire|wire|news service|press bureau|press association)\b", re.IGNORECASE)
_SHOWING = re.compile(r"\b(?:show|indicat|suggest|reveal|prove|confirm)", re.IGNORECASE)
_TIMES = frozenset(normal(word) for word in "year month week day hour minute second age o'clock century night".split())
_MEASURES = frozenset(
    normal(word)
    for word in """per percent cent percentage tonne ton kilo kilogram gram metre kilometre mile foot acre hectare litre
    barrel degree dollar crown mark euro pound franc peso rupee lira dinar krona yen yuan shilling vote page copy""".split()
)
"""Units: a number of one counts nothing that a number of another counts."""
_QUOTED = 4
"""Words in a row, in quotation marks in two documents, that were said once."""
_ASUNDER = re.compile(r"[:;]|\b(?:though|although|while|whereas|but)\b")
"""What parts two things that are said in one sentence."""
_CORE = frozenset(("agent", "theme"))
"""Roles of what a claim is about."""
_ASIDE = frozenset(("time", "place", "manner", "direction", "negation", "extent", "cause", "purpose"))
"""Roles of what is said besides: their numbers are not the claim's."""


@dataclass(frozen=True, slots=True)
class Root:
    """What a telling that was taken from no document goes back to.

    `own`: what the outlet found out; `told`: what it alone was told; `speech` and `report`: what was said or written
    for all; `outlet`: what an outlet has that the story has no document of. `verbal`: the claim is what was said, by
    its actor.
    """

    kind: Literal["own", "told", "speech", "report", "outlet"]
    outlet: str = ""
    speaker: Speaker | None = None
    verbal: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Where a telling came from: the document that it was taken from, or the root it has, and what shows it.

    `is_shown` is false where nothing does. A telling that was taken from a document may have a root too: what it goes back
    to where that document does not tell the claim.
    """

    why: Why
    source: str | None = None
    root: Root | None = None
    here: tuple[Span, ...] = ()
    there: tuple[Span, ...] = ()
    is_shown: bool = True


@dataclass(frozen=True)
class Place:
    """A telling while it is traced; `at` are its words."""

    paper: Paper
    claim: Claim
    at: Span

    @classmethod
    def of(cls, paper: Paper, claim: Claim) -> Place:
        """A claim with its words: from the first to the last of its parts in its trigger's sentence and statement."""
        start = claim.trigger[0].start
        bounds = paper.sentence_at(start)
        statement = paper.statements.get(claim.statement or "")
        for content in statement.content if statement else ():
            if content.start <= start < content.end:
                bounds = Span(max(bounds.start, content.start), min(bounds.end, content.end))
        parts = [*claim.trigger, *(one.span for one in (*claim.actor, *claim.recipient, *claim.arguments))]
        within = [claim.trigger[0], *(part for part in parts if bounds.start <= part.start and part.end <= bounds.end)]
        return cls(paper, claim, Span(min(part.start for part in within), max(part.end for part in within)))

    @property
    def key(self) -> tuple[str, str]:
        return self.paper.id, self.claim.id

    @cached_property
    def sentence(self) -> Span:
        return self.paper.sentence_at(self.claim.trigger[0].start)

    @cached_property
    def paragraph(self) -> Span:
        return self.paper.paragraph_at(self.claim.trigger[0].start)

    @cached_property
    def in_title(self) -> bool:
        return self.paper.in_title(self.claim.trigger[0].start)

    @cached_property
    def chain(self) -> tuple[Link, ...]:
        return chain_of(self.paper, self.claim)

    @cached_property
    def is_denial(self) -> bool:
        return is_denial(self.paper, self.claim, self.at)

    @cached_property
    def numbers(self) -> tuple[tuple[float, str], ...]:
        """The numbers of what the claim is about, each with the word that it counts; no times."""
        parts = [*self.parties, *(one.span for one in self.claim.arguments if one.role not in _ASIDE)]
        told = {pair for part in parts for pair in counted(self.paper.words_of(part))}
        return tuple(sorted((value, unit) for value, unit in told if value != 1 and unit not in _TIMES))

    @cached_property
    def quotations(self) -> frozenset[tuple[str, ...]]:
        """Every few words in a row that its paragraph has in quotation marks."""
        return frozenset(
            words[at : at + _QUOTED] for words in quoted(self.paper, self.paragraph) for at in range(len(words) - _QUOTED + 1)
        )

    @cached_property
    def content(self) -> frozenset[str]:
        return frozenset(self.paper.content_of(self.at))

    @property
    def parties(self) -> tuple[Span, ...]:
        return tuple(party.span for party in (*self.claim.actor, *self.claim.recipient))

    def contradicts(self, other: Place) -> bool:
        """Whether two tellings of a claim can have no origin in common: one denies it, or their numbers differ."""
        if self.is_denial != other.is_denial:
            return True
        pairs = [
            _are_one(value, there)
            for value, unit in self.numbers
            for there, its in other.numbers
            if unit == its or not _MEASURES.intersection((unit, its))
        ]
        return bool(pairs) and not any(pairs)

    def likeness(self, other: Place) -> tuple[bool, bool, int]:
        """How well another telling answers this one; greater is better."""
        return not self.contradicts(other), not other.in_title, len(self.content & other.content)


def _are_one(a: float, b: float) -> bool:
    """Whether two numbers may be one, "millions" left out or not."""
    return any(a == b * scale or b == a * scale for scale in (1, 1e3, 1e6, 1e9))


class Story:
    """The documents of one story, and what is known of them whatever the claim."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.papers = {reading.document.id: Paper(reading) for reading in readings}
        papers = list(self.papers.values())
        self.outlets = Outlets(papers)
        self.reuse = Reuse(papers)
        self.witness = {paper.id: Witness(paper, self.outlets) for paper in papers}
        self.credited = {paper.id: self.outlets.credited(paper) for paper in papers}
        self._pages: dict[str, set[str]] = defaultdict(set)
        for paper in papers:
            for _, form in paper.content:
                self._pages[form].add(page_of(paper))
        self._named = {paper.id: _names(paper) for paper in papers}
        self._copied: dict[tuple[str, str], tuple[Span, ...]] = {}

    def name(self, paper: Paper) -> str:
        """The document's outlet, or what stands for one that names none."""
        outlet = self.outlets.of(paper)
        return outlet.name if outlet else paper.id

    def credit(self, here: Paper, there: Paper, at: int | None = None) -> Credit | None:
        """The credit of a document that names another's outlet, for what stands at a place where one is given."""
        for one in self.credited[here.id]:
            if there.id in one.outlet.documents and (at is None or one.scope.start <= at < one.scope.end):
                return one
        return None

    def copied(self, here: Paper, there: Paper) -> tuple[Span, ...]:
        """The sentences of a document that are another's, where nothing shows that its own reporter was there."""
        key = (here.id, there.id)
        if key not in self._copied:
            self._copied[key] = tuple(
                sentence
                for sentence in self.reuse.copied(here, there)
                if not self.saw(here, here.paragraph_at(sentence.start))
            )
        return self._copied[key]

    def saw(self, paper: Paper, at: Span) -> Span | None:
        """Where a stretch of text shows the outlet's own reporting."""
        witness = self.witness[paper.id]
        return witness.saw(at) or witness.holds(at) or witness.told(at)

    def precedes(self, there: Paper, here: Paper) -> bool:
        """Whether one document was surely published before the other."""
        first, second = _hours(there, here)
        return first < second

    def may_precede(self, there: Paper, here: Paper) -> bool:
        """Whether one document may have been taken from the other: not from a later one.

        Of two of one day that tell no hours, the credited one precedes, or the agency's.
        """
        first, second = _hours(there, here)
        if first != second:
            return first < second
        if self.credit(here, there) or self.credit(there, here):
            return self.credit(here, there) is not None
        return (not self.is_agency(there), there.id) < (not self.is_agency(here), here.id)

    def is_agency(self, paper: Paper) -> bool:
        """Whether others print what it sends out: it is called an agency, or signs its datelines."""
        return self.outlets.signs(paper) or bool(_AGENCY.search(paper.outlet))

    def details(
        self, here: Paper, at: Span, there: Paper, without: Span, repeating: set[str]
    ) -> tuple[float, tuple[Span, ...], tuple[Span, ...]]:
        """How much a stretch of `here` has in common with `there` that no other page of the story has; where, in both.

        A number counts for one and a half words, a run of words for two more, a name for nothing: who is told of is no
        detail.
        """
        both = {page_of(here), page_of(there)}
        known = {form for _, form in there.content} - self._named[here.id] - self._named[there.id]
        shared = {form for form in here.content_of(at) if form in known and self._pages[form] - repeating <= both}
        weight = sum(1.5 if form[0].isdigit() else 1.0 for form in shared)
        everything = Span(0, len(there.text))
        others = [paper for paper in self.papers.values() if page_of(paper) not in both | repeating]
        runs = [run for run in self.reuse.copy(here, at, there).here if not _touch(run, without)]
        own = [run for run in runs if self.reuse.only_here(others, [here.forms[n] for n in here.range_of(run)])]
        return (
            weight + 2 * len(own),
            (*own, *_places_of(here, at, shared)),
            _places_of(there, everything, shared),
        )


def _hours(a: Paper, b: Paper) -> tuple[str, str]:
    """When two documents were published, both as closely as is known of either; after all others without a date."""
    first, second = (paper.reading.document.published or "9" for paper in (a, b))
    shortest = min(len(first), len(second))
    return first[:shortest], second[:shortest]


def page_of(paper: Paper) -> str:
    """What a document and its later versions have in common."""
    return paper.reading.document.url or paper.id


def _names(paper: Paper) -> set[str]:
    """The words of names that any document may use for the same party."""
    names = (actor.name for actor in paper.reading.actors if not actor.id.startswith(f"{paper.id}:"))
    return {form for name in names for form in content_words(name)}


def _places_of(paper: Paper, at: Span, forms: set[str]) -> tuple[Span, ...]:
    return tuple(span for span, form in paper.content if form in forms and at.start <= span.start < at.end)


class Tracing:
    """The tellings of one shared claim while they are traced, in the order of publication.

    `banned` are the documents that a telling was not taken from, as a person decided; None: from none at all.
    """

    def __init__(
        self, story: Story, places: Sequence[Place], banned: Mapping[tuple[str, str], set[str | None]]
    ) -> None:
        self._story = story
        self._places = places
        self._banned = banned
        self.found: dict[tuple[str, str], Found] = {}
        for place in places:
            if found := self._first(place, self._signs()):
                self.found[place.key] = found
        for place in places:
            if place.key not in self.found:
                self.found[place.key] = self._first(place, self._faint_signs()) or self._nothing(place)

    def _first(self, place: Place, signs: Iterable[_Sign]) -> Found | None:
        if None in self._banned.get(place.key, ()):
            return self._nothing(place)
        return next((found for sign in signs if (found := sign(place))), None)

    def _signs(self) -> tuple[_Sign, ...]:
        """The strongest first."""
        return (
            self._corrected,
            self._copied,
            self._told_alone,
            self._cited,
            self._cited_in_passing,
            self._seen,
            self._partly_copied,
            self._copied_around,
            self._said,
            self._heard,
            self._said_beside,
            self._taken_along,
        )

    def _faint_signs(self) -> tuple[_Sign, ...]:
        """Those of what shows no other: `_named` must know what all the others show."""
        return (
            lambda place: self._named(place, place.sentence),
            self._official,
            self._paraphrased,
            self._seen_nearby,
            lambda place: self._named(place, place.paragraph),
            self._credited_outside,
            self._verbal,
            self._named_anywhere,
        )

    def tells(self, paper: Paper) -> list[Place]:
        """The tellings of one document."""
        return [place for place in self._places if place.paper.id == paper.id]

    def _source(self, place: Place) -> str | None:
        found = self.found.get(place.key)
        return found.source if found else None

    def _sources(self, place: Place) -> Iterator[Paper]:
        """The documents that a telling may have been taken from, by their dates."""
        for paper in self._story.papers.values():
            if self._is_free(place, paper) and self._story.may_precede(paper, place.paper):
                yield paper

    def _is_free(self, place: Place, paper: Paper) -> bool:
        return paper.id != place.paper.id and paper.id not in self._banned.get(place.key, ())

    def _agrees(self, place: Place, there: Paper) -> bool:
        """Whether a document tells the same as a telling, as far as it tells of it at all."""
        tellings = self.tells(there)
        return not tellings or any(not place.contradicts(other) for other in tellings)

    # Taken from another document

    def _corrected(self, place: Place) -> Found | None:
        url = place.paper.reading.document.url
        earlier = [there for there in self._sources(place) if url and there.reading.document.url == url]
        for there in earlier:
            copy = self._story.reuse.copy(place.paper, place.sentence, there)
            if self._agrees(place, there) or copy.is_copied:
                return Found("correction", there.id, None, copy.here, copy.there)
        return None

    def _copies(self, place: Place) -> list[tuple[Copy, Paper]]:
        """The documents that share runs of words with a telling, the likeliest source first."""
        found = []
        stretches = (place.sentence,) if self._is_heard(place) else (place.sentence, place.at)
        for there in self._sources(place) if not place.in_title else ():
            copies = [self._story.reuse.copy(place.paper, at, there) for at in stretches]
            copy = max(copies, key=lambda copy: (copy.is_copied, copy.share))
            if copy.covered and self._agrees(place, there):
                found.append((copy, there))
        return sorted(found, key=lambda one: self._likelihood(place, *one), reverse=True)

    def _likelihood(self, place: Place, copy: Copy, there: Paper) -> tuple[float, ...]:
        story = self._story
        copied = len(story.copied(place.paper, there))
        return (bool(self.tells(there)), round(copy.share, 1), copied, bool(story.credit(place.paper, there, place.at.start)), self._story.is_agency(there))

    def _others(self, place: Place, there: Paper) -> int:
        """How many other sentences of a telling's document are copies of `there`; its credit line counts for two."""
        others = sum(sentence != place.sentence for sentence in self._story.copied(place.paper, there))
        return others + 2 * bool(self._story.credit(place.paper, there, place.at.start))

    def _copied(self, place: Place) -> Found | None:
        for copy, there in self._copies(place):
            if copy.is_copied and (self._others(place, there) or not self._story.saw(place.paper, place.paragraph)):
                return self._reused(place, copy, there)
        return None

    def _partly_copied(self, place: Place) -> Found | None:
        if self._story.saw(place.paper, place.paragraph) or self._is_heard(place):
            return None
        for copy, there in self._copies(place):
            if copy.longest >= RUN and copy.share >= PARTLY and self._others(place, there):
                return self._reused(place, copy, there)
        return None

    def _reused(self, place: Place, copy: Copy, there: Paper) -> Found:
        if credit := self._story.credit(place.paper, there, place.at.start):
            return Found("credit", there.id, None, (credit.at, *copy.here), copy.there)
        return Found("reuse", there.id, None, copy.here, copy.there)

    def _copied_around(self, place: Place) -> Found | None:
        """Another sentence of its paragraph is a copy of that document, which tells the claim too."""
        if place.in_title or self._story.saw(place.paper, place.paragraph):
            return None
        for there in self._sources(place):
            beside = [
                sentence
                for sentence in self._story.copied(place.paper, there)
                if _within(sentence, place.paragraph) and sentence != place.sentence
            ]
            if beside and any(not place.contradicts(other) for other in self.tells(there)):
                return self._reused(place, self._story.reuse.copy(place.paper, place.paragraph, there), there)
        return None

    def _credited_outside(self, place: Place) -> Found | None:
        """Nothing shows where it is from, but a credit line names an agency that the story has no document of."""
        for one in self._story.credited[place.paper.id]:
            if not one.outlet.documents and one.scope.start <= place.at.start < one.scope.end:
                return Found("credit", None, Root("outlet", one.outlet.name), (one.at,))
        return None

    def _taken_along(self, place: Place) -> Found | None:
        """In other words, but in a document that has much more of that document, and nothing of its own here."""
        if place.in_title or self._story.saw(place.paper, place.paragraph):
            return None
        able = [
            there
            for there in self._sources(place)
            if self._others(place, there) >= 2 and any(not place.contradicts(other) for other in self.tells(there))
        ]
        if not able:
            return None
        there = max(able, key=lambda there: self._others(place, there))
        return self._reused(place, self._story.reuse.copy(place.paper, place.paragraph, there), there)

    def _paraphrased(self, place: Place) -> Found | None:
        """It has odd details of an earlier document, and says nothing of how it came by them."""
        if place.in_title or self._story.witness[place.paper.id].saw(place.paragraph):
            return None
        best: tuple[float, Found] | None = None
        everything = Span(0, len(place.paper.text))
        for there in self._sources(place):
            if not self.tells(there) or not self._agrees(place, there) or not self._story.precedes(there, place.paper):
                continue
            repeating = {page_of(one.paper) for one in self._places if self._source(one) == there.id}
            weight, here, shown = self._story.details(place.paper, place.paragraph, there, place.at, repeating)
            elsewhere = self._story.details(place.paper, everything, there, place.at, repeating)[0] - weight
            weight = weight + elsewhere / 2 if weight >= DETAILS / 2 else 0
            if weight >= DETAILS and (best is None or weight > best[0]):
                best = weight, Found("paraphrase", there.id, None, here, shown)
        return best[1] if best else None

    # Another outlet is named

    def _cited(self, place: Place) -> Found | None:
        """The telling's chain names another outlet: the first is whom it was taken from, the last who had it first."""
        outlets, own = self._story.outlets, self._story.outlets.of(place.paper)
        named = [one for link in place.chain for one in (outlets.telling(place.paper, link), outlets.told(place.paper, link))]
        others = [one for one in named if one and one.outlet != own]
        return self._citing(place, others) if others else None

    def _cited_in_passing(self, place: Place) -> Found | None:
        """Its sentence names one, outside what somebody else is said to say."""
        one = self._story.outlets.in_passing(place.paper, place.sentence)
        if one is None or any(_touch(span, one.at) for span in place.parties):
            return None
        statement = place.paper.statements.get(place.claim.statement or "")
        for content in statement.content if statement else ():
            if _touch(content, one.at) and not re.search(r"\bas $", place.paper.text[: one.at.start]):
                return None
        return self._citing(place, [one])

    def _citing(self, place: Place, cited: Sequence[Cited]) -> Found:
        root = Root("outlet", cited[-1].outlet.name)
        for one in cited:
            papers = [self._story.papers[document] for document in one.outlet.documents]
            free = [paper for paper in papers if self._is_free(place, paper)]
            if free:
                there = max(free, key=lambda paper: self._nearness(place, paper))
                shown = tuple(other.at for other in self.tells(there)[:1])
                return Found("citing", there.id, root, (one.at,), shown)
        return Found("citing", None, root, (cited[0].at,))

    def _nearness(self, place: Place, there: Paper) -> tuple[object, ...]:
        tellings = [place.likeness(other) for other in self.tells(there)]
        return self._story.may_precede(there, place.paper), max(tellings, default=(False, False, 0))

    # The outlet's own

    def _told_alone(self, place: Place) -> Found | None:
        """Its sentence says that the outlet has it, or was told it and nobody else."""
        own = self._story.outlets.of(place.paper)
        ours = place.chain and place.chain[0].source
        if ours and re.match(r"our\b", place.paper.words_of(ours), re.IGNORECASE):
            return Found("own reporting", None, Root("own", self._story.name(place.paper)), (ours,))
        if own and place.chain and (one := self._story.outlets.telling(place.paper, place.chain[0])) and one.outlet == own:
            return Found("own reporting", None, Root("own", own.name), (one.at,))
        return self._exclusive(place, place.sentence)

    def _exclusive(self, place: Place, within: Span) -> Found | None:
        """What somebody told or gave to the outlet, in a stretch of text; "us" may be all who came to hear it."""
        witness = self._story.witness[place.paper.id]
        at = witness.told_by_name(within)
        if at is None and not is_open(self._around(place)) and not self._story.outlets.in_passing(place.paper, within):
            at = witness.told(within) or witness.holds(within)
        if at is None:
            return None
        who = speaker(place.paper, place.chain[-1], place.claim) if place.chain else None
        return Found("own reporting", None, Root("told", self._story.name(place.paper), who), (at,))

    def _around(self, place: Place, within: Span | None = None) -> str:
        """The paragraph without what the claim is about: where and how it was said, and not what."""
        within = within or place.paragraph
        told = [one.span for one in place.claim.arguments if one.role in _CORE and _within(one.span, within)]
        text, kept, at = place.paper.text, [], within.start
        for span in sorted(told):
            kept.append(text[at : max(at, span.start)])
            at = max(at, span.end)
        return " ".join([*kept, text[at : within.end]])

    def _seen(self, place: Place) -> Found | None:
        """Its sentence says that a reporter of the outlet saw it."""
        at = self._story.witness[place.paper.id].saw(place.sentence)
        if at is None or place.chain or place.claim.event in SPOKEN or self._is_heard(place):
            return None
        return Found("own reporting", None, Root("own", self._story.name(place.paper)), (at,))

    def _seen_nearby(self, place: Place) -> Found | None:
        at = self._story.saw(place.paper, place.paragraph)
        if at is None or place.claim.event in SPOKEN:
            return None
        return Found("own reporting", None, Root("own", self._story.name(place.paper)), (at,))

    def _nothing(self, place: Place) -> Found:
        return Found("own reporting", None, Root("own", self._story.name(place.paper)), is_shown=False)

    # Somebody said it, for all to hear or read

    def _said(self, place: Place) -> Found | None:
        who = speaker(place.paper, place.chain[-1], place.claim) if place.chain else None
        if who is None:
            return None
        link = place.chain[-1]
        if is_in_report(place.paper.words_of(place.sentence)):
            who = replace(who, is_report=True)
        shows = link.cue and _SHOWING.search(place.paper.words_of(link.cue))
        is_paper = shows or any(party.kind in ("document", "other") for party in link.parties)
        if is_paper and not is_public(self._around(place)) and (at := self._held(place)):
            known = who.is_named and who.is_told and not who.is_anybody
            root = Root("report", "", who) if known else Root("own", self._story.name(place.paper))
            return Found("own reporting", None, root, (at,))
        return self._speech(who)

    def _held(self, place: Place) -> Span | None:
        """Where the document says, here or earlier, that the outlet has the paper."""
        witness = self._story.witness[place.paper.id]
        before = Span(0, place.paragraph.end)
        return self._story.saw(place.paper, place.paragraph) or witness.holds(before) or witness.told(before)

    def _speech(self, who: Speaker, verbal: bool = False) -> Found:
        if who.is_report:
            return Found("report", None, Root("report", "", who, verbal), (who.at,))
        return Found("quotation", None, Root("speech", "", who, verbal), (who.at,))

    def _is_heard(self, place: Place) -> bool:
        return place.claim.event in VERBAL and not place.in_title and is_open(self._around(place))

    def _heard(self, place: Place) -> Found | None:
        """The claim is what somebody said, and its paragraph tells where or to whom."""
        who = doer(place.paper, place.claim)
        if place.claim.event not in VERBAL or place.in_title:
            return None
        if alone := self._exclusive(place, place.paragraph):
            return alone
        if one := self._story.outlets.outside_in_passing(place.paper, place.paragraph):
            return Found("citing", None, Root("outlet", one.outlet.name, who, verbal=True), (one.at,))
        return self._speech(who, verbal=True) if is_public(self._around(place)) else None

    def _official(self, place: Place) -> Found | None:
        """Its sentence tells of a statement, and not whose: the actor's own, most likely."""
        around = self._around(place, place.sentence)
        if place.in_title or not is_written(around):
            return None
        return Found("quotation", None, Root("speech", "", Speaker(frozenset(), place.sentence)), (place.sentence,))

    def _said_beside(self, place: Place) -> Found | None:
        """Its sentence has a speaker, though only other words of it were read as said."""
        if place.in_title:
            return None
        for statement in place.paper.reading.statements:
            for link in statement.own_links:
                if link.source and link.cue and all(_within(one, place.sentence) for one in (link.source, link.cue)):
                    who = speaker(place.paper, link)
                    between = place.paper.words_of(_between(link.source, place.claim.trigger[0]))
                    if who and who.is_told and not _touch(link.source, place.at) and not _ASUNDER.search(between):
                        return (None if who.is_named else self._paraphrased(place)) or self._speech(who)
        return None

    def _named(self, place: Place, within: Span) -> Found | None:
        """A stretch of text round it names who says it in another telling."""
        told = {form for span in place.parties for form in place.paper.content_of(span)}
        words = set(place.paper.content_of(within)) - told
        actor = doer(place.paper, place.claim) if place.claim.event in VERBAL else None
        for other in self._places:
            found = self.found.get(other.key)
            who = found.root.speaker if found and found.root and found.root.kind in ("speech", "report") else None
            if actor and who and not (actor.is_anybody or actor.is_like(who)):
                continue
            if found and who and not place.contradicts(other) and who.is_named_in(words):
                return Found(found.why, None, found.root, (place.sentence,))
        return None

    def _named_anywhere(self, place: Place) -> Found | None:
        everything = Span(0, len(place.paper.text))
        return None if self._story.saw(place.paper, everything) else self._named(place, everything)

    def _verbal(self, place: Place) -> Found | None:
        if place.claim.event not in VERBAL and not any(
            other.claim.event in VERBAL and not place.contradicts(other) for other in self._places
        ):
            return None
        who = doer(place.paper, place.claim)
        return self._speech(who, verbal=True) if who.words or place.claim.event in VERBAL else None


_Sign = Callable[[Place], "Found | None"]


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _between(a: Span, b: Span) -> Span:
    return Span(min(a.end, b.end), max(a.start, b.start))


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
