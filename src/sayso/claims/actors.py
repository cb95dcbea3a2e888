"""Who the parties are: names that stand for one actor, and what "she", "the report", "the think tank" go back to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.types import Actor, Document, Kind, Party, Span

ACTING = ("Person", "Organization", "NORP", "Location", "Facility", "Misc")
"""Types of names that can stand for a party."""


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


_DOCUMENT = (
    r"(report|study|document|statement|letter|survey|poll|indictment|complaint|lawsuit|paper|memo|memorandum|filing|"
    r"article|book|email|e-mail|tweet|post|transcript|analysis|bill|order|treaty|ruling|judgment|audit|review|"
    r"affidavit|dossier|cable|note|communique|communiqué|editorial|record|data|figures|statistics|file|resolution|video|agreement)s?"
)
_ORGANISATION = (
    r"(government|administration|ministry|department|agency|court|police|army|military|parliament|senate|congress|"
    r"committee|commission|council|party|campaign|company|firm|bank|union|university|institute|group|organi[sz]ation|"
    r"think tank|team|authority|authorities|office|bureau|board|church|embassy|association|federation|club|hospital|"
    r"tribunal|cabinet|coalition|junta|force|forces|regime|house|center|centre|foundation|network|alliance|league)"
)
_OUTLET = (
    r"(times|post|news|journal|tribune|herald|gazette|guardian|newspaper|daily|magazine|broadcaster|television|tv|radio|"
    r"agency|press|reuters|afp|ap|bbc|cnn|newsweek|xinhua|al jazeera|chronicle|observer|telegraph|outlet|website|media)"
)
_PRONOUN = frozenset(
    "i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our ours "
    "ourselves they them their theirs themselves who whom whose which that this these those one".split()
)
_PERSON_PRONOUN = frozenset("i me my he him his himself she her hers herself who whom".split())
_STOP = re.compile(r",|;| – | — | - | of | from | in | at | who | which | that | for | with | on | to | by | whose | near | based ")
_JOIN = re.compile(r",? (?:and|or|as well as|along with|together with) |, ")
_ARTICLE = re.compile(r"^(the|a|an|this|that|these|those|its|his|her|their|our|my|some|many|several|one|two|three|both)\s+", re.I)
_TITLE = re.compile(
    r"^((mr|mrs|ms|dr|sir|lord|lady|sen|rep|gov|gen|col|lt|sgt|prof|president|prime minister|minister|senator|"
    r"governor|general|king|queen|pope|judge|justice|chancellor)\.? )+",
    re.I,
)
_ALIASES = {
    "us": "USA", "u.s.": "USA", "u.s": "USA", "usa": "USA", "america": "USA", "united states of america": "USA",
    "uk": "GBR", "u.k.": "GBR", "britain": "GBR", "great britain": "GBR", "uae": "ARE", "russia": "RUS",
    "iran": "IRN", "syria": "SYR", "south korea": "KOR", "north korea": "PRK", "vietnam": "VNM", "bolivia": "BOL",
    "venezuela": "VEN", "tanzania": "TZA", "moldova": "MDA", "taiwan": "TWN", "palestine": "PSE", "turkey": "TUR",
    "ivory coast": "CIV", "czech republic": "CZE", "laos": "LAO", "brunei": "BRN", "dr congo": "COD",
}  # fmt: skip


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, tuple[str, str]]:
    """Lower-case name → (ISO 3166 alpha-3, name). From pycountry's ISO tables and a few short forms."""
    import pycountry

    known = {}
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "common_name", None), getattr(country, "official_name", None)):
            if name:
                known[name.lower()] = (country.alpha_3, getattr(country, "common_name", country.name))
    for alias, code in _ALIASES.items():
        country = pycountry.countries.get(alpha_3=code)
        known[alias] = (code, getattr(country, "common_name", country.name))
    return known


def _plain(name: str) -> str:
    """A name as names are compared: no article, no possessive, single spaces, lower case."""
    name = re.sub(r"['’]s?$", "", " ".join(name.split()))
    return _ARTICLE.sub("", name).lower().strip(" .,\"“”'‘’")


class Cast:
    """Everybody named in one document, and who each other mention goes back to."""

    def __init__(self, document: Document, names: Sequence[Name], mentions: Sequence[Back]) -> None:
        self.document = document
        self.names = [name for name in names if name.type in ACTING]
        self.mentions = mentions
        self._key = self._same()
        self._by_head = {mention.head: i for i, mention in enumerate(mentions)}
        self._actors: dict[str, tuple[str, Kind, str | None, tuple[str, ...]]] = {}
        self._seen: dict[str, set[Span]] = {}

    def _text(self, span: Span) -> str:
        return self.document.text[span.start : span.end]

    def _same(self) -> list[str]:
        """For each name the plain form of the fullest name of the same one."""
        plain = [_plain(self._text(name.span)) for name in self.names]
        plain = [_TITLE.sub("", p) or p if n.type == "Person" else p for p, n in zip(plain, self.names, strict=True)]
        fullest = {}
        for name, form in zip(self.names, plain, strict=True):
            best = form
            words = form.split()
            for other, longer in zip(self.names, plain, strict=True):
                if len(longer) <= len(best) or longer == form:
                    continue
                parts = longer.split()
                if name.type == "Person" and other.type == "Person" and len(words) < len(parts):
                    if words == parts[-len(words) :] or words == parts[: len(words)] and len(words) > 1:
                        best = longer
                    elif len(words) == 1 and form == parts[0] and not any(p.split()[-1] == form for p in plain if " " in p):
                        best = longer
                elif name.type == other.type == "Organization":
                    letters = "".join(p[0] for p in parts if p not in ("of", "the", "and", "for", "in", "on"))
                    short = re.sub(r"[^a-z]", "", form)
                    if len(short) > 1 and (short == letters or short == "".join(p[0] for p in parts)):
                        best = longer
                    elif len(words) > 1 and words == parts[: len(words)]:
                        best = longer
            fullest[form] = max(fullest.get(form, ""), best, key=len)
        for form in list(fullest):
            seen = {form}
            while fullest[form] in fullest and fullest[fullest[form]] not in seen and fullest[fullest[form]] != fullest[form]:
                seen.add(fullest[form])
                fullest[form] = fullest[fullest[form]]
        return [fullest[form] for form in plain]

    def _name_of(self, key: str) -> tuple[str, str]:
        """The fullest spelling of a key in the text, and its most usual type."""
        spelt = [(self._text(n.span), n.type) for n, k in zip(self.names, self._key, strict=True) if k == key]
        exact = [s for s in spelt if _TITLE.sub("", _plain(s[0])) == key or _plain(s[0]) == key] or spelt
        types = [kind for _, kind in spelt]
        name = _ARTICLE.sub("", re.sub(r"['’]s?$", "", " ".join(exact[0][0].split())))
        return name, max(set(types), key=lambda t: (types.count(t), t))

    def parties(self, source: Span) -> tuple[Party, ...]:
        """The parties that a source names, joint ones apart, each resolved to an actor."""
        return tuple(self._party(span) for span in self._split(source))

    def _split(self, source: Span) -> list[Span]:
        text = self._text(source)
        cuts = []
        for join in _JOIN.finditer(text):
            if any(n.span.start < source.start + join.start() and source.start + join.end() < n.span.end for n in self.names):
                continue
            if join.group() == ", " and not re.search(r",? and |,? or ", text[join.end() :]):
                continue
            cuts.append(join)
        pieces, start = [], 0
        for join in [*cuts, None]:
            end = join.start() if join else len(text)
            pieces.append((start, end))
            start = join.end() if join else end
        spans = [Span(source.start + a, source.start + b) for a, b in pieces if text[a:b].strip()]
        if len(spans) > 1 and all(self._stands_alone(span) for span in spans):
            return spans
        return [source]

    def _stands_alone(self, span: Span) -> bool:
        """Whether a conjunct can be a party of its own: it has an article, a name or a plural."""
        text = self._text(span)
        if re.match(r"(who|which|that|where|when|said|told)\b", text, re.I):
            return False
        core = _STOP.split(text)[0]
        named = any(span.start <= n.span.start and n.span.end <= span.end and n.type in ACTING for n in self.names)
        return bool(_ARTICLE.match(text) or named or re.search(r"(s|people|police|men|women)$", core))

    def _party(self, span: Span) -> Party:
        text = self._text(span)
        core_end = span.start + len(_STOP.split(text)[0])
        inside = [
            (i, n) for i, n in enumerate(self.names) if span.start <= n.span.start and n.span.end <= span.end
        ]
        core = [(i, n) for i, n in inside if n.span.start < core_end]
        head_word = re.sub(r"['’]s$", "", self.document.text[span.start : core_end].strip()).split()
        last = head_word[-1].lower() if head_word else ""
        # A name that ends the core, or a person's name in apposition, names the party.
        ending = [(i, n) for i, n in core if n.span.end >= core_end - 2 or n.type == "Person"]
        person = [(i, n) for i, n in inside if n.type == "Person" and self._apposed(span, n)]
        chosen = next((pair for pair in ending if pair[1].type == "Person"), None) or (ending[-1:] or person[:1] or [None])[0]
        if chosen and not re.fullmatch(_DOCUMENT, last):
            return self._named(span, chosen[0])
        if text.lower() in _PRONOUN or not inside or re.fullmatch(_PRONOUN_PATTERN, text, re.I):
            back = self._resolve(span)
            if back is not None:
                key = self._key[back]
                name, kind = self._name_of(key)
                kinds = self._kind(name, kind)
                return Party(span, kinds, True, self._actor(key, span))
        return self._unnamed(span, last, [n for _, n in core])

    def _apposed(self, span: Span, name: Name) -> bool:
        between = self.document.text[span.start : name.span.start]
        return bool(re.search(r"(,|–|—|\() ?(\w+\.? ){0,2}$", between))

    def _named(self, span: Span, number: int) -> Party:
        key = self._key[number]
        name, kind = self._name_of(key)
        return Party(span, self._kind(name, kind), True, self._actor(key, span))

    def _unnamed(self, span: Span, last: str, names: Sequence[Name]) -> Party:
        text = self._text(span)
        kind: Kind = "person"
        if re.fullmatch(_DOCUMENT, last):
            kind = "document"
        elif re.fullmatch(_OUTLET, last):
            kind = "outlet"
        elif re.fullmatch(_ORGANISATION, last):
            kind = "organisation"
        elif last.endswith("s") and not last.endswith("ss") or last in ("people", "men", "women", "others", "they", "we"):
            kind = "group"
        elif text.lower() in _PRONOUN and text.lower() not in _PERSON_PRONOUN:
            kind = "other"
        by = tuple(self._key[i] for i, n in enumerate(self.names) if n in names) if kind == "document" else ()
        named = kind in ("organisation", "outlet") and bool(names)
        first = self._first_mention(span)
        called = " ".join(self._text(first).split())
        key = f"{self.document.id}:{_plain(called) or called.lower()}"
        makers = tuple(self._actor(k, None) for k in by)
        self._actors.setdefault(key, (called, kind, None, makers))
        self._seen.setdefault(key, set()).add(span)
        return Party(span, kind, named, key)

    def _kind(self, name: str, type_: str) -> Kind:
        if type_ == "Person":
            return "person"
        if _plain(name) in _countries() or type_ == "Location":
            return "state"
        if type_ == "NORP":
            return "group"
        if re.search(rf"\b{_OUTLET}$", name, re.I):
            return "outlet"
        return "organisation" if type_ in ("Organization", "Facility") else "other"

    def _actor(self, key: str, at: Span | None) -> str:
        name, type_ = self._name_of(key)
        country = _countries().get(key)
        actor_id = country[0] if country else name
        if actor_id not in self._actors:
            called = country[1] if country else name
            self._actors[actor_id] = (called, self._kind(name, type_), country[0] if country else None, ())
            spans = {n.span for n, k in zip(self.names, self._key, strict=True) if k == key}
            self._seen.setdefault(actor_id, set()).update(spans)
        if at is not None and not any(at.start <= s.start and s.end <= at.end for s in self._seen[actor_id]):
            self._seen[actor_id].add(at)
        return actor_id

    def _resolve(self, span: Span) -> int | None:
        """The number of the name that a pronoun's or description's chain of mentions ends in."""
        at: int | None = next((i for i, m in enumerate(self.mentions) if span.start <= m.head < span.end), None)
        seen = set()
        while at is not None and at not in seen:
            seen.add(at)
            mention = self.mentions[at]
            for i, name in enumerate(self.names):
                if name.span.start <= mention.head < name.span.end:
                    return i
            at = mention.antecedent
        return None

    def _first_mention(self, span: Span) -> Span:
        """The first description in the chain of a party without a name."""
        at: int | None = next((i for i, m in enumerate(self.mentions) if span.start <= m.head < span.end), None)
        first, seen = span, set()
        while at is not None and at not in seen:
            seen.add(at)
            at = self.mentions[at].antecedent
            if at is not None and self._text(self.mentions[at].span).lower() not in _PRONOUN:
                first = self.mentions[at].span
        return first

    def actors(self) -> tuple[Actor, ...]:
        """Every actor that a party stands for, in the order of their first mentions."""
        rows = [
            Actor(key, name, kind, tuple(sorted(self._seen.get(key, ()))), country, None, None, by)
            for key, (name, kind, country, by) in self._actors.items()
        ]
        return tuple(sorted(rows, key=lambda a: (a.mentions[0] if a.mentions else Span(0, 0), a.id)))


_PRONOUN_PATTERN = "|".join(sorted(_PRONOUN))

_TELLS = re.compile(r"\b(tell|tells|told|telling|inform\w*|assur\w*|remind\w*|warn\w*|notif\w*|advis\w*|ask\w*|brief\w*)$", re.I)


def addressed(text: str, cue: Span | None, content: Sequence[Span]) -> Span | None:
    """The words between a verb of telling and what is told: "told *reporters* that …". None where there are none."""
    if cue is None or not _TELLS.search(text[cue.start : cue.end]):
        return None
    begin = min((span.start for span in content if span.start >= cue.end), default=None)
    if begin is None:
        after = re.match(r"\s+((?:the |a |an )?[\w.’'\-]+(?: [A-Z][\w.’'\-]*)*)", text[cue.end :])
        return Span(cue.end + after.start(1), cue.end + after.end(1)) if after else None
    between = text[cue.end : begin]
    stripped = between.strip(" ,:“\"")
    if not stripped or len(stripped) > 80 or re.search(r"[.!?;]", stripped):
        return None
    start = cue.end + between.index(stripped)
    stripped = re.split(r" (?:on|in|at|during|after|before|last|this|yesterday) ", stripped)[0]
    return Span(start, start + len(stripped))

