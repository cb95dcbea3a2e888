"""Who the parties are: names that stand for one actor, and what "she", "the report", "the think tank" go back to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.claims.actors.countries import country_of, country_of_adjective
from sayso.claims.actors.descriptions import (
    ARTICLE,
    PERSON_PRONOUNS,
    PLURAL_PRONOUNS,
    PRONOUNS,
    RELATIVE_PRONOUNS,
    TITLE,
    core,
    head,
    is_abstract,
    is_office,
    is_plural,
    is_pronoun,
    kind_of,
    may_be_called,
    may_describe,
    may_go_back,
    office_in_full,
    same_office,
    same_sort,
)
from sayso.claims.actors.identities import Identities, Identity
from sayso.claims.actors.joining import agrees, apart
from sayso.claims.actors.names import ACTING, Name, Names, plain
from sayso.claims.actors.sectors import country_described, sector_of_kind
from sayso.types import Actor, Document, Kind, Party, Span

__all__ = ["ACTING", "Back", "Cast", "Name"]


@dataclass(frozen=True, slots=True)
class Back:
    """A mention, where its head word stands, and the number of the mention it goes back to (or None)."""

    span: Span
    head: int
    antecedent: int | None


_I = frozenset(("i", "me", "my", "mine", "myself"))
_WE = frozenset(("we", "us", "our", "ours", "ourselves"))
_SPEAKERS_OWN = _WE | {"you", "your"}
"""Whom these mean only a quotation's speaker tells."""
_HE_OR_SHE = frozenset(("he", "she", "him", "his", "himself", "her", "hers", "herself"))
_BODIES = ("organisation", "outlet", "state", "group", "document")
_WRITES = re.compile(
    r"^,? ?(?:(?:has|have|had|also|recently|\w+ly) ){0,2}"
    r"(?:penned|wrote|written|authored|co-authored|published|released|issued|compiled|prepared|filed|commissioned) $"
)
_MADE_BY = re.compile(r"(?: \w+ed)?(?: (?:on|in|last|this) (?:[\w.]+ ){1,2}?)? ?\b(?:by|from) (?:the )?")
_TO_ITS_NAME = re.compile(r"(?P<head>[\w-]+), (?:the )?(?=[A-Z])")
_ONE_AND_ITS_NAME = re.compile(r"(?:the|an?|its|his|her|their) [^,;:()]{2,60}, (?:the )?", re.IGNORECASE)
_MAKERS = ("Organization", "Person", "Facility")
_SOME = re.compile(r"(some|many|most|several|few|a few|other|two|three|four|five|all|both|\d+|any) ", re.I)
_ONE_OF = re.compile(r"(a|an|one|another) ", re.I)
_HEAD_WORD = re.compile(r"[\w’'-]+")
_DEFINITE = re.compile(r"(the|this|that) ", re.IGNORECASE)
_PASSING = frozenset(("former", "acting", "then", "new", "current", "outgoing", "veteran", "visiting", "top", "senior"))
"""Words that a later mention of an office adds or leaves out."""
_PEOPLES = ("NORP", "Location")
_WORDS_BEFORE = re.compile(r"(?:[\w’'-]+ ){1,5}$")
_OFFICE = re.compile(r", (?:the |a |an |its |his |her )?(?P<office>(?:[\w’'-]+ ?){1,5})")
_SENTENCE = re.compile(r"[.!?][”\"’']?\s+|\n+")
_GOVERNMENT = re.compile(
    r"(?:the |its )?(?-i:current |new |elected |federal |central |interim |transitional |national )*(?P<whose>.+?)"
    r"(?:['’]s?)? (?-i:current |new |elected |federal |central |interim |transitional |national )*"
    r"(?P<what>government|govt|state|side)|(?:the )?government of (?:the )?(?P<of>.+)",
    re.I,
)
_ITS_GOVERNMENT = re.compile(r"(?:['’]s?)? (?:\w+ ){0,2}government\b", re.I)
_GOVERNMENT_OF = re.compile(r"government of (?:the )?$", re.I)
_TWO = re.compile(
    r"(?:both|the two|these two|the two of|both of the|their two)(?: of)?(?: (?:the|these|our))? "
    r"(?:(?:[\w’'-]+ ){0,2})(?P<head>[\w-]+)|(?P<bare>the two|both)", re.I
)  # fmt: skip
_STATES = frozenset(
    ("countries", "nations", "states", "governments", "capitals", "neighbours", "neighbors", "powers", "republics",
     "heavyweights", "rivals", "allies", "foes", "superpowers", "peoples", "militaries", "armies", "economies")
)  # fmt: skip
_SIDES = frozenset(("sides", "parties", "groups", "organisations", "organizations", "bodies", "companies", "firms"))
_PERSONS = frozenset(
    (
        "leaders",
        "presidents",
        "ministers",
        "men",
        "women",
        "officials",
        "politicians",
        "premiers",
        "diplomats",
        "brothers",
    )
)
_JOINED = re.compile(r"[”\"’']?(?:['’]s)?(?:,? and (?:the |its )?|\s?[-–—/]\s?)[“\"‘]?")
_JOINED_TITLED = re.compile(r",? and (?:[\w.’'-]+ ){0,6}")
_SPOKEN_FOR = re.compile(
    r"\b(?:spokes\w+|aide|lawyer|adviser|advisor|office) (?:for|of|to) (?P<who>(?:[\w.’'-]+ ){1,6}?)"
    r"(?:has |have )?(?:said|says|told \w+|added|confirmed|insisted|denied)(?: that)? $"
)
"""Whose spokeswoman says what "he" does: his, as a rule."""
_OPENS = re.compile(r"(?:But|And|However,|Meanwhile,|Still,|Yet|[“\"‘])\s*")
_LONGEST = 90
"""Characters of a description; what is longer is no mention but a stretch that went wrong."""
_JOINTLY = 2500
"""Characters before "the two countries" within which the two have to be named jointly."""


class Cast:
    """Everybody named in one document, and who each other mention goes back to."""

    def __init__(self, document: Document, names: Sequence[Name], mentions: Sequence[Back]) -> None:
        self.document = document
        self.names = Names(document.text, names)
        self.mentions = mentions
        self._heads = sorted((mention.head, number) for number, mention in enumerate(mentions))
        self._identities = Identities(self.names, document.outlet)
        self._actors: dict[str, Actor] = {}
        self._seen: dict[str, set[Span]] = {}

    def parties(self, source: Span, speakers: Sequence[Party] = ()) -> tuple[Party, ...]:
        """The parties that a phrase names, joint ones apart, each resolved to an actor.

        The phrase is a source, or somebody who acts or is acted on. `speakers` are those in
        whose words it stands: "I" is the one of them, "we" is a body that speaks. In nobody's
        words "I" is the document's author, where it has one. "The two countries" are two
        parties of one span.
        """
        found: list[Party] = []
        for span in apart(self.names, source):
            own = self._own_voice(span, speakers)
            found += [own] if own else self._both(span) or [self._party(span)]
        return tuple(found)

    def actors(self) -> tuple[Actor, ...]:
        """Every actor that a party stands for, in the order of their first mentions."""
        rows = [replace(actor, mentions=tuple(sorted(self._seen.get(key, ())))) for key, actor in self._actors.items()]
        return tuple(sorted(rows, key=lambda a: (a.mentions[0] if a.mentions else Span(0, 0), a.id)))

    def _text(self, span: Span) -> str:
        return self.names.words(span)

    # Who a party is

    def _party(self, span: Span) -> Party:
        text = self._text(span)
        if is_pronoun(text):
            return self._pronoun(span)
        if text != office_in_full(text) and (office := self._titled(span)) is not None:
            return self._named(span, office)
        government = self._government(span)
        if government is not None:
            return self._named(span, government)
        named = self._naming(span)
        if named is not None and not self._is_only_a_place(span, named):
            return self._named(span, named)
        if named is not None:
            return Party(span, "other", True, None)
        titled = self._titled(span)
        if titled is not None:
            return self._named(span, titled)
        back = self._resolve(span)
        if back is not None and not is_plural(head(text)) and self._describes(span, back):
            return self._named(span, back)
        only = self._only(span)
        if only is None:
            only = self._named_later(span)
        if only is not None:
            return self._named(span, only)
        return self._unnamed(span)

    def _government(self, span: Span) -> int | None:
        """The number of the state's name in "the Pakistani government", "the government of Pakistan"."""
        full = " ".join(self._text(span).split())
        for words in dict.fromkeys((" ".join(core(full).split()), full)):
            told = _GOVERNMENT.fullmatch(words)
            if told is None:
                continue
            whose = plain(told["whose"] or told["of"])
            # "The state of Georgia" may be one of the United States.
            by_name = None if told["what"] == "state" else country_of(whose)
            if by_name or country_of_adjective(whose):
                return next((i for i in self.names.within(span) if self.names.keys[i] == whose), None)
        return None

    def _is_only_a_place(self, span: Span, number: int) -> bool:
        """Whether this names where something is and nobody who acts: the city in "in Quetta"."""
        if self.names.type(number) not in ("Location", "Facility"):
            return False
        identity = self._identities.of(self.names.keys[number])
        state = identity.id == identity.country and identity.role == "name"
        return not state and self._identities.is_where(span)

    def _titled(self, span: Span) -> int | None:
        """Whom "the foreign minister" or "the ministry" means: the one that is named by these words.

        A person by the title before a name or the office after it ("Ole Quist, director of the port"),
        a body by its own name or by what stands beside it ("A think tank, the *Sea Institute*"). Of
        several it is the last one before, if that can be told apart.
        """
        text = office_in_full(self._text(span))
        kind, words = kind_of(text), core(text).lower().split()
        if not _DEFINITE.match(text):
            of_a_state = next((i for i in self.names.within(span) if self.names.span(i).start == span.start), None)
            whose = (
                re.match(r"['’]s? ", self.document.text[self.names.span(of_a_state).end :])
                if of_a_state is not None
                else None
            )
            if not whose or kind != "person":
                return None
        if kind in ("document", "state", "group") or is_plural(head(text)):
            return None
        own = head(text)
        # Whose minister it is may be left out where he is named: "the Velmish minister", "Minister Quist".
        wanted = {word.strip("“”\"’'") for word in words[1:]} - {own}
        places = (self._text(self.names.span(i)) for i in self.names.within(span) if self.names.all[i].type in _PEOPLES)
        wanted -= {word.lower() for place in places for word in place.split()} | _PASSING
        found = [
            i
            for i, person, words in self._by_office(own)
            if (kind == "other" or may_describe(text, person))
            and wanted <= words
            and not self._apposed_here(span, i)
            and self._may_be_of_its_country(span, i)
        ]
        if len({self.names.keys[i] for i in found}) == 1:
            return found[0]
        before = [i for i in found if self.names.span(i).start < span.start]
        return before[-1] if before and (kind == "person" or wanted) else None

    def _may_be_of_its_country(self, span: Span, number: int) -> bool:
        """Whether a description tells no other country than is known of a name: no Iranian is "the French minister"."""
        told = country_described(self._text(span))
        known = self._identities.of(self.names.keys[number]).country if told else None
        return told is None or known is None or told[0].code == known

    def _by_office(self, own: str) -> Iterable[tuple[int, bool, frozenset[str]]]:
        """The names that stand with this head word, or else with one of the same office: a magistrate is a judge."""
        found = self._called.get(own, ())
        if found or not is_office(own):
            return found
        return sorted(row for word, rows in self._called.items() if same_office(own, word) for row in rows)

    def _apposed_here(self, span: Span, number: int) -> bool:
        """Whether these very words are what a name is called by, so that nothing goes back."""
        return span.end + 2 >= self.names.span(number).start >= span.end and kind_of(self._text(span)) == "other"

    @cached_property
    def _called(self) -> Mapping[str, Sequence[tuple[int, bool, frozenset[str]]]]:
        """By a head word, the names that stand with it: number, whether a person's, what other words stand there."""
        called: dict[str, list[tuple[int, bool, frozenset[str]]]] = {}
        for i in range(len(self.names)):
            for word, others in self._titles_of(i):
                called.setdefault(word, []).append((i, self.names.all[i].type == "Person", frozenset(others)))
        return called

    def _titles_of(self, number: int) -> Iterable[tuple[str, Sequence[str]]]:
        name, text = self.names.all[number], self.document.text
        if name.type == "Organization":
            words = self.names.keys[number].split()
            yield from ((word, words) for word in {words[0], words[-1]})
        if name.type in _MAKERS:
            for span in self._identities.descriptions(number):
                told = self._text(span)
                words = [word.strip("“”\"’'") for word in core(told).lower().split()]
                if may_describe(told, name.type == "Person") and head(told):
                    yield head(told), [*words, *self.names.keys[number].split()] if name.type != "Person" else words
        if name.type == "Person":
            before = _WORDS_BEFORE.search(text, max(0, name.span.start - 60), name.span.start)
            if before:
                title = before.group().lower().split()
                yield title[-1], title
            after = _OFFICE.match(text, name.span.end)
            office = after["office"].lower().split() if after else []
            yield from ((word, office[:place]) for place, word in enumerate(office))

    def _only(self, span: Span) -> int | None:
        """The only body of the text that "the think tank" or "the agency" can describe."""
        text = " ".join(self._text(span).split())
        if not re.fullmatch(r"(?:the|this|that) (?:think tank|news agency|[\w-]+)", text, re.I):
            return None
        own = "think tank" if text.lower().endswith("think tank") else head(text)
        if own in ("government", "govt"):
            return next(iter(self._governments.values())) if len(self._governments) == 1 else None
        keys = [key for key, told in self._sorts.items() if same_sort(own, told)]
        return self.names.numbers[keys[0]][0] if len(keys) == 1 else None

    def _named_later(self, span: Span) -> int | None:
        """Who "an importer" is where the text says so later: "The importer, *Ida Quist*"."""
        text = self._text(span)
        if not re.match(r"an? ", text, re.I) or not head(text):
            return None
        again = re.compile(rf"\b[Tt]he {re.escape(head(text))}, (?:the )?")
        found = [self.names.at(match.end()) for match in again.finditer(self.document.text, span.end)]
        named = [i for i in found if i is not None and agrees(self.names, kind_of(text), i)]
        return named[0] if len({self.names.keys[i] for i in named}) == 1 else None

    @cached_property
    def _sorts(self) -> Mapping[str, str]:
        """For each body's key its name, and the head words of what stands beside it."""
        told: dict[str, str] = {}
        for key, numbers in self.names.numbers.items():
            if self.names.types[key] in ("Organization", "Facility"):
                beside = (self._text(span) for i in numbers for span in self._identities.descriptions(i))
                told[key] = " ".join((key, *(head(words) for words in beside if may_describe(words, False))))
        return told

    @cached_property
    def _governments(self) -> Mapping[str, int]:
        """The states whose governments the text speaks of: "the Cuban government"; by id, with the name's number."""
        found: dict[str, int] = {}
        for i in range(len(self.names)):
            identity = self._identities.of(self.names.keys[i])
            after = _ITS_GOVERNMENT.match(self.document.text, self.names.span(i).end)
            before = _GOVERNMENT_OF.search(
                self.document.text, max(0, self.names.span(i).start - 25), self.names.span(i).start
            )
            if identity.kind == "state" and (after or before):
                found.setdefault(identity.id, i)
        return found

    def _describes(self, span: Span, number: int) -> bool:
        """Whether a description can be of a name: of its kind, and not another sort of body."""
        text = self._text(span)
        own, key = head(text), self.names.keys[number]
        if not agrees(self.names, kind_of(text), number) or not self._may_be_of_its_country(span, number):
            return False
        if kind_of(text) != "person":
            return may_be_called(own, key)
        held = {word for i in self.names.numbers[key] for word, _ in self._titles_of(i) if is_office(word)}
        return not (held and is_office(own)) or any(same_office(own, office) for office in held)

    def _naming(self, span: Span) -> int | None:
        """The number of the name that a phrase gives its party: as its head, after its title, or in apposition."""
        text = self._text(span)
        kind = kind_of(text)
        i = self.names.core(span)
        if i is not None and self.names.all[i].type == "NORP":
            before = self.document.text[span.start : self.names.span(i).start].strip(" “”\"‘’'")
            if _SOME.match(text) or _ONE_OF.match(text) or before.lower() not in ("", "the", "both the"):
                return None  # "some Iranians", "western Sudanese"
        if i is not None and kind != "document":
            after = self.document.text[self.names.span(i).end : span.end]
            if not re.match(r"[”\"]?['’]s? ?\w|[-–]\w", after) or after.lstrip('”"') in ("’s", "'s"):
                return i
        for i in self.names.within(span):
            name = self.names.span(i)
            between = self.document.text[span.start : name.start]
            if re.match(r"['’]s?\b|[-–]\w", self.document.text[name.end : span.end]):
                continue
            apposition = re.search(r"(,|–|—|:) ?(?:the |\w+\.? ){0,2}[“\"]?$", between)
            ends = re.match(r"[”\"’')]?(\s*\([^)]*\))?[,.]?(\s|$)", self.document.text[name.end : span.end] + " ")
            if apposition and ends and "(" not in between and agrees(self.names, kind, i):
                return i
            # "The buyer, Orsa Maritime": nothing else is said, so the two are one, whatever a buyer is.
            alone = _ONE_AND_ITS_NAME.fullmatch(between) and name.end == span.end and not is_plural(head(between))
            if alone and self.names.type(i) in _MAKERS and kind != "document":
                return i
            # "Secretary of State Ida Quist": a title, and no word between but the title's own.
            title = kind == "person" and not ARTICLE.match(text) and self.names.type(i) == "Person"
            if title and re.fullmatch(r"(?:[\w’'\-]+ ){1,3}(?:of|for|at) (?:[A-Z][\w’'\-]+ (?:and )?)+", between):
                return i
        return self._possessor(span) if kind == "other" else None

    def _possessor(self, span: Span) -> int | None:
        """The number of the name that a deed or a share is somebody's: "*Israel*'s hand", "*India*’s role"."""
        first = next(iter(self.names.within(span)), None)
        if first is None or not is_abstract(head(self._text(span))):
            return None
        name = self.names.span(first)
        between = self.document.text[span.start : name.start].strip(' “”"‘')
        own = re.match(r"[”\"]?['’]s? ", self.document.text[name.end : span.end])
        return first if own and between.lower() in ("", "the") else None

    def _own_voice(self, span: Span, speakers: Sequence[Party]) -> Party | None:
        """Whom "I" and "we" mean; None where this is neither, or nobody can be told."""
        word = self._text(span).lower()
        if word not in _I | _WE or self._text(span) == "US":
            return None
        if len(speakers) == 1 and (word in _I or speakers[0].kind in _BODIES):
            speaker = self._author_of(speakers[0]) if word in _I else speakers[0]
            if speaker.actor_id:
                self._seen.setdefault(speaker.actor_id, set()).add(span)
            return Party(span, speaker.kind, speaker.named, speaker.actor_id)
        if len(speakers) == 1 and word in _WE:
            return self._body_behind(span, speakers[0])
        if word in _I and not speakers and len(self.document.byline) == 1:
            author = self.document.byline[0]
            key = plain(author)
            if key in self.names.types:
                return Party(span, "person", True, self._actor(key, span))
            self._actors.setdefault(author, Actor(author, author, "person", ()))
            self._seen.setdefault(author, set()).add(span)
            return Party(span, "person", True, author)
        return None

    def _author_of(self, speaker: Party) -> Party:
        """Who wrote a document that speaks, where the text tells; else the document."""
        known = self._actors.get(speaker.actor_id or "")
        if known is None or known.kind != "document" or len(known.by) != 1:
            return speaker
        author = self._actors[known.by[0]]
        return replace(speaker, kind=author.kind, named=True, actor_id=author.id)

    def _body_behind(self, span: Span, speaker: Party) -> Party | None:
        """The body that a person speaks for, as the text presents him: "Ole Quist, director of the *Sea Centre*"."""
        for key, numbers in self.names.numbers.items():
            if self.names.types[key] != "Person" or self._identities.of(key).id != speaker.actor_id:
                continue
            for number in numbers:
                for told in self._identities.descriptions(number):
                    body = self._identities.affiliation(told)
                    if body:
                        identity = self._identities.of(body)
                        return Party(span, identity.kind, True, self._actor(body, span))
        return None

    def _both(self, span: Span) -> list[Party]:
        """The two that "the two countries" and "both sides" are: those named jointly last; [] where it is not clear."""
        text = " ".join(self._text(span).split())
        told = _TWO.fullmatch(text)
        if told is None or (told["bare"] or "").lower() == "both":
            return []
        own = (told["head"] or "").lower()
        types: tuple[str, ...]
        if own in _STATES:
            types = ("Location", "NORP")
        elif own in _SIDES or told["bare"]:
            types = ("Location", "NORP", "Organization", "Misc")
        elif own in _PERSONS:
            types = ("Person",)
        else:
            return []
        pair = self._joint(span.start, types, own in _STATES)
        return [self._named(span, number) for number in pair or ()]

    def _joint(self, before: int, types: Sequence[str], states: bool) -> tuple[int, int] | None:
        """The last two names of these types that stand jointly before a place: "Iran and Pakistan", "Iran-Pakistan"."""
        last = self.names.from_place(before) - 1
        joined = _JOINED_TITLED if types == ("Person",) else _JOINED
        for i in range(last - 1, -1, -1):
            if self.names.span(i).start < before - _JOINTLY:
                break
            one, other = self.names.span(i), self.names.span(i + 1)
            if self.names.type(i) not in types or self.names.type(i + 1) not in types:
                continue
            if not joined.fullmatch(self.document.text, one.end, other.start):
                continue
            ids = [self._identities.of(self.names.keys[k]) for k in (i, i + 1)]
            if ids[0].id == ids[1].id or (states and any(one.kind != "state" for one in ids)):
                continue
            # "Iran, Pakistan and India" are three.
            if i and re.fullmatch(r",? ?", self.document.text[self.names.span(i - 1).end : one.start]):
                return None
            return i, i + 1
        if not states:
            return None
        named: dict[str, int] = {}
        for i in range(last + 1):
            identity = self._identities.of(self.names.keys[i])
            if identity.id == identity.country and identity.role != "of":
                named.setdefault(identity.id, i)
        two = list(named.values())
        return (two[0], two[1]) if len(two) == 2 else None

    def _pronoun(self, span: Span) -> Party:
        word = self._text(span).lower()
        if word in _SPEAKERS_OWN:
            return Party(span, "group" if word.startswith(("w", "o", "us")) else "other", False, None)
        back = self._before(span) if word in RELATIVE_PRONOUNS else self._resolve(span)
        person = word in PERSON_PRONOUNS
        if back is not None and (not self._may_be(word, back) or self._is_its_subject(word, span, back)):
            back = None
        if word in _HE_OR_SHE and (
            spoken := _SPOKEN_FOR.search(self.document.text, max(0, span.start - 120), span.start)
        ):
            for_whom = self.names.at(spoken.end("who") - 2)
            back = for_whom if for_whom is not None and self.names.type(for_whom) == "Person" else back
        if back is None and word in _HE_OR_SHE:
            pronouns = (self.mentions[at].span for at in self._chain(span))
            back = self._last_person(min((span, *(s for s in pronouns if self._text(s).lower() in PRONOUNS))), word)
        if back is not None:
            return self._named(span, back)
        first = self._first_mention(span)
        if word in RELATIVE_PRONOUNS:
            far, here = (bisect_left(self._heads, (place,)) for place in (span.start - _LONGEST, span.start))
            close = self._heads[far:here]
            heads = ((self.mentions[i], _HEAD_WORD.match(self.document.text, at)) for at, i in close)
            near = (Span(m.span.start, word.end()) for m, word in heads if word and 0 < span.start - word.end() <= 2)
            first = next((s for s in near if s.start < s.end and "\n" not in self._text(s)), span)
        if first != span and not (person and kind_of(self._text(first)) != "person"):
            party = self._unnamed(first) if is_pronoun(self._text(first)) else self._party(first)
            if party.actor_id:
                self._seen[party.actor_id].add(span)
            return Party(span, party.kind, party.named, party.actor_id)
        subject = self._subject(span, word)
        if subject is not None:
            found = self._party(subject)
            if found.actor_id:
                self._seen[found.actor_id].add(span)
            return replace(found, span=span)
        person = person or word.endswith(("one", "body"))
        kind: Kind = "person" if person else "group" if word in PLURAL_PRONOUNS else "other"
        return Party(span, kind, False, None)

    def _subject(self, span: Span, word: str) -> Span | None:
        """What "it" and "they" mean where the mentions do not tell: the body or group that its sentence begins with.

        For one that itself begins the sentence it is what the sentence before begins with.
        """
        if word not in ("it", "its", "itself", "they", "them", "their", "themselves"):
            return None
        text = self.document.text
        paragraph = text.rfind("\n", 0, span.start) + 1
        begin = [paragraph, *(paragraph + m.end() for m in _SENTENCE.finditer(text[paragraph : span.start]))]
        for start in reversed(begin[-2:]):
            opens = _OPENS.match(text, start, span.start)
            start = opens.end() if opens else start
            first, end = bisect_left(self._heads, (start,)), bisect_left(self._heads, (start + 60,))
            for place, number in self._heads[first:end]:
                found = self.mentions[number].span
                words = self._text(found)
                if found.start != start or found.end > span.start or is_pronoun(words) or "\n" in words:
                    continue
                plural = is_plural(head(words))
                fits = kind_of(words) in ("organisation", "outlet", "state") and not plural
                fits = fits or (plural and word not in ("it", "its", "itself"))
                if fits and place < span.start:
                    return found
        return None

    def _may_be(self, pronoun: str, number: int) -> bool:
        """Whether a pronoun can go back to this name."""
        type_ = self.names.type(number)
        if pronoun in PERSON_PRONOUNS:
            return type_ == "Person"
        if pronoun in PLURAL_PRONOUNS:
            return type_ not in ("Person", "Location")
        return pronoun in RELATIVE_PRONOUNS or type_ != "Person"

    def _is_its_subject(self, word: str, span: Span, number: int) -> bool:
        """Whether this name acts on whom "him" is, in one clause: "Mr Lacey accused *him*" is of another."""
        own = self.names.span(number)
        if word not in ("him", "them") or not 0 < span.start - own.end < _LONGEST:
            return False
        between = self.document.text[own.end : span.start]
        return bool(re.fullmatch(r" (?:\w+ ){1,3}", between)) and not re.search(
            r"\b(that|who|whether|if|and|but|as|because|when|while|to|for|with|of|said|says)\b", between
        )

    def _before(self, span: Span) -> int | None:
        """The name that a relative pronoun directly follows."""
        i = self.names.from_place(span.start) - 1
        if i >= 0 and self.document.text[self.names.span(i).end : span.start].strip(" ") in ("", ","):
            return i
        return None

    def _last_person(self, span: Span, word: str) -> int | None:
        """Whom "she" means where the mentions do not tell: the person whom a sentence just before begins with.

        Only the same paragraph and the one before are looked at, and where no sentence there begins with
        a person, a name is taken only if it is the sole one. "Him" is not whom its own sentence begins with.
        """
        text = self.document.text
        paragraph = text.rfind("\n", 0, max(text.rfind("\n", 0, span.start), 0)) + 1
        people = [i for i in self.names.within(Span(paragraph, span.start)) if self.names.type(i) == "Person"]
        begin = [paragraph, *(paragraph + m.end() for m in _SENTENCE.finditer(text[paragraph : span.start]))]
        if word in ("him", "hers") or (word == "her" and not re.match(r" [a-z]", text[span.end : span.end + 2])):
            own = {self.names.keys[i] for i in people if self.names.span(i).start >= begin[-1]}
            people = [i for i in people if self.names.keys[i] not in own]
        for i in reversed(people):
            start = max(b for b in begin if b <= self.names.span(i).start)
            before = text[start : self.names.span(i).start]
            few = re.fullmatch(r"(?:[\w.’'\-]+ ){0,3}", before) and not ARTICLE.match(before)
            if few or not TITLE.sub("", before).strip(' “"‘'):
                return i
        return people[-1] if len({self.names.keys[i] for i in people}) == 1 else None

    def _named(self, span: Span, number: int) -> Party:
        key = self.names.keys[number]
        return Party(span, self._identities.of(key).kind, True, self._actor(key, span))

    def _unnamed(self, span: Span) -> Party:
        text = self._text(span)
        kind = kind_of(text)
        naming = self._describing(span)
        named = (
            kind in ("organisation", "outlet")
            and bool(naming)
            and not re.match(r"(a|an|another|some|many|several|one|two)\b", text, re.I)
        )
        first = span if named else self._first_mention(span)
        if kind in ("document", "person") and first == span:
            first = self._first_new(span)
        short = kind == "document" or named or len(self._text(first)) > _LONGEST or "," in self._text(first)
        called = " ".join((core(self._text(first)) if short else self._text(first)).split())
        called = re.sub(r"(?<=\w)['’]s?$", "", called)
        bare = plain(called) or called.lower()
        if not bare:
            return Party(span, kind, False, None)
        name = ARTICLE.sub("", called) if named else called
        key = (self._of_state(first) or name) if named else f"{self.document.id}:{bare}"
        if key not in self._actors:
            makers = dict.fromkeys(self._actor(k, None) for k in self._makers(first)) if kind == "document" else {}
            country, sector, why = self._identities.described(first) if kind != "document" else (None, None, None)
            sector = sector or sector_of_kind(kind)
            self._actors[key] = Actor(key, name, kind, (), country, sector, None, tuple(makers), why)
        self._seen.setdefault(key, set()).add(span)
        return Party(span, kind, named, key)

    def _of_state(self, span: Span) -> str | None:
        """The id of a state's own body, the same however it is worded: "Pakistan's army", "the Pakistani army"."""
        words = " ".join(core(self._text(span)).split())
        numbers = self._describing(span)
        if len(numbers) != 1:
            return None
        identity = self._identities.of(self.names.keys[numbers[0]])
        if identity.id != identity.country or identity.role == "capital":
            return None
        rest = re.fullmatch(
            rf"(?:the )?[“\"]?{re.escape(' '.join(self._text(self.names.span(numbers[0])).split()))}[”\"]?(?:['’]s?)? "
            r"(?P<rest>[a-z][a-z -]+)", words, re.I
        )  # fmt: skip
        return f"{identity.id} {rest['rest'].lower()}" if rest and rest["rest"] == rest["rest"].lower() else None

    def _describing(self, span: Span) -> list[int]:
        """Names in a phrase's core that are part of what it is called; "London-based" is not."""
        end = span.start + len(core(self._text(span)))
        return [i for i in self.names.within(span) if self.names.span(i).start < end and not self.names.compound(i)]

    def _makers(self, span: Span) -> Iterable[str]:
        """Who made a document: "a Newsweek report", "a report by the union", "Ali penned a report"."""
        text, names = self.document.text, self.names
        for i in self._describing(span):
            if names.all[i].type in _MAKERS:
                yield names.keys[i]
        after = _MADE_BY.match(text, span.start + len(core(self._text(span))))
        i = names.from_place(after.end()) if after else len(names)
        if after and i < len(names) and names.span(i).start == after.end() and names.all[i].type in _MAKERS:
            yield names.keys[i]
        i = names.from_place(span.start) - 1
        if i >= 0 and names.all[i].type in _MAKERS and _WRITES.match(text[names.span(i).end : span.start]):
            yield names.keys[i]

    def _first_new(self, span: Span) -> Span:
        """What "the report" and "the source" go back to: the last new one before, else itself."""
        text = self._text(span)
        if not re.fullmatch(r"(?:the|this|that) [\w-]+", core(text), re.I):
            return span
        new = re.compile(rf"\b(?:an?|one|its|his|her|their)\s+(?:[\w’'\-]+\s+){{0,3}}?{re.escape(head(text))}\b", re.I)
        found = list(new.finditer(self.document.text, max(0, span.start - 3000), span.start))
        return Span(found[-1].start(), found[-1].end()) if found else span

    def _actor(self, key: str, at: Span | None) -> str:
        identity: Identity = self._identities.of(key)
        if identity.id not in self._actors:
            self._actors[identity.id] = Actor(
                identity.id, identity.name, identity.kind, (), identity.country, identity.sector, identity.wikidata,
                (), identity.why,
            )  # fmt: skip
        seen = self._seen.setdefault(identity.id, set())
        seen.update(self._identities.spans(key))
        if at is not None and not any(self.names.span(i) in seen for i in self.names.within(at)):
            inside = [self.names.span(i) for i in self.names.within(at) if self.names.keys[i] == key]
            seen.add(inside[0] if inside else at)
        return identity.id

    def _mention(self, span: Span) -> int | None:
        """The number of the mention whose head is the head of this phrase."""
        end = span.start + len(core(self._text(span)).rstrip(" ,"))
        begin = self.document.text.rfind(" ", span.start, end) + 1 or span.start
        at = bisect_left(self._heads, (max(begin, span.start),))
        return self._heads[at][1] if at < len(self._heads) and self._heads[at][0] < end else None

    def _chain(self, span: Span) -> Iterable[int]:
        """Numbers of the mentions that a phrase goes back over, itself first."""
        at = self._mention(span)
        seen: set[int] = set()
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = self.mentions[at].antecedent

    def _resolve(self, span: Span) -> int | None:
        """The number of the name that a pronoun's or description's chain of mentions ends in."""
        for at in self._chain(span):
            place = self.mentions[at].head
            number = self.names.at(place)
            if number is None:
                number = self._named_after(place)
            if number is not None:
                return number
        return None

    def _named_after(self, place: int) -> int | None:
        """The number of the name that follows a description's head word in apposition: "the body, *Orsa Maritime*,"."""
        between = _TO_ITS_NAME.match(self.document.text, place)
        if between is None or is_plural(between["head"].lower()):
            return None
        number = self.names.at(between.end())
        if number is None or self.names.span(number).start != between.end():
            return None
        return number if agrees(self.names, kind_of(between["head"]), number) else None

    def _first_mention(self, span: Span) -> Span:
        """The first description in the chain of a party without a name."""
        first, text = span, self._text(span)
        kind, pronoun = kind_of(text), plain(text) in PRONOUNS
        for at in self._chain(span):
            found = self.mentions[at].span
            if self.names.at(self.mentions[at].head) is not None:
                break
            words = self._text(found)
            fits = found.start < span.start and len(words) <= _LONGEST and "\n" not in words
            if fits and words.lower() not in PRONOUNS and (pronoun or kind_of(words) == kind):
                if not pronoun and not may_go_back(text, words):
                    break
                first = found
        return first
