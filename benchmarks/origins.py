"""How well tellings of one claim that have one origin are told from those that have another.

    python -m benchmarks.origins [--model PATH] [--readings DIR] [--misses] [-o FILE]

The stories in `stories/` are our own, each with its gold: for each claim every place that tells it, and where the
words first came from. A gold telling is answered by the tellings found whose trigger touches its own, or else by the
one whose words (`at`) overlap most with its. What is counted are pairs of gold tellings in different documents: a pair
is gold's where both tell one claim and have one origin, and it is predicted where tellings that answer them stand
in one shared claim with one origin. So a predicted pair of different origins, or of different claims, is wrong.

"All read" goes from the texts to origins; beside it stands the figure where gold says which tellings tell one claim,
so that what fails can be told apart. `from` and `why` are right where the first telling that answers says what gold
says, of all gold tellings.
Stories marked as held or fresh are for reporting, and their misses are never listed: of the held ones the figure alone
was seen while the signs of origins were written; the fresh ones were written later, in the manner of everyday news.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.report import Figure, Report, table, to_dict
from benchmarks.tally import Tally, share, total

if TYPE_CHECKING:
    from sayso.comparison.records import SharedClaim, Telling
    from sayso.types import Claim, Reading, Span

    Groups = list[list[tuple[str, str]]]

STORIES = Path(__file__).parent / "stories"
REACH = 85.0


@dataclass(frozen=True, slots=True)
class GoldTelling:
    """A place that tells a claim. `document` and `taken_from` are numbers of documents, in the file's order."""

    claim: str
    document: int
    at: tuple[int, int]
    trigger: tuple[int, int]
    origin: str
    taken_from: int | None
    why: str


@dataclass(frozen=True, slots=True)
class GoldStory:
    name: str
    half: str
    path: Path
    tellings: tuple[GoldTelling, ...]


def stories(folder: Path = STORIES) -> Iterator[GoldStory]:
    """Our own stories, by name."""
    for path in sorted(folder.glob("*.gold.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".gold.json")
        tellings = (_telling(claim["id"], row) for claim in record["claims"] for row in claim["tellings"])
        yield GoldStory(name, record["half"], path.with_name(f"{name}.jsonl"), tuple(tellings))


def _telling(claim: str, row: Mapping[str, Any]) -> GoldTelling:
    at, trigger = ((row[key]["start"], row[key]["end"]) for key in ("at", "trigger"))
    return GoldTelling(claim, row["document"], at, trigger, row["origin"], row["from"], row["why"])


def overlap(spans: Iterable[Span], at: tuple[int, int]) -> int:
    """How many characters of `at` the spans hold."""
    return sum(max(0, min(span.end, at[1]) - max(span.start, at[0])) for span in spans)


def answering(gold: GoldTelling, found: Sequence[tuple[Telling, Claim]]) -> list[Telling]:
    """The tellings, of the gold one's document, that answer it."""
    touching = [telling for telling, claim in found if overlap(claim.trigger, gold.trigger)]
    if touching:
        return touching
    best = max((telling for telling, _ in found), key=lambda telling: overlap(telling.at, gold.at), default=None)
    return [best] if best and overlap(best.at, gold.at) else []


@dataclass(frozen=True, slots=True)
class Scored:
    """What came of one story. `wrong` are the pairs that only one of gold and the prediction has."""

    pairs: Tally
    whys: Tally
    froms: Tally
    wrong: tuple[tuple[GoldTelling, GoldTelling, str], ...]
    answers: tuple[tuple[GoldTelling, Telling | None], ...]


def scored(gold: GoldStory, readings: Sequence[Reading], shared: Sequence[SharedClaim]) -> Scored:
    claims = {claim.id: claim for reading in readings for claim in reading.claims}
    numbers = {reading.document.id: number for number, reading in enumerate(readings)}
    found: dict[int, list[tuple[Telling, Claim]]] = {}
    origins: dict[str, set[tuple[int, str]]] = {}
    for number, one in enumerate(shared):
        for telling in one.tellings:
            found.setdefault(numbers[telling.document_id], []).append((telling, claims[telling.claim_id]))
            origins.setdefault(telling.claim_id, set()).add((number, telling.origin))
    answers = [(one, answering(one, found.get(one.document, []))) for one in gold.tellings]
    where = [set().union(*(origins[telling.claim_id] for telling in told)) for _, told in answers]
    wrong, right, predicted, asked = [], 0, 0, 0
    for (a, here), (b, there) in combinations(zip(gold.tellings, where, strict=True), 2):
        if a.document == b.document:
            continue
        same, said = (a.claim, a.origin) == (b.claim, b.origin), bool(here & there)
        asked, predicted, right = asked + same, predicted + said, right + (same and said)
        if same != said:
            wrong.append((a, b, "missed" if same else "wrong"))
    whys, froms = 0, 0
    for one, told in answers:
        whys += bool(told) and told[0].why == one.why
        froms += bool(told) and _number(told[0].taken_from, numbers) == one.taken_from
    count = len(answers)
    return Scored(
        Tally(right, asked, right, predicted),
        Tally(whys, count, whys, count),
        Tally(froms, count, froms, count),
        tuple(wrong),
        tuple((one, told[0] if told else None) for one, told in answers),
    )


def _number(document: str | None, numbers: Mapping[str, int]) -> int | None:
    return None if document is None else numbers[document]


def grouped_by_gold(gold: GoldStory, readings: Sequence[Reading]) -> Groups:
    """Which claims tell one, as gold has it: those whose trigger touches gold's, or the next best."""
    groups: dict[str, dict[tuple[str, str], None]] = {}
    taken: set[str] = set()
    for one in gold.tellings:
        reading = readings[one.document]
        free = [claim for claim in reading.claims if claim.id not in taken]
        touching = [claim for claim in free if overlap(claim.trigger, one.trigger)]
        near = [claim for claim in free if overlap(claim.trigger, one.at)]
        for claim in touching or near[:1]:
            taken.add(claim.id)
            groups.setdefault(one.claim, {})[reading.document.id, claim.id] = None
    return [list(group) for group in groups.values()]


def grouped(gold: GoldStory, readings: Sequence[Reading]) -> Groups:
    """Which claims tell one, as found in the texts."""
    from sayso.comparison.sameness.linking import same_claims

    return [list(same.claims) for same in same_claims(readings)]


def read(story: GoldStory, reader: Callable[[], Any], kept: Path | None) -> list[Reading]:
    """The story's documents, read; from `kept` where they were read before with the same texts."""
    from sayso.document.loading import load_many
    from sayso.types import Failure, Reading

    place = kept and kept / f"{story.name}.{hashlib.sha256(story.path.read_bytes()).hexdigest()[:12]}.jsonl"
    if place and place.exists():
        return [Reading.from_dict(json.loads(line)) for line in place.read_text(encoding="utf-8").splitlines()]
    readings: list[Reading] = []
    for reading in reader().read_many(load_many([story.path])):
        if isinstance(reading, Failure):
            raise SystemExit(f"{reading.path}: {reading.message}")
        readings.append(reading)
    if place:
        place.parent.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps(reading.to_dict(), ensure_ascii=False) + "\n" for reading in readings)
        place.write_text("".join(lines), encoding="utf-8")
    return readings


def report(name: str, results: Mapping[str, Sequence[Scored]], documents: int) -> Report:
    """The figures of one half. `results` are by the way the claims were grouped."""
    figures, details = [], {}
    for way, scores in results.items():
        pairs = total(one.pairs for one in scores)
        reach = REACH if way == "all read" else None
        figures.append(Figure(f"same origin, F1, {way}", 100 * pairs.f1, reach))
        figures += [
            Figure(f"  {part}", 100 * value)
            for part, value in (("precision", pairs.precision), ("recall", pairs.recall))
        ]
        figures += [
            Figure(f"  {part} right", 100 * share(counted.found, counted.gold))
            for part, counted in (
                ("from", total(one.froms for one in scores)),
                ("why", total(one.whys for one in scores)),
            )
        ]
        details[way] = pairs.to_dict()
    return Report(name, documents, tuple(figures), details)


def misses(gold: GoldStory, readings: Sequence[Reading], found: Scored) -> Iterator[str]:
    """The pairs of a story that are wrong or missed, and each telling's from and why, as lines."""

    def words(one: GoldTelling) -> str:
        return f"{one.document} “{readings[one.document].document.text[slice(*one.at)]}”"

    numbers = {reading.document.id: number for number, reading in enumerate(readings)}
    claim = None
    for one, told in found.answers:
        if one.claim != claim:
            claim = one.claim
            yield f"{gold.name} {claim}"
            for a, b, kind in found.wrong:
                if a.claim == claim:
                    yield f"  {kind}: {words(a)} ({a.origin}) – {b.claim} {words(b)} ({b.origin})"
        said = f"{_number(told.taken_from, numbers)} {told.why} {told.origin[:6]}" if told else "nothing"
        right = told and (_number(told.taken_from, numbers), told.why) == (one.taken_from, one.why)
        yield f"    {'  ' if right else '! '}{words(one)}: {said}; gold {one.taken_from} {one.why} ({one.origin})"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.origins", description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, metavar="PATH", help="a model bundle; without it the one inside sayso")
    parser.add_argument("--readings", type=Path, metavar="DIR", help="keep what was read there, for the next time")
    parser.add_argument("--misses", action="store_true", help="list what is not right in the tuned half")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the counts as JSON")
    chosen = parser.parse_args(arguments)
    from functools import cache

    from sayso.comparison.tracing.origins import origins
    from sayso.reader import Reader

    reader = cache(lambda: Reader(chosen.model))
    ways = {"all read": grouped, "gold claims": grouped_by_gold}
    halves: dict[str, dict[str, list[Scored]]] = {}
    counts: dict[str, int] = {}
    for story in stories():
        readings = read(story, reader, chosen.readings)
        counts[story.half] = counts.get(story.half, 0) + len(readings)
        for way, group in ways.items():
            found = scored(story, readings, origins(readings, group(story, readings)))
            halves.setdefault(story.half, {}).setdefault(way, []).append(found)
            if chosen.misses and story.half == "tuned":
                print("\n".join([f"-- {way}", *misses(story, readings, found)]), end="\n\n")
    reports = [report(f"stories, {half}", halves[half], counts[half]) for half in sorted(halves, reverse=True)]
    print(table(reports))
    if chosen.output:
        chosen.output.write_text(json.dumps(to_dict(reports), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
