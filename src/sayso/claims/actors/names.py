"""The names in a text: where they stand, which of them are one, and of which type each is."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.claims.actors.countries import country_of, country_of_adjective, country_of_half, names_in
from sayso.claims.actors.descriptions import ARTICLE, TITLE, core
from sayso.types import Span

ACTING = ("Person", "Organization", "NORP", "Location", "Facility", "Misc")
"""Types of names that can stand for a party, those that are trusted first where a name was given several."""
_TRUSTED = ("Location", "Organization", "Person", "NORP", "Facility", "Misc")
_BODIES = ("Organization", "Facility", "Misc")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "la", "al"))
_HALVES = re.compile(r"([^\W\d_][\w.’' ]*?)\s?[-–—/]\s?([^\W\d_][\w.’' ]*)")
_MARKS = re.compile(r"[”\"’']['’]s?")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text with its type."""

    span: Span
    type: str


def plain(name: str) -> str:
    """A name as names are compared: no article, no possessive, no quotation marks, single spaces, lower case."""
    name = _POSSESSIVE.sub("", " ".join(name.split()).replace(" - ", "-").strip(' ,;:"“”‘'))
    return ARTICLE.sub("", name).lower().strip(" .,\"“”'‘’")


class Names:
    """The names of one text in order, those added that the facts know ("Tehran and *Islamabad*").

    `keys` has for each the plain form of the fullest name of the same one; `types` the usual
    type of each key; `numbers` and `spans` tell where each key stands.
    """

    def __init__(self, text: str, found: Iterable[Name]) -> None:
        self.text = text
        acting = (name for name in found if name.type in ACTING and plain(text[name.span.start : name.span.end]))
        self.all = _with_facts(text, sorted(_halved(text, acting), key=lambda name: name.span))
        self._starts = [name.span.start for name in self.all]
        self.keys = self._same()
        self.types = self._usual_types()
        self.numbers: dict[str, list[int]] = {}
        for number, key in enumerate(self.keys):
            self.numbers.setdefault(key, []).append(number)
        self.spans = {key: [self.all[i].span for i in numbers] for key, numbers in self.numbers.items()}

    def __len__(self) -> int:
        return len(self.all)

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def span(self, number: int) -> Span:
        return self.all[number].span

    def type(self, number: int) -> str:
        """The usual type of the one that this name stands for."""
        return self.types[self.keys[number]]

    def from_place(self, place: int) -> int:
        """The number of the first name that begins here or after."""
        return bisect_left(self._starts, place)

    def within(self, span: Span) -> list[int]:
        """Numbers of the names that stand within a span."""
        found = []
        for i in range(self.from_place(span.start), len(self.all)):
            if self.all[i].span.start >= span.end:
                break
            if self.all[i].span.end <= span.end:
                found.append(i)
        return found

    def at(self, place: int) -> int | None:
        """The number of the name that stands here."""
        i = self.from_place(place + 1) - 1
        return i if i >= 0 and place < self.all[i].span.end else None

    def spanning(self, start: int, end: int) -> bool:
        """Whether a name goes over this place."""
        i = self.from_place(start) - 1
        return i >= 0 and self.all[i].span.end > end

    def core(self, span: Span) -> int | None:
        """The number of the name that a phrase ends with before its first comma or preposition."""
        end = span.start + len(core(self.words(span)))
        found = [i for i in self.within(span) if self.all[i].span.start < end]
        if not found or end - self.all[found[-1]].span.end > 3:
            return None
        after = self.text[self.all[found[-1]].span.end : end]
        return found[-1] if len(after) <= 2 or _MARKS.fullmatch(after) else None  # “Israel”’s

    def compound(self, number: int) -> bool:
        """Whether a name is half of a word: "London-based", "pro-Iran"; of "Iran-Pakistan" neither is."""
        span = self.all[number].span
        after = re.match(r"[”\"’']?[-–]\w", self.text[span.end : span.end + 3])
        if after and number + 1 < len(self.all) and self.all[number + 1].span.start <= span.end + 2:
            after = None
        before = self.text[max(0, span.start - 6) : span.start].rstrip("“\"‘'")
        return bool(after) or before.lower().endswith(("pro-", "anti-", "non-"))

    # Which names are one

    def _same(self) -> list[str]:
        """For each name the plain form of the fullest name of the same one."""
        forms = []
        for name in self.all:
            form = plain(self.words(name.span))
            forms.append((TITLE.sub("", form) or form) if name.type == "Person" else form)
        people: dict[str, list[tuple[int, str]]] = {}  # the last, the first and all but the first words of full names
        bodies: dict[str, str] = {}  # by acronym, and by the first words
        persons = (form for form, name in zip(forms, self.all, strict=True) if form and name.type == "Person")
        surnames = {form.split()[-1] for form in persons if " " in form}
        for i, (form, name) in enumerate(zip(forms, self.all, strict=True)):
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
            elif name.type in _BODIES:
                for short in _letters(words):
                    bodies[short] = max(bodies.get(short, ""), form, key=len)
                for k in range(2, len(words)):
                    if words[k - 1] not in _SMALL:
                        bodies.setdefault(" ".join(words[:k]), form)
        bodies |= self._introduced(forms)
        made = [self._fullest(i, form, people, bodies) for i, form in enumerate(forms)]
        once = _spelt_once(
            [key for key, name in zip(made, self.all, strict=True) if name.type == "Person" and " " in key]
        )
        return [once.get(key, key) for key in made]

    def _introduced(self, forms: Sequence[str]) -> dict[str, str]:
        """Acronyms that the text itself explains: "the Islamabad Policy Institute (IPI)"."""
        found = {}
        for i in range(len(self.all) - 1):
            here, after = self.all[i].span, self.all[i + 1].span
            between = self.text[here.end : after.start]
            closes = self.text[after.end : after.end + 1] == ")"
            if between == " (" and closes and self.words(after).isupper() and len(forms[i].split()) > 1:
                found[forms[i + 1]] = forms[i]
        return found

    def _fullest(
        self, number: int, form: str, people: Mapping[str, list[tuple[int, str]]], bodies: Mapping[str, str]
    ) -> str:
        if self.all[number].type == "Person" and form in people:
            # Of several with one surname it is the one named in full last, else the first to come.
            before = [full for i, full in people[form] if i < number]
            found = before[-1] if before else people[form][0][1]
            longer = [full for _, full in people.get(found, ())]
            return longer[0] if longer else found
        letters = re.sub(r"[^a-z0-9]", "", form)
        spelt = self.words(self.all[number].span)
        if self.all[number].type != "Location" and len(letters) > 1 and spelt.replace(".", "").isupper():
            return bodies.get(form) or bodies.get(letters) or form
        if self.all[number].type in _BODIES:
            return bodies.get(form) or form
        return form

    def _usual_types(self) -> dict[str, str]:
        counts: dict[str, Counter[str]] = {}
        for name, key in zip(self.all, self.keys, strict=True):
            counts.setdefault(key, Counter())[name.type] += 1
        return {key: max(found, key=lambda t: (found[t], -_TRUSTED.index(t))) for key, found in counts.items()}


def _letters(words: Sequence[str]) -> set[str]:
    """The acronyms that these words may have: with their small words, and without."""
    return {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)}


def _spelt_once(keys: Sequence[str]) -> Mapping[str, str]:
    """For a full name that is another one but for its accents or one slip of the pen, that other: "Gerado Solís".

    The spelling that is there more often counts, else the first.
    """
    counts = Counter(keys)
    by_word: dict[str, list[str]] = {}
    for key in counts:
        for word in set(_unaccented(key).split()):
            by_word.setdefault(word, []).append(key)
    once: dict[str, str] = {}
    for same in by_word.values():
        for k, one in enumerate(same):
            for other in same[k + 1 :]:
                if one not in once and other not in once and _one_slip(_unaccented(one), _unaccented(other)):
                    less, more = (
                        sorted((one, other), key=lambda key: counts[key])
                        if counts[one] != counts[other]
                        else (other, one)
                    )
                    once[less] = more
    return once


def _one_slip(one: str, other: str) -> bool:
    """Whether two names differ in nothing, or in one letter within one long word."""
    if one == other:
        return True
    differing = [(a, b) for a, b in zip(one.split(), other.split(), strict=False) if a != b]
    if len(one.split()) != len(other.split()) or len(differing) != 1:
        return False
    a, b = sorted(differing[0], key=len)
    if len(a) < 6 or len(b) - len(a) > 1 or a[0] != b[0] or a[-1] != b[-1]:
        return len(a) >= 6 and len(a) == len(b) and a[0] == b[0] and sorted(a) == sorted(b) and _turned(a, b)
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1 or _turned(a, b)
    return any(b[:k] + b[k + 1 :] == a for k in range(len(b)))


def _turned(a: str, b: str) -> bool:
    """Whether two neighbouring letters have changed places."""
    apart = [k for k in range(len(a)) if a[k] != b[k]]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]


def _unaccented(name: str) -> str:
    parted = unicodedata.normalize("NFKD", name)
    return "".join(character for character in parted if not unicodedata.combining(character))


def _halved(text: str, found: Iterable[Name]) -> Iterable[Name]:
    """Each name, and two for one where both halves are of states: "Iran–Pakistan", "Sino-Indian"."""
    for name in found:
        halves = _HALVES.fullmatch(text, name.span.start, name.span.end)
        if halves is None or not (_of_a_state(halves[1]) and _of_a_state(halves[2])):
            yield name
            continue
        for group in (1, 2):
            is_name = country_of(plain(halves[group])) is not None
            yield Name(Span(*halves.span(group)), "Location" if is_name else "NORP")


def _of_a_state(words: str) -> bool:
    low = plain(words)
    return bool(country_of(low) or country_of_adjective(low) or country_of_half(low))


def _with_facts(text: str, found: Sequence[Name]) -> list[Name]:
    """The names found, and those of states that nobody found: all states are known alike."""
    made = list(found)
    starts = [name.span.start for name in found]
    for start, end, type_ in names_in(text):
        i = bisect_left(starts, end) - 1
        if i < 0 or found[i].span.end <= start:
            made.append(Name(Span(start, end), type_))
    return sorted(made, key=lambda name: name.span)
