"""Claims down, outlets across: each cell the exact words, in whose voice, and which origin they go back to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup, escape

from sayso.comparison.records import SharedClaim, Story, Telling
from sayso.comparison.speaking.shares import Voice
from sayso.reporting.letters import cut, number, wrapped
from sayso.reporting.marking import Stretch, differing, loaded_in_words, marked
from sayso.reporting.tellers import (
    Compared,
    foremost,
    lettered,
    many,
    outlet_key,
    outlet_name,
    outlets,
    shared_in_words,
    tellers,
    told_once,
    voiced,
)
from sayso.types import Reading, Span

MOST_CLAIMS = 12
MOST_WORDINGS = 2
"""An outlet's different wordings of one claim that a cell shows."""


@dataclass(frozen=True, slots=True)
class Words:
    """One telling in a cell: exact words, who says them, the letter of the origin among the claim's, and what keeps it
    from being told as done.

    `marked` are its words, cut where the marks of what differs and what is loaded change; `loaded` says whose the
    loaded ones are. The others' words are marked against the one that `is_first`.
    """

    document_id: str
    claim_id: str
    words: str
    marked: tuple[Stretch, ...]
    loaded: str
    name: str
    voice: Voice
    origin: str
    certainty: str = ""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one outlet tells of a claim; `against` are the outlets whose telling contradicts its."""

    outlet: str
    words: tuple[Words, ...]
    more: int
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim: what it is about, how many outlets tell it, from how many origins, and a cell for each outlet."""

    id: str
    what: str
    outlets: int
    origins: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The claims of a story that several outlets tell; `left_out` of them have no room."""

    outlets: tuple[str, ...]
    rows: tuple[ClaimRow, ...]
    left_out: int


def grid(compared: Compared, most: int = MOST_CLAIMS) -> Grid:
    """The `most` claims that most outlets tell."""
    story, claims = compared.story, foremost(compared)
    rows = tuple(_row(claim, story, compared.readings) for claim in claims[:most])
    return Grid(tuple(outlets(story).values()), rows, len(claims) - len(rows))


def _row(claim: SharedClaim, story: Story, readings: Mapping[str, Reading]) -> ClaimRow:
    keys = {told.id: outlet_key(told) for told in story.documents}
    names = {told.id: outlet_name(told) for told in story.documents}
    letters = lettered(claim)
    differs = differing(claim, readings)
    told: dict[str, list[Words]] = {key: [] for key in outlets(story)}
    for telling in told_once(claim, readings):
        apart = differs.get((telling.document_id, telling.claim_id), frozenset())
        words = _words(telling, readings[telling.document_id], letters[telling.origin], apart)
        told[keys[telling.document_id]].append(replace(words, is_first=telling is claim.tellings[0]))
    against: dict[str, dict[str, None]] = {key: {} for key in told}
    for one, other in claim.contradictions:
        against[keys[one]][names[other]] = None
        against[keys[other]][names[one]] = None
    cells = tuple(_cell(outlets(story)[key], all_words, tuple(against[key])) for key, all_words in told.items())
    return ClaimRow(claim.id, shared_in_words(claim, readings), len(tellers(claim, story)), claim.origins, cells)


def _words(telling: Telling, reading: Reading, letter: str, differs: frozenset[Span]) -> Words:
    said = voiced(telling, reading)
    return Words(
        telling.document_id, telling.claim_id, said.words, marked(telling, reading, differs),
        loaded_in_words(telling, reading), said.name, said.voice, letter, said.certainty,
    )  # fmt: skip


def _cell(outlet: str, told: Sequence[Words], against: tuple[str, ...]) -> Cell:
    """The first of an outlet's wordings that differ."""
    different: dict[tuple[str, str, str], Words] = {}
    for one in told:
        different.setdefault((one.words.casefold(), one.name, one.origin), one)
    shown = tuple(different.values())[:MOST_WORDINGS]
    return Cell(outlet, shown, len(different) - len(shown), against)


# ── the drawing ─────────────────────────────────────────────────────────────────────────────

_CLAIM = 170
_COLUMN = 150
_PAD = 7
_LINE = 14
_SIZE = 11.5
_BOLD = 13
"""As wide as bold letters of that size are."""
_HEAD = 17
"""A line of an outlet's name."""
_PLAIN = Stretch("")


def claims_by_outlets(compared: Compared, most: int = MOST_CLAIMS) -> Markup:
    """The table as a picture of its own, as wide as its outlets need; its caption has the legend.

    The report has it as a table.
    """
    table = grid(compared, most)
    width = _CLAIM + _COLUMN * len(table.outlets)
    names = [wrapped(outlet, _COLUMN - 2 * _PAD, 4, 14.5) for outlet in table.outlets]
    top = _HEAD * max((len(lines) for lines in names), default=0)
    parts = [
        Markup('<text class="head" x="{}" y="{}">{}</text>').format(
            _CLAIM + _COLUMN * place + _PAD, top - _HEAD * (len(lines) - line) + 12, words
        )
        for place, lines in enumerate(names)
        for line, words in enumerate(lines)
    ]
    y = float(top + 4)
    for row in table.rows:
        columns = [_claim_lines(row), *(list(_cell_lines(cell)) for cell in row.cells)]
        height = max(len(lines) for lines in columns) * _LINE + 2 * _PAD
        for place, lines in enumerate(columns):
            left = _CLAIM + _COLUMN * (place - 1) if place else 0
            if place and lines:
                clash = " clash" if row.cells[place - 1].against else ""
                parts.append(
                    Markup('<rect class="cell{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>').format(
                        clash, left + 2, number(y + 2), _COLUMN - 4, number(height - 4)
                    )
                )
            for line, (kind, words) in enumerate(lines):
                parts.append(
                    Markup('<text class="{}" x="{}" y="{}">{}</text>').format(
                        kind, left + (_PAD if place else 0), number(y + _PAD + _LINE * line + 11), words
                    )
                )
        y += height
        parts.append(Markup('<line class="grid" x1="0" x2="{0}" y1="{1}" y2="{1}"/>').format(width, number(y)))
        y += 1
    told = _told(table)
    head = Markup('<svg class="cells" role="img" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-label="{2}">')
    return (
        head.format(width, number(y + _PAD), told)
        + Markup("<title>{}</title>").format(told)
        + Markup("").join(parts)
        + Markup("</svg>")
    )


def _claim_lines(row: ClaimRow) -> list[tuple[str, str]]:
    lines = [("teller", line) for line in wrapped(row.what, _CLAIM - 2 * _PAD, 6, 14)]
    return [*lines, ("small", f"{many(row.outlets, 'outlet')}, {many(row.origins, 'origin')}")]


def _cell_lines(cell: Cell) -> Iterator[tuple[str, str]]:
    room = _COLUMN - 2 * _PAD
    for one in cell.words:
        lines = wrapped(f"“{one.words}”", room - 6, 7, _SIZE)
        yield from (("words", line) for line in _marked_lines(lines, one.marked))
        name = "own voice" if one.voice == "outlet" else one.name
        yield f"small t-{one.voice}", cut(f"{one.origin} · {name}", room, _SIZE)
        for note in filter(None, (one.certainty, "first telling" if one.is_first else "")):
            yield "small", note
        for line in wrapped(one.loaded, room, 3, _SIZE) if one.loaded else ():
            yield "small", line
    if cell.more:
        yield "small", f"{cell.more} more"
    for line in wrapped("≠ " + ", ".join(cell.against), room, 3, _BOLD) if cell.against else ():
        yield "small against", line


def _marked_lines(lines: Sequence[str], stretches: Sequence[Stretch]) -> Iterator[Markup]:
    """Lines of words in quotation marks, with their marks; "…" for what has no room has none."""
    letters = [(letter, one) for one in (Stretch("“"), *stretches, Stretch("”")) for letter in one.words]
    words = [list(some) for is_space, some in groupby(letters, lambda pair: pair[0] == " ") if not is_space]
    left = iter(words)
    for line in lines:
        shown: list[tuple[str, Stretch]] = []
        for told, word in zip(line.split(" "), left, strict=False):
            if shown:
                shown.append((" ", word[0][1] if word[0][1] is shown[-1][1] else _PLAIN))
            marks = [
                (letter, one if letter == known else _PLAIN) for letter, (known, one) in zip(told, word, strict=False)
            ]
            shown += [*marks, *((letter, _PLAIN) for letter in told[len(word) :])]
        alike = groupby(shown, lambda pair: pair[1])
        yield Markup("").join(_tspan("".join(letter for letter, _ in some), one) for one, some in alike)


def _tspan(words: str, stretch: Stretch) -> Markup:
    kinds = ["differs"] * stretch.differs + ["loaded"] * bool(stretch.loaded) + ["quoted"] * stretch.is_quoted
    return Markup('<tspan class="{}">{}</tspan>').format(" ".join(kinds), words) if kinds else escape(words)


def _told(table: Grid) -> str:
    rows = (
        f"{row.what}: {many(row.outlets, 'outlet')}, {many(row.origins, 'origin')}"
        + (", contradicted" if any(cell.against for cell in row.cells) else "")
        for row in table.rows
    )
    return f"Claims by outlet. {'; '.join(rows) or 'No claim is told by two outlets'}."
