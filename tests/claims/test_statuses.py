"""How sure a text tells an event: what the head says, and what stands before it."""

from __future__ import annotations

import pytest

from sayso.claims.events.statuses import status_of
from sayso.types import STATUSES, Span

ACTUAL = {status: 0.9 if status == "actual" else 0.02 for status in STATUSES}


def status(text: str, trigger: str, subject: str = "") -> str:
    at = text.index(trigger)
    arguments = [("ARG0", Span(text.index(subject), text.index(subject) + len(subject)))] if subject else []
    return status_of(text, Span(at, at + len(trigger)), Span(0, len(text)), ACTUAL, 0.01, arguments)[0]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Norland denied that its guards had beaten the crew.", "beaten"),
        ("The firm disputed that it bribed anybody.", "bribed"),
        ("She rejected claims that two of her men fired on the march.", "fired"),
        ("He denies beating the clerk.", "beating"),
        ("He denied ever having beaten the clerk.", "beaten"),
        ("Velm denied carrying out a strike.", "strike"),
    ],
)
def test_what_is_denied_is_told_as_denied(text: str, trigger: str) -> None:
    assert status(text, trigger) == "denied"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Velm denied a part in the attack.", "attack"),
        ("Velm denied that the strike broke the truce.", "strike"),
        ("The clerk did not deny that he had beaten him.", "beaten"),
        ("Velm would neither confirm nor deny that it fired.", "fired"),
        ("Velm denied it, and its guards beat the crew.", "beat"),
        ("Judges denied bail and jailed the clerk.", "jailed"),
    ],
)
def test_what_a_denial_takes_for_granted_or_stands_beside_is_not(text: str, trigger: str) -> None:
    assert status(text, trigger) == "actual"


def test_a_verb_with_a_subject_of_one_noun_is_denied() -> None:
    assert status("Velm denied that its guards fired.", "fired", "its guards") == "denied"
