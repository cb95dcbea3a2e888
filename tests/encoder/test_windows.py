"""Windows: every piece is read, and exactly one window owns it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.encoder.bundle import Bundle
from sayso.encoder.run import BEGIN, END, OVERLAP, WINDOW, Encoder, cut, make_window
from sayso.encoder.wordpiece import Pieces

FACTS: dict[str, Any] = {
    "scored": [["anchors", 2], ["mention", 1], ["names", 3]],
    "projected": [["left", 2], ["right", 3]],
}


def text_of(count: int, seed: int, ends: float, paragraphs: float) -> tuple[str, Pieces]:
    """`count` words of a piece each, some ending a sentence or a paragraph."""
    rng = np.random.default_rng(seed)
    gaps = np.where(rng.random(count) < paragraphs, ".\n\n", np.where(rng.random(count) < ends, ". ", " "))
    starts, parts, at = [], [], 0
    for gap in gaps:
        starts.append(at)
        parts.append("ab" + str(gap))
        at += 2 + len(gap)
    begin = np.array(starts, dtype=np.int32)
    number = np.arange(count, dtype=np.int32)
    return "".join(parts), Pieces(number + 10, begin, begin + 2, number, number % 6)


@dataclass
class Noted(Encoder):
    """An encoder without a model, which says of each piece what number it is and keeps what it was given."""

    bundle: Bundle
    threads: int = 1
    given: list[tuple[list[int], list[int]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._workers = ThreadPoolExecutor(self.threads)

    def run(self, ids: Any, shapes: Any, mask: Any) -> Any:
        assert ids.shape == shapes.shape == mask.shape
        assert mask.all()
        self.given.append((ids[0].tolist(), shapes[0].tolist()))
        return np.repeat(ids[..., None], 4, -1).astype(np.float32), np.repeat(ids[..., None], 5, -1).astype(np.float32)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.integers(0, 1500), st.integers(0, 20_000)),
    st.integers(0, 2**32 - 1),
    st.sampled_from([0.0, 0.03, 0.5, 1.0]),
    st.sampled_from([0.0, 0.01, 1.0]),
)
def test_every_piece_has_one_owner(count: int, seed: int, ends: float, paragraphs: float) -> None:
    text, pieces = text_of(count, seed, ends, paragraphs)
    encoder = Noted(Bundle(None, FACTS, None, {}))  # type: ignore[arg-type]
    windows = list(encoder.windows(text, pieces))
    owned = [window.owned for window in windows]
    assert [a for a, _ in owned] == [0, *(b for _, b in owned[:-1])][: len(owned)]
    assert (owned[-1][1] if owned else 0) == count
    for window, (ids, shapes) in zip(windows, encoder.given, strict=True):
        low, high = window.owned
        assert window.start <= low < high <= window.start + len(window)
        assert 0 < len(window) <= WINDOW
        assert (ids[0], ids[-1]) == (BEGIN, END)
        assert ids[1:-1] == pieces.ids[window.start : window.start + len(window)].tolist()
        assert shapes[1:-1] == pieces.shapes[window.start : window.start + len(window)].tolist()
        assert window.scores["anchors"][:, 0].tolist() == ids[1:-1]
        # An owned piece has neighbours on both sides, but at the text's own ends.
        assert low == 0 or low - window.start >= OVERLAP // 2
        assert high == count or window.start + len(window) - high >= OVERLAP // 2


def test_side_by_side_they_come_in_order_and_few_are_begun_early() -> None:
    text, pieces = text_of(6000, 3, 0.03, 0.01)
    alone = list(Noted(Bundle(None, FACTS, None, {})).windows(text, pieces))  # type: ignore[arg-type]
    encoder = Noted(Bundle(None, FACTS, None, {}), threads=3)  # type: ignore[arg-type]
    windows = encoder.windows(text, pieces)
    first = next(windows)
    encoder._workers.submit(lambda: None).result()
    assert len(encoder.given) <= 5  # of a book, most wait until they are asked for
    together = [first, *windows]
    assert [(w.start, w.owned) for w in together] == [(w.start, w.owned) for w in alone]
    for one, other in zip(together, alone, strict=True):
        assert np.array_equal(one.vectors["right"], other.vectors["right"])


@given(st.integers(0, 60), st.integers(3, 20), st.integers(1, 10), st.integers(0, 99))
def test_small_windows_cover_and_go_on(count: int, window: int, overlap: int, seed: int) -> None:
    text, pieces = text_of(count, seed, 0.2, 0.1)
    overlap = min(overlap, window - 1)
    ranges = cut(pieces, text, window, overlap)
    assert [start for start, _ in ranges[:1]] == [0] * bool(count)
    assert all(0 < end - start <= window for start, end in ranges)
    for (start, end), (later, later_end) in pairwise(ranges):
        assert start < later <= end - overlap
        assert end < later_end
    assert not count or ranges[-1][1] == count


def test_a_window_begins_at_a_paragraph_where_one_is_near() -> None:
    text, pieces = text_of(700, 1, 0.05, 0.03)
    (_, first), (second, _) = cut(pieces, text)[:2]
    assert second < first
    assert "\n" in text[pieces.ends[second - 1] : pieces.starts[second]]


def test_one_window_holds_what_fits() -> None:
    text, pieces = text_of(WINDOW, 1, 0.1, 0.1)
    assert cut(pieces, text) == [(0, WINDOW)]
    text, pieces = text_of(WINDOW + 1, 1, 0.1, 0.1)
    assert len(cut(pieces, text)) == 2


def test_columns_are_named() -> None:
    scores = np.arange(12, dtype=np.float32).reshape(2, 6)
    vectors = np.arange(10, dtype=np.float32).reshape(2, 5)
    window = make_window(FACTS, 7, (7, 9), scores, vectors)
    assert len(window) == 2
    assert window.scores["anchors"].tolist() == [[0, 1], [6, 7]]
    assert window.scores["mention"].tolist() == [[2], [8]]
    assert window.scores["names"].tolist() == [[3, 4, 5], [9, 10, 11]]
    assert window.vectors["left"].tolist() == [[0, 1], [5, 6]]
    assert window.vectors["right"].tolist() == [[2, 3, 4], [7, 8, 9]]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_no_piece_no_window(text: str) -> None:
    _, none = text_of(0, 0, 0, 0)
    assert list(Noted(Bundle(None, FACTS, None, {})).windows(text, none)) == []  # type: ignore[arg-type]
