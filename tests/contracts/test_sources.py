"""`sayso.read` and `sayso.read_many`: what is a path, and what is the text itself."""

from pathlib import Path

import pytest

import sayso
from sayso.errors import EmptyInput, NotFound, UsageError

TEXT = "Ines Valdoro said that the port of Tessany would stay open."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "port.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "port call").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_text_and_its_file_read_the_same(folder: Path) -> None:
    for given in (TEXT, "port.txt", "port call", folder / "port.txt", sayso.Document(TEXT)):
        reading = sayso.read(given)
        assert reading.document.text == TEXT
        assert [TEXT[one.content[0].start : one.content[0].end] for one in reading.statements] == [
            "that the port of Tessany would stay open"
        ]


@pytest.mark.parametrize("mistyped", ["prot.txt", "news/prot.html", "C:\\news\\prot.pdf", Path("prot")])
def test_a_mistyped_path_is_an_error_and_no_text(mistyped: str | Path) -> None:
    with pytest.raises(NotFound):
        sayso.read(mistyped)


@pytest.mark.parametrize("text", ["No.", "x", "Rain fell on port.txt", "a\0b said no", "Said\nHer.txt", "字" * 5000])
def test_what_names_no_file_is_the_text(text: str) -> None:
    assert sayso.read(text).document.text == text


def test_nothing_is_an_error() -> None:
    with pytest.raises(EmptyInput):
        sayso.read("  \n")


def test_a_folder_is_for_read_many(folder: Path) -> None:
    with pytest.raises(UsageError):
        sayso.read(folder)
    found = list(sayso.read_many([folder, "missing.txt", sayso.Document(TEXT), TEXT]))
    kinds = [type(one).__name__ for one in found]
    assert kinds == ["Reading", "Reading", "Failure", "Reading", "Failure"]


def test_the_threshold_marks_and_drops_nothing() -> None:
    low, high = sayso.read(TEXT, threshold=0.0), sayso.read(TEXT, threshold=1.0)
    assert [one.id for one in low.statements] == [one.id for one in high.statements]
    assert not any(one.doubtful for one in low.statements)
    assert all(one.doubtful for one in high.statements)
