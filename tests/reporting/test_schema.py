import json
from dataclasses import replace

import pytest
from invented import hostile_reading, reading
from jsonschema import Draft202012Validator, ValidationError

from sayso.reporting.tables import json_text, jsonl_lines
from sayso.schema import schema
from sayso.types import Failure, Link, Party, Review, Span, When

VALIDATOR = Draft202012Validator(schema())


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("one", [reading(), hostile_reading(), Failure("a", "not-found", "No file", None)])
def test_all_that_is_written_follows_the_schema(one) -> None:
    VALIDATOR.validate(json.loads(json_text(one)))
    for line in jsonl_lines(one):
        VALIDATOR.validate(json.loads(line))


def test_every_field_of_a_link_and_a_review_follows_it() -> None:
    party = Party(Span(0, 3), "state", True, "PAK")
    when = When("2016-01-01", None, "open", None, (Span(0, 3),))
    link = Link(None, None, "unresolved", (party,), (party,), when, {"name": "Lowmere"})
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
        (("sayso",), "2"),
    ],
)
def test_what_is_wrong_does_not(path: tuple[str | int, ...], value: object) -> None:
    wire = reading().to_dict()
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


def test_fields_may_be_added() -> None:
    VALIDATOR.validate({**reading().to_dict(), "stories": []})
