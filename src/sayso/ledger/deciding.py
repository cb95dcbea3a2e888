"""A decision about actors in the tables: checked, added, and what is shown of the readings it touches derived anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from sqlalchemy import Connection, insert, select

from sayso.errors import RowNotFound, UsageError
from sayso.ledger import rows, tables
from sayso.ledger.failing import parsing
from sayso.ledger.registering import Decision, Entry, Registry, entries, mention_in
from sayso.ledger.searching import of_readings
from sayso.ledger.storing import derive, load_decisions, load_reading, load_registry, load_reviews
from sayso.ledger.undoing import refuse_undone
from sayso.types import Actor, Span

_AT_ONCE = 500
"""Ids in one query; a database takes no more than some thousands."""


def load_entries(connection: Connection) -> tuple[Entry, ...]:
    """Every actor of the documents' newest readings, as decided."""
    registry = load_registry(connection)
    readings, kept = tables.readings.c, tables.actor_rows.c
    query = (
        select(kept.reading, readings.document_id, kept.machine)
        .where(readings.number == kept.reading, of_readings({}))
        .order_by(kept.reading, kept.position)
    )
    by_reading: dict[tuple[int, str], list[Actor]] = {}
    for number, document_id, machine in connection.execute(query):
        with parsing(f"an actor of reading {number}"):
            by_reading.setdefault((number, document_id), []).append(rows.to_actor(machine))
    return entries(
        (document_id, actor)
        for (_, document_id), actors in by_reading.items()
        for actor in registry.actors(document_id, actors)
    )


def entry_of(known: Sequence[Entry], given: str) -> Entry:
    """The actor that an id, or a name that only one has, stands for. Raises RowNotFound where there is none."""
    exact = [entry for entry in known if entry.id == given]
    named = exact or [entry for entry in known if entry.name.casefold() == given.strip().casefold()]
    if len(named) == 1:
        return named[0]
    if named:
        some = ", ".join(repr(entry.id) for entry in named[:4])
        raise UsageError(f"{len(named)} actors are called {given!r}: {some}.", "Give the id of one of them.")
    close = get_close_matches(given, [name for entry in known for name in (entry.id, entry.name)], n=1)
    hint = f"Did you mean {close[0]!r}?" if close else "See them all with: sayso actors"
    raise RowNotFound(f"There is no actor {given!r}.", hint)


def checked_mentions(
    connection: Connection, entry: Entry, mentions: Iterable[tuple[str, Span]]
) -> tuple[tuple[str, Span], ...]:
    """The mentions of this actor that are meant. Raises RowNotFound for a place where it is not mentioned."""
    registry = load_registry(connection)
    checked = []
    for document_id, span in mentions:
        kept, readings = tables.actor_rows.c, tables.readings.c
        query = select(kept.machine).where(readings.number == kept.reading, readings.document_id == document_id)
        with parsing(f"an actor of document {document_id}"):
            actors = [rows.to_actor(machine) for machine in connection.execute(query).scalars()]
        here = [one for actor in registry.actors(document_id, actors) if actor.id == entry.id for one in actor.mentions]
        found = mention_in(here, span)
        if found is None:
            places = ", ".join(f"{one.start}-{one.end}" for one in sorted(set(here))[:6]) or "nowhere in it"
            raise RowNotFound(
                f"{entry.name!r} is not mentioned at {span.start}-{span.end} of document {document_id}.",
                f"It is mentioned at: {places}.",
            )
        checked.append((document_id, found))
    return tuple(checked)


def decide(connection: Connection, decision: Decision) -> Decision:
    """Adds a decision, whose number is given here, and derives anew what it changes."""
    before = load_registry(connection)
    stored = {"decision": rows.to_json(decision.to_dict())}
    returned = insert(tables.decisions).values(stored).returning(tables.decisions.c.number)
    decision = replace(decision, number=connection.execute(returned).scalar_one())
    after = load_registry(connection)
    for number in sorted(_touched(connection, before, after)):
        reading = load_reading(connection, number, machine=True)
        derive(connection, number, reading, load_reviews(connection, reading.document.id))
    return decision


def undone(connection: Connection, number: int, when: str, note: str, by: str | None) -> Decision:
    """The decision that undoes another. Raises RowNotFound where there is none, UsageError where it does not stand."""
    refuse_undone(load_decisions(connection), number, "sayso actors decisions")
    return Decision(0, "undo", when, undoes=number, note=note, by=by)


def _touched(connection: Connection, before: Registry, after: Registry) -> set[int]:
    """The numbers of the readings of which something else is shown."""
    kept, readings = tables.actor_rows.c, tables.readings.c
    ids = connection.execute(select(kept.actor_id).distinct()).scalars().all()
    changed = [id_ for id_ in ids if _told(before, id_) != _told(after, id_)]
    numbers: set[int] = set()
    for start in range(0, len(changed), _AT_ONCE):
        some = changed[start : start + _AT_ONCE]
        numbers.update(connection.execute(select(kept.reading).where(kept.actor_id.in_(some))).scalars())
    apart = set(before.decisions) ^ set(after.decisions)
    documents = {document_id for one in apart for document_id, _ in one.mentions}
    for document_id in documents:
        numbers.update(connection.execute(select(readings.number).where(readings.document_id == document_id)).scalars())
    return numbers


def _told(registry: Registry, actor_id: str) -> tuple[str, str]:
    now = registry.id_of(actor_id)
    return now, registry.name_of(now, "")
