"""The program: all commands in one group, `read` as the default one, and one place where errors become messages."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from sayso import __version__, errors
from sayso.commands.actors import actors
from sayso.commands.comparing import align, compare, voices
from sayso.commands.exporting import export_, import_
from sayso.commands.ledger import ledger
from sayso.commands.link import link
from sayso.commands.model import model_
from sayso.commands.printing import complain
from sayso.commands.reading import read
from sayso.commands.report import report
from sayso.commands.review import review
from sayso.commands.schema import schema
from sayso.commands.show import show

INTERRUPTED = 130


class _DefaultVerb(click.Group):
    """`sayso article.txt` is `sayso read article.txt`; a file named like a command is `./show`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h", "--version"):
            args = ["read", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_DefaultVerb,
    invoke_without_command=True,
    commands=[
        read, report, show, compare, voices, align, link, export_, import_, review, actors, ledger, model_, schema,
    ],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)  # fmt: skip
@click.version_option(__version__, prog_name="sayso")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Read news, and see who says what, and who does what to whom on whose say-so.

    `read` is the default command: a file, a URL, a folder or - for standard input.

    \b
    Examples:
      sayso article.txt
      sayso https://news.example/story.html
      sayso read folder --format csv -o statements.csv
      sayso read article.txt --ledger news.sqlite
      sayso show --ledger news.sqlite --source minister
      sayso show --ledger news.sqlite --event ASSAULT --voice outlet
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: the only place where errors become messages."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console may have a code page that lacks half of what an article holds.
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        result = cli.main(None if arguments is None else list(arguments), prog_name="sayso", standalone_mode=False)
    except errors.SaysoError as error:
        return complain(error.message, error.hint, error.exit_code)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return complain(
            f"{where}{error.strerror or error}", "Check the path, your rights to it and the disk's space.", 1
        )
    return result if isinstance(result, int) else 0
