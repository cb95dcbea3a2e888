"""Fit which words tell what happens: python -m training.occurrences BUNDLE --data DIR [--folds FILE].

A logistic regression over what the bundle's network says of a word (`sayso.heads.occurrences`). It is learned on the
sentences of ECB+ that carry event mentions, where every word that happens or is so is marked, whatever its class and
type, and more lightly on PropBank's predicates in the English Web Treebank, which are of every kind of text. The
weights go into bundle.json.

With `--folds` ECB+ is read besides, each document with weights that were learned without its fold's topics, and the
readings are written, one JSON object a line, for `benchmarks.coreference --readings`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
from benchmarks.coreference import Page, folds_of
from benchmarks.ecbplus import EcbDocument, documents, put_together
from benchmarks.folds import logistic

from sayso.heads.occurrences import seen
from sayso.reader import LIGHT, Reader
from sayso.types import Document, Reading, Span
from training.treebank import propositions

RIDGE = 300.0
"""The squared penalty on the weights of scaled columns. Tried: 30, 300."""
LIGHTLY = 0.1
"""How much a word of the treebank counts beside one of ECB+. Tried: 0.1, 0.3."""
EVERY = 3
"""One of so many of the treebank's sentences is learned from."""
STEPS = 8

Weights = dict[str, float | list[float]]


@dataclass(frozen=True)
class Words:
    """Words to learn from: columns [n, width], whether one begins what happens, and whether it goes on with it [n].

    `counts` [n] is how much a word counts, of which what goes on is marked too in `is_whole`.
    """

    columns: np.ndarray
    begins: np.ndarray
    goes_on: np.ndarray
    counts: np.ndarray
    is_whole: np.ndarray

    @classmethod
    def all(cls, parts: Sequence[Words]) -> Words:
        return cls(*(np.concatenate([getattr(one, field.name) for one in parts]) for field in fields(cls)))


def _columns(reader: Reader, text: str, words: Sequence[Span]) -> np.ndarray:
    """[words, width]: what the network says of each word's first piece."""
    pieces = reader.bundle.wordpiece.pieces(text)
    rows = []
    for window in reader.encoder.windows(text, pieces):
        low, high = (place - window.start for place in window.owned)
        rows.append(np.concatenate([part[low:high] for part in seen(window.scores, window.vectors).values()], 1))
    first = np.searchsorted(pieces.ends, [word.start for word in words], side="right")
    return np.concatenate(rows)[np.minimum(first, len(pieces) - 1)]


def marked(reader: Reader, document: EcbDocument) -> Words | None:
    """The words of the sentences that carry event mentions."""
    page = Page(document, Reading("", Document(document.text), (), ()))
    first = {tokens[0] for tokens in page.mentions}
    later = {token for tokens in page.mentions for token in tokens[1:]} - first
    at = [token for token, sentence in enumerate(page.sentence_of) if sentence in page.scored]
    if not at:
        return None
    columns = _columns(reader, document.text, [Span(*document.tokens[token]) for token in at])
    begins, goes_on = (np.array([float(token in marks) for token in at]) for marks in (first, later))
    return Words(columns, begins, goes_on, np.ones(len(at)), np.ones(len(at), bool))


def treebank(reader: Reader, data: Path) -> Iterator[Words]:
    """Words of the treebank; auxiliaries and other light verbs tell nothing."""
    path = data / "propbank_ewt" / "ewt_srl_train.jsonl"
    for number, (_, _, words, frames) in enumerate(propositions(path)):
        if number % EVERY:
            continue
        text, places = put_together([words])
        predicates = {predicate[0] for predicate, _ in frames}
        begins = [float(n in predicates and word.lower().strip("'’") not in LIGHT) for n, word in enumerate(words)]
        columns = _columns(reader, text, [Span(*place) for place in places])
        yield Words(columns, np.array(begins), zero := np.zeros(len(words)), zero + LIGHTLY, zero > 0)


def fit(words: Words, widths: Mapping[str, int]) -> dict[str, Weights]:
    """What begins, and what goes on; `widths` are the columns' names and how many each has."""
    whole = words.is_whole
    return {
        "begins": _fit(words.columns, words.begins, words.counts, widths),
        "goes_on": _fit(words.columns[whole], words.goes_on[whole], words.counts[whole], widths),
    }


def _fit(columns: np.ndarray, tells: np.ndarray, counts: np.ndarray, widths: Mapping[str, int]) -> Weights:
    """The weights of one question, by the columns' names."""
    slopes, constant = logistic(columns.astype(np.float32), tells, counts, RIDGE, STEPS)
    weights: Weights = {"constant": round(constant, 5)}
    begin = 0
    for name, width in widths.items():
        weights[name] = [float(f"{weight:.4g}") for weight in slopes[begin : begin + width]]
        begin += width
    return weights


def with_weights(reader: Reader, weights: Mapping[str, Weights]) -> Reader:
    """A reader of the same bundle with other weights for what happens."""
    other = Reader(reader.bundle.folder)
    other.bundle = replace(reader.bundle, facts={**reader.bundle.facts, "occurrence": weights})
    return other


def main(options: argparse.Namespace) -> None:
    reader = Reader(options.bundle)
    text = "It rained."
    window = next(iter(reader.encoder.windows(text, reader.bundle.wordpiece.pieces(text))))
    widths = {name: column.shape[1] for name, column in seen(window.scores, window.vectors).items()}
    found = list(documents(options.data))
    web = list(treebank(reader, options.data))
    print(f"{sum(len(words.begins) for words in web)} words of the treebank", flush=True)
    own = {document.name: marked(reader, document) for document in found}
    print(f"{sum(len(words.begins) for words in own.values() if words)} words of ECB+", flush=True)
    path = options.bundle / "bundle.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    facts["occurrence"] = fit(Words.all([*web, *filter(None, own.values())]), widths)
    path.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    if options.folds:
        by_folds(reader, found, own, web, widths, options.folds)


def by_folds(
    reader: Reader,
    found: Sequence[EcbDocument],
    own: Mapping[str, Words | None],
    web: Sequence[Words],
    widths: Mapping[str, int],
    path: Path,
) -> None:
    """Write readings of ECB+, each with weights learned without its own fold's topics."""
    folds = folds_of(found)
    readings: dict[str, Reading] = {}
    for fold in sorted(set(folds.values())):
        others = [words for name, words in own.items() if words and folds[name] != fold]
        one = with_weights(reader, fit(Words.all([*web, *others]), widths))
        mine = [document for document in found if folds[document.name] == fold]
        for document, reading in zip(mine, one.read_many(Document(one.text) for one in mine), strict=True):
            assert isinstance(reading, Reading)
            readings[document.name] = reading
        print(f"fold {fold}: {len(mine)} documents read", flush=True)
    with path.open("w", encoding="utf-8") as lines:
        for document in found:
            row = {"name": document.name, **readings[document.name].to_dict()}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=Path, metavar="FILE", help="write readings of ECB+ by folds too")
    main(parser.parse_args())
