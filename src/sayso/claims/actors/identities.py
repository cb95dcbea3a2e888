"""Who a name is: its id across documents, what it is, whose it is, its sector, and what that is concluded from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.claims.actors.bodies import Body, body_of
from sayso.claims.actors.countries import (
    Country,
    country_in,
    country_of,
    country_of_adjective,
    country_of_capital,
    country_of_half,
    country_of_people,
)
from sayso.claims.actors.descriptions import ARTICLE, TITLE, head, is_outlet, is_plural, kind_of, may_describe
from sayso.claims.actors.names import Names, plain
from sayso.claims.actors.sectors import (
    country_described,
    is_general,
    sector_of_description,
    sector_of_name,
)
from sayso.types import Kind, Span

_LOCATIVE = re.compile(
    r"(?<![\w-])(in|at|near|across|outside|inside|around|throughout|within) (?:the )?[“\"‘']?$", re.I
)
_AFTER = re.compile(r"[”\"’']?(?: ?\([^)\n]{1,40}\))?, ?[”\"’']?(?P<words>[^\n.;:“”]{3,160})")
_BEFORE = re.compile(
    r"(?:^|[^\w’'])(?P<words>(?:an?|the|its|another) "
    r"(?:(?!\b(?:an?|the|its|when|that|who|which|was|were|is|are|said)\b)[^,.;:()\n]){2,90}), (?:the )?[“\"‘]?$", re.I
)  # fmt: skip
_CLAUSE = re.compile(
    r"(who|whom|whose|which|that|where|when|said|says|told|was|were|is|are|has|had|have|will|would|and|but|or|in|on|at|by|"
    r"with|after|before|as|he|she|it|they|i|we|[a-z]+ing|[a-z]+ed)\b", re.I
)  # fmt: skip
_TOKEN = re.compile(r"[^\s,;:()“”\"]+")
_NO_TITLE = frozenset(
    (
        "the", "a", "an", "but", "and", "when", "after", "before", "he", "she", "it", "they", "on", "in", "at",
        "by", "as", "for", "with", "to", "from", "that", "this", "while", "if", "his", "her", "its", "their",
        "meanwhile", "yesterday", "today", "earlier", "later", "then", "also", "however", "monday", "tuesday",
        "wednesday", "thursday", "friday", "under", "over", "whether", "never", "either", "rather", "other",
        "another", "together", "november", "december", "september", "october", "number", "per", "saturday",
        "sunday", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "of", "or",
    )
)  # fmt: skip
_IN_TITLES = frozenset(
    (
        "acting", "former", "deputy", "vice", "prime", "foreign", "chief", "general", "senior", "opposition",
        "ruling", "interior", "defence", "defense", "finance", "health", "party", "ministry", "government",
        "state", "federal", "police", "army", "union", "national", "human", "rights", "assistant", "executive",
        "managing", "group", "company", "spokesperson", "then", "ex-president", "vice-president",
        "secretary-general", "co-founder", "presidential", "parliamentary", "military", "naval", "central",
        "bank", "court", "supreme", "high", "committee", "commission", "council", "city", "regional",
        "provincial", "district", "intelligence", "security", "local", "trade", "education", "justice", "home",
        "external", "affairs", "club", "university", "professor", "late", "outgoing", "incoming", "current",
        "special", "permanent", "exiled", "rebel", "guild", "association", "league", "board",
    )
)  # fmt: skip
_GOVERNMENT = re.compile(r"government of (?:the )?(?P<of>.+)|(?P<whose>.+) government")
_SUFFIXES = ("an", "ian", "ean", "n", "i", "ish", "ese", "er", "ic", "anian", "nian")


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a name stands for. `role` is how: a `name`, or a `capital` or what is `of` a state, standing for it."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    why: str | None = None
    role: str = "name"


class Identities:
    """Who each name of a text is. `outlet` is the document's own, where known."""

    def __init__(self, names: Names, outlet: str | None) -> None:
        self.names = names
        self._outlet = plain(outlet) if outlet else None
        self._countries: dict[str, tuple[Country, str] | None] = {}
        self._of_state: dict[str, list[str]] = {}
        self._made: dict[str, Identity] = {}
        self._beside: dict[int, tuple[Span, ...]] = {}
        for key in names.types:
            state = self._state(key)
            if state:
                self._of_state.setdefault(state[0].code, []).append(key)

    def of(self, key: str) -> Identity:
        """The identity of the one with this key (`Names.keys`)."""
        if key not in self._made:
            # Two that are described by one another would go round and round.
            spelt = self.spelling(key)
            self._made[key] = Identity(spelt, spelt, "person" if self.names.types[key] == "Person" else "organisation")
            self._made[key] = self._identity(key)
        return self._made[key]

    def spans(self, key: str) -> list[Span]:
        """Where the one with this key is named. A city is its state, and a place somebody, only where it acts."""
        identity = self.of(key)
        keys = self._of_state.get(identity.country or "", ()) if identity.id == identity.country else ()
        named = [other for other in keys if self.of(other).role == "name"] if keys else [key]
        spans = [span for other in named for span in self.names.spans[other]]
        if identity.kind == "state" and identity.id != identity.country:
            return [span for span in spans if not self.is_where(span)]
        return spans

    def is_where(self, span: Span) -> bool:
        """Whether a place's name says where something is: "in Quetta"."""
        return bool(_LOCATIVE.search(self.names.text, max(0, span.start - 20), span.start))

    def descriptions(self, number: int) -> tuple[Span, ...]:
        """What stands beside a name and says who that is: the title before, the words after or before in apposition."""
        if number not in self._beside:
            self._beside[number] = tuple(self._descriptions(number))
        return self._beside[number]

    def _descriptions(self, number: int) -> Iterator[Span]:
        names, text = self.names, self.names.text
        span = names.span(number)
        title = self._title(number)
        if title:
            yield title
        after = _AFTER.match(text, span.end)
        if after and not _CLAUSE.match(after["words"]):
            words, begin = after["words"].split(", ")[0], after.start("words")
            other = names.at(begin)
            listed = other is not None and names.span(other).end >= begin + len(words)  # "Ali, Baker and …"
            if not listed and (kind_of(words) in ("person", "organisation", "outlet") or sector_of_description(words)):
                for part in re.split(r" and (?=an? |the |former )", words):
                    yield Span(begin + words.index(part), begin + words.index(part) + len(part))
        before = _BEFORE.search(text, max(0, span.start - 110), span.start)
        if before and not is_plural(head(before["words"])):
            fits = may_describe(before["words"], names.type(number) == "Person")
            if fits and kind_of(before["words"]) in ("person", "organisation", "outlet", "other"):
                yield Span(*before.span("words"))

    def described(self, description: Span) -> tuple[str | None, str | None, str | None]:
        """Country, sector and reason of somebody, from a description, and from the body that it names."""
        words = self.names.words(description)
        told, whose = sector_of_description(words), country_described(words)
        body = self.affiliation(description)
        known = self.of(body) if body else None
        sector, country = told[0] if told else None, whose[0].code if whose else None
        if known and known.sector and (sector is None or is_general(head(words))) and sector not in ("ELI", "OPP"):
            sector = known.sector  # "a spokesman for the World Bank"
        country = country or (known.country if known else None)
        why = f"described as “{shortened(words)}”" if sector or country else None
        return country, sector, why

    def affiliation(self, description: Span) -> str | None:
        """The key of the body that a description names: "head of the *Sea Centre*"."""
        found = (i for i in self.names.within(description) if self.names.type(i) in ("Organization", "Facility"))
        return next((self.names.keys[i] for i in found), None)

    def spelling(self, key: str) -> str:
        """The fullest spelling of a name, without article and possessive."""
        names = self.names
        spelt = [" ".join(names.words(span).split()) for span in names.spans[key]]
        exact = [s for s in spelt if TITLE.sub("", plain(s)) == key or plain(s) == key] or spelt
        shown = ARTICLE.sub("", re.sub(r"(?<=\w)['’]s?$", "", exact[0])).strip(' ,“”"‘')
        return (TITLE.sub("", shown) or shown) if names.types[key] == "Person" else shown

    def _title(self, number: int) -> Span | None:
        """The title before a name, "*Acting US Ambassador* Natalie Baker", and what of it the name's span has."""
        names, text = self.names, self.names.text
        span = names.span(number)
        first = span.start
        begin = max(0, first - 90)
        for token in reversed(list(_TOKEN.finditer(text, begin, first))):
            if text[token.end() : first] != " " and token.end() != first:
                break
            word = token.group().strip("’'")
            low = word.lower()
            next_upper = text[first : first + 1].isupper()
            fits = low not in _NO_TITLE and (word[:1].isupper() or low in _IN_TITLES or kind_of(low) == "person")
            if not fits and not (low in ("of", "for", "and") and next_upper and first < span.start):
                break
            if "." in word and not re.fullmatch(r"(?:[A-Z]\.)+|[A-Z][a-z]{1,4}\.", word):
                break
            first = token.start()
        own = TITLE.match(text[span.start : span.end]) if names.type(number) == "Person" else None
        end = span.start + (own.end() if own else 0)
        words = text[first:end]
        lead = re.match(r"(?:(?:of|for|and) )+", words)
        first += lead.end() if lead else 0
        end = first + len(text[first:end].rstrip())
        return Span(first, end) if end > first else None

    # Facts, then what the text says

    def _state(self, key: str) -> tuple[Country, str] | None:
        """The state that a name stands for, and how (see `Identity.role`)."""
        if key in self._countries:
            return self._countries[key]
        type_ = self.names.types[key]
        found: tuple[Country, str] | None = None
        if type_ != "Person":
            government = _GOVERNMENT.fullmatch(key)
            whose = (government["of"] or re.sub(r"['’]s?$", "", government["whose"])) if government else ""
            if country := country_of(key) or country_of(whose) or country_of_adjective(whose):
                found = (country, "name")
            elif type_ in ("NORP", "Misc", "Location") and (
                country := country_of_adjective(key) or country_of_half(key)
            ):
                found = (country, "of")
            elif type_ == "Location" and (country := country_of_capital(key)):
                found = (country, "capital")
        self._countries[key] = found
        return found

    def _identity(self, key: str) -> Identity:
        type_ = self.names.types[key]
        state = self._state(key)
        if state:
            return self._of_country(*state, key)
        spelt = self.spelling(key)
        if type_ != "Person" and (body := body_of(key)):
            return self._of_body(body, spelt)
        if type_ == "Person":
            return self._person(key, spelt)
        if type_ == "NORP":
            return self._people(key, spelt)
        if type_ == "Location":
            return Identity(spelt, spelt, "state", None, "GOV", None, "the name of a place that acts")
        return self._other(key, spelt, type_)

    def _of_country(self, country: Country, role: str, key: str) -> Identity:
        by_role = {(self._state(other) or (country, ""))[1]: other for other in reversed(self._of_state[country.code])}
        if "name" in by_role:
            why = "the name of a state"
        elif "capital" in by_role:
            why = f"“{self.spelling(by_role['capital'])}” is its capital"
        else:
            why = f"“{self.spelling(by_role['of'])}” is what is of it"
        name = self._state_name(country)
        return Identity(country.code, name, "state", country.code, "GOV", country.wikidata, why, role)

    def _state_name(self, country: Country) -> str:
        """The usual English name, or another full one where the text has only that: "Türkiye"."""
        keys = self._of_state[country.code]
        spelt = [self.spelling(key) for key in keys if self._state(key) == (country, "name")]
        same = len(country.name.split())
        others = [s for s in spelt if len(s.split()) == same and not s.isupper() and not country.name.startswith(s)]
        return country.name if country.name in spelt or not others else others[0]

    def _of_body(self, body: Body, spelt: str) -> Identity:
        names = [
            self.spelling(key) for key in self.names.types if body_of(key) == body and self.names.types[key] != "Person"
        ]
        name = max([spelt, *names], key=len)
        return Identity(
            body.id, name, body.kind, body.country, body.sector, body.wikidata, "a body that the facts know"
        )

    def _person(self, key: str, spelt: str) -> Identity:
        country, sector, why = self._described(key)
        return Identity(spelt, spelt, "person", country, sector, None, why)

    def _people(self, key: str, spelt: str) -> Identity:
        country = country_of_people(key)
        if country:
            return Identity(spelt, spelt, "group", country.code, "CVL", None, f"“{spelt}” are people of it")
        place = self._place_of(key)
        if place and not is_plural(key):
            known = self.of(place)
            return Identity(
                known.id, known.name, known.kind, known.country, known.sector, known.wikidata, known.why, "of"
            )
        return Identity(spelt, spelt, "group", None, None, None, None)

    def _place_of(self, adjective: str) -> str | None:
        """The key of the place that an adjective is of, by their letters: "Keldaran" of Keldara."""
        for key, type_ in self.names.types.items():
            stem = key.rstrip("aeiouy")
            if type_ == "Location" and len(stem) > 2 and adjective.startswith(stem):
                rest = adjective[len(stem) :]
                if rest in _SUFFIXES or adjective[len(key) :] in _SUFFIXES:
                    return key
        return None

    def _other(self, key: str, spelt: str, type_: str) -> Identity:
        outlet = is_outlet(key) or key == self._outlet
        kind: Kind = "outlet" if outlet else "organisation" if type_ in ("Organization", "Facility") else "other"
        country, sector, why = self._described(key)
        reasons = [why] if why else []
        if outlet:
            sector, reasons = "JRN", ["its name reads as an outlet's"]
        elif (told := sector_of_name(spelt)) and (
            sector is None or told[0] in ("GOV", "MIL", "COP", "JUD", "LEG", "PTY")
        ):
            sector = told[0]
            reasons = [f"its name has “{told[1]}”", *(reasons if country else [])]
        if found := country_in(spelt):
            country = found[0].code
            words = re.search(re.escape(found[1]), spelt, re.I)
            reasons = [*reasons, f"its name has “{words.group() if words else found[1]}”"]
        return Identity(spelt, spelt, kind, country, sector, None, "; ".join(dict.fromkeys(reasons)) or None)

    def _described(self, key: str) -> tuple[str | None, str | None, str | None]:
        """Country, sector and reason, from what stands beside the names of this one."""
        country: str | None = None
        sector: str | None = None
        reasons: list[str] = []
        for i in self.names.numbers[key]:
            for span in self.descriptions(i):
                words = self.names.words(span)
                if self.names.types[key] != "Person" and not may_describe(words, False):
                    continue
                new_country, new_sector, reason = self.described(span)
                if (sector is None and new_sector) or (country is None and new_country):
                    reasons += [reason] if reason else []
                sector, country = sector or new_sector, country or new_country
            if sector and country:
                break
        return country, sector, "; ".join(dict.fromkeys(reasons)) or None


def shortened(words: str, most: int = 60) -> str:
    """A description on one line, cut at a word."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    return words[: words.rindex(" ", 0, most)] + " …" if " " in words[:most] else words[:most] + "…"
