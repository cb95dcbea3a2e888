"""Reader: one method runs the path from a document to its reading."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from sayso import claims, heads
from sayso.encoder.bundle import Bundle, open_bundle
from sayso.encoder.run import Encoder, Window
from sayso.encoder.wordpiece import Pieces
from sayso.heads import attribution, mentions
from sayso.types import DEFAULT_THRESHOLD, Document, Failure, Mark, Party, Reading, Span, When

LONGEST_MENTION = 60
"""Pieces: longer descriptions of somebody are mistakes."""
_Begun: TypeAlias = "tuple[Pieces, Iterator[Window]]"
LABELS = {"anchors": heads.ANCHORS, "roles": heads.ROLES, "names": heads.NAMES}


class Reader:
    """Reads documents with one model. Making one takes a moment; it can be used from several threads.

    `model` is a bundle's folder (the shipped one by default), `threads` how many windows of text are
    read side by side (one a processor by default), `threshold` the confidence under which rows are doubtful.

    Raises:
        ModelError: the bundle is missing, damaged or of another layout.
    """

    def __init__(
        self, model: Path | None = None, threads: int | None = None, threshold: float = DEFAULT_THRESHOLD
    ) -> None:
        self.bundle: Bundle = open_bundle(model, labels=LABELS)
        self.encoder = Encoder(self.bundle, threads)
        self.threshold = threshold

    @property
    def model(self) -> str:
        """The model's version, as it stands in every reading."""
        return self.bundle.version

    def read(self, document: Document) -> Reading:
        """All that the model finds in one document."""
        return self._reading(document, self._begun(document.text))

    def read_many(self, documents: Iterable[Document | Failure]) -> Iterator[Reading | Failure]:
        """A reading for each document, in order; failures are passed on.

        A few documents are begun before the first one's reading is given, so that no processor waits.
        """
        begun: deque[Failure | tuple[Document, _Begun]] = deque()
        for document in documents:
            begun.append(document if isinstance(document, Failure) else (document, self._begun(document.text)))
            if len(begun) > self.encoder.threads or isinstance(begun[0], Failure):
                yield self._finished(begun.popleft())
        while begun:
            yield self._finished(begun.popleft())

    def _finished(self, begun: Failure | tuple[Document, _Begun]) -> Reading | Failure:
        return begun if isinstance(begun, Failure) else self._reading(*begun)

    def _begun(self, text: str) -> _Begun:
        pieces = self.bundle.wordpiece.pieces(text)
        return pieces, self.encoder.windows(text, pieces)

    def _reading(self, document: Document, begun: _Begun) -> Reading:
        told, names, backs = self._marks_of(document.text, document.title_span, begun)
        cast = claims.Cast(document, names, backs)

        dates = sorted(name.span for name in names if name.type == "Date")

        def facts(
            row: claims.Told, speakers: tuple[Party, ...]
        ) -> tuple[tuple[Party, ...], tuple[Party, ...], When | None]:
            to = claims.addressed(document.text, row.cue, row.content)
            return (
                cast.parties(row.source, speakers) if row.source else (),
                # Who is addressed is told by this row's own speaker or by the one around it: by neither for sure.
                cast.parties(to) if to else (),
                claims.said_when(document, row.source, row.cue, row.content, dates),
            )

        weights = self.bundle.facts["calibration"]
        found = claims.statements(
            document, told, facts, lambda row: claims.logistic(weights, row), self.threshold
        )
        return Reading(self.model, document, found, cast.actors())

    def marks(self, document: Document) -> list[Mark]:
        """The names in a document, head `names`, labels without `B-` and `I-`, with the least sure piece's score."""
        pieces = self.bundle.wordpiece.pieces(document.text)
        found: list[Mark] = []
        for window in self.encoder.windows(document.text, pieces):
            found += _names(window, pieces)
        return found

    def clusters(self, document: Document) -> tuple[tuple[Span, ...], ...]:
        """Mentions that stand for the same one, of two mentions or more, whoever it is; each in the text's order.

        Does not: say who it is. A reading's actors are only those that are parties.
        """
        _, _, backs = self.marks_of(document.text, document.title_span)
        return claims.clusters(document.text, backs)

    def marks_of(
        self, text: str, title: Span | None = None
    ) -> tuple[list[claims.Told], list[claims.Name], list[claims.Back]]:
        """What the heads say of a text, in characters: attributions, names, mentions."""
        return self._marks_of(text, title, self._begun(text))

    def _marks_of(
        self, text: str, title: Span | None, begun: _Begun
    ) -> tuple[list[claims.Told], list[claims.Name], list[claims.Back]]:
        pieces, windows = begun
        weights = self.bundle.weights
        found: list[attribution.Attribution] = []
        names: list[claims.Name] = []
        heads_found: list[mentions.Mention] = []
        for window in windows:
            found += attribution.attributions(
                window.scores["anchors"], window.vectors, weights, window.start, window.owned
            )
            heads_found += mentions.mentions(
                window.scores["mention"], window.vectors, weights, window.start, window.owned
            )
            names += [claims.Name(mark.span, mark.label) for mark in _names(window, pieces)]
        place: dict[int | None, int] = {mention.head: i for i, mention in enumerate(heads_found)}
        backs = [
            claims.Back(_extent(text, pieces, m), int(pieces.starts[m.head]), place.get(m.antecedent))
            for m in heads_found
        ]
        told = claims.bounded(text, [_told(row, pieces) for row in found])
        told = claims.turns(text, claims.going_on(text, told))
        told = claims.citing(text, claims.headline(text, title, told))
        return told, names, backs


def _span(pieces: Pieces, start: int, end: int) -> Span:
    return Span(int(pieces.starts[start]), int(pieces.ends[end - 1]))


def _names(window: Window, pieces: Pieces) -> list[Mark]:
    """The names that begin in the pieces a window owns."""
    return [
        Mark("names", kind, _span(pieces, start + window.start, end + window.start), score)
        for kind, start, end, score in mentions.name_stretches(window.scores["names"])
        if window.owned[0] <= start + window.start < window.owned[1]
    ]


def _extent(text: str, pieces: Pieces, mention: mentions.Mention) -> Span:
    """The mention's words; its head word alone where they would leave their paragraph or run on and on."""
    span = _span(pieces, mention.start, mention.end)
    if mention.end - mention.start > LONGEST_MENTION or "\n" in text[span.start : span.end]:
        return _span(pieces, *attribution.words_of([(mention.head, mention.head + 1)], pieces.words)[0])
    return span


def _told(row: attribution.Attribution, pieces: Pieces) -> claims.Told:
    spans = [
        tuple(_span(pieces, *stretch) for stretch in attribution.words_of(stretches, pieces.words))
        for stretches in (row.source, row.cue, row.content)
    ]
    source, cue, content = spans
    return claims.Told(
        place=row.anchor,
        source=source[0] if source else None,
        cue=cue[0] if cue else None,
        content=content,
        anchor_score=row.anchor_score,
        source_score=row.role_scores[0],
        content_score=row.role_scores[2],
        parents=row.parents,
    )
