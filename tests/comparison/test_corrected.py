"""What an outlet has corrected on a page contradicts nobody any more."""

from __future__ import annotations

from dataclasses import replace

from readings_made import Does, read

from sayso.across import compare_readings
from sayso.types import Reading

PAGE = "https://gazette.example/arrests"


def arrested(outlet: str, number: str, published: str, url: str | None = None) -> Reading:
    made = read(
        f"Police arrested {number} dockers at the Orla quay in Velm on Monday.",
        ids={"Police": ":police", "Velm": "Velm"},
        does=[Does("Police", "arrested", "COERCE", f"{number} dockers")],
        outlet=outlet,
        published=published,
    )
    return replace(made, document=replace(made.document, url=url)) if url else made


def contradicting(*readings: Reading) -> set[tuple[str, str]]:
    outlets = {reading.document.id: (reading.document.outlet, reading.document.published) for reading in readings}
    return {
        tuple(sorted(str(outlets[one]) for one in pair))  # type: ignore[misc]
        for compared in compare_readings(readings)
        for claim in compared.story.claims
        for pair in claim.contradictions
    }


def test_an_earlier_version_contradicts_nobody() -> None:
    first = arrested("The Gazette", "fifteen", "2025-03-04", PAGE)
    corrected = arrested("The Gazette", "nine", "2025-03-05", PAGE)
    post = arrested("The Post", "nine", "2025-03-04")
    assert len(contradicting(first, post)) == 1
    assert contradicting(first, corrected, post) == set()
    assert len(contradicting(corrected, arrested("The Herald", "fifteen", "2025-03-05"))) == 1
