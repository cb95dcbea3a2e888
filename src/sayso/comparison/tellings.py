"""A telling while it is traced: its words and where they stand, and what was found of where it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sayso.comparison.passages import Paper
from sayso.comparison.quotations import Speaker, chain_of, forms_of, quoted, speaker
from sayso.comparison.records import Why
from sayso.comparison.wording import content_words, numbers, words
from sayso.types import Claim, ClaimKey, Link, Span

Key = ClaimKey
CORE = frozenset(("agent", "theme"))
"""Roles of what a claim is about."""
QUOTED = 4
"""Words in a row, in quotation marks in two documents, that were said once."""
_ASIDE = frozenset(("time", "place", "manner", "direction", "negation", "extent", "cause", "purpose"))
"""Roles of what is said besides: their numbers are not the claim's."""
_TIMES = forms_of("year month week day hour minute second age o'clock century night")
_MEASURES = forms_of(
    """per percent cent percentage tonne ton kilo kilogram gram metre kilometre mile foot acre hectare litre
    barrel degree dollar crown mark euro pound franc peso rupee lira dinar
    krona yen yuan shilling vote page copy"""
)
"""Units: a number of one counts nothing that a number of another counts."""

_NEGATED = re.compile(
    r"\b(?:no(?!\. ?\d)|not|never|nobody|nothing|none|denie[sd]|deny(?:ing)?|denial)\b|n['’]t\b", re.IGNORECASE
)
_NONE = re.compile(r"(?:no|none|nobody|no one|not one|nothing)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[:;,“”\"—–]")


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

    @property
    def is_public(self) -> bool:
        return self.kind in ("speech", "report")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a telling came from: the document that it was taken from, or the root it has, and what shows it.

    `is_shown` is false where nothing does. A telling that was taken from a document may have a root too: what it goes
    back to where that document does not tell the claim. `decided`: a person added the link, or cut the one there was.
    """

    why: Why
    source: str | None = None
    root: Root | None = None
    here: tuple[Span, ...] = ()
    there: tuple[Span, ...] = ()
    is_shown: bool = True
    decided: bool = False


@dataclass(frozen=True, eq=False)
class Trace:
    """A telling while it is traced; `at` are its words."""

    paper: Paper
    claim: Claim
    at: Span

    @classmethod
    def of(cls, paper: Paper, claim: Claim) -> Trace:
        """A claim with its words: from the first to the last of its parts in its trigger's sentence and statement."""
        start = claim.trigger[0].start
        bounds = paper.sentence_at(start)
        statement = paper.statements.get(claim.statement or "")
        for content in statement.content if statement else ():
            if content.start <= start < content.end:
                bounds = Span(max(bounds.start, content.start), min(bounds.end, content.end))
        parts = [*(one.span for one in (*claim.actor, *claim.recipient)), *(one.span for one in claim.arguments)]
        parts += claim.trigger
        within = [claim.trigger[0], *(part for part in parts if bounds.start <= part.start and part.end <= bounds.end)]
        return cls(paper, claim, Span(min(part.start for part in within), max(part.end for part in within)))

    @property
    def key(self) -> Key:
        return self.paper.id, self.claim.id

    @cached_property
    def sentence(self) -> Span:
        return self.paper.sentence_at(self.claim.trigger[0].start)

    @cached_property
    def part(self) -> Span:
        """What of its sentence no semicolon sets apart from it."""
        text, at = self.paper.text, self.claim.trigger[0].start
        start, end = text.rfind(";", self.sentence.start, at) + 1, text.find(";", at, self.sentence.end)
        return Span(start or self.sentence.start, self.sentence.end if end < 0 else end)

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
    def heard_beside(self) -> tuple[Speaker, ...]:
        """Who says something else in its paragraph."""
        links = self.paper.links_in(self.paragraph)
        told = (speaker(self.paper, link) for link in links if link not in self.chain)
        return tuple(one for one in told if one)

    @cached_property
    def is_denial(self) -> bool:
        return _is_denial(self.paper, self.claim, self.at)

    @cached_property
    def is_supposed(self) -> bool:
        """Whether it only tells which one is meant, in a party of another claim of the same voice."""
        at = self.claim.trigger[0]
        others = (one for one in self.paper.reading.claims if one.statement == self.claim.statement)
        spans = (party.span for one in others if one is not self.claim for party in (*one.actor, *one.recipient))
        return any(span.start < at.start and at.end <= span.end for span in spans)

    @property
    def parties(self) -> tuple[Span, ...]:
        return tuple(party.span for party in (*self.claim.actor, *self.claim.recipient))

    @cached_property
    def numbers(self) -> tuple[tuple[float, str], ...]:
        """The numbers of what the claim is about, each with the word that it counts; no times."""
        parts = [*self.parties, *(one.span for one in self.claim.arguments if one.role not in _ASIDE)]
        told = {pair for part in parts for pair in counted(self.paper.words_of(part))}
        if any(_NONE.match(self.paper.words_of(part)) for part in self.parties):
            told.add((0.0, ""))
        return tuple(sorted((value, unit) for value, unit in told if value != 1 and unit not in _TIMES))

    @cached_property
    def quotations(self) -> frozenset[tuple[str, ...]]:
        """Every few words in a row that its paragraph has in quotation marks."""
        return frozenset(
            told[at : at + QUOTED]
            for told in quoted(self.paper, self.paragraph)
            for at in range(len(told) - QUOTED + 1)
        )

    @cached_property
    def content(self) -> frozenset[str]:
        return frozenset(self.paper.content_of(self.at))

    @cached_property
    def doers(self) -> frozenset[str]:
        return self._content_of(*(party.span for party in self.claim.actor))

    @cached_property
    def done_to(self) -> frozenset[str]:
        themes = (one.span for one in self.claim.arguments if one.role == "theme")
        return self._content_of(*(party.span for party in self.claim.recipient), *themes) - self.doers

    def _content_of(self, *spans: Span) -> frozenset[str]:
        return frozenset(form for span in spans for form in self.paper.content_of(span))

    def around(self, within: Span) -> str:
        """A stretch of text without what the claim is about: where and how it was said, and not what."""
        about = [one.span for one in self.claim.arguments if one.role in CORE]
        text, kept, at = self.paper.text, [], within.start
        for span in sorted(one for one in about if within.start <= one.start and one.end <= within.end):
            kept.append(text[at : max(at, span.start)])
            at = max(at, span.end)
        return " ".join([*kept, text[at : within.end]])

    def contradicts(self, other: Trace) -> bool:
        """Whether two tellings of a claim can have no origin in common: one denies it, or it says otherwise."""
        return self.is_denial != other.is_denial or self.tells_otherwise(other)

    def tells_otherwise(self, other: Trace) -> bool:
        """Whether their numbers differ, or who did it to whom."""
        return self.counts_otherwise(other) or self.turns_round(other)

    def turns_round(self, other: Trace) -> bool:
        """Whether the one's doer is whom it was done to in the other, and the other way round."""
        is_turned = self.doers & other.done_to and self.done_to & other.doers
        return bool(is_turned) and not self.doers & other.doers

    def counts_otherwise(self, other: Trace) -> bool:
        """Whether their numbers differ."""
        pairs = [
            _are_one(value, there)
            for value, unit in self.numbers
            for there, its in other.numbers
            if unit == its or not _MEASURES.intersection((unit, its))
        ]
        return bool(pairs) and not any(pairs)

    def likeness(self, other: Trace) -> tuple[bool, bool, int]:
        """How well another telling answers this one; greater is better."""
        return not self.contradicts(other), not other.in_title, len(self.content & other.content)


def _is_denial(paper: Paper, claim: Claim, at: Span) -> bool:
    """Whether a telling, of the words `at`, says that it is not so: how they begin, what stands beside the trigger, or
    the word by which it is said."""
    if claim.certainty.polarity == "negative" or claim.certainty.status == "denied":
        return True
    trigger = claim.trigger[0]
    subject = " ".join(paper.text[at.start : trigger.start].split()[:2])
    clause = _CLAUSE.split(paper.text[paper.sentence_at(trigger.start).start : trigger.start])[-1]
    before = " ".join(clause.split()[-3:])
    after = " ".join(paper.text[trigger.end : trigger.end + 30].split()[:2])
    chain = chain_of(paper, claim)
    cue = paper.words_of(chain[-1].cue) if chain and chain[-1].cue else ""
    return any(_NEGATED.search(told) for told in (subject, before, after, cue))


def counted(told: str) -> list[tuple[float, str]]:
    """The numbers of a stretch of words, each with the normal form of the word that it counts, "" for none."""
    spans = words(told)
    found = []
    for place, span in enumerate(spans):
        values = numbers(told[span.start : span.end])
        if not values:
            continue
        after = spans[place + 1 : place + 4]
        value = values[0]
        if after and (scaled := numbers(told[span.start : after[0].end])) and scaled[0] != value:
            value, after = scaled[0], after[1:]
        units = content_words(told[after[0].start : after[-1].end]) if after else []
        found.append((value, units[0] if units else ""))
    return found


def _are_one(a: float, b: float) -> bool:
    """Whether two numbers may be one, "millions" left out or not."""
    return any(a == b * scale or b == a * scale for scale in (1, 1e3, 1e6, 1e9))
