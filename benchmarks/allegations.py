"""How well one long opinion piece is read: who does what to whom, and on whose word.

    python -m benchmarks.allegations TEXT [--model PATH] [--losses]

TEXT is the article. Its statements and events stand in `allegations/` as offsets alone, marked once, by a
language model, under `world_chains`' rules. The article is found by the hash of its text, line ends and all.
A party's name is the words at its place. Events are scored with the whole chain (`claims.OWN_PARTS`),
statements by `chains`. `--losses` writes each event that is not right with what was read, and each extra claim.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import chains, claims, gold
from benchmarks.report import Figure, Report, table
from benchmarks.score import load
from benchmarks.score_claims import ReadsMany, readings

FOLDER = Path(__file__).parent / "allegations"


def article(text: str, folder: Path = FOLDER) -> gold.EventArticle:
    """The gold of this text. ValueError where no file has its hash, or a span lies outside it."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["sha256"] != digest:
            continue
        for at in _spans(record):
            if not 0 <= at[0] < at[1] <= len(text):
                raise ValueError(f"{path.name}: the span {at} lies outside the {len(text)} code points; mark it anew")
        statements = [{**row, "chain": [_named(text, one) for one in row["chain"]]} for row in record["statements"]]
        events = [
            {**row, **{f"who_{side}": [text[slice(*at)] for at in row[side]] for side in ("actors", "recipients")}}
            for row in record["events"]
        ]
        told = gold.ChainArticle(record["name"], text, gold.chain_statements(statements))
        return gold.EventArticle(told, gold.gold_events(events))
    raise ValueError(f"no gold in {folder} has the hash {digest}; give the article as it was marked, unchanged")


def _spans(record: Mapping[str, Any]) -> Iterator[Sequence[int]]:
    for row in record["statements"]:
        yield from row["content"]
        yield from (link[role] for link in row["chain"] for role in ("source", "cue") if link[role])
    for row in record["events"]:
        yield from (row["trigger"], *row["actors"], *row["recipients"])


def _named(text: str, link: Mapping[str, Any]) -> dict[str, Any]:
    return {**link, "who": text[slice(*link["source"])] if link["source"] else None}


def score(marked: gold.EventArticle, reader: ReadsMany) -> Report:
    """Events with all parts, and statements with their chains; no figure is asked to reach anything."""
    name = marked.told.name
    (read,) = readings(reader, [marked.told.text])
    rows = claims.from_reading(read)
    events = claims.score([marked], {name: rows}, claims.OWN_PARTS)
    statements = chains.score([marked.told], {name: chains.from_reading(read)})
    figures = (
        Figure("events found", 100 * events.of("found", "asked")),
        *(Figure(f"{part} right", 100 * events.of(part, "asked")) for part in claims.OWN_PARTS),
        Figure("events, all parts right", 100 * events.right),
        Figure("claims extra, of all claims", 100 * events.extra),
        Figure("right innermost source", 100 * statements.innermost),
        Figure("whole chain", 100 * statements.whole),
        Figure("rows unmatched", 100 * statements.extra),
    )
    losses = claims.losses(marked, rows, claims.OWN_PARTS)
    return Report(name, 1, figures, {**events.to_dict(), "statements": statements.to_dict(), "losses": losses})


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.allegations", description=__doc__.split("\n")[0])
    parser.add_argument("text", type=Path, metavar="TEXT", help="the article, in UTF-8")
    parser.add_argument("--model", type=Path, metavar="PATH", help="a model bundle; without it the one inside sayso")
    parser.add_argument("--losses", action="store_true", help="write each event that is not right, one a line as JSON")
    chosen = parser.parse_args(arguments)

    with chosen.text.open(encoding="utf-8", newline="") as file:
        text = file.read()
    try:
        marked = article(text)
    except ValueError as error:
        parser.exit(1, f"{chosen.text}: {error}\n")
    report = score(marked, load(chosen.model))
    print(table([report]))
    if chosen.losses:
        for loss in report.details["losses"]:
            print(json.dumps(loss, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
