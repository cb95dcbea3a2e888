"""All quality figures of the shipped reader, with what is to be reached beside them.

    python -m benchmarks.score --data DIR [--model PATH] [--set NAME …] [--passages DIR] [-o FILE]

Scores the dev splits of the sets in DIR; the texts and where they can be had are told in the
documentation. Our own passages and their events come with the repository. A set that asks for
what the reader does not do is skipped, and said so. `-o` writes every figure, also those by
kind and by type, as JSON. How each set is scored is told in README.md and in the scorers.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from benchmarks import attribution, calibration, chains, gold, gold_sentences, mentions, names, score_claims, swapping
from benchmarks.asking import Lacks
from benchmarks.calibration import Outcome
from benchmarks.report import Figure, Report, table, to_dict
from benchmarks.words import Sentences, punkt

if TYPE_CHECKING:
    from sayso.types import Document, Failure, Mark, Reading, Span

__all__ = ["Figure", "Reads", "Report", "load", "main", "table", "to_dict"]

PASSAGES = Path(__file__).parent / "passages"
EVENTS = Path(__file__).parent / "events"
CALIBRATION_REACH = 3.0


class Reads(Protocol):
    """What of a reader is scored."""

    def read(self, document: Document) -> Reading: ...

    def read_many(self, documents: Iterable[Document | Failure]) -> Iterator[Reading | Failure]: ...

    def marks(self, document: Document) -> Sequence[Mark]: ...

    def clusters(self, document: Document) -> Sequence[Sequence[Span]]: ...


def score_polnear(articles: Sequence[gold.AttributedArticle], reader: Reads, sentences: Sentences = punkt) -> Report:
    readings = {article.name: _read(reader, article.text) for article in articles}
    scores = attribution.score(
        articles, {name: attribution.from_reading(one) for name, one in readings.items()}, sentences
    )
    f1 = {measure: 100 * tally.f1 for measure, tally in scores["all"].items()}
    judged = [
        outcome
        for article in articles
        for outcome in calibration.attribution_outcomes(
            article, chains.from_reading(_top_level(readings[article.name]), doubtful=True)
        )
    ]
    figures = (
        Figure("source, exact", f1["source exact"], 84),
        Figure("cue, exact", f1["cue exact"], 77),
        Figure("content, exact", f1["content exact"], 66),
        Figure("content, exact, cut at sentence ends", f1["content cut exact"], 75),
        Figure("whole attribution, exact", f1["whole exact"], 55),
        Figure("whole attribution, linked tokens", f1["linked"], 85),
        _calibration(judged),
    )
    details = {
        "kinds": {
            kind: {measure: tally.to_dict() for measure, tally in measures.items()} for kind, measures in scores.items()
        },
        "reliability": _reliability(judged),
    }
    return Report("polnear", len(articles), figures, details)


CHAIN_REACH = (88, 80, 10, 70)
PASSAGE_REACH = (90, 80, 10, None)


def score_chains(name: str, articles: Sequence[gold.ChainArticle], reader: Reads) -> Report:
    readings = {article.name: _read(reader, article.text) for article in articles}
    figures, details = _chain_figures(articles, readings, CHAIN_REACH)
    return Report(name, len(articles), figures, details)


def score_passages(name: str, articles: Sequence[gold.ChainArticle], reader: Reads) -> Report:
    """All passages, those never used to choose anything, and each kind."""
    readings = {article.name: _read(reader, article.text) for article in articles}
    figures, details = _chain_figures(articles, readings, PASSAGE_REACH)
    held, details["held"] = _chain_figures([one for one in articles if one.split == "held"], readings, PASSAGE_REACH)
    figures += tuple(replace(figure, name=f"{figure.name} (held)") for figure in held)
    details["kinds"] = {
        kind: _chain_figures([one for one in articles if one.kind == kind], readings, PASSAGE_REACH)[1]
        for kind in sorted({article.kind for article in articles})
    }
    return Report(name, len(articles), figures, details)


def _chain_figures(
    articles: Sequence[gold.ChainArticle], readings: Mapping[str, Reading], reach: Sequence[float | None]
) -> tuple[tuple[Figure, ...], dict[str, Any]]:
    """`reach`: right innermost source, whole chain, rows unmatched, F1 of two links or more."""
    counted = chains.score(articles, {name: chains.from_reading(one) for name, one in readings.items()})
    judged = [
        outcome
        for article in articles
        for outcome in chains.outcomes(article, chains.from_reading(readings[article.name], doubtful=True))
    ]
    innermost, whole, unmatched, deep = reach
    figures = (
        Figure("right innermost source", 100 * counted.innermost, innermost),
        Figure("whole chain", 100 * counted.whole, whole),
        Figure("rows unmatched", 100 * counted.extra, unmatched, at_most=True),
        Figure("two links or more, F1", 100 * counted.deep.f1, deep),
        _calibration(judged),
    )
    return figures, {**counted.to_dict(), "reliability": _reliability(judged)}


def score_names(articles: Sequence[gold.NamedArticle], reader: Reads) -> Report:
    found = {
        article.name: [
            ((mark.span.start, mark.span.end), mark.label)
            for mark in reader.marks(_document(article.text))
            if mark.head == "names"
        ]
        for article in articles
    }
    tallies = names.score(articles, found)
    figures = (Figure("names, exact span and type", 100 * tallies["all"].f1, 88),)
    return Report("names", len(articles), figures, {kind: tally.to_dict() for kind, tally in tallies.items()})


def score_mentions(articles: Sequence[gold.CorefArticle], reader: Reads) -> Report:
    found = {
        article.name: [
            tuple((span.start, span.end) for span in spans) for spans in reader.clusters(_document(article.text))
        ]
        for article in articles
    }
    shares = mentions.score(articles, found)
    figures = (Figure("mentions, CoNLL F1", 100 * shares["conll"], 58),)
    return Report("mentions", len(articles), figures, {name: 100 * value for name, value in shares.items()})


def _document(text: str) -> Document:
    from sayso.types import Document

    return Document(text=text)


def _read(reader: Reads, text: str) -> Reading:
    reading = reader.read(_document(text))
    if reading.document.text != text:
        raise ValueError("the reader changed the text, so that its offsets cannot be scored")
    return reading


def _top_level(reading: Reading) -> Reading:
    return replace(reading, statements=tuple(one for one in reading.statements if one.parent is None))


def _calibration(judged: Sequence[Outcome]) -> Figure:
    error = calibration.expected_error(calibration.reliability(judged))
    return Figure("expected calibration error", 100 * error, CALIBRATION_REACH, at_most=True)


def _reliability(judged: Sequence[Outcome]) -> list[dict[str, float]]:
    return [asdict(one) for one in calibration.reliability(judged)]


Run = Callable[[Path, Path, Reads], Report]
"""From the data folder, the folder of our own passages and a reader."""

SETS: dict[str, Run] = {
    "polnear": lambda data, _, reader: score_polnear(gold.polnear(data, "dev"), reader),
    "world_chains": lambda data, _, reader: score_chains("world_chains", gold.world_chains(data, "dev"), reader),
    "names": lambda data, _, reader: score_names(gold.names(data, "dev"), reader),
    "mentions": lambda data, _, reader: score_mentions(gold.coref(data, "dev"), reader),
    "passages": lambda _, own, reader: score_passages("passages", gold.passages(own), reader),
    "events": lambda data, _, reader: score_claims.score_events(gold.world_events(data, "dev"), reader),
    "own_events": lambda _, own, reader: score_claims.score_own_events(gold.own_events(EVENTS, own), reader),
    "wording": lambda data, _, reader: score_claims.score_wording(gold.world_wording(data, "dev"), reader),
    "plv": lambda data, _, reader: score_claims.score_plv(gold_sentences.plv(data), reader),
    "plv_read": lambda data, _, reader: score_claims.score_plv_read(gold_sentences.plv(data), reader),
    "petrarch": lambda data, _, reader: score_claims.score_petrarch(
        gold_sentences.petrarch(data), gold_sentences.cameo_to_plover(data), reader
    ),
    "roles": lambda data, _, reader: score_claims.score_roles(gold_sentences.roles(data, "dev"), reader),
    "syntax": lambda data, _, reader: score_claims.score_syntax(gold_sentences.syntax(data, "dev"), reader),
    "certainty": lambda data, _, reader: score_claims.score_certainty(gold_sentences.certainty(data, "dev"), reader),
    "places": lambda data, _, reader: score_claims.score_places(gold_sentences.places(data), reader),
    "swapping": lambda _, own, reader: swapping.score_swapping(gold.passages(own), reader),
}


def load(model: Path | None = None, threads: int | None = None) -> Reads:
    """The shipped reader, with another bundle where one is named."""
    from sayso.reader import Reader

    loaded: Reads = Reader(model, threads)
    return loaded


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder of the gold sets")
    parser.add_argument("--model", type=Path, metavar="PATH", help="a model bundle; without it the one inside sayso")
    parser.add_argument("--set", action="append", choices=SETS, dest="sets", help="one set; may be given again")
    parser.add_argument("--passages", type=Path, default=PASSAGES, metavar="DIR", help="our own passages")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write every figure as JSON")
    chosen = parser.parse_args(arguments)

    reader = load(chosen.model)
    reports = []
    for name in chosen.sets or SETS:
        try:
            report = SETS[name](chosen.data, chosen.passages, reader)
        except Lacks as lacks:
            print(f"{name}: skipped, {lacks}\n", flush=True)
            continue
        if not report.documents:
            parser.exit(1, f"{name}: nothing to score in {chosen.data} or {chosen.passages}\n")
        reports.append(report)
        print(table([report]), flush=True)
    if chosen.output:
        chosen.output.write_text(json.dumps(to_dict(reports), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
