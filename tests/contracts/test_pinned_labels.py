"""A bundle's outputs are told apart by the labels' order alone: changing it takes a new golden file and a new model."""

import json
from pathlib import Path

from sayso import heads
from sayso.reader import LABELS

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "heads.json").read_text(encoding="utf-8"))


def test_the_labels_and_their_order_are_pinned() -> None:
    assert {"anchors": list(heads.ANCHORS), "roles": list(heads.ROLES), "names": list(heads.NAMES)} == GOLDEN


def test_the_reader_checks_every_one_of_them() -> None:
    assert {head: list(labels) for head, labels in LABELS.items()} == GOLDEN
