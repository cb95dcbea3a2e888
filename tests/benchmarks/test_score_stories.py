"""The scorer of stories, the reader of its set, and the readings that time is measured on."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import inventing
from benchmarks.ecbplus import Mention, documents, put_together
from benchmarks.stories import b_cubed, errors

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="7_2ecbplus.xml">
<token t_id="1" sentence="0" number="0">http</token>
<token t_id="2" sentence="0" number="1">:</token>
<token t_id="3" sentence="0" number="2">/</token>
<token t_id="4" sentence="0" number="3">/</token>
<token t_id="5" sentence="0" number="4">hesk</token>
<token t_id="6" sentence="0" number="5">.</token>
<token t_id="7" sentence="0" number="6">example</token>
<token t_id="8" sentence="1" number="0">Weavers</token>
<token t_id="9" sentence="1" number="1">did</token>
<token t_id="10" sentence="1" number="2">n't</token>
<token t_id="11" sentence="1" number="3">walk</token>
<token t_id="12" sentence="1" number="4">out</token>
<token t_id="13" sentence="1" number="5">.</token>
<Markables>
<ACTION_OCCURRENCE m_id="3"><token_anchor t_id="12"/><token_anchor t_id="11"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="4"><token_anchor t_id="8"/></HUMAN_PART_PER>
<NEG_ACTION_STATE m_id="5"><token_anchor t_id="9"/></NEG_ACTION_STATE>
<ACTION_OCCURRENCE m_id="9" instance_id="ACT1" TAG_DESCRIPTOR="walk out"/>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="1" note="ACT1"><source m_id="3"/><target m_id="9"/></CROSS_DOC_COREF>
<INTRA_DOC_COREF r_id="2"><source m_id="4"/></INTRA_DOC_COREF>
</Relations>
</Document>
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "ecbplus" / "7"
    folder.mkdir(parents=True)
    (folder / "7_2ecbplus.xml").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_a_document_has_its_text_tokens_and_chains(data: Path) -> None:
    (one,) = documents(data)
    assert (one.name, one.topic, one.subtopic) == ("7_2ecbplus", 7, "7ecbplus")
    assert one.text == "http://hesk.example\nWeavers didn't walk out."
    assert [one.text[start:end] for start, end in one.tokens][7:] == ["Weavers", "did", "n't", "walk", "out", "."]
    assert one.sentences == ((0, 7), (7, 13))
    assert one.mentions == (
        Mention("ACT1", (10, 11), "ACTION_OCCURRENCE"),
        Mention("7_2ecbplus:2", (7,), "HUMAN_PART_PER"),
        Mention("7_2ecbplus:m5", (8,), "NEG_ACTION_STATE"),
    )
    assert [mention.is_event for mention in one.mentions] == [True, False, True]


def test_a_mention_of_a_token_that_is_not_there_is_told(data: Path) -> None:
    path = data / "ecbplus" / "7" / "7_2ecbplus.xml"
    path.write_text(PAGE.replace('token_anchor t_id="8"', 'token_anchor t_id="88"'), encoding="utf-8")
    with pytest.raises(ValueError, match="7_2ecbplus: no token 88"):
        list(documents(data))


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ('" It sank , " she said .', '"It sank," she said.'),
        ("the captain ( 43 ) 's two - thirds", "the captain (43)'s two-thirds"),
        ("a 6 . 1 quake at 12 : 50 took 120 , 000 homes", "a 6.1 quake at 12:50 took 120,000 homes"),
        ("`` Sturla '' - aground - sank", "``Sturla'' - aground-sank"),
    ],
)
def test_texts_are_put_together_as_english_writes_them(sentence: str, text: str) -> None:
    tokens = sentence.split()
    made, places = put_together([tokens])
    assert made == text
    assert [made[start:end] for start, end in places] == tokens


def test_b_cubed_weighs_each_document() -> None:
    gold = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y"}
    found = {"a": "1", "b": "2", "c": "2", "d": "3", "e": "3", "f": "3"}
    scored = b_cubed(found, gold)
    assert scored.precision == pytest.approx((1 + 1 / 2 + 1 / 2 + 2 / 3 + 2 / 3) / 5)
    assert scored.recall == pytest.approx((1 / 2 + 1 / 2 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert b_cubed(gold, gold).f1 == 1


def test_errors_are_the_stories_that_are_no_subtopic() -> None:
    gold = {"a": "x", "b": "x", "c": "y", "d": "z"}
    assert errors({"a": "1", "b": "1", "c": "2", "d": "2"}, gold) == ["y 1 of 1, z 1 of 1"]
    assert errors({"a": "1", "b": "2", "c": "3", "d": "4"}, gold) == ["x 1 of 2", "x 1 of 2"]


def test_invented_readings_are_whole_and_the_same_each_time() -> None:
    made = list(inventing.readings(60))
    assert len(made) == 60
    assert [(name, one.to_dict()) for name, one in inventing.readings(60)] == [(n, one.to_dict()) for n, one in made]
    assert len({one.document.id for _, one in made}) == 60
    assert any(one.statements for _, one in made)
    for _, one in made:
        inside = {statement.id: statement.content[0] for statement in one.statements}
        text = one.document.text
        assert not set("{}[]<>«»|") & set(text)
        assert one.claims
        for claim in one.claims:
            if claim.statement:
                content = inside[claim.statement]
                assert content.start <= claim.trigger[0].start < content.end
        names = {actor.id: actor for actor in one.actors}
        for claim in one.claims:
            for party in (*claim.actor, *claim.recipient):
                assert party.span in names[str(party.actor_id)].mentions
