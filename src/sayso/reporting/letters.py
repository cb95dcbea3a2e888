"""How wide letters are, lines of words that fit, and numbers as SVG writes them."""

from __future__ import annotations

_NARROW = frozenset("ijlIft.,:;'’|!()[]- ")
_BROAD = frozenset("mwMW@—…")


def measured(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide words are in a sans-serif of that size; a little too wide rather than too narrow."""
    ems = 0.0
    for character in text:
        if character in _NARROW:
            ems += 0.34
        elif character in _BROAD:
            ems += 0.92
        elif ord(character) > 0x2E80:
            ems += 1.0
        else:
            ems += 0.74 if character.isupper() else 0.58
    return ems * size * (1.06 if bold else 1.0)


def wrapped(words: str, width: float, most: int = 3, size: float = 12.5) -> list[str]:
    """Words in up to `most` lines; what has no room is cut with "…"."""
    lines = [""]
    for word in words.split() or ["…"]:
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or measured(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += " …"
    return [cut(line, width, size) for line in kept]


def cut(line: str, width: float, size: float = 12.5) -> str:
    """A line that fits, with "…" for what does not."""
    if measured(line, size) <= width:
        return line
    kept = line.rstrip(" …")
    while len(kept) > 1 and measured(kept + "…", size) > width:
        kept = kept[:-1].rstrip()
    return kept + "…"


def number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
