"""`sayso actors`: who is in a ledger, and people's decisions about who is whom."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso import errors
from sayso.commands.options import (
    LISTED,
    default_ledger,
    form_of,
    format_option,
    ledger_option,
    named,
    opened_ledger,
    output_option,
    spare,
    together,
)
from sayso.commands.printing import Line, note_line, print_decisions, print_lines, width_of
from sayso.types import KINDS, Span

if TYPE_CHECKING:
    from sayso.ledger import Decision


@click.group(invoke_without_command=True)
@ledger_option
@click.option("--words", metavar="WORDS", help="Only actors with these words in the name or id.")
@click.option("--kind", type=click.Choice(KINDS), help="Only actors of this kind.")
@format_option(*LISTED)
@output_option
@click.pass_context
def actors(
    ctx: click.Context, ledger: Path | None, words: str | None, kind: str | None, form: str | None, output: Path | None
) -> None:
    """List a ledger's actors; merge, split and rename them.

    One row an actor: name, kind, country, PLOVER sector, and in how many documents and how
    often it is mentioned. Its id stands in brackets where it is not the name.

    What is decided about actors is added and overwrites nothing. It is applied to all that is
    shown and written, and to what is read later.

    \b
    Examples:
      sayso actors --ledger news.sqlite
      sayso actors --ledger news.sqlite --kind state --format csv -o states.csv
      sayso actors merge "Quist" --into "Ida Quist" --ledger news.sqlite
    """
    ctx.obj = ledger
    if ctx.invoked_subcommand:
        return
    from sayso.reporting.registry import actor_csv, actor_json, actor_lines

    form = form or form_of(output, LISTED)
    spare(output, (), ledger or default_ledger())
    with opened_ledger(ledger, create=False) as store:
        wanted = (words or "").casefold().split()
        found = [
            entry.to_dict()
            for entry in store.actors()
            if (kind is None or entry.kind == kind)
            and all(word in f"{entry.name} {entry.id}".casefold() for word in wanted)
        ]
    if not found:
        click.echo("No actor in the ledger fits the filters.", err=True)
    if form == "text":
        lines: Iterable[Line] = actor_lines(found, width_of(output)) if found else ()
    else:
        lines = (actor_json(found),) if form == "json" else actor_csv(found)
    print_lines(lines, output)


_deciding = together(
    ledger_option,
    click.option("--note", default="", help="Why."),
    click.option("--by", help="Who decides."),
    click.pass_obj,
)


@actors.command()
@click.argument("actor_ids", nargs=-1, required=True, metavar="ID...")
@click.option("--into", required=True, metavar="ID", help="The actor that they are.")
@_deciding
def merge(
    parent: Path | None, actor_ids: tuple[str, ...], into: str, ledger: Path | None, note: str, by: str | None
) -> None:
    """Say that several actors are one.

    An actor is given by its id, or by a name that no other has.

    \b
    Example:
      sayso actors merge "Quist" "Mayor Quist" --into "Ida Quist" --by ada
    """
    with opened_ledger(ledger or parent, create=False) as store:
        _tell_decision(store.merge(actor_ids, into, note, by), ledger or parent)


@actors.command()
@click.argument("actor_id", metavar="ID")
@click.option(
    "--mention",
    "mentions",
    multiple=True,
    required=True,
    metavar="DOCUMENT:START-END",
    help="A mention that is somebody else's: the document's id, and where it stands. May be repeated.",
)
@click.option("--as", "name", required=True, metavar="NAME", help="Who it is: a new actor, or one that is there.")
@_deciding
def split(
    parent: Path | None,
    actor_id: str,
    mentions: tuple[str, ...],
    name: str,
    ledger: Path | None,
    note: str,
    by: str | None,
) -> None:
    """Say that some mentions of an actor are another's.

    \b
    Example:
      sayso actors split "Quist" --mention a3e3ad80:40-45 --as "Ole Quist"
    """
    places = [_mention_at(given) for given in mentions]
    with opened_ledger(ledger or parent, create=False) as store:
        _tell_decision(store.split(actor_id, places, name, note, by), ledger or parent)


@actors.command()
@click.argument("actor_id", metavar="ID")
@click.argument("name")
@_deciding
def rename(parent: Path | None, actor_id: str, name: str, ledger: Path | None, note: str, by: str | None) -> None:
    """Say what an actor is called. Its id stays.

    \b
    Example:
      sayso actors rename "Velm Policy Inst" "Velm Policy Institute"
    """
    with opened_ledger(ledger or parent, create=False) as store:
        _tell_decision(store.rename(actor_id, name, note, by), ledger or parent)


@actors.command()
@click.argument("decision", type=int)
@_deciding
def undo(parent: Path | None, decision: int, ledger: Path | None, note: str, by: str | None) -> None:
    """Take a decision back, by its number. Undoing that brings it back.

    \b
    Example:
      sayso actors undo 3
    """
    with opened_ledger(ledger or parent, create=False) as store:
        _tell_decision(store.undo(decision, note, by), ledger or parent)


@actors.command()
@ledger_option
@click.pass_obj
def decisions(parent: Path | None, ledger: Path | None) -> None:
    """List what was decided about actors, with the number that undo takes.

    Decisions that no longer count are marked with the number of the one that undid them.

    \b
    Example:
      sayso actors decisions --ledger news.sqlite
    """
    from sayso.reporting.registry import decision_in_words

    with opened_ledger(ledger or parent, create=False) as store:
        kept = store.decisions()
    print_decisions(kept, lambda one: decision_in_words(one.number, one.to_dict()), "actors")


def _mention_at(given: str) -> tuple[str, Span]:
    import re

    place = re.fullmatch(r"([0-9a-fA-F]+):(\d+)-(\d+)", given.strip())
    if place is None:
        raise errors.UsageError(f"Not a mention: {given!r}.", "Give the document's id and a place: a3e3ad80:40-45.")
    return place[1], Span(int(place[2]), int(place[3]))


def _tell_decision(decision: Decision, ledger: Path | None) -> None:
    from sayso.reporting.registry import decision_in_words

    click.echo(decision_in_words(decision.number, decision.to_dict()))
    note_line(f"Take it back with: sayso actors undo {decision.number}{named(ledger)}")
