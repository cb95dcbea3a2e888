"""Opening a bundle: whole ones give their weights, all others say what is wrong and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bundle_made import LABELS, make, write

from sayso.encoder.bundle import FILES, open_bundle
from sayso.encoder.run import Encoder
from sayso.errors import ModelError


def refused(folder: Path, labels: dict[str, tuple[str, ...]] = LABELS) -> ModelError:
    with pytest.raises(ModelError) as caught:
        open_bundle(folder, labels=labels)
    assert caught.value.hint
    assert str(folder) in caught.value.message or "labels" in caught.value.message
    return caught.value


def test_a_whole_bundle_gives_its_weights_and_pieces(tmp_path: Path) -> None:
    make(tmp_path)
    bundle = open_bundle(tmp_path, labels=LABELS)
    assert bundle.version == "made-1"
    assert bundle.weights["map"].dtype == np.int8
    assert bundle.weights["map"].shape == (64, 4)
    wanted = np.random.default_rng(3).normal(size=(64, 4))
    found = bundle.weights["map"] * bundle.weights["map.scales"]
    assert np.abs(found - wanted).max() < np.abs(wanted).max() / 15
    assert bundle.weights["row"].tolist() == [1, -2, 0.5]
    assert bundle.wordpiece.pieces("Harbours").ids.tolist() == [2, 3]


def test_no_folder(tmp_path: Path) -> None:
    assert "bundle.json" in refused(tmp_path / "nowhere").message


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    refused(tmp_path / "file")


@pytest.mark.parametrize("name", ["bundle.json", *FILES])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    make(tmp_path)
    (tmp_path / name).unlink()
    assert f"`{name}` is missing" in refused(tmp_path).message


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["cut", "flipped", "longer", "empty"])
def test_a_damaged_file_is_named(tmp_path: Path, name: str, damage: str) -> None:
    make(tmp_path)
    path = tmp_path / name
    raw = path.read_bytes()
    flipped = bytes([raw[0] ^ 1]) + raw[1:]
    path.write_bytes({"cut": raw[:-1], "flipped": flipped, "longer": raw + b"\0", "empty": b""}[damage])
    message = refused(tmp_path).message
    assert name in message
    assert "damaged" in message


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3", '"words"', "{}", '{"files": []}', '{"files": null}'])
def test_a_description_that_is_none(tmp_path: Path, text: str) -> None:
    make(tmp_path)
    (tmp_path / "bundle.json").write_text(text, encoding="utf-8")
    refused(tmp_path)


def test_a_description_that_is_no_text(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "bundle.json").write_bytes(b"\xff\xfe\xfa")
    refused(tmp_path)


@pytest.mark.parametrize("head", LABELS)
@pytest.mark.parametrize("change", ["order", "more", "fewer"])
def test_other_labels_are_refused(tmp_path: Path, head: str, change: str) -> None:
    make(tmp_path)
    known = LABELS[head]
    other = {"order": known[::-1], "more": (*known, "B-Ship"), "fewer": known[:-1]}[change]
    error = refused(tmp_path, {**LABELS, head: other})
    assert head in error.message


@pytest.mark.parametrize("key", ["weights", "anchors", "files"])
def test_a_description_that_lacks_a_part(tmp_path: Path, key: str) -> None:
    make(tmp_path)
    facts = json.loads((tmp_path / "bundle.json").read_text(encoding="utf-8"))
    del facts[key]
    (tmp_path / "bundle.json").write_text(json.dumps(facts), encoding="utf-8")
    assert key in refused(tmp_path).message


@pytest.mark.parametrize(
    ("row", "change"),
    [
        (0, {"codes": 10_000}),
        (0, {"shape": [640, 4]}),
        (0, {"shape": [64]}),
        (0, {"scales": 4_000}),
        (0, {"axis": None}),
        (1, {"at": 10_000}),
        (1, {"shape": ["three"]}),
        (1, {"kind": "float17"}),
        (1, {"name": None, "shape": None}),
    ],
)
def test_a_table_that_points_elsewhere(tmp_path: Path, row: int, change: dict[str, Any]) -> None:
    facts = make(tmp_path)
    facts["weights"][row].update(change)
    write(tmp_path, facts)
    assert "layout" in refused(tmp_path).message


def test_a_vocabulary_without_the_unknown_piece(tmp_path: Path) -> None:
    facts = make(tmp_path)
    (tmp_path / "vocabulary.txt").write_text("harbour\n", encoding="utf-8")
    write(tmp_path, facts)
    assert "layout" in refused(tmp_path).message


def test_a_graph_that_is_none(tmp_path: Path) -> None:
    make(tmp_path)
    bundle = open_bundle(tmp_path, labels=LABELS)
    with pytest.raises(ModelError) as caught:
        Encoder(bundle)
    assert str(tmp_path) in caught.value.message
    assert caught.value.hint
