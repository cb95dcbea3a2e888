"""Whom each outlet lets speak: how often, in how many words, directly or not, named or not, out of how many.

It counts what is there and says nothing of what ought to be: a court report quotes other people than a
football page does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sayso.comparison.speaking.shares import VOICES, Said, Sayer, Shares, Voice, in_order, shares
from sayso.types import Directness, Kind, Reading


@dataclass(frozen=True, slots=True)
class SourceVoice:
    """One whom an outlet lets speak, in all its documents.

    `id` is the actor's, None for one that no name joins across documents: those count together who are called
    the same ("analysts"), and nothing says that they are the same people. `voice` is `named`, `unnamed`,
    `unstated` or `unresolved`; named is who is named once. `documents` are those that it speaks in; of its
    statements `doubtful` ones are counted with the rest.
    """

    key: str
    id: str | None
    name: str
    kind: Kind | None
    voice: Voice
    documents: int
    doubtful: int
    by_directness: Mapping[Directness, Said]

    @property
    def words(self) -> int:
        return sum(said.words for said in self.by_directness.values())

    @property
    def statements(self) -> int:
        return sum(said.statements for said in self.by_directness.values())


@dataclass(frozen=True, slots=True)
class OutletVoices:
    """An outlet's documents (None: those that name no outlet), their words by voice, and whom it lets speak.

    `by_voice` adds up to `words`, and its `outlet` is the outlet's own voice. What several say jointly counts in
    full for each of them, so the words and statements of `sources` may add up to more.
    """

    outlet: str | None
    documents: int
    words: int
    statements: int
    doubtful: int
    by_voice: Mapping[Voice, int]
    sources: tuple[SourceVoice, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "outlet": self.outlet,
            "documents": self.documents,
            "words": self.words,
            "statements": self.statements,
            "doubtful": self.doubtful,
            "by_voice": dict(self.by_voice),
            "sources": [self._source(source) for source in self.sources],
        }

    def _source(self, source: SourceVoice) -> dict[str, Any]:
        """A source with what its counts are out of, so that its row can stand alone."""
        return {
            "key": source.key,
            "id": source.id,
            "name": source.name,
            "kind": source.kind,
            "voice": source.voice,
            "documents": source.documents,
            "of_documents": self.documents,
            "statements": source.statements,
            "of_statements": self.statements,
            "words": source.words,
            "of_words": self.words,
            "doubtful": source.doubtful,
            **{directness: said.to_dict() for directness, said in source.by_directness.items()},
        }


def voices(readings: Iterable[Reading]) -> tuple[OutletVoices, ...]:
    """Each outlet's voices, by its name, documents without an outlet last; sources by their words.

    Readings are taken one by one, in any order, and only counts are kept. A document that comes twice counts twice.
    """
    found: dict[str | None, _Outlet] = {}
    for reading in readings:
        found.setdefault(reading.document.outlet, _Outlet()).add(reading.document.id, shares(reading))
    order = sorted(found, key=lambda outlet: (outlet is None, outlet or ""))
    return tuple(found[outlet].counted(outlet) for outlet in order)


@dataclass(slots=True)
class _Source:
    """A source while it is counted. `sayer` is the one with the longest of its names, whatever the documents' order."""

    id: str | None
    sayer: Sayer
    voice: Voice
    documents: int = 0
    doubtful: int = 0
    by_directness: dict[Directness, Said] = field(default_factory=dict)


def _fullness(sayer: Sayer) -> tuple[int, str, str]:
    return len(sayer.name), sayer.name, sayer.kind or ""


@dataclass(slots=True)
class _Outlet:
    documents: int = 0
    words: int = 0
    statements: int = 0
    doubtful: int = 0
    by_voice: dict[Voice, int] = field(default_factory=lambda: dict.fromkeys(VOICES, 0))
    sources: dict[str, _Source] = field(default_factory=dict)

    def add(self, document_id: str, counted: Shares) -> None:
        self.documents += 1
        self.words += counted.words
        self.statements += counted.statements
        self.doubtful += counted.doubtful
        for voice, words in counted.by_voice.items():
            self.by_voice[voice] += words
        here: set[str] = set()
        for speaker in counted.speakers:
            key = speaker.sayer.key_across(document_id)
            source = self._source(key, speaker.sayer, document_id)
            source.documents += key not in here
            source.doubtful += speaker.doubtful
            for directness, said in speaker.by_directness.items():
                source.by_directness[directness] = source.by_directness.get(directness, Said()) + said
            here.add(key)

    def _source(self, key: str, sayer: Sayer, document_id: str) -> _Source:
        source = self.sources.setdefault(key, _Source(sayer.id_across(document_id), sayer, sayer.voice))
        source.sayer = max(source.sayer, sayer, key=_fullness)
        if sayer.voice == "named":
            source.voice = "named"
        return source

    def counted(self, outlet: str | None) -> OutletVoices:
        sources = [
            SourceVoice(
                key, one.id, one.sayer.name, one.sayer.kind, one.voice, one.documents, one.doubtful,
                in_order(one.by_directness),
            )
            for key, one in self.sources.items()
        ]  # fmt: skip
        order = sorted(sources, key=lambda source: (-source.words, -source.statements, source.name, source.key))
        return OutletVoices(
            outlet, self.documents, self.words, self.statements, self.doubtful, dict(self.by_voice), tuple(order)
        )
