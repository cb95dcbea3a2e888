"""Web Annotation and brat: whether every place is that of its words, by the rules of the formats."""

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from nasty import DOCUMENT, TEXT, at, nasty_reading
from reporting.invented import STRAIT, addressed_reading, claims_reading, hostile_reading, reading

from sayso.exporting import export
from sayso.exporting.brat import parts
from sayso.types import Document, Reading, Span

# ── Web Annotation ──

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def page(tmp_path: Path, *readings: Reading) -> dict[str, Any]:
    export(iter(readings), "web-annotation", tmp_path / "a.jsonld")
    found: dict[str, Any] = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    return found


def is_iri(value: Any) -> bool:
    return isinstance(value, str) and bool(urlsplit(value).scheme) and not re.search(r"[\s<>\"{}|\\^`\x00-\x1f]", value)


def test_annotations_keep_the_model_s_rules(tmp_path: Path) -> None:
    found = page(tmp_path, claims_reading(), reading(), nasty_reading(), hostile_reading(), addressed_reading())
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationPage"
    assert is_iri(found["id"])
    for one in found["items"]:
        assert one["type"] == "Annotation"
        assert is_iri(one["id"])
        assert one["motivation"] in MOTIVATIONS
        assert one["generator"]["type"] == "Software"
        assert one["body"]
        assert one["target"]
        for body in one["body"]:
            assert body["purpose"] in MOTIVATIONS
            if body["type"] == "TextualBody":
                assert isinstance(body["value"], str)
                assert body["format"] == "text/plain"
            else:
                assert body["type"] == "SpecificResource"
                assert is_iri(body["source"])
        for target in one["target"]:
            assert target["type"] == "SpecificResource"
            assert is_iri(target["source"])
            quote, place = target["selector"]
            assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert type(place["start"]) is type(place["end"]) is int
            assert 0 <= place["start"] <= place["end"]


@pytest.mark.parametrize(
    ("one", "text"), [(claims_reading(), STRAIT), (nasty_reading(), TEXT.replace("\ud800", "\ufffd"))]
)
def test_quotes_and_positions_name_the_same_code_points(one: Reading, text: str, tmp_path: Path) -> None:
    items = page(tmp_path, one)["items"]
    assert len(items) == len(one.statements) + len(one.claims) + sum(len(actor.mentions) for actor in one.actors)
    for target in (target for item in items for target in item["target"]):
        quote, place = target["selector"]
        start, end = place["start"], place["end"]
        assert text[start:end] == quote["exact"]
        assert text[max(0, start - 32) : start] == quote["prefix"]
        assert text[end : end + 32] == quote["suffix"]


def test_what_the_text_interrupts_has_a_target_for_each_part(tmp_path: Path) -> None:
    items = {item["id"]: item for item in page(tmp_path, nasty_reading())["items"]}
    said = nasty_reading().statements[0]
    targets = items[f"urn:sayso:statement:{said.id}"]["target"]
    assert [target["selector"][0]["exact"] for target in targets] == [TEXT[one.start : one.end] for one in said.content]
    assert targets[0]["source"] == "https://post.example/velm%20harbour?a=1&b=%3C2%3E"


def test_claims_are_tagged_and_mentions_identified(tmp_path: Path) -> None:
    items = page(tmp_path, nasty_reading())["items"]
    tags = [[body["value"] for body in item["body"] if body["purpose"] == "tagging"] for item in items[1:4]]
    assert tags == [["ASSAULT", "heavy-weapons"], ["REJECT", "not", "doubtful"], ["SUPPORT"]]
    identified = {item["body"][0]["source"] for item in items if item["motivation"] == "identifying"}
    assert "http://www.wikidata.org/entity/Q843" in identified
    assert "urn:sayso:actor:%5B%5BOrsa%7CMaritime%5D%5D" in identified


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "http://[", "ftp://a.example/b", "news"])
def test_what_is_no_address_of_the_web_is_no_source(url: str | None, tmp_path: Path) -> None:
    document = replace(DOCUMENT, url=url)
    one = replace(nasty_reading(), document=document)
    sources = {target["source"] for item in page(tmp_path, one)["items"] for target in item["target"]}
    assert sources == {f"urn:sayso:document:{document.id}"}


# ── brat ──

BOUND = re.compile(r"T\d+\t([A-Za-z0-9_-]+) (\d+ \d+(?:;\d+ \d+)*)\t([^\t]*)")
EVENT = re.compile(r"E\d+\t([A-Za-z0-9_-]+):(T\d+)((?: [A-Za-z0-9_-]+:[TE]\d+)*)")
ATTRIBUTE = re.compile(r"A\d+\t([A-Za-z0-9_-]+) (E\d+)(?: (\w+))?")
EQUIV = re.compile(r"\*\tEquiv( T\d+){2,}")
REFERENCE = re.compile(r"N\d+\tReference (T\d+) Wikidata:(\S+)\t.*")
NOTE = re.compile(r"#\d+\tAnnotatorNotes (E\d+)\t.*")


def checked_brat(text: str, lines: list[str], configuration: str) -> dict[str, dict[str, str]]:
    """Annotations by mark and id; asserts what brat's own reader would refuse."""
    types, roles = set(), dict[str, set[str]]()
    section = ""
    for line in configuration.splitlines():
        if line.startswith("["):
            section = line
        elif section == "[entities]":
            types.add(line)
        elif section == "[events]":
            event, _, told = line.partition("\t")
            roles[event] = {role.split("*:")[0] for role in told.split(", ") if role}
    found: dict[str, dict[str, str]] = {mark: {} for mark in "TEAN#"}
    for line in lines:
        assert "\n" not in line
        mark, name = line[0], line.split("\t")[0]
        if mark != "*":
            assert name not in found[mark], "an id stands once"
            found[mark][name] = line
    names = {name for kind in found.values() for name in kind}
    for line in found["T"].values():
        match = BOUND.fullmatch(line)
        assert match, line
        kind, places, words = match.groups()
        assert kind in types or kind in roles
        spans = [tuple(map(int, place.split(" "))) for place in places.split(";")]
        assert all(start < end <= len(text) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert " ".join(text[start:end] for start, end in spans) == words, "the words are those of the text"
        assert len(words.splitlines()) == 1, "and cross no line end"
    for line in found["E"].values():
        match = EVENT.fullmatch(line)
        assert match, line
        kind, trigger, told = match.groups()
        assert BOUND.fullmatch(found["T"][trigger])[1] == kind  # type: ignore[index]
        taken = [role.split(":") for role in told.split()]
        assert len({role for role, _ in taken}) == len(taken), "a role that is taken again has a number"
        assert {re.sub(r"\d+$", "", role) for role, _ in taken} <= roles[kind]
        assert {name for _, name in taken} <= names
    for line in found["A"].values():
        match = ATTRIBUTE.fullmatch(line)
        assert match, line
        assert match[1] in ("Directness", "Status", "Negated", "Doubtful")
        assert match[2] in found["E"]
    assert all(NOTE.fullmatch(line) for line in found["#"].values())
    assert all(REFERENCE.fullmatch(line) for line in found["N"].values())
    assert all(EQUIV.fullmatch(line) for line in lines if line[0] == "*")
    return found


def brat(tmp_path: Path, *readings: Reading) -> list[tuple[str, list[str], dict[str, dict[str, str]]]]:
    folder = tmp_path / "brat"
    export(iter(readings), "brat", folder)
    configuration = (folder / "annotation.conf").read_text(encoding="utf-8")
    found = []
    for ann in sorted(folder.glob("*.ann")):
        text = ann.with_suffix(".txt").read_bytes().decode("utf-8")
        lines = ann.read_bytes().decode("utf-8").split("\n")
        assert lines.pop() == ""
        found.append((text, lines, checked_brat(text, lines, configuration)))
    assert len(found) == len(readings)
    return found


@pytest.mark.parametrize("one", [claims_reading(), reading(), nasty_reading(), hostile_reading(), addressed_reading()])
def test_every_annotation_is_one_that_brat_reads(one: Reading, tmp_path: Path) -> None:
    ((text, _, found),) = brat(tmp_path, one)
    assert len(text) == len(one.document.text), "every character keeps its place"
    assert text == one.document.text.replace("\r", " ").replace("\ud800", "\ufffd")
    assert found["E"]


def test_brat_has_statements_and_claims_with_their_roles(tmp_path: Path) -> None:
    ((_, _, found),) = brat(tmp_path, claims_reading())

    def words(name: str) -> str:
        return found["T"][name].split("\t")[2] if name in found["T"] else name

    def roles(line: str) -> list[tuple[str, str]]:
        return [(role, words(name)) for role, name in (part.split(":") for part in line.split("\t")[1].split())]

    events = [roles(line) for line in found["E"].values()]
    arrested = next(event for event in events if event[0] == ("COERCE", "arrested"))
    assert arrested == [
        ("COERCE", "arrested"),
        ("Actor", "Police in Tessany"),
        ("Recipient", "41 dockers"),
        ("Time", "on Sunday night"),
        ("Quantity", "41 dockers"),
    ]
    signed = next(event for event in events if event[0] == ("AGREE", "signed"))
    assert signed[1:] == [("Actor", "The two neighbours"), ("Time", "in 1998")]
    sealed = next(event for event in events if event[0] == ("COERCE", "sealed off"))
    assert ("Patient", "the strait of Imber") in sealed
    told = {words(line.split("\t")[1].split()[0].split(":")[1]): name for name, line in found["E"].items()}
    cited = next(event for event in events if event[0] == ("Statement", "citing"))
    assert cited[1:] == [
        ("Source", "a leaked contract"),
        ("Content", "that Orsa had already paid the ministry a first instalment in May"),
        ("Via", told["reported"]),
    ]
    beat = next(event for event in events if event[0] == ("ASSAULT", "beat"))
    assert beat[-1] == ("Said", told["says"])
    attributes = {line.split("\t")[1] for line in found["A"].values()}
    assert f"Status {told['expel']} planned" in attributes
    assert f"Negated {told['attacked']}" in attributes
    assert f"Doubtful {told['rejected']}" in attributes
    assert f"Directness {told['told']} direct" in attributes


def test_brat_cuts_words_at_line_ends_and_joins_mentions(tmp_path: Path) -> None:
    ((_, lines, found),) = brat(tmp_path, nasty_reading())
    content = next(line for line in found["T"].values() if line.split("\t")[1].startswith("Content"))
    assert content.split("\t")[2] == "“=SUM(A1) is 𝒱elm's, and no\x00 one else's; \"never\"”"
    equivs = [line.split() for line in lines if line.startswith("*")]
    mentions = {name: found["T"][name].split("\t")[2] for equiv in equivs for name in equiv[2:]}
    assert sorted(mentions.values()) == ["<b>Ida Quist</b>", "Velm", "`Velm`", "she"]
    (reference,) = found["N"].values()
    assert reference.endswith("Wikidata:Q843\tVelm")


def test_two_readings_of_a_document_do_not_write_over_one_another(tmp_path: Path) -> None:
    brat(tmp_path, claims_reading(), replace(claims_reading(), model="other", claims=()))
    names = {path.name for path in (tmp_path / "brat").iterdir()}
    id_ = claims_reading().document.id
    assert names == {f"{id_}.txt", f"{id_}.ann", f"{id_}-2.txt", f"{id_}-2.ann", "annotation.conf"}


@pytest.mark.parametrize(
    ("text", "spans", "found"),
    [
        ("a\r\nb", [(0, 4)], ["a", "b"]),
        ("\n \t", [(0, 3)], []),
        ("ab cd", [(3, 5), (0, 2)], ["ab", "cd"]),
        ("abcd", [(0, 3), (1, 4)], ["abc", "d"]),
        ("abcd", [(0, 4), (1, 3)], ["abcd"]),
        ("a 🐟 b", [(1, 4)], ["🐟"]),
        ("a\x85b\u2028c\x0bd", [(0, 7)], ["a", "b", "c", "d"]),
    ],
)
def test_parts(text: str, spans: list[tuple[int, int]], found: list[str]) -> None:
    made = parts([Span(*span) for span in spans], text)
    assert [text[span.start : span.end] for span in made] == found


def test_a_reading_of_nothing_is_a_text_without_annotations(tmp_path: Path) -> None:
    ((text, lines, _),) = brat(tmp_path, Reading("m", Document("Rain.\n"), (), ()))
    assert (text, lines) == ("Rain.\n", [])
    assert at("🐟").end - at("🐟").start == 1
