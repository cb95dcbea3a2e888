"""`sayso ledger`: where a ledger is, what it holds, whether it is whole, and what it shall forget."""

from __future__ import annotations

from pathlib import Path

import click

from sayso import errors
from sayso.commands.options import default_ledger, ledger_option, opened_ledger
from sayso.commands.printing import complain, failure_line, note_line, number_of, print_pairs

REFUSED = 1
"""The exit code where a person said no to what was asked."""


@click.group()
def ledger() -> None:
    """Look after a ledger.

    \b
    Examples:
      sayso ledger status --ledger news.sqlite
      sayso read article.txt --ledger "$(sayso ledger path)"
    """


@ledger.command()
@ledger_option
def path(ledger: Path | None) -> None:
    """Print where the ledger is that commands use: the one given, or the default one.

    SAYSO_LEDGER sets the default.

    \b
    Example:
      sayso ledger path
    """
    click.echo(str(ledger.absolute() if ledger else default_ledger()))


@ledger.command()
@ledger_option
def status(ledger: Path | None) -> None:
    """Say what a ledger holds.

    \b
    Example:
      sayso ledger status --ledger news.sqlite
    """
    with opened_ledger(ledger, create=False) as store:
        held = store.status()
    rows = [
        ("ledger", str(held.path)),
        ("size", f"{held.size:,} bytes"),
        ("layout", f"version {held.version}"),
        ("documents", f"{held.documents:,}"),
        ("readings", f"{held.readings:,}"),
        ("statements", f"{held.statements:,}"),
        ("claims", f"{held.claims:,}"),
        ("reviews", f"{held.reviews:,}"),
        ("orphaned reviews", f"{held.orphaned_reviews:,}"),
        ("failures", f"{held.failures:,}"),
        *((f"read by {name}", number_of(count, "document")) for name, count in held.models.items()),
    ]
    print_pairs(rows)


@ledger.command()
@ledger_option
def failures(ledger: Path | None) -> None:
    """List what could not be read or imported, with the reason.

    \b
    Example:
      sayso ledger failures --ledger news.sqlite
    """
    found = False
    with opened_ledger(ledger, create=False) as store:
        for failure in store.failures():
            click.echo(failure_line(failure, hint=True))
            found = True
    if not found:
        note_line("The ledger holds no failures.")


@ledger.command()
@ledger_option
def verify(ledger: Path | None) -> int:
    """Check that a ledger is whole, and that every span still is its text.

    Prints what is wrong, and ends with code 5 where something is.

    \b
    Example:
      sayso ledger verify --ledger news.sqlite
    """
    from sayso.reporting.safety import one_line

    with opened_ledger(ledger, create=False) as store:
        problems = store.verify()
    for problem in problems:
        click.echo(one_line(f"{problem.where}: {problem.what}"))
    if problems:
        return complain(
            f"{number_of(len(problems), 'problem')} in {store.path}.",
            "Keep the file as it is, and go back to a copy that verifies.",
            errors.LedgerError.exit_code,
        )
    click.echo("All is well.")
    return 0


@ledger.command()
@click.argument("document_ids", nargs=-1, required=True, metavar="DOCUMENT-ID...")
@ledger_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(document_ids: tuple[str, ...], ledger: Path | None, yes: bool) -> int:
    """Remove documents from a ledger, with their readings and reviews. There is no way back.

    `sayso show` prints a document's id under its title; its first digits are enough. Ends
    with code 1 where you say no to one.

    \b
    Example:
      sayso ledger forget a3e3ad80 --ledger news.sqlite --yes
    """
    from sayso.reporting.speakers import title_in_words

    refused = False
    with opened_ledger(ledger, create=False) as store:
        for document_id in document_ids:
            if not yes:
                document = next((one.document for one in store.readings(document_id=document_id)), None)
                what = title_in_words(document) if document else document_id
                kept = f"“{what}” was not removed."
                try:
                    agreed = click.confirm(f"Forget “{what}” and its reviews?", err=True)
                except click.Abort:
                    note_line(f"\n{kept} Nobody is asked with --yes.")
                    raise
                if not agreed:
                    note_line(kept)
                    refused = True
                    continue
            click.echo(f"Forgot {store.forget(document_id)}.")
    return REFUSED if refused else 0
