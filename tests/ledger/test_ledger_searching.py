"""Filters find what they say, and no more."""

import pytest
from ledger_made import ARTICLE, at, document, reading, statement

from sayso.errors import UsageError
from sayso.ledger import Ledger
from sayso.types import Document, Link, Reading

CLOSE, OPEN, AGREED = 0, 1, 2


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(reading())
    return ledger


def numbers(ledger: Ledger, **wanted: object) -> list[int]:
    order = [row.id for row in reading().statements]
    return [order.index(found.statement.id) for found in ledger.statements(**wanted)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [CLOSE, OPEN, AGREED]),
        ({"source": "gazette"}, [CLOSE]),
        ({"source": "HARBOUR the"}, [CLOSE]),
        ({"source": "dockers"}, [CLOSE]),
        ({"source": "dock"}, []),
        ({"source": "dock*"}, [CLOSE]),
        ({"source": "mayor"}, [OPEN]),
        ({"source": "orla"}, [AGREED]),
        ({"source": "Ministry of Trade"}, [AGREED]),
        ({"source": "gazette dockers"}, []),
        ({"source": "gazette", "last_link": True}, []),
        ({"source": "dockers", "last_link": True}, [CLOSE]),
        ({"kind": "outlet"}, [CLOSE]),
        ({"kind": "outlet", "last_link": True}, []),
        ({"kind": "person"}, [OPEN, AGREED]),
        ({"kind": "state"}, []),
        ({"named": False}, [CLOSE, AGREED]),
        ({"named": True}, [CLOSE, OPEN]),
        ({"named": True, "last_link": True}, [OPEN]),
        ({"kind": "outlet", "named": False}, []),
        ({"kind": "person", "named": False}, [AGREED]),
        ({"words": "port"}, [CLOSE, OPEN]),
        ({"words": "OPEN port"}, [OPEN]),
        ({"words": "por"}, []),
        ({"words": "po*"}, [CLOSE, OPEN]),
        ({"words": "port %"}, [CLOSE, OPEN]),
        ({"outlet": "evening post"}, [CLOSE, OPEN, AGREED]),
        ({"outlet": "evening news"}, []),
        ({"since": "2025-08-03", "until": "2025-08-03"}, [CLOSE, OPEN, AGREED]),
        ({"since": "2025-08-04"}, []),
        ({"until": "2025-08-02"}, []),
        ({"since": "2025-08", "until": "2025-08"}, [CLOSE, OPEN, AGREED]),
        ({"since": "2025", "until": "2025"}, [CLOSE, OPEN, AGREED]),
        ({"since": "2025", "until": "2025-08"}, [CLOSE, OPEN, AGREED]),
        ({"since": "2025-08-03", "until": "2025"}, [CLOSE, OPEN, AGREED]),
        ({"until": "2025-07"}, []),
        ({"until": "2024"}, []),
        ({"doubtful": True}, [AGREED]),
        ({"doubtful": False}, [CLOSE, OPEN]),
        ({"verdict": "none"}, [CLOSE, OPEN, AGREED]),
        ({"verdict": "accepted"}, []),
        ({"model": "first", "words": "port", "source": "quist"}, [OPEN]),
        ({"model": "none such"}, []),
        ({"document_id": reading().document.id[:5], "doubtful": True}, [AGREED]),
    ],
)
def test_a_filter_finds(filled: Ledger, wanted: dict[str, object], expected: list[int]) -> None:
    assert numbers(filled, **wanted) == expected


@pytest.mark.parametrize(
    "wanted",
    [
        {"kind": "planet"},
        {"verdict": "maybe"},
        {"since": "yesterday"},
        {"until": "2025-8-3"},
        {"since": "2025-08-04", "until": "2025-08-03"},
        {"since": "2025-09", "until": "2025-08"},
        {"since": "2026", "until": "2025-12"},
        {"source": "…"},
        {"words": ""},
        {"outlet": "* *"},
        {"last_link": True},
    ],
)
def test_a_filter_that_nothing_can_meet_is_refused_at_once(filled: Ledger, wanted: dict[str, object]) -> None:
    with pytest.raises(UsageError) as refused:
        filled.statements(**wanted)  # type: ignore[arg-type]
    assert refused.value.hint


def test_a_name_of_no_filter_is_refused_at_once(filled: Ledger) -> None:
    for search in (filled.readings, filled.statements, filled.claims, filled.count_claims):
        with pytest.raises(TypeError, match="actr"):
            search(actr="Ida Quist")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="actor"):
        filled.statements(actor="Ida Quist")  # type: ignore[call-arg]


def test_what_is_found_comes_with_its_document_and_actors(filled: Ledger) -> None:
    (found,) = filled.statements(source="mayor")
    assert (found.document, found.model, found.statement) == (document(), "first", reading().statements[OPEN])
    party = found.statement.chain[-1].parties[0]
    assert found.actors[party.actor_id or ""].name == "Ida Quist"


def test_only_the_newest_reading_is_searched_unless_asked(filled: Ledger) -> None:
    filled.add(reading("second", statements=2))
    assert [found.model for found in filled.statements()] == ["second", "second"]
    assert [found.model for found in filled.statements(newest_only=False, words="stay")] == ["first", "second"]
    assert [found.model for found in filled.statements(model="first", words="agreed")] == ["first"]


def test_a_document_without_outlet_or_date_is_found_without_these_filters_only(ledger: Ledger) -> None:
    ledger.add(reading(doc=Document(ARTICLE)))
    assert len(list(ledger.statements(words="port"))) == 2
    assert list(ledger.statements(outlet="post")) == []
    assert list(ledger.statements(since="0001")) == []
    assert list(ledger.statements(until="9999")) == []


def test_a_time_of_publication_counts_as_its_day(ledger: Ledger) -> None:
    ledger.add(reading(doc=document(published="2025-08-03T23:59:59+02:00")))
    assert len(list(ledger.statements(since="2025-08-03", until="2025-08-03"))) == 3


def test_a_source_without_a_resolved_party_and_a_joint_one_are_found_by_their_words(ledger: Ledger) -> None:
    doc = document("Farmers and millers of Velm say so. It rains, officials in Órla say.")
    both = reading().statements[0].chain
    bare = Link(at(doc.text, "officials in Órla"), at(doc.text, "say", 1))
    text = doc.text
    parties = tuple(
        type(both[0].parties[0])(at(text, words), "group", False, None) for words in ("Farmers", "millers of Velm")
    )
    joint = Link(at(text, "Farmers and millers of Velm"), at(text, "say"), parties=parties)
    unstated = Link(None, at(text, "say"), "unstated")
    rows = (
        statement(doc, (at(text, "so"),), (joint,)),
        statement(doc, (at(text, "It rains"),), (bare,)),
        statement(doc, (at(text, "rains"),), (unstated,)),
    )
    ledger.add(Reading("first", doc, rows, ()))
    order = [row.id for row in rows]

    def found(**wanted: object) -> list[int]:
        return [order.index(one.statement.id) for one in ledger.statements(**wanted)]  # type: ignore[arg-type]

    assert found(source="farmers and millers") == [0]
    assert found(source="millers", named=False) == [0]
    assert found(source="farmers millers", named=False) == []
    assert found(source="Orla officials") == [1]
    assert found(named=True) == []
    assert found(named=False) == [0]


def test_short_names_are_whole_words(ledger: Ledger) -> None:
    doc = document("Russia and the U.S. said yes.")
    row = statement(doc, (at(doc.text, "yes"),), (Link(at(doc.text, "Russia and the U.S."), at(doc.text, "said")),))
    ledger.add(Reading("first", doc, (row,), ()))
    assert list(ledger.statements(source="us")) == []
    assert len(list(ledger.statements(source="u.s."))) == 1
    assert len(list(ledger.statements(source="russia"))) == 1


def test_an_earlier_version_of_a_page_is_superseded_and_another_page_is_not(ledger: Ledger) -> None:
    first, second, third = (
        reading(doc=document(f"{ARTICLE} {words}", **known))  # type: ignore[arg-type]
        for words, known in (
            ("As it stood on the 4th.", {"published": "2025-08-04"}),
            ("As it stood on the 3rd.", {"published": "2025-08-03"}),
            ("Elsewhere.", {"url": "https://post.example/orla", "published": "2025-08-02"}),
        )
    )
    for one in (first, second, third):
        ledger.add(one)
    assert ledger.superseded() == {second.document.id}
    ledger.add(reading("second", second.document))  # read again by another model it is no later
    assert ledger.superseded() == {second.document.id}
