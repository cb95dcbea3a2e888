"""Which mentions stand for the same one, whoever it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.claims.actors.cast import Back
from sayso.claims.actors.descriptions import ARTICLE, PRONOUNS
from sayso.types import Span

_DEFINITE = re.compile(r"(the|this|that|these|those)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")


def clusters(text: str, mentions: Sequence[Back]) -> tuple[tuple[Span, ...], ...]:
    """Mentions of one thing together, each cluster in the text's order; those that stand alone are left out.

    A mention belongs with the one it goes back to, and with an earlier one of the same words where
    these are a name or definite ("the port"): the network sees one window of a long text at a time.
    """
    group = list(range(len(mentions)))

    def first(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    worded: dict[str, int] = {}
    for number, mention in enumerate(mentions):
        if mention.antecedent is not None and mention.antecedent < number:
            group[first(number)] = first(mention.antecedent)
        words = " ".join(text[mention.span.start : mention.span.end].split())
        named = ARTICLE.sub("", words)
        if words.lower() in PRONOUNS or not (_DEFINITE.match(words) or named != named.lower()):
            continue
        same = worded.setdefault(_POSSESSIVE.sub("", named).lower(), number)
        group[first(number)] = first(same)
    spans: dict[int, set[Span]] = {}
    for number, mention in enumerate(mentions):
        spans.setdefault(first(number), set()).add(mention.span)
    return tuple(tuple(sorted(found)) for found in spans.values() if len(found) > 1)
