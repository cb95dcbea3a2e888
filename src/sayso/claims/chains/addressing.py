"""Whom a verb of telling tells: "told *reporters* that …", "urged *Japan* to free them"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.types import Span

_LONGEST = 90
"""Characters within which a verb has whom it tells."""
_TELLS = re.compile(
    r"\b(tell|tells|told|telling|inform\w*|assur\w*|remind\w*|warn\w*|notif\w*|advis\w*|ask\w*|brief\w*)$", re.I
)
_BIDS = re.compile(
    r"\b(urg\w+|ask\w*|t[eo]ll?s?|told|telling|order\w*|warn\w*|advis\w*|remind\w*|instruct\w*|command\w*|begg?\w*|"
    r"implor\w*|press(es|ed|ing)?|invit\w*|encourag\w*|persuad\w*|assur\w*|inform\w*|(call|appeal)\w* (on|upon|to))$",
    re.I,
)
_OTHER_WORDS = (
    r"on|in|at|during|after|before|last|this|yesterday|today|by|via|through|over|as|when|while|who|that|to|whether|if|"
    r"how|why|what|about|of|for|not|with|from|later|earlier|recently|again|it|and|but|because|there"
)
_ENDS = re.compile(
    rf"[,;:!?“”\"\n(]|(?<!\.\w)\.(?=\s|$)|\s(?:{_OTHER_WORDS})\b|\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.I
)
_NOBODY = re.compile(rf"(?:{_OTHER_WORDS})\b", re.I)
_BIDDEN = re.compile(r"(?P<who>(?:[\w.’'\-]+ ){1,6}?)(?:not to|to|that|whether|if) ")


def addressed(text: str, cue: Span | None, content: Sequence[Span]) -> Span | None:
    """Whom a verb of telling tells: "told *reporters* that …", "urged *Japan* to free them"; or None."""
    if cue is None:
        return None
    verb = text[cue.start : cue.end]
    begin = min((span.start for span in content if span.start >= cue.end), default=None)
    if _TELLS.search(verb):
        room = text[cue.end : begin] if begin is not None else text[cue.end : cue.end + _LONGEST]
        found = _person_at(text, cue.end, cue.end + len(room))
        if found:
            return found
    if begin is not None and _BIDS.search(verb) and not text[cue.end : begin].strip():
        match = _BIDDEN.match(text, begin)
        if match and not _NOBODY.match(match["who"]):
            return Span(begin, match.start("who") + len(match["who"].rstrip()))
    return None


def _person_at(text: str, start: int, end: int) -> Span | None:
    """The noun phrase that begins here, up to the next sign or preposition."""
    room = text[start:end]
    if not room.strip() or not room[0].isspace():
        return None
    inner = room.lstrip()
    begin = start + len(room) - len(inner)
    if pronoun := re.match(r"(him|them|us|me|you)\b", inner):
        return Span(begin, begin + pronoun.end())
    if _NOBODY.match(inner) or not re.match(r"[\w’']", inner):
        return None
    stop = _ENDS.search(inner)
    words = inner[: stop.start()] if stop else inner
    words = words.rstrip(" .")
    return Span(begin, begin + len(words)) if words and len(words.split()) <= 8 else None
