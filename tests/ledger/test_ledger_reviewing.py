"""Reviews are applied to what is shown, change no machine's row, and survive a second reading."""

import sqlite3
from contextlib import closing

import pytest
from ledger_made import ARTICLE, at, document, moved, reading, statement

from sayso.errors import LedgerError, RowNotFound, UsageError
from sayso.ledger import Ledger
from sayso.types import Link, Party, Reading, Review, Statement

CLOSE, OPEN, AGREED = (row.id for row in reading().statements)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(reading())
    return ledger


def span(words: str, nth: int = 0) -> dict[str, object]:
    return at(ARTICLE, words, nth).to_dict(ARTICLE)


def shown(ledger: Ledger, model: str | None = None) -> list[Statement]:
    (found,) = ledger.readings(model=model)
    return list(found.statements)


def machine_rows(ledger: Ledger) -> list[bytes]:
    with closing(sqlite3.connect(ledger.path)) as connection:
        return [row for (row,) in connection.execute("SELECT machine FROM statement_rows ORDER BY reading, position")]


def test_a_verdict_is_shown_and_kept(filled: Ledger) -> None:
    given = filled.review(OPEN, "rejected", "not said", "Ada", when="2025-08-04T10:00:00Z")
    assert given == Review("rejected", "2025-08-04T10:00:00Z", "not said", "Ada")
    rows = shown(filled)
    assert [row.review for row in rows] == [None, given, None]
    assert [found.statement.id for found in filled.statements(verdict="rejected")] == [OPEN]
    assert [found.statement.id for found in filled.statements(verdict="none")] == [CLOSE, AGREED]


def test_of_several_reviews_the_last_counts_and_all_are_kept(filled: Ledger) -> None:
    one = filled.review(OPEN, "corrected", corrected={"content": [span("the port would stay")]}, when="2025-08-05")
    other = filled.review(OPEN[:9], "accepted", when="2025-08-04")
    assert filled.reviews(OPEN) == [one, other]
    assert shown(filled)[1].content == reading().statements[1].content
    assert shown(filled)[1].review == other


def test_a_correction_changes_what_is_shown_and_not_the_machines_row(filled: Ledger) -> None:
    before = machine_rows(filled)
    content = [span("the port"), span("stay open")]
    filled.review(OPEN, "corrected", corrected={"source": span("dockers"), "content": content})
    row = shown(filled)[1]
    assert row.id == OPEN
    assert [one.to_dict(ARTICLE) for one in row.content] == content
    assert row.own_links[-1].source == at(ARTICLE, "dockers")
    assert row.own_links[-1].cue == reading().statements[1].own_links[-1].cue
    assert row.review is not None
    assert row.review.corrected == {"source": span("dockers"), "content": content}
    assert machine_rows(filled) == before


def test_a_new_source_brings_the_parties_that_the_reading_knows_within_it(filled: Ledger) -> None:
    filled.review(OPEN, "corrected", corrected={"source": span("citing dockers")})
    (party,) = shown(filled)[1].chain[-1].parties
    assert party == reading().statements[0].chain[-1].parties[0]
    filled.review(OPEN, "corrected", corrected={"source": span("the Gazette")})
    (party,) = shown(filled)[1].chain[-1].parties
    assert party == Party(at(ARTICLE, "the Gazette"), "outlet", True, "The Harbour Gazette")
    filled.review(OPEN, "corrected", corrected={"source": span("Velm")})
    assert shown(filled)[1].chain[-1].parties == ()


def test_a_source_may_be_taken_away(filled: Ledger) -> None:
    filled.review(OPEN, "corrected", corrected={"source": None})
    link = shown(filled)[1].chain[-1]
    assert (link.source, link.no_source, link.parties) == (None, "unstated", ())
    assert list(filled.statements(source="quist")) == []


def test_the_same_source_given_again_leaves_its_link_alone(filled: Ledger) -> None:
    filled.review(OPEN, "corrected", corrected={"source": span("Mayor Ida Quist")})
    assert shown(filled)[1].chain == reading().statements[1].chain


def test_a_search_finds_what_is_shown(filled: Ledger) -> None:
    filled.review(OPEN, "corrected", corrected={"source": span("dockers"), "content": [span("stay open")]})
    assert [one.statement.id for one in filled.statements(source="dockers")] == [CLOSE, OPEN]
    assert list(filled.statements(source="quist")) == []
    assert [one.statement.id for one in filled.statements(words="port")] == [CLOSE]
    filled.review(OPEN, "rejected")
    assert [one.statement.id for one in filled.statements(source="quist")] == [OPEN]


def test_a_parents_correction_is_seen_in_its_childrens_chains(ledger: Ledger) -> None:
    doc = document("Ada said that Bo thinks that Cy hopes it ends.")
    text = doc.text

    def link(source: str, cue: str) -> tuple[Link]:
        return (Link(at(text, source), at(text, cue)),)

    outer = statement(doc, (at(text, "that Bo thinks that Cy hopes it ends"),), link("Ada", "said"))
    middle = statement(doc, (at(text, "that Cy hopes it ends"),), link("Bo", "thinks"), parent=outer)
    inner = statement(doc, (at(text, "it ends"),), link("Cy", "hopes"), parent=middle)
    ledger.add(Reading("first", doc, (inner, middle, outer), ()))
    ledger.review(outer.id, "corrected", corrected={"source": at(text, "Cy").to_dict(text)})
    for row, sources in zip(shown(ledger), (["Cy", "Bo", "Cy"], ["Cy", "Bo"], ["Cy"]), strict=True):
        assert [text[one.source.start : one.source.end] for one in row.chain if one.source] == sources
    assert [row.review is None for row in shown(ledger)] == [True, True, False]


def test_the_same_row_by_another_model_has_the_review_itself(filled: Ledger) -> None:
    given = filled.review(OPEN, "accepted")
    filled.add(reading("second"))
    assert shown(filled)[1].review == given
    assert shown(filled, "first")[1].review == given


def test_a_later_row_that_shares_over_half_its_tokens_inherits_the_review(filled: Ledger) -> None:
    filled.review(CLOSE, "rejected", "no")
    filled.add(moved(reading(), 0, (at(ARTICLE, "the port of Velm would close"),)))
    rows = shown(filled)
    assert rows[0].id != CLOSE
    assert rows[0].review is not None
    assert (rows[0].review.verdict, rows[0].review.note, rows[0].review.inherited) == ("rejected", "no", True)
    assert [row.review for row in rows[1:]] == [None, None]
    assert [found.statement.id for found in filled.statements(verdict="rejected")] == [rows[0].id]
    assert list(filled.orphaned_reviews()) == []
    first = shown(filled, "first")[0].review
    assert first is not None
    assert not first.inherited


def test_a_review_given_on_an_older_reading_reaches_the_newer(filled: Ledger) -> None:
    filled.add(moved(reading(), 0, (at(ARTICLE, "the port of Velm would close"),)))
    filled.review(CLOSE, "accepted")
    review = shown(filled)[0].review
    assert review is not None
    assert review.inherited


def test_an_inherited_correction_is_applied(filled: Ledger) -> None:
    filled.review(CLOSE, "corrected", corrected={"content": [span("the port of Velm would close")]})
    filled.add(moved(reading(), 0, (at(ARTICLE, "that the port of Velm would"),)))
    row = shown(filled)[0]
    assert row.content == (at(ARTICLE, "the port of Velm would close"),)
    assert row.review is not None
    assert row.review.inherited


def test_a_model_that_finds_the_row_as_it_was_corrected_inherits_it(filled: Ledger) -> None:
    filled.review(AGREED, "corrected", corrected={"content": [span("told the Gazette")], "source": span("The Harbour")})
    link = (Link(at(ARTICLE, "The Harbour"), at(ARTICLE, "told")),)
    right = statement(document(), (at(ARTICLE, "told the Gazette"),), link)
    filled.add(Reading("second", document(), (right,), ()))
    (row,) = shown(filled)
    assert row.review is not None
    assert row.review.inherited
    assert row.chain == right.chain


def test_with_no_such_row_it_is_orphaned(filled: Ledger) -> None:
    given = filled.review(OPEN, "rejected", "mind this")
    filled.add(reading("second", statements=1))
    (orphan,) = filled.orphaned_reviews()
    assert (orphan.document, orphan.row, orphan.review) == (document(), reading().statements[1], given)
    assert filled.status().orphaned_reviews == 1
    assert [row.review for row in shown(filled)] == [None]


@pytest.mark.parametrize(("left", "inherits"), [("the port would", True), ("the port", True), ("port", False)])
def test_the_share_is_of_the_words_in_either_row(ledger: Ledger, left: str, inherits: bool) -> None:
    doc = document("Ada said the port would stay open")
    link = (Link(None, at(doc.text, "said")),)
    ledger.add(Reading("first", doc, (statement(doc, (at(doc.text, "the port would"),), link),), ()))
    ((row,),) = [found.statements for found in ledger.readings()]
    ledger.review(row.id, "accepted")
    # Of {said, the, port, would}: all, three of four, two of four.
    ledger.add(Reading("second", doc, (statement(doc, (at(doc.text, left),), link),), ()))
    ((row,),) = [found.statements for found in ledger.readings()]
    assert (row.review is not None) is inherits
    assert len(list(ledger.orphaned_reviews())) == (not inherits)


def test_one_review_goes_to_one_row_the_most_alike(ledger: Ledger) -> None:
    doc = document("Ada and Bo said the port would stay open")
    text = doc.text

    def row(source: str, content: str) -> Statement:
        return statement(doc, (at(text, content),), (Link(at(text, source), at(text, "said")),))

    old = row("Ada", "the port would stay open")
    likest, like = row("Ada", "the port would stay"), row("Bo", "the port would stay")
    ledger.add(Reading("first", doc, (old,), ()))
    ledger.review(old.id, "accepted")
    ledger.add(Reading("second", doc, (like, likest), ()))
    assert [found.review is not None for found in shown(ledger)] == [False, True]


def test_a_row_with_its_own_review_inherits_none_and_takes_the_older_ones_place(filled: Ledger) -> None:
    filled.review(CLOSE, "rejected")
    filled.add(moved(reading(), 0, (at(ARTICLE, "the port of Velm would close"),)))
    own = filled.review(shown(filled)[0].id, "accepted")
    assert shown(filled)[0].review == own
    assert list(filled.orphaned_reviews()) == []


def test_two_reviews_for_one_row_leave_one_orphaned(ledger: Ledger) -> None:
    doc = document("Ada and Bo said the port would stay open")
    text = doc.text

    def row(source: str) -> Statement:
        return statement(doc, (at(text, "the port would stay open"),), (Link(at(text, source), at(text, "said")),))

    ledger.add(Reading("first", doc, (row("Ada"), row("Bo")), ()))
    ledger.review(row("Ada").id, "accepted", "a")
    ledger.review(row("Bo").id, "rejected", "b")
    ledger.add(Reading("second", doc, (row("Ada and Bo"),), ()))
    (found,) = shown(ledger)
    (orphan,) = ledger.orphaned_reviews()
    assert found.review is not None
    assert {found.review.note, orphan.review.note} == {"a", "b"}


def test_an_orphaned_review_is_found_again_by_a_later_reading(filled: Ledger) -> None:
    filled.review(AGREED, "accepted")
    filled.add(reading("second", statements=2))
    assert len(list(filled.orphaned_reviews())) == 1
    filled.add(reading("third"))
    assert list(filled.orphaned_reviews()) == []
    assert shown(filled)[2].review is not None


@pytest.mark.parametrize(
    "corrected",
    [
        {},
        {"cue": span("said")},
        {"source": span("dockers"), "kind": "group"},
        {"source": {"start": 5, "end": 5}},
        {"source": {"start": -5, "end": 5}},
        {"source": {"start": 0, "end": len(ARTICLE) + 1}},
        {"source": {"start": 0, "end": 3, "text": "Nay"}},
        {"source": {"start": 0.0, "end": 3.0}},
        {"source": {"start": True, "end": 3}},
        {"source": "dockers"},
        {"content": []},
        {"content": None},
        {"content": "dockers"},
        {"content": [None]},
        {"content": [span("stay open"), span("the port")]},
        {"content": [span("the port of"), span("port of Velm")]},
        None,
    ],
)
def test_a_correction_that_does_not_fit_is_refused_and_leaves_nothing(filled: Ledger, corrected: object) -> None:
    with pytest.raises(UsageError) as refused:
        filled.review(OPEN, "corrected", corrected=corrected)  # type: ignore[arg-type]
    assert refused.value.hint
    assert filled.reviews(OPEN) == []


def test_other_verdicts_take_no_correction(filled: Ledger) -> None:
    with pytest.raises(UsageError, match="accepted"):
        filled.review(OPEN, "accepted", corrected={"source": None})
    with pytest.raises(UsageError, match="'fine'"):
        filled.review(OPEN, "fine")  # type: ignore[arg-type]


def test_a_reading_that_shows_reviews_is_not_a_machines(filled: Ledger) -> None:
    filled.review(OPEN, "accepted")
    (found,) = filled.readings()
    filled.forget(found.document.id)
    with pytest.raises(LedgerError, match="carries a review"):
        filled.add(found)
    with pytest.raises(RowNotFound):
        filled.reviews(OPEN)
