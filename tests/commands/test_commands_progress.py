"""How far a run is."""

import pytest

from sayso.commands import progress

pytestmark = pytest.mark.usefixtures("home")


def test_progress_says_what_is_left() -> None:
    assert progress.progress_in_words(40, 200, 2, 60.0) == "Read 40 of 200 documents, 2 failed, about 4 min left."
    assert progress.progress_in_words(9, 10, 0, 18.0) == "Read 9 of 10 documents, about 2 s left."
    assert progress.progress_in_words(1200, None, 0, 5.0) == "Read 1,200 documents."


def test_a_pipe_gets_plain_lines_and_quiet_gets_none(sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress._PlainProgress.__init__, "__defaults__", (0.0,))
    run = sayso("read", "ferry.txt", "ferry.txt", "-o", "all.csv")
    assert [line.split(",")[0] for line in run.err.splitlines()] == ["Read 1 of 2 documents", "Read 2 of 2 documents"]
    assert sayso("read", "ferry.txt", "ferry.txt", "-o", "all.csv", "-q").err == ""
