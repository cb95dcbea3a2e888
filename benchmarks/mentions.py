"""How well mentions are found and put together: the CoNLL F1 of coreference, over `gum`'s tokens.

The mean of the F1 of MUC, B³ and CEAF with the φ4 similarity, each summed over all articles
before its figures are made. Mentions are the reader's own; clusters of one mention are dropped
on both sides, since the gold has none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from benchmarks.gold import CorefArticle, Piece, Pieces
from benchmarks.tally import harmonic, share

Cluster = frozenset[Piece]
Sums = tuple[float, float, float, float]
"""Recall's part and whole, precision's part and whole."""

METRICS = ("muc", "b3", "ceaf-e")


def score(articles: Iterable[CorefArticle], found: Mapping[str, Sequence[Pieces]]) -> dict[str, float]:
    """F1 in 0…1 by metric, their mean as `conll`, and `mentions`, the F1 of the mentions themselves.

    `found` has for each article's name its clusters, each a tuple of spans in code points.
    """
    sums: dict[str, Sums] = {}
    for article in articles:
        gold = distinct(article.clusters)
        read = distinct([in_tokens(article, cluster) for cluster in found[article.name]])
        for metric, added in measure(gold, read).items():
            a, b, c, d = sums.get(metric, (0.0, 0.0, 0.0, 0.0))
            sums[metric] = (a + added[0], b + added[1], c + added[2], d + added[3])
    f1 = {name: harmonic(share(c, d), share(a, b)) for name, (a, b, c, d) in sums.items()}
    return {"conll": sum(f1.get(name, 0.0) for name in METRICS) / len(METRICS), **f1}


def measure(gold: Sequence[Cluster], read: Sequence[Cluster]) -> dict[str, Sums]:
    """The parts and wholes of one article. The clusters of a side share no mention."""
    gold_mentions = {mention for cluster in gold for mention in cluster}
    read_mentions = {mention for cluster in read for mention in cluster}
    both = len(gold_mentions & read_mentions)
    similarity = [[2 * len(a & b) / (len(a) + len(b)) for b in read] for a in gold]
    aligned = sum(similarity[i][j] for i, j in assign(similarity))
    return {
        "mentions": (both, len(gold_mentions), both, len(read_mentions)),
        "muc": (*_muc(gold, read), *_muc(read, gold)),
        "b3": (*_b3(gold, read), *_b3(read, gold)),
        "ceaf-e": (aligned, len(gold), aligned, len(read)),
    }


def _muc(key: Sequence[Cluster], response: Sequence[Cluster]) -> tuple[float, float]:
    """Links kept, and links, of the key: a cluster falls into as many parts as the response puts it in."""
    owner = {mention: number for number, cluster in enumerate(response) for mention in cluster}
    kept = sum(
        len(cluster) - len({owner[m] for m in cluster if m in owner}) - sum(mention not in owner for mention in cluster)
        for cluster in key
    )
    return kept, sum(len(cluster) - 1 for cluster in key)


def _b3(key: Sequence[Cluster], response: Sequence[Cluster]) -> tuple[float, float]:
    """Over the key's mentions, the share of the cluster that the response has together with it; and their number."""
    owner = {mention: cluster for cluster in response for mention in cluster}
    kept = sum(
        len(cluster & owner[mention]) / len(cluster) for cluster in key for mention in cluster if mention in owner
    )
    return kept, sum(len(cluster) for cluster in key)


def distinct(clusters: Iterable[Collection[Piece]]) -> list[Cluster]:
    """The clusters as sets: a mention stays in the first that has it, and clusters of one are dropped."""
    seen: set[Piece] = set()
    kept = []
    for cluster in clusters:
        own = frozenset(cluster) - seen
        seen |= own
        if len(own) > 1:
            kept.append(own)
    return kept


def in_tokens(article: CorefArticle, mentions: Iterable[Piece]) -> Pieces:
    """Mentions as half-open ranges of the tokens they touch; one that touches none stays apart, never right."""
    ranges = []
    for start, end in mentions:
        touched = [i for i, (a, b) in enumerate(article.tokens) if a < end and start < b]
        ranges.append((touched[0], touched[-1] + 1) if touched else (-1 - start, -1 - end))
    return tuple(ranges)


def assign(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The one-to-one assignment of rows to columns with the greatest sum: as many pairs as the shorter side has.

    Kuhn and Munkres's method with potentials; time grows with the square of the shorter side times the longer.
    """
    if not gains or not gains[0]:
        return []
    if len(gains) > len(gains[0]):
        return sorted((i, j) for j, i in assign(list(zip(*gains, strict=True))))
    rows, columns = len(gains), len(gains[0])
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    holder = [0] * (columns + 1)  # the row that holds each column; 0 is no row, and column 0 is where a row starts
    for row in range(1, rows + 1):
        holder[0] = row
        column = 0
        slack = [float("inf")] * (columns + 1)
        came_from = [0] * (columns + 1)
        done = [False] * (columns + 1)
        while holder[column]:
            done[column] = True
            at, step, nearest = holder[column], float("inf"), 0
            for j in range(1, columns + 1):
                if done[j]:
                    continue
                cost = -gains[at - 1][j - 1] - row_price[at] - column_price[j]
                if cost < slack[j]:
                    slack[j], came_from[j] = cost, column
                if slack[j] < step:
                    step, nearest = slack[j], j
            for j in range(columns + 1):
                if done[j]:
                    row_price[holder[j]] += step
                    column_price[j] -= step
                else:
                    slack[j] -= step
            column = nearest
        while column:
            holder[column] = holder[came_from[column]]
            column = came_from[column]
    return sorted((holder[j] - 1, j - 1) for j in range(1, columns + 1) if holder[j])
