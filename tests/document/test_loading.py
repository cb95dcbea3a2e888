"""Files, folders and standard input."""

from __future__ import annotations

import io
import os

import pytest

from sayso.document import MAX_BYTES, count, load, load_many
from sayso.errors import NotFound, TooLarge, Unreadable
from sayso.types import Document, Failure

TEXT = "The council of Tarn said on Monday that it would shut the harbour for the winter."


def test_a_folder_is_read_in_order_without_what_is_hidden(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "page_files").mkdir()
    (tmp_path / "b" / "two.txt").write_text("Two. " + TEXT)
    (tmp_path / "one.txt").write_text("One. " + TEXT)
    (tmp_path / "three").write_text("Three. " + TEXT)
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04....")
    (tmp_path / "none.txt").write_text("")
    (tmp_path / ".hidden.txt").write_text("Hidden. " + TEXT)
    (tmp_path / ".git" / "x.txt").write_text("Hidden. " + TEXT)
    (tmp_path / "page_files" / "x.png").write_bytes(b"\x89PNG\r\n")
    got = list(load_many([tmp_path]))
    assert [each.text.split(".")[0] if isinstance(each, Document) else each.error for each in got] == [
        "unreadable", "empty-input", "One", "Three", "Two",
    ]  # fmt: skip
    assert os.path.join(str(tmp_path), "letter.docx") == got[0].path
    assert count([tmp_path]) == 5


def test_a_folder_passes_over_what_is_written_meanwhile(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "one.txt").write_text("One. " + TEXT)
    (tmp_path / "rows.csv").write_text(f"content\n{TEXT}\n")
    without = [tmp_path / "b" / ".." / "rows.csv", tmp_path / "b" / "new.txt"]
    assert count([tmp_path], without=without) == 1
    documents = load_many([tmp_path], without=without)
    assert next(documents).text.startswith("One.")
    (tmp_path / "b" / "new.txt").write_text("New. " + TEXT)
    assert list(documents) == []
    # Named itself it is read: nobody but the caller knows why.
    assert [each.text for each in load_many([tmp_path / "rows.csv"], without=without)] == [TEXT]


def test_a_folder_with_nothing_to_read_is_a_failure(tmp_path):
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "x.css").write_text("p {}")
    [failure] = load_many([tmp_path])
    assert (failure.path, failure.error) == (str(tmp_path), "empty-input")
    assert "passed over" in failure.hint
    assert count([tmp_path]) == 1


def test_sources_are_read_in_their_order_and_one_at_a_time(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    def sources():
        yield path
        yield str(tmp_path / "no such file.txt")
        yield TEXT.encode()
        raise AssertionError("asked for too early")

    documents = load_many(sources())
    assert next(documents).text == TEXT
    failure = next(documents)
    assert isinstance(failure, Failure)
    assert failure.error == "not-found"
    assert next(documents).text == TEXT


def test_standard_input(monkeypatch):
    class Piped:
        buffer = io.BytesIO(TEXT.encode("utf-16"))

    monkeypatch.setattr("sys.stdin", Piped)
    assert load("-").text == "\ufeff" + TEXT
    Piped.buffer = io.BytesIO(b"")
    [failure] = load_many(["-"])
    assert failure.error == "empty-input"


def test_what_cannot_be_opened(tmp_path):
    with pytest.raises(NotFound):
        load(tmp_path / "none.txt")
    with pytest.raises(Unreadable):
        load("nul\0name")


def test_too_much_for_one_document(tmp_path):
    path = tmp_path / "huge.txt"
    with open(path, "wb") as stream:
        stream.write(b"The council. " * (MAX_BYTES // 13 + 1))
    with pytest.raises(TooLarge):
        load(path)
    assert [each.error for each in load_many([path])] == ["too-large"]


def test_the_number_is_unknown_where_only_reading_would_tell(tmp_path):
    assert count(["https://news.example/feed"]) is None
    assert count(["-"]) is None
    assert count([tmp_path / "none.txt", TEXT.encode()]) == 2


def test_a_given_language_overrides():
    assert load(TEXT.encode(), language="fr").language == "fr"
