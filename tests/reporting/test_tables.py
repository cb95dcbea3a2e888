import csv
import io
import json
import sys

import pytest
from invented import STRAIT, addressed_reading, claims_reading, hostile_reading, reading

from sayso.errors import MissingExtra
from sayso.reporting.tables import (
    CLAIM_COLUMNS,
    COLUMNS,
    Rows,
    csv_header,
    csv_lines,
    json_text,
    jsonl_lines,
    table_rows,
    write_parquet,
)
from sayso.types import Failure, Reading

FAILURE = Failure("a\x1b.txt", "not-found", "No file “a”", "Look")


def rows_of(one: Reading, rows: Rows = "statements") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("\n".join([csv_header(rows), *csv_lines(one, rows)]), newline="")))


def test_json_is_the_wire_form() -> None:
    for one in (reading(), hostile_reading(), claims_reading()):
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


def test_csv_of_hostile_claims_has_no_formula_and_no_control() -> None:
    one = hostile_reading()
    written = "\n".join(csv_lines(one, "claims"))
    assert not set(written) & {"\x1b", "\x07", "\x9b", "\u202e", "\r"}
    row = rows_of(one, "claims")[1]
    assert (row["id"], row["event"], row["event_text"]) == ("'=1+1", "'=2+2", "'=HYPERLINK(1)")


def test_jsonl_has_a_line_for_each_claim() -> None:
    one = claims_reading()
    claims = [record for line in jsonl_lines(one) if (record := json.loads(line))["type"] == "claim"]
    assert len(claims) == len(one.claims)
    assert {record["document_id"] for record in claims} == {one.document.id}
    assert claims[3].items() >= one.to_dict()["claims"][3].items()


def test_csv_has_one_row_a_claim() -> None:
    one = claims_reading()
    rows = {row["event_text"]: row for row in rows_of(one, "claims")}
    assert len(list(csv_lines(one, "claims"))) == len(one.claims) == len(rows) + 1  # "paid" is told twice
    row = rows["arrested"]
    assert tuple(row) == CLAIM_COLUMNS
    assert row["id"] == one.claims[0].id
    assert (row["statement_id"], row["source"], row["named"], row["chain"]) == ("", "", "", "")
    assert (row["date"], row["enddate"], row["date_precision"]) == ("2025-08-31", "2025-08-31", "day")
    assert row["date_inferred"] == "document date"
    assert (row["event"], row["mode"], row["cameo"], row["quad_code"]) == ("COERCE", "arrest", "173", "4")
    start, end = (int(place) for place in row["spans"].split("-"))
    assert STRAIT[start:end] == "arrested"
    assert (row["actor"], row["actor_entity_text"]) == ("Tessany Police", "Police in Tessany")
    assert (row["actor_identifier_id"], row["actor_kind"]) == ("Tessany Police", "organisation")
    assert (row["actor_code"], row["actor_sector"], row["actor_wikidata"]) == ("TES", "COP", "")
    assert (row["recipient"], row["quantities"]) == ("41 dockers", "arrested: 41 dockers")
    assert (row["polarity"], row["status"], row["doubtful"], row["coder"]) == ("positive", "actual", "no", "invented 1")
    assert (row["outlet"], row["published"]) == ("The Pelland Courier", "2025-09-02")

    row = rows["signed"]
    assert (row["actor"], row["actor_code"], row["actor_sector"]) == ("Tessany; Velmark", "TES; VEL", "GOV; GOV")
    row = rows["marched"]
    assert (row["resolved_place"], row["extracted_place"], row["country_code"]) == ("Port Alde", "PORT ALDE", "TES")
    assert (float(row["lat"]), float(row["lon"])) == (12.5, -3.25)
    assert (row["place_precision"], row["place_inferred"]) == ("city", "dateline")
    row = rows["beat"]
    assert (row["source_name"], row["named"], row["chain"]) == (
        "the dockers' union",
        "yes",
        "The dockers' union · says",
    )
    assert (row["evidence"], row["evidence_by"], row["evidence_text"]) == ("image", "dockers' union", "released video")
    assert (float(row["by_source"]), float(row["by_outlet"])) == (3, 0)
    assert rows["shot"]["loaded"] == "the regime's thugs"
    assert (rows["sale"]["event"], rows["sale"]["quad_code"]) == ("", "")
    assert rows["fired"]["status"] == "denied"
    assert rows["sealed off"]["arguments"] == "patient: the strait of Imber"


def test_no_column_stands_twice() -> None:
    for columns in (COLUMNS, CLAIM_COLUMNS):
        assert len(set(columns)) == len(columns)


@pytest.mark.parametrize("rows", ["statements", "claims"])
def test_parquet_has_the_rows_of_the_csv_with_their_types(rows: Rows) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    ones = [claims_reading(), hostile_reading(), reading()]
    write_parquet(iter(ones), stream, rows)
    stream.seek(0)
    table = parquet.read_table(stream)
    columns = COLUMNS if rows == "statements" else CLAIM_COLUMNS
    assert tuple(table.column_names) == columns
    expected = [row for one in ones for row in table_rows(one, rows)]
    assert table.num_rows == len(expected)
    found = [list(row.values()) for row in table.to_pylist()]
    assert found == json.loads(json.dumps(expected).replace("\\ud800", "\\ufffd"))
    kinds = {name: str(table.schema.field(name).type) for name in columns}
    assert kinds["confidence"] == "double"
    assert kinds["doubtful"] == "bool"
    if rows == "claims":
        assert (kinds["quad_code"], kinds["lat"]) == ("int64", "double")
        assert kinds["actor_code"].startswith("list<")


def test_parquet_of_nothing_has_its_columns() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    write_parquet(iter(()), stream, "claims")
    stream.seek(0)
    assert tuple(parquet.read_table(stream).column_names) == CLAIM_COLUMNS


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra) as missing:
        write_parquet(iter(()), io.BytesIO(), "claims")
    assert missing.value.hint == "pip install 'sayso[parquet]'"
