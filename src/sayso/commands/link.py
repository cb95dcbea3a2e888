"""`sayso link`: people's decisions about where claims were taken from."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.commands.options import ledger_option, named, opened_ledger, together
from sayso.commands.printing import note_line, print_decisions
from sayso.types import LinkDecision


@click.group()
def link() -> None:
    """Cut or add a link: from which document a claim was taken.

    `sayso compare` prints the ids of claims and documents; their first digits are enough.
    Decisions are added and change no row. They are stronger than any sign in the texts, and
    hold for all comparisons made later.

    \b
    Examples:
      sayso link add 1bc14672 a3e3ad80 --ledger news.sqlite
      sayso link cut 1bc14672 --ledger news.sqlite --note "they rang him themselves"
      sayso link list --ledger news.sqlite
    """


_linking = together(
    ledger_option, click.option("--note", default="", help="Why."), click.option("--by", help="Who decides.")
)


@link.command()
@click.argument("claim")
@click.argument("document")
@_linking
def add(claim: str, document: str, ledger: Path | None, note: str, by: str | None) -> None:
    """Say that a claim was taken from that document.

    \b
    Example:
      sayso link add 1bc14672 a3e3ad80 --by ada
    """
    with opened_ledger(ledger, create=False) as store:
        _tell_link(store.add_link(claim, document, note, by), ledger)


@link.command()
@click.argument("claim")
@click.argument("document", required=False)
@_linking
def cut(claim: str, document: str | None, ledger: Path | None, note: str, by: str | None) -> None:
    """Say that a claim was not taken from that document, or from none at all.

    \b
    Examples:
      sayso link cut 1bc14672 a3e3ad80
      sayso link cut 1bc14672 --note "own reporting"
    """
    with opened_ledger(ledger, create=False) as store:
        _tell_link(store.cut_link(claim, document, note, by), ledger)


@link.command("undo")
@click.argument("decision", type=int)
@_linking
def undo_link(decision: int, ledger: Path | None, note: str, by: str | None) -> None:
    """Take a decision back, by its number. Undoing that brings it back.

    \b
    Example:
      sayso link undo 3
    """
    with opened_ledger(ledger, create=False) as store:
        _tell_link(store.undo_link(decision, note, by), ledger)


@link.command("list")
@ledger_option
def list_links(ledger: Path | None) -> None:
    """List what was decided about links, with the number that undo takes.

    Decisions that no longer count are marked with the number of the one that undid them.

    \b
    Example:
      sayso link list --ledger news.sqlite
    """
    from sayso.reporting.compared import link_decision_in_words

    with opened_ledger(ledger, create=False) as store:
        kept = store.link_decisions(all_of_them=True)
    print_decisions(kept, link_decision_in_words, "links")


def _tell_link(decision: LinkDecision, ledger: Path | None) -> None:
    from sayso.reporting.compared import link_decision_in_words

    click.echo(link_decision_in_words(decision))
    note_line(f"Take it back with: sayso link undo {decision.number}{named(ledger)}")
