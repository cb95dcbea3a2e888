"""Files that cannot be used are refused with a message and a hint, and older ones are brought up to date."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from ledger_made import ARRESTED, BEAT, LEFT, MEET, SHOT, clash, document, reading
from sqlalchemy import Connection

from sayso.errors import LedgerError
from sayso.ledger import Ledger, migrations
from sayso.ledger.migrations import Migration
from sayso.types import Failure


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept.ledger"


def refused(call: Callable[[], object], said: str) -> None:
    with pytest.raises(LedgerError, match=said) as error:
        call()
    assert error.value.hint
    assert error.value.exit_code == 5


def run(path: Path, *commands: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for command in commands:
            connection.execute(command)
        connection.commit()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    refused(lambda: Ledger(tmp_path / "none" / "kept.ledger"), "There is no folder .*none")


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    refused(lambda: Ledger(tmp_path), "is a folder")


def test_a_ledger_that_is_not_there_is_not_made_unless_asked(path: Path) -> None:
    refused(lambda: Ledger(path, create=False), "There is no ledger")
    assert not path.exists()


@pytest.mark.parametrize(
    "content", [b"The port of Velm will close.\n" * 100, b"x", b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_of_something_else_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(lambda: Ledger(path), "is not a ledger|is damaged")
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_left_as_it_is(path: Path) -> None:
    run(path, "CREATE TABLE recipes (name TEXT)")
    content = path.read_bytes()
    refused(lambda: Ledger(path), "not a ledger")
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_ledger_where_one_may_be_made(path: Path) -> None:
    path.touch()
    refused(lambda: Ledger(path, create=False), "is an empty file")
    assert path.read_bytes() == b""
    with Ledger(path) as ledger:
        assert ledger.add(reading())


@pytest.mark.parametrize("name", [":memory:", "file:x?mode=memory", "a b%20c?d#e.ledger", "Órla 😀.ledger"])
def test_a_path_is_a_path(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        Path(name).touch()
    except OSError:
        pytest.skip("this system has no such file names")
    with Ledger(name) as ledger:
        ledger.add(reading())
    assert (tmp_path / name).stat().st_size > 0
    assert ledger.path == tmp_path / name


def test_a_damaged_file(path: Path) -> None:
    with Ledger(path) as ledger:
        for number in range(20):
            ledger.add(reading(doc=document(url=f"https://post.example/{number}")))
    sound = path.read_bytes()
    path.write_bytes(sound[: len(sound) // 2])

    def use(call: Callable[[Ledger], object]) -> object:
        with Ledger(path) as ledger:
            return call(ledger)

    refused(lambda: use(lambda ledger: list(ledger.readings())), "is damaged")
    refused(lambda: use(lambda ledger: list(ledger.statements(words="port"))), "is damaged")
    refused(lambda: use(lambda ledger: ledger.status()), "is damaged")
    refused(lambda: use(lambda ledger: ledger.add(reading("second"))), "is damaged")
    try:
        problems = use(lambda ledger: ledger.verify())
    except LedgerError:
        problems = ["it cannot even be opened"]
    assert problems


def test_a_damaged_row(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(reading(doc=document(raw=b"raw")))
        ledger.add_failure(Failure("a", "b", "c"))
        ledger.review(reading().statements[0].id, "accepted")
        run(
            path,
            "UPDATE statement_rows SET machine = X'7B7D', shown = X'FF'",
            "UPDATE raws SET packed = X'00'",
            "UPDATE failures SET failure = X'5B5D'",
            "UPDATE reviews SET review = X'22'",
        )
        for call in (
            lambda: list(ledger.readings()),
            lambda: list(ledger.statements()),
            lambda: list(ledger.failures()),
            lambda: ledger.raw(document().id),
            lambda: ledger.reviews(reading().statements[0].id),
        ):
            refused(call, "is damaged: .* cannot be made out")
        assert ledger.verify()


def test_a_file_that_may_not_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(path) as ledger:
        ledger.add(reading())
        # Permissions do not bind every user who may run this; a connection that may only read does.
        with ledger._read() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        refused(lambda: ledger.add(reading("second")), "cannot be written to")
        refused(lambda: ledger.review(reading().statements[0].id, "accepted"), "cannot be written to")
        assert list(ledger.readings()) == [reading()]


def test_a_full_disk_loses_nothing_that_was_added(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(reading())
        with ledger._read() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
        long = reading(doc=document("Long. " * 100_000 + document().text))
        refused(lambda: ledger.add(long), "the disk is full")
        assert list(ledger.readings()) == [reading()]
        assert ledger.verify() == []


def test_a_file_that_another_holds(path: Path) -> None:
    with Ledger(path, patience=0.05) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        ledger.add(reading())
        other.execute("BEGIN IMMEDIATE")
        refused(lambda: ledger.add(reading("second")), "held by another program")
        assert list(ledger.readings()) == [reading()]
        other.execute("ROLLBACK")
        assert ledger.add(reading("second"))


def test_a_ledger_of_a_newer_version(path: Path) -> None:
    Ledger(path).close()
    run(path, "INSERT INTO sayso_migrations VALUES (99, 'from the future', '2099-01-01')")
    refused(lambda: Ledger(path), "written by a newer sayso .*99")


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    assert [step.number for step in migrations.MIGRATIONS] == list(range(1, len(migrations.MIGRATIONS) + 1))


def write_as(version: int, path: Path) -> None:
    """Makes the ledger that a sayso of that version wrote."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((Path(__file__).parent / f"version_{version}.sql").read_text("utf-8"))


def tables_of(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


@pytest.mark.parametrize("version", range(1, len(migrations.MIGRATIONS)))
def test_a_ledger_of_any_older_version_gets_the_tables_of_a_new_one(path: Path, version: int) -> None:
    write_as(version, path)
    new = path.with_name("new.ledger")
    for one in (path, new):
        Ledger(one).close()
    assert tables_of(path) == tables_of(new)


def test_a_ledger_as_version_3_wrote_it_keeps_its_decisions_and_takes_links(path: Path) -> None:
    write_as(3, path)
    with Ledger(path) as ledger:
        assert ledger.verify() == []
        assert [(one.verb, one.by) for one in ledger.decisions()] == [("merge", "ada")]
        claim = next(ledger.claims(verdict="accepted")).claim
        other = [one.document.id for one in ledger.readings() if claim not in one.claims]
        assert ledger.add_link(claim.id, other[0]).number == 1


def test_a_ledger_as_version_1_wrote_it_is_brought_up_to_date(path: Path) -> None:
    write_as(1, path)
    with Ledger(path) as ledger:
        assert ledger.verify() == []
        assert ledger.status().version == migrations.MIGRATIONS[-1].number
        old, new = ledger.readings(newest_only=False)
        assert (old.model, new.model) == ("first", "second")
        assert [row.review.verdict if row.review else None for row in old.statements] == ["corrected", None, "accepted"]
        assert [row.review.inherited if row.review else None for row in new.statements] == [True, None]
        assert len(list(ledger.orphaned_reviews())) == 1
        assert ledger.raw(old.document.id) == b"<p>raw</p>"
        assert len(list(ledger.failures())) == 1
        assert len(list(ledger.statements(words="port"))) == 2
        assert old.claims == new.claims == ()
        assert ledger.add(clash())
        ledger.review(clash().claims[0].id, "accepted")
        assert len(list(ledger.claims(verdict="accepted"))) == 1
        assert ledger.verify() == []


def test_a_ledger_as_version_2_wrote_it_is_brought_up_to_date(path: Path) -> None:
    write_as(2, path)
    kept = clash().claims
    with Ledger(path) as ledger:
        assert ledger.verify() == []
        assert ledger.status().version == migrations.MIGRATIONS[-1].number
        old, new = ledger.readings(newest_only=False)
        assert (old.model, new.model) == ("first", "second")
        verdicts = ["corrected", None, "rejected", None, None]
        assert [row.review.verdict if row.review else None for row in old.claims] == [*verdicts, "accepted"]
        assert [row.review.verdict if row.review else None for row in new.claims] == verdicts
        assert [row.id for row in old.claims] == [row.id for row in kept]
        assert (old.claims[ARRESTED], new.claims[MEET]) == (kept[ARRESTED], kept[MEET])
        assert replace(old.claims[SHOT], review=None) == kept[SHOT]
        assert (old.claims[BEAT].event, old.claims[BEAT].recipient) == ("COERCE", ())
        assert new.claims[SHOT].review
        assert new.claims[SHOT].review.inherited
        assert [orphan.row for orphan in ledger.orphaned_reviews()] == [kept[LEFT]]
        assert [row.review.verdict if row.review else None for row in new.statements] == ["accepted", None]
        assert ledger.raw(old.document.id) == b"<p>raw</p>"
        assert len(list(ledger.failures())) == 1
        assert len(list(ledger.claims(event="COERCE", actor="Velm Police"))) == 2
        assert ledger.decisions() == []
        ledger.merge(["Órla Ministry"], "Ida Quist")
        assert [found.claim.id for found in ledger.claims(actor="Ida Quist")] == [kept[MEET].id]
        assert ledger.verify() == []


def test_a_later_step_runs_once_on_an_older_ledger(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(path) as ledger:
        ledger.add(reading())
    ran = []

    def add_stories(connection: Connection) -> None:
        ran.append(1)
        connection.exec_driver_sql("CREATE TABLE story_rows (reading INTEGER REFERENCES readings ON DELETE CASCADE)")

    steps = [*migrations.MIGRATIONS, Migration(len(migrations.MIGRATIONS) + 1, "stories", add_stories)]
    monkeypatch.setattr(migrations, "MIGRATIONS", steps)
    for _ in range(2):
        with Ledger(path) as ledger:
            assert ledger.status().version == steps[-1].number
            assert list(ledger.readings()) == [reading()]
    assert ran == [1]


def test_a_step_that_fails_leaves_the_ledger_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(path) as ledger:
        ledger.add(reading())

    def fail(connection: Connection) -> None:
        connection.exec_driver_sql("DROP TABLE sources")
        connection.exec_driver_sql("CREATE TABLE documents (id TEXT)")

    before = list(migrations.MIGRATIONS)
    monkeypatch.setattr(migrations, "MIGRATIONS", [*before, Migration(len(before) + 1, "fails", fail)])
    refused(lambda: Ledger(path), "cannot be used")
    monkeypatch.setattr(migrations, "MIGRATIONS", before)
    with Ledger(path) as ledger:
        assert ledger.verify() == []
        assert ledger.status().version == before[-1].number
