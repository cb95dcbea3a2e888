"""The same claim in two wordings, side by side: which words differ, and whose words are loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from sayso.comparison.records import Telling
from sayso.comparison.speaking.shares import WORD, said_by
from sayso.types import OUTLET_VOICE, Claim, Loaded, Reading, Span, voice_of


@dataclass(frozen=True, slots=True)
class LoadedBy:
    """In whose voice a word judges while it tells: `voice` is `outlet` or a statement's id, `names` who says that."""

    voice: str
    names: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"voice": self.voice, "names": list(self.names)}


@dataclass(frozen=True, slots=True)
class Worded:
    """One word of a wording; `loaded` is None for one that does not judge."""

    span: Span
    loaded: LoadedBy | None = None

    def to_dict(self, text: str) -> dict[str, Any]:
        return {**self.span.to_dict(text), "loaded": self.loaded.to_dict() if self.loaded else None}


@dataclass(frozen=True, slots=True)
class Facing:
    """Words that stand side by side: the `same` ones, or differing ones; one side may have none."""

    here: tuple[Worded, ...]
    there: tuple[Worded, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """Two tellings of one claim, each as (document id, claim id), their words in order and side by side."""

    here: tuple[str, str]
    there: tuple[str, str]
    rows: tuple[Facing, ...]

    def to_dict(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """`texts` are the documents' texts by id."""
        (document, claim), (other, other_claim) = self.here, self.there
        return {
            "here": {"document_id": document, "claim_id": claim},
            "there": {"document_id": other, "claim_id": other_claim},
            "rows": [
                {
                    "same": row.same,
                    "here": [word.to_dict(texts[document]) for word in row.here],
                    "there": [word.to_dict(texts[other]) for word in row.there],
                }
                for row in self.rows
            ],
        }


def wordings(tellings: Sequence[Telling], readings: Mapping[str, Reading]) -> tuple[Wording, ...]:
    """The first telling beside each of the others. `readings` are by their documents' ids."""
    if not tellings:
        return ()
    first, *others = tellings
    return tuple(
        Wording(
            (first.document_id, first.claim_id),
            (other.document_id, other.claim_id),
            side_by_side(readings[first.document_id], first.at, readings[other.document_id], other.at),
        )
        for other in others
    )


def side_by_side(here: Reading, at: Sequence[Span], there: Reading, there_at: Sequence[Span]) -> tuple[Facing, ...]:
    """Two stretches of words, each word once and in its order.

    Words are the same whatever their case and the shape of their apostrophes. The longest run that both have stands
    side by side, then the longest before and after it, and so on (Ratcliff and Metzener, "Pattern matching: the
    gestalt approach", 1988; `difflib`).
    """
    left, right = worded(here, at), worded(there, there_at)
    forms = [_form(word, here) for word in left], [_form(word, there) for word in right]
    return tuple(
        Facing(tuple(left[a:b]), tuple(right[c:d]), kind == "equal")
        for kind, a, b, c, d in SequenceMatcher(None, *forms, autojunk=False).get_opcodes()
    )


def _form(word: Worded, reading: Reading) -> str:
    return reading.document.text[word.span.start : word.span.end].casefold().replace("’", "'")


def worded(reading: Reading, at: Sequence[Span]) -> list[Worded]:
    """The words of a reading's stretches, in order."""
    text = reading.document.text
    loaded = list(_loaded(reading))
    return [
        Worded(span, next((by for word, by in loaded if word.start < span.end and span.start < word.end), None))
        for stretch in at
        for found in WORD.finditer(text, stretch.start, stretch.end)
        for span in [Span(*found.span())]
    ]


def _loaded(reading: Reading) -> Iterator[tuple[Span, LoadedBy]]:
    """The reading's loaded words and whose they are; words of a statement that a review rejected are its parent's."""
    statements = {statement.id: statement for statement in reading.statements}
    actors = {actor.id: actor for actor in reading.actors}

    def by(claim: Claim, word: Loaded) -> LoadedBy:
        statement = voice_of(replace(claim, statement=word.voice), statements)
        if statement is None:
            return LoadedBy(OUTLET_VOICE)
        sayers = said_by(statement, reading.document.text, actors)
        return LoadedBy(statement.id, tuple(sayer.name for sayer in sayers))

    for claim in reading.claims:
        for word in claim.loaded:
            yield word.span, by(claim, word)
