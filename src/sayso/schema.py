"""The JSON Schema (2020-12) of what sayso writes: `--format json` and each line of `--format jsonl`.

Programs may rely on every field named here. Fields are added freely and none is renamed, so
a reader of the wire form passes over what it does not know.
"""

from __future__ import annotations

from typing import Any

from sayso.types import DIRECTNESS, KINDS, NO_SOURCE, PRECISIONS, VERDICTS, WIRE_VERSION

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}


def schema() -> dict[str, Any]:
    """The schema of one record: a reading, a failure, or one line of JSONL."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sayso",
        "description": (
            "What sayso found in a document. Offsets count Unicode code points of document.text, half open; "
            "every text beside a start and an end is document.text[start:end]."
        ),
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("reading", "failure", "line")],
        "$defs": _definitions(),
    }


def _definitions() -> dict[str, Any]:
    span = {"start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 0}, "text": _TEXT}
    identifier = {"type": "string", "minLength": 1}
    statement = {
        "id": identifier,
        "parent": {**_TEXT_OR_NULL, "description": "The id of the statement that holds this one."},
        "content": {**_list("span"), "minItems": 1, "description": "What is said, in the text's order."},
        "chain": {
            **_list("link"),
            "minItems": 1,
            "description": "Who reports it, outermost first: the last link is who says it.",
        },
        "own": {"type": "integer", "minimum": 1, "description": "How many links at the end its parent has not."},
        "directness": {"enum": list(DIRECTNESS)},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "doubtful": {"type": "boolean", "description": "The confidence is under the threshold."},
        "review": _or_null("review"),
    }
    actor = {
        "id": identifier,
        "name": _TEXT,
        "kind": {"enum": list(KINDS)},
        "country": _TEXT_OR_NULL,
        "sector": _TEXT_OR_NULL,
        "wikidata": _TEXT_OR_NULL,
        "by": {"type": "array", "items": _TEXT, "description": "Of a document: who made it."},
        "mentions": _list("span"),
    }
    document = {
        "id": identifier,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "title": _TEXT_OR_NULL,
        "title_span": _or_null("span"),
        "outlet": _TEXT_OR_NULL,
        "byline": {"type": "array", "items": _TEXT},
        "url": _TEXT_OR_NULL,
        "published": {**_TEXT_OR_NULL, "description": "An ISO date, with a time where one is known."},
        "language": _TEXT_OR_NULL,
        "text": _TEXT,
        "warnings": {"type": "array", "items": _TEXT},
    }
    failure = {
        "type": {"const": "failure"},
        "path": _TEXT,
        "error": {**_TEXT, "description": "The kind of error, in kebab case."},
        "message": _TEXT,
        "hint": _TEXT_OR_NULL,
    }
    version = {"sayso": {"const": WIRE_VERSION}, "type": {"const": "reading"}, "model": _TEXT}
    document_id = {"document_id": identifier}
    opening = _record({**version, **document_id, "document": {"$ref": "#/$defs/document"}})
    return {
        "span": _record(span),
        "party": _record(
            {
                **span,
                "kind": {"enum": list(KINDS)},
                "named": {"type": "boolean", "description": "False for “analysts”, “a senior official”."},
                "actor_id": _TEXT_OR_NULL,
            }
        ),
        "link": _record(
            {
                "source": _or_null("span"),
                "no_source": {
                    "enum": [None, *NO_SOURCE],
                    "description": "Why the source is null: the text gives none, or the reader found none.",
                },
                "parties": _list("party"),
                "cue": {**_or_null("span"), "description": "The words that report."},
                "to": {**_list("party"), "description": "Who is addressed."},
                "date": {**_or_null("when"), "description": "When it was said."},
                "place": {"type": ["object", "null"], "description": "Where it was said."},
            }
        ),
        "when": _record(
            {
                "earliest": {**_TEXT_OR_NULL, "description": "An ISO date; null where it is open or not known."},
                "latest": {**_TEXT_OR_NULL, "description": "An ISO date, itself within."},
                "precision": {"enum": list(PRECISIONS)},
                "inferred": {
                    "enum": [None, "document date", "no document date"],
                    "description": "Null: the words tell it all; else from which day they count, if it is known.",
                },
                "at": {**_list("span"), "description": "The words that tell it."},
            }
        ),
        "review": _record(
            {
                "verdict": {"enum": list(VERDICTS)},
                "when": {**_TEXT, "description": "An ISO date and time."},
                "note": _TEXT,
                "by": _TEXT_OR_NULL,
                "corrected": {
                    "type": ["object", "null"],
                    "description": "What was corrected, in the statement's own fields.",
                },
                "inherited": {
                    "type": "boolean",
                    "description": "Given on another row that shares over half its tokens with this one.",
                },
            }
        ),
        "document": _record(document),
        "statement": _record(statement),
        "actor": _record(actor),
        "reading": _record(
            {
                **version,
                "document": {"$ref": "#/$defs/document"},
                "statements": _list("statement"),
                "claims": {"type": "array", "maxItems": 0, "description": "Empty: this version reads no claims."},
                "actors": _list("actor"),
            }
        ),
        "failure": _record(failure),
        "line": {
            "description": "One line of JSONL.",
            "anyOf": [
                # `statements` tells a whole reading from the line that opens one.
                {**opening, "not": {"required": ["statements"]}},
                _record({"type": {"const": "statement"}, **document_id, **statement}),
                _record({"type": {"const": "actor"}, **document_id, **actor}),
                _record({**failure, "document_id": {"type": "null"}}),
            ],
        },
    }


def _record(properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has all of these fields, and perhaps others."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _or_null(name: str) -> dict[str, Any]:
    return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}
