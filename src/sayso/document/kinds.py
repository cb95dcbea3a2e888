"""What bytes are: found from the bytes themselves, the name and the declared type only helping."""

from __future__ import annotations

import re
from typing import Literal

from sayso.document.decoding import decode
from sayso.errors import EmptyInput, TooLarge, Unreadable

Kind = Literal["text", "html", "pdf", "feed", "jsonl", "json", "csv", "parquet"]

MAX_BYTES = 64 * 1024 * 1024
"""The most that is read of one document: 64 MiB. Archives are streamed and may be larger."""

ARCHIVES: frozenset[str] = frozenset({"feed", "jsonl", "json", "csv", "parquet"})
"""The kinds that hold several documents."""

_SUFFIXES: dict[str, Kind] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
_TYPES: dict[str, Kind] = {
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/json": "json",
}
_FOREIGN = (
    (b"PK\x03\x04", "a zip archive (or a Word, Excel or EPUB file)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "an image, sound or film"),
    (b"\0\0\0\x18ftyp", "a film"),
    (b"\0\0\0 ftyp", "a film"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or film"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"{\\rtf", "an RTF file"),
)
_HTML_START = re.compile(
    r"[\ufeff\s]*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED_START = re.compile(
    r"[\ufeff\s]*(?:<\?xml[^>]*\?>\s*)?(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!doctype[^\[>]*(?:\[.*?\]\s*)?>\s*)*<(?:rss|(?:\w+:)?feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_HEAD = 8192


def kind_of(data: bytes, name: str = "", content_type: str | None = None) -> Kind:
    """What `data` is; all of it or at least its first 8 KiB.

    Raises EmptyInput for nothing or white space alone, and Unreadable for what is no text, page,
    PDF, feed or table.
    """
    shown = name or "the input"
    head = data[:_HEAD]
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise EmptyInput(f"There is nothing in {shown}.", "Give a file or page that holds text.")
    if head.lstrip()[:5] == b"%PDF-" or b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PAR1"):
        return "parquet"
    for start, what in _FOREIGN:
        if head.startswith(start):
            raise Unreadable(f"{_capital(shown)} is {what}, not a text.", "Save or export it as text, HTML or PDF.")
    text, _ = decode(head)
    if "\0" in text or _share_of_controls(text) > 0.1:
        raise Unreadable(f"{_capital(shown)} is binary data, not a text.", "Save or export it as text, HTML or PDF.")
    if _FEED_START.match(text):
        return "feed"
    if _HTML_START.match(text):
        return "html"
    media = (content_type or "").partition(";")[0].strip().lower()
    suffix = _suffix(name)
    if media in _TYPES:
        return _TYPES[media]
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix in (".html", ".htm", ".xhtml") or media in ("text/html", "application/xhtml+xml"):
        return "html"
    return "text"


def is_url(source: str) -> bool:
    """Whether a source is a URL and no path: it has a scheme and `://`."""
    scheme, separator, _ = source.partition("://")
    return bool(separator) and len(scheme) > 1 and scheme.replace("+", "").replace("-", "").isalnum()


def looks_like_page(text: str) -> bool:
    """Whether a text is an HTML page's source."""
    return bool(_HTML_START.match(text[:_HEAD]))


def check_size(size: int, name: str) -> None:
    """Raises TooLarge for more bytes than one document may have."""
    if size > MAX_BYTES:
        raise TooLarge(
            f"{_capital(name or 'the input')} has {size:,} bytes; one document may have {MAX_BYTES:,}.",
            "Split it, or give many texts as JSONL or CSV, which are read row by row.",
        )


def _share_of_controls(text: str) -> float:
    return sum(text.count(chr(byte)) for byte in _CONTROLS) / max(1, len(text))


def _suffix(name: str) -> str:
    last = re.split(r"[/\\]", name.partition("?")[0].partition("#")[0])[-1]
    return "." + last.rpartition(".")[2].lower() if "." in last else ""


def _capital(words: str) -> str:
    return "The" + words[3:] if words.startswith("the ") else words
