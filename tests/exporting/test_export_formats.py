"""What holds of every format."""

import json
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from nasty import nasty_reading
from reporting.invented import addressed_reading, claims_reading, hostile_reading, reading

from sayso.errors import UsageError
from sayso.exporting import FORMATS, export
from sayso.types import Document, Reading

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "exports.md"


def exported(to: str, tmp_path: Path, *readings: Reading) -> Path:
    path = tmp_path / f"out{FORMATS[to].ending}"
    export(iter(readings), to, path)
    return path


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_takes_whatever_a_reading_holds(to: str, tmp_path: Path) -> None:
    if to == "parquet":
        pytest.importorskip("pyarrow")
    path = exported(to, tmp_path, reading(), hostile_reading(), claims_reading(), addressed_reading(), nasty_reading())
    for file in [path] if FORMATS[to].ending else path.iterdir():
        assert to == "parquet" or file.read_bytes().decode("utf-8")


@pytest.mark.parametrize("to", FORMATS)
def test_nothing_can_be_exported(to: str, tmp_path: Path) -> None:
    if to == "parquet":
        pytest.importorskip("pyarrow")
    path = exported(to, tmp_path)
    assert path.exists()
    if to in ("web-annotation", "prov"):
        assert json.loads(path.read_text(encoding="utf-8"))


class Watched(Reading):
    """A reading that something can be told to outlive."""


@pytest.mark.parametrize("to", FORMATS)
def test_no_format_holds_all_readings(to: str, tmp_path: Path) -> None:
    if to == "parquet":
        pytest.importorskip("pyarrow")
    alive: list[weakref.ref[Watched]] = []
    most = 0

    def readings() -> Iterator[Reading]:
        nonlocal most
        known = claims_reading()
        for number in range(40):
            document = Document(f"{known.document.text}{number}", outlet="The Pelland Courier", published="2025-09-02")
            one = Watched("m", document, known.statements, known.actors, known.claims)
            alive.append(weakref.ref(one))
            most = max(most, sum(ref() is not None for ref in alive))
            yield one
            del one

    path = tmp_path / f"out{FORMATS[to].ending}"
    export(readings(), to, path)
    assert most <= 4


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="xlsx"):
        export((), "xlsx", tmp_path / "a")
    with pytest.raises(UsageError, match="is a folder"):
        export((), "csv", tmp_path)
    (tmp_path / "mine.md").write_text("my own note")
    with pytest.raises(UsageError, match="not an empty folder"):
        export((), "markdown", tmp_path)
    with pytest.raises(UsageError, match="not an empty folder"):
        export((), "brat", tmp_path / "mine.md")
    assert (tmp_path / "mine.md").read_text() == "my own note"


def test_the_guide_tells_every_format_and_what_it_loses() -> None:
    page = GUIDE.read_text(encoding="utf-8")
    for name, form in FORMATS.items():
        assert f"| `{name}` | {form.what} | {form.loses or 'Nothing.'} |" in page


def test_every_format_says_what_it_is_and_loses() -> None:
    losing = {name for name, form in FORMATS.items() if form.loses}
    assert losing == set(FORMATS) - {"jsonl"}
    for form in FORMATS.values():
        assert form.what
        assert not form.ending or form.ending.startswith(".")
