"""Signs that a telling was taken from another document: the same page, copied words, a credit, a citation, details."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sayso.comparison.passages import Paper
from sayso.comparison.quotations import Speaker, speaker
from sayso.comparison.tellings import Found, Key, Root, Trace
from sayso.comparison.tracing import crediting
from sayso.comparison.tracing.occasions import VERBAL, is_open
from sayso.comparison.tracing.outlets import Named
from sayso.comparison.tracing.papers import Papers
from sayso.comparison.tracing.reuse import Copy, Details, page
from sayso.types import Span

RUN = 5
"""Words in a row that a sentence must share with a document that its own one credits or copies elsewhere."""
PARTLY = 0.3
"""The share of its words that makes it one more copy then."""
MUCH = 2
"""Other sentences that are copies, before a telling in other words is that document's too; a credit is so many."""
DETAILS = 4.5
"""How much of a paragraph one other document alone may have, before the paragraph paraphrases it. What the rest of the
document has of it counts for half."""
RETOLD = 3
"""Words that a sentence has of another's, before it retells what that tells though no odd detail shows it."""
_AS = re.compile(
    r"\b(?:as|so|according to|(?:quoted|cited) by|told|(?:said|says|spoke|speaking) to"
    r"|(?:hears?|heard|has it|have it|learns?|learnt|learned) from|reads? (?:at|in|on))\b[^.;:]{0,32}$"
)
"""What makes an outlet that is named in passing the one who tells, before its name or after it."""
_SAYS = re.compile(
    r"(?: \w+)? (?:reports?|reported|wrote|writes|says|said|had relayed|has it|revealed|quotes|quoted)\b"
)


class Borrowing:
    """Looks for what one shared claim's tellings were taken from.

    `banned` are the documents that a telling was not taken from, as a person decided. `found` fills while the tellings
    are traced, in the order of publication.
    """

    def __init__(
        self,
        papers: Papers,
        traces: Sequence[Trace],
        banned: Mapping[Key, set[str | None]],
        found: Mapping[Key, Found],
    ) -> None:
        self._papers = papers
        self._banned = banned
        self._found = found
        self._sharers: dict[Key, list[tuple[Copy, Paper]]] = {}
        self._tellings: dict[str, list[Trace]] = {}
        for trace in traces:
            self._tellings.setdefault(trace.paper.id, []).append(trace)

    def corrected(self, trace: Trace) -> Found | None:
        """An earlier version of the same page tells it."""
        url = trace.paper.reading.document.url
        for there in self._tellers(trace) if url else ():
            if there.reading.document.url == url:
                copy = self._papers.reuse.copy(trace.paper, trace.sentence, there)
                if copy.is_copied or self._agrees(trace, there):
                    return Found("correction", there.id, None, copy.here, copy.there)
        return None

    def copied(self, trace: Trace) -> Found | None:
        """Most of its words are that document's."""
        has_source = self._is_own(trace) or bool(trace.chain) or is_heard(trace)
        for copy, there in self._copies(trace):
            if copy.is_copied and (not has_source or self._others(trace, there)):
                return self._reused(trace, copy, there)
        return None

    def partly_copied(self, trace: Trace) -> Found | None:
        """Some of its words are, and so are other sentences of its document."""
        if self._is_own(trace) or is_heard(trace):
            return None
        for copy, there in self._copies(trace):
            if copy.longest >= RUN and copy.share >= PARTLY and self._others(trace, there):
                return self._reused(trace, copy, there)
        return None

    def copied_beside(self, trace: Trace) -> Found | None:
        """Another sentence of its paragraph is a copy of that document, which tells the claim too."""
        if trace.in_title or self._is_own(trace):
            return None
        for there in self._sources(trace, self._papers.reuse.sharing(trace.paper, trace.paragraph)):
            beside = any(
                trace.paragraph.start <= one.start < trace.paragraph.end and one != trace.sentence
                for one in self._papers.copied(trace.paper, there)
            )
            if beside and self._tellings.get(there.id) and self._agrees(trace, there):
                return self._reused(trace, self._papers.reuse.copy(trace.paper, trace.paragraph, there), there)
        return None

    def taken_along(self, trace: Trace) -> Found | None:
        """Its document is much of it that document's, which tells the claim too, and shows nothing of its own here."""
        if trace.in_title or self._is_own(trace):
            return None
        able = [
            (self._others(trace, there), there)
            for there in self._tellers(trace)
            if self._others(trace, there) >= MUCH and self._agrees(trace, there)
        ]
        if not able:
            return None
        _, there = max(able, key=lambda one: one[0])
        return self._reused(trace, self._papers.reuse.copy(trace.paper, trace.paragraph, there), there)

    def paraphrased(self, trace: Trace) -> Found | None:
        """It has odd details of an earlier document, and says nothing of how it came by them."""
        if trace.in_title or self._papers.witness[trace.paper.id].saw(trace.paragraph):
            return None
        best: tuple[float, Found] | None = None
        for there in self._tellers(trace):
            counts = any(not trace.tells_otherwise(other) for other in self._tellings[there.id])
            if not counts or not self._papers.precedes(there, trace.paper):
                continue
            details = self._details(trace, there, trace.paragraph)
            if details.weight < DETAILS / 2:
                continue
            everywhere = self._details(trace, there, Span(0, len(trace.paper.text))).weight
            weight = details.weight + (everywhere - details.weight) / 2
            if weight >= DETAILS and (best is None or weight > best[0]):
                best = weight, Found("paraphrase", there.id, None, details.here, details.there)
        return best[1] if best else None

    def retold(self, trace: Trace) -> Found | None:
        """It shows nothing of its own, and documents of earlier days told it in some of its sentence's words."""
        if trace.in_title or self._is_own(trace):
            return None
        earlier = [there for there in self._tellers(trace) if self._papers.precedes(there, trace.paper)]
        able = [(len(self._shared(trace, there)), there) for there in earlier if self._agrees(trace, there)]
        most, there = max(able, key=lambda one: one[0], default=(0, trace.paper))
        return Found("paraphrase", there.id, None, (trace.sentence,), self._shown(there)) if most >= RETOLD else None

    def _shared(self, trace: Trace, there: Paper) -> set[str]:
        """The words of a telling's sentence that those of a document's tellings have."""
        told = {form for other in self._tellings[there.id] for form in there.content_of(other.sentence)}
        return told.intersection(trace.paper.content_of(trace.sentence))

    def cited(self, trace: Trace) -> Found | None:
        """Its chain names another outlet: the first is whom it was taken from, the last who had it first."""
        outlets = self._papers.outlets
        named = [
            one
            for link in trace.chain
            for one in (crediting.teller(outlets, trace.paper, link), crediting.addressed(outlets, trace.paper, link))
            if one and one.outlet != outlets.of(trace.paper)
        ]
        return self._citing(trace, named) if named else None

    def cited_itself(self, trace: Trace) -> Found | None:
        """Its sentence says that its own outlet reported it before, in a document that tells it too."""
        at = crediting.itself(self._papers.outlets, trace.paper, trace.sentence)
        earlier = [there for there in self._tellers(trace) if at and self._is_own_earlier(trace, there)]
        if at is None or not earlier:
            return None
        there = max(earlier, key=lambda paper: self._nearness(trace, paper))
        return Found("citing", there.id, None, (at,), self._shown(there))

    def cited_in_passing(self, trace: Trace) -> Found | None:
        """Its sentence names one, outside what somebody else is said to say; of several parts that a semicolon sets
        apart, its own."""
        outlets, paper = self._papers.outlets, trace.paper
        one = crediting.in_passing(outlets, paper, trace.part)
        if one is None and not trace.chain:
            one = crediting.in_passing(outlets, paper, trace.sentence)
        if one is None or any(touch(span, one.at) for span in trace.parties):
            return None
        text = trace.paper.text
        is_source = _AS.search(text, trace.part.start, one.at.start) or _SAYS.match(text, one.at.end)
        return None if trace.chain and not is_source else self._citing(trace, [one])

    def credited(self, trace: Trace) -> Found | None:
        """A credit line names an agency that has it of the same speaker."""
        who = speaker(trace.paper, trace.chain[-1], trace.claim) if trace.chain else None
        if trace.in_title or self._is_own(trace):
            return None
        return next((found for there, found in self._credited(trace) if self._names(there, who)), None)

    def supposed(self, trace: Trace) -> Found | None:
        """It only tells which one is meant ("the ship that was stopped"), and a credited agency tells it too."""
        return next((found for _, found in self._credited(trace)), None) if trace.is_supposed else None

    def _credited(self, trace: Trace) -> Iterator[tuple[Paper, Found]]:
        for there in self._tellers(trace):
            credit = self._papers.credit(trace.paper, there, trace.at.start)
            if credit and self._agrees(trace, there):
                yield there, Found("credit", there.id, None, (credit.at,), self._shown(there))

    def _names(self, there: Paper, who: Speaker | None) -> bool:
        """Whether a speaker is one of those whom a document has say the claim."""
        told = (speaker(there, one.chain[-1], one.claim) for one in self._tellings[there.id] if one.chain)
        return who is not None and any(one.is_like(who) for one in told if one)

    def credited_outside(self, trace: Trace) -> Found | None:
        """A credit line names an agency that the story has no document of."""
        for one in self._papers.credits(trace.paper, trace.at.start):
            if not one.outlet.documents:
                return Found("credit", None, Root("outlet", one.outlet.name), (one.at,))
        return None

    def added(self, trace: Trace, there: Paper) -> Found:
        """What the texts show of a link that a person added, be it ever so weak."""
        copy = self._papers.reuse.copy(trace.paper, trace.sentence, there)
        if copy.here:
            return Found("reuse", there.id, None, copy.here, copy.there)
        details = self._details(trace, there, trace.paragraph)
        return Found("paraphrase", there.id, None, details.here, details.there)

    def _sources(self, trace: Trace, papers: Iterator[Paper] | Sequence[Paper]) -> Iterator[Paper]:
        """Of some documents, those that a telling may have been taken from."""
        for paper in papers:
            if self._is_free(trace, paper) and self._papers.may_precede(paper, trace.paper):
                yield paper

    def _tellers(self, trace: Trace) -> Iterator[Paper]:
        """The documents that tell the claim too, and from which a telling may have been taken."""
        return self._sources(trace, [self._papers.of[one] for one in self._tellings])

    def _is_free(self, trace: Trace, paper: Paper) -> bool:
        return paper.id != trace.paper.id and paper.id not in self._banned.get(trace.key, ())

    def _agrees(self, trace: Trace, there: Paper) -> bool:
        """Whether a document tells the same as a telling, as far as it tells of it at all."""
        tellings = self._tellings.get(there.id)
        return not tellings or any(not trace.contradicts(other) for other in tellings)

    def _is_own_earlier(self, trace: Trace, there: Paper) -> bool:
        """Whether a document is an earlier one of the telling's outlet, and tells the same."""
        is_own = self._papers.name(there) == self._papers.name(trace.paper)
        return is_own and self._papers.precedes(there, trace.paper) and self._agrees(trace, there)

    def _is_own(self, trace: Trace) -> bool:
        return self._papers.witness[trace.paper.id].any(trace.paragraph) is not None

    def _copies(self, trace: Trace) -> list[tuple[Copy, Paper]]:
        """The documents that share runs of words with a telling, the likeliest source first."""
        if trace.key not in self._sharers:
            self._sharers[trace.key] = [] if trace.in_title else self._sharing(trace)
        return self._sharers[trace.key]

    def _sharing(self, trace: Trace) -> list[tuple[Copy, Paper]]:
        stretches = (trace.sentence,) if is_heard(trace) else (trace.sentence, trace.at)
        found = []
        for there in self._sources(trace, self._papers.reuse.sharing(trace.paper, trace.sentence)):
            copies = [self._papers.reuse.copy(trace.paper, at, there) for at in stretches]
            copy = max(copies, key=lambda one: (one.is_copied, one.share))
            if copy.covered and self._agrees(trace, there):
                found.append((copy, there))
        return sorted(found, key=lambda one: self._likelihood(trace, *one), reverse=True)

    def _likelihood(self, trace: Trace, copy: Copy, there: Paper) -> tuple[float, ...]:
        return (
            there.id in self._tellings,
            round(copy.share, 1),
            len(self._papers.copied(trace.paper, there)),
            self._papers.credit(trace.paper, there, trace.at.start) is not None,
            self._papers.outlets.is_agency(there),
        )

    def _others(self, trace: Trace, there: Paper) -> int:
        """How many other sentences of a telling's document are copies of `there`; a credit counts for `MUCH`."""
        others = sum(one != trace.sentence for one in self._papers.copied(trace.paper, there))
        return others + MUCH * (self._papers.credit(trace.paper, there, trace.at.start) is not None)

    def _reused(self, trace: Trace, copy: Copy, there: Paper) -> Found:
        if credit := self._papers.credit(trace.paper, there, trace.at.start):
            return Found("credit", there.id, None, (credit.at, *copy.here), copy.there)
        return Found("reuse", there.id, None, copy.here, copy.there)

    def _details(self, trace: Trace, there: Paper, within: Span) -> Details:
        repeating = {
            page(one.paper)
            for tellings in self._tellings.values()
            for one in tellings
            if (found := self._found.get(one.key)) and found.source == there.id
        }
        later = {page(one) for one in self._papers.of.values() if self._papers.precedes(trace.paper, one)}
        return self._papers.reuse.details(trace.paper, within, there, trace.at, repeating | later)

    def _citing(self, trace: Trace, named: Sequence[Named]) -> Found:
        root = Root("outlet", named[-1].outlet.name)
        for one in named:
            papers = [self._papers.of[document] for document in one.outlet.documents]
            free = [paper for paper in papers if self._is_free(trace, paper)]
            if free:
                there = max(free, key=lambda paper: self._nearness(trace, paper))
                return Found("citing", there.id, root, (one.at,), self._shown(there))
        return Found("citing", None, root, (named[0].at,))

    def _shown(self, there: Paper) -> tuple[Span, ...]:
        return tuple(other.at for other in self._tellings.get(there.id, ())[:1])

    def _nearness(self, trace: Trace, there: Paper) -> tuple[bool, tuple[bool, bool, int], str]:
        tellings = [trace.likeness(other) for other in self._tellings.get(there.id, ())]
        nearest, published = max(tellings, default=(False, False, 0)), there.reading.document.published or ""
        return self._papers.may_precede(there, trace.paper), nearest, published


def is_heard(trace: Trace) -> bool:
    """Whether a claim is what somebody said, and its paragraph tells where many heard it."""
    return trace.claim.event in VERBAL and not trace.in_title and is_open(trace.around(trace.paragraph))


def touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
