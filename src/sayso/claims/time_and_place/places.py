"""Where a claim happens: the place that stands with it, and what the table of places knows of it.

A name of several places is told by what is named after or before it ("Quetta, Pakistan"; "Libya's Tripoli"), then by
the countries and regions that the document names, then by how well known each of them is (`gazetteer.best`).
A country that acts ("Pakistan said") is no place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.claims.actors.countries import country_of, country_of_adjective, country_of_people, names_in
from sayso.claims.chains.sentences import ENDED, NEXT_CLAUSE
from sayso.claims.time_and_place.gazetteer import FAMOUS, Known, Near, best, fold, inside, known, near_of, outer
from sayso.types import Document, Place, PlacePrecision, Span


@dataclass(frozen=True, slots=True)
class Named:
    """A place that the text names: its words (with those after a comma that say where it is), and what it is.

    `known` is what the table has of it; of a facility, what it has of the town that stands in its name or beside it.
    `country` is that of a place the table lacks, `inferred` what it is concluded from, None where the words tell it.
    """

    at: tuple[Span, ...]
    name: str
    facility: bool
    known: Known | None
    country: str | None = None
    inferred: str | None = None

    @property
    def span(self) -> Span:
        return self.at[0]

    def place(self, inferred: str | None = None, at: tuple[Span, ...] = ()) -> Place:
        """As a claim has it. `inferred` says why it is the claim's, `at` are the words that lead to it."""
        spans = tuple(dict.fromkeys((*self.at, *at)))
        if self.known is None:
            precision = "point" if self.facility else _precision_of(self.name)
            return Place(self.name, self.country, None, None, precision, inferred or self.inferred, spans)
        one = self.known
        return Place(one.name, one.country, one.latitude, one.longitude, one.precision, inferred, spans)


class Places:
    """The places that one document names.

    `locations` and `facilities` are the spans of the names of those types (facilities are buildings, bridges, ports).
    """

    def __init__(self, document: Document, locations: Iterable[Span], facilities: Iterable[Span] = ()) -> None:
        self.text = document.text
        spans = dict.fromkeys(locations, False) | dict.fromkeys(facilities, True)
        self.all = _resolved(self.text, sorted(spans.items()))
        self._starts = [named.span.start for named in self.all]
        self._dateline = _dateline(self.text, document.title_span)
        self._left = self._where_it_leaves() if self._dateline else 0

    def of(self, span: Span) -> Named | None:
        """The place that a span names, or the first one that stands in it."""
        return next(iter(self._in(span)), None)

    def located(
        self,
        trigger: Span,
        arguments: Sequence[Span] = (),
        parties: Sequence[Span] = (),
        within: Sequence[Span] = (),
    ) -> Place | None:
        """Where a thing happens that a trigger tells, or None where the text gives no place for it.

        `arguments` are the stretches that tell where, by its syntax (PropBank's ARGM-LOC, ARGM-DIR), which count first;
        then the names of the trigger's clause that stand as a place ("in Quetta"). `parties` are its actors and
        recipients: a name that one begins or ends with is no place. `within`, where given, are the stretches in which
        the place must stand (the content of the claim's statement).

        In the text: `inferred` is None. Else it is "dateline" (the first paragraphs after "QUETTA, Aug 3 —", until one
        names another place), "earlier mention" ("in the city") or, for the country of a place that the table lacks,
        "only country named".
        """
        acting = [named for span in parties for named in self._in(span) if _heads(named.span, span)]
        for argument in arguments:
            if found := self._told_in(argument, acting):
                return found.place()
        for argument in arguments:
            if again := self._meant_by(argument):
                return again.place("earlier mention", (argument,))
        if near := self._near(trigger, acting, within):
            return near.place()
        if self._dateline and not within and self._dateline.span.end <= trigger.start < self._left:
            return self._dateline.place("dateline")
        return None

    def _in(self, span: Span) -> list[Named]:
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [named for named in self.all[first:last] if named.span.end <= span.end]

    def _told_in(self, argument: Span, acting: Sequence[Named]) -> Named | None:
        """Of the places in an argument the one that tells most exactly where."""
        found = [named for named in self._in(argument) if named not in acting and not _owns(self.text, named)]
        return min(found, key=lambda named: (named.known is None, _size(named)), default=None)

    def _near(self, trigger: Span, acting: Sequence[Named], within: Sequence[Span]) -> Named | None:
        """The nearest place in the trigger's clause, rather behind the trigger than before it."""
        text, found = self.text, []
        first, last = trigger.start - _FAR, trigger.end + _FAR
        for named in self.all[bisect_left(self._starts, first) : bisect_left(self._starts, last)]:
            span = named.span
            if within and not any(one.start <= span.start and span.end <= one.end for one in within):
                continue
            after = span.start >= trigger.end
            between = text[trigger.end : span.start] if after else text[named.at[-1].end : trigger.start]
            moved = after and any(
                verb.match(text, trigger.start) and way.fullmatch(between)
                for verb, way in ((_MOVED, _THERE), (_ENTERED, _OF))
            )
            if (named in acting and not moved) or _TURNED.search(between) or ENDED.search(between):
                continue
            if after and (len(between) > _BESIDE or NEXT_CLAUSE.search(between)):
                continue
            if not after and not self._begins(span) and not _SHORT_WAY.fullmatch(between):
                continue
            small = named.known is None or named.known.precision != "country"
            if moved or stands_as_place(text, span, small and len(between) <= _CLOSE):
                found.append((len(between) + (0 if after else _FAR // 2), _size(named), span.start, named))
        return min(found, key=lambda row: row[:3])[3] if found else None

    def _begins(self, span: Span) -> bool:
        """Whether a name stands in the first words of its sentence: "In Quetta, …"."""
        return bool(_FIRST.search(self.text, max(span.start - 60, 0), span.start))

    def _meant_by(self, argument: Span) -> Named | None:
        """What "there" and "the city" stand for: the place of that kind that was named last."""
        words = _AGAIN.search(self.text, argument.start, argument.end)
        if not words:
            return None
        wanted = _KINDS.get((words["kind"] or "").lower())
        for named in reversed(self.all[: bisect_left(self._starts, argument.start)]):
            if argument.start - named.span.end > _AGAIN_FAR:
                break
            if named.known and not named.facility and wanted in (None, named.known.precision):
                return named
        return None

    def _where_it_leaves(self) -> int:
        """Where the paragraph begins that names another place than the dateline's, at most a few paragraphs on."""
        home = self._dateline
        assert home is not None
        lines = [line.end() for line in _LINE.finditer(self.text, home.span.end)]
        last = lines[min(_LEAD, len(lines)) - 1] if lines else len(self.text)
        for named in self.all:
            there = named.known
            if named.span.start < home.span.end or not stands_as_place(self.text, named.span, True):
                continue
            if there is None or home.known is None or not _around(home.known, there):
                line = self.text.rfind("\n", 0, named.span.start) + 1
                return min(last, named.span.start if line <= home.span.start else line)
        return last


def stands_as_place(text: str, span: Span, small: bool) -> bool:
    """Whether a name stands as a place, by the words before it: "in Quetta", "near the town of Velm".

    `small` places (no countries) are those of an attack or a move too: "an attack on Quetta", "fled to Quetta".
    """
    if _OWNED.match(text, span.end):
        return False
    before = text[max(span.start - 90, 0) : span.start]
    return bool(_IN.search(before) or (small and _TO.search(before)))


_FAR = 160
"""Characters from a trigger within which its place stands."""
_BESIDE = 70
"""The same behind it: what is farther is often another verb's."""
_CLOSE = 30
"""The same where it is the aim of a deed or a move: "an attack on Quetta"."""
_LEAD = 3
"""Paragraphs for which a dateline tells where things happen."""
_SHORT_WAY = re.compile(r"(?!.*\bto\b)[^,]{0,16}")
"""From a place to a trigger after it, where no sentence begins with the place: "people in Quetta have protested"."""
_FIRST = re.compile(
    r"(?:^|[.!?][”\"’']?\s|\n|^\s*)[“\"‘']?(?:In|At|Near|Outside|Across|Around|Inside|Throughout|On)"
    r"(?: [\w’'-]+){0,5} ?$"
)
_MOVED = re.compile(
    r"(?:visit|travel|trip|arriv|fle[de]|return|deport|deploy|march|mov|enter|withdr|retreat|evacuat|went|go|flew|fly|sail|"
    r"cross|incursion|advanc|mission|journey|extradit|expel)\w*",
    re.IGNORECASE,
)
_THERE = re.compile(r"(?: [\w’'-]+){0,2} (?:to|into|from|through) (?:the )?")
"""A way to or from a place, countries too: "a visit to Iran"."""
_ENTERED = re.compile(r"(?:invasion|occupation|annexation|bombing|bombardment|shelling|tour)s?\b", re.IGNORECASE)
_OF = re.compile(r" of (?:the )?")
"""A deed at a place: "the invasion of Kuwait"."""
_AGAIN_FAR = 1_500
"""Characters back to which "the city" may mean a place."""
_TURNED = re.compile(
    r"[:;—“”\"]| – |\b(?:that|who|whom|which|whose|where|when|while|whereas|although|though|because|if|unless|but|said|"
    r"says|told|after|before|since|until)\b",
    re.IGNORECASE,
)
"""Where another clause begins."""
_OWNED = re.compile(r"['’]s?\b|['’](?=\s)|-\w")
_LEADING = (
    r"(?:(?:the|a|an|its|his|her|their|this|that|nearby|neighbou?ring|occupied|besieged|war-torn|"
    r"(?:far|north|south|east|west|upper|lower|central|northern|southern|eastern|western|north-?eastern|"
    r"north-?western|south-?eastern|south-?western|northeast|northwest|southeast|southwest)|"
    r"[\w-]+(?:ern|ese|ish|ian|ani)|[A-Z]\w+['’]s|"
    r"(?:port|capital|border|coastal|mountainous|restive|main|second|third|largest|biggest|old|rural|remote|small|"
    r"industrial|holy|historic|tribal|[a-z]+-(?:held|controlled|run|ruled|largest))|"
    r"(?:city|cities|town|village|province|provinces|region|regions|state|states|district|districts|capital|port|area|"
    r"areas|suburb|island|islands|peninsula|governorate|county|prefecture|valley|parts?|outskirts|cent(?:er|re)|"
    r"north|south|east|west|coast|streets|mountains|border|territory|enclave|strip)(?: of| between| with)?|"
    r"[A-Z][\w’'.-]+,?|and|,|as well as)\s+){0,7}[“\"‘']?$"
)
_IN = re.compile(
    rf"(?:^|[\s(“\"—–])(?i:in|at|near|outside|inside|within|around|across|throughout|along|beside|"
    rf"close to|north of|south of|east of|west of|into|via)\s+{_LEADING}"
)
_TO = re.compile(rf"(?:^|[\s(])(?i:on|to|toward|towards|from|through|for|of)\s+{_LEADING}")
_AGAIN = re.compile(
    r"\b(?:the|that|this) (?:\w+ )?(?P<kind>city|town|village|capital|province|region|state|country|nation|territory|"
    r"area|district|island|enclave|strip)\b(?! of\b)|\bthere\b",
    re.IGNORECASE,
)
_KINDS: Mapping[str, PlacePrecision] = {
    "city": "city", "town": "city", "village": "city", "capital": "city", "country": "country", "nation": "country",
    "province": "region", "region": "region", "state": "region", "territory": "region", "island": "region",
    "enclave": "region", "strip": "region",
}  # fmt: skip
_SIZES: Mapping[PlacePrecision, int] = {"point": 0, "city": 1, "region": 2, "country": 3}


def _size(named: Named) -> int:
    return 0 if named.facility else _SIZES[named.known.precision] if named.known else 1


def _heads(name: Span, party: Span) -> bool:
    """Whether a party is a name, or begins or ends with it: "Pakistan", "Pakistan's army", "the government of Iran"."""
    return name.end >= party.end - 2 or name.start <= party.start + 4


def _owns(text: str, named: Named) -> bool:
    """ "Pakistan's", where another name tells where."""
    return bool(re.match(r"['’]s?\b|['’](?=\s)", text[named.span.end : named.span.end + 3]))


def _around(home: Known, there: Known) -> bool:
    """Whether a place is the dateline's own or one that holds it."""
    return there.name == home.name or home.within(there)


def _precision_of(name: str) -> PlacePrecision:
    """What a place is that the table lacks, by its words: mostly a town or village."""
    return "region" if _LAND.search(name) else "city"


_LAND = re.compile(
    r"\b(?:province|region|state|district|county|governorate|prefecture|department|valley|desert|sea|ocean|gulf|straits?|"
    r"bay|river|lakes?|mountains?|mount|hills?|coast|islands?|isle|peninsula|basin|delta|forest|border|strip|plains?|"
    r"plateau|canal|reef|canyon|volcano|glacier|triangle|corridor|territor(?:y|ies)|"
    r"(?:north|south|east|west)(?:ern)?)\b",
    re.IGNORECASE,
)
_HUB = re.compile(
    r"^(?P<town>.+?) (?:international |central |main |sea|military |naval )*"
    r"(?:airport|port|harbou?r|air ?base|airfield|railway station|train station|prison|jail|zoo|stadium|university|"
    r"refugee camp|nuclear plant|nuclear power plant)$|^port of (?P<port>.+)$",
    re.IGNORECASE,
)
"""A facility that bears its town's name."""


# ---- what the names of a document mean ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A name with what stands round it: the names of what holds it, and their words."""

    span: Span
    name: str
    facility: bool
    around: tuple[str, ...]
    at: tuple[Span, ...]


def _resolved(text: str, spans: Sequence[tuple[Span, bool]]) -> list[Named]:
    spoken = [_spoken(text, span, facility, spans[i + 1 :]) for i, (span, facility) in enumerate(spans)]
    setting, only = _setting(text, spoken)
    # A name means one place in the whole document: the one that it is told with once.
    senses: dict[str, Known | None] = {}
    for one in sorted(spoken, key=lambda one: not one.around):
        if not one.facility:
            senses.setdefault(fold(one.name), _sense(one.name, one.around, setting))
    found = []
    for one in spoken:
        if one.facility:
            found.append(_facility(one, setting, senses, only))
            continue
        sense = (_sense(one.name, one.around, setting) if one.around else None) or senses[fold(one.name)]
        site = sense is None and _SITE.search(one.name) is not None
        sense = _namesake(one.name, senses) if site else sense
        country, inferred = (None, None) if sense else _country(one, only)
        found.append(Named(one.at, one.name, site, sense, country, inferred))
    return found


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a document tells of where it plays: `near`, and the regions in which it names two places or more."""

    near: Near
    regions: frozenset[tuple[str, str]]


def _setting(text: str, spoken: Sequence[_Spoken]) -> tuple[_Setting, str | None]:
    """What can mean one thing only tells of the rest; a small town so only where it says where it is."""
    countries = _countries(text)
    sure: dict[str, Known] = {}
    firm: dict[str, Known] = {}
    for one in spoken:
        places = inside(known(one.name), one.around)
        meant = best(places, Near())
        if one.facility or not meant or meant.precision == "country" or FAMOUS * _rival(meant, places) > meant.people:
            continue
        sure[fold(one.name)] = meant
        if one.around or meant.people >= _SMALL:
            firm[fold(one.name)] = meant
    near = near_of(firm.values())
    told = countries + Counter({code: count / 2 for code, count in near.countries.items()})
    shared = Counter((str(place.country), place.path[0]) for place in sure.values() if place.country and place.path)
    regions = frozenset(region for region, count in shared.items() if count > 1)
    only = next(iter(countries)) if len(countries) == 1 else None
    return _Setting(Near(told, near.regions), regions), only


def _spoken(text: str, span: Span, facility: bool, rest: Sequence[tuple[Span, bool]]) -> _Spoken:
    """A name with the names after it that say where it is ("Quetta, Pakistan"), else the one before ("Libya's")."""
    words = " ".join(text[span.start : span.end].split())
    name, *parts = (part.strip(" “”\"'’()") for part in re.split("[,(]", words))
    around = [part for part in parts if _holds(part, name, facility)]
    at, end = [span], span.end
    for other, is_facility in rest:
        if is_facility or other.start - end > 12 or not _WITHIN.fullmatch(text, end, other.start):
            break
        parts = [part.strip() for part in text[other.start : other.end].split(",")]
        if not _holds(parts[0], name, facility):
            break
        around += parts
        at.append(other)
        end = other.end
    if short := _SHORT.match(text, end):
        around += [short[1]] if inside(known(name), [short[1]]) != known(name) else []
    if not around and (owner := _OWNER.search(text, max(span.start - 80, 0), span.start)):
        held = (owner["owner"] or owner["adjective"]).removeprefix("The ")
        country = country_of(held.lower()) or country_of_adjective(held.lower())
        around += [holder for holder in [country.name if country else held] if _holds(holder, name, facility)]
    return _Spoken(span, name or words, facility, tuple(part for part in around if part), tuple(at))


def _holds(holder: str, name: str, facility: bool) -> bool:
    """Whether a name beside another one says where that is, and does not stand in a list with it."""
    places, wider = known(name), outer(holder)
    if facility or any(place.within(other) for place in places for other in wider):
        return bool(wider) or facility
    whole = best(wider, Near())
    little = all(place.precision == "city" or place.people < _SMALL for place in places)
    return whole is not None and whole.precision != "city" and little


_WITHIN = re.compile(r",? \(?(?:in )?(?:the )?|, (?:in )?(?:the )?(?:central|(?:north|south|east|west)[a-z-]*) ")
_SHORT = re.compile(r", ((?:[A-Z]\.){2,3}|[A-Z][a-z]{1,5}\.|(?:W\.Va|N\.W\.T)\.|[A-Z]{2,3}\b)(?=[\s,.;—–-]|$)")
_OWNER = re.compile(
    r"(?<![\w-])(?:(?P<owner>[A-Z][\w.-]+(?: [A-Z][\w.-]+)?)['’]s? (?:[a-z-]+ ){0,5}|"
    r"(?P<adjective>[A-Z][\w.-]+(?: [A-Z]\w+)?) (?:[a-z-]+ ){0,3}?"
    r"(?:city|town|village|port|capital|province|region|state|district|island|resort|suburb|area)s? (?:of )?)$"
)


def _countries(text: str) -> Counter[str]:
    """How often a text names each country, or what is of one."""
    found: Counter[str] = Counter()
    for start, end, kind in names_in(text):
        word = text[start:end].lower()
        country = country_of(word) if kind == "Location" else country_of_adjective(word) or country_of_people(word)
        if country:
            found[country.code] += 1
    return found


def _sense(name: str, around: Sequence[str], setting: _Setting) -> Known | None:
    """Which place a name means; None where the table lacks it.

    That is so where nothing of that name lies in what it is told with, and where the one it could be is small, or one
    of many, and in a country that the text is not about: a village of that name, which the table lacks, is likelier.
    """
    places, near = known(name), setting.near
    meant = best(inside(places, around), near)
    if meant is None or meant.country is None:
        return meant
    if around:
        holders = [place for one in around for place in outer(one)]
        held = any(meant.within(holder) for holder in holders) or inside(places, around) != places
        return meant if held or not holders else None
    if meant.precision == "country" or near.countries.get(meant.country):
        return meant
    if meant.path and (meant.country, meant.path[0]) in setting.regions:
        return meant
    rival = _rival(meant, places)
    many = rival > meant.people or len({place.country for place in places}) > 2
    plain = meant.people >= FAMOUS * rival or (meant.capital and meant.people >= 2 * rival)
    if near.countries and many and not plain:
        return None
    least = _LITTLE if not near.countries else _SMALL if meant.precision == "city" else 4 * _SMALL
    return meant if meant.capital or (meant.people >= least and fold(name) not in _VAGUE) else None


def _rival(meant: Known, places: Sequence[Known]) -> int:
    """How many thousands of people the largest place of that name in another country has."""
    return max((place.people for place in places if place.country != meant.country), default=0)


_SMALL = 500
"""Thousands of people under which a town is known only where its country is named, and a region under four times so."""
_LITTLE = 50
"""The same where the text names no country at all."""
_VAGUE = frozenset(
    (
        "west", "east", "north", "south", "western", "eastern", "northern", "southern", "central", "coast", "coastal",
        "centre", "center",
    )
)  # fmt: skip
"""Names of regions that may be anywhere."""


def _country(one: _Spoken, only: str | None) -> tuple[str | None, str | None]:
    """The country of a place that the table lacks, and what it is concluded from."""
    held = [place.country for name in one.around for place in outer(name)[:1] if fold(name) not in _VAGUE]
    held = [country for country in held if country]
    if held:
        return held[-1], None
    return (only, "only country named") if only else (None, None)


def _facility(one: _Spoken, setting: _Setting, senses: Mapping[str, Known | None], only: str | None) -> Named:
    """A building is known by the town beside it, or the one in its name."""
    for name in one.around:
        if town := senses.get(fold(name)) or best(outer(name), setting.near):
            exact = town.precision == "city"
            return Named(one.at, one.name, True, town if exact else None, town.country)
    if town := _namesake(one.name, senses):
        return Named(one.at, one.name, True, town)
    if hub := _HUB.match(one.name):
        words = hub["town"] or hub["port"]
        town = senses.get(fold(words)) or _sense(words, (), setting)
        if town and town.precision == "city":
            return Named(one.at, one.name, True, town)
    return Named(one.at, one.name, True, None, *_country(one, only))


def _namesake(name: str, senses: Mapping[str, Known | None]) -> Known | None:
    """The town of the document that a site's name begins with: "Quetta Central Park"."""
    words = name.split()
    towns = (senses.get(fold(" ".join(words[:count]))) for count in range(len(words) - 1, 0, -1))
    return next((town for town in towns if town and town.precision == "city"), None)


_SITE = re.compile(
    r"\b(?:park|museum|square|street|road|avenue|hall|hospital|university|school|airport|station|bridge|building|palace|"
    r"prison|camp|court|complex|plant|mine|factory|church|mosque|temple|stadium|base|dam|port|tower|house|hotel|cemetery|"
    r"market|headquarters|institute|cent(?:er|re))$",
    re.IGNORECASE,
)
"""Names of sites, whatever type they were given."""

# ---- datelines ---------------------------------------------------------------------------------------

_LINE = re.compile(r"[^\n]+")
_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][\w.’' -]*(?:, [A-Z][\w.’' ]+?)??)"
    r"(?:,? ?(?:\w+day,? )?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)"
    r"(?:,? \d{4})?)?"
    r"\s*(?:[\[(][^\])\n]{2,40}[\])]\s*)?(?P<end>—|–|--|-|:)\s*(?=[“\"‘'A-Z0-9])"
)


def _dateline(text: str, title: Span | None) -> Named | None:
    """The place that a text begins with: "QUETTA, Aug 3 —", "Quetta, Pakistan (Velm News) -", "QUETTA:".

    With a colon only in capitals: else it may be a speaker.
    """
    lines = (line for line in _LINE.finditer(text) if not title or line.start() >= title.end)
    for _, line in zip(range(4), lines, strict=False):
        if not (head := _DATELINE.match(text, line.start(), line.end())):
            continue
        words = head["place"].rstrip(" ,-")
        name, *around = (part.strip() for part in words.split(","))
        if head["end"] == ":" and not name.isupper():
            continue
        place = _sense(name, around, _Setting(Near(_countries(text)), frozenset()))
        if place is None or (place.precision == "country" and not name.isupper()):
            continue
        start = head.start("place")
        return Named((Span(start, start + len(words)),), name, False, place)
    return None
