"""brat standoff: for each document its text (.txt) and its annotations (.ann), and one configuration for all.

Stenetorp, Pyysalo, Topić, Ohta, Ananiadou and Tsujii, "brat: a Web-based Tool for NLP-Assisted Text Annotation" (EACL
2012), and https://brat.nlplab.org/standoff.html. Offsets count Unicode code points, as brat's server does. A line of
an .ann holds the annotated words, so that these cannot cross the end of a line: words that do, like those that the
text interrupts, are one discontinuous annotation, its parts joined by spaces. In the .txt each carriage return is a
space, since brat may take CR LF for one character; everything else keeps its place.

    T  words: a kind of actor (`Person`, …), `Content`, `Time`, `Place`, `Quantity`, `Evidence`, `Words`, triggers
    E  a link of a statement (`Statement`, triggered by its cue): Source, To, Content, Via the link before it, In the
       statement around it; or a claim, triggered by its words, its type being its event's (`Claim` for none): Actor,
       Recipient, Time, Place, Quantity, Evidence, its arguments by role, Said in a statement
    A  Directness of a statement; Status of a claim that is not actual, Negated, Doubtful
    *  Equiv: mentions of one actor;  N  its Wikidata id;  #  the row's id, and a claim's mode and CAMEO code

Links without a cue have the content as their trigger. Loses carriage returns, what is known of documents and actors
besides, what days and places mean, what kind of evidence it is, loaded words, and how far anybody commits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sayso.exporting.standing import standing
from sayso.reporting.safety import encodable, one_line
from sayso.types import DIRECTNESS, KINDS, STATUSES, Actor, Claim, Reading, Span, Statement

Roles = Iterable[tuple[str, str]]
"""Pairs of a role and the id of what takes it."""

_BREAK = re.compile(r"[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
"""What ends a line, or a field, for one reader or another."""
_NO_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_WORDS = ("Content", "Time", "Place", "Quantity", "Evidence", "Words")


def write(readings: Iterable[Reading], folder: Path) -> None:
    """`folder` is there, and empty. A second reading of a document is `ID-2`."""
    events: dict[str, set[str]] = defaultdict(set)
    taken: dict[str, int] = defaultdict(int)
    for reading in readings:
        document_id = reading.document.id
        taken[document_id] += 1
        name = document_id if taken[document_id] == 1 else f"{document_id}-{taken[document_id]}"
        notes = _Annotations(standing(reading))
        _put(folder / f"{name}.txt", plain(reading.document.text))
        _put(folder / f"{name}.ann", "".join(line + "\n" for line in notes.lines))
        for event, roles in notes.roles.items():
            events[event] |= roles
    _put(folder / "annotation.conf", "".join(line + "\n" for line in _configuration(events)))


def plain(text: str) -> str:
    """The text of a .txt, character for character: spaces for carriage returns, U+FFFD for lone surrogates."""
    return encodable(text.replace("\r", " "))


def parts(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans in order, without overlaps, cut where a line ends, and without white space around them."""
    found: list[Span] = []
    end = 0
    for span in sorted(spans):
        start = max(span.start, end)
        end = max(end, span.end)
        for piece in _pieces(text, start, span.end):
            words = text[piece.start : piece.end]
            left, right = len(words) - len(words.lstrip()), len(words.rstrip())
            if left < right:
                found.append(Span(piece.start + left, piece.start + right))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _BREAK.finditer(text, start, max(start, end)):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, max(start, end))


def _put(path: Path, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)


class _Annotations:
    """The lines of one .ann, as they are added, and the `roles` that each type of event has had."""

    def __init__(self, reading: Reading) -> None:
        self.lines: list[str] = []
        self.roles: dict[str, set[str]] = defaultdict(set)
        self._text = plain(reading.document.text)
        self._numbers: dict[str, int] = defaultdict(int)
        self._words: dict[tuple[str, tuple[Span, ...]], str] = {}
        self._said: dict[str, str] = {}
        self._actors = {actor.id: actor for actor in reading.actors}
        self._mentions: dict[str, dict[str, None]] = defaultdict(dict)
        for actor in reading.actors:
            for span in actor.mentions:
                self._party(actor.kind, [span], actor.id)
        for statement in sorted(reading.statements, key=lambda one: len(one.chain)):
            self._statement(statement)
        for claim in reading.claims:
            self._claim(claim)
        for actor_id, mentions in self._mentions.items():
            self._actor(self._actors.get(actor_id), list(mentions))

    def _add(self, mark: str, *fields: str) -> str:
        self._numbers[mark] += 1
        name = f"{mark}{self._numbers[mark]}"
        self.lines.append("\t".join([name, *fields]))
        return name

    def _bound(self, kind: str, spans: Sequence[Span]) -> str | None:
        """The words as an annotation of that type: the one that is there, or a new one; None for white space."""
        at = tuple(parts(spans, self._text))
        if not at:
            return None
        if (kind, at) not in self._words:
            places = ";".join(f"{span.start} {span.end}" for span in at)
            words = " ".join(self._text[span.start : span.end] for span in at)
            self._words[kind, at] = self._add("T", f"{kind} {places}", words)
        return self._words[kind, at]

    def _party(self, kind: str, spans: Sequence[Span], actor_id: str | None) -> str | None:
        name = self._bound(kind.capitalize(), spans)
        if name and actor_id is not None:
            self._mentions[actor_id][name] = None
        return name

    def _event(
        self, kind: str, trigger: Sequence[Span], roles: Roles, row_id: str, more: Iterable[str] = ()
    ) -> str | None:
        """An event; a role that is taken again has a number. None where the trigger is white space."""
        bound = self._bound(kind, trigger)
        if bound is None:
            return None
        counted: dict[str, int] = defaultdict(int)
        told = [f"{kind}:{bound}"]
        for role, name in dict.fromkeys(roles):
            counted[role] += 1
            told.append(f"{role}{counted[role] if counted[role] > 1 else ''}:{name}")
        self.roles[kind].update(counted)
        event = self._add("E", " ".join(told))
        self._add("#", f"AnnotatorNotes {event}", "; ".join(one_line(fact) for fact in (row_id, *more) if fact))
        return event

    def _statement(self, statement: Statement) -> None:
        before: str | None = None
        around = self._said.get(statement.parent or "")
        for link in statement.own_links:
            source = [("Source", self._party(party.kind, [party.span], party.actor_id)) for party in link.parties] or [
                ("Source", self._bound("Other", [link.source]) if link.source else None)
            ]
            roles = [
                *source,
                *(("To", self._party(party.kind, [party.span], party.actor_id)) for party in link.to),
                ("Content", self._bound("Content", statement.content) if link.cue else None),
                ("Time", self._bound("Time", link.date.at) if link.date else None),
                ("Place", self._bound("Place", link.place.at) if link.place else None),
                ("Via", before),
                ("In", around),
            ]
            trigger = [link.cue] if link.cue else statement.content
            before = self._event("Statement", trigger, _taken(roles), statement.id) or before
        if before:
            self._said[statement.id] = before
            self._add("A", f"Directness {before} {statement.directness}")
            if statement.doubtful:
                self._add("A", f"Doubtful {before}")

    def _claim(self, claim: Claim) -> None:
        roles = [
            *(("Actor", self._party(party.kind, [party.span], party.actor_id)) for party in claim.actor),
            *(("Recipient", self._party(party.kind, [party.span], party.actor_id)) for party in claim.recipient),
            ("Time", self._bound("Time", claim.date.at) if claim.date else None),
            ("Place", self._bound("Place", claim.place.at) if claim.place else None),
            *(("Quantity", self._bound("Quantity", [quantity.span])) for quantity in claim.quantities),
            *(("Evidence", self._bound("Evidence", evidence.at)) for evidence in claim.evidence),
            *((_name(one.role).capitalize(), self._bound("Words", [one.span])) for one in claim.arguments),
            ("Said", self._said.get(claim.statement or "")),
        ]
        more = [f"{name} {value}" for name, value in (("mode", claim.mode), ("cameo", claim.cameo)) if value]
        event = self._event(_name(claim.event or "Claim"), claim.trigger, _taken(roles), claim.id, more)
        if event is None:
            return
        if claim.certainty.status != "actual":
            self._add("A", f"Status {event} {claim.certainty.status}")
        if claim.certainty.polarity == "negative":
            self._add("A", f"Negated {event}")
        if claim.doubtful:
            self._add("A", f"Doubtful {event}")

    def _actor(self, actor: Actor | None, mentions: Sequence[str]) -> None:
        if len(mentions) > 1:
            self.lines.append("*\tEquiv " + " ".join(mentions))
        if actor and actor.wikidata and not _NO_NAME.search(actor.wikidata):
            self._add("N", f"Reference {mentions[0]} Wikidata:{actor.wikidata}", one_line(actor.name))


def _taken(roles: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    return ((role, name) for role, name in roles if name is not None)


def _name(given: str) -> str:
    """A type or role as brat can have it: letters, digits, - and _; `Other` for nothing of that."""
    return _NO_NAME.sub("_", given).strip("_-") or "Other"


def _configuration(events: Mapping[str, set[str]]) -> Iterator[str]:
    """The lines of annotation.conf: what types there are, and what may take which role."""
    yield "[entities]"
    yield from (kind.capitalize() for kind in KINDS)
    yield from _WORDS
    yield "[relations]"
    yield "Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive"
    yield "[events]"
    for event in sorted(events):
        roles = (
            f"{role}*:{'Statement' if role in ('Said', 'Via', 'In') else '<ENTITY>'}" for role in sorted(events[event])
        )
        yield f"{event}\t{', '.join(roles)}"
    yield "[attributes]"
    yield f"Directness\tArg:<EVENT>, Value:{'|'.join(DIRECTNESS)}"
    yield f"Status\tArg:<EVENT>, Value:{'|'.join(STATUSES)}"
    yield "Negated\tArg:<EVENT>"
    yield "Doubtful\tArg:<EVENT>"
