"""`sayso actors`: what it lists, in which forms, and what is decided with it."""

import csv
import io
import json
from pathlib import Path

import pytest
from ledger.ledger_made import ARTICLE, at, clash, document, reading

from sayso.ledger import Ledger
from sayso.reporting.registry import COLUMNS, actor_csv, actor_json, actor_lines


@pytest.fixture(autouse=True)
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_LEDGER", str(tmp_path / "news.sqlite"))
    with Ledger("news.sqlite") as store:
        store.add(reading())
        store.add(clash())


def test_the_list(sayso) -> None:
    code, out, err = sayso("actors", "--ledger", "news.sqlite")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0].split() == ["name", "kind", "country", "sector", "documents", "mentions"]
    assert lines[1].split() == ["Ida", "Quist", "person", "VLM", "GOV", "2", "2"]
    assert "Ministry of Trade [Órla" in out
    assert max(map(len, lines)) <= 80
    assert sayso("actors")[1] == out  # the default ledger


def test_filters(sayso) -> None:
    assert sayso("actors", "--kind", "outlet", "--format", "csv")[1].count("\n") == 2
    assert "Velm Police" in sayso("actors", "--words", "police velm")[1]
    code, out, err = sayso("actors", "--words", "nobody")
    assert (code, out) == (0, "")
    assert "No actor" in err


def test_other_forms(sayso) -> None:
    rows = json.loads(sayso("actors", "--format", "json")[1])
    assert rows[0]["id"] == "Ida Quist"
    assert set(rows[0]) == set(COLUMNS)
    table = list(csv.DictReader(io.StringIO(sayso("actors", "--format", "csv")[1])))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert [row["documents"] for row in table] == [str(row["documents"]) for row in rows]
    assert sayso("actors", "-o", "actors.csv")[0] == 0
    assert Path("actors.csv").read_text(encoding="utf-8").startswith("id,name,kind")


def test_what_is_decided_is_told_and_lasts(sayso) -> None:
    merge = ("actors", "merge", "Ministry of Trade", "--into", "Ida Quist")
    code, out, err = sayso(*merge, "--by", "ada", "--note", "one")
    assert code == 0
    assert out.startswith("1  20")
    assert out.rstrip().endswith("merge “Órla Ministry” into “Ida Quist”, by ada (one)")
    assert "sayso actors undo 1" in err
    assert "Ministry of Trade" not in sayso("actors")[1]
    assert sayso("actors", "rename", "Ida Quist", "Mayor Quist")[0] == 0
    assert "Mayor Quist [Ida Quist]" in sayso("actors")[1]
    place = at(ARTICLE, "The Harbour Gazette")
    mention = f"{document().id[:6]}:{place.start}-{place.end}"
    assert sayso("actors", "split", "The Harbour Gazette", "--mention", mention, "--as", "Gazette of Velm")[0] == 0
    assert "Gazette of Velm" in sayso("actors")[1]
    assert sayso("actors", "undo", "1")[0] == 0
    assert "Ministry of Trade" in sayso("actors")[1]
    told = sayso("actors", "decisions")[1].splitlines()
    assert [line.split()[2] for line in told] == ["merge", "rename", "split", "undo"]


def test_the_ledger_may_be_named_before_the_verb(sayso) -> None:
    assert sayso("actors", "--ledger", "news.sqlite", "rename", "Ida Quist", "Quist")[0] == 0
    assert "Quist [Ida Quist]" in sayso("actors")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("merge", "nobody", "--into", "Ida Quist"), 5, "There is no actor 'nobody'"),
        (("split", "Ida Quist", "--mention", "here", "--as", "Ada"), 2, "Not a mention: 'here'"),
        (("undo", "7"), 5, "There is no decision 7"),
        (("merge", "Ida Quist", "--into", "Ida Quist"), 2, "into itself"),
    ],
)
def test_what_cannot_be(sayso, arguments: tuple[str, ...], code: int, said: str) -> None:
    found, out, err = sayso("actors", *arguments)
    assert (found, out) == (code, "")
    assert said in err
    assert len(err.splitlines()) >= 2  # a hint


def test_names_of_others_are_harmless() -> None:
    row = {"id": "=1+1", "name": "\x1b[31m‮=1", "kind": "person", "country": None, "sector": None, "wikidata": None,
           "why": None, "documents": 1, "mentions": 2}  # fmt: skip
    lines = [*actor_lines([row]), actor_json([row]), *actor_csv([row])]
    assert not any(sign in line for line in lines for sign in ("\x1b", "‮"))
    assert next(csv.DictReader(io.StringIO("\n".join(actor_csv([row])))))["id"] == "'=1+1"
    assert json.loads(actor_json([row]))[0]["name"] == row["name"]
    long = {**row, "name": "Velm " * 40}
    assert max(map(len, actor_lines([long], 72))) <= 72
