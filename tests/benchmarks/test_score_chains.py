"""Chain scores, worked by hand."""

import pytest
from benchmarks import chains
from benchmarks.chains import ChainRow, RowLink
from benchmarks.gold import ChainArticle, ChainLink, ChainStatement, Piece
from benchmarks.tally import Tally

from sayso.types import Actor, Document, Link, Party, Reading, Span, Statement

TEXT = (
    "The Ardo Herald said that Mara Osei had claimed that the old mill by the river was shut. "
    "She hopes to reopen it soon after the rain. The bridge is reportedly closed to all heavy trucks. "
    "Close it: mayor.\n"
)


def at(part: str, nth: int = 0) -> Piece:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(part, start + 1)
    return start, start + len(part)


HERALD = ChainLink(at("The Ardo Herald"), at("said"), "The Ardo Herald", None)
MARA = ChainLink(at("Mara Osei"), at("had claimed"), "Mara Osei", None)
SHE = ChainLink(at("She"), at("hopes"), "Mara Osei", None)
UNSTATED = ChainLink(None, at("reportedly"), None, "unstated")
MAYOR = ChainLink(None, None, "the mayor; Olu Bren", None)

OUTER = ChainStatement((at("that Mara Osei had claimed that the old mill by the river was shut"),), (HERALD,))
INNER = ChainStatement((at("that the old mill by the river was shut"),), (HERALD, MARA))
HOPE = ChainStatement((at("to reopen it soon after the rain"),), (SHE,))
BRIDGE = ChainStatement((at("The bridge is"), at("closed to all heavy trucks")), (UNSTATED,))
CLOSE = ChainStatement((at("Close it"),), (MAYOR,))
ARTICLE = ChainArticle("a", TEXT, (OUTER, INNER, HOPE, BRIDGE, CLOSE))


def read(link: ChainLink) -> RowLink:
    return RowLink(link.source, link.cue)


def row(statement: ChainStatement, *links: RowLink) -> ChainRow:
    return ChainRow(statement.content, links or tuple(read(link) for link in statement.chain))


def scored(*rows: ChainRow, article: ChainArticle = ARTICLE) -> chains.Scores:
    return chains.score([article], {article.name: rows})


def test_gold_against_itself() -> None:
    scores = scored(*chains.from_gold(ARTICLE))
    assert (scores.innermost, scores.whole, scores.extra, scores.deep.f1) == (1.0, 1.0, 0.0, 1.0)


def test_nothing_found() -> None:
    scores = scored()
    assert (scores.asked, scores.answered, scores.rows) == (5, 0, 0)
    assert (scores.innermost, scores.whole, scores.extra, scores.deep.f1) == (0.0, 0.0, 0.0, 0.0)


def test_the_innermost_source_may_be_right_where_the_chain_is_not() -> None:
    scores = scored(row(INNER, read(MARA)))
    assert (scores.innermost_right, scores.whole_right, scores.unmatched) == (1, 0, 0)
    # The row has one link, so it is no row of the deep figure; the gold statement has two.
    assert scores.deep == Tally(found=0, gold=1, right=0, predicted=0)


def test_a_chain_with_its_links_turned_round_is_wrong() -> None:
    scores = scored(row(INNER, read(MARA), read(HERALD)))
    assert (scores.innermost_right, scores.whole_right) == (0, 0)
    assert scores.deep == Tally(found=0, gold=1, right=0, predicted=1)


def test_a_deep_row_that_answers_a_shallow_statement_is_extra_depth() -> None:
    scores = scored(row(HOPE, read(HERALD), read(SHE)))
    assert (scores.innermost_right, scores.whole_right) == (1, 0)
    assert scores.deep == Tally(found=0, gold=1, right=0, predicted=1)


@pytest.mark.parametrize(
    ("content", "answers"),
    [
        ("to reopen it soon after the rain", True),
        ("reopen it soon after the", True),  # 5 of 7 and all of 5: F1 of 0.83
        ("reopen it soon after", False),  # 4 of 7 and all of 4: F1 of 0.73
        ("to reopen it soon after the rain. The bridge is", True),  # all of 7 and 7 of 10: F1 of 0.82
        ("to reopen it soon after the rain. The bridge is reportedly", False),  # 7 of 11: F1 of 0.78
    ],
)
def test_a_row_answers_at_four_fifths_of_the_words(content: str, answers: bool) -> None:
    scores = scored(ChainRow((at(content),), (read(SHE),)), article=ChainArticle("a", TEXT, (HOPE,)))
    assert (scores.answered, scores.unmatched) == ((1, 0) if answers else (0, 1))


def test_answers_are_one_to_one_and_the_better_chain_goes_first() -> None:
    worse = row(HOPE, read(HERALD))
    better = ChainRow((at("reopen it soon after the rain"),), (read(SHE),))
    scores = scored(worse, better, article=ChainArticle("a", TEXT, (HOPE,)))
    assert (scores.whole_right, scores.unmatched, scores.rows) == (1, 1, 2)


# ---- sources -----------------------------------------------------------------------------


def right(gold: ChainLink, *, source: Piece | None = None, names: tuple[str, ...] = ()) -> bool:
    return chains.source_right(chains.Words(TEXT), gold, RowLink(source, None, names))


def test_a_source_shares_a_word_that_is_no_function_word() -> None:
    assert right(HERALD, source=at("Ardo"))
    assert right(HERALD, source=at("The Ardo Herald said"))
    assert not right(HERALD, source=at("The"))
    assert not right(MARA, source=at("The Ardo Herald"))


def test_a_pronoun_is_met_by_the_very_pronoun() -> None:
    assert right(SHE, source=at("She"))
    assert not right(SHE, source=at("it"))


def test_a_resolved_name_is_enough() -> None:
    assert right(SHE, names=("Mara Osei",))
    assert right(SHE, source=at("the rain"), names=("Mara",))
    assert not right(SHE, names=("Olu Bren",))
    assert not right(SHE)


def test_an_unstated_source_wants_none() -> None:
    assert right(UNSTATED)
    assert not right(UNSTATED, source=at("The bridge"))
    assert not right(UNSTATED, names=("the mayor",))


def test_a_source_named_elsewhere_wants_none_or_its_name() -> None:
    assert right(MAYOR)
    assert right(MAYOR, source=at("mayor"), names=("the mayor",))
    assert not right(MAYOR, source=at("mayor"))
    assert not right(MAYOR, names=("Mara Osei",))


@pytest.mark.parametrize(
    ("who", "names", "agree"),
    [
        ("Mara Osei", ("Osei",), True),
        ("Osei", ("Minister Mara Osei",), True),
        ("MARA OSEI", ("mara osei",), True),
        ("Ministry of Health", ("the Health Ministry",), True),
        ("Osei's government", ("Osei government",), True),
        ("Mara Osei", ("Mara Bren",), False),
        ("the mayor; Olu Bren", ("Olu Bren",), True),
        ("the mayor; Olu Bren", ("Olu Bren", "the mayor"), True),
        ("the", ("the mayor",), False),
        ("Osei", ("Oseis",), False),
        (None, ("Osei",), False),
        ("Osei", (), False),
    ],
)
def test_names_contain_one_another_by_words(who: str | None, names: tuple[str, ...], agree: bool) -> None:
    assert chains.names_agree(who, names) is agree


# ---- alternatives, optional statements, rows out of scope ------------------------------------


def test_either_annotators_value_is_right() -> None:
    either = ChainStatement(HOPE.content, (HERALD, SHE), (((at("it soon after")),),), ((SHE,),))
    article = ChainArticle("a", TEXT, (either,))
    for answer in (
        row(HOPE, read(SHE)),
        row(HOPE, read(HERALD), read(SHE)),
        ChainRow((at("it soon after"),), (read(SHE),)),
    ):
        assert scored(answer, article=article).whole_right == 1


def test_an_optional_statement_is_neither_asked_for_nor_extra() -> None:
    optional = ChainStatement(INNER.content, INNER.chain, optional=True)
    article = ChainArticle("a", TEXT, (OUTER, optional))
    without, with_it = scored(row(OUTER), article=article), scored(row(OUTER), row(INNER), article=article)
    assert (without.asked, with_it.asked) == (1, 1)
    assert without.whole == with_it.whole == 1.0
    assert with_it.unmatched == 0
    assert with_it.deep == Tally()


def test_an_asked_statement_is_answered_before_an_optional_one() -> None:
    optional = ChainStatement(HOPE.content, HOPE.chain, optional=True)
    article = ChainArticle("a", TEXT, (optional, HOPE))
    assert scored(row(HOPE), article=article).whole_right == 1


@pytest.mark.parametrize(
    ("cue", "content", "out"),
    [
        ("knew", "that it was shut", True),
        ("has seen", "the ruin", True),
        ("decided", "to leave", True),
        ("criticised", "the plan", True),
        ("criticised", "the mayor for the delay", False),
        ("said", "the plan", False),
        ("planned", "to see it", False),
    ],
)
def test_cues_out_of_scope(cue: str, content: str, out: bool) -> None:
    text = f"{cue} {content}"
    made = ChainRow(((len(cue) + 1, len(text)),), (RowLink(None, (0, len(cue))),))
    assert chains.out_of_scope(text, made) is out


def test_a_row_out_of_scope_is_left_out_only_where_it_answers_none() -> None:
    text = "Mara knew that the mill was shut. Olu saw the big river rise."
    source, cue, content = (0, 4), (5, 9), (10, 32)
    known = ChainStatement((content,), (ChainLink(source, cue, "Mara", None),))
    rows = (
        ChainRow((content,), (RowLink(source, cue),)),
        ChainRow(((42, 60),), (RowLink((34, 37), (38, 41)),)),
    )
    scores = scored(*rows, article=ChainArticle("a", text, (known,)))
    assert (scores.whole_right, scores.rows, scores.unmatched) == (1, 1, 0)


def test_outcomes_for_calibration() -> None:
    optional = ChainStatement(INNER.content, INNER.chain, optional=True)
    article = ChainArticle("a", TEXT, (OUTER, optional, HOPE))
    rows = (
        ChainRow(OUTER.content, (read(HERALD),), 0.9),
        ChainRow(HOPE.content, (read(HERALD),), 0.8),
        ChainRow(INNER.content, (read(MARA),), 0.7),
        ChainRow(BRIDGE.content, (read(UNSTATED),), 0.6),
    )
    assert chains.outcomes(article, rows) == [(0.9, True), (0.8, False), (0.6, False)]


def test_a_reading_gives_names_and_leaves_out_what_is_doubtful() -> None:
    party = Party(Span(0, 3), "person", False, "m")
    stranger = Party(Span(4, 8), "person", False, None)
    links = (Link(None, Span(9, 12), None, (party, stranger)),)
    sure = Statement("a", (Span(1, 2), Span(4, 5)), links, 1, "direct", 0.9)
    unsure = Statement("b", (Span(1, 2),), (), 0, "direct", 0.2, "a", True)
    actors = (Actor("m", "Mara Osei", "person", (Span(0, 3),)),)
    reading = Reading("m", Document(TEXT), (sure, unsure), actors)
    expected = ChainRow(((1, 2), (4, 5)), (RowLink(None, (9, 12), ("Mara Osei",)),), 0.9)
    assert chains.from_reading(reading) == (expected,)
    assert chains.from_reading(reading, doubtful=True) == (expected, ChainRow(((1, 2),), (), 0.2))
