"""What a web page says of itself: headline, outlet, byline, date, URL, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from sayso.document.language import primary_code

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
_MOST_NESTED = 20


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Each None or empty where the page does not say."""

    title: str | None
    outlet: str | None
    byline: tuple[str, ...]
    published: str | None
    url: str | None
    language: str | None
    behind_pay_wall: bool
    article_body: str | None


def page_facts(root: Any, url: str | None) -> PageFacts:
    """The facts of the page under `root`, an lxml tree; `url` is where it was fetched from."""
    metas = _metas(root)
    articles = [item for item in _linked_data(root) if _is_article(item)]
    page_title = _text_of(next(root.iterfind(".//head/title"), None))
    title = _title(root, metas, articles, page_title)
    outlet = _outlet(metas, articles, page_title, title)
    own_url = _own_url(root, metas, url)
    return PageFacts(
        title=title,
        outlet=outlet or _host(own_url or url),
        byline=_byline(root, metas, articles, outlet),
        published=_published(root, metas, articles, own_url or url),
        url=own_url or url,
        language=_language(root, metas, articles),
        behind_pay_wall=any(str(item.get("isAccessibleForFree")).lower() == "false" for item in articles),
        article_body=next(
            (body for item in articles if isinstance(body := item.get("articleBody"), str) and body), None
        ),
    )


def _metas(root: Any) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _tidy(element.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _linked_data(root: Any) -> list[dict[str, Any]]:
    """Every JSON-LD object of the page, wherever it is nested; what cannot be parsed is left out."""
    found: list[dict[str, Any]] = []
    for script in root.iterfind(".//script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        source = re.sub(r"^\s*(?:<!\[CDATA\[|<!--|//\s*<!\[CDATA\[)|(?:\]\]>|-->|//\s*\]\]>)\s*;?\s*$", "", script.text)
        try:
            value = json.loads(source.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(_objects(value, 0))
    return found


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MOST_NESTED:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _objects(value.get(key), depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)


def _is_article(item: dict[str, Any]) -> bool:
    types = item.get("@type")
    return any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in _listed(types))


def _title(root: Any, metas: dict[str, list[str]], articles: list[dict[str, Any]], page_title: str) -> str | None:
    """The headline as the page shows it: the `h1` that its title in the metadata repeats, else the metadata's."""
    told = [*metas.get("og:title", ()), *metas.get("twitter:title", ()), page_title]
    told += [headline for item in articles if isinstance(headline := item.get("headline"), str)]
    told_keys = [key for text in told if (key := letters(text))]
    shown = [text for element in root.iter("h1") if (text := _text_of(element))]
    repeated = [
        text for text in shown if (key := letters(text)) and any(key in other or other in key for other in told_keys)
    ]
    if repeated:
        return max(repeated, key=len)
    for text in (*metas.get("og:title", ()), *(t for item in articles if isinstance(t := item.get("headline"), str))):
        return _without_outlet(_tidy(unescape(text)), metas)
    if len(shown) == 1:
        return shown[0]
    return _without_outlet(page_title, metas) or None


def _without_outlet(title: str, metas: dict[str, list[str]]) -> str:
    """The title without the site's name after a dash or bar."""
    sites = {_name_key(site) for site in metas.get("og:site_name", ())}
    parts = re.split(r"\s+[|\-–—»·•]\s+", title)
    while len(parts) > 1 and (_name_key(parts[-1]) in sites or (not sites and len(parts[-1].split()) <= 4)):
        title = title[: title.rindex(parts.pop())].rstrip(" |-–—»·•")
    return title


def _outlet(
    metas: dict[str, list[str]], articles: list[dict[str, Any]], page_title: str, title: str | None
) -> str | None:
    named = [name for item in articles for name in _names(item.get("publisher"))]
    named += metas.get("og:site_name", [])
    named += metas.get("dc.publisher", [])
    named += metas.get("application-name", [])
    named = [_tidy(unescape(name)) for name in named if not name.startswith(("http", "@"))]
    suffix = _suffix_of(page_title, title)
    if not named:
        return suffix
    # "HeraldSun" or "the Guardian" in the metadata, "Herald Sun" or "The Guardian" as the outlet writes itself.
    spellings = [name for name in (*named, suffix or "") if _name_key(name) == _name_key(named[0])]
    return max(spellings, key=lambda name: (len(name), name[:1].isupper()))


def _suffix_of(page_title: str, title: str | None) -> str | None:
    """What follows the headline in the page's title, after the last dash or bar."""
    parts = re.split(r"\s+[|\-–—»·•]\s+", page_title)
    if len(parts) < 2 or not title or letters(parts[0])[:20] != letters(title)[:20]:
        return None
    last = parts[-1]
    return last if len(last) <= 60 and not re.search(r"\d", last) else None


def _byline(
    root: Any, metas: dict[str, list[str]], articles: list[dict[str, Any]], outlet: str | None
) -> tuple[str, ...]:
    """The first of these that names anybody: JSON-LD, the metadata, elements marked as author, a byline's line."""
    keys = ("author", "authors", "byl", "article:author", "og:article:author", "dc.creator", "dcterms.creator",
            "parsely-author", "sailthru.author", "dcsext.author", "citation_author", "creator")  # fmt: skip
    sources: tuple[Iterable[str], ...] = (
        [name for item in articles for name in _names(item.get("author"))],
        (value for key in keys for value in metas.get(key, ())),
        (
            _text_of(element)
            for element in root.xpath(
                "//*[contains(@itemprop,'author') or @rel='author'][not(self::meta or self::link)]"
            )
        ),
        (
            text
            for element in root.xpath("//*[contains(@class,'byline') or contains(@class,'author')]")
            if re.match(r"(?:by|von|par|por|di|door)[:\s]", text := _text_of(element), re.IGNORECASE)
        ),
    )
    for source in sources:
        names: dict[str, str] = {}
        for value in source:
            for name in people(value):
                key = letters(name)
                # "Ann Lee" rather than "ANN LEE", where the page writes both.
                if key not in names or names[key].isupper():
                    names[key] = name
        names.pop(letters(outlet or ""), None)
        if names:
            return tuple(names.values())
    return ()


_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|journalist\w*|writer|columnist|staff technologist|producer|economist|director"
    r"|professor)\b",
    re.I,
)


def people(value: str) -> Iterator[str]:
    """The names of a byline: without "By", where they write from, handles, dates; cut at commas and "and"."""
    value = _tidy(unescape(value))
    if value.startswith(("http", "@", "//")) or len(value) > 300:
        return
    value, is_line = re.subn(r"^(?:written\s+)?(?:by|von|par|por|di|door)[:\s]\s*", "", value, flags=re.IGNORECASE)
    if is_line:
        value = re.sub(r" (?:in|at|for|from|of) [^,]*?(?= and |,|$)", "", value)
    value = re.sub(r"\S*@\S+", ",", value)
    value = re.sub(r"[()\[\]|;&/]|\s(?:and|with|avec|et|und|mit|y|con)\s", ",", value)
    value = re.sub(r"(?:^|,)\s*(?:and|with|avec|et|und|mit|y|con)\s", ",", value)
    for part in value.split(","):
        name = part.strip(" .:–—-")
        if 2 <= len(name) <= 60 and len(name.split()) <= 6 and not re.search(r"\d", name) and not _ROLE.search(name):
            yield name


def _published(root: Any, metas: dict[str, list[str]], articles: list[dict[str, Any]], url: str | None) -> str | None:
    keys = ("article:published_time", "article:published", "og:article:published_time", "datepublished",
            "date", "dc.date.issued", "dc.date", "dcterms.created", "pubdate", "publishdate", "parsely-pub-date",
            "sailthru.date", "dcsext.articlefirstpublished", "article:publicationdate", "pdate")  # fmt: skip
    candidates: list[str] = [item["datePublished"] for item in articles if isinstance(item.get("datePublished"), str)]
    candidates += [value for key in keys for value in metas.get(key, ())]
    for element in root.xpath("//*[contains(@itemprop,'datePublished') or (self::time and @pubdate)]"):
        candidates += [value for name in ("datetime", "content") if (value := element.get(name))]
    for candidate in candidates:
        parsed = iso_date(candidate)
        if parsed:
            return parsed
    in_url = re.search(r"(?<!\d)(20\d{2})(?:-?|/)(0[1-9]|1[0-2])(?:-?|/)(0[1-9]|[12]\d|3[01])(?!\d)", url or "")
    return _searched_date(root, url) or (iso_date("-".join(in_url.groups())) if in_url else None)


def _searched_date(root: Any, url: str | None) -> str | None:
    """A date that the URL or the page's markup tells. Not guessed from the text's own words."""
    from htmldate import find_date

    try:
        found = find_date(root, original_date=True, extensive_search=False, url=url)
    except Exception:
        # A page that its parser stumbles over has no date that can be told.
        return None
    return iso_date(found) if found else None


def iso_date(value: str) -> str | None:
    """The date in ISO form, with its time where it has one; None where it is no full date."""
    value = _tidy(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{8}", value):
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            return None
    try:
        return datetime.fromisoformat(re.sub(r"\s*(?:UTC|GMT)$", "+00:00", value)).isoformat()
    except ValueError:
        pass
    return _mail_date(value)


def _mail_date(value: str) -> str | None:
    from email.utils import parsedate_to_datetime

    # "EST" is another hour in Sydney than in New York: a zone's letters are left out, not guessed at.
    named_zone = re.search(r"\s(?!GMT|UTC)[A-Z]{2,5}\b", value)
    try:
        parsed = parsedate_to_datetime(value)
        return (parsed.replace(tzinfo=None) if named_zone else parsed).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _own_url(root: Any, metas: dict[str, list[str]], url: str | None) -> str | None:
    """The page's address as it gives it itself, where it is on the site that it came from."""
    given = [element.get("href") for element in root.iterfind(".//link[@rel='canonical']")]
    for candidate in (*given, *metas.get("og:url", ())):
        try:
            absolute = urljoin(url or "", (candidate or "").strip())
            parts, from_parts = urlsplit(absolute), urlsplit(url or "")
        except ValueError:
            continue
        if parts.scheme not in ("http", "https") or not parts.hostname:
            continue
        if url and _site(parts.hostname) != _site(from_parts.hostname or ""):
            continue
        # A front page's address on an article is a mistake of the site's.
        if parts.path in ("", "/") and not parts.query and (not url or from_parts.path not in ("", "/")):
            continue
        return str(absolute)
    return None


def _site(host: str) -> str:
    return ".".join(host.lower().split(".")[-2:])


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return re.sub(r"^www\d?\.", "", host) if host else None


def _language(root: Any, metas: dict[str, list[str]], articles: list[dict[str, Any]]) -> str | None:
    html = root if root.tag == "html" else root.find(".//html")
    declared = [html.get("lang"), html.get("xml:lang")] if html is not None else []
    declared += [item["inLanguage"] for item in articles if isinstance(item.get("inLanguage"), str)]
    declared += [
        value for key in ("inlanguage", "og:locale", "dc.language", "language") for value in metas.get(key, ())
    ]
    return next((code for tag in declared if (code := primary_code(tag))), None)


def _names(value: Any) -> Iterator[str]:
    """The names in a JSON-LD person, organisation, or list of them."""
    for item in _listed(value):
        name = item.get("name") if isinstance(item, dict) else item
        for each in _listed(name):
            if isinstance(each, str) and each.strip():
                yield _tidy(unescape(each))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text_of(element: Any) -> str:
    return "" if element is None else _tidy("".join(element.itertext()))


def _tidy(text: str) -> str:
    return " ".join(text.split())


def letters(text: str) -> str:
    """The text's letters and digits alone, in lower case: for comparing, never for showing."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _name_key(name: str) -> str:
    key = letters(name)
    return re.sub(r"^the|(?:com|fr|org|net)$", "", key) if len(key) > 6 else key
