"""`sayso review`: verdicts and corrections."""

import json
from pathlib import Path

import pytest
from commands_made import claims, content, shown
from jsonschema import Draft202012Validator
from reporting.invented import TEXT

from sayso.schema import schema

pytestmark = pytest.mark.usefixtures("home")


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
