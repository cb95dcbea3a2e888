"""Which documents contradict one another on a deed: whether it was done, by whom, or how many or how much of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.comparison.passages import Paper
from sayso.comparison.sameness.deeds import is_rare
from sayso.comparison.tellings import Trace
from sayso.comparison.wording import content_words
from sayso.types import Claim

ROUNDING = 0.1
"""How far two numbers may lie apart, as a share of the greater, and be one that somebody rounded."""
EXACT = 20
"""Up to here one counts and does not round."""

_EARLIER = re.compile(r"\b(?:earlier|previous|first|original) versions?\b", re.IGNORECASE)
_BELONGING = re.compile(r"\b(?:of|in|from|at|for|near)\b|,")


def contradictions(pairs: Iterable[tuple[Trace, Trace]]) -> tuple[tuple[str, str], ...]:
    """The pairs of documents, each in order, of which one tells a deed as the other says that it was not.

    `pairs` are those of the deed's tellings that are compared; two of one document never contradict.
    """
    found = {
        (min(a.paper.id, b.paper.id), max(a.paper.id, b.paper.id))
        for a, b in pairs
        if a.paper.id != b.paper.id and _contradict(a, b)
    }
    return tuple(sorted(found))


def _contradict(a: Trace, b: Trace) -> bool:
    if _takes_back(a) or _takes_back(b):
        return False
    if a.is_denial or b.is_denial:
        return a.is_denial != b.is_denial and _are_of_one(a, b)
    return _count_otherwise(a, b) or _name_others(a, b)


def _takes_back(trace: Trace) -> bool:
    """Whether it tells what an earlier version of the page said: nobody says so any more."""
    sources = (link.source for link in trace.chain)
    return any(source is not None and _EARLIER.search(trace.paper.words_of(source)) for source in sources)


def _are_of_one(a: Trace, b: Trace) -> bool:
    """Whether both are of one event type, tell it by one rare word, or tell of somebody or something in common: else
    what the one denies and the other tells may be two things in words that many use."""
    is_one_type = a.claim.event is not None and a.claim.event == b.claim.event
    return is_one_type or bool(_told_of(a) & _told_of(b)) or any(map(is_rare, _trigger(a) & _trigger(b)))


def _trigger(trace: Trace) -> frozenset[str]:
    return frozenset(form for span in trace.claim.trigger for form in trace.paper.content_of(span))


def _told_of(trace: Trace) -> frozenset[str]:
    """The forms of the words for those who do it and for whom or what it is done to, and the names of the actors."""
    actors, parties = trace.paper.actors, (*trace.claim.actor, *trace.claim.recipient)
    names = (actors[party.actor_id].name for party in parties if party.actor_id in actors)
    return trace.doers | trace.done_to | {form for name in names for form in content_words(name)}


def _count_otherwise(a: Trace, b: Trace) -> bool:
    """Whether their numbers differ, and by more than rounding makes them."""
    return a.counts_otherwise(b) and not any(_may_be_one(n, m) for n, _ in a.numbers for m, _ in b.numbers)


def _may_be_one(a: float, b: float) -> bool:
    low, high = sorted((a, b))
    return low == high if high <= EXACT else high - low <= ROUNDING * high


def _name_others(a: Trace, b: Trace) -> bool:
    """Whether each names a doer that the other document knows and does not name as one."""
    here, there = _doers(a.paper, a.claim), _doers(b.paper, b.claim)
    return bool(here and there) and not here & there and here <= b.paper.name_forms and there <= a.paper.name_forms


def _doers(paper: Paper, claim: Claim) -> frozenset[str]:
    """The forms of the names of those who do it; no place or body that they belong to ("the government in …")."""
    told = [_BELONGING.split(paper.words_of(party.span), maxsplit=1)[0] for party in claim.actor]
    told += [paper.actors[party.actor_id].name for party in claim.actor if party.actor_id in paper.actors]
    return paper.name_forms.intersection(form for words in told for form in content_words(words))
