"""`sayso review`: people's verdicts on statements and claims."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sayso import errors
from sayso.commands.filters import grouped, grouped_claims
from sayso.commands.options import ledger_option, opened_ledger, together
from sayso.commands.printing import print_lines, width_of
from sayso.types import POLARITIES, QUAD_CODES, STATUSES, Span, Verdict


@click.group()
def review() -> None:
    """Accept, reject or correct a statement or a claim.

    `sayso show` prints a row's id before it; its first digits are enough. Reviews are
    added and change nothing that a model found. They are applied to what is shown and
    written, and survive a second reading. The last review of a row counts.

    \b
    Examples:
      sayso review accept 1bc14672 --ledger news.sqlite
      sayso review reject 4535a4e1 --note "the headline's words"
      sayso review correct 956a8eb9 --source "the mayor"
      sayso review correct 7d01c3aa --event COERCE --status planned
    """


_reviewing = together(
    click.argument("row_id", metavar="ID"),
    ledger_option,
    click.option("--note", default="", help="Why."),
    click.option("--by", help="Who reviews."),
)


@review.command()
@_reviewing
def accept(row_id: str, ledger: Path | None, note: str, by: str | None) -> None:
    """Say that a statement or a claim is right.

    \b
    Example:
      sayso review accept 1bc14672 --by ada
    """
    _review(row_id, ledger, "accepted", note, by)


@review.command()
@_reviewing
def reject(row_id: str, ledger: Path | None, note: str, by: str | None) -> None:
    """Say that a statement or a claim is none, or is wrong throughout.

    \b
    Example:
      sayso review reject 4535a4e1 --note "scare quotes"
    """
    _review(row_id, ledger, "rejected", note, by)


@review.command()
@_reviewing
@click.option("--source", metavar="WORDS|START-END", help="Who says it: words of the text, or where they stand.")
@click.option("--no-source", is_flag=True, help="The text states no source.")
@click.option(
    "--content",
    metavar="WORDS|START-END",
    multiple=True,
    help="What is said: words of the text, or where they stand. Repeat it where the text interrupts them.",
)
@click.option("--trigger", metavar="WORDS|START-END", multiple=True, help="Of a claim: the words that tell the event.")
@click.option("--event", metavar="TYPE", help="Of a claim: its type of event.")
@click.option("--no-event", is_flag=True, help="It is no political event.")
@click.option("--actor", metavar="WORDS|START-END", multiple=True, help="Who does it. May be repeated.")
@click.option("--no-actor", is_flag=True, help="The text does not say who does it.")
@click.option("--recipient", metavar="WORDS|START-END", multiple=True, help="Whom it is done to. May be repeated.")
@click.option("--no-recipient", is_flag=True, help="The text does not say whom it is done to.")
@click.option("--status", type=click.Choice(STATUSES), help="Whether it happened, or how else it is told.")
@click.option("--polarity", type=click.Choice(POLARITIES), help="Negative: the text says it did not happen.")
@click.option("--date", metavar="DATE", help="When it happened: 2025-08-03, 2025-08 or 2025.")
@click.option("--no-date", is_flag=True, help="The text does not say when.")
def correct(row_id: str, ledger: Path | None, note: str, by: str | None, **given: Any) -> None:
    """Say what a statement or a claim should be.

    A statement has --source and --content, a claim all the others. Words are looked for
    in the article; of several places the one nearest to the row counts.

    \b
    Examples:
      sayso review correct 956a8eb9 --source "Ines Valdoro"
      sayso review correct 956a8eb9 --content 290-331
      sayso review correct 956a8eb9 --content "“Not now,”" --content "“nor later.”"
      sayso review correct 7d01c3aa --actor "the army" --no-recipient --date 2025-08
    """
    for name in ("source", "event", "actor", "recipient", "date"):
        if given[name] and given[f"no_{name}"]:
            raise errors.UsageError(f"--{name} and --no-{name} are given.", "Give one of them.")
    if not any(given.values()):
        raise errors.UsageError(
            "Nothing is corrected.",
            "Give what is right, such as --source WORDS for a statement, --event TYPE for a claim.",
        )
    with opened_ledger(ledger, create=False) as store:
        found = store.row(row_id)
    from sayso.ledger import Found

    if isinstance(found, Found):
        text, near = found.document.text, found.statement.content[0].start
    else:
        text, near = found.reading.document.text, found.claim.trigger[0].start
    _review(row_id, ledger, "corrected", note, by, _corrected(given, text, near))


def _corrected(given: dict[str, Any], text: str, near: int) -> dict[str, Any]:
    """What the options say is right, in the wire form's fields. Whether the row has such fields, the ledger says."""
    corrected: dict[str, Any] = {}
    for name in ("content", "trigger", "actor", "recipient"):
        if given[name]:
            spans = sorted(_span_of(words, text, near) for words in given[name])
            corrected[name] = [span.to_dict(text) for span in spans]
    corrected |= {name: [] for name in ("actor", "recipient") if given[f"no_{name}"]}
    if given["source"]:
        corrected["source"] = _span_of(given["source"], text, near).to_dict(text)
    if given["event"]:
        known = given["event"].strip().upper()
        corrected["event"] = known if known in QUAD_CODES else given["event"].strip()
    if given["date"]:
        corrected["date"] = _days_of(given["date"].strip())
    corrected |= {name: None for name in ("source", "event", "date") if given[f"no_{name}"]}
    certainty = {name: given[name] for name in ("status", "polarity") if given[name]}
    return corrected | ({"certainty": certainty} if certainty else {})


def _days_of(given: str) -> dict[str, str]:
    """ "2025-08" as the wire form has it: the first and the last day, and how precise it is."""
    from calendar import monthrange
    from datetime import date

    try:
        first = date.fromisoformat(given + "-01-01"[len(given) - 4 :])
    except ValueError:
        raise errors.UsageError(
            f"Not a date: {given!r}.", "Give a date like 2025-08-03, or 2025-08, or 2025."
        ) from None
    last, precision = {
        4: (date(first.year, 12, 31), "year"),
        7: (date(first.year, first.month, monthrange(first.year, first.month)[1]), "month"),
    }.get(len(given), (first, "day"))
    return {"earliest": first.isoformat(), "latest": last.isoformat(), "precision": precision}


def _span_of(given: str, text: str, near: int) -> Span:
    """Where the words stand, or the place itself where it is one ("40-79")."""
    import re

    place = re.fullmatch(r"(\d+)-(\d+)", given.strip())
    if place:
        return Span(int(place[1]), int(place[2]))
    # What is shown has single spaces where the text may have line ends.
    wanted = r"\s+".join(re.escape(word) for word in given.split())
    places = [Span(match.start(), match.end()) for match in re.finditer(wanted, text)] if wanted else []
    if not places:
        raise errors.UsageError(
            f"These words do not stand in the article: {given!r}.", "Copy them from the article, or give START-END."
        )
    return min(places, key=lambda span: abs(span.start - near))


def _review(
    row_id: str,
    ledger: Path | None,
    verdict: Verdict,
    note: str,
    by: str | None,
    corrected: dict[str, Any] | None = None,
) -> None:
    with opened_ledger(ledger, create=False) as store:
        store.review(row_id, verdict, note, by, corrected)
        found = store.row(row_id)
    from sayso.ledger import Found
    from sayso.reporting.terminal import claim_table, statement_table

    if isinstance(found, Found):
        print_lines(statement_table(grouped([found]), width_of(None)), None)
    else:
        print_lines(claim_table(grouped_claims([found]), width_of(None)), None)
