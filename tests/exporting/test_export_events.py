"""PLOVER, ACLED and POLECAT: their columns, and what counts as an event."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nasty import TEXT, nasty_reading
from reporting.invented import STRAIT, STRAIT_DOCUMENT, claims_reading

from sayso.exporting import acled, export, polecat
from sayso.exporting.standing import standing
from sayso.schema import MODES
from sayso.types import QUAD_CODES, Actor, Claim, Reading, Review

ACTUAL = {
    "arrested", "sealed off", "marched", "defended", "accused", "paying", "threatened", "rejected", "demanded", "beat",
    "dragged", "shot", "agreed", "promised", "paid", "signed", "broke off", "met", "praised", "urged",
}  # fmt: skip


def plover(tmp_path: Path, *readings: Reading) -> list[dict[str, Any]]:
    export(readings, "plover", tmp_path / "a.jsonl")
    return [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]


def rows(to: str, tmp_path: Path, *readings: Reading) -> list[dict[str, str]]:
    export(readings, to, tmp_path / "rows")
    with open(tmp_path / "rows", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t" if to == "polecat" else ","))


def one_claim(**changes: Any) -> Reading:
    """The article with its first claim alone, the arrest, and that changed."""
    known = claims_reading()
    return replace(known, claims=(replace(known.claims[0], **changes),))


# ── PLOVER ──


def test_plover_records_have_what_the_manual_requires(tmp_path: Path) -> None:
    found = plover(tmp_path, claims_reading())
    assert {record["event_text"][0] for record in found} == ACTUAL
    for record in found:
        assert record.keys() >= {"id", "date", "source", "event"}
        assert isinstance(record["source"], list)
        assert record["event"][0] in QUAD_CODES
        assert record["quad_code"] == QUAD_CODES[record["event"][0]]
        assert STRAIT[record["text_info"]["start"] : record["text_info"]["end"]] == record["event_text"][0]
        assert None not in record.values()
    assert len({record["id"] for record in found}) == len(found)


def test_a_plover_record_holds_the_claim(tmp_path: Path) -> None:
    found = {record["event_text"][0]: record for record in plover(tmp_path, claims_reading())}
    arrested = found["arrested"]
    assert (arrested["date"], "enddate" in arrested, arrested["mode"]) == ("2025-08-31", False, ["arrest"])
    assert arrested["source"] == [
        {
            "code": "TES",
            "sector": "COP",
            "actor_text": "Police in Tessany",
            "identifier_text": "Tessany Police",
            "actor_id": "Tessany Police",
        }
    ]
    assert arrested["size_info"] == {"arrested": 41}
    assert arrested["cite_info"]["publication"] == "The Pelland Courier"
    assert (arrested["coder"], arrested["cameo"]) == ("invented 1", "173")
    assert "said_by" not in arrested
    assert found["beat"]["said_by"] == ["the dockers' union"]
    assert found["marched"]["event_loc"] == {"name": "Port Alde", "cc3": "TES", "latitude": 12.5, "longitude": -3.25}
    assert (found["signed"]["date"], found["signed"]["enddate"]) == ("1998-01-01", "1998-12-31")
    assert [actor["code"] for actor in found["signed"]["source"]] == ["TES", "VEL"]
    assert (found["defended"]["date"], found["defended"]["comment"]) == ("2025-09-02", "dated by publication")


def test_an_event_of_no_day_in_a_document_of_no_day_is_no_plover_record(tmp_path: Path) -> None:
    dateless = replace(STRAIT_DOCUMENT, published=None)
    found = plover(tmp_path, claims_reading(dateless))
    assert {record["event_text"][0] for record in found} == {
        "arrested", "sealed off", "marched", "shot", "agreed", "paid", "signed", "broke off", "met",
    }  # fmt: skip
    assert plover(tmp_path, replace(one_claim(date=None), document=replace(dateless, published="last week"))) == []


def test_plover_tells_doubtful_claims(tmp_path: Path) -> None:
    found = plover(tmp_path, one_claim(confidence=0.9), one_claim(confidence=0.4, doubtful=True))
    assert [(one["confidence"], one["doubtful"]) for one in found] == [(0.9, False), (0.4, True)]


def test_plover_keeps_the_text_s_words(tmp_path: Path) -> None:
    blocked, praised = plover(tmp_path, nasty_reading())
    assert blocked["source"][1]["actor_text"] == "the *fleet* 🚢"
    assert TEXT[blocked["text_info"]["start"] : blocked["text_info"]["end"]] == "blocked"
    assert blocked["size_info"] == {"dead": 2}
    assert praised["source"][0]["actor_text"] == "<b>Ida Quist</b>"


# ── ACLED ──


def test_acled_has_the_codebook_s_columns(tmp_path: Path) -> None:
    assert len(acled.COLUMNS) == 31
    assert acled.COLUMNS[:4] == ("event_id_cnty", "event_date", "year", "time_precision")
    assert acled.COLUMNS[-3:] == ("fatalities", "tags", "timestamp")
    for row in rows("acled", tmp_path, claims_reading(), nasty_reading()):
        assert tuple(row) == acled.COLUMNS
        assert row["time_precision"] in ("1", "2", "3")
        assert row["geo_precision"] in ("", "1", "2", "3")
        assert row["year"] == row["event_date"][:4]


def test_acled_s_types_are_told_of_plover_s_modes_alone() -> None:
    for event, mode in acled.TYPES:
        assert event in QUAD_CODES
        assert mode is None or mode in MODES[event]


def test_acled_holds_what_acled_codes(tmp_path: Path) -> None:
    found = {row["notes"].split("(")[-1].split(")")[0]: row for row in rows("acled", tmp_path, claims_reading())}
    assert set(found) == {"arrested", "marched", "beat", "shot"}
    row = found["marched"]
    assert (row["disorder_type"], row["event_type"], row["sub_event_type"]) == (
        "Demonstrations",
        "Protests",
        "Peaceful protest",
    )
    assert (row["actor1"], row["inter1"], row["actor2"]) == (
        "thousands of islanders",
        "Protesters",
        "the harbour office",
    )
    assert (row["country"], row["location"], row["latitude"], row["longitude"]) == (
        "TES",
        "Port Alde",
        "12.5000",
        "-3.2500",
    )
    assert (row["event_date"], row["time_precision"], row["geo_precision"]) == ("2025-08-31", "1", "1")
    assert row["event_id_cnty"].startswith("TES")
    beat = found["beat"]
    assert (beat["event_type"], beat["sub_event_type"]) == ("Violence against civilians", "Attack")
    assert (beat["inter1"], beat["civilian_targeting"]) == ("State forces", "Civilian targeting")
    assert beat["notes"].startswith("The dockers' union · says: Tessany Police → ASSAULT")
    assert (beat["event_date"], beat["time_precision"], beat["tags"]) == (
        "2025-09-02", "3", "dated by publication; confidence=0.80",
    )  # fmt: skip
    assert (found["shot"]["event_date"], found["shot"]["time_precision"]) == ("2025-03-01", "3")
    assert {row["fatalities"] for row in found.values()} == {""}


def test_acled_s_tags_tell_doubtful_claims(tmp_path: Path) -> None:
    sure, unsure = (one_claim(confidence=value, doubtful=value < 0.5) for value in (0.875, 0.4))
    assert [row["tags"] for row in rows("acled", tmp_path, sure, unsure)] == [
        "confidence=0.88", "confidence=0.40; doubtful",
    ]  # fmt: skip


def test_an_attack_on_others_in_arms_is_a_battle(tmp_path: Path) -> None:
    known = one_claim(event="ASSAULT", mode="firearms")
    arms = Actor("dockers@strait", "41 dockers", "group", (), "TES", "REB")
    armed = replace(known, actors=(*(one for one in known.actors if one.id != arms.id), arms))
    (row,) = rows("acled", tmp_path, armed)
    assert (row["event_type"], row["sub_event_type"], row["inter2"]) == ("Battles", "Armed clash", "Rebel group")
    assert row["civilian_targeting"] == ""


def test_days_vaguer_than_a_month_are_no_acled_event(tmp_path: Path) -> None:
    when = claims_reading().claims[0].date
    assert when
    assert rows("acled", tmp_path, one_claim(date=replace(when, precision="year"))) == []


def test_cells_of_acled_are_guarded(tmp_path: Path) -> None:
    (row,) = rows("acled", tmp_path, nasty_reading())
    assert (row["actor1"], row["assoc_actor_1"]) == ("[[Orsa|Maritime]]", "'=fleet␀")
    assert (row["fatalities"], row["location"]) == ("2", "Velm; <sea>")
    assert "\x00" not in (tmp_path / "rows").read_text(encoding="utf-8")


# ── POLECAT ──


def test_polecat_has_the_columns_of_its_files(tmp_path: Path) -> None:
    assert len(polecat.COLUMNS) == 40
    assert polecat.COLUMNS[:3] == ("Event ID", "Event Date", "Event Type")
    assert polecat.COLUMNS[-1] == "Version"
    for row in rows("polecat", tmp_path, claims_reading(), nasty_reading()):
        assert tuple(row) == polecat.COLUMNS
        assert all(row.values())
        assert row["Quad Code"] in {
            f"{how} {what}" for how in ("VERBAL", "MATERIAL") for what in ("COOPERATION", "CONFLICT")
        }


def test_polecat_has_a_row_for_each_pair(tmp_path: Path) -> None:
    known = claims_reading()
    signed = next(claim for claim in known.claims if claim.event == "AGREE" and len(claim.actor) == 2)
    found = rows("polecat", tmp_path, replace(known, claims=(known.claims[0], signed)))
    assert [row["Event ID"] for row in found] == [f"{known.claims[0].id}-1", f"{signed.id}-1", f"{signed.id}-2"]
    assert [(row["Actor Name"], row["Recipient Name"]) for row in found] == [
        ("Tessany Police", "41 dockers"),
        ("Tessany", "None"),
        ("Velmark", "None"),
    ]
    first = found[0]
    assert (first["Event Type"], first["Event Mode"], first["Quad Code"]) == ("COERCE", "arrest", "MATERIAL CONFLICT")
    assert (first["Actor Country"], first["Primary Actor Sector"], first["Actor Name Raw"]) == (
        "TES",
        "COP",
        "Police in Tessany",
    )
    assert (first["Source"], first["Publication Date"], first["Intensity"]) == (
        "The Pelland Courier",
        "2025-09-02",
        "None",
    )
    assert first["Version"] == "invented 1"


def test_polecat_s_longitudes_are_numbers(tmp_path: Path) -> None:
    first, second, _ = rows("polecat", tmp_path, nasty_reading())
    assert (first["Latitude"], first["Longitude"], first["City"]) == ("12.5000", "-3.2500", "Velm; <sea>")
    assert (first["Actor Name"], second["Actor Name"]) == ("[[Orsa|Maritime]]", "'=fleet␀")
    assert first["Source"] == "The 'Velm' 'Post' <&> 🐟"


# ── what a person rejected ──


@pytest.mark.parametrize("to", ["plover", "acled", "polecat"])
def test_a_rejected_claim_is_no_event(to: str, tmp_path: Path) -> None:
    rejected = one_claim(review=Review("rejected", "2025-09-03T10:00:00Z"))
    assert (plover(tmp_path, rejected) if to == "plover" else rows(to, tmp_path, rejected)) == []


def test_what_stood_in_a_rejected_statement_stands_in_the_one_around_it() -> None:
    known = claims_reading()
    review = Review("rejected", "2025-09-03T10:00:00Z")
    outer, inner = known.statements[0], replace(known.statements[1], parent=known.statements[0].id, review=review)
    innermost = replace(known.statements[2], parent=inner.id)

    def claim(number: int, statement: str) -> Claim:
        return replace(known.claims[number], statement=statement)

    one = replace(known, statements=(outer, inner, innermost), claims=(claim(0, inner.id), claim(1, innermost.id)))
    kept = standing(one)
    assert [said.id for said in kept.statements] == [outer.id, innermost.id]
    assert kept.statements[1].parent == outer.id
    assert [told.statement for told in kept.claims] == [outer.id, innermost.id]
    ring = replace(one, statements=(replace(inner, parent=inner.id),), claims=(claim(0, inner.id),))
    assert standing(ring).claims[0].statement is None
