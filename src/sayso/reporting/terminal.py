"""Readings as lines for a terminal: 80 columns or its width, whole without colour.

Every function gives finished lines (`rich.text.Text`, never longer than `width`), so that a
caller prints them as they are, to a terminal or a pipe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.comparison.speaking.shares import VOICES, Shares, is_rejected, link_voice, shares
from sayso.reporting.doers import (
    ARROW,
    NOT_TOLD,
    Voiced,
    by_voice,
    certainty_in_words,
    facts_in_words,
    is_actual,
    names_of,
    trigger_in_words,
    unlisted,
    via_in_words,
)
from sayso.reporting.lines import fitting, hanging, wrapped
from sayso.reporting.outline import Numbered, outline
from sayso.reporting.safety import one_line
from sayso.reporting.speakers import (
    STEP,
    VOICE_WORDS,
    actors_by_id,
    addressed_in_words,
    chain_in_words,
    content_in_words,
    cue_in_words,
    day_in_words,
    flags_in_words,
    source_with_name,
    title_in_words,
)
from sayso.reporting.tables import Rows
from sayso.types import Actor, Claim, Reading, Statement, voice_of

if TYPE_CHECKING:
    from rich.text import Text

_NOT_ENGLISH = "The text does not look English."
"""The document's warning, whose words do not change."""
_VOICE_STYLE = {"outlet": "", "named": "bold", "unnamed": "bold yellow", "unstated": "yellow", "unresolved": "yellow"}


def reading_lines(
    reading: Reading, width: int = 80, *, only: Rows | None = None, all_claims: bool = False
) -> Iterator[Text]:
    """One article: its title, its statements in the text's order, who does what to whom, and a summary.

    Claims of actual events are listed, by the voice they are in, and others counted; with
    `all_claims` all are listed.
    """
    from rich.text import Text

    width = fitting(width)
    document = reading.document
    yield from wrapped(Text(title_in_words(document), "bold"), width)
    about = [
        one_line(document.outlet or ""),
        ", ".join(one_line(name) for name in document.byline),
        day_in_words(document.published),
        one_line(document.url or ""),
    ]
    if any(about):
        yield from wrapped(Text(" · ".join(part for part in about if part), "dim"), width)
    for warning in document.warnings:
        yield from wrapped(Text(f"Note: {one_line(warning)}", "yellow"), width)
    yield Text("")
    if only == "claims":
        yield from _claims_lines(reading, width, all_claims, numbered=False)
        return
    actors = actors_by_id(reading)
    for row in outline(reading.statements):
        yield from _statement_lines(row, reading.document.text, actors, width)
    nothing = not reading.statements and (only == "statements" or not reading.claims)
    if nothing and _NOT_ENGLISH in document.warnings:
        # Nobody knows whose voice a text is in that the model cannot read.
        yield from wrapped(Text("No statements were found: the model knows only English."), width)
        return
    if not reading.statements:
        yield from wrapped(Text("No statements: the text is all in its outlet's voice."), width)
    yield Text("")
    if reading.claims and only is None:
        yield from _claims_lines(reading, width, all_claims, numbered=True)
        yield Text("")
    yield from wrapped(Text(summary(reading)), width)


def _claims_lines(reading: Reading, width: int, all_claims: bool, *, numbered: bool) -> Iterator[Text]:
    """Who does what to whom, by voice; each line begins with the number of the statement it is told in."""
    from rich.text import Text

    listed = [claim for claim in reading.claims if all_claims or is_actual(claim) or _was_actual(claim)]
    left = unlisted(reading.claims)
    if listed:
        yield from wrapped(Text("Who does what to whom", "bold"), width)
        yield Text("")
    numbers = {row.statement.id: row.number for row in outline(reading.statements)} if numbered else {}
    for voiced in by_voice(reading, listed):
        yield from _voice_lines(voiced, reading, numbers, width)
    if listed:
        yield Text("")
    actual = sum(is_actual(claim) for claim in reading.claims)
    told = f"{actual} actual event{'' if actual == 1 else 's'}."
    if left.count and not all_claims:
        told += f" Not listed: {left}. --all-claims lists them."
    yield from wrapped(Text(told if reading.claims else "No claims were found."), width)


def _was_actual(claim: Claim) -> bool:
    """Whether a claim was listed before a person rejected it: it stays, with its flag."""
    return is_rejected(claim) and claim.event is not None and not certainty_in_words(claim)


def _voice_lines(voiced: Voiced, reading: Reading, numbers: Mapping[str, str], width: int) -> Iterator[Text]:
    from rich.text import Text

    text, actors = reading.document.text, actors_by_id(reading)
    statements = {statement.id: statement for statement in reading.statements}
    told_in = [voice_of(claim, statements) for claim in voiced.claims]
    ways = [via_in_words(statement, text, actors) for statement in told_in]
    name = voiced.name[:1].upper() + voiced.name[1:]
    head = Text(name, _VOICE_STYLE[voiced.voice])
    if voiced.voice == "unnamed":
        head.append(" (unnamed)", "dim")
    # One way for all of them is told once.
    if ways[0] and len(set(ways)) == 1:
        head.append(f", {ways[0]}", "dim")
        ways = [""] * len(ways)
    yield from wrapped(head, width)
    for claim, statement, way in zip(voiced.claims, told_in, ways, strict=True):
        number = numbers.get(statement.id, "") if statement else ""
        first = Text(f"{number:>4}  " if numbers else "  ", "dim")
        body = _claim_line(claim, text, actors)
        for fact in (*facts_in_words(claim, text), *([way] if way else [])):
            body.append(" · ", "dim").append(fact)
        yield from hanging(first, _flagged(body, claim), width)


def _claim_line(claim: Claim, text: str, actors: Mapping[str, Actor]) -> Text:
    """`claim_in_words` with its parts set apart by colour."""
    from rich.text import Text

    who = names_of(claim.actor, text, actors)
    line = Text(who or NOT_TOLD, "" if who else "dim").append(ARROW, "dim")
    certainty = certainty_in_words(claim)
    if certainty:
        line.append(f"{certainty} ", "yellow")
    if claim.event:
        line.append(f"{one_line(claim.event)} ", "bold")
    line.append(f"({trigger_in_words(claim, text)})", "italic")
    whom = names_of(claim.recipient, text, actors)
    return line.append(ARROW, "dim").append(whom) if whom else line


def summary(reading: Reading, counted: Shares | None = None) -> str:
    """One sentence: how many statements and words, and whose voice they are in."""
    counted = counted or shares(reading)
    rows = len(reading.statements)
    doubtful = sum(statement.doubtful for statement in reading.statements)
    parts = [
        f"{counted.percent(voice)}% {VOICE_WORDS[voice]}"
        for voice in VOICES
        if counted.by_voice[voice] or voice in ("outlet", "named", "unnamed")
    ]
    count = f"{rows} statement{'' if rows == 1 else 's'}" + (f", {doubtful} of them doubtful" if doubtful else "")
    words = f"{counted.words:,} word{'' if counted.words == 1 else 's'}"
    return f"{count}. {words}: {', '.join(parts)}." if counted.words else f"{count}. {words}."


def statement_table(readings: Iterable[Reading], width: int = 80) -> Iterator[Text]:
    """Statements of many articles, one below the other, each with the id by which `review` knows it.

    Long words are cut with "…": other formats hold them whole.
    """
    width = fitting(width)
    for count, reading in enumerate(readings):
        yield from _table_head(reading, width, first=not count)
        actors = actors_by_id(reading)
        for row in outline(reading.statements):
            yield from _table_row(row.statement, reading.document.text, actors, width)


def claim_table(readings: Iterable[Reading], width: int = 80) -> Iterator[Text]:
    """Claims of many articles, one below the other, each with the id by which `review` knows it."""
    from rich.text import Text

    width = fitting(width)
    for count, reading in enumerate(readings):
        text, actors = reading.document.text, actors_by_id(reading)
        statements = {statement.id: statement for statement in reading.statements}
        yield from _table_head(reading, width, first=not count)
        for claim in reading.claims:
            first = Text(f"{one_line(claim.id)[:16]:<16}  ", "dim")
            yield from hanging(first, _flagged(_claim_line(claim, text, actors), claim), width)
            statement = voice_of(claim, statements)
            who = chain_in_words(statement, text, actors) if statement else VOICE_WORDS["outlet"]
            told = Text(" · ".join([who, *facts_in_words(claim, text)]))
            yield from hanging(Text(" " * 18), told, width)


def _table_head(reading: Reading, width: int, *, first: bool) -> Iterator[Text]:
    """The article that rows of a table are of."""
    from rich.text import Text

    document = reading.document
    if not first:
        yield Text("")
    yield from wrapped(Text(title_in_words(document), "bold"), width)
    about = [one_line(document.outlet or ""), day_in_words(document.published), f"document {document.id}"]
    yield from wrapped(Text(" · ".join(part for part in about if part), "dim"), width)


def pairs(rows: Sequence[tuple[str, str]], width: int = 80) -> Iterator[Text]:
    """Names and their values in two columns, for `ledger status` and `model info`."""
    from rich.text import Text

    width = fitting(width)
    left = min(max((len(name) for name, _ in rows), default=0), width // 2)
    for name, value in rows:
        first = Text(one_line(name), "dim")
        first.truncate(left + 2, pad=True)
        yield from hanging(first, Text(one_line(value)), width)


def _statement_lines(row: Numbered, text: str, actors: Mapping[str, Actor], width: int) -> Iterator[Text]:
    from rich.text import Text

    statement = row.statement
    indent = " " * min(2 * row.depth, width // 4)
    head = Text()
    for place, link in enumerate(statement.chain):
        if place:
            head.append(STEP, "dim")
        own = place >= len(statement.chain) - statement.own
        head.append(source_with_name(link, text, actors), _VOICE_STYLE[link_voice(link)] if own else "")
        cue = cue_in_words(link, text)
        if cue:
            head.append(" · ", "dim").append(cue, "italic")
        to = addressed_in_words(link, text, actors)
        if to:
            head.append(f" (to {to})")
    head = _flagged(head, statement)
    yield from hanging(Text(f"{indent}{row.number:>2}  ", "dim"), head, width)
    margin = Text(" " * (len(indent) + max(2, len(row.number)) + 4))
    yield from hanging(margin, Text(content_in_words(statement, text)), width)


def _table_row(statement: Statement, text: str, actors: Mapping[str, Actor], width: int) -> Iterator[Text]:
    from rich.text import Text

    # The whole id, since it is what a person copies into `sayso review`.
    first = Text(f"{one_line(statement.id)[:16]:<16}  ", "dim")
    who = Text(chain_in_words(statement, text, actors), "bold")
    yield from hanging(first, _flagged(who, statement), width)
    words = content_in_words(statement, text)
    if len(words) > 240:
        words = words[:239].rsplit(" ", 1)[0] + " …"
    yield from hanging(Text(" " * 18), Text(words), width)


def _flagged(line: Text, row: Statement | Claim) -> Text:
    """The line with what a reader must know of the row before trusting it."""
    flagged = line.copy()
    for flag in flags_in_words(row):
        flagged.append(f"  [{flag}]", "red" if flag.startswith(("doubtful", "rejected")) else "green")
    return flagged
