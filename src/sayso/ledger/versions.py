"""Versions of one page: documents that share a URL, of which the latest counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

_DAY = len("2025-08-03")


def superseded(documents: Iterable[tuple[str | None, str | None, str]]) -> frozenset[str]:
    """The ids of documents that are an earlier version of another one's page: of its URL, but published before.

    Documents are given as URL, when they were published, and id, in the order in which they were read. Of versions of
    one day the last by the clock is the latest where all of them tell it, else the one read last; so it is where no
    day is known. A document without a URL is no version of another.
    """
    pages: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for url, published, id_ in documents:
        if url:
            pages[url].append((published or "", id_))
    return frozenset(id_ for versions in pages.values() for _, id_ in versions if id_ != _latest(versions))


def _latest(versions: Sequence[tuple[str, str]]) -> str:
    day = max(published[:_DAY] for published, _ in versions)
    last = [(published, id_) for published, id_ in versions if published[:_DAY] == day][::-1]
    moments = [_moment(published) for published, _ in last]
    known = [moment for moment in moments if moment]
    return last[known.index(max(known)) if len(known) == len(last) else 0][1]


def _moment(published: str) -> datetime | None:
    """None where it tells no time of day; without a zone it is taken for UTC."""
    try:
        at = datetime.fromisoformat(published) if len(published) > _DAY else None
    except ValueError:
        return None
    return at and (at if at.tzinfo else at.replace(tzinfo=UTC))
