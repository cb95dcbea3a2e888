"""From a PLOVER type and words of the text to mode, context, CAMEO code and quad code.

The network chooses one of PLOVER's sixteen types; all else follows from an open table,
`plover.toml`, whose head tells its form. A user's file of the same form extends it, or stands
in its place. The words nearest to the trigger decide, a code that begins with another is the
more specific one, and where no words ask for more, the code is the type's own.

Sources: the PLOVER manual (draft 2.0) and its table from CAMEO to PLOVER (2021), Open Event
Data Alliance, CC BY-SA 4.0. The words, glosses and definitions are our own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from sayso.errors import UsageError
from sayso.types import POLARITIES, QUAD_CODES, STATUSES, content_hash

PLOVER: tuple[str, ...] = tuple(QUAD_CODES)
"""The types that the network chooses among; a user's own types are made of them."""

BEFORE, AFTER = 6, 18
"""How many words before and after the trigger may decide. What an event is about mostly follows its word in English."""

GAP = 4
"""How many words "..." may stand for."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[$€£¥₹₦;]")
_ASIDE = ";"
"""What stands beyond a semicolon is another matter."""

_KEYS = {
    "the file": {"replace", "words", "types", "contexts", "codes"},
    "type": {"quad_code", "cameo", "definition", "from", "when", "modes"},
    "mode": {"definition", "when", "context"},
    "context": {"definition", "near"},
    "code": {"gloss", "mode", "context", "when"},
    "rule": {"words", "near", "unless", "status", "polarity"},
}


@dataclass(frozen=True, slots=True)
class Coding:
    """What an ontology says of an event.

    `event` is the PLOVER type or a type of the user's; None where a table that replaces ours has no
    type for it. `cameo` is as specific as the words allow, `quad_code` 1…4: verbal and material
    cooperation, verbal and material conflict.
    """

    event: str | None
    mode: str | None
    context: tuple[str, ...]
    cameo: str | None
    quad_code: int | None


@dataclass(frozen=True, slots=True)
class _Around:
    """The words round a trigger. Ranges count words, half open.

    `found` has for each sought word or phrase of the table where it stands. The trigger is
    `start`…`end`, what may decide of mode and code is `first`…`last`.
    """

    found: Mapping[str, Sequence[tuple[int, int]]]
    start: int
    end: int
    first: int
    last: int

    def nearest(self, sought: frozenset[str], own: bool = False) -> tuple[int, int] | None:
        """(words between, less the longer) of the nearest that is sought; with `own`, sharing a word with the trigger.

        What comes before the trigger is held to be twice as far.
        """
        ranks = []
        for words, ranges in self.found.items():
            if words in sought:
                for start, end in ranges:
                    within = self.first <= start and end <= self.last
                    if within and (not own or (start < self.end and end > self.start)):
                        ranks.append((max(start - self.end, 2 * (self.start - end), 0), start - end))
        return min(ranks) if ranks else None


@dataclass(frozen=True, slots=True)
class _Rule:
    """Conditions that must all hold; an empty one asks for nothing."""

    words: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    status: tuple[str, ...] = ()
    polarity: tuple[str, ...] = ()

    def rank(self, around: _Around, status: str, polarity: str) -> tuple[int, ...] | None:
        """None where a condition fails, else less for what counts before others.

        A rule that asks for the trigger's own words comes first, then one that asks for words
        beside it too, then the nearer words, then the longer ones.
        """
        if (self.status and status not in self.status) or (self.polarity and polarity not in self.polarity):
            return None
        if self.unless and around.nearest(self.unless):
            return None
        own = around.nearest(self.words, own=True) if self.words else (0, 0)
        near = around.nearest(self.near) if self.near else own
        if own is None or near is None:
            return None
        return (not self.words, not self.near, *near)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A mode, a code, or the way to a type of the user's: the rules that choose it, and what goes with it."""

    rules: tuple[_Rule, ...]
    mode: str | None = None
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Type:
    definition: str
    quad_code: int | None
    cameo: str | None
    made_of: tuple[str, ...]
    way: _Entry
    modes: Mapping[str, _Entry]
    codes: Mapping[str, _Entry]


_NOTHING = _Type("", None, None, (), _Entry(()), {}, {})


class Ontology:
    """A table that has been read and checked; it does not change.

    `types`, `modes` and `contexts` are all that a coding may hold. `own` is the hash of the user's
    file, None for the table that ships: what was coded by another table is told apart by it.
    """

    own: str | None = None

    def __init__(self, table: Mapping[str, Any], name: str) -> None:
        """`table` as in `plover.toml`; `name` is told in errors. UsageError where the table is no good."""
        read = _Table(table, name)
        self._contexts = read.contexts()
        self._types = read.types(tuple(self._contexts))
        self._sought = _Sought(read.sought)
        known = sorted(self._types, key=lambda one: PLOVER.index(one) if one in PLOVER else len(PLOVER))
        self.types: tuple[str, ...] = tuple(known)
        self.modes: tuple[str, ...] = tuple(dict.fromkeys(mode for one in known for mode in self._types[one].modes))
        self.contexts: tuple[str, ...] = tuple(self._contexts)

    @classmethod
    def load(cls, path: Path | None = None) -> Ontology:
        """The shipped table, extended by the user's, or replaced where that says `replace = true`.

        UsageError where the file cannot be read or does not follow the form.
        """
        shipped = tomllib.loads(
            resources.files("sayso.claims.events").joinpath("plover.toml").read_text(encoding="utf-8")
        )
        if path is None:
            return cls(shipped, "plover.toml")
        try:
            added = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise UsageError(
                f"the ontology {path} cannot be read: {error.strerror or error}",
                "name a TOML file, or leave --ontology out for the table of sayso",
            ) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(
                f"the ontology {path} is no TOML: {error}", "the form is told in the ontology guide"
            ) from error
        replace = added.pop("replace", False)
        if not isinstance(replace, bool):
            raise UsageError(f"the ontology {path}: `replace` is {replace!r}", "it is true or false")
        found = cls(added if replace else _merged(added, shipped), str(path))
        found.own = content_hash([replace, str(added)])[:8]
        return found

    def definition(self, event: str) -> str:
        """What a type is. KeyError for a type that the ontology has not."""
        return self._types[event].definition

    def code(self, event: str, trigger: str, near: str, *, status: str, polarity: str) -> Coding:
        """The coding of an event that the network holds to be of the PLOVER type `event`.

        `trigger` are its words and `near` those around it (its clause or sentence), both as in the
        text. Contexts come from all of `near`; mode and code from the words near the trigger.
        ValueError where `event` is no PLOVER type.
        """
        if event not in PLOVER:
            raise ValueError(f"{event!r} is no PLOVER type")
        around = self._sought.around(_words(trigger), _words(near))
        best = _Best(around, status, polarity)
        made = best.choose({name: one.way for name, one in self._types.items() if event in one.made_of})
        name = made or (event if event in self._types else None)
        # A type of the user's that has no codes or no modes of its own takes those of the type it is made of.
        layers = [self._types[one] for one in dict.fromkeys((name, event)) if one is not None and one in self._types]
        by_code = next((layer for layer in layers if layer.codes or layer.cameo), _NOTHING)
        by_mode = next((layer for layer in layers if layer.modes), _NOTHING)
        cameo = best.choose(by_code.codes, nested=True) or by_code.cameo
        entry = by_code.codes.get(cameo or "", _Entry(()))
        mode = best.choose(by_mode.modes) or (entry.mode if entry.mode in by_mode.modes else None)
        told = {*entry.context, *(by_mode.modes[mode].context if mode else ())}
        if name is not None:
            told.update(context for context, words in self._contexts.items() if not words.isdisjoint(around.found))
        quad_code = next((layer.quad_code for layer in layers if layer.quad_code is not None), None)
        return Coding(name, mode, tuple(one for one in self.contexts if one in told), cameo, quad_code)


@dataclass(frozen=True, slots=True)
class _Best:
    """Chooses among entries by one event's words, status and polarity."""

    around: _Around
    status: str
    polarity: str

    def choose(self, entries: Mapping[str, _Entry], nested: bool = False) -> str | None:
        """The entry whose rule ranks first, in the table's order where several do; None where no rule holds.

        `nested`: an entry gives way to one whose name begins with its own.
        """
        ranks: dict[str, tuple[int, ...]] = {}
        for name, entry in entries.items():
            held = [rank for rule in entry.rules if (rank := rule.rank(self.around, self.status, self.polarity))]
            if held:
                ranks[name] = min(held)
        if nested:
            ranks = {
                name: rank
                for name, rank in ranks.items()
                if not any(other != name and other.startswith(name) for other in ranks)
            }
        return min(ranks, key=lambda name: ranks[name]) if ranks else None


class _Sought:
    """All words and phrases of a table, for finding those that a text has in one pass."""

    def __init__(self, sought: Iterable[str]) -> None:
        self._whole: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        for words in sought:
            first = words.split(" ", 1)[0]
            (self._stems if first.endswith("*") else self._whole).setdefault(first.removesuffix("*"), []).append(words)
        self._lengths = sorted({len(stem) for stem in self._stems})

    def around(self, trigger: Sequence[str], near: Sequence[str]) -> _Around:
        """Where in `near` the trigger stands and what is found; a trigger in pieces, or elsewhere, is put in front."""
        words, size = list(near), len(trigger)
        starts = (at for at in range(len(words) - size + 1) if words[at : at + size] == list(trigger))
        start = next(starts, None)
        if start is None:
            start, words = 0, [*trigger, *words]
        end = start + size
        asides = [at for at, word in enumerate(words) if word == _ASIDE]
        first = max([start - BEFORE, *(at + 1 for at in asides if at < start)])
        last = min([end + AFTER, *(at for at in asides if at >= end)])
        return _Around(self._find(words), start, end, first, last)

    def _find(self, words: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for at, word in enumerate(words):
            begun = [self._whole.get(word, ())]
            begun += [self._stems.get(word[:length], ()) for length in self._lengths if length <= len(word)]
            for sought in (one for some in begun for one in some):
                end = _end(sought.split(" ")[1:], words, at + 1)
                if end is not None:
                    found.setdefault(sought, []).append((at, end))
        return found


def _end(parts: Sequence[str], words: Sequence[str], at: int) -> int | None:
    """Where what is left of a phrase ends, if it stands at `at`; None where it does not."""
    for number, part in enumerate(parts):
        if part == "...":
            ends = (_end(parts[number + 1 :], words, at + skipped) for skipped in range(GAP + 1))
            return next((end for end in ends if end is not None), None)
        if at >= len(words) or not (words[at].startswith(part[:-1]) if part.endswith("*") else words[at] == part):
            return None
        at += 1
    return at


def _words(text: str) -> list[str]:
    """The words of a text in lower case, without "'s"; signs of money and semicolons are words too."""
    return [word.removesuffix("'s") for word in _WORD.findall(text.lower().replace("’", "'"))]


def _merged(added: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, Any]:
    """`table` with `added`: tables are joined key by key, lists one behind the other, what is added first."""
    joined: dict[str, Any] = {}
    for key in (*added, *(key for key in table if key not in added)):
        new, old = added.get(key), table.get(key)
        if isinstance(new, Mapping) and isinstance(old, Mapping):
            joined[key] = _merged(new, old)
        elif isinstance(new, list) and isinstance(old, list):
            joined[key] = [*new, *old]
        else:
            joined[key] = new if key in added else old
    return joined


class _Table:
    """Reads the table's parts; whatever does not follow the form is a UsageError that says where."""

    def __init__(self, table: Mapping[str, Any], name: str) -> None:
        self._name = name
        self._table = self._keys(table, "the file", "the file")
        self._lists = {key: self._strings(words, f"words.{key}") for key, words in self._part("words").items()}
        self.sought: set[str] = set()

    def contexts(self) -> dict[str, frozenset[str]]:
        read = {}
        for name, row in self._part("contexts").items():
            where = f"contexts.{name}"
            self._text(self._keys(row, "context", where), "definition", where)
            read[name] = self._seek(row.get("near", []), f"{where}.near")
        return read

    def types(self, contexts: tuple[str, ...]) -> dict[str, _Type]:
        rows = self._part("types")
        if not rows:
            raise self._wrong("it has no types", "a table that replaces ours has a [types.NAME] for each of its types")
        codes = self._part("codes")
        for name in codes:
            if name not in rows:
                raise self._wrong(f"codes.{name} belongs to no type", f"types are {', '.join(rows)}")
        return {name: self._type(name, row, codes.get(name, {}), contexts) for name, row in rows.items()}

    def _type(self, name: str, row: Any, codes: Any, contexts: tuple[str, ...]) -> _Type:
        where = f"types.{name}"
        self._keys(row, "type", where)
        made_of = self._some(row.get("from", []), PLOVER, f"{where}.from", "PLOVER's types")
        if not made_of and name not in PLOVER:
            raise self._wrong(f"{where} is never chosen", 'say with `from = ["…"]` which PLOVER types it is made of')
        quad_code = row.get("quad_code")
        if quad_code is not None and (type(quad_code) is not int or quad_code not in (1, 2, 3, 4)):
            raise self._wrong(f"{where}.quad_code is {quad_code!r}", "a quad code is 1, 2, 3 or 4")
        cameo = self._text(row, "cameo", where) if "cameo" in row else None
        modes = {}
        for mode, told in self._mapping(row.get("modes", {}), f"{where}.modes").items():
            at = f"{where}.modes.{mode}"
            self._text(self._keys(told, "mode", at), "definition", at)
            modes[mode] = self._entry(told, at, contexts)
        coded = {}
        for code, told in self._mapping(codes, f"codes.{name}").items():
            at = f"codes.{name}.{code}"
            self._text(self._keys(told, "code", at), "gloss", at)
            coded[code] = self._entry(told, at, contexts, tuple(modes))
        # Without words, a type of the user's takes in every event of those it is made of.
        rules = self._rules(row.get("when", []), f"{where}.when") or (_Rule(),)
        definition = self._text(row, "definition", where)
        return _Type(definition, quad_code, cameo, made_of, _Entry(rules), modes, coded)

    def _entry(self, row: Mapping[str, Any], where: str, contexts: Sequence[str], modes: Sequence[str] = ()) -> _Entry:
        mode = row.get("mode")
        if mode is not None and mode not in modes:
            raise self._wrong(f"{where}.mode is {mode!r}", f"the type's modes are {', '.join(modes) or 'none'}")
        context = self._some(row.get("context", []), contexts, f"{where}.context", "contexts")
        return _Entry(self._rules(row.get("when", []), f"{where}.when"), mode, context)

    def _rules(self, rows: Any, where: str) -> tuple[_Rule, ...]:
        if not isinstance(rows, list):
            raise self._wrong(f"{where} is no list", 'write when = [{words = ["…"]}]')
        rules = []
        for row in rows:
            self._keys(row, "rule", where)
            rule = _Rule(
                self._seek(row.get("words", []), where),
                self._seek(row.get("near", []), where),
                self._seek(row.get("unless", []), where),
                self._some(row.get("status", []), STATUSES, f"{where}: status", "statuses"),
                self._some(row.get("polarity", []), POLARITIES, f"{where}: polarity", "polarities"),
            )
            if not (rule.words or rule.near or rule.status or rule.polarity):
                raise self._wrong(f"{where} has a rule that asks for nothing", "give it `words` or `near`")
            rules.append(rule)
        return tuple(rules)

    def _seek(self, words: Any, where: str) -> frozenset[str]:
        """The words and phrases of a list in one spelling, with those of the lists that it names."""
        listed: list[str] = []
        for word in self._strings(words, where):
            if not word.startswith("@"):
                listed.append(word)
            elif word[1:] in self._lists:
                listed += self._lists[word[1:]]
            else:
                raise self._wrong(f"{where} names the list {word!r}", f"[words] has {', '.join(self._lists) or 'none'}")
        sought = frozenset(self._phrase(word, where) for word in listed)
        self.sought |= sought
        return sought

    def _phrase(self, words: str, where: str) -> str:
        parts = words.lower().replace("’", "'").split()
        for part in parts:
            if part != "..." and _words(part.removesuffix("*")) != [part.removesuffix("*")]:
                hint = "words are parted by spaces (co operat*), `*` ends a word, ` ... ` stands between two"
                raise self._wrong(f"{where} cannot look for {words!r}", hint)
        if not parts or "..." in (parts[0], parts[-1]):
            raise self._wrong(f"{where} cannot look for {words!r}", "it begins and ends with a word")
        return " ".join(parts)

    def _part(self, key: str) -> Mapping[str, Any]:
        return self._mapping(self._table.get(key, {}), key)

    def _mapping(self, value: Any, where: str) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise self._wrong(f"{where} is {value!r}", "it is a table")
        return value

    def _keys(self, row: Any, kind: str, where: str) -> Mapping[str, Any]:
        for key in self._mapping(row, where):
            if key not in _KEYS[kind]:
                raise self._wrong(f"{where} has an unknown key {key!r}", f"known are {', '.join(sorted(_KEYS[kind]))}")
        return row  # type: ignore[no-any-return]

    def _text(self, row: Mapping[str, Any], key: str, where: str) -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(f"{where} has no {key}", f'give it {key} = "…"')
        return value

    def _strings(self, value: Any, where: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self._wrong(f"{where} is {value!r}", 'it is a list of texts, as ["strike*", "walk out"]')
        return tuple(value)

    def _some(self, value: Any, known: Iterable[str], where: str, kind: str) -> tuple[str, ...]:
        chosen = self._strings(value, where)
        for one in chosen:
            if one not in known:
                raise self._wrong(f"{where} has {one!r}", f"{kind} are {', '.join(known) or 'none'}")
        return chosen

    def _wrong(self, what: str, hint: str) -> UsageError:
        return UsageError(f"the ontology {self._name}: {what}", hint)
