"""What the scorers ask of a reader besides a reading: the one place where its interface is known.

Spans cross here as `sayso.types.Span`s to the reader and as pairs to the scorers. A reader that
lacks a method is no error of the scorers: `Lacks` says so, and the set is skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from benchmarks.gold import Piece, Pieces

if TYPE_CHECKING:
    from sayso.types import Reading, Span

Floats = npt.NDArray[np.float64]
Parse = list[tuple[int, str]]
"""For each word of a sentence the number of its head, -1 for the root, and the relation."""
Roles = list[tuple[Piece, list[tuple[str, Piece]]]]
"""Predicates, each with its arguments: label and span."""


class Lacks(Exception):
    """The reader does not do what a set is scored by; the message says what is lacking."""


def parses(reader: Any, text: str, sentences: Sequence[Pieces]) -> list[Parse]:
    """The syntax of each sentence, given as the places of its words."""
    found = _method(reader, "parses")(text, [_spans(words) for words in sentences])
    return [
        [(int(head), str(relation)) for head, relation in rows]
        for rows in _as_many(found, len(sentences), "parses", "sentences")
    ]


def roles(reader: Any, text: str, predicates: Pieces | None) -> Roles:
    """The arguments of the predicates given, or of those that the reader finds where None is given."""
    found = _method(reader, "roles")(text, None if predicates is None else _spans(predicates))
    return [(_pair(span), [(str(label), _pair(at)) for label, at in arguments]) for span, arguments in found]


def certainties(reader: Any, text: str, predicates: Pieces) -> list[float]:
    """How far the author is committed to each predicate, -3 … +3."""
    found = _method(reader, "certainties")(text, _spans(predicates))
    return [float(value) for value in _as_many(found, len(predicates), "certainties", "predicates")]


def vectors(reader: Any, text: str, spans: Pieces) -> Floats:
    """[spans, width]: what the reader's encoder holds of each span."""
    found = np.asarray(_method(reader, "vectors")(text, _spans(spans)), dtype=np.float64)
    if found.ndim != 2 or len(found) != len(spans):
        raise ValueError(f"vectors() gave an array of shape {found.shape} for {len(spans)} spans")
    return found


def wants_claims(readings: Sequence[Reading]) -> None:
    """Raises Lacks where not one of the readings holds a claim: the reader does not read any."""
    if not any(reading.claims for reading in readings):
        raise Lacks("the reader gives no claims")


def _method(reader: Any, name: str) -> Any:
    method = getattr(reader, name, None)
    if method is None:
        raise Lacks(f"the reader has no `{name}`")
    return method


def _as_many(found: Any, count: int, name: str, of: str) -> list[Any]:
    rows = list(found)
    if len(rows) != count:
        raise ValueError(f"{name}() gave {len(rows)} rows for {count} {of}")
    return rows


def _spans(pieces: Pieces) -> list[Span]:
    from sayso.types import Span

    return [Span(start, end) for start, end in pieces]


def _pair(span: Span) -> Piece:
    return span.start, span.end
