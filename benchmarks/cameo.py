"""How often the CAMEO code is right: `python -m benchmarks.cameo`, on the events of our own passages.

PLOVER type, trigger, status and polarity are gold's; the sentence is what stands round a trigger. So the figures are of
the table that `sayso.claims.events.ontology` reads, and of nothing else. Words of the table were chosen with the
tuned half in view. The held half never was, nor can its misses be listed: its figure is the honest one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tally import share
from benchmarks.words import Sentences, punkt
from sayso.claims.events.ontology import Ontology

HERE = Path(__file__).parent
SPLITS = ("tuned", "held")
GOAL = 60.0
"""What is to be reached on the held half, in per cent of exact codes."""


@dataclass(frozen=True, slots=True)
class Event:
    """A gold event with its words, the sentence that its trigger begins in, and its passage's name and split."""

    name: str
    split: str
    type: str
    trigger: str
    near: str
    status: str
    polarity: str
    cameo: str


def events(folder: Path = HERE, sentences: Sentences = punkt) -> tuple[Event, ...]:
    """The events of `folder/events`, by name, with the texts of `folder/passages`.

    OSError where a file cannot be read, KeyError where an event has another form.
    """
    found = []
    for path in sorted((folder / "events").glob("*.json")):
        passage = json.loads((folder / "passages" / path.name).read_text(encoding="utf-8"))
        text = passage["text"]
        # A line is a paragraph: no sentence goes on beyond it.
        starts = [at for at in range(len(text)) if at == 0 or text[at - 1] == "\n"]
        lines = [(at, text[at:].split("\n", 1)[0]) for at in starts]
        ranges = [(at + start, at + end) for at, line in lines for start, end in sentences(line)]
        for row in json.loads(path.read_text(encoding="utf-8"))["events"]:
            start, end = row["trigger"]
            near = next((text[a:b] for a, b in ranges if a <= start < b), text[start:end])
            found.append(
                Event(
                    path.stem, passage["split"], row["types"][0], text[start:end], near,
                    row["status"], row["polarity"], whole(row["cameo"]),
                )
            )  # fmt: skip
    return tuple(found)


def whole(code: str) -> str:
    """A root of two digits as the code that stands for it: 08 is 080."""
    return code + "0" if len(code) == 2 else code


def coded(ontology: Ontology, event: Event) -> str:
    """The code that the ontology gives to an event; empty where it gives none."""
    coding = ontology.code(event.type, event.trigger, event.near, status=event.status, polarity=event.polarity)
    return coding.cameo or ""


def by_type(ontology: Ontology, event: Event) -> str:
    """The code that the type alone gives, all words left out: what the words must better."""
    return ontology.code(event.type, "", "", status=event.status, polarity=event.polarity).cameo or ""


def table(ontology: Ontology, found: Sequence[Event]) -> str:
    """Exact codes and right roots (their first two digits) in per cent: by half, and in the tuned half by type."""
    rows = [f"{'':<28}{'exact':>7}{'root':>7}"]
    for split in SPLITS:
        half = [event for event in found if event.split == split]
        rows += [_row(split, [coded(ontology, event) for event in half], half)]
        rows += [_row(f"{split}, by type alone", [by_type(ontology, event) for event in half], half)]
    rows += [f"{'to be reached, held':<28}{GOAL:7.1f}", ""]
    tuned = [event for event in found if event.split == "tuned"]
    for kind in sorted({event.type for event in tuned}):
        some = [event for event in tuned if event.type == kind]
        rows += [_row(f"tuned, {kind}", [coded(ontology, event) for event in some], some)]
    return "\n".join(rows)


def _row(name: str, given: Sequence[str], found: Sequence[Event]) -> str:
    codes = [(code, event.cameo) for code, event in zip(given, found, strict=True)]
    exact = share(sum(code == gold for code, gold in codes), len(codes))
    root = share(sum(code[:2] == gold[:2] for code, gold in codes), len(codes))
    return f"{name:<28}{100 * exact:7.1f}{100 * root:7.1f}  of {len(codes)}"


def misses(ontology: Ontology, found: Iterable[Event]) -> str:
    """A miss of the tuned half a line: type, gold's code, the table's, trigger, sentence."""
    return "\n".join(
        f"{event.type}\t{event.cameo}\t{coded(ontology, event)}\t{event.trigger}\t{event.near}"
        for event in found
        if event.split == "tuned" and coded(ontology, event) != event.cameo
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cameo", description=__doc__.split("\n")[0])
    parser.add_argument("--ontology", type=Path, metavar="FILE", help="a table that extends or replaces sayso's own")
    parser.add_argument("--misses", action="store_true", help="list what is not right in the tuned half")
    chosen = parser.parse_args(arguments)

    ontology, found = Ontology.load(chosen.ontology), events()
    if chosen.misses:
        print(misses(ontology, found), end="\n\n")
    print(table(ontology, found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
