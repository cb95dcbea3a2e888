"""Who is for or against whom in a sentence: the set of directed sentiment, end to end and by a head that learns it.

    python -m benchmarks.stance --data DIR [--model PATH] [-o FILE]

DIR has `directed_sentiment/train.txt` and `dev.txt`: Park, Pan and Joo, "Who Blames or Endorses Whom?", Findings of
ACL 2021. A row is a sentence with two parties in brackets, both again, and a label that the files do not explain.

What was found, by the sentences and by the counts that the set's page gives:

- 0 is neutral; 1 is positive and 3 negative from the first party toward the second; 2 is positive and 4 negative
  from the second toward the first. In train "praised", "backed", "endorsed" and the like stand between the parties
  in 41 and 16 per cent of the rows of 1 and 2, in 7 or fewer of the others; "accused", "criticised" and the like in
  39 and 17 per cent of those of 3 and 4. A passive with "by" stands there in 2 per cent of 1 and 3, in 7 and 12 of
  2 and 4.
- Fields that hold a quotation mark are quoted as in CSV. A bracket stands inside a word in one row of three, nearly
  always before its last s ("[Brussel]s"): the marks are widened to whole words, and lose a possessive `'s`.
- Rows repeat: 12,340 of train are 10,732, 1,461 of dev 1,446. No sentence is in both.

Two figures, both macro-F1 over the five labels of dev, repaired, each row once:

- *Read end to end*: each sentence is read as a document of its own. What one party is told to do to the other
  (`sayso.comparison.align`: ties of every status but denied ones, none doubtful) is positive or negative by its ties'
  signs; where there is no tie, what a party is reported to say with the other as a party of it counts, by the quad
  codes of its claims. The heavier direction is given, and neutral where nothing is told. A mark stands for the actors
  with a mention that it touches. These choices were made on 1,400 rows of train (45.0 there), none on dev.
- *By a head*: a multinomial logistic regression (`folds`) over the reader's vectors of both parties and of the
  sentence (`pairs.features`), trained on train.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import asking, folds, pairs, score_claims
from benchmarks.gold import Piece
from benchmarks.gold_sentences import MarkedPair
from benchmarks.report import Figure, Report, table, to_dict
from benchmarks.score import load

if TYPE_CHECKING:
    from sayso.types import Reading

LABELS = ("neutral", "positive", "positive, from the second", "negative", "negative, from the second")
"""By the numbers of the files."""
ASKED = ("actual", "planned", "possible", "conditional", "demanded")
"""The statuses of ties that count: a stance shows in what is planned or asked for, too."""
STRENGTH = 0.03
"""How strongly the head is held down: of 0.01, 0.03, 0.1, 0.3 and 3 what does best on a third of train."""
PUBLISHED = (("macro-F1", 74.41), ("micro-F1", 86.67))
"""The best that we know of, on dev as it is published (1,461 rows): Wen, Hovy and Hauptmann, "Transitive Consistency
Constrained Learning for Entity-to-Entity Stance Detection", ACL 2024, table 3, a RoBERTa trained on train."""

_MARK = re.compile(r"\[([^\[\]]*)\]")
_POSSESSIVE = re.compile(r"['’]s?$")
_INNER = "'’"


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and two parties in it."""

    text: str
    first: Piece
    second: Piece
    label: str


def rows(data: Path, split: str) -> tuple[Pair, ...]:
    """`directed_sentiment/SPLIT.txt`, repaired, each row once. ValueError for one of other columns, marks or labels."""
    path = Path(data) / "directed_sentiment" / f"{split}.txt"
    found: dict[Pair, None] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for number, cells in enumerate(csv.reader(lines, delimiter="\t"), 1):
            text, marks = unmarked(cells[0])
            if len(cells) != 4 or len(marks) != 2 or cells[3] not in map(str, range(len(LABELS))):
                raise ValueError(f"{path.name}, line {number}: {len(cells)} columns, {len(marks)} marks: {cells[-1]!r}")
            found[Pair(text, marks[0], marks[1], LABELS[int(cells[3])])] = None
    return tuple(found)


def unmarked(sentence: str) -> tuple[str, tuple[Piece, ...]]:
    """The text without brackets, and the stretches that stood in them, widened to whole words."""
    text, last = "", 0
    marks = []
    for mark in _MARK.finditer(sentence):
        text += sentence[last : mark.start()]
        marks.append((len(text), len(text) + len(mark[1])))
        text += mark[1]
        last = mark.end()
    text += sentence[last:]
    return text, tuple(widened(text, mark) for mark in marks)


def widened(text: str, mark: Piece) -> Piece:
    """A stretch made to end where words end; space at its ends and a possessive `'s` are no part of it."""
    start, end = mark
    while start and _joined(text, start):
        start -= 1
    while end < len(text) and _joined(text, end):
        end += 1
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    part = part.strip()
    return start, start + len(_POSSESSIVE.sub("", part) or part)


def _joined(text: str, at: int) -> bool:
    """Whether the characters on both sides of a place are of one word."""
    before, after = text[at - 1], text[at]
    inside = (before in _INNER and text[at - 2 : at - 1].isalnum()) or before.isalnum()
    return inside and (after.isalnum() or (after in _INNER and text[at + 1 : at + 2].isalnum()))


# ---- read end to end ---------------------------------------------------------------------


def told(pair: Pair, reading: Reading) -> str:
    """The label that the reading's claims give the pair; of two directions that weigh alike, from the first."""
    first, second = (_actors(reading, mark) for mark in (pair.first, pair.second))
    first, second = first - second, second - first
    forth, back = _ties(reading, first, second)
    if not forth and not back:
        forth, back = _speech(reading, first, second), _speech(reading, second, first)
    if not forth and not back:
        return LABELS[0]
    if abs(forth) >= abs(back):
        return LABELS[1] if forth > 0 else LABELS[3]
    return LABELS[2] if back > 0 else LABELS[4]


def _actors(reading: Reading, mark: Piece) -> frozenset[str]:
    """Whom a mark names: those with a mention that it touches."""
    return frozenset(
        actor.id for actor in reading.actors if any(at.start < mark[1] and mark[0] < at.end for at in actor.mentions)
    )


def _ties(reading: Reading, first: frozenset[str], second: frozenset[str]) -> tuple[int, int]:
    """How far cooperation outweighs conflict from the first toward the second, and the other way."""
    from sayso.comparison.aligning.alignments import align

    ties = align([reading], statuses=ASKED, samples=0).ties
    return (
        sum(tie.sign * tie.weight for tie in ties if tie.actor in first and tie.recipient in second),
        sum(tie.sign * tie.weight for tie in ties if tie.actor in second and tie.recipient in first),
    )


def _speech(reading: Reading, speakers: frozenset[str], others: frozenset[str]) -> int:
    """How far cooperation outweighs conflict in what the ones are reported to say with the others as a party."""
    from sayso.types import voice_of

    statements = {statement.id: statement for statement in reading.statements}
    balance = 0
    for claim in reading.claims:
        statement = voice_of(claim, statements)
        said_by = {party.actor_id for link in statement.chain for party in link.parties} if statement else set()
        parties = {party.actor_id for party in (*claim.actor, *claim.recipient)}
        if claim.quad_code and said_by & speakers and parties & others:
            balance += 1 if claim.quad_code <= 2 else -1
    return balance


# ---- by a head ---------------------------------------------------------------------------


def features(given: Sequence[Pair], reader: object) -> asking.Floats:
    """[pairs, 4 × width]: see `pairs.features`; the first party stands for the actor there."""
    marked = (MarkedPair(pair.text, (pair.first,), (pair.second,), pair.label) for pair in given)
    return pairs.features(marked, lambda text, spans: asking.vectors(reader, text, spans))


def learnt(train: asking.Floats, labels: Sequence[str], dev: asking.Floats) -> list[str]:
    """What a head that is trained on train says of dev."""
    return folds.train(train, labels, STRENGTH).predict(dev)


# ---- both --------------------------------------------------------------------------------


def score(dev: Sequence[Pair], read: Sequence[str], head: Sequence[str] | None) -> Report:
    """`read` and `head` are the labels that either way gives to dev's pairs."""
    labels = [pair.label for pair in dev]
    figures: list[Figure] = []
    details: dict[str, Any] = {"pairs": Counter(labels)}
    for name, said in (("read end to end", read), ("by a head on both spans", head)):
        if said is None:
            continue
        figures.append(Figure(f"{name}, macro-F1", 100 * folds.macro_f1(labels, said)))
        figures.append(Figure(f"{name}, micro-F1", 100 * folds.accuracy(labels, said)))
        details[name] = {label: 100 * value for label, value in folds.f1_by_class(labels, said).items()}
    figures += [Figure(f"best published, {name}", value, digits=2) for name, value in PUBLISHED]
    return Report("directed_sentiment", len(dev), tuple(figures), details)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stance", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder of the gold sets")
    parser.add_argument("--model", type=Path, metavar="PATH", help="a model bundle; without it the one inside sayso")
    parser.add_argument("--read-only", action="store_true", help="without the head: train's vectors take minutes")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write every figure as JSON")
    chosen = parser.parse_args(arguments)

    reader, dev = load(chosen.model), rows(chosen.data, "dev")
    readings = score_claims.readings(reader, [pair.text for pair in dev])
    read = [told(pair, one) for pair, one in zip(dev, readings, strict=True)]
    head = None
    if not chosen.read_only:
        train = rows(chosen.data, "train")
        head = learnt(features(train, reader), [pair.label for pair in train], features(dev, reader))
    report = score(dev, read, head)
    print(table([report]))
    if chosen.output:
        chosen.output.write_text(json.dumps(to_dict([report]), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
