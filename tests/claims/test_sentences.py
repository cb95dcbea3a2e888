"""Sentences cover all that is no white space, in order, and are found again by place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.chains.sentences import sentence_at, sentences

TEXT = 'Gen. Ole Quist left. "We go now." He said so!\nThe U.S. envoy (ill) stayed'


def test_abbreviations_and_quotations() -> None:
    assert [TEXT[s.start : s.end] for s in sentences(TEXT)] == [
        "Gen. Ole Quist left.", '"We go now."', "He said so!", "The U.S. envoy (ill) stayed",
    ]  # fmt: skip


@given(st.text(alphabet="ab .!?\n\"'(AB1", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    found = sentences(text)
    outside = list(text)
    for one in found:
        assert text[one.start : one.end].strip() == text[one.start : one.end] != ""
        outside[one.start : one.end] = ""  # type: ignore[call-overload]
        outside[one.start : one.start] = [" "] * (one.end - one.start)
    assert not "".join(outside).strip()
    assert found == sorted(found)
    for one in found:
        assert sentence_at(found, one.start) == sentence_at(found, one.end - 1) == one
