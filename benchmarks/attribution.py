"""How well attributions are read, on PolNeAR: who, the words that report, and what.

Word tokens decide; quotation marks and outer punctuation never do. Both sides are plain
`gold.Attribution`s, so that a training checkpoint is scored like the shipped reader
(`from_reading`). PolNeAR has no nesting: only top-level statements are scored.

Measures, each a `Tally` (precision, recall, F1):

- `source exact`, `cue exact`, `content exact`: a value (the set of words that its spans
  touch) counts when an equal one is in the other side's list for the article, one to one.
- `content cut exact`: contents of both sides cut at sentence ends, each piece a value.
- `whole exact`: source (or none), cue and content all equal to those of one attribution.
- `source token`, `cue token`, `content token`: words of the article that carry the role.
- `linked`: (attribution, role, word), after pairing attributions one to one, greedily, the
  pair that shares most (role, word) first.

Each is given for `all` and by kind: `direct`, `indirect`, `mixed` (by the quotation marks
round the content), `source in cue's sentence`, `source elsewhere`, `no source`. Within a kind,
recall is over gold attributions of that kind and precision over predicted ones of that kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, TypeVar

from benchmarks.gold import AttributedArticle, Attribution
from benchmarks.tally import Tally
from benchmarks.words import Sentences, Words, punkt, quotations

if TYPE_CHECKING:
    from sayso.types import Reading

ROLES = ("source", "cue", "content")
MEASURES = (
    "source exact",
    "cue exact",
    "content exact",
    "content cut exact",
    "whole exact",
    "source token",
    "cue token",
    "content token",
    "linked",
)
KINDS = (
    "all",
    "direct",
    "indirect",
    "mixed",
    "source in cue's sentence",
    "source elsewhere",
    "no source",
)

V = TypeVar("V", bound=Hashable)

Scores = dict[str, dict[str, Tally]]
"""Kind → measure → counts."""

Value = frozenset[int]
Row = tuple[Value, Value, Value]
"""Source, cue and content of one attribution, as numbers of words."""


def from_reading(reading: Reading) -> tuple[Attribution, ...]:
    """The top-level statements of a reading that are not doubtful, with source and cue of their outermost own link."""
    rows = []
    for statement in reading.statements:
        if statement.parent is not None or statement.doubtful:
            continue
        link = next(iter(statement.own_links), None)
        source = link.source if link else None
        cue = link.cue if link else None
        rows.append(
            Attribution(
                source=((source.start, source.end),) if source else (),
                cue=((cue.start, cue.end),) if cue else (),
                content=tuple((span.start, span.end) for span in statement.content),
            )
        )
    return tuple(rows)


def score(
    articles: Iterable[AttributedArticle],
    predicted: Mapping[str, Sequence[Attribution]],
    sentences: Sentences = punkt,
) -> Scores:
    """Scores over all articles. `predicted` has an entry for each article's name; KeyError where one lacks."""
    return add(score_article(article, predicted[article.name], sentences) for article in articles)


def between_people(
    by_person: Mapping[str, Sequence[AttributedArticle]], sentences: Sentences = punkt
) -> tuple[int, Scores]:
    """How many articles several people annotated, and each of them scored against each other, all pairs both ways."""
    several = [people for people in by_person.values() if len(people) > 1]
    return len(several), add(
        score_article(one, other.attributions, sentences)
        for people in several
        for one, other in permutations(people, 2)
    )


def add(scores: Iterable[Scores]) -> Scores:
    total: Scores = {kind: dict.fromkeys(MEASURES, Tally()) for kind in KINDS}
    for part in scores:
        for kind, measures in part.items():
            for measure, tally in measures.items():
                total[kind][measure] += tally
    return total


def score_article(article: AttributedArticle, predicted: Sequence[Attribution], sentences: Sentences = punkt) -> Scores:
    """Scores of one article: see the module. Every kind and every measure is there, also where nothing was counted."""
    words = Words(article.text)
    sentence = words.sentence_numbers(sentences(article.text))
    quoted = words.inside(quotations(article.text))
    gold = [_row(words, one) for one in article.attributions]
    rows = [_row(words, one) for one in predicted]
    gold_kinds = [_kinds(row, sentence, quoted) for row in gold]
    row_kinds = [_kinds(row, sentence, quoted) for row in rows]

    measured = {
        f"{role} exact": _exact(_values(gold, gold_kinds, i), _values(rows, row_kinds, i))
        for i, role in enumerate(ROLES)
    }
    measured["content cut exact"] = _exact(_pieces(gold, gold_kinds, sentence), _pieces(rows, row_kinds, sentence))
    measured["whole exact"] = _exact(list(zip(gold, gold_kinds, strict=True)), list(zip(rows, row_kinds, strict=True)))
    for i, role in enumerate(ROLES):
        measured[f"{role} token"] = _tokens(_values(gold, gold_kinds, i), _values(rows, row_kinds, i))
    measured["linked"] = _linked(gold, gold_kinds, rows, row_kinds)
    return {kind: {measure: measured[measure].get(kind, Tally()) for measure in MEASURES} for kind in KINDS}


def _row(words: Words, attribution: Attribution) -> Row:
    return words.touched(attribution.source), words.touched(attribution.cue), words.touched(attribution.content)


def _kinds(row: Row, sentence: Sequence[int], quoted: frozenset[int]) -> tuple[str, ...]:
    source, cue, content = row
    inside = len(content & quoted)
    directness = "indirect" if not inside else "direct" if inside == len(content) else "mixed"
    if not source:
        where = "no source"
    elif {sentence[word] for word in source} & {sentence[word] for word in cue}:
        where = "source in cue's sentence"
    else:
        where = "source elsewhere"
    return ("all", directness, where)


Valued = list[tuple[Value, tuple[str, ...]]]


def _values(rows: Sequence[Row], kinds: Sequence[tuple[str, ...]], role: int) -> Valued:
    return [(row[role], kind) for row, kind in zip(rows, kinds, strict=True) if row[role]]


def _pieces(rows: Sequence[Row], kinds: Sequence[tuple[str, ...]], sentence: Sequence[int]) -> Valued:
    pieces: Valued = []
    for content, kind in _values(rows, kinds, ROLES.index("content")):
        cut: dict[int, set[int]] = defaultdict(set)
        for word in content:
            cut[sentence[word]].add(word)
        pieces.extend((frozenset(piece), kind) for _, piece in sorted(cut.items()))
    return pieces


def _exact(gold: Sequence[tuple[V, tuple[str, ...]]], rows: Sequence[tuple[V, tuple[str, ...]]]) -> dict[str, Tally]:
    """Equal values, one to one."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for found, kinds in _met(gold, Counter(value for value, _ in rows)):
        for kind in kinds:
            tallies[kind] += Tally(found=int(found), gold=1)
    for right, kinds in _met(rows, Counter(value for value, _ in gold)):
        for kind in kinds:
            tallies[kind] += Tally(right=int(right), predicted=1)
    return tallies


def _met(values: Sequence[tuple[V, tuple[str, ...]]], left: Counter[V]) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """For each value whether the other side has one left for it, with its kinds."""
    for value, kinds in values:
        met = left[value] > 0
        left[value] -= met
        yield met, kinds


def _tokens(gold: Valued, rows: Valued) -> dict[str, Tally]:
    """Words that carry the role."""
    of_gold, of_rows = _words_by_kind(gold), _words_by_kind(rows)
    return {
        kind: Tally(
            found=len(of_gold[kind] & of_rows["all"]),
            gold=len(of_gold[kind]),
            right=len(of_rows[kind] & of_gold["all"]),
            predicted=len(of_rows[kind]),
        )
        for kind in KINDS
    }


def _words_by_kind(values: Valued) -> dict[str, set[int]]:
    words: dict[str, set[int]] = {kind: set() for kind in KINDS}
    for value, kinds in values:
        for kind in kinds:
            words[kind] |= value
    return words


def _linked(
    gold: Sequence[Row],
    gold_kinds: Sequence[tuple[str, ...]],
    rows: Sequence[Row],
    row_kinds: Sequence[tuple[str, ...]],
) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    shared_by_gold = [0] * len(gold)
    shared_by_row = [0] * len(rows)
    for i, j, shared in pair_greedily(gold, rows):
        shared_by_gold[i] = shared_by_row[j] = shared
    for row, kinds, shared in zip(gold, gold_kinds, shared_by_gold, strict=True):
        for kind in kinds:
            tallies[kind] += Tally(found=shared, gold=_size(row))
    for row, kinds, shared in zip(rows, row_kinds, shared_by_row, strict=True):
        for kind in kinds:
            tallies[kind] += Tally(right=shared, predicted=_size(row))
    return tallies


def _size(row: Row) -> int:
    return sum(map(len, row))


def pair_greedily(gold: Sequence[Row], rows: Sequence[Row]) -> list[tuple[int, int, int]]:
    """(number of gold, number of row, shared (role, word) pairs), each number once; of equal pairs the earlier."""
    shared = [
        (sum(len(a & b) for a, b in zip(one, other, strict=True)), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(rows)
    ]
    pairs: list[tuple[int, int, int]] = []
    taken_gold: set[int] = set()
    taken_rows: set[int] = set()
    for count, i, j in sorted((one for one in shared if one[0]), key=lambda one: (-one[0], one[1], one[2])):
        if i not in taken_gold and j not in taken_rows:
            taken_gold.add(i)
            taken_rows.add(j)
            pairs.append((i, j, count))
    return pairs
