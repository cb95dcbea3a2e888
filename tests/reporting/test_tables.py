import csv
import io
import json

from invented import addressed_reading, hostile_reading, reading

from sayso.reporting.tables import COLUMNS, csv_header, csv_lines, json_text, jsonl_lines
from sayso.types import Failure, Reading

FAILURE = Failure("a\x1b.txt", "not-found", "No file “a”", "Look")


def rows_of(one: Reading) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("\n".join([csv_header(), *csv_lines(one)]), newline="")))


def test_json_is_the_wire_form() -> None:
    for one in (reading(), hostile_reading()):
        assert json.loads(json_text(one)) == one.to_dict()
        assert Reading.from_dict(json.loads(json_text(one))) == one


def test_jsonl_has_one_record_a_line_with_type_and_document() -> None:
    one = reading()
    records = [json.loads(line) for line in jsonl_lines(one)]
    assert [record["type"] for record in records] == ["reading"] + ["statement"] * 10 + ["actor"] * 5
    assert {record["document_id"] for record in records} == {one.document.id}
    assert records[0]["model"] == "invented 1"
    assert records[0]["document"] == one.to_dict()["document"]
    assert "statements" not in records[0]
    assert records[1].items() >= one.to_dict()["statements"][0].items()
    assert all("\n" not in line for line in jsonl_lines(hostile_reading()))


def test_a_failure_is_a_record_of_no_document() -> None:
    (line,) = jsonl_lines(FAILURE)
    assert json.loads(line) == {**FAILURE.to_dict(), "document_id": None}
    assert "\x1b" not in line + json_text(FAILURE)


def test_csv_has_one_row_a_statement() -> None:
    rows = rows_of(reading())
    assert len(rows) == 10
    row = rows[4]
    assert tuple(row) == COLUMNS
    assert row["source"] == "two officials close to the talks"
    assert row["named"] == "no"
    assert row["cue"] == "citing"
    assert row["links"] == "2"
    assert row["chain"].startswith("The Northern Gazette · revealed › ")
    assert rows[3]["source_name"] == "Ines Valdoro"
    assert rows[2]["spans"].count(";") == 1
    assert (rows[7]["no_source"], rows[7]["named"], rows[7]["doubtful"]) == ("unstated", "", "yes")
    assert rows[9]["review"] == "rejected"


def test_csv_tells_whom_it_is_said_to() -> None:
    (row,) = rows_of(addressed_reading())
    assert row["to"] == "Fishermen; It"
    assert row["chain"] == "Ines Valdoro, the mayor of Lowmere · said (to Fishermen, It [The Northern Gazette])"
    assert {row["to"] for row in rows_of(reading())} == {""}


def test_csv_of_hostile_text_has_no_formula_and_no_control() -> None:
    one = hostile_reading()
    written = "\n".join(csv_lines(one))
    assert not set(written) & {"\x1b", "\x07", "\x9b", "\u202e", "\r"}
    assert rows_of(one)[1]["content"] == "'=HYPERLINK(1)"
