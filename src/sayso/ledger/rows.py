"""Records ↔ rows. Canonical JSON in bytes is what is kept; the columns beside it serve to search."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from sayso.ledger.reviewing import Given
from sayso.ledger.words import folded
from sayso.types import Actor, Claim, Document, Failure, Party, Place, Reading, Review, Span, Statement, voice_of

Row = dict[str, Any]

STATEMENT, CLAIM = "statement", "claim"
"""The kinds of the rows that reviews are on."""
SIDES = ("actor", "recipient")
"""What a party is to a claim."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNFIT = re.compile("[\x00\ud800-\udfff]")


def _to_bytes(text: str) -> bytes:
    """UTF-8 that holds lone surrogates too, each by itself, so that every string comes back."""
    return text.encode("utf-8", "surrogatepass")


def _from_bytes(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")


def to_json(value: object) -> bytes:
    return _to_bytes(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def from_json(stored: bytes) -> Any:
    return json.loads(_from_bytes(stored))


def plain(text: str) -> str:
    """A text as a column of text can hold it: NULs and lone surrogates become U+FFFD."""
    return _UNFIT.sub("�", text)


def plain_or_none(text: str | None) -> str | None:
    return None if text is None else plain(text)


def document_row(document: Document, added_at: str) -> Row:
    return {
        "id": document.id,
        "sha256": document.sha256,
        "url": plain_or_none(document.url),
        "text": _to_bytes(document.text),
        "added_at": added_at,
    }


def raw_row(document_id: str, raw: bytes) -> Row:
    return {"document_id": document_id, "sha256": hashlib.sha256(raw).hexdigest(), "packed": zlib.compress(raw)}


def failure_row(failure: Failure, added_at: str) -> Row:
    kept = to_json(failure.to_dict())
    return {
        "sha256": hashlib.sha256(kept).hexdigest(),
        "path": plain(failure.path),
        "added_at": added_at,
        "failure": kept,
    }


def reading_row(reading: Reading, added_at: str) -> Row:
    document = reading.document
    day = _DAY.match(document.published or "")
    header = _header(reading)
    # Claims last: a reading that was kept before there were any has the hash that it had.
    machine_rows = [row["machine"] for row in (*statement_rows(reading), *actor_rows(reading), *claim_rows(reading))]
    return {
        "document_id": document.id,
        "model": plain(reading.model),
        "outlet": folded(document.outlet) if document.outlet else None,
        "day": day[0] if day else None,
        "added_at": added_at,
        "sha256": stored_hash([header, *machine_rows]),
        "header": header,
    }


def _header(reading: Reading) -> bytes:
    """What a reading says besides its statements, claims and actors: the model, and the document but for its text."""
    document = reading.document.to_dict()
    del document["text"]
    return to_json({"model": reading.model, "document": document})


def from_header(stored: bytes, text: bytes) -> tuple[str, Document]:
    row = from_json(stored)
    return row["model"], Document.from_dict({**row["document"], "text": _from_bytes(text)})


def statement_rows(reading: Reading) -> list[Row]:
    text = reading.document.text
    return [
        {"position": position, "machine": to_json(statement.to_dict(text)), "shown": None}
        for position, statement in enumerate(reading.statements)
    ]


def claim_rows(reading: Reading) -> list[Row]:
    text = reading.document.text
    return [
        {"position": position, "machine": to_json(claim.to_dict(text)), "shown": None}
        for position, claim in enumerate(reading.claims)
    ]


def actor_rows(reading: Reading) -> list[Row]:
    text = reading.document.text
    return [
        {
            "position": position,
            "actor_id": plain(actor.id),
            "name": plain(actor.name),
            "machine": to_json(actor.to_dict(text)),
        }
        for position, actor in enumerate(reading.actors)
    ]


def stored_hash(parts: Sequence[bytes]) -> str:
    """The hash of a reading's bytes as they are stored, so that no later version can change what it is of."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def search_rows(
    reading: Reading, statements: Sequence[Statement], claims: Sequence[Claim]
) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
    """The rows of `statements`, `sources`, `claims` and `claim_parties` that let these be found as they are shown."""
    text = reading.document.text
    names = {actor.id: actor.name for actor in reading.actors}
    found: list[Row] = []
    sources: list[Row] = []
    for position, statement in enumerate(statements):
        found.append(
            {
                "position": position,
                "id": statement.id,
                "parent": statement.parent,
                "directness": statement.directness,
                "confidence": statement.confidence,
                "doubtful": statement.doubtful,
                "verdict": statement.review.verdict if statement.review else None,
                "words": folded(_words(statement.content, text)),
            }
        )
        sources.extend({"position": position, **row} for row in _source_rows(statement, text, names))

    by_id = {statement.id: statement for statement in statements}
    positions = {statement.id: position for position, statement in enumerate(statements)}
    told: list[Row] = []
    parties: list[Row] = []
    for position, claim in enumerate(claims):
        voice = voice_of(claim, by_id)
        told.append({"position": position, "voice": positions[voice.id] if voice else None, **_claim_row(claim, text)})
        for side, some in zip(SIDES, (claim.actor, claim.recipient), strict=True):
            for number, party in enumerate(some):
                row = {"actor_id": plain_or_none(party.actor_id), "words": folded(*_party_words(party, text, names))}
                parties.append({"position": position, "side": side, "party": number, **row})
    return found, sources, told, parties


def _words(spans: Sequence[Span], text: str) -> str:
    return " ".join(text[span.start : span.end] for span in spans)


def _claim_row(claim: Claim, text: str) -> Row:
    date = claim.date
    parties = [text[party.span.start : party.span.end] for party in (*claim.actor, *claim.recipient)]
    arguments = [text[argument.span.start : argument.span.end] for argument in claim.arguments]
    return {
        "id": claim.id,
        "event": plain_or_none(claim.event),
        "quad_code": claim.quad_code,
        "polarity": claim.certainty.polarity,
        "status": claim.certainty.status,
        # A day, also where a minute is told.
        "earliest": plain_or_none(date.earliest and date.earliest[:10]) if date else None,
        "latest": plain_or_none(date.latest and date.latest[:10]) if date else None,
        "evidence": "".join(f"|{kind}|" for evidence in claim.evidence for kind in evidence.kind),
        "loaded": bool(claim.loaded),
        "confidence": claim.confidence,
        "doubtful": claim.doubtful,
        "verdict": claim.review.verdict if claim.review else None,
        "words": folded(_words(claim.trigger, text), *parties, *arguments, *_place_words(claim.place, text)),
    }


def _place_words(place: Place | None, text: str) -> list[str]:
    return [place.name, *(text[span.start : span.end] for span in place.at)] if place else []


def _party_words(party: Party, text: str, names: Mapping[str, str]) -> list[str]:
    words = [text[party.span.start : party.span.end], names.get(party.actor_id, "") if party.actor_id else ""]
    return [some for some in words if some]


def _source_rows(statement: Statement, text: str, names: Mapping[str, str]) -> list[Row]:
    """One row a party, and one for the source's own words; a link's lone party has those words itself.

    `link` counts from the last link, who says it, which is 0.
    """
    rows: list[Row] = []
    for link, step in enumerate(reversed(statement.chain)):
        source = text[step.source.start : step.source.end] if step.source else ""
        alone = len(step.parties) == 1
        for number, party in enumerate(step.parties):
            words = [text[party.span.start : party.span.end], source if alone else ""]
            words.append(names.get(party.actor_id, "") if party.actor_id else "")
            rows.append(
                {
                    "link": link,
                    "party": number,
                    "kind": party.kind,
                    "named": party.named,
                    "actor_id": plain_or_none(party.actor_id),
                    "words": folded(*(some for some in words if some)),
                }
            )
        if source and not alone:
            rows.append(
                {
                    "link": link,
                    "party": len(step.parties),
                    "kind": None,
                    "named": None,
                    "actor_id": None,
                    "words": folded(source),
                }
            )
    return rows


def review_row(document: Document, row: Statement | Claim, review: Review) -> Row:
    return {
        "document_id": document.id,
        "row_kind": STATEMENT if isinstance(row, Statement) else CLAIM,
        "row_id": row.id,
        "verdict": review.verdict,
        "row": to_json(row.to_dict(document.text)),
        "review": to_json(review.to_dict()),
    }


def to_given(number: int, kind: str, row: bytes, review: bytes) -> Given:
    made = to_statement(row) if kind == STATEMENT else to_claim(row)
    return Given(number, made, Review.from_dict(from_json(review)))


def to_statement(stored: bytes) -> Statement:
    return Statement.from_dict(from_json(stored))


def to_claim(stored: bytes) -> Claim:
    return Claim.from_dict(from_json(stored))


def to_actor(stored: bytes) -> Actor:
    return Actor.from_dict(from_json(stored))
