"""Joint parties apart: "Ali, Baker and the unions", "Iran–Pakistan". What stands in apposition stays with its name."""

from __future__ import annotations

import re

from sayso.claims.actors.descriptions import ARTICLE, TITLE, head, is_plural, is_pronoun, kind_of
from sayso.claims.actors.names import Names
from sayso.types import Kind, Span

_JOIN = re.compile(r",? (?:and|or|as well as|along with|together with) |, ")
_CLAUSE = re.compile(
    r"(who|whom|whose|which|that|where|when|said|told|including|citing|speaking|adding|among others|both of|"
    r"[a-z]+ing|himself|herself|themselves)\b"
)
_HYPHEN = re.compile(r"[”\"’']?\s?[-–—/]\s?[“\"‘']?")
_BETWEEN_TWO = frozenset(
    ("talks", "ties", "relations", "consensus", "partnership", "deal", "alliance", "cooperation", "trade", "summit",
     "dispute", "conflict", "war", "agreement", "accord", "pact", "treaty", "rapprochement", "rivalry", "negotiations")
)  # fmt: skip
"""What two have together, so that the two are the parties."""
_BETWEEN = re.compile(r"(?:between|both|among) ", re.IGNORECASE)


def agrees(names: Names, kind: Kind, number: int) -> bool:
    """Whether a description of this kind can be of this name."""
    type_ = names.type(number)
    if kind == "person":
        return type_ == "Person"
    if kind in ("organisation", "outlet"):
        return type_ in ("Organization", "Facility", "Misc", "NORP")
    if kind == "state":
        return type_ == "Location"
    return False


def apart(names: Names, source: Span) -> list[Span]:
    """The spans of the parties that a phrase names jointly, in order; the phrase itself where it is one."""
    halves = _halves(names, source)
    if halves:
        return halves
    text = names.words(source)
    opening = _BETWEEN.match(text)
    if opening:
        inner = apart(names, Span(source.start + opening.end(), source.end))
        if len(inner) > 1:
            return inner
    joins = [m for m in _JOIN.finditer(text) if not names.spanning(source.start + m.start(), source.start + m.end())]
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
        elif _CLAUSE.match(names.words(piece)) or opened:
            parts[-1] = (parts[-1][0], end)
            opened = True  # what follows a clause may belong to it: no party is made of it
        elif previous == ", ":
            here = Span(source.start + parts[-1][0], source.start + parts[-1][1])
            if _apposed(names, here, piece) or start > last_and or not _stands_alone(names, piece):
                parts[-1] = (parts[-1][0], end)
                apposed = True
            else:
                parts.append((start, end))
                apposed = False
        elif (
            not _stands_alone(names, piece)
            or (apposed and not previous.startswith(",") and _goes_on(names, piece))
            or (len(parts) == 1 and _shares_its_noun(names, Span(source.start, source.start + parts[0][1]), piece))
        ):
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
            apposed = False
        previous = join.group() if join else None
        start = join.end() if join else end
    spans = [Span(source.start + a, source.start + b) for a, b in parts if text[a:b].strip()]
    if len(spans) > 1 and _stands_alone(names, spans[0]):
        return spans
    return [source]


def _halves(names: Names, source: Span) -> list[Span]:
    """The two of a compound: "Iran–Pakistan", "the US-China talks"."""
    within = names.within(source)
    if len(within) != 2:
        return []
    first, second = (names.span(i) for i in within)
    before, after = names.text[source.start : first.start], names.text[second.end : source.end]
    between = names.text[first.end : second.start]
    marks = " “”\"‘’'"
    joint = after.strip(marks + ",.") == "" or (after == after.lower() and head(names.words(source)) in _BETWEEN_TWO)
    if ARTICLE.sub("", before.lstrip(marks) + " ").strip(marks) or not joint or not _HYPHEN.fullmatch(between):
        return []
    return [first, second]


def _describes_one(names: Names, span: Span) -> bool:
    """Whether a phrase says what a single person or body is, without naming it."""
    text = names.words(span)
    if names.core(span) is not None or is_plural(head(text)) or re.match(r"(some|many|several) ", text):
        return False
    return kind_of(text) in ("person", "organisation", "outlet") or bool(re.match(r"(a|an|the|his|her|its) ", text))


def _goes_on(names: Names, span: Span) -> bool:
    """Whether a phrase after an apposition and "and" belongs to it: "the chair and a former minister"."""
    text = names.words(span)
    new = ARTICLE.match(text) or names.core(span) is not None or is_pronoun(text)
    return not new or _describes_one(names, span)


def _apposed(names: Names, before: Span, piece: Span) -> bool:
    """Whether a phrase says of the one before it who that is: "Ali, the mayor", "A think tank, the Institute"."""
    named, names_it = names.core(before), names.core(piece)
    if named is not None:
        return names_it is None and (_describes_one(names, piece) or names.words(piece).strip().isdigit())
    single = not is_plural(head(names.words(before)))
    return names_it is not None and single and agrees(names, kind_of(names.words(before)), names_it)


def _stands_alone(names: Names, span: Span) -> bool:
    """Whether a conjunct can be a party of its own: it has an article, a name or a plural."""
    text = names.words(span)
    return bool(
        ARTICLE.match(text)
        or names.core(span) is not None
        or is_plural(head(text))
        or is_pronoun(text)
        or (TITLE.match(text) and names.within(span))
    )


def _shares_its_noun(names: Names, first: Span, second: Span) -> bool:
    """ "US and Israeli officials": two names before one noun."""
    one, two = names.within(first), names.within(second)
    if not one or not two or names.span(one[0]) != Span(first.start, first.end):
        return False
    follows = names.span(two[0])
    bare = follows.start == second.start and follows.end < second.end and is_plural(head(names.words(second)))
    return bare and (names.all[one[0]].type == "NORP" or names.words(first).isupper())
