"""How far the source and the outlet commit themselves: worked by hand, and what holds for every text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.claims.certainty.commitment import SURE, certainty
from sayso.claims.certainty.commitment_words import CUES, PHRASES, class_of
from sayso.types import STATUSES, Certainty, Link, Span, Statement, Status

SOURCE = "The mill "


def read(
    text: str,
    trigger: str,
    status: Status = "actual",
    *,
    chain: tuple[tuple[str | None, str | None], ...] = (),
    content: str | None = None,
    negative: bool = False,
    graded: float | None = None,
) -> Certainty:
    """The certainty of `trigger` in a text of one sentence; the content runs from the words `content` to its end."""
    start = text.index(trigger)
    statement = None
    if chain:
        links = tuple(Link(source=_span(text, source), cue=_span(text, cue)) for source, cue in chain)
        held = Span(text.index(content), len(text)) if content else Span(start, len(text))
        statement = Statement("s", (held,), links, own=1, directness="indirect", confidence=1.0)
    return certainty(text, Span(start, start + len(trigger)), Span(0, len(text)), status, negative, graded, statement)


def _span(text: str, words: str | None) -> Span | None:
    return Span(text.index(words), text.index(words) + len(words)) if words else None


def said(
    cue: str, status: Status = "actual", *, rest: str = "that it burned the ledgers.", negative: bool = False
) -> Certainty:
    """What `cue` makes of a content that the mill reports."""
    text = f"{SOURCE}{cue} {rest}"
    return read(text, "burned", status, chain=(("The mill", cue),), content=rest[:6], negative=negative)


def words(text: str, told: Certainty) -> list[str]:
    return [text[span.start : span.end] for span in told.at]


# ── the outlet's own voice ──


def test_the_outlet_alone_has_no_source() -> None:
    told = read("The mill burned the ledgers.", "burned")
    assert (told.by_source, told.by_outlet, told.polarity, told.at) == (None, 3.0, "positive", ())


@pytest.mark.parametrize(
    ("text", "status", "negative", "wanted", "at"),
    [
        ("The mill never burned the ledgers.", "actual", True, -3.0, ["never"]),
        ("The mill hasn’t burned the ledgers.", "actual", True, -3.0, ["hasn’t"]),
        ("The mill probably burned the ledgers.", "actual", False, 2.0, ["probably"]),
        ("The ledgers burned, and the mill probably knows.", "actual", False, 3.0, []),
        ("The mill, which probably knows, burned the ledgers.", "actual", False, 3.0, []),
        ("The ledgers may have been burned.", "possible", False, 0.5, ["may"]),
        ("The ledgers may have been burned.", "actual", False, 3.0, []),  # the status is believed, not the modal
        ("The ledgers are unlikely to be burned.", "possible", False, -1.5, ["unlikely"]),
        ("Were the ledgers burned?", "possible", False, 0.0, ["?"]),
        ("The ledgers will be burned.", "planned", False, 2.5, []),
        ("The mill plans to have them burned.", "planned", False, 1.5, ["plans"]),
        ("If they are burned, somebody will talk.", "conditional", False, 0.0, ["If"]),
        ("If somebody talks, they will be burned.", "conditional", False, 1.0, ["If"]),
        ("Had it known, it would have burned them.", "conditional", False, -2.5, ["Had", "would have"]),
        ("The mill must have them burned.", "demanded", False, 0.0, []),
        ("The mill reportedly burned the ledgers.", "actual", False, 0.6, ["reportedly"]),
        ("The mill denies it burned the ledgers.", "denied", False, 0.0, ["denies"]),
        ("The mill “burned” the ledgers.", "actual", False, -1.2, ["“burned”"]),
        ("The so-called burned ledgers are back.", "actual", False, -1.2, ["so-called"]),
        ("“We saw at noon that they burned all of the ledgers” is on the wall.", "actual", False, 3.0, []),
    ],
)
def test_what_the_outlet_itself_tells(text: str, status: Status, negative: bool, wanted: float, at: list[str]) -> None:
    told = read(text, "burned", status, negative=negative)
    assert (told.by_source, told.by_outlet) == (None, wanted)
    assert words(text, told) == at


# ── cues ──


@pytest.mark.parametrize(
    ("cue", "by_source", "by_outlet"),
    [
        ("revealed", 3.0, 2.55),
        ("has also admitted", 3.0, 2.55),
        ("was shocked", 3.0, 2.4),
        ("found", 3.0, 2.1),
        ("pointed out", 3.0, 1.95),
        ("said", 3.0, 0.6),
        ("mumbled and hummed", 3.0, 0.6),
        ("frobnicated", 3.0, 0.6),  # a word that nobody knows reports
        ("believes", 2.0, 0.6),
        ("suspects", 1.5, 0.3),
        ("fears", 1.0, 0.45),
        ("alleges", 2.5, 0.15),
        ("claims", 3.0, -0.45),
        ("insisted", 3.0, -0.45),
        ("doubts", -1.5, -0.45),
        ("pretended", 3.0, -1.8),
        ("falsely claimed", 3.0, -3.0),
        ("rightly said", 3.0, 2.55),
        ("appeared to confirm", 2.0, 1.05),
        ("did not say", 0.0, 0.0),
        ("declined to confirm", 0.0, 0.0),
        ("did not know", 0.0, 1.8),
        ("does not believe", -1.5, -0.3),
        ("has not denied", 0.5, 0.45),
        ("would neither confirm nor deny", 0.0, 0.0),
        ("has long called for proof", 2.5, 1.8),  # told as actual inside a demand: taken for granted
    ],
)
def test_what_a_cue_does(cue: str, by_source: float, by_outlet: float) -> None:
    told = said(cue)
    assert (told.by_source, told.by_outlet) == (by_source, by_outlet)


def test_reveals_is_not_claims() -> None:
    assert said("reveals").by_source == said("claims").by_source
    assert (said("reveals").by_outlet or 0) > 2 > 0 > (said("claims").by_outlet or 0)


@pytest.mark.parametrize("cue", ["denied", "has denied", "rejected", "pleaded not guilty to", "denies having said"])
def test_a_denial_is_the_source_s_own_and_the_outlet_stays_outside(cue: str) -> None:
    told = said(cue, "denied")
    assert (told.polarity, told.status, told.by_source, told.by_outlet) == ("positive", "denied", -3.0, 0.0)


def test_a_refuted_claim_is_not_the_outlet_s() -> None:
    assert said("refuted claims", "denied").by_outlet == pytest.approx(-1.05)


def test_what_is_said_not_to_be_so_is_denied_without_a_word_of_denying() -> None:
    told = said("said", "denied", rest="it was a lie that it burned the ledgers.")
    assert (told.by_source, told.by_outlet) == (-3.0, -0.6)


@pytest.mark.parametrize(("cue", "wanted"), [("vowed", 2.0), ("threatened", 1.5), ("said", 2.5), ("predicts", 2.0)])
def test_what_is_planned(cue: str, wanted: float) -> None:
    assert said(cue, "planned", rest="it will have burned the ledgers.").by_source == wanted


def test_what_is_demanded_is_nobody_s_belief() -> None:
    assert (said("demanded", "demanded").by_source, said("demanded", "demanded").by_outlet) == (0.0, 0.0)
    assert said("ordered", "demanded").by_source == 0.5


def test_what_is_told_not_to_be_is_turned() -> None:
    told = said("claims", rest="that it never burned the ledgers.", negative=True)
    assert (told.polarity, told.by_source, told.by_outlet) == ("negative", -3.0, 0.45)
    assert said("admits", rest="that it never burned the ledgers.", negative=True).by_outlet == -2.55


def test_a_hedge_in_the_content_binds_both() -> None:
    told = said("confirmed", "possible", rest="it may have burned the ledgers.")
    assert (told.by_source, told.by_outlet) == (0.5, pytest.approx(0.42, abs=0.01))


def test_nobody_who_believes_it_disbelieves_it() -> None:
    text = "Few at the mill believe that it burned the ledgers."
    told = read(text, "burned", chain=(("Few at the mill", "believe"),), content="that")
    assert told.by_source == -1.5
    assert words(text, told) == ["Few", "believe"]


def test_without_evidence() -> None:
    text = "The mill said, without offering any evidence, that rivals burned the ledgers."
    told = read(text, "burned", chain=(("The mill", "said"),), content="that")
    assert told.by_outlet == -1.5
    assert words(text, told) == ["said", "without offering any evidence"]


def test_a_link_without_a_cue_is_neutral() -> None:
    text = "The mill: rivals burned the ledgers."
    told = read(text, "burned", chain=(("The mill", None),))
    assert (told.by_source, told.by_outlet, told.at) == (3.0, 0.6, ())


def test_a_word_of_the_content_does_not_judge_the_cue() -> None:
    text = "The mill said bogus buyers burned the ledgers."
    assert read(text, "burned", chain=(("The mill", "said"),), content="bogus").by_outlet == 0.6


# ── chains ──


def chained(outer: str, inner: str, status: Status = "actual") -> Certainty:
    text = f"The weekly {outer} that the mill {inner} that it burned the ledgers."
    return read(text, "burned", status, chain=(("The weekly", outer), ("the mill", inner)), content="that it")


@pytest.mark.parametrize(
    ("outer", "inner", "by_source", "by_outlet"),
    [
        ("said", "admitted", 3.0, 0.6),
        ("revealed", "said", 3.0, 0.6),
        ("revealed", "admitted", 3.0, 2.55),
        ("revealed", "believes", 2.0, 0.6),
        ("claimed", "admitted", 3.0, -0.45),
        ("denied", "had said", 0.0, -0.6),  # that it was said is denied
    ],
)
def test_the_weakest_link_decides_for_the_outlet(outer: str, inner: str, by_source: float, by_outlet: float) -> None:
    told = chained(outer, inner)
    assert (told.by_source, told.by_outlet) == (by_source, by_outlet)


def test_who_is_contradicted_stays_sure() -> None:
    text = "The court rejected the mill’s assertion that rivals burned the ledgers."
    told = read(
        text, "burned", "denied", chain=(("The court", "rejected"), ("the mill’s", "assertion")), content="that"
    )
    assert (told.by_source, told.by_outlet) == (3.0, -0.6)


def test_another_link_never_adds_to_the_outlet_s_share() -> None:
    for cue in ("said", "revealed", "claims", "fears", "reported"):
        assert (chained(cue, "admitted").by_outlet or 0) <= (said("admitted").by_outlet or 0)


# ── the trained judgement ──


def test_the_trained_judgement_moderates_what_is_actual() -> None:
    text = "The mill burned the ledgers."
    assert read(text, "burned", graded=1.0).by_outlet == 2.5
    assert read(text, "burned", graded=99.0).by_outlet == 3.0
    assert read(text, "burned", graded=-3.0, negative=True).by_outlet == -3.0


@pytest.mark.parametrize("status", [status for status in STATUSES if status != "actual"])
def test_of_all_else_it_says_nothing(status: Status) -> None:
    text = "The mill will have burned the ledgers."
    assert read(text, "burned", status, graded=-3.0) == read(text, "burned", status)


@settings(max_examples=60, deadline=None)
@given(st.floats(-3, 3), st.floats(-3, 3))
def test_the_surer_it_judges_the_surer_it_is_told(one: float, other: float) -> None:
    low, high = sorted((one, other))
    text = "The mill said it burned the ledgers."
    told = [read(text, "burned", chain=(("The mill", "said"),), content="it", graded=value) for value in (low, high)]
    assert (told[0].by_source or 0) <= (told[1].by_source or 0)
    assert (told[0].by_outlet or 0) <= (told[1].by_outlet or 0)


# ── what holds for every text ──

_WORDS = (
    "may", "not", "never", "said", "claims", "denied", "“", "”", "'", ",", ".", "?", "if", "had", "would", "have",
    "so-called", "reportedly", "who", "and", "that", "refused", "nor", "falsely", "without", "evidence", "is", "12",
    "漢",
)  # fmt: skip
_ODD = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14).map(" ".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ODD, st.data(), st.sampled_from(STATUSES), st.booleans(), st.none() | st.floats(-3, 3), st.booleans())
def test_the_scale_and_the_spans_hold(
    text: str, data: st.DataObject, status: Status, negative: bool, graded: float | None, quoted: bool
) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span(start, data.draw(st.integers(start + 1, len(text))))

    statement = None
    if quoted:
        links = tuple(
            Link(source=data.draw(st.none() | st.builds(span)), cue=data.draw(st.none() | st.builds(span)))
            for _ in range(data.draw(st.integers(1, 3)))
        )
        statement = Statement("s", (span(),), links, own=1, directness="mixed", confidence=1.0)
    told = certainty(text, span(), span(), status, negative, graded, statement)
    assert (told.status, told.polarity) == (status, "negative" if negative else "positive")
    assert (told.by_source is None) == (statement is None)
    assert all(value is None or -SURE <= value <= SURE for value in (told.by_source, told.by_outlet))
    assert list(told.at) == sorted(set(told.at))
    assert all(0 <= one.start < one.end <= len(text) for one in told.at)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(CUES)), st.sampled_from([("Orla", "Velm"), ("Ida Quist", "the Harbour Guild")]))
def test_no_party_is_favoured(cue: str, names: tuple[str, str]) -> None:
    told = [
        read(f"{name} {cue} that it burned them.", "burned", chain=((name, cue),), content="that it") for name in names
    ]
    assert (told[0].by_source, told[0].by_outlet) == (told[1].by_source, told[1].by_outlet)


def test_the_table_is_on_the_scale() -> None:
    phrases = [cue for found in PHRASES.values() for _, cue in found]
    assert len(CUES) > 500
    assert all(-SURE <= cue.most <= SURE and -1 <= cue.keep <= 1 for cue in (*CUES.values(), *phrases))
    assert all(word == word.lower() for word in CUES)


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        ("denies", "denied"), ("denying", "denied"), ("admitted", "factive"), ("swore", "said"), ("has said", "said"),
        ("was convicted of", "factive"), ("plotted", "said"), ("declined to say", "said"), ("refused", "implicative"),
        ("called for", "wanted"), ("called", "labelled"), ("ruled out", "denied"), ("ruled", "found"),
        ("have long called for", "wanted"), ("are determined", "intended"), ("", "said"),
    ],
)  # fmt: skip
def test_the_class_of_a_cue(cue: str, kind: str) -> None:
    assert class_of(cue.split())[0].kind == kind
