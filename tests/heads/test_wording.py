"""Loaded words and evidence: stretches by the best path, kinds by all of a stretch's pieces together."""

from __future__ import annotations

import numpy as np

from sayso.heads import EVIDENCE
from sayso.heads.wording import evidence, loaded


def scores(tags: str) -> np.ndarray:
    """Sure scores for a string of O, B and I."""
    return np.array([[5.0 if tag == mark else 0.0 for mark in "OBI"] for tag in tags], dtype=np.float32)


def test_stretches_are_told_apart() -> None:
    found = loaded({"loaded": scores("OBIBOOB")}, 10, (10, 17))
    assert [one.stretch for one in found] == [(11, 13), (13, 14), (16, 17)]
    assert all(0.9 < one.score <= 1 for one in found)


def test_a_window_gives_what_it_owns() -> None:
    assert [one.stretch for one in loaded({"loaded": scores("BOBO")}, 0, (1, 4))] == [(2, 3)]


def test_inside_without_a_beginning_is_one_stretch_at_most() -> None:
    found = loaded({"loaded": scores("OII")}, 0, (0, 3))
    assert [one.stretch[1] for one in found] in ([3], [])


def test_kinds_are_those_that_all_pieces_speak_for() -> None:
    kind = np.full((3, len(EVIDENCE)), -4, dtype=np.float32)
    kind[1, EVIDENCE.index("image")], kind[2, EVIDENCE.index("image")] = 6, 4
    found = evidence({"evidence": scores("OBI"), "kind": kind}, 0, (0, 3))
    assert [(one.stretch, one.kinds) for one in found] == [((1, 3), ("image",))]
    unsure = evidence({"evidence": scores("OBI"), "kind": kind - 10}, 0, (0, 3))
    assert [one.kinds for one in unsure] == [("image",)]
