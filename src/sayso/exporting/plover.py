"""PLOVER JSON: one event a line, with the fields of the manual's chapter "Data Fields".

Open Event Data Alliance, PLOVER: Political Language Ontology for Verifiable Event Records, DRAFT (2021),
https://github.com/openeventdata/PLOVER: its table "PLOVER JSON" names the fields and which are required (`id`, `date`,
`source`, `event`); it asks for one record a line, and leaves providers free to add fields. Added here: `said_by` (who
says it, the innermost source), `chain` (all who report it), `cameo`, `confidence`, `doubtful` (whether that is under
the threshold), and `actor_id` in actors. `source` is PLOVER's older word for who does it.

An event that the text gives no day is dated by its publication, and `comment` says so; one of an undated document is
left out. Loses all that is not told as having happened, claims of no event type, statements without claims, arguments,
evidence, loaded words, and chains but for their words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.exporting.events import Days, Event, days_of, events
from sayso.reporting.safety import encodable
from sayso.reporting.speakers import chain_in_words
from sayso.types import Party, Place, Reading

CODEBOOK = "plover-0.8"
_SIZES = {"killed": "dead", "injured": "injured", "arrested": "arrested"}
"""Roles of quantities that PLOVER has a field for, and the field."""


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    for event in events(readings):
        days = days_of(event)
        if days:
            yield encodable(json.dumps(_record(event, days), ensure_ascii=False))


def _record(event: Event, days: Days) -> dict[str, Any]:
    claim, document, text = event.claim, event.document, event.document.text
    record = {
        "id": claim.id,
        "has_event": True,
        "date": days.first,
        "enddate": days.last if days.last != days.first else None,
        "source": [_actor(party, event) for party in claim.actor],
        "recipient": [_actor(party, event) for party in claim.recipient],
        "event": [claim.event],
        "event_loc": _location(claim.place) if claim.place else None,
        "event_text": [text[span.start : span.end] for span in claim.trigger],
        "quad_code": claim.quad_code,
        "mode": [claim.mode] if claim.mode else None,
        "context": list(claim.context) or None,
        "size_info": _sizes(event) or None,
        "text_info": {"start": claim.trigger[0].start, "end": claim.trigger[-1].end} if claim.trigger else None,
        "cite_info": _known(
            url=document.url,
            title=document.title,
            language=document.language,
            publication=document.outlet,
            citation=event.document_id,
            codebook=CODEBOOK,
        ),
        "coder": event.reading.model,
        "comment": None if days.precision else "dated by publication",
        "said_by": [sayer.name for sayer in event.sayers] or None,
        "chain": chain_in_words(event.voice, text, event.actors) if event.voice else None,
        "cameo": claim.cameo,
        "confidence": claim.confidence,
        "doubtful": claim.doubtful,
    }
    return _known(**record)


def _known(**fields: Any) -> dict[str, Any]:
    """Without the fields that hold nothing: in PLOVER they are optional."""
    return {name: value for name, value in fields.items() if value is not None}


def _actor(party: Party, event: Event) -> dict[str, Any]:
    actor = event.actor(party)
    return _known(
        code=actor.country if actor else None,
        sector=actor.sector if actor else None,
        actor_text=event.document.text[party.span.start : party.span.end],
        identifier_id=actor.wikidata if actor else None,
        identifier_text=actor.name if actor else None,
        actor_id=party.actor_id,
    )


def _location(place: Place) -> dict[str, Any]:
    """GeoNames' field names, and PLOVER's `cc3` for a country's code of three letters."""
    return _known(name=place.name, cc3=place.country, latitude=place.latitude, longitude=place.longitude)


def _sizes(event: Event) -> dict[str, float]:
    return {_SIZES[one.role]: one.value for one in event.claim.quantities if one.role in _SIZES}
