"""An RSS or Atom feed → Documents, one an entry: of its own content, else of the page it links to."""

from __future__ import annotations

import calendar
import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from sayso.document.language import primary_code
from sayso.document.page_facts import iso_date
from sayso.document.warnings import SUMMARY_ONLY
from sayso.document.web_page import Told, read_fragment, with_facts
from sayso.errors import EmptyInput, SaysoError, Unreadable
from sayso.types import Document, Failure

_WHOLE = 1200
"""A summary of as many characters is taken for the article itself."""


def read_feed(
    data: bytes, *, name: str, url: str | None, content_type: str | None, open_link: Callable[[str], Document]
) -> Iterator[Document | Failure]:
    """The documents of a feed's entries, in its order; one that cannot be read is a Failure.

    `open_link` reads the page an entry links to, where the feed holds a summary alone; where
    that fails, the summary is the document, with a warning. Raises EmptyInput for a feed
    without entries, Unreadable where it cannot be parsed.
    """
    feed = _parsed(data, name, content_type)
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield _document(entry, feed, url, open_link)
        except SaysoError as error:
            place = entry.get("link") or f"{name}, entry {number}"
            yield Failure(place, error.code, error.message, error.hint)


def count_entries(data: bytes, *, name: str) -> int:
    """How many entries a feed has."""
    return len(_parsed(data, name, None).entries)


def _parsed(data: bytes, name: str, content_type: str | None) -> Any:
    import feedparser  # type: ignore[import-untyped]

    headers = {"content-type": content_type} if content_type else {}
    # As a stream: a string could be taken for an address or a path, and opened.
    feed = feedparser.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not feed.entries:
        if feed.bozo:
            raise Unreadable(f"{name} is a damaged feed: {feed.get('bozo_exception')}.", "Fetch or save it again.")
        raise EmptyInput(f"The feed {name} has no entries.")
    return feed


def _document(entry: Any, feed: Any, feed_url: str | None, open_link: Callable[[str], Document]) -> Document:
    link = urljoin(feed_url or "", entry.get("link") or "") or None
    told = Told(
        title=_plain(entry.get("title")),
        outlet=_plain((entry.get("source") or {}).get("title")) or _plain(feed.feed.get("title")),
        published=_published(entry),
        byline=tuple(person["name"].strip() for person in entry.get("authors", ()) if person.get("name")),
    )
    language = primary_code(entry.get("language") or feed.feed.get("language"))
    contents = [item.value for item in entry.get("content", ()) if item.get("value", "").strip()]
    summary = (entry.get("summary") or "").strip()
    if not contents and len(summary) >= _WHOLE:
        contents = [summary]
    if contents:
        return read_fragment(max(contents, key=len), told, url=link, language=language)
    if link is None:
        if not summary:
            raise EmptyInput("The entry has neither content nor a link.")
        return read_fragment(summary, told, url=None, language=language)
    try:
        return with_facts(open_link(link), told)
    except SaysoError:
        if not summary:
            raise
        return read_fragment(summary, told, url=link, language=language, warnings=(SUMMARY_ONLY,))


def _plain(value: Any) -> str | None:
    """A title's words without its markup."""
    if not isinstance(value, str):
        return None
    if "<" in value or "&" in value:
        from lxml import html  # type: ignore[import-untyped]

        # "<" alone is no markup: the words then stand as they are.
        with suppress(Exception):
            value = html.fragment_fromstring(value, create_parent="div").text_content()
    return " ".join(value.split()) or None


def _published(entry: Any) -> str | None:
    written = entry.get("published") or entry.get("updated")
    exact = iso_date(written) if written else None
    if exact:
        return exact
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime.fromtimestamp(calendar.timegm(moment), UTC).isoformat() if moment else None
