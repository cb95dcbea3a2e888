"""What people decide about where a claim was taken from: checked, and in the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert, select

from sayso.errors import UsageError
from sayso.ledger import rows, tables
from sayso.ledger.failing import parsing
from sayso.ledger.undoing import standing
from sayso.types import Document, LinkDecision, links_decided

SHOWN_BY = "sayso link list"
_FIRST, _LAST = timedelta(hours=14), timedelta(hours=12)
"""How far ahead of UTC, and how far behind, clocks on Earth are."""


def load_link_decisions(connection: Connection) -> list[LinkDecision]:
    """All of them, first to last."""
    kept = tables.link_decisions.c
    stored = connection.execute(select(kept.number, kept.decision).order_by(kept.number)).all()
    with parsing("a decision about where a claim was taken from"):
        return [LinkDecision.from_dict(number, rows.from_json(decision)) for number, decision in stored]


def add_link_decision(connection: Connection, decision: LinkDecision) -> LinkDecision:
    """Adds one, whose number is given here. Raises UsageError for one that closes a ring, or is in force already."""
    decisions = load_link_decisions(connection)
    _refuse_known(decisions, decision)
    _refuse_ring(decisions, [*decisions, decision])
    stored = {"decision": rows.to_json(decision.to_dict())}
    returned = insert(tables.link_decisions).values(stored).returning(tables.link_decisions.c.number)
    return replace(decision, number=connection.execute(returned).scalar_one())


def refuse_later(here: Document, there: Document) -> None:
    """Raises UsageError where a document cannot be from another, which was surely published after it.

    A day, or a time without a zone, may have been anywhere on Earth: so a day is surely after another where there are
    two days or more between them.
    """
    first, second = _moments(here.published), _moments(there.published)
    if first and second and first[1] < second[0]:
        raise UsageError(
            f"Document {there.id} was published on {there.published}, after {here.id}, which was on {here.published}.",
            "Give the document that it was taken from. Of two, the later one may have it from the earlier.",
        )


def _moments(published: str | None) -> tuple[datetime, datetime] | None:
    """The first and the last moment that it may mean; None where it tells none."""
    try:
        at = datetime.fromisoformat(published or "")
        if at.tzinfo:
            return at, at
        at = at.replace(tzinfo=UTC)
        return at - _FIRST, at + _LAST + timedelta(days=len(published or "") <= len("2025-08-03"))
    except (ValueError, OverflowError):
        return None


def _refuse_known(decisions: Sequence[LinkDecision], new: LinkDecision) -> None:
    cut, added = links_decided(standing(decisions))
    key = (new.document_id, new.claim_id)
    known = cut.get(key, {}).get(new.taken_from) if new.verb == "cut" else added.get(key) if new.verb == "add" else None
    if known and known.taken_from == new.taken_from:
        raise UsageError(
            f"That stands already, as decision {known.number}.", f"Take it back with: sayso link undo {known.number}"
        )


def _refuse_ring(before: Sequence[LinkDecision], after: Sequence[LinkDecision]) -> None:
    """Raises UsageError where a link that came into force makes a document come from itself."""
    known = links_decided(standing(before))[1].values()
    links = links_decided(standing(after))[1].values()
    for new in (one for one in links if one not in known):
        ways: dict[str | None, list[int]] = {new.taken_from: []}
        waiting = [new.taken_from]
        for document_id in waiting:
            for link in links:
                if link.document_id == document_id and link.taken_from not in ways:
                    ways[link.taken_from] = [*ways[document_id], link.number]
                    waiting.append(link.taken_from)
        if numbers := ways.get(new.document_id):
            told = f"decision{'s' if numbers[1:] else ''} {', '.join(map(str, numbers))}"
            raise UsageError(
                f"{new.document_id} cannot have a claim from {new.taken_from}, which has one from it by {told}.",
                f"If that is wrong, take it back with: sayso link undo {numbers[0]}",
            )
