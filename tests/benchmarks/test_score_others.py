"""Names, mentions, calibration and the table: worked by hand."""

import itertools
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from benchmarks import calibration, chains, mentions, names, score
from benchmarks.chains import ChainRow, RowLink
from benchmarks.gold import (
    AttributedArticle,
    Attribution,
    ChainArticle,
    ChainLink,
    ChainStatement,
    CorefArticle,
    NamedArticle,
)
from benchmarks.tally import Tally
from hypothesis import given
from hypothesis import strategies as st

from sayso.types import Actor, Document, Link, Mark, Reading, Span, Statement

TEXT = "Mara Osei left Port Ardo ."
TOKENS = ((0, 4), (5, 9), (10, 14), (15, 19), (20, 24), (25, 26))
LABELS = ("B-Person", "I-Person", "O", "B-Location", "I-Location", "O")
NAMED = NamedArticle("a", TEXT, TOKENS, LABELS, ("O",) * 6, ((0, 6),), None)

# ---- names -------------------------------------------------------------------------------


def test_names_want_the_exact_span_and_type() -> None:
    found = [((0, 9), "person"), ((15, 24), "Person"), ((20, 24), "Location")]
    tallies = names.score([NAMED], {"a": found})
    assert tallies["all"] == Tally(1, 2, 1, 3)
    assert tallies["person"] == Tally(1, 1, 1, 2)
    assert tallies["location"] == Tally(0, 1, 0, 1)


def test_a_name_counts_for_the_tokens_it_touches_and_once() -> None:
    found = [((1, 8), "Person"), ((0, 9), "Person"), ((26, 26), "Person")]
    assert names.score([NAMED], {"a": found})["person"] == Tally(1, 1, 1, 2)


def test_labels_that_continue_nothing_begin_a_name() -> None:
    labels = ("I-Person", "I-Location", "B-Location", "O", "I-Location", "I-Location")
    assert names.gold_entities(labels) == {
        (0, 1, "person"),
        (1, 2, "location"),
        (2, 3, "location"),
        (4, 6, "location"),
    }


# ---- mentions ----------------------------------------------------------------------------

A, B, C, D, E, F, G, H, I = ((n, n + 1) for n in range(9))  # noqa: E741


def f1(gold: Sequence[Sequence[tuple[int, int]]], read: Sequence[Sequence[tuple[int, int]]]) -> dict[str, float]:
    article = CorefArticle("a", "news", "", tuple((n, n + 1) for n in range(9)), (), tuple(map(tuple, gold)))
    return mentions.score([article], {"a": [tuple(cluster) for cluster in read]})


def test_the_same_clusters_are_right_in_any_order() -> None:
    scores = f1([[A, B, C], [D, E]], [[E, D], [C, A, B]])
    assert scores == dict.fromkeys(["conll", "mentions", "muc", "b3", "ceaf-e"], 1.0)


def test_mentions_worked_by_hand() -> None:
    # Gold {a b c} {d e f g}; read {a b} {c d} {f g h i}.
    scores = f1([[A, B, C], [D, E, F, G]], [[A, B], [C, D], [F, G, H, I]])
    # MUC: gold falls into {ab}{c} and {d}{e}{fg}: (3-2)+(4-3) of 2+3. Read: {ab}, {c}{d}, {fg}{h}{i}: 1+0+1 of 1+1+3.
    assert scores["muc"] == pytest.approx(2 / 5)
    # B³ recall: (2+2+1)/3 + (1+0+2+2)/4, of 7; precision: 2/2+2/2 + 1/2+1/2 + 2/4+2/4, of 8.
    recall, precision = (5 / 3 + 5 / 4) / 7, 4 / 8
    assert scores["b3"] == pytest.approx(2 * recall * precision / (recall + precision))
    # CEAF: the best is {abc}-{ab} 4/5 and {defg}-{fghi} 4/8; of 2 and of 3 clusters.
    recall, precision = 1.3 / 2, 1.3 / 3
    assert scores["ceaf-e"] == pytest.approx(2 * recall * precision / (recall + precision))
    assert scores["mentions"] == pytest.approx(2 * 6 / (7 + 8))
    assert scores["conll"] == pytest.approx((scores["muc"] + scores["b3"] + scores["ceaf-e"]) / 3)


def test_clusters_of_one_and_mentions_seen_before_are_dropped() -> None:
    assert f1([[A, B]], [[A, B], [C], [A, D]])["conll"] == 1.0
    assert f1([[A, B]], [])["conll"] == 0.0


def test_mentions_are_ranges_of_the_tokens_they_touch() -> None:
    article = CorefArticle("a", "news", TEXT, TOKENS, ((0, 6),), ())
    assert mentions.in_tokens(article, [(0, 9), (21, 23), (9, 10)]) == ((0, 2), (4, 5), (-10, -11))


@given(st.integers(1, 4), st.integers(1, 5), st.data())
def test_the_assignment_is_the_best_there_is(rows: int, columns: int, data: st.DataObject) -> None:
    gain = st.floats(0, 1, allow_nan=False)
    gains = data.draw(
        st.lists(st.lists(gain, min_size=columns, max_size=columns), min_size=rows, max_size=rows), label="gains"
    )
    pairs = mentions.assign(gains)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs) == min(rows, columns)
    small = range(min(rows, columns))
    best = max(
        sum(gains[i][j] if rows <= columns else gains[j][i] for i, j in zip(small, order, strict=True))
        for order in itertools.permutations(range(max(rows, columns)), len(small))
    )
    assert sum(gains[i][j] for i, j in pairs) == pytest.approx(best)


# ---- calibration -------------------------------------------------------------------------


def test_calibration_error_worked_by_hand() -> None:
    judged = [(0.95, True), (0.91, True), (1.0, False), (0.2, False), (0.25, True)]
    low, high = calibration.reliability(judged)
    assert (low.low, low.rows, low.right) == (0.2, 2, 0.5)
    assert (high.rows, high.right) == (3, pytest.approx(2 / 3))
    expected = (2 * abs(0.225 - 0.5) + 3 * abs(2.86 / 3 - 2 / 3)) / 5
    assert calibration.expected_error((low, high)) == pytest.approx(expected)
    assert calibration.expected_error(()) == 0.0


def test_a_confidence_lies_in_0_to_1() -> None:
    with pytest.raises(ValueError, match=r"1\.5"):
        calibration.reliability([(1.5, True)])


def test_outcomes_on_polnear_go_by_the_words_of_the_outermost_source() -> None:
    text = "Mara Osei knew that it was shut. It is said to be so."
    gold = (Attribution(((0, 9),), ((10, 14),), ((15, 31),)), Attribution((), ((36, 43),), ((33, 35), (44, 52))))
    article = AttributedArticle("a", text, gold)

    def row(content: tuple[tuple[int, int], ...], source: tuple[int, int] | None, confidence: float) -> ChainRow:
        return ChainRow(content, (RowLink(source, (10, 14), ("Olu",)), RowLink(None, None)), confidence)

    rows = [
        row(((15, 31),), (5, 9), 0.9),
        row(((33, 35), (44, 52)), None, 0.8),
        row(((0, 9),), None, 0.7),  # its cue knows, and it counts all the same
    ]
    assert calibration.attribution_outcomes(article, rows) == [(0.9, True), (0.8, True), (0.7, False)]
    wrong = [row(((15, 31),), (25, 31), 0.9)]
    assert calibration.attribution_outcomes(article, wrong) == [(0.9, False)]


# ---- the table ---------------------------------------------------------------------------

SENTENCE = "Mara Osei said that the mill is shut."


class Reads:
    """A reader that finds one statement, one name and one cluster."""

    def __init__(self, shift: int = 0) -> None:
        self.shift = shift

    def read(self, document: Document) -> Reading:
        link = Link(Span(0, 9), Span(10, 14))
        statement = Statement("s", (Span(15, 36 - self.shift),), (link,), 1, "indirect", 0.75)
        nested = Statement("t", (Span(20, 28),), (link, link), 1, "indirect", 0.5, parent="s", doubtful=True)
        actor = Actor("m", "Mara Osei", "person", (Span(0, 4), Span(5, 9)))
        return Reading("m", document, (statement, nested), (actor,))

    def marks(self, document: Document) -> Sequence[Mark]:
        return [Mark("names", "Person", Span(0, 9), 0.9), Mark("sentences", "B", Span(0, 9), 0.9)]

    def clusters(self, document: Document) -> Sequence[Sequence[Span]]:
        return [(Span(0, 4), Span(5, 9))]


def test_every_set_is_scored_and_shown() -> None:
    polnear = [AttributedArticle("a", SENTENCE, (Attribution(((0, 9),), ((10, 14),), ((15, 36),)),))]
    link = ChainLink((0, 9), (10, 14), "Mara Osei", None)
    own = [ChainArticle("a", SENTENCE, (ChainStatement(((15, 36),), (link,)),))]
    coref = [CorefArticle("a", "news", TEXT, TOKENS, ((0, 6),), (((0, 1), (1, 2)),))]
    reports = [
        score.score_polnear(polnear, Reads(), lambda text: ((0, len(text)),)),
        score.score_chains("world_chains", own, Reads()),
        score.score_names([NAMED], Reads()),
        score.score_mentions(coref, Reads()),
    ]
    values = {figure.name: figure.value for report in reports for figure in report.figures}
    assert values["whole attribution, linked tokens"] == 100.0
    assert values["whole chain"] == 100.0
    assert values["names, exact span and type"] == pytest.approx(200 / 3)
    assert values["mentions, CoNLL F1"] == 100.0
    # On PolNeAR only the top-level row is judged: confidence 0.75, and right.
    assert reports[0].figures[-1].value == pytest.approx(25.0)
    # In the chains the doubtful nested one is judged too: 0.5, and wrong.
    assert reports[1].figures[-1].value == pytest.approx((25 + 50) / 2)

    shown = score.table(reports)
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert "  names, exact span and type                 66.7   reach 88     not met" in shown
    assert "  rows unmatched                              0.0   at most 10   met" in shown
    stored = json.loads(json.dumps(score.to_dict(reports)))
    assert stored["names"]["figures"][0]["met"] is False
    assert stored["polnear"]["details"]["kinds"]["indirect"]["linked"]["f1"] == 100.0


def test_passages_are_scored_together_held_and_by_kind() -> None:
    link = ChainLink((0, 9), (10, 14), "Mara Osei", None)
    found = (ChainStatement(((15, 36),), (link,)),)
    missed = (ChainStatement(((0, 9),), (link,)),)
    own = [
        ChainArticle("a", SENTENCE, found, "wire", "held"),
        ChainArticle("b", SENTENCE, missed, "headline", "tuned"),
    ]
    report = score.score_passages("passages", own, Reads())
    values = {figure.name: figure.value for figure in report.figures}
    assert (values["whole chain"], values["whole chain (held)"]) == (50.0, 100.0)
    assert (values["rows unmatched"], values["rows unmatched (held)"]) == (50.0, 0.0)
    assert {kind: figures["whole chain"] for kind, figures in report.details["kinds"].items()} == {
        "headline": 0.0,
        "wire": 100.0,
    }
    assert all(len(line) <= 80 for line in score.table([report]).splitlines())


def test_a_reader_that_changes_the_text_is_refused() -> None:
    class Changes(Reads):
        def read(self, document: Document) -> Reading:
            return super().read(Document(document.text.strip(".")))

    own = [ChainArticle("a", SENTENCE, ())]
    with pytest.raises(ValueError, match="changed the text"):
        score.score_chains("passages", own, Changes())


def test_the_command_wants_a_data_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        score.main(["--set", "polnear"])
    assert stopped.value.code == 2
    assert "--data" in capsys.readouterr().err


def test_our_own_passages_are_well_formed() -> None:
    for article in score.gold.passages(score.PASSAGES):
        scores = chains.score_article(article, chains.from_gold(article))
        assert (scores.whole_right, scores.unmatched) == (scores.asked, 0), article.name
