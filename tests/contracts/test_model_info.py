import json
import shutil
from pathlib import Path

import pytest

from sayso.commands.main import main
from sayso.encoder.bundle import FILES, SHIPPED


def test_model_info_tells_what_the_bundle_says_of_itself(capsys: pytest.CaptureFixture[str]) -> None:
    facts = json.loads((SHIPPED / "bundle.json").read_text(encoding="utf-8"))
    assert main(["model", "info"]) == 0
    out = "".join(capsys.readouterr().out.split())
    for told in (facts["version"], *(facts["files"][name] for name in FILES)):
        assert told in out


def test_all_that_ships_is_light() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 70e6


def test_a_damaged_bundle_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = shutil.copytree(SHIPPED, tmp_path / "bundle")
    with (copy / "vocabulary.txt").open("a", encoding="utf-8") as file:
        file.write("more\n")
    assert main(["model", "info", "--model", str(copy)]) == 4
    told = capsys.readouterr()
    assert told.out == ""
    assert "vocabulary.txt" in told.err
    assert main(["model", "info", "--model", str(tmp_path / "none")]) == 4
