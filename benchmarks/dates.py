"""How often the value of a time phrase is exactly right: `python -m benchmarks.dates --data DIR`, on `timenorm`.

Nothing is trained here, but the rules of `sayso.claims.time_and_place.dates` were written with phrases of the set in
view. So the blocks are split into five folds, and the last one's misses were never looked at, nor can they be listed:
its figure is the honest one, and is printed apart.
Left out are the anchors and the values that end in `_REF`, which name no time.

A block is the time phrases of one text, in its order: a phrase is read after those before it, as a reader of the text
does ("a year earlier" beside the third quarter). `--alone` gives each phrase nothing but the day of writing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.tally import share
from sayso.claims.time_and_place.dates import timex

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time phrase, its TIMEX3 type and value, the day it counts from, the fold of its block, from 1.

    `told` are the phrases before it in its block.
    """

    text: str
    kind: str
    value: str
    written: date
    fold: int
    told: tuple[str, ...]


def phrases(data: Path, alone: bool = False) -> tuple[Phrase, ...]:
    """The phrases of `timenorm/train.tsv` that count, in order; with nothing told before where they stand `alone`.

    The file has blocks with a blank line between them, a row being `phrase, type, value`, the first one the anchor.
    ValueError where a row has other columns or an anchor no date; OSError where the file cannot be read.
    """
    path = Path(data) / "timenorm" / "train.tsv"
    found = []
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    for number, block in enumerate(blocks):
        rows = [line.split("\t") for line in block.strip("\n").split("\n")]
        if any(len(row) != 3 for row in rows):
            raise ValueError(f"{path}: a row of block {number + 1} has not three columns")
        written = date.fromisoformat(rows[0][2][:10])
        texts = [text for text, _, _ in rows[1:]]
        found += [
            Phrase(text, kind, value, written, number % FOLDS + 1, () if alone else tuple(texts[:place]))
            for place, (text, kind, value) in enumerate(rows[1:])
            if not value.endswith("_REF")
        ]
    return tuple(found)


def read(phrase: Phrase) -> str | None:
    return timex(phrase.text, phrase.written, phrase.told)


def right(phrase: Phrase) -> bool:
    return read(phrase) == phrase.value


def table(found: Sequence[Phrase]) -> str:
    """The share that is right: by type and in all, then by fold, the last fold apart."""
    kinds = {kind: [phrase for phrase in found if phrase.kind == kind] for kind in sorted({one.kind for one in found})}
    folds = {number: [phrase for phrase in found if phrase.fold == number] for number in range(1, FOLDS + 1)}
    shares = [_share(fold) for fold in folds.values() if fold]
    rows = [_row(kind, of_kind) for kind, of_kind in kinds.items()]
    rows += [_row("all", found), ""]
    rows += [_row(f"fold {number}", fold) for number, fold in folds.items() if number < FOLDS]
    rows += [f"{'mean of the five folds':<28}{100 * share(sum(shares), len(shares)):7.1f}"]
    rows += [_row(f"fold {FOLDS}, never looked at", folds[FOLDS])]
    return "\n".join(rows)


def _share(found: Iterable[Phrase]) -> float:
    verdicts = [right(phrase) for phrase in found]
    return share(sum(verdicts), len(verdicts))


def _row(name: str, found: Sequence[Phrase]) -> str:
    return f"{name:<28}{100 * _share(found):7.1f}  of {len(found)}"


def misses(found: Iterable[Phrase]) -> str:
    """A miss a line: type, phrase, day of writing, value, what was read. None of the last fold."""
    return "\n".join(
        f"{phrase.kind}\t{phrase.text}\t{phrase.written}\t{phrase.value}\t{read(phrase)}"
        for phrase in found
        if phrase.fold < FOLDS and not right(phrase)
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dates", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder of the gold sets")
    parser.add_argument("--misses", action="store_true", help="list what is not right, the last fold left out")
    parser.add_argument("--alone", action="store_true", help="each phrase without those before it in its text")
    chosen = parser.parse_args(arguments)

    found = phrases(chosen.data, chosen.alone)
    if chosen.misses:
        print(misses(found), end="\n\n")
    print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
