"""Time phrases against a Wednesday, 2 July 2025, their TIMEX3 values, and where a link's date stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.claims import interval, said_when
from sayso.claims.time_and_place.dates import happened_when, timex
from sayso.types import Document, Span

WRITTEN = date(2025, 7, 2)
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest", "precision"),
    [
        ("July 31", "2025-07-31", "2025-07-31", "day"),
        ("31 July 2016", "2016-07-31", "2016-07-31", "day"),
        ("Thursday, Nov. 7th, 2019", "2019-11-07", "2019-11-07", "day"),
        ("on Monday", "2025-06-30", "2025-06-30", "day"),
        ("Wednesday", "2025-07-02", "2025-07-02", "day"),
        ("last Wednesday", "2025-06-25", "2025-06-25", "day"),
        ("late Tuesday night", "2025-07-01", "2025-07-01", "day"),
        ("next Friday", "2025-07-04", "2025-07-04", "day"),
        ("yesterday", "2025-07-01", "2025-07-01", "day"),
        ("last week", "2025-06-23", "2025-06-29", "week"),
        ("earlier this month", "2025-07-01", "2025-07-31", "month"),
        ("December", "2025-12-01", "2025-12-31", "month"),
        ("March 2020", "2020-03-01", "2020-03-31", "month"),
        ("last December", "2024-12-01", "2024-12-31", "month"),
        ("June last year", "2024-06-01", "2024-06-30", "month"),
        ("the third quarter of 2023", "2023-07-01", "2023-09-30", "quarter"),
        ("summer 2021", "2021-06-01", "2021-08-31", "season"),
        ("in 2016", "2016-01-01", "2016-12-31", "year"),
        ("2016–18", "2016-01-01", "2018-12-31", "year"),
        ("the 1990s", "1990-01-01", "1999-12-31", "decade"),
        ("two days ago", "2025-06-30", "2025-06-30", "day"),
        ("nearly four years ago", "2021-01-01", "2021-12-31", "year"),
        ("in three weeks", "2025-07-20", "2025-07-26", "week"),
        ("since 2016", "2016-01-01", "2025-07-02", "open"),
        ("until May 5", None, "2025-05-05", "open"),
        ("over the past two years", "2023-01-01", "2025-07-02", "open"),
        ("from May to July 2022", "2022-05-01", "2022-07-31", "month"),
        ("2021/22", "2021-01-01", "2022-12-31", "year"),
        ("nineteen sixty-eight", "1968-01-01", "1968-12-31", "year"),
        ("May twenty-first, two thousand and four", "2004-05-21", "2004-05-21", "day"),
        ("the mid-'70s", "1970-01-01", "1979-12-31", "decade"),
        ("the seventies", "1970-01-01", "1979-12-31", "decade"),
        ("the 19th century", "1800-01-01", "1899-12-31", "decade"),
        ("the quarter", "2025-04-01", "2025-06-30", "quarter"),
        ("the year-earlier quarter", "2024-04-01", "2024-06-30", "quarter"),
        ("the 2021 fourth quarter", "2021-10-01", "2021-12-31", "quarter"),
        ("next year's first quarter", "2026-01-01", "2026-03-31", "quarter"),
        ("the second half of 2023", "2023-07-01", "2023-12-31", "quarter"),
        ("March this year", "2025-03-01", "2025-03-31", "month"),
        ("the end of the month", "2025-07-01", "2025-07-31", "month"),
        ("a week or so ago", "2025-06-22", "2025-06-28", "week"),
        ("the weekend", "2025-06-28", "2025-06-29", "day"),
        ("year-end", "2025-01-01", "2025-12-31", "year"),
        ("fiscal 2022", "2022-01-01", "2022-12-31", "year"),
        ("9 a.m. EST Tuesday", "2025-07-01", "2025-07-01", "day"),
        ("2027 or later", "2027-01-01", None, "open"),
        ("since 2027", "2027-01-01", None, "open"),
        ("after May 5", "2025-05-06", "2025-07-02", "open"),
        ("before 2024", None, "2024-12-31", "open"),
        ("two days before May 5", "2025-05-03", "2025-05-03", "day"),
        ("a week after Monday", "2025-07-04", "2025-07-10", "week"),
        ("the day after Monday", "2025-07-01", "2025-07-01", "day"),
        ("in the nine years since 2016", "2016-01-01", "2025-07-02", "open"),
        ("last June", "2024-06-01", "2024-06-30", "month"),
    ],
)
def test_what_a_phrase_means(phrase: str, earliest: str | None, latest: str | None, precision: str) -> None:
    found = interval(phrase, WRITTEN)
    assert found is not None
    ends = tuple(end.isoformat() if end else None for end in (found.earliest, found.latest))
    assert (*ends, found.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    "phrase", ["", "the port", "30 February 2020", "may be", "second", "a year", "2018-2016", "each July"]
)
def test_what_is_no_date(phrase: str) -> None:
    assert interval(phrase, WRITTEN) is None


def test_the_side_decides_where_the_phrase_does_not() -> None:
    for phrase, past, future in (("Monday", "2025-06-30", "2025-07-07"), ("August 1", "2024-08-01", "2025-08-01")):
        for side, wanted in (("past", past), ("future", future)):
            found = interval(phrase, WRITTEN, side)  # type: ignore[arg-type]
            assert found is not None
            assert str(found.earliest) == wanted


def test_without_a_day_of_writing_relative_times_stay_open() -> None:
    for phrase in ("Monday", "yesterday", "July 31", "two weeks ago"):
        found = interval(phrase, None)
        assert found is not None
        assert (found.earliest, found.latest, found.counts_from) == (None, None, "writing")
    found = interval("31 July 2016", None)
    assert found is not None
    assert (str(found.earliest), found.counts_from) == ("2016-07-31", None)


@untimed
@given(st.text(max_size=40), st.dates(date(1600, 1, 1), date(2090, 1, 1)))
def test_any_words_are_read_or_left(phrase: str, written: date) -> None:
    found = interval(phrase, written)
    assert found is None or found.earliest is None or found.latest is None or found.earliest <= found.latest


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        # Days, and times of them.
        ("31 July 2016", "2016-07-31"),
        ("Sunday, the 4th of May", "2025-05-04"),
        ("this coming Friday, July fourth", "2025-07-04"),
        ("October 3", "2025-10-03"),
        ("December 3", "2024-12-03"),
        ("late yesterday", "2025-07-01"),
        ("ten days ago", "2025-06-22"),
        ("now", "PRESENT_REF"),
        ("last night", "2025-07-01TNI"),
        ("tonight", "2025-07-02TNI"),
        ("Monday morning", "2025-06-30TMO"),
        ("noon Tuesday", "2025-07-01T12:00"),
        ("around 4:30 p.m.", "2025-07-02T16:30"),
        ("12 a.m. GMT on Thursday", "2025-06-26T00:00"),
        # Longer units of the calendar.
        ("last week", "2025-W26"),
        ("three weeks ago", "2025-W24"),
        ("the weekend", "2025-W26-WE"),
        ("the week", "2025-WXX"),
        ("mid-November", "2024-11"),
        ("March nineteen ninety-nine", "1999-03"),
        ("the latest quarter", "2025-Q2"),
        ("third-quarter", "2025-Q3"),
        ("the fiscal third quarter of 2023", "2023-Q3"),
        ("the year-ago second quarter", "2024-Q2"),
        ("the first two quarters of 2020", "2020-H1"),
        ("this past spring", "2025-SP"),
        ("winter 2019", "2019-WI"),
        ("the end of the year", "2025"),
        ("a year earlier", "2024"),
        ("the year two thousand", "2000"),
        ("2030 and beyond", "2030"),
        ("the late 1960s", "196"),
        ("the 18th century", "17"),
        # Durations.
        ("six days", "P6D"),
        ("a ten-hour", "PT10H"),
        ("at least 45 more minutes", "PT45M"),
        ("a day and a half", "P1DT12H"),
        ("3 1/2 years", "P3Y6M"),
        ("the first seven months", "P7M"),
        ("the next two quarters", "P6M"),
        ("the past couple of decades", "P20Y"),
        ("a dozen-year-old", "P12Y"),
        ("a few weeks", "PXW"),
        ("five to six hours", "PTXH"),
        ("weeks or months", "PXW"),
        # Sets.
        ("each October", "XXXX-10"),
        ("every February 29", "XXXX-02-29"),
        ("every Friday", "XXXX-WXX-5"),
        ("Saturday nights", "XXXX-WXX-6TNI"),
        ("every two weeks", "P2W"),
        ("daily", "XXXX-XX-XX"),
    ],
)
def test_the_value_of_a_phrase(phrase: str, value: str) -> None:
    assert timex(phrase, WRITTEN) == value


@pytest.mark.parametrize(
    "phrase", ["", "the port", "30 February 2020", "each February 30", "second", "that year", "13 pm"]
)
def test_what_has_no_value(phrase: str) -> None:
    assert timex(phrase, WRITTEN) is None


def test_without_a_day_of_writing_only_what_does_not_count_from_it_has_a_value() -> None:
    assert [timex(phrase, None) for phrase in ("Monday", "the week", "last year", "10 p.m.")] == [None] * 4
    assert [timex(phrase, None) for phrase in ("May 2020", "two weeks", "each May")] == ["2020-05", "P2W", "XXXX-05"]


@untimed
@given(st.text(max_size=40), st.dates(date(1600, 1, 1), date(2090, 1, 1)))
def test_any_words_have_a_value_or_none(phrase: str, written: date) -> None:
    assert timex(phrase, written) != ""


_WORDS = (
    "the",
    "last",
    "next",
    "two",
    "hundred",
    "first",
    "year",
    "ago",
    "quarter",
    "May",
    "noon",
    "late",
    "of",
    "99",
    "since",
)


@untimed
@given(st.lists(st.sampled_from(_WORDS), max_size=60), st.dates(date(1600, 1, 1), date(2090, 1, 1)))
def test_words_of_time_in_any_order_are_read_or_left(words: list[str], written: date) -> None:
    found = interval(" ".join(words), written)
    assert found is None or found.earliest is None or found.latest is None or found.earliest <= found.latest
    assert timex(" ".join(words), written) != ""


def told_when(
    text: str, source: str, cue: str, content: str, *dates: str, published: str | None = "2025-07-02"
) -> tuple[str | None, str, str | None] | None:
    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    found = said_when(
        Document(text, published=published), at(source), at(cue), (at(content),), sorted(at(words) for words in dates)
    )
    return (found.earliest, text[found.at[0].start : found.at[0].end], found.inferred) if found else None


def test_the_date_of_a_link_stands_in_its_cue_s_clause() -> None:
    text = "Ida Quist told reporters at a roundtable on Monday that the port closed on May 5. It rained on Sunday."
    found = told_when(text, "Ida Quist", "told", "that the port closed on May 5", "Monday", "May 5", "Sunday")
    assert found == ("2025-06-30", "Monday", "document date")
    text = "The port is shut, the mayor said. On Sunday it rained."
    assert told_when(text, "the mayor", "said", "The port is shut", "Sunday") is None
    text = "On 3 June 2024, Ida Quist said the port would close."
    assert told_when(text, "Ida Quist", "said", "the port would close", "3 June 2024") == (
        "2024-06-03", "3 June 2024", None,
    )  # fmt: skip
    text = "A report published on July 1 warned that the port would close."
    assert told_when(text, "A report published on July 1", "warned", "that the port would close", "July 1") == (
        "2025-07-01", "July 1", "document date",
    )  # fmt: skip
    text = "Ida Quist said on Monday the port closed."
    assert told_when(text, "Ida Quist", "said", "the port closed", "Monday", published=None) == (
        None, "Monday", "no document date",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "precision"),
    [
        ("two days before the visit", "day"),
        ("a week after the vote", "week"),
        ("months before the election", "month"),
        ("hours after the talks", "day"),
        ("the day after the storm", "day"),
    ],
)
def test_what_counts_from_a_happening_has_no_days(phrase: str, precision: str) -> None:
    found = interval(phrase, WRITTEN)
    assert found is not None
    assert (found.earliest, found.latest, found.precision, found.counts_from) == (None, None, precision, "event")


@pytest.mark.parametrize(
    ("told", "phrase", "value"),
    [
        (["5 May 2020"], "two days later", "2020-05-07"),
        (["5 May 2020"], "a week earlier", "2020-W18"),
        (["5 May 2020"], "the next day", "2020-05-06"),
        (["5 May 2020"], "that night", "2020-05-05TNI"),
        (["5 May 2020"], "the day", "2020-05-05"),
        (["5 May 2020"], "the following Monday", "2020-05-11"),
        (["5 May 2020"], "the previous Friday", "2020-05-01"),
        (["5 May 2020"], "the following month", "2020-06"),
        (["5 May 2020", "two years"], "that year", "2020"),
        (["2020", "9 June 2021"], "that year", "2020"),
        (["the second quarter", "June 30"], "a year earlier", "2024-Q2"),
        (["the second quarter", "a year earlier"], "the quarter", "2025-Q2"),
        (["the first quarter", "yesterday"], "the year-ago quarter", "2024-Q1"),
        (["the first quarter"], "the 2024 period", "2024-Q1"),
        (["May"], "year-ago", "2024-05"),
        # What is told of a length, and what lies ahead, is not what a year earlier is compared with.
        (["the second quarter", "six months"], "a year ago", "2024"),
        (["the first quarter of 2026"], "a year ago", "2024"),
        (["2019"], "a year earlier", "2018"),
        (["2019"], "a year ago", "2024"),
        ([], "the day", "2025-07-02"),
        ([], "that year", None),
    ],
)
def test_a_phrase_counts_from_those_before_it(told: list[str], phrase: str, value: str | None) -> None:
    assert timex(phrase, WRITTEN, told) == value


def test_which_phrase_it_counts_from_is_told() -> None:
    found = interval("two days later", None, told=["Monday", "5 May 2020", "six weeks"])
    assert found is not None
    assert (str(found.earliest), found.counts_from, found.told) == ("2020-05-07", "told", 1)
    for phrase in ("two days later", "the following month"):
        found = interval(phrase, WRITTEN)
        assert found is not None
        assert (found.earliest, found.latest, found.counts_from) == (None, None, "told")


@untimed
@given(
    st.lists(st.lists(st.sampled_from((*_WORDS, "that", "earlier", "later", "day")), max_size=5), max_size=9),
    st.dates(date(1600, 1, 1), date(2090, 1, 1)) | st.none(),
)
def test_phrases_in_any_order_are_read_or_left(phrases: list[list[str]], written: date | None) -> None:
    *told, phrase = [" ".join(words) for words in phrases] or [""]
    found = interval(phrase, written, told=told)
    assert found is None or found.earliest is None or found.latest is None or found.earliest <= found.latest
    assert found is None or found.told is None or found.told < len(told)
    assert timex(phrase, written, told) != ""


def happened(
    text: str, trigger: str, *dates: str, argument: str | None = None, within: str | None = None,
    published: str | None = "2025-07-02",
) -> tuple[str | None, str | None, str, str | None, list[str]] | None:  # fmt: skip
    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    found = happened_when(
        Document(text, published=published), sorted(at(words) for words in dates), at(trigger),
        [at(argument)] if argument else [], [at(within)] if within else [],
    )  # fmt: skip
    if found is None:
        return None
    told = [text[span.start : span.end] for span in found.at]
    return found.earliest, found.latest, found.precision, found.inferred, told


def test_a_claim_s_date_stands_in_its_time_argument_first() -> None:
    text = "The guards closed the port in 2016, and Ida Quist said on Monday that it had reopened since March 2020."
    assert happened(text, "closed", "2016", "Monday", "March 2020", argument="in 2016") == (
        "2016-01-01", "2016-12-31", "year", None, ["in 2016"],
    )  # fmt: skip
    assert happened(text, "reopened", "2016", "Monday", "March 2020", argument="since March 2020") == (
        "2020-03-01", "2025-07-02", "open", "document date", ["since March 2020"],
    )  # fmt: skip
    text = "During talks in Velm on Tuesday the two sides agreed."
    assert happened(text, "agreed", "Tuesday", argument="During talks in Velm on Tuesday") == (
        "2025-07-01", "2025-07-01", "day", "document date", ["Tuesday"],
    )  # fmt: skip
    # The date of another clause is not this one's.
    text = "The guards fled after the mayor was jailed in 2016."
    assert happened(text, "fled", "2016", argument="after the mayor was jailed in 2016") is None


def test_without_an_argument_the_date_of_the_clause_counts() -> None:
    text = "On Monday the guards of the old harbour closed the gates. They reopened them in June, and nobody was hurt."
    assert happened(text, "closed", "Monday", "June") == (
        "2025-06-30", "2025-06-30", "day", "document date", ["Monday"],
    )  # fmt: skip
    assert happened(text, "hurt", "Monday") is None
    text = "Ole Rand, who was elected in 2016, resigned. Ida Quist said on Monday that the port had closed."
    assert happened(text, "resigned", "2016", "Monday") is None
    assert happened(text, "closed", "2016", "Monday") is None
    text = "Ida Quist has ruled the isles since 2016."
    assert happened(text, "ruled", "2016") == ("2016-01-01", "2025-07-02", "open", "document date", ["since 2016"])
    assert happened(text, "ruled", "2016", published=None) == ("2016-01-01", None, "open", None, ["since 2016"])
    text = "It began on 28 May 2021. From then until 2 August 2021 the port was shut."
    assert happened(text, "shut", "28 May 2021", "2 August 2021") == (
        "2021-05-28", "2021-08-02", "day", None, ["From then until 2 August 2021"],
    )  # fmt: skip
    text = "The port was shut from May to July 2022."
    assert happened(text, "shut", "May", "July 2022") == (
        "2022-05-01", "2022-07-31", "month", None, ["from May to July 2022"],
    )  # fmt: skip


def test_a_date_that_an_argument_cuts_is_whole() -> None:
    text = "A report published on July 29 warned of it."
    assert happened(text, "published", "July 29", argument="on July") == (
        "2025-07-29", "2025-07-29", "day", "document date", ["on July 29"],
    )  # fmt: skip


def test_dates_side_by_side_are_one() -> None:
    text = "The port was closed on Thursday, July 28, by the guards."
    assert happened(text, "closed", "Thursday", "July 28") == (
        "2025-07-28", "2025-07-28", "day", "document date", ["Thursday, July 28"],
    )  # fmt: skip


def test_a_date_must_stand_within_the_statement() -> None:
    text = "On Monday Ida Quist said the port closed."
    assert happened(text, "closed", "Monday", within="the port closed") is None


def test_what_has_no_days_says_why() -> None:
    text = "The port closed two days before the visit."
    assert happened(text, "closed", argument="two days before the visit") == (
        None, None, "day", "undated event", ["two days before the visit"],
    )  # fmt: skip
    text = "The 12-day conflict cost the isles their fleet."
    assert happened(text, "conflict", "12-day") == (None, None, "day", "undated duration", ["12-day"])
    text = "The guards closed the port on Monday."
    assert happened(text, "closed", "Monday", published=None) == (None, None, "day", "no document date", ["Monday"])
    text = "The guards closed the port. They reopened it two days later."
    assert happened(text, "reopened", "two days later") == (None, None, "day", "no earlier date", ["two days later"])


def test_what_counts_from_another_date_shows_both() -> None:
    text = "The guards closed the port on 5 May 2020. They reopened it two days later."
    assert happened(text, "reopened", "5 May 2020", "two days later", published=None) == (
        "2020-05-07", "2020-05-07", "day", "earlier date", ["5 May 2020", "two days later"],
    )  # fmt: skip


@untimed
@given(st.text("ab ,.\n2016sincety", max_size=60), st.data())
def test_any_spans_have_a_date_or_none(text: str, data: st.DataObject) -> None:
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2).map(sorted).map(lambda two: Span(*two))
    dates, arguments = data.draw(st.lists(ends, max_size=3)), data.draw(st.lists(ends, max_size=2))
    found = happened_when(Document(text), sorted(dates), data.draw(ends), arguments)
    assert found is None or all(0 <= span.start <= span.end <= len(text) for span in found.at)
