"""Which documents are earlier versions of a page."""

from __future__ import annotations

import pytest

from sayso.ledger.versions import superseded

PAGE = "https://gazette.example/ferry"


@pytest.mark.parametrize(
    ("published", "earlier"),
    [
        (("2025-03-04", "2025-03-05"), {"0"}),
        (("2025-03-05", "2025-03-04"), {"1"}),
        (("2025-03-04", "2025-03-04"), {"0"}),
        (("2025-03-04T12:00", "2025-03-04T08:00"), {"1"}),
        (("2025-03-04T12:00+02:00", "2025-03-04T11:00Z"), {"0"}),
        (("2025-03-04T12:00", "2025-03-04"), {"0"}),
        ((None, None), {"0"}),
        (("2025-03-04Tnoon", "2025-03-04T08:00"), {"0"}),
        (("2025-03-04T09:00", "2025-03-04T12:00", "2025-03-04T10:00"), {"0", "2"}),
    ],
)
def test_the_latest_version_counts(published: tuple[str | None, ...], earlier: set[str]) -> None:
    assert superseded((PAGE, when, str(number)) for number, when in enumerate(published)) == earlier


def test_another_page_and_a_document_of_none_are_no_versions() -> None:
    assert superseded([(PAGE, "2025-03-04", "a"), (PAGE + "/2", "2025-03-05", "b"), (None, None, "c")]) == frozenset()
