"""How well syntax is read: attachment scores on the English Web Treebank, with its own words and sentences given.

Every word counts, punctuation too, as in the CoNLL shared task of 2018: UAS is the share of words whose head is
right, LAS of those whose head and universal relation are (what follows a colon is left aside: `nmod:poss` is
`nmod`). Told beside: LAS with the whole relation, and both without punctuation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.gold_sentences import ParsedText
from benchmarks.tally import share

Parse = Sequence[tuple[int, str]]
"""For each word of a sentence the number of its head, -1 for the root, and the relation."""


def score(texts: Iterable[tuple[ParsedText, Sequence[Parse]]]) -> Counter[str]:
    """Counts over all texts, each with what was read for its sentences; ValueError where a sentence has other words."""
    counts: Counter[str] = Counter()
    for text, parses in texts:
        for heads, relations, read in zip(text.heads, text.relations, parses, strict=True):
            if len(read) != len(heads):
                raise ValueError(f"{text.name}: a sentence of {len(heads)} words was read with {len(read)}")
            for head, relation, (given, said) in zip(heads, relations, read, strict=True):
                universal, _, _ = relation.partition(":")
                attached = given == head
                labelled = attached and said.partition(":")[0] == universal
                kinds = ("all", universal, *(() if universal == "punct" else ("no punctuation",)))
                for kind in kinds:
                    counts[f"{kind}, words"] += 1
                    counts[f"{kind}, uas"] += attached
                    counts[f"{kind}, las"] += labelled
                counts["whole relation"] += attached and said == relation
    return counts


def summary(counts: Counter[str]) -> dict[str, Any]:
    """Figures in per cent, the relations too, the most frequent first."""

    def figures(kind: str) -> dict[str, float]:
        words = counts[f"{kind}, words"]
        shares = {name: 100 * share(counts[f"{kind}, {name}"], words) for name in ("uas", "las")}
        return {**shares, "words": words}

    of_all = ("all", "no punctuation")
    kinds = [name.removesuffix(", words") for name, _ in counts.most_common() if name.endswith(", words")]
    return {
        **{kind: figures(kind) for kind in of_all},
        "las, whole relation": 100 * share(counts["whole relation"], counts["all, words"]),
        "relations": {kind: figures(kind) for kind in kinds if kind not in of_all},
    }
