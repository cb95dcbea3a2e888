"""Who stands with whom as pictures: signed, directed ties between actors on a ring, in all and window by window.

An actor that stands in several pictures stands in the same place, those of one coalition beside
one another, so that a tie which forms, goes or turns is seen. Each picture says how many actors
and ties it shows. Heads and colours say the same thing, as in `networks`: an empty head is
cooperation, a full one conflict. A thicker line is told by more claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from markupsafe import Markup

from sayso.comparison.aligning.alignments import Alignment, Change, Window
from sayso.comparison.aligning.ties import Tie
from sayso.reporting.letters import measured, number, wrapped
from sayso.reporting.safety import one_line
from sayso.reporting.tellers import many

WIDTH = 336
MOST_ACTORS = 12

_RADIUS = 84.0
_MIDDLE = (WIDTH / 2, 130.0)
_HEIGHT = 276
_NODE = 5.0
_HEAD = 8.0
_BOLD = 12.6
"""What names are measured by: as wide as bold letters of 11.5."""
_LINE = 13

_SIGNS = {1: "plus", -1: "minus"}

Point = tuple[float, float]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ring:
    """Where actors stand, and what they are called."""

    names: Mapping[str, str]
    angles: Mapping[str, float]

    def at(self, actor: str, radius: float = _RADIUS) -> Point:
        angle = self.angles[actor]
        return _MIDDLE[0] + radius * cos(angle), _MIDDLE[1] + radius * sin(angle)


def alignment_network(alignment: Alignment) -> Markup:
    """All ties between the actors of the heaviest ties, `MOST_ACTORS` at most, with the number of claims of each."""
    ring = ring_of(alignment)
    told = _told("Who stands with whom", alignment.ties, ring)
    return _picture(ring, alignment.ties, (), told)


def alignment_window(alignment: Alignment, window: Window) -> Markup:
    """One window's ties in the same places, with what formed, has gone or turned since the window before."""
    ring = ring_of(alignment, window)
    changes = [change for change in alignment.changes if change.into == window.name]
    return _picture(ring, window.ties, changes, _told(f"Ties in {in_words(window.name)}", window.ties, ring, changes))


def alignment_change(alignment: Alignment) -> Markup:
    """All ties, then each window's, as one picture: three to a row."""
    pictures = [("In all", alignment_network(alignment))]
    pictures += [(in_words(window.name), alignment_window(alignment, window)) for window in alignment.windows]
    columns = min(3, len(pictures))
    rows = -(-len(pictures) // columns)
    width, step = columns * (WIDTH + 24) - 24, _HEIGHT + 36
    parts = []
    for place, (name, picture) in enumerate(pictures):
        x, y = place % columns * (WIDTH + 24), place // columns * step
        parts.append(Markup('<text class="head" x="{}" y="{}">{}</text>').format(x, y + 16, name))
        parts.append(
            Markup('<svg x="{}" y="{}" width="{}" height="{}">{}</svg>').format(x, y + 26, WIDTH, _HEIGHT, picture)
        )
    told = f"Who stands with whom, in all and in {many(len(alignment.windows), 'window')}."
    head = Markup('<svg class="ring" role="img" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-label="{2}">')
    return (
        head.format(width, rows * step, told)
        + Markup("<title>{}</title>").format(told)
        + Markup("").join(parts)
        + Markup("</svg>")
    )


def ring_of(alignment: Alignment, window: Window | None = None) -> Ring:
    """Places for the actors of the heaviest ties, coalition by coalition, the largest first.

    In a window those of its heaviest ties: in the places that they have in all, and others in places of actors
    that it does without. Where it needs none, and where a tie has just gone, an actor without ties keeps its place.
    """
    shown = _foremost(alignment, alignment.ties, MOST_ACTORS)
    grouped = [actor for group in alignment.measures.coalitions for actor in group.actors if actor in shown]
    order = list(dict.fromkeys([*grouped, *shown]))
    if window:
        changes = [one for one in alignment.changes if one.into == window.name and one.kind == "gone"]
        gone = [one.actors for one in changes if set(one.actors) <= set(order)][: len(order) // 6]
        kept = dict.fromkeys(actor for pair in gone for actor in pair)
        due = [*kept, *_foremost(alignment, window.ties, len(order) - len(kept))]
        spare = [place for place, actor in reversed(list(enumerate(order))) if actor not in due]
        for actor in due:
            if actor not in order:
                order[spare.pop()] = actor
    names = {actor.id: one_line(actor.name) for actor in alignment.actors}
    step = 2 * pi / max(1, len(order))
    # Half a step from the top, so that no two names stand side by side above the ring.
    angles = {actor: -pi / 2 + step * (place + 0.5) for place, actor in enumerate(order)}
    return Ring({actor: names.get(actor, one_line(actor)) for actor in order}, angles)


def _foremost(alignment: Alignment, ties: Sequence[Tie], most: int) -> list[str]:
    """The actors of the heaviest ties."""
    shown: dict[str, None] = {}
    local = {actor.id for actor in alignment.actors if actor.document_id}
    # Actors that only one document can tell ("the police") come last: no other document adds to their ties.
    for tie in sorted(ties, key=lambda tie: len(local & {tie.actor, tie.recipient})):
        if len(shown.keys() | {tie.actor, tie.recipient}) <= most:
            shown |= {tie.actor: None, tie.recipient: None}
    return list(shown)


def in_words(window: str) -> str:
    """A window's name: "2025-03", "2025-08-01 to 2025-08-14"."""
    return window.replace("/", " to ")


# ── the drawing ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Curve:
    """A tie from one point to another, bent by its middle."""

    start: Point
    middle: Point
    end: Point

    def at(self, share: float) -> Point:
        one, two, three = (1 - share) ** 2, 2 * share * (1 - share), share**2
        x, y = (one * a + two * b + three * c for a, b, c in zip(self.start, self.middle, self.end, strict=True))
        return x, y


def _picture(ring: Ring, ties: Sequence[Tie], changes: Sequence[Change], told: str) -> Markup:
    inside = [tie for tie in ties if tie.actor in ring.names and tie.recipient in ring.names]
    met = {one for tie in inside for one in (tie.actor, tie.recipient)}
    gone = [change for change in changes if change.kind == "gone" and set(change.actors) <= ring.names.keys()]
    parts = [_ghost(ring, change) for change in gone]
    curves = [(tie, _curve(ring, tie, inside)) for tie in inside]
    for tie, curve in curves:
        parts += _tie(tie, curve)
    for actor in ring.names:
        x, y = ring.at(actor)
        kind = "" if actor in met else " away"
        parts.append(Markup('<circle class="node{}" cx="{}" cy="{}" r="5"/>').format(kind, number(x), number(y)))
        parts += _name(ring, actor, kind)
    parts += _labels(ring, curves, changes)
    tied = {one for tie in ties for one in (tie.actor, tie.recipient)}
    counted = f"{len(met)} of {many(len(tied), 'actor')}, {len(inside)} of {many(len(ties), 'tie')}"
    parts.append(Markup('<text class="small" x="0" y="{}">{}</text>').format(_HEIGHT - 4, counted))
    head = Markup('<svg class="ring" role="img" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-label="{2}">')
    return (
        head.format(WIDTH, _HEIGHT, told)
        + Markup("<title>{}</title>").format(told)
        + Markup("").join(parts)
        + Markup("</svg>")
    )


def _curve(ring: Ring, tie: Tie, ties: Sequence[Tie]) -> _Curve:
    """Each tie of two actors has a bend of its own, so that none lies on another."""
    pair = {tie.actor, tie.recipient}
    between = [one for one in ties if {one.actor, one.recipient} == pair]
    place = between.index(tie) - (len(between) - 1) / 2
    start, end = ring.at(tie.actor), ring.at(tie.recipient)
    across = (end[1] - start[1], start[0] - end[0])
    length = hypot(*across) or 1.0
    side = 1 if tie.actor < tie.recipient else -1  # the same side whichever way the tie leads
    pull = 0.6 - 0.35 * length / (2 * _RADIUS)  # neighbours' ties need a bend to have room for their label
    middle = tuple(
        (a + b) / 2 * (1 - pull) + centre * pull + side * place * 38 * c / length
        for a, b, centre, c in zip(start, end, _MIDDLE, across, strict=True)
    )
    return _Curve(
        _toward(start, (middle[0], middle[1]), _NODE + 2),
        (middle[0], middle[1]),
        _toward(end, (middle[0], middle[1]), _NODE + 1),
    )


def _toward(start: Point, end: Point, far: float) -> Point:
    return _between(start, end, far / (hypot(end[0] - start[0], end[1] - start[1]) or 1.0))


def _tie(tie: Tie, curve: _Curve) -> list[Markup]:
    kind = _SIGNS[tie.sign]
    base = _toward(curve.end, curve.middle, _HEAD)
    x, y = curve.end
    length = hypot(base[0] - x, base[1] - y) or 1.0
    side = ((base[1] - y) / length * _HEAD / 2, (x - base[0]) / length * _HEAD / 2)
    head = f"M{_pair(curve.end)}L{_pair((base[0] + side[0], base[1] + side[1]))} "
    head += f"{_pair((base[0] - side[0], base[1] - side[1]))}Z"
    weight = 1 if tie.weight < 2 else 2 if tie.weight < 5 else 3
    return [
        Markup('<path class="tie {} w{}" d="M{}Q{} {}"/>').format(
            kind, weight, _pair(curve.start), _pair(curve.middle), _pair(base)
        ),
        Markup('<path class="tip {}" d="{}"/>').format(kind, head),
    ]


def _ghost(ring: Ring, change: Change) -> Markup:
    """Where a tie was that is told no more."""
    start, end = (ring.at(actor) for actor in change.actors)
    return Markup('<path class="gone" d="M{}L{}"/>').format(_pair(start), _pair(end))


def _name(ring: Ring, actor: str, kind: str) -> list[Markup]:
    """An actor's name outside the ring, away from its middle."""
    angle = ring.angles[actor]
    x, y = ring.at(actor, _RADIUS + 10)
    right = cos(angle) > 0
    lines = wrapped(ring.names[actor], (WIDTH - x if right else x) - 1, 2 if len(ring.names) > 6 else 3, _BOLD)
    height = _LINE * len(lines)
    top = y - height / 2 + sin(angle) * height / 2
    return [
        Markup('<text class="who{}{}" x="{}" y="{}">{}</text>').format(
            kind, "" if right else " end", number(x), number(top + _LINE * place + 10), line
        )
        for place, line in enumerate(lines)
    ]


def _labels(ring: Ring, curves: Sequence[tuple[Tie, _Curve]], changes: Iterable[Change]) -> list[Markup]:
    """How many claims tell each tie, and what became of it, each where it covers no other if there is such a place."""
    changed = {frozenset(change.actors): change for change in changes}
    placed: list[tuple[float, float, float]] = []
    parts = []

    def put(words: str, kind: str, places: Sequence[Point]) -> None:
        wide = measured(words, 10.5, bold=True) + 4
        x, y = min(places, key=lambda at: _covered(at, wide, placed))
        placed.append((x, y, wide))
        parts.append(
            Markup('<text class="count {}" x="{}" y="{}">{}</text>').format(kind, number(x), number(y + 4), words)
        )

    told: set[frozenset[str]] = set()
    for tie, curve in curves:
        pair = frozenset((tie.actor, tie.recipient))
        change = changed.get(pair) if pair not in told else None
        told.add(pair)
        words = f"{'+' if tie.sign > 0 else '−'}{tie.weight}{f' {_kind(change)}' if change else ''}"
        put(words, _SIGNS[tie.sign], [curve.at(share) for share in (0.5, 0.4, 0.6, 0.3, 0.7)])
    for pair, change in changed.items():
        if change.kind == "gone" and pair <= ring.names.keys():
            start, end = (ring.at(actor) for actor in sorted(pair))
            put(_kind(change), "", [_between(start, end, share) for share in (0.5, 0.35, 0.65)])
    return parts


def _kind(change: Change) -> str:
    """What became of a tie, in brackets where the base is thin."""
    return f"({change.kind})" if change.is_thin else change.kind


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _covered(at: Point, wide: float, placed: Sequence[tuple[float, float, float]]) -> float:
    """How much of labels that stand already a label there would cover."""
    return sum(
        max(0.0, (wide + other) / 2 - abs(at[0] - x)) * max(0.0, _LINE - abs(at[1] - y)) for x, y, other in placed
    )


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _told(what: str, ties: Iterable[Tie], ring: Ring, changes: Iterable[Change] = ()) -> str:
    """The picture in words."""
    inside = [tie for tie in ties if tie.actor in ring.names and tie.recipient in ring.names]
    said = "; ".join(
        f"{ring.names[tie.actor]} → {ring.names[tie.recipient]} {'+' if tie.sign > 0 else '−'}{tie.weight}"
        for tie in inside
    )
    news = "; ".join(
        f"{' and '.join(ring.names[actor] for actor in change.actors)} {_kind(change)}"
        for change in changes
        if set(change.actors) <= ring.names.keys()
    )
    return f"{what}: {said or 'no ties'}.{f' Changed: {news}.' if news else ''}"
