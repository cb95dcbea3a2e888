"""Attributions → Statements: which stands in which, whose links add up to a chain, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.claims.certainty.confidence import calibrated
from sayso.claims.chains.quoting import WORD, directness, quoted
from sayso.claims.chains.touching import Touching
from sayso.types import Document, Link, NoSource, Party, Span, Statement, When, statement_id

SAME_CONTENT = 0.8
"""Two attributions whose contents share this much (F1 of characters) tell one content: one adds a link to the other."""


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution in characters. `place` is its anchor's; `parents` maps other anchors' places, and -1 for none."""

    place: int
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    anchor_score: float
    source_score: float
    content_score: float
    parents: Mapping[int, float]


FactsOf = Callable[[Told, tuple[Party, ...]], tuple[tuple[Party, ...], tuple[Party, ...], When | None]]
"""Gives the parties that speak, those addressed, and when; told in the words of whom the second argument names."""

_UNSTATED = re.compile(
    r"\b(\w+edly|(is|are|was|were|been|being|be|'s|’s)\b.*\b\w+(ed|id|ught|own|nown|een|old|iven|ritten)\b|"
    r"(is|are|was|were|being) (said|thought|believed|feared|expected|understood|accused|known))\b",
    re.IGNORECASE,
)


def why_no_source(cue: str | None) -> NoSource:
    """ "unstated" where the cue itself names nobody ("reportedly", a passive), else "unresolved"."""
    return "unstated" if cue and _UNSTATED.search(cue) else "unresolved"


def statements(
    document: Document,
    told: Sequence[Told],
    facts_of: FactsOf,
    confidence: Callable[[Told], float],
    threshold: float,
) -> tuple[Statement, ...]:
    """The statements these attributions add up to, in the order of their chains' first words.

    Rows under the threshold are kept and marked doubtful; a row never stands in a doubtful
    one unless it is doubtful itself.
    """
    rows = _without_doubles([_apart(row, document.text) for row in told if row.content])
    sure = {row.place: confidence(row) for row in rows}
    by_place = {row.place: row for row in rows}
    parent = _parents(rows, sure, threshold)
    quotations = quoted(document.text)
    # An attribution of its parent's own content adds a link to it and is no statement.
    joined: dict[int, list[int]] = {row.place: [row.place] for row in rows}
    for row in sorted(rows, key=lambda r: _depth(r.place, parent)):
        holder = parent[row.place]
        if holder is None:
            continue
        if sure[row.place] < threshold <= sure[holder]:
            continue  # a doubtful link would make the whole row doubtful
        if not _holds(by_place[holder], row) and overlap(row.content, by_place[holder].content) >= SAME_CONTENT:
            top = next(key for key, members in joined.items() if holder in members)
            joined[top] += joined.pop(row.place)
    top_of = {member: top for top, members in joined.items() for member in members}
    built: dict[int, Statement] = {}
    for top in sorted(joined, key=lambda place: _depth(place, parent)):
        members = [by_place[place] for place in joined[top]]
        content = max(members, key=lambda row: row.content_score).content
        holder = parent[top]
        above = built[top_of[holder]] if holder is not None else None
        links: tuple[Link, ...] = ()
        for row in members:
            outer = (*(above.chain if above else ()), *links)
            links += (_link(document, row, facts_of, outer[-1].parties if outer else ()),)
        score = min(sure[row.place] for row in members)
        built[top] = Statement(
            id=statement_id(document.id, content, links),
            content=content,
            chain=(above.chain if above else ()) + links,
            own=len(links),
            directness=directness(document.text, content, quotations),
            confidence=round(score, 6),
            parent=above.id if above else None,
            doubtful=score < threshold,
        )
    ordered = sorted(built.values(), key=lambda s: (s.content[0].start, -s.content[-1].end))
    seen: dict[str, Statement] = {}
    for statement in ordered:
        seen.setdefault(statement.id, statement)
    return tuple(seen.values())


def _link(document: Document, row: Told, facts_of: FactsOf, speakers: tuple[Party, ...]) -> Link:
    parties, to, when = facts_of(row, speakers)
    why = None
    if row.source is None:
        why = why_no_source(document.text[row.cue.start : row.cue.end] if row.cue else None)
    return Link(row.source, row.cue, why, parties, to, when)


def _apart(row: Told, text: str) -> Told:
    """The row with its own cue and source cut out of its content, and what little stood before them.

    In "“We fear a flood,” she said" the fear's content is the flood, not the whole quotation.
    """
    own = [span for span in (row.cue, row.source) if span]
    if row.cue is None or not any(c.start < row.cue.end and row.cue.start < c.end for c in row.content):
        return row
    pieces = list(row.content)
    for cut in own:
        split: list[Span] = []
        for piece in pieces:
            if piece.start < cut.end and cut.start < piece.end:
                split += [Span(piece.start, cut.start), Span(cut.end, piece.end)]
            else:
                split.append(piece)
        pieces = split
    kept = []
    for piece in pieces:
        words = WORD.findall(text, piece.start, piece.end)
        if len(words) > (0 if piece.start >= row.cue.end else 2):
            inner = text[piece.start : piece.end]
            start = piece.start + len(inner) - len(inner.lstrip(" ,"))
            kept.append(Span(start, piece.start + len(inner.rstrip(" ,"))))
    return replace(row, content=tuple(kept)) if kept else row


def _without_doubles(rows: Sequence[Told]) -> list[Told]:
    """Of attributions whose cues share words the surest is kept."""
    kept: list[Told] = []
    cues: Touching[int] = Touching(())
    for row in sorted(rows, key=lambda r: -r.anchor_score):
        if row.cue and cues.at(row.cue):
            continue
        kept.append(row)
        if row.cue:
            cues.add(row.place, (row.cue,))
    return sorted(kept, key=lambda r: r.place)


def _parents(rows: Sequence[Told], sure: Mapping[int, float], threshold: float) -> dict[int, int | None]:
    """For each attribution the place of the one it stands in. No circles.

    One whose cue lies in the content of others stands in the smallest of those; one that tells
    another's own content stands in that, where the network has it so.
    """
    parent: dict[int, int | None] = {row.place: None for row in rows}
    by_place = {row.place: row for row in rows}
    contents = Touching((row, row.content) for row in rows)

    def may_hold(other: Told, row: Told) -> bool:
        return (
            other is not row
            and not (sure[other.place] < threshold <= sure[row.place])
            and not _circle(other.place, row.place, parent)
        )

    for row in sorted(rows, key=lambda r: -max((p for k, p in r.parents.items() if k != -1), default=0.0)):
        near = contents.at(row.cue or row.content[0])
        around = [other for other in near if _holds(other, row) and may_hold(other, row)]
        if around:
            parent[row.place] = min(around, key=length).place
            continue
        same = [
            place
            for place, chance in row.parents.items()
            if chance > row.parents.get(-1, 1.0)
            and place in by_place
            and overlap(by_place[place].content, row.content) >= SAME_CONTENT
            and may_hold(by_place[place], row)
        ]
        parent[row.place] = max(same, key=lambda place: row.parents[place], default=None)
    return parent


def length(row: Told) -> int:
    """How many characters a row's content has."""
    return sum(span.end - span.start for span in row.content)


def _holds(outer: Told, inner: Told) -> bool:
    """Whether the inner one's cue (or, without one, its content) lies in the outer one's content."""
    spans = (inner.cue,) if inner.cue else inner.content
    return all(any(c.start <= s.start and s.end <= c.end for c in outer.content) for s in spans)


def _circle(place: int, child: int, parent: Mapping[int, int | None]) -> bool:
    at: int | None = place
    while at is not None:
        if at == child:
            return True
        at = parent[at]
    return False


def _depth(place: int, parent: Mapping[int, int | None]) -> int:
    depth, at = 0, parent[place]
    while at is not None:
        depth, at = depth + 1, parent[at]
    return depth


def overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """F1 of the characters two contents share."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    total = sum(s.end - s.start for s in (*one, *other))
    return 2 * shared / total if total else 0.0


def logistic(weights: Mapping[str, float], row: Told) -> float:
    """The calibrated probability that a row is right: its content as a careful reader has it, its source too."""
    return calibrated(weights, told_scores(row))


def told_scores(row: Told) -> dict[str, float]:
    """The probabilities that a statement's confidence is told from, by name."""
    return {"anchor": row.anchor_score, "source": row.source_score, "content": row.content_score}
