"""Whatever is changed in the file behind the ledger's back is told."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from ledger_made import ARTICLE, BEAT, SHOT, at, clash, document, moved, reading

from sayso.ledger import Ledger


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sound") / "kept.ledger"
    with Ledger(made) as ledger:
        ledger.add(reading("first", document(raw=b"raw")))
        ledger.review(
            reading().statements[0].id, "corrected", corrected={"source": at(ARTICLE, "Velm").to_dict(ARTICLE)}
        )
        ledger.review(reading().statements[1].id, "accepted")
        ledger.add(moved(reading(), 0, (at(ARTICLE, "the port of Velm would close"),)))
        ledger.add(clash())
        ledger.review(clash().claims[BEAT].id, "corrected", corrected={"event": "PROTEST"})
        ledger.review(clash().claims[SHOT].id, "accepted")
        assert ledger.verify() == []
    return made


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path))


def replaced(column: str, old: str, new: str) -> str:
    return f"{column} = CAST(REPLACE(CAST({column} AS TEXT), '{old}', '{new}') AS BLOB)"


@pytest.mark.parametrize(
    "change",
    [
        f"UPDATE documents SET {replaced('text', 'port', 'fort')}",
        f"UPDATE documents SET {replaced('text', 'The ', 'The  ')}",
        "UPDATE documents SET sha256 = 'x'",
        "UPDATE documents SET id = 'ffff' || id",
        "UPDATE raws SET packed = X'00'",
        "UPDATE raws SET sha256 = 'x'",
        f"UPDATE readings SET {replaced('header', 'Evening', 'Morning')}",
        "UPDATE readings SET sha256 = 'x' WHERE number = 1",
        f"UPDATE statement_rows SET {replaced('machine', '0.9', '0.8')}",
        f"UPDATE statement_rows SET {replaced('machine', 'port', 'fort')}",
        f"UPDATE statement_rows SET {replaced('machine', 'said', 'sold')}",
        f"UPDATE statement_rows SET {replaced('shown', 'corrected', 'accepted')}",
        "UPDATE statement_rows SET shown = machine WHERE position = 2",
        "UPDATE statement_rows SET shown = NULL",
        "DELETE FROM statement_rows WHERE position = 2",
        f"UPDATE actor_rows SET {replaced('machine', 'dockers', 'bankers')}",
        "DELETE FROM actor_rows WHERE position = 0",
        "UPDATE statements SET words = ' x '",
        "UPDATE statements SET doubtful = 1 - doubtful",
        "UPDATE statements SET verdict = 'rejected' WHERE verdict IS NOT NULL",
        "DELETE FROM statements WHERE position = 1",
        "UPDATE sources SET named = NULL",
        "DELETE FROM sources WHERE position = 1",
        f"UPDATE reviews SET {replaced('review', 'accepted', 'rejected')}",
        f"UPDATE reviews SET {replaced('review', 'Velm', 'Vilm')}",
        f"UPDATE reviews SET {replaced('row', 'port', 'fort')}",
        "UPDATE reviews SET review = X'00'",
        "DELETE FROM reviews",
        f"UPDATE claim_rows SET {replaced('machine', 'ASSAULT', 'COERCE')}",
        f"UPDATE claim_rows SET {replaced('machine', 'beat', 'bent')}",
        f"UPDATE claim_rows SET {replaced('shown', 'PROTEST', 'ASSAULT')}",
        "UPDATE claim_rows SET shown = NULL WHERE shown IS NOT NULL",
        "DELETE FROM claim_rows WHERE position = 1",
        "UPDATE claims SET voice = NULL WHERE voice IS NOT NULL",
        "UPDATE claims SET event = 'AID' WHERE position = 2",
        "UPDATE claims SET latest = '2020-01-01' WHERE latest IS NOT NULL",
        "DELETE FROM claims WHERE position = 0",
        "UPDATE claim_parties SET actor_id = 'x'",
        "UPDATE claim_parties SET side = 'witness' WHERE side = 'actor'",
        "DELETE FROM claim_parties WHERE side = 'recipient'",
        "DELETE FROM documents",
        "DELETE FROM readings",
    ],
)
def test_a_change_is_told(path: Path, change: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        changed = connection.execute(change).rowcount
        connection.commit()
    assert changed > 0
    with Ledger(path) as ledger:
        problems = ledger.verify()
    assert problems
    assert all(problem.where and problem.what for problem in problems)


def test_an_index_that_lost_a_row_is_told(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'statements_id'")
        connection.commit()
    with Ledger(path) as ledger:
        assert "file" in {problem.where for problem in ledger.verify()}
