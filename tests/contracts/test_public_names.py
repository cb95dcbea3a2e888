"""What `import sayso` promises."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso.commands.main import cli

PACKAGE = Path(__file__).parents[2] / "src" / "sayso"
PROMISED = {
    "read", "read_many", "compare", "align", "voices", "export", "Reader", "Ledger", "SaysoError", "__version__",
    "Document", "Reading", "Statement", "Link", "Claim", "Party", "Actor", "Span", "Failure",
}  # fmt: skip
HEAVY = {"torch", "onnxruntime", "trafilatura", "sqlalchemy", "numpy", "rich", "jinja2", "lxml", "click"}


def test_the_names_are_the_promised_ones() -> None:
    assert set(sayso.__all__) == PROMISED
    assert set(dir(sayso)) >= PROMISED


@pytest.mark.parametrize("name", sorted(PROMISED - {"__version__"}))
def test_every_name_is_there_and_says_what_it_is(name: str) -> None:
    assert getattr(sayso, name).__doc__


def test_another_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="nosuch"):
        _ = sayso.nosuch


def test_no_module_hides_a_public_name_or_a_verb() -> None:
    modules = {path.stem for path in PACKAGE.rglob("*.py")} | {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    assert not modules & (set(sayso.__all__) - {"__version__"})
    top = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    verbs = {name for name, command in cli.commands.items() if not hasattr(command, "commands")}
    assert not top & (verbs - {"schema"})


def test_importing_sayso_loads_nothing_heavy() -> None:
    code = "import sayso, sys, json; sayso.Document('x'); sayso.SaysoError; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert not loaded & HEAVY


def test_reading_text_loads_no_ledger_and_no_web_page_reader() -> None:
    code = "import sayso, sys, json; sayso.read('It rained.'); print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert not loaded & {"torch", "trafilatura", "sqlalchemy", "rich", "jinja2", "lxml", "click", "feedparser"}


def test_the_version_is_the_package_s() -> None:
    from importlib.metadata import version

    assert sayso.__version__ == version("sayso")
