"""Who does what to whom as a picture: each party a box, each kind of deed between two an arrow.

A picture is 336 units wide, so that several stand beside one another on a wide page, one
below the other on a telephone, and letters keep their size. Boxes stand in a grid of three
columns. Two in a row with nothing between them are joined by a straight arrow, as a
sentence reads; others by arrows through the gap between two rows.

Where the text names no other side, the arrow stands inside the box: below the name what
that party does, above it what is done to it. Colour, dashes and heads say the same thing:
broken lines are words, whole ones deeds; an empty head is cooperation, a full one conflict.
So the picture is read in grey, too. It has no script, no marker and no style of its own,
only classes for the page's style sheet.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TypeAlias

from markupsafe import Markup

from sayso.reporting.doers import names_of
from sayso.reporting.letters import measured, number, wrapped
from sayso.reporting.safety import one_line
from sayso.types import TOGETHER, Actor, Claim, Party

WIDTH = 336
MOST_PARTIES = 12
"""More make a picture that nobody reads: the list below it has the rest."""

_COLUMNS = 3
_MARGIN = 1
_BOX = 100
_WIDE_BOX = 122  # where nothing stands in the middle column
_LINE = 15
_LABEL = 12
_PAD = 7
_HEAD = 8
_STUB = 17
_ROW_GAP = 18
_TRIES = 3

Cell: TypeAlias = tuple[int, int]
"""Row and column."""


@dataclass
class _Edge:
    """Deeds of one quad code from one party to another, or between both."""

    source: str
    target: str
    quad: int
    both: bool
    types: Counter[str] = field(default_factory=Counter)
    sure: set[str] = field(default_factory=set)
    """Types of which at least one telling is not doubtful."""

    def labels(self) -> list[str]:
        return [_label(name, count, name in self.sure) for name, count in self.types.items()]


@dataclass
class _Node:
    """A party: its name in lines, and the deeds whose other side nobody names (`quad`, outwards or not)."""

    name: str
    lines: list[str] = field(default_factory=list)
    alone: dict[tuple[int, bool], _Edge] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Network:
    """The picture, and how many of the claims it has no room for."""

    picture: Markup
    left_out: int


def network(claims: Sequence[Claim], text: str, actors: Mapping[str, Actor], told: str) -> Network:
    """Claims as a picture; `told` says what it shows, for those who do not see it.

    Parties are told apart by their actor, or by their words where nobody knows whom they stand for.
    Claims that name nobody at all are left out.
    """
    nodes, edges, drawn = _graph(claims, text, actors)
    if not nodes:
        return Network(Markup(""), len(claims))
    places = _arranged(list(nodes), edges)
    return Network(_drawing(nodes, edges, places, told), len(claims) - drawn)


def _graph(
    claims: Sequence[Claim], text: str, actors: Mapping[str, Actor]
) -> tuple[dict[str, _Node], list[_Edge], int]:
    """Parties and deeds, and how many claims they show: those of the parties with most claims."""
    sides = [tuple({_key(party, text): party for party in side} for side in (c.actor, c.recipient)) for c in claims]
    counted = Counter(key for one in sides for key in {**one[0], **one[1]})
    first = {key: place for place, key in enumerate(counted)}
    kept = set(sorted(counted, key=lambda key: (-counted[key], first[key]))[:MOST_PARTIES])
    nodes: dict[str, _Node] = {}
    edges: dict[tuple[str, str, int, bool], _Edge] = {}
    drawn = 0
    for claim, (doers, others) in zip(claims, sides, strict=True):
        everybody = {**doers, **others}
        if not everybody or not kept.issuperset(everybody):
            continue
        drawn += 1
        for key, party in everybody.items():
            nodes.setdefault(key, _Node(names_of([party], text, actors)))
        quad = claim.quad_code or 0
        both = not others and len(doers) > 1 and claim.event in TOGETHER
        pairs = (
            list(combinations(doers, 2)) if both else [pair for pair in product(doers, others) if pair[0] != pair[1]]
        )
        for source, target in pairs:
            if both and first[source] > first[target]:
                source, target = target, source
            key_of_edge = (source, target, quad, both)
            _count(edges.setdefault(key_of_edge, _Edge(source, target, quad, both)), claim)
        if not pairs:
            outwards = bool(doers)
            for key in everybody:
                alone = nodes[key].alone
                _count(alone.setdefault((quad, outwards), _Edge(key, key, quad, False)), claim)
    return nodes, list(edges.values()), drawn


def _count(edge: _Edge, claim: Claim) -> None:
    name = one_line(claim.event or "")
    edge.types[name] += 1
    if not claim.doubtful:
        edge.sure.add(name)


def _key(party: Party, text: str) -> str:
    """What tells a party from others; no actor's id looks like words."""
    words = one_line(text[party.span.start : party.span.end]).casefold()
    return party.actor_id if party.actor_id is not None else f"words: {words}"


def _label(name: str, count: int, sure: bool) -> str:
    return name + (f" ×{count}" if count > 1 else "") + ("" if sure else " ?")


# ── where the boxes stand ───────────────────────────────────────────────────────────────────


def _arranged(keys: Sequence[str], edges: Sequence[_Edge]) -> dict[str, Cell]:
    """A cell for each party, so that arrows are short, lead right or down, and cross nothing.

    Those that no arrow reaches stand in rows of their own, below.
    """
    reached = {key for edge in edges for key in (edge.source, edge.target)}
    linked = [key for key in keys if key in reached]
    places = _searched(linked, edges)
    rows = 1 + max((row for row, _ in places.values()), default=-1)
    columns = (0, 1, 2) if any(column == 1 for _, column in places.values()) else (0, 2)
    for place, key in enumerate(key for key in keys if key not in reached):
        places[key] = (rows + place // len(columns), columns[place % len(columns)])
    return places


def _searched(keys: Sequence[str], edges: Sequence[_Edge]) -> dict[str, Cell]:
    """Exchanges two cells as long as that helps, from a few beginnings.

    The beginnings come from a generator of one seed: the same claims give the same picture.
    """
    numbers = {key: place for place, key in enumerate(keys)}
    joined = sorted({(numbers[edge.source], numbers[edge.target]) for edge in edges})
    rows = -(-len(keys) // 2) + (1 if 3 < len(keys) < 9 else 0)
    order = random.Random(1)
    best: list[int] = []
    best_cost = float("inf")
    for attempt in range(_TRIES):
        beginning = list(range(len(keys)))
        if attempt:
            order.shuffle(beginning)
        # Sentences first: two a row, left and right.
        cells = [0] * len(keys)
        for place, party in enumerate(beginning):
            cells[party] = (place // 2) * _COLUMNS + (place % 2) * 2
        cost = _improved(cells, rows * _COLUMNS, joined)
        mirrored = [cell + _COLUMNS - 1 - 2 * (cell % _COLUMNS) for cell in cells]
        if _cost(mirrored, joined) < cost - 1e-9:
            cells, cost = mirrored, _cost(mirrored, joined)
        if cost < best_cost - 1e-9:
            best, best_cost = cells, cost
    used = sorted({cell // _COLUMNS for cell in best})
    return {key: (used.index(cell // _COLUMNS), cell % _COLUMNS) for key, cell in zip(keys, best, strict=True)}


def _improved(cells: list[int], count: int, joined: Sequence[tuple[int, int]]) -> float:
    """Moves parties to other cells, or exchanges them, until nothing helps; the cost that is left."""
    cost = _cost(cells, joined)
    better = True
    while better:
        better = False
        for party in range(len(cells)):
            for cell in range(count):
                before = cells[party]
                if cell == before:
                    continue
                other = cells.index(cell) if cell in cells else None
                cells[party] = cell
                if other is not None:
                    cells[other] = before
                tried = _cost(cells, joined)
                if tried < cost - 1e-9:
                    cost, better = tried, True
                    continue
                cells[party] = before
                if other is not None:
                    cells[other] = cell
    return cost


def _cost(cells: Sequence[int], joined: Sequence[tuple[int, int]]) -> float:
    """How far an arrangement is from a good one; `joined` are the parties at the two ends of arrows."""
    taken = set(cells)
    # Few rows, at the top, and the middle left free for straight arrows.
    cost = 1.2 * len({cell // _COLUMNS for cell in taken})
    cost += sum(0.02 * (cell // _COLUMNS) + (0.5 if cell % _COLUMNS == 1 else 0.0) for cell in cells)
    slopes: list[tuple[int, int, int]] = []
    for source, target in joined:
        row, column = divmod(cells[source], _COLUMNS)
        to_row, to_column = divmod(cells[target], _COLUMNS)
        down, right = to_row - row, to_column - column
        if down == 0:
            straight = abs(right) == 2 and row * _COLUMNS + 1 not in taken
            cost += (0.6 if straight else 3.5) + (0.9 if right < 0 else 0.0)
            continue
        cost += 1.1 + 0.7 * abs(right) + (0.7 if down < 0 else 0.0)
        if abs(down) > 1:
            cost += 2.5 * (abs(down) - 1)
            for level in range(min(row, to_row) + 1, max(row, to_row)):
                passed = round(column + right * (level - row) / down)
                cost += 5.0 if level * _COLUMNS + passed in taken else 0.0
        upper, lower = (column, to_column) if down > 0 else (to_column, column)
        slopes.append((min(row, to_row), upper, lower))
    for place, (level, upper, lower) in enumerate(slopes):
        for other_level, other_upper, other_lower in slopes[:place]:
            if level == other_level:
                cost += 3.0 if (upper - other_upper) * (lower - other_lower) < 0 else 0.0
                # Labels of arrows that share a middle are hard to keep apart.
                cost += 0.8 if upper + lower == other_upper + other_lower else 0.0
    return cost


# ── the drawing ─────────────────────────────────────────────────────────────────────────────


@dataclass
class _Box:
    """A box on the paper: its upper left corner, and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass
class _Way:
    """An arrow's two ends and its labels; `bend` lifts its middle, for boxes beside one another."""

    edge: _Edge
    start: tuple[float, float]
    end: tuple[float, float]
    bend: float = 0.0


def _drawing(nodes: Mapping[str, _Node], edges: Sequence[_Edge], places: Mapping[str, Cell], told: str) -> Markup:
    middle_used = any(column == 1 for _, column in places.values())
    width = _BOX if middle_used else _WIDE_BOX
    for node in nodes.values():
        node.lines = wrapped(node.name, width - 2 * _PAD)
    columns = [_MARGIN, (WIDTH - width) / 2, WIDTH - _MARGIN - width]
    straight = [edge for edge in edges if _is_straight(edge, places)]
    others = [edge for edge in edges if edge not in straight]
    boxes = _boxes(nodes, straight, others, places, columns, width)
    height = max(box.y + box.height for box in boxes.values()) + 2
    ways = [*_straight_ways(straight, boxes, places), *_other_ways(others, boxes, places)]
    parts = [_line(way) for way in ways]
    parts += [_boxed(nodes[key], boxes[key]) for key in nodes]
    parts += _labels(ways, list(boxes.values()), {id(edge) for edge in straight})
    head = Markup('<svg class="net" role="img" viewBox="0 0 {} {}" width="{}" height="{}" aria-label="{}">').format(
        WIDTH, number(height), WIDTH, number(height), told
    )
    return head + Markup("<title>{}</title>").format(told) + Markup("").join(parts) + Markup("</svg>")


def _is_level(edge: _Edge, places: Mapping[str, Cell]) -> bool:
    return places[edge.source][0] == places[edge.target][0]


def _is_straight(edge: _Edge, places: Mapping[str, Cell]) -> bool:
    """Whether nothing stands between its two boxes, left and right in one row."""
    (row, column), (_, to_column) = places[edge.source], places[edge.target]
    return _is_level(edge, places) and abs(column - to_column) == 2 and (row, 1) not in places.values()


def _boxes(
    nodes: Mapping[str, _Node],
    straight: Sequence[_Edge],
    others: Sequence[_Edge],
    places: Mapping[str, Cell],
    columns: Sequence[float],
    width: float,
) -> dict[str, _Box]:
    """Boxes high enough for their names and arrows, with gaps wide enough for the arrows through them."""
    rows = max(row for row, _ in places.values()) + 1
    heights = [0.0] * rows
    for key, (row, _) in places.items():
        node = nodes[key]
        alone = sum(max(1, len(edge.types)) for edge in node.alone.values())
        heights[row] = max(heights[row], 2 * _PAD + _LINE * len(node.lines) + _LINE * alone)
    for row in range(rows):
        between = [edge for edge in straight if places[edge.source][0] == row]
        heights[row] = max(heights[row], sum(_LABEL * len(edge.types) + 12 for edge in between))

    gaps = [0.0] * (rows + 1)
    for edge in others:
        row, to_row = places[edge.source][0], places[edge.target][0]
        room = 34 + _LABEL * len(edge.types)
        if row == to_row:
            gaps[row] = max(gaps[row], room + 6)
        for gap in range(min(row, to_row) + 1, max(row, to_row) + 1):
            gaps[gap] = max(gaps[gap], room + 14)
    crowd = Counter(max(places[edge.source][0], places[edge.target][0]) for edge in others)
    made: dict[str, _Box] = {}
    top = gaps[0] or 2.0
    tops = []
    for row in range(rows):
        tops.append(top)
        following = gaps[row + 1] + (_LABEL * max(0, crowd[row + 1] - 3) if gaps[row + 1] else 0)
        top += heights[row] + max(following, _ROW_GAP)
    for key, (row, column) in places.items():
        made[key] = _Box(columns[column], tops[row], width, heights[row])
    return made


def _straight_ways(edges: Sequence[_Edge], boxes: Mapping[str, _Box], places: Mapping[str, Cell]) -> list[_Way]:
    """Arrows from left to right or back, one below the other between two boxes."""
    ways = []
    for row in sorted({places[edge.source][0] for edge in edges}):
        between = [edge for edge in edges if places[edge.source][0] == row]
        box = boxes[between[0].source]
        needed = [_LABEL * len(edge.types) + 12 for edge in between]
        y = box.y + (box.height - sum(needed)) / 2
        for edge, room in zip(between, needed, strict=True):
            y += room
            source, target = boxes[edge.source], boxes[edge.target]
            rightwards = source.x < target.x
            start = source.x + source.width if rightwards else source.x
            end = target.x if rightwards else target.x + target.width
            # The line stands below its labels, and the labels and it in the middle of the boxes.
            ways.append(_Way(edge, (start, y - 6), (end, y - 6)))
    return ways


def _other_ways(edges: Sequence[_Edge], boxes: Mapping[str, _Box], places: Mapping[str, Cell]) -> list[_Way]:
    """Arrows through the gaps; where several reach one side of a box they reach it at points of their own."""
    ends: dict[tuple[str, str], list[tuple[float, int, bool]]] = {}
    sides = []
    for nth, edge in enumerate(edges):
        row, to_row = places[edge.source][0], places[edge.target][0]
        side, to_side = ("top", "top") if row == to_row else ("bottom", "top") if row < to_row else ("top", "bottom")
        sides.append((side, to_side))
        ends.setdefault((edge.source, side), []).append((boxes[edge.target].middle, nth, True))
        ends.setdefault((edge.target, to_side), []).append((boxes[edge.source].middle, nth, False))
    points: dict[tuple[int, bool], tuple[float, float]] = {}
    for (key, side), reached in ends.items():
        box = boxes[key]
        for place, (_, nth, is_start) in enumerate(sorted(reached), 1):
            x = box.x + box.width * place / (len(reached) + 1)
            points[nth, is_start] = (x, box.y if side == "top" else box.y + box.height)
    ways = []
    for nth, edge in enumerate(edges):
        bend = 30.0 + _LABEL * (len(edge.types) - 1) if _is_level(edge, places) else 0.0
        ways.append(_Way(edge, points[nth, True], points[nth, False], bend))
    return ways


def _line(way: _Way) -> Markup:
    """The arrow without its labels: a line that ends where its head begins, and the head; two if it leads both ways."""
    quad = way.edge.quad
    (x, y), (to_x, to_y) = way.start, way.end
    if way.bend:
        control = ((x + to_x) / 2, min(y, to_y) - 2 * way.bend)
        toward, back = control, control
        path = f"M{number(x)} {number(y)}Q{number(control[0])} {number(control[1])}"
    else:
        toward, back = way.start, way.end
        path = f"M{number(x)} {number(y)}L"
    tip, base = _head(way.end, toward)
    heads = [tip]
    if way.edge.both:
        tip, start = _head(way.start, back)
        heads.append(tip)
        path = path.replace(f"M{number(x)} {number(y)}", f"M{number(start[0])} {number(start[1])}", 1)
    path += f"{' ' if way.bend else ''}{number(base[0])} {number(base[1])}"
    drawn = Markup('<path class="q{}" d="{}"/>').format(quad, path)
    return drawn + Markup("").join(Markup('<path class="h{}" d="{}"/>').format(quad, tip) for tip in heads)


def _head(at: tuple[float, float], origin: tuple[float, float]) -> tuple[str, tuple[float, float]]:
    """A head that ends at a point, coming from another, and the middle of its base."""
    x, y = at
    length = max(1e-6, ((x - origin[0]) ** 2 + (y - origin[1]) ** 2) ** 0.5)
    along = ((x - origin[0]) / length, (y - origin[1]) / length)
    base = (x - along[0] * _HEAD, y - along[1] * _HEAD)
    side = (-along[1] * _HEAD / 2, along[0] * _HEAD / 2)
    left, right = (base[0] + side[0], base[1] + side[1]), (base[0] - side[0], base[1] - side[1])
    corners = " ".join(f"{number(a)} {number(b)}" for a, b in (at, left, right))
    return f"M{corners}Z", base


def _boxed(node: _Node, box: _Box) -> Markup:
    """A party's box with its name; above it what nobody named does to it, below it what it does to nobody named."""
    rows: list[tuple[str, _Edge | None, bool]] = []
    for outwards in (False, True):
        for (_, direction), deeds in node.alone.items():
            if direction == outwards:
                rows += [(label, deeds, outwards) for label in deeds.labels()]
        if not outwards:
            rows += [(line, None, False) for line in node.lines]
    parts = [
        Markup('<rect class="box" x="{}" y="{}" width="{}" height="{}" rx="3"/>').format(
            *(number(value) for value in (box.x, box.y, box.width, box.height))
        )
    ]
    top = box.y + (box.height - _LINE * len(rows)) / 2
    for place, (words, edge, outwards) in enumerate(rows):
        y = top + _LINE * place
        if edge is None:
            parts.append(_words("party", box.middle, y + 11.5, words))
        else:
            parts += _within(box, y, words, edge, outwards)
    shown = Markup("").join(parts)
    if " ".join(node.lines) != node.name:
        return Markup("<g><title>{}</title>{}</g>").format(node.name, shown)
    return shown


def _within(box: _Box, y: float, words: str, edge: _Edge, outwards: bool) -> list[Markup]:
    """A deed inside a box, behind a short arrow, or before one that leads to the name; shorter where words leave little
    room."""
    wide = measured(words, 10.5, bold=True)
    stub = max(_STUB / 2, min(_STUB, box.width - wide - 6))
    left = max(box.x + 1, box.middle - (wide + stub + 4) / 2)
    start, text_at = (left, left + stub + 4) if outwards else (left + wide, left + wide - 4)
    way = _Way(edge, (start, y + 7), (start + stub, y + 7))
    return [_line(way), _words(f"deed {'does' if outwards else 'done'} t{edge.quad}", text_at, y + 11, words)]


def _words(kind: str, x: float, y: float, words: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(kind, number(x), number(y), words)


def _labels(ways: Sequence[_Way], boxes: Sequence[_Box], straight: set[int]) -> list[Markup]:
    """What the arrows are, each where it covers no box and no other label, if there is such a place on its arrow."""
    placed: list[_Box] = []
    parts = []
    for way in sorted(ways, key=lambda way: id(way.edge) not in straight):
        lines = way.edge.labels()
        size = (max(measured(line, 10.5, bold=True) for line in lines) + 4, float(_LABEL * len(lines)))
        if id(way.edge) in straight:
            x, y = (way.start[0] + way.end[0]) / 2, way.start[1] - 3 - size[1] / 2
        else:
            x, y = min(
                (_on(way, share) for share in (0.5, 0.38, 0.62, 0.28, 0.72)),
                key=lambda at: _covered(at, size, boxes, placed),
            )
        x = min(max(x, size[0] / 2), WIDTH - size[0] / 2)
        placed.append(_Box(x - size[0] / 2, y - size[1] / 2, *size))
        for place, line in enumerate(lines):
            base = y - size[1] / 2 + _LABEL * place + 9.5
            parts.append(_words(f"deed t{way.edge.quad}", x, base, line))
    return parts


def _on(way: _Way, share: float) -> tuple[float, float]:
    """A point of the arrow, that share of the way along it."""
    (x, y), (to_x, to_y) = way.start, way.end
    if not way.bend:
        return x + (to_x - x) * share, y + (to_y - y) * share
    mid_x, mid_y = (x + to_x) / 2, min(y, to_y) - 2 * way.bend
    one, two, three = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return one * x + two * mid_x + three * to_x, one * y + two * mid_y + three * to_y


def _covered(
    at: tuple[float, float], size: tuple[float, float], boxes: Iterable[_Box], labels: Iterable[_Box]
) -> float:
    """How much of boxes and labels a label there would cover."""

    def shared(other: _Box) -> float:
        width = min(at[0] + size[0] / 2, other.x + other.width) - max(at[0] - size[0] / 2, other.x)
        height = min(at[1] + size[1] / 2, other.y + other.height) - max(at[1] - size[1] / 2, other.y)
        return width * height if width > 0 and height > 0 else 0.0

    return sum(shared(box) for box in boxes) + 2 * sum(shared(label) for label in labels)
