"""Writes what in the documentation comes from the program: run `python docs/make.py` after a change to it.

`docs/reference/commands.md` from the help texts, and the view in README.md from the model.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from sayso.commands.main import cli

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ROOT / "docs" / "reference" / "commands.md"
README = ROOT / "README.md"
SHOWN = re.compile(r"(It prints:\n\n```text\n).*?(```\n)", re.S)


def commands_page() -> str:
    """The reference of all commands: their help texts, one heading each."""
    parts = ["# Commands\n", "What `--help` says. `python docs/make.py` writes this page.\n"]
    for names, command in walk(cli, ("sayso",)):
        level = "##" if len(names) < 3 else "###"
        parts.append(f"{level} {' '.join(names)}\n\n```text\n{help_of(names, command)}\n```\n")
    return "\n".join(parts)


def walk(command: click.Command, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield names, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from walk(below, (*names, name))


def help_of(names: tuple[str, ...], command: click.Command) -> str:
    settings = {**cli.context_settings, "max_content_width": 80}
    context = click.Context(command, info_name=" ".join(names), terminal_width=80, **settings)
    lines = command.get_help(context).splitlines()
    return "\n".join(line.rstrip() for line in lines)


def harbour() -> str:
    """What reading the example prints."""
    arguments = [sys.executable, "-m", "sayso", "read", str(ROOT / "examples" / "articles" / "harbour.txt")]
    done = subprocess.run(arguments, capture_output=True, check=True, env={**os.environ, "COLUMNS": "80"})
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


if __name__ == "__main__":
    COMMANDS.write_text(commands_page(), encoding="utf-8", newline="\n")
    view = harbour()
    readme = SHOWN.sub(lambda match: match[1] + view + match[2], README.read_text(encoding="utf-8"))
    README.write_text(readme, encoding="utf-8", newline="\n")
