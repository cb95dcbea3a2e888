"""Document text → what the network says of every piece, window by window.

A text longer than a window is read in windows that overlap; each piece belongs to the
window in which it stands furthest from an edge.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso.encoder.bundle import REINSTALL, Bundle
from sayso.encoder.wordpiece import Pieces
from sayso.errors import ModelError

WINDOW = 446
"""Pieces of a window; the network was trained on windows of up to 400."""
OVERLAP = 120
"""Pieces that a window shares with the next at least."""
BEGIN, END = 0, 2

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """What the network says of pieces `start … start + n` of a text.

    It owns the pieces `owned[0] … owned[1]`, numbers in the whole text: rows that begin there
    are read from this window. `scores` holds, by name, [n, labels] arrays of what is told of single
    pieces; `vectors` [n, width] arrays that pairs of pieces are scored from.
    """

    start: int
    owned: tuple[int, int]
    scores: dict[str, Floats]
    vectors: dict[str, Floats]

    def __len__(self) -> int:
        return len(self.scores["anchors"])


def cut(pieces: Pieces, text: str, window: int = WINDOW, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Ranges of pieces that cover a text; they begin at a paragraph or sentence where one is near."""
    count = len(pieces)
    if count <= window:
        return [(0, count)] if count else []
    found = [(0, window)]
    while found[-1][1] < count:
        latest = found[-1][1] - overlap
        begin = next(
            (
                i
                for mark in ("\n", ".!?")
                for i in range(latest, max(found[-1][0] + 1, latest - overlap), -1)
                if _breaks(text, pieces, i, mark)
            ),
            latest,
        )
        found.append((begin, min(count, begin + window)))
    return found


def _breaks(text: str, pieces: Pieces, i: int, marks: str) -> bool:
    gap = text[pieces.ends[i - 1] - 1 : pieces.starts[i]]
    return any(c in marks for c in gap[:8])


class Encoder:
    """One ONNX session over a bundle, which reads `threads` windows at a time (by default one a processor).

    A window is read by one thread: two windows side by side take little longer than one, while
    two threads on one window wait for each other at every layer. Safe to use from several threads.

    Raises:
        ModelError: the session cannot be made or run.
    """

    def __init__(self, bundle: Bundle, threads: int | None = None) -> None:
        import onnxruntime as ort

        self.bundle = bundle
        settings = ort.SessionOptions()
        settings.log_severity_level = 3
        settings.intra_op_num_threads = 1
        self.threads = threads or processors()
        self._workers = ThreadPoolExecutor(self.threads, "sayso-window")
        names = [row["name"] for row in bundle.facts["weights"] if not row["name"].startswith("heads.")]
        names += [f"{row['name']}.scales" for row in bundle.facts["weights"] if "bits" in row and "floats" not in row]
        self._kept = [ort.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(bundle.weights[name])) for name in names]
        settings.add_external_initializers(names, self._kept)
        try:
            graph = (Path(bundle.folder) / "model.onnx").read_bytes()
            self._session = ort.InferenceSession(graph, settings, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime has no base class of its own
            raise ModelError(f"the model in `{bundle.folder}` cannot be run: {error}", REINSTALL) from error

    def run(self, ids: npt.NDArray[np.int64], shapes: npt.NDArray[np.int64], mask: Floats) -> tuple[Floats, Floats]:
        """[B, T] each → piece_scores [B, T, labels], pair_vectors [B, T, widths]."""
        try:
            scores, vectors = self._session.run(None, {"ids": ids, "shapes": shapes, "mask": mask})
        except Exception as error:
            raise ModelError(
                f"the model in `{self.bundle.folder}` failed on {ids.shape} pieces: {error}", REINSTALL
            ) from error
        return scores, vectors

    def windows(self, text: str, pieces: Pieces) -> Iterator[Window]:
        """Each window of the text in order. The first ones are begun at once, the others as these are taken."""
        ranges = cut(pieces, text)
        later = iter(ranges)
        begun = deque(self._workers.submit(self._run_one, pieces, *one) for one in islice(later, self.threads + 1))
        return self._in_order(pieces, ranges, later, begun)

    def _in_order(
        self,
        pieces: Pieces,
        ranges: list[tuple[int, int]],
        later: Iterator[tuple[int, int]],
        begun: deque[Future[tuple[Floats, Floats]]],
    ) -> Iterator[Window]:
        for number, (start, end) in enumerate(ranges):
            scores, vectors = begun.popleft().result()
            begun.extend(self._workers.submit(self._run_one, pieces, *one) for one in islice(later, 1))
            low = (start + ranges[number - 1][1]) // 2 if number else 0
            high = (ranges[number + 1][0] + end) // 2 if number + 1 < len(ranges) else end
            yield make_window(self.bundle.facts, start, (low, high), scores[0, 1:-1], vectors[0, 1:-1])

    def _run_one(self, pieces: Pieces, start: int, end: int) -> tuple[Floats, Floats]:
        ids = np.full((1, end - start + 2), BEGIN, dtype=np.int64)
        ids[0, 1:-1], ids[0, -1] = pieces.ids[start:end], END
        shapes = np.zeros_like(ids)
        shapes[0, 1:-1] = pieces.shapes[start:end]
        return self.run(ids, shapes, np.ones(ids.shape, dtype=np.float32))


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make_window(facts: Any, start: int, owned: tuple[int, int], scores: Floats, vectors: Floats) -> Window:
    """Name the columns of one window's outputs, [n, labels] and [n, widths]."""
    return Window(start, owned, _named(facts["scored"], scores), _named(facts["projected"], vectors))


def _named(columns: Sequence[tuple[str, int]], values: Floats) -> dict[str, Floats]:
    found, at = {}, 0
    for name, width in columns:
        found[name] = values[:, at : at + width]
        at += width
    return found
