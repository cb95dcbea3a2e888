"""The figures of claims, and of what claims are made from: roles, syntax, certainty, places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from benchmarks import asking, certainty, claims, coded, folds, pairs, roles, syntax, wording
from benchmarks.report import Figure, Report

if TYPE_CHECKING:
    from benchmarks.gold import EventArticle, WordingArticle
    from benchmarks.gold_sentences import (
        CodedSentence,
        MarkedPair,
        ParsedText,
        PlaceName,
        RoledText,
        SureSentence,
    )
    from sayso.types import Document, Failure, Reading


class ReadsMany(Protocol):
    """A reader of whole texts; what else is asked of it is known in `asking`."""

    def read_many(self, documents: Iterable[Document | Failure]) -> Iterator[Reading | Failure]: ...


def readings(reader: ReadsMany, texts: Sequence[str]) -> list[Reading]:
    """A reading for each text. Lacks where none holds a claim; ValueError where one fails or changes its text."""
    from sayso.types import Document, Failure

    found = []
    for text, reading in zip(texts, reader.read_many(Document(text=text) for text in texts), strict=True):
        if isinstance(reading, Failure):
            raise ValueError(f"a text could not be read: {reading.message}")
        if reading.document.text != text:
            raise ValueError("the reader changed the text, so that its offsets cannot be scored")
        found.append(reading)
    asking.wants_claims(found)
    return found


# ---- whole texts -----------------------------------------------------------------------

EVENT_REACH = (50, 25)
OWN_REACH = (60, 20)
WORDING_REACH = (60, 60)


def score_events(articles: Sequence[EventArticle], reader: ReadsMany) -> Report:
    """`world_chains`' events: see `claims`."""
    rows = _claim_rows(articles, reader)
    scores = claims.score(articles, rows)
    figures = (*_event_figures(scores, EVENT_REACH), *_parts(scores, claims.PARTS))
    return Report("events", len(articles), figures, {**scores.to_dict(), "losses": _losses(articles, rows)})


def score_own_events(articles: Sequence[EventArticle], reader: ReadsMany) -> Report:
    """The events of our own passages, all and those never used to choose anything; losses of the others alone."""
    rows = _claim_rows(articles, reader)
    scores = claims.score(articles, rows, claims.OWN_PARTS)
    held = claims.score([one for one in articles if one.told.split == "held"], rows, claims.OWN_PARTS)
    tuned = [one for one in articles if one.told.split != "held"]
    figures = (
        *_own_figures(scores),
        *_parts(scores, claims.OWN_PARTS),
        *(replace(figure, name=f"{figure.name} (held)") for figure in _own_figures(held)),
    )
    details = {
        **scores.to_dict(),
        "held": held.to_dict(),
        "tuned": claims.score(tuned, rows, claims.OWN_PARTS).to_dict(),
        "losses": _losses(tuned, rows, claims.OWN_PARTS),
    }
    return Report("own_events", len(articles), figures, details)


def _claim_rows(articles: Sequence[EventArticle], reader: ReadsMany) -> dict[str, tuple[claims.ClaimRow, ...]]:
    read = readings(reader, [article.told.text for article in articles])
    return {article.told.name: claims.from_reading(one) for article, one in zip(articles, read, strict=True)}


def _event_figures(scores: claims.Scores, reach: tuple[float, float]) -> tuple[Figure, ...]:
    return (
        Figure("events, all parts right", 100 * scores.right, reach[0]),
        Figure("claims extra, of all claims", 100 * scores.extra, reach[1], at_most=True),
        Figure("false events, of those given as actual", 100 * scores.false),
    )


def _own_figures(scores: claims.Scores) -> tuple[Figure, ...]:
    return (
        *_event_figures(scores, OWN_REACH),
        Figure("parties resolved, of those met", 100 * scores.of("resolved", "met"), 90),
        Figure("CAMEO code, of events found", 100 * scores.of("cameo", "coded"), 60),
    )


def _parts(scores: claims.Scores, parts: Sequence[str]) -> tuple[Figure, ...]:
    return tuple(
        Figure(name, 100 * scores.of(part, "asked"))
        for part, name in (("found", "trigger found"), *((part, f"{part} right") for part in parts))
    )


def _losses(
    articles: Sequence[EventArticle],
    rows: Mapping[str, Sequence[claims.ClaimRow]],
    parts: Sequence[str] = claims.PARTS,
) -> list[dict[str, Any]]:
    return [loss for article in articles for loss in claims.losses(article, rows[article.told.name], parts)]


def score_wording(articles: Sequence[WordingArticle], reader: ReadsMany) -> Report:
    """`world_chains`' evidence and loaded words: see `wording`."""
    read = readings(reader, [article.told.text for article in articles])
    rows = {article.told.name: wording.from_reading(one) for article, one in zip(articles, read, strict=True)}
    scores = wording.score(articles, rows)
    figures = (
        Figure("evidence with a kind right, F1", 100 * scores.evidence.f1, WORDING_REACH[0]),
        Figure("loaded words with the voice right, F1", 100 * scores.loaded.f1, WORDING_REACH[1]),
        Figure("evidence found, F1", 100 * scores.evidence_found.f1),
        Figure("loaded words found, F1", 100 * scores.loaded_found.f1),
    )
    return Report("wording", len(articles), figures, dict(scores.to_dict()))


# ---- sentences with events ---------------------------------------------------------------


def score_plv(marked: Sequence[MarkedPair], reader: object) -> Report:
    """PLV with its pairs given: a head a fold over the reader's vectors, see `pairs` and `folds`."""
    features = pairs.features(marked, lambda text, spans: asking.vectors(reader, text, spans))
    labels = [pair.type for pair in marked]
    groups = [pair.text for pair in marked]
    fold = folds.assign(groups, labels)
    words = slice(0, features.shape[1] // 2)
    said = folds.out_of_fold(features, labels, groups, fold, (slice(None), words))
    each = [100 * value for value in folds.by_fold(folds.macro_f1, labels, said, fold)]
    low, high = folds.interval(each)
    figures = (
        Figure("type of a given pair, macro-F1", sum(each) / len(each), 84),
        Figure("interval of 95 per cent, from", low),
        Figure("interval of 95 per cent, to", high),
        Figure("type of a given pair, right", 100 * folds.accuracy(labels, said)),
    )
    confused = [f"{label} → {other}" for label, other in zip(labels, said, strict=True) if label != other]
    details = {
        "folds": each,
        "types": {kind: 100 * value for kind, value in folds.f1_by_class(labels, said).items()},
        "said for gold's": {pair: confused.count(pair) for pair in sorted(set(confused))},
    }
    return Report("plv", len(marked), figures, details)


def score_plv_read(marked: Sequence[MarkedPair], reader: ReadsMany) -> Report:
    """PLV end to end, each sentence read as a document: see `pairs`."""
    read = readings(reader, [pair.text for pair in marked])
    told = [pairs.outcome(pair, claims.from_reading(one)) for pair, one in zip(marked, read, strict=True)]
    details = pairs.summary(marked, told)

    def part(name: str) -> float:
        return float(details.get(name, 0.0))

    figures = (
        Figure("the marked pair with its type, recall", part("right"), 65),
        Figure("its type in the sentence", part("type")),
        Figure("its type and actor in one claim", part("type and actor")),
        Figure("its type and recipient in one claim", part("type and recipient")),
        Figure("its actor and recipient in one claim", part("pair")),
    )
    return Report("plv_read", len(marked), figures, details)


def score_petrarch(
    sentences: Sequence[CodedSentence], table: Mapping[str, frozenset[str]], reader: ReadsMany
) -> Report:
    """PETRARCH's validation records end to end: see `coded`."""
    read = readings(reader, [sentence.text for sentence in sentences])
    details = coded.summary(coded.score(sentences, [claims.from_reading(one) for one in read], table))
    figures = (
        Figure("type of a coding, right", details["right"], 60),
        Figure("extra claims for each 100 codings", details["extra"], 60, at_most=True),
        Figure("right, code of CAMEO or of WEIS", details["right by either scheme"]),
        Figure("actors right, where they can be told", details["actors"]),
        Figure("recipients right, where so", details["recipients"]),
    )
    return Report("petrarch", len(sentences), figures, details)


# ---- what claims are made from -----------------------------------------------------------


def score_roles(texts: Sequence[RoledText], reader: object) -> Report:
    """PropBank's roles, with gold's predicates and with the reader's: see `roles`."""
    given = roles.score((text, asking.roles(reader, text.text, _predicates(text))) for text in texts)
    whole = roles.score((text, asking.roles(reader, text.text, None)) for text in texts)
    figures = (
        Figure("arguments of given predicates, F1", 100 * given["all"].f1, 80),
        Figure("arguments end to end, F1", 100 * whole["all"].f1, 75),
        Figure("predicates found, F1", 100 * whole["predicates"].f1),
        Figure("spans of given predicates, F1", 100 * given["spans"].f1),
    )
    details = {"given": roles.summary(given), "end to end": roles.summary(whole)}
    return Report("roles", len(texts), figures, details)


def _predicates(text: RoledText) -> tuple[tuple[int, int], ...]:
    return tuple((text.tokens[frame.predicate[0]][0], text.tokens[frame.predicate[1] - 1][1]) for frame in text.frames)


def score_syntax(texts: Sequence[ParsedText], reader: object) -> Report:
    """The treebank's syntax, its words and sentences given: see `syntax`."""
    counts = syntax.score((text, asking.parses(reader, text.text, text.sentences)) for text in texts)
    details = syntax.summary(counts)
    figures = (
        Figure("syntax, UAS", details["all"]["uas"], 91),
        Figure("syntax, LAS", details["all"]["las"], 88.5),
        Figure("LAS with the whole relation", details["las, whole relation"]),
    )
    return Report("syntax", len(texts), figures, details)


def score_certainty(sentences: Sequence[SureSentence], reader: object) -> Report:
    """UDS-IH2's judgements of how surely a predicate is told, each sentence alone: see `certainty`."""
    wanted = [value for sentence in sentences for value in sentence.values]
    given = [
        value for sentence in sentences for value in asking.certainties(reader, sentence.text, sentence.predicates)
    ]
    figures = (
        Figure("certainty, Pearson's r", certainty.pearson(wanted, given), 0.80, digits=2),
        Figure("certainty, mean absolute error", certainty.mean_absolute_error(wanted, given), digits=2),
    )
    details = {"predicates": len(wanted), "by gold's value": certainty.by_value(wanted, given)}
    return Report("certainty", len(sentences), figures, details)


def score_places(names: Sequence[PlaceName], reader: object) -> Report:
    """ReLocaR: whether a place name is a place or an actor, by a head a fold over the reader's vector of the name."""
    features = np.vstack([asking.vectors(reader, one.text, (one.at,)) for one in names])
    labels = ["actor" if one.actor else "place" for one in names]
    groups = [one.text for one in names]
    fold = folds.assign(groups, labels)
    said = folds.out_of_fold(features, labels, groups, fold)
    each = [100 * value for value in folds.by_fold(folds.accuracy, labels, said, fold)]
    low, high = folds.interval(each)
    figures = (
        Figure("place or actor, right", sum(each) / len(each), 85),
        Figure("interval of 95 per cent, from", low),
        Figure("interval of 95 per cent, to", high),
    )
    details = {"folds": each, "F1": {kind: 100 * value for kind, value in folds.f1_by_class(labels, said).items()}}
    return Report("places", len(names), figures, details)
