"""Whether documents that report the same happenings are put together: B³ against the subtopics of ECB+.

    python -m benchmarks.stories --data DIR [--readings FILE] [--errors] [-o FILE]

All documents are put into stories at once, their dates unknown. A subtopic is one happening as many papers tell it; the
two of a topic are happenings of one kind, often of the same parties. `--readings` is a file of readings, one JSON
object a line with the document's `name` beside it: without it the texts alone are compared, with it the actors too.

Beside the figure for all stand those of the odd and of the even topics: each half was tuned on and tried on the other;
the constants of `sayso.comparison.grouping` lie where both agree. Then our own stories (`benchmarks/stories`), of
invented places and by texts alone: put together in one collection, in which all begin on the same day.

B³ (Bagga and Baldwin 1998): of each document, the share of its story that is of its subtopic, and of its subtopic that
is in its story; both averaged over documents.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from benchmarks.ecbplus import EcbDocument, documents
from benchmarks.report import Figure, Report, table, to_dict
from benchmarks.tally import harmonic
from sayso.comparison.grouping.digests import Digest, digest
from sayso.comparison.grouping.stories import stories
from sayso.types import Document, Reading

OWN = Path(__file__).parent / "stories"
REACH = 90.0
FIRST = date(2025, 3, 3)


@dataclass(frozen=True, slots=True)
class BCubed:
    """Shares, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return harmonic(self.precision, self.recall)


def b_cubed(found: Mapping[str, str], gold: Mapping[str, str]) -> BCubed:
    """Precision and recall over the items of `gold`. Both map an item to its cluster; `found` may hold more items."""
    sizes, gold_sizes = Counter(found.values()), Counter(gold.values())
    pairs = [(found[item], cluster) for item, cluster in gold.items()]
    together = Counter(pairs)
    precision = sum(together[pair] / sizes[pair[0]] for pair in pairs) / len(pairs)
    recall = sum(together[pair] / gold_sizes[pair[1]] for pair in pairs) / len(pairs)
    return BCubed(precision, recall)


def grouped(digests: Mapping[str, Digest]) -> dict[str, str]:
    """Name → the id of its story."""
    names = {one.told.id: name for name, one in digests.items()}
    return {names[told.id]: story.id for story in stories(digests.values()) for told in story.documents}


def ecb_digests(found: Iterable[EcbDocument], readings: Path | None) -> dict[str, Digest]:
    """The digests by name, which is the document's id too: some texts are there twice."""
    read = _readings(readings) if readings else {}
    digests = {}
    for one in found:
        reading = read.get(one.name) or Reading("", Document(one.text), (), ())
        made = digest(reading)
        digests[one.name] = replace(made, told=replace(made.told, id=one.name))
    return digests


def _readings(path: Path) -> dict[str, Reading]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["name"]: Reading.from_dict(row) for row in rows}


def own_digests(folder: Path = OWN) -> dict[str, Digest]:
    """The documents of our own stories, named by story and line. All stories begin on one day: no date parts them."""
    digests = {}
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        begun = min(date.fromisoformat(row["published"][:10]) for row in rows)
        for number, row in enumerate(rows):
            published = FIRST + (date.fromisoformat(row["published"][:10]) - begun)
            document = Document(row["text"], row["title"], None, row["outlet"], (), row["url"], published.isoformat())
            digests[f"{path.stem}:{number}"] = digest(Reading("", document, (), ()))
    return digests


def errors(found: Mapping[str, str], gold: Mapping[str, str]) -> list[str]:
    """The stories that are no subtopic, as counts of the subtopics in them; by the first subtopic's name."""
    inside: dict[str, Counter[str]] = {}
    for item, story in found.items():
        inside.setdefault(story, Counter())[gold[item]] += 1
    sizes = Counter(gold.values())
    wrong = [held for held in inside.values() if len(held) > 1 or any(held[name] < sizes[name] for name in held)]
    return sorted(", ".join(f"{name} {held[name]} of {sizes[name]}" for name in sorted(held)) for held in wrong)


def measure(data: Path, readings: Path | None) -> tuple[Report, list[str]]:
    found = list(documents(data))
    digests = ecb_digests(found, readings)
    predicted = grouped(digests)
    gold = {one.name: one.subtopic for one in found}
    halves = {
        half: b_cubed(predicted, {one.name: one.subtopic for one in found if one.topic % 2 == odd})
        for half, odd in (("odd topics", 1), ("even topics", 0))
    }
    whole = b_cubed(predicted, gold)
    own = own_digests()
    own_found, own_gold = grouped(own), {name: name.split(":")[0] for name in own}
    ours = {
        half: b_cubed(own_found, {name: story for name, story in own_gold.items() if story.startswith("held") == held})
        for half, held in (("tuned", False), ("held", True))
    }
    figures = (
        Figure("subtopics, B³ F1", 100 * whole.f1, REACH),
        Figure("  precision", 100 * whole.precision),
        Figure("  recall", 100 * whole.recall),
        *(Figure(f"  {half}", 100 * one.f1) for half, one in halves.items()),
        *(Figure(f"our own stories, {half} half, B³ F1", 100 * one.f1) for half, one in ours.items()),
    )
    details = {"stories": len(set(predicted.values())), "subtopics": len(set(gold.values())), "all": asdict(whole)}
    return Report("stories", len(found), figures, details), errors(predicted, gold)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stories", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder of the gold sets")
    parser.add_argument("--readings", type=Path, metavar="FILE", help="readings of ECB+, one JSON object a line")
    parser.add_argument("--errors", action="store_true", help="list the stories that are no subtopic")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the figures as JSON")
    chosen = parser.parse_args(arguments)
    report, wrong = measure(chosen.data, chosen.readings)
    print(table([report]))
    if chosen.errors:
        print("\n".join(wrong))
    if chosen.output:
        chosen.output.write_text(json.dumps(to_dict([report]), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
