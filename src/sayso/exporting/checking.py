"""Rows of the wire form, from whoever made them → records that a ledger can hold.

What a row may leave out is filled in, what it says is checked against the text and the vocabularies, and ids become
ours: hashes of places, so that a row found elsewhere and here has one id. A row that cannot be a row is told with the
field, the value and what to do; it takes with it only what stands in it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from sayso.errors import SaysoError, Unreadable
from sayso.types import (
    DEFAULT_THRESHOLD,
    DIRECTNESS,
    EVIDENCE_KINDS,
    KINDS,
    NO_SOURCE,
    OUTLET_VOICE,
    PLACE_PRECISIONS,
    POLARITIES,
    PRECISIONS,
    QUAD_CODES,
    STATUSES,
    VERDICTS,
    Actor,
    Claim,
    Document,
    Failure,
    Reading,
    Statement,
    claim_id,
    statement_id,
)

R = TypeVar("R", Statement, Claim, Actor)

_HINT = "docs/reference/wire-form.md tells what each field holds; `sayso schema` prints it for programs."


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it came: where it stands ("rows.jsonl, line 7"), and its fields."""

    place: str
    fields: Mapping[str, Any]


# ── what may be left out ────────────────────────────────────────────────────────────────────

_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "statement": {"parent": None, "confidence": 1.0, "review": None},
    "link": {"source": None, "no_source": None, "parties": (), "cue": None, "to": (), "date": None, "place": None},
    "party": {"kind": "other", "actor_id": None},
    "claim": {
        "statement": None, "event": None, "mode": None, "context": (), "cameo": None, "actor": (), "recipient": (),
        "arguments": (), "quantities": (), "date": None, "place": None, "certainty": {}, "evidence": (), "loaded": (),
        "confidence": 1.0, "review": None,
    },
    "quantity": {"role": None},
    "when": {"earliest": None, "latest": None, "precision": "day", "inferred": None, "at": ()},
    "place": {"country": None, "latitude": None, "longitude": None, "precision": "city", "inferred": None, "at": ()},
    "certainty": {"polarity": "positive", "status": "actual", "by_source": None, "by_outlet": None, "at": ()},
    "evidence": {"by": (), "at": ()},
    "loaded": {"voice": OUTLET_VOICE},
    "actor": {"kind": "other", "mentions": ()},
}  # fmt: skip
"""Of each kind of row, the fields that may be left out, and what stands for them."""

_WITHIN: Mapping[str, Mapping[str, str]] = {
    "statement": {"chain": "link"},
    "link": {"parties": "party", "to": "party", "date": "when", "place": "place"},
    "claim": {
        "actor": "party", "recipient": "party", "date": "when", "place": "place", "certainty": "certainty",
        "quantities": "quantity", "evidence": "evidence", "loaded": "loaded",
    },
}  # fmt: skip
"""Of each kind of row, the fields that hold rows, and of which kind."""


def _filled(kind: str, row: Any) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        raise Unreadable(f"A {kind} is no object, but {_shown(row)}.", _HINT)
    made = {**_DEFAULTS[kind], **row}
    for field, inner in _WITHIN.get(kind, {}).items():
        value = made.get(field)
        if isinstance(value, (list, tuple)):
            made[field] = [_filled(inner, one) for one in value]
        elif value is not None:
            made[field] = _filled(inner, value)
    if kind == "party":
        made.setdefault("named", made["actor_id"] is not None)
    if kind in ("statement", "claim") and isinstance(made["confidence"], (int, float)):
        made.setdefault("doubtful", made["confidence"] < DEFAULT_THRESHOLD)
    if kind == "claim":
        made.setdefault("quad_code", QUAD_CODES.get(made["event"]) if isinstance(made["event"], str) else None)
    return made


# ── what each field may hold ────────────────────────────────────────────────────────────────


def _word(*words: str | None) -> Callable[[Any], bool]:
    return lambda value: value in words if value is None or isinstance(value, str) else False


def _number(least: float, most: float) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        return not isinstance(value, bool) and isinstance(value, (int, float)) and least <= value <= most

    return fits


def _or_none(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or fits(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_list(of: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, (list, tuple)) and all(map(of, value))


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False


_text_or_none = _or_none(_is_text)
_degree = _or_none(_number(-3, 3))
_FIELDS: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("id", "name", "unit", "voice", "text", "note", "when", "sha256"), _is_text),
    **dict.fromkeys(
        ("parent", "statement", "event", "mode", "cameo", "title", "outlet", "url", "published", "language", "country",
         "sector", "wikidata", "why", "role", "actor_id", "inferred"),
        _text_or_none,
    ),
    **dict.fromkeys(("byline", "warnings", "context"), _is_list(_is_text)),
    **dict.fromkeys(("named", "doubtful", "inherited"), _is_flag),
    **dict.fromkeys(("earliest", "latest"), _or_none(_is_day)),
    **dict.fromkeys(("by_source", "by_outlet"), _degree),
    **dict.fromkeys(
        ("content", "trigger", "at", "chain", "parties", "to", "recipient", "arguments", "quantities", "evidence",
         "loaded", "mentions"),
        lambda value: isinstance(value, (list, tuple)),
    ),
    "by": lambda value: _text_or_none(value) or _is_list(_is_text)(value),
    "kind": lambda value: _word(*KINDS)(value) if isinstance(value, str) else _is_list(_word(*EVIDENCE_KINDS))(value),
    "directness": _word(*DIRECTNESS),
    "no_source": _word(None, *NO_SOURCE),
    "precision": _word(*PRECISIONS, *PLACE_PRECISIONS),
    "polarity": _word(*POLARITIES),
    "status": _word(*STATUSES),
    "verdict": _word(*VERDICTS),
    "confidence": _number(0, 1),
    "quad_code": _or_none(lambda value: _number(1, 4)(value) and isinstance(value, int)),
    "latitude": _or_none(_number(-90, 90)),
    "longitude": _or_none(_number(-180, 180)),
    "value": lambda value: _number(-math.inf, math.inf)(value) and math.isfinite(value),
    "own": lambda value: _number(1, math.inf)(value) and isinstance(value, int),
}  # fmt: skip
"""Fields by name, wherever they stand, and whether a value can be theirs."""


def _check(value: Any, where: str, text: str) -> None:
    """Raises Unreadable for the first field that cannot be what it is, or span that is not its text."""
    if isinstance(value, Mapping):
        if "start" in value or "end" in value:
            _check_span(value, where, text)
        for name, inner in value.items():
            here = f"{where}.{name}" if where else str(name)
            if name in _FIELDS and not _FIELDS[name](inner):
                raise Unreadable(f"The field {here} cannot be {_shown(inner)}.", _HINT)
            _check(inner, here, text)
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            _check(inner, f"{where}[{number}]", text)


def _check_span(value: Mapping[str, Any], where: str, text: str) -> None:
    start, end = value.get("start"), value.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(text):
        raise Unreadable(
            f"{where} stands at {_shown(start)} to {_shown(end)}: no place in a text of {len(text)} characters.",
            "Places count characters (Unicode code points) from 0; the end is the first character behind it.",
        )
    if value.get("text", text[start:end]) != text[start:end]:
        raise Unreadable(
            f"{where} is {_shown(value['text'])}, but the text has {_shown(text[start:end])} at {start} to {end}.",
            "Count characters (Unicode code points), not bytes or UTF-16 units, in the text as it is given.",
        )


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _record(kind: str, row: Row, text: str, make: Callable[[Mapping[str, Any]], R]) -> R:
    fields = _filled(kind, row.fields)
    _check(fields, "", text)
    try:
        return make(fields)
    except KeyError as error:
        raise Unreadable(f"The {kind} has no field {error}.", _HINT) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise Unreadable(f"The {kind} cannot be made out: {error}.", _HINT) from error


# ── from rows to a reading ──────────────────────────────────────────────────────────────────


def document_of(fields: Any) -> Document:
    """A document as a row has it. Raises Unreadable where it is none, or its text is not the one that was read."""
    if not isinstance(fields, Mapping) or not isinstance(fields.get("text"), str):
        raise Unreadable("There is no document with a text.", 'Give it as "document": {"text": "…"}.')
    _check({name: value for name, value in fields.items() if value is not None}, "document", fields["text"])
    document = Document.from_dict(fields)
    if fields.get("sha256", document.sha256) != document.sha256:
        raise Unreadable(
            f"The document's text has not the sha256 that is given, {_shown(fields['sha256'])}.",
            "Give the text as it was read, character for character, or leave sha256 out.",
        )
    return document


@dataclass(frozen=True, slots=True)
class Assembled:
    """A reading, and the rows that could not be part of it."""

    reading: Reading
    failures: tuple[Failure, ...]


def assembled(
    model: str, document: Document, statements: Sequence[Row], claims: Sequence[Row], actors: Sequence[Row]
) -> Assembled:
    """Rows of one document → its reading. Ids are made anew; what rows call one another by counts within them only."""
    text, document_id, failures = document.text, document.id, list[Failure]()

    def records(kind: str, rows: Sequence[Row], make: Callable[[Mapping[str, Any]], R]) -> Iterator[tuple[Row, R]]:
        for row in rows:
            try:
                yield row, _record(kind, row, text, make)
            except SaysoError as error:
                failures.append(failure_of(row.place, error))

    found = _with_parents(list(records("statement", statements, Statement.from_dict)), failures)
    new_ids: dict[str, str] = {}
    kept: dict[str, Statement] = {}
    for row, statement in found:
        new = statement_id(document_id, statement.content, statement.own_links)
        if new in kept or statement.id in new_ids:
            failures.append(_refused(row, f"The statement {statement.id!r} is there already.", "Give each row once."))
            continue
        new_ids[statement.id] = new
        kept[new] = replace(statement, id=new)
    told = tuple(replace(one, parent=new_ids.get(one.parent or "")) for one in kept.values())
    made: dict[str, Claim] = {}
    for row, claim in records("claim", claims, Claim.from_dict):
        voices = [claim.statement, *(word.voice for word in claim.loaded if word.voice != OUTLET_VOICE)]
        missing = [voice for voice in voices if voice is not None and voice not in new_ids]
        if missing:
            failures.append(
                _refused(row, f"There is no statement {missing[0]!r}.", "Give it before, or null for none.")
            )
            continue
        statement_new = new_ids[claim.statement] if claim.statement else None
        new = claim_id(document_id, claim.trigger, statement_new)
        if new in made:
            failures.append(_refused(row, f"The claim {claim.id!r} is there already.", "Give each row once."))
            continue
        loaded = tuple(replace(word, voice=new_ids.get(word.voice, word.voice)) for word in claim.loaded)
        made[new] = replace(claim, id=new, statement=statement_new, loaded=loaded)
    known = tuple(actor for _, actor in records("actor", actors, Actor.from_dict))
    return Assembled(Reading(model, document, told, known, tuple(made.values())), tuple(failures))


def _with_parents(found: list[tuple[Row, Statement]], failures: list[Failure]) -> list[tuple[Row, Statement]]:
    """The statements whose parents are there, and how many links are their own where they do not tell it."""
    while True:
        chains = {statement.id: len(statement.chain) for _, statement in found}
        orphans = [pair for pair in found if pair[1].parent is not None and pair[1].parent not in chains]
        if not orphans:
            break
        for row, statement in orphans:
            failures.append(
                _refused(row, f"There is no statement {statement.parent!r} around it.", "Give it, or null for none.")
            )
        found = [pair for pair in found if pair not in orphans]
    made = []
    for row, statement in found:
        if "own" not in row.fields and statement.parent is not None:
            own = len(statement.chain) - chains[statement.parent]
            statement = replace(statement, own=max(1, own))
        made.append((row, replace(statement, own=min(statement.own, len(statement.chain)))))
    return made


def failure_of(place: str, error: SaysoError) -> Failure:
    return Failure(place, error.code, f"{place}: {error.message}", error.hint)


def _refused(row: Row, message: str, hint: str) -> Failure:
    return failure_of(row.place, Unreadable(message, hint))
