"""`sayso export` and `sayso import`."""

import json
from pathlib import Path

import pytest
from exporting.nasty import nasty_reading
from reporting.invented import claims_reading

from sayso.commands.main import cli
from sayso.exporting import FORMATS
from sayso.ledger import Ledger


@pytest.fixture(autouse=True)
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder where news.ledger holds two readings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_LEDGER", str(tmp_path / "default.ledger"))
    with Ledger("news.ledger") as ledger:
        for one in (claims_reading(), nasty_reading()):
            ledger.add(one)


def lines(path: str, kind: str) -> list[dict[str, object]]:
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n")[:-1]]
    return [row for row in rows if row["type"] == kind]


def test_the_command_knows_every_format() -> None:
    (option,) = (one for one in cli.commands["export"].params if one.name == "form")
    assert list(option.type.choices) == list(FORMATS)


def test_the_help_tells_every_format(sayso) -> None:
    code, out, _ = sayso("export", "--help")
    assert code == 0
    assert all(name in out.split("Readings are written")[0] for name in FORMATS)


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_is_written(to: str, sayso) -> None:
    if to == "parquet":
        pytest.importorskip("pyarrow")
    path = f"out{FORMATS[to].ending}"
    code, out, err = sayso("export", "--ledger", "news.ledger", "--to", to, "-o", path)
    assert (code, out, err) == (0, "", f"Wrote 2 readings to {path}.\n")
    assert Path(path).exists()


def test_a_ledger_goes_out_and_comes_in(sayso) -> None:
    sayso("export", "--ledger", "news.ledger", "--to", "jsonl", "-o", "a.jsonl", "-q")
    code, out, err = sayso("import", "a.jsonl", "--ledger", "copy.ledger")
    assert (code, out) == (0, "")
    assert err.startswith("2 of 2 readings are new in ")
    assert sayso("ledger", "verify", "--ledger", "copy.ledger")[0] == 0
    sayso("export", "--ledger", "copy.ledger", "--to", "jsonl", "-o", "b.jsonl", "-q")
    assert Path("a.jsonl").read_bytes() == Path("b.jsonl").read_bytes()
    assert sayso("import", "a.jsonl", "--ledger", "copy.ledger")[2].startswith("0 of 2 readings are new in ")


def test_a_table_of_another_coder_is_another_reading(sayso) -> None:
    document = claims_reading().document.id
    sayso("export", "--ledger", "news.ledger", "--to", "csv", "--document", document, "-o", "a.csv")
    table = Path("a.csv").read_text(encoding="utf-8").replace(",invented 1,", ",ada,").replace(",COERCE,", ",MOBILIZE,")
    Path("a.csv").write_text(table, encoding="utf-8")
    code, _, err = sayso("import", "a.csv", "--ledger", "news.ledger")
    assert code == 0, err
    with Ledger("news.ledger") as ledger:
        assert {one.model for one in ledger.readings(newest_only=False)} == {"invented 1", "coder 1", "ada"}
        events = {found.claim.event for found in ledger.claims(model="ada")}
        assert "MOBILIZE" in events
        assert "COERCE" not in events
    assert "There is no text of document" in sayso("import", "a.csv", "--ledger", "empty.ledger")[2]


@pytest.mark.parametrize(
    ("filters", "statements", "claims"),
    [
        ([], 13, 35),
        (["--document", claims_reading().document.id], 12, 32),
        (["--model", "coder 1"], 1, 3),
        (["--event", "ASSAULT"], 3, 5),
        (["--event", "ASSAULT", "--status", "denied"], 1, 1),
        (["--voice", "outlet", "--quad", "4", "--since", "2025-08"], 0, 4),
        (["--unnamed"], 2, 4),
        (["--sure", "--outlet", "velm"], 1, 2),
        (["--only", "claims"], 13, 35),
        (["--only", "statements"], 13, 0),
        (["--only", "statements", "--source", "tolland"], 1, 0),
    ],
)
def test_filters_are_those_of_show(filters: list[str], statements: int, claims: int, sayso) -> None:
    code, _, err = sayso("export", "--ledger", "news.ledger", "--to", "jsonl", "-o", "a.jsonl", *filters)
    assert code == 0, err
    assert (len(lines("a.jsonl", "statement")), len(lines("a.jsonl", "claim"))) == (statements, claims)


def test_nothing_that_fits_is_told(sayso) -> None:
    code, _, err = sayso(
        "export", "--ledger", "news.ledger", "--to", "csv", "-o", "a.csv", "--event", "AID", "--loaded"
    )
    assert (code, err) == (0, "Nothing in the ledger fits the filters.\n")
    assert Path("a.csv").read_text(encoding="utf-8").startswith("document_id,")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--to", "xlsx", "-o", "a.xlsx"], "xlsx"),
        (["--to", "csv"], "-o"),
        (["--to", "csv", "-o", "."], "is a folder"),
        (["--to", "brat", "-o", "."], "not an empty folder"),
        (["--to", "csv", "-o", "news.ledger"], "is the ledger"),
        (["--to", "csv", "-o", "a.csv", "--only", "statements", "--quad", "1"], "--quad asks for claims"),
    ],
)
def test_what_cannot_be_asked_is_told(arguments: list[str], told: str, sayso) -> None:
    code, out, err = sayso("export", "--ledger", "news.ledger", *arguments)
    assert (code, out) == (2, "")
    assert told in err


def test_bad_rows_are_named_and_kept_and_stop_nothing(sayso) -> None:
    sayso("export", "--ledger", "news.ledger", "--to", "jsonl", "-o", "a.jsonl")
    rows = Path("a.jsonl").read_text(encoding="utf-8").split("\n")
    Path("a.jsonl").write_text("\n".join([rows[0], "{broken", *rows[1:]]), encoding="utf-8")
    code, _, err = sayso("import", "a.jsonl", "missing.csv", "--ledger", "copy.ledger")
    assert code == 1
    assert "2 failures:\n  a.jsonl, line 2: The line is not JSON in UTF-8" in err
    assert "missing.csv: There is no such file." in err
    assert "2 of 2 readings are new in" in err
    with Ledger("copy.ledger") as ledger:
        assert len(list(ledger.failures())) == 2
        assert ledger.verify() == []
    code, out, _ = sayso("ledger", "failures", "--ledger", "copy.ledger")
    assert code == 0
    assert [line.split(": ")[0] for line in out.splitlines()] == ["a.jsonl, line 2", "missing.csv"]
    code, out, err = sayso("import", "missing.csv", "--ledger", "copy.ledger", "-q")
    assert (code, out, err) == (3, "", "")


def test_more_failures_than_are_told_are_listed_by_what_the_note_names(sayso) -> None:
    rows = "".join(f"{number},closed,ada\n" for number in range(25) for _ in range(3))
    Path("coded.csv").write_text(f"document_id,event_text,coder\n{rows}", encoding="utf-8")
    code, _, err = sayso("import", "coded.csv", "--ledger", "new.ledger")
    assert code == 3
    assert "coded.csv, row 1: There is no text of document '0'. None of its 3 rows was taken. Add a column text" in err
    assert "25 failures:" in err
    assert "  and 5 more: sayso ledger failures --ledger new.ledger lists them all.\n" in err
    listed = sayso("ledger", "failures", "--ledger", "new.ledger")
    assert (listed.code, len(listed.out.splitlines())) == (0, 25)
