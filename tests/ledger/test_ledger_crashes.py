"""Killed at any moment a ledger is whole, and several may write to one at once."""

import random
import subprocess
import sys
import time
from pathlib import Path

from ledger_made import reading

from sayso.ledger import Ledger

# Two writers of one name add, review and forget the same documents: either may find one gone.
WRITER = """
import contextlib
import sys
sys.path.insert(0, sys.argv[1])
from ledger_made import document, reading
from sayso.errors import RowNotFound
from sayso.ledger import Ledger

with Ledger(sys.argv[2]) as ledger:
    for number in range(int(sys.argv[4])):
        found = reading(doc=document(url=f"https://{sys.argv[3]}.example/{number}", raw=b"raw" * 5000))
        added = ledger.add(found)
        with contextlib.suppress(RowNotFound):
            ledger.review(found.statements[number % 3].id, "accepted")
        print(found.document.id, added, flush=True)
        if number % 5 == 4:
            with contextlib.suppress(RowNotFound):
                ledger.forget(found.document.id)
            print(found.document.id, "forgotten", flush=True)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    here = str(Path(__file__).parent)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, here, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_killed_at_any_moment_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "kept.ledger"
    moments = random.Random(7)
    for number in range(5):
        running = writer(path, f"run{number}", 100_000)
        assert running.stdout is not None
        told = []
        if number:  # the first is killed while it opens the new file, or soon after
            told.append(running.stdout.readline())
        time.sleep(moments.uniform(0.0, 0.4))
        running.kill()
        told += running.communicate()[0].splitlines(keepends=True)
        complete = [line.split() for line in told if line.endswith("\n")]
        with Ledger(path) as ledger:
            assert ledger.verify() == []
            kept = {found.document.id for found in ledger.readings()}
            forgotten = {document_id for document_id, what in complete if what == "forgotten"}
            added = {document_id for document_id, _ in complete} - forgotten
            # The last one told of may have been forgotten without a word.
            assert len(added - kept) <= 1
            assert not forgotten & kept
            assert ledger.add(reading(f"after {number}"))


def test_two_may_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "kept.ledger"
    names = ("same", "same", "other")
    running = [writer(path, name, 12) for name in names]
    output = [process.communicate(timeout=60) for process in running]
    assert [(process.returncode, error) for process, (_, error) in zip(running, output, strict=True)] == [(0, "")] * 3
    with Ledger(path) as ledger:
        assert ledger.verify() == []
        urls = {found.document.url for found in ledger.readings()}
    expected = {number for number in range(12) if number % 5 != 4}
    assert {url for url in urls if url and "other" in url} == {f"https://other.example/{number}" for number in expected}
