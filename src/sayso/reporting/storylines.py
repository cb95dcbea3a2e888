"""A story's days as a picture: outlets down, documents by day, and what was taken from where.

Every document has a place of its own from left to right, and lines bend round the dots of
others where that can be. Places are percentages: the picture stretches with the page and
letters keep their size. Lines lie in a picture within, which stretches; their heads do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import hypot

from markupsafe import Markup

from sayso.comparison.records import Story, Told
from sayso.reporting.letters import cut, measured, number
from sayso.reporting.safety import one_line
from sayso.reporting.speakers import day_in_words
from sayso.reporting.tellers import link_kind, many, outlet_key, outlet_name, reason, short_day

MOST_DOCUMENTS = 40
"""More make a picture that nobody reads on a telephone."""

_NARROWEST = 336
_DAY = 14
_LANE = 44
_DOT = 5
_WIDE = 1000  # units of the picture within
_CLEAR = 9.0  # from the middle of a dot
_BENDS = (0.5, 0.3, 0.7, 0.15, 0.85, 0.02, 0.98)
_LIFTS = (16, -14, 24, -22, 30, -30)
"""Of a line along its own lane, above it and below."""


def story_timeline(story: Story) -> Markup:
    """The story's documents by day, the first `MOST_DOCUMENTS` of them."""
    taken = _taken(story)
    shown = _in_order(story.documents, taken)[:MOST_DOCUMENTS]
    days = _days(shown)
    top = 12 + _DAY * (1 + max((day.row for day in days), default=0))
    keys = dict.fromkeys(outlet_key(told) for told in shown)
    lanes = {key: float(top + _LANE * place) for place, key in enumerate(keys)}
    at = {told.id: ((place + 0.5) / len(shown), lanes[outlet_key(told)] + 30) for place, told in enumerate(shown)}
    height = top + _LANE * len(lanes)
    links = {pair: whys for pair, whys in taken.items() if pair[0] in at and pair[1] in at}
    parts = [
        *_day_lines(days, height),
        *_lanes(lanes),
        _lines(links, at, height),
        *(_head(at[pair[0]], at[pair[1]]) for pair in links),
        *_names(shown, lanes),
        *_dots(shown, at, {pair[1] for pair in taken}),
    ]
    told = _told(story, shown, taken)
    head = Markup('<svg class="days" role="img" width="100%" height="{}" aria-label="{}">').format(height, told)
    return head + Markup("<title>{}</title>").format(told) + Markup("").join(parts) + Markup("</svg>")


def story_title(story: Story) -> str:
    """The title of its first document that has one."""
    return next((one_line(told.title) for told in in_time(story) if told.title), "A story without a title")


def in_time(story: Story) -> list[Told]:
    """The story's documents by day; within a day what was taken from stands before what took it."""
    return _in_order(story.documents, _taken(story))


def _taken(story: Story) -> dict[tuple[str, str], Counter[str]]:
    """For each document, by the one that it took claims from, why that is said, and of how many claims."""
    documents = {told.id: told for told in story.documents}
    found: dict[tuple[str, str], Counter[str]] = {}
    for claim in story.claims:
        links = {(one.taken_from, one.document_id): reason(one, documents) for one in claim.tellings if one.taken_from}
        for pair, why in links.items():
            source, taker = pair
            if source in documents and taker in documents and source != taker:
                found.setdefault((source or "", taker), Counter())[why] += 1
    return found


def _in_order(documents: Sequence[Told], taken: Mapping[tuple[str, str], object]) -> list[Told]:
    """By day; within a day what was taken from stands before what took it."""
    sources: dict[str, set[str]] = {}
    for source, taker in taken:
        sources.setdefault(taker, set()).add(source)
    waiting, placed = list(documents), list[Told]()
    while waiting:
        today = [told for told in waiting if _day(told) == _day(waiting[0])]
        ids = {told.id for told in today}
        first = next((told for told in today if not sources.get(told.id, set()) & ids), today[0])
        placed.append(first)
        waiting.remove(first)
    return placed


def _day(told: Told) -> str:
    return (told.published or "")[:10]


@dataclass(frozen=True, slots=True)
class _Begin:
    """Where a day begins, as a share of the width, its name, and in which row that stands."""

    share: float
    name: str
    row: int
    is_last: bool


def _days(shown: Sequence[Told]) -> list[_Begin]:
    """Each day's name, in the first row that has room for it on the narrowest page.

    A row tells a month once, where it begins. The name that has no room before the right end stands at it.
    """
    begins = [place for place, told in enumerate(shown) if not place or _day(told) != _day(shown[place - 1])]
    rows: list[tuple[float, str]] = []  # where each row is free from, and its month
    days = []
    for place in begins:
        share = place / len(shown)
        day, _, month = (short_day(shown[place].published) or "no day").partition(" ")
        for row in range(len(rows) + 1):
            free, before = rows[row] if row < len(rows) else (0.0, "")
            name = day if month == before else f"{day} {month}".strip()
            wide = measured(name, 12) + 6
            left = min(share * _NARROWEST, _NARROWEST - wide)
            if left >= free:
                break
        rows[row : row + 1] = [(left + wide + 2, month)]
        days.append(_Begin(share, name, row, left < share * _NARROWEST))
    return days


def _day_lines(days: Sequence[_Begin], height: float) -> Iterator[Markup]:
    for day in days:
        x, y = _percent(day.share), 13 + _DAY * day.row
        if day.share:
            yield Markup('<line class="grid" x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>').format(x, height)
        if day.is_last:
            yield Markup('<text class="small end" x="100%" y="{}">{}</text>').format(y, day.name)
        else:
            yield Markup('<text class="small" x="{}%" dx="4" y="{}">{}</text>').format(x, y, day.name)


def _lanes(lanes: Mapping[str, float]) -> list[Markup]:
    return [
        Markup('<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(number(y + 30)) for y in lanes.values()
    ]


def _names(shown: Sequence[Told], lanes: Mapping[str, float]) -> list[Markup]:
    names = {outlet_key(told): outlet_name(told) for told in reversed(shown)}
    return [
        Markup('<text class="lane" x="0" y="{}">{}</text>').format(number(y + 14), cut(names[key], _NARROWEST))
        for key, y in lanes.items()
    ]


def _lines(
    links: Mapping[tuple[str, str], Counter[str]], at: Mapping[str, tuple[float, float]], height: float
) -> Markup:
    paths = []
    for (source, taker), whys in links.items():
        others = [(x * _NARROWEST, y) for id_, (x, y) in at.items() if id_ not in (source, taker)]
        start, *bends, end = _curve(at[source], at[taker], others)
        told = " ".join(f"{number(x * _WIDE)} {number(y)}" for x, y in (*bends, end))
        paths.append(
            Markup('<path class="{}" vector-effect="non-scaling-stroke" d="M{} {}C{}"/>').format(
                link_kind(whys), number(start[0] * _WIDE), number(start[1]), told
            )
        )
    head = '<svg class="links" viewBox="0 0 {} {}" preserveAspectRatio="none" width="100%" height="{}">'
    return Markup(head).format(_WIDE, height, height) + Markup("").join(paths) + Markup("</svg>")


def _curve(
    start: tuple[float, float], end: tuple[float, float], others: Sequence[tuple[float, float]]
) -> tuple[tuple[float, float], ...]:
    """A line's two ends and, between them, what bends it: the first shape that is clear of the other dots.

    `others` are in the units of the narrowest page: what is clear there is so on any wider one. Where dots are too
    many for any shape, the one that meets fewest.
    """
    (x, y), (to_x, to_y) = start, end
    wide = to_x - x
    if y == to_y:
        bends = product(_LIFTS, (0.5, 0.1))  # gentle, or steep at its ends
        shapes = [(start, (x + wide * far, y - lift), (to_x - wide * far, y - lift), end) for lift, far in bends]
    else:
        pairs = sorted(product(_BENDS, _BENDS), key=lambda pair: _BENDS.index(pair[0]) + _BENDS.index(pair[1]))
        shapes = [(start, (x + wide * one, y), (x + wide * other, to_y), end) for one, other in pairs]
    return min(shapes, key=lambda shape: sum(_meets(shape, dot) for dot in others))


def _meets(shape: Sequence[tuple[float, float]], dot: tuple[float, float]) -> bool:
    for step in range(1, 32):
        share = step / 32
        parts = ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
        x, y = (sum(part * point[axis] for part, point in zip(parts, shape, strict=True)) for axis in (0, 1))
        if hypot(x * _NARROWEST - dot[0], y - dot[1]) < _CLEAR:
            return True
    return False


def _head(start: tuple[float, float], end: tuple[float, float]) -> Markup:
    """The head of a line, beside the dot that it leads to."""
    way = 1 if end[0] > start[0] else -1
    near, far = -way * _DOT, -way * (_DOT + 7)
    return Markup('<svg class="tip" x="{}%" y="{}"><path d="M{} 0L{} -4L{} 4Z"/></svg>').format(
        _percent(end[0]), number(end[1]), near, far, far
    )


def _dots(shown: Sequence[Told], at: Mapping[str, tuple[float, float]], takers: set[str]) -> list[Markup]:
    dots = []
    for told in shown:
        x, y = at[told.id]
        words = ", ".join(
            part for part in (outlet_name(told), day_in_words(told.published), one_line(told.title or "")) if part
        )
        dots.append(
            Markup('<g><title>{}</title><circle class="{}" cx="{}%" cy="{}" r="{}"/></g>').format(
                words, "taker" if told.id in takers else "own", _percent(x), number(y), _DOT
            )
        )
    return dots


def _told(story: Story, shown: Sequence[Told], taken: Mapping[tuple[str, str], Counter[str]]) -> str:
    """The picture in words."""
    names = {told.id: outlet_name(told) for told in story.documents}
    links = "; ".join(
        f"{names[taker]} from {names[source]} ({', '.join(sorted(whys))})" for (source, taker), whys in taken.items()
    )
    which = ", ".join(f"{outlet_name(told)} {short_day(told.published)}".strip() for told in shown)
    return f"{many(len(shown), 'document')} by day: {which}. Taken: {links or 'nothing from one another'}."


def _percent(share: float) -> str:
    return f"{100 * share:.2f}".rstrip("0").rstrip(".")
