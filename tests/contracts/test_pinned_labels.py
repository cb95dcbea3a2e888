"""A bundle's outputs are told apart by the labels' order alone: changing it takes a new golden file and a new model."""

import json
from pathlib import Path

from sayso.reader import LABELS

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "heads.json").read_text(encoding="utf-8"))


def test_the_labels_and_their_order_are_pinned_and_checked() -> None:
    assert {head: list(labels) for head, labels in LABELS.items()} == GOLDEN
