"""Readings with claims, made by hand from words of a text."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.types import (
    Actor,
    Certainty,
    Claim,
    Document,
    Evidence,
    EvidenceKind,
    Link,
    Loaded,
    Party,
    Polarity,
    Reading,
    Span,
    Statement,
    Status,
)


def span(text: str, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


class Made:
    """A reading of `text` that grows row by row."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.statements: list[Statement] = []
        self.claims: list[Claim] = []
        self.actors: dict[str, Actor] = {}

    def at(self, words: str, nth: int = 0) -> Span:
        return span(self.text, words, nth)

    def party(self, words: str, name: str | None = None, nth: int = 0) -> Party:
        """A party at these words; `name` is the actor it resolves to."""
        at = self.at(words, nth)
        if name:
            self.actors[name] = Actor(name, name, "state", (at,))
        return Party(at, "state", bool(name), name)

    def says(self, key: str, content: str, *links: tuple[str | None, str], doubtful: bool = False) -> None:
        """A statement with this content and a link for each source and cue."""
        chain = tuple(Link(self.at(source) if source else None, self.at(cue)) for source, cue in links)
        self.statements.append(
            Statement(key, (self.at(content),), chain, len(chain), "indirect", 0.9, doubtful=doubtful)
        )

    def does(
        self,
        trigger: str,
        event: str | None,
        actor: Sequence[Party] = (),
        recipient: Sequence[Party] = (),
        status: Status = "actual",
        polarity: Polarity = "positive",
        statement: str | None = None,
        cameo: str | None = None,
        doubtful: bool = False,
        evidence: Sequence[tuple[str, EvidenceKind]] = (),
        loaded: Sequence[tuple[str, str]] = (),
        by_source: float | None = None,
    ) -> None:
        """A claim; `evidence` has words and kind, `loaded` words and voice."""
        self.claims.append(
            Claim(
                id=f"c{len(self.claims)}",
                statement=statement,
                trigger=(self.at(trigger),),
                event=event,
                certainty=Certainty(polarity, status, by_source, None),
                confidence=0.9,
                cameo=cameo,
                actor=tuple(actor),
                recipient=tuple(recipient),
                evidence=tuple(Evidence((kind,), (), (self.at(words),)) for words, kind in evidence),
                loaded=tuple(Loaded(self.at(words), voice) for words, voice in loaded),
                doubtful=doubtful,
            )
        )

    def reading(self) -> Reading:
        return Reading(
            "made",
            Document(text=self.text),
            tuple(self.statements),
            tuple(self.actors.values()),
            tuple(self.claims),
        )
