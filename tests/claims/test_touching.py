"""What touches a stretch is what looking at every row finds."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.chains.touching import Touching
from sayso.types import Span

spans = st.tuples(st.integers(0, 3000), st.integers(1, 1500)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(st.lists(spans, max_size=3), max_size=12), spans)
def test_what_touches_a_stretch(rows: list[list[Span]], asked: Span) -> None:
    found = Touching(enumerate(rows)).at(asked)
    assert found == [
        number
        for number, row in enumerate(rows)
        if any(span.start < asked.end and asked.start < span.end for span in row)
    ]
