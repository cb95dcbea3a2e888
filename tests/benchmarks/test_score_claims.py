"""The figures of claims and their parts, by a reader that is a stub; and sets that a reader cannot do."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from benchmarks import asking, gold_sentences, score, score_claims
from benchmarks.asking import Lacks
from benchmarks.gold import (
    ChainArticle,
    ChainLink,
    ChainStatement,
    EventArticle,
    GoldEvent,
    GoldEvidence,
    GoldLoaded,
    WordingArticle,
)
from benchmarks.gold_sentences import (
    CodedSentence,
    Coding,
    Frame,
    MarkedPair,
    ParsedText,
    PlaceName,
    RoledText,
    SureSentence,
)
from claims_made import Made

from sayso.types import Document, Failure, Reading, Span

TEXT = "Ardo shelled Hesk, Mara Osei said."
MARA = ChainLink((19, 28), (29, 33), "Mara Osei", None)
TOLD = ChainArticle("a", TEXT, (ChainStatement(((0, 17),), (MARA,)),), "wire", "tuned")
EVENT = GoldEvent(
    (5, 12), ("ASSAULT",), ((((0, 4), "Ardo"),),), ((((13, 17), "Hesk"),),), (("actual", "positive"),), cameo="190"
)


class Reader:
    """Finds the one event of `TEXT`, whatever it is told to say besides."""

    def __init__(self, claims: bool = True) -> None:
        self.claims = claims

    def read_many(self, documents: Iterable[Document | Failure]) -> Iterator[Reading | Failure]:
        for document in documents:
            assert isinstance(document, Document)
            made = Made(document.text)
            if self.claims and "shelled" in document.text:
                made.says("s", "Ardo shelled Hesk", ("Mara Osei", "said"))
                made.does(
                    "shelled", "ASSAULT", [made.party("Ardo", "Ardo")], [made.party("Hesk")], statement="s",
                    cameo="190", evidence=[("Mara Osei", "witness")], loaded=[("shelled", "s")],
                )  # fmt: skip
            yield made.reading()

    def vectors(self, text: str, spans: Sequence[Span]) -> "np.ndarray":  # type: ignore[type-arg]
        return np.array([[float("said" in text), span.end - span.start, 1.0] for span in spans])

    def parses(self, text: str, sentences: Sequence[Sequence[Span]]) -> list[list[tuple[int, str]]]:
        return [[(-1, "root")] + [(0, "obj")] * (len(words) - 1) for words in sentences]

    def roles(self, text: str, predicates: Sequence[Span] | None) -> list[tuple[Span, list[tuple[str, Span]]]]:
        given = [Span(0, 4)] if predicates is None else predicates
        return [(span, [("ARG0", Span(0, 4))]) for span in given]

    def certainties(self, text: str, predicates: Sequence[Span]) -> list[float]:
        return [float(span.end) for span in predicates]


def values(report: score.Report) -> dict[str, float]:
    lines = score.table([report]).splitlines()
    assert all(len(line) <= 80 for line in lines), [line for line in lines if len(line) > 80]
    json.dumps(score.to_dict([report]))
    return {figure.name: figure.value for figure in report.figures}


def test_events() -> None:
    found = values(score_claims.score_events([EventArticle(TOLD, (EVENT,))], Reader()))
    assert found["events, all parts right"] == 100.0
    assert found["claims extra, of all claims"] == 0.0
    assert found["voice right"] == found["trigger found"] == 100.0


def test_own_events_are_told_all_and_held_and_the_held_ones_losses_are_not() -> None:
    held = EventArticle(ChainArticle("b", TEXT, (), "wire", "held"), (EVENT,))
    missed = EventArticle(ChainArticle("c", "Nothing was said.", (), "wire", "tuned"), (EVENT,))
    report = score_claims.score_own_events([EventArticle(TOLD, (EVENT,)), held, missed], Reader())
    found = values(report)
    assert found["events, all parts right"] == pytest.approx(100 / 3)
    assert found["events, all parts right (held)"] == 0.0
    assert found["CAMEO code, of events found"] == 100.0
    assert found["parties resolved, of those met"] == 50.0
    assert report.details["held"]["the only part wrong"]["chain"] == 1
    assert {loss["article"] for loss in report.details["losses"]} == {"c"}


def test_wording() -> None:
    article = WordingArticle(TOLD, (GoldEvidence((19, 28), ("witness",), ""),), (GoldLoaded((5, 12), "verb"),))
    found = values(score_claims.score_wording([article], Reader()))
    assert found["evidence with a kind right, F1"] == found["loaded words with the voice right, F1"] == 100.0


def test_pairs_read_end_to_end() -> None:
    marked = [MarkedPair(TEXT, ((0, 4),), ((13, 17),), "ASSAULT"), MarkedPair("No.", ((0, 2),), (), "AID")]
    found = values(score_claims.score_plv_read(marked, Reader()))
    assert found["the marked pair with its type, recall"] == 50.0
    assert found["its type in the sentence"] == 50.0


def test_petrarch() -> None:
    sentences = [CodedSentence("A", TEXT, (Coding("ARD", "HES", "190"),)), CodedSentence("B", TEXT, (), none=True)]
    report = score_claims.score_petrarch(sentences, {"190": frozenset({"ASSAULT"})}, Reader())
    found = values(report)
    assert (found["type of a coding, right"], found["extra claims for each 100 codings"]) == (100.0, 100.0)
    assert found["actors right, where they can be told"] == 100.0


def test_a_head_a_fold_for_pairs_and_places() -> None:
    texts = [f"Ardo said {number}" if number % 2 else f"Ardo sent {number}" for number in range(20)]
    marked = [MarkedPair(text, ((0, 4),), (), "ACCUSE" if "said" in text else "AID") for text in texts]
    report = score_claims.score_plv(marked, Reader())
    assert values(report)["type of a given pair, macro-F1"] == 100.0
    assert len(report.details["folds"]) == 5
    names = [PlaceName(text, (0, 4), "said" in text) for text in texts]
    assert values(score_claims.score_places(names, Reader()))["place or actor, right"] == 100.0


def test_syntax_roles_and_certainty() -> None:
    parsed = ParsedText("a", TEXT, (((0, 4), (5, 12), (13, 17)),), ((-1, 0, 1),), (("root", "obj", "obj"),))
    found = values(score_claims.score_syntax([parsed], Reader()))
    assert (found["syntax, UAS"], found["syntax, LAS"]) == pytest.approx((200 / 3, 200 / 3))
    roled = RoledText("a", TEXT, ((0, 4), (5, 12), (13, 17)), (Frame((1, 2), (((0, 1), "ARG0"), ((2, 3), "ARG1"))),))
    found = values(score_claims.score_roles([roled], Reader()))
    assert found["arguments of given predicates, F1"] == pytest.approx(200 / 3)
    assert found["arguments end to end, F1"] == found["predicates found, F1"] == 0.0
    sure = [SureSentence(TEXT, ((0, 4), (5, 12)), (1.0, 2.0)), SureSentence(TEXT, ((13, 17),), (3.0,))]
    found = values(score_claims.score_certainty(sure, Reader()))
    assert found["certainty, Pearson's r"] == pytest.approx(13 / 172**0.5)
    assert found["certainty, mean absolute error"] == pytest.approx(9.0)


# ---- what a reader lacks ---------------------------------------------------------------------


class Bare:
    """A reader that reads statements alone."""

    def read_many(self, documents: Iterable[Document | Failure]) -> Iterator[Reading | Failure]:
        for document in documents:
            assert isinstance(document, Document)
            yield Made(document.text).reading()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: asking.parses(Bare(), "", []), "the reader has no `parses`"),
        (lambda: asking.roles(Bare(), "", None), "the reader has no `roles`"),
        (lambda: asking.certainties(Bare(), "", ()), "the reader has no `certainties`"),
        (lambda: asking.vectors(Bare(), "", ()), "the reader has no `vectors`"),
        (lambda: score_claims.readings(Bare(), [TEXT]), "the reader gives no claims"),
    ],
)
def test_what_a_reader_lacks_is_said(call: object, message: str) -> None:
    with pytest.raises(Lacks, match=message):
        call()  # type: ignore[operator]


def test_rows_for_other_things_than_were_asked_are_refused() -> None:
    class Short(Reader):
        def certainties(self, text: str, predicates: Sequence[Span]) -> list[float]:
            return []

        def vectors(self, text: str, spans: Sequence[Span]) -> "np.ndarray":  # type: ignore[type-arg]
            return np.zeros(3)

    with pytest.raises(ValueError, match="0 rows for 1 predicates"):
        asking.certainties(Short(), TEXT, ((0, 4),))
    with pytest.raises(ValueError, match=r"shape \(3,\) for 1 spans"):
        asking.vectors(Short(), TEXT, ((0, 4),))


def test_a_text_that_fails_or_changes_is_refused() -> None:
    class Fails(Reader):
        def read_many(self, documents: Iterable[Document | Failure]) -> Iterator[Reading | Failure]:
            yield from (Failure("-", "E", "no room") for _ in documents)

    class Changes(Reader):
        def read_many(self, documents: Iterable[Document | Failure]) -> Iterator[Reading | Failure]:
            return super().read_many(Document(text=TEXT + "!") for _ in documents)

    with pytest.raises(ValueError, match="no room"):
        score_claims.readings(Fails(), [TEXT])
    with pytest.raises(ValueError, match="changed the text"):
        score_claims.readings(Changes(), [TEXT])


def test_a_set_that_the_reader_cannot_do_is_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(score, "load", lambda model: Bare())
    monkeypatch.setattr(gold_sentences, "places", lambda data: (PlaceName(TEXT, (0, 4), True),))
    assert score.main(["--data", str(tmp_path), "--set", "places", "-o", str(tmp_path / "out.json")]) == 0
    assert capsys.readouterr().out == "places: skipped, the reader has no `vectors`\n\n"
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == {}
