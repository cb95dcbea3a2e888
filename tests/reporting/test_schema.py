import json
from dataclasses import replace

import pytest
from invented import claims_reading, hostile_reading, reading
from jsonschema import Draft202012Validator, ValidationError

from sayso.claims import Ontology
from sayso.comparison.records import WHYS as WHYS_MADE
from sayso.comparison.speaking.shares import VOICES as VOICES_MADE
from sayso.reporting.tables import json_text, jsonl_lines
from sayso.schema import CONTEXTS, MODES, VOICES, WHYS, schema
from sayso.types import Failure, Link, Party, Place, Review, Span, When

VALIDATOR = Draft202012Validator(schema())


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    "one", [reading(), hostile_reading(), claims_reading(), Failure("a", "not-found", "No file", None)]
)
def test_all_that_is_written_follows_the_schema(one) -> None:
    VALIDATOR.validate(json.loads(json_text(one)))
    for line in jsonl_lines(one):
        VALIDATOR.validate(json.loads(line))


def test_every_field_of_a_link_and_a_review_follows_it() -> None:
    party = Party(Span(0, 3), "state", True, "PAK")
    when = When("2016-01-01", None, "open", None, (Span(0, 3),))
    place = Place("Lowmere", "PEL", 1.0, -179.5, "city", None, (Span(0, 3),))
    link = Link(None, None, "unresolved", (party,), (party,), when, place)
    review = Review("corrected", "2025-01-01", "n", "me", {"source": {"start": 0, "end": 3}}, True)
    one = reading()
    row = replace(one.statements[0], chain=(link,), review=review)
    VALIDATOR.validate(json.loads(json_text(replace(one, statements=(row,)))))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("statements", 0, "directness"), "spoken"),
        (("statements", 0, "confidence"), 1.1),
        (("statements", 0, "chain"), []),
        (("statements", 0, "chain", 0, "no_source"), "nobody"),
        (("statements", 0, "content", 0, "start"), -1),
        (("statements", 2, "review", "verdict"), "maybe"),
        (("actors", 0, "kind"), "robot"),
        (("document", "sha256"), "abc"),
        (("claims",), [{}]),
        (("claims", 0, "trigger"), []),
        (("claims", 0, "event"), 4),
        (("claims", 0, "quad_code"), 5),
        (("claims", 0, "certainty", "status"), "maybe"),
        (("claims", 0, "certainty", "polarity"), "neutral"),
        (("claims", 0, "certainty", "by_source"), 4),
        (("claims", 0, "actor", 0, "kind"), "robot"),
        (("claims", 0, "date", "precision"), "moment"),
        (("claims", 0, "date", "inferred"), "a guess"),
        (("claims", 2, "place", "precision"), "somewhere"),
        (("claims", 2, "place", "latitude"), 91),
        (("claims", 16, "evidence", 0, "kind"), ["proof"]),
        (("claims", 5, "loaded", 0, "voice"), None),
        (("claims", 0, "confidence"), 1.1),
        (("claims", 0, "context"), "military"),
        (("sayso",), "2"),
    ],
)
def test_what_is_wrong_does_not(path: tuple[str | int, ...], value: object) -> None:
    wire = (claims_reading() if len(path) > 1 and path[0] == "claims" else reading()).to_dict()
    place = wire
    for step in path[:-1]:
        place = place[step]  # type: ignore[index]
    place[path[-1]] = value  # type: ignore[index]
    with pytest.raises(ValidationError):
        VALIDATOR.validate(wire)


@pytest.mark.parametrize("field", ["model", "document", "statements", "claims", "actors", "sayso", "type"])
def test_every_field_is_required(field: str) -> None:
    wire = reading().to_dict()
    del wire[field]
    with pytest.raises(ValidationError):
        VALIDATOR.validate(wire)


@pytest.mark.parametrize("field", sorted(claims_reading().to_dict()["claims"][0]))
def test_every_field_of_a_claim_is_required(field: str) -> None:
    wire = claims_reading().to_dict()
    del wire["claims"][0][field]
    with pytest.raises(ValidationError):
        VALIDATOR.validate(wire)


def test_words_of_another_ontology_may_stand_where_plovers_do() -> None:
    wire = claims_reading().to_dict()
    wire["claims"][0] |= {"event": "STRIKE_TALKS", "mode": "by post", "context": ["fisheries"], "quad_code": None}
    VALIDATOR.validate(wire)


def test_fields_may_be_added() -> None:
    VALIDATOR.validate({**reading().to_dict(), "stories": []})


def test_the_examples_of_modes_and_contexts_are_the_table_s() -> None:
    ontology = Ontology.load()
    assert set(ontology.modes) == {mode for modes in MODES.values() for mode in modes}
    assert ontology.contexts == CONTEXTS


def test_the_words_of_comparisons_are_theirs() -> None:
    assert WHYS == WHYS_MADE
    assert VOICES == VOICES_MADE
