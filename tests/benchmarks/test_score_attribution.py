"""Attribution scores, worked by hand."""

import pytest
from benchmarks import attribution
from benchmarks.gold import AttributedArticle, Attribution, Piece, Pieces
from benchmarks.tally import Tally
from benchmarks.words import Words, punkt, quotations
from hypothesis import given
from hypothesis import strategies as st

from sayso.types import Document, Link, Reading, Span, Statement

TEXT = 'Mara Osei said the mill is shut. Olu warned of rain. "Go home," she said. "Now."\n'


def at(part: str, text: str = TEXT, nth: int = 0) -> Piece:
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return start, start + len(part)


def by_lines(text: str) -> Pieces:
    """Sentences for the tests: they end at ". "."""
    starts = [0]
    while (end := text.find(". ", starts[-1])) >= 0:
        starts.append(end + 2)
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True))


SAID = Attribution((at("Mara Osei"),), (at("said"),), (at("the mill is shut"),))
WARNED = Attribution((at("Olu"),), (at("warned of"),), (at("rain"),))
GO = Attribution((at("she"),), (at("said", nth=1),), (at('"Go home,"'), at('"Now."')))
ARTICLE = AttributedArticle("a", TEXT, (SAID, WARNED, GO))


def scored(*predicted: Attribution, article: AttributedArticle = ARTICLE) -> attribution.Scores:
    return attribution.score([article], {article.name: predicted}, by_lines)


def test_gold_against_itself_is_right_everywhere() -> None:
    scores = scored(*ARTICLE.attributions)
    assert {measure: tally.f1 for measure, tally in scores["all"].items()} == dict.fromkeys(attribution.MEASURES, 1.0)


def test_nothing_found_is_nothing_right() -> None:
    assert scored()["all"]["whole exact"] == Tally(found=0, gold=3, right=0, predicted=0)
    assert scored()["all"]["linked"].f1 == 0.0


def test_quotation_marks_and_outer_punctuation_never_decide() -> None:
    bare = Attribution((at("she"),), (at("said", nth=1),), (at("Go home"), at("Now")))
    dotted = Attribution((at("Mara Osei "),), (at("said"),), (at("the mill is shut."),))
    assert scored(bare, dotted)["all"]["whole exact"] == Tally(2, 3, 2, 2)


def test_part_of_a_word_is_the_word() -> None:
    part = Attribution((at("ara Os"),), (at("sai"),), (at("he mill is shu"),))
    assert scored(part)["all"]["whole exact"] == Tally(1, 3, 1, 1)


def test_a_span_that_serves_twice_stands_twice() -> None:
    twice = Attribution(SAID.source, SAID.cue, (at("Olu warned of rain"),))
    article = AttributedArticle("a", TEXT, (SAID, twice))
    assert scored(SAID, article=article)["all"]["source exact"] == Tally(1, 2, 1, 1)
    assert scored(SAID, SAID, SAID, article=article)["all"]["source exact"] == Tally(2, 2, 2, 3)


def test_whole_wants_all_three_of_one_attribution() -> None:
    mixed_up = Attribution(WARNED.source, SAID.cue, SAID.content)
    scores = scored(mixed_up)["all"]
    assert [scores[f"{role} exact"].right for role in attribution.ROLES] == [1, 1, 1]
    assert scores["whole exact"] == Tally(0, 3, 0, 1)


def test_no_source_counts_for_the_whole_and_is_no_value() -> None:
    silent = Attribution((), WARNED.cue, WARNED.content)
    article = AttributedArticle("a", TEXT, (silent,))
    scores = scored(silent, article=article)
    assert scores["all"]["whole exact"] == Tally(1, 1, 1, 1)
    assert scores["all"]["source exact"] == Tally()
    assert scores["no source"]["whole exact"] == Tally(1, 1, 1, 1)


def test_contents_are_cut_at_sentence_ends() -> None:
    long = Attribution(SAID.source, SAID.cue, (at("the mill is shut. Olu warned"),))
    article = AttributedArticle("a", TEXT, (long,))
    # Gold's pieces: "the mill is shut" and "Olu warned". One of them is met.
    assert scored(SAID, article=article)["all"]["content cut exact"] == Tally(1, 2, 1, 1)
    assert scored(SAID, article=article)["all"]["content exact"] == Tally(0, 1, 0, 1)


def test_tokens_count_once_for_an_article() -> None:
    # Content words of gold: the mill is shut (4), rain (1), Go home (2), Now (1).
    longer = Attribution((), (), (at("mill is shut. Olu"),))
    assert scored(longer, longer)["all"]["content token"] == Tally(3, 8, 3, 4)


def test_linked_pairs_the_best_first_and_counts_words_by_role() -> None:
    # Gold has 2+1+4, 1+2+1 and 1+1+3 (role, word) pairs: 16.
    # The first row shares source, cue and 3 content words with SAID (6); the second shares only the source (2).
    first = Attribution(SAID.source, SAID.cue, (at("mill is shut"),))
    second = Attribution(SAID.source, (), (at("home"),))
    # The second is left with GO, with which it shares "home": 1 of its 3.
    assert scored(second, first)["all"]["linked"] == Tally(found=7, gold=16, right=7, predicted=9)


def test_greedy_pairing_is_not_the_best_pairing() -> None:
    def row(*words: int) -> attribution.Row:
        return frozenset(), frozenset(), frozenset(words)

    gold = [row(1, 2, 3), row(1, 2)]
    rows = [row(1, 2, 3, 4), row(3)]
    assert attribution.pair_greedily(gold, rows) == [(0, 0, 3)]


def test_kinds_take_recall_from_gold_and_precision_from_the_prediction() -> None:
    # Gold's third is direct; predicted without its last word and with one outside, it is mixed.
    mixed = Attribution(GO.source, GO.cue, (at('home," she'),))
    scores = scored(mixed, WARNED)
    assert scores["direct"]["cue exact"] == Tally(found=1, gold=1, right=0, predicted=0)
    assert scores["mixed"]["cue exact"] == Tally(found=0, gold=0, right=1, predicted=1)
    assert scores["indirect"]["whole exact"] == Tally(found=1, gold=2, right=1, predicted=1)


def test_a_source_may_stand_outside_the_cues_sentence() -> None:
    far = Attribution((at("Mara Osei"),), (at("warned of"),), (at("rain"),))
    article = AttributedArticle("a", TEXT, (far, SAID))
    scores = scored(far, article=article)
    assert scores["source elsewhere"]["source exact"] == Tally(1, 1, 1, 1)
    assert scores["source in cue's sentence"]["source exact"] == Tally(0, 1, 0, 0)


def test_people_are_compared_both_ways_round_and_only_where_there_are_several() -> None:
    one, other = ARTICLE, AttributedArticle("a", TEXT, (SAID,))
    articles, scores = attribution.between_people({"a": (one, other), "b": (one,)}, by_lines)
    assert articles == 1
    assert scores["all"]["whole exact"] == Tally(found=2, gold=4, right=2, predicted=4)


def test_a_reading_gives_its_top_level_statements_with_the_outermost_own_link() -> None:
    def statement(key: str, own: int = 1, parent: str | None = None, doubtful: bool = False) -> Statement:
        links = (Link(Span(0, 4), Span(10, 14)), Link(Span(33, 36), None))
        content = (Span(15, 20), Span(22, 26))
        return Statement(key, content, links, own, "direct", 0.9, parent, doubtful)

    rows = (
        statement("a", own=2),
        statement("b", parent="a"),
        statement("c", doubtful=True),
        statement("d", own=1),
    )
    found = attribution.from_reading(Reading("m", Document(TEXT), rows, ()))
    assert found == (
        Attribution(((0, 4),), ((10, 14),), ((15, 20), (22, 26))),
        Attribution(((33, 36),), (), ((15, 20), (22, 26))),
    )


def test_an_article_without_a_prediction_is_an_error() -> None:
    with pytest.raises(KeyError):
        attribution.score([ARTICLE], {}, by_lines)


# ---- words -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the U.N.'s 1,500 men", ["the", "u.n", "s", "1,500", "men"]),
        ("don’t well-known A.B. -x- '98", ["don’t", "well-known", "a.b", "x", "98"]),
        ("“Ça va,” élan_vital", ["ça", "va", "élan", "vital"]),
        ("… — !", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, words: list[str]) -> None:
    found = Words(text)
    assert [found.word(number) for number in range(len(found.spans))] == words


@given(st.text(alphabet="ab '-.\n", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_touched_words_are_those_that_overlap(text: str, start: int, length: int) -> None:
    words = Words(text)
    end = start + length
    expected = {i for i, (a, b) in enumerate(words.spans) if max(a, start) < min(b, end)}
    assert words.touched([(start, end)]) == expected


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "no" and "yes".', ["no", "yes"]),
        ("“One, “two” three", ["One, “two"]),
        ("“Not closed\nnext line", ["Not closed\n"]),
        ("went on” and more", ["went on"]),
        ("It’s ‘in their heads’ they say", ["in their heads"]),
        ("the miners' pay", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == quoted


def test_punkt_knows_abbreviations_and_keeps_closing_marks() -> None:
    text = 'Mr. Osei spoke to the U.S. envoy. "We leave." Then he left.'
    assert [text[start:end] for start, end in punkt(text)] == [
        "Mr. Osei spoke to the U.S. envoy.",
        '"We leave."',
        "Then he left.",
    ]
