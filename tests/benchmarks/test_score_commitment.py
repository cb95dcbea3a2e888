"""The figures of commitment, worked by hand on snippets of our own; and that the gold is whole."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from benchmarks import commitment

ROWS = [
    {
        "name": "one", "kind": "said", "split": "held", "text": "The mill said it burned them.", "trigger": [17, 23],
        "content": [[14, 28]], "chain": [{"source": [0, 8], "cue": [9, 13]}],
        "status": "actual", "negative": False, "by_source": 3, "by_outlet": 2,
    },
    {
        "name": "two", "kind": "said", "split": "tuned", "text": "The mill burned them.", "trigger": [9, 15],
        "content": [], "chain": [], "status": "actual", "negative": False, "by_source": None, "by_outlet": 1,
    },
]  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "made.json"
    path.write_text(json.dumps(ROWS), encoding="utf-8")
    return path


def test_a_side_that_is_not_judged_does_not_count(made: Path) -> None:
    found = commitment.snippets(made)
    assert commitment.pairs(found, commitment.read, "source") == ([3.0], [3.0])
    assert commitment.pairs(found, commitment.read, "outlet") == ([2.0, 1.0], [0.6, 3.0])
    assert commitment.pairs(found, commitment.always, "outlet") == ([2.0, 1.0], [0.0, 0.0])


def test_near_and_sign() -> None:
    assert commitment.near([3, 0, -3], [2, 1.5, -3]) == pytest.approx(2 / 3)
    assert commitment.same_sign([3, 0.5, -3, 0], [0.6, 0, 1, -0.6]) == 0.5


def test_the_misses_are_of_the_tuned_half_only(made: Path) -> None:
    assert commitment.misses(commitment.snippets(made), 1.0) == "two\toutlet\t1\t3\tThe mill burned them."


@pytest.mark.parametrize(("field", "value"), [("split", "test"), ("status", "sure"), ("by_outlet", 4)])
def test_what_is_no_gold_is_told(tmp_path: Path, field: str, value: object) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps([{**ROWS[0], field: value}]), encoding="utf-8")
    with pytest.raises(ValueError, match="one has"):
        commitment.snippets(path)


def test_people_s_conclusions_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "factuality" / "MegaVeridicality2"
    folder.mkdir(parents=True)
    told = [
        ("Someone learned that a particular thing happened", 3),
        ("John did n't say that a particular thing happened", 0),
    ]
    told += [("A particular person hoped to do a particular thing .", -1)]
    lines = [json.dumps({"text": text, "targets": [{"label": label}]}) for text, label in told]
    (folder / "dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert commitment.veridicality(tmp_path, "dev") == {"plain": ((3,), (2.55,)), "negated": ((0,), (0.0,))}


def test_the_gold_is_whole() -> None:
    found = commitment.snippets()
    assert len(found) >= 120
    splits = Counter((snippet.kind, snippet.split) for snippet in found)
    assert all(splits[kind, "held"] == splits[kind, "tuned"] for kind, _ in splits)
    assert len({snippet.name for snippet in found}) == len({snippet.text for snippet in found}) == len(found)
    for snippet in found:
        assert (snippet.by_source is None) == (snippet.statement is None), snippet.name
        assert snippet.text[snippet.trigger.start : snippet.trigger.end].strip(), snippet.name
        if snippet.statement:
            held = [span for span in snippet.statement.content if span.start <= snippet.trigger.start < span.end]
            assert held, snippet.name


def test_the_rule_beats_the_baselines_on_both_halves() -> None:
    for split in commitment.SPLITS:
        chosen = [snippet for snippet in commitment.snippets() if snippet.split == split]
        for side in commitment.SIDES:
            errors = []
            for _, reader in commitment.READERS:
                wanted, given = commitment.pairs(chosen, reader, side)
                errors.append(commitment.mean_absolute_error(wanted, given))
            assert errors[0] < 0.35 < 1 < errors[1], (split, side)
            assert errors[0] < errors[2], (split, side)


def test_the_table_is_printed(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commitment.main([]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [row[:3] for row in rows if row[2:3] == ["rule"]] == [
        [split, side, "rule"] for split in commitment.SPLITS for side in commitment.SIDES
    ]
