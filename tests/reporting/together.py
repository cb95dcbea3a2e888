"""One story in four documents of three outlets, told by hand: who took what from whom is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from invented import HOSTILE, claims_reading, hostile_reading

from sayso.comparison.records import SharedClaim, Story, Telling, Told
from sayso.types import Claim, Reading


@dataclass(frozen=True)
class Compared:
    story: Story
    readings: Mapping[str, Reading]


def retold(outlet: str | None, published: str | None, url: str) -> Reading:
    known = claims_reading()
    document = replace(known.document, outlet=outlet, published=published, url=f"https://{url}.example/")
    return claims_reading(document)


WIRE = retold("Imber Wire", "2025-09-02", "wire")
COURIER = retold("The Pelland Courier", "2025-09-02", "courier")
HERALD = retold("Lowmere Herald", "2025-09-04", "herald")
AGAIN = retold("The Pelland Courier", "2025-09-05T10:00:00", "again")
READINGS = (COURIER, WIRE, HERALD, AGAIN)


def claim_of(reading: Reading, words: str) -> Claim:
    return next(
        claim
        for claim in reading.claims
        if reading.document.text[claim.trigger[0].start : claim.trigger[0].end] == words
    )


def telling(
    reading: Reading, words: str, origin: str, source: Reading | None = None, why: str = "own reporting"
) -> Telling:
    claim = claim_of(reading, words)
    here = claim.trigger if source or why != "own reporting" else ()
    return Telling(
        reading.document.id, claim.id, claim.trigger, origin, source.document.id if source else None,
        why, (here, claim.trigger if source else ()),  # type: ignore[arg-type]
    )  # fmt: skip


ARRESTED = SharedClaim(
    "arrested",
    (
        telling(WIRE, "arrested", "wire"),
        telling(COURIER, "arrested", "wire", WIRE, "credit"),
        telling(HERALD, "arrested", "wire", COURIER, "reuse"),
        telling(AGAIN, "arrested", "wire", COURIER, "correction"),
    ),
)
PRAISED = SharedClaim(
    "praised",
    (telling(COURIER, "praised", "courier"), telling(HERALD, "praised", "herald")),
    contradictions=((COURIER.document.id, HERALD.document.id),),
)
ACCUSED = SharedClaim("accused", (telling(COURIER, "accused", "own"), telling(AGAIN, "accused", "own")))
STORY = Story("story", tuple(Told.of(one.document) for one in READINGS), (ACCUSED, PRAISED, ARRESTED))
COMPARED = Compared(STORY, {one.document.id: one for one in READINGS})


def hostile() -> Compared:
    """Every word of it is chosen by somebody who means harm."""
    one, other = (
        hostile_reading(),
        replace(hostile_reading(), document=replace(hostile_reading().document, url=HOSTILE)),
    )
    first, second = (
        Telling(r.document.id, HOSTILE, r.claims[0].trigger, HOSTILE, None, "quotation", (r.claims[0].trigger, ()))
        for r in (one, other)
    )
    second = replace(second, taken_from=one.document.id, why="reuse")
    told = tuple(Told.of(r.document) for r in (one, other))
    shared = SharedClaim(HOSTILE, (first, second), ((one.document.id, other.document.id),))
    return Compared(Story(HOSTILE, told, (shared,)), {one.document.id: one, other.document.id: other})
