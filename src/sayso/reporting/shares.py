"""Whose voice fills how many words of a text.

A word is a run of letters and digits. It counts for who says the innermost statement that
holds it, or for the outlet where no statement does: the outlet's words that name a source
("the minister said") are the outlet's own. Statements that a person rejected do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.reporting.outline import outline
from sayso.reporting.safety import one_line
from sayso.reporting.speakers import VOICES, Voice, actor_name, actors_by_id, is_rejected, statement_voice
from sayso.types import Actor, Reading, Statement

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody with words in the text. `key` is the actor's id, or what stands in for it."""

    key: str
    name: str
    voice: Voice
    words: int
    statements: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words that one voice has to itself: `[first, last)` counts words, not characters."""

    first: int
    last: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class Shares:
    """`words` in all, `by_voice` (they add up to `words`), in order (`runs`), and per speaker.

    Words said jointly count in full for each of the speakers, so theirs may add up to more.
    """

    words: int
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
    starts = [match.start() for match in _WORD.finditer(reading.document.text)]
    owners: list[Statement | None] = [None] * len(starts)
    kept = [statement for statement in reading.statements if not is_rejected(statement)]
    # Deeper statements overwrite what holds them; of two at one depth, the shorter one does.
    for row in sorted(outline(kept), key=lambda row: (row.depth, -_length(row.statement))):
        for span in row.statement.content:
            first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
            owners[first:last] = [row.statement] * (last - first)

    by_voice: dict[Voice, int] = dict.fromkeys(VOICES, 0)
    runs: list[Run] = []
    counted: dict[int, int] = {}
    for place, owner in enumerate(owners):
        voice: Voice = statement_voice(owner) if owner else "outlet"
        by_voice[voice] += 1
        if owner:
            counted[id(owner)] = counted.get(id(owner), 0) + 1
        if runs and runs[-1].voice == voice:
            runs[-1] = Run(runs[-1].first, place + 1, voice)
        else:
            runs.append(Run(place, place + 1, voice))
    return Shares(len(starts), by_voice, tuple(runs), _speakers(kept, counted, reading))


def _speakers(kept: list[Statement], counted: Mapping[int, int], reading: Reading) -> tuple[Speaker, ...]:
    text, actors = reading.document.text, actors_by_id(reading)
    found: dict[str, Speaker] = {}
    for statement in kept:
        for key, name, voice in said_by(statement, text, actors):
            before = found.get(key) or Speaker(key, name, voice, 0, 0)
            found[key] = Speaker(
                key,
                before.name,
                "named" if "named" in (before.voice, voice) else before.voice,
                before.words + counted.get(id(statement), 0),
                before.statements + 1,
            )
    return tuple(sorted(found.values(), key=lambda speaker: (-speaker.words, -speaker.statements, speaker.name)))


def said_by(statement: Statement, text: str, actors: Mapping[str, Actor]) -> list[tuple[str, str, Voice]]:
    """Who says a statement: each one's key, as in `Speaker`, name and voice; one row where nobody is known."""
    voice = statement_voice(statement)
    if voice in ("unstated", "unresolved"):
        return [(voice, {"unstated": "No source stated", "unresolved": "Source not found"}[voice], voice)]
    link = statement.chain[-1]
    if not link.parties and link.source:
        name = one_line(text[link.source.start : link.source.end])
        return [(_unknown(name), name, voice)]
    said: dict[str, tuple[str, str, Voice]] = {}
    for party in link.parties:
        words = one_line(text[party.span.start : party.span.end])
        known = party.actor_id is not None and party.actor_id in actors
        name = actor_name(party.actor_id, actors) if known and party.actor_id else words
        key = party.actor_id or _unknown(words)
        said[key] = (key, name, "named" if party.named else "unnamed")
    return list(said.values())


def _unknown(words: str) -> str:
    """The key of one whom no actor stands for; no actor's id looks like it."""
    return f"words: {words.casefold()}"


def _length(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.content)
