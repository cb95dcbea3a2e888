"""Text of others made harmless: for a terminal, a table cell, a JSON string.

An article may hold escape sequences that recolour or rewrite a terminal, bidirectional
overrides that show words in another order than they stand in, and cells that a
spreadsheet would run as formulas. What is shown goes through here first.
"""

from __future__ import annotations

import re

_RISKY = re.compile(
    "\r\n|["
    "\x00-\x1f\x7f-\x9f"  # controls, escape among them
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f"  # invisible; the joiners u200c and u200d shape letters and stay
    "\u2028\u2029"  # line ends that few expect
    "\u202a-\u202e\u2060-\u206f"  # bidirectional embeddings, overrides and isolates
    "\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # invisible, tags among them
    "\ud800-\udfff"  # lone surrogates, which no encoding can write
    "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = frozenset(["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def visible(text: str, *, line_breaks: bool = False) -> str:
    """`text` without anything that acts on what shows it.

    Escape and the other C0 controls become their pictures (`␛`), other controls and lone
    surrogates `�`; invisible characters and bidirectional controls go. Tabs become a space;
    line ends do too, or one `\\n` each with `line_breaks`. The result is for eyes: its
    offsets are not those of `text`.
    """

    def shown(match: re.Match[str]) -> str:
        found = match[0]
        if found in _LINE_ENDS:
            return "\n" if line_breaks else " "
        if found == "\t":
            return " "
        code = ord(found)
        if code < 0x20:
            return chr(0x2400 + code)
        if code == 0x7F:
            return "\u2421"
        if code < 0xA0 or 0xD800 <= code <= 0xDFFF:
            return "\ufffd"
        return ""

    return _RISKY.sub(shown, text)


def one_line(text: str) -> str:
    """`visible` text on one line, with single spaces."""
    return " ".join(visible(text).split())


def encodable(text: str) -> str:
    """`text` with U+FFFD for lone surrogates, which no encoding can write; else as it is."""
    return _SURROGATE.sub("\ufffd", text)


def guarded_cell(text: str) -> str:
    """`visible` text that no spreadsheet takes for a formula: `'` before a cell that looks like one."""
    shown = visible(text, line_breaks=True)
    return "'" + shown if shown.lstrip().startswith(_FORMULA_STARTS) else shown


def escaped_json(serialised: str) -> str:
    """JSON text with every risky character written as its `\\u` escape: the value stays the same.

    `serialised` is one line of JSON or an indented object whose line ends are `\\n`.
    """

    def escaped(match: re.Match[str]) -> str:
        found = match[0]
        if found == "\n":
            return found
        code = ord(found)
        if code > 0xFFFF:
            code -= 0x10000
            return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
        return f"\\u{code:04x}"

    return _RISKY.sub(escaped, serialised)
