"""Readers of events, evidence and loaded words, on small files of invented text."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks import gold
from benchmarks.gold import GoldEvent, GoldEvidence, GoldLoaded

TEXT = "Ardo shelled Hesk.\n"
SHA = hashlib.sha256(TEXT.encode()).hexdigest()
EVENT: dict[str, Any] = {
    "trigger": [5, 12],
    "types": ["ASSAULT", "COERCE"],
    "actors": [[0, 4]],
    "who_actors": ["Ardo"],
    "recipients": [[13, 17]],
    "who_recipients": ["the town of Hesk"],
    "status": "actual",
    "polarity": "positive",
}


def put(path: Path, record: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record if isinstance(record, str) else json.dumps(record), encoding="utf-8")


def world(tmp_path: Path, folder: str, record: dict[str, Any]) -> None:
    put(tmp_path / "worldwide_newswire_ner" / "dev" / "a.txt.tsv", "Ardo\tO\nshelled\tO\nHesk\tO\n.\tO\n")
    put(tmp_path / "world_chains" / "chains" / "dev" / "a.json", {"article": "a", "sha256": SHA, "statements": []})
    put(tmp_path / "world_chains" / folder / "dev" / "a.json", {"article": "a", "sha256": SHA, **record})


def test_events_come_with_their_alternatives(tmp_path: Path) -> None:
    other = {"alt": {"recipients": [[[], []]], "status": [["planned", "negative"]]}, "optional": True}
    world(tmp_path, "events", {"events": [EVENT, EVENT | other]})
    (article,) = gold.world_events(tmp_path, "dev")
    assert article.told.text == TEXT
    plain, either = article.events
    assert plain == GoldEvent(
        trigger=(5, 12),
        types=("ASSAULT", "COERCE"),
        actors=((((0, 4), "Ardo"),),),
        recipients=((((13, 17), "the town of Hesk"),),),
        statuses=(("actual", "positive"),),
    )
    assert either.recipients == ((((13, 17), "the town of Hesk"),), ())
    assert either.statuses == (("actual", "positive"), ("planned", "negative"))
    assert either.optional


def test_evidence_and_loaded_words(tmp_path: Path) -> None:
    world(
        tmp_path,
        "wording",
        {
            "evidence": [{"at": [0, 4], "kind": ["document", "data"], "for": [5, 12], "by": ""}],
            "loaded": [{"at": [5, 12], "why": "verb", "optional": True}],
        },
    )
    (article,) = gold.world_wording(tmp_path, "dev")
    assert article.evidence == (GoldEvidence((0, 4), ("document", "data"), ""),)
    assert article.loaded == (GoldLoaded((5, 12), "verb", True),)


def test_events_of_another_text_are_refused(tmp_path: Path) -> None:
    world(tmp_path, "events", {"events": [EVENT], "sha256": "0"})
    with pytest.raises(ValueError, match="not the one that was annotated"):
        gold.world_events(tmp_path, "dev")


def test_events_without_their_article_are_refused(tmp_path: Path) -> None:
    world(tmp_path, "events", {"events": [EVENT], "article": "b"})
    with pytest.raises(ValueError, match="no article of that name"):
        gold.world_events(tmp_path, "dev")


def own(tmp_path: Path, event: dict[str, Any], name: str = "a") -> tuple[Path, Path]:
    put(tmp_path / "passages" / "a.json", {"name": "a", "text": TEXT, "statements": [], "split": "held"})
    put(tmp_path / "events" / "a.json", {"name": name, "events": [event | {"cameo": "190"}]})
    return tmp_path / "events", tmp_path / "passages"


def test_our_own_events_go_with_their_passages(tmp_path: Path) -> None:
    (article,) = gold.own_events(*own(tmp_path, EVENT))
    assert (article.told.split, article.events[0].cameo) == ("held", "190")


def test_our_own_events_must_lie_in_the_text(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside the text"):
        gold.own_events(*own(tmp_path, EVENT | {"actors": [[0, 99]]}))
    with pytest.raises(ValueError, match="no passage of that name"):
        gold.own_events(*own(tmp_path, EVENT, name="b"))
    with pytest.raises(ValueError, match="zip"):
        gold.own_events(*own(tmp_path, EVENT | {"who_actors": []}))
