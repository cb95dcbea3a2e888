"""Which decisions stand. One is added and never changed; to undo one is a decision too, which can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from sayso.errors import RowNotFound, UsageError


class Decided(Protocol):
    """A decision, of whatever it is about."""

    @property
    def number(self) -> int: ...
    @property
    def verb(self) -> str: ...
    @property
    def undoes(self) -> int | None: ...


D = TypeVar("D", bound=Decided)


def standing(decisions: Sequence[D]) -> tuple[D, ...]:
    """The decisions that are to be applied, in order: those that none that counts undoes."""
    gone = undone(decisions)
    return tuple(one for one in decisions if one.verb != "undo" and one.number not in gone)


def undone(decisions: Sequence[Decided]) -> dict[int, int]:
    """The numbers of decisions that no longer count, those that undo among them, each with that of which undid it."""
    found: dict[int, int] = {}
    for decision in reversed(decisions):
        if decision.verb == "undo" and decision.number not in found and decision.undoes is not None:
            found[decision.undoes] = decision.number
    return found


def refuse_undone(decisions: Sequence[D], number: int, shown_by: str) -> None:
    """Raises RowNotFound where there is no such decision to undo, UsageError where it does not stand.

    `shown_by` is the command that shows them all.
    """
    if not any(one.number == number for one in decisions):
        raise RowNotFound(f"There is no decision {number}.", f"See them all with: {shown_by}")
    if number in undone(decisions):
        raise UsageError(f"Decision {number} was undone already.", f"See them all with: {shown_by}")
