"""The store of documents, readings and reviews: one SQLite file that a person can copy.

What a model found is written once and never changed. What is shown is derived from it and
from the reviews, in the same transaction, and can be derived again: `Ledger.verify` does.

    ledger.py      Ledger: add, readings, statements, claims, review, forget, status, verify
    migrations.py  the tables, as a numbered list of steps
    tables.py      the tables' names, for queries
    rows.py        records ↔ rows
    storing.py     one reading in the tables
    reviewing.py   what reviews make of a reading, and which of them found no row
    registering.py what decisions about actors make of a reading, and the registry of actors
    deciding.py    a decision in the tables
    searching.py   filters → one query
    words.py       what counts as a word
    checking.py    whether a reading holds together
    verifying.py   whether the whole file does
    failing.py     the database's errors → LedgerError
"""

from sayso.ledger.checking import Problem
from sayso.ledger.ledger import Ledger, Status
from sayso.ledger.registering import Decision, Entry
from sayso.ledger.reviewing import Orphan
from sayso.ledger.searching import ClaimFilters, Found, FoundClaim, ReadingFilters, StatementFilters

__all__ = [
    "ClaimFilters",
    "Decision",
    "Entry",
    "Found",
    "FoundClaim",
    "Ledger",
    "Orphan",
    "Problem",
    "ReadingFilters",
    "StatementFilters",
    "Status",
]
