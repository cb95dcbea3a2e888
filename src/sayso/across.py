"""`compare`, `align` and `voices`: what a ledger's readings tell together. Joins the ledger with comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any

from sayso.comparison import Alignment, OutletVoices, Same, Story, digest, origins, same_claims, stories
from sayso.comparison.aligning import alignments as _alignments
from sayso.comparison.aligning.alignments import How, Unmeasured
from sayso.comparison.speaking import counting as _speaking
from sayso.ledger import Ledger
from sayso.ledger.versions import superseded
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


def compare(ledger: Kept, *, least: int = 2, story_id: str = "") -> Iterator[Compared]:
    """The stories of a ledger that at least so many documents tell, by their first day, with the claims they share.

    `story_id`: only stories whose id begins so; the claims of others are not compared.

    A claim is told of where it is of an event type and not doubtful, or where two documents tell it. People's decisions
    about links are applied. Only one story's readings are held at a time, besides a digest of each document.

    Raises LedgerError where the file cannot be used.
    """
    with _opened(ledger) as store:
        decisions = store.link_decisions()
        for story in stories(digest(reading) for reading in store.readings()):
            if len(story.documents) >= least and story.id.startswith(story_id):
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
    found = origins(readings, [same.claims for same in kept], decisions)
    stand = {reading.document.id for reading in latest(readings)}  # what an outlet has corrected contradicts nobody
    pairs = (tuple(pair for pair in same.contradictions if stand.issuperset(pair)) for same in kept)
    return replace(
        story, claims=tuple(replace(claim, contradictions=some) for claim, some in zip(found, pairs, strict=True))
    )


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


def latest(readings: Iterable[Reading]) -> list[Reading]:
    """As `align` and `voices` count them: of versions of one page the latest, and of each document the last reading.

    Of versions of one day the last by the clock is the later where all of them tell it, else the one given last.
    """
    by_id = {reading.document.id: reading for reading in readings}
    earlier = superseded((one.document.url, one.document.published, id_) for id_, one in by_id.items())
    return [reading for id_, reading in by_id.items() if id_ not in earlier]


@contextmanager
def _opened(ledger: Kept) -> Iterator[Ledger]:
    if isinstance(ledger, Ledger):
        yield ledger
        return
    with Ledger(Path(ledger), create=False) as store:
        yield store
