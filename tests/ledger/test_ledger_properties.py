"""Whatever the reading: what is kept comes back equal, once, and can be searched and reviewed."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.ledger import Ledger
from sayso.types import (
    DIRECTNESS,
    KINDS,
    NO_SOURCE,
    PRECISIONS,
    VERDICTS,
    Actor,
    Document,
    Link,
    Party,
    Reading,
    Span,
    Statement,
    When,
    statement_id,
)

# Every code point: NULs, halves of surrogate pairs, marks that turn the writing round.
texts = st.text(st.characters(exclude_categories=()), max_size=40)
words = st.lists(st.one_of(texts, st.sampled_from(["the", "port", "Órla", "U.S.", "said", "\x00", "\ud83d", "\ude00"])))
maybe = st.none() | texts


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = " ".join(draw(words))
    edges = st.integers(0, len(text))
    spans = st.tuples(edges, edges).map(lambda pair: Span(*sorted(pair)))
    document = Document(
        text=text,
        title=draw(maybe),
        title_span=draw(st.none() | spans),
        outlet=draw(maybe),
        byline=tuple(draw(st.lists(texts, max_size=2))),
        url=draw(maybe),
        published=draw(maybe | st.dates().map(str)),
        language=draw(maybe),
        warnings=tuple(draw(st.lists(texts, max_size=2))),
        raw=draw(st.none() | st.binary()),
    )
    actors = tuple(
        Actor(
            id=draw(texts),
            name=draw(texts),
            kind=draw(st.sampled_from(KINDS)),  # type: ignore[arg-type]
            mentions=tuple(draw(st.lists(spans, max_size=2))),
            country=draw(maybe),
            by=tuple(draw(st.lists(texts, max_size=2))),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    parties = st.builds(
        Party,
        spans,
        st.sampled_from(KINDS),
        st.booleans(),
        st.sampled_from([None, "x", *(actor.id for actor in actors)]),
    )
    days = st.none() | st.dates().map(str)
    whens = st.builds(
        When, days, days, st.sampled_from(PRECISIONS), st.none() | texts, st.lists(spans, max_size=2).map(tuple)
    )
    links = st.builds(
        Link,
        st.none() | spans,
        st.none() | spans,
        st.none() | st.sampled_from(NO_SOURCE),
        st.lists(parties, max_size=2).map(tuple),
        st.lists(parties, max_size=1).map(tuple),
        st.none() | whens,
    )
    statements: list[Statement] = []
    for _ in range(draw(st.integers(0, 4))):
        parent = draw(st.none() | st.sampled_from(statements)) if statements else None
        own = tuple(draw(st.lists(links, max_size=2)))
        content = tuple(draw(st.lists(spans, max_size=2)))
        confidence = draw(st.floats(0, 1))
        statements.append(
            Statement(
                id=statement_id(document.id, content, own),
                content=content,
                chain=(parent.chain if parent else ()) + own,
                own=len(own),
                directness=draw(st.sampled_from(DIRECTNESS)),  # type: ignore[arg-type]
                confidence=confidence,
                parent=parent.id if parent else None,
                doubtful=confidence < 0.5,
            )
        )
    return Reading(draw(texts), document, tuple(statements), actors)


few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@few
@given(readings())
def test_a_reading_comes_back_equal_and_adding_it_again_changes_nothing(found: Reading) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "kept.ledger") as ledger:
        assert ledger.add(found)
        before = ledger.status()
        assert not ledger.add(found)
        assert ledger.status() == before
        assert list(ledger.readings()) == [found]
        assert [one.statement for one in ledger.statements()] == list(found.statements)
        assert ledger.raw(found.document.id) == found.document.raw
        assert ledger.verify() == []


@few
@given(st.data(), readings())
def test_reviews_leave_a_ledger_that_verifies_and_are_never_lost(data: st.DataObject, found: Reading) -> None:
    text, length = found.document.text, len(found.document.text)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "kept.ledger") as ledger:
        ledger.add(found)
        for _ in range(3 if found.statements else 0):
            row = data.draw(st.sampled_from(found.statements))
            verdict = data.draw(st.sampled_from(VERDICTS if length else VERDICTS[:2]))
            corrected = None
            if verdict == "corrected":
                start = data.draw(st.integers(0, length - 1))
                span = Span(start, data.draw(st.integers(start + 1, length))).to_dict(text)
                corrected = data.draw(st.sampled_from([{"source": span}, {"content": [span]}, {"source": None}]))
            review = ledger.review(row.id, verdict, data.draw(texts), corrected=corrected)  # type: ignore[arg-type]
            assert ledger.reviews(row.id)[-1] == review
        shown = [one.statement for one in ledger.statements()]
        assert [one.id for one in shown] == [one.id for one in found.statements]
        for one in shown:
            if one.review:
                assert one.review == ledger.reviews(one.id)[-1]
                assert not one.review.inherited
        assert ledger.verify() == []
        assert ledger.add(Reading(found.model + "2", found.document, (), ()))
        assert {one.row.id for one in ledger.orphaned_reviews()} == {one.id for one in shown if one.review}
        assert ledger.verify() == []
