"""How well the event between a marked pair is told: PLV, sentences with one actor and one recipient marked.

- Pair given: a head over the reader's vectors says the type, cross-validated (`folds`). `features` is all it is
  given: the words, and the parties where they help on the folds that it is trained on.
- Read end to end: each sentence is read as a document of its own, and the marked pair is right when a typed claim
  that is not doubtful has its type and the head words of both its parties. Only one pair is marked a sentence,
  so there is recall and no precision. A party that is marked at several places may be met at any; one that is
  not marked is not asked for. Of agreeing, consulting and cooperating the parties may stand on either side
  (`claims.EITHER_WAY`); details tell how many are right with the sides as marked.

CONCEDE and RETREAT count as the set's YIELD. A head word is a word in lower case without its `'s`: see `head_word`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.asking import Floats
from benchmarks.chains import FUNCTION_WORDS
from benchmarks.claims import EITHER_WAY, ClaimRow
from benchmarks.gold import Piece, Pieces
from benchmarks.tally import share
from benchmarks.words import Words

if TYPE_CHECKING:
    from benchmarks.chains import RowLink
    from benchmarks.gold_sentences import MarkedPair

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}

Vectors = Callable[[str, Pieces], Floats]
"""A text and spans in it → [spans, width]."""


def features(pairs: Iterable[MarkedPair], vectors: Vectors) -> Floats:
    """[pairs, 4 × width]: over all words of the sentence the mean and the greatest value; the actor, the recipient.

    A party is its first mark; one that is not marked is all zeros.
    """
    rows = []
    for pair in pairs:
        words = Words(pair.text).spans
        parties = [side[0] if side else None for side in (pair.actors, pair.recipients)]
        spans = tuple(dict.fromkeys([*words, *(party for party in parties if party)]))
        found = vectors(pair.text, spans)
        place = {span: number for number, span in enumerate(spans)}
        of_words = found[[place[word] for word in words]]
        of_parties = [found[place[party]] if party else np.zeros(found.shape[1]) for party in parties]
        rows.append(np.concatenate([of_words.mean(axis=0), of_words.max(axis=0), *of_parties]))
    return np.vstack(rows)


def outcome(pair: MarkedPair, rows: Sequence[ClaimRow]) -> frozenset[str]:
    """What of a marked pair the claims of its sentence have, in one claim where several things are named."""
    words = Words(pair.text)
    actors = {head_word(words, at) for at in pair.actors}
    recipients = {head_word(words, at) for at in pair.recipients}
    told = set()
    for row in rows:
        given_actors, given_recipients = _heads(words, row.actors), _heads(words, row.recipients)
        as_marked = _meets(actors, given_actors), _meets(recipients, given_recipients)
        sides = as_marked
        if row.type in EITHER_WAY:
            sides = _meets(actors, given_actors | given_recipients), _meets(recipients, given_actors | given_recipients)
        typed = YIELD.get(row.type, row.type) == pair.type
        told |= {
            name
            for name, so in {
                "type": typed,
                "pair": all(sides),
                "type and actor": typed and sides[0],
                "type and recipient": typed and sides[1],
                "right": typed and all(sides),
                "right, sides as marked": typed and all(as_marked),
            }.items()
            if so
        }
    return frozenset(told | ({"any claim"} if rows else set()))


def _meets(marked: set[str], given: set[str]) -> bool:
    return not marked or bool(marked & given)


def _heads(words: Words, links: Iterable[RowLink]) -> set[str]:
    return {head_word(words, link.source) for link in links if link.source}


def summary(pairs: Sequence[MarkedPair], told: Sequence[frozenset[str]]) -> dict[str, Any]:
    """Shares of all pairs in per cent, and by type the share that is right."""
    counts = Counter(name for one in told for name in one)
    wanted = Counter(pair.type for pair in pairs)
    right = Counter(pair.type for pair, one in zip(pairs, told, strict=True) if "right" in one)
    return {
        **{name: 100 * share(count, len(pairs)) for name, count in sorted(counts.items())},
        "types": {kind: {"pairs": wanted[kind], "right": 100 * share(right[kind], wanted[kind])} for kind in wanted},
    }


def head_word(words: Words, piece: Piece) -> str:
    """The head word of a noun phrase, by rule: the last word before what follows the noun.

    What follows begins at a mark of punctuation, a preposition, a conjunction or a relative word that
    has a word of the phrase before it; a participle just before it goes with it ("soldiers stationed in …").
    The last word, where the phrase has no other; "" for a stretch without a word.
    """
    numbers = sorted(words.touched([piece]))
    kept: list[int] = []
    ended = False
    for number in numbers:
        gap = words.text[words.spans[kept[-1]][1] : words.spans[number][0]] if kept else ""
        if kept and (words.word(number) in _AFTER_THE_NOUN or any(mark in _BREAKS for mark in gap)):
            ended = True
            break
        if kept or words.word(number) not in FUNCTION_WORDS:
            kept.append(number)
    if ended and len(kept) > 1 and _participle(words, kept[-1]):
        kept.pop()
    head = kept[-1] if kept else numbers[-1] if numbers else None
    if head is None:
        return ""
    return words.word(head).removesuffix("'s").removesuffix("’s")


def _participle(words: Words, number: int) -> bool:
    start, end = words.spans[number]
    word = words.text[start:end]
    return word.islower() and word.endswith(("ed", "ing"))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BREAKS = frozenset(",;:()[]—–")
_AFTER_THE_NOUN = _set(
    """
    of in on at by for with from to into onto about over under after before between among against during through
    as such than like near within without outside inside across around along behind including amid toward towards
    and or but nor who whom whose which that where when while because if is are was were be has have had
    """
)
