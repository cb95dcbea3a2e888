"""How many and how much: the numbers that stand in a claim's parties and arguments, and what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.types import Quantity, Span

_UNITS_AND_TEENS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: value for value, word in enumerate(_UNITS_AND_TEENS.split())}
_WORDS |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9, "tn": 1e12,
    "lakh": 1e5, "crore": 1e7, "dozen": 12,
}  # fmt: skip
_NUMBER_WORD = "|".join(sorted({*_WORDS, "a", "half a"}, key=len, reverse=True))
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_CURRENCY = r"US\$|A\$|C\$|\$|€|£|¥|₹|Rs\.? ?|₦|R(?=\d)"
_QUANTITY = re.compile(
    rf"(?P<about>(?:some|about|around|nearly|almost|over|at least|more than|up to|as many as|roughly|an estimated) )?"
    rf"(?P<currency>{_CURRENCY})?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<word>\b(?:{_NUMBER_WORD})(?:-(?:{'|'.join(list(_WORDS)[1:10])}))?\b))"
    rf"(?:[ -](?P<scale>{_SCALE})\b)?"
    rf"(?P<percent> ?%| per ?cent\b)?",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?: (?:of|other|more|new|young|armed|suspected|alleged|local|foreign|unarmed))*"
    r" (?P<unit>[\w’'-]+(?: [\w’'-]+)?)"
)
_NO_UNIT = frozenset(
    ("of", "in", "on", "at", "to", "for", "and", "or", "by", "from", "with", "as", "was", "were", "is", "are", "has",
     "have", "had", "who", "that", "which", "the", "a", "an")
)  # fmt: skip
_MONTHS = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? $",
    re.IGNORECASE,
)
_HARM = (
    ("killed", re.compile(r"kill|dead|die|slain|massacr|execut", re.IGNORECASE)),
    ("injured", re.compile(r"injur|wound|hurt|maim", re.IGNORECASE)),
    ("arrested", re.compile(r"arrest|detain|jail|imprison|custody|round(?:ed)? up", re.IGNORECASE)),
    ("displaced", re.compile(r"displac|flee|fled|evict|evacuat", re.IGNORECASE)),
    ("abducted", re.compile(r"abduct|kidnap|hostage", re.IGNORECASE)),
)
ROLES = ("killed", "injured", "arrested", "displaced", "abducted", "actor", "recipient", "argument")
"""What a quantity is to its claim: what befell those who are counted, else where in the claim it stands."""


def quantities(
    text: str,
    trigger: Span,
    actors: Sequence[Span],
    recipients: Sequence[Span],
    arguments: Sequence[Span],
) -> tuple[Quantity, ...]:
    """The quantities within a claim's own spans, in the text's order, each once.

    Dates, years and the numbers in names are none. Does not: compute, or take what stands elsewhere.
    """
    found: dict[Span, Quantity] = {}
    done = text[trigger.start : trigger.end]
    harm = next((name for name, pattern in _HARM if pattern.search(done)), None)
    for role, spans in (("actor", actors), ("recipient", recipients), ("argument", arguments)):
        for span in spans:
            # An argument may be a clause with claims of its own: its numbers are theirs.
            if role == "argument" and span.end - span.start > 60:
                continue
            for quantity in _within(text, span, role if role == "actor" or not harm else harm):
                found.setdefault(quantity.span, quantity)
    return tuple(found[span] for span in sorted(found))


def _within(text: str, span: Span, role: str) -> list[Quantity]:
    found = []
    for match in _QUANTITY.finditer(text, span.start, span.end):
        digits, word, scale = match["digits"], match["word"], match["scale"]
        before = text[max(0, match.start() - 12) : match.start()]
        if before[-1:].isalnum() or before.endswith(("-", "–")) or _MONTHS.search(before):
            continue
        if word and word.lower() in ("a", "half a") and not scale:
            continue
        if digits:
            value = float(digits.replace(",", ""))
            year = len(digits) == 4 and 1500 < value < 2100 and not (match["currency"] or scale or match["percent"])
            if year or re.match(r"(?:st|nd|rd|th|-|:)\w?", text[match.end("digits") : match.end("digits") + 2]):
                continue
        else:
            value = _spelt(str(word).lower())
        if scale:
            value *= _SCALES[scale.lower()]
        end = match.end()
        if match["currency"]:
            unit = match["currency"].strip()
        elif match["percent"]:
            unit = "percent"
        else:
            part = not scale and text.startswith(" of ", match.end())  # "one of them" is no amount of them
            after = None if part else _UNIT.match(text, match.end(), span.end)
            if not after or after["unit"].split()[0].lower() in _NO_UNIT:
                if word and not scale:
                    continue  # "one" that counts nothing
                unit = ""
            else:
                words = after["unit"].split()
                # The noun counted: the last word before one that no noun phrase goes on with.
                kept = words[:1] if len(words) == 1 or words[1].lower() in _NO_UNIT else words
                end = after.start("unit") + len(" ".join(kept))
                unit = " ".join(kept)
        found.append(Quantity(value, unit, role, Span(match.start(), end)))
    return found


def _spelt(word: str) -> float:
    if word == "a":
        return 1.0
    if word == "half a":
        return 0.5
    return float(sum(_WORDS[part] for part in word.split("-")))
