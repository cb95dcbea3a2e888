"""Syntax, roles, certainty and heads trained a fold: worked by hand."""

import math

import numpy as np
import pytest
from benchmarks import certainty, folds, roles, syntax
from benchmarks.gold_sentences import Frame, ParsedText, RoledText
from benchmarks.tally import Tally
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# ---- syntax ------------------------------------------------------------------------------------

TREE = ParsedText("a", "", (((0, 1),) * 4,), ((1, -1, 1, 1),), (("nsubj", "root", "nmod:poss", "punct"),))


def test_attachment_scores() -> None:
    read = [(1, "nsubj:pass"), (-1, "root"), (0, "nmod:poss"), (1, "obj")]
    counts = syntax.score([(TREE, [read])])
    shown = syntax.summary(counts)
    assert shown["all"] == {"uas": 75.0, "las": 50.0, "words": 4}
    # "nsubj" against "nsubj:pass" is right by the universal relation alone.
    assert shown["las, whole relation"] == 25.0
    assert shown["no punctuation"] == {"uas": pytest.approx(200 / 3), "las": pytest.approx(200 / 3), "words": 3}
    assert shown["relations"]["nmod"] == {"uas": 0.0, "las": 0.0, "words": 1}


def test_gold_syntax_against_itself() -> None:
    read = list(zip(TREE.heads[0], TREE.relations[0], strict=True))
    shown = syntax.summary(syntax.score([(TREE, [read])]))
    assert shown["all"]["las"] == shown["las, whole relation"] == 100.0


def test_a_sentence_of_other_words_is_refused() -> None:
    with pytest.raises(ValueError, match="4 words was read with 1"):
        syntax.score([(TREE, [[(-1, "root")]])])


# ---- roles -------------------------------------------------------------------------------------

#        0: Ardo  1: sold  2: the   3: mill   4: and    5: ran     6: it
TOKENS = ((0, 4), (5, 9), (10, 13), (14, 18), (19, 22), (23, 26), (27, 29))
SELL = Frame((1, 2), (((0, 1), "ARG0"), ((2, 4), "ARG1")))
RUN = Frame((5, 6), (((0, 1), "ARG0"), ((6, 7), "ARG1"), ((4, 5), "ARGM-DIS")))
ROLED = RoledText("a", "Ardo sold the mill and ran it", TOKENS, (SELL, RUN))


def test_roles_want_tokens_and_label_of_the_same_predicate() -> None:
    read = [
        ((5, 9), [("ARG0", (0, 4)), ("ARG1", (11, 18))]),  # touches the whole of "the"
        ((23, 26), [("ARG1", (0, 4)), ("ARG1", (27, 29)), ("V", (23, 26))]),
    ]
    scores = roles.score([(ROLED, read)])
    assert scores["all"] == Tally(3, 5, 3, 4)
    assert scores["spans"] == Tally(4, 5, 4, 4)
    assert scores["ARG0"] == Tally(1, 2, 1, 1)
    assert scores["core"] == Tally(3, 4, 3, 4)
    assert scores["modifiers"] == Tally(0, 1, 0, 0)
    assert scores["predicates"] == Tally(2, 2, 2, 2)


def test_arguments_of_a_predicate_that_gold_lacks_are_wrong() -> None:
    read = [((14, 18), [("ARG0", (0, 4))]), ((5, 9), [("ARG0", (0, 4))]), ((5, 9), [("ARG1", (10, 18))])]
    scores = roles.score([(ROLED, read)])
    # The second row for "sold" stands for nothing: the first one has taken its place.
    assert scores["all"] == Tally(1, 5, 1, 3)
    assert scores["predicates"] == Tally(1, 2, 1, 3)


def test_the_same_argument_twice_counts_once_and_one_outside_all_tokens_is_wrong() -> None:
    read = [((5, 9), [("ARG0", (0, 4)), ("ARG0", (1, 3)), ("ARG1", (9, 10))])]
    assert roles.score([(ROLED, read)])["all"] == Tally(1, 5, 1, 2)


def test_gold_roles_against_themselves() -> None:
    read = [
        (
            (TOKENS[frame.predicate[0]][0], TOKENS[frame.predicate[1] - 1][1]),
            [(label, (TOKENS[start][0], TOKENS[end - 1][1])) for (start, end), label in frame.arguments],
        )
        for frame in ROLED.frames
    ]
    scores = roles.score([(ROLED, read)])
    assert scores["all"].f1 == scores["predicates"].f1 == 1.0
    assert list(roles.summary(scores))[:3] == ["all", "spans", "predicates"]


# ---- certainty -----------------------------------------------------------------------------------


def test_pearson_by_hand() -> None:
    assert certainty.pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1.0)
    assert certainty.pearson([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    # Deviations (-1, 0, 1) and (-1, 2, -1): their products sum to 0.
    assert certainty.pearson([1, 2, 3], [0, 3, 0]) == pytest.approx(0.0)
    assert certainty.pearson([1, 2, 4], [1, 3, 2]) == pytest.approx(1 / math.sqrt(14 / 3 * 2))
    assert certainty.pearson([1, 2], [5, 5]) == 0.0


def test_pearson_wants_two_pairs() -> None:
    with pytest.raises(ValueError, match="two or more"):
        certainty.pearson([1], [1])


def test_errors_and_what_was_read_by_value() -> None:
    assert certainty.mean_absolute_error([3, -3], [2, -1]) == 1.5
    assert certainty.by_value([3, 2.6, -3], [2, 1, -1]) == {
        "-3": {"predicates": 1, "read": -1},
        "+3": {"predicates": 2, "read": 1.5},
    }


# ---- folds -----------------------------------------------------------------------------------------


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from("abc")), min_size=5, max_size=80),
    st.integers(2, 5),
)
def test_groups_stay_together_and_every_item_has_a_fold(items: list[tuple[int, str]], count: int) -> None:
    groups, labels = [group for group, _ in items], [label for _, label in items]
    fold = folds.assign(groups, labels, count)
    assert len(fold) == len(items)
    assert set(fold) <= set(range(count))
    by_group: dict[int, set[int]] = {}
    for group, number in zip(groups, fold, strict=True):
        by_group.setdefault(group, set()).add(number)
    assert all(len(numbers) == 1 for numbers in by_group.values())
    assert folds.assign(groups, labels, count) == fold


def test_each_fold_gets_its_part_of_each_label() -> None:
    labels = ["a"] * 50 + ["b"] * 10
    fold = folds.assign(range(60), labels)
    for one in range(5):
        inside = [label for label, number in zip(labels, fold, strict=True) if number == one]
        assert (inside.count("a"), inside.count("b")) == (10, 2)


def test_the_minimum_of_a_bowl_is_found() -> None:
    target = np.array([3.0, -1.0, 0.5])
    scales = np.array([1.0, 30.0, 0.1])

    def bowl(at: folds.Floats) -> tuple[float, folds.Floats]:
        return float((scales * (at - target) ** 2).sum()), 2 * scales * (at - target)

    assert folds.minimise(bowl, np.zeros(3), 100) == pytest.approx(target, abs=1e-4)


def test_the_gradient_is_the_losss() -> None:
    # A head that has converged has a slope of nothing: moving any weight makes the loss no better.
    drawn = np.random.default_rng(5)
    features, labels = drawn.normal(size=(40, 3)), ["abc"[int(i)] for i in drawn.integers(0, 3, 40)]
    head = folds.train(features, labels, strength=1.0, steps=500)

    def loss(weights: folds.Floats) -> float:
        rows = np.hstack([(features - head.centre) / head.scale, np.ones((40, 1))])
        scores = rows @ weights
        likely = scores[np.arange(40), [head.classes.index(label) for label in labels]]
        held = 0.5 * (weights[:-1] ** 2).sum() / 40
        return float((np.log(np.exp(scores).sum(axis=1)) - likely).mean() + held)

    best = loss(head.weights)
    for row in range(4):
        for column in range(3):
            for step in (-0.01, 0.01):
                moved = head.weights.copy()
                moved[row, column] += step
                assert loss(moved) >= best


def test_more_features_than_rows_make_no_other_head() -> None:
    drawn = np.random.default_rng(9)
    narrow = drawn.normal(size=(12, 4))
    labels = ["abc"[i % 3] for i in range(12)]
    # The same features many times over: as many rows, more features than rows, the same inner products.
    wide = np.tile(narrow, 5)
    new = drawn.normal(size=(30, 4))
    of_narrow, of_wide = folds.train(narrow, labels, 0.1, 500), folds.train(wide, labels, 0.1, 500)
    assert of_wide.predict(np.tile(new, 5)) == of_narrow.predict(new)


def test_classes_that_lie_apart_are_told_apart_on_folds_never_seen() -> None:
    drawn = np.random.default_rng(3)
    labels = [name for name in ("left", "right", "up") for _ in range(20)]
    centres = {"left": (-3.0, 0.0), "right": (3.0, 0.0), "up": (0.0, 3.0)}
    features = np.array([centres[label] for label in labels]) + drawn.normal(scale=0.3, size=(60, 2))
    fold = folds.assign(range(60), labels)
    said = folds.out_of_fold(features, labels, list(range(60)), fold)
    assert said == labels
    assert folds.by_fold(folds.accuracy, labels, said, fold) == [1.0] * 5


def test_columns_are_chosen_by_what_they_tell() -> None:
    drawn = np.random.default_rng(4)
    labels = ["left", "right"] * 30
    telling = np.array([[-1.0], [1.0]] * 30) + drawn.normal(scale=0.2, size=(60, 1))
    features = np.hstack([telling, drawn.normal(size=(60, 200))])
    noise, good = slice(1, None), slice(0, 1)
    assert folds.choose(features, labels, range(60), (noise, good))[1] == good
    fold = folds.assign(range(60), labels)
    assert folds.out_of_fold(features, labels, range(60), fold, (noise, good)) == labels


def test_figures_of_folds() -> None:
    assert folds.f1_by_class(["a", "a", "b"], ["a", "c", "b"]) == {"a": pytest.approx(2 / 3), "b": 1.0}
    assert folds.macro_f1(["a", "a", "b"], ["a", "c", "b"]) == pytest.approx(5 / 6)
    low, high = folds.interval([80, 82, 84, 86, 88])
    assert (low, high) == pytest.approx((84 - 3.926, 84 + 3.926), abs=0.01)
