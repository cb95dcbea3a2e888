"""`sayso compare`, `voices`, `align` and `link`: their forms, their filters, and decisions that last."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from comparison.readings_made import Does, Says, read
from jsonschema import Draft202012Validator

import sayso as library
from sayso.across import latest
from sayso.comparison import Same
from sayso.comparison.aligning import alignments
from sayso.ledger import Ledger
from sayso.schema import schema
from sayso.types import Reading

TEXT = (
    "Ardo gave Besk the northern quay of Velmar harbour for twelve years, and Besk sent forty barges of rye, "
    "the Hesk Post said. Fishermen of Velmar mended nets on the northern quay while the barges of rye came in."
)
IDS = {"Ardo": "Ardo", "Besk": "Besk", "Fishermen": "Fishermen of Velmar", "the Hesk Post": "Hesk Post"}


def told(outlet: str, day: int, text: str = TEXT, polarity: str = "positive") -> Reading:
    return read(
        f"{text} It was day {day}.",
        ids=IDS,
        says=[Says("the Hesk Post", ["Besk sent forty barges of rye"])],
        does=[
            Does("Ardo", "gave", "AID", "Besk", polarity=polarity),
            Does("Besk", "sent", "AID", "Ardo", inside=0),
        ],
        outlet=outlet,
        published=f"2025-06-{day:02}",
    )


READINGS = (told("The Hesk Post", 10), told("Orla Wire", 11), told("State Herald", 12, polarity="negative"))


def same_deeds(readings: Sequence[Reading]) -> list[Same]:
    """Claims of one event by one actor are one, and contradict each other where one denies it."""
    groups = defaultdict(list)
    for reading in readings:
        for claim in reading.claims:
            key = (claim.event, *(party.actor_id for party in claim.actor))
            groups[key].append((reading.document.id, claim.id, claim.certainty.polarity))
    return [
        Same(
            tuple((document, claim) for document, claim, _ in group),
            tuple((a, b) for a, _, one in group for b, _, other in group if one == "positive" and other == "negative"),
        )
        for group in groups.values()
    ]


@pytest.fixture(autouse=True)
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_LEDGER", str(tmp_path / "news.sqlite"))
    monkeypatch.setattr("sayso.across.same_claims", same_deeds)
    with Ledger("news.sqlite") as store:
        for reading in READINGS:
            store.add(reading)


def tellings(out: str) -> dict[str, dict]:
    """By the documents' ids those of what Ardo gave."""
    (story,) = json.loads(out)["stories"]
    given = {reading.claims[0].id for reading in READINGS}
    return {
        one["document_id"]: one for claim in story["claims"] for one in claim["tellings"] if one["claim_id"] in given
    }


# ── compare ──


def test_json_has_the_promised_shape(sayso) -> None:
    code, out, err = sayso("compare", "--ledger", "news.sqlite", "--format", "json")
    assert (code, err) == (0, "")
    wire = json.loads(out)
    assert set(wire) == {"stories"}
    (story,) = wire["stories"]
    assert set(story) >= {"id", "documents", "claims"}
    assert [one["id"] for one in story["documents"]] == [one.document.id for one in READINGS]
    assert all(set(one) >= {"id", "outlet", "url", "published", "title"} for one in story["documents"])
    given = next(one for one in story["claims"] if one["tellings"][0]["claim_id"] == READINGS[0].claims[0].id)
    assert all(set(one) >= {"id", "tellings", "contradictions"} for one in story["claims"])
    fields = {"document_id", "claim_id", "at", "origin", "from", "why"}
    assert all(set(one) >= fields for one in given["tellings"])
    assert {tuple(pair) for pair in given["contradictions"]} == {
        (one.document.id, READINGS[2].document.id) for one in READINGS[:2]
    }
    for one in given["tellings"]:
        text = next(reading.document.text for reading in READINGS if reading.document.id == one["document_id"])
        assert all(text[span["start"] : span["end"]] == span["text"] for span in one["at"])


def test_the_table_fits_80_columns_and_names_what_contradicts(sayso) -> None:
    code, out, err = sayso("compare")  # the default ledger
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0].startswith("Story ")
    assert lines[1] == "3 documents · 3 outlets · 10 June 2025 to 12 June 2025"
    assert max(map(len, lines)) <= 80
    assert "Cannot both be true: The Hesk Post – State Herald" in out
    assert all(reading.claims[0].id in out for reading in READINGS)


def test_the_legend_of_the_marks_is_printed_where_they_are_seen(sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Underlined" not in sayso("compare")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[4mUnderlined\x1b[0m: words" in sayso("compare")[1]
    sayso("compare", "-o", "stories.txt")
    assert "Underlined" not in Path("stories.txt").read_text(encoding="utf-8")


def test_csv_has_a_row_a_telling(sayso) -> None:
    assert sayso("compare", "-o", "tellings.csv")[0] == 0
    rows = list(csv.DictReader(io.StringIO(Path("tellings.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 6
    assert {row["document_id"] for row in rows} == {reading.document.id for reading in READINGS}


def test_one_story_and_the_least_documents(sayso) -> None:
    story = json.loads(sayso("compare", "--format", "json")[1])["stories"][0]["id"]
    assert sayso("compare", "--story", story[:5])[1].startswith(f"Story {story}")
    for given in ("zzz", ""):
        code, out, err = sayso("compare", "--story", given, "--format", "json")
        assert (code, out) == (2, "")
        assert f"No story whose id begins with {given!r} is told by 2 documents or more." in err
        assert "--least 1" in err
    code, out, err = sayso("compare", "--least", "4")
    assert (code, out) == (0, "")
    assert "No story in the ledger is told by 4 documents or more." in err


def test_the_ledger_is_not_written_over(sayso) -> None:
    for command in ("compare", "voices", "align"):
        assert sayso(command, "--format", "json", "-o", "news.sqlite")[0] == 2
        assert sayso(command, "--ledger", "none.sqlite")[0] == 5


@pytest.mark.parametrize("command", ["compare", "voices", "align"])
def test_of_an_empty_ledger_all_say_the_same(sayso, command: str) -> None:
    Ledger("empty.sqlite").close()
    said = "The ledger holds no documents. Add some with: sayso read --ledger FILE SOURCES\n"
    assert sayso(command, "--ledger", "empty.sqlite") == (0, "", said)
    code, out, err = sayso(command, "--ledger", "empty.sqlite", "--format", "json")
    assert (code, err) == (0, said)
    Draft202012Validator(schema()).validate(json.loads(out))
    assert len(sayso(command, "--ledger", "empty.sqlite", "--format", "csv")[1].splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    [
        ("compare",),
        ("voices",),
        ("align",),
        ("show",),
        ("actors",),
        ("link", "list"),
        ("ledger", "status"),
        ("ledger", "verify"),
        ("ledger", "failures"),
        ("export", "--to", "jsonl", "-o", "all.jsonl"),
        ("report", "-o", "page.html"),
    ],
)
@pytest.mark.parametrize("content", [b"", b"Rye came in at Velmar."])
def test_what_only_reads_makes_no_ledger_of_another_file(sayso, command: tuple[str, ...], content: bytes) -> None:
    Path("other").write_bytes(content)
    before = sorted(path.name for path in Path().iterdir())
    code, out, err = sayso(*command, "--ledger", "other")
    assert (code, out) == (5, "")
    assert "not a ledger." in err
    assert Path("other").read_bytes() == content
    assert sorted(path.name for path in Path().iterdir()) == before


# ── voices, align ──


def test_voices(sayso) -> None:
    code, out, err = sayso("voices")
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert "thin base: 1 document" in out
    wire = json.loads(sayso("voices", "--format", "json")[1])
    assert [one["outlet"] for one in wire["outlets"]] == ["Orla Wire", "State Herald", "The Hesk Post"]
    assert all(source["of_documents"] == 1 for one in wire["outlets"] for source in one["sources"])
    assert len(sayso("voices", "--format", "csv")[1].splitlines()) == 1 + 2 * 3


def test_align(sayso) -> None:
    code, out, err = sayso("align")
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert "Ardo → Besk · 2 claims in 2 documents" in out
    assert "thin base: 3 documents" in out
    wire = json.loads(sayso("align", "--windows", "year", "--format", "json")[1])
    assert [one["name"] for one in wire["windows"]] == ["2025"]
    assert len(sayso("align", "--format", "csv")[1].splitlines()) == 1 + 5


def test_parts_of_a_network(sayso) -> None:
    def ties(*arguments: str) -> list[tuple[str, str, int]]:
        wire = json.loads(sayso("align", "--format", "json", *arguments)[1])
        return [(tie["actor"], tie["recipient"], tie["weight"]) for tie in wire["ties"]]

    assert ties("--outlet", "hesk") == [("Ardo", "Besk", 1), ("Besk", "Ardo", 1)]
    assert ties("--voice", "outlet") == [("Ardo", "Besk", 2)]
    assert ties("--voice", "quoted") == ties("--voice", "hesk post") == [("Besk", "Ardo", 3)]
    assert ties("--outlet", "orla", "--outlet", "herald", "--voice", "quoted") == [("Besk", "Ardo", 2)]
    assert ties("--status", "planned") == []


@pytest.mark.parametrize(
    ("arguments", "part", "times"),
    [
        # The whole and its month; with that the voices, or the outlets, where there are several.
        (("--outlet", "hesk"), lambda ground: ground.outlet == "The Hesk Post", 4),
        (("--voice", "quoted"), lambda ground: bool(ground.voices), 5),
        (("--outlet", "wire", "--voice", "outlet"), lambda one: one.outlet == "Orla Wire" and not one.voices, 2),
    ],
)
def test_of_a_part_nothing_else_is_measured(sayso, monkeypatch: pytest.MonkeyPatch, arguments, part, times) -> None:
    measured = []

    def counting(ties, how):
        measured.append([ground for tie in ties for ground in tie.grounds])
        return measures(ties, how)

    measures = alignments._measured
    monkeypatch.setattr(alignments, "_measured", counting)
    out = sayso("align", *arguments, "--format", "json")[1]
    assert json.loads(out)["ties"]
    assert measured
    assert all(part(ground) for grounds in measured for ground in grounds)
    assert len(measured) == times


def test_a_part_is_the_same_cut_before_and_after_measuring(sayso) -> None:
    whole = library.align("news.sqlite")
    part = whole.cut(outlets=["Orla Wire"], voice="outlet")
    out = sayso("align", "--outlet", "Orla Wire", "--voice", "outlet", "--format", "json")[1]
    assert json.loads(out) == json.loads(json.dumps(part.to_dict()))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--outlet", "nobody"), "No outlet in the ledger is called 'nobody'"),
        (("--outlet", ""), "No outlet in the ledger is called ''"),
        (("--voice", "nobody"), "No sources of ties are called 'nobody'"),
        (("--voice", ""), "No sources of ties are called ''"),
    ],
)
def test_a_part_that_is_not_there_is_an_error_that_tells_what_is(sayso, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = sayso("align", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Hesk Post" in err


@pytest.mark.parametrize(
    ("command", "name", "broken"),
    [("compare", "comparison", "stories"), ("voices", "voices", "outlets"), ("align", "alignment", "measures")],
)
def test_what_is_printed_follows_the_schema(sayso, command: str, name: str, broken: str) -> None:
    wire = json.loads(sayso(command, "--format", "json")[1])
    Draft202012Validator(schema()).validate(wire)
    alone = Draft202012Validator({**schema()["$defs"][name], "$defs": schema()["$defs"]})
    alone.validate(wire)
    assert not alone.is_valid({**wire, broken: [{}]})
    del wire[broken]
    assert not Draft202012Validator(schema()).is_valid(wire)


# ── link ──


def test_links_are_added_cut_and_undone_and_last(sayso) -> None:
    first, wire, _ = READINGS
    claim, document = wire.claims[0].id, first.document.id

    def link() -> dict:
        return tellings(sayso("compare", "--format", "json")[1])[wire.document.id]

    def source() -> str | None:
        return link()["from"]

    assert link()["decided"] is False

    code, out, err = sayso("link", "add", claim[:8], document[:8], "--by", "ada", "--note", "same words")
    assert (code, err) == (0, "Take it back with: sayso link undo 1\n")
    assert out.startswith("1  20")
    assert out.rstrip().endswith(f"add {claim} (of {wire.document.id}) from {document}, by ada (same words)")
    assert source() == document
    assert (link()["decided"], link()["why"]) == (True, "reuse")
    assert "added by a person" in " ".join(sayso("compare")[1].split())
    assert sayso("link", "cut", claim)[0] == 0
    assert source() is None
    assert (link()["decided"], link()["why"]) == (True, "own reporting")
    assert "own reporting, link cut by a person" in " ".join(sayso("compare")[1].split())
    assert sayso("link", "undo", "2", "--ledger", "news.sqlite")[0] == 0
    assert source() == document
    listed = sayso("link", "list")[1].splitlines()
    assert [line.split()[2] for line in listed] == ["add", "cut", "undo"]
    assert [line.endswith(" [undone by 3]") for line in listed] == [False, True, False]


def test_that_nothing_is_decided_is_said(sayso) -> None:
    assert sayso("link", "list") == (0, "", "Nothing is decided about links in this ledger.\n")
    assert sayso("actors", "decisions") == (0, "", "Nothing is decided about actors in this ledger.\n")


def test_a_link_that_cannot_be_is_an_error_that_names_the_decision(sayso) -> None:
    first, wire, _ = READINGS
    claim, document = wire.claims[0].id, first.document.id
    assert sayso("link", "add", claim, document)[0] == 0
    code, out, err = sayso("link", "add", claim, document)
    assert (code, out) == (2, "")
    assert "That stands already, as decision 1." in err
    code, out, err = sayso("link", "add", first.claims[0].id, wire.document.id)
    assert (code, out) == (2, "")
    assert "by decision 1" in err
    assert "sayso link undo 1" in err


@pytest.mark.parametrize(
    ("arguments", "code"), [(("add", "zz", "zz"), 5), (("cut", "zz"), 5), (("undo", "7"), 5), (("undo", "x"), 2)]
)
def test_what_cannot_be_decided(sayso, arguments: tuple[str, ...], code: int) -> None:
    found, out, err = sayso("link", *arguments)
    assert (found, out) == (code, "")
    assert err


def test_a_claim_is_not_taken_from_its_own_document(sayso) -> None:
    code, _, err = sayso("link", "add", READINGS[0].claims[0].id, READINGS[0].document.id)
    assert code == 2
    assert "Give the document that it was taken from." in err


# ── from Python ──


def test_the_same_from_python() -> None:
    (one,) = library.compare("news.sqlite")
    assert [told.outlet for told in one.story.documents] == ["The Hesk Post", "Orla Wire", "State Herald"]
    assert len(library.voices("news.sqlite")) == 3
    with Ledger("news.sqlite") as store:
        assert library.align(store, windows="year").windows[0].name == "2025"
        library.export(store.readings(), "jsonl", Path("all.jsonl"))
    assert Path("all.jsonl").exists()


def test_the_guide_s_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    guide = Path(__file__).parents[2] / "docs" / "guides" / "comparing.md"
    code = guide.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    exec(code, {})
    out = capsys.readouterr().out
    assert "State Herald" in out
    assert READINGS[0].claims[0].id in out


@pytest.mark.parametrize(("command", "name"), [("compare", "timeline"), ("voices", "voices"), ("align", "alignment")])
def test_pictures_are_drawn_into_a_folder_that_is_made(sayso, tmp_path: Path, command: str, name: str) -> None:
    code, out, err = sayso(command, "--pictures", "drawn/here")
    drawn = sorted((tmp_path / "drawn" / "here").glob("*.svg"))
    assert (code, out) == (0, "")
    assert f"Drew {len(drawn)} picture" in err
    assert any(name in one.name for one in drawn)
    for one in drawn:
        assert ElementTree.parse(one).getroot().tag == "{http://www.w3.org/2000/svg}svg"


def test_pictures_are_not_drawn_over_a_file(sayso, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("mine")
    code, _, err = sayso("voices", "--pictures", "kept")
    assert code == 2
    assert "kept is a file, not a folder." in err
    assert (tmp_path / "kept").read_text() == "mine"


@pytest.mark.parametrize("command", ["compare", "voices", "align"])
def test_pictures_are_painted_where_png_is_asked_for(
    sayso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("sayso.reporting.pngs.painter", lambda: lambda picture: b"painted " + picture[:4].encode())
    sayso(command, "--pictures", "lines")
    code, out, err = sayso(command, "--pictures", "dots", "--picture-format", "png")
    assert (code, out) == (0, "")
    painted = sorted((tmp_path / "dots").iterdir())
    assert f"Drew {len(painted)} picture" in err
    assert {one.read_bytes() for one in painted} == {b"painted <svg"}
    lines = sorted((tmp_path / "lines").iterdir())
    assert [one.name for one in painted] == [one.with_suffix(".png").name for one in lines]


def test_png_that_cannot_be_painted_is_an_error_before_anything_is_compared(
    sayso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    monkeypatch.setattr("sayso.across.voices", lambda store: pytest.fail("compared"))
    code, out, err = sayso("voices", "--pictures", "drawn", "--picture-format", "png")
    assert (code, out) == (1, "")
    assert "pip install 'sayso[png]'" in err
    assert not (tmp_path / "drawn").exists()


def test_a_picture_s_format_wants_a_folder(sayso) -> None:
    code, out, err = sayso("align", "--picture-format", "png")
    assert (code, out) == (2, "")
    assert "--pictures FOLDER" in err


def test_a_hint_names_the_ledger_that_was_named(sayso) -> None:
    first, wire, _ = READINGS
    code, _, err = sayso("link", "add", wire.claims[0].id, first.document.id, "--by", "ada", "--ledger", "news.sqlite")
    assert (code, err) == (0, "Take it back with: sayso link undo 1 --ledger news.sqlite\n")


def test_of_versions_of_one_page_the_last_published_counts() -> None:
    pages = [("https://a.example/1", "2025-03-06"), ("https://a.example/1", "2025-03-04"), (None, None), (None, None)]
    readings = [
        replace(one := told("A", day), document=replace(one.document, url=url, published=published))
        for day, (url, published) in enumerate(pages)
    ]
    assert latest(readings) == [readings[0], *readings[2:]]
