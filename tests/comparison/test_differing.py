import json

from hypothesis import given, settings
from hypothesis import strategies as st
from readings_made import REJECTED, Does, Says, read

from sayso.comparison.records import Telling
from sayso.comparison.speaking.differing import Facing, side_by_side, wordings
from sayso.types import Document, Reading, Span

POST = read(
    "The Ardo army stormed the village of Hesk. Osei called it a cowardly raid.",
    ids={"Ardo": "ARD", "Osei": "osei"},
    says=[Says("Osei", ["it a cowardly raid"])],
    does=[
        Does("Ardo", "stormed", "ASSAULT", loaded={"stormed": "outlet"}),
        Does("", "raid", "ASSAULT", inside=0, loaded={"cowardly": "0"}),
    ],
)
HERALD = read("THE Ardo army entered Hesk on Monday.", ids={"Ardo": "ARD"}, does=[Does("Ardo", "entered", "ASSAULT")])


def words(reading: Reading, row: Facing) -> tuple[str, str]:
    left, right = row.here, row.there
    text, other = reading.document.text, HERALD.document.text
    return (
        " ".join(text[word.span.start : word.span.end] for word in left),
        " ".join(other[word.span.start : word.span.end] for word in right),
    )


def test_differing_words_stand_side_by_side() -> None:
    rows = side_by_side(POST, [Span(0, 41)], HERALD, [Span(0, 36)])
    assert [(row.same, *words(POST, row)) for row in rows] == [
        (True, "The Ardo army", "THE Ardo army"),
        (False, "stormed the village of", "entered"),
        (True, "Hesk", "Hesk"),
        (False, "", "on Monday"),
    ]


def test_loaded_words_say_whose_they_are() -> None:
    text = POST.document.text
    rows = side_by_side(POST, [Span(0, len(text))], HERALD, [Span(0, 36)])
    loaded = {text[word.span.start : word.span.end]: word.loaded for row in rows for word in row.here if word.loaded}
    assert loaded["stormed"].voice == "outlet"
    assert loaded["cowardly"].voice == POST.statements[0].id
    assert loaded["cowardly"].names == ("Osei",)
    assert set(loaded) == {"stormed", "cowardly"}


def test_loaded_words_of_a_rejected_statement_are_the_outlet_s() -> None:
    again = read(
        "Osei called it a cowardly raid.",
        ids={"Osei": "osei"},
        says=[Says("Osei", ["it a cowardly raid"], review=REJECTED)],
        does=[Does("", "raid", "ASSAULT", inside=0, loaded={"cowardly": "0"})],
    )
    rows = side_by_side(again, [Span(0, 30)], HERALD, [])
    assert [word.loaded.voice for row in rows for word in row.here if word.loaded] == ["outlet"]


def test_the_first_telling_stands_beside_each_of_the_others() -> None:
    readings = {one.document.id: one for one in (POST, HERALD)}
    tellings = [
        Telling(one.document.id, one.claims[0].id, (Span(0, 36),), "o", None, "own reporting")
        for one in (POST, HERALD, HERALD)
    ]
    found = wordings(tellings, readings)
    assert [(one.here[0], one.there[0]) for one in found] == [(POST.document.id, HERALD.document.id)] * 2
    told = found[0].to_dict({one: reading.document.text for one, reading in readings.items()})
    assert told["rows"][1]["here"][0]["text"] == "stormed"
    assert told["rows"][1]["here"][0]["loaded"] == {"voice": "outlet", "names": []}
    json.dumps(told)
    assert wordings([], readings) == ()


@settings(deadline=None)
@given(st.text("ab 'B.’", max_size=40), st.text("ab 'B.’", max_size=40))
def test_every_word_stands_once_and_in_its_order(one: str, other: str) -> None:
    here, there = (Reading("m", Document(text), (), ()) for text in (one, other))
    rows = side_by_side(here, [Span(0, len(one))], there, [Span(0, len(other))])
    for side, text in (("here", one), ("there", other)):
        spans = [word.span for row in rows for word in getattr(row, side)]
        assert spans == sorted(set(spans))
        assert sum(span.end - span.start for span in spans) <= len(text)
    assert all(len(row.here) == len(row.there) for row in rows if row.same)
    assert side_by_side(here, [Span(0, len(one))], here, [Span(0, len(one))]) == tuple(
        Facing(row.here, row.here, True) for row in side_by_side(here, [Span(0, len(one))], here, [Span(0, len(one))])
    )
