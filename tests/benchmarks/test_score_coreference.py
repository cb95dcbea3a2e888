"""The scorer of events told by several documents: which mentions are offered, and how clusters are counted."""

from __future__ import annotations

import pytest
from benchmarks import coreference
from benchmarks.coreference import (
    Page,
    Result,
    Told,
    by_tokens_shared,
    claims,
    gold_clusters,
    gold_mentions,
    learned,
    with_statements,
)
from benchmarks.ecbplus import EcbDocument, Mention, put_together
from benchmarks.mentions import measure

from sayso.types import Certainty, Claim, Document, Link, Reading, Span, Statement, claim_id, statement_id

SENTENCES = [
    sentence.split(" ")
    for sentence in (
        "A strike has broken out in Hesk , the mayor has also said .",
        "Nobody knows why the dockers struck .",
    )
]


def page(name: str = "7_1ecb", triggers: tuple[str, ...] = ("strike", "broken", "knows")) -> Page:
    text, tokens = put_together(SENTENCES)
    mentions = (
        Mention("ACT1", (1,), "ACTION_OCCURRENCE"),
        Mention(f"{name}:m3", (3, 4), "ACTION_OCCURRENCE"),
        Mention(f"{name}:m4", (12,), "ACTION_REPORTING"),
        Mention("PER1", (8, 9), "HUMAN_PART_PER"),
    )
    gold = EcbDocument(name, 7, "7ecb", text, tokens, ((0, 14), (14, 21)), mentions)
    document = Document(text, outlet=name)

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    own = (Link(at("the mayor"), at("has also said")),)
    content = (at("A strike has broken out in Hesk"),)
    statement = Statement(statement_id(document.id, content, own), content, own, 1, "indirect", 0.9)
    found = tuple(
        Claim(claim_id(document.id, (at(word),), None), None, (at(word),), None,
              Certainty("positive", "actual", None, None), 0.9)
        for word in triggers
    )  # fmt: skip
    return Page(gold, Reading("invented", document, (statement,), (), found))


def offered(one: Page) -> list[tuple[int, ...]]:
    return [one.tokens(claim.trigger) for claim in one.reading.claims]


def test_triggers_are_offered_where_events_are_marked_with_their_particle() -> None:
    assert offered(claims(page())) == [(1,), (3, 4)]
    assert offered(with_statements(page())) == [(1,), (3, 4), (12,)]
    assert offered(gold_mentions(page(triggers=("broken",)))) == [(1,), (3, 4), (12,)]


def test_a_trigger_may_stand_for_the_mention_it_touches() -> None:
    one = page()
    read = [frozenset({("7_1ecb", (1,)), ("7_1ecb", (4,))}), frozenset({("7_1ecb", (3,))})]
    moved = by_tokens_shared(read, [one])
    assert moved == [frozenset({("7_1ecb", (1,)), ("7_1ecb", (4,))}), frozenset({("7_1ecb", (3, 4))})]


def test_what_is_summed_by_parts_is_what_is_counted_at_once() -> None:
    a, b, c, d = (("x", (number,)) for number in range(4))
    gold = [frozenset({a, b}), frozenset({c}), frozenset({d})]
    read = [frozenset({a}), frozenset({b, c}), frozenset({("x", (9,))})]
    result = Result.of(gold, read)
    assert result.sums == {metric: pytest.approx(sums) for metric, sums in measure(gold, read).items()}
    assert Result.of(gold, gold).conll == pytest.approx(100)
    assert Result.of(gold, []).conll == 0


def test_weights_are_learned_from_mentions_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coreference, "KEPT", 1)
    story = [claims(page("7_1ecb")), claims(page("7_2ecb"))]
    told = Told.of(story)
    assert sorted(told.chains, key=str) == ["7_1ecb:m3", "7_2ecb:m3", "ACT1", "ACT1"]
    weights = learned([told.examples])
    assert weights["same word"] > 0
    assert gold_clusters(story)[0] == {("7_1ecb", (1,)), ("7_2ecb", (1,))}
