"""Whatever the reading: what is kept comes back equal, once, and can be searched and reviewed."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.ledger import Ledger
from sayso.types import (
    DIRECTNESS,
    EVIDENCE_KINDS,
    KINDS,
    NO_SOURCE,
    OUTLET_VOICE,
    PLACE_PRECISIONS,
    POLARITIES,
    PRECISIONS,
    QUAD_CODES,
    STATUSES,
    VERDICTS,
    Actor,
    Argument,
    Certainty,
    Claim,
    Document,
    Evidence,
    Link,
    Loaded,
    Party,
    Place,
    Quantity,
    Reading,
    Span,
    Statement,
    When,
    claim_id,
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
    some = st.lists(spans, max_size=2).map(tuple)
    places = st.builds(
        Place,
        texts,
        maybe,
        st.none() | st.floats(-90, 90),
        st.none() | st.floats(-180, 180),
        st.sampled_from(PLACE_PRECISIONS),
        maybe,
        some,
    )
    links = st.builds(
        Link,
        st.none() | spans,
        st.none() | spans,
        st.none() | st.sampled_from(NO_SOURCE),
        st.lists(parties, max_size=2).map(tuple),
        st.lists(parties, max_size=1).map(tuple),
        st.none() | whens,
        st.none() | places,
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
    grounds = st.builds(
        Evidence,
        st.lists(st.sampled_from(EVIDENCE_KINDS), max_size=2).map(tuple),
        st.lists(texts, max_size=1).map(tuple),
        some,
    )
    scale = st.none() | st.floats(-3, 3)
    ids = [statement.id for statement in statements]
    claims = []
    for _ in range(draw(st.integers(0, 3))):
        trigger = draw(some)
        voice = draw(st.sampled_from([None, *ids]))
        certainty = st.builds(Certainty, st.sampled_from(POLARITIES), st.sampled_from(STATUSES), scale, scale, some)
        loaded = st.builds(Loaded, spans, st.sampled_from([OUTLET_VOICE, *ids]))
        claims.append(
            Claim(
                id=claim_id(document.id, trigger, voice),
                statement=voice,
                trigger=trigger,
                event=draw(maybe | st.sampled_from(sorted(QUAD_CODES))),
                certainty=draw(certainty),
                confidence=draw(st.floats(0, 1)),
                mode=draw(maybe),
                context=draw(st.lists(texts, max_size=1).map(tuple)),
                quad_code=draw(st.none() | st.integers(1, 4)),
                actor=draw(st.lists(parties, max_size=2).map(tuple)),
                recipient=draw(st.lists(parties, max_size=2).map(tuple)),
                arguments=draw(st.lists(st.builds(Argument, texts, spans), max_size=1).map(tuple)),
                quantities=draw(
                    st.lists(st.builds(Quantity, st.floats(-1e9, 1e9), texts, maybe, spans), max_size=1).map(tuple)
                ),
                date=draw(st.none() | whens),
                place=draw(st.none() | places),
                evidence=draw(st.lists(grounds, max_size=1).map(tuple)),
                loaded=draw(st.lists(loaded, max_size=1).map(tuple)),
            )
        )
    return Reading(draw(texts), document, tuple(statements), actors, tuple(claims))


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
        assert [one.claim for one in ledger.claims()] == list(found.claims)
        assert ledger.raw(found.document.id) == found.document.raw
        assert ledger.verify() == []


@few
@given(st.data(), readings())
def test_reviews_leave_a_ledger_that_verifies_and_are_never_lost(data: st.DataObject, found: Reading) -> None:
    text, length = found.document.text, len(found.document.text)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "kept.ledger") as ledger:
        ledger.add(found)
        rows = [*found.statements, *found.claims]
        for _ in range(4 if rows else 0):
            row = data.draw(st.sampled_from(rows))
            verdict = data.draw(st.sampled_from(VERDICTS if length else VERDICTS[:2]))
            corrected = None
            if verdict == "corrected":
                start = data.draw(st.integers(0, length - 1))
                span = Span(start, data.draw(st.integers(start + 1, length))).to_dict(text)
                of_statement = [{"source": span}, {"content": [span]}, {"source": None}]
                of_claim = [
                    {"trigger": [span]},
                    {"actor": [span], "recipient": []},
                    {"event": data.draw(st.none() | st.just("AID")), "certainty": {"status": "denied"}},
                ]
                corrected = data.draw(st.sampled_from(of_statement if isinstance(row, Statement) else of_claim))
            review = ledger.review(row.id, verdict, data.draw(texts), corrected=corrected)  # type: ignore[arg-type]
            assert ledger.reviews(row.id)[-1] == review
        shown = [*(one.statement for one in ledger.statements()), *(one.claim for one in ledger.claims())]
        assert [one.id for one in shown] == [one.id for one in rows]
        for one in shown:
            if one.review:
                assert one.review == ledger.reviews(one.id)[-1]
                assert not one.review.inherited
        assert ledger.verify() == []
        assert ledger.add(Reading(found.model + "2", found.document, (), ()))
        assert {one.row.id for one in ledger.orphaned_reviews()} == {one.id for one in shown if one.review}
        assert ledger.verify() == []
