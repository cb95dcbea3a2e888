"""The tables of a ledger, as a numbered list of steps.

A step that has been released is never edited: a change is a new step at the end. Which
steps a file has had stands in its table `sayso_migrations`. Derived tables (`statements`,
`sources`, `claims`, `claim_parties`) may be dropped and made anew by a step; the others hold what cannot be had again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, insert, inspect, select

from sayso.errors import LedgerError
from sayso.ledger import tables


@dataclass(frozen=True)
class Migration:
    """One step: its number, what it brings, and what it does."""

    number: int
    name: str
    run: Callable[[Connection], None]


def version(connection: Connection, path: Path) -> int:
    """The number of the last step that the file has had; 0 where it is empty.

    Raises LedgerError where it is a database of something else.
    """
    names = inspect(connection).get_table_names()
    if tables.migrations.name not in names:
        if names:
            raise LedgerError(
                f"{path} is a database, but not a ledger.", "Give another file. This one was left as it is."
            )
        return 0
    return connection.scalar(select(func.coalesce(func.max(tables.migrations.c.number), 0))) or 0


def refuse_newer(found: int, path: Path) -> None:
    """Raises LedgerError where a newer sayso wrote the file."""
    known = MIGRATIONS[-1].number
    if found > known:
        raise LedgerError(
            f"The ledger {path} was written by a newer sayso (its tables are version {found}, this one knows {known}).",
            "Upgrade with: pip install --upgrade sayso",
        )


def migrate(connection: Connection, path: Path) -> None:
    """Runs the steps that the file has not had. The caller's transaction makes it all or nothing."""
    found = version(connection, path)
    refuse_newer(found, path)
    if found == 0:
        _run(
            connection,
            ["CREATE TABLE sayso_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, ran_at TEXT NOT NULL)"],
        )
    for migration in MIGRATIONS:
        if migration.number > found:
            migration.run(connection)
            ran_at = datetime.now(UTC).isoformat(timespec="seconds")
            row = {"number": migration.number, "name": migration.name, "ran_at": ran_at}
            connection.execute(insert(tables.migrations).values(row))


def _run(connection: Connection, commands: Sequence[str]) -> None:
    for command in commands:
        connection.exec_driver_sql(command)


def _first_tables(connection: Connection) -> None:
    _run(
        connection,
        [
            """CREATE TABLE documents (
                id TEXT PRIMARY KEY,
                sha256 TEXT NOT NULL,
                url TEXT,
                text BLOB NOT NULL,
                added_at TEXT NOT NULL
            )""",
            "CREATE INDEX documents_sha256 ON documents (sha256)",
            "CREATE INDEX documents_url ON documents (url)",
            """CREATE TABLE raws (
                document_id TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
                sha256 TEXT NOT NULL,
                packed BLOB NOT NULL
            )""",
            """CREATE TABLE readings (
                number INTEGER PRIMARY KEY,
                document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
                model TEXT NOT NULL,
                outlet TEXT,
                day TEXT,
                added_at TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                header BLOB NOT NULL,
                UNIQUE (document_id, model)
            )""",
            "CREATE INDEX readings_document ON readings (document_id, number)",
            "CREATE INDEX readings_day ON readings (day)",
            """CREATE TABLE statement_rows (
                reading INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
                position INTEGER NOT NULL,
                machine BLOB NOT NULL,
                shown BLOB,
                PRIMARY KEY (reading, position)
            )""",
            """CREATE TABLE actor_rows (
                reading INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
                position INTEGER NOT NULL,
                actor_id TEXT NOT NULL,
                name TEXT NOT NULL,
                machine BLOB NOT NULL,
                PRIMARY KEY (reading, position)
            )""",
            "CREATE INDEX actor_rows_actor ON actor_rows (actor_id)",
            """CREATE TABLE reviews (
                number INTEGER PRIMARY KEY,
                document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
                row_kind TEXT NOT NULL,
                row_id TEXT NOT NULL,
                verdict TEXT NOT NULL,
                row BLOB NOT NULL,
                review BLOB NOT NULL
            )""",
            "CREATE INDEX reviews_document ON reviews (document_id)",
            "CREATE INDEX reviews_row ON reviews (row_id)",
            """CREATE TABLE failures (
                number INTEGER PRIMARY KEY,
                sha256 TEXT NOT NULL UNIQUE,
                path TEXT NOT NULL,
                added_at TEXT NOT NULL,
                failure BLOB NOT NULL
            )""",
            """CREATE TABLE statements (
                reading INTEGER NOT NULL,
                position INTEGER NOT NULL,
                id TEXT NOT NULL,
                parent TEXT,
                directness TEXT NOT NULL,
                confidence REAL NOT NULL,
                doubtful BOOLEAN NOT NULL,
                verdict TEXT,
                words TEXT NOT NULL,
                PRIMARY KEY (reading, position),
                FOREIGN KEY (reading, position) REFERENCES statement_rows ON DELETE CASCADE
            )""",
            "CREATE INDEX statements_id ON statements (id)",
            "CREATE INDEX statements_verdict ON statements (verdict)",
            """CREATE TABLE sources (
                reading INTEGER NOT NULL,
                position INTEGER NOT NULL,
                link INTEGER NOT NULL,
                party INTEGER NOT NULL,
                kind TEXT,
                named BOOLEAN,
                actor_id TEXT,
                words TEXT NOT NULL,
                PRIMARY KEY (reading, position, link, party),
                FOREIGN KEY (reading, position) REFERENCES statements ON DELETE CASCADE
            )""",
            "CREATE INDEX sources_actor ON sources (actor_id)",
        ],
    )


def _claims(connection: Connection) -> None:
    _run(
        connection,
        [
            """CREATE TABLE claim_rows (
                reading INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
                position INTEGER NOT NULL,
                machine BLOB NOT NULL,
                shown BLOB,
                PRIMARY KEY (reading, position)
            )""",
            """CREATE TABLE claims (
                reading INTEGER NOT NULL,
                position INTEGER NOT NULL,
                id TEXT NOT NULL,
                voice INTEGER,
                event TEXT,
                quad_code INTEGER,
                polarity TEXT NOT NULL,
                status TEXT NOT NULL,
                earliest TEXT,
                latest TEXT,
                evidence TEXT NOT NULL,
                loaded BOOLEAN NOT NULL,
                confidence REAL NOT NULL,
                doubtful BOOLEAN NOT NULL,
                verdict TEXT,
                words TEXT NOT NULL,
                PRIMARY KEY (reading, position),
                FOREIGN KEY (reading, position) REFERENCES claim_rows ON DELETE CASCADE
            )""",
            "CREATE INDEX claims_id ON claims (id)",
            "CREATE INDEX claims_event ON claims (event)",
            "CREATE INDEX claims_earliest ON claims (earliest)",
            "CREATE INDEX claims_verdict ON claims (verdict)",
            """CREATE TABLE claim_parties (
                reading INTEGER NOT NULL,
                position INTEGER NOT NULL,
                side TEXT NOT NULL,
                party INTEGER NOT NULL,
                actor_id TEXT,
                words TEXT NOT NULL,
                PRIMARY KEY (reading, position, side, party),
                FOREIGN KEY (reading, position) REFERENCES claims ON DELETE CASCADE
            )""",
            "CREATE INDEX claim_parties_actor ON claim_parties (actor_id)",
        ],
    )


def _decisions(connection: Connection) -> None:
    _run(connection, ["CREATE TABLE decisions (number INTEGER PRIMARY KEY, decision BLOB NOT NULL)"])


def _link_decisions(connection: Connection) -> None:
    _run(connection, ["CREATE TABLE link_decisions (number INTEGER PRIMARY KEY, decision BLOB NOT NULL)"])


MIGRATIONS: list[Migration] = [
    Migration(1, "documents, readings, statements, actors, reviews, failures", _first_tables),
    Migration(2, "claims", _claims),
    Migration(3, "decisions about actors", _decisions),
    Migration(4, "decisions about where a claim was taken from", _link_decisions),
]
