"""How often a mention of who acts, or is acted on, resolves to the right name.

    python -m benchmarks.actors [--data DIR] [--model PATH] [--split tuned|held] [--wrong] [-o FILE]

Each gold span of an event's actors and recipients is given to the reader's cast as it stands, with
those in whose words it stands; nothing is asked of the reader's own events. It is right when some
party of it is resolved, and every resolved party's name and gold's fullest name contain one another,
word by word (`chains.names_agree`), or are names of one state or body by the shipped facts ("the EU",
"European Union"; "the Algerian government", "Algeria"). A pronoun that gold has no other name for
("nobody") is right where it is not resolved. A mention given twice by two events counts once.

Our own passages come with the repository; with DIR, `world_chains`' dev split is measured too.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import gold
from benchmarks.chains import names_agree
from benchmarks.gold import Piece
from benchmarks.tally import share

if TYPE_CHECKING:
    from sayso.reader import Reader

EVENTS = Path(__file__).parent / "events"
PASSAGES = Path(__file__).parent / "passages"


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a party, and the fullest names that the text gives it (any of them is right)."""

    at: Piece
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its events' parties, in the text's order. `split` is our own passages'."""

    name: str
    text: str
    mentions: tuple[Mention, ...]
    split: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a mention, these words, was resolved to: the ids and names of its parties."""

    article: str
    mention: Mention
    words: str
    actors: tuple[tuple[str, str], ...]

    @property
    def right(self) -> bool:
        if not self.actors:
            return any(who.lower() == self.words.lower() for who in self.mention.who)
        return all(
            any(names_agree(who, (name,)) or known_id(who) == id_ for who in self.mention.who)
            for id_, name in self.actors
        )


def known_id(who: str) -> str | None:
    """The id of the state or body that the shipped facts know by this name, or by its government's."""
    from sayso.claims.actors import bodies, countries
    from sayso.claims.actors.names import plain

    words = plain(who)
    government = re.fullmatch(r"(?:government of (?:the )?)?(.+?)(?:['’]s?)?(?: government)?", words)
    state = government[1] if government else words
    found = countries.country_of(state) or countries.country_of_capital(state) or countries.country_of_adjective(state)
    body = bodies.body_of(words)
    return found.code if found else body.id if body else None


def passages(texts: Path = PASSAGES, events: Path = EVENTS) -> tuple[Article, ...]:
    """Our own passages with their gold parties."""
    made = []
    for article in gold.passages(texts):
        record = json.loads((events / f"{article.name}.json").read_text(encoding="utf-8"))
        made.append(Article(article.name, article.text, mentions(record["events"], article.text), article.split))
    return tuple(made)


def world_chains(data: Path, split: str = "dev") -> tuple[Article, ...]:
    """The articles of `world_chains` whose events are annotated."""
    made = []
    for article in gold.world_chains(data, split):
        path = Path(data) / "world_chains" / "events" / split / f"{article.name}.json"
        if path.exists():
            record = json.loads(path.read_text(encoding="utf-8"))
            made.append(Article(article.name, article.text, mentions(record["events"], article.text)))
    return tuple(made)


def mentions(events: Iterable[Mapping[str, Any]], text: str) -> tuple[Mention, ...]:
    """The parties of these events. ValueError where a span has no name, or lies outside the text."""
    found: dict[Piece, list[str]] = {}
    for event in events:
        for spans, names in _sides(event):
            for (start, end), who in zip(spans, names, strict=True):
                if not 0 <= start < end <= len(text):
                    raise ValueError(f"A party outside the text's {len(text)} characters: {start} to {end}")
                if who:
                    found.setdefault((start, end), []).append(who)
    return tuple(Mention(at, tuple(dict.fromkeys(who))) for at, who in sorted(found.items()))


def _sides(event: Mapping[str, Any]) -> Iterator[tuple[list[list[int]], list[str]]]:
    for side in ("actors", "recipients"):
        yield event[side], event[f"who_{side}"]


def resolved(reader: Reader, article: Article) -> Iterator[Told]:
    """What the reader makes of each mention."""
    from sayso import claims
    from sayso.types import Document, Party, Span, Statement

    title = article.text.split("\n", 1)[0] if article.split else None
    document = Document(article.text, title, Span(0, len(title)) if title else None)
    statements = reader.read(document).statements
    marks = reader.marks_of(document.text, document.title_span)
    cast = claims.Cast(document, marks.names, marks.backs)

    def speakers(at: Span) -> tuple[Party, ...]:
        """Those who say the innermost statement round a place."""
        around: list[Statement] = [
            row for row in statements if any(part.start <= at.start and at.end <= part.end for part in row.content)
        ]
        last = max(around, key=lambda row: len(row.chain)).chain[-1] if around else None
        return tuple(one for party in last.parties for one in cast.parties(party.span)) if last else ()

    told = []
    for mention in article.mentions:
        span = Span(*mention.at)
        told.append((mention, cast.parties(span, speakers(span))))
    named = {actor.id: actor.name for actor in cast.actors()}
    for mention, parties in told:
        actors = ((party.actor_id, named[party.actor_id]) for party in parties if party.actor_id)
        yield Told(article.name, mention, article.text[slice(*mention.at)], tuple(actors))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.actors", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, metavar="DIR", help="the folder of the gold sets")
    parser.add_argument("--model", type=Path, metavar="PATH", help="a model bundle; without it the one inside sayso")
    parser.add_argument("--split", choices=("tuned", "held"), help="only this half of our own passages")
    parser.add_argument("--wrong", action="store_true", help="list what was resolved wrongly; never for the held half")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the counts as JSON")
    chosen = parser.parse_args(arguments)
    if chosen.wrong and chosen.split != "tuned":
        parser.error("--wrong goes with --split tuned: the held half is for reporting")
    from sayso.reader import Reader

    reader = Reader(chosen.model)
    sets: dict[str, list[Article]] = {}
    for article in passages():
        if chosen.split in (None, article.split):
            sets.setdefault(f"passages, {article.split}", []).append(article)
    if chosen.data:
        sets["world_chains dev"] = list(world_chains(chosen.data))
    counts: dict[str, dict[str, float]] = {}
    for name, articles in sets.items():
        told = [one for article in articles for one in resolved(reader, article)]
        right = sum(one.right for one in told)
        counts[name] = {"mentions": len(told), "right": right, "share": 100 * share(right, len(told))}
        print(f"{name:<20}{counts[name]['share']:6.1f}%   {right} of {len(told)} mentions, {len(articles)} texts")
        if chosen.wrong and name == "passages, tuned":
            for one in told:
                if not one.right:
                    words = " ".join(one.words.split())
                    print(
                        f"  {one.article}: {words!r} → {[name for _, name in one.actors]}, not {list(one.mention.who)}"
                    )
    if chosen.output:
        chosen.output.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
