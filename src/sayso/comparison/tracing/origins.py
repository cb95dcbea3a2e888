"""How many independent origins a claim has that several documents tell, and from where each of them took it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from sayso.comparison.quotations import Speaker
from sayso.comparison.records import SharedClaim, Telling
from sayso.comparison.tellings import Found, Key, Root, Trace
from sayso.comparison.tracing.papers import Papers
from sayso.comparison.tracing.sources import traced
from sayso.types import LinkDecision, Reading, Span, content_hash, links_decided


def origins(
    readings: Sequence[Reading], groups: Iterable[Sequence[Key]], decisions: Sequence[LinkDecision] = ()
) -> list[SharedClaim]:
    """The claims that the documents of one story share, each with its tellings and where they came from.

    `groups` are the claims that say the same, one group a shared claim, as (document id, claim id); a claim stands in
    one group at most. `decisions` are a person's that stand, in their order, and stronger than any sign: of two about
    one claim and one document the later counts. A claim that was taken from no document at all, as one decided, is its
    outlet's own.
    """
    papers = Papers(readings)
    claims = {(reading.document.id, claim.id): claim for reading in readings for claim in reading.claims}
    cut, added = links_decided(decisions)
    shared = []
    for group in groups:
        traces = sorted((Trace.of(papers.of[key[0]], claims[key]) for key in group), key=_order)
        if traces:
            shared.append(_Forest(papers, traces, traced(papers, traces, cut, added), cut).shared())
    return shared


def _order(trace: Trace) -> tuple[str, str, Span]:
    return trace.paper.reading.document.published or "9", trace.paper.id, trace.at


class _Forest:
    """The tellings of one shared claim as trees, and the origins of their roots."""

    def __init__(
        self,
        papers: Papers,
        traces: Sequence[Trace],
        found: dict[Key, Found],
        cut: Mapping[Key, Container[str | None]],
    ) -> None:
        self._papers = papers
        self._traces = traces
        self._found = found
        self._above: dict[Key, Trace] = {}
        self._follow(cut)
        self._climb()

    def shared(self) -> SharedClaim:
        origin = self._origins()
        reports = {origin[trace.key] for trace in self._traces if self._found[trace.key].why == "report"}
        tellings = []
        for trace in self._traces:
            one, first = self._found[trace.key], origin[trace.key]
            why = "report" if one.why == "quotation" and first in reports else one.why
            shown = (one.here, one.there if one.source else ())
            tellings.append(Telling(*trace.key, (trace.at,), first, one.source, why, shown, one.decided))
        return SharedClaim(content_hash(["shared claim", *self._traces[0].key]), tuple(tellings))

    def _follow(self, cut: Mapping[Key, Container[str | None]]) -> None:
        """A headline has it from where its article has it, and so has a sentence that shows nothing itself.

        Not where a person decided of it otherwise.
        """
        shown = {trace.key for trace in self._traces if self._found[trace.key].is_shown and not trace.in_title}
        for trace in self._traces:
            if trace.key in shown or self._found[trace.key].decided:
                continue
            rest = [one for one in self._traces if one.paper is trace.paper and one is not trace and not one.in_title]
            rest = [one for one in rest if self._found[one.key].source not in cut.get(trace.key, ())]
            able = [one for one in rest if one.key in shown and one.is_denial == trace.is_denial]
            able = able or (rest if trace.in_title else [])
            if able:
                best = max(able, key=trace.likeness)
                self._found[trace.key] = self._found[best.key]
                self._above[trace.key] = best

    def _climb(self) -> None:
        """Joins each telling to the one that it was taken from, added links first; none may close a ring."""
        for trace in sorted(self._traces, key=lambda trace: not self._found[trace.key].decided):
            source = self._found[trace.key].source
            if trace.key in self._above or source is None:
                continue
            able = [one for one in self._traces if one.paper.id == source and trace not in self._path(one)]
            if able:
                self._above[trace.key] = max(able, key=trace.likeness)

    def _path(self, trace: Trace) -> list[Trace]:
        """A telling and all that it goes back to."""
        path = [trace]
        while (above := self._above.get(path[-1].key)) is not None:
            path.append(above)
        return path

    def _origins(self) -> dict[Key, str]:
        top = {trace.key: self._path(trace)[-1] for trace in self._traces}
        roots = list({trace.key: trace for trace in top.values()}.values())
        heads = self._joined([root for root in roots if not self._is_faint(root)])
        for root in roots:
            if self._is_faint(root):
                able = [one for one in roots if one.key in heads and one is not root and self._may_be(root, one)]
                best = max(able, key=lambda one: (self._have_one(root, one), root.likeness(one)), default=root)
                heads[root.key] = heads.get(best.key, root.key)
        names: dict[str, Key] = {}
        ids: dict[Key, str] = {}
        for root in roots:
            name, first = content_hash(self._described(root)), heads[root.key]
            if first not in ids:
                ids[first] = name if names.setdefault(name, first) == first else content_hash([name, *first])
        return {trace.key: ids[heads[top[trace.key].key]] for trace in self._traces}

    def _is_faint(self, root: Trace) -> bool:
        """Whether too little is known of who said it: it may be many people's, but not two's at once."""
        one = self._root(root)
        if one.is_public:
            return one.speaker is None or (one.speaker.is_anybody and not one.verbal)
        return one.kind == "outlet" and not one.outlet

    def _may_be(self, faint: Trace, other: Trace) -> bool:
        """Whether what nobody in particular said may be what somebody in particular did."""
        here, there = self._root(faint), self._root(other)
        if faint.contradicts(other) or here.is_public != there.is_public:
            return False
        return here.speaker is None or there.speaker is None or not there.speaker.is_anybody

    def _joined(self, roots: Sequence[Trace]) -> dict[Key, Key]:
        """For each root the first of those that it has one origin with."""
        heads = {root.key: root.key for root in roots}
        for number, here in enumerate(roots):
            for there in roots[:number]:
                if heads[here.key] != heads[there.key] and self._have_one(here, there):
                    old, new = heads[here.key], heads[there.key]
                    heads = {key: new if head == old else head for key, head in heads.items()}
        return heads

    def _root(self, trace: Trace) -> Root:
        found = self._found[trace.key]
        there = self._papers.of.get(found.source or "", trace.paper)
        return found.root or Root("own", self._papers.name(there))

    def _described(self, trace: Trace) -> list[object]:
        """What an origin's id is made of: the same speech or paper has one id in every claim."""
        root = self._root(trace)
        return [root.kind, root.outlet, sorted(root.speaker.words) if root.speaker else []]

    def _have_one(self, a: Trace, b: Trace) -> bool:
        """Whether two tellings that were taken from nowhere go back to the same words."""
        here, there = self._root(a), self._root(b)
        if here.is_public != there.is_public:
            return False
        if here.is_public:
            return self._is_one_saying(a, here, b, there)
        if a.contradicts(b):
            return False
        alike = here.speaker is None or there.speaker is None or here.speaker.is_like(there.speaker)
        return alike and _is_one_outlet(here, there)

    def _is_one_saying(self, a: Trace, here: Root, b: Trace, there: Root) -> bool:
        """Whether two public sayings are one: the same deed of words, words in quotation marks, or speaker."""
        if here.speaker is None or there.speaker is None or a.tells_otherwise(b):
            return False
        if here.speaker.is_known and there.speaker.is_known and here.speaker.is_like(there.speaker):
            return True
        if a.contradicts(b):
            return False
        is_anybody = here.speaker.is_anybody or there.speaker.is_anybody
        is_one_deed = here.verbal and there.verbal and (is_anybody or a.claim.event == b.claim.event)
        if is_one_deed or here.speaker.is_like(there.speaker) or _share_quotation(a, b):
            return True
        return _stands_for(there, b, here.speaker) or _stands_for(here, a, there.speaker)


def _share_quotation(a: Trace, b: Trace) -> bool:
    """Whether two documents have the same words in quotation marks beside it. One paragraph may quote several."""
    return a.paper is not b.paper and bool(a.quotations & b.quotations)


def _stands_for(root: Root, trace: Trace, other: Speaker) -> bool:
    """Whether one without a name ("the auditors"), or a spokesman, is or speaks for whom the paragraph names.

    Not for one who speaks there besides. Who has a body do it, as a state has, is who announces it.
    """
    speaker = root.speaker
    if speaker is None:
        return False
    speaks = any(one.is_named and other.is_named_in(one.words) for one in trace.heard_beside)
    is_body = root.verbal and not speaker.person
    is_able = speaker.is_voice or is_body or not (speaker.is_named or speaks)
    return is_able and other.is_named_in(trace.paper.content_of(trace.paragraph))


def _is_one_outlet(here: Root, there: Root) -> bool:
    a, b = set(here.outlet.split()), set(there.outlet.split())
    return bool(a and b) and (a <= b or b <= a)
