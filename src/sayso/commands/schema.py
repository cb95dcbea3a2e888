"""`sayso schema`: the form of the output, for programs."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of the output.

    It covers `--format json` of every command but actors, and each line of `--format jsonl`.

    \b
    Example:
      sayso schema > sayso.schema.json
    """
    import json

    from sayso.schema import schema as wire_schema

    click.echo(json.dumps(wire_schema(), indent=2, ensure_ascii=False))
