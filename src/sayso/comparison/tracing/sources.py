"""Where each telling of a shared claim came from: the strongest sign that its document shows.

Every sign is looked for in the telling's own sentence first, then in its paragraph, then in the document. What shows
nothing is taken for the outlet's own reporting. Who has it from whom by words and dates: Leskovec et al. 2009,
"Meme-tracking and the dynamics of the news cycle".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from sayso.comparison.tellings import Found, Key, Trace
from sayso.comparison.tracing.borrowing import Borrowing
from sayso.comparison.tracing.papers import Papers
from sayso.comparison.tracing.sourcing import Sourcing
from sayso.types import LinkDecision

_Sign = Callable[[Trace], Found | None]


def traced(
    papers: Papers,
    traces: Sequence[Trace],
    cut: Mapping[Key, Collection[str | None]],
    added: Mapping[Key, LinkDecision],
) -> dict[Key, Found]:
    """What was found of each telling of one shared claim; `traces` are in the order of publication.

    `cut` are the documents that a telling was not taken from, None: from none at all; `added` tells the one it was. So
    a person decided, whatever the signs.
    """
    found: dict[Key, Found] = {}
    takers = _takers(traces, added)
    banned = {trace.key: {*cut.get(trace.key, ()), *takers.get(trace.paper.id, ())} for trace in traces}
    borrowing, sourcing = Borrowing(papers, traces, banned, found), Sourcing(papers, traces, found)
    for trace in traces:
        one = added.get(trace.key)
        if one and (there := papers.of.get(one.taken_from or "")):
            found[trace.key] = replace(borrowing.added(trace, there), decided=True)
        elif None in banned[trace.key]:
            found[trace.key] = sourcing.nothing(trace)
        elif sign := _first(trace, _signs(borrowing, sourcing)):
            found[trace.key] = sign
    for trace in traces:
        if trace.key not in found:
            found[trace.key] = _first(trace, _faint_signs(borrowing, sourcing)) or sourcing.nothing(trace)
        if cut.get(trace.key) and found[trace.key].source is None:
            found[trace.key] = replace(found[trace.key], decided=True)
    return found


def _takers(traces: Sequence[Trace], added: Mapping[Key, LinkDecision]) -> dict[str, set[str]]:
    """For each document those that took the claim from it, or from one that did, as a person added."""
    takers: dict[str, set[str]] = {}
    for trace in traces:
        if (one := added.get(trace.key)) and one.taken_from:
            takers.setdefault(one.taken_from, set()).add(trace.paper.id)
    for through in list(takers):
        for known in takers.values():
            if through in known:
                known |= takers[through]
    return takers


def _first(trace: Trace, signs: Sequence[_Sign]) -> Found | None:
    return next((found for sign in signs if (found := sign(trace))), None)


def _signs(borrowing: Borrowing, sourcing: Sourcing) -> tuple[_Sign, ...]:
    """The strongest first."""

    def said_beside(trace: Trace) -> Found | None:
        """One without a name is a weaker sign than a paraphrase ("a clerk wrote it down")."""
        found = sourcing.said_beside(trace)
        who = found.root.speaker if found and found.root else None
        return found if who is None or who.is_named else borrowing.paraphrased(trace) or found

    return (
        borrowing.corrected,
        borrowing.copied,
        borrowing.cited_itself,
        borrowing.supposed,
        sourcing.told_alone,
        borrowing.cited,
        borrowing.cited_in_passing,
        sourcing.seen,
        borrowing.partly_copied,
        borrowing.copied_beside,
        sourcing.told_before,
        borrowing.credited,
        sourcing.reported,
        sourcing.said,
        sourcing.heard,
        said_beside,
        borrowing.taken_along,
    )


def _faint_signs(borrowing: Borrowing, sourcing: Sourcing) -> tuple[_Sign, ...]:
    """Those of a telling that shows none of the others, looked for when it is known what all the others show."""
    return (
        sourcing.named_beside,
        sourcing.performed,
        sourcing.written,
        borrowing.paraphrased,
        sourcing.seen_nearby,
        sourcing.named_nearby,
        borrowing.credited_outside,
        sourcing.verbal,
        borrowing.retold,
        sourcing.named_anywhere,
    )
