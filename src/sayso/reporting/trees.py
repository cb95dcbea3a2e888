"""Where a claim first came from, as a tree: each origin, who repeats it, and why each link is drawn.

Like the networks a tree is 336 units wide, so that several stand beside one another on a
wide page and one below the other on a telephone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sayso.comparison.records import SharedClaim, Story, Telling, Told
from sayso.reporting.doers import names_of
from sayso.reporting.letters import cut, measured, number, wrapped
from sayso.reporting.speakers import actors_by_id
from sayso.reporting.tellers import (
    lettered,
    link_kind,
    many,
    outlet_key,
    outlet_name,
    reason,
    shared_in_words,
    short_day,
    why_in_words,
    words_at,
)
from sayso.types import Party, Reading, Span

WIDTH = 336

_INDENT = 16
_DEEPEST = 6
_LINE = 14
_HEAD = 17
_SMALL = 11.5
_LEADING = re.compile(r"^(?:The|An?|Its?|Their|His|Her|One|Some)\b")
_PRONOUNS = frozenset(
    ("he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this", "both", "some", "one")
)


@dataclass(frozen=True, slots=True)
class Row:
    """One document of a tree; `lines` tell why it stands where it does, and in which words that is seen."""

    telling: Telling
    depth: int
    above: int | None
    """The place of its source's row; None for a root."""
    lines: tuple[str, ...]


def origin_tree(claim: SharedClaim, story: Story, readings: Mapping[str, Reading]) -> Markup:
    """All origins of a claim, one below the other, each with the documents that go back to it."""
    documents = {told.id: told for told in story.documents}
    parts: list[Markup] = []
    y = 0.0
    for origin, letter in lettered(claim).items():
        tellings = [telling for telling in claim.tellings if telling.origin == origin]
        rows = list(_rows(tellings, documents, readings))
        head, y = _headed(letter, rows, documents, readings, y)
        parts.append(head)
        drawn, y = _tree(rows, documents, y)
        parts += drawn
        y += 8
    told = _told(claim, story, readings)
    head = Markup('<svg class="tree" role="img" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-label="{2}">')
    return (
        head.format(WIDTH, number(y), told)
        + Markup("<title>{}</title>").format(told)
        + Markup("").join(parts)
        + Markup("</svg>")
    )


def _rows(tellings: Sequence[Telling], documents: Mapping[str, Told], readings: Mapping[str, Reading]) -> Iterator[Row]:
    """One origin's documents, each below the one that it was taken from; a ring begins with its first."""
    first: dict[str, Telling] = {}
    for telling in tellings:
        known = first.setdefault(telling.document_id, telling)
        if known.taken_from is None and telling.taken_from is not None:
            first[telling.document_id] = telling
    below: dict[str | None, list[Telling]] = {}
    for one in first.values():
        below.setdefault(one.taken_from if one.taken_from in first else None, []).append(one)
    placed: dict[str, int] = {}
    # Roots first; then, as nobody's tree has them, documents that took from one another in a ring.
    for root in (*below.get(None, ()), *first.values()):
        stack: list[tuple[Telling, int, int | None]] = [(root, 0, None)]
        while stack:
            telling, depth, above = stack.pop()
            if telling.document_id in placed:
                continue
            place = placed[telling.document_id] = len(placed)
            width = WIDTH - _INDENT * (min(depth, _DEEPEST) + 1) - 6
            yield Row(telling, depth, above, tuple(_why(telling, documents, readings, width)))
            stack += [(one, depth + 1, place) for one in reversed(below.get(telling.document_id, ()))]


def _why(
    telling: Telling, documents: Mapping[str, Told], readings: Mapping[str, Reading], width: float
) -> Iterator[str]:
    why = why_in_words(telling, documents)
    # Words beside a person's decision would look as if they had decided.
    here = "" if telling.decided else words_at(telling.shown[0], readings[telling.document_id])
    yield from wrapped(f"{why}: “{here}”" if here else why, width, 3, _SMALL)


def _headed(
    letter: str, rows: Sequence[Row], documents: Mapping[str, Told], readings: Mapping[str, Reading], y: float
) -> tuple[Markup, float]:
    """The origin's letter and what it is, how many go back to it, and where that ends."""
    told = {outlet_key(documents[row.telling.document_id]) for row in rows}
    root = rows[0].telling
    shown = words_at(root.shown[0], readings[root.document_id])
    if root.why in ("quotation", "report") and not root.taken_from:
        what = f"Words of {_speaker([row.telling for row in rows], readings)}"
    elif source := documents.get(root.taken_from or ""):
        what = outlet_name(source)
    elif root.why in ("citing", "credit") and shown:
        what = f"“{shown}”"
    else:
        what = outlet_name(documents[root.document_id])
    counted = many(len(told), "outlet")
    room = WIDTH - 40 - measured(counted, _SMALL)
    lines = wrapped(what, room, 2, 16)
    parts = [
        Markup('<rect class="origin" x="0" y="{}" width="22" height="22" rx="3"/>').format(number(y + 4)),
        Markup('<text class="letter" x="11" y="{}">{}</text>').format(number(y + 20), letter),
        *(
            Markup('<text class="head" x="30" y="{}">{}</text>').format(number(y + 20 + _HEAD * place), line)
            for place, line in enumerate(lines)
        ),
        Markup('<text class="small end" x="{}" y="{}">{}</text>').format(WIDTH, number(y + 20), counted),
    ]
    return Markup("").join(parts), y + 40 + _HEAD * (len(lines) - 1)


def _speaker(tellings: Sequence[Telling], readings: Mapping[str, Reading]) -> str:
    """Whose words an origin is, as the first of its documents has it that shows one.

    The actor's name, where the text has it somewhere; else the text's own words with "(unnamed)", but no pronoun.
    """
    for telling in tellings:
        reading = readings[telling.document_id]
        if telling.why not in ("quotation", "report") or not telling.shown[0] or _is_sentence(telling, reading):
            continue
        at = telling.shown[0][0]
        words = _LEADING.sub(lambda found: found[0].lower(), words_at([at], reading))
        parties = _parties(at, reading)
        if named := [party for party in parties if party.named]:
            return names_of(named, reading.document.text, actors_by_id(reading))
        if words.casefold() not in _PRONOUNS:
            is_somebody = parties and not any(party.kind in ("document", "other") for party in parties)
            return f"{words} (unnamed)" if is_somebody else words
    return "an unnamed source"


def _is_sentence(telling: Telling, reading: Reading) -> bool:
    """Whether a whole sentence is shown, which tells the claim, and nobody in it."""
    claim = next((claim for claim in reading.claims if claim.id == telling.claim_id), None)
    triggers = claim.trigger if claim else ()
    return any(one.start <= word.start and word.end <= one.end for one in telling.shown[0] for word in triggers)


def _parties(at: Span, reading: Reading) -> list[Party]:
    """Whom a stretch of text stands for: sources that it is, else actors of claims that it is."""
    links = [link for statement in reading.statements for link in statement.chain if link.source]
    spoken = [party for link in links if link.source and _is_much(link.source, at) for party in link.parties]
    return spoken or [party for claim in reading.claims for party in claim.actor if _is_much(party.span, at)]


def _is_much(span: Span, of: Span) -> bool:
    """Whether one is at least half of the other."""
    return 2 * (min(span.end, of.end) - max(span.start, of.start)) >= of.end - of.start


def _tree(rows: Sequence[Row], documents: Mapping[str, Told], top: float) -> tuple[list[Markup], float]:
    """The rows drawn from `top` on, and where they end."""
    lines: list[Markup] = []
    words: list[Markup] = []
    dots: list[tuple[float, float]] = []
    y = top
    for row in rows:
        told = documents[row.telling.document_id]
        x = 11.0 + _INDENT * min(row.depth, _DEEPEST)
        dots.append((x, y + 4))
        if row.above is not None:
            from_x, from_y = dots[row.above]
            if from_x < x:
                path = f"M{number(from_x)} {number(from_y + 5)}V{number(y + 4)}H{number(x - 5)}"
                lines.append(
                    Markup('<path class="{}" d="{}"/>').format(link_kind({reason(row.telling, documents)}), path)
                )
        day = short_day(told.published)
        room = WIDTH - x - 14 - measured(day, _SMALL) - 6
        words.append(
            Markup('<text class="teller" x="{}" y="{}">{}</text>').format(
                number(x + 11), number(y + 8.5), cut(outlet_name(told), room, 14)
            )
        )
        words.append(Markup('<text class="small end" x="{}" y="{}">{}</text>').format(WIDTH, number(y + 8.5), day))
        y += 9
        for line in row.lines:
            y += _LINE
            words.append(Markup('<text class="small" x="{}" y="{}">{}</text>').format(number(x + 11), number(y), line))
        y += 15
    circles = [
        Markup('<circle class="{}" cx="{}" cy="{}" r="5"/>').format(
            "own" if row.above is None and not row.telling.taken_from else "taker", number(x), number(at)
        )
        for row, (x, at) in zip(rows, dots, strict=True)
    ]
    return [*lines, *circles, *words], y


def _told(claim: SharedClaim, story: Story, readings: Mapping[str, Reading]) -> str:
    """The tree in words."""
    documents = {told.id: told for told in story.documents}
    parts = []
    for telling in claim.tellings:
        outlet, letter = outlet_name(documents[telling.document_id]), lettered(claim)[telling.origin]
        parts.append(f"{outlet} ({letter}): {why_in_words(telling, documents)}")
    what = shared_in_words(claim, readings)
    return f"{what}. {many(claim.origins, 'origin')}. {'; '.join(dict.fromkeys(parts))}."
