from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import reading

from sayso.reporting.outline import outline
from sayso.types import Span, Statement


def test_rows_stand_in_the_texts_order_with_the_nested_under_their_parents() -> None:
    rows = outline(reading().statements)
    assert [row.number for row in rows] == ["1", "2", "3", "4", "5", "6", "6.1", "7", "8", "9"]
    assert [row.depth for row in rows] == [0, 0, 0, 0, 0, 0, 1, 0, 0, 0]


def test_a_row_whose_parent_is_not_shown_stands_alone() -> None:
    nested = [row for row in reading().statements if row.parent]
    assert [row.number for row in outline(nested)] == ["1"]


def _statement(place: int, parent: int | None) -> Statement:
    return Statement(
        str(place), (Span(place, place + 1),), (), 0, "direct", 0.5, None if parent is None else str(parent)
    )


@settings(deadline=None)
@given(st.lists(st.none() | st.integers(0, 9), max_size=10))
def test_every_statement_stands_once_also_where_parents_run_in_a_ring(parents: list[int | None]) -> None:
    rows = outline([_statement(place, parent) for place, parent in enumerate(parents)])
    assert sorted(row.statement.id for row in rows) == sorted(str(place) for place in range(len(parents)))
    assert len({row.number for row in rows}) == len(parents)


def test_a_chain_of_any_depth_does_not_overflow() -> None:
    rows = outline([_statement(place, place - 1 if place else None) for place in range(3000)])
    assert rows[-1].depth == 2999


def test_two_rows_with_one_id_both_stand() -> None:
    row = reading().statements[0]
    assert len(outline([row, replace(row, confidence=0.1)])) == 2
