"""Claims as a page shows them: a card each, a picture for the outlet's voice and each main source, and a timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.comparison.speaking.shares import Voice, is_rejected
from sayso.reporting.doers import (
    QUADS,
    Voiced,
    by_voice,
    certainty_in_words,
    claim_in_words,
    is_actual,
    loaded_spans,
    names_of,
    trigger_in_words,
    unlisted,
    when_in_words,
)
from sayso.reporting.networks import network
from sayso.reporting.safety import one_line
from sayso.reporting.speakers import (
    VOICE_WORDS,
    actor_name,
    actors_by_id,
    chain_in_words,
    flags_in_words,
    review_in_words,
)
from sayso.reporting.timeline import Moment, timeline
from sayso.types import Actor, Claim, Reading, Span, Statement, voice_of

if TYPE_CHECKING:
    from markupsafe import Markup

MOST_PANELS = 6
"""The outlet's picture and those of the sources with most events; the list has the rest."""


@dataclass(frozen=True, slots=True)
class Card:
    """One claim: `place` counts from 0 in its article and is in its anchors, `letter` is what people call it.

    It has no letter where it is no event of a type, and so is not marked in the text. `who` and
    `whom` are empty where the text names nobody.
    """

    place: int
    letter: str
    quad: int
    actual: bool
    who: str
    certainty: str
    event: str
    trigger: str
    whom: str
    flags: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The picture of one voice. `left_out` is how many of its events have no room in it."""

    name: str
    voice: Voice
    count: int
    picture: Markup
    left_out: int


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one voice, for a list."""

    name: str
    voice: Voice
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment of the timeline, with the cards of its claims."""

    moment: Moment
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Doings:
    """All that a page shows of an article's claims.

    `actual` is how many events are told as done, `more` how many sources have no picture.
    `others` says in words how many claims are told otherwise; `other_groups` lists them.
    """

    actual: int
    panels: tuple[Panel, ...]
    more: int
    groups: tuple[Group, ...]
    others: str
    other_groups: tuple[Group, ...]
    dated: tuple[Dated, ...]


def cards(reading: Reading) -> dict[str, Card]:
    """A card for each claim, by its id, lettered in the text's order."""
    text, actors = reading.document.text, actors_by_id(reading)
    statements = {statement.id: statement for statement in reading.statements}
    order = sorted(reading.claims, key=lambda claim: (_first(claim), claim.id))
    made: dict[str, Card] = {}
    lettered = 0
    for place, claim in enumerate(order):
        # A text without words has no paragraph that a card could stand beside.
        marked = claim.event is not None and not is_rejected(claim) and bool(text.strip())
        made[claim.id] = Card(
            place=place,
            letter=_letters(lettered) if marked else "",
            quad=claim.quad_code or 0,
            actual=is_actual(claim),
            who=names_of(claim.actor, text, actors),
            certainty=certainty_in_words(claim),
            event=one_line(claim.event or ""),
            trigger=trigger_in_words(claim, text),
            whom=names_of(claim.recipient, text, actors),
            flags=flags_in_words(claim),
            facts=tuple(_facts(claim, voice_of(claim, statements), text, actors)),
        )
        lettered += marked
    return made


def doings(reading: Reading, made: Mapping[str, Card]) -> Doings:
    text, actors = reading.document.text, actors_by_id(reading)
    actual = [claim for claim in reading.claims if is_actual(claim)]
    others = [claim for claim in reading.claims if not is_actual(claim) and not is_rejected(claim)]
    voiced = by_voice(reading, actual)
    sources = sorted((one for one in voiced if one.key), key=lambda one: -len(one.claims))
    outlet = [one for one in voiced if not one.key] or [Voiced("", VOICE_WORDS["outlet"], "outlet", ())]
    shown = [*outlet, *sources][:MOST_PANELS]
    return Doings(
        actual=len(actual),
        panels=tuple(_panel(one, text, actors) for one in shown) if actual else (),
        more=max(0, len(sources) + 1 - MOST_PANELS),
        groups=_groups(voiced, made),
        others=str(unlisted(reading.claims)),
        other_groups=_groups(by_voice(reading, others), made),
        dated=tuple(
            Dated(moment, tuple(made[claim.id] for claim in moment.claims))
            for moment in timeline(voiced, reading.document, actors)
        ),
    )


def _panel(voiced: Voiced, text: str, actors: Mapping[str, Actor]) -> Panel:
    told = f"{voiced.name}: " + "; ".join(claim_in_words(claim, text, actors) for claim in voiced.claims)
    drawn = network(voiced.claims, text, actors, told)
    return Panel(voiced.name, voiced.voice, len(voiced.claims), drawn.picture, drawn.left_out)


def _groups(voiced: Sequence[Voiced], made: Mapping[str, Card]) -> tuple[Group, ...]:
    return tuple(Group(one.name, one.voice, tuple(made[claim.id] for claim in one.claims)) for one in voiced)


def _facts(claim: Claim, voice: Statement | None, text: str, actors: Mapping[str, Actor]) -> list[tuple[str, str]]:
    """What a card opens to, as names and values; nothing of what the claim does not tell."""

    def words(spans: Sequence[Span]) -> str:
        return ", ".join(f"“{one_line(text[span.start : span.end])}”" for span in spans)

    facts = [("Voice", chain_in_words(voice, text, actors) if voice else VOICE_WORDS["outlet"])]
    certainty = claim.certainty
    told = certainty_in_words(claim) or "actual"
    facts.append(("Certainty", " ".join([told, *_commitments(claim), words(certainty.at)]).strip()))
    if claim.date:
        days = [when_in_words(claim.date, text), words(claim.date.at)]
        facts.append(("When", " ".join(dict.fromkeys(part for part in days if part))))
    if claim.place:
        place = claim.place
        known = [one_line(place.name), one_line(place.country or "")]
        if place.latitude is not None and place.longitude is not None:
            known.append(f"{place.latitude:.2f}, {place.longitude:.2f}")
        inferred = f"({one_line(place.inferred)})" if place.inferred else ""
        facts.append(("Where", " ".join(part for part in (", ".join(filter(None, known)), inferred) if part)))
    for evidence in claim.evidence:
        by = ", ".join(actor_name(actor_id, actors) for actor_id in evidence.by)
        parts = [", ".join(evidence.kind), words(evidence.at), f"by {by}" if by else ""]
        facts.append(("Evidence", " ".join(part for part in parts if part)))
    if claim.loaded:
        facts.append(("Loaded words", words(loaded_spans(claim, text))))
    for quantity in claim.quantities:
        role = f"{one_line(quantity.role)}: " if quantity.role else ""
        facts.append(("Quantity", f"{role}{quantity.value:,.10g} {one_line(quantity.unit)} {words([quantity.span])}"))
    for argument in claim.arguments:
        facts.append((one_line(argument.role).capitalize(), words([argument.span])))
    if claim.event:
        codes = [QUADS.get(claim.quad_code or 0, ""), one_line(claim.mode or ""), *map(one_line, claim.context)]
        codes.append(f"CAMEO {one_line(claim.cameo)}" if claim.cameo else "")
        kind = ", ".join(code for code in codes if code)
        facts.append(("Event", f"{one_line(claim.event)}{f' ({kind})' if kind else ''}"))
    facts.append(("Confidence", f"{claim.confidence:.2f}"))
    if claim.review:
        facts.append(("Review", review_in_words(claim.review)))
    return facts


def _commitments(claim: Claim) -> list[str]:
    """How far source and outlet commit themselves, where that is judged: "(source +2.7, outlet +0.4)"."""
    judged = [("source", claim.certainty.by_source), ("outlet", claim.certainty.by_outlet)]
    told = [f"{who} {value:+.1f}" for who, value in judged if value is not None]
    return [f"({', '.join(told)} of ±3)"] if told else []


def _first(claim: Claim) -> int:
    return claim.trigger[0].start if claim.trigger else 0


def _letters(count: int) -> str:
    """a, b, … z, aa, ab …"""
    name = ""
    count += 1
    while count:
        count, rest = divmod(count - 1, 26)
        name = chr(ord("a") + rest) + name
    return name
