"""A picture as a file of its own: an SVG that needs no page, in light and dark."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from sayso.reporting.captions import Caption, above, below

_VARIABLE = re.compile(r"--([\w-]+):\s*([^;]+);")
_USED = re.compile(r"var\(--([\w-]+)\)")
_RULE = re.compile(r"[^{}]+\{[^{}]*\}")
_SIZE = re.compile(r'width="([\d.]+%?)" height="([\d.]+)"')
_NO_XML = re.compile("[\ufffe\uffff]")
_MARGIN = 16


def standalone(picture: str, caption: Caption | None = None, width: int = 760) -> str:
    """A picture of the report as an SVG file's text; `width` is for those that stretch with their page.

    What the caption says stands above and below it.

    Its style has no variables and no `rem`, and weights in hundreds: many programs that show SVG know nothing else.
    """
    size = _SIZE.search(picture)
    if size is None:
        raise ValueError("no picture of a report")
    wide, high = (width if size[1].endswith("%") else float(size[1])), float(size[2])
    head, top = above(caption, wide) if caption else ("", 0.0)
    foot, bottom = below(caption, picture, wide) if caption else ("", 0.0)
    place = f'x="{_MARGIN}" y="{_MARGIN + top:g}" width="{wide:g}" height="{high:g}"'
    inner = _SIZE.sub(place, picture, count=1).replace(' role="img"', "", 1)
    if caption:
        inner = f'<g transform="translate({_MARGIN} {_MARGIN})">{head}</g>\n{inner}\n'
        inner += f'<g transform="translate({_MARGIN} {_MARGIN + top + high:g})">{foot}</g>'
    inner = _NO_XML.sub("\ufffd", inner)
    high += top + bottom
    told = re.search(r'aria-label="([^"]*)"', picture)
    label = _NO_XML.sub("\ufffd", told[1]) if told else ""
    full = f'width="{wide + 2 * _MARGIN:g}" height="{high + 2 * _MARGIN:g}"'
    day, night = _styles()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {full} '
        f'viewBox="0 0 {wide + 2 * _MARGIN:g} {high + 2 * _MARGIN:g}" aria-label="{label}">\n'
        f"<style>{day}{night}</style>\n"
        f'<rect class="paper" width="100%" height="100%"/>\n{inner}\n</svg>\n'
    )


def in_light(file: str) -> str:
    """A file of `standalone` without its colours for the dark."""
    return file.replace(_styles()[1], "", 1)


@cache
def _styles() -> tuple[str, str]:
    """The rules of every picture, and those that the dark adds."""
    text = files("sayso.reporting").joinpath("templates/pictures.css").read_text(encoding="utf-8")
    light, dark = text.split("@media (prefers-color-scheme: dark)", 1)
    dark, rules = dark.split("\n}\n", 1)
    day = dict(_VARIABLE.findall(light))
    night = {**day, **dict(_VARIABLE.findall(dark))}
    rules += ".paper { fill: var(--paper); }"
    coloured = " ".join(found[0].strip() for found in _RULE.finditer(rules) if "var(--" in found[0])
    return _filled(rules, day), f"\n@media (prefers-color-scheme: dark) {{ {_filled(coloured, night)} }}"


def _filled(rules: str, colours: dict[str, str]) -> str:
    return _USED.sub(lambda found: colours[found[1]], rules)
