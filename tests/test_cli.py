"""The commands, with a reader that finds what the invented article holds."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import click
import pytest
from jsonschema import Draft202012Validator
from reporting.invented import HOSTILE, STRAIT, TEXT, claims_reading, reading

from sayso import cli as commands
from sayso.cli import cli, main, progress_in_words
from sayso.schema import schema
from sayso.types import DEFAULT_THRESHOLD, Document, Link, Reading, Span, Statement, statement_id


class FakeReader:
    """Reads the invented article as we know it, and anything else as one doubtful statement."""

    made: ClassVar[list[tuple]] = []
    read_so_far: ClassVar[list[str]] = []
    model = "invented 1"

    def __init__(
        self,
        model: Path | None = None,
        threads: int | None = None,
        threshold: float = DEFAULT_THRESHOLD,
        ontology: Path | None = None,
    ) -> None:
        self.made.append((model, threads, threshold))
        self.threshold = threshold

    def read(self, document: Document) -> Reading:
        self.read_so_far.append(document.id)
        if document.text == TEXT:
            known = reading()
            rows = []
            for row in known.statements:
                new = statement_id(document.id, row.content, row.own_links)
                parent = next((one for one in known.statements if one.id == row.parent), None)
                above = parent and statement_id(document.id, parent.content, parent.own_links)
                doubtful = row.confidence < self.threshold
                rows.append(replace(row, id=new, parent=above, doubtful=doubtful, review=None))
            return replace(known, document=document, statements=tuple(rows))
        if document.text == STRAIT:
            known = claims_reading(document)
            claims = tuple(replace(row, doubtful=row.confidence < self.threshold) for row in known.claims)
            return replace(known, claims=claims)
        content, link = (Span(0, min(4, len(document.text))),), Link(None, None, "unstated")
        row = Statement(statement_id(document.id, content, (link,)), content, (link,), 1, "direct", 0.4, doubtful=True)
        return Reading("invented 1", document, (row,), ())


@pytest.fixture(autouse=True)
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


@dataclass
class Run:
    code: int
    out: str
    err: str


@pytest.fixture
def sayso(capsys: pytest.CaptureFixture[str]):
    def run(*arguments: str) -> Run:
        code = main(arguments)
        taken = capsys.readouterr()
        return Run(code, taken.out, taken.err)

    return run


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
        code = f"import sys; from sayso.cli import main; main({arguments}); sys.exit(bool({heavy} & set(sys.modules)))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert done.returncode == 0, arguments


# ── read ──


def test_read_is_the_default_verb(sayso) -> None:
    assert sayso("ferry.txt") == sayso("read", "ferry.txt")
    assert sayso("--format", "csv", "ferry.txt") == sayso("read", "ferry.txt", "--format", "csv")


def test_text(sayso) -> None:
    run = sayso("ferry.txt")
    assert run.code == 0
    assert run.err == ""
    assert " 5  The Northern Gazette · revealed › two officials close to the talks (unnamed)\n" in run.out
    assert "10 statements, 2 of them doubtful. 134 words: 45% the outlet's own voice" in run.out
    assert max(map(len, run.out.splitlines())) <= 80
    assert "\x1b" not in run.out


def test_columns_narrow_the_text(sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert max(map(len, sayso("ferry.txt").out.splitlines())) <= 50


def test_json_is_one_object_that_follows_the_schema(sayso) -> None:
    wire = json.loads(sayso("ferry.txt", "--format", "json").out)
    Draft202012Validator(schema()).validate(wire)
    assert wire["document"]["text"] == TEXT
    assert len(wire["statements"]) == 10


def test_jsonl_of_many_documents_holds_the_failures_too(sayso) -> None:
    Path("more").mkdir()
    Path("more/b.txt").write_text("Rain is coming, they say.", encoding="utf-8")
    Path("more/empty.txt").write_text("")
    run = sayso("read", "ferry.txt", "more", "--format", "jsonl")
    records = [json.loads(line) for line in run.out.splitlines()]
    for record in records:
        Draft202012Validator(schema()).validate(record)
    assert [record["type"] for record in records].count("reading") == 2
    (failure,) = [record for record in records if record["type"] == "failure"]
    assert failure["error"] == "empty-input"
    assert run.code == 1
    assert run.err.startswith("1 of 3 documents could not be read:\n")


def test_csv_has_one_header_for_many_documents(sayso) -> None:
    Path("b.txt").write_text("Rain is coming, they say.", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(sayso("read", "ferry.txt", "b.txt", "--format", "csv").out)))
    assert len(rows) == 11
    assert rows[0]["content"] == "Lowmere to lose its ferry"


def test_the_ending_of_the_output_file_tells_the_format(sayso) -> None:
    for name, begin in (
        ("a.html", "<!doctype html>"),
        ("a.JSON", "{\n"),
        ("a.csv", "document_id,"),
        ("a.txt", "Lowmere"),
        ("plain", "Lowmere"),
    ):
        run = sayso("ferry.txt", "-o", name)
        assert (run.code, run.out) == (0, "")
        assert Path(name).read_text(encoding="utf-8").startswith(begin)


def test_an_ending_that_tells_no_format_is_refused(sayso) -> None:
    run = sayso("ferry.txt", "-o", "page.weird")
    assert run == Run(
        2,
        "",
        "Error: The ending .weird of page.weird tells no format.\n"
        "Give one of .txt, .json, .jsonl, .csv, .parquet, .html, .htm, or say it with --format.\n",
    )
    assert not Path("page.weird").exists()
    assert FakeReader.made == []
    assert sayso("ferry.txt", "-o", "page.weird", "--format", "html").code == 0
    assert Path("page.weird").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("form", ["text", "jsonl", "csv", "json"])
def test_each_document_is_written_before_the_next_one_is_read(
    form: str, sayso, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b", "c"):
        Path(f"{name}.txt").write_text(f"{name}{name}{name}{name} is coming, they say.", encoding="utf-8")
    read = FakeReader.read
    arrived = []

    class Buffered(io.StringIO):
        """Keeps what is written to itself until it is flushed, as a pipe does."""

        def write(self, text: str) -> int:
            waiting.append(text)
            return len(text)

        def flush(self) -> None:
            super().write("".join(waiting))
            waiting.clear()

    def slowly(self, document: Document) -> Reading:
        file = Path("all").read_text(encoding="utf-8") if Path("all").exists() else ""
        arrived.append([(name * 4 in out.getvalue(), name * 4 in file) for name in ("a", "b", "c")])
        return read(self, document)

    monkeypatch.setattr(FakeReader, "read", slowly)
    for output in ([], ["-o", "all"]):
        arrived.clear()
        waiting: list[str] = []
        out = Buffered()
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["read", "a.txt", "b.txt", "c.txt", "--format", form, *output]) == 0
        done = (False, True) if output else (True, False)
        none = (False, False)
        assert arrived == [[none, none, none], [done, none, none], [done, done, none]]


def test_json_of_many_documents_is_one_object_after_another(sayso) -> None:
    Path("b.txt").write_text("Rain is coming, they say.", encoding="utf-8")
    rest = sayso("read", "ferry.txt", "missing.txt", "b.txt", "--format", "json").out
    types = []
    while rest:
        record, end = json.JSONDecoder().raw_decode(rest)
        Draft202012Validator(schema()).validate(record)
        types.append(record["type"])
        rest = rest[end:].lstrip()
    assert types == ["reading", "failure", "reading"]


def test_a_document_without_a_row_is_told_of(sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeReader, "read", lambda self, document: Reading("m", document, (), ()))
    Path("b.txt").write_text("Rain is here.", encoding="utf-8")
    run = sayso("read", "ferry.txt", "b.txt", "--format", "csv")
    assert run.code == 0
    assert len(run.out.splitlines()) == 1
    assert run.err == (
        "No statements were found in 2 documents, so there is no row of:\n"
        "  “Lowmere to lose its ferry: report”\n"
        "  “Rain is here.” The text is very short.\n"
    )
    assert sayso("read", "ferry.txt", "--format", "csv", "-q").err == ""
    assert sayso("read", "ferry.txt", "--format", "jsonl").err == ""


def test_a_folder_that_holds_the_output_and_the_ledger_is_read_without_them(sayso) -> None:
    Path("rows").mkdir()
    arguments = ["read", ".", "--ledger", "news.sqlite", "-o", "rows/all.csv"]
    for _ in range(2):
        run = sayso(*arguments)
        assert run.code == 0, run.err
        rows = io.StringIO(Path("rows/all.csv").read_text(encoding="utf-8"), newline="")
        assert len(list(csv.DictReader(rows))) == 10
    assert len(FakeReader.read_so_far) == 1


def test_a_folder_with_nothing_to_read_is_told(sayso) -> None:
    Path("none").mkdir()
    run = sayso("read", "none")
    assert (run.code, run.out) == (3, "")
    assert run.err.startswith("Error: There is nothing to read in the folder none.\n")
    assert sayso("report", "none", "-o", "p.html").code == 3
    assert not Path("p.html").exists()


def test_standard_input(sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert "Ines Valdoro" in sayso("-").out


def test_options_reach_the_reader(sayso) -> None:
    assert "4 of them doubtful" not in sayso("ferry.txt").out
    run = sayso("ferry.txt", "--threshold", "0.95", "--threads", "2", "--model", "bundle")
    assert "9 of them doubtful" in run.out
    assert FakeReader.made == [(None, None, DEFAULT_THRESHOLD), (Path("bundle"), 2, 0.95)]


def test_hostile_text_and_names_reach_neither_output_as_they_are(sayso) -> None:
    Path("hostile.txt").write_bytes(HOSTILE.encode("utf-8", "replace") * 3)
    for form in ("text", "json", "jsonl", "csv", "html"):
        run = sayso("hostile.txt", "--format", form)
        assert run.code == 0, run.err
        assert not set(run.out + run.err) & {"\x1b", "\x07", "\x9b", "\u202e"}
    run = sayso("no\x1b[2Jsuch.txt")
    assert "\x1b" not in run.err
    assert run.code == 3


# ── errors ──


def test_a_missing_file_is_told_with_what_was_meant(sayso) -> None:
    run = sayso("fery.txt")
    assert (run.code, run.out) == (3, "")
    assert run.err == "Error: There is no file fery.txt.\nDid you mean: ferry.txt\n"
    assert sayso("shwo").err.endswith("Did you mean: sayso show\n")
    assert "Did you mean" not in sayso("zzzzzz").err
    assert FakeReader.made == []


def test_one_failed_file_is_an_error_and_leaves_the_output_alone(sayso) -> None:
    Path("empty.txt").write_text("")
    Path("out.html").write_text("kept")
    for name in ("out.html", "out.jsonl"):
        run = sayso("empty.txt", "-o", name)
        assert (run.code, run.out) == (3, "")
        assert run.err.startswith("Error: ")
    assert Path("out.html").read_text() == "kept"
    assert not Path("out.jsonl").exists()


def test_many_failures_are_summed_up(sayso) -> None:
    names = [f"missing{number}" for number in range(25)]
    run = sayso("read", *names)
    assert run.code == 3
    assert run.err.startswith("25 of 25 documents could not be read:\n")
    assert run.err.endswith("  and 5 more: --format jsonl lists them all.\n")
    assert len(run.err.splitlines()) == 22
    assert sayso("read", *names, "-q").err == ""


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


def test_a_document_that_the_reader_refuses_stops_nothing(sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.errors import TooLarge

    def picky(self, document: Document) -> Reading:
        if document.text == TEXT:
            raise TooLarge("Too long.", "Cut it.")
        return Reading("m", document, (), ())

    monkeypatch.setattr(FakeReader, "read", picky)
    Path("b.txt").write_text("Rain is coming.", encoding="utf-8")
    run = sayso("read", "ferry.txt", "b.txt")
    assert run.code == 1
    assert "Rain is coming." in run.out
    assert "  Too long.\n" in run.err


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
    code = "import sys; from sayso.cli import main; sys.exit(any(main(['schema']) for _ in range(100)))"
    command = f'"{sys.executable}" -c "{code}" | head -c 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout == "{"
    assert done.stderr == ""


def test_output_is_utf8_whatever_the_console_says() -> None:
    code = "from sayso.cli import main; main(['zoë–\\u202e.txt'])"
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=False)
    assert "There is no file zoë–.txt." in done.stderr.decode("utf-8")


# ── progress ──


def test_progress_says_what_is_left() -> None:
    assert progress_in_words(40, 200, 2, 60.0) == "Read 40 of 200 documents, 2 failed, about 4 min left."
    assert progress_in_words(9, 10, 0, 18.0) == "Read 9 of 10 documents, about 2 s left."
    assert progress_in_words(1200, None, 0, 5.0) == "Read 1,200 documents."


def test_a_pipe_gets_plain_lines_and_quiet_gets_none(sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands._PlainProgress.__init__, "__defaults__", (0.0,))
    run = sayso("read", "ferry.txt", "ferry.txt", "-o", "all.csv")
    assert [line.split(",")[0] for line in run.err.splitlines()] == ["Read 1 of 2 documents", "Read 2 of 2 documents"]
    assert sayso("read", "ferry.txt", "ferry.txt", "-o", "all.csv", "-q").err == ""


# ── ledger, show, review, report ──


@pytest.fixture
def kept(sayso) -> str:
    run = sayso("ferry.txt", "--ledger", "news.sqlite", "--format", "json")
    assert run.err.startswith("1 of 1 readings are new in ")
    return "news.sqlite"


def shown(sayso, ledger: str, *arguments: str) -> list[dict]:
    run = sayso("show", "--ledger", ledger, "--format", "jsonl", *arguments)
    assert run.code == 0, run.err
    return [record for line in run.out.splitlines() if (record := json.loads(line))["type"] == "statement"]


def held(sayso, ledger: str) -> dict[str, str]:
    lines = sayso("ledger", "status", "--ledger", ledger).out.splitlines()
    return dict(re.split(r"  +", line, maxsplit=1) for line in lines if not line.startswith(" "))


def content(row: dict) -> str:
    return " … ".join(span["text"] for span in row["content"])


def test_without_a_ledger_nothing_is_written(sayso, home: Path) -> None:
    sayso("ferry.txt")
    assert [path.name for path in home.iterdir()] == ["ferry.txt"]


def test_reading_again_changes_nothing(sayso, kept: str) -> None:
    run = sayso("ferry.txt", "--ledger", kept)
    assert run.err.startswith("0 of 1 readings are new in ")
    assert held(sayso, kept)["documents"] == "1"


def test_show_finds_by_every_filter(sayso, kept: str) -> None:
    assert len(shown(sayso, kept)) == 10
    assert [content(row) for row in shown(sayso, kept, "--source", "gazette", "--last")] == [
        "that a letter warned that the buyer “has no ships at all”"
    ]
    assert len(shown(sayso, kept, "--source", "gazette")) == 3
    assert len(shown(sayso, kept, "--kind", "person")) == 2
    assert len(shown(sayso, kept, "--words", "ferr*")) == 2
    assert len(shown(sayso, kept, "--doubtful")) == 2
    assert len(shown(sayso, kept, "--sure", "--unnamed")) == 3
    assert len(shown(sayso, kept, "--verdict", "none")) == 10
    assert shown(sayso, kept, "--outlet", "Nobody") == []


def test_show_prints_a_table_with_the_ids_that_review_takes(sayso, kept: str) -> None:
    table = sayso("show", "--ledger", kept, "--words", "boats").out
    (row,) = shown(sayso, kept, "--words", "boats")
    assert row["id"] in table
    assert "She [Ines Valdoro] · added" in table
    assert max(map(len, table.splitlines())) <= 80


def test_the_ending_of_the_output_file_tells_the_format_of_show_too(sayso, kept: str) -> None:
    for name, begin in (("a.csv", "document_id,"), ("a.jsonl", '{"type": "reading"'), ("a.txt", "Lowmere")):
        assert sayso("show", "--ledger", kept, "-o", name) == Run(0, "", "")
        assert Path(name).read_text(encoding="utf-8").startswith(begin)
    assert "sayso report" in sayso("show", "--ledger", kept, "-o", "a.html").err


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


def test_dates_the_wrong_way_round_are_told(sayso, kept: str) -> None:
    run = sayso("show", "--ledger", kept, "--since", "2025-09", "--until", "2025-08-03")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("Error: No day is both since 2025-09 and until 2025-08-03.\nGive ")


def test_show_of_nothing(sayso, kept: str) -> None:
    assert sayso("show", "--ledger", kept, "--words", "nothing").out == ""
    assert sayso("show", "--ledger", kept, "--words", "nothing", "--format", "csv").out.startswith("document_id,")


def test_reviews_are_shown_everywhere(sayso, kept: str) -> None:
    boats, office = (shown(sayso, kept, "--words", words)[0]["id"] for words in ("boats", "office"))
    run = sayso("review", "accept", boats[:8], "--ledger", kept, "--by", "ada", "--note", "heard it")
    assert run.code == 0
    assert f"{boats}  She [Ines Valdoro] · added  [accepted]\n" in run.out
    assert sayso("review", "reject", office, "--ledger", kept).code == 0
    assert "[accepted]" in sayso("ferry.txt", "--ledger", kept).out
    wire = json.loads(sayso("ferry.txt", "--ledger", kept, "--format", "json").out)
    assert {row["review"]["verdict"] for row in wire["statements"] if row["review"]} == {"accepted", "rejected"}
    assert sayso("report", "--ledger", kept, "-o", "page.html").code == 0
    assert "Rejected in review" in Path("page.html").read_text(encoding="utf-8")


def test_a_threshold_holds_also_for_what_a_ledger_gives_back(sayso, kept: str) -> None:
    assert "9 of them doubtful" in sayso("ferry.txt", "--ledger", kept, "--threshold", "0.95").out


def test_a_source_and_an_extent_are_corrected_by_words_or_by_place(sayso, kept: str) -> None:
    (row,) = shown(sayso, kept, "--words", "boats")
    start = TEXT.index("had been promised")
    run = sayso(
        "review", "correct", row["id"], "--ledger", kept, "--source", "Ines   Valdoro",
        "--content", f"{start}-{start + 17}", "--content", "new boats",
    )  # fmt: skip
    assert run.code == 0, run.err
    (row,) = shown(sayso, kept, "--verdict", "corrected")
    assert content(row) == "had been promised … new boats"
    assert row["chain"][-1]["source"]["text"] == "Ines Valdoro"
    assert sayso("review", "correct", row["id"], "--ledger", kept, "--no-source").code == 0
    (row,) = shown(sayso, kept, "--verdict", "corrected")
    assert row["chain"][-1]["no_source"] == "unstated"


def test_of_several_places_the_nearest_counts(sayso, kept: str) -> None:
    (row,) = shown(sayso, kept, "--words", "ships", "--source", "letter")
    sayso("review", "correct", row["id"], "--ledger", kept, "--content", "that")
    (row,) = shown(sayso, kept, "--verdict", "corrected")
    assert row["content"][0]["start"] == TEXT.index("that the buyer")


def test_a_correction_that_does_not_stand_in_the_text_is_refused(sayso, kept: str) -> None:
    (row,) = shown(sayso, kept, "--words", "boats")
    for given in ("words of nobody", "5-99999", " "):
        assert sayso("review", "correct", row["id"], "--ledger", kept, "--content", given).code == 2
    assert sayso("review", "accept", "0" * 16, "--ledger", kept).code == 5
    assert sayso("review", "accept", "x", "--ledger", kept).code == 5


def test_status_verify_and_forget(sayso, kept: str) -> None:
    assert held(sayso, kept)["statements"] == "10"
    assert sayso("ledger", "verify", "--ledger", kept) == Run(0, "All is well.\n", "")
    document = shown(sayso, kept)[0]["document_id"]
    assert sayso("ledger", "forget", document[:6], "--ledger", kept, "--yes") == Run(0, f"Forgot {document}.\n", "")
    assert held(sayso, kept)["documents"] == "0"


def test_forgetting_asks_first(sayso, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = shown(sayso, kept)[0]["document_id"]
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    run = sayso("ledger", "forget", document, "--ledger", kept)
    assert (run.code, run.out) == (1, "")
    assert "Lowmere" in run.err
    assert run.err.endswith("“Lowmere to lose its ferry: report” was not removed.\n")
    assert len(shown(sayso, kept)) == 10


def test_forgetting_that_nobody_can_be_asked_about_says_what_to_do(
    sayso, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = shown(sayso, kept)[0]["document_id"]
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    run = sayso("ledger", "forget", document, "--ledger", kept)
    assert (run.code, run.out) == (130, "")
    assert run.err.endswith("was not removed. Nobody is asked with --yes.\n")
    assert len(shown(sayso, kept)) == 10


def test_what_a_ledger_holds_is_not_read_again(sayso, kept: str) -> None:
    assert len(FakeReader.read_so_far) == 1
    again = sayso("ferry.txt", "--ledger", kept)
    assert len(FakeReader.read_so_far) == 1
    assert "0 of 1 readings are new" in again.err
    assert again.out == sayso("ferry.txt").out


def test_another_model_reads_what_a_ledger_holds(sayso, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeReader, "model", "invented 2")
    read = FakeReader.read
    monkeypatch.setattr(FakeReader, "read", lambda self, document: replace(read(self, document), model=self.model))
    assert "1 of 1 readings are new" in sayso("ferry.txt", "--ledger", kept).err
    assert held(sayso, kept)["readings"] == "2"


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


def test_failures_of_many_are_kept(sayso) -> None:
    sayso("read", "ferry.txt", "missing.txt", "--ledger", "l.sqlite")
    assert held(sayso, "l.sqlite")["failures"] == "1"


def test_report_from_files_and_of_one_document(sayso, kept: str) -> None:
    Path("b.txt").write_text("Rain is coming, they say.", encoding="utf-8")
    run = sayso("report", "ferry.txt", "b.txt", "-o", "page.html")
    assert (run.code, run.out, run.err) == (0, "", "Wrote 2 articles to page.html.\n")
    assert "<h1>2 articles</h1>" in Path("page.html").read_text(encoding="utf-8")
    document = shown(sayso, kept)[0]["document_id"]
    assert sayso("report", "--ledger", kept, "--document", document[:5], "-o", "one.html").code == 0
    assert "Ines Valdoro" in Path("one.html").read_text(encoding="utf-8")
    assert sayso("report", "--ledger", kept, "--document", "ffffffffffffffff", "-o", "two.html").code == 5
    assert not Path("two.html").exists()


def test_a_report_without_articles_says_so(sayso, kept: str) -> None:
    document = shown(sayso, kept)[0]["document_id"]
    sayso("ledger", "forget", document, "--ledger", kept, "--yes")
    assert sayso("report", "--ledger", kept, "-o", "page.html").err == "Wrote 0 articles to page.html.\n"


# ── claims ──


@pytest.fixture
def strait(sayso) -> str:
    Path("strait.txt").write_text(STRAIT, encoding="utf-8", newline="")
    assert sayso("strait.txt", "--ledger", "strait.sqlite", "--format", "json").code == 0
    return "strait.sqlite"


def claims(sayso, ledger: str, *arguments: str) -> list[dict]:
    run = sayso("show", "--ledger", ledger, "--format", "jsonl", *arguments)
    assert run.code == 0, run.err
    return [record for line in run.out.splitlines() if (record := json.loads(line))["type"] == "claim"]


def triggers(sayso, ledger: str, *arguments: str) -> list[str]:
    return [row["trigger"][0]["text"] for row in claims(sayso, ledger, *arguments)]


def test_text_shows_claims_below_the_statements(sayso, strait: str) -> None:
    run = sayso("strait.txt")
    assert "\n12  It [the Imber Council] · urged\n" in run.out
    assert "\nWho does what to whom\n" in run.out
    assert max(map(len, run.out.splitlines())) <= 80
    assert "--all-claims lists them" in run.out
    assert "Tessany Police → denied ASSAULT (fired)" in sayso("strait.txt", "--all-claims").out
    only = sayso("strait.txt", "--only", "claims").out
    assert "Who does what to whom" in only
    assert "· urged" not in only
    assert "Who does" not in sayso("strait.txt", "--only", "statements").out


def test_json_may_hold_only_statements_or_claims_with_what_they_stand_in(sayso, strait: str) -> None:
    whole = json.loads(sayso("strait.txt", "--format", "json").out)
    assert (len(whole["statements"]), len(whole["claims"])) == (12, 32)
    statements = json.loads(sayso("strait.txt", "--format", "json", "--only", "statements").out)
    assert statements == {**whole, "claims": []}
    some = json.loads(sayso("strait.txt", "--format", "json", "--only", "claims").out)
    assert some["claims"] == whole["claims"]
    assert {row["id"] for row in some["statements"]} == {row["statement"] for row in whole["claims"]} - {None}
    for wire in (whole, statements, some):
        Draft202012Validator(schema()).validate(wire)


def test_csv_has_rows_of_claims_if_asked(sayso, strait: str) -> None:
    run = sayso("read", "strait.txt", "ferry.txt", "--format", "csv", "--only", "claims")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert len(rows) == 32
    assert rows[0]["event"] == "COERCE"
    assert run.err == (
        "No claims were found in 1 document, so there is no row of:\n  “Lowmere to lose its ferry: report”\n"
    )
    assert len(list(csv.DictReader(io.StringIO(sayso("strait.txt", "--format", "csv").out)))) == 12


def test_parquet_has_a_row_a_claim(sayso, strait: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert sayso("read", "strait.txt", "ferry.txt", "-o", "rows.parquet", "-q") == Run(0, "", "")
    table = parquet.read_table("rows.parquet")
    assert table.num_rows == 32
    assert table.column("recipient").to_pylist()[0] == ["41 dockers"]
    assert sayso("read", "strait.txt", "ferry.txt", "--only", "statements", "-o", "rows.parquet").code == 0
    assert parquet.read_table("rows.parquet").num_rows == 22
    assert sayso("show", "--ledger", strait, "--event", "ASSAULT", "-o", "rows.parquet").code == 0
    assert parquet.read_table("rows.parquet").num_rows == 2


def test_a_failure_leaves_the_parquet_file_as_it_was(sayso) -> None:
    pytest.importorskip("pyarrow")
    Path("rows.parquet").write_text("kept")
    assert sayso("missing.txt", "-o", "rows.parquet").code == 3
    assert Path("rows.parquet").read_text() == "kept"


def test_parquet_without_pyarrow_is_told_before_anything_is_read(sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    run = sayso("ferry.txt", "-o", "rows.parquet")
    assert (run.code, run.out) == (1, "")
    assert run.err.endswith("pip install 'sayso[parquet]'\n")
    assert FakeReader.made == []
    assert not Path("rows.parquet").exists()


def test_show_finds_claims_by_every_filter(sayso, strait: str) -> None:
    def found(*arguments: str) -> list[str]:
        return triggers(sayso, strait, *arguments)

    assert len(found("--only", "claims")) == 20
    assert len(found("--all-claims")) == 32
    assert found("--event", "assault") == ["beat", "shot"]
    assert found("--event", "assault", "--all-claims") == ["beat", "shot", "fired", "attacked"]
    assert found("--status", "denied") == ["fired"]
    assert found("--status", "planned") == ["expel", "loan", "investigate"]
    assert found("--quad", "2") == ["paying", "paid"]
    assert found("--actor", "valdoro") == ["defended", "accused", "threatened"]
    assert found("--actor", "Oskar Lind", "--recipient", "Tessany") == ["demanded"]
    assert found("--voice", "outlet", "--event", "COERCE") == ["arrested", "sealed off", "dragged"]
    assert found("--voice", "tolland") == ["shot"]
    assert found("--source", "courier") == []  # asks for statements
    assert found("--source", "courier", "--only", "claims") == ["paid"]
    assert found("--source", "courier", "--last", "--only", "claims") == []
    assert found("--since", "2025-08-30", "--until", "2025-08", "--only", "claims") == [
        "arrested", "sealed off", "marched", "met",
    ]  # fmt: skip
    assert found("--until", "1999", "--only", "claims") == ["signed"]
    assert found("--evidence", "image") == ["beat", "dragged"]
    assert found("--evidence", "any") == ["beat", "dragged", "paid"]
    assert found("--loaded") == ["shot"]
    assert found("--loaded", "--all-claims") == ["protected", "shot"]
    assert found("--words", "dockers*", "--doubtful", "--only", "claims") == []
    assert found("--quad", "3", "--doubtful") == ["rejected"]


def test_show_tells_how_many_claims_more_there_are(sayso, strait: str) -> None:
    run = sayso("show", "--ledger", strait, "--event", "ASSAULT")
    assert run.err == "2 claims more fit, but tell no actual event: --all-claims shows them.\n"
    assert sayso("show", "--ledger", strait, "--event", "ASSAULT", "--all-claims").err == ""
    assert sayso("show", "--ledger", strait, "--event", "PROTEST").err == ""
    assert sayso("show", "--ledger", strait, "--event", "NONE").err == "No claim in the ledger fits the filters.\n"
    assert sayso("show", "--ledger", strait, "--event", "MOBILIZE").err.startswith("1 claim more fit")


def test_found_claims_come_with_the_statements_they_stand_in(sayso, strait: str) -> None:
    wire = json.loads(sayso("show", "--ledger", strait, "--event", "ASSAULT", "--format", "json").out)
    Draft202012Validator(schema()).validate(wire)
    assert [row["id"] for row in wire["statements"]] == [row["statement"] for row in wire["claims"]]
    statements = json.loads(sayso("show", "--ledger", strait, "--words", "beat", "--format", "json").out)
    assert (len(statements["statements"]), statements["claims"]) == (1, [])


def test_show_prints_a_table_of_claims(sayso, strait: str) -> None:
    (row,) = claims(sayso, strait, "--event", "PROTEST")
    table = sayso("show", "--ledger", strait, "--event", "PROTEST").out
    assert f"\n{row['id']}  thousands of islanders → PROTEST (marched) → the harbour\n" in table
    assert max(map(len, table.splitlines())) <= 80


def test_claims_are_accepted_rejected_and_corrected(sayso, strait: str) -> None:
    arrested, beat = (
        claims(sayso, strait, "--words", word, "--only", "claims")[0]["id"] for word in ("arrested", "beat")
    )
    run = sayso("review", "accept", arrested[:9], "--ledger", strait, "--by", "ada")
    assert (run.code, run.err) == (0, "")
    assert f"{arrested}  Tessany Police → COERCE (arrested) → 41 dockers  [accepted]\n" in run.out
    assert sayso("review", "reject", beat, "--ledger", strait, "--note", "a film set").code == 0
    assert (
        "→ at least three of its members ·\n      evidence: image  [rejected]"
        in sayso("strait.txt", "--ledger", strait).out
    )
    run = sayso(
        "review", "correct", arrested, "--ledger", strait, "--event", "assault", "--actor", "The interior ministry",
        "--actor", "Police in Tessany", "--no-recipient", "--status", "possible", "--polarity", "negative",
        "--date", "2025-08", "--trigger", "arrested 41 dockers",
    )  # fmt: skip
    assert run.code == 0, run.err
    (row,) = claims(sayso, strait, "--verdict", "corrected", "--all-claims")
    assert (row["id"], row["event"], row["quad_code"], row["mode"]) == (arrested, "ASSAULT", 4, None)
    assert [party["actor_id"] for party in row["actor"]] == ["Tessany Police", "Interior Ministry"]
    assert row["recipient"] == []
    assert row["trigger"][0]["text"] == "arrested 41 dockers"
    assert row["certainty"]["status"] == "possible"
    assert row["certainty"]["polarity"] == "negative"
    assert (row["date"]["earliest"], row["date"]["latest"], row["date"]["precision"]) == (
        "2025-08-01", "2025-08-31", "month",
    )  # fmt: skip
    assert row["date"]["inferred"] == "review"
    wire = json.loads(
        sayso("show", "--ledger", strait, "--verdict", "corrected", "--all-claims", "--format", "json").out
    )
    Draft202012Validator(schema()).validate(wire)
    for given in (
        ["--no-event", "--no-date"],
        ["--date", "2016"],
        ["--date", "2016-02-29"],
        ["--event", "Strike talks"],
    ):
        assert sayso("review", "correct", arrested, "--ledger", strait, *given).code == 0
    (row,) = claims(sayso, strait, "--verdict", "corrected", "--all-claims")
    assert (row["event"], row["quad_code"]) == ("Strike talks", None)
    assert sayso("ledger", "verify", "--ledger", strait).out == "All is well.\n"


def test_a_correction_is_of_the_row_it_is_given_for(sayso, strait: str) -> None:
    claim = claims(sayso, strait, "--event", "PROTEST")[0]["id"]
    statement = shown(sayso, strait, "--words", "beat")[0]["id"]
    for row, option in ((claim, "--source"), (claim, "--content"), (statement, "--actor"), (statement, "--trigger")):
        run = sayso("review", "correct", row, "--ledger", strait, option, "police")
        assert run.code == 2, option
        assert "cannot be corrected" in run.err
    for given in (["--date", "soon"], ["--date", "2025-13"], ["--actor", "words of nobody"]):
        assert sayso("review", "correct", claim, "--ledger", strait, *given).code == 2


def test_status_counts_claims(sayso, strait: str) -> None:
    assert held(sayso, strait)["claims"] == "32"


def test_the_report_shows_claims(sayso, strait: str) -> None:
    assert sayso("report", "--ledger", strait, "-o", "page.html").code == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert "Who does what to whom" in page
    assert page.count('<svg class="net"') == 6


def test_a_threshold_holds_also_for_claims_that_a_ledger_gives_back(sayso, strait: str) -> None:
    assert "[doubtful 0.80]" in sayso("strait.txt", "--ledger", strait, "--threshold", "0.95").out


def test_the_schema_is_printed(sayso) -> None:
    assert json.loads(sayso("schema").out) == schema()
