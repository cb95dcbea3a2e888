"""A ledger's stories in lines, JSON and CSV, from records made by hand."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace

import pytest
from comparison.readings_made import Does, Says, read
from rich.text import Text

from sayso.comparison.records import SharedClaim, Story, Telling, Told
from sayso.reporting.compared import (
    COLUMNS,
    link_decision_in_words,
    story_csv,
    story_json,
    story_lines,
)
from sayso.reporting.tellers import why_in_words
from sayso.types import OUTLET_VOICE, LinkDecision, Reading, Span

IDS = {"Ardo": "ARD", "Besk": "BSK"}
FIRST = read(
    "Ardo gave Besk a quay for grain, the Hesk Post has learned.",
    ids=IDS,
    does=[Does("Ardo", "gave", "AID", "Besk")],
    outlet="The Hesk Post",
    published="2025-06-10",
)
WIRE = read(
    "Ardo handed Besk a quay for grain, the Hesk Post said.",
    ids={**IDS, "the Hesk Post": "Hesk Post"},
    says=[Says("the Hesk Post", ["Ardo handed Besk a quay for grain"])],
    does=[Does("Ardo", "handed", "AID", "Besk", inside=0, loaded={"handed": "0"})],
    outlet="Orla Wire",
    published="2025-06-11",
)
DENIAL = read(
    "=Ardo gave Besk no quay, the ministry said.",
    ids={"Ardo": "ARD", "Besk": "BSK"},
    does=[
        Does("Ardo", "gave", "AID", "Besk", polarity="negative", loaded={"no": OUTLET_VOICE}),
        Does("Besk", "said", None),
    ],
    outlet="@State Herald",
    published="2025-06-12",
)
READINGS = {one.document.id: one for one in (FIRST, WIRE, DENIAL)}


@dataclass(frozen=True)
class Made:
    story: Story
    readings: dict[str, Reading]


def telling(reading: Reading, words: str, origin: str, source: Reading | None, why: str, claim: int = 0) -> Telling:
    start = reading.document.text.index(words)
    shown = ((Span(0, 4),), (Span(0, 4),) if source else ())
    return Telling(
        reading.document.id,
        reading.claims[claim].id,
        (Span(start, start + len(words)),),
        origin,
        source.document.id if source else None,
        why,  # type: ignore[arg-type]
        shown,
    )


def made() -> Made:
    one = SharedClaim(
        "c1",
        (
            telling(FIRST, "Ardo gave Besk a quay", "o1", None, "own reporting"),
            telling(DENIAL, "=Ardo gave Besk no quay", "o2", None, "quotation"),
            telling(WIRE, "Ardo handed Besk a quay", "o1", FIRST, "citing"),
        ),
        ((FIRST.document.id, DENIAL.document.id), (WIRE.document.id, DENIAL.document.id)),
    )
    alone = SharedClaim("c2", (telling(DENIAL, "said", "o3", None, "own reporting", 1),))
    documents = tuple(Told.of(reading.document) for reading in READINGS.values())
    return Made(Story("s1", documents, (alone, one)), READINGS)


def plain(width: int = 80) -> list[str]:
    return [line.plain for line in story_lines([made()], width)]


def test_a_claim_has_its_origins_and_outlets_and_each_telling_its_words_voice_and_why() -> None:
    first, wire, denial = (reading.claims[0].id for reading in (FIRST, WIRE, DENIAL))
    lines = plain(100)
    at = lines.index(next(line for line in lines if line.startswith(" 1  ")))
    assert lines[at].startswith(" 1  Ardo → AID (gave) → Besk")
    assert lines[at + 1 : at + 4] == [
        "    2 origins · 3 outlets",
        "    Cannot both be true: The Hesk Post – @State Herald",
        "    Cannot both be true: Orla Wire – @State Herald",
    ]
    told = [line.strip() for line in lines[at + 4 : at + 13]]
    assert told[0] == f"A {first}  The Hesk Post, 10 Jun · the outlet's own voice · own reporting"
    assert told[1] == "Ardo gave Besk a quay"
    assert told[2].startswith(f"A {wire}  Orla Wire, 11 Jun · the Hesk Post · cites The Hesk Post")
    assert "Ardo handed Besk a quay" in told
    assert any(line.startswith(f"B {denial}  @State Herald, 12 Jun") for line in told)


def test_tellings_of_one_origin_stand_together() -> None:
    letters = [line.strip()[0] for line in plain() if line.startswith("    A ") or line.startswith("    B ")]
    assert letters == ["A", "A", "B"]


def test_a_claim_of_one_outlet_stands_apart() -> None:
    lines = plain()
    at = lines.index("Told by one outlet alone")
    assert lines[at + 1] == "  @State Herald"
    assert DENIAL.claims[1].id in lines[at + 2]


def styled(lines: list[Text], words: str) -> set[tuple[str, str]]:
    """The words of a line that have a style, with it."""
    line = next(line for line in lines if line.plain.strip() == words)
    return {(line.plain[span.start : span.end], str(span.style)) for span in line.spans if str(span.style)}


def test_words_that_differ_are_underlined_and_loaded_ones_have_their_voice() -> None:
    lines = list(story_lines([made()]))
    assert styled(lines, "Ardo handed Besk a quay") == {("handed", "underline bold italic")}
    assert styled(lines, "=Ardo gave Besk no quay") == {("no", "underline bold")}
    assert styled(lines, "Ardo gave Besk a quay") == set()
    together = " ".join(line.plain.strip() for line in lines)
    assert "loaded: “handed” (the Hesk Post)" in together
    assert "loaded: “no” (outlet)" in together


def test_in_the_first_telling_words_that_no_other_has_are_underlined() -> None:
    one = made()
    alone, shared = one.story.claims
    two = replace(shared, tellings=(shared.tellings[0], shared.tellings[2]), contradictions=())
    lines = list(story_lines([replace(one, story=replace(one.story, claims=(alone, two)))]))
    assert styled(lines, "Ardo gave Besk a quay") == {("gave", "underline")}


def test_only_outlets_and_headings_are_bold_beside_loaded_words() -> None:
    for line in story_lines([made()]):
        if " · " in line.plain and not line.plain.startswith(" 1"):
            assert not str(line.style)
            assert {line.plain[span.start : span.end] for span in line.spans if str(span.style) == "bold"} <= {
                "The Hesk Post", "Orla Wire", "@State Herald",
            }  # fmt: skip


def test_the_legend_stands_once_where_claims_are_shared_and_styles_are_shown() -> None:
    def legends(story: Made, **how: bool) -> int:
        return sum(line.plain.startswith("Underlined: ") for line in story_lines([story], **how))

    assert legends(made()) == 1
    assert legends(made(), has_legend=False) == 0
    assert legends(replace(made(), story=replace(made().story, claims=made().story.claims[:1]))) == 0


@pytest.mark.parametrize("width", [24, 40, 80, 300])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(len(line) for line in plain(width)) <= min(width, 100)


def test_json_is_one_object_of_all_stories_in_the_form_of_their_records() -> None:
    two = [made(), replace(made(), story=replace(made().story, id="s2"))]
    wire = json.loads("\n".join(story_json(two)))
    assert set(wire) == {"stories"}
    assert [story["id"] for story in wire["stories"]] == ["s1", "s2"]
    assert wire["stories"][0] == made().story.to_dict({id_: one.document.text for id_, one in READINGS.items()})
    assert json.loads("\n".join(story_json([]))) == {"stories": []}
    tellings = wire["stories"][0]["claims"][1]["tellings"]
    assert tellings[2]["from"] == FIRST.document.id
    assert tellings[2]["at"][0]["text"] == "Ardo handed Besk a quay"


def test_csv_has_a_row_a_telling_and_guards_cells() -> None:
    rows = list(csv.DictReader(io.StringIO("\n".join(story_csv([made()])))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["shared_claim_id"] for row in rows] == ["c2", "c1", "c1", "c1"]
    first, denial, wire = rows[1:]
    assert (first["origins"], first["outlets"], first["why"], first["from"]) == ("2", "3", "own reporting", "")
    assert (wire["from"], wire["from_outlet"], wire["shown_from"]) == (FIRST.document.id, "The Hesk Post", "Ardo")
    assert (wire["voice"], wire["source_name"], wire["loaded"]) == ("named", "the Hesk Post", "handed (the Hesk Post)")
    assert denial["words"] == "'=Ardo gave Besk no quay"
    assert denial["outlet"] == "'@State Herald"
    assert denial["contradicts"].split("; ") == sorted([FIRST.document.id, WIRE.document.id])
    assert first["spans"] == "0-21"
    assert denial["source_name"] == ""


def test_why_in_words() -> None:
    documents = {told.id: told for told in made().story.documents}
    one = telling(WIRE, "Ardo", "o", FIRST, "reuse")
    assert why_in_words(one, documents) == "same words as The Hesk Post"
    assert why_in_words(replace(one, taken_from=None, why="credit"), documents) == "credits one that is not here"
    assert why_in_words(replace(one, taken_from=None, why="own reporting"), documents) == "own reporting"
    assert why_in_words(replace(one, taken_from=None, why="quotation"), documents) == "a public saying"
    gone = "later version of one that is not here"
    assert why_in_words(replace(one, taken_from=None, why="correction"), documents) == gone
    assert why_in_words(replace(one, decided=True), documents) == "from The Hesk Post, added by a person"
    cut = replace(one, taken_from=None, why="own reporting", decided=True)
    assert why_in_words(cut, documents) == "own reporting, link cut by a person"
    said = "a public saying, link cut by a person"
    assert why_in_words(replace(cut, why="quotation"), documents) == said


def test_a_link_that_a_person_added_is_marked_in_a_table() -> None:
    one = made()
    alone, shared = one.story.claims
    tellings = tuple(replace(told, decided=told.taken_from is not None) for told in shared.tellings)
    story = replace(one.story, claims=(alone, replace(shared, tellings=tellings)))
    rows = list(csv.DictReader(io.StringIO("\n".join(story_csv([replace(one, story=story)])))))
    assert [row["decided"] for row in rows] == ["no", "no", "no", "yes"]
    assert rows[-1]["why"] == "citing"


def test_decisions_about_links_in_words() -> None:
    cut = LinkDecision(1, "cut", "2025-06-13T10:00:00Z", "d1", "c1", None, note="they\x1b rang", by="ada")
    assert link_decision_in_words(cut).startswith("1  2025-06-13T10:00:00Z  cut c1 (of d1) from all documents, by ada")
    assert "\x1b" not in link_decision_in_words(cut)
    assert link_decision_in_words(replace(cut, verb="add", taken_from="d2", note="", by=None)).endswith("from d2")
    assert link_decision_in_words(LinkDecision(2, "undo", "now", undoes=1)) == "2  now  undo 1"
