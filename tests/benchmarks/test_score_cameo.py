"""The figures of CAMEO codes, worked by hand on a passage of our own."""

import json
from pathlib import Path

import pytest
from benchmarks import cameo

from sayso.claims.events.ontology import Ontology

TEXT = "Talks fail\n\nVelm urged Halden to release the nurses. The minister resigned. Halden denied it."
EVENTS = [
    ("urged", "REQUEST", "1053"),
    ("resigned", "RETREAT", "08"),
    ("denied", "REJECT", "1232"),
    ("fail", "AID", "16"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for split in cameo.SPLITS:
        rows = [
            {
                "trigger": [TEXT.index(word), TEXT.index(word) + len(word)],
                "types": [kind, "ACCUSE"],
                "status": "actual",
                "polarity": "positive",
                "cameo": code,
            }
            for word, kind, code in EVENTS
        ]
        for part, content in (
            ("passages", {"text": TEXT, "split": split}),
            ("events", {"events": rows if split == "tuned" else rows[1:]}),
        ):
            (tmp_path / part).mkdir(exist_ok=True)
            (tmp_path / part / f"{split}.json").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


def by_stops(line: str) -> tuple[tuple[int, int], ...]:
    """A sentence ends with a full stop."""
    ends = [at + 1 for at, sign in enumerate(line) if sign == "."] or [len(line)]
    return tuple(zip([0, *ends], ends, strict=False))


def test_events_have_their_words_their_sentence_and_a_whole_code(folder: Path) -> None:
    found = cameo.events(folder, by_stops)
    assert [event.split for event in found] == ["held"] * 3 + ["tuned"] * 4
    resigned = found[0]
    assert (resigned.trigger, resigned.near.strip(), resigned.type, resigned.cameo) == (
        "resigned", "The minister resigned.", "RETREAT", "080",
    )  # fmt: skip
    assert found[2].near == "Talks fail"


def test_the_table_has_each_half_apart_and_types_of_the_tuned_one(folder: Path) -> None:
    rows = [line.split() for line in cameo.table(Ontology.load(), cameo.events(folder, by_stops)).splitlines()]
    assert ["tuned", "50.0", "75.0", "of", "4"] in rows
    assert ["tuned,", "by", "type", "alone", "25.0", "75.0", "of", "4"] in rows
    assert ["held", "33.3", "66.7", "of", "3"] in rows
    assert ["tuned,", "REQUEST", "100.0", "100.0", "of", "1"] in rows
    assert ["tuned,", "REJECT", "0.0", "100.0", "of", "1"] in rows


def test_the_misses_of_the_held_half_are_not_listed(folder: Path) -> None:
    listed = cameo.misses(Ontology.load(), cameo.events(folder, by_stops)).splitlines()
    assert [line.split("\t")[:4] for line in listed] == [
        ["REJECT", "1232", "120", "denied"], ["AID", "160", "070", "fail"],
    ]  # fmt: skip


def test_the_passages_events_are_read_and_reach_the_goal(capsys: pytest.CaptureFixture[str]) -> None:
    assert cameo.main([]) == 0
    (held,) = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("held  ")]
    assert float(held[1]) >= cameo.GOAL
