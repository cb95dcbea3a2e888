"""How time and memory grow with the documents: `python -m benchmarks.scale [-n 1000 10000 100000] [--whole] [-o FILE]`.

The documents are invented (`inventing`). Each size runs in a process of its own, so that its memory is its own. Time is
the processor's, of one thread. Growth is the time for each n log n, against that of the first size: 1 is n log n.

- digests: reading → digest, without making the readings.
- stories: digests → stories; B³ F1 against the stories that were invented shows that there was work to do.

With `--whole` the readings go into a ledger instead, and what is done with it is timed: `compare` to its last story.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks import inventing
from benchmarks.report import Figure, Report, table, to_dict
from benchmarks.stories import b_cubed
from sayso import across
from sayso.comparison.grouping.digests import digest
from sayso.comparison.grouping.stories import stories
from sayso.ledger import Ledger

R = TypeVar("R")

SIZES = (1_000, 10_000, 100_000)
GROWTH = 1.5
"""Time for each n log n, against the first size's: what is more than noise and caches can make."""


@dataclass(frozen=True, slots=True)
class Run:
    """One size. Seconds; `memory` is the most that the process held, in MB, `digests_memory` what the digests take."""

    documents: int
    digest_seconds: float
    digests_memory: float
    seconds: float
    memory: float
    stories: int
    largest: int
    f1: float


def measure(documents: int) -> Run:
    """Finds the stories of so many documents in this process."""
    invented, digests, spent = {}, [], 0.0
    for story, reading in inventing.readings(documents):
        begun = time.process_time()
        digests.append(digest(reading))
        spent += time.process_time() - begun
        invented[reading.document.id] = story
    begun = time.process_time()
    found = stories(digests)
    seconds = time.process_time() - begun
    predicted = {told.id: story.id for story in found for told in story.documents}
    return Run(
        documents=documents,
        digest_seconds=spent,
        digests_memory=sum(one.terms.nbytes + one.counts.nbytes for one in digests) / 1e6,
        seconds=seconds,
        memory=_peak(),
        stories=len(found),
        largest=max(len(story.documents) for story in found),
        f1=b_cubed(predicted, invented).f1,
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """One size through a ledger: seconds of each step, what was found, and megabytes of memory and of the file."""

    documents: int
    ingest: float
    compare: float
    voices: float
    align: float
    stories: int
    claims: int
    memory: float
    file: float


def measure_whole(documents: int) -> Whole:
    """Keeps so many readings in a new ledger, and compares, counts and aligns them, in this process."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "scale.ledger") as ledger:
        ingest = 0.0
        for _, reading in inventing.readings(documents):
            begun = time.process_time()
            ledger.add(reading)
            ingest += time.process_time() - begun
        begun = time.process_time()
        counts = [len(one.story.claims) for one in across.compare(ledger)]
        compared = time.process_time()
        across.voices(ledger)
        counted = time.process_time()
        across.align(ledger)
        return Whole(
            documents=documents,
            ingest=ingest,
            compare=compared - begun,
            voices=counted - compared,
            align=time.process_time() - counted,
            stories=len(counts),
            claims=sum(counts),
            memory=_peak(),
            file=ledger.path.stat().st_size / 1e6,
        )


def whole_report(runs: Sequence[Whole]) -> Report:
    figures = []
    for run in runs:
        name = f"{run.documents:,}"
        for step in ("ingest", "compare", "voices", "align"):
            spent = getattr(run, step)
            figures.append(Figure(f"{name}: {step}, seconds", spent))
            growth = _each(spent, run.documents) / _each(getattr(runs[0], step), runs[0].documents)
            figures.append(Figure(f"{name}: {step}, growth against n log n", growth, GROWTH, at_most=True, digits=2))
        figures.append(Figure(f"{name}: most memory, MB", run.memory, digits=0))
        figures.append(Figure(f"{name}: ledger, MB", run.file, digits=0))
    return Report("scale", max(run.documents for run in runs), tuple(figures), {"runs": [asdict(run) for run in runs]})


def _each(seconds: float, documents: int) -> float:
    return seconds / (documents * math.log(documents))


def _peak() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def report(runs: Sequence[Run]) -> Report:
    figures = []
    for run in runs:
        name = f"{run.documents:,}"
        figures += [
            Figure(f"{name}: digests, seconds", run.digest_seconds),
            Figure(f"{name}: stories, seconds", run.seconds),
            Figure(f"{name}: growth against n log n", _growth(run, runs[0]), GROWTH, at_most=True, digits=2),
            Figure(f"{name}: most memory, MB", run.memory, digits=0),
            Figure(f"{name}: B³ F1", 100 * run.f1),
        ]
    return Report("scale", max(run.documents for run in runs), tuple(figures), {"runs": [asdict(run) for run in runs]})


def _growth(run: Run, first: Run) -> float:
    def each(one: Run) -> float:
        return _each(one.digest_seconds + one.seconds, one.documents)

    return each(run) / each(first)


def _apart(measured: Callable[[int], R], sizes: Sequence[int]) -> list[R]:
    """Each size in a process of its own."""
    found = []
    for size in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            found.append(pool.apply(measured, (size,)))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__.split("\n")[0])
    parser.add_argument("-n", type=int, nargs="+", default=SIZES, metavar="N", help="how many documents")
    parser.add_argument("--whole", action="store_true", help="through a ledger: ingest, compare, voices, align")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the figures as JSON")
    chosen = parser.parse_args(arguments)
    made = whole_report(_apart(measure_whole, chosen.n)) if chosen.whole else report(_apart(measure, chosen.n))
    print(table([made]))
    if chosen.output:
        chosen.output.write_text(json.dumps(to_dict([made]), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
