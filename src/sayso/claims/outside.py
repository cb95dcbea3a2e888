"""What the heads say of a text, without what they say of stretches that nothing is to be read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.claims.actors.cast import Back
from sayso.claims.actors.names import Name
from sayso.claims.chains.chaining import Told
from sayso.claims.chains.touching import Touching
from sayso.claims.events.happenings import Happening, Worded
from sayso.types import Span


class Outside:
    """Rows, cut to what stands outside of `stretches`."""

    def __init__(self, text: str, stretches: Sequence[Span]) -> None:
        self._text = text
        self._stretches = Touching((stretch, (stretch,)) for stretch in stretches)

    def told(self, rows: Sequence[Told]) -> list[Told]:
        """Attributions whose cue, and some content, stand outside; without a cue, whose source does."""
        found = []
        for row in rows:
            source = self._outside(row.source)
            content = tuple(part for span in row.content for part in self._parts(span))
            if content and self._is_outside(row.cue) and (row.cue or source or not row.source):
                found.append(replace(row, source=source, content=content))
        return found

    def names(self, rows: Sequence[Name]) -> list[Name]:
        return [row for row in rows if self._is_outside(row.span)]

    def backs(self, rows: Sequence[Back]) -> list[Back]:
        """All the mentions, since they go by their numbers; none goes back to one inside, nor one inside to any."""

        def before(number: int | None) -> int | None:
            while number is not None and not self._is_outside(rows[number].span):
                number = rows[number].antecedent
            return number

        return [replace(row, antecedent=before(row.antecedent) if self._is_outside(row.span) else None) for row in rows]

    def happenings(self, rows: Sequence[Happening]) -> list[Happening]:
        """What happens by a word outside, with those parties and arguments that stand outside too."""
        return [
            replace(
                row,
                actors=self._all(row.actors),
                recipients=self._all(row.recipients),
                arguments=tuple(
                    (label, part) for label, span in row.arguments if (part := self._outside(span)) is not None
                ),
            )
            for row in rows
            if self._is_outside(row.trigger)
        ]

    def worded(self, rows: Sequence[Worded]) -> list[Worded]:
        return [row for row in rows if self._is_outside(row.span)]

    def _is_outside(self, span: Span | None) -> bool:
        return span is None or not self._stretches.at(span)

    def _all(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(part for span in spans if (part := self._outside(span)) is not None)

    def _outside(self, span: Span | None) -> Span | None:
        """The longest part of a span that stands outside."""
        return max(self._parts(span), key=lambda part: part.end - part.start, default=None) if span else None

    def _parts(self, span: Span) -> Iterator[Span]:
        start = span.start
        for stretch in self._stretches.at(span):
            yield from self._trimmed(start, stretch.start)
            start = stretch.end
        yield from self._trimmed(start, span.end)

    def _trimmed(self, start: int, end: int) -> Iterator[Span]:
        words = self._text[start:end] if start < end else ""
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            yield Span(first, first + len(words.strip()))
