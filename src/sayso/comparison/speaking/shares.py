"""Whose voice fills how many words of a text, and who it is.

A word is a run of letters and digits. It counts for who says the innermost statement that
holds it, or for the outlet where no statement does: the outlet's words that name a source
("the minister said") are the outlet's own. Statements that a person rejected do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.types import Actor, Claim, Directness, Kind, Link, Reading, Statement

Voice = Literal["outlet", "named", "unnamed", "unstated", "unresolved"]
VOICES: tuple[Voice, ...] = ("outlet", "named", "unnamed", "unstated", "unresolved")
NOBODY: Mapping[Voice, str] = {"unstated": "No source stated", "unresolved": "Source not found"}
"""What stands for a name where nobody is known."""
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)


def link_voice(link: Link) -> Voice:
    """What kind of voice a link is. It is named when at least one of its parties is."""
    if link.source is None and not link.parties:
        return "unstated" if link.no_source == "unstated" else "unresolved"
    return "named" if any(party.named for party in link.parties) else "unnamed"


def statement_voice(statement: Statement) -> Voice:
    """The voice of who says it: the last link's."""
    return link_voice(statement.chain[-1]) if statement.chain else "unresolved"


def is_rejected(row: Statement | Claim) -> bool:
    return row.review is not None and row.review.verdict == "rejected"


@dataclass(frozen=True, slots=True)
class Sayer:
    """One who says a statement. `key` is the actor's id, or what stands in for it; `name` is as the text has it."""

    key: str
    name: str
    voice: Voice
    actor_id: str | None = None
    kind: Kind | None = None

    def key_across(self, document_id: str) -> str:
        """What tells the sayer from others in all documents: one whom only its document can tell goes by its words.

        "The analysts" of one document and "analysts" of another have one key; nothing says that they are the same.
        """
        across = self.id_across(document_id)
        if across is not None:
            return across
        return self.key if self.voice in NOBODY else _unknown(_ARTICLE.sub("", self.name, count=1))

    def id_across(self, document_id: str) -> str | None:
        """The actor's id, None where none joins the sayer to other documents."""
        return None if self.actor_id is None or only_in(self.actor_id, document_id) else self.actor_id


def only_in(actor_id: str, document_id: str) -> bool:
    """Whether an actor is one that only this document can tell ("the analysts"): its id carries the document's."""
    return actor_id.startswith(f"{document_id}:")


def said_by(statement: Statement, text: str, actors: Mapping[str, Actor]) -> tuple[Sayer, ...]:
    """Who says a statement, each once; one of no name where nobody is known."""
    voice = statement_voice(statement)
    if voice in NOBODY:
        return (Sayer(voice, NOBODY[voice], voice),)
    link = statement.chain[-1]
    if not link.parties and link.source:
        name = _plain(text[link.source.start : link.source.end])
        return (Sayer(_unknown(name), name, voice),)
    said: dict[str, Sayer] = {}
    for party in link.parties:
        actor = actors.get(party.actor_id or "")
        words = _plain(text[party.span.start : party.span.end])
        key = party.actor_id or _unknown(words)
        name = _plain(actor.name) if actor else words
        said[key] = Sayer(
            key, name, "named" if party.named else "unnamed", party.actor_id, actor.kind if actor else party.kind
        )
    return tuple(said.values())


def _plain(words: str) -> str:
    return " ".join(words.split())


def _unknown(words: str) -> str:
    """The key of one whom no actor stands for; no actor's id looks like it."""
    return f"words: {words.casefold()}"


@dataclass(frozen=True, slots=True)
class Said:
    statements: int = 0
    words: int = 0

    def __add__(self, other: Said) -> Said:
        return Said(self.statements + other.statements, self.words + other.words)

    def to_dict(self) -> dict[str, int]:
        return {"statements": self.statements, "words": self.words}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody with words in the text, in all and by how directly they are told; `doubtful` counts statements."""

    sayer: Sayer
    by_directness: Mapping[Directness, Said]
    doubtful: int

    @property
    def words(self) -> int:
        return sum(said.words for said in self.by_directness.values())

    @property
    def statements(self) -> int:
        return sum(said.statements for said in self.by_directness.values())


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words that one voice has to itself: `[first, last)` counts words, not characters."""

    first: int
    last: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class Shares:
    """`words` in all, `by_voice` (they add up to `words`), in order (`runs`), and per speaker.

    `statements` are those that count, of them `doubtful` ones. What is said jointly counts in full for each
    of the speakers, so theirs may add up to more.
    """

    words: int
    statements: int
    doubtful: int
    by_voice: Mapping[Voice, int]
    runs: tuple[Run, ...]
    speakers: tuple[Speaker, ...]

    def percent(self, voice: Voice) -> int:
        """The share in whole percent; "0" is kept for none at all, and "100" for all."""
        count = self.by_voice[voice]
        if count == 0 or count == self.words:
            return 100 if count else 0
        return min(99, max(1, round(100 * count / self.words)))


def shares(reading: Reading) -> Shares:
    kept = [statement for statement in reading.statements if not is_rejected(statement)]
    owners = _owners(reading.document.text, kept)
    by_voice: dict[Voice, int] = dict.fromkeys(VOICES, 0)
    runs: list[Run] = []
    counted: Counter[int] = Counter()
    for place, owner in enumerate(owners):
        voice: Voice = statement_voice(owner) if owner else "outlet"
        by_voice[voice] += 1
        if owner:
            counted[id(owner)] += 1
        if runs and runs[-1].voice == voice:
            runs[-1] = Run(runs[-1].first, place + 1, voice)
        else:
            runs.append(Run(place, place + 1, voice))
    doubtful = sum(statement.doubtful for statement in kept)
    return Shares(len(owners), len(kept), doubtful, by_voice, tuple(runs), _speakers(kept, counted, reading))


def _owners(text: str, kept: Sequence[Statement]) -> list[Statement | None]:
    """For each word the innermost statement that holds it, None where the outlet speaks.

    Deeper statements overwrite what holds them; of two at one depth, the shorter one does.
    """
    starts = [match.start() for match in WORD.finditer(text)]
    owners: list[Statement | None] = [None] * len(starts)
    depths = _depths(kept)
    for statement in sorted(kept, key=lambda one: (depths[one.id], -_length(one), _first(one))):
        for span in statement.content:
            first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
            owners[first:last] = [statement] * (last - first)
    return owners


def _depths(statements: Sequence[Statement]) -> dict[str, int]:
    """How many of the statements hold each one. Parents in a ring, in a file that claims to be a reading, end it."""
    parents = {statement.id: statement.parent for statement in statements}
    depths: dict[str, int] = {}
    for statement in statements:
        above: dict[str, None] = {}
        at: str | None = statement.id
        while at in parents and at not in depths and at not in above:
            above[at] = None
            at = parents[at]
        depth = depths[at] + 1 if at in depths else 0
        for number, one in enumerate(reversed(above)):
            depths[one] = depth + number
    return depths


def _speakers(kept: Sequence[Statement], counted: Mapping[int, int], reading: Reading) -> tuple[Speaker, ...]:
    text, actors = reading.document.text, {actor.id: actor for actor in reading.actors}
    sayers: dict[str, Sayer] = {}
    said: dict[str, dict[Directness, Said]] = {}
    doubtful: Counter[str] = Counter()
    for statement in kept:
        one = Said(1, counted[id(statement)])
        for sayer in said_by(statement, text, actors):
            before = sayers.setdefault(sayer.key, sayer)
            if sayer.voice == "named" and before.voice != "named":
                sayers[sayer.key] = sayer
            directly = said.setdefault(sayer.key, {})
            directly[statement.directness] = directly.get(statement.directness, Said()) + one
            doubtful[sayer.key] += statement.doubtful
    found = [Speaker(sayer, in_order(said[key]), doubtful[key]) for key, sayer in sayers.items()]
    return tuple(sorted(found, key=lambda speaker: (-speaker.words, -speaker.statements, speaker.sayer.name)))


def in_order(said: Mapping[Directness, Said]) -> dict[Directness, Said]:
    """Every directness, in order, and what was said so."""
    return {one: said.get(one, Said()) for one in get_args(Directness)}


def _length(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.content)


def _first(statement: Statement) -> int:
    return statement.content[0].start if statement.content else 0
