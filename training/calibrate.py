"""Fit the confidence of a bundle: python -m training.calibrate BUNDLE --data DIR.

On articles kept from training (see `prepare.held_out`), a logistic regression tells from the
scores of a row's anchor, source and content how likely it is right, as `benchmarks.calibration`
means it. For a claim it tells from the scores of its trigger, type, parties and status how likely
there is such an event and of that type: its parties may be wrong where the event is not. The
weights are fitted on those and on the dev splits; the error told for a dev split is cross-fitted,
each half by weights fitted without it. The weights go into bundle.json.

Tried and left out, since they lowered no error: whether a row is nested, the length of its
content, whether it has a cue.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks import calibration, chains, gold
from benchmarks import claims as claim_scorer

from sayso import claims
from sayso.reader import Reader
from sayso.types import Document, Party, Reading
from training.prepare import annotated, held_out, marked_events

FEATURES = ("anchor", "source", "content")
CLAIM_FEATURES = ("event", "type", "actors", "recipients", "status")


def logits(scores: Mapping[str, float], names: Sequence[str]) -> list[float]:
    return [claims.log_odds(scores[name]) for name in names]


def fit(
    features: np.ndarray, right: np.ndarray, names: Sequence[str] = FEATURES, ridge: float = 1e-2
) -> dict[str, float]:
    """Logistic regression by Newton's method. features [n, names], right [n] → weights by name."""
    x = np.concatenate([features, np.ones((len(features), 1))], 1)
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - right) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        w -= np.linalg.solve(hessian, gradient)
    return {name: round(float(value), 4) for name, value in zip((*names, "constant"), w, strict=True)}


def cross_fitted_error(
    kept: tuple[np.ndarray, np.ndarray], features: np.ndarray, right: np.ndarray, names: Sequence[str] = FEATURES
) -> float:
    """The expected calibration error on a dev set, each half told by weights fitted without it."""
    first = np.arange(len(right)) < len(right) // 2
    outcomes = []
    for half in (first, ~first):
        weights = fit(np.concatenate([kept[0], features[half]]), np.concatenate([kept[1], right[half]]), names)
        row = np.array([weights[name] for name in names])
        chances = 1 / (1 + np.exp(-(features[~half] @ row + weights["constant"])))
        outcomes += list(zip(chances.tolist(), (right[~half] > 0).tolist(), strict=True))
    return calibration.expected_error(calibration.reliability(outcomes))


def judged(
    reader: Reader, polnear: Sequence[gold.AttributedArticle], world: Sequence[gold.ChainArticle]
) -> tuple[np.ndarray, np.ndarray]:
    """Features and rightness of every row, the surest attribution of a row with several links left out."""
    found: list[tuple[list[float], bool]] = []

    def features(row: claims.Told) -> float:
        # The rows come back with their features' number for a confidence: it is told by its place.
        seen.append(logits(claims.told_scores(row), FEATURES))
        return (len(seen) - 1) / 1e6

    for article in (*polnear, *world):
        seen: list[list[float]] = []
        document = Document(article.text)
        marks = reader.marks_of(document.text)
        cast = claims.Cast(document, marks.names, marks.backs)

        def facts(row: claims.Told, by: tuple[Party, ...], cast: claims.Cast = cast) -> Any:
            return cast.parties(row.source, by) if row.source else (), (), None

        rows = claims.statements(document, marks.told, facts, features, 0.0)
        reading = Reading(reader.model, document, rows, cast.actors())
        if isinstance(article, gold.AttributedArticle):
            top = replace(reading, statements=tuple(s for s in rows if s.parent is None))
            outcomes = calibration.attribution_outcomes(article, chains.from_reading(top, doubtful=True))
        else:
            outcomes = chains.outcomes(article, chains.from_reading(reading, doubtful=True))
        found += [(seen[round(confidence * 1e6)], right) for confidence, right in outcomes]
    return np.array([f for f, _ in found]), np.array([float(r) for _, r in found])


def our_chains(data: Path) -> Iterator[gold.ChainArticle]:
    """The articles that we annotated, as `world_chains` has them, without `who`."""
    for article in gold.names(data, "train"):
        found = annotated(article.name, article.text)
        if found is None:
            continue
        rows = found[1]
        chains_of: list[tuple[gold.ChainLink, ...]] = []
        for row in rows:
            source, cue = (spans[0] if spans else None for spans in (row.source, row.cue))
            outer = chains_of[row.parent] if row.parent >= 0 else ()
            chains_of.append((*outer, gold.ChainLink(source, cue, None, None)))
        # A row with its parent's own content adds a link to it: the two are one statement.
        lengthened = {row.parent for row in rows if row.parent >= 0 and rows[row.parent].content == row.content}
        yield gold.ChainArticle(
            article.name,
            article.text,
            tuple(
                gold.ChainStatement(tuple(row.content), chain)
                for number, (row, chain) in enumerate(zip(rows, chains_of, strict=True))
                if number not in lengthened
            ),
        )


def our_events(data: Path) -> Iterator[gold.EventArticle]:
    """Articles of the train split kept from training whose events are marked, each party under its own words."""
    chained = {article.name: article for article in gold.world_chains(data, "train")}
    chained = {article.name: article for article in our_chains(data)} | chained
    for name, article in chained.items():
        marked = marked_events(data, name) if held_out(name, 14) else None
        if marked is not None:
            sides = ("actors", "recipients")
            named = [
                row | {f"who_{side}": [article.text[a:b] for a, b in row[side]] for side in sides} for row in marked[0]
            ]
            yield gold.EventArticle(article, gold.gold_events(named))


def judged_claims(reader: Reader, articles: Iterable[gold.EventArticle]) -> tuple[np.ndarray, np.ndarray]:
    """Features of every claim with a type, and whether it is right; answers to optional events are left out."""
    features: list[list[float]] = []
    right: list[float] = []
    for article in articles:
        document = Document(article.told.text)
        reading = reader.read(document)
        typed = [replace(claim, doubtful=False) for claim in reading.claims if claim.event]
        scores = {one.trigger: claims.claim_scores(one) for one in reader.marks_of(document.text).happenings}
        rows = claim_scorer.from_reading(replace(reading, claims=tuple(typed)))
        answers = {one.row: one for one in claim_scorer.match(article, rows)}
        for number, claim in enumerate(typed):
            answer = answers.get(number)
            if answer and article.events[answer.event].optional:
                continue
            features.append(logits(scores[claim.trigger[0]], CLAIM_FEATURES))
            right.append(float(answer is not None and "type" in answer.right))
    return np.array(features), np.array(right)


def main(options: argparse.Namespace) -> None:
    reader = Reader(options.bundle, options.threads)
    nested: Mapping[str, object] = {article.name: article for article in gold.polnear_nested(options.data)}
    polnear = [
        article
        for article in gold.polnear(options.data, "train")
        if article.attributions and held_out(article.name, 40) and article.name not in nested
    ]
    world = [article for article in gold.world_chains(options.data, "train") if held_out(article.name, 14)]
    world += [article for article in our_chains(options.data) if held_out(article.name, 14)]
    kept = judged(reader, polnear, world)
    dev = (
        judged(reader, gold.polnear(options.data, "dev"), []),
        judged(reader, [], gold.world_chains(options.data, "dev")),
    )
    for name, (features, right) in zip(("polnear", "world_chains"), dev, strict=True):
        print(name, f"{100 * cross_fitted_error(kept, features, right):.1f}% expected calibration error, cross-fitted")
    weights = fit(*(np.concatenate(column) for column in zip(kept, *dev, strict=True)))
    path = options.bundle / "bundle.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    facts["calibration"] = weights
    path.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    print(weights)
    reader = Reader(options.bundle, options.threads)
    seen = judged_claims(reader, our_events(options.data))
    dev_claims = judged_claims(reader, gold.world_events(options.data, "dev"))
    error = cross_fitted_error(seen, *dev_claims, CLAIM_FEATURES)
    print("events", f"{100 * error:.1f}% expected calibration error, cross-fitted; {len(seen[1])} claims kept")
    weights = fit(*(np.concatenate(column) for column in zip(seen, dev_claims, strict=True)), CLAIM_FEATURES)
    facts["claim_calibration"] = weights
    path.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    print(weights)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    main(parser.parse_args())
