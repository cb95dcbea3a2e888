"""Texts with their names marked: "[Person Ida Quist] told {her [NORP Velmish] friends}"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.claims import Back, Cast, Name
from sayso.types import Document, Party, Span

TYPES = {
    "P": "Person", "O": "Organization", "L": "Location", "N": "NORP", "F": "Facility", "M": "Misc", "D": "Date",
}  # fmt: skip
_SIGN = re.compile(r"\[(?P<type>[POLNFMD]) |\]|\{|\}")


@dataclass
class Marked:
    """A text without its marks; `[P …]` are names, `{…}` the sources that are asked about."""

    text: str
    names: list[Name] = field(default_factory=list)
    sources: list[Span] = field(default_factory=list)

    def at(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def cast(self, backs: list[Back] | None = None, outlet: str | None = None) -> Cast:
        return Cast(Document(self.text, outlet=outlet), self.names, backs or [])

    def backs(self, *chains: tuple[tuple[str, str, int], ...]) -> list[Back]:
        """Mentions as (words, head word, which occurrence), each going back to the one before it."""
        found: list[Back] = []
        for chain in chains:
            for number, (words, head, nth) in enumerate(chain):
                span = self.at(words, nth)
                place = span.start + words.index(head)
                found.append(Back(span, place, len(found) - 1 if number else None))
        return found


def marked(signed: str) -> Marked:
    parts: list[str] = []
    names: list[Name] = []
    sources: list[Span] = []
    opened: list[tuple[str, int]] = []
    sources_opened: list[int] = []
    at = last = 0
    for sign in _SIGN.finditer(signed):
        parts.append(signed[last : sign.start()])
        at += sign.start() - last
        last = sign.end()
        if sign.group() == "]":
            kind, start = opened.pop()
            names.append(Name(Span(start, at), TYPES[kind]))
        elif sign.group() == "{":
            sources_opened.append(at)
        elif sign.group() == "}":
            sources.append(Span(sources_opened.pop(), at))
        else:
            opened.append((sign["type"], at))
    parts.append(signed[last:])
    return Marked("".join(parts), sorted(names, key=lambda n: n.span), sources)


def parties(signed: str, backs: list[Back] | None = None) -> list[Party]:
    """The parties of the one source that is marked."""
    made = marked(signed)
    (source,) = made.sources
    return list(made.cast(backs).parties(source))
