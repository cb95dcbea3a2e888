"""Discourse Network Analyzer, PROV-JSON and Markdown."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nasty import nasty_reading
from reporting.invented import STRAIT_DOCUMENT, addressed_reading, claims_reading, hostile_reading, reading

from sayso.exporting import dna, export
from sayso.types import Reading, Review

# ── DNA ──


def statements(tmp_path: Path, *readings: Reading) -> list[dict[str, str]]:
    export(iter(readings), "dna", tmp_path / "a.csv")
    with open(tmp_path / "a.csv", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_dna_has_the_columns_of_its_event_list(tmp_path: Path) -> None:
    found = statements(tmp_path, claims_reading(), reading(), nasty_reading(), hostile_reading())
    begin = (tmp_path / "a.csv").read_text(encoding="utf-8").split("\n")[0]
    assert begin == (
        '"statement ID";"time";"document ID";"document title";"author";"source";"section";"type";"text";'
        '"person";"organization";"concept";"agreement"'
    )
    for row in found:
        assert tuple(row) == dna.COLUMNS
        assert row["agreement"] in ("0", "1")
        assert bool(row["person"]) != bool(row["organization"])
        assert row["concept"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|", row["time"])


def test_dna_tells_who_agrees_to_what(tmp_path: Path) -> None:
    found = statements(tmp_path, claims_reading())
    told = {(row["person"] or row["organization"], row["concept"]): row for row in found}
    shot = told["Mira Tolland", "Tessany Police → ASSAULT → thousands of islanders"]
    assert (shot["person"], shot["agreement"], shot["time"]) == ("Mira Tolland", "1", "2025-09-02 00:00:00")
    assert shot["text"] == "the regime's thugs had shot at the crowd in March too"
    assert (shot["author"], shot["source"]) == ("Ada Brenn", "The Pelland Courier")
    fired = told["the interior ministry", "Tessany Police → ASSAULT"]
    assert (fired["organization"], fired["agreement"]) == ("the interior ministry", "0")
    nobody = told["Oskar Lind", "Velmark → AID"]
    assert nobody["agreement"] == "0"
    assert told["The Pelland Courier", "Tessany Police → COERCE → 41 dockers"]["agreement"] == "1"
    assert told["Oskar Lind", "Velmark → conditional MOBILIZE"]["agreement"] == "1"
    assert told["Ines Valdoro", "Velmark → AID → thousands of islanders"]


def test_dna_has_a_row_for_each_speaker_and_none_for_nobody(tmp_path: Path) -> None:
    known = claims_reading()
    said = next(one for one in known.statements if one.id == known.claims[7].statement)
    both = replace(said, chain=(replace(said.chain[0], parties=(*said.chain[0].parties, known.claims[12].actor[0])),))
    row = replace(known, statements=(both,), claims=(known.claims[7],))
    assert [one["person"] for one in statements(tmp_path, row)] == ["Ines Valdoro", "Oskar Lind"]
    no_one = replace(said, chain=(replace(said.chain[0], source=None, parties=(), no_source="unstated"),))
    assert statements(tmp_path, replace(row, statements=(no_one,))) == []
    silent = replace(STRAIT_DOCUMENT, outlet=None)
    assert all(one["person"] or one["organization"] for one in statements(tmp_path, claims_reading(silent)))


def test_dna_has_commas_for_semicolons_and_single_quotes_for_double_ones(tmp_path: Path) -> None:
    first = statements(tmp_path, nasty_reading())[0]
    assert first["document title"] == "'=Harbour 'of' Velm, <i>closed</i>"
    assert first["source"] == "The 'Velm' 'Post' <&> 🐟"
    assert first["time"] == "2025-08-04 10:30:00"


# ── PROV-JSON ──

ENDS = {
    "used": ("prov:activity", "prov:entity"),
    "wasGeneratedBy": ("prov:entity", "prov:activity"),
    "wasAssociatedWith": ("prov:activity", "prov:agent"),
    "wasAttributedTo": ("prov:entity", "prov:agent"),
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity"),
}
ELEMENT = {
    "prov:activity": "activity",
    "prov:entity": "entity",
    "prov:agent": "agent",
    "prov:generatedEntity": "entity",
    "prov:usedEntity": "entity",
}
LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})+")


def provenance(tmp_path: Path, *readings: Reading) -> dict[str, Any]:
    export(iter(readings), "prov", tmp_path / "a.json")
    found: dict[str, Any] = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    return found


def test_prov_keeps_its_rules(tmp_path: Path) -> None:
    """Required ends, names of declared prefixes, and everything that a relation names is there."""
    ones = (claims_reading(), reading(), nasty_reading(), hostile_reading(), addressed_reading())
    found = provenance(tmp_path, *ones[:4], replace(ones[4], model="other"))
    assert set(found) == {"prefix", "bundle"}
    assert len(found["bundle"]) == len(ones)

    def named(name: str) -> None:
        prefix, _, local = name.partition(":")
        assert prefix in found["prefix"], name
        assert LOCAL.fullmatch(local), name

    for bundle_name, bundle in found["bundle"].items():
        named(bundle_name)
        assert set(bundle) <= {"entity", "activity", "agent", *ENDS}
        for kind in ("entity", "activity", "agent"):
            for name, facts in bundle[kind].items():
                named(name)
                named(facts["prov:type"]["$"])
                assert facts["prov:type"]["type"] == "prov:QUALIFIED_NAME"
                assert all(fact.partition(":")[0] in found["prefix"] for fact in facts)
        for relation, ends in ENDS.items():
            for name, record in bundle[relation].items():
                assert name.startswith("_:")
                assert set(ends) <= set(record)
                for end in set(record) & set(ELEMENT):
                    assert record[end] in bundle[ELEMENT[end]]


def test_prov_tells_who_said_what_comes_from_where(tmp_path: Path) -> None:
    one = claims_reading()
    (bundle,) = provenance(tmp_path, one)["bundle"].values()
    derived = {record["prov:generatedEntity"]: record for record in bundle["wasDerivedFrom"].values()}
    attributed: dict[str, set[str]] = {}
    for record in bundle["wasAttributedTo"].values():
        agent = bundle["agent"][record["prov:agent"]]
        attributed.setdefault(record["prov:entity"], set()).add(agent["prov:label"])
    document = f"document:{one.document.id}"
    by_trigger = {one.document.text[claim.trigger[0].start : claim.trigger[0].end]: claim for claim in one.claims}
    arrested, shot = (f"claim:{by_trigger[words].id}" for words in ("arrested", "shot"))
    assert derived[arrested]["prov:usedEntity"] == document
    assert attributed[arrested] == {"The Pelland Courier"}
    assert derived[shot]["prov:usedEntity"] == f"statement:{by_trigger['shot'].statement}"
    assert attributed[shot] == {"Mira Tolland"}
    quoted = f"statement:{one.statements[0].id}"
    assert derived[quoted]["prov:usedEntity"] == document
    assert derived[quoted]["prov:type"]["$"] == "prov:Quotation"
    (activity,) = bundle["activity"]
    assert {record["prov:activity"] for record in bundle["wasGeneratedBy"].values()} == {activity}
    assert len(bundle["wasGeneratedBy"]) == len(one.statements) + len(one.claims)
    kinds = {agent["prov:label"]: agent["prov:type"]["$"] for agent in bundle["agent"].values()}
    assert (kinds["Mira Tolland"], kinds["invented 1"]) == ("prov:Person", "prov:SoftwareAgent")
    assert kinds["the dockers' union"] == "prov:Organization"


def test_a_statement_in_a_statement_comes_from_it(tmp_path: Path) -> None:
    one = reading()
    inner = next(said for said in one.statements if said.parent)
    (bundle,) = provenance(tmp_path, one)["bundle"].values()
    derived = {record["prov:generatedEntity"]: record for record in bundle["wasDerivedFrom"].values()}
    assert derived[f"statement:{inner.id}"]["prov:usedEntity"] == f"statement:{inner.parent}"


# ── Markdown ──


def notes(tmp_path: Path, *readings: Reading) -> dict[str, str]:
    export(iter(readings), "markdown", tmp_path / "notes")
    return {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "notes").iterdir()}


def front_matter(note: str) -> dict[str, Any]:
    begin, front, rest = note.split("---\n", 2)
    assert begin == ""
    assert rest.startswith("# ")
    pairs = (line.split(": ", 1) for line in front.splitlines())
    return {name: json.loads(value) for name, value in pairs}


def test_a_note_has_front_matter_links_and_the_text(tmp_path: Path) -> None:
    one = claims_reading()
    ((name, note),) = notes(tmp_path, one).items()
    assert name == f"2025-09-02 Tessany seals off the strait after a night of arrests {one.document.id}"
    front = front_matter(note)
    assert front["outlet"] == "The Pelland Courier"
    assert front["byline"] == ["Ada Brenn"]
    assert "[[Mira Tolland]]" in front["actors"]
    lines = note.splitlines()
    assert (
        f"- [[Tessany Police]] → **COERCE** (arrested) → [[41 dockers]] · 31 August 2025 ^{one.claims[0].id}"
    ) in lines
    assert any(line.startswith("- [[Mira Tolland]] · said: the regime's thugs had shot at the crowd") for line in lines)
    assert "### [[" not in note
    assert "### Mira Tolland" in lines
    assert lines[-1].startswith("The Imber Council plans to investigate the arrests.")


def test_nothing_in_a_note_is_markup_of_the_text(tmp_path: Path) -> None:
    ((name, note),) = notes(tmp_path, nasty_reading()).items()
    assert re.fullmatch(r"[\w .'-]+", name)
    assert front_matter(note)["title"] == '=Harbour "of" Velm; <i>closed</i>'
    body = note.split("---\n", 2)[2]
    bare = re.sub(r"\\.", "", body)
    assert "[[Orsa Maritime]]" in bare
    assert re.findall(r"<|`|~|%%|==|\$", bare) == []
    assert "\n\\- 1. It" in body
    assert set(re.findall(r"\[\[(.*?)\]\]", bare)) == {"Orsa Maritime", "=fleet␀", "Velm", "Ida b Quist b"}
    assert not set(note) & {"\r", "\x00", "\u2028", "\ufeff", "\x0b"}
    assert all(re.fullmatch(r".* \^[A-Za-z0-9-]+", line) for line in body.splitlines() if line.startswith("- "))


def test_hostile_notes_have_whole_front_matter(tmp_path: Path) -> None:
    ((name, note),) = notes(tmp_path, hostile_reading()).items()
    assert front_matter(note)["id"] == hostile_reading().document.id
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066]", note + name)


def test_two_notes_never_have_one_name(tmp_path: Path) -> None:
    found = notes(tmp_path, claims_reading(), replace(claims_reading(), model="other"))
    assert len(found) == 2


# ── what a person rejected ──


@pytest.mark.parametrize("to", ["dna", "prov", "markdown", "brat", "web-annotation"])
def test_what_a_person_rejected_is_left_out(to: str, tmp_path: Path) -> None:
    one = claims_reading()
    review = Review("rejected", "2025-09-03T10:00:00Z")
    gone = one.claims[0]
    rejected = replace(one, claims=(replace(gone, review=review), *one.claims[1:]))

    def told(which: Reading, name: str) -> str:
        export([which], to, tmp_path / name)
        files = sorted((tmp_path / name).iterdir()) if (tmp_path / name).is_dir() else [tmp_path / name]
        return "".join(file.read_text(encoding="utf-8") for file in files)

    assert gone.id in told(one, "a")
    assert gone.id not in told(rejected, "b")
