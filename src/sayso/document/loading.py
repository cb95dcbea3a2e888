"""The doors of this stage: one document of one source, or all the documents of many."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sayso.document.kinds import ARCHIVES, MAX_BYTES, Kind, check_size, is_url, kind_of
from sayso.document.plain import read_plain
from sayso.errors import EmptyInput, NotFound, SaysoError, TooLarge, Unreadable, UsageError
from sayso.types import Document, Failure

if TYPE_CHECKING:
    from sayso.document.fetching import Fetched

Source = str | os.PathLike[str] | bytes

STANDARD_INPUT = "-"

# What a browser saves beside a page, and what people keep beside texts: passed over in folders.
_BESIDE = frozenset({
    ".js", ".css", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".bmp", ".woff",
    ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".webm", ".ogg", ".wav",
})  # fmt: skip
_HEAD = 65_536


def from_bytes(
    data: bytes,
    *,
    name: str = "",
    url: str | None = None,
    content_type: str | None = None,
    charset: str | None = None,
    language: str | None = None,
) -> Document:
    """The document in `data`: a plain text, a web page or a PDF, told apart by the bytes themselves.

    `name` (for messages and for its suffix), `content_type` and `charset` only help. Raises
    EmptyInput, Unreadable, TooLarge, and UsageError where the bytes hold several documents.
    """
    check_size(len(data), name or url or "the input")
    kind = kind_of(data, name or url or "", content_type)
    if kind in ARCHIVES:
        raise _several(name or url or "The input", kind)
    if kind == "html":
        from sayso.document.web_page import read_page

        return read_page(data, name=name, url=url, charset=charset, language=language)
    if kind == "pdf":
        from sayso.document.pdf import read_pdf

        return read_pdf(data, name=name, url=url, language=language)
    return read_plain(data, name=name, url=url, charset=charset, language=language)


def load(source: Source, *, allow_private: bool = False, language: str | None = None) -> Document:
    """One document of a path, a URL (`http` or `https`), bytes, or `-` for standard input.

    `language` is an ISO 639-1 code and overrides what the document says or looks like. Raises
    what `sayso.errors` lists under InputError, and UsageError for a folder, a feed or an
    archive. A string is never taken for the text itself: that is `from_text`.
    """
    if isinstance(source, bytes):
        return from_bytes(source, language=language)
    name = os.fspath(source)
    if is_url(name):
        return _of_fetched(_fetch(name, allow_private), language)
    if name == STANDARD_INPUT:
        return from_bytes(_standard_input(), name="standard input", language=language)
    path = Path(name)
    if _is_folder(path):
        raise _several(name, "folder")
    with _opened(path) as stream:
        check_size(_size(stream), name)
        return from_bytes(_limited(stream, name), name=name, language=language)


def load_many(
    sources: Iterable[Source],
    *,
    allow_private: bool = False,
    text_column: str | None = None,
    without: Collection[Path] = (),
) -> Iterator[Document | Failure]:
    """Every document of the sources, in order, one at a time; what cannot be read is a Failure.

    A source is what `load` takes, or a folder (its files and those of its folders, sorted,
    without hidden ones and without pictures, scripts and styles), a feed, or an archive: JSONL,
    JSON, CSV, Parquet. `text_column` names the archives' column of the text. Folders pass over
    the files of `without`: what is written to them meanwhile must not be read. Raises nothing
    for a bad source; archives are never held in memory as a whole.
    """
    for source in sources:
        yield from _documents(source, allow_private, text_column, without)


def count(sources: Iterable[Source], *, without: Collection[Path] = ()) -> int | None:
    """How many documents and failures `load_many` will give; None where only reading on would tell.

    A URL or standard input may hold any number. Archives are read through once for it.
    """
    total = 0
    for source in sources:
        if isinstance(source, bytes):
            total += _count_stream(io.BytesIO(source), "the input")
            continue
        name = os.fspath(source)
        if is_url(name) or name == STANDARD_INPUT:
            return None
        path: Path | None = None
        for path in _files(Path(name), without):
            try:
                with _opened(path) as stream:
                    total += _count_stream(stream, str(path))
            except SaysoError:
                total += 1
        if path is None:
            total += 1
    return total


def _documents(
    source: Source, allow_private: bool, text_column: str | None, without: Collection[Path]
) -> Iterator[Document | Failure]:
    if isinstance(source, bytes):
        yield from _guarded(io.BytesIO(source), "the input", allow_private, text_column)
        return
    name = os.fspath(source)
    try:
        if is_url(name):
            fetched = _fetch(name, allow_private)
            yield from _guarded(io.BytesIO(fetched.data), name, allow_private, text_column, fetched)
            return
        if name == STANDARD_INPUT:
            yield from _guarded(io.BytesIO(_standard_input()), "standard input", allow_private, text_column)
            return
    except SaysoError as error:
        yield _failure(name, error)
        return
    path: Path | None = None
    for path in _files(Path(name), without):
        try:
            with _opened(path) as stream:
                yield from _guarded(stream, str(path), allow_private, text_column)
        except SaysoError as error:
            yield _failure(str(path), error)
    if path is None:
        hint = "Hidden files, pictures, scripts and styles in a folder are passed over."
        yield _failure(name, EmptyInput(f"There is nothing to read in the folder {name}.", hint))


def _guarded(
    stream: IO[bytes], name: str, allow_private: bool, text_column: str | None, fetched: Fetched | None = None
) -> Iterator[Document | Failure]:
    try:
        yield from _of_stream(stream, name, allow_private, text_column, fetched)
    except SaysoError as error:
        yield _failure(name, error)


def _of_stream(
    stream: IO[bytes], name: str, allow_private: bool, text_column: str | None, fetched: Fetched | None
) -> Iterator[Document | Failure]:
    kind = _kind(stream, name, fetched)
    if kind == "feed":
        from sayso.document.feed import read_feed

        check_size(_size(stream), name)
        yield from read_feed(
            stream.read(),
            name=name,
            url=fetched.url if fetched else None,
            content_type=fetched.content_type if fetched else None,
            open_link=lambda link: load(_only_url(link), allow_private=allow_private),
        )
    elif kind in ARCHIVES:
        from sayso.document.rows import read_rows

        yield from read_rows(kind, stream, name=name, text_column=text_column)
    elif fetched:
        yield _of_fetched(fetched, None)
    else:
        check_size(_size(stream), name)
        yield from_bytes(_limited(stream, name), name=name)


def _kind(stream: IO[bytes], name: str, fetched: Fetched | None) -> Kind:
    head = stream.read(_HEAD)
    if not head.strip():
        head += stream.read(MAX_BYTES)
    stream.seek(0)
    return kind_of(head, fetched.url if fetched else name, fetched.content_type if fetched else None)


def _count_stream(stream: IO[bytes], name: str) -> int:
    kind = _kind(stream, name, None)
    if kind == "feed":
        from sayso.document.feed import count_entries

        check_size(_size(stream), name)
        return count_entries(stream.read(), name=name)
    if kind in ARCHIVES:
        from sayso.document.rows import count_rows

        return count_rows(kind, stream, name)
    return 1


def _fetch(url: str, allow_private: bool) -> Fetched:
    from sayso.document.fetching import fetch

    return fetch(url, allow_private=allow_private)


def _of_fetched(fetched: Fetched, language: str | None) -> Document:
    return from_bytes(
        fetched.data,
        name=fetched.url,
        url=fetched.url,
        content_type=fetched.content_type,
        charset=fetched.charset,
        language=language,
    )


def _only_url(link: str) -> str:
    """A feed's link is fetched, and never opened as a path of this machine."""
    if not is_url(link):
        raise Unreadable(f"The entry links to {link!r}, which is no URL.", None)
    return link


def _files(path: Path, without: Collection[Path]) -> Iterator[Path]:
    """The path itself, or a folder's files, sorted, without what is hidden. Links to folders are not followed."""
    if not _is_folder(path):
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.startswith(".") or os.path.splitext(name)[1].lower() in _BESIDE:
                continue
            # Asked only now, since a file that is written meanwhile may be new.
            if not _is_among(Path(folder, name), without):
                yield Path(folder, name)


def _is_among(path: Path, others: Collection[Path]) -> bool:
    """Whether the path is one of the others, whatever the case or the links in its name."""
    for other in others:
        with suppress(OSError):
            if path.samefile(other):
                return True
    return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _opened(path: Path) -> IO[bytes]:
    try:
        return open(path, "rb")
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.", "Check the path.") from error
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path} cannot be opened: {error}.", "Check the path and your rights to it.") from error


def _size(stream: IO[bytes]) -> int:
    """The bytes of a stream that can be wound; 0 for one that cannot, whose end nobody knows."""
    if not stream.seekable():
        return 0
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    return size


def _limited(stream: IO[bytes], name: str) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    check_size(len(data), name)
    return data


def _standard_input() -> bytes:
    """All of standard input. It is read whole, for nothing else tells what it holds."""
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLarge(
            f"Standard input has more than {MAX_BYTES:,} bytes.", "Write it to a file: archives in files are streamed."
        )
    if not data:
        raise EmptyInput("Nothing came from standard input.", "Pipe a text into it.")
    return data


def _several(name: str, kind: str) -> UsageError:
    what = {"folder": "a folder", "feed": "a feed"}.get(kind, f"{kind.upper()} with a document in each row")
    return UsageError(
        f"{name} is {what}: it may hold several documents.", "Use load_many, which gives them one by one."
    )


def _failure(name: str, error: SaysoError) -> Failure:
    return Failure(name, error.code, error.message, error.hint)
