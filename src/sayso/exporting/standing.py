"""A reading as formats have it that know no verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sayso.comparison.speaking.shares import is_rejected
from sayso.types import Reading, Statement


def standing(reading: Reading) -> Reading:
    """The reading without rows that a person rejected.

    What stood in a rejected statement stands in the nearest one above that nobody rejected, or in none.
    """
    by_id = {statement.id: statement for statement in reading.statements}
    return replace(
        reading,
        statements=tuple(
            replace(one, parent=_nearest(one.parent, by_id)) for one in reading.statements if not is_rejected(one)
        ),
        claims=tuple(
            replace(one, statement=_nearest(one.statement, by_id)) for one in reading.claims if not is_rejected(one)
        ),
    )


def _nearest(statement_id: str | None, by_id: Mapping[str, Statement]) -> str | None:
    passed: set[str] = set()  # parents may stand in a ring in a file that claims to be a reading
    while statement_id is not None and statement_id in by_id and statement_id not in passed:
        if not is_rejected(by_id[statement_id]):
            return statement_id
        passed.add(statement_id)
        statement_id = by_id[statement_id].parent
    return None
