from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import reading

from sayso.comparison.speaking.shares import shares
from sayso.types import Document, Link, Party, Reading, Span, Statement


def test_words_of_the_invented_article() -> None:
    counted = shares(reading())
    assert counted.words == 134
    # By hand: 10 + 14 + 7 + 4 named; 5 + 8 + 8 unnamed; 3 + 4 reportedly; 3 called.
    assert counted.by_voice == {"outlet": 68, "named": 35, "unnamed": 21, "unstated": 7, "unresolved": 3}
    assert {speaker.sayer.name: speaker.words for speaker in counted.speakers} == {
        "Ines Valdoro": 21,
        "a report": 10,
        "report": 5,
        "a letter": 8,
        "two officials close to the talks": 8,
        "No source stated": 7,
        "The Northern Gazette": 4,
        "Source not found": 3,
    }


def test_a_rejected_statement_is_the_outlets_voice_again() -> None:
    assert "Fishermen" not in {speaker.sayer.name for speaker in shares(reading()).speakers}


def test_an_empty_text_has_no_shares() -> None:
    counted = shares(Reading("m", Document(" "), (), ()))
    assert counted.words == 0
    assert counted.percent("outlet") == 0


def test_a_small_share_is_not_rounded_away() -> None:
    counted = replace(shares(reading()), words=1000, by_voice={"outlet": 999, "named": 1, "unnamed": 0})
    assert [counted.percent(voice) for voice in ("outlet", "named", "unnamed")] == [99, 1, 0]


def test_words_said_jointly_count_for_each() -> None:
    link = Link(
        Span(4, 11), None, parties=(Party(Span(4, 5), "person", True, "x"), Party(Span(10, 11), "group", False, "y"))
    )
    row = Statement("s", (Span(0, 3),), (link,), 1, "direct", 0.9)
    counted = shares(Reading("m", Document("Yes a and b"), (row,), ()))
    assert {speaker.sayer.key: speaker.words for speaker in counted.speakers} == {"x": 1, "y": 1}
    assert counted.by_voice["named"] == 1


@settings(deadline=None)
@given(st.text("ab '.\n-", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_shares_add_up_whatever_overlaps(text: str, spans: list[tuple[int, int]]) -> None:
    rows = tuple(
        Statement(str(place), (Span(min(pair), max(pair)),), (Link(None, None, "unstated"),), 1, "direct", 0.5)
        for place, pair in enumerate(spans)
    )
    counted = shares(Reading("m", Document(text), rows, ()))
    assert sum(counted.by_voice.values()) == counted.words
    assert sum(run.last - run.first for run in counted.runs) == counted.words
