"""Names of places → what the shipped table knows of them: country, region, coordinates.

The table (`facts/places.tsv.gz`, made by `training/places.py` from GeoNames, CC BY 4.0) holds all countries, their
regions, and the towns of more than 15,000 people and capitals, under their names and other Latin spellings.
Coordinates are to a hundredth of a degree, about a kilometre; a region has those of its largest town, a country those
of its capital. Borders are GeoNames'. Wide regions ("Africa") have neither country nor coordinates.
"""

from __future__ import annotations

import gzip
import math
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files

from sayso.types import PlacePrecision


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the table. `country` is an ISO 3166 alpha-3 code; `path` the codes of its regions, the widest first.

    `people` are in thousands, a region's those of its towns; degrees are WGS 84's; a `capital` is a country's, or a
    seat of international bodies.
    """

    name: str
    country: str | None
    path: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision
    people: int
    capital: bool = False

    def within(self, other: Known) -> bool:
        """Whether it is part of the other one, as far as countries and regions tell."""
        if other.country is None or other.country != self.country or self.precision == "country":
            return False
        if other.precision == "country":
            return True
        inside = other.path != () and self.path[: len(other.path)] == other.path
        return other.precision == "region" and inside and self != other


@dataclass(frozen=True, slots=True)
class Near:
    """What a text tells of where it plays: how often it names each country, and in which regions it names places."""

    countries: Mapping[str, float] = field(default_factory=dict)
    regions: frozenset[tuple[str, str]] = frozenset()


def find(name: str, near: Iterable[str] = ()) -> Known | None:
    """The place of that name, or None where the table has none.

    `near` are names of places that are told beside it, or alpha-3 codes of countries. Of several places of one name
    the one near those counts, else the one that the press means most often. "Quetta, Pakistan" tells both in one.
    """
    first, *around = (part.strip() for part in name.split(","))
    beside = [*around, *near]
    told = near_of([place for one in beside for place in known(one)[:1]])
    codes = Counter({one: 1.0 for one in beside if re.fullmatch("[A-Z]{3}", one)})
    return best(inside(known(first), around), Near(codes + Counter(told.countries), told.regions))


def inside(places: Sequence[Known], around: Sequence[str]) -> tuple[Known, ...]:
    """Of places of one name those in what is named after it ("Illinois", "Ill.", "IL"); all where none is."""
    if not around:
        return tuple(places)
    wider = [place for one in around for place in outer(one)]
    codes = {one for one in around if one.isupper()}
    fit = [
        place for place in places
        if any(place.within(other) for other in wider) or (place.country in _POSTAL and codes & {*place.path[:1]})
    ]  # fmt: skip
    return tuple(fit or places)


def outer(name: str) -> tuple[Known, ...]:
    """The countries and regions that a name after another place's may mean, also as the press shortens them."""
    return known(_SHORTENED.get(fold(name), name))


_POSTAL = ("USA", "CAN", "AUS")
_SHORTENED = {
    "ala": "Alabama", "ariz": "Arizona", "ark": "Arkansas", "calif": "California", "colo": "Colorado",
    "conn": "Connecticut", "del": "Delaware", "fla": "Florida", "ga": "Georgia", "ill": "Illinois", "ind": "Indiana",
    "kan": "Kansas", "ky": "Kentucky", "la": "Louisiana", "md": "Maryland", "mass": "Massachusetts",
    "mich": "Michigan", "minn": "Minnesota", "miss": "Mississippi", "mo": "Missouri", "mont": "Montana",
    "neb": "Nebraska", "nev": "Nevada", "nh": "New Hampshire", "nj": "New Jersey", "nm": "New Mexico",
    "ny": "New York State", "nc": "North Carolina", "nd": "North Dakota", "okla": "Oklahoma", "ore": "Oregon",
    "pa": "Pennsylvania", "ri": "Rhode Island", "sc": "South Carolina", "sd": "South Dakota", "tenn": "Tennessee",
    "tex": "Texas", "vt": "Vermont", "va": "Virginia", "wash": "Washington State", "wva": "West Virginia",
    "wis": "Wisconsin", "wyo": "Wyoming", "dc": "District of Columbia", "ont": "Ontario", "que": "Quebec",
    "alta": "Alberta", "bc": "British Columbia", "sask": "Saskatchewan", "man": "Manitoba", "ns": "Nova Scotia",
    "nb": "New Brunswick", "nwt": "Northwest Territories", "pei": "Prince Edward Island",
    "nsw": "New South Wales", "qld": "Queensland",
}  # fmt: skip
"""States and provinces as newspapers shorten them after a town's name."""


def near_of(places: Iterable[Known]) -> Near:
    """What places tell of those beside them."""
    told = [place for place in places if place.country]
    return Near(
        Counter(str(place.country) for place in told),
        frozenset((str(place.country), place.path[0]) for place in told if place.path),
    )


def best(places: Sequence[Known], near: Near) -> Known | None:
    """Of several places of one name the one that is meant: by what is near, by its people otherwise.

    A place that everybody knows is not left for a namesake of a tenth of its people because the text plays in that
    one's country: "Paris, Texas" is told with its state.
    """
    if not places:
        return None
    total = sum(near.countries.values()) or 1.0
    famous = max((place.people for place in places if place.capital or place.people >= 1000), default=0)

    def weight(place: Known) -> float:
        found = 1.5 * math.log10(place.people + 1) + place.capital + 2 * (place.precision == "country")
        found += 99 * (place.country is None) - 0.6 * (place.precision == "region")
        named = near.countries.get(place.country or "", 0.0)
        if named and FAMOUS * place.people >= famous:
            found += 2 + 2 * math.sqrt(named / total)
        if place.country and place.path and (place.country, place.path[0]) in near.regions:
            found += 3
        return found

    meant = max(places, key=weight)
    # "Kano" alone is the town rather than its region.
    towns = [
        place for place in places
        if place.precision == "city" and (place.within(meant) or (place.capital and place.country == meant.country))
    ]  # fmt: skip
    return max(towns, key=weight) if meant.precision == "region" and towns else meant


FAMOUS = 10
"""How many times as many people put a place out of reach of its namesakes."""


def known(name: str) -> tuple[Known, ...]:
    """All places of that name, those that the press means most often first."""
    return _known(fold(name))


def fold(name: str) -> str:
    """The key of a name: small letters without accents, apostrophes, dots and hyphens; "St." in full, no article.

    Of a key it is the key itself.
    """
    bare = name.lower()
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", name).lower().translate(_LETTERS)
        bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    words = _JOINED.sub(" ", _DROPPED.sub("", bare)).split()
    if len(words) > 1 and all(len(word) == 1 for word in words):  # "U. S."
        return "".join(words)
    if len(words) > 1:
        words[0] = _FULL.get(words[0], words[0])
        words = words[words[0] == "the" :]
    return " ".join(words)


_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "ə": "a",
        "ħ": "h",
        "ŧ": "t",
    }
)
_DROPPED = re.compile(r"[’‘'`´ʼʻʿʾ.\"“”]")
_JOINED = re.compile(r"[-–—/_,()]")
_FULL = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}

KIND_OF_REGION = re.compile(
    r" (?:autonomous )?(?:states?|provinces?|regions?|governorate|prefecture|county|oblast|krai|kray|republic|district|"
    r"department|canton|territory|voivodeship|division|emirate|island|peninsula)$"
)
"""Words after the name of a region that tell what it is."""
_KIND_BEFORE = re.compile(r"^(?:state|province|region|department|republic|governorate|county|island|district) of ")
_TOWN = re.compile(r" (?:city|town|municipality)$")
_TOWN_BEFORE = re.compile(r"^(?:(?:port |capital )?city|town|municipality|village) of ")
_PART = re.compile(
    r"^(?:(?:far|upper|lower|central|inner|outer|greater|downtown|mainland|"
    r"(?:north|south)?(?:north|south|east|west)(?:ern)?|(?:north|south) (?:east|west)(?:ern)?) )+"
)
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|ar|an|at|az) ")


@lru_cache(maxsize=4096)
def _known(key: str) -> tuple[Known, ...]:
    """Places under a key; where there are none, under it without the words that tell what it is, or which part."""
    if found := _under(key):
        return found
    for words in (_TOWN, _TOWN_BEFORE):
        if (bare := words.sub("", key, count=1)) != key:
            return tuple(place for place in _known(bare) if place.precision == "city")
    for words in (KIND_OF_REGION, _KIND_BEFORE):
        if (bare := words.sub("", key, count=1)) != key:
            places = [place for place in _known(bare) if place.precision != "country"]
            # What the table knows by its town alone, as "Voronezh region".
            regions = [place for place in places if place.precision == "region"] or places
            return tuple(replace(place, precision="region", capital=False) for place in regions)
    for words in (_PART, _ARTICLE):
        if (bare := words.sub("", key, count=1)) not in (key, ""):
            return _known(bare)
    return ()


@lru_cache(maxsize=1)
def _lines() -> Sequence[str]:
    """The table's lines, in order of their keys."""
    packed = files("sayso.claims.time_and_place").joinpath("facts", "places.tsv.gz").read_bytes()
    return gzip.decompress(packed).decode("utf-8").split("\n")


def _under(key: str) -> tuple[Known, ...]:
    """The places of one line."""
    return tuple(_place(cell, key) for cell in _cells(key))


def _cells(key: str) -> list[str]:
    lines = _lines()
    start = f"{key}\t"
    line = lines[at] if (at := bisect_left(lines, start)) < len(lines) else ""
    return line.split("\t")[1:] if key and line.startswith(start) else []


def _place(cell: str, key: str) -> Known:
    if cell.startswith("="):  # It stands under its own name, as one of the places there.
        key, _, number = cell[1:].partition("#")
        cell = _cells(key)[int(number or 0)]
    name, country, path, kind, latitude, longitude, people = cell.split(",")
    return Known(
        name or key.title(),
        country or None,
        tuple(path.split("/")) if path else (),
        int(latitude) / 100 if latitude else None,
        int(longitude) / 100 if longitude else None,
        _PRECISIONS[kind],
        int(people),
        kind == "T",
    )


_PRECISIONS: Mapping[str, PlacePrecision] = {"c": "country", "r": "region", "t": "city", "T": "city"}
