"""The program: help, the default command, and how errors end it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from commands_made import FakeReader, Run
from reporting.invented import TEXT

from sayso.commands.main import cli
from sayso.schema import schema
from sayso.types import Document, Reading

pytestmark = pytest.mark.usefixtures("home")


def all_commands(group: click.Group, *above: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*above, name), command
        if isinstance(command, click.Group):
            yield from all_commands(command, *above, name)


@pytest.mark.parametrize(("names", "command"), [((), cli), *all_commands(cli)], ids=lambda one: str(one))
def test_every_command_has_help_with_an_example(names: tuple[str, ...], command: click.Command, sayso) -> None:
    run = sayso(*names, "--help")
    assert run.code == 0
    assert re.search(rf"Examples?:\n.*sayso {' '.join(names)}", run.out, re.S), run.out
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, option.name


def test_the_first_lines_of_help_are_whole(sayso) -> None:
    assert "..." not in sayso("--help").out.split("Commands:")[1]


def test_no_arguments_give_help(sayso) -> None:
    assert sayso() == sayso("--help")


def test_version(sayso) -> None:
    assert sayso("--version").out == "sayso, version 0.1.0\n"


def test_starting_up_imports_nothing_heavy() -> None:
    heavy = "{'onnxruntime', 'numpy', 'trafilatura', 'sqlalchemy', 'rich', 'jinja2', 'lxml', 'feedparser'}"
    for arguments in (["--help"], ["schema"], ["ledger", "path"]):
        run = f"import sys; from sayso.commands.main import main; main({arguments}); "
        code = f"{run}sys.exit(bool({heavy} & set(sys.modules)))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert done.returncode == 0, arguments


def test_read_is_the_default_verb(sayso) -> None:
    assert sayso("ferry.txt") == sayso("read", "ferry.txt")
    assert sayso("--format", "csv", "ferry.txt") == sayso("read", "ferry.txt", "--format", "csv")


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["ferry.txt", "--threshold", "1.5"],
        ["ferry.txt", "--threads", "0"],
        ["ferry.txt", "--format", "xml"],
        ["ferry.txt", "--nosuch"],
        ["ledger", "nosuch"],
        ["ferry.txt", "-o", "ferry.txt"],
        ["ferry.txt", "-o", "page.weird"],
        ["ferry.txt", "--ledger", "new.db", "-o", "new.db", "--format", "csv"],
        ["show", "-o", "page.html"],
        ["show", "-o", "rows.xlsx"],
        ["report", "ferry.txt"],
        ["report", "ferry.txt", "--ledger", "l.sqlite", "-o", "p.html"],
        ["review", "correct", "abc"],
        ["review", "correct", "abc", "--source", "x", "--no-source"],
        ["review", "correct", "abc", "--event", "AID", "--no-event"],
        ["review", "correct", "abc", "--date", "2025", "--no-date"],
        ["ferry.txt", "--format", "parquet"],
        ["ferry.txt", "--only", "claims", "-o", "page.html"],
        ["show", "--only", "statements", "--event", "AID"],
        ["show", "--only", "statements", "--all-claims"],
        ["show", "--quad", "5"],
    ],
)
def test_wrong_usage_ends_with_2_and_a_message(arguments: list[str], sayso) -> None:
    run = sayso(*arguments)
    assert (run.code, run.out) == (2, "")
    assert "Error: " in run.err
    assert Path("ferry.txt").read_text(encoding="utf-8") == TEXT


def test_each_kind_of_error_has_its_code(sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(self, document: Document) -> Reading:
        from sayso.errors import ModelError

        raise ModelError("The model \x1b is damaged.", "Install sayso again.")

    monkeypatch.setattr(FakeReader, "read", damaged)
    run = sayso("ferry.txt")
    assert (run.code, run.err) == (4, "Error: The model ␛ is damaged.\nInstall sayso again.\n")
    assert sayso("show", "--ledger", "none.sqlite").code == 5


def test_a_file_that_cannot_be_written_is_an_error(sayso) -> None:
    run = sayso("ferry.txt", "-o", str(Path("no") / "such" / "folder.json"))
    assert run.code == 1
    assert run.err.startswith(f"Error: {Path('no') / 'such' / 'folder.json'}: ")


def test_control_c_ends_with_130(sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(self, document: Document) -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeReader, "read", stopped)
    run = sayso("ferry.txt")
    assert run.code == 130
    assert "Traceback" not in run.err


@pytest.mark.skipif(os.name == "nt", reason="head is not there")
def test_a_closed_pipe_is_quiet() -> None:
    code = "import sys; from sayso.commands.main import main; sys.exit(any(main(['schema']) for _ in range(100)))"
    command = f'"{sys.executable}" -c "{code}" | head -c 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout == "{"
    assert done.stderr == ""


def test_output_is_utf8_whatever_the_console_says() -> None:
    code = "from sayso.commands.main import main; main(['zoë–\\u202e.txt'])"
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=False)
    assert "There is no file zoë–.txt." in done.stderr.decode("utf-8")


def test_no_output_is_written_over_a_ledger(sayso, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_LEDGER", str(Path(kept).absolute()))
    before = Path(kept).read_bytes()
    for arguments in (
        ["show", "--ledger", kept, "--format", "csv"],
        ["show", "--format", "csv"],
        ["report", "--ledger", kept],
        ["report"],
        ["read", "ferry.txt", "--ledger", kept, "--format", "json"],
    ):
        run = sayso(*arguments, "-o", kept)
        assert run == Run(
            2, "", f"Error: {kept} is the ledger, and would be written over.\nGive another file with -o.\n"
        )
    assert Path(kept).read_bytes() == before


def test_a_damaged_ledger_is_told(sayso, kept: str) -> None:
    Path("broken.sqlite").write_bytes(b"no ledger at all " * 500)
    for arguments in (["ledger", "verify"], ["ledger", "status"], ["show"]):
        run = sayso(*arguments, "--ledger", "broken.sqlite")
        assert (run.code, run.out) == (5, "")
        assert run.err.startswith("Error: ")


def test_the_default_ledger_is_used_by_what_reads_one_and_not_by_read(sayso, home: Path) -> None:
    default = sayso("ledger", "path").out.strip()
    assert default == str(home / "default.sqlite")
    run = sayso("show")
    assert run.code == 5
    assert "Name yours with --ledger FILE" in run.err
    sayso("ferry.txt")
    assert not Path(default).exists()
    sayso("ferry.txt", "--ledger", default)
    assert "boats" in sayso("show").out


def test_the_schema_is_printed(sayso) -> None:
    assert json.loads(sayso("schema").out) == schema()
