"""Claims as event data have them: of an event type, told as having happened, each with its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sayso.comparison.speaking.shares import Sayer, said_by
from sayso.reporting.doers import is_actual
from sayso.types import Actor, Claim, Document, Party, Reading, Statement, voice_of


@dataclass(frozen=True, slots=True)
class Event:
    """A claim with what it stands in. `voice` is the statement it is told in, None being the outlet's voice."""

    reading: Reading
    document_id: str
    claim: Claim
    voice: Statement | None
    actors: Mapping[str, Actor]

    @property
    def document(self) -> Document:
        return self.reading.document

    @property
    def sayers(self) -> tuple[Sayer, ...]:
        """Who says it; nobody where the outlet does."""
        return said_by(self.voice, self.document.text, self.actors) if self.voice else ()

    def actor(self, party: Party) -> Actor | None:
        return self.actors.get(party.actor_id) if party.actor_id is not None else None


def claims_in_voices(reading: Reading) -> Iterator[Event]:
    """Every claim of a reading, whether it happened or not."""
    actors = {actor.id: actor for actor in reading.actors}
    statements = {statement.id: statement for statement in reading.statements}
    document_id = reading.document.id  # it hashes the whole text: once for all claims
    for claim in reading.claims:
        yield Event(reading, document_id, claim, voice_of(claim, statements), actors)


def events(readings: Iterable[Reading]) -> Iterator[Event]:
    """Claims of an event type that are told as having happened, and that nobody rejected."""
    for reading in readings:
        yield from (one for one in claims_in_voices(reading) if is_actual(one.claim))


@dataclass(frozen=True, slots=True)
class Days:
    """When something may have happened: the first day, and the last one (None: open), as ISO dates.

    `precision` is that of a claim's date, or None where the text tells no day, and the day is that of publication.
    """

    first: str
    last: str | None
    precision: str | None


def days_of(event: Event) -> Days | None:
    """As the claim tells, or else the day its document was published; None without either.

    Of what is open to the past the only day known is the last one: event data have no other place for it.
    """
    told = event.claim.date
    if told:
        first, last = iso_day(told.earliest), iso_day(told.latest)
        if first or last:
            return Days(first or last or "", last, told.precision)
    published = iso_day(event.document.published)
    return Days(published, published, None) if published else None


def iso_day(text: str | None) -> str | None:
    """The day of an ISO date or time; None for what is none."""
    try:
        return date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None
