"""The records that cross from one stage to the next: frozen, and written to JSON in one place.

Offsets count Unicode code points of `Document.text`, half open. Every `text` beside a
`start` and an `end` in the wire form is `document.text[start:end]`. Ids are hashes of
canonical JSON (sorted keys, no spaces; changing that changes every id), so the same row
found twice, or by two models, has one id.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

WIRE_VERSION = "1"

Kind = Literal["person", "group", "organisation", "state", "outlet", "document", "other"]
KINDS: tuple[str, ...] = ("person", "group", "organisation", "state", "outlet", "document", "other")
Directness = Literal["direct", "indirect", "mixed"]
DIRECTNESS: tuple[str, ...] = ("direct", "indirect", "mixed")
NoSource = Literal["unstated", "unresolved"]
NO_SOURCE: tuple[str, ...] = ("unstated", "unresolved")
Precision = Literal["minute", "day", "week", "month", "quarter", "season", "year", "decade", "open"]
PRECISIONS: tuple[str, ...] = ("minute", "day", "week", "month", "quarter", "season", "year", "decade", "open")
Verdict = Literal["accepted", "rejected", "corrected"]
VERDICTS: tuple[str, ...] = ("accepted", "rejected", "corrected")
Polarity = Literal["positive", "negative"]
POLARITIES: tuple[str, ...] = ("positive", "negative")
Status = Literal["actual", "planned", "possible", "conditional", "demanded", "denied"]
STATUSES: tuple[str, ...] = ("actual", "planned", "possible", "conditional", "demanded", "denied")
EvidenceKind = Literal["document", "data", "image", "witness", "record", "anonymous", "other"]
EVIDENCE_KINDS: tuple[str, ...] = ("document", "data", "image", "witness", "record", "anonymous", "other")
PlacePrecision = Literal["point", "city", "region", "country"]
PLACE_PRECISIONS: tuple[str, ...] = ("point", "city", "region", "country")
QUAD_CODES: Mapping[str, int] = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
"""PLOVER's types of event (manual 0.8), each with its quad code; `Claim` tells what those are."""
TOGETHER = frozenset(["AGREE", "CONSULT", "COOPERATE"])
"""Types that several actors do with one another."""
SECTORS: tuple[str, ...] = (
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "IMG", "NGO",
)  # fmt: skip
"""PLOVER's sectors, and its codes for bodies of no one country: IGO, IMG and NGO."""
OUTLET_VOICE = "outlet"
"""The voice of loaded words that stand in no statement; else a statement's id."""

DEFAULT_THRESHOLD = 0.3
"""Rows whose confidence is lower are doubtful; the one default, the same everywhere.

Where the dev splits' figures are best taken together; a row at 0.3 is right three times in ten.
"""


def content_hash(value: object) -> str:
    """The first 16 hex digits of the SHA-256 of `value` as canonical JSON."""
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `[start, end)`, of a document's text."""

    start: int
    end: int

    def to_dict(self, text: str) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": text[self.start : self.end]}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Span:
        return cls(int(row["start"]), int(row["end"]))


@dataclass(frozen=True, slots=True)
class Document:
    """One text and what is known of it. `text` never changes after loading.

    `raw` holds the bytes it was made from, for a ledger to keep; it is no part of the wire
    form. `published` is an ISO date (`2025-08-03`), with a time where one is known.
    """

    text: str
    title: str | None = None
    title_span: Span | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None
    published: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()
    raw: bytes | None = field(default=None, repr=False, compare=False)

    @property
    def sha256(self) -> str:
        """The hash of the text alone: reprints share it."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """The hash of the text with the URL, or else with outlet and date."""
        told = [self.url] if self.url else [self.outlet, self.published]
        return content_hash([self.sha256, *told])

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "sha256": self.sha256,
            "title": self.title,
            "title_span": self.title_span.to_dict(self.text) if self.title_span else None,
            "outlet": self.outlet,
            "byline": list(self.byline),
            "url": self.url,
            "published": self.published,
            "language": self.language,
            "text": self.text,
            "warnings": list(self.warnings),
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Document:
        title_span = row.get("title_span")
        return cls(
            text=row["text"],
            title=row.get("title"),
            title_span=Span.from_dict(title_span) if title_span else None,
            outlet=row.get("outlet"),
            byline=tuple(row.get("byline") or ()),
            url=row.get("url"),
            published=row.get("published"),
            language=row.get("language"),
            warnings=tuple(row.get("warnings") or ()),
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """What one head says of a stretch of text, before it becomes part of a row.

    `label` is one of the head's labels; `score` is a probability in 0…1.
    """

    head: str
    label: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Party:
    """A mention of somebody: one who speaks, or one who is addressed."""

    span: Span
    kind: Kind
    named: bool
    actor_id: str | None

    def to_dict(self, text: str) -> dict[str, Any]:
        return {**self.span.to_dict(text), "kind": self.kind, "named": self.named, "actor_id": self.actor_id}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Party:
        return cls(Span.from_dict(row), row["kind"], row["named"], row["actor_id"])


@dataclass(frozen=True, slots=True)
class When:
    """The days that words mean (`at`), as ISO dates, both within; None at an end is open to that side.

    `inferred` is None where the words tell it all, "document date" where they count from the day
    of writing ("Monday"), "no document date" where that day is not known: both ends are None then;
    "earlier date" where they count from one that `at` shows too ("two days later"), "no earlier date"
    without one; "undated event" ("two days before the visit") and "undated duration" ("12-day")
    where the text has no day for it; "review" where a person gave it.
    """

    earliest: str | None
    latest: str | None
    precision: Precision
    inferred: str | None
    at: tuple[Span, ...]

    def to_dict(self, text: str) -> dict[str, Any]:
        return {
            "earliest": self.earliest,
            "latest": self.latest,
            "precision": self.precision,
            "inferred": self.inferred,
            "at": [span.to_dict(text) for span in self.at],
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> When:
        return cls(
            row["earliest"], row["latest"], row["precision"], row["inferred"],
            tuple(Span.from_dict(span) for span in row["at"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: the words that tell it (`at`), and what the shipped facts know of the place.

    `latitude` and `longitude` are degrees (WGS 84), None where the facts do not know the place.
    `country` is an ISO 3166 alpha-3 code. `inferred` is None where the words stand with the
    claim, else it says what the place is concluded from.
    """

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision
    inferred: str | None
    at: tuple[Span, ...]

    def to_dict(self, text: str) -> dict[str, Any]:
        return {
            "name": self.name,
            "country": self.country,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "precision": self.precision,
            "inferred": self.inferred,
            "at": [span.to_dict(text) for span in self.at],
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Place:
        return cls(
            row["name"], row["country"], row["latitude"], row["longitude"], row["precision"], row["inferred"],
            tuple(Span.from_dict(span) for span in row["at"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: who reports (`source`, `parties`) and the words that do (`cue`).

    `source` and `cue` may be None; a None source says in `no_source` why. `date` is when it was
    said, `place` where, as far as the text tells.
    """

    source: Span | None
    cue: Span | None
    no_source: NoSource | None = None
    parties: tuple[Party, ...] = ()
    to: tuple[Party, ...] = ()
    date: When | None = None
    place: Place | None = None

    def to_dict(self, text: str) -> dict[str, Any]:
        return {
            "source": self.source.to_dict(text) if self.source else None,
            "no_source": self.no_source,
            "parties": [party.to_dict(text) for party in self.parties],
            "cue": self.cue.to_dict(text) if self.cue else None,
            "to": [party.to_dict(text) for party in self.to],
            "date": self.date.to_dict(text) if self.date else None,
            "place": self.place.to_dict(text) if self.place else None,
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Link:
        return cls(
            source=Span.from_dict(row["source"]) if row["source"] else None,
            cue=Span.from_dict(row["cue"]) if row["cue"] else None,
            no_source=row["no_source"],
            parties=tuple(Party.from_dict(party) for party in row["parties"]),
            to=tuple(Party.from_dict(party) for party in row["to"]),
            date=When.from_dict(row["date"]) if row.get("date") else None,
            place=Place.from_dict(row["place"]) if row.get("place") else None,
        )

    @property
    def key(self) -> list[Any]:
        """What of a link decides its statement's id."""
        return [_pair(self.source), _pair(self.cue)]


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


@dataclass(frozen=True, slots=True)
class Review:
    """A person's verdict on a machine's row. It is added, and changes no row.

    `corrected` holds what was corrected, in the wire form's own fields (`{"source":
    {"start", "end"}, "content": […]}`). `inherited` is true where the row is another than
    the one reviewed but shares over half its tokens.
    """

    verdict: Verdict
    when: str
    note: str = ""
    by: str | None = None
    corrected: Mapping[str, Any] | None = None
    inherited: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "when": self.when,
            "note": self.note,
            "by": self.by,
            "corrected": dict(self.corrected) if self.corrected else None,
            "inherited": self.inherited,
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Review:
        return cls(
            verdict=row["verdict"],
            when=row["when"],
            note=row.get("note") or "",
            by=row.get("by"),
            corrected=row.get("corrected"),
            inherited=bool(row.get("inherited")),
        )


@dataclass(frozen=True, slots=True)
class LinkDecision:
    """What a person decided about where one document has a claim from. It is added, and changes no row.

    cut: the claim was not taken from the document `taken_from` (None: from none at all). add: it was taken from
    there. undo: decision `undoes` no longer counts. `number` is its id, in the order of deciding.
    """

    number: int
    verb: Literal["cut", "add", "undo"]
    when: str
    document_id: str = ""
    claim_id: str = ""
    taken_from: str | None = None
    undoes: int | None = None
    note: str = ""
    by: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "verb": self.verb,
            "when": self.when,
            "document_id": self.document_id,
            "claim_id": self.claim_id,
            "from": self.taken_from,
            "undoes": self.undoes,
            "note": self.note,
            "by": self.by,
        }

    @classmethod
    def from_dict(cls, number: int, row: Mapping[str, Any]) -> LinkDecision:
        return cls(
            number,
            row["verb"],
            row["when"],
            row["document_id"],
            row["claim_id"],
            row["from"],
            row["undoes"],
            row["note"],
            row["by"],
        )


ClaimKey: TypeAlias = tuple[str, str]
"""A document's id and a claim's."""


def links_decided(
    decisions: Sequence[LinkDecision],
) -> tuple[dict[ClaimKey, dict[str | None, LinkDecision]], dict[ClaimKey, LinkDecision]]:
    """What decisions that stand come to, one after the other: of each claim the cuts in force, and the link added.

    The cuts are by the document that it was not taken from, None: from none at all. Of two decisions about one claim
    and one document the later is in force.
    """
    cut: dict[ClaimKey, dict[str | None, LinkDecision]] = {}
    added: dict[ClaimKey, LinkDecision] = {}
    for one in decisions:
        key = (one.document_id, one.claim_id)
        if one.verb == "cut":
            cut.setdefault(key, {})[one.taken_from] = one
            if key in added and one.taken_from in (None, added[key].taken_from):
                del added[key]
        elif one.verb == "add" and one.taken_from and one.taken_from != one.document_id:
            added[key] = one
            for document_id in (None, one.taken_from):
                cut.get(key, {}).pop(document_id, None)
    return cut, added


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of text that somebody is reported to say, think, want or show, and its chain.

    `content` is one span or more, in order, since quotations are interrupted. `chain` is the
    whole path, the parents' links first; the last `own` of them are this statement's.
    """

    id: str
    content: tuple[Span, ...]
    chain: tuple[Link, ...]
    own: int
    directness: Directness
    confidence: float
    parent: str | None = None
    doubtful: bool = False
    review: Review | None = None

    @property
    def own_links(self) -> tuple[Link, ...]:
        return self.chain[len(self.chain) - self.own :]

    def to_dict(self, text: str) -> dict[str, Any]:
        return {
            "id": self.id,
            "parent": self.parent,
            "content": [span.to_dict(text) for span in self.content],
            "chain": [link.to_dict(text) for link in self.chain],
            "own": self.own,
            "directness": self.directness,
            "confidence": self.confidence,
            "doubtful": self.doubtful,
            "review": self.review.to_dict() if self.review else None,
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Statement:
        return cls(
            id=row["id"],
            content=tuple(Span.from_dict(span) for span in row["content"]),
            chain=tuple(Link.from_dict(link) for link in row["chain"]),
            own=int(row.get("own", len(row["chain"]))),
            directness=row["directness"],
            confidence=float(row["confidence"]),
            parent=row["parent"],
            doubtful=bool(row["doubtful"]),
            review=Review.from_dict(row["review"]) if row.get("review") else None,
        )


def statement_id(document_id: str, content: Sequence[Span], own_links: Sequence[Link]) -> str:
    """The id of a statement: of its document's id, its content's spans and its own links'."""
    return content_hash([document_id, [_pair(span) for span in content], [link.key for link in own_links]])


@dataclass(frozen=True, slots=True)
class Argument:
    """Something else that belongs to a claim: its role (PropBank's, by name) and its words."""

    role: str
    span: Span

    def to_dict(self, text: str) -> dict[str, Any]:
        return {"role": self.role, **self.span.to_dict(text)}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Argument:
        return cls(row["role"], Span.from_dict(row))


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many or how much: "some 300 people" is 300 of `unit` people; `role` says what they are to the claim."""

    value: float
    unit: str
    role: str | None
    span: Span

    def to_dict(self, text: str) -> dict[str, Any]:
        value = int(self.value) if self.value == int(self.value) else self.value
        return {"value": value, "unit": self.unit, "role": self.role, **self.span.to_dict(text)}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Quantity:
        return cls(float(row["value"]), row["unit"], row["role"], Span.from_dict(row))


@dataclass(frozen=True, slots=True)
class Certainty:
    """How surely a claim is told, and the words (`at`) that decided it.

    `by_source` and `by_outlet` are -3 (surely not) … +3 (surely): how far the claim's innermost
    source and the outlet commit themselves; None where that is not judged.
    """

    polarity: Polarity
    status: Status
    by_source: float | None
    by_outlet: float | None
    at: tuple[Span, ...] = ()

    def to_dict(self, text: str) -> dict[str, Any]:
        return {
            "polarity": self.polarity,
            "status": self.status,
            "by_source": self.by_source,
            "by_outlet": self.by_outlet,
            "at": [span.to_dict(text) for span in self.at],
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Certainty:
        at = tuple(Span.from_dict(span) for span in row["at"])
        return cls(row["polarity"], row["status"], row["by_source"], row["by_outlet"], at)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the text itself offers as grounds for a claim; `by` is who offers it, () being the outlet."""

    kind: tuple[EvidenceKind, ...]
    by: tuple[str, ...]
    at: tuple[Span, ...]

    def to_dict(self, text: str) -> dict[str, Any]:
        return {"kind": list(self.kind), "by": list(self.by), "at": [span.to_dict(text) for span in self.at]}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Evidence:
        return cls(tuple(row["kind"]), tuple(row["by"]), tuple(Span.from_dict(span) for span in row["at"]))


@dataclass(frozen=True, slots=True)
class Loaded:
    """Wording that judges while it tells; `voice` is whose words they are: `OUTLET_VOICE` or a statement's id."""

    span: Span
    voice: str

    def to_dict(self, text: str) -> dict[str, Any]:
        return {**self.span.to_dict(text), "voice": self.voice}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Loaded:
        return cls(Span.from_dict(row), row["voice"])


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody does (did, may do, denies doing) something to somebody, in one telling.

    `statement` is the id of the innermost statement that holds the trigger, None being the outlet's
    voice. `event` is a PLOVER type (or one of the user's ontology), None where it is no political
    event; `mode`, `context`, `cameo` and `quad_code` (1…4: verbal and material cooperation, verbal
    and material conflict) go with it. `actor` and `recipient` are PLOVER's: who does it, and to whom.
    `confidence` is in the event and its type, not in its parties.
    """

    id: str
    statement: str | None
    trigger: tuple[Span, ...]
    event: str | None
    certainty: Certainty
    confidence: float
    mode: str | None = None
    context: tuple[str, ...] = ()
    cameo: str | None = None
    quad_code: int | None = None
    actor: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    arguments: tuple[Argument, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    date: When | None = None
    place: Place | None = None
    evidence: tuple[Evidence, ...] = ()
    loaded: tuple[Loaded, ...] = ()
    doubtful: bool = False
    review: Review | None = None

    def to_dict(self, text: str) -> dict[str, Any]:
        return {
            "id": self.id,
            "statement": self.statement,
            "trigger": [span.to_dict(text) for span in self.trigger],
            "event": self.event,
            "mode": self.mode,
            "context": list(self.context),
            "cameo": self.cameo,
            "quad_code": self.quad_code,
            "actor": [party.to_dict(text) for party in self.actor],
            "recipient": [party.to_dict(text) for party in self.recipient],
            "arguments": [argument.to_dict(text) for argument in self.arguments],
            "quantities": [quantity.to_dict(text) for quantity in self.quantities],
            "date": self.date.to_dict(text) if self.date else None,
            "place": self.place.to_dict(text) if self.place else None,
            "certainty": self.certainty.to_dict(text),
            "evidence": [evidence.to_dict(text) for evidence in self.evidence],
            "loaded": [loaded.to_dict(text) for loaded in self.loaded],
            "confidence": self.confidence,
            "doubtful": self.doubtful,
            "review": self.review.to_dict() if self.review else None,
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Claim:
        return cls(
            id=row["id"],
            statement=row["statement"],
            trigger=tuple(Span.from_dict(span) for span in row["trigger"]),
            event=row["event"],
            certainty=Certainty.from_dict(row["certainty"]),
            confidence=float(row["confidence"]),
            mode=row["mode"],
            context=tuple(row["context"]),
            cameo=row["cameo"],
            quad_code=row["quad_code"],
            actor=tuple(Party.from_dict(party) for party in row["actor"]),
            recipient=tuple(Party.from_dict(party) for party in row["recipient"]),
            arguments=tuple(Argument.from_dict(argument) for argument in row["arguments"]),
            quantities=tuple(Quantity.from_dict(quantity) for quantity in row["quantities"]),
            date=When.from_dict(row["date"]) if row.get("date") else None,
            place=Place.from_dict(row["place"]) if row.get("place") else None,
            evidence=tuple(Evidence.from_dict(evidence) for evidence in row["evidence"]),
            loaded=tuple(Loaded.from_dict(loaded) for loaded in row["loaded"]),
            doubtful=bool(row["doubtful"]),
            review=Review.from_dict(row["review"]) if row.get("review") else None,
        )


def voice_of(claim: Claim, statements: Mapping[str, Statement]) -> Statement | None:
    """The statement, of those given by id, in whose last source's voice a claim is told; None is the outlet's voice.

    That is the claim's own statement or, where a review rejected it, the nearest parent that none rejected.
    """
    voice = statements.get(claim.statement) if claim.statement else None
    passed: set[str] = set()  # parents may stand in a ring in a file that claims to be a reading
    while voice and voice.review and voice.review.verdict == "rejected" and voice.id not in passed:
        passed.add(voice.id)
        voice = statements.get(voice.parent) if voice.parent else None
    return None if voice is None or voice.id in passed else voice


def claim_id(document_id: str, trigger: Sequence[Span], statement: str | None) -> str:
    """The id of a claim: of its document's id, its trigger and its statement's id."""
    return content_hash([document_id, [_pair(span) for span in trigger], statement])


@dataclass(frozen=True, slots=True)
class Actor:
    """One real-world party, however it is named, with every mention of it in the document.

    The id is the country's code where the facts know it (`PAK`), else the fullest name in
    use; one that only this text can tell ("the analysts") carries its document's id.
    `sector` is one of `SECTORS`; `why` says what country and sector were concluded from.
    """

    id: str
    name: str
    kind: Kind
    mentions: tuple[Span, ...]
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    by: tuple[str, ...] = ()
    why: str | None = None

    def to_dict(self, text: str) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "country": self.country,
            "sector": self.sector,
            "wikidata": self.wikidata,
            "by": list(self.by),
            "why": self.why,
            "mentions": [span.to_dict(text) for span in self.mentions],
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Actor:
        return cls(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            mentions=tuple(Span.from_dict(span) for span in row["mentions"]),
            country=row.get("country"),
            sector=row.get("sector"),
            wikidata=row.get("wikidata"),
            by=tuple(row.get("by") or ()),
            why=row.get("why"),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one model found in one document."""

    model: str
    document: Document
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The wire form: one JSON object a document."""
        text = self.document.text
        return {
            "sayso": WIRE_VERSION,
            "type": "reading",
            "model": self.model,
            "document": self.document.to_dict(),
            "statements": [statement.to_dict(text) for statement in self.statements],
            "claims": [claim.to_dict(text) for claim in self.claims],
            "actors": [actor.to_dict(text) for actor in self.actors],
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Reading:
        return cls(
            model=row["model"],
            document=Document.from_dict(row["document"]),
            statements=tuple(Statement.from_dict(statement) for statement in row["statements"]),
            actors=tuple(Actor.from_dict(actor) for actor in row["actors"]),
            claims=tuple(Claim.from_dict(claim) for claim in row.get("claims") or ()),
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, with the reason; it never stops a run."""

    path: str
    error: str
    message: str
    hint: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"type": "failure", "path": self.path, "error": self.error, "message": self.message, "hint": self.hint}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Failure:
        return cls(row["path"], row["error"], row["message"], row.get("hint"))
