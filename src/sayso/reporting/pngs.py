"""A picture in pixels: its SVG in light, drawn by resvg with the fonts of the machine."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import sqrt

from sayso.errors import MissingExtra
from sayso.reporting.svgs import in_light, standalone

SCALE = 2.0
"""Pixels for one unit of the SVG."""
MOST_PIXELS = 60_000_000
"""A picture that would have more is drawn smaller: drawing takes about 14 bytes a pixel."""
_SIZE = re.compile(r'viewBox="0 0 ([\d.e+]+) ([\d.e+]+)"')
_LETTERS = '<text y="15">Aa</text>'


def painter() -> Callable[[str], bytes]:
    """What makes a PNG of an SVG file's text.

    Raises MissingExtra without resvg_py, and where no font is found: it would leave out all words and say nothing.
    """
    try:
        import resvg_py
    except ImportError:
        raise MissingExtra("PNG is drawn with resvg_py, which is not installed.", "pip install 'sayso[png]'") from None

    def paint(file: str) -> bytes:
        return resvg_py.svg_to_bytes(svg_string=in_light(file), zoom=_scale(file))

    empty = '<svg width="40" height="20"></svg>'
    if paint(standalone(empty)) == paint(standalone(empty.replace("><", f">{_LETTERS}<"))):
        raise MissingExtra(
            "No font was found to write a PNG's words in.",
            "Install one, such as DejaVu Sans, Noto Sans or Liberation Sans, or draw SVG.",
        )
    return paint


def _scale(file: str) -> float:
    size = _SIZE.search(file)
    if size is None:
        raise ValueError("no file of a picture")
    pixels = float(size[1]) * float(size[2]) * SCALE**2
    return SCALE * min(1.0, sqrt(MOST_PIXELS / pixels))
