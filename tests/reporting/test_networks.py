"""The pictures of who does what to whom: whole, the same each time, and nothing on top of anything."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from invented import HOSTILE, STRAIT, claims_reading

from sayso.reporting.doers import by_voice, is_actual
from sayso.reporting.networks import MOST_PARTIES, WIDTH, network
from sayso.reporting.speakers import actors_by_id
from sayso.types import QUAD_CODES, Actor, Certainty, Claim, Party, Span

ONE = claims_reading()
NAMES = [f"party {letter}" for letter in "abcdefghijklmnop"]
TEXT = " ".join(NAMES)
EVENTS = sorted(QUAD_CODES)


def claim(event: str | None, doers: str, others: str, doubtful: bool = False) -> Claim:
    """Parties are letters: `claim("AID", "ab", "c")`."""

    def parties(letters: str) -> tuple[Party, ...]:
        starts = [TEXT.index(f"party {letter}") for letter in letters]
        return tuple(Party(Span(at, at + 7), "group", True, TEXT[at : at + 7]) for at in starts)

    certainty = Certainty("positive", "actual", None, None)
    quad = QUAD_CODES.get(event) if event else None
    return Claim(
        "id", None, (Span(0, 1),), event, certainty, 0.5,
        quad_code=quad, actor=parties(doers), recipient=parties(others), doubtful=doubtful,
    )  # fmt: skip


class Picture:
    """A drawn network, taken apart."""

    def __init__(self, *claims: Claim, text: str = TEXT) -> None:
        self.drawn = network(claims, text, {name: Actor(name, name, "group", ()) for name in NAMES}, "told")
        root = ElementTree.fromstring(str(self.drawn.picture)) if self.drawn.picture else ElementTree.Element("svg")
        self.boxes = [
            tuple(float(rect.get(name, "")) for name in ("x", "y", "width", "height")) for rect in root.iter("rect")
        ]
        texts = [(one.get("class", ""), one.text or "") for one in root.iter("text")]
        self.parties = [words for kind, words in texts if kind == "party"]
        self.deeds = [(kind, words) for kind, words in texts if kind != "party"]
        self.lines = [path.get("class") for path in root.iter("path") if str(path.get("class")).startswith("q")]
        self.heads = [path.get("class") for path in root.iter("path") if str(path.get("class")).startswith("h")]
        self.height = float(root.get("height", 0))
        # A curve comes half way to the point that bends it, which may lie outside.
        lines = [re.sub(r"Q-?[\d.]+ -?[\d.]+", "", path.get("d", "")) for path in root.iter("path")]
        self.numbers = [float(number) for line in lines for number in re.findall(r"-?[\d.]+", line)]


def test_one_deed_is_a_sentence_from_left_to_right() -> None:
    picture = Picture(claim("COERCE", "a", "b"))
    assert picture.parties == ["party a", "party b"]
    assert picture.boxes[0][0] < picture.boxes[1][0]
    assert picture.boxes[0][1] == picture.boxes[1][1]
    assert picture.deeds == [("deed t4", "COERCE")]
    assert (picture.lines, picture.heads) == (["q4"], ["h4"])


def test_the_same_deed_told_twice_is_one_arrow_and_doubt_is_told() -> None:
    picture = Picture(claim("AID", "a", "b"), claim("AID", "a", "b"), claim("RETREAT", "a", "b", doubtful=True))
    assert picture.lines == ["q2"]
    assert [words for _, words in picture.deeds] == ["AID ×2", "RETREAT ?"]


def test_one_sure_telling_is_enough() -> None:
    assert Picture(claim("AID", "a", "b"), claim("AID", "a", "b", doubtful=True)).deeds == [("deed t2", "AID ×2")]


def test_deeds_of_two_kinds_and_in_two_directions_are_arrows_of_their_own() -> None:
    picture = Picture(claim("AID", "a", "b"), claim("ACCUSE", "a", "b"), claim("REJECT", "b", "a"))
    assert sorted(str(kind) for kind in picture.lines) == ["q2", "q3", "q3"]


def test_what_several_do_together_leads_both_ways() -> None:
    picture = Picture(claim("CONSULT", "ab", ""))
    assert (len(picture.lines), len(picture.heads)) == (1, 2)
    again = Picture(claim("CONSULT", "ab", ""), claim("CONSULT", "ba", ""))
    assert [words for _, words in again.deeds] == ["CONSULT ×2"]


def test_without_another_side_the_arrow_stands_in_the_box() -> None:
    picture = Picture(claim("PROTEST", "ab", ""), claim("COERCE", "", "a"))
    assert len(picture.boxes) == 2
    assert sorted(picture.deeds) == [("deed does t4", "PROTEST")] * 2 + [("deed done t4", "COERCE")]
    (x, _, width, _) = picture.boxes[0]
    assert all(x <= number <= WIDTH or number <= picture.height for number in picture.numbers)
    assert width < WIDTH


def test_a_deed_to_oneself_is_none_to_another() -> None:
    assert Picture(claim("COERCE", "a", "a")).lines == ["q4"]


def test_an_event_of_no_quad_code_has_a_look_of_its_own() -> None:
    assert Picture(claim("STRIKE_TALKS", "a", "b")).lines == ["q0"]


def test_nobody_is_no_picture() -> None:
    assert Picture().drawn.picture == ""
    nobody = Picture(claim("COERCE", "", ""))
    assert (nobody.drawn.picture, nobody.drawn.left_out) == ("", 1)


def test_too_many_parties_leave_the_rarest_out() -> None:
    letters = "abcdefghijklmnop"
    claims = [claim("AID", "a", letter) for letter in letters[1:]] + [claim("ACCUSE", "p", "a")]
    picture = Picture(*claims)
    assert len(picture.boxes) == MOST_PARTIES
    assert "party p" in picture.parties
    assert picture.drawn.left_out == len(claims) - len(picture.boxes)


def test_long_names_are_cut_and_told_in_full() -> None:
    text = "the provisional coordinating committee for the restoration of the northern lighthouses " + "x" * 60
    long = Party(Span(0, 87), "group", True, None)
    other = Party(Span(88, 148), "group", True, None)
    one = Claim("i", None, (Span(0, 3),), "AID", Certainty("positive", "actual", None, None), 0.9, quad_code=2,
                actor=(long,), recipient=(other,))  # fmt: skip
    drawn = str(network([one], text, {}, "told").picture)
    assert f"<title>{text[:86]}</title>" in drawn
    assert "…" in drawn


def test_hostile_names_never_become_markup() -> None:
    party = Party(Span(0, len(HOSTILE)), "group", True, HOSTILE)
    one = Claim("i", None, (Span(0, 1),), HOSTILE, Certainty("positive", "actual", None, None), 0.9, actor=(party,))
    drawn = str(network([one], HOSTILE, {HOSTILE: Actor(HOSTILE, HOSTILE, "group", ())}, "told").picture)
    assert "<script" not in drawn
    assert "style" not in re.findall(r"(\w+)=", drawn)
    ElementTree.fromstring(drawn)


def test_the_invented_article_has_all_its_events_in_pictures() -> None:
    for voiced in by_voice(ONE, [row for row in ONE.claims if is_actual(row)]):
        drawn = network(voiced.claims, STRAIT, actors_by_id(ONE), voiced.name)
        assert drawn.left_out == 0
        assert drawn == network(voiced.claims, STRAIT, actors_by_id(ONE), voiced.name)
        assert not re.search(r"url\(|<script|<style|style=", str(drawn.picture))


some = st.text("abcdefghijklmn", max_size=2).map(lambda letters: "".join(dict.fromkeys(letters)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(claim, st.sampled_from([*EVENTS, "OTHER"]), some, some, st.booleans()), max_size=14))
@example([
    claim("ASSAULT", "", "af", True), claim("ACCUSE", "ae", "bd"), claim("ACCUSE", "bc", "f"),
    claim("ASSAULT", "", "f", True),
])  # fmt: skip
def test_boxes_lie_apart_and_within_the_picture(claims: list[Claim]) -> None:
    picture = Picture(*claims)
    for x, y, width, height in picture.boxes:
        assert x >= 0
        assert y >= 0
        assert x + width <= WIDTH
        assert y + height <= picture.height
    for (x, y, width, height), (to_x, to_y, to_width, to_height) in combinations(picture.boxes, 2):
        assert x + width < to_x or to_x + to_width < x or y + height < to_y or to_y + to_height < y
    assert all(-1 <= number <= max(WIDTH, picture.height) for number in picture.numbers)


@pytest.mark.parametrize("event", EVENTS)
def test_every_type_has_the_look_of_its_quad_code(event: str) -> None:
    assert Picture(claim(event, "a", "b")).lines == [f"q{QUAD_CODES[event]}"]
