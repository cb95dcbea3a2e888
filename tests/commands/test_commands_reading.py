"""`sayso read`, with a reader that finds what the invented article holds."""

import csv
import io
import json
import sys
import types
from dataclasses import replace
from pathlib import Path

import pytest
from commands_made import FakeReader, Run, held
from jsonschema import Draft202012Validator
from reporting.invented import HOSTILE, TEXT

from sayso.commands.main import main
from sayso.schema import schema
from sayso.types import DEFAULT_THRESHOLD, Document, Reading

pytestmark = pytest.mark.usefixtures("home")


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


# ── what cannot be read ──


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
    assert run.err.endswith("  and 5 more: sayso read --format jsonl lists them all.\n")
    assert len(run.err.splitlines()) == 22
    assert sayso("read", *names, "-q").err == ""


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
    assert "  Lowmere to lose its ferry: report: Too long.\n" in run.err


# ── into a ledger ──


def test_without_a_ledger_nothing_is_written(sayso, home: Path) -> None:
    sayso("ferry.txt")
    assert [path.name for path in home.iterdir()] == ["ferry.txt"]


def test_reading_again_changes_nothing(sayso, kept: str) -> None:
    run = sayso("ferry.txt", "--ledger", kept)
    assert run.err.startswith("0 of 1 readings are new in ")
    assert held(sayso, kept)["documents"] == "1"


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


def test_failures_of_many_are_kept(sayso) -> None:
    sayso("read", "ferry.txt", "missing.txt", "--ledger", "l.sqlite")
    assert held(sayso, "l.sqlite")["failures"] == "1"


def test_a_threshold_holds_also_for_what_a_ledger_gives_back(sayso, kept: str) -> None:
    assert "9 of them doubtful" in sayso("ferry.txt", "--ledger", kept, "--threshold", "0.95").out


def test_a_threshold_holds_also_for_claims_that_a_ledger_gives_back(sayso, strait: str) -> None:
    assert "[doubtful 0.80]" in sayso("strait.txt", "--ledger", strait, "--threshold", "0.95").out


# ── claims ──


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
