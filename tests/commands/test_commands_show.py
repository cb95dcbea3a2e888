"""`sayso show`: its filters and its forms."""

import json
from pathlib import Path

import pytest
from commands_made import Run, claims, content, shown
from jsonschema import Draft202012Validator

from sayso.schema import schema

pytestmark = pytest.mark.usefixtures("home")


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


def test_dates_the_wrong_way_round_are_told(sayso, kept: str) -> None:
    run = sayso("show", "--ledger", kept, "--since", "2025-09", "--until", "2025-08-03")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("Error: No day is both since 2025-09 and until 2025-08-03.\nGive ")


def test_show_of_nothing(sayso, kept: str) -> None:
    assert sayso("show", "--ledger", kept, "--words", "nothing").out == ""
    assert sayso("show", "--ledger", kept, "--words", "nothing", "--format", "csv").out.startswith("document_id,")


# ── claims ──


def triggers(sayso, ledger: str, *arguments: str) -> list[str]:
    return [row["trigger"][0]["text"] for row in claims(sayso, ledger, *arguments)]


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
