"""Who tells a story's claims: outlets as columns or lanes, and each telling in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sayso.comparison.records import SharedClaim, Story, Telling, Told, Why
from sayso.comparison.speaking.shares import Voice, said_by
from sayso.reporting.doers import certainty_in_words, claim_in_words, names_of
from sayso.reporting.safety import one_line
from sayso.reporting.speakers import MONTHS, VOICE_WORDS, actors_by_id, day_in_words
from sayso.types import Actor, Claim, Reading, Span, voice_of


class Compared(Protocol):
    """A story with its claims, and the readings of its documents by id."""

    @property
    def story(self) -> Story: ...

    @property
    def readings(self) -> Mapping[str, Reading]: ...


def outlet_key(told: Told) -> str:
    """What tells an outlet from others; a document that names none stands for itself."""
    return one_line(told.outlet or "") or f"document: {told.id}"


def outlet_name(told: Told) -> str:
    return one_line(told.outlet or "") or one_line(told.title or "") or "no outlet named"


def outlets(story: Story) -> dict[str, str]:
    """The names of the story's outlets by key, in the order in which they first tell it."""
    found: dict[str, str] = {}
    for told in story.documents:
        found.setdefault(outlet_key(told), outlet_name(told))
    return found


def tellers(claim: SharedClaim, story: Story) -> set[str]:
    """The keys of the outlets that tell a claim."""
    keys = {told.id: outlet_key(told) for told in story.documents}
    return {keys[telling.document_id] for telling in claim.tellings}


def foremost(compared: Compared) -> tuple[SharedClaim, ...]:
    """The claims that two outlets or more tell: those of most outlets first, among them those of an event type."""
    typed = {claim.id for reading in compared.readings.values() for claim in reading.claims if claim.event}

    def place(claim: SharedClaim) -> tuple[int, bool]:
        return -len(tellers(claim, compared.story)), not any(one.claim_id in typed for one in claim.tellings)

    several = [claim for claim in compared.story.claims if len(tellers(claim, compared.story)) > 1]
    return tuple(sorted(several, key=place))


def lettered(claim: SharedClaim) -> dict[str, str]:
    """A letter for each origin of a claim, by the origins' ids, in the order of their first tellings."""
    return {origin: letter(place) for place, origin in enumerate(dict.fromkeys(one.origin for one in claim.tellings))}


def letter(place: int) -> str:
    """A, B … Z, AA, AB …"""
    rest, last = divmod(place, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)


@dataclass(frozen=True, slots=True)
class Voiced:
    """A telling's words, in whose voice, what kind of voice that is, and what keeps it from being told as done.

    `certainty` is empty where it is told as done: else "planned", "denied", "not planned".
    """

    words: str
    name: str
    voice: Voice
    certainty: str = ""


def voiced(telling: Telling, reading: Reading) -> Voiced:
    words = words_at(telling.at, reading)
    statements = {statement.id: statement for statement in reading.statements}
    claim = next((claim for claim in reading.claims if claim.id == telling.claim_id), None)
    certainty = certainty_in_words(claim) if claim else ""
    statement = voice_of(claim, statements) if claim else None
    if statement is None:
        return Voiced(words, VOICE_WORDS["outlet"], "outlet", certainty)
    sayers = said_by(statement, reading.document.text, actors_by_id(reading))
    voice: Voice = "named" if any(sayer.voice == "named" for sayer in sayers) else sayers[0].voice
    return Voiced(words, ", ".join(one_line(sayer.name) for sayer in sayers), voice, certainty)


def words_at(spans: Sequence[Span], reading: Reading) -> str:
    """The exact words, on one line; "[…]" stands where the text interrupts them."""
    text = reading.document.text
    return " […] ".join(one_line(text[span.start : span.end]) for span in spans)


def shared_in_words(claim: SharedClaim, readings: Mapping[str, Reading]) -> str:
    """What a shared claim is about: "the army → COERCE (arrest) → the dockers".

    In the words of that telling with whose deed and parties most other outlets agree. A party that no other names
    counts against it: it may have been misread. Of equal ones that which tells it as done, then the first.
    """
    told, whose = [], []
    for telling in claim.tellings:
        reading = readings[telling.document_id]
        for one in reading.claims:
            if one.id == telling.claim_id:
                told.append((one, reading.document.text, actors_by_id(reading)))
                whose.append(reading.document.outlet or reading.document.id)
    parts = [_deed(*one) for one in told]

    def agreement(number: int) -> float:
        """How many other outlets have each of its parts."""
        mine, teller = parts[number], whose[number]
        others = [
            len({its for its, one in zip(whose, parts, strict=True) if one[place] == part} - {teller})
            for place, part in enumerate(mine)
            if part
        ]
        return sum(count or -0.5 for count in others)

    best = max(range(len(told)), key=lambda number: (agreement(number), parts[number][0] == _TOLD), default=None)
    return "a claim" if best is None else claim_in_words(*told[best])


def _deed(claim: Claim, text: str, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """How sure, what, who and to whom, in a form to compare; a part is empty where a telling has none."""
    parties = (names_of(side, text, actors).casefold().removeprefix("the ") for side in (claim.actor, claim.recipient))
    return certainty_in_words(claim) or _TOLD, claim.event or "", *parties


def told_once(claim: SharedClaim, readings: Mapping[str, Reading]) -> tuple[Telling, ...]:
    """The claim's tellings; of those with the same words of one document in the same voice, the first."""
    found: dict[tuple[str, str, str, Voice], Telling] = {}
    for telling in claim.tellings:
        said = voiced(telling, readings[telling.document_id])
        found.setdefault((telling.document_id, said.words.casefold(), said.name, said.voice), telling)
    return tuple(found.values())


def reason(telling: Telling, documents: Mapping[str, Told]) -> str:
    """Why a telling stands where it does, in a word or two: "credit", "added by a person".

    What a later version of a page has from an earlier one is a correction, whatever shows it.
    """
    if telling.decided:
        return ADDED if telling.taken_from else CUT
    return _why(telling, documents)


def _why(telling: Telling, documents: Mapping[str, Told]) -> Why:
    source = documents.get(telling.taken_from or "")
    is_version = source and source.url and source.url == documents[telling.document_id].url
    return "correction" if is_version else telling.why


def why_in_words(telling: Telling, documents: Mapping[str, Told]) -> str:
    """ "cites Omrad Courier", "from Omrad Courier, added by a person", "own reporting, link cut by a person"."""
    if telling.decided and not telling.taken_from:
        return f"{why_in_words(replace(telling, decided=False), documents)}, {CUT}"
    source = documents.get(telling.taken_from or "")
    if telling.decided and source:
        return f"from {outlet_name(source)}, {ADDED}"
    return WHY_WORDS[_why(telling, documents)].format(outlet_name(source) if source else "one that is not here")


def link_kind(reasons: Iterable[str]) -> str:
    """How a link between documents is drawn: `said` where an article itself tells it, `seen` from its words alone.

    `decided` is one that a person added, `again` a later version of the same page.
    """
    kinds = {_LINKS[one] for one in reasons if one in _LINKS}
    return next((kind for kind in ("said", "decided", "seen", "again") if kind in kinds), "seen")


_TOLD = "told"
ADDED = "added by a person"
CUT = "link cut by a person"
WHY_WORDS: Mapping[Why, str] = {
    "credit": "credits {}",
    "citing": "cites {}",
    "quotation": "a public saying",
    "report": "a report or public saying",
    "reuse": "same words as {}",
    "paraphrase": "same details as {}",
    "correction": "later version of {}",
    "own reporting": "own reporting",
}
"""With the name of whom it was taken from; what was said or written for all needs no document that had it first."""
_LINKS = {
    "credit": "said", "citing": "said", "quotation": "said", "report": "said",
    "reuse": "seen", "paraphrase": "seen", "correction": "again", ADDED: "decided",
}  # fmt: skip


def short_day(published: str | None) -> str:
    """ "2025-08-03" as "3 Aug"."""
    told = day_in_words(published)
    day, _, rest = told.partition(" ")
    month = rest.split(" ")[0]
    return f"{day} {month[:3]}" if month in MONTHS else told


def days_in_words(days: Sequence[str]) -> str:
    """From the first to the last: "4 to 14 March 2025", "28 February to 3 March 2025"; empty where there are none."""
    first, last = (day_in_words(day).split() for day in (min(days, default=None), max(days, default=None)))
    shared = 0
    while shared < len(first) and first[::-1][: shared + 1] == last[::-1][: shared + 1]:
        shared += 1
    began = first[: len(first) - shared]
    return " ".join([*began, "to", *last] if began else last)


def many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
