"""On what occasion something was said: for all to hear or to read, or on none that the text tells of."""

from __future__ import annotations

import re

from sayso.comparison.quotations import REPORT

VERBAL = frozenset(("ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "AGREE", "CONCEDE", "SANCTION"))
"""Events that are done by saying so: whoever tells of one tells what its actor said."""
SPOKEN = frozenset(("ACCUSE", "REQUEST", "THREATEN"))
"""Of these, events that are nothing but words: who saw one heard it."""
_PUBLIC = re.compile(
    r"\b(?:statement|communiqu[eé]|bulletin|press release|announce(?:d|s|ment)|decree|proclamation|ruling|verdict"
    r"|charge sheet|open letter|circular|tweet(?:ed)?|post(?:ed)? on|live (?:on|from|broadcast|stream)"
    r"|(?:carried|shown?|broadcast)\b[^.]{0,30} live)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:(?:press|news) (?:conference|briefing)|(?:reporters|journalists|representatives of the press)"
    r"|(?:the|assembled|met the|told the|to the) (?:press|media)|speech|speaking|address(?:ed|es|ing)?|broadcasts?"
    r"|televised|television|on (?:air|TV|the radio)|wireless|parliament|assembly|senate|congress|rostrum|podium"
    r"|lectern|pulpit|platform|rally|hearing|in court|courtroom|heard|hear|listened|listen)\b",
    re.IGNORECASE,
)
_IN_REPORT = re.compile(
    r"\b[Ii]n (?:its|their|his|her|an?|the) [^,.;]{0,60}?"
    rf"(?:{REPORT.pattern}|\b(?:order|ruling|judge?ment|verdict)\b)"
)
_AT = re.compile(
    r"\b(?:(?:at|during) (?:an?|the|his|her|its|their) [^,.;:]{0,40}?"
    r"\b(?:(?:press|news) conference|briefing|speech|rally)"
    r"|in (?:an?|the|his|her|its|their) [^,.;:]{0,40}?\b(?:statement|speech|address|talk|broadcast|communiqu[eé]))\b"
)


def is_made_public(words: str) -> bool:
    """Whether a sentence says that something was done by saying so to all: "at a press conference"."""
    return bool(_AT.search(words))


def is_public(words: str) -> bool:
    """Whether it was said or written for all: a statement, a ruling, or where many heard it."""
    return is_written(words) or is_open(words)


def report_in(words: str) -> str:
    """The words of a sentence by which it says in what report it stands, "" if it does not."""
    found = _IN_REPORT.search(words)
    return found[0] if found else ""


def is_written(words: str) -> bool:
    """Whether a paper or the like for all to read is told of."""
    return bool(_PUBLIC.search(words))


def is_open(words: str) -> bool:
    """Whether many heard it: a press conference, a speech, a broadcast."""
    return bool(_OPEN.search(words))
