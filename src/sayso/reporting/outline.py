"""Statements in the text's order, nested ones under their parents, numbered 1, 2, 2.1 …"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.types import Statement


@dataclass(frozen=True, slots=True)
class Numbered:
    """One statement in its place: `number` as people read it, `depth` 0 for the outermost."""

    statement: Statement
    number: str
    depth: int


def outline(statements: Sequence[Statement]) -> tuple[Numbered, ...]:
    """Every statement once. One whose parent is not among them stands at the top level."""
    ids = {statement.id for statement in statements}
    children: dict[str | None, list[Statement]] = {}
    for statement in sorted(statements, key=_place):
        parent = statement.parent if statement.parent in ids and statement.parent != statement.id else None
        children.setdefault(parent, []).append(statement)

    rows: list[Numbered] = []
    placed: set[int] = set()

    def place(roots: Sequence[Statement], first: int) -> None:
        # A stack and no recursion: a chain may be as deep as a hostile file makes it.
        stack = [(root, str(number), 0) for number, root in reversed(list(enumerate(roots, first)))]
        while stack:
            statement, number, depth = stack.pop()
            if id(statement) in placed:
                continue
            placed.add(id(statement))
            rows.append(Numbered(statement, number, depth))
            below = children.get(statement.id, [])
            stack.extend(
                (child, f"{number}.{count}", depth + 1) for count, child in reversed(list(enumerate(below, 1)))
            )

    top = children.get(None, [])
    place(top, 1)
    number = len(top)
    for statement in sorted(statements, key=_place):  # parents in a ring are in nobody's tree
        if id(statement) not in placed:
            number += 1
            place([statement], number)
    return tuple(rows)


def _place(statement: Statement) -> tuple[int, int, str]:
    """Where a statement stands: its first character, the longer one first."""
    if not statement.content:
        return (0, 0, statement.id)
    return (statement.content[0].start, -statement.content[-1].end, statement.id)
