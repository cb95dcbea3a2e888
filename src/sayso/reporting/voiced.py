"""Whom each outlet lets speak, as lines for a terminal, JSON and CSV, each count with what it is out of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sayso.comparison import OutletVoices
from sayso.comparison.aligning.alignments import LEAST_DOCUMENTS
from sayso.comparison.speaking.counting import SourceVoice
from sayso.comparison.speaking.shares import VOICES
from sayso.reporting.lines import fitting, hanging, wrapped
from sayso.reporting.safety import escaped_json, one_line
from sayso.reporting.speakers import VOICE_WORDS
from sayso.reporting.tables import csv_line
from sayso.reporting.tellers import many
from sayso.types import OUTLET_VOICE

if TYPE_CHECKING:
    from rich.text import Text

COLUMNS: tuple[str, ...] = (
    "outlet",
    "key",  # tells a source from others; "outlet" is the outlet itself
    "id",  # of the actor, empty for one whom no name joins across documents
    "name",
    "kind",
    "voice",  # outlet, named, unnamed, unstated or unresolved
    "documents",  # those in which it speaks
    "of_documents",
    "statements",
    "of_statements",
    "words",
    "of_words",
    "doubtful",  # of the statements
    "direct_statements",
    "direct_words",
    "indirect_statements",
    "indirect_words",
    "mixed_statements",
    "mixed_words",
)
"""The columns of a table of voices. Columns are added at the end, never renamed."""

_FIGURES = (("documents", 10), ("direct", 7), ("mixed", 6), ("indirect", 9), ("words", 9), ("share", 6))
"""What stands beside a name, and how many columns wide with the space before it."""


def voice_lines(outlets: Sequence[OutletVoices], width: int = 80) -> Iterator[Text]:
    """Each outlet: its documents and words by voice, then a row for each source.

    `direct`, `mixed` and `indirect` count statements, `share` is of the outlet's words.
    """
    from rich.text import Text

    width = fitting(width)
    for count, outlet in enumerate(outlets):
        yield from (Text(""),) if count else ()
        yield from wrapped(Text(one_line(outlet.outlet or "") or "No outlet named", "bold"), width)
        yield from wrapped(Text(_base(outlet)), width)
        if outlet.sources:
            yield from _row("", [name for name, _ in _FIGURES], width, "dim")
        for source in outlet.sources:
            name = one_line(source.name) + (" (unnamed)" if source.voice == "unnamed" else "")
            yield from _row(name, _figures(source, outlet), width)


def thin(documents: int) -> str:
    """ "thin base: 3 documents", where they are too few to draw from; else empty."""
    return f"thin base: {many(documents, 'document')}" if documents < LEAST_DOCUMENTS else ""


def percent(count: int, total: int) -> str:
    """ "41%"; "<1%" and ">99%" keep 0% for none at all and 100% for all."""
    share = 100 * count / total if total else 0
    if 0 < share < 1:
        return "<1%"
    return ">99%" if 99 < share < 100 else f"{share:.0f}%"


def _base(outlet: OutletVoices) -> str:
    """What the outlet's counts are out of, and its words by voice."""
    doubtful = f", {outlet.doubtful:,} of them doubtful" if outlet.doubtful else ""
    counted = f"{many(outlet.documents, 'document')}, {many(outlet.statements, 'statement')}{doubtful}"
    parts = ", ".join(
        f"{percent(outlet.by_voice[voice], outlet.words)} {VOICE_WORDS[voice]}"
        for voice in VOICES
        if outlet.by_voice[voice]
    )
    words = f"{many(outlet.words, 'word')}: {parts}." if parts else f"{many(outlet.words, 'word')}."
    note = thin(outlet.documents)
    return f"{counted}. {words}" + (f" [{note}]" if note else "")


def _figures(source: SourceVoice, outlet: OutletVoices) -> list[str]:
    told = source.by_directness
    return [
        f"{source.documents:,} of {outlet.documents:,}",
        *(f"{told[one].statements:,}" for one in ("direct", "mixed", "indirect")),
        f"{source.words:,}",
        percent(source.words, outlet.words),
    ]  # fmt: skip


def _row(name: str, figures: Sequence[str], width: int, style: str = "") -> Iterator[Text]:
    """A name, wrapped in what room there is, and its figures to the right of its first line."""
    from rich.text import Text

    shown = "".join(figure.rjust(wide) for figure, (_, wide) in zip(figures, _FIGURES, strict=True))
    room = width - len(shown)
    if room < 12:  # a narrow terminal: figures below the name
        yield from hanging(Text("  "), Text(name), width)
        yield from hanging(Text("    "), Text(" · ".join(figures), style), width)
        return
    first, *more = list(hanging(Text("  "), Text(name), room)) or [Text("")]
    first.pad_right(room - first.cell_len)
    yield Text.assemble(first, (shown, style))
    yield from more


def voice_json(outlets: Sequence[OutletVoices]) -> str:
    """One object with all `outlets`."""
    return escaped_json(json.dumps({"outlets": [outlet.to_dict() for outlet in outlets]}, ensure_ascii=False, indent=1))


def voice_csv(outlets: Sequence[OutletVoices]) -> Iterator[str]:
    """The header and one row for each outlet itself and each of its sources, without line ends."""
    yield csv_line(COLUMNS)
    for outlet in outlets:
        for row in (_own(outlet), *outlet.to_dict()["sources"]):
            yield csv_line(_cell({"outlet": outlet.outlet, **row}, column) for column in COLUMNS)


def _own(outlet: OutletVoices) -> dict[str, Any]:
    """The outlet's own voice as a row."""
    return {
        "key": OUTLET_VOICE,
        "name": outlet.outlet,
        "voice": OUTLET_VOICE,
        "documents": outlet.documents,
        "of_documents": outlet.documents,
        "of_statements": outlet.statements,
        "words": outlet.by_voice["outlet"],
        "of_words": outlet.words,
    }


def _cell(row: dict[str, Any], column: str) -> Any:
    directness, _, counted = column.partition("_")
    return row[directness][counted] if isinstance(row.get(directness), dict) else row.get(column)
