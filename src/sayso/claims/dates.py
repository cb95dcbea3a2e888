"""Time phrases → intervals of days: "July 31", "last week", "since 2016", "two days ago".

A phrase that counts from the day of writing ("Monday") is told against the document's date, and
stays unresolved without one. Seasons are the northern ones, by whole months, winter from
December. No time of day is kept: "Monday night" is the Monday.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sayso.types import Document, Precision, Span, When

Side = Literal["past", "future"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "a couple": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|"
    r"aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year|decade)s?"
_COUNT = (
    r"(?P<count>\d{1,3}|a couple of|couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|fifteen|twenty|thirty)"
)
_STEPS = {"this": 0, "current": 0, "next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1}
_PART = r"(?: (?:early|late|morning|afternoon|evening|night|midday|noon|local time)){0,2}"
_BEFORE = (
    r"(?:(?:on|in|at|during|of|as of|by|early|late|mid|earlier|later|the|dated|around|about|nearly|almost|some|"
    r"more than|over|less than|roughly|beginning of|start of|middle of|end of)[- ])*"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """The days a phrase means, both ends within it. `relative`: it counts from the day of writing.

    None at an end is open to that side; both None: a relative phrase without a day to count from.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    relative: bool = False


def interval(phrase: str, written: date | None, side: Side | None = None) -> Interval | None:
    """The days that a phrase means, or None where it is no time phrase that is known here.

    `written` is the day of writing; `side` tells whether what is dated lies before or after it
    ("said on Monday": before), where the phrase leaves it open. Without a side the nearest day counts.
    """
    words = " ".join(phrase.lower().replace("’", "'").split()).strip(" ,.;:()\"'“”")
    if span := re.fullmatch(r"(?:from|between) (?P<from>.+?) (?:to|and|until|till|through) (?P<to>.+)", words):
        return _between(span["from"], span["to"], written, side)
    if span := re.fullmatch(rf"{_YEAR} ?[-–—] ?(?P<to>\d\d(?:\d\d)?)", words):
        last = span["to"] if len(span["to"]) == 4 else span["year"][:2] + span["to"]
        return Interval(date(int(span["year"]), 1, 1), date(int(last), 12, 31), "year") if last > span["year"] else None
    if span := re.fullmatch(r"(?:ever )?since (?P<what>.+)", words):
        begun = interval(span["what"], written, "past")
        return Interval(begun.earliest, written, "open", begun.relative) if begun else None
    if span := re.fullmatch(r"(?:until|till|up to|before|no later than) (?P<what>.+)", words):
        ends = interval(span["what"], written, side)
        return Interval(None, ends.latest, "open", ends.relative) if ends else None
    bare = re.sub(rf"^{_BEFORE}", "", words)
    return _absolute(bare, written, side) or _relative(bare, written, side) or _relative(words, written, side)


_NEAR_ENOUGH = re.compile(r"[ ,–—-]*(?:[\w’'.-]+[ ,]+){0,8}")
_ENDED = re.compile(r"[.!?][”\"’']?\s+[A-Z“\"]|\n|;")
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
        if crossed or _ENDED.search(between) or not _NEAR_ENOUGH.fullmatch(between + " "):
            continue
        if best is None or len(between) < best[0]:
            best = (len(between), at)
    if best is None:
        return None
    at = best[1]
    written = _written(document.published)
    found = interval(text[at.start : at.end], written, "past")
    if found is None:
        return None
    inferred = None if not found.relative else "document date" if written else "no document date"
    ends = [end.isoformat() if end else None for end in (found.earliest, found.latest)]
    return When(ends[0], ends[1], found.precision, inferred, (at,))


_FAR = 90
"""Characters from a cue within which its date stands."""


def _written(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _between(first: str, last: str, written: date | None, side: Side | None) -> Interval | None:
    """ "from May to July 2022": the first end takes its year from the last where it has none."""
    end = interval(last, written, side)
    start = interval(first, end.earliest if end and end.earliest else written, "past")
    if not start or not end:
        return None
    if start.earliest and end.latest and start.earliest > end.latest:
        return None
    return Interval(start.earliest, end.latest, end.precision, start.relative and end.relative)


def _absolute(words: str, written: date | None, side: Side | None) -> Interval | None:
    """What a calendar tells, with its year or with the nearest one."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    weekday = rf"(?:{_WEEKDAY}{_PART},? (?:\(|the )?)?"
    for form in (rf"{_MONTH} {_DAY}(?:,? {_YEAR})?\)?", rf"{_DAY}(?: of| day of)? {_MONTH},?(?: {_YEAR})?\)?"):
        if match := re.fullmatch(weekday + form + _PART, words):
            month, day = _month(match["month"]), int(match["day"])
            if match["year"]:
                return _day(int(match["year"]), month, day)
            return _nearest([_day(year, month, day) for year in _years(written)], written, side, "day")
    if match := re.fullmatch(rf"{_MONTH}(?:,? (?:of )?{_YEAR})?", words):
        month = _month(match["month"])
        if match["year"]:
            return _of_month(int(match["year"]), month)
        return _nearest([_of_month(year, month) for year in _years(written)], written, side, "month")
    if match := re.fullmatch(rf"(?:year |fiscal |financial )?{_YEAR}", words):
        year = int(match["year"])
        return Interval(date(year, 1, 1), date(year, 12, 31), "year")
    if match := re.fullmatch(r"(?P<century>1[5-9]|20)?(?:'?)(?P<decade>\d0)'?s", words):
        century = match["century"] or ("20" if match["decade"] in ("00", "10", "20") else "19")
        year = int(century + match["decade"])
        return Interval(date(year, 1, 1), date(year + 9, 12, 31), "decade")
    if match := re.fullmatch(rf"(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? {_YEAR}", words):
        return _of_season(int(match["year"]), match["season"])
    quarter = r"(?:q(?P<number>[1-4])|(?P<name>first|second|third|fourth|[1-4](?:st|nd|rd|th))[- ]quarter)"
    if match := re.fullmatch(rf"{quarter}(?: of)?(?:,? {_YEAR})?", words):
        number = int(match["number"]) if match["number"] else _QUARTERS[match["name"]]
        if match["year"]:
            return _of_quarter(int(match["year"]), number)
        return _nearest([_of_quarter(year, number) for year in _years(written)], written, side, "quarter")
    return None


def _relative(words: str, written: date | None, side: Side | None) -> Interval | None:
    """What counts from the day of writing."""
    found = _counted(words, written or date(2000, 1, 15), side)
    if found is None:
        return None
    if written is None:
        return Interval(None, None, found.precision, relative=True)
    return Interval(found.earliest, found.latest, found.precision, relative=True)


_NEAR = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "earlier today": 0,
    "yesterday": -1, "last night": -1, "overnight": -1, "day before yesterday": -2, "tomorrow": 1,
    "day after tomorrow": 2, "same day": 0, "now": 0,
}  # fmt: skip


def _counted(words: str, written: date, side: Side | None) -> Interval | None:
    day = timedelta(days=1)
    for near, steps in _NEAR.items():
        if re.fullmatch(near + _PART, words):
            return Interval(written + steps * day, written + steps * day, "day")
    if match := re.fullmatch(rf"(?:(?P<which>last|past|previous|next|coming|this) )?{_WEEKDAY}{_PART}", words):
        back = (written.weekday() - _DAYS.index(match["weekday"][:3])) % 7
        step = _STEPS.get(match["which"], 0)
        if step > 0 or (step == 0 and side == "future"):
            meant = written + (7 - back if back or step else 0) * day
        else:
            meant = written - (back or (7 if step else 0)) * day
        return Interval(meant, meant, "day")
    which = r"(?P<which>this|last|past|previous|next|coming|current)"
    if match := re.fullmatch(rf"{which} (?P<unit>week|weekend|month|quarter|year|decade)", words):
        step = _STEPS[match["which"]]
        return _unit(match["unit"], written, step)
    if match := re.fullmatch(rf"{which} (?P<season>spring|summer|autumn|fall|winter)", words):
        step = _STEPS[match["which"]]
        now = _of_season(written.year, match["season"])
        if step == -1 and now.latest and now.latest < written:
            return now
        return _of_season(written.year + step, match["season"])
    if match := re.fullmatch(rf"{_MONTH} (?:of )?{which} year", words):
        step = _STEPS[match["which"]]
        return _of_month(written.year + step, _month(match["month"]))
    if match := re.fullmatch(rf"{which} {_MONTH}", words):
        step = _STEPS[match["which"]]
        found = _of_month(written.year, _month(match["month"]))
        if step == -1 and found.latest and found.latest < written:
            return found
        if step == 1 and found.earliest and found.earliest > written:
            return found
        return _of_month(written.year + step, _month(match["month"]))
    if match := re.fullmatch(rf"{_COUNT} {_UNIT} (?:or so )?(?:ago|earlier|before)", words):
        return _moved(written, -_count(match["count"]), match["unit"])
    match = re.fullmatch(rf"(?P<in>in )?{_COUNT} {_UNIT}(?P<after> from now| later| hence)?", words)
    if match and (match["in"] or match["after"]):
        return _moved(written, _count(match["count"]), match["unit"])
    period = rf"(?:for |over |within |in )?(?:the )?(?P<which>last|past|next|coming) (?:{_COUNT} )?{_UNIT}"
    if match := re.fullmatch(period, words):
        count = _count(match["count"]) if match["count"] else 1
        ahead = match["which"] in ("next", "coming")
        other = _moved(written, count if ahead else -count, match["unit"])
        if ahead:
            return Interval(written, other.latest, "open")
        return Interval(other.earliest, written, "open")
    return None


def _unit(unit: str, written: date, step: int) -> Interval:
    day = timedelta(days=1)
    monday = written - written.weekday() * day + 7 * step * day
    if unit == "week":
        return Interval(monday, monday + 6 * day, "week")
    if unit == "weekend":
        return Interval(monday + 5 * day, monday + 6 * day, "day")
    if unit == "month":
        months = written.year * 12 + written.month - 1 + step
        return _of_month(months // 12, months % 12 + 1)
    if unit == "quarter":
        quarters = written.year * 4 + (written.month - 1) // 3 + step
        return _of_quarter(quarters // 4, quarters % 4 + 1)
    if unit == "year":
        return Interval(date(written.year + step, 1, 1), date(written.year + step, 12, 31), "year")
    decade = written.year // 10 * 10 + 10 * step
    return Interval(date(decade, 1, 1), date(decade + 9, 12, 31), "decade")


def _moved(written: date, count: int, unit: str) -> Interval:
    """`count` units from a day: to the day for days and weeks, to the month or year for longer ones."""
    if unit in ("day", "week", "fortnight"):
        found = written + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
        precision: Precision = "day" if unit == "day" else "week"
        if unit == "day":
            return Interval(found, found, precision)
        return Interval(found - timedelta(days=3), found + timedelta(days=3), precision)
    if unit in ("month", "quarter"):
        return _unit("month", written, count * (3 if unit == "quarter" else 1))
    return _unit("year", written, count * (10 if unit == "decade" else 1))


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.removesuffix(" of")]


def _month(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1


def _years(written: date | None) -> range:
    return range(written.year - 1, written.year + 2) if written else range(2000, 2001)


def _nearest(
    found: list[Interval | None], written: date | None, side: Side | None, precision: Precision
) -> Interval | None:
    """Of one day in several years the nearest to the day of writing, on the side asked for."""
    days = [(one.earliest, one.latest) for one in found if one]
    if written is None:
        return Interval(None, None, precision, relative=True) if days else None
    best: tuple[int, Interval] | None = None
    for earliest, latest in days:
        if earliest is None or latest is None:
            continue
        far = (earliest - written).days if earliest > written else min(0, (latest - written).days)
        # A day on the wrong side is taken only where there is no other.
        wrong = 10_000 * ((side == "past" and far > 0) or (side == "future" and far < 0))
        if best is None or abs(far) + wrong < best[0]:
            best = (abs(far) + wrong, Interval(earliest, latest, precision, relative=True))
    return best[1] if best else None


def _day(year: int, month: int, day: int) -> Interval | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Interval(found, found, "day")


def _of_month(year: int, month: int) -> Interval:
    return Interval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def _of_quarter(year: int, number: int) -> Interval:
    first, last = _of_month(year, 3 * number - 2), _of_month(year, 3 * number)
    return Interval(first.earliest, last.latest, "quarter")


def _of_season(year: int, season: str) -> Interval:
    """Winter of a year begins in its December."""
    begin = _SEASONS[season]
    months = year * 12 + begin - 1 + 2
    return Interval(date(year, begin, 1), _of_month(months // 12, months % 12 + 1).latest, "season")
