"""Reader: one method runs the path from a document to its reading."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from sayso import claims, heads
from sayso.document.furniture import furniture
from sayso.encoder.bundle import Bundle, open_bundle
from sayso.encoder.run import Encoder, Window
from sayso.encoder.wordpiece import Pieces
from sayso.heads import attribution, events, mentions, occurrences, propositions, stretches, syntax, wording
from sayso.types import (
    DEFAULT_THRESHOLD,
    Claim,
    Document,
    EvidenceKind,
    Failure,
    Mark,
    Party,
    Place,
    Reading,
    Span,
    Statement,
    Status,
    When,
)

LONGEST_MENTION = 60
"""Pieces: longer descriptions of somebody are mistakes."""
TOLD = ("party_piece", "party_anchor", "role_piece", "extent_head")
"""The vectors that say most of what a word is to its sentence; see `Reader.vectors`."""
LIGHT = frozenset(
    ("be", "is", "are", "was", "were", "been", "being", "am", "m", "s", "re", "have", "has", "had", "having", "ve", "d",
     "do", "does", "did", "doing", "isn", "aren", "wasn", "weren", "hasn", "haven", "hadn", "don", "doesn", "didn")
)  # fmt: skip
"""Words, as they stand before and behind an apostrophe too, that claim nothing by themselves."""
_PARAGRAPH = re.compile(r"\S+(?:(?!\s*\n\s*\n)\s+\S+)*")
_Begun: TypeAlias = "tuple[Pieces, Iterator[Window]]"
LABELS = {
    "anchors": heads.ANCHORS,
    "roles": heads.ROLES,
    "names": heads.NAMES,
    "events": heads.EVENTS,
    "event_roles": heads.EVENT_ROLES,
    "statuses": heads.STATUSES,
    "arguments": heads.ARGUMENTS,
    "relations": heads.RELATIONS,
    "evidence": heads.EVIDENCE,
}


@dataclass(frozen=True)
class Marks:
    """What the heads say of a text, in characters."""

    told: list[claims.Told]
    names: list[claims.Name]
    backs: list[claims.Back]
    happenings: list[claims.Happening]
    evidence: list[claims.Worded]
    loaded: list[claims.Worded]
    sentences: list[Span]


class Reader:
    """Reads documents with one model. Making one takes a moment; it can be used from several threads.

    `model` is a bundle's folder (the shipped one by default), `threads` how many windows of text are
    read side by side (one a processor by default), `threshold` the confidence under which rows are doubtful,
    `ontology` a TOML file that extends or replaces the table by which events are coded.

    Raises:
        ModelError: the bundle is missing, damaged or of another layout.
        UsageError: the ontology is no good.
    """

    def __init__(
        self,
        model: Path | None = None,
        threads: int | None = None,
        threshold: float = DEFAULT_THRESHOLD,
        ontology: Path | None = None,
    ) -> None:
        self.bundle: Bundle = open_bundle(model, labels=LABELS)
        self.encoder = Encoder(self.bundle, threads)
        self.threshold = threshold
        self.ontology = claims.Ontology.load(ontology)

    @property
    def model(self) -> str:
        """The model's version, as it stands in every reading; with an ontology of one's own, that one's hash too."""
        own = self.ontology.own
        return f"{self.bundle.version}+{own}" if own else self.bundle.version

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
        marks = _without_furniture(document, self._marks_of(document.text, document.title_span, begun))
        cast_ = claims.Cast(document, marks.names, marks.backs)
        dates = sorted(name.span for name in marks.names if name.type == "Date")

        def facts(
            row: claims.Told, speakers: tuple[Party, ...]
        ) -> tuple[tuple[Party, ...], tuple[Party, ...], When | None]:
            to = claims.addressed(document.text, row.cue, row.content)
            return (
                cast_.parties(row.source, speakers) if row.source else (),
                # Who is addressed is told by this row's own speaker or by the one around it: by neither for sure.
                cast_.parties(to) if to else (),
                claims.said_when(document, row.source, row.cue, row.content, dates),
            )

        weights = self.bundle.facts["calibration"]
        statements = claims.statements(
            document, marks.told, facts, lambda row: claims.logistic(weights, row), self.threshold
        )
        found = self._claims(document, marks, statements, cast_, dates)
        return Reading(self.model, document, statements, cast_.actors(), found)

    def _claims(
        self,
        document: Document,
        marks: Marks,
        statements: Sequence[Statement],
        cast_: claims.Cast,
        dates: Sequence[Span],
    ) -> tuple[Claim, ...]:
        at = {kind: [name.span for name in marks.names if name.type == kind] for kind in ("Location", "Facility")}
        places = claims.Places(document, at["Location"], at["Facility"])

        def where(one: claims.Happening, within: Sequence[Span]) -> Place | None:
            parties = (*one.actors, *one.recipients)
            return places.located(one.trigger, one.told("ARGM-LOC", "ARGM-DIR"), parties, within)

        def when(one: claims.Happening, within: Sequence[Span], status: Status) -> When | None:
            side: Literal["future"] | None = "future" if status in ("planned", "demanded") else None
            return claims.happened_when(document, dates, one.trigger, one.told("ARGM-TMP"), within, side)

        weights = self.bundle.facts["claim_calibration"]
        return claims.claims_of(
            document, marks.happenings, statements, marks.sentences, claims.Facts(cast_.parties, when, where),
            self.ontology, marks.evidence, marks.loaded,
            lambda happening: claims.claim_logistic(weights, happening), self.threshold,
        )  # fmt: skip

    def marks(self, document: Document) -> list[Mark]:
        """The names in a document, head `names`, labels without `B-` and `I-`, with the least sure piece's score."""
        pieces = self.bundle.wordpiece.pieces(document.text)
        found: list[Mark] = []
        for window in self.encoder.windows(document.text, pieces):
            found += _names(document.text, window, pieces)
        return found

    def clusters(self, document: Document) -> tuple[tuple[Span, ...], ...]:
        """Mentions that stand for the same one, of two mentions or more, whoever it is; each in the text's order.

        Does not: say who it is. A reading's actors are only those that are parties.
        """
        return claims.clusters(document.text, self.marks_of(document.text, document.title_span).backs)

    def parses(self, text: str, sentences: Sequence[Sequence[Span]]) -> list[list[tuple[int, str]]]:
        """For each sentence, given as its words' spans, each word's head (its number, -1 for the root) and relation.

        Words of a sentence longer than a window hang on the word before them where the window ends.
        """
        pieces = self.bundle.wordpiece.pieces(text)
        if not len(pieces):
            return [[(n - 1, "dep" if n else "root") for n in range(len(words))] for words in sentences]
        firsts = [_pieces_of(pieces, words)[:, 0] for words in sentences]
        found: list[list[tuple[int, str]]] = [[] for _ in sentences]
        for window in self.encoder.windows(text, pieces):
            for number, first in enumerate(firsts):
                if found[number] or not len(first) or not window.start <= first[0] < window.start + len(window):
                    continue
                inside = int(np.searchsorted(first, window.start + len(window)))
                whole = inside == len(first)
                if whole or window.owned[0] <= first[0] < window.owned[1]:
                    parsed = syntax.parse(window.vectors, self.bundle.weights, first[:inside] - window.start)
                    found[number] = parsed + [(word - 1, "dep") for word in range(inside, len(first))]
        return found

    def roles(self, text: str, predicates: Sequence[Span] | None = None) -> list[tuple[Span, list[tuple[str, Span]]]]:
        """PropBank's arguments, labels and spans, of the predicates given, or of all that the reader finds."""
        return [
            (_word(pieces, said.place), [(label, _span(pieces, *stretch)) for label, stretch in said.arguments])
            for pieces, said in self._propositions(text, predicates)
        ]

    def certainties(self, text: str, predicates: Sequence[Span]) -> list[float]:
        """How surely each predicate is told to have happened, -3 … 3, whoever says so."""
        found = {said.place: said.certainty for _, said in self._propositions(text, predicates)}
        pieces = self.bundle.wordpiece.pieces(text)
        return [found.get(int(first), 0.0) for first in _pieces_of(pieces, predicates)[:, 0]]

    def vectors(self, text: str, spans: Sequence[Span]) -> stretches.Floats:
        """[spans, width]: the mean over each span's pieces of what the network tells of them, to learn further from."""
        pieces = self.bundle.wordpiece.pieces(text)
        rows: list[stretches.Floats] = []
        for window in self.encoder.windows(text, pieces):
            low, high = (place - window.start for place in window.owned)
            own = [window.scores[name] for name in window.scores] + [window.vectors[name] for name in TOLD]
            rows.append(np.concatenate([column[low:high] for column in own], 1))
        every = np.concatenate(rows) if rows else np.zeros((1, 1), np.float32)
        return np.stack([every[a : max(b, a + 1)].mean(0) for a, b in _pieces_of(pieces, spans)])

    def _propositions(
        self, text: str, predicates: Sequence[Span] | None
    ) -> Iterator[tuple[Pieces, propositions.Proposition]]:
        pieces = self.bundle.wordpiece.pieces(text)
        places = None if predicates is None else _pieces_of(pieces, predicates)[:, 0].tolist()
        number = _sentence_of(pieces, claims.sentences(text))
        for window in self.encoder.windows(text, pieces):
            own = number[window.start : window.start + len(window)]
            for said in propositions.propositions(
                window.scores, window.vectors, self.bundle.weights, window.start, window.owned, own,
                places or (), alone=places is not None,
            ):  # fmt: skip
                yield pieces, said

    def marks_of(self, text: str, title: Span | None = None) -> Marks:
        """What the heads say of a text, in characters."""
        return self._marks_of(text, title, self._begun(text))

    def _marks_of(self, text: str, title: Span | None, begun: _Begun) -> Marks:
        pieces, windows = begun
        weights = self.bundle.weights
        sentences = claims.sentences(text)
        number = _sentence_of(pieces, sentences)
        found: list[attribution.Attribution] = []
        names: list[claims.Name] = []
        heads_found: list[mentions.Mention] = []
        happenings: list[claims.Happening] = []
        evidence: list[claims.Worded] = []
        loaded: list[claims.Worded] = []
        for window in windows:
            scores, vectors, at = window.scores, window.vectors, (window.start, window.owned)
            found += attribution.attributions(scores["anchors"], vectors, weights, *at)
            heads_found += mentions.mentions(scores["mention"][:, 0], vectors, weights, *at)
            names += [claims.Name(mark.span, mark.label) for mark in _names(text, window, pieces)]
            own = number[window.start : window.start + len(window)]
            seen = events.events(scores, vectors, weights, *at)
            words = pieces.words[window.start : window.start + len(window)]
            occurring = occurrences.occurrences(scores, vectors, self.bundle.facts.get("occurrence", {}), words, *at)
            known = [*(event.place for event in seen), *(one.place for one in occurring)]
            said = propositions.propositions(scores, vectors, weights, *at, own, known)
            happenings += _happenings(text, pieces, seen, said, occurring)
            evidence += [_worded(pieces, one) for one in wording.evidence(scores, *at)]
            loaded += [_worded(pieces, one) for one in wording.loaded(scores, *at)]
        place: dict[int | None, int] = {mention.head: i for i, mention in enumerate(heads_found)}
        backs = [
            claims.Back(_extent(text, pieces, m), int(pieces.starts[m.head]), place.get(m.antecedent))
            for m in heads_found
        ]
        told = claims.bounded(text, [_told(row, pieces) for row in found])
        told = claims.turns(text, claims.going_on(text, told))
        told = claims.citing(text, claims.headline(text, title, told))
        return Marks(told, names, backs, happenings, evidence, loaded, sentences)


def _without_furniture(document: Document, marks: Marks) -> Marks:
    """The marks outside of bylines, captions and the like. Places and dates stay: a dateline tells where and when."""
    stretches = furniture(document)
    if not stretches:
        return marks
    outside = claims.Outside(document.text, stretches)
    kept = set(outside.names(marks.names))
    return replace(
        marks,
        told=outside.told(marks.told),
        names=[name for name in marks.names if name in kept or name.type in ("Location", "Facility", "Date")],
        backs=outside.backs(marks.backs),
        happenings=outside.happenings(marks.happenings),
        evidence=outside.worded(marks.evidence),
        loaded=outside.worded(marks.loaded),
    )


def _pieces_of(pieces: Pieces, spans: Sequence[Span]) -> npt.NDArray[np.int64]:
    """[spans, 2]: the first piece of each span, and the one after its last."""
    first = np.searchsorted(pieces.ends, [span.start for span in spans], side="right")
    last = np.searchsorted(pieces.starts, [span.end for span in spans], side="left")
    return np.stack([np.minimum(first, len(pieces) - 1), last], 1)


def _sentence_of(pieces: Pieces, sentences: Sequence[Span]) -> npt.NDArray[np.int64]:
    """[n]: the number of the sentence that each piece stands in."""
    return np.searchsorted([sentence.start for sentence in sentences], pieces.starts, side="right")


def _span(pieces: Pieces, start: int, end: int) -> Span:
    return Span(int(pieces.starts[start]), int(pieces.ends[end - 1]))


def _words(pieces: Pieces, found: Sequence[stretches.Stretch]) -> tuple[Span, ...]:
    """Stretches of pieces as spans of whole words."""
    return tuple(_span(pieces, *stretch) for stretch in stretches.words_of(found, pieces.words))


def _word(pieces: Pieces, place: int) -> Span:
    """The word that a piece is of."""
    return _words(pieces, [(place, place + 1)])[0]


def _names(text: str, window: Window, pieces: Pieces) -> list[Mark]:
    """The names that begin in the pieces a window owns. None leaves its paragraph: a byline and what
    follows are two."""
    return [
        Mark("names", kind, Span(*part.span()), score)
        for kind, start, end, score in mentions.name_stretches(window.scores["names"])
        if window.owned[0] <= start + window.start < window.owned[1]
        for span in (_span(pieces, start + window.start, end + window.start),)
        for part in _PARAGRAPH.finditer(text, span.start, span.end)
    ]


def _extent(text: str, pieces: Pieces, mention: mentions.Mention) -> Span:
    """The mention's words; its head word alone where they would leave their paragraph or run on and on."""
    span = _span(pieces, mention.start, mention.end)
    if mention.end - mention.start > LONGEST_MENTION or "\n" in text[span.start : span.end]:
        return _word(pieces, mention.head)
    return span


def _told(row: attribution.Attribution, pieces: Pieces) -> claims.Told:
    source, cue, content = (_words(pieces, role) for role in (row.source, row.cue, row.content))
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


def _happenings(
    text: str,
    pieces: Pieces,
    seen: Sequence[events.Event],
    said: Sequence[propositions.Proposition],
    occurring: Sequence[occurrences.Occurrence],
) -> list[claims.Happening]:
    """Events with what is predicated at their triggers; then what else happens, or is said of somebody or something."""

    def arguments_of(one: propositions.Proposition) -> tuple[tuple[str, Span], ...]:
        return tuple((label, _words(pieces, [stretch])[0]) for label, stretch in one.arguments)

    by_place = {one.place: one for one in said}
    covered: set[int] = set()
    found = []
    for event in seen:
        own = by_place.pop(event.place, None)
        trigger = _words(pieces, [event.trigger])[0]
        covered.update(range(*event.trigger))
        found.append(
            claims.Happening(
                trigger=trigger,
                types=event.types,
                actors=tuple(_beside(text, span, trigger) for span in _words(pieces, event.actors)),
                recipients=tuple(_beside(text, span, trigger) for span in _words(pieces, event.recipients)),
                score=event.score,
                party_scores=event.party_scores,
                statuses=event.statuses,
                negative=event.negative,
                arguments=arguments_of(own) if own else (),
                certainty=own.certainty if own else None,
            )
        )
    told = [(one.place, one.stretch, one.score) for one in occurring]
    told += [(one.place, (one.place, one.place + 1), one.score) for one in said if _is_told(one)]
    for place, stretch, score in told:
        trigger = _words(pieces, [stretch])[0]
        word = text[trigger.start : trigger.end].lower()
        if covered.intersection(range(*stretch)) or word in LIGHT or not any(map(str.isalpha, word)):
            continue
        covered.update(range(*stretch))
        own = by_place.get(place)
        arguments = arguments_of(own) if own else ()
        labels = {label for label, _ in arguments}
        found.append(
            claims.Happening(
                trigger, {}, tuple(span for label, span in arguments if label == "ARG0"), (), score, (1.0, 1.0),
                {"possible" if "ARGM-MOD" in labels else "actual": 1.0}, float("ARGM-NEG" in labels),
                arguments, own.certainty if own else None,
            )
        )  # fmt: skip
    return found


def _beside(text: str, party: Span, trigger: Span) -> Span:
    """A party's words, of those that leave their paragraph the part that stands nearest to the trigger."""
    parts = [Span(*part.span()) for part in _PARAGRAPH.finditer(text, party.start, party.end)]
    return min(parts, key=lambda one: min(abs(one.start - trigger.end), abs(trigger.start - one.end)), default=party)


def _is_told(one: propositions.Proposition) -> bool:
    """Whether a predicate tells something of somebody or something."""
    return one.score >= propositions.LEAST_PREDICATE and any(label in ("ARG0", "ARG1") for label, _ in one.arguments)


def _worded(pieces: Pieces, one: wording.Worded) -> claims.Worded:
    return claims.Worded(_words(pieces, [one.stretch])[0], cast("tuple[EvidenceKind, ...]", one.kinds))
