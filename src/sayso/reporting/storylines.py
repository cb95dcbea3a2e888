"""A story's days as a picture: outlets down, documents by day, and what was taken from where.

Every document has a place of its own from left to right, so that no line passes through
another document's dot. Places are percentages: the picture stretches with the page and
letters keep their size. Lines lie in a picture within, which stretches; their heads do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from sayso.comparison.records import Story, Told
from sayso.reporting.letters import cut, measured, number
from sayso.reporting.safety import one_line
from sayso.reporting.speakers import day_in_words
from sayso.reporting.tellers import link_kind, many, outlet_key, outlet_name, reason, short_day

MOST_DOCUMENTS = 40
"""More make a picture that nobody reads on a telephone."""

_NARROWEST = 336
_TOP = 26
_LANE = 44
_DOT = 5
_WIDE = 1000  # units of the picture within


def story_timeline(story: Story) -> Markup:
    """The story's documents by day, the first `MOST_DOCUMENTS` of them."""
    taken = _taken(story)
    shown = _in_order(story.documents, taken)[:MOST_DOCUMENTS]
    lanes = {key: place for place, key in enumerate(dict.fromkeys(outlet_key(told) for told in shown))}
    at = {
        told.id: ((place + 0.5) / len(shown), _TOP + _LANE * lanes[outlet_key(told)] + 30)
        for place, told in enumerate(shown)
    }
    height = _TOP + _LANE * len(lanes)
    links = {pair: whys for pair, whys in taken.items() if pair[0] in at and pair[1] in at}
    parts = [
        *_days(shown, height),
        *_lanes(shown, lanes),
        _lines(links, at, height),
        *(_head(at[pair[0]], at[pair[1]]) for pair in links),
        *_names(shown, lanes),
        *_dots(shown, at, {pair[1] for pair in taken}),
    ]
    told = _told(story, shown, taken)
    head = Markup('<svg class="days" role="img" width="100%" height="{}" aria-label="{}">').format(height, told)
    return head + Markup("<title>{}</title>").format(told) + Markup("").join(parts) + Markup("</svg>")


def in_time(story: Story) -> list[Told]:
    """The story's documents by day; within a day what was taken from stands before what took it."""
    return _in_order(story.documents, _taken(story))


def _taken(story: Story) -> dict[tuple[str, str], Counter[str]]:
    """For each document, by the one that it took claims from, why that is said, and of how many claims."""
    known = {told.id for told in story.documents}
    found: dict[tuple[str, str], Counter[str]] = {}
    for claim in story.claims:
        links = {(one.taken_from, one.document_id): reason(one) for one in claim.tellings if one.taken_from}
        for pair, why in links.items():
            source, taker = pair
            if source in known and taker in known and source != taker:
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


def _days(shown: Sequence[Told], height: float) -> list[Markup]:
    """A line where each day begins, and its name where there is room for it on the narrowest page."""
    parts = []
    free = 0.0
    for place, told in enumerate(shown):
        if place and _day(told) == _day(shown[place - 1]):
            continue
        share = place / len(shown)
        name = short_day(told.published) or "no day"
        if place:
            parts.append(
                Markup('<line class="grid" x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>').format(_percent(share), height)
            )
        wide = measured(name, 12) + 6
        if free <= share * _NARROWEST <= _NARROWEST - wide:
            parts.append(Markup('<text class="small" x="{}%" dx="4" y="13">{}</text>').format(_percent(share), name))
        elif share * _NARROWEST > _NARROWEST - wide >= free:
            parts.append(Markup('<text class="small end" x="100%" y="13">{}</text>').format(name))
        else:
            continue
        free = share * _NARROWEST + wide + 4
    return parts


def _lanes(shown: Sequence[Told], lanes: Mapping[str, int]) -> list[Markup]:
    return [
        Markup('<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(_TOP + _LANE * place + 30)
        for place in lanes.values()
    ]


def _names(shown: Sequence[Told], lanes: Mapping[str, int]) -> list[Markup]:
    names = {outlet_key(told): outlet_name(told) for told in reversed(shown)}
    return [
        Markup('<text class="lane" x="0" y="{}">{}</text>').format(
            _TOP + _LANE * place + 14, cut(names[key], _NARROWEST)
        )
        for key, place in lanes.items()
    ]


def _lines(
    links: Mapping[tuple[str, str], Counter[str]], at: Mapping[str, tuple[float, float]], height: float
) -> Markup:
    paths = []
    for (source, taker), whys in links.items():
        (x, y), (to_x, to_y) = at[source], at[taker]
        x, to_x = x * _WIDE, to_x * _WIDE
        lift = 16 if y == to_y else 0
        middle = (x + to_x) / 2
        path = f"M{number(x)} {number(y)}C{number(middle)} {number(y - lift)} {number(middle)} {number(to_y)} "
        paths.append(
            Markup('<path class="{}" vector-effect="non-scaling-stroke" d="{}{} {}"/>').format(
                link_kind(whys), path, number(to_x), number(to_y)
            )
        )
    head = '<svg class="links" viewBox="0 0 {} {}" preserveAspectRatio="none" width="100%" height="{}">'
    return Markup(head).format(_WIDE, height, height) + Markup("").join(paths) + Markup("</svg>")


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
