"""What people decide about actors lasts, is applied to all that is shown, and overwrites nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_made import ARTICLE, CLASH, at, clash, document, moved, reading

from sayso.errors import RowNotFound, UsageError
from sayso.ledger import Entry, Ledger
from sayso.ledger.registering import Decision, Registry, entries
from sayso.ledger.undoing import standing
from sayso.types import Actor, Party, Reading, Span

GAZETTE, MAYOR, MINISTRY = "The Harbour Gazette", "Ida Quist", "Órla Ministry"


def entry(ledger: Ledger, id_: str) -> Entry:
    return {one.id: one for one in ledger.actors()}[id_]


def named(found: Reading) -> dict[str, str]:
    return {actor.id: actor.name for actor in found.actors}


def parties(found: Reading) -> set[str]:
    links = [link for row in found.statements for link in row.chain]
    told = [party for link in links for party in (*link.parties, *link.to)]
    told += [party for claim in found.claims for party in (*claim.actor, *claim.recipient)]
    return {party.actor_id for party in told if party.actor_id}


def test_the_registry_counts_documents_and_mentions(ledger: Ledger) -> None:
    ledger.add(reading())
    ledger.add(clash())
    found = ledger.actors()
    assert [(one.id, one.documents, one.mentions) for one in found[:2]] == [(MAYOR, 2, 2), (MINISTRY, 2, 2)]
    mayor = entry(ledger, MAYOR)
    assert (mayor.name, mayor.kind, mayor.country, mayor.sector) == ("Ida Quist", "person", "VLM", "GOV")
    # Another model's reading of the same document is not another document.
    ledger.add(replace(reading(), model="second"))
    assert entry(ledger, MAYOR).documents == 2
    assert entry(ledger, MAYOR).to_dict()["documents"] == 2


def test_actors_that_are_merged_are_one_everywhere(ledger: Ledger) -> None:
    ledger.add(reading())
    decision = ledger.merge([MINISTRY], MAYOR, "the same office", "ada")
    assert (decision.number, decision.verb, decision.ids, decision.by) == (1, "merge", (MINISTRY,), "ada")
    (found,) = ledger.readings()
    assert MINISTRY not in parties(found) | set(named(found))
    mayor = next(actor for actor in found.actors if actor.id == MAYOR)
    assert len(mayor.mentions) == 2
    assert mayor.by == ()  # the ministry was hers: nobody makes herself
    # It is found by its new name, and no longer by the old one.
    assert len(list(ledger.statements(source="Ida Quist"))) == 2
    assert list(ledger.statements(source="Ministry of Trade")) == []
    assert [one.id for one in ledger.actors()].count(MAYOR) == 1


def test_a_merge_is_applied_to_what_is_read_later(ledger: Ledger) -> None:
    ledger.add(reading())
    ledger.merge([MINISTRY], MAYOR)
    assert ledger.add(clash())
    assert ledger.add(replace(reading(), model="second"))
    for found in ledger.readings(newest_only=False):
        assert MINISTRY not in parties(found)
    # A document that has only who was merged shows who it is.
    only = reading(doc=document(ARTICLE, url="https://post.example/again"))
    only = replace(only, actors=tuple(one for one in only.actors if one.id != MAYOR), statements=only.statements[2:])
    ledger.add(only)
    shown = next(ledger.readings(document_id=only.document.id))
    assert named(shown)[MAYOR] == "Ida Quist"
    assert next(one for one in shown.actors if one.id == MAYOR).sector == "GOV"


def test_decisions_last(tmp_path: Path) -> None:
    path = tmp_path / "kept.ledger"
    with Ledger(path) as ledger:
        ledger.add(reading())
        ledger.merge([MINISTRY], MAYOR)
        ledger.rename(MAYOR, "Mayor Ida Quist")
    with Ledger(path) as ledger:
        assert entry(ledger, MAYOR).name == "Mayor Ida Quist"
        assert [one.verb for one in ledger.decisions()] == ["merge", "rename"]
        assert ledger.verify() == []


def test_a_renamed_actor_keeps_its_id(ledger: Ledger) -> None:
    ledger.add(reading())
    ledger.rename(MAYOR, "  Ida   Maria Quist ")
    (found,) = ledger.readings()
    assert named(found)[MAYOR] == "Ida Maria Quist"
    assert len(list(ledger.statements(source="Maria"))) == 1
    ledger.rename(MAYOR, "Ida Quist")
    assert entry(ledger, MAYOR).name == "Ida Quist"


def test_mentions_that_are_split_off_are_another_s(ledger: Ledger) -> None:
    found = reading()
    ledger.add(found)
    span = at(ARTICLE, "The Harbour Gazette")
    ledger.split(GAZETTE, [(found.document.id[:8], span)], "Harbour Gazette Velm")
    (shown,) = ledger.readings()
    told = {party.span: party.actor_id for row in shown.statements for link in row.chain for party in link.parties}
    assert told[span] == "Harbour Gazette Velm"
    new, old = (next(one for one in shown.actors if one.id == id_) for id_ in ("Harbour Gazette Velm", GAZETTE))
    assert new.mentions == (span,)
    assert old.mentions == (at(ARTICLE, "the Gazette"),)
    assert (new.kind, new.country) == ("outlet", None)
    # Another model that marks the mention a little otherwise is told the same.
    gazette = replace(found.actors[0], mentions=(at(ARTICLE, "Harbour Gazette"),))
    ledger.add(replace(found, model="second", actors=(gazette,)))
    assert next(iter(named(next(ledger.readings())))) == "Harbour Gazette Velm"


def test_a_split_may_give_to_one_that_is_there(ledger: Ledger) -> None:
    found = reading()
    ledger.add(found)
    ledger.split(MINISTRY, [(found.document.id, at(ARTICLE, "the minister of Órla"))], "Ida Quist")
    (shown,) = ledger.readings()
    assert MINISTRY not in named(shown)
    assert len(next(one for one in shown.actors if one.id == MAYOR).mentions) == 2


def test_claims_are_told_of_who_was_decided(ledger: Ledger) -> None:
    ledger.add(clash())
    ledger.merge(["Velm Police"], MAYOR)
    (found,) = ledger.readings()
    assert {party.actor_id for claim in found.claims[:2] for party in claim.actor} == {MAYOR}
    assert len(list(ledger.claims(actor=MAYOR))) == 2
    assert list(ledger.claims(actor="Velm Police*")) != []  # by the words of the text


def test_a_decision_is_undone_and_brought_back(ledger: Ledger) -> None:
    ledger.add(reading())
    before = next(ledger.readings())
    merged = ledger.merge([MINISTRY], MAYOR)
    after = next(ledger.readings())
    undone = ledger.undo(merged.number)
    assert next(ledger.readings()) == before
    ledger.undo(undone.number)
    assert next(ledger.readings()) == after
    assert [one.verb for one in ledger.decisions()] == ["merge", "undo", "undo"]
    with pytest.raises(UsageError, match="undone already"):
        ledger.undo(undone.number)
    with pytest.raises(RowNotFound, match="no decision 9"):
        ledger.undo(9)


def test_decisions_follow_one_another(ledger: Ledger) -> None:
    ledger.add(reading())
    ledger.merge([MINISTRY], MAYOR)
    ledger.rename(MAYOR, "Quist")
    ledger.merge([MAYOR], GAZETTE)
    (found,) = ledger.readings()
    assert not {MINISTRY, MAYOR} & set(named(found))
    # Who was renamed and then merged goes by the other's name.
    assert named(found)[GAZETTE] == GAZETTE


def test_a_machine_s_reading_is_never_changed(ledger: Ledger) -> None:
    found = reading()
    ledger.add(found)
    ledger.review(found.statements[1].id, "rejected")
    ledger.merge([MINISTRY], MAYOR)
    ledger.undo(1)
    shown = next(ledger.readings())
    assert shown.actors == found.actors
    assert [row.chain for row in shown.statements] == [row.chain for row in found.statements]
    assert shown.statements[1].review
    assert ledger.add(moved(found, 1, (at(ARTICLE, "the port would stay open"),))) is True


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda one: one.merge(["nobody"], MAYOR), RowNotFound, "no actor 'nobody'"),
        (lambda one: one.merge([MAYOR], "Ida Qist"), RowNotFound, "no actor 'Ida Qist'"),
        (lambda one: one.merge([MAYOR], MAYOR), UsageError, "into itself"),
        (lambda one: one.merge([], MAYOR), UsageError, "No actor"),
        (lambda one: one.rename(MAYOR, " "), UsageError, "empty"),
        (lambda one: one.split(MAYOR, [], "Ada"), UsageError, "no mention"),
        (lambda one: one.split(MAYOR, [(document().id, Span(0, 3))], "Ada"), RowNotFound, "not mentioned at 0-3"),
        (lambda one: one.split(MAYOR, [(document().id, at(ARTICLE, "Ida Quist"))], MAYOR), UsageError, "Ida Quist"),
    ],
)
def test_what_cannot_be_decided(ledger: Ledger, call, error, said: str) -> None:
    ledger.add(reading())
    with pytest.raises(error, match=said) as raised:
        call(ledger)
    assert raised.value.hint
    assert ledger.decisions() == []


def test_a_name_stands_for_an_actor_where_only_one_has_it(ledger: Ledger) -> None:
    ledger.add(reading())
    assert ledger.merge(["ministry of trade"], "ida quist").ids == (MINISTRY,)
    ledger.rename(GAZETTE, "Ida Quist")
    with pytest.raises(UsageError, match="2 actors are called"):
        ledger.rename("IDA QUIST", "Ada")
    with pytest.raises(RowNotFound) as raised:
        ledger.rename("Ida Quis", "Ada")
    assert raised.value.hint == "Did you mean 'Ida Quist'?"


# Whatever is decided

SPANS = st.tuples(st.integers(0, 20), st.integers(1, 5)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
IDS = st.sampled_from("ABCD")


@st.composite
def decided(draw: st.DrawFn) -> list[Decision]:
    made = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        verb = draw(st.sampled_from(["merge", "split", "rename", "undo"]))
        into = draw(st.sampled_from("ABCDE"))
        actor = Actor(into, f"the {into}", "person", ())
        id_ = draw(IDS)
        if verb == "merge":
            made.append(Decision(number, "merge", "", (id_,), actor))
        elif verb == "split":
            made.append(Decision(number, "split", "", (id_,), actor, (("doc", draw(SPANS)),)))
        elif verb == "rename":
            made.append(Decision(number, "rename", "", (id_,), name=draw(st.sampled_from("XYZ"))))
        else:
            made.append(Decision(number, "undo", "", undoes=draw(st.integers(1, number))))
    return made


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(decided(), st.lists(SPANS, min_size=1, max_size=6, unique=True))
def test_no_mention_is_lost_and_each_has_one_actor(decisions: list[Decision], spans: list[Span]) -> None:
    shares = {id_: tuple(sorted(spans[number::4])) for number, id_ in enumerate("ABCD")}
    actors = [Actor(id_, id_, "person", some) for id_, some in shares.items() if some]
    registry = Registry(standing(decisions))
    shown = registry.actors("doc", actors)
    assert sorted(span for one in shown for span in one.mentions) == sorted(spans)
    assert len({one.id for one in shown}) == len(shown)
    for actor in actors:
        for span in actor.mentions:
            id_ = registry.id_of(actor.id, "doc", span)
            assert span in next(one for one in shown if one.id == id_).mentions
    assert [Decision.from_dict(one.number, one.to_dict()) for one in decisions] == decisions
    assert registry.actors("doc", actors) == shown


def test_an_entry_has_what_most_documents_say() -> None:
    made = entries(
        [
            ("1", Actor("a", "Turkey", "state", (Span(0, 1),), "TUR")),
            ("2", Actor("a", "Türkiye", "state", (Span(0, 1), Span(2, 3)))),
            ("3", Actor("a", "Türkiye", "state", ())),
            ("3", Actor("b", "Ada", "person", ())),
        ]
    )
    assert [(one.id, one.name, one.country, one.documents, one.mentions) for one in made] == [
        ("a", "Türkiye", "TUR", 3, 3),
        ("b", "Ada", None, 1, 0),
    ]


def test_a_party_without_an_actor_stays_so() -> None:
    found = clash()
    registry = Registry((Decision(1, "merge", "", (MINISTRY,), Actor(MAYOR, MAYOR, "person", ())),))
    applied = registry.applied(found)
    assert [party for party in applied.claims[2].actor if party.actor_id is None]
    assert isinstance(applied.claims[2].actor[0], Party)
    assert applied.document.text == CLASH
