"""The articles and programs in `examples/`, with the model that ships."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from jsonschema import Draft202012Validator

import sayso
from sayso.schema import schema

EXAMPLES = Path(__file__).parents[2] / "examples"
ARTICLES = sorted((EXAMPLES / "articles").glob("*.txt"))


def program(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def readings() -> dict[str, sayso.Reading]:
    found = sayso.read_many(ARTICLES)
    return {path.stem: one for path, one in zip(ARTICLES, found, strict=True) if isinstance(one, sayso.Reading)}


def said(reading: sayso.Reading) -> dict[str, str]:
    """What is said → the words of who says it."""
    text = reading.document.text
    found = {}
    for statement in reading.statements:
        source = statement.chain[-1].source
        content = " ".join(text[span.start : span.end] for span in statement.content)
        found[content] = text[source.start : source.end] if source else ""
    return found


def test_every_article_is_read_by_the_rules(readings: dict[str, sayso.Reading]) -> None:
    assert set(readings) == {"harbour", "interview", "opinion"}
    for reading in readings.values():
        assert len(reading.statements) >= 8
        wire = reading.to_dict()
        Draft202012Validator(schema()).validate(wire)
        assert sayso.Reading.from_dict(wire).to_dict() == wire
        ids = [one.id for one in reading.statements]
        assert len(set(ids)) == len(ids)
        for one in reading.statements:
            assert one.parent is None or one.parent in ids
            assert 1 <= one.own <= len(one.chain)
            assert 0 <= one.confidence <= 1
            assert all(span.start < span.end <= len(reading.document.text) for span in one.content)


def test_the_wire_story_is_taken_apart(readings: dict[str, sayso.Reading]) -> None:
    found = said(readings["harbour"])
    assert found['that the contract was "all but signed"'] == "Prime Minister Ines Valdoro"
    assert found["that any such request had been accepted"] == "The ministry"
    chains = [len(one.chain) for one in readings["harbour"].statements]
    assert max(chains) >= 2
    assert any("tax holiday" in content for content in found)


def test_reading_again_gives_the_same(readings: dict[str, sayso.Reading]) -> None:
    assert sayso.read(EXAMPLES / "articles" / "opinion.txt") == readings["opinion"]


def test_who_speaks(readings: dict[str, sayso.Reading]) -> None:
    words = program("who_speaks").who_speaks(readings["harbour"])
    assert words["Ines Valdoro"] > 10
    assert sum(words.values()) < len(readings["harbour"].document.text.split())


def test_a_folder_into_a_ledger(tmp_path: Path) -> None:
    kept = tmp_path / "news.sqlite"
    keep = program("folder_to_ledger").keep
    lines = keep(str(EXAMPLES / "articles"), str(kept))
    assert any("two officials" in line or "broke down" in line for line in lines)
    assert keep(str(EXAMPLES / "articles"), str(kept)) == lines
    with sayso.Ledger(kept) as ledger:
        assert ledger.status().documents == len(ARTICLES)
        assert ledger.verify() == []
