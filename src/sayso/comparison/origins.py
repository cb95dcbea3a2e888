"""How many independent origins a claim has that several documents tell, and from where each of them took it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.comparison.quotations import Speaker
from sayso.comparison.records import SharedClaim, Telling
from sayso.comparison.tracing import Found, Place, Root, Story, Tracing
from sayso.types import LinkDecision, Reading, content_hash

_PUBLIC = ("speech", "report")
Key = tuple[str, str]
"""A document's id and a claim's."""


def origins(
    readings: Sequence[Reading], groups: Iterable[Sequence[Key]], decisions: Sequence[LinkDecision] = ()
) -> list[SharedClaim]:
    """The claims that the documents of one story share, each with its tellings and where they came from.

    `groups` are the claims that say the same, one group a shared claim, as (document id, claim id); a claim stands in one
    group at most. `decisions` are a person's that stand, in their order; they are stronger than any sign. Of two that
    are about one claim and one document the later counts.
    """
    story = Story(readings)
    claims = {(reading.document.id, claim.id): claim for reading in readings for claim in reading.claims}
    decided = _Decided(decisions)
    shared = []
    for group in groups:
        places = [Place.of(story.papers[key[0]], claims[key]) for key in group]
        if places:
            shared.append(_shared(story, sorted(places, key=_order), decided))
    return shared


def _order(place: Place) -> tuple[str, str, object]:
    return place.paper.reading.document.published or "9", place.paper.id, place.at


class _Decided:
    """What a person decided: for each claim the documents it was not taken from, and the one it was."""

    def __init__(self, decisions: Sequence[LinkDecision]) -> None:
        self.cut: dict[Key, set[str | None]] = {}
        self.added: dict[Key, str] = {}
        for one in decisions:
            key = (one.document_id, one.claim_id)
            if one.verb == "cut":
                self.cut.setdefault(key, set()).add(one.taken_from)
                if one.taken_from in (None, self.added.get(key)):
                    self.added.pop(key, None)
            elif one.verb == "add" and one.taken_from:
                self.added[key] = one.taken_from
                self.cut.setdefault(key, set()).difference_update((None, one.taken_from))


def _shared(story: Story, places: Sequence[Place], decided: _Decided) -> SharedClaim:
    found = dict(Tracing(story, places, decided.cut).found)
    for place in places:
        there = story.papers.get(decided.added.get(place.key, ""))
        if there and there is not place.paper and found[place.key].source != there.id:
            found[place.key] = _shown(story, place, there.id)
    forest = _Forest(story, places, found, decided.added)
    tellings = tuple(
        Telling(
            place.paper.id,
            place.claim.id,
            (place.at,),
            forest.origin[place.key],
            one.source,
            one.why,
            (one.here, one.there if one.source else ()),
        )
        for place in places
        for one in [forest.found[place.key]]
    )
    return SharedClaim(content_hash(["shared claim", *places[0].key]), tellings)


def _shown(story: Story, place: Place, there: str) -> Found:
    """What the texts show of a link that a person added, be it ever so weak."""
    copy = story.reuse.copy(place.paper, place.sentence, story.papers[there])
    if copy.here:
        return Found("reuse", there, None, copy.here, copy.there)
    _, here, shown = story.details(place.paper, place.paragraph, story.papers[there], place.at, set())
    return Found("paraphrase", there, None, here, shown)


class _Forest:
    """The tellings of one shared claim as trees, and the origins of their roots."""

    def __init__(
        self, story: Story, places: Sequence[Place], found: dict[Key, Found], added: Mapping[Key, str]
    ) -> None:
        self._story = story
        self._places = places
        self.found = found
        self._above: dict[Key, Place] = {}
        self._follow(added)
        self._climb(added)
        self.origin = self._origins()

    def _follow(self, added: Mapping[Key, str]) -> None:
        """A headline has it from where its article has it, and so has a sentence that shows nothing itself."""
        shown = {place.key for place in self._places if self.found[place.key].is_shown and not place.in_title}
        for place in self._places:
            if place.key in shown or place.key in added:
                continue
            rest = [one for one in self._places if one.paper is place.paper and one.key in shown]
            rest = [one for one in rest if one.is_denial == place.is_denial]
            if not rest and place.in_title:
                rest = [one for one in self._places if one.paper is place.paper and not one.in_title]
            if rest:
                best = max(rest, key=place.likeness)
                self.found[place.key] = self.found[best.key]
                self._above[place.key] = best

    def _climb(self, added: Mapping[Key, str]) -> None:
        """Joins each telling to the one that it was taken from, added links first; none may close a ring."""
        for place in sorted(self._places, key=lambda place: place.key not in added):
            source = self.found[place.key].source
            if place.key in self._above or source is None:
                continue
            there = [one for one in self._places if one.paper.id == source and place not in self._path(one)]
            if there:
                self._above[place.key] = max(there, key=place.likeness)

    def _path(self, place: Place) -> list[Place]:
        """A telling and all that it goes back to."""
        path = [place]
        while (above := self._above.get(path[-1].key)) is not None:
            path.append(above)
        return path

    def _origins(self) -> dict[Key, str]:
        top = {place.key: self._path(place)[-1] for place in self._places}
        roots = list({place.key: place for place in top.values()}.values())
        heads = self._joined([root for root in roots if not self._is_faint(root)])
        for root in roots:
            if self._is_faint(root):
                able = [one for one in roots if one.key in heads and one is not root and self._may_be(root, one)]
                best = max(able, key=lambda one: (self._have_one(root, one), root.likeness(one)), default=root)
                heads[root.key] = heads.get(best.key, root.key)
        names: dict[str, Key] = {}
        ids: dict[Key, str] = {}
        for root in roots:
            name = content_hash(self._described(root))
            first = heads[root.key]
            if first not in ids:
                ids[first] = name if names.setdefault(name, first) == first else content_hash([name, *first])
        return {place.key: ids[heads[top[place.key].key]] for place in self._places}

    def _is_faint(self, root: Place) -> bool:
        """Whether too little is known of who said it: it may be many people's, but not two's at once."""
        one = self._root(root)
        if one.kind in _PUBLIC:
            return one.speaker is None or (one.speaker.is_anybody and not one.verbal)
        return one.kind == "outlet" and not one.outlet

    def _may_be(self, faint: Place, other: Place) -> bool:
        """Whether what nobody in particular said may be what somebody in particular did."""
        here, there = self._root(faint), self._root(other)
        if faint.contradicts(other) or (here.kind in _PUBLIC) != (there.kind in _PUBLIC):
            return False
        return here.speaker is None or there.speaker is None or not there.speaker.is_anybody

    def _joined(self, roots: Sequence[Place]) -> dict[Key, Key]:
        """For each root the first of those that it has one origin with."""
        heads = {root.key: root.key for root in roots}
        for number, here in enumerate(roots):
            for there in roots[:number]:
                if heads[here.key] != heads[there.key] and self._have_one(here, there):
                    old, new = heads[here.key], heads[there.key]
                    heads = {key: new if head == old else head for key, head in heads.items()}
        return heads

    def _root(self, place: Place) -> Root:
        found = self.found[place.key]
        there = self._story.papers.get(found.source or "", place.paper)
        return found.root or Root("own", self._story.name(there))

    def _described(self, place: Place) -> list[object]:
        """What an origin's id is made of: the same speech or paper has one id in every claim."""
        root = self._root(place)
        return [root.kind, root.outlet, sorted(root.speaker.words) if root.speaker else []]

    def _have_one(self, a: Place, b: Place) -> bool:
        """Whether two tellings that were taken from nowhere go back to the same words."""
        here, there = self._root(a), self._root(b)
        if here.kind in _PUBLIC and there.kind in _PUBLIC:
            return not a.contradicts(b) and self._are_one(a, here, b, there)
        if here.kind in _PUBLIC or there.kind in _PUBLIC:
            return False
        alike = here.speaker is None or there.speaker is None or here.speaker.is_like(there.speaker)
        return _same_outlet(here, there) and alike and not a.contradicts(b)

    def _are_one(self, a: Place, here: Root, b: Place, there: Root) -> bool:
        """Whether two public sayings are one: by the same speaker, or each where the other's speaker is named."""
        assert here.speaker and there.speaker
        is_one_deed = here.verbal and there.verbal and a.claim.event == b.claim.event
        if is_one_deed or here.speaker.is_like(there.speaker) or a.quotations & b.quotations:
            return True
        return _stands_for(there.speaker, b, here.speaker) or _stands_for(here.speaker, a, there.speaker)


def _stands_for(speaker: Speaker, place: Place, other: Speaker) -> bool:
    """Whether one without a name ("the auditors"), or who speaks for another, is or speaks for whom the paragraph names."""
    return (speaker.is_voice or not speaker.is_named) and other.is_named_in(place.paper.content_of(place.paragraph))


def _same_outlet(here: Root, there: Root) -> bool:
    a, b = set(here.outlet.split()), set(there.outlet.split())
    return bool(a and b) and (a <= b or b <= a)
