"""Directed sentiment: how rows are repaired, and what label a reading's claims give a pair."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from benchmarks import stance
from benchmarks.gold import Piece
from benchmarks.stance import LABELS, Pair

from sayso.types import Actor, Certainty, Claim, Document, Link, Party, Reading, Span, Statement

TEXT = "Osei said that Ardo blamed Besk, whose mayor thanked Corra."


@pytest.mark.parametrize(
    ("marked", "parties"),
    [
        ("[Osei] praised [Besk].", ["Osei", "Besk"]),
        ("The [Ardo Reformer]s met [Besk]s.", ["Ardo Reformers", "Besks"]),
        ("[Osei’]s claims about [Besk's] army", ["Osei", "Besk"]),
        ("The group[’]s head told [Osei’]", ["group", "Osei"]),
        ("In the nation[’s Upper House], [ Osei ]s said", ["nation’s Upper House", "Osei"]),
        ("s[ince] then “[Osei]” is [’] alone", ["since", "Osei"]),
    ],
)
def test_marks_are_widened_to_words(marked: str, parties: list[str]) -> None:
    text, marks = stance.unmarked(marked)
    assert "[" not in text
    assert [text[start:end] for start, end in marks][:2] == parties


def test_rows_are_unquoted_and_kept_once(tmp_path: Path) -> None:
    folder = tmp_path / "directed_sentiment"
    folder.mkdir()
    row = '"""Go,"" [Osei] told [Besk]s."\tOsei\tBesk\t3\n'
    (folder / "dev.txt").write_text(f"{row}{row}[Osei] met [Besk].\tOsei\tBesk\t0\n", encoding="utf-8")
    first, second = stance.rows(tmp_path, "dev")
    assert (first.text, first.label) == ('"Go," Osei told Besks.', "negative")
    assert first.text[slice(*first.second)] == "Besks"
    assert second.label == "neutral"
    (folder / "dev.txt").write_text("[Osei] slept.\tOsei\t\t0\n", encoding="utf-8")
    with pytest.raises(ValueError, match="1 marks"):
        stance.rows(tmp_path, "dev")


def at(words: str) -> Piece:
    start = TEXT.index(words)
    return start, start + len(words)


def party(words: str) -> Party:
    return Party(Span(*at(words)), "group", True, words)


def claim(actor: str, trigger: str, quad: int, recipient: str = "", inside: str | None = "s") -> Claim:
    others = (party(recipient),) if recipient else ()
    event = {1: "SUPPORT", 3: "ACCUSE"}[quad]
    return Claim(
        trigger, inside, (Span(*at(trigger)),), event, Certainty("positive", "actual", 1, 1), 0.9, quad_code=quad,
        actor=(party(actor),), recipient=others,
    )  # fmt: skip


SAID = Statement("s", (Span(10, 58),), (Link(Span(*at("Osei")), None, parties=(party("Osei"),)),), 1, "indirect", 0.9)
READING = Reading(
    "m",
    Document(TEXT),
    (SAID,),
    tuple(Actor(name, name, "group", (Span(*at(name)),)) for name in ("Osei", "Ardo", "Besk", "Corra")),
    (claim("Ardo", "blamed", 3, "Besk"),),
)


def label(first: str, second: str, reading: Reading = READING) -> str:
    return stance.told(Pair(TEXT, at(first), at(second), "neutral"), reading)


def test_ties_give_the_label_and_its_direction() -> None:
    assert label("Ardo", "Besk") == "negative"
    assert label("Besk", "Ardo") == "negative, from the second"
    assert label("Ardo", "Corra") == "neutral"
    kinder = replace(READING, claims=(*READING.claims, claim("Besk", "thanked", 1, "Corra")))
    assert label("Besk", "Corra", kinder) == "positive"
    assert label("Corra", "Besk", kinder) == "positive, from the second"


def test_a_doubtful_claim_gives_none() -> None:
    doubtful = replace(READING, claims=(replace(READING.claims[0], doubtful=True, statement=None),))
    assert label("Ardo", "Besk", doubtful) == "neutral"


def test_what_one_says_of_the_other_counts_where_no_tie_does() -> None:
    assert label("Osei", "Ardo") == "negative"
    assert label("Besk", "Osei") == "negative, from the second"
    outlets = replace(READING, claims=(claim("Ardo", "blamed", 3, "Besk", inside=None),))
    assert label("Osei", "Ardo", outlets) == "neutral"


def test_a_mark_that_names_both_gives_no_label() -> None:
    whole = (0, len(TEXT))
    assert stance.told(Pair(TEXT, whole, whole, "neutral"), READING) == "neutral"


def test_the_report_has_both_ways_and_what_is_published() -> None:
    pairs = [Pair(TEXT, (0, 4), (5, 9), one) for one in LABELS]
    report = stance.score(pairs, LABELS, ["neutral"] * 5)
    found = {figure.name: figure.value for figure in report.figures}
    assert found["read end to end, macro-F1"] == 100
    assert found["by a head on both spans, macro-F1"] == pytest.approx(100 * (2 * 1 / 6) / 5)
    assert found["best published, macro-F1"] == stance.PUBLISHED[0][1]


def test_a_head_learns_what_the_parties_tell() -> None:
    chance = np.random.default_rng(1)
    labels = [LABELS[number % 5] for number in range(60)]
    rows = np.eye(5)[[number % 5 for number in range(60)]] + chance.normal(0, 0.05, (60, 5))
    assert stance.learnt(rows, labels, rows) == labels
