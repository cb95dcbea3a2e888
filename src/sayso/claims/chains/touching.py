"""Which rows touch a stretch of text, found without looking at every row: a text may be a book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from sayso.types import Span

_WIDTH = 512
"""Characters of a block; a row is listed in each block that it touches."""

K = TypeVar("K")


class Touching(Generic[K]):
    """Keys with their spans, to be asked for by place."""

    def __init__(self, rows: Iterable[tuple[K, Sequence[Span]]]) -> None:
        self._blocks: dict[int, dict[int, tuple[K, Sequence[Span]]]] = {}
        self._count = 0
        for row in rows:
            self.add(*row)

    def add(self, key: K, spans: Sequence[Span]) -> None:
        """One more row, the last in the order of answers."""
        number, self._count = self._count, self._count + 1
        for span in spans:
            for block in range(span.start // _WIDTH, span.end // _WIDTH + 1):
                self._blocks.setdefault(block, {})[number] = (key, spans)

    def at(self, asked: Span) -> list[K]:
        """The keys with a span that shares a character with this one, in the order they were given."""
        found: dict[int, K] = {}
        for block in range(asked.start // _WIDTH, asked.end // _WIDTH + 1):
            for number, (key, spans) in self._blocks.get(block, {}).items():
                if any(span.start < asked.end and asked.start < span.end for span in spans):
                    found[number] = key
        return [found[number] for number in sorted(found)]
