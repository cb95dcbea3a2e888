"""POLECAT's columns: one row an event and pair of actors, tabs between the cells.

Halterman, Bagozzi, Beger, Schrodt and Scarborough, "PLOVER and POLECAT: A New Political Event Ontology and Dataset"
(2023), and the files of the POLECAT Weekly Data, https://doi.org/10.7910/DVN/AJGVIT: the 40 columns of their header in
its order, ISO codes of three letters for countries, quad codes in words, and "None" for what is not known.

POLECAT has one actor and one recipient a row: an event of several has a row for each pair, and `Event ID` is the
claim's id with the pair's number. `Source` is the outlet, `Version` the model. What needs more than the text and the
facts that ship with it is "None": intensity, COW codes, titles, Wikipedia pages, GeoNames, districts.

Loses all that is not told as having happened, last days, who says it, arguments, quantities, evidence, loaded words,
and how sure the reading is: no column has a place for doubt.
An event that the text gives no day has that of publication; one of an undated document is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.comparison.speaking.shares import only_in
from sayso.exporting.cells import Cell, cell
from sayso.exporting.events import Days, Event, days_of, events
from sayso.reporting.doers import QUADS
from sayso.reporting.speakers import party_name
from sayso.types import Actor, Party, Reading

COLUMNS: tuple[str, ...] = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
NONE = "None"
"""Stands where nothing is known."""
_MANY = ";"


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    yield "\t".join(COLUMNS)
    for event in events(readings):
        days = days_of(event)
        if days:
            yield from _rows(event, days)


def _rows(event: Event, days: Days) -> Iterator[str]:
    claim = event.claim
    known = _facts(event, days)
    pairs = [(actor, recipient) for actor in claim.actor or (None,) for recipient in claim.recipient or (None,)]
    for number, (actor, recipient) in enumerate(pairs, 1):
        row = {**known, **_side("Actor", actor, event), **_side("Recipient", recipient, event)}
        row["Event ID"] = f"{claim.id}-{number}"
        yield "\t".join(_cell(row.get(column)) for column in COLUMNS)


def _facts(event: Event, days: Days) -> dict[str, Cell]:
    claim, document, place, text = event.claim, event.document, event.claim.place, event.document.text
    known = [actor for actor in event.reading.actors if not only_in(actor.id, event.document_id)]
    named = {kind: [actor.name for actor in known if actor.kind == kind] for kind in _STORY.values()}
    return {
        "Event Date": days.first,
        "Event Type": claim.event,
        "Event Mode": claim.mode,
        "Quad Code": QUADS.get(claim.quad_code or 0, "").upper(),
        "Contexts": _MANY.join(claim.context),
        "Placename": place.name if place else None,
        "City": place.name if place and place.precision == "city" else None,
        "Province": place.name if place and place.precision == "region" else None,
        "Country": place.country if place else None,
        "Latitude": place.latitude if place else None,
        "Longitude": place.longitude if place else None,
        "Raw Placename": text[place.at[0].start : place.at[0].end] if place and place.at else None,
        "Feature Type": place.precision if place else None,
        "Source": document.outlet,
        "Publication Date": document.published,
        "Language": document.language,
        "Version": event.reading.model,
        **{column: _MANY.join(named[kind]) for column, kind in _STORY.items()},
    }


_STORY: Mapping[str, str] = {
    "Story People": "person",
    "Story Organizations": "organisation",
    "Story Locations": "state",
}
"""Columns for whom the document names besides, and the kind of actor that stands there."""


def _side(side: str, party: Party | None, event: Event) -> dict[str, Cell]:
    if party is None:
        return {}
    text = event.document.text
    actor: Actor | None = event.actor(party)
    sectors: Sequence[str] = [actor.sector] if actor and actor.sector else []
    return {
        f"{side} Name": party_name(party, text, event.actors),
        f"{side} Country": actor.country if actor else None,
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": _MANY.join(sectors),
        f"{side} Name Raw": text[party.span.start : party.span.end],
    }


def _cell(value: Cell) -> str:
    """One line without tabs; a double quote would join rows in a reader of CSV, so a single one stands for it."""
    return cell(value.replace('"', "'") if isinstance(value, str) else value) or NONE
