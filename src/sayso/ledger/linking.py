"""What people decide about where a claim was taken from, in the tables."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, insert, select

from sayso.ledger import rows, tables
from sayso.ledger.failing import parsing
from sayso.types import LinkDecision

SHOWN_BY = "sayso link list"


def load_link_decisions(connection: Connection) -> list[LinkDecision]:
    """All of them, first to last."""
    kept = tables.link_decisions.c
    stored = connection.execute(select(kept.number, kept.decision).order_by(kept.number)).all()
    with parsing("a decision about where a claim was taken from"):
        return [LinkDecision.from_dict(number, rows.from_json(decision)) for number, decision in stored]


def add_link_decision(connection: Connection, decision: LinkDecision) -> LinkDecision:
    """Adds one, whose number is given here."""
    stored = {"decision": rows.to_json(decision.to_dict())}
    returned = insert(tables.link_decisions).values(stored).returning(tables.link_decisions.c.number)
    return replace(decision, number=connection.execute(returned).scalar_one())
