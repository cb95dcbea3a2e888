"""A marked opinion piece: its gold found by the hash of the text, and the figures of a stub's reading."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks import allegations
from claims_made import Made, span

from sayso.types import Document, Failure, Reading

TEXT = "Ardo shelled Hesk, Mara Osei said.\nTheir patrons armed Ardo."


class Reader:
    """Reads the first sentence right, and the second with its sides changed about."""

    def read_many(self, documents: Iterable[Document | Failure]) -> Iterator[Reading | Failure]:
        for document in documents:
            assert isinstance(document, Document)
            made = Made(document.text)
            made.says("s", "Ardo shelled Hesk", ("Mara Osei", "said"))
            made.does("shelled", "ASSAULT", [made.party("Ardo")], [made.party("Hesk")], statement="s")
            made.does("armed", "AID", [made.party("Ardo", nth=1)], [made.party("Their patrons")])
            yield made.reading()


def at(words: str, nth: int = 0) -> list[int]:
    found = span(TEXT, words, nth)
    return [found.start, found.end]


def record() -> dict[str, Any]:
    link = {"source": at("Mara Osei"), "cue": at("said"), "no_source": None}
    told = {"status": "actual", "polarity": "positive"}
    shelled = {"trigger": at("shelled"), "types": ["ASSAULT"], "actors": [at("Ardo")], "recipients": [at("Hesk")]}
    armed = {"trigger": at("armed"), "types": ["AID"], "actors": [at("Their patrons")], "recipients": [at("Ardo", 1)]}
    return {
        "name": "made",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "statements": [{"content": [at("Ardo shelled Hesk")], "chain": [link]}],
        "events": [{**shelled, **told}, {**armed, **told}],
    }


def written(folder: Path, gold: dict[str, Any]) -> Path:
    (folder / "made.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def test_figures_and_losses(tmp_path: Path) -> None:
    report = allegations.score(allegations.article(TEXT, written(tmp_path, record())), Reader())
    figures = {figure.name: figure.value for figure in report.figures}
    assert figures["events found"] == 100
    assert figures["events, all parts right"] == 50
    assert figures["claims extra, of all claims"] == 0
    assert figures["whole chain"] == 100
    assert [(loss["trigger"], loss["wrong"]) for loss in report.details["losses"]] == [
        ("armed", ["actors", "recipients"])
    ]


def test_the_words_at_a_place_are_the_name(tmp_path: Path) -> None:
    marked = allegations.article(TEXT, written(tmp_path, record()))
    assert marked.told.statements[0].chain[0].who == "Mara Osei"
    assert marked.events[1].actors[0][0][1] == "Their patrons"


def test_another_text_has_no_gold(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no gold"):
        allegations.article(TEXT.replace("\n", "\r\n"), written(tmp_path, record()))


def test_a_span_outside_is_an_error(tmp_path: Path) -> None:
    gold = record()
    gold["events"][0]["trigger"] = [5, len(TEXT) + 1]
    with pytest.raises(ValueError, match="outside"):
        allegations.article(TEXT, written(tmp_path, gold))


def test_the_shipped_gold_holds_offsets_alone() -> None:
    for path in allegations.FOLDER.glob("*.json"):
        gold = json.loads(path.read_text(encoding="utf-8"))
        assert set(gold) == {"name", "sha256", "statements", "events"}
        assert all(set(row) == {"content", "chain"} for row in gold["statements"])
        kinds = {"trigger", "types", "actors", "recipients", "status", "polarity"}
        assert all(set(row) == kinds for row in gold["events"])
