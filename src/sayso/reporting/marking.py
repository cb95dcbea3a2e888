"""The words of a claim's tellings, with what differs between them marked, and whose the loaded ones are.

Which of two wordings is the better one is not said: the first telling is only the one that the others stand beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sayso.comparison.records import SharedClaim, Telling
from sayso.comparison.speaking.differing import LoadedBy, Worded, worded, wordings
from sayso.reporting.safety import one_line, visible
from sayso.types import OUTLET_VOICE, Reading, Span

LEGEND: tuple[str, str, str] = (
    "words that a claim's first telling has not; in the first one, those that no other has",
    "loaded words, the outlet's own",
    "loaded words of somebody it quotes",
)
"""What is underlined, bold, and bold italic: marks that need no colour."""

_SPACES = re.compile(r"\s+")
_JOINT = re.compile(r"[\s\u00ad\u2010\u2011-]*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are marked alike, as they are shown; `loaded` is None where they do not judge."""

    words: str
    differs: bool = False
    loaded: LoadedBy | None = None

    @property
    def is_own(self) -> bool:
        """Whether it judges in the outlet's own voice."""
        return self.loaded is not None and self.loaded.voice == OUTLET_VOICE

    @property
    def is_quoted(self) -> bool:
        """Whether it judges in the voice of somebody whom the outlet quotes."""
        return self.loaded is not None and self.loaded.voice != OUTLET_VOICE


def differing(claim: SharedClaim, readings: Mapping[str, Reading]) -> dict[tuple[str, str], frozenset[Span]]:
    """By document and claim, the words that the first telling has not; those of the first that no other has.

    A claim that is told once has none.
    """
    beside = wordings(claim.tellings, readings)
    found = {
        one.there: frozenset(word.span for row in one.rows if not row.same for word in row.there) for one in beside
    }
    for one in beside[:1]:
        common = {word.span for other in beside for row in other.rows if row.same for word in row.here}
        found[one.here] = frozenset(word.span for row in one.rows for word in row.here) - common
    return found


def marked(telling: Telling, reading: Reading, differs: frozenset[Span]) -> tuple[Stretch, ...]:
    """The exact words on one line, "[…]" where the text interrupts them, cut where the marks change.

    What stands between two words is marked as both of them are.
    """
    found: list[Stretch] = []
    for span in telling.at:
        found += [Stretch(" […] ")] if found else []
        found += _of_span(reading, span, differs)
    return tuple(_on_one_line(found))


def _of_span(reading: Reading, span: Span, differs: frozenset[Span]) -> Iterator[Stretch]:
    text = reading.document.text
    words = worded(reading, [span])
    starts = [Worded(Span(span.start, span.start)), *words, Worded(Span(span.end, span.end))]
    for before, word in pairwise(starts):
        gap = Span(before.span.end, word.span.start)
        both = before.span in differs and word.span in differs
        yield Stretch(text[gap.start : gap.end], both, word.loaded if word.loaded == before.loaded else None)
        yield Stretch(text[word.span.start : word.span.end], word.span in differs, word.loaded)


def _on_one_line(stretches: list[Stretch]) -> list[Stretch]:
    """As they are shown: harmless, with single spaces; neighbours of the same marks are one."""
    found: list[Stretch] = []
    for one in stretches:
        words = _SPACES.sub(" ", visible(one.words))
        if not found or found[-1].words.endswith(" "):
            words = words.removeprefix(" ")
        if found and (found[-1].differs, found[-1].loaded) == (one.differs, one.loaded):
            found[-1] = Stretch(found[-1].words + words, one.differs, one.loaded)
        elif words:
            found.append(Stretch(words, one.differs, one.loaded))
    if found and found[-1].words.endswith(" "):
        last = found.pop()
        found += [Stretch(last.words[:-1], last.differs, last.loaded)] if last.words != " " else []
    return found


def loaded_words(telling: Telling, reading: Reading) -> list[tuple[str, str]]:
    """The loaded words of a telling, and whose they are: "outlet", or the names of those who say them.

    Those that stand side by side in one's voice are one stretch.
    """
    text = reading.document.text
    loaded = ((one.span, one.loaded) for one in worded(reading, telling.at) if one.loaded)
    words = ((span, ", ".join(one_line(name) for name in by.names) or "outlet") for span, by in loaded)
    return list(dict.fromkeys((one_line(text[span.start : span.end]), whose) for span, whose in adjoined(words, text)))


def adjoined(words: Iterable[tuple[Span, str]], text: str) -> list[tuple[Span, str]]:
    """Words in the text's order, each with whose it is; neighbours of one's as one stretch. "Lies, fraud" are two."""
    found: list[tuple[Span, str]] = []
    for span, whose in words:
        before = found[-1] if found else None
        if before and before[1] == whose and _JOINT.fullmatch(text[before[0].end : span.start]):
            found[-1] = Span(before[0].start, max(before[0].end, span.end)), whose
        else:
            found.append((span, whose))
    return found


def loaded_in_words(telling: Telling, reading: Reading) -> str:
    """ "loaded: “overruled” (Two officials), “uproar” (outlet)"; empty where no word judges."""
    told = ", ".join(f"“{word}” ({whose})" for word, whose in loaded_words(telling, reading))
    return f"loaded: {told}" if told else ""
