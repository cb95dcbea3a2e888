"""How fast the reader reads, in ratios that hold on any machine: all are taken in one run.

    python -m benchmarks.speed --data DIR [--model PATH] [--articles N] [-o FILE]

- What is done besides the encoder, as a share of the encoder's time, end to end over many
  articles. The encoder's time is what ONNX Runtime takes for the reader's one network.
- What the encoder reaches of the processor's int8 peak: its multiplications and additions a
  second against those of one large int8 matrix product in ONNX Runtime, in the same run. Only
  real pieces count, not the ones that fill a batch up.
- Two workers against one: how many times as much two processes of one thread read, together.
- Peak memory of `sayso read` over all the articles, and seconds until its first row of one.

Nothing else should run on the machine meanwhile. With 48 articles it takes about two minutes.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import gold
from benchmarks.score import Figure, Reads, Report, load, table
from benchmarks.tally import share

SIDE = 2048
"""Rows and columns of the large matrices: more than any cache of one core holds, so that blocking decides."""


@dataclass
class Watch:
    """What the network was run on, and for how long: `seconds` in which at least one run was on."""

    seconds: float = 0.0
    operations: float = 0.0
    pieces: int = 0
    runs: int = 0


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of an encoder that decide how much it computes."""

    layers: int
    width: int
    inner: int

    def operations(self, lengths: Sequence[int]) -> float:
        """Multiplications and additions for windows of these lengths in pieces."""
        by_weights = 2 * self.layers * (4 * self.width**2 + 2 * self.width * self.inner)
        return float(sum(n * by_weights + 4 * self.layers * self.width * n**2 for n in lengths))


@contextmanager
def watched(measures: Measures) -> Iterator[Watch]:
    """Counts every run of ONNX Runtime in this process while it is open.

    A run's windows are the rows of its two-dimensional input that is called a mask; where there
    is none, of its first two-dimensional input, filling and all.
    """
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]

    watch = Watch()
    untouched = InferenceSession.run
    lock, on, since = threading.Lock(), 0, 0.0

    def run(self: Any, outputs: Any, inputs: dict[str, Any], options: Any = None) -> Any:
        nonlocal on, since
        with lock:
            on += 1
            since = time.perf_counter() if on == 1 else since
        try:
            result = untouched(self, outputs, inputs, options)
        finally:
            with lock:
                on -= 1
                if not on:
                    watch.seconds += time.perf_counter() - since
        lengths = window_lengths(inputs)
        with lock:
            watch.operations += measures.operations(lengths)
            watch.pieces += sum(lengths)
            watch.runs += 1
        return result

    InferenceSession.run = run
    try:
        yield watch
    finally:
        InferenceSession.run = untouched


def window_lengths(inputs: Mapping[str, Any]) -> list[int]:
    """Real pieces of each window of one run: see `watched`."""
    grids = {name: np.asarray(value) for name, value in inputs.items() if np.ndim(value) == 2}
    for name, grid in grids.items():
        if "mask" in name:
            return [int(length) for length in (grid != 0).sum(axis=1)]
    return [grid.shape[1] for grid in list(grids.values())[:1] for _ in grid]


# ---- the large matrix product ------------------------------------------------------------


def peak(threads: int, seconds: float = 4.0) -> float:
    """Multiplications and additions a second of the best of many large uint8 × int8 products."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(product_model(SIDE), options, providers=["CPUExecutionProvider"])
    left = np.random.default_rng(7).integers(0, 255, (SIDE, SIDE), dtype=np.uint8)
    best, until = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < until:
        begun = time.perf_counter()
        session.run(None, {"left": left})
        best = min(best, time.perf_counter() - begun)
    return 2.0 * SIDE**3 / best


def product_model(side: int) -> bytes:
    """An ONNX model of one int8 matrix product, `out = left @ right`, with `right` fixed, as weights are."""
    weights = np.random.default_rng(8).integers(-127, 127, (side, side), dtype=np.int8)
    right = _number(1, side) + _number(1, side) + _number(2, _INT8) + _bytes(8, b"right") + _bytes(9, weights.tobytes())
    node = _bytes(1, b"left") + _bytes(1, b"right") + _bytes(2, b"out") + _bytes(4, b"MatMulInteger")
    graph = (
        _bytes(1, node)
        + _bytes(2, b"product")
        + _bytes(5, right)
        + _bytes(11, _matrix("left", _UINT8, side))
        + _bytes(12, _matrix("out", _INT32, side))
    )
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))


_UINT8, _INT8, _INT32 = 2, 3, 6
"""ONNX's numbers of its element types."""


def _matrix(name: str, kind: int, side: int) -> bytes:
    dimension = _bytes(1, _number(1, side))
    tensor = _number(1, kind) + _bytes(2, dimension + dimension)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, tensor))


def _number(key: int, value: int) -> bytes:
    """A field of a protocol buffer that holds an integer."""
    return _variable(key << 3) + _variable(value)


def _bytes(key: int, value: bytes) -> bytes:
    """A field of a protocol buffer that holds bytes or a message."""
    return _variable(key << 3 | 2) + _variable(len(value)) + value


def _variable(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


# ---- reading -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bulk:
    """Reading many articles with one reader."""

    threads: int
    articles: int
    words: int
    seconds: float
    encoder_seconds: float
    encoder_operations: float
    pieces: int
    peak: float = field(default=0.0)

    @property
    def besides(self) -> float:
        return share(self.seconds - self.encoder_seconds, self.encoder_seconds)

    @property
    def of_peak(self) -> float:
        return share(share(self.encoder_operations, self.encoder_seconds), self.peak)


def read_bulk(reader: Reads, texts: Sequence[str], measures: Measures, threads: int, peak: float) -> Bulk:
    """Reads every text once, after one that warms up. The texts to records, end to end."""
    from sayso.types import Document

    reader.read(Document(text=texts[0]))
    with watched(measures) as watch:
        begun = time.perf_counter()
        for reading in reader.read_many(Document(text=text) for text in texts):
            reading.to_dict()
        seconds = time.perf_counter() - begun
    words = sum(len(text.split()) for text in texts)
    return Bulk(threads, len(texts), words, seconds, watch.seconds, watch.operations, watch.pieces, peak)


def workers_ratio(model: Path | None, texts: Sequence[str]) -> float:
    """Articles a second of two processes of one thread each, against those of one."""
    one = _with_workers(model, texts, 1)
    two = _with_workers(model, texts, 2)
    return two / one


def _with_workers(model: Path | None, texts: Sequence[str], workers: int) -> float:
    """Articles a second, from when every worker is ready until the last one ends; each reads all the texts."""
    context = multiprocessing.get_context("spawn")
    ready, queue = context.Barrier(workers), context.Queue()
    processes = [context.Process(target=_work, args=(model, list(texts), ready, queue)) for _ in range(workers)]
    for process in processes:
        process.start()
    spans = [queue.get(timeout=600) for _ in processes]
    for process in processes:
        process.join()
    seconds: float = max(end for _, end in spans) - min(begun for begun, _ in spans)
    return workers * len(texts) / seconds


def _work(model: Path | None, texts: list[str], ready: Any, queue: Any) -> None:
    from sayso.types import Document

    reader = load(model, threads=1)
    reader.read(Document(text=texts[0]))
    ready.wait()
    begun = time.time()
    for text in texts:
        reader.read(Document(text=text))
    queue.put((begun, time.time()))


def first_row(file: Path, model: Path | None, times: int = 5) -> float:
    """Seconds from starting the command to the first row of one article; the median of several starts."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        with subprocess.Popen(_command(file, model), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            if not process.stdout.readline():
                raise RuntimeError(f"the command wrote nothing: {' '.join(_command(file, model))}")
            taken.append(time.perf_counter() - begun)
            process.stdout.read()
    return statistics.median(taken)


def peak_memory(folder: Path, model: Path | None) -> float | None:
    """The most memory, in MB, that the command takes to read a folder; None where the system does not tell.

    It is the most of all commands that this process has started, so it comes first.
    """
    subprocess.run(_command(folder, model), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def _command(path: Path, model: Path | None) -> list[str]:
    chosen = ["--model", str(model)] if model else []
    return [
        sys.executable,
        "-c",
        "from sayso.commands.main import main; main()",
        "read",
        str(path),
        "--format",
        "jsonl",
        "-q",
        *chosen,
    ]


# ---- the command -------------------------------------------------------------------------


def measure(texts: Sequence[str], model: Path | None) -> Report:
    """Every figure, in one run."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number:03}.txt" for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_bytes(text.encode("utf-8"))
        memory = peak_memory(Path(folder), model)
        started = first_row(files[0], model)
    bulk = []
    for threads in (1, 2):
        reader = load(model, threads=threads)
        before = peak(threads)
        once = read_bulk(reader, texts, measures_of(reader), threads, before)
        # The processor may have slowed meanwhile: the better of both peaks is the one to reach.
        bulk.append(Bulk(**{**asdict(once), "peak": max(before, peak(threads))}))
    ratio = workers_ratio(model, texts)
    figures = []
    for once in bulk:
        cores = f"{once.threads} thread{'s' * (once.threads > 1)}"
        figures += [
            Figure(f"besides the encoder, of its time, {cores}", 100 * once.besides, 33.3, at_most=True),
            Figure(f"encoder, of the int8 peak, {cores}", 100 * once.of_peak, 55),
            Figure(f"articles a second, {cores}", once.articles / once.seconds, digits=2),
            Figure(f"words a second, {cores}", once.words / once.seconds, digits=0),
        ]
    figures.append(Figure("two workers against one, times", ratio, 1.9, digits=2))
    if memory is not None:
        figures.append(Figure("peak memory, MB", memory, 600, at_most=True, digits=0))
    figures.append(Figure("first row of one article, seconds", started, 1.5, at_most=True, digits=2))
    return Report("speed", len(texts), tuple(figures), {"bulk": [asdict(once) for once in bulk]})


def measures_of(reader: Any) -> Measures:
    """What the reader's bundle says of its encoder."""
    size = reader.bundle.size
    return Measures(size["layers"], size["width"], size["inner"])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder of the gold sets")
    parser.add_argument("--model", type=Path, metavar="PATH", help="a model bundle; without it the one inside sayso")
    parser.add_argument("--articles", type=int, default=48, metavar="N", help="how many articles to read (48)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the figures as JSON")
    chosen = parser.parse_args(arguments)
    texts = [article.text for article in gold.polnear(chosen.data, "dev")][: chosen.articles]
    report = measure(texts, chosen.model)
    print(table([report]), flush=True)
    if chosen.output:
        chosen.output.write_text(json.dumps(asdict(report), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
