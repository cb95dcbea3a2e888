"""Marks of events become claims: in whose words, with what evidence, told once each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sayso.claims import Facts, Happening, Ontology, Worded, claim_logistic, claims_of, sentences
from sayso.types import Claim, Document, Link, Party, Span, Statement, statement_id

TEXT = (
    'Velm accused the Orsan navy of seizing two boats, citing radar images. "Their thugs attacked us," '
    "Mayor Ida Quist said. Orsa has denied that it detained anybody. Prices rose."
)
ONTOLOGY = Ontology.load()
STATUSES = {"actual": 0.9, "denied": 0.1}


def span(words: str, after: str = "") -> Span:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


def happening(trigger: str, type_: str = "", actor: str = "", recipient: str = "", **more: object) -> Happening:
    facts: dict[str, object] = {"statuses": STATUSES, "negative": 0.0, "score": 0.9} | more
    return Happening(
        span(trigger), {type_: 0.8, "AID": 0.2} if type_ else {}, (span(actor),) if actor else (),
        (span(recipient),) if recipient else (), party_scores=(0.9, 0.9), **facts,  # type: ignore[arg-type]
    )  # fmt: skip


def statement(source: str, cue: str, content: str, doubtful: bool = False) -> Statement:
    party = Party(span(source), "person", True, source.lower())
    link = Link(span(source), span(cue), None, (party,))
    return Statement(
        statement_id("made", [span(content)], [link]), (span(content),), (link,), 1, "indirect", 0.9, None, doubtful
    )


ACCUSED = statement("Velm", "accused", "the Orsan navy of seizing two boats")
SAID = statement("Mayor Ida Quist", "said", '"Their thugs attacked us,"')
DENIED = statement("Orsa", "denied", "that it detained anybody")


def claims(
    happenings: Sequence[Happening],
    statements: Sequence[Statement] = (ACCUSED, SAID, DENIED),
    evidence: Sequence[Worded] = (),
    loaded: Sequence[Worded] = (),
) -> tuple[Claim, ...]:
    heard: list[tuple[Span, tuple[Party, ...]]] = []

    def parties(at: Span, speakers: tuple[Party, ...]) -> tuple[Party, ...]:
        heard.append((at, speakers))
        return (Party(at, "group", False, TEXT[at.start : at.end]),)

    facts = Facts(parties, lambda one, within, status: None, lambda one, within: None)
    return claims_of(
        Document(TEXT), happenings, statements, sentences(TEXT), facts, ONTOLOGY, evidence, loaded,
        lambda one: claim_logistic({}, one), 0.3,
    )  # fmt: skip


def test_a_claim_stands_in_the_innermost_statement_round_its_trigger() -> None:
    accused, seized, attacked = claims(
        [
            happening("seizing", "COERCE", "the Orsan navy"),
            happening("accused", "ACCUSE", "Velm", "the Orsan navy"),
            happening("attacked", "ASSAULT", "Their thugs", "us"),
        ]
    )
    assert [c.event for c in (accused, seized, attacked)] == ["ACCUSE", "COERCE", "ASSAULT"]
    assert accused.statement is None  # the cue is the outlet's own word
    assert seized.statement == ACCUSED.id
    assert attacked.statement == SAID.id
    assert [p.actor_id for p in attacked.recipient] == ["us"]
    assert accused.quad_code == 3
    assert attacked.cameo is not None


def test_a_doubtful_statement_holds_nothing() -> None:
    doubtful = statement("Velm", "accused", "the Orsan navy of seizing two boats", doubtful=True)
    (claim,) = claims([happening("seizing", "COERCE")], [doubtful])
    assert claim.statement is None


def test_to_say_something_is_no_claim_of_its_own() -> None:
    found = claims([happening("said"), happening("denied", "REJECT", "Orsa"), happening("rose")])
    assert [TEXT[c.trigger[0].start : c.trigger[0].end] for c in found] == ["denied", "rose"]
    assert [c.event for c in found] == ["REJECT", None]


def test_denied_has_no_polarity_of_its_own() -> None:
    (claim,) = claims([happening("detained", "COERCE", statuses={"denied": 0.7, "actual": 0.3}, negative=0.9)])
    assert (claim.certainty.status, claim.certainty.polarity) == ("denied", "positive")
    assert claim.certainty.by_source == -3


def test_evidence_and_loaded_words_go_with_the_nearest_claim_of_their_voice() -> None:
    happenings = [
        happening("accused", "ACCUSE"), happening("seizing", "COERCE"), happening("attacked", "ASSAULT"),
    ]  # fmt: skip
    accused, seized, attacked = claims(
        happenings, evidence=[Worded(span("radar images"), ("image",))], loaded=[Worded(span("thugs"))]
    )
    assert [e.kind for e in accused.evidence] == [("image",)]  # the outlet's words, as "accused" is
    assert seized.evidence == attacked.evidence == ()
    assert [(TEXT[w.span.start : w.span.end], w.voice) for w in attacked.loaded] == [("thugs", SAID.id)]


def test_where_a_sentence_has_no_claim_the_one_before_takes_its_words() -> None:
    (claim,) = claims([happening("detained", "COERCE")], loaded=[Worded(span("rose"))])
    assert [w.voice for w in claim.loaded] == ["outlet"]


def test_nothing_to_go_with_is_nothing() -> None:
    assert claims([], loaded=[Worded(span("thugs"))]) == ()


def test_a_claim_told_twice_is_one() -> None:
    assert len(claims([happening("attacked", "ASSAULT"), happening("attacked", "COERCE")])) == 1


def test_confidence_is_told_by_the_weights() -> None:
    one = happening("attacked", "ASSAULT")
    assert claim_logistic({}, one) == pytest.approx(0.9 * 0.8 * 0.9 * 0.9 * 0.9)
    weights = {"event": 1.0, "type": 0.0, "actors": 0.0, "recipients": 0.0, "status": 0.0, "constant": 0.0}
    assert claim_logistic(weights, one) == pytest.approx(0.9)
