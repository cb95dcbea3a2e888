"""The JSON Schema (2020-12) of what sayso writes: `--format json` of any command and each line of `--format jsonl`.

Programs may rely on every field named here. Fields are added freely and none is renamed, so
a reader of the wire form passes over what it does not know.
"""

from __future__ import annotations

from typing import Any

from sayso.types import (
    DIRECTNESS,
    EVIDENCE_KINDS,
    KINDS,
    NO_SOURCE,
    OUTLET_VOICE,
    PLACE_PRECISIONS,
    POLARITIES,
    PRECISIONS,
    QUAD_CODES,
    SECTORS,
    STATUSES,
    VERDICTS,
    WIRE_VERSION,
)

# PLOVER's words (manual 0.8). They are examples and no rule: a user's ontology has words of its own.
MODES: dict[str, tuple[str, ...]] = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
        "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
}  # fmt: skip
CONTEXTS: tuple[str, ...] = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression",
    "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping",
    "health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn",
    "cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
)  # fmt: skip

WHYS: tuple[str, ...] = (
    "credit", "citing", "quotation", "report", "reuse", "paraphrase", "correction", "own reporting",
)  # fmt: skip
VOICES: tuple[str, ...] = ("outlet", "named", "unnamed", "unstated", "unresolved")

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}
_NUMBER = {"type": "number"}
_SHARE = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_COMMITMENT = {"type": ["number", "null"], "minimum": -3, "maximum": 3}
_INFERRED = (
    None, "document date", "no document date", "earlier date", "no earlier date", "undated event", "undated duration",
    "review",
)  # fmt: skip


_RECORDS = ("reading", "failure", "line", "comparison", "voices", "alignment")


def schema() -> dict[str, Any]:
    """The schema of one record: a reading, a failure, one line of JSONL, or what compares many readings."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sayso",
        "description": (
            "What sayso found in a document, or in many together. Offsets count Unicode code points of document.text, "
            "half open; every text beside a start and an end is document.text[start:end]."
        ),
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in _RECORDS],
        "$defs": _definitions() | _comparisons(),
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
    claim = {
        "id": identifier,
        "statement": {
            **_TEXT_OR_NULL,
            "description": "The id of the innermost statement that holds the trigger; null is the outlet's voice.",
        },
        "trigger": {**_list("span"), "minItems": 1, "description": "The words that tell the event."},
        "event": {
            **_TEXT_OR_NULL,
            "description": "A PLOVER type, or one of the user's ontology; null where it is no political event.",
            "examples": list(QUAD_CODES),
        },
        "mode": {
            **_TEXT_OR_NULL,
            "description": "How it is done, as PLOVER has it: "
            + "; ".join(f"{event} {', '.join(modes)}" for event, modes in MODES.items())
            + ".",
            "examples": sorted({mode for modes in MODES.values() for mode in modes}),
        },
        "context": {
            "type": "array",
            "items": _TEXT,
            "description": "What it is about, as PLOVER has it.",
            "examples": [list(CONTEXTS)],
        },
        "cameo": {**_TEXT_OR_NULL, "description": "The CAMEO code of the event, such as 173."},
        "quad_code": {
            "enum": [None, 1, 2, 3, 4],
            "description": "1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.",
        },
        "actor": {**_list("party"), "description": "Who does it. Empty where the text names nobody."},
        "recipient": {**_list("party"), "description": "Who is acted on or addressed."},
        "arguments": _list("argument"),
        "quantities": _list("quantity"),
        "date": {**_or_null("when"), "description": "When it happened, or is to happen."},
        "place": {**_or_null("place"), "description": "Where."},
        "certainty": {"$ref": "#/$defs/certainty"},
        "evidence": {**_list("evidence"), "description": "What the text itself offers as grounds."},
        "loaded": {**_list("loaded"), "description": "Wording that judges while it tells."},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "doubtful": {"type": "boolean", "description": "The confidence is under the threshold."},
        "review": _or_null("review"),
    }
    actor = {
        "id": identifier,
        "name": _TEXT,
        "kind": {"enum": list(KINDS)},
        "country": _TEXT_OR_NULL,
        "sector": {**_TEXT_OR_NULL, "description": "A PLOVER sector.", "examples": list(SECTORS)},
        "wikidata": _TEXT_OR_NULL,
        "by": {"type": "array", "items": _TEXT, "description": "Of a document: who made it."},
        "why": {**_TEXT_OR_NULL, "description": "What country and sector were concluded from."},
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
                "place": {**_or_null("place"), "description": "Where it was said."},
            }
        ),
        "when": _record(
            {
                "earliest": {**_TEXT_OR_NULL, "description": "An ISO date; null where it is open or not known."},
                "latest": {**_TEXT_OR_NULL, "description": "An ISO date, itself within."},
                "precision": {"enum": list(PRECISIONS)},
                "inferred": {
                    "enum": list(_INFERRED),
                    "description": (
                        "Null: the words tell it all; else from which day they count, or why it is not known, "
                        "or that a person gave it in a review."
                    ),
                },
                "at": {**_list("span"), "description": "The words that tell it."},
            }
        ),
        "place": _record(
            {
                "name": _TEXT,
                "country": {**_TEXT_OR_NULL, "description": "An ISO 3166 code of three letters."},
                "latitude": {"type": ["number", "null"], "minimum": -90, "maximum": 90},
                "longitude": {"type": ["number", "null"], "minimum": -180, "maximum": 180},
                "precision": {"enum": list(PLACE_PRECISIONS)},
                "inferred": {
                    **_TEXT_OR_NULL,
                    "description": "Null: the words stand with it; else from what it follows.",
                },
                "at": {**_list("span"), "description": "The words that tell it."},
            }
        ),
        "argument": _record(
            {
                "role": {**_TEXT, "description": "What the words are to the trigger: a PropBank role, by name."},
                **span,
            }
        ),
        "quantity": _record(
            {
                "value": {"type": "number"},
                "unit": {**_TEXT, "description": "What is counted or measured, in the text's words: people, dollars."},
                "role": {
                    **_TEXT_OR_NULL,
                    "description": "What they are to the event: killed, injured, arrested, displaced, actor.",
                },
                **span,
            }
        ),
        "certainty": _record(
            {
                "polarity": {"enum": list(POLARITIES), "description": "negative: the text says it did not happen."},
                "status": {"enum": list(STATUSES)},
                "by_source": {
                    **_COMMITMENT,
                    "description": "How far the innermost source commits: -3 surely not, 3 surely; null for none.",
                },
                "by_outlet": {**_COMMITMENT, "description": "How far the outlet does; null where not judged."},
                "at": {**_list("span"), "description": "The words that decided it."},
            }
        ),
        "evidence": _record(
            {
                "kind": {"type": "array", "items": {"enum": list(EVIDENCE_KINDS)}},
                "by": {
                    "type": "array",
                    "items": _TEXT,
                    "description": "Actors' ids of who offers it; empty: the outlet.",
                },
                "at": _list("span"),
            }
        ),
        "loaded": _record(
            {
                **span,
                "voice": {**_TEXT, "description": f"Whose words they are: “{OUTLET_VOICE}”, or a statement's id."},
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
                    "description": "What was corrected, in the row's own fields.",
                },
                "inherited": {
                    "type": "boolean",
                    "description": "Given on another row that shares over half its tokens with this one.",
                },
            }
        ),
        "document": _record(document),
        "statement": _record(statement),
        "claim": _record(claim),
        "actor": _record(actor),
        "reading": _record(
            {
                **version,
                "document": {"$ref": "#/$defs/document"},
                "statements": _list("statement"),
                "claims": _list("claim"),
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
                _record({"type": {"const": "claim"}, **document_id, **claim}),
                _record({"type": {"const": "actor"}, **document_id, **actor}),
                _record({**failure, "document_id": {"type": "null"}}),
            ],
        },
    }


def _comparisons() -> dict[str, Any]:
    """What `compare`, `voices` and `align` print."""
    identifier = {"type": "string", "minLength": 1}
    said = _record({"statements": _COUNT, "words": _COUNT})
    measured = {"measures": {"$ref": "#/$defs/measures"}}
    weights = _record({"positive": _COUNT, "negative": _COUNT, "documents": _COUNT, "sign": {"enum": [-1, 0, 1]}})
    tie = {"actor": _TEXT, "recipient": _TEXT, "sign": {"enum": [-1, 1]}, "weight": _COUNT, "documents": _COUNT}
    pair = {"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2}
    pairs = {"type": "array", "items": _record({"actors": pair, "weight": _NUMBER})}
    estimate = {"$ref": "#/$defs/estimate"}
    groups = {"type": "array", "items": _record({"actors": {"type": "array", "items": _TEXT}, "held": _SHARE})}
    return {
        "comparison": _record({"stories": _list("story")}),
        "story": _record({"id": identifier, "documents": _list("told"), "claims": _list("shared_claim")}),
        "told": _record(
            {
                "id": identifier,
                "outlet": _TEXT_OR_NULL,
                "url": _TEXT_OR_NULL,
                "published": _TEXT_OR_NULL,
                "title": _TEXT_OR_NULL,
            }
        ),
        "shared_claim": _record(
            {
                "id": identifier,
                "tellings": {**_list("telling"), "minItems": 1},
                "contradictions": {
                    "type": "array",
                    "items": pair,
                    "description": "Pairs of documents whose tellings cannot both be true.",
                },
            }
        ),
        "telling": _record(
            {
                "document_id": identifier,
                "claim_id": identifier,
                "at": {**_list("span"), "minItems": 1, "description": "Its exact words."},
                "origin": {**_TEXT, "description": "One for all tellings that go back to the same first words."},
                "from": {**_TEXT_OR_NULL, "description": "The id of the document that it was taken from."},
                "why": {"enum": list(WHYS)},
                "decided": {
                    "type": "boolean",
                    "description": "Whether a person added the link to `from`, or, where that is null, cut one.",
                },
                "shown": _record({"here": _list("span"), "from": _list("span")}),
            }
        ),
        "voices": _record({"outlets": _list("outlet_voices")}),
        "outlet_voices": _record(
            {
                "outlet": _TEXT_OR_NULL,
                "documents": _COUNT,
                "words": _COUNT,
                "statements": _COUNT,
                "doubtful": _COUNT,
                "by_voice": _record(dict.fromkeys(VOICES, _COUNT)),
                "sources": _list("source_voice"),
            }
        ),
        "source_voice": _record(
            {
                "key": {**identifier, "description": "Tells a source from others."},
                "id": {**_TEXT_OR_NULL, "description": "The actor's, null for one whom no name joins."},
                "name": _TEXT,
                "kind": {"enum": [None, *KINDS]},
                "voice": {"enum": list(VOICES)},
                **{f"{of}{name}": _COUNT for name in ("documents", "statements", "words") for of in ("", "of_")},
                "doubtful": _COUNT,
                **dict.fromkeys(DIRECTNESS, said),
            }
        ),
        "alignment": _record(
            {
                "how": {"type": "object", "description": "What was asked for."},
                "base": {"$ref": "#/$defs/base"},
                "actors": {"type": "array", "items": _record({"id": identifier, "name": _TEXT})},
                "sources": {"type": "array", "items": _record({"key": identifier, "name": _TEXT, "voice": _TEXT})},
                "ties": {"type": "array", "items": _record({**tie, "claims": _list("ground")})},
                **measured,
                "outlets": {
                    "type": "array",
                    "items": _record({"name": _TEXT_OR_NULL, "base": {"$ref": "#/$defs/base"}, **measured}),
                },
                "voices": {"type": "array", "items": _record({"name": {"enum": [OUTLET_VOICE, "quoted"]}, **measured})},
                "windows": {
                    "type": "array",
                    "items": _record(
                        {
                            "name": _TEXT,
                            "since": _TEXT,
                            "until": _TEXT,
                            "ties": {"type": "array", "items": _record(tie)},
                            **measured,
                        }
                    ),
                },
                "changes": {
                    "type": "array",
                    "items": _record(
                        {
                            "actors": pair,
                            "kind": {"enum": ["formed", "gone", "turned"]},
                            "out_of": _TEXT,
                            "into": _TEXT,
                            "before": weights,
                            "after": weights,
                            "held": _SHARE,
                        }
                    ),
                },
                "undated": _COUNT,
            }
        ),
        "base": _record(
            {
                "documents": _COUNT,
                "claims": {**_COUNT, "description": "Of an event type."},
                "tied": {**_COUNT, "description": "Those that make a tie."},
                "left_out": {"type": "object", "description": "How many make none, by reason."},
            }
        ),
        "ground": _record(
            {
                "document_id": identifier,
                "claim_id": identifier,
                "event": _TEXT,
                "outlet": _TEXT_OR_NULL,
                "voices": {"type": "array", "items": _TEXT, "minItems": 1},
                "date": _record(
                    {"earliest": _TEXT_OR_NULL, "latest": _TEXT_OR_NULL, "from": {"enum": [None, "claim", "published"]}}
                ),
            }
        ),
        "measures": _record(
            {
                "actors": {"type": "array", "items": _TEXT},
                **dict.fromkeys(("of_actors", "documents", "claims", "triangles"), _COUNT),
                "ties": _record(dict.fromkeys(("positive", "negative", "undecided"), _COUNT)),
                "balance": estimate,
                "weighted_balance": estimate,
                "frustration": estimate,
                "contradicted": estimate,
                "polarisation": estimate,
                "frustration_index": _record({"at_least": _COUNT, "at_most": _COUNT}),
                "coalitions": groups,
                "coalitions_exact": {"type": "boolean"},
                "congruence": pairs,
                "conflict": pairs,
                "camps": groups,
            }
        ),
        "estimate": _record(
            {
                "value": {"type": ["number", "null"], "description": "Null where there is nothing to measure."},
                "low": {"type": ["number", "null"], "description": "Null where there are too few documents."},
                "high": {"type": ["number", "null"]},
                "resamples": _COUNT,
            }
        ),
    }


def _record(properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has all of these fields, and perhaps others."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _or_null(name: str) -> dict[str, Any]:
    return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}
