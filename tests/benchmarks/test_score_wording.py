"""Scores of evidence and loaded words, worked by hand."""

from benchmarks import wording
from benchmarks.chains import RowLink
from benchmarks.gold import ChainArticle, ChainLink, ChainStatement, GoldEvidence, GoldLoaded, Piece, WordingArticle
from benchmarks.tally import Tally
from benchmarks.wording import LoadedRow, WordingRows
from claims_made import Made, span

TEXT = "The reckless regime fired, Mara Osei said, citing a leaked letter and customs data. It was a bloody farce.\n"


def at(words: str) -> Piece:
    found = span(TEXT, words)
    return found.start, found.end


SAID = ChainStatement((at("The reckless regime fired"),), (ChainLink(at("Mara Osei"), at("said"), "Mara Osei", None),))
MARA = (RowLink(at("Mara Osei"), at("said")),)
LETTER = GoldEvidence(at("citing a leaked letter"), ("document", "other"), "Mara Osei")
DATA = GoldEvidence(at("customs data"), ("data",), "Mara Osei")
RECKLESS = GoldLoaded(at("reckless"), "epithet")
REGIME = GoldLoaded(at("regime"), "label", optional=True)
FARCE = GoldLoaded(at("bloody farce"), "metaphor")
ARTICLE = WordingArticle(ChainArticle("a", TEXT, (SAID,)), (LETTER, DATA), (RECKLESS, REGIME, FARCE))


def evidence(words: str, *kinds: str) -> tuple[tuple[Piece, ...], frozenset[str]]:
    return (at(words),), frozenset(kinds)


def scored(rows: WordingRows, article: WordingArticle = ARTICLE) -> wording.Scores:
    return wording.score([article], {"a": rows})


def test_evidence_wants_a_kind_in_common() -> None:
    scores = scored(WordingRows((evidence("leaked letter", "document"), evidence("customs data", "record"))))
    assert scores.evidence == Tally(1, 2, 1, 2)
    assert scores.evidence_found == Tally(2, 2, 2, 2)


def test_the_right_row_goes_before_one_that_shares_more_words() -> None:
    rows = (evidence("citing a leaked letter", "image"), evidence("letter", "other"), evidence("farce", "other"))
    assert scored(WordingRows(rows)).evidence == Tally(1, 2, 1, 3)


def test_loaded_words_want_their_voice() -> None:
    theirs = scored(WordingRows((), (LoadedRow(at("reckless"), MARA), LoadedRow(at("farce"), None))))
    assert theirs.loaded == Tally(2, 2, 2, 2)
    outlets = scored(WordingRows((), (LoadedRow(at("reckless"), None), LoadedRow(at("farce"), MARA))))
    assert outlets.loaded == Tally(0, 2, 0, 2)
    assert outlets.loaded_found == Tally(2, 2, 2, 2)


def test_an_optional_word_counts_on_neither_side() -> None:
    scores = scored(WordingRows((), (LoadedRow(at("regime"), MARA), LoadedRow(at("Mara"), None))))
    assert scores.loaded == Tally(0, 2, 0, 1)


def test_a_row_answers_one_gold_span() -> None:
    scores = scored(WordingRows((), (LoadedRow(at("The reckless regime"), MARA),)))
    assert scores.loaded == Tally(1, 2, 1, 1)


def test_a_reading_gives_each_row_once_and_none_of_doubtful_claims() -> None:
    made = Made(TEXT)
    made.says("s", "The reckless regime fired", ("Mara Osei", "said"))
    letter = ("leaked letter", "document")
    made.does("fired", "ASSAULT", statement="s", evidence=[letter], loaded=[("reckless", "s")])
    words = [("reckless", "s"), ("farce", "outlet")]
    made.does("said", None, evidence=[letter, ("customs data", "data")], loaded=words)
    made.does("was", "ACCUSE", evidence=[("bloody", "image")], loaded=[("bloody", "outlet")], doubtful=True)
    rows = wording.from_reading(made.reading())
    assert rows.evidence == (evidence("leaked letter", "document"), evidence("customs data", "data"))
    assert rows.loaded == (LoadedRow(at("reckless"), MARA), LoadedRow(at("farce"), None))
    scores = scored(rows)
    assert (scores.evidence.f1, scores.loaded.f1) == (1.0, 1.0)
    assert scores.to_dict()["loaded words, with the voice"]["f1"] == 100.0
