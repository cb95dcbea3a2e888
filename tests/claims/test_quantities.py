"""How many and how much: read off a claim's own words, dates and names left alone."""

from __future__ import annotations

import pytest

from sayso.claims.events.quantities import quantities
from sayso.types import Span


def read(text: str, trigger: str, recipient: str = "", argument: str = "") -> list[tuple[float, str, str | None, str]]:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    found = quantities(
        text, span(trigger), (),
        [span(recipient)] if recipient else [], [span(argument)] if argument else [],
    )  # fmt: skip
    return [(q.value, q.unit, q.role, text[q.span.start : q.span.end]) for q in found]


def test_what_befell_those_counted_is_their_role() -> None:
    text = "Militiamen killed some 300 people in Velm."
    assert read(text, "killed", "some 300 people") == [(300, "people", "killed", "some 300 people")]


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("twenty-two fishermen", 22, "fishermen"),
        ("1,250 miners", 1250, "miners"),
        ("$4.5 million", 4.5e6, "$"),
        ("a dozen villages", 12, "villages"),
        ("12 per cent", 12, "percent"),
        ("two million tonnes of grain", 2e6, "tonnes"),
    ],
)
def test_values_and_what_they_count(words: str, value: float, unit: str) -> None:
    text = f"The fleet seized {words} on the coast."
    found = read(text, "seized", argument=words)
    assert [(v, u, r) for v, u, r, _ in found] == [(value, unit, "argument")]


@pytest.mark.parametrize(
    "words", ["the treaty of 1987", "March 12", "the 3rd brigade", "Route-66 drivers", "one of them"]
)
def test_what_counts_nothing(words: str) -> None:
    assert read(f"Ministers praised {words} again.", "praised", argument=words) == []
