"""The marks in the words of several tellings, from texts made by hand."""

import re
from dataclasses import replace
from xml.etree import ElementTree

from comparison.readings_made import Does, Says, read
from hypothesis import given, settings
from hypothesis import strategies as st
from test_page import Tree

from sayso.comparison.records import SharedClaim, Story, Telling, Told
from sayso.reporting.captions import claims_caption
from sayso.reporting.grids import claims_by_outlets, grid
from sayso.reporting.marking import LEGEND, adjoined, differing, loaded_in_words, marked
from sayso.reporting.page import html_page
from sayso.reporting.svgs import standalone
from sayso.reporting.tellers import words_at
from sayso.types import OUTLET_VOICE, Document, Reading, Span

PLAIN = read(
    "The Ardo army entered the village of Hesk.",
    ids={"Ardo": "ARD"},
    does=[Does("Ardo", "entered", "ASSAULT")],
    outlet="Hesk Post",
)
HARSH = read(
    "The Ardo army brutally stormed Hesk.",
    ids={"Ardo": "ARD"},
    does=[Does("Ardo", "stormed", "ASSAULT", loaded={"brutally": OUTLET_VOICE, "stormed": OUTLET_VOICE})],
    outlet="Orla Times",
)
QUOTING = read(
    "Osei said the Ardo army stormed the village.",
    ids={"Ardo": "ARD", "Osei": "osei"},
    says=[Says("Osei", ["the Ardo army stormed the village"])],
    does=[Does("Ardo", "stormed", "ASSAULT", inside=0, loaded={"stormed": "0"})],
    outlet="Lake Herald",
)
ALL = (PLAIN, HARSH, QUOTING)
READINGS = {one.document.id: one for one in ALL}


def telling(reading: Reading, words: str) -> Telling:
    start = reading.document.text.index(words)
    at = (Span(start, start + len(words)),)
    return Telling(reading.document.id, reading.claims[0].id, at, "o", None, "own reporting")


CLAIM = SharedClaim(
    "c",
    (
        telling(PLAIN, "The Ardo army entered the village of Hesk"),
        telling(HARSH, "The Ardo army brutally stormed Hesk"),
        telling(QUOTING, "the Ardo army stormed the village"),
    ),
)


class Made:
    story = Story("s", tuple(Told.of(one.document) for one in ALL), (CLAIM,))
    readings = READINGS


def underlined(place: int, claim: SharedClaim = CLAIM) -> list[str]:
    one = claim.tellings[place]
    differs = differing(claim, READINGS).get((one.document_id, one.claim_id), frozenset())
    found, last = [], False
    for stretch in marked(one, READINGS[one.document_id], differs):
        if stretch.differs:
            found[-1:] = [found[-1] + stretch.words] if last else [*found[-1:], stretch.words]
        last = stretch.differs
    return found


def test_words_are_marked_against_the_first_telling() -> None:
    assert underlined(1) == ["brutally stormed"]
    assert underlined(2) == ["stormed"]


def test_in_the_first_telling_those_that_no_other_has_are_marked() -> None:
    assert underlined(0) == ["entered", "of"]
    assert underlined(0, replace(CLAIM, tellings=CLAIM.tellings[:2])) == ["entered the village of"]
    assert underlined(0, replace(CLAIM, tellings=CLAIM.tellings[:1])) == []


def test_loaded_words_are_told_apart_by_whose_they_are() -> None:
    harsh = marked(CLAIM.tellings[1], HARSH, frozenset())
    assert [(one.words, one.is_own, one.is_quoted) for one in harsh if one.loaded] == [
        ("brutally stormed", True, False)
    ]
    quoting = marked(CLAIM.tellings[2], QUOTING, frozenset())
    assert [(one.words, one.is_own, one.is_quoted) for one in quoting if one.loaded] == [("stormed", False, True)]
    assert loaded_in_words(CLAIM.tellings[1], HARSH) == "loaded: “brutally stormed” (outlet)"
    assert loaded_in_words(CLAIM.tellings[2], QUOTING) == "loaded: “stormed” (Osei)"
    assert loaded_in_words(CLAIM.tellings[0], PLAIN) == ""


def test_loaded_words_side_by_side_are_one_stretch() -> None:
    text = "Lies, fraud and fake  news-speak, he said of the fake"
    words = [Span(found.start(), found.end()) for found in re.finditer(r"Lies|fraud|fake|news|speak|\bhe\b", text)]
    told = [(text[span.start : span.end], whose) for span, whose in adjoined(((one, "outlet") for one in words), text)]
    assert told == [(one, "outlet") for one in ("Lies", "fraud", "fake  news-speak", "he", "fake")]
    mixed = adjoined([(words[2], "Osei"), (words[3], "outlet")], text)
    assert [whose for _, whose in mixed] == ["Osei", "outlet"]


@settings(deadline=None)
@given(
    st.text("ab \n\u00a0\u200b\x1b.’“…", max_size=40),
    st.lists(st.integers(0, 40), min_size=2, max_size=4, unique=True).filter(lambda ends: len(ends) % 2 == 0),
    st.integers(0, 3),
)
def test_marks_change_no_word(text: str, ends: list[int], every: int) -> None:
    ends = sorted(ends)
    spans = tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=True) if text[a:b].strip(" \n\u00a0\u200b"))
    reading = Reading("m", Document(text), (), ())
    one = Telling("d", "c", spans, "o", None, "own reporting")
    differs = frozenset(Span(a, a + 1) for a in range(0, 40, every + 1))
    assert "".join(stretch.words for stretch in marked(one, reading, differs)) == words_at(spans, reading)


def test_the_page_underlines_and_weighs_the_words_and_says_what_that_means() -> None:
    shown = html_page(ALL, stories=[Made()])
    cells = shown[shown.index('<table class="grid-table">') : shown.index("</table>")]
    assert "“The Ardo army <u><b>brutally stormed</b></u> Hesk”" in cells
    assert "“the Ardo army <u><b><i>stormed</i></b></u> the village”" in cells
    assert cells.count("first telling") == 1
    assert "loaded: “stormed” (Osei)" in cells
    tree = Tree(shown)
    legend = "".join(data for where, data in tree.text if where and where[-1] in ("p", "u", "b", "i"))
    for words in ("Underlined: words", "Bold: loaded words, the outlet's own", "Bold italic: loaded words of somebody"):
        assert words in legend


def test_the_picture_marks_the_same_words_on_every_line() -> None:
    root = ElementTree.fromstring(str(claims_by_outlets(Made())))
    found: dict[str, list[str]] = {}
    for span in root.iter("tspan"):
        found.setdefault(str(span.get("class")), []).append(span.text or "")
    assert " ".join(found["differs loaded"]) == "brutally stormed"
    assert found["differs loaded quoted"] == ["stormed"]
    assert found["differs"] == ["entered", "of"]
    lines = ["".join(one.itertext()) for one in root.iter("text") if one.get("class") == "words"]
    assert " ".join(lines) == " ".join(f"“{one.words}”" for cell in grid(Made()).rows[0].cells for one in cell.words)


def test_the_file_of_the_picture_says_what_its_marks_mean() -> None:
    file = standalone(claims_by_outlets(Made()), claims_caption(Made(), "all.ledger"))
    told = " ".join("".join(one.itertext()) for one in ElementTree.fromstring(file).iter() if one.tag.endswith("}text"))
    assert all(words in told for words in LEGEND)
    assert "cannot both be true" not in told


def test_the_picture_marks_what_is_left_of_words_that_have_no_room() -> None:
    long = read(
        "The Ardo army entered " + "and entered " * 30 + "unpronounceably" * 5 + ".",
        ids={"Ardo": "ARD"},
        does=[Does("Ardo", "entered", "ASSAULT")],
        outlet="Long Post",
    )
    made = Made()
    made.readings = {**READINGS, long.document.id: long}
    told = telling(long, long.document.text)
    made.story = Story(
        "s", tuple(Told.of(one.document) for one in (PLAIN, long)), (SharedClaim("c", (CLAIM.tellings[0], told)),)
    )
    root = ElementTree.fromstring(str(claims_by_outlets(made)))
    spans = [one.text or "" for one in root.iter("tspan")]
    assert sum(words.count("entered") for words in spans) > 5
    assert not any("…" in words for words in spans)
