"""Lines that fit a terminal: words wrapped in columns, a margin kept free."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

WIDEST = 100
"""Wider lines are hard to read, however wide the terminal is."""
_NARROWEST = 24


def fitting(width: int) -> int:
    return max(_NARROWEST, min(width, WIDEST))


def hanging(first: Text, body: Text, width: int) -> Iterator[Text]:
    """`body` beside `first`; its further lines stand under its first one."""
    from rich.text import Text

    first = first.copy()
    first.truncate(width - 12)
    margin = first.cell_len
    for count, line in enumerate(wrapped(body, width - margin)):
        start = first if count == 0 else Text(" " * margin)
        yield Text.assemble(start, line)  # not `+`, which gives the line the style of its start


def wrapped(text: Text, width: int) -> Iterator[Text]:
    from rich.console import Console

    # A console only because rich's wrapping asks for one; it prints nothing.
    for line in text.wrap(Console(width=width), width):
        line.rstrip()
        yield line
