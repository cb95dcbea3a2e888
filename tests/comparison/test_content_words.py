"""What counts as a word, and which words are one."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.wording import (
    content_places,
    content_words,
    folded,
    is_content,
    normal,
    numbers,
    shingles,
    words,
)


@pytest.mark.parametrize(
    "forms",
    [
        "denies denied denying denial",
        "accuse accused accuses accusing accusation accusations",
        "negotiate negotiated negotiating negotiations negotiator",
        "agree agreed agrees agreeing agreement",
        "invade invaded invasion",
        "decide decided decision",
        "strike strikes struck striking",
        "die died dead deaths",
        "capture captured captures",
        "survive survived survivors survival",
        "stop stopped stopping",
        "sweep sweeps swept sweeping",
        "beat beats beaten beating",
        "come comes came coming",
        "tell told telling",
        "feed fed feeding",
        "spring sprang sprung",
        "discover discovered discovery discoveries",
        "organise organised organization",
        "labour labor",
        "crisis crises",
        "Élan elan ELAN élan’s",
        "twelve 12",
        "1,200 1200",
    ],
)
def test_forms_of_one_word_are_one(forms: str) -> None:
    assert len({normal(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "port report",
        "president precedent",
        "union unity",
        "strike string",
        "mine miner",
        "minister ministry",
        "comment come",
    ],
)
def test_other_words_stay_apart(pair: str) -> None:
    one, other = pair.split()
    assert normal(one) != normal(other)


def test_words_stand_where_they_stand() -> None:
    text = "O’Hara's men (U.S. troops) left Tor-Vane, see https://news.example/tor-vane/2025 or www.x.example."
    assert [text[span.start : span.end] for span in words(text)] == [
        "O’Hara's", "men", "U.S.", "troops", "left", "Tor", "Vane", "see", "or",
    ]  # fmt: skip


def test_content_leaves_out_what_every_text_has() -> None:
    assert content_words("The US said on Monday that it's sending us 1,200 of its troops.") == [
        "us", "mondai", "send", "1200", "troop",
    ]  # fmt: skip
    assert is_content("US")
    assert is_content("7")
    assert not is_content("us")
    assert not is_content("x")


def test_an_abbreviation_is_the_word_without_its_points() -> None:
    assert folded("U.N.") == folded("UN") == "un"
    assert folded("4.1") == "4.1"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("4.1 million containers and 1,200 men", [4_100_000, 1_200]),
        ("twenty-one of them, or thirty", [21, 30]),
        ("3 dozen, 12bn, two hundred", [36, 12_000_000_000, 200]),
        ("a 5.6-magnitude quake in 2016", [5.6, 2016]),
        ("the someone of the tenants", []),
    ],
)
def test_numbers_in_figures_and_in_words(text: str, told: list[float]) -> None:
    assert numbers(text) == told


def test_shingles_are_the_same_where_the_words_are() -> None:
    here = "On Friday the harbour council of Tessany voted to close the old gate."
    there = "Reports say: the Harbour Council of Tessany voted—to close it."
    shared = set(shingles(here)) & set(shingles(there))
    assert len(shared) == 4
    at = shingles(here).index(shingles("the harbour council of Tessany")[0])
    start = words(here)[at].start
    assert here[start:].startswith("the harbour council of Tessany")


def test_shingles_do_not_change_from_run_to_run() -> None:
    assert shingles("one two three four five") == [16668804351399435582]
    assert shingles("one two three four") == []


@settings(deadline=None)
@given(st.text())
def test_any_text_has_words_in_order_and_normal_forms(text: str) -> None:
    spans = words(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[span.start : span.end].strip() for span in spans)
    assert [form for _, form in content_places(text)] == content_words(text)
    assert len(shingles(text)) == max(0, len(spans) - 4)
    assert all(number >= 0 for number in numbers(text))
