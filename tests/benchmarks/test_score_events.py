"""Scores of events, worked by hand, from readings made by hand."""

import pytest
from benchmarks import claims
from benchmarks.chains import RowLink
from benchmarks.claims import OWN_PARTS, ClaimRow
from benchmarks.gold import ChainArticle, ChainLink, ChainStatement, EventArticle, GoldEvent, Piece, Pieces, Side
from benchmarks.words import Words
from claims_made import Made, span

TEXT = (
    "Ostrand shelled Hesk on Monday, the Ardo Herald said, citing two officers. "
    "Keldara denied that it had armed the rebels. "
    "Ostrand and Keldara agreed to meet envoys. "
    "If Mara Osei resigns, they may punish her.\n"
)


def at(words: str, nth: int = 0) -> Piece:
    found = span(TEXT, words, nth)
    return found.start, found.end


def side(*parties: tuple[str, str]) -> tuple[Side, ...]:
    return (tuple((at(words), who) for words, who in parties),)


NOBODY: tuple[Side, ...] = ((),)
OSTRAND, HESK, KELDARA = ("Ostrand", "Ostrand"), ("Hesk", "the town of Hesk"), ("Keldara", "Keldara")


def link(source: str | None, cue: str, who: str | None = None) -> ChainLink:
    return ChainLink(at(source) if source else None, at(cue), who or source, None)


HERALD, OFFICERS = link("the Ardo Herald", "said"), link("two officers", "citing")
SAID = ChainStatement((at("Ostrand shelled Hesk on Monday"),), (HERALD, OFFICERS))
DENIAL = ChainStatement((at("that it had armed the rebels"),), (link("Keldara", "denied"),))

SHELLED = GoldEvent(
    at("shelled"), ("ASSAULT", "COERCE"), side(OSTRAND), side(HESK), (("actual", "positive"),), cameo="194"
)
DENIED = GoldEvent(at("denied"), ("REJECT",), side(KELDARA), NOBODY, (("actual", "positive"),))
ARMED = GoldEvent(
    at("armed"), ("AID",), (((at("it"), "Keldara"),),), side(("the rebels", "the rebels")), (("denied", "positive"),)
)
AGREED = GoldEvent(
    at("agreed"), ("AGREE",), side(OSTRAND), (((at("Keldara", 1), "Keldara"),),), (("actual", "positive"),)
)
PUNISH = GoldEvent(
    at("punish"), ("SANCTION",), side(("they", "Keldara")), side(("her", "Mara Osei")), (("possible", "positive"),)
)


def article(*events: GoldEvent, statements: tuple[ChainStatement, ...] = (SAID, DENIAL)) -> EventArticle:
    return EventArticle(ChainArticle("a", TEXT, statements), events)


def told(*links: tuple[str, str]) -> tuple[RowLink, ...]:
    return tuple(RowLink(at(source), at(cue)) for source, cue in links)


def party(words: str, *names: str, nth: int = 0) -> RowLink:
    return RowLink(at(words, nth), None, names)


SHELLED_ROW = ClaimRow(
    trigger=(at("shelled"),),
    type="ASSAULT",
    actors=(party("Ostrand"),),
    recipients=(party("Hesk"),),
    chain=told(("the Ardo Herald", "said"), ("two officers", "citing")),
    cameo="194",
)


def right(event: GoldEvent, row: ClaimRow, statements: tuple[ChainStatement, ...] = (SAID, DENIAL)) -> frozenset[str]:
    """The parts that are right in the one answer."""
    (answer,) = claims.match(article(event, statements=statements), [row])
    return answer.right


def changed(row: ClaimRow, **fields: object) -> ClaimRow:
    values = {name: getattr(row, name) for name in row.__slots__} | fields
    return ClaimRow(**values)


ALL = frozenset({"type", "actors", "recipients", "status", "voice", "chain"})


# ---- the parts -----------------------------------------------------------------------------


def test_all_parts_right() -> None:
    assert right(SHELLED, SHELLED_ROW) == ALL


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"type": "COERCE"}, set()),
        ({"type": "ACCUSE"}, {"type"}),
        ({"actors": ()}, {"actors"}),
        ({"actors": (party("Ostrand"), party("Keldara"))}, {"actors"}),
        ({"actors": (party("Keldara", "Ostrand"),)}, set()),
        ({"recipients": (party("Monday"),)}, {"recipients"}),
        ({"recipients": (party("Monday", "Hesk"),)}, set()),
        ({"recipients": (party("Ostrand shelled Hesk"),)}, set()),
        ({"status": ("planned", "positive")}, {"status"}),
        ({"status": ("actual", "negative")}, {"status"}),
        ({"chain": told(("two officers", "citing"))}, {"chain"}),
        ({"chain": told(("the Ardo Herald", "said"))}, {"voice", "chain"}),
        ({"chain": None}, {"voice", "chain"}),
        ({"chain": ()}, {"voice", "chain"}),
    ],
)
def test_one_part_wrong(fields: dict[str, object], wrong: set[str]) -> None:
    assert right(SHELLED, changed(SHELLED_ROW, **fields)) == ALL - wrong


def test_denied_needs_no_polarity() -> None:
    row = ClaimRow(
        (at("armed"),), "AID", (party("it", "Keldara"),), (party("rebels"),), ("denied", "negative"),
        told(("Keldara", "denied")),
    )  # fmt: skip
    assert right(ARMED, row) == ALL
    assert "status" not in right(ARMED, changed(row, status=("actual", "negative")))


def test_a_pronoun_is_met_by_itself_or_by_whom_it_means() -> None:
    possible = ("possible", "positive")
    row = ClaimRow((at("punish"),), "SANCTION", (party("they"),), (party("Mara", "Mara Osei"),), possible)
    assert right(PUNISH, row) == ALL
    assert "recipients" not in right(PUNISH, changed(row, recipients=(party("Mara", "Mara"), party("rebels"))))


def test_agreeing_takes_both_sides_as_one_set() -> None:
    row = ClaimRow((at("agreed"),), "AGREE", (party("Ostrand"), party("Keldara", nth=1)), ())
    assert right(AGREED, row) == ALL
    swapped = ClaimRow((at("agreed"),), "AGREE", (party("Keldara", nth=1),), (party("Ostrand"),))
    assert right(AGREED, swapped) == ALL
    short = ClaimRow((at("agreed"),), "AGREE", (party("Ostrand"),), ())
    assert right(AGREED, short) == ALL - {"recipients"}


def test_other_types_keep_their_sides() -> None:
    row = changed(SHELLED_ROW, actors=(party("Ostrand"), party("Hesk")), recipients=())
    assert right(SHELLED, row) == ALL - {"actors", "recipients"}


def test_the_claims_type_decides_where_gold_has_several() -> None:
    either = GoldEvent(at("agreed"), ("SUPPORT", "AGREE"), AGREED.actors, AGREED.recipients, AGREED.statuses)
    both = (party("Ostrand"), party("Keldara", nth=1))
    assert right(either, ClaimRow((at("agreed"),), "AGREE", both, ())) == ALL
    assert right(either, ClaimRow((at("agreed"),), "SUPPORT", both, ())) == ALL - {"actors", "recipients"}
    # A wrong type leaves it to gold's best one, and supporting has sides.
    assert right(either, ClaimRow((at("agreed"),), "CONSULT", both, ())) == ALL - {"type", "actors", "recipients"}


def test_either_annotators_value_is_right() -> None:
    either = GoldEvent(
        at("shelled"), ("ASSAULT",), (*side(OSTRAND), ()), side(HESK), (("actual", "positive"), ("denied", "positive"))
    )
    assert right(either, changed(SHELLED_ROW, actors=(), status=("denied", "negative"))) == ALL


# ---- the voice -----------------------------------------------------------------------------


def voices(trigger: str, *statements: ChainStatement) -> claims.Voices:
    return claims.voices(Words(TEXT), statements, [at(trigger)])


def test_the_voice_is_the_innermost_statement_round_the_trigger() -> None:
    inner = ChainStatement((at("shelled Hesk"),), (HERALD, OFFICERS))
    outer = ChainStatement((at("Ostrand shelled Hesk on Monday"),), (HERALD,))
    assert voices("shelled", outer, inner) == (inner.chain,)
    assert voices("Monday", outer, inner) == (outer.chain,)
    assert voices("denied", outer, inner) == (None,)


def test_of_equal_contents_the_longer_chain_is_inside() -> None:
    content = (at("Ostrand shelled Hesk on Monday"),)
    assert voices("shelled", ChainStatement(content, (HERALD,)), ChainStatement(content, (HERALD, OFFICERS))) == (
        (HERALD, OFFICERS),
    )


def test_an_optional_statement_may_be_taken_or_passed_over() -> None:
    optional = ChainStatement((at("shelled Hesk"),), (OFFICERS,), optional=True)
    assert voices("shelled", SAID, optional) == (optional.chain, SAID.chain)
    assert voices("shelled", optional) == (optional.chain, None)
    row = changed(SHELLED_ROW, chain=None)
    assert "voice" in right(SHELLED, row, (optional,))
    assert "voice" in right(SHELLED, changed(row, chain=told(("two officers", "citing"))), (optional,))


def test_a_statement_round_it_in_one_alternative_may_be_passed_over() -> None:
    either = ChainStatement((at("Hesk on Monday"),), (HERALD,), ((at("Ostrand shelled Hesk"),),), ((OFFICERS,),))
    assert voices("shelled", either) == ((HERALD,), (OFFICERS,), None)
    assert voices("Hesk", either) == ((HERALD,), (OFFICERS,))


def test_a_content_of_two_pieces_holds_what_stands_in_either() -> None:
    pieces: Pieces = (at("Ostrand"), at("Hesk on Monday"))
    assert voices("Monday", ChainStatement(pieces, (HERALD,))) == ((HERALD,),)
    assert voices("shelled", ChainStatement(pieces, (HERALD,))) == (None,)


# ---- matching and counting -------------------------------------------------------------------


def scored(rows: list[ClaimRow], *events: GoldEvent, parts: tuple[str, ...] = claims.PARTS) -> claims.Scores:
    return claims.score([article(*events)], {"a": rows}, parts)


def test_gold_against_itself() -> None:
    events = (SHELLED, DENIED, ARMED, AGREED, PUNISH)
    rows = list(claims.from_gold(article(*events)))
    for parts in (claims.PARTS, OWN_PARTS):
        scores = scored(rows, *events, parts=parts)
        assert (scores.right, scores.extra, scores.false) == (1.0, 0.0, 0.0)
    assert scores.of("resolved", "met") == scores.of("cameo", "coded") == 1.0


def test_nothing_read() -> None:
    scores = scored([], SHELLED)
    assert (scores.right, scores.extra, scores.false, scores.counts["asked"]) == (0.0, 0.0, 0.0, 1)
    assert scores.wrong["type", "ASSAULT", "nothing"] == 1


def test_the_claim_with_most_parts_right_answers_and_the_other_is_extra() -> None:
    worse = changed(SHELLED_ROW, actors=(), type="ACCUSE")
    scores = scored([worse, SHELLED_ROW], SHELLED)
    assert (scores.counts["right"], scores.counts["extra"], scores.counts["rows"]) == (1, 1, 2)
    assert scores.by_type["ACCUSE", "extra"] == 1


def test_our_own_passages_ask_for_the_whole_chain() -> None:
    row = changed(SHELLED_ROW, chain=told(("two officers", "citing")))
    assert scored([row], SHELLED).counts["right"] == 1
    scores = scored([row], SHELLED, parts=OWN_PARTS)
    assert (scores.counts["right"], scores.counts["alone chain"]) == (0, 1)


def test_an_optional_event_is_neither_asked_for_nor_extra() -> None:
    optional = GoldEvent(at("denied"), ("REJECT",), NOBODY, NOBODY, (("planned", "positive"),), optional=True)
    row = ClaimRow((at("denied"),), "REJECT")
    scores = scored([row, SHELLED_ROW], SHELLED, optional)
    assert (scores.counts["asked"], scores.counts["rows"], scores.counts["extra"]) == (1, 2, 0)
    assert (scores.counts["given as actual"], scores.false) == (1, 0.0)
    assert scored([], SHELLED, optional).counts["asked"] == 1


def test_an_asked_event_is_answered_before_an_optional_one() -> None:
    optional = GoldEvent(SHELLED.trigger, SHELLED.types, SHELLED.actors, SHELLED.recipients, SHELLED.statuses, True)
    assert scored([SHELLED_ROW], optional, SHELLED).counts["right"] == 1


def test_false_events_are_claims_given_as_actual_that_are_none() -> None:
    rows = [
        SHELLED_ROW,
        ClaimRow((at("armed"),), "AID"),  # denied in gold
        ClaimRow((at("punish"),), "SANCTION", status=("actual", "positive")),  # possible in gold
        ClaimRow((at("citing"),), "CONSULT"),  # no event
        ClaimRow((at("meet"),), "CONSULT", status=("planned", "positive")),  # extra, yet not given as actual
    ]
    scores = scored(rows, SHELLED, ARMED, PUNISH)
    assert scores.counts["given as actual"] == 4
    assert (scores.counts["false, otherwise"], scores.counts["false, none"]) == (2, 1)
    assert scores.counts["false, denied positive"] == scores.counts["false, possible positive"] == 1
    assert scores.false == 3 / 4
    assert scores.extra == 2 / 5
    assert scores.wrong["status", "denied positive", "actual positive"] == 1


def test_what_was_read_for_what() -> None:
    scores = scored([changed(SHELLED_ROW, type="ACCUSE")], SHELLED, DENIED)
    shown = scores.to_dict()
    assert shown["read for gold's"]["type"] == {"ASSAULT → ACCUSE": 1, "REJECT → nothing": 1}
    assert shown["parts right, of all events"]["found"] == 50.0
    assert shown["parts right, of events found"]["actors"] == 100.0
    assert shown["the only part wrong"]["type"] == 1
    assert shown["types"]["ASSAULT"] == {
        "asked": 1, "found": 1, "type": 0, "actors": 1, "recipients": 1, "status": 1, "voice": 1, "chain": 1,
        "right": 0, "rows": 0, "extra": 0,
    }  # fmt: skip


def test_parties_are_resolved_where_they_are_met() -> None:
    row = ClaimRow(
        (at("armed"),), "AID", (party("it", "Keldara"),), (party("the rebels", "the army"),), ("denied", "positive")
    )
    scores = scored([row], ARMED)
    assert (scores.counts["met"], scores.counts["resolved"]) == (2, 1)
    assert (scores.counts["met by other words"], scores.counts["resolved by other words"]) == (1, 1)
    # A party that is elsewhere is not met, whatever its name.
    away = changed(row, actors=(party("Keldara", "Keldara"),))
    assert scored([away], ARMED).counts["met"] == 1


@pytest.mark.parametrize(
    ("gold", "read", "same", "root"),
    [("194", "194", 1, 1), ("194", "190", 0, 1), ("08", "080", 1, 1), ("080", "08", 1, 1), ("194", None, 0, 0)],
)
def test_codes_of_two_digits_are_general_ones(gold: str, read: str | None, same: int, root: int) -> None:
    event = GoldEvent(SHELLED.trigger, SHELLED.types, NOBODY, NOBODY, SHELLED.statuses, cameo=gold)
    scores = scored([changed(SHELLED_ROW, cameo=read)], event)
    assert (scores.counts["coded"], scores.counts["cameo"], scores.counts["cameo root"]) == (1, same, root)


def test_losses_tell_what_was_read() -> None:
    rows = [changed(SHELLED_ROW, type="ACCUSE"), ClaimRow((at("meet"),), "CONSULT")]
    first, second, third = claims.losses(article(SHELLED, DENIED), rows)
    assert (first["trigger"], first["wrong"], first["read"]["actors"]) == ("shelled", ["type"], ["Ostrand"])
    assert first["read"]["chain"] == ["the Ardo Herald", "two officers"]
    assert (second["trigger"], second["wrong"], second["read"]) == ("denied", ["trigger"], None)
    assert (third["trigger"], third["wrong"]) == ("meet", ["extra"])


# ---- readings --------------------------------------------------------------------------------


def made() -> Made:
    reading = Made(TEXT)
    reading.says(
        "s", "Ostrand shelled Hesk on Monday", ("the Ardo Herald", "said"), ("two officers", "citing"), doubtful=True
    )
    ostrand, hesk = reading.party("Ostrand", "Ostrand"), reading.party("Hesk")
    reading.does("shelled", "ASSAULT", [ostrand], [hesk], statement="s", cameo="194")
    reading.does("denied", None)
    reading.does("agreed", "AGREE", doubtful=True)
    return reading


def test_a_reading_gives_typed_claims_that_are_not_doubtful() -> None:
    (row,) = claims.from_reading(made().reading())
    assert row == changed(
        SHELLED_ROW,
        actors=(party("Ostrand", "Ostrand"),),
        chain=(RowLink(at("the Ardo Herald"), at("said")), RowLink(at("two officers"), at("citing"))),
    )


def test_a_reading_is_scored() -> None:
    scores = claims.score([article(SHELLED, DENIED)], {"a": claims.from_reading(made().reading())})
    assert (scores.counts["asked"], scores.counts["right"], scores.counts["rows"]) == (2, 1, 1)


def test_our_own_gold_is_scored_right_against_itself() -> None:
    from benchmarks import gold, score

    for one in gold.own_events(score.EVENTS, score.PASSAGES):
        scores = claims.score_article(one, claims.from_gold(one), OWN_PARTS)
        assert (scores.counts["right"], scores.counts["extra"]) == (scores.counts["asked"], 0), one.told.name
