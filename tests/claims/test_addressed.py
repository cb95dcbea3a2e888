"""Whom a verb of telling tells."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims import addressed
from sayso.types import Span


def told(signed: str) -> str | None:
    """`<cue>` and `{content}` are signed in the text; gives the words addressed."""
    cue: Span | None = None
    content = []
    at = 0
    opened = 0
    for part in re.split(r"([<>{}])", signed):
        if part in "<{" and part:
            opened = at
        elif part == ">":
            cue = Span(opened, at)
        elif part == "}":
            content.append(Span(opened, at))
        else:
            at += len(part)
    text = re.sub(r"[<>{}]", "", signed)
    found = addressed(text, cue, content)
    if found is None:
        return None
    words = text[found.start : found.end]
    assert words == words.strip()
    return words


@pytest.mark.parametrize(
    ("signed", "wanted"),
    [
        ("She <told> reporters {that the port would close}.", "reporters"),
        ("She <asked> the board {whether it would close}.", "the board"),
        ("{“It will close,”} she <told> the Harbour Gazette.", "the Harbour Gazette"),
        ("{“It will close,”} Mr. Quist <tells> Al Bahr English.", "Al Bahr English"),
        ("{“It will close,”} he <told> reporters on Monday.", "reporters"),
        ("{“It will close,”} he <told> reporters in Velm.", "reporters"),
        ("{“It will close,”} he <told> the BBC, {“and soon.”}", "the BBC"),
        ("She <told> the mayor on Tuesday {that it would close}.", "the mayor"),
        ("She <told> him {it would close}.", "him"),
        ("She <told> them everything {about it}.", "them"),
        ("She <was told> {that it would close}.", None),
        ("She <warned> {that it would close}.", None),
        ("She <warned> the city {it would close}.", "the city"),
        ("She <warned> {of a flood}.", None),
        ("She <has informed> the Ministry of the Sea {that it would close}.", "the Ministry"),
        ("He <urged> {Japan to free them}.", "Japan"),
        ("He <urged> {the two sides not to fight}.", "the two sides"),
        ("He <called on> {the ministry to act}.", "the ministry"),
        ("He <asked> {officials to explain}.", "officials"),
        ("He <asked> {to be let in}.", None),
        ("He <asked> {whether to go to Velm}.", None),
        ("He <told> {that to everybody}.", None),
        ("He <said> {the port would close}.", None),
        ("{The port would close}, he <said>.", None),
        ("{The port would close}, he <told>.", None),
        ("{The port would close}, he <told>", None),
        ("He <told>: {“It will close.”}", None),
        ("{“It closes,”} she <told> the U.S. Senate.", "the U.S. Senate"),
        ("{It closes}.", None),
    ],
)
def test_whom(signed: str, wanted: str | None) -> None:
    assert told(signed) == wanted


@given(st.text(st.sampled_from("told asked the urged to “”.,\n bA"), max_size=40), st.data())
def test_never_beyond_the_text(text: str, data: st.DataObject) -> None:
    text += " told b"
    place = st.integers(0, len(text))
    a, b = sorted((data.draw(place), data.draw(place)))
    c, d = sorted((data.draw(place), data.draw(place)))
    found = addressed(text, Span(a, b), [Span(c, d)] if c < d else [])
    if found:
        assert b <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip()
