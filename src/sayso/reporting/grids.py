"""Claims down, outlets across: each cell the exact words, in whose voice, and which origin they go back to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sayso.comparison.records import SharedClaim, Story, Telling
from sayso.comparison.speaking.shares import Voice
from sayso.reporting.letters import cut, number, wrapped
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
    voiced,
)
from sayso.types import Reading

MOST_CLAIMS = 12
MOST_WORDINGS = 2
"""An outlet's different wordings of one claim that a cell shows."""


@dataclass(frozen=True, slots=True)
class Words:
    """One telling in a cell: exact words, who says them, and the letter of the origin among the claim's."""

    document_id: str
    claim_id: str
    words: str
    name: str
    voice: Voice
    origin: str


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
    told: dict[str, list[Telling]] = {key: [] for key in outlets(story)}
    for telling in claim.tellings:
        told[keys[telling.document_id]].append(telling)
    against: dict[str, dict[str, None]] = {key: {} for key in told}
    for one, other in claim.contradictions:
        against[keys[one]][names[other]] = None
        against[keys[other]][names[one]] = None
    cells = tuple(
        _cell(outlets(story)[key], tellings, tuple(against[key]), letters, readings) for key, tellings in told.items()
    )
    return ClaimRow(claim.id, shared_in_words(claim, readings), len(tellers(claim, story)), claim.origins, cells)


def _cell(
    outlet: str,
    tellings: list[Telling],
    against: tuple[str, ...],
    letters: Mapping[str, str],
    readings: Mapping[str, Reading],
) -> Cell:
    different: dict[tuple[str, str, str], Words] = {}
    for telling in tellings:
        said = voiced(telling, readings[telling.document_id])
        words = Words(telling.document_id, telling.claim_id, said.words, said.name, said.voice, letters[telling.origin])
        different.setdefault((said.words.casefold(), said.name, words.origin), words)
    shown = tuple(different.values())[:MOST_WORDINGS]
    return Cell(outlet, shown, len(different) - len(shown), against)


# ── the drawing ─────────────────────────────────────────────────────────────────────────────

_CLAIM = 170
_COLUMN = 150
_PAD = 7
_LINE = 14
_SIZE = 11.5
_TOP = 34


def claims_by_outlets(compared: Compared, most: int = MOST_CLAIMS) -> Markup:
    """The table as a picture of its own, as wide as its outlets need. The report has it as a table."""
    table = grid(compared, most)
    width = _CLAIM + _COLUMN * len(table.outlets)
    parts = [
        Markup('<text class="head" x="{}" y="20">{}</text>').format(
            _CLAIM + _COLUMN * place + _PAD, cut(outlet, _COLUMN - 2 * _PAD, 14.5)
        )
        for place, outlet in enumerate(table.outlets)
    ]
    y = float(_TOP)
    for row in table.rows:
        columns = [_claim_lines(row), *(_cell_lines(cell) for cell in row.cells)]
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
        head.format(width, number(y), told)
        + Markup("<title>{}</title>").format(told)
        + Markup("").join(parts)
        + Markup("</svg>")
    )


def _claim_lines(row: ClaimRow) -> list[tuple[str, str]]:
    lines = [("teller", line) for line in wrapped(row.what, _CLAIM - 2 * _PAD, 6, 14)]
    return [*lines, ("small", f"{many(row.outlets, 'outlet')}, {many(row.origins, 'origin')}")]


def _cell_lines(cell: Cell) -> list[tuple[str, str]]:
    room = _COLUMN - 2 * _PAD
    lines: list[tuple[str, str]] = []
    for one in cell.words:
        lines += [("words", line) for line in wrapped(f"“{one.words}”", room - 6, 7, _SIZE)]
        name = "own voice" if one.voice == "outlet" else one.name
        lines.append((f"small t-{one.voice}", cut(f"{one.origin} · {name}", room, _SIZE)))
    if cell.more:
        lines.append(("small", f"{cell.more} more"))
    if cell.against:
        lines += [("small against", line) for line in wrapped("≠ " + ", ".join(cell.against), room, 3, _SIZE)]
    return lines


def _told(table: Grid) -> str:
    rows = (
        f"{row.what}: {many(row.outlets, 'outlet')}, {many(row.origins, 'origin')}"
        + (", contradicted" if any(cell.against for cell in row.cells) else "")
        for row in table.rows
    )
    return f"Claims by outlet. {'; '.join(rows) or 'No claim is told by two outlets'}."
