"""Articles with their countries put in for one another: who does what must not hang on which country it is."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Sequence

from benchmarks.swapping import COUNTRIES, Planted, Template, mentions, plant

Spans = Sequence[tuple[int, int]]
Moved = Callable[[Spans], Spans]
"""Takes spans of a text to those of the same words in another one."""


def unmoved(spans: Spans) -> Spans:
    return [(start, end) for start, end in spans]


def swapped(text: str, chance: random.Random) -> tuple[str, Moved] | None:
    """The text with every country of the table that it names as another of the table, and where its spans went.

    Capitals, demonyms and leaders follow their country. None where the text names no country of the table.
    """
    named = [code for code, country in COUNTRIES.items() if any(mentions(text, country))]
    if not named:
        return None
    slots, last = [], -1
    for slot in sorted(
        (mention for state, code in enumerate(named) for mention in mentions(text, COUNTRIES[code], state)),
        key=lambda slot: (slot.start, -slot.end),
    ):
        # "South Korea" is found once, and names that touch would have no text between them.
        if slot.start > last:
            slots.append(slot)
            last = slot.end
    others = chance.sample(sorted(COUNTRIES), len(COUNTRIES))
    planted = plant(Template("", text, tuple(slots)), [COUNTRIES[others.pop()] for _ in named])
    return planted.text, lambda spans: [(forth(planted, a, True), forth(planted, b, False)) for a, b in spans]


def forth(planted: Planted, place: int, begins: bool) -> int:
    """Where a place of the template lies in the planted text; inside a name it is the name's begin or end."""
    number = bisect_right(planted.segments, place - (not begins), key=lambda segment: segment[0]) - 1
    if number < 0:
        return place
    _, from_end, start, end = planted.segments[number]
    if place >= from_end:
        return end + place - from_end
    return start if begins else end
