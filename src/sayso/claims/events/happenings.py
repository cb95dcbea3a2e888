"""Marks of events → Claims: who does what to whom, in whose words, how surely, on what evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.claims.certainty.commitment import certainty
from sayso.claims.certainty.confidence import calibrated
from sayso.claims.chains.sentences import sentence_at
from sayso.claims.chains.touching import Touching
from sayso.claims.events.ontology import Ontology
from sayso.claims.events.quantities import quantities
from sayso.claims.events.statuses import status_of
from sayso.types import (
    OUTLET_VOICE,
    Argument,
    Claim,
    Document,
    Evidence,
    EvidenceKind,
    Loaded,
    Party,
    Place,
    Span,
    Statement,
    Status,
    When,
    claim_id,
)

ROLES: Mapping[str, str] = {
    "ARG0": "agent", "ARG1": "theme", "ARG2": "attribute", "ARG3": "start", "ARG4": "end",
    "ARGM-TMP": "time", "ARGM-LOC": "place", "ARGM-MNR": "manner", "ARGM-PRP": "purpose", "ARGM-CAU": "cause",
    "ARGM-ADV": "circumstance", "ARGM-EXT": "extent", "ARGM-DIR": "direction", "ARGM-GOL": "goal",
    "ARGM-COM": "companion", "ARGM-PRD": "predication", "ARGM-MOD": "modal", "ARGM-NEG": "negation",
}  # fmt: skip
"""PropBank's labels by the names that arguments bear; what is not named here is no argument of a claim."""


LONGEST_AGENT = 60
"""Characters of an agent that stands in for an actor where the head of events names none."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in characters, as the heads tell it (see `heads.events.Event`).

    `types` is empty for what is no political event. `arguments` are PropBank's, labels and spans;
    `certainty` is -3 … 3, how surely it happened in the words of its sentence; None where not told.
    """

    trigger: Span
    types: Mapping[str, float]
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    score: float
    party_scores: tuple[float, float]
    statuses: Mapping[str, float]
    negative: float
    arguments: tuple[tuple[str, Span], ...] = ()
    certainty: float | None = None

    def told(self, *labels: str) -> list[Span]:
        """The spans of its arguments with one of these labels."""
        return [span for label, span in self.arguments if label in labels]


@dataclass(frozen=True, slots=True)
class Worded:
    """Loaded words; or, with kinds, words that offer evidence."""

    span: Span
    kinds: tuple[EvidenceKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of the document for each claim.

    `parties` tells who stands in a span, told in the words of these speakers. `when` and `where` tell
    of an event within its statement's content (of an event in the outlet's voice: ()), `when` by its status too.
    """

    parties: Callable[[Span, tuple[Party, ...]], tuple[Party, ...]]
    when: Callable[[Happening, Sequence[Span], Status], When | None]
    where: Callable[[Happening, Sequence[Span]], Place | None]


class Voices:
    """Whose words stand where: the innermost statement round each character. Doubtful statements hold nothing."""

    def __init__(self, text: str, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._holder = np.full(len(text) + 1, -1, dtype=np.int64)
        sizes = [sum(span.end - span.start for span in statement.content) for statement in statements]
        for number in sorted(range(len(statements)), key=lambda i: (len(statements[i].chain), -sizes[i])):
            if not statements[number].doubtful:
                for span in statements[number].content:
                    self._holder[span.start : span.end] = number

    def at(self, place: int) -> Statement | None:
        """The innermost statement that holds a character; None is the outlet's voice."""
        number = int(self._holder[place])
        return self._statements[number] if number >= 0 else None


def claims_of(
    document: Document,
    happenings: Sequence[Happening],
    statements: Sequence[Statement],
    sentences: Sequence[Span],
    facts: Facts,
    ontology: Ontology,
    evidence: Sequence[Worded],
    loaded: Sequence[Worded],
    confidence: Callable[[Happening], float],
    threshold: float,
) -> tuple[Claim, ...]:
    """The claims of one document in the order of their triggers.

    Evidence and loaded words go with the claim of their sentence that stands nearest and is told in
    the same voice; where their sentence has none, with the nearest before it, else after it.
    """
    text = document.text
    voices = Voices(text, statements)
    cues = Touching((link.cue, (link.cue,)) for s in statements for link in s.own_links if link.cue)
    # To say something is no claim of its own, unless it is a political event too ("accused").
    ordered = sorted((h for h in happenings if h.types or not cues.at(h.trigger)), key=lambda h: h.trigger)
    held = [voices.at(one.trigger.start) for one in ordered]
    places = _Nearest([one.trigger for one in ordered], [s.id if s else None for s in held], sentences)
    grounds: dict[int, list[Evidence]] = {}
    words: dict[int, list[Loaded]] = {}
    for one in evidence:
        voice = voices.at(one.span.start)
        by = tuple(p.actor_id for p in voice.chain[-1].parties if p.actor_id) if voice else ()
        number = places.to(one.span, voice.id if voice else None)
        if number is not None:
            grounds.setdefault(number, []).append(Evidence(one.kinds, by, (one.span,)))
    for one in loaded:
        voice = voices.at(one.span.start)
        number = places.to(one.span, voice.id if voice else None)
        if number is not None:
            words.setdefault(number, []).append(Loaded(one.span, voice.id if voice else OUTLET_VOICE))
    found: dict[str, Claim] = {}
    for number, (happening, statement) in enumerate(zip(ordered, held, strict=True)):
        speakers = statement.chain[-1].parties if statement else ()
        sentence = sentence_at(sentences, happening.trigger.start)
        doers = happening.actors or tuple(s for s in happening.told("ARG0") if s.end - s.start <= LONGEST_AGENT)
        actors, recipients = (
            tuple(party for span in side for party in facts.parties(span, speakers))
            for side in (doers, happening.recipients)
        )
        if not happening.types:
            # Anything may be the agent of what is no political event: parties are those that are somebody.
            actors = tuple(party for party in actors if party.kind != "other")
        status, negative = status_of(
            text, happening.trigger, sentence, happening.statuses, happening.negative, happening.arguments
        )
        sure = certainty(text, happening.trigger, sentence, status, negative, happening.certainty, statement)
        type_ = max(happening.types, key=lambda t: happening.types[t], default=None)
        coding = None
        if type_ is not None:
            near = text[sentence.start : sentence.end]
            trigger = text[happening.trigger.start : happening.trigger.end]
            coding = ontology.code(type_, trigger, near, status=status, polarity=sure.polarity)
        score = confidence(happening)
        within = statement.content if statement else ()
        row = claim_id(document.id, (happening.trigger,), statement.id if statement else None)
        found.setdefault(
            row,
            Claim(
                id=row,
                statement=statement.id if statement else None,
                trigger=(happening.trigger,),
                event=coding.event if coding else None,
                certainty=sure,
                confidence=round(score, 6),
                mode=coding.mode if coding else None,
                context=coding.context if coding else (),
                cameo=coding.cameo if coding else None,
                quad_code=coding.quad_code if coding else None,
                actor=actors,
                recipient=recipients,
                arguments=tuple(Argument(ROLES[k], span) for k, span in happening.arguments if k in ROLES),
                quantities=quantities(text, happening.trigger, doers, happening.recipients,
                                      [span for _, span in happening.arguments]),
                date=facts.when(happening, within, status),
                place=facts.where(happening, within),
                evidence=tuple(grounds.get(number, ())),
                loaded=tuple(words.get(number, ())),
                doubtful=score < threshold,
            ),
        )  # fmt: skip
    return tuple(found.values())


class _Nearest:
    """Which claim a stretch of wording goes with."""

    def __init__(self, triggers: Sequence[Span], voices: Sequence[str | None], sentences: Sequence[Span]) -> None:
        self._voices, self._sentences = voices, sentences
        self._starts = [trigger.start for trigger in triggers]

    def to(self, span: Span, voice: str | None) -> int | None:
        """The number of the claim; None where there are no claims at all."""
        if not self._starts:
            return None
        sentence = sentence_at(self._sentences, span.start)
        low = bisect_right(self._starts, sentence.start - 1)
        high = bisect_right(self._starts, sentence.end)
        if low == high:
            return max(low - 1, 0)
        near = lambda i: (self._voices[i] != voice, abs(self._starts[i] - span.start))  # noqa: E731
        return min(range(low, high), key=near)


def claim_logistic(weights: Mapping[str, float], happening: Happening) -> float:
    """The calibrated probability that there is such an event, of its type; see `training.calibrate`.

    Does not: tell how likely its parties are right, which may be wrong where the event is not.
    """
    return calibrated(weights, claim_scores(happening))


def claim_scores(happening: Happening) -> dict[str, float]:
    """The probabilities that a claim's confidence is told from, by name."""
    return {
        "event": happening.score,
        "type": max(happening.types.values(), default=1.0),
        "actors": happening.party_scores[0],
        "recipients": happening.party_scores[1],
        "status": max(happening.statuses.values()),
    }
