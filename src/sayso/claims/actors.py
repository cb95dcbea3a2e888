"""Who the parties are: names that stand for one actor, and what "she", "the report", "the think tank" go back to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.claims.countries import country_of, country_of_capital
from sayso.claims.descriptions import (
    ARTICLE,
    PERSON_PRONOUNS,
    PLURAL_PRONOUNS,
    PRONOUNS,
    RELATIVE_PRONOUNS,
    TITLE,
    core,
    head,
    is_outlet,
    is_plural,
    is_pronoun,
    kind_of,
)
from sayso.types import Actor, Document, Kind, Party, Span

ACTING = ("Person", "Organization", "NORP", "Location", "Facility", "Misc")
"""Types of names that can stand for a party, those that are trusted first where a name was given several."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text with its type."""

    span: Span
    type: str


@dataclass(frozen=True, slots=True)
class Back:
    """A mention, where its head word stands, and the number of the mention it goes back to (or None)."""

    span: Span
    head: int
    antecedent: int | None


_TRUSTED = ("Location", "Organization", "Person", "NORP", "Facility", "Misc")
_I = frozenset(("i", "me", "my", "mine", "myself"))
_WE = frozenset(("we", "us", "our", "ours", "ourselves"))
_SPEAKERS_OWN = _WE | {"you", "your"}
"""Whom these mean only a quotation's speaker tells."""
_BODIES = ("organisation", "outlet", "state", "group", "document")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "la", "al"))
_JOIN = re.compile(r",? (?:and|or|as well as|along with|together with) |, ")
_CLAUSE = re.compile(
    r"(who|whom|whose|which|that|where|when|said|told|including|citing|speaking|adding|among others|both of|"
    r"[a-z]+ing|himself|herself|themselves)\b"
)
_WRITES = re.compile(
    r"^,? ?(?:(?:has|have|had|also|recently|\w+ly) ){0,2}"
    r"(?:penned|wrote|written|authored|co-authored|published|released|issued|compiled|prepared|filed|commissioned) $"
)
_MADE_BY = re.compile(r"(?: \w+ed)?(?: (?:on|in|last|this) (?:[\w.]+ ){1,2}?)? ?\b(?:by|from) (?:the )?")
_TO_ITS_NAME = re.compile(r"(?P<head>[\w-]+), (?:the )?(?=[A-Z])")
_ONE_AND_ITS_NAME = re.compile(r"(?:the|an?|its|his|her|their) [^,;:()]{2,60}, (?:the )?", re.IGNORECASE)
_MAKERS = ("Organization", "Person", "Facility")
_SOME = re.compile(r"(some|many|most|several|few|a few|other|two|three|four|five|all|both|\d+|any) ", re.I)
_HEAD_WORD = re.compile(r"[\w’'-]+")
_DEFINITE = re.compile(r"the ", re.IGNORECASE)
_PASSING = frozenset(("former", "acting", "then", "new", "current", "outgoing", "veteran", "visiting", "top", "senior"))
"""Words that a later mention of an office adds or leaves out."""
_PEOPLES = ("NORP", "Location")
_WORDS_BEFORE = re.compile(r"(?:[\w’'-]+ ){1,5}$")
_OFFICE = re.compile(r", (?:the |a |an |its |his |her )?(?P<office>(?:[\w’'-]+ ?){1,5})")
_SENTENCE = re.compile(r"[.!?][”\"’']?\s+|\n+")
_LONGEST = 90
"""Characters of a description; what is longer is no mention but a stretch that went wrong."""


def _plain(name: str) -> str:
    """A name as names are compared: no article, no possessive, single spaces, lower case."""
    name = re.sub(r"(?<=\w)['’]s?$", "", " ".join(name.split()).strip(" ,;:\"“”‘"))
    return ARTICLE.sub("", name).lower().strip(" .,\"“”'‘’")


def _letters(words: Sequence[str]) -> set[str]:
    """The acronyms that these words may have: with their small words, and without."""
    return {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)}


class Cast:
    """Everybody named in one document, and who each other mention goes back to."""

    def __init__(self, document: Document, names: Sequence[Name], mentions: Sequence[Back]) -> None:
        self.document = document
        acting = (name for name in names if name.type in ACTING and _plain(self._text(name.span)))
        self.names = sorted(acting, key=lambda n: n.span)
        self.mentions = mentions
        self._starts = [name.span.start for name in self.names]
        self._heads = sorted((mention.head, number) for number, mention in enumerate(mentions))
        self._key = self._same()
        self._types = self._usual_types()
        self._spans: dict[str, list[Span]] = {}
        self._countries: dict[str, list[Span]] = {}
        for name, key in zip(self.names, self._key, strict=True):
            self._spans.setdefault(key, []).append(name.span)
            if country := country_of(key):
                self._countries.setdefault(country[0], []).append(name.span)
        self._actors: dict[str, tuple[str, Kind, str | None, tuple[str, ...]]] = {}
        self._seen: dict[str, set[Span]] = {}

    def parties(self, source: Span, speakers: Sequence[Party] = ()) -> tuple[Party, ...]:
        """The parties that a source names, joint ones apart, each resolved to an actor.

        `speakers` are those in whose words the source stands: "I" is the one of them, "we" is a
        body that speaks. In nobody's words "I" is the document's author, where it has one.
        """
        return tuple(self._own_voice(span, speakers) or self._party(span) for span in self._split(source))

    def actors(self) -> tuple[Actor, ...]:
        """Every actor that a party stands for, in the order of their first mentions."""
        rows = [
            Actor(key, name, kind, tuple(sorted(self._seen.get(key, ()))), country, None, None, by)
            for key, (name, kind, country, by) in self._actors.items()
        ]
        return tuple(sorted(rows, key=lambda a: (a.mentions[0] if a.mentions else Span(0, 0), a.id)))

    def _text(self, span: Span) -> str:
        return self.document.text[span.start : span.end]

    def _within(self, span: Span) -> list[int]:
        """Numbers of the names that stand within a span."""
        found = []
        for i in range(bisect_left(self._starts, span.start), len(self.names)):
            if self.names[i].span.start >= span.end:
                break
            if self.names[i].span.end <= span.end:
                found.append(i)
        return found

    # Which names are one

    def _same(self) -> list[str]:
        """For each name the plain form of the fullest name of the same one."""
        forms = []
        for name in self.names:
            form = _plain(self._text(name.span))
            forms.append((TITLE.sub("", form) or form) if name.type == "Person" else form)
        people: dict[str, list[tuple[int, str]]] = {}  # the last, the first and all but the first words of full names
        bodies: dict[str, str] = {}  # by acronym, and by the first words
        persons = (form for form, name in zip(forms, self.names, strict=True) if form and name.type == "Person")
        surnames = {form.split()[-1] for form in persons if " " in form}
        for i, (form, name) in enumerate(zip(forms, self.names, strict=True)):
            words = form.split()
            if len(words) < 2:
                continue
            if name.type == "Person":
                shorter = {" ".join(words[k:]) for k in range(1, len(words))}
                shorter |= {" ".join(words[:k]) for k in range(2, len(words))}
                shorter |= {f"{words[0]} {words[-1]}"} - {form}
                shorter |= {words[0]} - surnames
                for short in shorter:
                    people.setdefault(short, []).append((i, form))
            elif name.type in ("Organization", "Facility", "Misc"):
                for short in _letters(words):
                    bodies[short] = max(bodies.get(short, ""), form, key=len)
                for k in range(2, len(words)):
                    if words[k - 1] not in _SMALL:
                        bodies.setdefault(" ".join(words[:k]), form)
        bodies |= self._introduced(forms)
        return [self._fullest(i, form, people, bodies) for i, form in enumerate(forms)]

    def _introduced(self, forms: Sequence[str]) -> dict[str, str]:
        """Acronyms that the text itself explains: "the Islamabad Policy Institute (IPI)"."""
        found = {}
        for i in range(len(self.names) - 1):
            here, after = self.names[i].span, self.names[i + 1].span
            between = self.document.text[here.end : after.start]
            closes = self.document.text[after.end : after.end + 1] == ")"
            if between == " (" and closes and self._text(after).isupper() and len(forms[i].split()) > 1:
                found[forms[i + 1]] = forms[i]
        return found

    def _fullest(
        self, number: int, form: str, people: Mapping[str, list[tuple[int, str]]], bodies: Mapping[str, str]
    ) -> str:
        if self.names[number].type == "Person" and form in people:
            # Of several with one surname it is the one named in full last, else the first to come.
            before = [full for i, full in people[form] if i < number]
            found = before[-1] if before else people[form][0][1]
            longer = [full for _, full in people.get(found, ())]
            return longer[0] if longer else found
        letters = re.sub(r"[^a-z0-9]", "", form)
        spelt = self._text(self.names[number].span)
        if self.names[number].type != "Location" and len(letters) > 1 and spelt.replace(".", "").isupper():
            return bodies.get(form) or bodies.get(letters) or form
        if self.names[number].type in ("Organization", "Facility", "Misc"):
            return bodies.get(form) or form
        return form

    def _usual_types(self) -> dict[str, str]:
        counts: dict[str, Counter[str]] = {}
        for name, key in zip(self.names, self._key, strict=True):
            counts.setdefault(key, Counter())[name.type] += 1
        return {key: max(found, key=lambda t: (found[t], -_TRUSTED.index(t))) for key, found in counts.items()}

    # Which parties a source names

    def _split(self, source: Span) -> list[Span]:
        """Joint parties apart: "Ali, Baker and the unions". What stands in apposition stays with its name."""
        text = self._text(source)
        joins = [m for m in _JOIN.finditer(text) if not self._inside(source.start + m.start(), source.start + m.end())]
        closed = [m for m in joins if text.count("(", 0, m.start()) <= text.count(")", 0, m.start())]
        last_and = max((m.start() for m in closed if m.group() != ", "), default=-1)
        parts: list[tuple[int, int]] = []
        start, apposed, opened = 0, False, False
        previous = None
        ends: list[re.Match[str] | None] = [*closed, None]
        for join in ends:
            end = join.start() if join else len(text)
            piece = Span(source.start + start, source.start + end)
            if previous is None:
                parts.append((start, end))
            elif _CLAUSE.match(self._text(piece)) or opened:
                parts[-1] = (parts[-1][0], end)
                opened = True  # what follows a clause may belong to it: no party is made of it
            elif previous == ", ":
                here = Span(source.start + parts[-1][0], source.start + parts[-1][1])
                if self._apposed(here, piece) or start > last_and or not self._stands_alone(piece):
                    parts[-1] = (parts[-1][0], end)
                    apposed = True
                else:
                    parts.append((start, end))
                    apposed = False
            elif (
                not self._stands_alone(piece)
                or (apposed and not previous.startswith(",") and self._goes_on(piece))
                or (len(parts) == 1 and self._shares_its_noun(Span(source.start, source.start + parts[0][1]), piece))
            ):
                parts[-1] = (parts[-1][0], end)
            else:
                parts.append((start, end))
                apposed = False
            previous = join.group() if join else None
            start = join.end() if join else end
        spans = [Span(source.start + a, source.start + b) for a, b in parts if text[a:b].strip()]
        if len(spans) > 1 and self._stands_alone(spans[0]):
            return spans
        return [source]

    def _inside(self, start: int, end: int) -> bool:
        """Whether a name spans this place."""
        i = bisect_left(self._starts, start) - 1
        return i >= 0 and self.names[i].span.end > end

    def _named_core(self, span: Span) -> int | None:
        """The number of the name that a phrase ends with before its first comma or preposition."""
        text = self._text(span)
        end = span.start + len(core(text))
        found = [i for i in self._within(span) if self.names[i].span.start < end <= self.names[i].span.end + 2]
        return found[-1] if found else None

    def _describes_one(self, span: Span) -> bool:
        """Whether a phrase says what a single person or body is, without naming it."""
        text = self._text(span)
        if self._named_core(span) is not None or is_plural(head(text)) or re.match(r"(some|many|several) ", text):
            return False
        return kind_of(text) in ("person", "organisation", "outlet") or bool(re.match(r"(a|an|the|his|her|its) ", text))

    def _goes_on(self, span: Span) -> bool:
        """Whether a phrase after an apposition and "and" belongs to it: "the chair and a former minister"."""
        new = ARTICLE.match(self._text(span)) or self._named_core(span) is not None or is_pronoun(self._text(span))
        return not new or self._describes_one(span)

    def _apposed(self, before: Span, piece: Span) -> bool:
        """Whether a phrase says of the one before it who that is: "Ali, the mayor", "A think tank, the Institute"."""
        named, names_it = self._named_core(before), self._named_core(piece)
        if named is not None:
            return names_it is None and (self._describes_one(piece) or self._text(piece).strip().isdigit())
        single = not is_plural(head(self._text(before)))
        return names_it is not None and single and self._agrees(kind_of(self._text(before)), names_it)

    def _agrees(self, kind: Kind, number: int) -> bool:
        """Whether a description of this kind can be of this name."""
        type_ = self._types[self._key[number]]
        if kind == "person":
            return type_ == "Person"
        if kind in ("organisation", "outlet"):
            return type_ in ("Organization", "Facility", "Misc", "NORP")
        if kind == "state":
            return type_ == "Location"
        return False

    def _stands_alone(self, span: Span) -> bool:
        """Whether a conjunct can be a party of its own: it has an article, a name or a plural."""
        text = self._text(span)
        return bool(
            ARTICLE.match(text)
            or self._named_core(span) is not None
            or is_plural(head(text))
            or is_pronoun(text)
            or (TITLE.match(text) and self._within(span))
        )

    def _shares_its_noun(self, first: Span, second: Span) -> bool:
        """ "US and Israeli officials": two names before one noun."""
        one, two = self._within(first), self._within(second)
        if not one or not two or self.names[one[0]].span != Span(first.start, first.end):
            return False
        follows = self.names[two[0]].span
        bare = follows.start == second.start and follows.end < second.end and is_plural(head(self._text(second)))
        return bare and (self.names[one[0]].type == "NORP" or self._text(first).isupper())

    # Who a party is

    def _party(self, span: Span) -> Party:
        text = self._text(span)
        if is_pronoun(text):
            return self._pronoun(span)
        named = self._naming(span)
        if named is not None:
            return self._named(span, named)
        titled = self._titled(span)
        if titled is not None:
            return self._named(span, titled)
        back = self._resolve(span)
        if back is not None and not is_plural(head(text)) and self._agrees(kind_of(text), back):
            return self._named(span, back)
        return self._unnamed(span)

    def _titled(self, span: Span) -> int | None:
        """Whom "the foreign minister" or "the ministry" means: the one that is named by these words.

        A person by the title before a name or the office after it ("Ole Quist, director of the port"),
        a body by its own name. Of several it is the last one before, if that can be told apart.
        """
        text = self._text(span)
        kind, words = kind_of(text), core(text).lower().split()
        if kind not in ("person", "organisation") or is_plural(head(text)) or not _DEFINITE.match(text):
            return None
        own = head(text)
        # Whose minister it is may be left out where he is named: "the Velmish minister", "Minister Quist".
        wanted = {word.strip("“”\"’'") for word in words[1:]} - {own}
        places = (self._text(self.names[i].span) for i in self._within(span) if self.names[i].type in _PEOPLES)
        wanted -= {word.lower() for place in places for word in place.split()} | _PASSING
        type_ = "Person" if kind == "person" else "Organization"
        found = [i for i, t, words in self._called.get(own, ()) if t == type_ and wanted <= words]
        if len({self._key[i] for i in found}) == 1:
            return found[0]
        before = [i for i in found if self.names[i].span.start < span.start]
        return before[-1] if before and (kind == "person" or wanted) else None

    @cached_property
    def _called(self) -> Mapping[str, Sequence[tuple[int, str, frozenset[str]]]]:
        """By a head word, the names that stand with it: their numbers and types, and what other words stand there."""
        called: dict[str, list[tuple[int, str, frozenset[str]]]] = {}
        for i, name in enumerate(self.names):
            for word, others in self._titles_of(i):
                called.setdefault(word, []).append((i, name.type, frozenset(others)))
        return called

    def _titles_of(self, number: int) -> Iterable[tuple[str, Sequence[str]]]:
        name, text = self.names[number], self.document.text
        if name.type == "Organization":
            words = self._key[number].split()
            yield from ((word, words) for word in {words[0], words[-1]})
        elif name.type == "Person":
            before = _WORDS_BEFORE.search(text, max(0, name.span.start - 60), name.span.start)
            if before:
                title = before.group().lower().split()
                yield title[-1], title
            after = _OFFICE.match(text, name.span.end)
            office = after["office"].lower().split() if after else []
            yield from ((word, office[:place]) for place, word in enumerate(office))

    def _naming(self, span: Span) -> int | None:
        """The number of the name that a phrase gives its party: as its head, after its title, or in apposition."""
        text = self._text(span)
        kind = kind_of(text)
        i = self._named_core(span)
        if i is not None and self.names[i].type == "NORP" and _SOME.match(text):
            return None
        if i is not None and kind != "document":
            after = self.document.text[self.names[i].span.end : span.end]
            if not re.match(r"['’]s? ?\w|[-–]\w", after) or after in ("’s", "'s"):
                return i
        for i in self._within(span):
            name = self.names[i].span
            between = self.document.text[span.start : name.start]
            if re.match(r"['’]s?\b|[-–]\w", self.document.text[name.end : span.end]):
                continue
            apposition = re.search(r"(,|–|—|:) ?(?:the |\w+\.? ){0,2}[“\"]?$", between)
            ends = re.match(r"[”\"’')]?(\s*\([^)]*\))?[,.]?(\s|$)", self.document.text[name.end : span.end] + " ")
            if apposition and ends and "(" not in between and self._agrees(kind, i):
                return i
            # "The buyer, Orsa Maritime": nothing else is said, so the two are one, whatever a buyer is.
            alone = _ONE_AND_ITS_NAME.fullmatch(between) and name.end == span.end and not is_plural(head(between))
            if alone and self._types[self._key[i]] in _MAKERS and kind != "document":
                return i
            # "Secretary of State Ida Quist": a title, and no word between but the title's own.
            title = kind == "person" and not ARTICLE.match(text) and self._types[self._key[i]] == "Person"
            if title and re.fullmatch(r"(?:[\w’'\-]+ ){1,3}(?:of|for|at) (?:[A-Z][\w’'\-]+ (?:and )?)+", between):
                return i
        return None

    def _own_voice(self, span: Span, speakers: Sequence[Party]) -> Party | None:
        """Whom "I" and "we" mean; None where this is neither, or nobody can be told."""
        word = self._text(span).lower()
        if word not in _I and word not in _WE:
            return None
        if len(speakers) == 1 and (word in _I or speakers[0].kind in _BODIES):
            speaker = speakers[0]
            if speaker.actor_id:
                self._seen[speaker.actor_id].add(span)
            return Party(span, speaker.kind, speaker.named, speaker.actor_id)
        if word in _I and not speakers and len(self.document.byline) == 1:
            author = self.document.byline[0]
            key = _plain(author)
            if key in self._types:
                return Party(span, "person", True, self._actor(key, span))
            self._actors.setdefault(author, (author, "person", None, ()))
            self._seen.setdefault(author, set()).add(span)
            return Party(span, "person", True, author)
        return None

    def _pronoun(self, span: Span) -> Party:
        word = self._text(span).lower()
        if word in _SPEAKERS_OWN:
            return Party(span, "group" if word.startswith(("w", "o", "us")) else "other", False, None)
        back = self._before(span) if word in RELATIVE_PRONOUNS else self._resolve(span)
        person = word in PERSON_PRONOUNS
        if back is not None and not self._may_be(word, back):
            back = None
        if back is None and word in ("he", "she"):
            pronouns = (self.mentions[at].span for at in self._chain(span))
            back = self._last_person(min((span, *(s for s in pronouns if self._text(s).lower() in PRONOUNS))))
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
            party = self._unnamed(first)
            if party.actor_id:
                self._seen[party.actor_id].add(span)
            return Party(span, party.kind, party.named, party.actor_id)
        person = person or word.endswith(("one", "body"))
        kind: Kind = "person" if person else "group" if word in PLURAL_PRONOUNS else "other"
        return Party(span, kind, False, None)

    def _may_be(self, pronoun: str, number: int) -> bool:
        """Whether a pronoun can go back to this name."""
        type_ = self._types[self._key[number]]
        if pronoun in PERSON_PRONOUNS:
            return type_ == "Person"
        if pronoun in PLURAL_PRONOUNS:
            return type_ not in ("Person", "Location")
        return pronoun in RELATIVE_PRONOUNS or type_ != "Person"

    def _before(self, span: Span) -> int | None:
        """The name that a relative pronoun directly follows."""
        i = bisect_left(self._starts, span.start) - 1
        if i >= 0 and self.document.text[self.names[i].span.end : span.start].strip(" ") in ("", ","):
            return i
        return None

    def _last_person(self, span: Span) -> int | None:
        """Whom "she" means where the mentions do not tell: the person whom a sentence just before begins with.

        Only the same paragraph and the one before are looked at, and where no sentence there begins with
        a person, a name is taken only if it is the sole one.
        """
        text = self.document.text
        paragraph = text.rfind("\n", 0, max(text.rfind("\n", 0, span.start), 0)) + 1
        people = [
            i for i in self._within(Span(paragraph, span.start)) if self._types[self._key[i]] == "Person"
        ]
        begin = [paragraph, *(paragraph + m.end() for m in _SENTENCE.finditer(text[paragraph : span.start]))]
        for i in reversed(people):
            start = max(b for b in begin if b <= self.names[i].span.start)
            before = text[start : self.names[i].span.start]
            few = re.fullmatch(r"(?:[\w.’'\-]+ ){0,3}", before) and not ARTICLE.match(before)
            if few or not TITLE.sub("", before).strip(" “\"‘"):
                return i
        return people[-1] if len({self._key[i] for i in people}) == 1 else None

    def _named(self, span: Span, number: int) -> Party:
        key = self._key[number]
        return Party(span, self._kind(key), True, self._actor(key, span))

    def _unnamed(self, span: Span) -> Party:
        text = self._text(span)
        kind = kind_of(text)
        described = self._describing(span)
        named = (
            kind in ("organisation", "outlet")
            and bool(described)
            and not re.match(r"(a|an|another|some|many|several|one|two)\b", text, re.I)
        )
        first = span if named else self._first_mention(span)
        if kind in ("document", "person") and first == span:
            first = self._first_new(span)
        short = kind == "document" or named or len(self._text(first)) > _LONGEST or "," in self._text(first)
        called = " ".join((core(self._text(first)) if short else self._text(first)).split())
        called = re.sub(r"(?<=\w)['’]s?$", "", called)
        plain = _plain(called) or called.lower()
        if not plain:
            return Party(span, kind, False, None)
        key = ARTICLE.sub("", called) if named else f"{self.document.id}:{plain}"
        makers = tuple(dict.fromkeys(self._actor(k, None) for k in self._makers(first))) if kind == "document" else ()
        self._actors.setdefault(key, (ARTICLE.sub("", called) if named else called, kind, None, makers))
        self._seen.setdefault(key, set()).add(span)
        return Party(span, kind, named, key)

    def _describing(self, span: Span) -> list[int]:
        """Names in a phrase's core that are part of what it is called; "London-based" is not."""
        end = span.start + len(core(self._text(span)))
        return [
            i
            for i in self._within(span)
            if self.names[i].span.start < end and not self._compound(self.names[i].span)
        ]

    def _compound(self, span: Span) -> bool:
        """Whether a name is half of a word: "London-based", "pro-Iran"."""
        text = self.document.text
        after = re.match(r"[”\"’]?[-–]\w", text[span.end : span.end + 3])
        before = text[max(0, span.start - 6) : span.start].rstrip("“\"‘")
        return bool(after) or before.endswith(("pro-", "anti-", "non-"))

    def _makers(self, span: Span) -> Iterable[str]:
        """Who made a document: "a Newsweek report", "a report by the union", "Ali penned a report"."""
        text = self.document.text
        for i in self._describing(span):
            if self.names[i].type in _MAKERS:
                yield self._key[i]
        after = _MADE_BY.match(text, span.start + len(core(self._text(span))))
        i = bisect_left(self._starts, after.end()) if after else len(self.names)
        if after and i < len(self.names) and self._starts[i] == after.end() and self.names[i].type in _MAKERS:
            yield self._key[i]
        i = bisect_left(self._starts, span.start) - 1
        if i >= 0 and self.names[i].type in _MAKERS and _WRITES.match(text[self.names[i].span.end : span.start]):
            yield self._key[i]

    def _first_new(self, span: Span) -> Span:
        """What "the report" and "the source" go back to: the last new one before, else itself."""
        text = self._text(span)
        if not re.fullmatch(r"(?:the|this|that) [\w-]+", core(text), re.I):
            return span
        new = re.compile(rf"\b(?:an?|one|its|his|her|their)\s+(?:[\w’'\-]+\s+){{0,3}}?{re.escape(head(text))}\b", re.I)
        found = list(new.finditer(self.document.text, max(0, span.start - 3000), span.start))
        return Span(found[-1].start(), found[-1].end()) if found else span

    def _kind(self, key: str) -> Kind:
        type_ = self._types[key]
        if type_ == "Person":
            return "person"
        if country_of(key) or type_ == "Location":
            return "state"
        if type_ == "NORP":
            return "group"
        if is_outlet(key) or (self.document.outlet and key == _plain(self.document.outlet)):
            return "outlet"
        return "organisation" if type_ in ("Organization", "Facility") else "other"

    def _actor(self, key: str, at: Span | None) -> str:
        country = country_of(key)
        capital = country_of_capital(key) if not country and self._types[key] == "Location" else None
        known = country or capital
        name = self._spelling(key)
        actor_id, called = known or (name, name)
        kind: Kind = "state" if known else self._kind(key)
        self._actors.setdefault(actor_id, (called, kind, known[0] if known else None, ()))
        seen = self._seen.setdefault(actor_id, set())
        # A city is its country only where it acts, not wherever it is named.
        seen.update(self._countries.get(known[0], ()) if known else self._spans[key])
        if at is not None and not any(self.names[i].span in seen for i in self._within(at)):
            inside = [self.names[i].span for i in self._within(at) if self._key[i] == key]
            seen.add(inside[0] if inside else at)
        return actor_id

    def _spelling(self, key: str) -> str:
        """The fullest spelling of a name, without article and possessive."""
        spelt = [" ".join(self._text(span).split()) for span in self._spans[key]]
        exact = [s for s in spelt if TITLE.sub("", _plain(s)) == key or _plain(s) == key] or spelt
        shown = ARTICLE.sub("", re.sub(r"(?<=\w)['’]s?$", "", exact[0])).strip(" ,“”\"‘")
        return (TITLE.sub("", shown) or shown) if self._types[key] == "Person" else shown

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
            number = self._name_at(place)
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
        number = self._name_at(between.end())
        if number is None or self.names[number].span.start != between.end():
            return None
        return number if self._agrees(kind_of(between["head"]), number) else None

    def _name_at(self, place: int) -> int | None:
        """The number of the name that stands here."""
        i = bisect_left(self._starts, place + 1) - 1
        return i if i >= 0 and place < self.names[i].span.end else None

    def _first_mention(self, span: Span) -> Span:
        """The first description in the chain of a party without a name."""
        first, kind = span, kind_of(self._text(span))
        pronoun = _plain(self._text(span)) in PRONOUNS
        for at in self._chain(span):
            found = self.mentions[at].span
            if self._name_at(self.mentions[at].head) is not None:
                break
            words = self._text(found)
            fits = found.start < span.start and len(words) <= _LONGEST and "\n" not in words
            if fits and words.lower() not in PRONOUNS and (pronoun or kind_of(words) == kind):
                first = found
        return first


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
