"""The door for readings that were made elsewhere, or exported earlier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from os import PathLike
from pathlib import Path

from sayso.errors import EmptyInput, NotFound, Unreadable
from sayso.exporting.checking import failure_of
from sayso.exporting.from_csv import Known, read_csv
from sayso.exporting.from_jsonl import read_jsonl
from sayso.types import Claim, Failure, Reading, Review, Statement

_HEAD = 4096


def _nobody(document_id: str) -> None:
    return None


def read_back(path: str | PathLike[str], known: Known = _nobody) -> Iterator[Reading | Failure]:
    """Readings of a file of JSONL in the wire form, or of a CSV with one row a claim; what cannot be read is a Failure.

    `known` gives the document with an id, None where there is none: a table need not hold the texts of documents that
    are known. Raises nothing for a bad file or row: each is told, and the next one follows.
    """
    file = Path(path)
    try:
        with open(file, "rb") as stream:
            head = stream.read(_HEAD).lstrip(b"\xef\xbb\xbf \t\r\n")
            stream.seek(0)
            if not head:
                yield failure_of(str(file), EmptyInput("There is nothing in it.", "Give JSONL or CSV with readings."))
            elif head.startswith(b"{"):
                yield from read_jsonl(stream, str(file))
            else:
                yield from read_csv(stream, str(file), known)
    except FileNotFoundError:
        yield failure_of(str(file), NotFound("There is no such file.", "Check the path."))
    except (OSError, ValueError) as error:
        yield failure_of(str(file), Unreadable(f"It cannot be opened: {error}.", "Check the path and your rights."))


def without_reviews(reading: Reading) -> tuple[Reading, tuple[tuple[str, Review], ...]]:
    """The reading as a ledger takes it, and the reviews that it carried, each with its row's id, to be given again."""
    rows: list[Statement | Claim] = [*reading.statements, *reading.claims]
    given = [(row.id, row.review) for row in rows if row.review]
    bare = replace(
        reading,
        statements=tuple(replace(row, review=None) for row in reading.statements),
        claims=tuple(replace(row, review=None) for row in reading.claims),
    )
    return bare, tuple(given)
