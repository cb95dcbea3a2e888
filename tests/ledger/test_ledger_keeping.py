"""What is added is kept, once, and what is forgotten is gone."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from ledger_made import ARTICLE, at, document, reading

from sayso.errors import LedgerError, RowNotFound
from sayso.ledger import Ledger, migrations
from sayso.types import Document, Failure, Link, Reading, Review, Span


def test_a_reading_comes_back_as_it_was(ledger: Ledger) -> None:
    found = reading()
    assert ledger.add(found)
    assert list(ledger.readings()) == [found]


def test_reading_the_same_text_again_changes_nothing(ledger: Ledger) -> None:
    ledger.add(reading())
    before = ledger.status()
    assert not ledger.add(reading())
    assert not ledger.add(reading(statements=2))
    assert ledger.status() == before
    assert list(ledger.readings()) == [reading()]


def test_it_is_still_there_when_opened_again(tmp_path: Path) -> None:
    with Ledger(tmp_path / "kept.ledger") as first:
        first.add(reading())
    with Ledger(str(tmp_path / "kept.ledger"), create=False) as again:
        assert list(again.readings()) == [reading()]


def test_a_newer_version_of_a_page_is_kept_beside_the_older(ledger: Ledger) -> None:
    older, newer = reading(), reading(doc=document(ARTICLE + " Corrected."))
    assert older.document.url == newer.document.url
    assert ledger.add(older)
    assert ledger.add(newer)
    assert list(ledger.readings()) == [older, newer]


def test_reprints_of_one_text_are_separate_documents(ledger: Ledger) -> None:
    one, other = reading(), reading(doc=document(url="https://mirror.example/velm"))
    ledger.add(one)
    assert ledger.add(other)
    assert one.document.sha256 == other.document.sha256
    assert ledger.status().documents == 2


def test_a_newer_model_adds_a_reading(ledger: Ledger) -> None:
    first, second = reading("first", statements=2), reading("second", document(title="Port to close"))
    ledger.add(first)
    assert ledger.add(second)
    assert list(ledger.readings()) == [second]
    assert list(ledger.readings(newest_only=False)) == [first, second]
    assert list(ledger.readings(model="first")) == [first]
    assert ledger.status().documents == 1
    assert ledger.status().models == {"first": 1, "second": 1}


def test_raw_bytes_are_kept_the_first_time_they_come(ledger: Ledger) -> None:
    ledger.add(reading())
    document_id = reading().document.id
    assert ledger.raw(document_id) is None
    ledger.add(reading("second", document(raw=b"<html>\x00\xff")))
    ledger.add(reading("third", document(raw=b"something else")))
    assert ledger.raw(document_id) == b"<html>\x00\xff"
    ledger.add(reading(doc=document(url="https://empty.example/", raw=b"")))
    assert ledger.raw(document(url="https://empty.example/").id) == b""


def test_a_text_of_one_character_and_no_statements(ledger: Ledger) -> None:
    short = Reading("first", Document("x"), (), ())
    ledger.add(short)
    assert list(ledger.readings()) == [short]
    assert list(ledger.statements()) == []


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\udfff\ud83d\ude00\udc00", "\r\n\ufeff\u202e\u200b", "😀é́"])
def test_hostile_texts_come_back_as_they_were(ledger: Ledger, text: str) -> None:
    doc = Document(text + ARTICLE, title=text, outlet=text, byline=(text,), url=text, published=text, warnings=(text,))
    found = reading(text, doc)
    assert ledger.add(found)
    assert not ledger.add(found)
    assert list(ledger.readings()) == [found]
    assert list(ledger.readings(model=text)) == [found]
    assert ledger.add_failure(Failure(text, "unreadable", text, text))
    assert list(ledger.failures()) == [Failure(text, "unreadable", text, text)]
    given = ledger.review(found.statements[0].id, "accepted", note=text, by=text)
    assert ledger.reviews(found.statements[0].id) == [given]


def test_a_failure_is_kept_once(ledger: Ledger) -> None:
    one, other = (
        Failure("b.pdf", "unreadable", "It is encrypted."),
        Failure("a.txt", "empty-input", "It is empty.", "x"),
    )
    assert [ledger.add_failure(failure) for failure in (one, other, one)] == [True, True, False]
    assert list(ledger.failures()) == [one, other]
    assert ledger.status().failures == 2


def test_status_counts(ledger: Ledger) -> None:
    ledger.add(reading())
    ledger.add(reading("second", statements=2))
    ledger.review(reading().statements[0].id, "accepted")
    status = ledger.status()
    assert (status.documents, status.readings, status.statements, status.reviews) == (1, 2, 5, 1)
    assert (status.path, status.version) == (ledger.path, migrations.MIGRATIONS[-1].number)
    assert status.size >= ledger.path.stat().st_size > 0


def broken(found: Reading, **changed: object) -> Reading:
    return replace(found, statements=(replace(found.statements[0], **changed), *found.statements[1:]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (broken(reading(), content=(Span(5, 100_000),)), "not within the text"),
        (broken(reading(), content=(Span(9, 5),)), "not within the text"),
        (broken(reading(), content=(Span(-1, 5),)), "not within the text"),
        (broken(reading(), content=(at(ARTICLE, "the port"),)), "the id is not that of its spans"),
        (broken(reading(), id="0" * 16), "the id is not that of its spans"),
        (broken(reading(), own=5), "5 own links in a chain of 2"),
        (broken(reading(), parent="f" * 16), "no parent ffff"),
        (broken(reading(), review=Review("accepted", "2025-08-03")), "carries a review"),
        (broken(reading(), chain=(Link(Span(0, 9999), None),), own=0), "not within the text"),
        (replace(reading(), actors=(replace(reading().actors[0], mentions=(Span(0, 9999),)),)), "actor The Harbour"),
        (replace(reading(), document=document(title_span=Span(0, 9999))), "title"),
    ],
)
def test_a_reading_that_does_not_hold_together_is_refused_whole(ledger: Ledger, spoiled: Reading, said: str) -> None:
    with pytest.raises(LedgerError, match=said) as refused:
        ledger.add(spoiled)
    assert refused.value.hint
    assert ledger.status().documents == 0


def test_forgetting_removes_all_of_a_document_and_nothing_else(ledger: Ledger) -> None:
    kept = reading(doc=document(url="https://mirror.example/velm"))
    secret = document("Xylophonist Zebulon spoke. " + ARTICLE, raw=b"raw-xylophonist")
    for found in (kept, reading("first", secret), reading("second", secret)):
        ledger.add(found)
    ledger.review(reading(doc=secret).statements[0].id, "rejected", note="zebulon-note")
    assert ledger.forget(secret.id[:8]) == secret.id
    assert list(ledger.readings(newest_only=False)) == [kept]
    status = ledger.status()
    assert (status.documents, status.readings, status.statements, status.reviews) == (1, 1, 3, 0)
    with pytest.raises(RowNotFound):
        ledger.raw(secret.id)
    for file in ledger.path.parent.iterdir():
        stored = file.read_bytes().lower()
        assert b"zebulon" not in stored
        assert b"xylophonist" not in stored
    assert ledger.add(reading("first", secret))


def test_forgetting_while_somebody_reads_does_not_wait(ledger: Ledger) -> None:
    ledger.add(reading())
    going = ledger.statements()
    next(going)
    ledger.forget(reading().document.id)
    assert len(list(going)) == 2
    assert list(ledger.statements()) == []


@pytest.mark.parametrize("absent", ["0000000000000000", "", "zz", "%", "0" * 40, "'; drop table documents; --"])
def test_an_id_that_is_not_there(ledger: Ledger, absent: str) -> None:
    ledger.add(reading())
    calls = [
        lambda: ledger.forget(absent),
        lambda: ledger.readings(document_id=absent),
        lambda: ledger.statements(document_id=absent),
        lambda: ledger.review(absent, "accepted"),
        lambda: ledger.reviews(absent),
    ]
    for call in calls:
        with pytest.raises(RowNotFound) as refused:
            call()
        assert refused.value.hint
        assert repr(absent) in refused.value.message


def test_an_id_may_be_given_by_its_first_digits_unless_several_begin_so(ledger: Ledger) -> None:
    made = [reading(doc=document(url=f"https://post.example/{number}")) for number in range(20)]
    for found in made:
        ledger.add(found)
    ids = sorted(found.document.id for found in made)
    shared = next(one[0] for one, other in pairwise(ids) if one[0] == other[0])
    with pytest.raises(LedgerError, match="More than one document begins") as refused:
        ledger.forget(shared)
    assert not isinstance(refused.value, RowNotFound)
    assert refused.value.hint
    assert [found.document.id for found in ledger.readings(document_id=ids[0][:12].upper())] == [ids[0]]


def test_what_iterates_sees_the_ledger_as_it_began_and_lets_others_write(ledger: Ledger) -> None:
    for number in range(3):
        ledger.add(reading(doc=document(url=f"https://post.example/{number}")))
    seen = []
    for found in ledger.statements():
        seen.append(found.statement.id)
        ledger.review(found.statement.id, "accepted")
        ledger.add(reading(doc=document(url=f"https://post.example/later/{len(seen)}")))
    assert len(seen) == len(set(seen)) == 9
    assert len(list(ledger.statements(verdict="accepted"))) == 9


def test_one_models_reading_of_a_document(ledger: Ledger) -> None:
    first, second = reading("first"), reading("second", statements=2)
    for one in (first, second):
        assert ledger.reading(one.document.id, one.model) is None
        ledger.add(one)
        assert ledger.reading(one.document.id, one.model) == one
    assert ledger.reading(first.document.id, "third") is None
    assert ledger.reading(first.document.id[:8], "first") is None


def test_a_statement_by_its_id_as_the_newest_reading_shows_it(ledger: Ledger) -> None:
    first, second = reading("first"), reading("second", statements=2)
    ledger.add(first)
    ledger.add(second)
    shared, only_first = first.statements[0], first.statements[2]
    assert ledger.statement(shared.id[:10]).model == "second"
    assert ledger.statement(only_first.id).model == "first"
    given = ledger.review(shared.id, "rejected")
    found = ledger.statement(shared.id)
    assert found.statement.review == given
    assert found.document.id == first.document.id
    assert set(found.actors) == {actor.id for actor in first.actors}
    for wrong in ("0" * 16, "no id"):
        with pytest.raises(RowNotFound):
            ledger.statement(wrong)
