"""How time and memory grow with the number of documents: `python -m benchmarks.scale [-n 1000 10000 100000] [-o FILE]`.

The documents are invented (`inventing`). Each size runs in a process of its own, so that its memory is its own. Time is
the processor's, of one thread. Growth is the time for each n log n, against that of the first size: 1 is n log n.

- digests: reading → digest, without making the readings.
- stories: digests → stories; B³ F1 against the stories that were invented shows that there was work to do.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import inventing
from benchmarks.report import Figure, Report, table, to_dict
from benchmarks.stories import b_cubed
from sayso.comparison.digests import digest
from sayso.comparison.stories import stories

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
        return (one.digest_seconds + one.seconds) / (one.documents * math.log(one.documents))

    return each(run) / each(first)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__.split("\n")[0])
    parser.add_argument("-n", type=int, nargs="+", default=SIZES, metavar="N", help="how many documents")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the figures as JSON")
    chosen = parser.parse_args(arguments)
    context = multiprocessing.get_context("spawn")
    runs = []
    for size in chosen.n:
        with context.Pool(1) as pool:
            runs.append(pool.apply(measure, (size,)))
    made = report(runs)
    print(table([made]))
    if chosen.output:
        chosen.output.write_text(json.dumps(to_dict([made]), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
