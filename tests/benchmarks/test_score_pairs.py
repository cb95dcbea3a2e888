"""Sentences with a marked pair and sentences made to test a coder: worked by hand."""

from collections import Counter

import numpy as np
import pytest
from benchmarks import coded, pairs
from benchmarks.chains import RowLink
from benchmarks.claims import ClaimRow
from benchmarks.coded import WEIS
from benchmarks.gold import Piece, Pieces
from benchmarks.gold_sentences import CodedSentence, Coding, MarkedPair
from benchmarks.words import Words
from claims_made import span

TEXT = "The Ardo council accused soldiers of Ostrand, and met the mayor's aide."


def at(words: str) -> Piece:
    found = span(TEXT, words)
    return found.start, found.end


def row(kind: str, actors: list[str], recipients: list[str]) -> ClaimRow:
    return ClaimRow(
        (at("accused"),),
        kind,
        tuple(RowLink(at(words), None) for words in actors),
        tuple(RowLink(at(words), None) for words in recipients),
    )


def pair(kind: str, actors: list[str], recipients: list[str]) -> MarkedPair:
    return MarkedPair(TEXT, tuple(map(at, actors)), tuple(map(at, recipients)), kind)


# ---- head words ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("The Ardo council", "council"),
        ("Ostrand's army", "army"),
        ("the mayor’s", "mayor"),
        ("soldiers of the ruling party", "soldiers"),
        ("soldiers stationed in Hesk", "soldiers"),
        ("the ruling party", "party"),
        ("Prime Minister Mara Osei", "osei"),
        ("Mara Osei, who chairs the council", "osei"),
        ("the Ardo Water Board (AWB)", "board"),
        ("groups such as the Sons of the Delta", "groups"),
        ("Ostrand and Keldara", "ostrand"),
        ("two armed men", "men"),
        ("she", "she"),
        ("the", "the"),
        ("…", ""),
    ],
)
def test_head_words(phrase: str, head: str) -> None:
    assert pairs.head_word(Words(phrase), (0, len(phrase))) == head


# ---- read end to end -------------------------------------------------------------------------


def test_the_pair_is_right_with_its_type_and_both_heads() -> None:
    marked = pair("ACCUSE", ["The Ardo council"], ["soldiers of Ostrand"])
    found = pairs.outcome(marked, [row("ACCUSE", ["council"], ["soldiers"])])
    assert {"right", "right, sides as marked", "pair", "type"} <= found


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (row("REJECT", ["council"], ["soldiers"]), {"any claim", "pair"}),
        (row("ACCUSE", ["council"], ["Ostrand"]), {"any claim", "type", "type and actor"}),
        (row("ACCUSE", ["aide"], ["soldiers"]), {"any claim", "type", "type and recipient"}),
        (row("ACCUSE", ["soldiers"], ["council"]), {"any claim", "type"}),
        (row("ACCUSE", [], []), {"any claim", "type"}),
    ],
)
def test_what_a_claim_has_of_the_pair(read: ClaimRow, told: set[str]) -> None:
    assert pairs.outcome(pair("ACCUSE", ["The Ardo council"], ["soldiers of Ostrand"]), [read]) == told


def test_one_claim_must_have_it_all() -> None:
    marked = pair("ACCUSE", ["The Ardo council"], ["soldiers of Ostrand"])
    read = [row("ACCUSE", ["council"], []), row("REJECT", ["council"], ["soldiers"])]
    assert pairs.outcome(marked, read) == {"any claim", "pair", "type", "type and actor"}
    assert pairs.outcome(marked, []) == frozenset()


def test_parties_of_a_meeting_may_stand_on_either_side() -> None:
    marked = pair("CONSULT", ["The Ardo council"], ["the mayor's aide"])
    for read in (row("CONSULT", ["aide"], ["council"]), row("CONSULT", ["council", "aide"], [])):
        found = pairs.outcome(marked, [read])
        assert "right" in found
        assert "right, sides as marked" not in found


@pytest.mark.parametrize("kind", ["CONCEDE", "RETREAT"])
def test_conceding_and_retreating_are_the_sets_yield(kind: str) -> None:
    marked = pair("YIELD", ["The Ardo council"], ["soldiers of Ostrand"])
    assert "right" in pairs.outcome(marked, [row(kind, ["council"], ["soldiers"])])


def test_a_party_marked_twice_is_met_at_either_place_and_one_not_marked_is_not_asked_for() -> None:
    twice = pair("ACCUSE", ["soldiers of Ostrand", "The Ardo council"], [])
    assert "right" in pairs.outcome(twice, [row("ACCUSE", ["council"], ["aide"])])


def test_the_summary_tells_shares_by_type() -> None:
    marked = [pair("ACCUSE", ["The Ardo council"], []), pair("AID", ["The Ardo council"], [])]
    told = [pairs.outcome(one, [row("ACCUSE", ["council"], [])]) for one in marked]
    summary = pairs.summary(marked, told)
    assert (summary["right"], summary["pair"]) == (50.0, 100.0)
    assert summary["types"] == {"ACCUSE": {"pairs": 1, "right": 100.0}, "AID": {"pairs": 1, "right": 0.0}}


# ---- the given pair ----------------------------------------------------------------------------


def test_features_are_the_parties_and_the_words() -> None:
    def vectors(text: str, spans: Pieces) -> np.ndarray:  # type: ignore[type-arg]
        return np.array([[float(start), -float(end)] for start, end in spans])

    text = "Ardo met Hesk"
    marked = MarkedPair(text, ((0, 4),), (), "CONSULT")
    features = pairs.features([marked], vectors)
    words = [(0, 4), (5, 8), (9, 13)]
    mean = [sum(a for a, _ in words) / 3, -sum(b for _, b in words) / 3]
    assert features.tolist() == [pytest.approx([*mean, 9, -4, 0, -4, 0, 0])]


# ---- PETRARCH ------------------------------------------------------------------------------------

CODED = "Ardo shelled Hesk and Ostrand, and Ardo officials met Keldara's envoy."
TABLE = {
    "19": frozenset({"ASSAULT"}),
    "04": frozenset({"CONSULT"}),
    "040": frozenset({"CONSULT"}),
    "041": frozenset({"CONSULT"}),
    "08": frozenset({"CONCEDE", "RETREAT"}),
}


def claim(kind: str, actor: str = "Ardo", recipient: str = "Hesk") -> ClaimRow:
    def link(words: str) -> tuple[RowLink, ...]:
        found = span(CODED, words)
        return (RowLink((found.start, found.end), None),)

    return ClaimRow(((5, 12),), kind, link(actor), link(recipient))


def counted(codings: list[Coding], claims: list[ClaimRow], none: bool = False) -> Counter[str]:
    return coded.score([CodedSentence("A", CODED, tuple(codings), none)], [claims], TABLE)


SHELLED = [Coding("ARD", "HES", "190"), Coding("ARD", "OST", "190")]


def test_one_claim_answers_every_pair_of_its_type() -> None:
    counts = counted([*SHELLED, Coding("ARD", "KEL", "040")], [claim("ASSAULT")])
    assert (counts["codings"], counts["right"], counts["extra"]) == (3, 2, 0)
    assert coded.summary(counts)["right"] == pytest.approx(200 / 3)


def test_claims_with_no_coding_left_are_extra() -> None:
    counts = counted(SHELLED, [claim("ASSAULT"), claim("ASSAULT"), claim("ASSAULT"), claim("AID")])
    assert (counts["right"], counts["extra"], counts["extra AID"], counts["extra ASSAULT"]) == (2, 2, 1, 1)


def test_a_root_of_two_types_is_used_after_a_code_of_one() -> None:
    table = TABLE | {"080": frozenset({"CONCEDE"})}
    sentence = CodedSentence("A", CODED, (Coding("ARD", "---", "08"), Coding("ARD", "---", "080")))
    counts = coded.score([sentence], [[claim("CONCEDE"), claim("RETREAT")]], table)
    assert (counts["right"], counts["extra"]) == (2, 0)


def test_only_roots_3_to_20_are_gold_and_sentences_with_others_alone_are_left_out() -> None:
    counts = counted([Coding("ARD", "---", "023"), Coding("ARD", "---", "224")], [claim("ASSAULT")])
    assert counts == Counter()


def test_claims_where_nothing_is_coded_are_extra() -> None:
    counts = counted([], [claim("ASSAULT")], none=True)
    assert (counts["extra"], counts["extra where nothing is coded"], counts["codings"]) == (1, 1, 0)
    assert counted([], [claim("ASSAULT")]) == Counter()


def test_a_code_may_be_of_the_older_scheme() -> None:
    counts = counted([Coding("ARD", "OST", "041")], [claim("SUPPORT")])
    assert (counts["right"], counts["right by either scheme"]) == (0, 1)


def test_the_full_code_goes_before_its_root() -> None:
    assert coded.types_of("040", TABLE) == {"CONSULT"}
    assert coded.types_of("199", TABLE) == {"ASSAULT"}
    with pytest.raises(KeyError):
        coded.types_of("050", TABLE)
    assert set(WEIS) == set(coded.ROOTS)


@pytest.mark.parametrize(
    ("code", "word"),
    [("ARD", "Ardo"), ("OSTGOV", "Ostrand"), ("KEL", "Keldara"), ("---", None), ("ZZZ", None), ("A", None)],
)
def test_codes_are_told_by_the_letters_of_one_word(code: str, word: str | None) -> None:
    assert coded.told_by(code, CODED) == word


def test_letters_that_two_words_have_tell_nothing() -> None:
    assert coded.told_by("ARD", "Ardo and Arundel") is None


def test_parties_are_judged_where_their_codes_can_be_told() -> None:
    counts = counted(SHELLED, [claim("ASSAULT", "Ardo", "Hesk and Ostrand"), claim("ASSAULT", "envoy", "envoy")])
    assert (counts["actors that can be told"], counts["actors right"]) == (2, 2)
    assert (counts["recipients that can be told"], counts["recipients right"]) == (2, 2)
    assert counted([Coding("ZZZ", "HES", "190")], [claim("ASSAULT", recipient="Ostrand")])["recipients right"] == 0
