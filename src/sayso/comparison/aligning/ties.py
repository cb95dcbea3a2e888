"""Ties between actors, each open to the claims that tell it, gathered from readings that come one by one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations, product
from typing import Any, Literal

from sayso.comparison.speaking.shares import Voice, is_rejected, only_in, said_by
from sayso.types import OUTLET_VOICE, TOGETHER, Claim, Document, Kind, Reading, voice_of

Sign = Literal[1, -1]
Reason = Literal["doubtful", "status", "side unknown", "itself"]
REASONS: tuple[Reason, ...] = ("doubtful", "status", "side unknown", "itself")
"""Why a claim of an event type makes no tie: it is doubtful; not of a status asked for, or told as not having happened;
nobody joins its actor or recipient to an actor; both are the same."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A claim that makes a tie. `voices` are the keys of the sources in whose voice it is told, () the outlet's own.

    `since` and `until` are the first and last day that it may mean, ISO dates: its own where it tells both, else the
    day its document was published; `dated` says which, None where neither is known.
    """

    document_id: str
    claim_id: str
    event: str
    outlet: str | None
    voices: tuple[str, ...]
    since: str | None
    until: str | None
    dated: Literal["claim", "published"] | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "document_id": self.document_id,
            "claim_id": self.claim_id,
            "event": self.event,
            "outlet": self.outlet,
            "voices": list(self.voices) or [OUTLET_VOICE],
            "date": {"earliest": self.since, "latest": self.until, "from": self.dated},
        }


@dataclass(frozen=True, slots=True)
class Tie:
    """What claims of one sign tell of one actor toward another. The same two may have a tie of the other sign too."""

    actor: str
    recipient: str
    sign: Sign
    grounds: tuple[Ground, ...]

    @property
    def weight(self) -> int:
        """How many claims."""
        return len(self.grounds)

    @property
    def documents(self) -> int:
        return len({ground.document_id for ground in self.grounds})

    def to_dict(self, *, claims: bool = True) -> dict[str, Any]:
        told = {
            "actor": self.actor,
            "recipient": self.recipient,
            "sign": self.sign,
            "weight": self.weight,
            "documents": self.documents,
        }
        return {**told, "claims": [ground.to_dict() for ground in self.grounds]} if claims else told


@dataclass(frozen=True, slots=True)
class AlignedActor:
    """An actor with ties. `document_id` is the one document that can tell who it is; None where its id joins many."""

    id: str
    name: str
    kind: Kind
    country: str | None
    document_id: str | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "country": self.country,
            "document_id": self.document_id,
        }


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """One in whose voice claims that make ties are told; `key` as `voices` counts sources."""

    key: str
    name: str
    voice: Voice

    def to_dict(self) -> dict[str, Any]:
        return {"key": self.key, "name": self.name, "voice": self.voice}


@dataclass(frozen=True, slots=True)
class Base:
    """What the ties rest on: documents, their claims of an event type, and how many make no tie, by reason."""

    documents: int
    claims: int
    left_out: Mapping[Reason, int]

    @property
    def tied(self) -> int:
        return self.claims - sum(self.left_out.values())

    def to_dict(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            "claims": self.claims,
            "tied": self.tied,
            "left_out": dict(self.left_out),
        }


@dataclass(slots=True)
class Gathered:
    """The ties of readings that are taken one by one; see `sayso.comparison.align` for what makes one."""

    statuses: Sequence[str]
    with_doubtful: bool
    ties: dict[tuple[str, str, Sign], list[Ground]] = field(default_factory=lambda: defaultdict(list))
    actors: dict[str, AlignedActor] = field(default_factory=dict)
    sources: dict[str, QuotedSource] = field(default_factory=dict)
    documents: Counter[str | None] = field(default_factory=Counter)
    claims: dict[str | None, Counter[Reason | Literal["tied"]]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, reading: Reading) -> None:
        outlet = reading.document.outlet
        self.documents[outlet] += 1
        counted = self.claims[outlet]
        teller = _Teller(reading)
        for claim in reading.claims:
            sign = _SIGNS.get(claim.quad_code or 0)
            if claim.event is None or sign is None or is_rejected(claim):
                continue
            pairs = _pairs(claim)
            reason = self._reason(claim, pairs)
            counted[reason or "tied"] += 1
            if reason:
                continue
            ground = teller.ground(claim, claim.event, self.sources)
            for pair in pairs:
                self.ties[*pair, sign].append(ground)
            self._meet(reading, {one for pair in pairs for one in pair}, teller.document_id)

    def found(self) -> tuple[Tie, ...]:
        return tuple(Tie(*key, tuple(grounds)) for key, grounds in self.ties.items())

    def bases(self) -> dict[str | None, Base]:
        """By outlet."""
        return {
            outlet: Base(self.documents[outlet], counted.total(), {reason: counted[reason] for reason in REASONS})
            for outlet, counted in self.claims.items()
        }

    def _reason(self, claim: Claim, pairs: Sequence[tuple[str, str]]) -> Reason | None:
        if claim.certainty.polarity != "positive" or claim.certainty.status not in self.statuses:
            return "status"
        if claim.doubtful and not self.with_doubtful:
            return "doubtful"
        if pairs:
            return None
        known = [any(party.actor_id for party in side) for side in (claim.actor, claim.recipient)]
        return "itself" if all(known) else "side unknown"

    def _meet(self, reading: Reading, ids: set[str], document_id: str) -> None:
        """Of an actor's names the longest is kept, whatever the documents' order."""
        for actor in reading.actors:
            if actor.id in ids:
                only = document_id if only_in(actor.id, document_id) else None
                met = AlignedActor(actor.id, actor.name, actor.kind, actor.country, only)
                self.actors[actor.id] = max(self.actors.get(actor.id, met), met, key=_fullness)


_SIGNS: Mapping[int, Sign] = {1: 1, 2: 1, 3: -1, 4: -1}


def _fullness(actor: AlignedActor) -> tuple[int, str, str, str]:
    return len(actor.name), actor.name, actor.kind, actor.country or ""


def _fullness_of_source(source: QuotedSource) -> tuple[bool, int, str]:
    return source.voice == "named", len(source.name), source.name


class _Teller:
    """What a reading's claims have in common as grounds of ties."""

    def __init__(self, reading: Reading) -> None:
        self.document_id = reading.document.id
        self._reading = reading
        self._statements = {statement.id: statement for statement in reading.statements}
        self._actors = {actor.id: actor for actor in reading.actors}

    def ground(self, claim: Claim, event: str, sources: dict[str, QuotedSource]) -> Ground:
        document = self._reading.document
        statement = voice_of(claim, self._statements)
        voices = []
        for sayer in said_by(statement, document.text, self._actors) if statement else ():
            key = sayer.key_across(self.document_id)
            heard = QuotedSource(key, sayer.name, sayer.voice)
            sources[key] = max(sources.get(key, heard), heard, key=_fullness_of_source)
            voices.append(key)
        return Ground(
            self.document_id, claim.id, event, document.outlet, tuple(dict.fromkeys(voices)), *_days(claim, document)
        )


def _pairs(claim: Claim) -> list[tuple[str, str]]:
    """Who acts toward whom, by the actors' ids."""
    doers, others = (
        list(dict.fromkeys(party.actor_id for party in side if party.actor_id is not None))
        for side in (claim.actor, claim.recipient)
    )
    if not claim.recipient and claim.event in TOGETHER:
        return list(permutations(doers, 2))
    return [(doer, other) for doer, other in product(doers, others) if doer != other]


def _days(claim: Claim, document: Document) -> tuple[str | None, str | None, Literal["claim", "published"] | None]:
    if claim.date and claim.date.earliest and claim.date.latest:
        since, until = claim.date.earliest[:10], claim.date.latest[:10]
        if is_day(since) and is_day(until):
            return since, until, "claim"
    published = (document.published or "")[:10]
    return (published, published, "published") if is_day(published) else (None, None, None)


def is_day(told: str) -> bool:
    try:
        return bool(_DAY.fullmatch(told) and date.fromisoformat(told))
    except ValueError:
        return False


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
