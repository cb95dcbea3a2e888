"""What people decide about actors: which are one, which are several, what one is called.

A decision is added and never changed; undoing one is a decision too. A machine's reading
keeps the actors it was stored with: what is shown of it, and what is found of it, has the
decisions applied, first to last. They go by an actor's id, so that they hold for what is
read later; a split goes by where its mentions stand in their document, and holds for
another reading's mentions that share more than half of the shorter one's characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from sayso.types import Actor, Claim, Evidence, Kind, Link, Party, Reading, Span, Statement

Verb = Literal["merge", "split", "rename", "undo"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `number` is its id, in the order of deciding.

    merge: `ids` become `into`. split: the `mentions` of `ids[0]` become `into`. rename:
    `ids[0]` is called `name`. undo: decision `undoes` no longer counts. `into` is the actor
    as it was known when it was decided, for documents that do not have it.
    """

    number: int
    verb: Verb
    when: str
    ids: tuple[str, ...] = ()
    into: Actor | None = None
    mentions: tuple[tuple[str, Span], ...] = ()
    name: str | None = None
    undoes: int | None = None
    note: str = ""
    by: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "verb": self.verb,
            "when": self.when,
            "ids": list(self.ids),
            "into": self.into.to_dict("") if self.into else None,
            "mentions": [[document, span.start, span.end] for document, span in self.mentions],
            "name": self.name,
            "undoes": self.undoes,
            "note": self.note,
            "by": self.by,
        }

    @classmethod
    def from_dict(cls, number: int, row: Mapping[str, Any]) -> Decision:
        return cls(
            number,
            row["verb"],
            row["when"],
            tuple(row["ids"]),
            Actor.from_dict(row["into"]) if row["into"] else None,
            tuple((document, Span(start, end)) for document, start, end in row["mentions"]),
            row["name"],
            row["undoes"],
            row["note"],
            row["by"],
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor of a whole ledger: in how many documents it is, and how often it is mentioned."""

    id: str
    name: str
    kind: Kind
    country: str | None
    sector: str | None
    wikidata: str | None
    why: str | None
    documents: int
    mentions: int

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "country": self.country,
            "sector": self.sector,
            "wikidata": self.wikidata,
            "why": self.why,
            "documents": self.documents,
            "mentions": self.mentions,
        }


@dataclass(frozen=True, slots=True)
class Registry:
    """The decisions that stand, to be applied. Makes new records and changes none."""

    decisions: tuple[Decision, ...] = ()

    def id_of(self, actor_id: str, document_id: str | None = None, span: Span | None = None) -> str:
        """Whom an actor's id stands for now; a mention of it, where its document and place are given."""
        for decision in self.decisions:
            into = decision.into
            if into is None or actor_id not in decision.ids:
                continue
            if decision.verb == "merge" or (
                span is not None and any(at == document_id and _alike(span, one) for at, one in decision.mentions)
            ):
                actor_id = into.id
        return actor_id

    def name_of(self, actor_id: str, name: str) -> str:
        """What the actor with this id (as it stands now) is called. Who was merged leaves its name behind."""
        given = [one.name for one in self.decisions if one.verb == "rename" and one.ids[0] == actor_id]
        return given[-1] or name if given else name

    def actors(self, document_id: str, actors: Sequence[Actor]) -> tuple[Actor, ...]:
        """A reading's actors as decided, in the order of their first mentions."""
        if not self.decisions:
            return tuple(actors)
        known = {actor.id: actor for actor in actors}
        spans: dict[str, set[Span]] = {}
        by: dict[str, dict[str, None]] = {}
        for actor in actors:
            mentions: Iterable[Span | None] = actor.mentions or (None,)
            for span in mentions:
                id_ = self.id_of(actor.id, document_id, span)
                spans.setdefault(id_, set()).update([span] if span is not None else [])
                makers = (self.id_of(one) for one in actor.by)
                by.setdefault(id_, {}).update(dict.fromkeys(one for one in makers if one != id_))
        told = {one.into.id: one.into for one in self.decisions if one.into}
        made = []
        for id_, some in spans.items():
            actor = known.get(id_) or told[id_]
            made.append(
                replace(actor, name=self.name_of(id_, actor.name), mentions=tuple(sorted(some)), by=tuple(by[id_]))
            )
        if all(one == before for one, before in zip(made, actors, strict=False)) and len(made) == len(actors):
            return tuple(actors)
        return tuple(sorted(made, key=lambda a: (a.mentions[0] if a.mentions else Span(0, 0), a.id)))

    def applied(self, reading: Reading) -> Reading:
        """A reading with its parties and actors as decided."""
        if not self.decisions:
            return reading
        id_ = reading.document.id
        return replace(
            reading,
            statements=tuple(self._statement(one, id_) for one in reading.statements),
            claims=tuple(self._claim(one, id_) for one in reading.claims),
            actors=self.actors(id_, reading.actors),
        )

    def _parties(self, parties: tuple[Party, ...], document_id: str) -> tuple[Party, ...]:
        return tuple(
            party if party.actor_id is None
            else replace(party, actor_id=self.id_of(party.actor_id, document_id, party.span))
            for party in parties
        )  # fmt: skip

    def _link(self, link: Link, document_id: str) -> Link:
        return replace(link, parties=self._parties(link.parties, document_id), to=self._parties(link.to, document_id))

    def _statement(self, statement: Statement, document_id: str) -> Statement:
        return replace(statement, chain=tuple(self._link(link, document_id) for link in statement.chain))

    def _claim(self, claim: Claim, document_id: str) -> Claim:
        return replace(
            claim,
            actor=self._parties(claim.actor, document_id),
            recipient=self._parties(claim.recipient, document_id),
            evidence=tuple(self._evidence(one) for one in claim.evidence),
        )

    def _evidence(self, evidence: Evidence) -> Evidence:
        return replace(evidence, by=tuple(self.id_of(one) for one in evidence.by))


def _alike(one: Span, other: Span) -> bool:
    """Whether two mentions are one in two readings: they share more than half of the shorter one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > min(one.end - one.start, other.end - other.start)


def mention_in(mentions: Iterable[Span], asked: Span) -> Span | None:
    """The mention that stands at a place, or most of it; None where none does."""
    alike = [one for one in mentions if _alike(one, asked)]
    return min(alike, key=lambda one: (one != asked, abs(one.start - asked.start)), default=None)


T = TypeVar("T")


def entries(actors: Iterable[tuple[str, Actor]]) -> tuple[Entry, ...]:
    """The registry of actors, each given with its document's id: those in most documents first.

    An actor's name is the one that most documents have, and so on; of equals the first.
    """
    rows: dict[str, list[tuple[str, Actor]]] = {}
    for document_id, actor in actors:
        rows.setdefault(actor.id, []).append((document_id, actor))
    made = [
        Entry(
            id_,
            _most([actor.name for _, actor in some]) or "",
            _most([actor.kind for _, actor in some]) or "other",
            _most([actor.country for _, actor in some]),
            _most([actor.sector for _, actor in some]),
            _most([actor.wikidata for _, actor in some]),
            _most([actor.why for _, actor in some]),
            len({document_id for document_id, _ in some}),
            sum(len(actor.mentions) for _, actor in some),
        )
        for id_, some in rows.items()
    ]
    return tuple(sorted(made, key=lambda entry: (-entry.documents, -entry.mentions, entry.name.casefold(), entry.id)))


def _most(values: Sequence[T | None]) -> T | None:
    """The value that is there most often; None only where nothing else is."""
    counts: dict[T, int] = {}
    for value in values:
        if value is not None:
            counts[value] = counts.get(value, 0) + 1
    return max(counts, key=lambda value: counts[value], default=None)
