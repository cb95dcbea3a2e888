"""The figures of time phrases, worked by hand on phrases of our own."""

from pathlib import Path

import pytest
from benchmarks import dates

ANCHOR = "2025-07-02T10:00\tDATE\t2025-07-02T10:00"
BLOCKS = [
    [ANCHOR, "yesterday\tDATE\t2025-07-01", "now\tDATE\tPRESENT_REF", "two days\tDURATION\tP2D"],
    [ANCHOR, "that year\tDATE\t2020"],
    [ANCHOR],
    [ANCHOR, "last night\tTIME\t2025-07-01TNI"],
    [ANCHOR, "May 2020\tDATE\t2020-05", "the latter\tDATE\t2019"],
    [ANCHOR, "each May\tSET\tXXXX-05"],
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "timenorm").mkdir()
    text = "\n\n".join("\n".join(rows) for rows in BLOCKS) + "\n"
    (tmp_path / "timenorm" / "train.tsv").write_text(text, encoding="utf-8")
    return tmp_path


def test_anchors_and_vague_values_do_not_count(data: Path) -> None:
    found = dates.phrases(data)
    texts = ["yesterday", "two days", "that year", "last night", "May 2020", "the latter", "each May"]
    assert [phrase.text for phrase in found] == texts
    assert [phrase.fold for phrase in found] == [1, 1, 2, 4, 5, 5, 1]
    assert {str(phrase.written) for phrase in found} == {"2025-07-02"}


def test_the_table_is_by_type_and_fold(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dates.main(["--data", str(data)]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["DATE", "50.0", "of", "4"] in rows
    assert ["all", "71.4", "of", "7"] in rows
    assert ["fold", "1", "100.0", "of", "3"] in rows
    # Folds of 100, 0, 100 and 50; the third has no phrase.
    assert ["mean", "of", "the", "five", "folds", "62.5"] in rows
    assert rows[-1] == ["fold", "5,", "never", "looked", "at", "50.0", "of", "2"]


def test_a_phrase_is_read_after_those_before_it_or_alone(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    block = [ANCHOR, "May 2020\tDATE\t2020-05", "the following month\tDATE\t2020-06"]
    (data / "timenorm" / "train.tsv").write_text("\n\n".join(["\n".join(block)] * 5) + "\n", encoding="utf-8")
    for options, row in (([], "100.0"), (["--alone"], "50.0")):
        assert dates.main(["--data", str(data), *options]) == 0
        assert ["all", row, "of", "10"] in [line.split() for line in capsys.readouterr().out.splitlines()]


def test_the_misses_of_the_last_fold_are_not_listed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dates.main(["--data", str(data), "--misses"])
    listed = capsys.readouterr().out.split("\n\n")[0]
    assert listed == "DATE\tthat year\t2025-07-02\t2020\tNone"


def test_another_form_of_file_is_told(data: Path) -> None:
    (data / "timenorm" / "train.tsv").write_text(f"{ANCHOR}\nyesterday\tDATE\n", encoding="utf-8")
    with pytest.raises(ValueError, match="block 1"):
        dates.phrases(data)
