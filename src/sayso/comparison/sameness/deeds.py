"""Words for deeds: which deeds a word may stand for ("quake" and "tremor" for one), and how little it tells of them.

The words are tables that ship with the package: `deeds.txt`, `like_deeds.txt` and `common_words.tsv` in `facts/`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import Literal

from sayso.comparison.wording import normal

COMMONEST = 5
RARE = 2

Table = Literal["deeds", "like_deeds"]


def deeds(table: Table, forms: Iterable[str], following: Iterable[str]) -> frozenset[int]:
    """The deeds, by number, that a trigger may stand for; where two words of it make one ("step down"), that one's.

    `forms` are the normal forms of its words, `following` its later words and the next ones of the text, folded. Words
    of one line of "deeds" are mostly said of one happening, those of one line of "like_deeds" at times.
    """
    single, double = _deeds(table)
    forms, following = tuple(forms), tuple(following)
    whole = frozenset(number for form in forms for word in following for number in double.get((form, word), ()))
    return whole or frozenset(number for form in forms for number in single.get(form, ()))


def commonness(form: str) -> int:
    """How common a word's normal form is in news: 0 where it tells much, `COMMONEST` where it tells next to nothing."""
    return common_words().get(form, 0)


def is_rare(form: str) -> bool:
    """Whether a word is so rare in news that two who use it of one happening hardly mean two deeds."""
    return commonness(form) < RARE


@lru_cache(maxsize=2)
def _deeds(table: Table) -> tuple[dict[str, set[int]], dict[tuple[str, str], set[int]]]:
    """The deeds of single words, and of two that make one."""
    single: dict[str, set[int]] = defaultdict(set)
    double: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, line in enumerate(_lines(f"{table}.txt")):
        for word in line.split():
            first, _, second = word.partition("-")
            if second:
                double[normal(first), second].add(number)
            else:
                single[normal(first)].add(number)
    return dict(single), dict(double)


@lru_cache(maxsize=1)
def common_words() -> Mapping[str, int]:
    """The normal forms of the words that are common in news, each with its `commonness`."""
    rows = (line.split("\t") for line in _lines("common_words.tsv"))
    return {normal(word): int(level) for level, words in rows for word in words.split()}


def _lines(name: str) -> Iterator[str]:
    text = resources.files("sayso.comparison.sameness").joinpath("facts", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
