"""The database's errors and damaged rows, said so that a person knows what to do."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, NoResultFound

from sayso.errors import LedgerError

_RESTORE = "Restore the file from a copy, or put it aside and read the articles into a new ledger."

_EXPLAINED = {
    "SQLITE_CANTOPEN": ("cannot be opened", "Check that its folder exists and that you may write there."),
    "SQLITE_READONLY": ("cannot be written to", "Check the permissions of the file and its folder, or work on a copy."),
    "SQLITE_PERM": ("cannot be opened", "Check the permissions of the file and its folder."),
    "SQLITE_FULL": (
        "cannot grow: the disk is full",
        "Free some space and run it again. What was added before is safe.",
    ),
    "SQLITE_IOERR": ("cannot be read or written", "Check the disk: it may be full, unplugged or failing."),
    "SQLITE_NOTADB": ("is not a ledger", "Give another file. This one was left as it is."),
    "SQLITE_CORRUPT": ("is damaged", _RESTORE),
    "SQLITE_BUSY": ("is held by another program", "Wait until that program is done, then run it again."),
    "SQLITE_LOCKED": ("is held by another program", "Wait until that program is done, then run it again."),
    "SQLITE_TOOBIG": ("cannot hold a text of this size", "Split the document."),
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raises as LedgerError what the database raises within."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        name = getattr(cause, "sqlite_errorname", None) or ""
        # SQLITE_IOERR_WRITE is a kind of SQLITE_IOERR.
        primary = "_".join(name.split("_")[:2])
        what, hint = _EXPLAINED.get(primary, ("cannot be used", _RESTORE))
        raise LedgerError(f"The ledger {path} {what} ({cause}).", hint) from error


@contextmanager
def parsing(what: str) -> Iterator[None]:
    """Raises LedgerError where rows are missing or their bytes cannot be made into a record again."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, NoResultFound, zlib.error) as error:
        message = f"The ledger is damaged: {what} cannot be made out ({type(error).__name__}: {error})."
        raise LedgerError(message, f"See what else is damaged with: sayso ledger verify. {_RESTORE}") from error
