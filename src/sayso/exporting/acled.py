"""ACLED's columns: political violence, demonstrations and what ACLED calls strategic developments, one event a row.

Armed Conflict Location & Event Data, Codebook (2024), https://acleddata.com/knowledge-base/codebook: the 31 columns
in the order of its data files, event and sub-event types, time precision (1 the day, 2 the week, 3 the month),
spatial precision (1 a town or a point, 3 a region or more). The rows are ACLED-like: `TYPES` says which of PLOVER's
types and modes count as which of ACLED's, and what it does not list is left out, as are days vaguer than a month.

Columns that need more than the text tells are empty: the numeric `iso`, `region`, `admin2`, `admin3`, `interaction`,
`source_scale`, `timestamp`; `fatalities` is empty, and not 0, where none are told. `country` holds the code of three
letters, `notes` who says what in words, `event_id_cnty` that code and the claim's id. An event of no told day has
that of publication, time precision 3, and "dated by publication" among its `tags`.

`tags` hold besides how sure the reading of the event is, as "confidence=0.42", and "doubtful" where that is under the
threshold; ACLED's own say nothing of the kind, its events being checked by people.

Loses all that is not told as having happened; who acts and who is acted on are actor 1 and actor 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.exporting.cells import Cell, csv_line
from sayso.exporting.events import Days, Event, days_of, events
from sayso.reporting.doers import claim_in_words
from sayso.reporting.speakers import chain_in_words, party_name
from sayso.types import Party, Reading

COLUMNS: tuple[str, ...] = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

VIOLENCE, DEMONSTRATIONS, DEVELOPMENTS = "Political violence", "Demonstrations", "Strategic developments"
BATTLES, CIVILIANS, REMOTE = "Battles", "Violence against civilians", "Explosions/Remote violence"

TYPES: Mapping[tuple[str, str | None], tuple[str, str]] = {
    ("PROTEST", None): ("Protests", "Peaceful protest"),
    ("PROTEST", "demo"): ("Protests", "Peaceful protest"),
    ("PROTEST", "obstruct"): ("Protests", "Peaceful protest"),
    ("PROTEST", "riot"): ("Riots", "Violent demonstration"),
    ("PROTEST", "vandalize"): ("Riots", "Violent demonstration"),
    ("ASSAULT", None): (CIVILIANS, "Attack"),
    ("ASSAULT", "beat"): (CIVILIANS, "Attack"),
    ("ASSAULT", "torture"): (CIVILIANS, "Attack"),
    ("ASSAULT", "targeted"): (CIVILIANS, "Attack"),
    ("ASSAULT", "primitive"): (CIVILIANS, "Attack"),
    ("ASSAULT", "firearms"): (CIVILIANS, "Attack"),
    ("ASSAULT", "sexual"): (CIVILIANS, "Sexual violence"),
    ("ASSAULT", "abduct"): (CIVILIANS, "Abduction/forced disappearance"),
    ("ASSAULT", "aerial"): (REMOTE, "Air/drone strike"),
    ("ASSAULT", "drone"): (REMOTE, "Air/drone strike"),
    ("ASSAULT", "heavy-weapons"): (REMOTE, "Shelling/artillery/missile attack"),
    ("ASSAULT", "explosives"): (REMOTE, "Remote explosive/landmine/IED"),
    ("ASSAULT", "suicide-attack"): (REMOTE, "Suicide bomb"),
    ("ASSAULT", "unconventional"): (REMOTE, "Chemical weapon"),
    ("ASSAULT", "crowd-control"): ("Protests", "Protest with intervention"),
    ("ASSAULT", "destroy"): (DEVELOPMENTS, "Looting/property destruction"),
    ("COERCE", "arrest"): (DEVELOPMENTS, "Arrests"),
    ("RETREAT", "ceasefire"): (DEVELOPMENTS, "Agreement"),
}
"""A PLOVER type and mode → ACLED's event type and sub-event type. An attack on others in arms is a battle."""

_DISORDERS = {
    BATTLES: VIOLENCE, CIVILIANS: VIOLENCE, REMOTE: VIOLENCE, "Protests": DEMONSTRATIONS, "Riots": DEMONSTRATIONS,
    DEVELOPMENTS: DEVELOPMENTS,
}  # fmt: skip
_INTER = {
    **dict.fromkeys(("GOV", "MIL", "COP", "SPY"), "State forces"),
    "REB": "Rebel group",
    **dict.fromkeys(("PRM", "UAF"), "Political militia"),
    **dict.fromkeys(("AGR", "BUS", "CVL", "EDU", "JRN", "LAB", "MED", "REF", "REL", "SOC"), "Civilians"),
}
"""PLOVER sectors → ACLED's types of actor, for columns `inter1` and `inter2`."""
_ARMED = frozenset(["MIL", "COP", "REB", "PRM", "UAF"])
_TIME_PRECISION = {"minute": "1", "day": "1", "week": "2", "month": "3", None: "3"}
_GEO_PRECISION = {"point": "1", "city": "1", "region": "3", "country": "3"}


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    yield ",".join(COLUMNS)
    for event in events(readings):
        types, days = types_of(event), days_of(event)
        if types and days and days.precision in _TIME_PRECISION:
            row = _row(event, *types, days)
            yield csv_line(row.get(column) for column in COLUMNS)


def types_of(event: Event) -> tuple[str, str] | None:
    """ACLED's event and sub-event type; None for what it does not code."""
    claim = event.claim
    types = TYPES.get((claim.event or "", claim.mode))
    if types == (CIVILIANS, "Attack") and _armed(claim.actor, event) and _armed(claim.recipient, event):
        return BATTLES, "Armed clash"
    return types


def _row(event: Event, event_type: str, sub_event_type: str, days: Days) -> dict[str, Cell]:
    claim, document, place = event.claim, event.document, event.claim.place
    who, whom = _names(claim.actor, event), _names(claim.recipient, event)
    country = (place.country if place else None) or ""
    killed = [quantity.value for quantity in claim.quantities if quantity.role == "killed"]
    return {
        "event_id_cnty": country + claim.id,
        "event_date": days.first,
        "year": days.first[:4],
        "time_precision": _TIME_PRECISION[days.precision],
        "disorder_type": _DISORDERS[event_type],
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        "actor1": who[0] if who else "",
        "assoc_actor_1": "; ".join(who[1:]),
        "inter1": {"Protests": "Protesters", "Riots": "Rioters"}.get(event_type) or _inter(claim.actor, event),
        "actor2": whom[0] if whom else "",
        "assoc_actor_2": "; ".join(whom[1:]),
        "inter2": _inter(claim.recipient, event),
        "civilian_targeting": "Civilian targeting" if event_type == CIVILIANS else "",
        "country": country,
        "admin1": place.name if place and place.precision == "region" else "",
        "location": place.name if place else "",
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geo_precision": _GEO_PRECISION[place.precision] if place else "",
        "source": document.outlet,
        "notes": _notes(event),
        "fatalities": f"{max(killed):.0f}" if killed else "",
        "tags": "; ".join(_tags(event, event_type, days)),
    }


def _names(parties: Sequence[Party], event: Event) -> list[str]:
    return list(dict.fromkeys(party_name(party, event.document.text, event.actors) for party in parties))


def _sectors(parties: Sequence[Party], event: Event) -> list[str]:
    return [actor.sector for actor in map(event.actor, parties) if actor and actor.sector]


def _armed(parties: Sequence[Party], event: Event) -> bool:
    return bool(_ARMED.intersection(_sectors(parties, event)))


def _inter(parties: Sequence[Party], event: Event) -> str:
    return next((_INTER[sector] for sector in _sectors(parties, event) if sector in _INTER), "")


def _notes(event: Event) -> str:
    """ "The dockers' union · says: Tessany Police → ASSAULT (beat) → at least three of its members" """
    text = event.document.text
    told = claim_in_words(event.claim, text, event.actors)
    return f"{chain_in_words(event.voice, text, event.actors)}: {told}" if event.voice else told


def _tags(event: Event, event_type: str, days: Days) -> Iterator[str]:
    if event_type in ("Protests", "Riots"):
        text = event.document.text
        crowd = [one for one in event.claim.quantities if one.role == "actor"]
        yield from (f"crowd size={text[one.span.start : one.span.end]}" for one in crowd)
    if days.precision is None:
        yield "dated by publication"
    yield f"confidence={event.claim.confidence:.2f}"
    if event.claim.doubtful:
        yield "doubtful"
