"""Quotation marks of all sorts, closed and unclosed, and how directly a content is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.chains.quoting import directness, quoted
from sayso.types import DIRECTNESS, Span


def stretches(text: str) -> list[str]:
    return [text[span.start : span.end] for span in quoted(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("Nobody spoke.", []),
        ("“Go,” she said.", ["“Go,”"]),
        ('"Go," she said. "Now."', ['"Go,"', '"Now."']),
        ("She said: «Partez !» Then she left.", ["«Partez !»"]),
        ("„Geht“, sagte sie.", ["„Geht“"]),
        ("„Geht”, sagte sie.", ["„Geht”"]),
        ("‘Go now,’ she said.", ["‘Go now,’"]),
        ("'Go now,' she said.", ["'Go now,'"]),
        ("``Go now,'' she said.", ["``Go now,''"]),
        # Apostrophes open nothing and close nothing.
        ("The dockers' port isn't hers, and it's the city's.", []),
        ("The dockers’ port isn’t hers, and it’s the city’s.", []),
        ("‘It isn’t the city’s port,’ she said.", ["‘It isn’t the city’s port,’"]),
        ("'It isn't the city's port,' she said.", ["'It isn't the city's port,'"]),
        ("The '90s and rock 'n' roll came.", []),
        ("It is 5'11\" tall.", []),
        # One within another: the outer one counts.
        ("“She said ‘go’ twice,” he said.", ["“She said ‘go’ twice,”"]),
        ("‘She said “go” twice,’ he said.", ["‘She said “go” twice,’"]),
        ("\"She said 'go now' twice,\" he said.", ["\"She said 'go now' twice,\""]),
        # Closed by another mark than the one that opened, as happens.
        ('“Go now." He left.', ['“Go now."']),
        # A quotation of several paragraphs opens each, and only the last is closed.
        ("“One.\n\n“Two.\n\n“Three,” she said.", ["“One.", "“Two.", "“Three,”"]),
        ('"One.\n\n"Two," she said.', ['"One.', '"Two,"']),
        ("“One.\r\n\r\nTwo.”", ["“One."]),
        # Lone marks.
        ("Go,” she said.", []),
        ("She said “go.", ["“go."]),
        ("”“", ["“"]),
    ],
)
def test_what_stands_in_quotation_marks(text: str, wanted: list[str]) -> None:
    assert stretches(text) == wanted


@given(st.text(st.sampled_from("ab '’‘“”\"«»„`.,\n\r\u2028é"), max_size=60))
def test_stretches_are_in_order_and_within_a_paragraph(text: str) -> None:
    last = 0
    for span in quoted(text):
        assert last <= span.start < span.end <= len(text)
        last = span.end
        words = text[span.start : span.end]
        assert words[0] in "“«„‘\"'`"
        assert "\n" not in words


def how(text: str, *content: str) -> str:
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in content]
    return directness(text, spans, quoted(text))


def test_how_directly_a_content_is_told() -> None:
    text = "“We go,” she said. “Now.” He said that “they” would stay, and that it rained."
    assert how(text, "“We go,”") == "direct"
    assert how(text, "We go") == "direct"
    assert how(text, "“We go,”", "“Now.”") == "direct"
    assert how(text, "that “they” would stay") == "mixed"
    assert how(text, "“We go,”", "that it rained") == "mixed"
    assert how(text, "that it rained") == "indirect"
    assert how(text, "“") == "indirect"
    assert how(text) == "indirect"


@given(st.text(st.sampled_from("ab “”\"'.\n"), max_size=30), st.data())
def test_any_content_is_told_in_some_way(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    spans = [Span(*sorted((data.draw(place), data.draw(place)))) for _ in range(data.draw(st.integers(0, 3)))]
    assert directness(text, spans, quoted(text)) in DIRECTNESS
