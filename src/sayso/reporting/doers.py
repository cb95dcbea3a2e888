"""Who does what to whom, in words: one claim, when it happened, and claims by whose voice they are in."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.comparison.speaking.shares import Sayer, Voice, is_rejected, said_by
from sayso.reporting.marking import adjoined
from sayso.reporting.safety import one_line
from sayso.reporting.speakers import (
    MONTHS,
    VOICE_WORDS,
    day_in_words,
    party_name,
    source_with_name,
)
from sayso.types import STATUSES, Actor, Claim, Party, Reading, Span, Statement, When, voice_of

QUADS: Mapping[int, str] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
NOT_TOLD = "not told"
"""Stands where the text does not say who does it."""
ARROW = " → "
_OUTLET = Sayer("", VOICE_WORDS["outlet"], "outlet")
"""The outlet among those who say something."""


def is_actual(claim: Claim) -> bool:
    """Whether lists and counts hold a claim unasked: an event of a type that is said to have happened.

    One that a person rejected is none.
    """
    certainty = claim.certainty
    happened = certainty.status == "actual" and certainty.polarity == "positive"
    return claim.event is not None and happened and not is_rejected(claim)


def certainty_in_words(claim: Claim) -> str:
    """What stands before an event that is not told as done: "planned", "not", "not planned"; else nothing."""
    words = ["not"] if claim.certainty.polarity == "negative" else []
    if claim.certainty.status != "actual":
        words.append(claim.certainty.status)
    return " ".join(words)


def trigger_in_words(claim: Claim, text: str) -> str:
    """The words that tell it, on one line; "…" stands where others come between."""
    return " … ".join(one_line(text[span.start : span.end]) for span in claim.trigger)


def names_of(parties: Iterable[Party], text: str, actors: Mapping[str, Actor]) -> str:
    """Whom the parties stand for, each once: "Ines Valdoro, the army"; empty where there are none."""
    return ", ".join(dict.fromkeys(party_name(party, text, actors) for party in parties))


def claim_in_words(claim: Claim, text: str, actors: Mapping[str, Actor]) -> str:
    """One line: "the army → planned COERCE (arrest) → the dockers"."""
    words = trigger_in_words(claim, text)
    deed = " ".join(part for part in (certainty_in_words(claim), one_line(claim.event or ""), f"({words})") if part)
    parts = [names_of(claim.actor, text, actors) or NOT_TOLD, deed, names_of(claim.recipient, text, actors)]
    return ARROW.join(part for part in parts if part)


def facts_in_words(claim: Claim, text: str) -> tuple[str, ...]:
    """When, where, on what evidence and in what loaded words: as far as the claim tells."""
    facts = []
    if claim.date:
        facts.append(when_in_words(claim.date, text))
    if claim.place:
        facts.append(one_line(claim.place.name))
    kinds = dict.fromkeys(kind for evidence in claim.evidence for kind in evidence.kind)
    if kinds:
        facts.append("evidence: " + ", ".join(kinds))
    loaded = dict.fromkeys(one_line(text[span.start : span.end]) for span in loaded_spans(claim, text))
    if loaded:
        facts.append("loaded: " + ", ".join(f"“{words}”" for words in loaded))
    return tuple(fact for fact in facts if fact)


def loaded_spans(claim: Claim, text: str) -> list[Span]:
    """Where a claim's loaded words stand, neighbours in one voice as one stretch."""
    return [span for span, _ in adjoined(sorted((word.span, word.voice) for word in claim.loaded), text)]


def when_in_words(when: When, text: str) -> str:
    """ "3 August 2025", "May 2025", "25–31 August 2025", "since 1 May 2025"; the text's words where no day is known."""
    if when.earliest is None and when.latest is None:
        told = " … ".join(one_line(text[span.start : span.end]) for span in when.at)
        return f"“{told}”" if told else ""
    if when.earliest is None:
        return f"until {day_in_words(when.latest)}"
    if when.latest is None or (when.precision == "open" and when.inferred == "document date"):
        # "Since 2016" lasts until the day of writing.
        return f"since {day_in_words(when.earliest)}"
    try:
        first, last = date.fromisoformat(when.earliest[:10]), date.fromisoformat(when.latest[:10])
    except ValueError:
        return one_line(f"{when.earliest} – {when.latest}")
    if first == last:
        clock = f", {when.earliest[11:16]}" if when.precision == "minute" and when.earliest[11:16] else ""
        return day_in_words(when.earliest) + one_line(clock)
    return _range_in_words(first, last)


def _range_in_words(first: date, last: date) -> str:
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and first.month == 1 and last.month == 12:
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    months = [f"{MONTHS[day.month - 1]}" for day in (first, last)]
    if whole_months:
        if first.year != last.year:
            return f"{months[0]} {first.year} – {months[1]} {last.year}"
        return f"{months[0]} {first.year}" if first.month == last.month else f"{months[0]}–{months[1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {months[0]} {first.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {months[0]}{year} – {last.day} {months[1]} {last.year}"


@dataclass(frozen=True, slots=True)
class Voiced:
    """Claims in one voice: the outlet's own, or that of those who say them. `key` tells voices apart."""

    key: str
    name: str
    voice: Voice
    claims: tuple[Claim, ...]


def by_voice(reading: Reading, claims: Iterable[Claim]) -> tuple[Voiced, ...]:
    """Some of a reading's claims by their innermost source, the outlet's own voice first, then in the text's order."""
    text = reading.document.text
    actors = {actor.id: actor for actor in reading.actors}
    statements = {statement.id: statement for statement in reading.statements}
    names: dict[str, tuple[str, Voice]] = {}
    found: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=_place):
        statement = voice_of(claim, statements)
        speakers = said_by(statement, text, actors) if statement else (_OUTLET,)
        key = " ".join(speaker.key for speaker in speakers)
        voice: Voice = "named" if any(speaker.voice == "named" for speaker in speakers) else speakers[0].voice
        names.setdefault(key, (", ".join(one_line(speaker.name) for speaker in speakers), voice))
        found.setdefault(key, []).append(claim)
    order = sorted(found, key=lambda key: key != "")
    return tuple(Voiced(key, *names[key], tuple(found[key])) for key in order)


def via_in_words(statement: Statement | None, text: str, actors: Mapping[str, Actor]) -> str:
    """Through whom it comes to the outlet, the source's neighbour first: "via Newsweek"; empty for nobody."""
    links = statement.chain[-2::-1] if statement else ()
    return ", ".join(f"via {source_with_name(link, text, actors)}" for link in links)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """How many claims lists leave out: those of each status, in words, and those of no event type."""

    statuses: Mapping[str, int]
    untyped: int

    @property
    def count(self) -> int:
        return sum(self.statuses.values()) + self.untyped

    def __str__(self) -> str:
        """ "3 planned, 1 denied, 2 of no event type" """
        parts = [f"{count} {words}" for words, count in self.statuses.items()]
        return ", ".join([*parts, *([f"{self.untyped} of no event type"] if self.untyped else [])])


def unlisted(claims: Sequence[Claim]) -> Unlisted:
    """What there is besides the actual events. Claims that a person rejected are not counted."""
    others = [claim for claim in claims if not is_actual(claim) and not is_rejected(claim)]
    counted = Counter(_status(claim) for claim in others if claim.event is not None)
    order = [*STATUSES, *(f"not {status}" for status in STATUSES), "said not to have happened"]
    statuses = {words: counted[words] for words in order if counted[words]}
    return Unlisted(statuses, sum(claim.event is None for claim in others))


def _status(claim: Claim) -> str:
    words = certainty_in_words(claim)
    return "said not to have happened" if words == "not" else words


def _place(claim: Claim) -> tuple[int, int, str]:
    """Where a claim stands: its trigger's first character."""
    return (claim.trigger[0].start, claim.trigger[-1].end, claim.id) if claim.trigger else (0, 0, claim.id)
