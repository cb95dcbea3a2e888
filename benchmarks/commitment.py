"""How well the rule of commitment tells it: `python -m benchmarks.commitment [--data DIR]`.

The rule is that of `sayso.claims.certainty.commitment`.

Each of our snippets (`commitment/snippets.json`) has a trigger, its chain, its status and polarity, all gold, so that
the rule alone is measured. They were judged before the rule was written; the half marked `held` was never used to
change it, nor can its misses be listed. But one hand wrote both, which flatters the rule. With the folder of the gold
sets, the words are also held against what people conclude from bare sentences (`veridicality`): an outside view.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Literal, cast

from benchmarks.certainty import mean_absolute_error, pearson
from sayso.claims.certainty.commitment import SURE, certainty
from sayso.claims.certainty.commitment_words import class_of
from sayso.claims.chains.sentences import sentence_at, sentences
from sayso.types import STATUSES, Certainty, Link, Span, Statement, Status, statement_id

SNIPPETS = Path(__file__).parent / "commitment" / "snippets.json"
SPLITS = ("tuned", "held")
_EMBEDDED = re.compile(r"(Someone|John) (.+?) (that a particular thing (happened))")
_TAUGHT: dict[str, Status] = {
    "wanted": "demanded", "ordered": "demanded", "intended": "planned", "threatened": "planned", "denied": "denied",
}  # fmt: skip
"""The status of what is reported, by the kind of the reporting word; of all others it is actual."""
Side = Literal["source", "outlet"]
SIDES: tuple[Side, ...] = ("source", "outlet")
NEUTRAL = 0.5
"""Values that are no further from 0 have no sign: nobody takes a side."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A claim in a few sentences, and how far its innermost source and the outlet commit themselves, -3 … 3.

    `by_source` is None where the outlet itself speaks; `statement` is None then as well.
    """

    name: str
    kind: str
    split: str
    text: str
    trigger: Span
    statement: Statement | None
    status: Status
    negative: bool
    by_source: float | None
    by_outlet: float


def snippets(path: Path = SNIPPETS) -> tuple[Snippet, ...]:
    """The snippets of a file, in order.

    ValueError where one has a split or a status that is none, or a value outside -3 … 3; OSError where the file cannot
    be read.
    """
    found = []
    for row in json.loads(Path(path).read_text(encoding="utf-8")):
        values = [row["by_outlet"], 0 if row["by_source"] is None else row["by_source"]]
        if row["split"] not in SPLITS or row["status"] not in STATUSES or any(abs(value) > SURE for value in values):
            raise ValueError(f"{path}: {row['name']} has a split, a status or a value that is none: see its README.md")
        links = tuple(
            Link(
                source=Span(*link["source"]) if link["source"] else None,
                cue=Span(*link["cue"]) if link["cue"] else None,
                no_source=None if link["source"] else "unstated",
            )
            for link in row["chain"]
        )
        content = tuple(Span(*span) for span in row["content"])
        statement = None
        if links:
            id_ = statement_id(row["name"], content, links)
            statement = Statement(id_, content, links, own=1, directness="mixed", confidence=1.0)
        found.append(
            Snippet(row["name"], row["kind"], row["split"], row["text"], Span(*row["trigger"]), statement,
                    cast(Status, row["status"]), row["negative"], row["by_source"], row["by_outlet"])
        )  # fmt: skip
    return tuple(found)


def read(snippet: Snippet) -> Certainty:
    """What the rule tells of a snippet, without a trained judgement."""
    sentence = sentence_at(sentences(snippet.text), snippet.trigger.start)
    return certainty(snippet.text, snippet.trigger, sentence, snippet.status, snippet.negative, None, snippet.statement)


def always(snippet: Snippet) -> Certainty:
    """The baseline: a source is always sure, the outlet never takes a side."""
    return Certainty("positive", snippet.status, SURE if snippet.statement else None, 0.0)


def by_status(snippet: Snippet) -> Certainty:
    """A better one, without words: the sign of the status and the polarity; the outlet says a fifth of it, or all."""
    value = {"actual": 3.0, "planned": 2.0, "possible": 0.5, "conditional": 0.5, "demanded": 0.0, "denied": -3.0}
    told = -value[snippet.status] if snippet.negative else value[snippet.status]
    quoted = snippet.statement is not None
    by_outlet = told if not quoted else 0.0 if snippet.status == "denied" else told / 5
    return Certainty("positive", snippet.status, told if quoted else None, by_outlet)


def pairs(
    found: Sequence[Snippet], reader: Callable[[Snippet], Certainty], side: Side
) -> tuple[list[float], list[float]]:
    """Gold and read values of one side; snippets whose gold is None are left out. A None that was read counts as 0."""
    wanted, given = [], []
    for snippet in found:
        gold = snippet.by_source if side == "source" else snippet.by_outlet
        if gold is None:
            continue
        told = reader(snippet)
        value = told.by_source if side == "source" else told.by_outlet
        wanted.append(float(gold))
        given.append(0.0 if value is None else value)
    return wanted, given


def near(wanted: Sequence[float], given: Sequence[float], within: float = 1.0) -> float:
    """The share that is no further than `within` from gold."""
    return mean(abs(a - b) <= within for a, b in zip(wanted, given, strict=True))


def same_sign(wanted: Sequence[float], given: Sequence[float]) -> float:
    """The share whose sign is gold's, values up to `NEUTRAL` from 0 having none."""
    return mean(_sign(a) == _sign(b) for a, b in zip(wanted, given, strict=True))


def _sign(value: float) -> int:
    return 0 if abs(value) <= NEUTRAL else 1 if value > 0 else -1


def veridicality(data: Path, split: str) -> dict[str, tuple[tuple[float, ...], tuple[float, ...]]]:
    """`factuality/MegaVeridicality2`: what people conclude, -3 … 3, and the rule's `by_outlet`, by polarity.

    Only sentences like "Someone learned that a particular thing happened". The status is the one that an event head is
    taught for such a verb. People and rule count on different scales (people believe "said" a good deal), so only the
    correlation is telling. OSError where the file cannot be read.

    Source: White, Rudinger, Rawlins & Van Durme 2018, "Lexicosyntactic inference in neural models".
    """
    found: dict[str, list[tuple[float, float]]] = {"plain": [], "negated": []}
    path = Path(data) / "factuality" / "MegaVeridicality2" / f"{split}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"].replace(" n't", "n't")
        match = _EMBEDDED.match(text)
        if not match:
            continue
        source, cue, content, trigger = (Span(*match.span(group)) for group in (1, 2, 3, 4))
        kind = class_of(match[2].lower().split())[0].kind
        link = Link(source=source, cue=cue)
        statement = Statement("", (content,), (link,), own=1, directness="indirect", confidence=1.0)
        told = certainty(text, trigger, Span(0, len(text)), _TAUGHT.get(kind, "actual"), False, None, statement)
        side = found["negated" if "n't" in match[2] else "plain"]
        side.append((row["targets"][0]["label"], told.by_outlet or 0.0))
    return {name: (tuple(a for a, _ in values), tuple(b for _, b in values)) for name, values in found.items()}


READERS: tuple[tuple[str, Callable[[Snippet], Certainty]], ...] = (
    ("rule", read),
    ("source 3, outlet 0", always),
    ("status alone", by_status),
)


def table(found: Sequence[Snippet]) -> str:
    """Split, side and reader a row: mean absolute error, and the shares within 1 and with gold's sign in per cent."""
    rows = [f"{'split':<7}{'by':<8}{'reader':<20}{'claims':>7}{'error':>7}{'within 1':>10}{'sign':>7}{'r':>7}"]
    for split in SPLITS:
        chosen = [snippet for snippet in found if snippet.split == split]
        for side in SIDES:
            for name, reader in READERS:
                wanted, given = pairs(chosen, reader, side)
                if len(wanted) < 2:
                    continue
                shares = (100 * near(wanted, given), 100 * same_sign(wanted, given))
                rows.append(
                    f"{split:<7}{side:<8}{name:<20}{len(wanted):>7}{mean_absolute_error(wanted, given):>7.2f}"
                    f"{shares[0]:>10.1f}{shares[1]:>7.1f}{pearson(wanted, given):>7.2f}"
                )
    return "\n".join(rows)


def misses(found: Sequence[Snippet], over: float) -> str:
    """A miss a line, further than `over` from gold on a side: name, side, gold, read, text. None that is held."""
    rows = []
    for snippet in found:
        told = read(snippet)
        for side, gold, value in (
            ("source", snippet.by_source, told.by_source),
            ("outlet", snippet.by_outlet, told.by_outlet),
        ):
            if snippet.split == "tuned" and gold is not None and value is not None and abs(gold - value) > over:
                rows.append(f"{snippet.name}\t{side}\t{gold:g}\t{value:g}\t{snippet.text}")
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.commitment", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, metavar="DIR", help="the folder of the gold sets")
    parser.add_argument("--snippets", type=Path, default=SNIPPETS, metavar="FILE", help="other snippets than ours")
    parser.add_argument("--misses", type=float, metavar="OVER", help="list what is further off, of the tuned half")
    chosen = parser.parse_args(arguments)

    found = snippets(chosen.snippets)
    if chosen.misses is not None:
        print(misses(found, chosen.misses), end="\n\n")
    print(table(found))
    if chosen.data:
        print()
        for split in ("train", "dev"):
            for name, (wanted, given) in veridicality(chosen.data, split).items():
                print(f"embedding verbs, {split}, {name:<10}{len(wanted):>5} sentences  r {pearson(wanted, given):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
