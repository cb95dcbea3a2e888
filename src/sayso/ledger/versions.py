"""Versions of one page: documents that share a URL, of which the latest counts."""

from __future__ import annotations

from collections.abc import Iterable


def superseded(documents: Iterable[tuple[str | None, str | None, str]]) -> frozenset[str]:
    """The ids of documents that are an earlier version of another one's page: of its URL, but published before.

    Documents are given as URL, when they were published, and id, in the order in which they were read: of versions of
    one day, or of days unknown, the one read last is the later. A document without a URL is no version of another.
    """
    versions = [(url, (published or "")[:10], id_) for url, published, id_ in documents if url]
    versions.sort(key=lambda one: one[1])
    latest = {url: id_ for url, _, id_ in versions}
    return frozenset(id_ for url, _, id_ in versions if latest[url] != id_)
