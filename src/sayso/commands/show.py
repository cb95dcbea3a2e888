"""`sayso show`: a ledger's statements or claims that fit filters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso import errors
from sayso.commands.filters import (
    CLAIM_FILTER_NAMES,
    claim_filters,
    grouped,
    grouped_claims,
    option_of,
    row_filters,
)
from sayso.commands.options import (
    FORMATS,
    Rows,
    all_claims_option,
    default_ledger,
    form_of,
    format_option,
    ledger_option,
    only_option,
    opened_ledger,
    output_option,
    spare,
)
from sayso.commands.printing import note_line, number_of
from sayso.commands.runs import Tally
from sayso.commands.writing import Shape, write
from sayso.types import Reading

if TYPE_CHECKING:
    from sayso.ledger import Ledger

_SHOWN = FORMATS[:5]


@click.command()
@ledger_option
@only_option("claims where a filter asks for them, else statements")
@claim_filters
@all_claims_option
@row_filters
@format_option(*_SHOWN)
@output_option
def show(
    ledger: Path | None,
    only: Rows | None,
    form: str | None,
    output: Path | None,
    last: bool,
    document: str | None,
    all_claims: bool,
    **filters: Any,
) -> None:
    """Show a ledger's statements, or its claims.

    Those are shown that fit every filter given: claims where a filter asks for them,
    else statements. Each row begins with its id, which `sayso review` takes. Other
    formats hold the readings with only those rows.

    \b
    Examples:
      sayso show --ledger news.sqlite --source minister --last
      sayso show --ledger news.sqlite --unnamed --since 2025-08 --format csv
      sayso show --words "ferry harbour*" --verdict none
      sayso show --event ACCUSE --actor valdoro --voice outlet
      sayso show --status planned --recipient VLM --since 2025-08
    """
    form = form or form_of(output, _SHOWN)
    of_claims = {name: filters.pop(name) for name in CLAIM_FILTER_NAMES}
    asked = [name for name, value in of_claims.items() if value is not None]
    if only == "statements" and (asked or all_claims):
        option = option_of(asked[0]) if asked else "all-claims"
        raise errors.UsageError(f"--{option} asks for claims, --only for statements.", "Give one of them.")
    rows: Rows = only or ("claims" if asked or all_claims else "statements")
    shape = Shape(form, rows, all_claims, ids=True)
    shape.check(output)
    spare(output, (), ledger or default_ledger())
    filters |= {"last_link": last, "document_id": document}
    with opened_ledger(ledger, create=False) as store:
        readings = _shown_claims(store, filters | of_claims, all_claims) if rows == "claims" else _shown(store, filters)
        write(shape, readings, output, Tally(many=True))


def _shown(store: Ledger, filters: dict[str, Any]) -> Iterator[Reading]:
    found = store.statements(**filters)
    first = next(found, None)
    if first is None:
        note_line("No statement in the ledger fits the filters.")
    yield from grouped(chain([first] if first else [], found))


def _shown_claims(store: Ledger, filters: dict[str, Any], all_claims: bool) -> Iterator[Reading]:
    """Claims that fit, of actual events unless others are asked for; how many others there are is told."""
    wanted = dict(filters)
    if not all_claims:
        wanted["typed"] = True
        if filters["status"] is None:
            wanted |= {"status": "actual", "polarity": "positive"}
    count = 0
    for reading in grouped_claims(store.claims(**wanted)):
        count += len(reading.claims)
        yield reading
    left = store.count_claims(**filters) - count
    if left:
        note_line(f"{number_of(left, 'claim')} more fit, but tell no actual event: --all-claims shows them.")
    elif not count:
        note_line("No claim in the ledger fits the filters.")
