"""Signs of whose words a telling has that was taken from no document: the outlet's own, or what somebody said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.comparison.quotations import Speaker, author_words, doer, speaker
from sayso.comparison.tellings import Found, Key, Root, Trace
from sayso.comparison.tracing import crediting
from sayso.comparison.tracing.borrowing import is_heard, touch
from sayso.comparison.tracing.occasions import SPOKEN, VERBAL, is_made_public, is_open, is_public, is_written, report_in
from sayso.comparison.tracing.papers import Papers
from sayso.types import Link, Span

_SHOWING = re.compile(r"\b(?:show|indicat|suggest|reveal|prove|confirm)", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"\b(?:announced|declared|said|disclosed|made) (?:this|that|it|so|the (?:announcement|decision))\b"
)
_SAYS = re.compile(r"\b(?:says|explains|recalls|remembers|sighs|laughs)\b")
_OUR = re.compile(r"our\b", re.IGNORECASE)
_ASUNDER = re.compile(r"[:;]|\b(?:though|although|while|whereas|but)\b|, and\b")
"""What parts two things that are said in one sentence."""


class Sourcing:
    """Looks for whose words one shared claim's tellings have. `found` fills while they are traced."""

    def __init__(self, papers: Papers, traces: Sequence[Trace], found: Mapping[Key, Found]) -> None:
        self._papers = papers
        self._traces = traces
        self._found = found

    # The outlet's own

    def told_alone(self, trace: Trace) -> Found | None:
        """Its sentence says that the outlet has it, or was told it and nobody else."""
        outlets, source = self._papers.outlets, trace.chain[0].source if trace.chain else None
        if source and _OUR.match(trace.paper.words_of(source)):
            return self._own(trace, source)
        first = crediting.teller(outlets, trace.paper, trace.chain[0]) if trace.chain else None
        if first and first.outlet == outlets.of(trace.paper):
            return self._own(trace, first.at)
        return self._exclusive(trace, trace.sentence)

    def told_before(self, trace: Trace) -> Found | None:
        """Who says it told the outlet something, in its paragraph or elsewhere in the document, and not everybody."""
        who = speaker(trace.paper, trace.chain[-1], trace.claim) if trace.chain else None
        if who is None or is_public(trace.around(trace.sentence)):
            return None
        at = self._says(trace) or self._interview(trace, who)
        return replace(self._own(trace, at), root=Root("told", self._papers.name(trace.paper), who)) if at else None

    def _says(self, trace: Trace) -> Span | None:
        """Where an outlet shows that it met people, of whom one "says" it, as features have those whom they met."""
        link, everything = trace.chain[-1], Span(0, len(trace.paper.text))
        is_now = link.cue and _SAYS.search(trace.paper.words_of(link.cue))
        is_person = any(party.kind == "person" for party in link.parties)
        if not (is_now and is_person) or trace.in_title or is_public(trace.around(trace.paragraph)):
            return None
        return self._papers.witness[trace.paper.id].any(everything)

    def _interview(self, trace: Trace, who: Speaker) -> Span | None:
        """Where the document says that the outlet spoke with somebody, who says nothing to all in it."""
        paper, everything = trace.paper, Span(0, len(trace.paper.text))
        naming = [one for one in paper.sentences if who.is_named and who.is_named_in(paper.content_of(one))]
        if any(is_public(paper.words_of(one)) for one in naming):
            return None
        alone = not is_open(trace.around(trace.paragraph)) and all(one.is_like(who) for one in trace.heard_beside)
        for at in self._papers.witness[paper.id].tellings(everything):
            is_beside = trace.paragraph.start <= at.start < trace.paragraph.end
            if (alone and is_beside) or paper.sentence_at(at.start) in naming:
                return at
        return None

    def seen(self, trace: Trace) -> Found | None:
        """Its sentence says that a reporter of the outlet saw it."""
        at = self._papers.witness[trace.paper.id].saw(trace.sentence)
        if at is None or trace.chain or trace.claim.event in SPOKEN or is_heard(trace):
            return None
        return self._own(trace, at)

    def seen_nearby(self, trace: Trace) -> Found | None:
        """Its paragraph says so, or that the outlet was told it."""
        at = self._papers.witness[trace.paper.id].any(trace.paragraph)
        return self._own(trace, at) if at and trace.claim.event not in SPOKEN else None

    def nothing(self, trace: Trace) -> Found:
        """Nothing is shown at all."""
        return replace(self._own(trace, trace.sentence), here=(), is_shown=False)

    # What somebody said, for all to hear or read

    def said(self, trace: Trace) -> Found | None:
        """Its chain has a speaker, or a paper."""
        if not trace.chain:
            return None
        link = trace.chain[-1]
        who = speaker(trace.paper, link, trace.claim)
        if who is None:
            return None
        if report := report_in(trace.paper.words_of(trace.sentence)):
            words = who.words if who.is_told else author_words(report) or who.words
            who = replace(who, words=words, is_report=True)
        if _is_paper(trace, link) and not is_public(trace.around(trace.paragraph)) and (at := self._held(trace)):
            is_known = who.is_named and who.is_told and not who.is_anybody
            return replace(self._own(trace, at), root=Root("report", "", who)) if is_known else self._own(trace, at)
        return _speech(who)

    def reported(self, trace: Trace) -> Found | None:
        """The claim is what its actor said, in a report that its sentence tells of, and nobody else says in it."""
        report = report_in(trace.around(trace.sentence)) if trace.claim.event in VERBAL and not trace.in_title else ""
        who = doer(trace.paper, trace.claim)
        is_others = any(link.source and touch(link.source, trace.sentence) for link in trace.chain)
        return _speech(replace(who, is_report=True), verbal=True) if report and who.words and not is_others else None

    def heard(self, trace: Trace) -> Found | None:
        """The claim is what somebody said, and its paragraph tells where or to whom."""
        if trace.claim.event not in VERBAL or trace.in_title:
            return None
        if alone := self._exclusive(trace, trace.paragraph):
            return alone
        who = doer(trace.paper, trace.claim)
        if one := crediting.outside_in_passing(self._papers.outlets, trace.paper, trace.paragraph):
            return Found("citing", None, Root("outlet", one.outlet.name, who, verbal=True), (one.at,))
        return _speech(who, verbal=True) if is_public(trace.around(trace.paragraph)) else None

    def said_beside(self, trace: Trace) -> Found | None:
        """Its sentence has a speaker, though only other words of it were read as said."""
        if trace.in_title:
            return None
        for link in trace.paper.links_in(trace.sentence):
            if link.source and link.cue:
                who = speaker(trace.paper, link)
                apart = _ASUNDER.search(trace.paper.words_of(_between(link.source, trace.claim.trigger[0])))
                if who and who.is_told and not touch(link.source, trace.at) and not apart:
                    return _speech(who)
        return None

    def performed(self, trace: Trace) -> Found | None:
        """Its sentence says that its actor did it before all, or the next one that he announced it so."""
        paper, who = trace.paper, doer(trace.paper, trace.claim)
        rest = Span(trace.sentence.end, trace.paragraph.end)
        follows = [one for one in paper.sentences if rest.start <= one.start < rest.end][:1]
        here = is_made_public(trace.around(trace.sentence))
        there = any(_ANNOUNCED.search(paper.words_of(one)) and is_made_public(paper.words_of(one)) for one in follows)
        return _speech(who, verbal=True) if who.words and not trace.in_title and (here or there) else None

    def written(self, trace: Trace) -> Found | None:
        """Its sentence tells of a statement, and not whose."""
        if trace.in_title or not is_written(trace.around(trace.sentence)):
            return None
        return _speech(Speaker(frozenset(), trace.sentence))

    def named_beside(self, trace: Trace) -> Found | None:
        return self._named(trace, trace.sentence)

    def named_nearby(self, trace: Trace) -> Found | None:
        return self._named(trace, trace.paragraph)

    def named_anywhere(self, trace: Trace) -> Found | None:
        everything = Span(0, len(trace.paper.text))
        return None if self._papers.witness[trace.paper.id].any(everything) else self._named(trace, everything)

    def verbal(self, trace: Trace) -> Found | None:
        """The claim is what its actor said, here or in another telling. Who "gave no warning" said nothing."""
        who = doer(trace.paper, trace.claim)
        is_verbal = trace.claim.event in VERBAL or any(self._is_said(trace, other) for other in self._traces)
        return _speech(who, verbal=True) if is_verbal and who.words and not trace.is_denial else None

    def _is_said(self, trace: Trace, other: Trace) -> bool:
        return other.claim.event in VERBAL and not trace.contradicts(other)

    def _own(self, trace: Trace, at: Span) -> Found:
        return Found("own reporting", None, Root("own", self._papers.name(trace.paper)), (at,))

    def _exclusive(self, trace: Trace, within: Span) -> Found | None:
        """What somebody told or gave to the outlet, in a stretch of text; "us" may be all who came to hear it."""
        witness = self._papers.witness[trace.paper.id]
        at = witness.told_by_name(within)
        is_many = is_open(trace.around(trace.paragraph))
        if at is None and not is_many and not crediting.in_passing(self._papers.outlets, trace.paper, within):
            at = witness.told(within) or witness.holds(within)
        if at is None:
            return None
        who = speaker(trace.paper, trace.chain[-1], trace.claim) if trace.chain else None
        return replace(self._own(trace, at), root=Root("told", self._papers.name(trace.paper), who))

    def _held(self, trace: Trace) -> Span | None:
        """Where the document says, here or earlier, that the outlet has the paper."""
        witness = self._papers.witness[trace.paper.id]
        before = Span(0, trace.paragraph.end)
        return witness.any(trace.paragraph) or witness.holds(before) or witness.told(before)

    def _named(self, trace: Trace, within: Span) -> Found | None:
        """A stretch of text round it names who says it in another telling."""
        told = {form for span in trace.parties for form in trace.paper.content_of(span)}
        words = set(trace.paper.content_of(within)) - told
        actor = doer(trace.paper, trace.claim) if trace.claim.event in VERBAL else None
        for other in self._traces:
            found = self._found.get(other.key)
            who = found.root.speaker if found and found.root and found.root.is_public else None
            if found is None or who is None or trace.contradicts(other) or not who.is_named_in(words):
                continue
            if actor is None or actor.is_anybody or actor.is_like(who):
                return Found(found.why, None, found.root, (trace.sentence,))
        return None


def _speech(who: Speaker, verbal: bool = False) -> Found:
    if who.is_report:
        return Found("report", None, Root("report", "", who, verbal), (who.at,))
    return Found("quotation", None, Root("speech", "", who, verbal), (who.at,))


def _is_paper(trace: Trace, link: Link) -> bool:
    """Whether the source of a link is something to read or look at, and not somebody."""
    shows = link.cue and _SHOWING.search(trace.paper.words_of(link.cue))
    return bool(shows) or any(party.kind in ("document", "other") for party in link.parties)


def _between(a: Span, b: Span) -> Span:
    return Span(min(a.end, b.end), max(a.start, b.start))
