"""Time phrases → intervals of days, or TIMEX3 values: "July 31", "last week", "the third quarter", "two days ago".

One grammar (`_FORMS`) reads what a calendar tells; `interval` gives its days, `timex` its name, and what is no days
besides: durations and sets. A phrase that counts from the day of writing ("Monday") is told against the document's
date, and stays unresolved without one. A phrase that counts from another one ("that year", "two days later", "a year
earlier" beside the third quarter) is told against the phrases before it, where they are given. What counts from a
happening ("two days before the visit") is known for what it is, and has no days. Seasons are the northern ones, by
whole months, winter from December; fiscal years and quarters are the calendar's.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from sayso.claims.chains.sentences import ENDED, NEXT_CLAUSE
from sayso.types import Document, Precision, Span, When

Side = Literal["past", "future"]

CountsFrom = Literal["writing", "told", "event"]
"""What a phrase counts from: the day of writing ("Monday"), a time told before it, a happening."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The days a phrase means, both ends within it.

    None at an end is open to that side; both None: there is no day to count from.
    No time of day is kept: "Monday night" is the Monday.
    `counts_from` is None where the words tell it all ("since 2016" lasts until the day of writing); `told` is the
    number of the phrase that it counts from, of those given as told before.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    counts_from: CountsFrom | None = None
    told: int | None = None


def interval(phrase: str, written: date | None, side: Side | None = None, told: Sequence[str] = ()) -> Interval | None:
    """The days that a phrase means, or None where it is no time phrase that is known here.

    `written` is the day of writing; `side` tells whether what is dated lies before or after it
    ("said on Monday": before), where the phrase leaves it open. Without a side the nearest day counts.
    `told` are the time phrases before it in the text, in order.
    Durations and sets ("five years", "each July") are no days: None.
    """
    return _interval(_normal(phrase), written, _side(phrase, side), _times(told, written))


def timex(phrase: str, written: date | None, told: Sequence[str] = ()) -> str | None:
    """The TIMEX3 value of a phrase, or None where it is no time phrase that is known here.

    Days `1989-10-26`, weeks `1989-W43`, weekends `1989-W43-WE`, months `1989-10`, quarters `1989-Q3`, halves `1989-H2`,
    seasons `1989-SU`, years `1989`, decades `198`, centuries `19`; times of day `1989-10-26TNI`, `1989-10-26T17:00`;
    durations `P3D`, `PT4H`, `PXW`; sets `XXXX-WXX-4`. `written` is the day of writing; without it a phrase that counts
    from it is None. A day of the year lies where it is nearest, rather behind than ahead. `told` are the time phrases
    before it in the text, in order.
    Left out: ranges ("from May to July"), open ends ("since 2016"), and the vague `PAST_REF` and `FUTURE_REF`.

    Source: TimeML's TIMEX3 (Pustejovsky et al., 2003), with the spellings of the TimeBank in `timenorm`.
    """
    words = _OPEN.sub("", _normal(phrase))
    seen = _Seen(written or _SOME_DAY, _side(phrase, None), _AHEAD, _times(told, written))
    if found := _time(words, seen):
        return None if found.relative and not written else found.name()
    if words in ("week", "the week"):  # Which one it is, the text tells.
        return f"{written.year}-WXX" if written else None
    return _repeated(words) or _lasting(words)


_NEAR_ENOUGH = re.compile(r"[ ,–—-]*(?:[\w’'.-]+[ ,]+){0,8}")
_ISSUED = re.compile(r"(?:published|issued|released|dated|posted|of|from|on|in|last|this)\b", re.IGNORECASE)


def said_when(
    document: Document, source: Span | None, cue: Span | None, content: Sequence[Span], dates: Sequence[Span]
) -> When | None:
    """When a thing was said: the nearest date in the cue's own clause, as "told reporters in Velm on *Monday*".

    `dates` are the time phrases of the text, in order. A date in the content tells when what is
    said took place, and does not count; one in the source counts where it is a document's
    ("a report published on *July 29*").
    """
    told = [span for span in (source, cue) if span]
    if not told:
        return None
    start, end = min(span.start for span in told), max(span.end for span in told)
    text = document.text
    best: tuple[int, Span] | None = None
    for at in dates[bisect_left(dates, Span(start - _FAR, 0)) : bisect_left(dates, Span(end + _FAR, 0))]:
        if any(span.start < at.end and at.start < span.end for span in content):
            continue
        if source and source.start <= at.start < source.end:
            if not _ISSUED.search(text, source.start, at.start):
                continue
            between = ""
        else:
            between = text[at.end : start] if at.end <= start else text[end : at.start]
        crossed = any(min(at.end, end) <= span.start < max(at.start, start) for span in content)
        if crossed or ENDED.search(between) or not _NEAR_ENOUGH.fullmatch(between + " "):
            continue
        if best is None or len(between) < best[0]:
            best = (len(between), at)
    if best is None:
        return None
    return _told_at(document, best[1], "past", dates)


def _told_at(document: Document, at: Span, side: Side | None, dates: Sequence[Span]) -> When | None:
    """What the words at a place tell, after the time phrases before it."""
    text = document.text
    before = [span for span in dates if span.end <= at.start and at.start - span.start <= _TOLD_FAR][-_BACK:]
    written = _written(document.published)
    found = interval(text[at.start : at.end], written, side, [text[span.start : span.end] for span in before])
    if found is None:
        return None
    unknown = found.earliest is None and found.latest is None
    inferred = _INFERRED[found.counts_from][unknown] if found.counts_from else None
    ends = [end.isoformat() if end else None for end in (found.earliest, found.latest)]
    from_told = () if found.told is None else (before[found.told],)
    return When(ends[0], ends[1], found.precision, inferred, (*from_told, at))


_INFERRED: dict[CountsFrom, tuple[str, str]] = {
    "writing": ("document date", "no document date"),
    "told": ("earlier date", "no earlier date"),
    "event": ("undated event", "undated event"),
}
"""What a date is concluded from, where it is known and where it is not."""


def happened_when(
    document: Document,
    dates: Sequence[Span],
    trigger: Span,
    arguments: Sequence[Span],
    within: Sequence[Span] = (),
    side: Side | None = None,
) -> When | None:
    """When a thing happens that a trigger tells, or None where the text gives no time for it.

    `dates` are the time phrases of the text, in order; `arguments` the stretches that tell when, by its syntax
    (PropBank's ARGM-TMP), which count first; then the nearest date of the trigger's clause. `within`, where given,
    are the stretches in which a date must stand (the content of the claim's statement). `side`: see `interval`.
    A length ("the 12-day conflict") and a time that counts from a happening ("two days before the visit") are told
    with both ends None, and `inferred` says why.
    """
    text = document.text
    dates = _joined(text, dates)
    for spans in (_times_of(text, dates, arguments), _times_near(text, dates, trigger)):
        best: tuple[tuple[int, int], When] | None = None
        for at in spans:
            if within and not any(span.start <= at.start and at.end <= span.end for span in within):
                continue
            if found := _told_at(document, at, side, dates) or _undated(text, at):
                far = max(trigger.start - at.end, at.start - trigger.end, 0)
                rank = (3 if found.inferred == _LENGTH else 2 * (found.earliest is None and found.latest is None), far)
                if best is None or rank < best[0]:
                    best = (rank, found)
        if best:
            return best[1]
    return None


def _joined(text: str, dates: Sequence[Span]) -> list[Span]:
    """Dates that stand side by side and tell one together: "Thursday, July 28"."""
    found: list[Span] = []
    for at in dates:
        if found and _SIDE_BY_SIDE.fullmatch(text, found[-1].end, at.start):
            both = Span(found[-1].start, at.end)
            if interval(text[both.start : both.end], _SOME_DAY):
                found[-1] = both
                continue
        found.append(at)
    return found


_SIDE_BY_SIDE = re.compile(r",? (?:(?:on|of) )?")
_LENGTH = "undated duration"
_OPENING = re.compile(
    r"\b(?:(?:ever )?since|until|till|up to|(?:shortly |soon |just |right )?after|before|prior to|ahead of|"
    r"no later than) (?:the )?(?:(?:start|end|beginning) of )?$",
    re.IGNORECASE,
)
_RANGING = re.compile(
    r"\b(?:from|between) (?:[\w’'.]+[ ,]+){1,4}(?:to|and|until|till|through) (?:the )?$", re.IGNORECASE
)
"""Words before a date that belong to it: "since 2016", "from May to July"."""
_TURNED = re.compile(
    r"[:;—]| – |\b(?:that|who|whom|which|whose|where|when|while|whereas|although|though|because|if|unless|but|said|"
    r"says|told|after|before|since|until)\b",
    re.IGNORECASE,
)
"""Where another clause begins."""
_CLAUSE = re.compile(r"(?:after|before|when|while|as|since|until|once|if)\b", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(r"\b(?:who|which|where|when|whose|that|after|before|while|because|since)\b[^,;]*$", re.I)
_PLAIN_WORDS = re.compile(r"(?:(?:the|a|of|in|on|at|by|early|late|end|start|beginning|morning|evening|night)\s+)*")
_FIRST = re.compile(r"(?:on|in|by|at|since|early|late|last|this|next|from|until|during)?\s*(?:the )?", re.IGNORECASE)
_SENTENCE = re.compile(r".*(?:[.!?][”\"’']?\s+|\n)", re.DOTALL)
_LONG_ARGUMENT = 90
_CLAUSE_FAR = 120
_BESIDE, _BEFORE_IT = 60, 20
"""Characters from a trigger to a date behind it, and before it: what is farther is often another verb's."""


def _led(text: str, at: Span) -> list[Span]:
    """The date with the words before it that open it, the longest first; last the date alone."""
    found = [words.search(text, max(at.start - 40, 0), at.start) for words in (_RANGING, _OPENING)]
    return [*(Span(led.start(), at.end) for led in found if led), at]


def _times_of(text: str, dates: Sequence[Span], arguments: Sequence[Span]) -> list[Span]:
    """The stretches of arguments that may be times: the whole one, and the dates in it that are its own clause's."""
    found = []
    for told in arguments:
        # A date that an argument cuts belongs to it as a whole.
        cut = [at for at in dates if at.start < told.end and told.start < at.end]
        argument = Span(min(at.start for at in (told, *cut)), max(at.end for at in (told, *cut)))
        if argument.end - argument.start <= _LONG_ARGUMENT:
            found.append(argument)
        for at in dates:
            if argument.start <= at.start and at.end <= argument.end:
                whole = _led(text, at)
                lead = text[argument.start : max(whole[0].start, argument.start)]
                clause = _CLAUSE.match(lead)
                if not clause or _PLAIN_WORDS.fullmatch(lead[clause.end() :].lstrip()):
                    found += whole
    return found


def _times_near(text: str, dates: Sequence[Span], trigger: Span) -> list[Span]:
    """The dates in the trigger's clause."""
    found = []
    first, last = Span(trigger.start - 2 * _CLAUSE_FAR, 0), Span(trigger.end + _CLAUSE_FAR, 0)
    for at in dates[bisect_left(dates, first) : bisect_left(dates, last)]:
        whole = _led(text, at)
        start = whole[0].start
        if start >= trigger.end:
            between, left = text[trigger.end : start], ""
            far = len(between) > _BESIDE or bool(NEXT_CLAUSE.search(between))
        else:
            between = text[at.end : trigger.start]
            left = text[max(start - 200, 0) : start]
            left = left[(begun.end() if (begun := _SENTENCE.match(left)) else 0) :]
            far = not _FIRST.fullmatch(left) and (len(between) > _BEFORE_IT or "," in between)
        if not (far or ENDED.search(between) or _TURNED.search(between) or _OTHER_CLAUSE.search(left)):
            found += whole
    return found


def _undated(text: str, at: Span) -> When | None:
    """A length of time, which tells no days."""
    length = _lasting(_normal(text[at.start : at.end]))
    if not length:
        return None
    precision: Precision = "day" if "T" in length else _LENGTHS[length[-1]]
    return When(None, None, precision, _LENGTH, (at,))


_LENGTHS: dict[str, Precision] = {
    "D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "C": "decade", "L": "decade",
}  # fmt: skip


_FAR = 90
"""Characters from a cue within which its date stands."""

_TOLD_FAR = 1_000
"""Characters back to which a phrase may count from another one."""


def _written(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


# ---- words ---------------------------------------------------------------------------------------

_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {
    **{word: number for number, word in enumerate(_ONES, 1)},
    **{word: 20 + 10 * number for number, word in enumerate(_TENS)},
    "couple": 2, "dozen": 12, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_IRREGULAR = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}
_ORDINALS = {
    **{_IRREGULAR.get(number, f"{word}th"): number for number, word in enumerate(_ONES, 1)},
    "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_LONGEST = 200
"""Characters of a time phrase; what is longer is none, and is not searched."""

_SPACE = re.compile(r"[\s()\"“”]+|,(?!\d)\s*|(?<=[a-z])-(?=[\w'])|(?<=\w)-(?=[a-z])|\b(?:fiscal|financial)\b")
_DOT = re.compile(r"(?<=[a-z])\.")
_ORDINAL = re.compile(rf"\b(?:(twenty|thirty) )?({'|'.join(_ORDINALS)})\b")
_ONE = rf"(?:{'|'.join(_NUMBERS)})".replace("couple", "couple(?: of)?")
_NUMBER = re.compile(
    rf"\b(?:a (?=couple|dozen|hundred|thousand))?{_ONE}(?: (?:(?<=hundred )and |(?<=thousand )and )?{_ONE})*\b"
)


def _normal(phrase: str) -> str:
    """Lower case, numbers in digits ("nineteen ninety-six": 1996, "first": 1th), no commas, no dots of short forms."""
    if len(phrase) > _LONGEST:
        return ""
    words = _DOT.sub("", phrase.lower().replace("’", "'").replace("‘", "'").replace("tonight", "this night"))
    words = " ".join(_SPACE.sub(" ", words).split()).strip(" ,.;:'")
    words = _ORDINAL.sub(lambda found: f"{_NUMBERS.get(found[1], 0) + _ORDINALS[found[2]]}th", words)
    return _NUMBER.sub(lambda found: str(_number(found[0].split())), words)


def _number(words: list[str]) -> int:
    """Words of a number → it; of a year said in two halves ("nineteen ninety-six") too."""
    thousands, rest = 0, 0
    for number in (_NUMBERS[word] for word in words if word in _NUMBERS):
        if number == 1000:
            thousands, rest = thousands + 1000 * (rest or 1), 0
        elif number == 100:
            rest = 100 * (rest or 1)
        else:
            rest = rest * (100 if 11 <= rest <= 20 and number >= 10 else 1) + number
    return thousands + rest


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_STEPS = {"this": 0, "current": 0, "next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1, "latest": -1}
_NEAR = {
    "today": 0, "yesterday": -1, "day before yesterday": -2, "tomorrow": 1, "day after tomorrow": 2, "same day": 0,
}  # fmt: skip
_DAYTIMES = {
    "morning": "TMO", "midday": "TMI", "noon": "T12:00", "afternoon": "TAF", "evening": "TEV", "night": "TNI",
    "overnight": "TNI", "midnight": "T24",
}  # fmt: skip

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TH = r"(?:st|nd|rd|th)"
_DAY = rf"(?P<day>[0-3]?\d){_TH}?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_WHICH = r"(?P<which>this|current|next|coming|last|past|previous|latest)"
_COUNT = r"(?P<count>\d{1,3}|an?)(?: or so)?"
_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year|decade)(?P<many>s)?(?: or so)?"
_YEAR_AGO = r"(?:(?:an?|1) )?year (?:ago|earlier|before)"
_SPANNED = r"(?P<which>last|past|next|coming)"
_DECADE = r"(?P<century>1[5-9]|20)?'?(?P<decade>\d0)'?s"
_SUCH = r"(?P<such>that|same|following|preceding|previous)"
_DAYTIME = r"(?P<daytime>morning|afternoon|evening|night|midday|noon|midnight|overnight)"
_HOUR = rf"(?:(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d))? ?(?P<half>[ap])m|{_DAYTIME})"
_ZONE = r"(?: (?:[ecmp][ds]?t|gmt|utc|bst|cet|local time))?"
_BEFORE = re.compile(
    r"(?:(?:on|in|at|during|of|as of|by|early|late|mid|earlier|later|the|dated|around|about|nearly|almost|some|"
    r"sometime|more than|over|less than|roughly|(?:beginning|start|middle|end|close|rest|remainder|(?:good )?part) of|"
    r"a(?= good)|full|comparable|its|their|this(?= (?:coming|past))) )*"
)
_RANGE = re.compile(r"(?:from|between) (?P<from>.+?) (?:to|and|until|till|through) (?P<to>.+)")
_YEARS = re.compile(rf"{_YEAR} ?[-–—/] ?(?P<to>\d\d(?:\d\d)?)")
_SINCE = re.compile(r"(?:ever )?since (?P<what>.+)")
_AFTER = re.compile(r"(?:(?:shortly|soon|just|right|immediately) )?after (?P<what>.+)")
_UNTIL = re.compile(r"(?:until|till|up to|before|no later than|ahead of|prior to) (?P<what>.+)")
_FROM_ANOTHER = re.compile(
    r"(?:(?:the|in|for|over|some|about|around|nearly|almost|just|only|barely|less than|more than) )*"
    rf"(?:{_COUNT} |few |several )?(?P<unit>minute|hour|day|night|week|fortnight|month|quarter|year|decade)(?P<many>s)?"
    r"(?: and a half)? (?P<way>before|prior to|ahead of|after|following|from|since|into) (?P<what>(?!now\b).+)"
)
_FROM_TOLD = re.compile(
    rf"(?:the )?(?:{_COUNT} {_UNIT} (?:later|after|afterwards?)|next day|"
    rf"(?:that|following|preceding) (?P<unit2>day|night|week|month|quarter|year|decade|{_WEEKDAY}))"
)
_BACKWARD = ("before", "prior to", "ahead of")
_OPEN = re.compile(r" (?:or later|and beyond|onwards?)$")


# ---- the grammar ---------------------------------------------------------------------------------

_SOME_DAY = date(2000, 1, 15)
"""Stands in for an unknown day of writing; what is counted from it is thrown away."""

_AHEAD = 2
"""How many times as far a day ahead seems as one behind, to `timex`: news tells more of what was."""

_Unit = Literal["day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century", "open"]

_PRECISIONS: dict[_Unit, Precision] = {
    "day": "day", "weekend": "day", "week": "week", "month": "month", "quarter": "quarter", "half": "quarter",
    "season": "season", "year": "year", "decade": "decade", "century": "decade", "open": "open",
}  # fmt: skip


_UNITS: dict[str, _Unit] = {
    "minute": "day", "hour": "day", "day": "day", "night": "day", "week": "week", "fortnight": "week",
    "month": "month", "quarter": "month", "year": "year", "decade": "year",
}  # fmt: skip
"""How exactly a day is known that lies so many of a unit from another."""


@dataclass(frozen=True, slots=True)
class _Time:
    """Days that have a name. `named`: the TIMEX3 value, where it is not that of the unit that the days make up.

    `number` is its phrase's, of those told before; `told` that of the one it counts from. `compared`: it is told only
    to compare with ("a year earlier"), so that nothing counts from it.
    """

    earliest: date
    latest: date
    unit: _Unit
    relative: bool = False
    named: str | None = None
    number: int | None = None
    told: int | None = None
    compared: bool = False

    def name(self) -> str:
        if self.named:
            return self.named
        day = self.earliest.isoformat()
        month = (self.earliest.month - 1) // 3
        match self.unit:
            case "week" | "weekend":
                # A week that is counted from a day lies around it; the middle tells which one is meant.
                year, week, _ = (self.earliest + (self.latest - self.earliest) / 2).isocalendar()
                return f"{year}-W{week:02}" + "-WE" * (self.unit == "weekend")
            case "quarter":
                return f"{day[:4]}-Q{month + 1}"
            case "half":
                return f"{day[:4]}-H{month // 2 + 1}"
            case "season":
                return f"{day[:4]}-{('SP', 'SU', 'FA', 'WI')[self.earliest.month // 3 - 1]}"
            case _:
                return day[: {"century": 2, "decade": 3, "year": 4, "month": 7}.get(self.unit, 10)]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where a phrase is read from: the day of writing, the side asked for, how far a day ahead seems, what was told."""

    written: date
    side: Side | None
    ahead: float
    told: Sequence[_Time] = ()


_Told = Callable[[re.Match[str], _Seen], _Time | None]
"""What a form tells; None or a ValueError where the words are none of its kind after all."""


_BACK = 6
"""How many phrases back one may lie that another counts from."""


def _side(phrase: str, side: Side | None) -> Side | None:
    """Fiscal quarters are told once they are over."""
    return side or ("past" if "fiscal" in phrase.lower() else None)


def _times(told: Sequence[str], written: date | None) -> Sequence[_Time]:
    """The times that phrases tell, each read after those before it; a duration or a set is one that is open."""
    times: list[_Time] = []
    first = max(len(told) - _BACK, 0)
    for number, phrase in enumerate(told[first:], first):
        words = _OPEN.sub("", _normal(phrase))
        seen = _Seen(written or _SOME_DAY, _side(phrase, None), _AHEAD, tuple(times))
        found = _time(words, seen)
        if found and (written or not found.relative):
            times.append(replace(found, number=number))
        elif not found and (_lasting(words) or _repeated(words)):
            times.append(_Time(_SOME_DAY, _SOME_DAY, "open", number=number))
    return tuple(times)


def _interval(words: str, written: date | None, side: Side | None, told: Sequence[_Time] = ()) -> Interval | None:
    if span := _RANGE.fullmatch(words):
        return _between(span["from"], span["to"], written, side, told)
    if span := _YEARS.fullmatch(words):
        last = span["to"] if len(span["to"]) == 4 else span["year"][:2] + span["to"]
        return Interval(date(int(span["year"]), 1, 1), date(int(last), 12, 31), "year") if last > span["year"] else None
    if span := _SINCE.fullmatch(words):
        begun = _interval(span["what"], written, "past", told)
        return _from_then(begun, begun.earliest, written) if begun else None
    if span := _AFTER.fullmatch(words):
        passed = _interval(span["what"], written, side, told)
        return _from_then(passed, _day_after(passed.latest), written) if passed else None
    if span := _UNTIL.fullmatch(words):
        ends = _interval(span["what"], written, side, told)
        return replace(ends, earliest=None, precision="open") if ends else None
    if _OPEN.search(words):
        begins = _interval(_OPEN.sub("", words), written, side, told)
        return replace(begins, latest=None, precision="open") if begins else None
    if span := _FROM_ANOTHER.fullmatch(words):
        return _from_another(span, written, side, told)
    if not told and (span := _FROM_TOLD.fullmatch(words)):
        return Interval(None, None, _PRECISIONS[_UNITS.get(span["unit"] or span["unit2"] or "day", "day")], "told")
    found = _time(words, _Seen(written or _SOME_DAY, side, 1, told))
    if found is None:
        return None
    precision = _PRECISIONS[found.unit]
    if found.relative and not written:
        return Interval(None, None, precision, "writing")
    counts_from: CountsFrom | None = "told" if found.told is not None else "writing" if found.relative else None
    return Interval(found.earliest, found.latest, precision, counts_from, found.told)


def _from_then(begun: Interval, start: date | None, written: date | None) -> Interval:
    """From a day until the day of writing; "since next year" has no end known yet."""
    if start is None or written is None or start > written:
        return replace(begun, earliest=start, latest=None, precision="open")
    return replace(begun, earliest=start, latest=written, precision="open", counts_from=begun.counts_from or "writing")


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day < date.max else None


def _from_another(span: re.Match[str], written: date | None, side: Side | None, told: Sequence[_Time]) -> Interval:
    """ "two days before May 5": counted from that day; "two days before the visit": from a happening, so unknown."""
    unit = span["unit"]
    if span["way"] == "since" and (open_ := _interval(f"since {span['what']}", written, side, told)):
        return open_
    count = -_count(span["count"]) if span["way"] in _BACKWARD else _count(span["count"])
    base = _interval(span["what"], written, side, told)
    precision = _PRECISIONS[_UNITS[unit]]
    if base is None or not base.earliest or not base.latest or (span["many"] and not span["count"]):
        return Interval(None, None, precision, base.counts_from if base and not base.earliest else "event")
    try:
        moved = _moved(base.earliest if count < 0 else base.latest, count, unit)
    except (ValueError, OverflowError):  # Out of the calendar.
        return Interval(None, None, precision, "event")
    return Interval(moved.earliest, moved.latest, precision, base.counts_from, base.told)


def _between(first: str, last: str, written: date | None, side: Side | None, told: Sequence[_Time]) -> Interval | None:
    """ "from May to July 2022": the first end takes its year from the last where it has none."""
    end = _interval(last, written, side)
    start = _interval(first, end.earliest if end and end.earliest else written, "past", told)
    if not start or not end:
        return None
    if start.earliest and end.latest and start.earliest > end.latest:
        return None
    both = start.counts_from if start.counts_from and end.counts_from else None
    return Interval(start.earliest, end.latest, end.precision, both, start.told if both else None)


def _time(words: str, seen: _Seen) -> _Time | None:
    return _form(_BEFORE.sub("", words, count=1), seen, _FORMS) or _form(words, seen, _FORMS)


def _form(words: str, seen: _Seen, forms: Sequence[tuple[re.Pattern[str], _Told]]) -> _Time | None:
    """What the first form tells that fits the words and has a day for them."""
    for pattern, told in forms:
        if match := pattern.fullmatch(words):
            try:
                found = told(match, seen)
            except (ValueError, OverflowError):  # No such day, as February 30, or one out of the calendar.
                continue
            if found:
                return found
    return None


def _iso(match: re.Match[str], seen: _Seen) -> _Time | None:
    return _day(int(match["year"]), int(match["number"]), int(match["day"]))


def _year(match: re.Match[str], seen: _Seen) -> _Time | None:
    return _of_years(int(match["year"]), 1)


_DECADES = tuple(f"{word[:-1]}ies" for word in _TENS)


def _decade(match: re.Match[str], seen: _Seen) -> _Time | None:
    """Without a century the tens to come in this one, else those of the last."""
    decade = match["decade"] or f"{20 + 10 * _DECADES.index(match['word'])}"
    century = match["century"] or ("20" if decade in ("00", "10", "20") else "19")
    return _of_years(int(century + decade), 10)


def _century(match: re.Match[str], seen: _Seen) -> _Time | None:
    return _of_years(100 * int(match["number"]) - 100, 100)


_Part = Callable[[int], _Time]
"""A part of a year that has a name ("July 31", "the third quarter"), by year. ValueError where a year lacks it."""

_PART = re.compile(
    rf"(?:(?:{_WHICH} )?{_WEEKDAY}(?: {_DAYTIME})? (?:the )?)?(?:{_MONTH}(?: {_DAY})?|"
    rf"{_DAY.replace('day', 'day2')}(?: of| day of)? {_MONTH.replace('month', 'month2')})"
    rf"|{_SEASON}|(?:q(?P<q>[1-4])|(?P<quarter>[1-4]){_TH} quarter)"
    rf"|(?P<half>1{_TH}|2{_TH}|last|latter) half|(?P<quarters>[12]){_TH} 2 quarters"
)


def _part(words: str) -> _Part | None:
    match = _PART.fullmatch(words)
    if not match:
        return None
    if month := match["month"] or match["month2"]:
        number = _MONTHS.index(month[:3]) + 1
        if day := match["day"] or match["day2"]:
            return lambda year: _day(year, number, int(day))
        return lambda year: _of_months("month", year, number, 1)
    if season := match["season"]:  # Winter of a year begins in its December.
        return lambda year: _of_months("season", year, _SEASONS[season], 3)
    if quarter := match["q"] or match["quarter"]:
        return lambda year: _of_months("quarter", year, 3 * int(quarter) - 2, 3)
    first = (match["half"] or match["quarters"])[0] == "1"
    return lambda year: _of_months("half", year, 1 if first else 7, 6)


def _some_year(match: re.Match[str], seen: _Seen) -> _Time | None:
    """ "July 31", "third quarter": of the nearest year."""
    part = _part(match[0])
    return _nearest(part, seen) if part else None


def _which_part(match: re.Match[str], seen: _Seen) -> _Time | None:
    """ "last December", "this summer"."""
    part, step = _part(match["what"]), _STEPS[match["which"]]
    if not part:
        return None
    now = part(seen.written.year)
    # The next summer, said in spring, is that of the next year; the last February, said in March, is last year's.
    gone, to_come = (seen.written - now.latest).days > _JUST_GONE, now.earliest > seen.written and now.unit != "season"
    return _told(now if (step < 0 and gone) or (step > 0 and to_come) else part(seen.written.year + step))


_JUST_GONE = 7
"""Days after its end for which a month is not called the last one of its name."""


def _part_of(match: re.Match[str], seen: _Seen) -> _Time | None:
    """ "third quarter of 1989", "1989 third quarter", "January this year", "year-ago quarter".

    A quarter without a number is that which ended last; a "period" beside a year is such a quarter too.
    """
    unnamed = match["what"] in ("quarter", "period")
    told = _part_told(seen, "quarter" if match["what"] == "quarter" else None) if unnamed else None
    last = told or _stepped("quarter", seen.written, -1)
    part = (lambda year: _again(last, year)) if unnamed else _part(match["what"])
    if not part:
        return None
    if match["year"]:  # "The 1988 period" stands beside what it is compared with.
        return replace(part(int(match["year"])), compared=unnamed)
    if match["which"]:
        return _told(part(seen.written.year + _STEPS[match["which"]]))
    now = last if unnamed else _nearest(part, replace(seen, side="past"))
    if not now:
        return None
    before = replace(part(now.earliest.year - 1), compared=True)
    return _on_from(told, before) if told else _told(before)


_PARTS = ("month", "quarter", "half")


def _part_told(seen: _Seen, unit: str | None = None) -> _Time | None:
    """The quarter, month … that the text speaks of: what was told last but for days, and what it is compared with.

    What lies ahead is compared with what is, and never the other way round.
    """
    for time in reversed(seen.told):
        if time.unit in _PARTS:
            if not time.compared and time.earliest <= seen.written and unit in (None, time.unit):
                return time
        elif time.unit not in ("day", "week", "weekend", "season"):
            return None
    return None


def _again(time: _Time, year: int) -> _Time:
    """The same part of another year."""
    months = (time.latest.year - time.earliest.year) * 12 + time.latest.month - time.earliest.month + 1
    return _of_months(time.unit, year, time.earliest.month, months)


def _year_before(match: re.Match[str], seen: _Seen) -> _Time | None:
    """ "a year ago", "a year earlier": the same quarter, month … of the year before; else that year."""
    if part := _part_told(seen):
        before = _again(part, part.earliest.year - 1)
        return replace(before, relative=part.relative, told=part.number, compared=True)
    told = _last_told(seen) if match["earlier"] else None
    year = _stepped("year", told.earliest if told else seen.written, -1)
    return replace(_on_from(told, year), compared=True)


def _near(match: re.Match[str], seen: _Seen) -> _Time | None:
    return _days_on(seen.written, _NEAR[match[0]])


def _now(match: re.Match[str], seen: _Seen) -> _Time | None:
    return replace(_days_on(seen.written, 0), named="PRESENT_REF")


def _weekday(match: re.Match[str], seen: _Seen) -> _Time | None:
    back = (seen.written.weekday() - _DAYS.index(match["weekday"][:3])) % 7
    step = _STEPS.get(match["which"], 0)
    if step > 0 or (step == 0 and seen.side == "future"):
        return _days_on(seen.written, 7 - back if back or step else 0)
    return _days_on(seen.written, -(back or (7 if step else 0)))


def _timed(match: re.Match[str], seen: _Seen) -> _Time | None:
    """ "10 p.m. Wednesday", "Friday evening", "last night", "the morning": a day, named with the time of it."""
    rest, daytime, hour = match["rest"] or "", match["daytime"], int(match["hour"] or 0)
    if rest in ("", "this", "last"):
        found: _Time | None = _days_on(seen.written, -1 if rest == "last" or daytime == "overnight" else 0)
    else:
        found = _form(rest, seen, _PLAIN)
    if not found or found.unit != "day" or hour > 12:
        return None
    clock = f"T{hour % 12 + 12 * (match['half'] == 'p'):02}:{match['minute'] or '00'}"
    return replace(found, named=found.name() + (_DAYTIMES[daytime] if daytime else clock))


def _untimed(match: re.Match[str], seen: _Seen) -> _Time | None:
    """ "Monday early", "Tuesday local time"."""
    return _form(match["rest"], seen, _PLAIN)


def _this_unit(match: re.Match[str], seen: _Seen) -> _Time | None:
    return _stepped(match["unit"], seen.written, _STEPS.get(match["which"], 0))


def _the_unit(match: re.Match[str], seen: _Seen) -> _Time | None:
    """ "the year" is this one; of quarters and weekends news tells when they are over. A "period" is a quarter."""
    unit = match["unit"] or "quarter"
    told = _last_told(seen, "day") if unit == "day" else _part_told(seen, unit)
    if told and unit in ("day", "quarter"):
        return _on_from(told, told)
    return _stepped(unit, seen.written, -1 if unit in ("quarter", "weekend") else 0)


def _ago(match: re.Match[str], seen: _Seen) -> _Time | None:
    return _moved(seen.written, -_count(match["count"]), match["unit"])


def _ahead(match: re.Match[str], seen: _Seen) -> _Time | None:
    return _moved(seen.written, _count(match["count"]), match["unit"])


def _before_told(match: re.Match[str], seen: _Seen) -> _Time | None:
    """ "two days earlier", "the day before": before the day told last, else before that of writing."""
    told = _last_told(seen)
    if match["many"] and not match["count"]:
        return None
    return _on_from(told, _moved(told.earliest if told else seen.written, -_count(match["count"]), match["unit"]))


def _after_told(match: re.Match[str], seen: _Seen) -> _Time | None:
    """ "two days later", "the week after": after the day told last, else after that of writing."""
    told = _last_told(seen)
    if not match["count"] and (told is None or match["many"]):
        return None
    return _on_from(told, _moved(told.latest if told else seen.written, _count(match["count"]), match["unit"]))


def _then(match: re.Match[str], seen: _Seen) -> _Time | None:
    told = _last_told(seen)
    return _on_from(told, told) if told else None


def _that_unit(match: re.Match[str], seen: _Seen) -> _Time | None:
    """ "that year", "the same day", "the following month", "the previous quarter": counted from what was told last."""
    step = 1 if match["next"] else {"following": 1, "previous": -1, "preceding": -1}.get(match["such"], 0)
    unit = match["unit"] or "day"
    if unit == "period":
        told = _part_told(seen)
        return _on_from(told, told) if told and not step else None
    told = _last_told(seen, "day" if unit == "night" else unit)
    if told is None:
        return None
    if unit == "night":
        night = _days_on(told.earliest, step)
        return _on_from(told, replace(night, named=f"{night.name()}TNI"))
    return _on_from(told, _stepped(unit, told.earliest, step))


def _weekday_told(match: re.Match[str], seen: _Seen) -> _Time | None:
    """ "the previous Friday", "the following Monday": from the day told last."""
    if not (told := _last_told(seen, "day")):
        return None
    day, wanted = told.earliest, _DAYS.index(match["weekday"][:3])
    if match["such"] == "following":
        return _on_from(told, _days_on(day, (wanted - day.weekday() - 1) % 7 + 1))
    return _on_from(told, _days_on(day, -((day.weekday() - wanted - 1) % 7 + 1)))


_SIZES: tuple[str, ...] = (
    "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century",
)  # fmt: skip


def _last_told(seen: _Seen, unit: str | None = None) -> _Time | None:
    """The time told last; where a unit is named, the last one of that length, else the last shorter one."""
    times = [time for time in reversed(seen.told) if time.unit != "open" and not time.compared]
    if unit is None:
        return next(iter(times), None)
    same = next((time for time in times if time.unit == unit), None)
    shorter = _SIZES[: _SIZES.index(unit)]
    return same or next((time for time in times if time.unit in shorter), None)


def _on_from(told: _Time | None, found: _Time) -> _Time:
    """As counted from a time told before, and no more from the day of writing than that one."""
    return replace(found, relative=told.relative, told=told.number) if told else found


def _up_to_now(match: re.Match[str], seen: _Seen) -> _Time | None:
    """ "the past two years", "the next three days": all of it, from now or until now. It is named by its length."""
    count = _count(match["count"])
    length = _duration(match["unit"], None if match["many"] and not match["count"] else count)
    ahead = match["which"] in ("next", "coming")
    other = _moved(seen.written, count if ahead else -count, match["unit"])
    ends = (seen.written, other.latest) if ahead else (other.earliest, seen.written)
    return _Time(*ends, "open", relative=True, named=length)


_PLAIN: tuple[tuple[re.Pattern[str], _Told], ...] = (
    (re.compile(r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)"), _iso),
    (re.compile(rf"(?:year )?{_YEAR}"), _year),
    (re.compile(rf"(?:\w+ half of the )?(?:{_DECADE}|(?P<word>{'|'.join(_DECADES)}))"), _decade),
    (re.compile(rf"(?P<number>\d\d?){_TH} century"), _century),
    (_PART, _some_year),
    (re.compile(rf"{_WHICH} (?P<what>.+)"), _which_part),
    (re.compile(rf"(?P<what>.+?)(?: (?:of|in|the))*? (?:{_YEAR}|{_WHICH} year|{_YEAR_AGO})"), _part_of),
    (re.compile(rf"(?:{_YEAR}|{_WHICH} year|{_YEAR_AGO})(?:'s)? (?P<what>.+)"), _part_of),
    (
        re.compile(rf"{_SUCH} (?P<unit>day|night|week|weekend|month|quarter|year|decade|period)|next (?P<next>day)"),
        _that_unit,
    ),
    (re.compile(rf"(?P<such>following|previous|preceding) {_WEEKDAY}"), _weekday_told),
    (re.compile("|".join(_NEAR)), _near),
    (re.compile(r"now|right now|currently"), _now),
    (re.compile(r"then|that time"), _then),
    (re.compile(rf"(?:{_WHICH} )?{_WEEKDAY}"), _weekday),
    (re.compile(rf"(?:{_WHICH} )?(?P<unit>year)(?:'s)? end"), _this_unit),
    (re.compile(rf"{_WHICH} (?P<unit>week|weekend|month|quarter|year|decade)(?: or so)?"), _this_unit),
    (re.compile(r"(?P<unit>weekend|month|quarter|year)|latest period"), _the_unit),
    (
        re.compile(r"(?:an?|1) year (?P<earlier>earlier|before)|(?:(?:an?|1) )?year (?:ago|earlier|before)"),
        _year_before,
    ),
    (re.compile(rf"{_COUNT} {_UNIT} ago"), _ago),
    (re.compile(rf"(?:{_COUNT} )?{_UNIT} (?:earlier|before|previously)"), _before_told),
    (re.compile(rf"in {_COUNT} {_UNIT}(?: from now| hence)?"), _ahead),
    (re.compile(rf"{_COUNT} {_UNIT}(?: from now| hence)"), _ahead),
    (re.compile(rf"(?:{_COUNT} )?{_UNIT} (?:later|after|afterwards?)"), _after_told),
    (re.compile(r"the (?P<unit>day)"), _the_unit),
    (re.compile(rf"(?:(?:for|over|within|in) )?(?:the )?{_SPANNED} (?:{_COUNT} )?{_UNIT}"), _up_to_now),
)
"""The forms without a time of day."""

_FORMS = (
    *_PLAIN,
    (re.compile(rf"{_HOUR}{_ZONE}(?: (?:on )?(?P<rest>.+?)(?: morning| afternoon| evening| night)?)?"), _timed),
    (re.compile(rf"(?:(?P<rest>.+?) )?(?:(?:at|early|late) )*{_HOUR}(?: early| late)?{_ZONE}"), _timed),
    (re.compile(r"(?P<rest>.+?)(?: early| late| local time)+"), _untimed),
)


# ---- the calendar --------------------------------------------------------------------------------


def _told(found: _Time | None) -> _Time | None:
    """As counted from the day of writing."""
    return replace(found, relative=True) if found else None


def _day(year: int, month: int, day: int) -> _Time:
    """ValueError where there is no such day."""
    return _Time(date(year, month, day), date(year, month, day), "day")


def _days_on(written: date, days: int) -> _Time:
    found = written + timedelta(days=days)
    return _Time(found, found, "day", relative=True)


def _of_months(unit: _Unit, year: int, first: int, count: int) -> _Time:
    over, last = divmod(first + count - 2, 12)
    end = date(year + over, last + 1, calendar.monthrange(year + over, last + 1)[1])
    return _Time(date(year, first, 1), end, unit)


def _of_years(first: int, count: Literal[1, 10, 100]) -> _Time:
    units: dict[int, _Unit] = {1: "year", 10: "decade", 100: "century"}
    return _Time(date(first, 1, 1), date(first + count - 1, 12, 31), units[count])


def _stepped(unit: str, written: date, step: int) -> _Time:
    """The calendar's week, month … that is `step` from the one of a day."""
    if unit in ("week", "weekend"):
        monday = written + timedelta(days=7 * step - written.weekday())
        if unit == "week":
            return _Time(monday, monday + timedelta(days=6), "week", relative=True)
        return _Time(monday + timedelta(days=5), monday + timedelta(days=6), "weekend", relative=True)
    if unit == "day":
        return _days_on(written, step)
    if unit == "month":
        year, month = divmod(written.year * 12 + written.month - 1 + step, 12)
        found = _of_months("month", year, month + 1, 1)
    elif unit == "quarter":
        year, quarter = divmod(written.year * 4 + (written.month - 1) // 3 + step, 4)
        found = _of_months("quarter", year, 3 * quarter + 1, 3)
    elif unit == "year":
        found = _of_years(written.year + step, 1)
    else:
        found = _of_years(written.year // 10 * 10 + 10 * step, 10)
    return replace(found, relative=True)


def _moved(written: date, count: int, unit: str) -> _Time:
    """`count` units from a day: to the day for days, three days around for weeks, else to the month or year."""
    if unit == "day":
        return _days_on(written, count)
    if unit in ("week", "fortnight"):
        found = written + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
        return _Time(found - timedelta(days=3), found + timedelta(days=3), "week", relative=True)
    if unit in ("month", "quarter"):
        return _stepped("month", written, count * (3 if unit == "quarter" else 1))
    return _stepped("year", written, count * (10 if unit == "decade" else 1))


def _count(word: str | None) -> int:
    return int(word) if word and word.isdigit() else 1


def _nearest(part: _Part, seen: _Seen) -> _Time | None:
    """Of one day in several years the nearest to the day of writing, on the side asked for."""
    best: tuple[float, _Time] | None = None
    for year in (seen.written.year - 1, seen.written.year, seen.written.year + 1):
        try:
            found = part(year)
        except ValueError:  # February 29.
            continue
        far: float = (found.earliest - seen.written).days
        if far > 0:
            # A day on the wrong side is taken only where there is no other.
            far = far * seen.ahead + (10_000 if seen.side == "past" else 0)
        elif found.latest < seen.written:
            far = (seen.written - found.latest).days + (10_000 if seen.side == "future" else 0)
        else:
            far = 0
        if best is None or far < best[0]:
            best = (far, found)
    return _told(best[1]) if best else None


# ---- durations and sets: what is no days ---------------------------------------------------------

_LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "fortnight": "W", "month": "M", "quarter": "Q",
    "year": "Y", "decade": "Y", "century": "C", "millennium": "L",
}  # fmt: skip
_TIMES = {"fortnight": 2, "decade": 10}
_HALVES = {"minute": "30S", "hour": "30M", "day": "T12H", "year": "6M"}
_LASTING = re.compile(
    r"(?:(?:the|for|within|in|up to|at (?:least|most)|less than|more than|over|under|about|almost|nearly|around|"
    r"roughly|some|each of|another|an additional|an?(?= (?:\d|few|good|full))|year (?:ago|earlier)|1th|last|past|next|"
    r"latest|coming|recent|early|final) )*"
    r"(?:(?:(?P<count>\d+)(?P<range> (?:to|or) \d+)?(?P<half> 1/2| and a half)?|an?|(?P<few>few|several|many)) )?"
    r"(?:(?:more|full|straight|consecutive|trading|working) )?"
    rf"(?P<unit>{'|'.join(_LETTERS)})(?P<many>s)?(?P<and_half> and a half)?"
    r"(?: (?:old|long|term|period|ahead|or so|(?<=s )ago))*(?P<or> or \w+)?"
)
_ADVERBS = {
    "hourly": "PT1H", "daily": "XXXX-XX-XX", "weekly": "XXXX-WXX", "monthly": "XXXX-XX", "quarterly": "P3M",
    "annually": "XXXX", "yearly": "XXXX",
}  # fmt: skip
_EACH = re.compile(r"(?:each|every) (?P<one>.+)|(?P<many>.*(?:day|morning|evening|night|quarter|summer|winter))s")
_EACH_WEEKDAY = re.compile(rf"{_WEEKDAY}(?: {_DAYTIME})?")


def _lasting(words: str) -> str | None:
    """ "three days": P3D. Several or a range of numbers is X; a singular without a number is one."""
    match = _LASTING.fullmatch(words.replace("centuries", "centurys"))
    if not match or (words.endswith(" ago") and (match["count"] or match["few"])):
        return None
    unknown = match["few"] or match["range"] or match["or"] or (match["many"] and not match["count"])
    half = match["half"] or match["and_half"]
    return _duration(match["unit"], None if unknown else _count(match["count"]), bool(half))


def _duration(unit: str, count: int | None, half: bool = False) -> str:
    if unit == "quarter" and count != 1:
        unit, count = "month", count and 3 * count
    if unit == "year" and count and count % 1000 == 0:
        unit, count = "millennium", count // 1000
    number = "X" if count is None else count * _TIMES.get(unit, 1)
    time = "T" * (unit in ("second", "minute", "hour"))
    return f"P{time}{number}{_LETTERS[unit]}{_HALVES.get(unit, '') if half else ''}"


def _repeated(words: str) -> str | None:
    """ "each July", "Tuesday nights", "every two weeks"."""
    match = _EACH.fullmatch(words)
    if not match:
        return _ADVERBS.get(words)
    what = match["one"] or match["many"]
    if day := _EACH_WEEKDAY.fullmatch(what):
        return f"XXXX-WXX-{_DAYS.index(day['weekday'][:3]) + 1}{_DAYTIMES.get(day['daytime'], '')}"
    if part := _part(what):
        try:
            return f"XXXX{part(2000).name()[4:]}"  # A leap year, so that each February 29 is told.
        except ValueError:
            return None
    return _lasting(what) if match["one"] else None
