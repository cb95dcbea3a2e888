"""A folder and a ledger of its own for a test, and commands run as the program runs them."""

import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # the invented articles are those of the tests of reporting

from commands_made import FakeReader, Run
from reporting.invented import STRAIT, TEXT

from sayso.commands.main import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for every test, and no ledger of the person who runs them."""
    module = types.ModuleType("sayso.reader")
    module.Reader = FakeReader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sayso.reader", module)
    monkeypatch.setattr(FakeReader, "made", [])
    monkeypatch.setattr(FakeReader, "read_so_far", [])
    monkeypatch.setenv("SAYSO_LEDGER", str(tmp_path / "default.sqlite"))
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_text(TEXT, encoding="utf-8", newline="")
    return tmp_path


@pytest.fixture
def sayso(capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    def run(*arguments: str) -> Run:
        code = main(arguments)
        taken = capsys.readouterr()
        return Run(code, taken.out, taken.err)

    return run


@pytest.fixture
def kept(home: Path, sayso) -> str:
    run = sayso("ferry.txt", "--ledger", "news.sqlite", "--format", "json")
    assert run.err.startswith("1 of 1 readings are new in ")
    return "news.sqlite"


@pytest.fixture
def strait(home: Path, sayso) -> str:
    Path("strait.txt").write_text(STRAIT, encoding="utf-8", newline="")
    assert sayso("strait.txt", "--ledger", "strait.sqlite", "--format", "json").code == 0
    return "strait.sqlite"
