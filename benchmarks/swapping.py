"""Even-handedness: do the same rows come back when two countries change places?

    python -m benchmarks.swapping [--data DIR] [--model PATH] [--passages DIR] [-o FILE]

A text with two countries in it is read twice, the second time with their names swapped, with their capitals,
demonyms and leaders. Every row of the one reading (statements and claims that are not doubtful) must have its like
in the other, doubtful or not, one to one: the same spans, the names swapped, and nothing else changed. Confidence is
left aside, and with it whether a row is doubtful; `by_source` and `by_outlet`, which are graded as a confidence is,
may differ by `TOLERANCE`; the degrees of a place in a swapped country follow the country. The figure is the share of
rows that come back, both readings counted; `main` prints each row that does not, and what of it differs.

The texts:

- our own passages that name one of their invented states (`CAST`), real countries put in for these: once in
  one order and once in the other, for each of `PAIRS`. A state that is neither the first nor the second gets one
  of `OTHERS`, the same both times.
- `swapped/*.txt`, invented news of dealings between two states, written for this, with slots: `{1:name}`,
  `{2:leader}`. Nothing in them is about a country: any may stand in any slot.
- with `--data`: the articles of `world_chains`' dev split, for real. The two countries of the table that an
  article names most change places; where it names one alone, it changes places with one that is not there.

What a swap has to mind: "a" and "an", capitals of a headline, "the United States" with its article and what it is
before a noun ("US"), and that names differ in length. So each text is made of a template and slots, spans
are carried back to the template exactly (`Planted.back`), and two readings are compared there.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from benchmarks import gold
from benchmarks.chains import FUNCTION_WORDS
from benchmarks.report import Figure, Report, table
from benchmarks.tally import share

if TYPE_CHECKING:
    from sayso.types import Claim, Document, Link, Party, Place, Reading, Span, Statement, When

PASSAGES = Path(__file__).parent / "passages"
SWAPPED = Path(__file__).parent / "swapped"
REACH = 98.0
TOLERANCE = 0.5
"""How far `by_source` and `by_outlet`, -3 … +3, may differ in rows that are alike."""

Form = Literal["name", "adjective", "people", "capital", "leader", "surname"]
FORMS: tuple[Form, ...] = ("name", "adjective", "people", "capital", "leader", "surname")


@dataclass(frozen=True, slots=True)
class Country:
    """A country and its names. `short` is what stands before a noun and after an adjective ("US").

    `others` are further names of each form, known in texts and never put in.
    """

    code: str
    name: str
    adjective: str
    people: str
    capital: str
    leader: str
    surname: str
    short: str = ""
    others: tuple[tuple[str, Form], ...] = ()

    def named(self, form: Form) -> str:
        value: str = getattr(self, form)
        return value


COUNTRIES = {
    country.code: country
    for country in (
        Country("IRN", "Iran", "Iranian", "Iranians", "Tehran", "Masoud Pezeshkian", "Pezeshkian"),
        Country("PAK", "Pakistan", "Pakistani", "Pakistanis", "Islamabad", "Shehbaz Sharif", "Sharif"),
        Country(
            "IND", "India", "Indian", "Indians", "New Delhi", "Narendra Modi", "Modi", "", (("Delhi", "capital"),)
        ),
        Country("ISR", "Israel", "Israeli", "Israelis", "Jerusalem", "Benjamin Netanyahu", "Netanyahu"),
        Country(
            "USA", "the United States", "American", "Americans", "Washington", "Joe Biden", "Biden", "US",
            (("Donald Trump", "leader"), ("Trump", "surname"), ("America", "name")),
        ),
        Country("FRA", "France", "French", "French citizens", "Paris", "Emmanuel Macron", "Macron"),
        Country("NGA", "Nigeria", "Nigerian", "Nigerians", "Abuja", "Bola Tinubu", "Tinubu"),
        Country("JPN", "Japan", "Japanese", "Japanese citizens", "Tokyo", "Fumio Kishida", "Kishida"),
        Country("BRA", "Brazil", "Brazilian", "Brazilians", "Brasília", "Luiz Inácio Lula da Silva", "Lula"),
        Country("CHN", "China", "Chinese", "Chinese citizens", "Beijing", "Xi Jinping", "Xi"),
        Country("RUS", "Russia", "Russian", "Russians", "Moscow", "Vladimir Putin", "Putin"),
        Country("UKR", "Ukraine", "Ukrainian", "Ukrainians", "Kyiv", "Volodymyr Zelensky", "Zelensky"),
        Country("TUR", "Turkey", "Turkish", "Turks", "Ankara", "Recep Tayyip Erdogan", "Erdogan"),
        Country("AFG", "Afghanistan", "Afghan", "Afghans", "Kabul", "Ashraf Ghani", "Ghani"),
        Country("TWN", "Taiwan", "Taiwanese", "Taiwanese citizens", "Taipei", "Tsai Ing-wen", "Tsai"),
        Country("KOR", "South Korea", "South Korean", "South Koreans", "Seoul", "Moon Jae-in", "Moon"),
        Country("AUS", "Australia", "Australian", "Australians", "Canberra", "Anthony Albanese", "Albanese"),
        Country("CAN", "Canada", "Canadian", "Canadians", "Ottawa", "Justin Trudeau", "Trudeau"),
        Country("QAT", "Qatar", "Qatari", "Qataris", "Doha", "Tamim bin Hamad", "Tamim"),
        Country("URY", "Uruguay", "Uruguayan", "Uruguayans", "Montevideo", "Luis Lacalle Pou", "Lacalle"),
        Country("PRY", "Paraguay", "Paraguayan", "Paraguayans", "Asunción", "Mario Abdo", "Abdo"),
        Country("CMR", "Cameroon", "Cameroonian", "Cameroonians", "Yaoundé", "Paul Biya", "Biya"),
        Country("MYS", "Malaysia", "Malaysian", "Malaysians", "Kuala Lumpur", "Anwar Ibrahim", "Anwar"),
    )
}  # fmt: skip
PAIRS = (("IRN", "PAK"), ("IND", "ISR"), ("USA", "FRA"), ("NGA", "USA"), ("ISR", "IRN"), ("FRA", "NGA"))
OTHERS = ("JPN", "BRA", "TUR")
"""Who stands for a third state of a text, and a fourth and a fifth."""

CAST: Mapping[str, tuple[str, Form]] = {
    "Ostrand": ("Ostrand", "name"),
    "Kessin": ("Ostrand", "capital"),
    "Belisarre": ("Belisarre", "name"),
    "Keldara": ("Keldara", "name"),
    "Keldaran": ("Keldara", "adjective"),
    "Keldarans": ("Keldara", "people"),
    "Lowen": ("Keldara", "capital"),
    "Tovenia": ("Tovenia", "name"),
    "Tovenian": ("Tovenia", "adjective"),
    "Toveniese": ("Tovenia", "adjective"),
    "Marwick": ("Tovenia", "capital"),
    "Al-Qasra": ("Al-Qasra", "capital"),
}
"""The invented names of our passages, each the name of a state in one of its forms."""


# ---- templates -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of a template where the name of a state stands, in a form; states are numbered as they come."""

    start: int
    end: int
    state: int
    form: Form


@dataclass(frozen=True, slots=True)
class Template:
    """A text with slots in order, none touching another."""

    name: str
    text: str
    slots: tuple[Slot, ...]

    @property
    def states(self) -> int:
        return 1 + max(slot.state for slot in self.slots)


_SLOT = re.compile(r"\{(\d):(\w+)\}")


def slotted(name: str, text: str) -> Template:
    """A template whose slots are written `{1:name}`; ValueError for a form that is none."""
    slots = []
    for found in _SLOT.finditer(text):
        form = next((form for form in FORMS if form == found[2]), None)
        if form is None:
            raise ValueError(f"{name}: `{found[0]}` has no form of {', '.join(FORMS)}")
        slots.append(Slot(found.start(), found.end(), int(found[1]) - 1, form))
    return Template(name, text, tuple(slots))


def cast(name: str, text: str) -> Template | None:
    """A passage with its invented states as slots; None where it names none."""
    pattern = re.compile(rf"\b({'|'.join(sorted(map(re.escape, CAST), key=len, reverse=True))})\b", re.IGNORECASE)
    known = {called.casefold(): meant for called, meant in CAST.items()}
    states: dict[str, int] = {}
    slots = []
    for found in pattern.finditer(text):
        state, form = known[found[0].casefold()]
        slots.append(Slot(found.start(), found.end(), states.setdefault(state, len(states)), form))
    return Template(name, text, tuple(slots)) if slots else None


def real(name: str, text: str) -> tuple[Template, tuple[Country, Country]] | None:
    """A text about real countries, with the one that it names most first; None where it names none of the table."""
    counts = {code: sum(1 for _ in mentions(text, country)) for code, country in COUNTRIES.items()}
    named = sorted((code for code in counts if counts[code]), key=lambda code: (-counts[code], code))
    if not named:
        return None
    absent = next(code for pair in PAIRS for code in pair if not counts[code])
    pair = (COUNTRIES[named[0]], COUNTRIES[named[1] if len(named) > 1 else absent])
    slots = [slot for state, country in enumerate(pair) for slot in mentions(text, country, state)]
    return Template(name, text, tuple(sorted(slots, key=lambda slot: slot.start))), pair


_UNITED_STATES = re.compile(
    r"(?P<article>\b[Tt]he )?(?:United States(?: of America)?|\bU\.S\.A?\.?|\bUSA?\b)(?P<next> \w+)?"
)
_NO_NOUN = FUNCTION_WORDS | {"said", "says", "say", "now", "still", "then"}
"""Words before which "US" is a name of the country, and no adjective."""


def mentions(text: str, country: Country, state: int = 0) -> Iterator[Slot]:
    """Where a text names a country, as slots of a state; "the US" is its name, "US officials" its adjective."""
    if country.code == "USA":
        for found in _UNITED_STATES.finditer(text):
            following = (found["next"] or "").strip()
            before_a_noun = bool(following) and following not in _NO_NOUN
            end = found.end() - len(found["next"] or "")
            if before_a_noun or not found["article"]:
                start = found.start() + len(found["article"] or "")
                yield Slot(start, end, state, "adjective" if before_a_noun else "name")
            else:
                yield Slot(found.start(), end, state, "name")
    forms = {country.named(form): form for form in reversed(FORMS)} | dict(country.others)
    forms = {called: form for called, form in forms.items() if not called.startswith("the ")}
    capitals = {called.upper(): form for called, form in forms.items() if len(called) > 4}
    forms = {**capitals, **forms}
    either = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    # "Latin America" is no name of the United States.
    pattern = re.compile(rf"(?<![\w-])(?<!Latin )(?<!South )(?<!North )({either})(?!\w)")
    for found in pattern.finditer(text):
        yield Slot(found.start(), found.end(), state, forms[found[0]])


# ---- putting names in ------------------------------------------------------------------------

Segment = tuple[int, int, int, int]
"""A stretch of the template, and the stretch of the text that stands for it."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A text made from a template; what lies outside its segments is the same in both."""

    text: str
    segments: tuple[Segment, ...]

    def back(self, span: Span) -> tuple[float, float]:
        """Where a span of the text lies in the template.

        An end inside a segment is a half: "Netanyahu" in "Benjamin Netanyahu" begins where "Modi" in "Narendra
        Modi" does. The article of a country's name may be in or out.
        """
        return self._back(span.start, True), self._back(span.end, False)

    def _back(self, place: int, begins: bool) -> float:
        number = bisect_right(self.segments, place, key=lambda segment: segment[2]) - 1
        if number < 0:
            return place
        from_start, from_end, start, end = self.segments[number]
        if place >= end:
            return from_end + place - end
        if place == start or (begins and self.text[start:place].casefold() == "the "):
            return from_start
        return from_start + 0.5


def plant(template: Template, countries: Sequence[Country]) -> Planted:
    """The template with the countries' names in its slots, by the number of the state.

    "a" and "an" before a slot, and the "'s" or "'" after it, are fitted to the name.
    """
    made, segments, last = "", list[Segment](), 0
    for slot in template.slots:
        before, after = template.text[: slot.start], template.text[slot.end :]
        name = _fitting(countries[slot.state], slot, template.text)
        if article := re.search(r"\b([Aa]n?) $", before):
            made += template.text[last : article.start(1)]
            fitted = article[1][0] + ("n" if name[0] in "AEIOaeio" else "")
            segments.append((article.start(1), article.end(1), len(made), len(made) + len(fitted)))
            made += fitted
            last = article.end(1)
        made += template.text[last : slot.start]
        segments.append((slot.start, slot.end, len(made), len(made) + len(name)))
        made += name
        last = slot.end
        if (owned := re.match(r"(['’])s\b", after)) and name.endswith("s"):
            made += owned[1]
            last += 1
            segments.append((last, last + 1, len(made), len(made)))
            last += 1
        elif (owned := re.match(r"(['’])(?= \w)", after)) and _owns(template.text[slot.start : slot.end], name):
            made += owned[1]
            last += 1
            segments.append((last, last, len(made), len(made) + 1))
            made += "s"
    return Planted(made + template.text[last:], tuple(segments))


def _owns(before: str, name: str) -> bool:
    """Whether an "s" is to be put after a mark that stood alone: "the United States' fleet", "Iran's fleet"."""
    return before.endswith("s") and not name.endswith("s")


def unchanged(template: Template) -> Planted:
    """The template as it is, for one that is a text about real countries."""
    return Planted(template.text, tuple((slot.start, slot.end, slot.start, slot.end) for slot in template.slots))


_DETERMINER = re.compile(
    r"(?:\b(?:an?|the|every|neighbou?ring|northern|southern|eastern|western|central)\s|[-–])$", re.IGNORECASE
)

# The text's or a line's begin, the end of a sentence, a quotation's begin, or a dateline ("KORVA, 4 March — ").
_BEGINS_A_SENTENCE = re.compile(r"(?:^|[.!?:][\"'”’)]*\s+|\n|[“\"‘]|(?:^|\n)[^\n]{2,40} [—–-] )\Z")


def _fitting(country: Country, slot: Slot, text: str) -> str:
    """The country's name in the slot's form, as its place asks for it."""
    before, after = text[: slot.start], text[slot.end :]
    name = country.named(slot.form)
    if slot.form == "name" and country.short:
        # A name before a name ("the Ostrand Herald", "Tovenia Telecom") or in a compound takes no article.
        if _DETERMINER.search(before) or re.match(r"[-–]\w| [A-Z]", after):
            name = country.short
        elif _BEGINS_A_SENTENCE.search(before):
            name = name[0].upper() + name[1:]
    written = text[slot.start : slot.end]
    return name.upper() if written.isupper() and sum(map(str.isalpha, written)) > len("USA") else name


# ---- comparing -------------------------------------------------------------------------------

Row = dict[str, Any]


def rows(reading: Reading, planted: Planted, countries: Sequence[Country]) -> list[tuple[Row, bool]]:
    """The statements and claims of a reading, carried back to the template, and whether each one is doubtful.

    Names of the countries become their states' numbers, ids of statements their contents.
    """
    back = _Back(reading, planted, countries)
    return [
        *((back.statement(one), one.doubtful) for one in reading.statements),
        *((back.claim(one), one.doubtful) for one in reading.claims),
    ]


class _Back:
    """One reading's rows in the template's terms."""

    def __init__(self, reading: Reading, planted: Planted, countries: Sequence[Country]) -> None:
        self.planted = planted
        self.codes = {country.code: f"⟨{number + 1}⟩" for number, country in enumerate(countries)}
        self.names = {
            written: self.codes[country.code]
            for country in countries
            for called in names_of(country)
            for written in (called, called.upper())
        }
        self.actors = {actor.id: actor for actor in reading.actors}
        self.statements = {one.id: one for one in reading.statements}

    def name(self, name: str | None) -> str | None:
        """A name in lower case without articles, the countries' names as numbers, owning or not."""
        if name is None:
            return None
        found = _pattern(tuple(self.names)).sub(lambda found: self.names[found[0]], name)
        return re.sub(r"(?<=⟩)['’]s?|\b(?:the|an?) ", "", found.casefold())

    def code(self, code: str | None) -> str | None:
        return self.codes.get(code, code) if code else None

    def actor(self, key: str | None) -> str | None:
        if key is None:
            return None
        if key in self.codes:
            return self.codes[key]
        return self.name(self.actors[key].name if key in self.actors else key)

    def span(self, span: Span | None) -> tuple[float, float] | None:
        return self.planted.back(span) if span else None

    def spans(self, spans: Iterable[Span]) -> list[tuple[float, float]]:
        return [self.planted.back(span) for span in spans]

    def party(self, party: Party) -> Row:
        return {
            "at": self.span(party.span),
            "kind": party.kind,
            "named": party.named,
            "actor": self.actor(party.actor_id),
        }

    def when(self, date: When | None) -> Row | None:
        return {**asdict(date), "at": self.spans(date.at)} if date else None

    def place(self, place: Place | None) -> Row | None:
        if place is None:
            return None
        swapped = place.country in self.codes
        return {
            "name": self.name(place.name),
            "country": self.code(place.country),
            "degrees": None if swapped else (place.latitude, place.longitude),
            "precision": place.precision,
            "inferred": self.name(place.inferred),
            "at": self.spans(place.at),
        }

    def link(self, link: Link) -> Row:
        return {
            "source": self.span(link.source),
            "cue": self.span(link.cue),
            "no_source": link.no_source,
            "parties": [self.party(party) for party in link.parties],
            "to": [self.party(party) for party in link.to],
            "date": self.when(link.date),
            "place": self.place(link.place),
        }

    def statement(self, statement: Statement) -> Row:
        return {
            "row": "statement",
            "at": self.spans(statement.content),
            "parent": self.told(statement.parent),
            "chain": [self.link(link) for link in statement.chain],
            "own": statement.own,
            "directness": statement.directness,
        }

    def told(self, key: str | None) -> Any:
        """What stands for a statement's id: its content and its own cues. Another value ("outlet") is itself."""
        if key not in self.statements:
            return key
        statement = self.statements[key]
        return [self.spans(statement.content), [self.span(link.cue) for link in statement.own_links]]

    def claim(self, claim: Claim) -> Row:
        sure = claim.certainty
        return {
            "row": "claim",
            "at": self.spans(claim.trigger),
            "statement": self.told(claim.statement),
            "event": [claim.event, claim.mode, list(claim.context), claim.cameo, claim.quad_code],
            "actor": [self.party(party) for party in claim.actor],
            "recipient": [self.party(party) for party in claim.recipient],
            "arguments": [[one.role, self.span(one.span)] for one in claim.arguments],
            "quantities": [[one.value, one.unit, one.role, self.span(one.span)] for one in claim.quantities],
            "date": self.when(claim.date),
            "place": self.place(claim.place),
            "certainty": [sure.polarity, sure.status, self.spans(sure.at)],
            "sure": (sure.by_source, sure.by_outlet),
            "evidence": [
                [list(one.kind), [self.actor(key) for key in one.by], self.spans(one.at)] for one in claim.evidence
            ],
            "loaded": [[self.span(one.span), self.told(one.voice)] for one in claim.loaded],
        }


def names_of(country: Country) -> list[str]:
    """Every name by which a text may call the country, the longest first."""
    called = {country.named(form) for form in FORMS} | {name for name, _ in country.others}
    if country.short:
        called |= {country.short, country.name.removeprefix("the "), "U.S."}
    return sorted(called, key=len, reverse=True)


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)")


def alike(one: Row, other: Row) -> bool:
    """Whether two rows say the same."""
    return one["row"] == other["row"] and all(_same(name, one[name], other[name]) for name in one)


def _same(name: str, one: Any, other: Any) -> bool:
    if name != "sure":
        return bool(one == other)
    return all(a is b if a is None or b is None else abs(a - b) <= TOLERANCE for a, b in zip(one, other, strict=True))


def differing(one: Row, other: Row) -> list[str]:
    """The fields in which two rows of one kind differ, inner ones by all their names: `chain parties actor`."""
    fields = [name for name in one if not _same(name, one[name], other[name])]
    return list(dict.fromkeys(path for name in fields for path in _paths(one[name], other[name], name)))


def _paths(one: Any, other: Any, name: str) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one:
            if one[key] != other[key]:
                yield from _paths(one[key], other[key], f"{name} {key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other) and isinstance(one[0], dict):
        for a, b in zip(one, other, strict=True):
            if a != b:
                yield from _paths(a, b, name)
    else:
        yield name


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that did not come back. `pair`: the countries in the order in which they stood where it was read.

    `differs` are the fields in which `there`, the nearest row of the other reading, is another; "missing" where
    nothing of its kind stands at its place.
    """

    text: str
    pair: str
    kind: str
    words: str
    differs: tuple[str, ...]
    here: Row
    there: Row | None


def compare(
    one: Sequence[tuple[Row, bool]], other: Sequence[tuple[Row, bool]]
) -> tuple[Counter[str], list[tuple[bool, Row, list[str], Row | None]]]:
    """Counts of rows that are not doubtful and of those with their like on the other side; and the others.

    Counts are by kind: `statement`, `statement back`, `claim`, `claim back`. Likes that are not doubtful are
    taken first. Of each row that has none: whether it is of the second reading, what differs from the row
    there that stands nearest, and that row.
    """
    counts: Counter[str] = Counter()
    changed = []
    for second, (own, others) in enumerate(((one, other), (other, one))):
        left = [row for row, _ in sorted(others, key=lambda pair: pair[1])]
        for row in (row for row, doubtful in own if not doubtful):
            counts[row["row"]] += 1
            like = next((i for i, that in enumerate(left) if alike(row, that)), None)
            if like is None:
                near = [that for that, _ in others if that["row"] == row["row"] and _touch(row["at"], that["at"])]
                nearest = min(near, key=lambda that: len(differing(row, that)), default=None)
                changed.append((bool(second), row, differing(row, nearest) if nearest else ["missing"], nearest))
            else:
                counts[f"{row['row']} back"] += 1
                del left[like]
    return counts, changed


def _touch(one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


# ---- the texts, read twice -------------------------------------------------------------------


class Reads(Protocol):
    """What of a reader is compared."""

    def read(self, document: Document) -> Reading: ...


Twice = tuple[Template, Planted, Planted, tuple[Country, ...]]
"""A template, its text with the countries in order and with the first two swapped, and the countries."""


def planted_twice(templates: Iterable[Template], pairs: Sequence[tuple[str, str]] = PAIRS) -> Iterator[Twice]:
    for template in templates:
        for first, second in pairs:
            third = [COUNTRIES[code] for code in OTHERS][: max(0, template.states - 2)]
            one, other = COUNTRIES[first], COUNTRIES[second]
            countries = (one, other, *third)
            yield template, plant(template, countries), plant(template, (other, one, *third)), countries


def real_twice(texts: Iterable[tuple[str, str]]) -> Iterator[Twice]:
    for name, text in texts:
        if found := real(name, text):
            template, (one, other) = found
            yield template, unchanged(template), plant(template, (other, one)), (one, other)


def own_templates(passages: Iterable[gold.ChainArticle], folder: Path = SWAPPED) -> list[Template]:
    """The passages that name an invented state, and the texts that were written for this."""
    of_passages = [template for one in passages if (template := cast(one.name, one.text))]
    written = [slotted(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]
    return of_passages + written


def both(reader: Reads, twice: Iterable[Twice]) -> tuple[Counter[str], list[Changed]]:
    """Reads each text twice: counts, by pair (`IRN PAK, claim back`) too, and every row that did not come back."""
    from sayso.types import Document

    counts: Counter[str] = Counter()
    changed = []
    for template, first, second, countries in twice:
        swapped = (countries[1], countries[0], *countries[2:])
        one = rows(reader.read(Document(text=first.text)), first, countries)
        other = rows(reader.read(Document(text=second.text)), second, swapped)
        pair = f"{countries[0].code} {countries[1].code}"
        found, lost = compare(one, other)
        counts += found
        counts["texts"] += 1
        for name, count in found.items():
            counts[f"{pair}, {name}"] += count
        for second_one, row, differs, that in lost:
            order = f"{countries[1].code} {countries[0].code}" if second_one else pair
            words = _words(template.text, row["at"])
            changed.append(Changed(template.name, order, row["row"], words, tuple(differs), row, that))
    return counts, changed


def _words(text: str, spans: Sequence[tuple[float, float]], most: int = 60) -> str:
    words = " … ".join(text[int(start) : int(end)] for start, end in spans)
    return words if len(words) <= most else words[: most - 1] + "…"


def back_share(counts: Counter[str], kinds: Sequence[str] = ("statement", "claim"), pair: str = "") -> float:
    """The share of rows that came back, in 0…1; 1 of no rows."""
    total = sum(counts[f"{pair}{kind}"] for kind in kinds)
    return share(sum(counts[f"{pair}{kind} back"] for kind in kinds), total) if total else 1.0


def score_swapping(
    passages: Sequence[gold.ChainArticle], reader: Reads, real_texts: Sequence[gold.ChainArticle] = ()
) -> Report:
    """Our own texts with each of `PAIRS`; `real_texts` as they are."""
    templates = own_templates(passages)
    counts, changed = both(reader, planted_twice(templates))
    figures = [
        Figure("rows that come back, names swapped", 100 * back_share(counts), REACH),
        Figure("statements that come back", 100 * back_share(counts, ["statement"])),
        Figure("claims that come back", 100 * back_share(counts, ["claim"])),
    ]
    details: dict[str, Any] = {
        "counts": dict(sorted(counts.items())),
        "pairs": {" ".join(pair): 100 * back_share(counts, pair=f"{pair[0]} {pair[1]}, ") for pair in PAIRS},
    }
    if real_texts:
        found, lost = both(reader, real_twice((one.name, one.text) for one in real_texts))
        figures.append(Figure("rows that come back, real articles", 100 * back_share(found), REACH))
        details["real"] = dict(sorted(found.items()))
        changed += lost
    details["fields that differ"] = dict(Counter(name for one in changed for name in one.differs).most_common())
    details["changed"] = [asdict(one) for one in changed]
    return Report("swapping", len(templates) + len(real_texts), tuple(figures), details)


def lines(report: Report) -> str:
    """A line for each row that did not come back."""
    return "\n".join(
        f"{one['text']} [{one['pair']}] {one['kind']} “{one['words']}”: {', '.join(one['differs'])}"
        for one in report.details["changed"]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.swapping", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, metavar="DIR", help="the folder of the gold sets, for real articles too")
    parser.add_argument("--model", type=Path, metavar="PATH", help="a model bundle; without it the one inside sayso")
    parser.add_argument("--passages", type=Path, default=PASSAGES, metavar="DIR", help="our own passages")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write every changed row as JSON")
    chosen = parser.parse_args(arguments)

    from sayso.reader import Reader

    real_texts = gold.world_chains(chosen.data, "dev") if chosen.data else ()
    report = score_swapping(gold.passages(chosen.passages), Reader(chosen.model), real_texts)
    print(lines(report), end="\n\n" if report.details["changed"] else "")
    print(table([report]), flush=True)
    if chosen.output:
        chosen.output.write_text(json.dumps(asdict(report), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
