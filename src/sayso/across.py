"""`compare`, `align` and `voices`: what a ledger's readings tell together. Joins the ledger with comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any

from sayso.comparison import Alignment, OutletVoices, Same, Story, digest, origins, same_claims, stories
from sayso.comparison.aligning import alignments as _alignments
from sayso.comparison.aligning.alignments import How, Unmeasured
from sayso.comparison.records import SharedClaim, Telling
from sayso.comparison.speaking import counting as _speaking
from sayso.ledger import Ledger
from sayso.types import LinkDecision, Reading

Kept = Ledger | str | PathLike[str]
"""A ledger, or the path of one."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A story with the claims that its documents share, and their readings by document id."""

    story: Story
    readings: Mapping[str, Reading]

    def to_dict(self) -> dict[str, Any]:
        """One of the `stories` of the wire form of `sayso compare`."""
        return self.story.to_dict({id_: reading.document.text for id_, reading in self.readings.items()})


def compare(ledger: Kept, *, least: int = 2) -> Iterator[Compared]:
    """The stories of a ledger that at least so many documents tell, by their first day, with the claims they share.

    A claim is told of where it is of an event type and not doubtful, or where two documents tell it. People's decisions
    about links are applied. Only one story's readings are held at a time, besides a digest of each document.

    Raises LedgerError where the file cannot be used.
    """
    with _opened(ledger) as store:
        decisions = store.link_decisions()
        for story in stories(digest(reading) for reading in store.readings()):
            if len(story.documents) >= least:
                found = [one for told in story.documents for one in store.readings(document_id=told.id)]
                yield _compared(story, found, decisions)


def compare_readings(
    readings: Sequence[Reading], decisions: Sequence[LinkDecision] = (), *, least: int = 2
) -> Iterator[Compared]:
    """As `compare`, of readings at hand; of a document's several readings the last counts."""
    by_id = {reading.document.id: reading for reading in readings}
    for story in stories(digest(reading) for reading in by_id.values()):
        if len(story.documents) >= least:
            yield _compared(story, [by_id[told.id] for told in story.documents], decisions)


def _compared(story: Story, readings: Sequence[Reading], decisions: Sequence[LinkDecision]) -> Compared:
    return Compared(_with_claims(story, readings, decisions), {one.document.id: one for one in readings})


def _with_claims(story: Story, readings: Sequence[Reading], decisions: Sequence[LinkDecision]) -> Story:
    claims = {(one.document.id, claim.id): claim for one in readings for claim in one.claims}

    def counts(same: Same) -> bool:
        documents = {document_id for document_id, _ in same.claims}
        return len(documents) > 1 or any(claims[key].event and not claims[key].doubtful for key in same.claims)

    kept = [same for same in same_claims(readings) if counts(same)]
    found, added = origins(readings, [same.claims for same in kept], decisions), _added(decisions)
    return replace(
        story,
        claims=tuple(
            replace(_with_decided(claim, added), contradictions=same.contradictions)
            for claim, same in zip(found, kept, strict=True)
        ),
    )


def _added(decisions: Sequence[LinkDecision]) -> dict[tuple[str, str], str]:
    """For each claim the document that it was taken from, as a person added and did not cut again."""
    added: dict[tuple[str, str], str] = {}
    for one in decisions:
        key = one.document_id, one.claim_id
        if one.verb == "add" and one.taken_from:
            added[key] = one.taken_from
        elif one.verb == "cut" and one.taken_from in (None, added.get(key)):
            added.pop(key, None)
    return added


def _with_decided(claim: SharedClaim, added: Mapping[tuple[str, str], str]) -> SharedClaim:
    """The claim with its links that a person added marked as such.

    A headline that has a link from its article's sentence has the decision from there too.
    """

    def link(one: Telling) -> tuple[object, ...]:
        return one.document_id, one.taken_from, one.why, one.shown

    def is_added(one: Telling) -> bool:
        return one.taken_from is not None and added.get((one.document_id, one.claim_id)) == one.taken_from

    links = {link(one) for one in claim.tellings if is_added(one)}
    return replace(claim, tellings=tuple(replace(one, decided=link(one) in links) for one in claim.tellings))


def align(ledger: Kept, **how: Any) -> Alignment:
    """Who stands with whom in a ledger's readings; `how` is what `sayso.comparison.align` takes.

    Of versions of one page only the latest counts.
    """
    with _opened(ledger) as store:
        return _alignments.align(_latest(store), **how)


def unmeasured(ledger: Kept, how: How) -> Unmeasured:
    """As `align`, before anything is measured: of a part that is cut out nothing else need be."""
    with _opened(ledger) as store:
        return _alignments.unmeasured(_latest(store), how)


def voices(ledger: Kept) -> tuple[OutletVoices, ...]:
    """Whom each outlet of a ledger lets speak, and in how many words; of versions of one page the latest alone."""
    with _opened(ledger) as store:
        return _speaking.voices(_latest(store))


def _latest(store: Ledger) -> Iterator[Reading]:
    earlier = store.superseded()
    return (reading for reading in store.readings() if reading.document.id not in earlier)


def latest(readings: Sequence[Reading]) -> list[Reading]:
    """Of readings of versions of one page, by its URL, the one published last, else given last; all others as they are.

    As `Ledger.superseded` has it, of readings at hand.
    """
    by_page: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda one: (one.document.published or "")[:10]):
        by_page[reading.document.url or reading.document.id] = reading
    kept = {id(reading) for reading in by_page.values()}
    return [reading for reading in readings if id(reading) in kept]


@contextmanager
def _opened(ledger: Kept) -> Iterator[Ledger]:
    if isinstance(ledger, Ledger):
        yield ledger
        return
    with Ledger(Path(ledger), create=False) as store:
        yield store
