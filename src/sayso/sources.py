"""`read` and `read_many`: from a text, a file or a URL to its reading in one call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from sayso.document import from_text, load, load_many
from sayso.reader import Reader
from sayso.types import DEFAULT_THRESHOLD, Document, Failure, Reading


def read(
    text_or_path: str | PathLike[str] | Document,
    *,
    model: str | PathLike[str] | None = None,
    threads: int | None = None,
    threshold: float = DEFAULT_THRESHOLD,
    ontology: str | PathLike[str] | None = None,
    allow_private: bool = False,
    language: str | None = None,
) -> Reading:
    """What one article says, and who says it.

    `text_or_path` is a document, a path, or a string: a URL, the path of a file that exists, or
    else the text itself. A string like `article.txt` (no white space, and an ending) is always
    taken for a path. `model`, `threads`, `threshold` and `ontology` are those of `Reader`; `allow_private`
    and `language` those of `sayso.document.load`.

    Each call loads the model, which takes longer than reading one article: for several, use
    `read_many` or keep a `Reader`.

    Raises:
        InputError: there is nothing to read, or it cannot be read.
        UsageError: a folder, a feed or an archive, which `read_many` reads.
        ModelError: the model's bundle is missing or damaged.
    """
    if isinstance(text_or_path, Document):
        document = text_or_path
    elif isinstance(text_or_path, str) and not _names_a_source(text_or_path):
        document = from_text(text_or_path, language=language)
    else:
        document = load(text_or_path, allow_private=allow_private, language=language)
    return _reader(model, threads, threshold, ontology).read(document)


def read_many(
    sources: Iterable[str | PathLike[str] | Document],
    *,
    model: str | PathLike[str] | None = None,
    threads: int | None = None,
    threshold: float = DEFAULT_THRESHOLD,
    ontology: str | PathLike[str] | None = None,
    allow_private: bool = False,
    text_column: str | None = None,
) -> Iterator[Reading | Failure]:
    """Readings of all the documents in the sources, one at a time and in order; what cannot be read is a Failure.

    A source is a document, a path, a folder, a URL, a feed, or an archive of many texts (CSV,
    JSONL, JSON, Parquet; `text_column` names the column of the text). Other than with `read`,
    a string is never the text itself. The model is loaded once, before the first document.

    Raises:
        ModelError: the model's bundle is missing or damaged. A bad source raises nothing.
    """
    reader = _reader(model, threads, threshold, ontology)
    for source in sources:
        if isinstance(source, Document):
            yield from reader.read_many([source])
        else:
            yield from reader.read_many(load_many([source], allow_private=allow_private, text_column=text_column))


_LIKE_A_PATH = re.compile(r"\S{1,255}\.[A-Za-z][A-Za-z0-9]{0,5}")
_LONGEST_PATH = 4096


def _reader(
    model: str | PathLike[str] | None, threads: int | None, threshold: float, ontology: str | PathLike[str] | None
) -> Reader:
    return Reader(Path(model) if model else None, threads, threshold, Path(ontology) if ontology else None)


def _names_a_source(given: str) -> bool:
    """Whether a string is a URL or a path, and not the text itself. A mistyped path must not be read as a text."""
    if _LIKE_A_PATH.fullmatch(given) or re.fullmatch(r"https?://\S+", given):
        return True
    if len(given) > _LONGEST_PATH or "\n" in given:
        return False
    try:
        return Path(given).exists()
    except (OSError, ValueError):
        return False
