"""Voices and ties in lines, JSON and CSV: every count with what it is out of."""

from __future__ import annotations

import csv
import io
import json

import pytest
from comparison.readings_made import Does, Says, read

from sayso.comparison import align, voices
from sayso.comparison.aligning.alignments import Estimate
from sayso.reporting.aligned import COLUMNS as TIES
from sayso.reporting.aligned import alignment_csv, alignment_json, alignment_lines, estimate_in_words
from sayso.reporting.voiced import COLUMNS as VOICES
from sayso.reporting.voiced import percent, thin, voice_csv, voice_json, voice_lines
from sayso.types import Reading

IDS = {"Ardo": "ARD", "Besk": "BSK", "Cald": "CLD", "aides": ":aides"}


def days(count: int, month: str = "06") -> list[Reading]:
    """So many documents of one outlet, each with one day."""
    return [
        read(
            f"Ardo aided Besk. Besk struck Cald, aides said. “Never again,” Cald said on day {day}.",
            ids=IDS,
            says=[Says("aides", ["Besk struck Cald"]), Says("Cald", ["“Never again,”"], "direct")],
            does=[Does("Ardo", "aided", "AID", "Besk"), Does("Besk", "struck", "ASSAULT", "Cald", inside=0)],
            outlet="=Hesk Post",
            published=f"2025-{month}-{day:02}",
        )
        for day in range(1, count + 1)
    ]


def test_an_outlet_has_its_base_and_each_source_its_figures() -> None:
    lines = [line.plain for line in voice_lines(voices(days(3)))]
    assert lines[0] == "=Hesk Post"
    base = " ".join(lines[1:3])
    assert base.startswith("3 documents, 6 statements. 45 words: 67% the outlet's own voice, 13% named sources,")
    assert "[thin base: 3 documents]" in " ".join(lines[1:4])
    row = next(line for line in lines if line.strip().startswith("Cald"))
    assert row.split() == ["Cald", "3", "of", "3", "3", "0", "0", "6", "13%"]
    assert any(line.strip().startswith("aides (unnamed)") for line in lines)


@pytest.mark.parametrize("width", [24, 40, 80, 300])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    readings = days(6) + days(2, "07")
    found = align(readings, samples=5)
    lines = [*voice_lines(voices(readings), width), *alignment_lines(found, width)]
    assert max(line.cell_len for line in lines) <= min(width, 100)


def test_voices_in_json_and_csv() -> None:
    found = voices(days(2))
    assert json.loads(voice_json(found)) == {"outlets": [one.to_dict() for one in found]}
    rows = list(csv.DictReader(io.StringIO("\n".join(voice_csv(found)))))
    assert tuple(rows[0]) == VOICES
    own, *sources = rows
    assert (own["key"], own["outlet"], own["words"], own["of_words"]) == ("outlet", "'=Hesk Post", "20", "30")
    cald = next(row for row in sources if row["id"] == "CLD")
    assert (cald["direct_statements"], cald["direct_words"], cald["indirect_words"]) == ("2", "4", "0")
    assert (cald["documents"], cald["of_documents"]) == ("2", "2")


def test_none_and_all_are_kept_for_none_and_all() -> None:
    assert [percent(*one) for one in ((0, 0), (0, 9), (1, 900), (1, 2), (899, 900), (9, 9))] == [
        "0%", "0%", "<1%", "50%", ">99%", "100%",
    ]  # fmt: skip
    assert thin(1) == "thin base: 1 document"
    assert thin(5) == ""


def test_ties_have_their_sign_claims_documents_and_events() -> None:
    found = align(days(6) + days(2, "07"), samples=20)
    lines = [line.plain for line in alignment_lines(found)]
    together = " ".join(" ".join(lines).split())
    assert "8 documents. 16 of 16 claims of an event type make ties." in together
    assert "  +  Ardo → Besk · 8 claims in 8 documents, 1 outlet · AID" in lines
    assert "  −  Besk → Cald · 8 claims in 8 documents, 1 outlet · ASSAULT" in lines
    assert "0.00 (95%: 0.00 to 0.00) · 0 of 2 ties (frustration index)" in together
    assert "The outlets' own voice" in together
    assert "2025-07 · 3 of 3 actors, 4 claims in 2 documents" in together
    assert "[thin base: 2 documents]" in together


def test_a_thin_base_has_no_interval() -> None:
    lines = " ".join(" ".join(line.plain for line in alignment_lines(align(days(3)))).split())
    assert "frustration 0.00 (thin base: 3 documents)" in lines
    assert "95%" not in lines


def test_estimates_in_words() -> None:
    assert estimate_in_words(Estimate(None), 9) == "–"
    assert estimate_in_words(Estimate(0.5), 9) == "0.50 (no interval)"
    assert estimate_in_words(Estimate(0.5), 1) == "0.50 (thin base: 1 document)"
    assert estimate_in_words(Estimate(0.5, -0.001, 1.0, 9), 9) == "0.50 (95%: 0.00 to 1.00)"


def test_changes_are_told_with_what_was_before() -> None:
    later = [
        read("Ardo met Cald.", ids=IDS, does=[Does("Ardo", "met", "CONSULT", "Cald")], published=f"2025-07-{day:02}")
        for day in range(1, 4)
    ]
    lines = [line.plain.strip() for line in alignment_lines(align(days(4) + later, samples=20), 100)]
    formed = next(line for line in lines if line.startswith("formed"))
    assert formed == "formed  Ardo – Cald · nothing in 4 documents of 2025-06, then 3 claims + in 3 of 3"
    assert "gone    Ardo – Besk · 4 claims + in 4 of 4 documents of 2025-06, then nothing in 3" in lines
    assert not any("of draws" in line for line in lines if line.startswith(("formed", "gone")))


def test_changes_on_a_thin_base_stand_apart() -> None:
    later = [
        read("Ardo met Cald.", ids=IDS, does=[Does("Ardo", "met", "CONSULT", "Cald")], published=f"2025-07-{day:02}")
        for day in range(1, 6)
    ]
    once = read("Cald met Besk.", ids=IDS, does=[Does("Cald", "met", "CONSULT", "Besk")], published="2025-07-09")
    lines = [line.plain.strip() for line in alignment_lines(align([*days(6), *later, once], samples=20), 100)]
    parting = lines.index("On a thin base, fewer than 5 documents:")
    firm = lines[lines.index("Over time") : parting]
    assert [line.split(" · ")[0] for line in firm if line.startswith(("formed", "gone"))] == [
        "gone    Ardo – Besk", "formed  Ardo – Cald",
    ]  # fmt: skip
    assert " ".join(firm).count("of draws") == 2
    (turned,) = [line for line in lines[parting + 1 :] if line.startswith(("formed", "gone", "turned"))]
    told = "6 claims − in 6 of 6 documents of 2025-06, then 1 claim + in 1 of 6"
    assert turned == f"turned  Besk – Cald · {told}"


def test_nothing_to_tie_is_told() -> None:
    lines = [line.plain for line in alignment_lines(align([]))]
    assert lines == ["Who stands with whom, as told", "0 documents. 0 of 0 claims of an event type make ties. [thin base: 0 documents]"]  # fmt: skip # noqa: E501


def test_alignments_in_json_and_csv() -> None:
    found = align(days(2), samples=0)
    assert json.loads(alignment_json(found)) == json.loads(json.dumps(found.to_dict()))
    rows = list(csv.DictReader(io.StringIO("\n".join(alignment_csv(found)))))
    assert tuple(rows[0]) == TIES
    assert len(rows) == 4
    aid, blow = rows[0], rows[2]
    assert (aid["actor"], aid["recipient"], aid["sign"], aid["voice"], aid["voice_name"]) == (
        "ARD",
        "BSK",
        "1",
        "outlet",
        "",
    )
    assert (blow["sign"], blow["voice"], blow["voice_name"]) == ("-1", "words: aides", "aides")
    assert (aid["date"], aid["date_from"], aid["outlet"]) == ("2025-06-01", "published", "'=Hesk Post")
