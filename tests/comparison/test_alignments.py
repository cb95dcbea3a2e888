import json
import random
from dataclasses import replace

import pytest
from readings_made import REJECTED, Does, Says, read

from sayso.comparison.aligning.alignments import QUOTED, Alignment, align
from sayso.errors import UsageError
from sayso.types import OUTLET_VOICE, Reading

IDS = {"Ardo": "ARD", "Besk": "BES", "Corra": "COR", "Delm": "DEL", "Osei": "osei", "Analysts": ":analysts"}


def told(text: str, *does: Does, says: tuple[Says, ...] = (), **about: str | None) -> Reading:
    return read(text, ids=IDS, does=does, says=says, **about)


# The network of `test_measures` in an article: A and B agree, both accuse C, D aids A and accuses B, C thanks D.
SUMMIT = told(
    "Ardo and Besk signed a pact. Ardo accused Corra of theft, as Besk had blamed it. "
    "Osei said Delm lent Ardo money. Delm berated Besk. Corra thanked Delm.",
    Does("Ardo + Besk", "signed", "AGREE"),
    Does("Ardo", "accused", "ACCUSE", "Corra"),
    Does("Besk", "blamed", "ACCUSE", "Corra"),
    Does("Delm", "lent", "AID", "Ardo", inside=0),
    Does("Delm", "berated", "ACCUSE", "Besk"),
    Does("Corra", "thanked", "SUPPORT", "Delm"),
    says=(Says("Osei", ["Delm lent Ardo money"]),),
)


def signs(found: Alignment) -> dict[tuple[str, str], tuple[int, int]]:
    return {(tie.actor, tie.recipient): (tie.sign, tie.weight) for tie in found.ties}


def test_ties_are_signed_directed_and_open_to_their_claims() -> None:
    found = align([SUMMIT])
    assert signs(found) == {
        ("ARD", "BES"): (1, 1), ("BES", "ARD"): (1, 1), ("ARD", "COR"): (-1, 1), ("BES", "COR"): (-1, 1),
        ("DEL", "ARD"): (1, 1), ("DEL", "BES"): (-1, 1), ("COR", "DEL"): (1, 1),
    }  # fmt: skip
    (lent,) = [tie for tie in found.ties if (tie.actor, tie.recipient) == ("DEL", "ARD")]
    assert lent.to_dict()["claims"] == [
        {
            "document_id": SUMMIT.document.id,
            "claim_id": SUMMIT.claims[3].id,
            "event": "AID",
            "outlet": "The Hesk Post",
            "voices": ["osei"],
            "date": {"earliest": "2025-06-10", "latest": "2025-06-10", "from": "published"},
        }
    ]
    assert (found.actors[0].id, found.actors[0].name, found.actors[0].document_id) == ("ARD", "Ardo", None)
    assert [(one.key, one.name, one.voice) for one in found.sources] == [("osei", "Osei", "named")]
    assert (found.base.documents, found.base.claims, found.base.tied) == (1, 6, 6)


def test_measures_of_the_summit() -> None:
    found = align([SUMMIT]).measures
    assert (found.actors, found.of_actors, found.documents, found.claims) == (("ARD", "BES", "COR", "DEL"), 4, 1, 6)
    assert (found.positive, found.negative, found.undecided) == (3, 3, 0)
    assert (found.triangles, found.balance.value) == (4, 0.5)
    # Intensities: ABC and ABD 2^⅓ each, balanced and not, since both agree; ACD and BCD 1 each.
    assert found.weighted_balance.value == pytest.approx(0.5)
    assert found.frustration_index == (1, 1)
    assert found.frustration.value == pytest.approx(1 / 6)
    assert [group.actors for group in found.coalitions] == [("ARD", "BES"), ("COR", "DEL")]
    assert (found.contradicted, found.of_weight, found.coalitions_exact) == (1, 7, True)
    assert found.contradiction.value == pytest.approx(1 / 7)
    assert [(pair.actors, pair.weight) for pair in found.congruence] == [(("ARD", "BES"), 0.5), (("BES", "DEL"), 0.5)]
    assert [(pair.actors, pair.weight) for pair in found.conflict] == [(("ARD", "DEL"), 0.5)]
    assert found.polarisation.value == pytest.approx(0)


def test_what_is_no_tie_is_counted_by_its_reason() -> None:
    reading = told(
        "Ardo denied hitting Besk. Ardo did not leave Besk. Besk will join Corra, may shun Delm and cursed itself. "
        "Besk bombed a town. Corra shelled Besk.",
        Does("Ardo", "hitting", "ASSAULT", "Besk", status="denied"),
        Does("Ardo", "leave", "RETREAT", "Besk", polarity="negative"),
        Does("Besk", "join", "COOPERATE", "Corra", status="planned"),
        Does("Besk", "shun", "REJECT", "Delm", doubtful=True),
        Does("Besk", "cursed", "ACCUSE", "Besk"),
        Does("Besk", "bombed", "ASSAULT", "town"),
        Does("Corra", "shelled", "ASSAULT", "Besk", review=REJECTED),
        Does("Ardo", "denied", None, "Besk"),
    )
    found = align([reading])
    assert (found.ties, found.base.claims, found.base.tied) == ((), 6, 0)
    assert found.base.left_out == {"status": 3, "doubtful": 1, "itself": 1, "side unknown": 1}
    assert found.measures.balance.value is None
    assert found.measures.polarisation.value is None
    assert found.changes == found.windows == ()
    asked = align([reading], statuses=("actual", "planned"), doubtful=True)
    assert signs(asked) == {("BES", "COR"): (1, 1), ("BES", "DEL"): (-1, 1)}


def test_whom_one_document_alone_can_tell_stays_apart() -> None:
    readings = [
        told(f"Analysts blamed Ardo{end}", Does("Analysts", "blamed", "ACCUSE", "Ardo")) for end in (".", " again.")
    ]
    found = align(readings)
    assert len(found.ties) == 2
    assert {actor.document_id for actor in found.actors if actor.name == "Analysts"} == {
        reading.document.id for reading in readings
    }


def test_outlets_and_voices_have_networks_of_their_own() -> None:
    wire = told(
        "Osei says Besk threatened Ardo.",
        Does("Besk", "threatened", "THREATEN", "Ardo", inside=0),
        says=(Says("Osei", ["Besk threatened Ardo"]),),
        outlet="Delm Wire",
    )
    found = align([SUMMIT, wire])
    assert [(part.name, part.measures.claims, part.base and part.base.documents) for part in found.outlets] == [
        ("Delm Wire", 1, 1), ("The Hesk Post", 6, 1),
    ]  # fmt: skip
    assert [(part.name, part.measures.claims) for part in found.voices] == [(OUTLET_VOICE, 5), (QUOTED, 2)]
    assert signs(found.cut(outlets=["Delm Wire"])) == {("BES", "ARD"): (-1, 1)}
    assert signs(found.cut(voice="osei")) == signs(found.cut(voice=QUOTED)) == {
        ("BES", "ARD"): (-1, 1), ("DEL", "ARD"): (1, 1),
    }  # fmt: skip
    assert len(found.cut(voice=OUTLET_VOICE).ties) == 6
    assert found.cut(outlets=["Delm Wire"]).base.documents == 1
    assert found.cut(outlets=[]).ties == ()
    with pytest.raises(UsageError, match="nobody"):
        found.cut(voice="Nobody")


def test_a_statement_that_a_review_rejected_leaves_the_outlet_s_voice() -> None:
    reading = told(
        "Osei says Besk threatened Ardo.",
        Does("Besk", "threatened", "THREATEN", "Ardo", inside=0),
        says=(Says("Osei", ["Besk threatened Ardo"], review=REJECTED),),
    )
    assert align([reading]).ties[0].grounds[0].voices == ()


QUARREL = told("Ardo accused Besk. Ardo rebuked Corra.", Does("Ardo", "accused", "ACCUSE", "Besk"),
               Does("Ardo", "rebuked", "ACCUSE", "Corra"), published="2025-06-03")  # fmt: skip
PACT = told(
    "Ardo and Besk forged a pact. Besk and Delm met.",
    Does("Ardo + Besk", "forged", "AGREE"),
    Does("Besk + Delm", "met", "CONSULT"),
    published="2025-07-20T08:00",
)


def test_forging_a_consensus_shows_as_ties_that_form_and_turn() -> None:
    found = align([QUARREL, PACT])
    assert [(one.name, one.since, one.until) for one in found.windows] == [
        ("2025-06", "2025-06-01", "2025-06-30"), ("2025-07", "2025-07-01", "2025-07-31"),
    ]  # fmt: skip
    assert {one.actors: (one.kind, one.before.sign, one.after.sign) for one in found.changes} == {
        ("ARD", "BES"): ("turned", -1, 1), ("ARD", "COR"): ("gone", -1, 0), ("BES", "DEL"): ("formed", 0, 1),
    }  # fmt: skip
    (turned,) = [one for one in found.changes if one.kind == "turned"]
    assert turned.to_dict() == {
        "actors": ["ARD", "BES"], "kind": "turned", "out_of": "2025-06", "into": "2025-07",
        "before": {"positive": 0, "negative": 1, "documents": 1, "of_documents": 1, "sign": -1},
        "after": {"positive": 2, "negative": 0, "documents": 1, "of_documents": 1, "sign": 1},
        "held": None,
        "thin": True,
    }  # fmt: skip


def test_a_claim_counts_on_its_own_day() -> None:
    def dated(days: tuple[str | None, str | None], published: str | None = "2025-06-10") -> Reading:
        return told("Ardo hit Besk.", Does("Ardo", "hit", "ASSAULT", "Besk", days=days), published=published)

    days = {
        ("2025-05-31", "2025-05-31"): "2025-05",
        ("2025-05-30", "2025-06-02"): None,
        ("2025-05-01", None): "2025-06",
        (None, None): "2025-06",
        ("soon", "soon"): "2025-06",
    }
    for told_days, month in days.items():
        found = align([dated(told_days)])
        assert [window.name for window in found.windows] == ([month] if month else [])
        assert found.undated == (month is None)
    assert align([dated((None, None), published="last week")]).undated == 1


@pytest.mark.parametrize(
    ("windows", "names"),
    [
        ("quarter", ["2025-Q2", "2025-Q3"]),
        ("year", ["2025"]),
        (
            [("2025-06-01", "2025-06-09"), ("2025-06-01", "2025-12-31")],
            ["2025-06-01/2025-06-09", "2025-06-01/2025-12-31"],
        ),
    ],
)
def test_windows_may_be_other_stretches(windows: object, names: list[str]) -> None:
    assert [window.name for window in align([QUARREL, PACT], windows=windows).windows] == names  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked",
    [
        {"windows": "fortnight"}, {"windows": [("2025-06-30", "2025-06-01")]}, {"windows": [("June", "July")]},
        {"statuses": ("done",)}, {"most": 1}, {"samples": -1},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_an_error(asked: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        align([], **asked)  # type: ignore[arg-type]


def summits(count: int) -> list[Reading]:
    """Articles that tell of the summit, two in three of them leaving out what Delm did."""
    made = []
    for number in range(count):
        claims = SUMMIT.claims if number % 3 == 0 else SUMMIT.claims[:3]
        document = replace(SUMMIT.document, url=f"https://hesk.example/{number}")
        made.append(replace(SUMMIT, document=document, claims=claims))
    return made


def test_a_thin_base_is_seen_to_be_thin() -> None:
    few, some, many = (align(summits(count)).measures for count in (4, 6, 60))
    assert (few.balance.value, few.balance.low, few.balance.resamples) == (0.5, None, 0)
    for found in (some, many):
        assert found.contradiction.value is not None
        assert found.contradiction.low is not None
        assert found.contradiction.high is not None
        assert found.contradiction.low <= found.contradiction.value <= found.contradiction.high
    wide, narrow = (one.contradiction.high - one.contradiction.low for one in (some, many))  # type: ignore[operator]
    assert narrow < wide / 2
    # Six articles drawn from six leave out both that tell of Delm about once in eleven: then one triangle is left.
    assert (some.balance.low, some.balance.high) == (0.5, 1)
    assert (many.balance.low, many.balance.high) == (0.5, 0.5)
    assert some.coalitions[0].held is not None
    assert 0.9 < many.coalitions[0].held <= 1  # type: ignore[operator]


def test_how_far_a_change_holds_is_drawn_too() -> None:
    quarrels = [replace(QUARREL, document=replace(QUARREL.document, url=f"https://a.example/{n}")) for n in range(9)]
    found = align([*quarrels, PACT])
    held = {one.actors: one.held for one in found.changes}
    # One document in ten tells of the pact: it is in a draw 1 − 0.9¹⁰ = 65 times in a hundred.
    assert held["ARD", "BES"] == pytest.approx(0.65, abs=0.12)
    assert align([*quarrels, PACT], samples=0).changes[0].held is None


def test_a_change_is_thin_where_either_window_tells_little() -> None:
    def several(count: int, one: Reading) -> list[Reading]:
        return [replace(one, document=replace(one.document, url=f"https://a.example/{n}")) for n in range(count)]

    def thin(quarrels: int, pacts: int) -> dict[tuple[str, str], bool]:
        found = align([*several(quarrels, QUARREL), *several(pacts, PACT)], samples=0)
        assert {(one.before.of_documents, one.after.of_documents) for one in found.changes} == {(quarrels, pacts)}
        return {one.actors: one.is_thin for one in found.changes}

    # Ardo and Besk turned, Ardo and Corra parted, Besk and Delm met: what is not told rests on all that might tell it.
    assert set(thin(5, 5).values()) == {False}
    assert set(thin(4, 9).values()) == set(thin(9, 4).values()) == {True}
    aside = several(5, told("Corra thanked Delm.", Does("Corra", "thanked", "SUPPORT", "Delm"), published="2025-07-01"))
    found = align([*several(5, QUARREL), *several(4, PACT), *aside], samples=0)
    assert {one.actors: one.is_thin for one in found.changes} == {
        ("ARD", "BES"): True, ("ARD", "COR"): False, ("BES", "DEL"): True, ("COR", "DEL"): False,
    }  # fmt: skip


def test_neither_order_nor_chance_touches_what_comes_out() -> None:
    readings = [*summits(6), QUARREL, PACT]
    wanted = align(iter(readings), samples=20).to_dict()
    json.dumps(wanted)
    for seed in range(3):
        random.Random(seed).shuffle(readings)
        assert align(iter(readings), samples=20).to_dict() == wanted


def test_only_those_with_most_claims_are_measured() -> None:
    found = align([SUMMIT, QUARREL], most=3)
    assert (found.measures.actors, found.measures.of_actors) == (("ARD", "BES", "COR"), 4)
    assert len(found.ties) == 8
