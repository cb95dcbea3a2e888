"""How well names are found: exact span and type, over the tokens of `worldwide_newswire_ner`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.gold import NamedArticle, Piece
from benchmarks.tally import Tally, total

Name = tuple[Piece, str]
"""Where a name stands in the text, in code points, and its type as the set calls it (`Person`, `NORP` …)."""

Entity = tuple[int, int, str]
"""A half-open range of token numbers, and the type in lower case."""


def score(articles: Iterable[NamedArticle], found: Mapping[str, Sequence[Name]]) -> dict[str, Tally]:
    """Counts for `all` and for each type. `found` has an entry for each article's name; KeyError where one lacks.

    A name counts for the tokens that it touches, one for the same tokens and type. Case of types does not matter.
    """
    pairs = [(gold_entities(article.labels), read_entities(article, found[article.name])) for article in articles]
    types = sorted({one[2] for gold, read in pairs for one in gold | read})
    by_type = {kind: total(_tally(gold, read, kind) for gold, read in pairs) for kind in types}
    return {"all": total(by_type.values()), **by_type}


def _tally(gold: frozenset[Entity], read: frozenset[Entity], kind: str) -> Tally:
    wanted = {one for one in gold if one[2] == kind}
    given = {one for one in read if one[2] == kind}
    both = len(wanted & given)
    return Tally(both, len(wanted), both, len(given))


def gold_entities(labels: Sequence[str]) -> frozenset[Entity]:
    """The entities of BIO labels. An `I-` that continues nothing of its type begins an entity."""
    entities: list[Entity] = []
    for number, label in enumerate(labels):
        mark, _, kind = label.partition("-")
        kind = kind.lower()
        if mark == "O":
            continue
        if mark == "I" and entities and entities[-1][1:] == (number, kind):
            entities[-1] = (entities[-1][0], number + 1, kind)
        else:
            entities.append((number, number + 1, kind))
    return frozenset(entities)


def read_entities(article: NamedArticle, names: Iterable[Name]) -> frozenset[Entity]:
    """Names as ranges of tokens; one that touches no token is kept, as a range of its own that is never right."""
    entities = set()
    for (start, end), kind in names:
        touched = [i for i, (a, b) in enumerate(article.tokens) if a < end and start < b]
        span = (touched[0], touched[-1] + 1) if touched else (-1 - start, -1 - end)
        entities.add((*span, kind.lower()))
    return frozenset(entities)
