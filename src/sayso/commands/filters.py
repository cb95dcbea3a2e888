"""The filters that `show` and `export` share, and readings that hold only what was found with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import click

from sayso.commands.options import together
from sayso.types import EVIDENCE_KINDS, KINDS, STATUSES, VERDICTS, Claim, Reading

if TYPE_CHECKING:
    from sayso.ledger import Found, FoundClaim

claim_filters = together(
    click.option("--event", metavar="TYPE", help="Claims of this type of event, such as ACCUSE."),
    click.option(
        "--quad",
        "quad_code",
        type=click.IntRange(1, 4),
        help="Claims of 1 verbal or 2 material cooperation, 3 verbal or 4 material conflict.",
    ),
    click.option("--actor", metavar="NAME|ID", help="Claims that this one does it: by words, name or id."),
    click.option("--recipient", metavar="NAME|ID", help="Claims that it is done to this one."),
    click.option("--status", type=click.Choice(STATUSES), help="Claims of this status."),
    click.option(
        "--voice", metavar="outlet|SOURCE", help="Claims in the outlet's own voice, or of this innermost source."
    ),
    click.option(
        "--evidence", type=click.Choice([*EVIDENCE_KINDS, "any", "none"]), help="Claims with this kind of evidence."
    ),
    click.option("--loaded", is_flag=True, default=None, help="Claims in loaded words."),
)
row_filters = together(
    click.option("--source", metavar="WORDS", help="Somebody in the chain: by the words used, or by name."),
    click.option("--kind", type=click.Choice(KINDS), help="The kind of somebody in the chain."),
    click.option("--named/--unnamed", default=None, help="Somebody in the chain is named, or is not."),
    click.option(
        "--last", is_flag=True, help="--source, --kind and --named ask for who says it, not for the whole chain."
    ),
    click.option("--outlet", metavar="WORDS", help="The outlet's name."),
    click.option(
        "--since",
        metavar="DATE",
        help="2025-08-03, 2025-08 or 2025: statements published, or claims of what may have happened, then or later.",
    ),
    click.option("--until", metavar="DATE", help="Likewise, then or earlier."),
    click.option("--words", metavar="WORDS", help="Words in the statement or claim; a word may end in *."),
    click.option("--document", metavar="ID", help="Only the document with this id; its first digits are enough."),
    click.option("--doubtful/--sure", default=None, help="Only doubtful rows, or only others."),
    click.option("--verdict", type=click.Choice([*VERDICTS, "none"]), help="What a review said; none: not reviewed."),
    click.option("--model", metavar="NAME", help="Only what this model read. Default: each document's newest reading."),
)
CLAIM_FILTER_NAMES = ("event", "quad_code", "actor", "recipient", "status", "voice", "evidence", "loaded")
"""The filters that ask for claims, as functions are given them."""


def option_of(name: str) -> str:
    """What the option of a filter is called."""
    return "quad" if name == "quad_code" else name


def grouped(found: Iterable[Found]) -> Iterator[Reading]:
    """What a search found, as readings that hold only that."""
    for _, rows in groupby(found, key=lambda one: (one.document, one.model)):
        alike = list(rows)
        first = alike[0]
        statements = tuple(one.statement for one in alike)
        yield Reading(first.model, first.document, statements, tuple(first.actors.values()))


def grouped_claims(found: Iterable[FoundClaim]) -> Iterator[Reading]:
    """Claims that a search found, as readings that hold only them and the statements that they stand in."""
    for _, rows in groupby(found, key=lambda one: (one.reading.document, one.reading.model)):
        alike = list(rows)
        yield with_claims(alike[0].reading, tuple(one.claim for one in alike))


def with_claims(reading: Reading, claims: tuple[Claim, ...]) -> Reading:
    """The reading with only these of its claims, and of its statements those that hold them."""
    parents = {statement.id: statement.parent for statement in reading.statements}
    needed: set[str] = set()
    for claim in claims:
        above = claim.statement
        while above is not None and above not in needed:
            needed.add(above)
            above = parents.get(above)
    statements = tuple(statement for statement in reading.statements if statement.id in needed)
    return replace(reading, statements=statements, claims=claims)
