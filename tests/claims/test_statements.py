"""Attributions add up to statements: chains, nested ones, links that are added, doubt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claims import Told, logistic, statements
from sayso.types import DIRECTNESS, NO_SOURCE, Document, Party, Span, Statement, statement_id


def at(text: str, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def told(
    text: str,
    place: int,
    source: str | None,
    cue: str | None,
    *content: str,
    score: float = 0.9,
    parents: dict[int, float] | None = None,
) -> Told:
    """A row by its words; the first place where each stands."""
    return Told(
        place,
        at(text, source) if source else None,
        at(text, cue) if cue else None,
        tuple(at(text, words) for words in content),
        score,
        score,
        score,
        parents or {-1: 1.0},
    )


def nobody(row: Told, speakers: tuple[Party, ...]) -> tuple[tuple[Party, ...], tuple[Party, ...], None]:
    return (), (), None


def built(text: str, rows: Sequence[Told], threshold: float = 0.5) -> tuple[Statement, ...]:
    document = Document(text)
    found = statements(document, rows, nobody, lambda row: row.anchor_score, threshold)
    sound(document, found, threshold)
    return found


def sound(document: Document, found: Sequence[Statement], threshold: float) -> None:
    """What holds of statements whatever they were built from."""
    by_id = {statement.id: statement for statement in found}
    assert len(by_id) == len(found)
    for statement in found:
        assert statement.content
        assert statement.own >= 1
        assert len(statement.chain) >= statement.own
        assert statement.id == statement_id(document.id, statement.content, statement.own_links)
        assert statement.doubtful == (statement.confidence < threshold)
        assert statement.directness in DIRECTNESS
        above = by_id[statement.parent] if statement.parent else None
        assert statement.chain[: -statement.own] == (above.chain if above else ())
        if above:
            assert statement.doubtful or not above.doubtful
        for span in statement.content:
            assert 0 <= span.start < span.end <= len(document.text)
        for link in statement.chain:
            assert (link.source is None) == (link.no_source in NO_SOURCE)
    wire = [statement.to_dict(document.text) for statement in found]
    assert [Statement.from_dict(row) for row in wire] == list(found)
    # Nobody stands in itself.
    for statement in found:
        seen = {statement.id}
        up = statement.parent
        while up:
            assert up not in seen
            seen.add(up)
            up = by_id[up].parent


def words(text: str, found: Sequence[Statement]) -> list[tuple[list[str | None], list[str | None], list[str]]]:
    """By statement: the sources of its chain, the cues, its content."""
    return [
        (
            [text[link.source.start : link.source.end] if link.source else None for link in s.chain],
            [text[link.cue.start : link.cue.end] if link.cue else None for link in s.chain],
            [text[span.start : span.end] for span in s.content],
        )
        for s in found
    ]


def test_one_statement() -> None:
    text = "Mayor Ida Quist said that the port would close."
    found = built(text, [told(text, 3, "Mayor Ida Quist", "said", "that the port would close")])
    assert words(text, found) == [(["Mayor Ida Quist"], ["said"], ["that the port would close"])]
    assert (found[0].parent, found[0].own, found[0].directness, found[0].confidence) == (None, 1, "indirect", 0.9)


def test_nothing_told() -> None:
    assert built("It rained.", []) == ()
    assert built("It rained.", [told("It rained.", 0, None, "rained")]) == ()


def test_a_content_in_two_halves() -> None:
    text = "“We go,” she said, “and stay away.”"
    found = built(text, [told(text, 4, "she", "said", "“We go,”", "“and stay away.”")])
    assert words(text, found) == [(["she"], ["said"], ["“We go,”", "“and stay away.”"])]
    assert found[0].directness == "direct"


NEWSWEEK = (
    "Newsweek reveals, citing analysts and former Israeli officials, that discussions about supporting these "
    "activities are intensifying."
)
REVEALED = "that discussions about supporting these activities are intensifying"


@pytest.mark.parametrize("with_one_content", [True, False])
def test_the_first_worked_case_citing_adds_a_link(with_one_content: bool) -> None:
    rows = [
        told(NEWSWEEK, 1, "Newsweek", "reveals", REVEALED),
        told(
            NEWSWEEK,
            3,
            "analysts and former Israeli officials",
            "citing",
            REVEALED if with_one_content else REVEALED.removeprefix("that "),
            parents={-1: 0.1, 1: 0.9},
        ),
    ]
    found = built(NEWSWEEK, rows)
    assert words(NEWSWEEK, found) == [
        (["Newsweek", "analysts and former Israeli officials"], ["reveals", "citing"], [REVEALED])
    ]
    assert found[0].own == 2
    assert found[0].parent is None


def test_the_second_worked_case_a_statement_in_another() -> None:
    text = "Newsweek states that Eran Lahav penned a report detailing how Israel could intensify its pressure."
    rows = [
        told(text, 1, "Newsweek", "states", text[len("Newsweek states ") : -1]),
        told(text, 9, "a report", "detailing", "how Israel could intensify its pressure", parents={-1: 0.2, 1: 0.8}),
    ]
    outer, inner = built(text, rows)
    assert inner.parent == outer.id
    assert (outer.own, inner.own) == (1, 1)
    assert words(text, [inner]) == [
        (["Newsweek", "a report"], ["states", "detailing"], ["how Israel could intensify its pressure"])
    ]


THREE = "Ali said Baker claimed Chen denied it."


def three(**scores: float) -> list[Told]:
    return [
        told(THREE, 1, "Ali", "said", "Baker claimed Chen denied it", score=scores.get("ali", 0.9)),
        told(THREE, 3, "Baker", "claimed", "Chen denied it", score=scores.get("baker", 0.9), parents={-1: 0.1, 1: 0.9}),
        told(THREE, 5, "Chen", "denied", "it", score=scores.get("chen", 0.9), parents={-1: 0.1, 1: 0.2, 3: 0.7}),
    ]


def test_three_deep() -> None:
    found = built(THREE, three())
    assert [row[0] for row in words(THREE, found)] == [["Ali"], ["Ali", "Baker"], ["Ali", "Baker", "Chen"]]
    assert [s.parent for s in found] == [None, found[0].id, found[1].id]


def test_rows_in_any_order_give_the_same() -> None:
    rows = three()
    assert built(THREE, rows[::-1]) == built(THREE, rows)


def test_nobody_sure_stands_in_doubt() -> None:
    found = built(THREE, three(baker=0.3))
    assert [row[0] for row in words(THREE, found)] == [["Ali"], ["Ali", "Baker"], ["Ali", "Chen"]]
    assert [s.doubtful for s in found] == [False, True, False]
    found = built(THREE, three(ali=0.3))
    assert [row[0] for row in words(THREE, found)] == [["Ali"], ["Baker"], ["Baker", "Chen"]]


def test_what_is_in_doubt_may_stand_in_doubt() -> None:
    found = built(THREE, three(ali=0.3, baker=0.2, chen=0.1))
    assert [len(s.chain) for s in found] == [1, 2, 3]
    assert all(s.doubtful for s in found)


def test_a_link_in_doubt_casts_none_on_its_statement() -> None:
    rows = [
        told(NEWSWEEK, 1, "Newsweek", "reveals", REVEALED),
        told(NEWSWEEK, 3, "analysts", "citing", REVEALED, score=0.3, parents={-1: 0.1, 1: 0.9}),
        told(NEWSWEEK, 9, None, "discussions about", "supporting these activities", parents={-1: 0.2, 1: 0.8}),
    ]
    found = built(NEWSWEEK, rows)
    assert not found[0].doubtful


def test_a_circle_is_broken() -> None:
    rows = [
        told(NEWSWEEK, 1, "Newsweek", "reveals", REVEALED, parents={-1: 0.1, 3: 0.9}),
        told(NEWSWEEK, 3, "analysts", "citing", REVEALED, parents={-1: 0.1, 1: 0.9}),
    ]
    found = built(NEWSWEEK, rows)
    assert [s.own for s in found] == [2]


def test_parents_that_are_not_there() -> None:
    text = "Ali said it rained."
    found = built(text, [told(text, 1, "Ali", "said", "it rained", parents={-1: 0.1, 77: 0.9})])
    assert [s.parent for s in found] == [None]


def test_of_doubles_the_surest_stays() -> None:
    text = "Ali said it rained."
    rows = [
        told(text, 1, "Ali", "said", "rained", score=0.4),
        told(text, 2, "Ali", "said", "it rained", score=0.8),
    ]
    assert words(text, built(text, rows)) == [(["Ali"], ["said"], ["it rained"])]


def test_the_same_statement_twice_is_one() -> None:
    text = "Ali: it rained."
    rows = [told(text, 1, "Ali", None, "it rained"), told(text, 2, "Ali", None, "it rained")]
    assert len(built(text, rows)) == 1


def test_no_cue_and_no_source() -> None:
    text = "Port to close: ministry. Reportedly it will. The strike was seen as unfair. Fears of a flood grow."
    rows = [
        told(text, 1, "ministry", None, "Port to close"),
        told(text, 5, None, "Reportedly", "it will"),
        told(text, 10, None, "was seen as", "unfair"),
        told(text, 14, None, "Fears of", "a flood"),
    ]
    found = built(text, rows)
    assert [s.chain[0].cue is None for s in found] == [True, False, False, False]
    assert [s.chain[0].no_source for s in found] == [None, "unstated", "unstated", "unresolved"]


def test_a_speaker_label_across_paragraphs() -> None:
    text = "Q: And then?\n\nA: It rained.\n\nIt snowed."
    found = built(text, [told(text, -5, "A", None, "It rained.", "It snowed.")])
    assert words(text, found) == [(["A"], [None], ["It rained.", "It snowed."])]


def test_a_headline_that_the_text_repeats() -> None:
    text = "Port to close: ministry\n\nThe port is to close, the ministry said."
    rows = [
        told(text, -2, "ministry", None, "Port to close"),
        told(text, 9, "the ministry", "said", "The port is to close"),
    ]
    assert len(built(text, rows)) == 2


def test_parties_are_asked_for_each_row() -> None:
    text = "Ali told Baker it rained."
    asked = []

    def parties(row: Told, speakers: tuple[Party, ...]) -> tuple[tuple[Party, ...], tuple[Party, ...], None]:
        asked.append(row.place)
        ali, baker = (Party(at(text, name), "person", True, name) for name in ("Ali", "Baker"))
        return (ali,), (baker,), None

    (found,) = statements(Document(text), [told(text, 1, "Ali", "told", "it rained")], parties, lambda row: 0.7, 0.5)
    assert asked == [1]
    assert found.chain[0].parties[0].actor_id == "Ali"
    assert found.chain[0].to[0].actor_id == "Baker"


def test_ids_are_of_the_words_alone() -> None:
    text = "Ali said it rained."
    (sure,) = built(text, [told(text, 1, "Ali", "said", "it rained")])
    (less,) = built(text, [told(text, 4, "Ali", "said", "it rained", score=0.2)])
    assert sure.id == less.id
    (other,) = built(text, [told(text, 1, None, "said", "it rained")])
    assert other.id != sure.id


def test_how_sure_a_row_is() -> None:
    row = Told(0, None, None, (Span(0, 1),), 0.9, 0.8, 0.5, {})
    assert logistic({}, row) == pytest.approx(0.36)
    weights = {"constant": 0.0, "anchor": 1.0, "source": 0.0, "content": 0.0}
    assert logistic(weights, row) == pytest.approx(0.9)
    for score in (0.0, 1.0):
        sure = Told(0, None, None, (Span(0, 1),), score, score, score, {})
        assert 0 <= logistic({"constant": 1, "anchor": 9, "source": 9, "content": 9}, sure) <= 1


TEXT = "“Ali said, Baker claimed: it rained. Chen, who was told ‘so’, denied it.”\n\nShe left “them.”"


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_rows_add_up(data: st.DataObject) -> None:
    """Whatever the heads find, what comes out is sound, and twice the same."""
    score = st.floats(0, 1)

    def span() -> Span:
        start = data.draw(st.integers(0, len(TEXT) - 1))
        return Span(start, data.draw(st.integers(start + 1, min(len(TEXT), start + 40))))

    count = data.draw(st.integers(0, 6))
    rows = []
    for place in range(count):
        content: list[Span] = []
        for piece in sorted(span() for _ in range(data.draw(st.integers(0, 3)))):
            if not content or piece.start > content[-1].end:
                content.append(piece)
        rows.append(
            Told(
                place,
                data.draw(st.sampled_from([None, span()])),
                data.draw(st.sampled_from([None, span()])),
                tuple(content),
                data.draw(score),
                data.draw(score),
                data.draw(score),
                {other: data.draw(score) for other in range(-1, count) if other != place},
            )
        )
    document = Document(TEXT)
    found = statements(document, rows, nobody, lambda row: row.anchor_score, 0.5)
    sound(document, found, 0.5)
    assert statements(document, rows, nobody, lambda row: row.anchor_score, 0.5) == found
    assert [s.content[0].start for s in found] == sorted(s.content[0].start for s in found)
