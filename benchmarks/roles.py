"""How well roles are read: the arguments of predicates on PropBank's sentences of the English Web Treebank.

Spans are taken for the tokens that they touch. An argument is right when gold's argument of the same predicate has
the same tokens and the same label, of whatever kind (`ARG0`, `ARGM-TMP`, `R-ARG0`, `C-ARG1`); `V` is no argument.

- Given: the gold predicates are named, and each argument counts.
- End to end: the reader finds the predicates. One that it finds stands for the gold predicate whose tokens
  it touches, the first to do so; all arguments of others are wrong.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.gold import Piece, Pieces
from benchmarks.gold_sentences import RoledText
from benchmarks.tally import Tally, total

Roles = Sequence[tuple[Piece, Sequence[tuple[str, Piece]]]]
Argument = tuple[int, Piece, str]
"""Number of the predicate, tokens, label. A predicate that gold lacks has a number below zero."""


def score(texts: Iterable[tuple[RoledText, Roles]]) -> dict[str, Tally]:
    """Counts by name: `all`, `spans` (labels aside), `predicates`, `core`, `modifiers`, `others`, and each label."""
    counted: dict[str, Tally] = defaultdict(Tally)
    for text, read in texts:
        for name, tally in score_text(text, read).items():
            counted[name] += tally
    return dict(counted)


def score_text(text: RoledText, read: Roles) -> dict[str, Tally]:
    numbers = {token: number for number, frame in enumerate(text.frames) for token in range(*frame.predicate)}
    gold = {
        (number, at, label) for number, frame in enumerate(text.frames) for at, label in frame.arguments if label != "V"
    }
    given: set[Argument] = set()
    met: set[int] = set()
    strangers = 0
    for predicate, arguments in read:
        touched = in_tokens(text.tokens, predicate)
        number = next((numbers[token] for token in range(*touched) if token in numbers), -1)
        if number < 0 or number in met:
            strangers += 1
            number = -strangers
        met.add(number)
        given |= {(number, in_tokens(text.tokens, at), label) for label, at in arguments if label != "V"}
    labels = sorted({label for _, _, label in gold | given})
    found = len([number for number in met if number >= 0])
    by_label = {label: _tally(gold, given, {label}) for label in labels}
    groups: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        groups[kind(label)].add(label)
    return {
        "all": total(by_label.values()),
        "spans": _plain(gold, given),
        "predicates": Tally(found, len(text.frames), found, len(met)),
        **{name: _tally(gold, given, members) for name, members in groups.items()},
        **by_label,
    }


def kind(label: str) -> str:
    if label.startswith("ARGM"):
        return "modifiers"
    return "core" if label.startswith("ARG") else "others"


def _tally(gold: set[Argument], given: set[Argument], labels: set[str]) -> Tally:
    wanted = {one for one in gold if one[2] in labels}
    read = {one for one in given if one[2] in labels}
    both = len(wanted & read)
    return Tally(both, len(wanted), both, len(read))


def _plain(gold: set[Argument], given: set[Argument]) -> Tally:
    wanted, read = {one[:2] for one in gold}, {one[:2] for one in given}
    both = len(wanted & read)
    return Tally(both, len(wanted), both, len(read))


def in_tokens(tokens: Pieces, at: Piece) -> Piece:
    """The half-open range of tokens that a span touches; one that touches none stays apart, never right."""
    first = bisect_right([end for _, end in tokens], at[0])
    last = bisect_left([start for start, _ in tokens], at[1])
    return (first, last) if first < last else (-1 - at[0], -1 - at[0])


def summary(tallies: Mapping[str, Tally]) -> dict[str, dict[str, float]]:
    """Figures in per cent by name, the groups first, then the labels by how many gold has."""
    groups = ("all", "spans", "predicates", "core", "modifiers", "others")
    labels = sorted((name for name in tallies if name not in groups), key=lambda name: (-tallies[name].gold, name))
    return {name: tallies[name].to_dict() for name in (*groups, *labels) if name in tallies}
