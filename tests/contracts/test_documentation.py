"""What the documentation says is what the program does."""

import importlib.util
import json
import re
import shutil
import tomllib
from pathlib import Path
from types import ModuleType

import click
import pytest
from jsonschema import Draft202012Validator

import sayso
from sayso import errors
from sayso.comparison.records import WHYS
from sayso.comparison.speaking.shares import NOBODY
from sayso.reporting.doers import NOT_TOLD
from sayso.reporting.tellers import ADDED, WHY_WORDS
from sayso.schema import schema
from sayso.types import (
    EVIDENCE_KINDS,
    KINDS,
    NO_SOURCE,
    PLACE_PRECISIONS,
    POLARITIES,
    STATUSES,
    VERDICTS,
)

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_make", DOCS / "make.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def section(heading: str) -> str:
    return README.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def blocks(text: str, language: str) -> list[str]:
    return [code for kind, code in FENCE.findall(text) if kind == language]


# ── guides ──


def test_the_guide_to_comparing_has_every_word_for_why() -> None:
    guide = (DOCS / "guides" / "comparing.md").read_text(encoding="utf-8")
    assert set(WHY_WORDS) == set(WHYS)
    for why, words in WHY_WORDS.items():
        assert f"| {words.format('Port Echo')} | `{why}` |" in guide
    for words in (ADDED, NOT_TOLD, *NOBODY.values()):
        assert f"{words} |" in guide


# ── README ──


def test_ci_runs_what_the_readme_says() -> None:
    (command,) = blocks(section("Test it"), "sh")
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == command.strip()
    assert all(line.startswith(("#", "set -e", "cd ")) for line in lines[:-1])


def test_the_first_command_reads_the_example_that_is_shown() -> None:
    (command,) = blocks(section("Read an article"), "sh")
    assert command.strip().endswith("sayso read examples/articles/harbour.txt")
    (view,) = blocks(section("Read an article"), "text")
    article = (ROOT / "examples" / "articles" / "harbour.txt").read_text(encoding="utf-8")
    title = article.splitlines()[0]
    assert view.startswith(title + "\n\n 1  ")
    assert max(map(len, view.splitlines())) <= 80
    assert "statements" in view.splitlines()[-2] + view.splitlines()[-1]


def test_the_package_count_of_the_readme_is_that_of_the_lock() -> None:
    told = re.search(r"(\d+) packages are installed", README)
    assert told
    assert int(told[1]) == len(locked("requirements.lock")) + 1  # and sayso


def test_the_readme_s_python_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = blocks(README, "python")
    exec(code, {})
    assert "Valdoro" in capsys.readouterr().out


# ── locks ──


def locked(name: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", (ROOT / name).read_text(encoding="utf-8"), re.M))


def named(requirements: list[str]) -> set[str]:
    return {re.split(r"[\s<>=;\[]", one)[0].lower().replace("_", "-") for one in requirements}


def test_an_install_is_small_and_needs_no_torch() -> None:
    lock = locked("requirements.lock")
    assert len(lock) + 1 <= 45
    assert not lock & {"torch", "tensorflow", "transformers", "tokenizers", "jpype1"}
    assert lock <= locked("requirements-dev.lock")


def test_the_locks_hold_what_the_package_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert named(project["project"]["dependencies"]) <= locked("requirements.lock")
    for wanted in (project["dependency-groups"]["dev"], *project["project"]["optional-dependencies"].values()):
        assert named(wanted) <= locked("requirements-dev.lock")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_hashes_and_no_place_to_fetch_it_from(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    for entry in re.split(r"\n(?=[\w])", text):
        assert entry.startswith("#") or "--hash=sha256:" in entry, entry


# ── pages ──


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        if target.startswith("https://"):
            continue  # elsewhere in the world: tests ask no network
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.M)
            assert anchor in {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}, target


def test_the_reference_of_commands_is_their_help(make: ModuleType) -> None:
    assert make.COMMANDS.read_text(encoding="utf-8") == make.commands_page(), "run python docs/make.py"


def test_every_command_has_a_heading_and_help(make: ModuleType) -> None:
    page = make.COMMANDS.read_text(encoding="utf-8")
    for names, command in make.walk(make.cli, ("sayso",)):
        assert re.search(rf"^##+ {' '.join(names)}$", page, re.M)
        assert isinstance(command, click.Command)
        assert command.help


def test_every_error_is_told_and_no_other() -> None:
    page = (DOCS / "reference" / "errors.md").read_text(encoding="utf-8")
    known = [name for name, value in vars(errors).items() if isinstance(value, type)]
    assert re.findall(r"^## (\w+)$", page, re.M) == known


def test_the_exit_codes_are_those_of_the_errors() -> None:
    guide = (DOCS / "guides" / "articles.md").read_text(encoding="utf-8").split("## Exit codes")[1]
    for kind in (value for value in vars(errors).values() if isinstance(value, type)):
        assert f"{kind.exit_code}: " in guide


def test_the_wire_form_s_example_follows_the_schema() -> None:
    page = (DOCS / "reference" / "wire-form.md").read_text(encoding="utf-8")
    (example,) = blocks(page, "json")
    wire = json.loads(example)
    Draft202012Validator(schema()).validate(wire)
    reading = sayso.Reading.from_dict(wire)
    assert reading.to_dict() == wire
    vocabularies = (*KINDS, *NO_SOURCE, *VERDICTS, *STATUSES, *POLARITIES, *EVIDENCE_KINDS, *PLACE_PRECISIONS)
    for word in (*vocabularies, *wire["statements"][0]["chain"][0], *wire["claims"][0]):
        assert f"`{word}`" in page or f'"{word}"' in page, word


def test_the_columns_of_tables_are_told() -> None:
    from sayso.reporting.tables import CLAIM_COLUMNS, COLUMNS

    page = (DOCS / "reference" / "wire-form.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^\| `(\w+)` \| .+ \|$", page, re.M)) == (*COLUMNS, *CLAIM_COLUMNS)


def test_warnings_are_told_in_the_guide() -> None:
    guide = (DOCS / "guides" / "articles.md").read_text(encoding="utf-8")
    for told in ("English", "cookie or pay wall", "block quote", "short", "sentence"):
        assert told in guide


def test_the_guide_s_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = (DOCS / "guides" / "python.md").read_text(encoding="utf-8")
    shutil.copytree(ROOT / "examples" / "articles", tmp_path / "examples" / "articles")
    names: dict[str, object] = {}
    for code in blocks(page, "python"):
        exec(code.replace(', "https://news.example/feed.xml"', ""), names)
    assert Path("news.sqlite").exists()
