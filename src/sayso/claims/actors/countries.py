"""Names of states, what is of them, and the capitals that the press writes for their governments.

The facts are a table that ships with the package, `facts/countries.tsv`; its header names its source and licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_SAME_AS_PEOPLE = re.compile(r"(ese|ish|ch|sh|ss|i-kiribati|thai|malagasy|men)$")
"""Adjectives that also are the people's plural: "the Chinese"; others take an s."""


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory: its ISO 3166 alpha-3 code (XKX for Kosovo), its name in English, its Wikidata id."""

    code: str
    name: str
    wikidata: str | None


def country_of(name: str) -> Country | None:
    """A state by a name of it; lower case, without article."""
    return _tables().names.get(_folded(name))


def country_of_capital(name: str) -> Country | None:
    """The state whose government the press calls by this city's name; lower case, without article."""
    return _tables().capitals.get(_folded(name))


def country_of_adjective(word: str) -> Country | None:
    """The state that something is of: "pakistani", "french", "us"; lower case."""
    return _tables().adjectives.get(_folded(word))


def country_of_people(word: str) -> Country | None:
    """The state whose people these are, or this is one of: "pakistanis", "the french", "a dane"; lower case."""
    return _tables().people.get(_folded(word))


def country_of_half(word: str) -> Country | None:
    """The state that half of a compound names: "sino" in "Sino-Indian"; lower case."""
    return _tables().halves.get(_folded(word))


def country_in(name: str) -> tuple[Country, str] | None:
    """The state that the name of a body holds, and by which words: "Pakistan Crypto Council", "Bank of China".

    A capital in it counts too. None where it holds several, or where the words are part of another place's.
    """
    words = _folded(name).split()
    found: dict[str, tuple[Country, str]] = {}
    at = 0
    while at < len(words):
        for size in range(min(5, len(words) - at), 0, -1):
            part = " ".join(words[at : at + size]).strip(",")
            part = re.sub(r"['’]s?$", "", part)
            if part in _OTHER_PLACES or (size == 1 and part in _UNSURE):
                break
            country = country_of(part) or country_of_adjective(part) or country_of_capital(part)
            if country:
                found[country.code] = (country, part)
                break
        else:
            size = 1
        at += size
    return next(iter(found.values())) if len(found) == 1 else None


def names_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text names a state (`Location`) or what is of one (`NORP`), by the facts alone: start, end, type.

    The longest name counts. Words that are something else as often ("Jordan", "Polish", a
    capital) are left to those who see the sentence.
    """
    tables = _tables()
    tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text)]
    number = 0
    while number < len(tokens):
        start = tokens[number][0]
        step = 1
        for size in range(min(6, len(tokens) - number), 0, -1) if text[start].isupper() else ():
            end = tokens[number + size - 1][1]
            words = text[start:end]
            if words in tables.spelt and not _unsure(text, start, end):
                yield start, end, "Location" if _folded(words) in tables.names else "NORP"
                step = size
                break
        number += step


def _unsure(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    if words == "US":  # in a line of capitals it may be the pronoun
        line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end)]
        return line.isupper()
    return _folded(words) in _UNSURE


@dataclass(frozen=True, slots=True)
class _Tables:
    names: Mapping[str, Country]
    adjectives: Mapping[str, Country]
    people: Mapping[str, Country]
    capitals: Mapping[str, Country]
    halves: Mapping[str, Country]
    spelt: frozenset[str]
    """Names, adjectives and peoples as the table spells them."""


_TOKEN = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]+")
_UNSURE = frozenset(
    (
        "chad", "georgia", "georgian", "jordan", "turkey", "jersey", "guinea", "mali", "polish", "dominica",
        "dominican",
        "samoan", "palau", "niger", "lao", "pak", "brit", "pole", "turk", "finn", "dane", "swede", "serb", "croat",
        "central african", "islamic republic", "car", "botswana", "monaco", "trinidad", "america", "emirates",
        "saudi",
        "macedonia", "cuban", "bermuda", "panama", "malta", "wellington", "washington", "victoria",
    )
)  # fmt: skip
"""Also somebody's name, an American state, a verb, a thing: no state by these letters alone."""
_OTHER_PLACES = frozenset(
    (
        "indian ocean", "new mexico", "gulf of mexico", "niger delta", "west virginia", "new england",
        "south china sea",
        "american samoa", "sea of japan", "persian gulf", "latin america", "north america", "south america",
        "central america", "new jersey", "east china sea", "native american", "native americans",
        "african american", "west indian", "little india", "georgia institute", "georgia tech",
    )
)  # fmt: skip


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    names: dict[str, Country] = {}
    adjectives: dict[str, Country] = {}
    people: dict[str, Country] = {}
    capitals: dict[str, Country] = {}
    halves: dict[str, Country] = {}
    spelt: set[str] = set()
    for code, name, wikidata, others, adjective, peoples, capital, half in rows("countries.tsv", 8):
        country = Country(code, name, wikidata or None)
        for one in (name, *_parts(others)):
            names[_folded(one)] = country
            spelt.add(one)
        for one in _parts(adjective):
            adjectives[_folded(one)] = country
            if _folded(one) not in names:
                for nation in _plural_of(one):
                    people.setdefault(_folded(nation), country)
                    spelt.add(nation)
            spelt.add(one)
        for one in _parts(peoples):
            for nation in (one, *_plural_of(one)):
                people.setdefault(_folded(nation), country)
                spelt.add(nation)
        for one in _parts(capital):
            capitals[_folded(one)] = country
        if half:
            halves[_folded(half)] = country
    return _Tables(names, adjectives, people, capitals, halves, frozenset(spelt))


def rows(name: str, columns: int) -> Iterator[Sequence[str]]:
    """The rows of a table of facts, its comments left out."""
    text = files("sayso.claims.actors").joinpath("facts", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            assert len(cells) == columns, line
            yield cells


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _plural_of(adjective: str) -> tuple[str, ...]:
    return (adjective,) if _SAME_AS_PEOPLE.search(adjective.lower()) else (adjective + "s",)


def _folded(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").split()).rstrip(".")
