"""Claims in the order of their days: what happened when, and who tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.reporting.doers import Voiced, when_in_words
from sayso.reporting.speakers import day_in_words
from sayso.types import Actor, Claim, Document, Party, When

_LONG = 45
"""Days between two moments from which on the time between them is told."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One happening with its day, told once or several times: `claims` and, as many, `voices`.

    `exact` where it is one day. `gap` tells how long after the moment before it, where that
    is long. The document's own day is a moment without claims.
    """

    when: str
    exact: bool
    gap: str
    claims: tuple[Claim, ...]
    voices: tuple[str, ...]


def timeline(voiced: Sequence[Voiced], document: Document, actors: Mapping[str, Actor]) -> tuple[Moment, ...]:
    """The dated ones of the claims, earliest first, and the day of publication among them where it is known.

    Tellings of the same event by the same parties on the same days are one moment. A date that
    counts from a day nobody knows is none.
    """
    text = document.text
    happened: dict[tuple[object, ...], list[tuple[Claim, str]]] = {}
    for voice in voiced:
        for claim in voice.claims:
            if claim.date and _days(claim.date):
                key = (
                    claim.date.earliest,
                    claim.date.latest,
                    claim.event,
                    frozenset(_party(party, text) for party in claim.actor),
                    frozenset(_party(party, text) for party in claim.recipient),
                )
                happened.setdefault(key, []).append((claim, voice.name))
    if not happened:
        return ()
    rows: list[tuple[tuple[date, date], str, bool, list[tuple[Claim, str]]]] = []
    for told in happened.values():
        when = told[0][0].date
        days = _days(when) if when else None
        if when and days:
            rows.append((days, when_in_words(when, text), days[0] == days[1], told))
    published = _day(document.published)
    if published:
        rows.append(((published, published), day_in_words(document.published), True, []))
    rows.sort(key=lambda row: (row[0], not row[3]))
    moments = []
    before: date | None = None
    for (first, last), words, exact, told in rows:
        gap = _gap(before, first) if before else ""
        before = max(before, last) if before else last
        moments.append(
            Moment(words, exact, gap, tuple(claim for claim, _ in told), tuple(dict.fromkeys(name for _, name in told)))
        )
    return tuple(moments)


def _days(when: When) -> tuple[date, date] | None:
    """The first and the last day; the one that is known twice, where the other is open."""
    first, last = _day(when.earliest), _day(when.latest)
    if first is None and last is None:
        return None
    return first or last or date.min, last or first or date.min


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told[:10]) if told else None
    except ValueError:
        return None


def _party(party: Party, text: str) -> str:
    return party.actor_id if party.actor_id is not None else text[party.span.start : party.span.end].casefold()


def _gap(before: date, after: date) -> str:
    """ "14 years later", "3 months later"; nothing for a few weeks."""
    days = (after - before).days
    if days < _LONG:
        return ""
    years, months = round(days / 365.25), round(days / 30.44)
    if months < 24:
        return f"{months} month{'' if months == 1 else 's'} later"
    return f"{years} years later"
