from hypothesis import given
from hypothesis import strategies as st
from ledger_made import at

from sayso.ledger.words import WordPlaces, folded, patterns
from sayso.types import Span

TEXT = "“Don't,” said the U.S. envoy — well-known — on 3,000 boats."


def test_a_word_keeps_its_inner_marks() -> None:
    places = WordPlaces(TEXT)
    whole = places.touched([Span(0, len(TEXT))])
    assert len(whole) == len(["Don't", "said", "the", "U.S", "envoy", "well-known", "on", "3,000", "boats"])


def test_a_span_touches_the_words_it_cuts_but_not_those_beside_it() -> None:
    places = WordPlaces(TEXT)
    assert places.touched([at(TEXT, "aid the U")]) == places.touched([at(TEXT, "said the U.S.")]) == {1, 2, 3}
    assert places.touched([at(TEXT, " — ")]) == set()
    assert places.touched([Span(3, 3)]) == set()
    assert places.touched([]) == set()


def test_folding_leaves_words_alone() -> None:
    assert folded("The  U.S.-led Erdoğan’s STRAßE") == " the u s led erdogan s strasse "
    assert folded("a", "b") == " a | b "
    assert folded("") == "  "


def test_a_query_is_its_terms() -> None:
    assert patterns("  U.S.  Miss* ") == ["% u s %", "% miss%"]


@given(st.text(), st.text())
def test_folded_texts_hold_nothing_that_a_pattern_or_a_column_minds(one: str, other: str) -> None:
    made = folded(one, other)
    assert not set(made) & set("%_\x00\\")
    made.encode("utf-8")


@given(st.text(), st.integers(0, 60), st.integers(0, 60))
def test_a_word_is_touched_exactly_where_a_character_of_it_is(text: str, start: int, length: int) -> None:
    places = WordPlaces(text)
    touched = places.touched([Span(start, start + length)])
    single = [places.touched([Span(place, place + 1)]) for place in range(start, start + length)]
    assert touched == frozenset().union(*single)
