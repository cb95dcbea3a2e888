"""Which of PLOVER's sectors a description or a name tells, and whose country's: "the army", "Iranian President".

The words are a table that ships with the package, `facts/sectors.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sayso.claims.actors.countries import (
    Country,
    country_of,
    country_of_adjective,
    country_of_capital,
    country_of_people,
    rows,
)
from sayso.claims.actors.descriptions import core, head
from sayso.types import Kind

_OPPOSITION = re.compile(r"\b(opposition|dissidents?|pro-democracy|anti-government|exiled|shadow)\b", re.I)
_FORMER = re.compile(r"\b(former|ex|retired|ousted|deposed|late|one-time|erstwhile|disgraced)\b", re.I)
_OFFICES = ("GOV", "LEG", "MIL", "JUD", "SPY", "COP")
_ANYWHERE = re.compile(
    r"(heads?|chiefs?|directors?|spokes\w+|(vice )?presidents?|chair\w*|leaders?|members?|officials?|officers?|"
    r"representatives?|deput(y|ies)|secretar(y|ies)|secretary-general|aides?|advis[eo]rs?|analysts?|experts?|sources?|"
    r"managers?|general|delegates?|founders?|organi[sz]ers?|supporters?|coordinators?|convenors?|conveners?|figures?|"
    r"candidates?|group|groups|organi[sz]ations?|bod(y|ies)|team|staff|general secretary|veterans?|commissioners?|"
    r"board|committee|panel|lawyers?|attorneys?|bosses|boss|workers?|employees|person|personnel|wing|unit|branch|"
    r"generals?|commanders?|agents?|man|men|woman|women|force|forces|captain|service|services|side|delegation)",
    re.I,
)
"""Heads of what may belong to any sector: the words beside them tell which."""
_COMPLEMENT = re.compile(
    r"[\s,]+(?:of|for|with|at|in|from|to|on)\s+(?:the |an? |its |his |her |their )?(?P<rest>[^,;:]+)"
)


@lru_cache(maxsize=1)
def _words() -> Sequence[tuple[str, re.Pattern[str]]]:
    """For each sector how a phrase ends whose head tells it."""
    return [
        (sector, re.compile(rf"(?:.*[\s(-])?(?P<word>{words})", re.I | re.S))
        for where, sector, words in rows("sectors.tsv", 3)
        if where == "described"
    ]


@lru_cache(maxsize=1)
def _names() -> Sequence[tuple[str, re.Pattern[str]]]:
    """For each sector what a body's name has that tells it."""
    return [
        (sector, re.compile(rf"\b(?P<word>{words})\b"))
        for where, sector, words in rows("sectors.tsv", 3)
        if where == "named"
    ]


def sector_of_description(text: str) -> tuple[str, str] | None:
    """The sector that a description tells, and the word that does: "the army chief" is ("MIL", "army")."""
    found = _described(text)
    if found is None:
        return ("OPP", found_word) if (found_word := _opposition(text)) else None
    sector, word = found
    if (told := _opposition(text)) and sector not in ("REB", "UAF", "JRN", "COP"):
        return "OPP", told
    if sector in _OFFICES and (former := _FORMER.search(core(text))):
        return "ELI", former.group()
    return sector, word


def is_general(own: str) -> bool:
    """Whether a head word may be of any sector, so that the words beside it tell: "spokesman", "member"."""
    return bool(_ANYWHERE.fullmatch(own))


def _opposition(text: str) -> str | None:
    found = _OPPOSITION.search(core(text))
    return found.group() if found else None


def _described(text: str) -> tuple[str, str] | None:
    phrase = re.sub(r"['’]s?$", "", core(text).strip(" ,\"“”‘’'"))
    own = head(text)
    beside = phrase[: len(phrase) - len(own)].rstrip() if phrase.lower().endswith(own) else ""
    said = _by_words(phrase)
    if _ANYWHERE.fullmatch(own):
        if said and said[1].lower() != own:
            return said
        near = _by_words(beside) if beside else None
        after = _COMPLEMENT.match(text, len(core(text)))
        further = sector_of_name(after["rest"]) or _by_words(core(after["rest"])) if after else None
        return near or (sector_of_name(beside) if beside else None) or further or said
    return said or (_by_words(own) if own else None)


def _by_words(phrase: str) -> tuple[str, str] | None:
    """By the words that a phrase ends with; the longest that tell something count."""
    found = [(match["word"], sector) for sector, words in _words() if (match := words.fullmatch(phrase))]
    best = max(found, key=lambda one: len(one[0]), default=None)
    return (best[1], best[0]) if best else None


def sector_of_name(name: str) -> tuple[str, str] | None:
    """The sector that the words of a body's name tell, and the word: "Ministry of Health" is ("GOV", "Ministry")."""
    for sector, words in _names():
        if found := words.search(name):
            return sector, found["word"]
    return None


def sector_of_kind(kind: Kind) -> str | None:
    """What a kind alone tells."""
    return {"state": "GOV", "outlet": "JRN"}.get(kind)


def country_described(text: str) -> tuple[Country, str] | None:
    """Whose a description says that somebody is, and by which words.

    "Acting US Ambassador", "the army of Pakistan", "an Islamabad-based think tank". A state
    where somebody is, or is sent, is not meant: "the ambassador to Iran".
    """
    phrase = core(text)
    found = _first_country(phrase)
    if found:
        return found
    after = re.match(r"\s+of\s+(?:the )?(?P<rest>[^,;:]+)", text[len(phrase) :])
    return _first_country(core(after["rest"])) if after else None


_PART = re.compile(r"(?:[^\W\d_]\.\s?)+|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*")


def _first_country(phrase: str) -> tuple[Country, str] | None:
    tokens = [(match.start(), match.end()) for match in _PART.finditer(phrase)]
    for number, (start, _) in enumerate(tokens):
        if not phrase[start].isupper():
            continue
        for size in range(min(4, len(tokens) - number), 0, -1):
            end = tokens[number + size - 1][1]
            words = phrase[start:end].strip()
            low = words.lower()
            based = re.match(r"[-–](based|born|backed|led)", phrase[end:])
            against = phrase[:start].rstrip("“\"‘'").lower().endswith(("pro-", "anti-", "non-"))
            if against or (based and based[1] != "based"):
                break
            country = country_of_adjective(low) or country_of(low) or country_of_people(low)
            if based and country is None:
                country = country_of_capital(low)
            if country and low != words:
                return country, words
    return None
