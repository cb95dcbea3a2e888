"""The rule of layers, read from the imports of every file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "sayso"
COMMANDS = PACKAGE / "commands"
STAGES = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py") if path.parent != COMMANDS)
SHARED = {"types", "errors", "settings"}
BELOW = {"reporting": {"comparison"}, "exporting": {"comparison", "reporting"}}
"""Stages that a stage may import besides: what compares, shows and exports counts alike, in the same words."""
JOINERS = {"reader.py", "sources.py", "across.py", "__init__.py"}
FILES = sorted(PACKAGE.rglob("*.py"))


def imported(source: str) -> Iterator[str]:
    """The modules that a file imports, anywhere in it: `sayso.types`, `numpy`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            if node.module == "sayso":
                yield from (f"sayso.{alias.name}" for alias in node.names)
            else:
                yield str(node.module)


def broken(stage: str, source: str) -> list[str]:
    """What a stage's file imports of sayso and may not."""
    ours = (name.split(".") for name in imported(source) if name.split(".")[0] == "sayso")
    return [
        ".".join(parts) for parts in ours if len(parts) < 2 or parts[1] not in {*SHARED, *BELOW.get(stage, ()), stage}
    ]


def test_there_are_stages() -> None:
    assert {"document", "encoder", "heads", "claims", "ledger", "reporting"} <= set(STAGES)


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_only_what_all_share_and_itself(stage: str) -> None:
    for path in (PACKAGE / stage).rglob("*.py"):
        assert broken(stage, path.read_text(encoding="utf-8")) == [], path.relative_to(PACKAGE)


@pytest.mark.parametrize(
    "line",
    ["from sayso.ledger import Ledger", "import sayso", "from sayso import reader", "import sayso.commands as c"],
)
def test_a_broken_rule_is_found(line: str) -> None:
    assert broken("document", f"from sayso.types import Span\ndef f():\n    {line}\n")


def test_only_the_joiners_join() -> None:
    for path in PACKAGE.glob("*.py"):
        names = {name.split(".")[1] for name in imported(path.read_text(encoding="utf-8")) if name.startswith("sayso.")}
        assert path.name in JOINERS or not names & set(STAGES), path.name


def test_what_all_share_rests_on_nothing_of_ours() -> None:
    for name in SHARED:
        assert not [one for one in imported((PACKAGE / f"{name}.py").read_text("utf-8")) if one.startswith("sayso")]


def test_nothing_shipped_imports_what_is_not() -> None:
    for path in FILES:
        tops = {name.split(".")[0] for name in imported(path.read_text(encoding="utf-8"))}
        assert not tops & {"torch", "training", "benchmarks", "tests", "onnx"}, path.relative_to(PACKAGE)


def below_the_commands() -> list[Path]:
    return [path for path in FILES if COMMANDS not in path.parents and path.name != "__main__.py"]


def test_nothing_below_the_commands_knows_them() -> None:
    for path in below_the_commands():
        names = {".".join(name.split(".")[:2]) for name in imported(path.read_text(encoding="utf-8"))}
        assert not names & {"sayso.commands", "click"}, path.relative_to(PACKAGE)


def test_a_family_of_commands_imports_no_other() -> None:
    sources = {path.stem: path.read_text(encoding="utf-8") for path in COMMANDS.glob("*.py") if path.stem != "__init__"}
    uses = {
        name: {one.split(".")[2] for one in imported(source) if one.startswith("sayso.commands.")}
        for name, source in sources.items()
    }
    families = {name for name, source in sources.items() if "@click.command(" in source or "@click.group(" in source}
    assert families - {"main"} <= uses.pop("main")
    for name, used in uses.items():
        assert not used & families, name


def test_nothing_below_the_commands_prints_asks_or_exits() -> None:
    for path in below_the_commands():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                where = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                assert called not in ("print", "input", "exit", "quit", "sys.exit", "os._exit"), where


def test_no_module_keeps_state() -> None:
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)], path.relative_to(PACKAGE)
