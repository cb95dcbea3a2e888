"""Claims are kept, found, reviewed and verified, as statements are."""

from dataclasses import replace
from typing import Any

import pytest
from ledger_made import ARRESTED, BEAT, CLASH, FIRED, LEFT, MEET, SHOT, at, clash, reading, reclaimed

from sayso.errors import LedgerError, RowNotFound, UsageError
from sayso.ledger import Ledger
from sayso.types import Claim, Loaded, Party, Reading, Review, Span, When

IDS = [row.id for row in clash().claims]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(clash())
    return ledger


def shown(ledger: Ledger, model: str | None = None) -> list[Claim]:
    (found,) = ledger.readings(model=model)
    return list(found.claims)


def span(words: str, nth: int = 0) -> dict[str, object]:
    return at(CLASH, words, nth).to_dict(CLASH)


def numbers(ledger: Ledger, **wanted: Any) -> list[int]:
    found = [IDS.index(one.claim.id) for one in ledger.claims(**wanted)]
    assert ledger.count_claims(**wanted) == len(found)
    return found


# ── kept ──


def test_a_reading_comes_back_with_its_claims(ledger: Ledger) -> None:
    for found in (clash(), reading()):
        assert ledger.add(found)
        assert not ledger.add(found)
        assert list(ledger.readings(document_id=found.document.id)) == [found]
    assert ledger.status().claims == 6


def test_forgetting_a_document_forgets_its_claims(filled: Ledger) -> None:
    filled.review(IDS[BEAT], "accepted")
    filled.forget(clash().document.id)
    assert (filled.status().claims, list(filled.claims())) == (0, [])
    with pytest.raises(RowNotFound):
        filled.claim(IDS[BEAT])


def broken(**changed: object) -> Reading:
    found = clash()
    return replace(found, claims=(replace(found.claims[SHOT], **changed),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (broken(trigger=(at(CLASH, "beat"),)), "the id is not that of its trigger"),
        (broken(statement=None), "the id is not that of its trigger"),
        (replace(clash(), statements=clash().statements[1:]), "no statement .* in the reading"),
        (broken(loaded=(Loaded(Span(0, 5), "somebody"),)), "no statement somebody in the reading"),
        (broken(review=Review("accepted", "2025-08-03")), "carries a review"),
        (broken(actor=(Party(Span(0, 9999), "group", False, None),)), "not within the text"),
        (broken(date=When(None, None, "day", None, (Span(0, 9999),))), "not within the text"),
    ],
)
def test_a_claim_that_does_not_hold_together_is_refused(ledger: Ledger, spoiled: Reading, said: str) -> None:
    with pytest.raises(LedgerError, match=said) as refused:
        ledger.add(spoiled)
    assert refused.value.hint
    assert ledger.status().documents == 0


# ── found ──


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [BEAT, ARRESTED, SHOT, FIRED, MEET, LEFT]),
        ({"event": "assault"}, [BEAT, SHOT, FIRED]),
        ({"event": "ASS"}, []),
        ({"typed": True}, [BEAT, ARRESTED, SHOT, FIRED, MEET]),
        ({"typed": False}, [LEFT]),
        ({"quad_code": 1}, [MEET]),
        ({"status": "actual"}, [BEAT, ARRESTED, SHOT, LEFT]),
        ({"status": "denied"}, [FIRED]),
        ({"polarity": "negative"}, [LEFT]),
        ({"actor": "police"}, [BEAT, ARRESTED]),
        ({"actor": "Velm Police"}, [BEAT, ARRESTED]),
        ({"actor": "ministry of trade"}, [MEET]),
        ({"actor": f"dockers@{clash().document.id}"}, []),
        ({"recipient": f"dockers@{clash().document.id}"}, [BEAT, ARRESTED, MEET]),
        ({"recipient": "nine"}, [BEAT, ARRESTED]),
        ({"actor": "minister", "recipient": "dockers"}, [MEET]),
        ({"voice": "outlet"}, [BEAT, ARRESTED, MEET, LEFT]),
        ({"voice": "quist"}, [SHOT]),
        ({"voice": "Órla Ministry"}, [FIRED]),
        ({"voice": "nobody"}, []),
        ({"source": "minister"}, [FIRED]),
        ({"named": True, "last_link": True}, [SHOT]),
        ({"kind": "person", "source": "orla"}, [FIRED]),
        ({"evidence": "image"}, [SHOT]),
        ({"evidence": "witness"}, [SHOT]),
        ({"evidence": "data"}, []),
        ({"evidence": "any"}, [SHOT]),
        ({"evidence": "none"}, [BEAT, ARRESTED, FIRED, MEET, LEFT]),
        ({"loaded": True}, [SHOT, LEFT]),
        ({"loaded": False}, [BEAT, ARRESTED, FIRED, MEET]),
        ({"since": "2025"}, [BEAT, ARRESTED]),
        ({"since": "2016-06", "until": "2016-06"}, [SHOT]),
        ({"since": "2025-07-28", "until": "2025-07-28"}, [BEAT, ARRESTED]),
        ({"until": "2025-07-27"}, [SHOT]),
        ({"until": "2015"}, []),
        ({"words": "beat"}, [BEAT]),
        ({"words": "dockers"}, [BEAT, ARRESTED, MEET]),
        ({"words": "velm meet"}, [MEET]),
        ({"doubtful": True}, [SHOT]),
        ({"verdict": "none", "quad_code": 1}, [MEET]),
        ({"outlet": "evening", "event": "COERCE"}, [ARRESTED]),
        ({"model": "none such"}, []),
        ({"document_id": clash().document.id[:6], "event": "CONSULT"}, [MEET]),
    ],
)
def test_a_filter_finds(filled: Ledger, wanted: dict[str, Any], expected: list[int]) -> None:
    assert numbers(filled, **wanted) == expected


@pytest.mark.parametrize(
    "wanted",
    [
        {"quad_code": 5},
        {"status": "maybe"},
        {"polarity": "none"},
        {"evidence": "proof"},
        {"kind": "planet"},
        {"verdict": "maybe"},
        {"since": "yesterday"},
        {"since": "2025-08-04", "until": "2025-08-03"},
        {"actor": "…"},
        {"voice": ""},
        {"last_link": True},
    ],
)
def test_a_filter_that_nothing_can_meet_is_refused_at_once(filled: Ledger, wanted: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as refused:
        filled.claims(**wanted)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("date", "since", "until", "expected"),
    [
        (When("2025-05-01", None, "open", None, ()), "2030", None, True),
        (When("2025-05-01", None, "open", None, ()), None, "2025-04", False),
        (When(None, "2025-05-01", "open", None, ()), None, "1990", True),
        (When(None, "2025-05-01", "open", None, ()), "2025-06", None, False),
        (When(None, None, "day", "no document date", ()), "2000", None, False),
        (When(None, None, "day", "no document date", ()), None, "2000", False),
        (When("2025-05-01T10:00", "2025-05-01T10:00", "minute", None, ()), "2025-05-01", "2025-05-01", True),
    ],
)
def test_open_and_unknown_dates(
    ledger: Ledger, date: When, since: str | None, until: str | None, expected: bool
) -> None:
    ledger.add(reclaimed(clash(), BEAT, date=date))
    assert bool(list(ledger.claims(words="beat", since=since, until=until))) is expected


def test_what_is_found_comes_with_its_reading_and_voice(filled: Ledger) -> None:
    (found,) = filled.claims(event="ASSAULT", evidence="image")
    assert (found.reading, found.claim, found.statement) == (clash(), clash().claims[SHOT], clash().statements[0])
    assert filled.claim(IDS[SHOT][:9]) == found
    assert filled.claim(IDS[BEAT]).statement is None


def test_only_the_newest_reading_is_searched_unless_asked(filled: Ledger) -> None:
    filled.add(replace(clash("second"), claims=clash().claims[:1]))
    assert numbers(filled) == [BEAT]
    assert numbers(filled, newest_only=False, event="ASSAULT") == [BEAT, SHOT, FIRED, BEAT]
    assert numbers(filled, model="first", event="CONSULT") == [MEET]
    assert filled.claim(IDS[MEET]).reading.model == "first"
    assert filled.claim(IDS[BEAT]).reading.model == "second"


def test_a_statement_that_was_rejected_gives_its_claims_back_to_the_outlet(filled: Ledger) -> None:
    filled.review(clash().statements[0].id, "rejected")
    assert SHOT in numbers(filled, voice="outlet")
    assert numbers(filled, voice="quist") == []
    found = filled.claim(IDS[SHOT])
    assert (found.statement, found.claim.statement) == (None, clash().statements[0].id)


# ── reviewed ──


def test_a_verdict_is_shown_and_kept(filled: Ledger) -> None:
    given = filled.review(IDS[BEAT][:10], "rejected", "no", "Ada", when="2025-08-04T10:00:00Z")
    assert [row.review for row in shown(filled)] == [given, None, None, None, None, None]
    assert filled.reviews(IDS[BEAT]) == [given]
    assert numbers(filled, verdict="rejected") == [BEAT]
    other = filled.review(IDS[BEAT], "accepted")
    assert filled.reviews(IDS[BEAT]) == [given, other]
    assert shown(filled)[BEAT].review == other
    assert filled.status().reviews == 2


def test_a_correction_changes_what_is_shown_and_found(filled: Ledger) -> None:
    corrected = {
        "trigger": [span("arrested and beat")],
        "event": "COERCE",
        "actor": [span("the thugs of Órla")],
        "recipient": [],
        "date": {"earliest": "2025-07-01", "latest": "2025-07-31", "precision": "month"},
        "certainty": {"status": "possible"},
    }
    given = filled.review(IDS[BEAT], "corrected", corrected=corrected)
    row = shown(filled)[BEAT]
    assert row.id == IDS[BEAT]
    assert row.trigger == (at(CLASH, "arrested and beat"),)
    assert (row.event, row.quad_code, row.mode, row.cameo) == ("COERCE", 4, None, None)
    assert row.actor == clash().claims[SHOT].actor
    assert row.recipient == ()
    assert row.date == When("2025-07-01", "2025-07-31", "month", "review", ())
    assert (row.certainty.status, row.certainty.polarity) == ("possible", "positive")
    assert row.review == given
    assert numbers(filled, event="COERCE", actor="thugs") == [BEAT]
    assert numbers(filled, event="ASSAULT", words="beat") == []
    assert filled.claim(IDS[BEAT]).claim == row


def test_what_is_not_corrected_stays(filled: Ledger) -> None:
    filled.review(IDS[SHOT], "corrected", corrected={"event": "ASSAULT", "certainty": {"polarity": "positive"}})
    assert replace(shown(filled)[SHOT], review=None) == clash().claims[SHOT]
    filled.review(IDS[SHOT], "corrected", corrected={"event": None, "date": None})
    row = shown(filled)[SHOT]
    assert (row.event, row.quad_code, row.date) == (None, None, None)
    assert row.evidence == clash().claims[SHOT].evidence


def test_a_new_party_is_whom_the_reading_knows_there_and_else_nobody(filled: Ledger) -> None:
    actors = [span("Police in Velm arrested"), span("Gulls")]
    filled.review(IDS[MEET], "corrected", corrected={"actor": actors, "recipient": [span("Mayor Ida Quist,")]})
    police, gulls = shown(filled)[MEET].actor
    assert police == Party(at(CLASH, "Police in Velm arrested"), "organisation", True, "Velm Police")
    assert gulls == Party(at(CLASH, "Gulls"), "other", False, None)
    (mayor,) = shown(filled)[MEET].recipient
    assert mayor.actor_id == "Ida Quist"


@pytest.mark.parametrize(
    "corrected",
    [
        {},
        {"source": span("dockers")},
        {"content": [span("dockers")]},
        {"statement": None},
        {"trigger": []},
        {"trigger": None},
        {"trigger": [span("beat"), span("arrested")]},
        {"actor": None},
        {"actor": "police"},
        {"actor": [{"start": 0, "end": 9999}]},
        {"recipient": [None]},
        {"event": ""},
        {"event": 4},
        {"date": "2025-08-03"},
        {"date": {"earliest": None, "latest": None, "precision": "day"}},
        {"date": {"earliest": "2025-08-03", "latest": "2025-08-02", "precision": "day"}},
        {"date": {"earliest": "2025-02-30", "latest": "2025-02-30", "precision": "day"}},
        {"date": {"earliest": "20250803", "latest": "2025-08-03", "precision": "day"}},
        {"date": {"earliest": "2025-08-03", "latest": "2025-08-03", "precision": "moment"}},
        {"certainty": {}},
        {"certainty": {"status": "maybe"}},
        {"certainty": {"by_source": 3}},
        {"certainty": {"status": ["actual"]}},
        None,
    ],
)
def test_a_correction_that_does_not_fit_is_refused_and_leaves_nothing(filled: Ledger, corrected: Any) -> None:
    with pytest.raises(UsageError) as refused:
        filled.review(IDS[BEAT], "corrected", corrected=corrected)
    assert refused.value.hint
    assert filled.reviews(IDS[BEAT]) == []


def test_the_same_claim_by_another_model_has_the_review_itself(filled: Ledger) -> None:
    given = filled.review(IDS[BEAT], "accepted")
    filled.add(clash("second"))
    assert shown(filled)[BEAT].review == given


def test_a_claim_with_most_of_its_words_in_common_inherits_the_review(filled: Ledger) -> None:
    filled.review(IDS[BEAT], "rejected", "no")
    filled.add(reclaimed(clash(), BEAT, trigger=(at(CLASH, "and beat"),)))
    row = shown(filled)[BEAT]
    assert row.id != IDS[BEAT]
    assert row.review is not None
    assert (row.review.verdict, row.review.note, row.review.inherited) == ("rejected", "no", True)
    assert [one.review for one in shown(filled)[1:]] == [None] * 5
    assert list(filled.orphaned_reviews()) == []


def test_a_claim_in_another_statement_inherits_the_review(filled: Ledger) -> None:
    filled.review(IDS[SHOT], "accepted")
    filled.add(reclaimed(clash(), SHOT, statement=None, loaded=()))
    row = shown(filled)[SHOT]
    assert row.id != IDS[SHOT]
    assert row.review is not None
    assert row.review.inherited


def test_another_deed_of_the_same_parties_inherits_nothing(filled: Ledger) -> None:
    given = filled.review(IDS[BEAT], "rejected")
    found = clash("second")
    filled.add(replace(found, claims=found.claims[ARRESTED:]))
    assert [row.review for row in shown(filled)] == [None] * 5
    (orphan,) = filled.orphaned_reviews()
    assert (orphan.document, orphan.row, orphan.review) == (found.document, clash().claims[BEAT], given)
    assert filled.status().orphaned_reviews == 1


def test_a_model_that_finds_the_claim_as_it_was_corrected_inherits_it(filled: Ledger) -> None:
    corrected = {"trigger": [span("Gulls left")], "actor": [], "recipient": []}
    filled.review(IDS[BEAT], "corrected", corrected=corrected)
    found = reclaimed(clash(), LEFT, trigger=(at(CLASH, "Gulls left"),))
    filled.add(replace(found, claims=found.claims[LEFT:]))
    (row,) = shown(filled)
    assert row.review is not None
    assert row.review.inherited


def test_reviews_of_statements_and_of_claims_do_not_mix(filled: Ledger) -> None:
    of_statement = filled.review(clash().statements[0].id, "accepted")
    of_claim = filled.review(IDS[SHOT], "rejected")
    (found,) = filled.readings()
    assert [row.review for row in found.statements] == [of_statement, None]
    assert [row.review for row in found.claims if row.review] == [of_claim]
    filled.add(Reading("second", found.document, (), ()))
    assert {orphan.row.id for orphan in filled.orphaned_reviews()} == {clash().statements[0].id, IDS[SHOT]}


@pytest.mark.parametrize("absent", ["0000000000000000", "", "zz", "%"])
def test_an_id_that_is_not_there(filled: Ledger, absent: str) -> None:
    for call in (filled.claim, filled.reviews, lambda id_: filled.review(id_, "accepted")):
        with pytest.raises(RowNotFound) as refused:
            call(absent)
        assert refused.value.hint
        assert repr(absent) in refused.value.message
