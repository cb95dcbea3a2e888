"""`sayso model`: what the model is, and what it learned from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sayso.commands.options import model_option
from sayso.commands.printing import print_pairs


@click.group("model")
def model_() -> None:
    """Tell what the model is.

    \b
    Example:
      sayso model info
    """


@model_.command()
@model_option
def info(model: Path | None) -> None:
    """Say what the model is, and what it learned from.

    Checks on the way that its files are whole: the hashes printed are those of the files.

    \b
    Examples:
      sayso model info
      sayso model info --model other-bundle
    """
    from sayso.encoder.bundle import FILES, open_bundle
    from sayso.reader import LABELS

    bundle = open_bundle(model, labels=LABELS)
    facts = bundle.facts
    size = sum((bundle.folder / name).stat().st_size for name in FILES)
    shape = facts["size"]
    rows = [
        ("model", bundle.version),
        ("folder", str(bundle.folder)),
        ("size", f"{size / 1e6:.1f} MB, {shape['layers']} layers of {shape['width']}"),
        ("licence", str(facts.get("licence", "not told"))),
        ("learned from", _in_words(facts.get("data", "not told"))),
        ("recipe", _in_words(facts.get("recipe", "not told"))),
        *((name, _in_words(value)) for name, value in facts.get("figures", {}).items()),
        *((f"sha256 of {name}", str(facts["files"][name])) for name in FILES),
    ]
    print_pairs(rows)


def _in_words(fact: Any) -> str:
    """A fact of a bundle on one line: `seed 7, passes (world 6, names 1)`."""
    if isinstance(fact, dict):
        return ", ".join(
            f"{name} ({_in_words(value)})" if isinstance(value, dict) else f"{name} {_in_words(value)}"
            for name, value in fact.items()
        )
    return ", ".join(_in_words(one) for one in fact) if isinstance(fact, list) else str(fact)
