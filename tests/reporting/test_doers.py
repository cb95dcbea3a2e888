from dataclasses import replace

import pytest
from invented import STRAIT, claims_reading

from sayso.reporting.doers import (
    by_voice,
    certainty_in_words,
    claim_in_words,
    facts_in_words,
    is_actual,
    unlisted,
    when_in_words,
)
from sayso.reporting.speakers import actors_by_id
from sayso.types import Certainty, Claim, Reading, Review, When

ONE = claims_reading()
ACTORS = actors_by_id(ONE)


def claim(trigger: str, nth: int = 0) -> Claim:
    """The claim whose trigger reads so, the nth one."""
    found = [row for row in ONE.claims if STRAIT[row.trigger[0].start : row.trigger[0].end] == trigger]
    return found[nth]


def when(earliest: str | None, latest: str | None, precision: str = "day") -> str:
    return when_in_words(When(earliest, latest, precision, None, claim("arrested").date.at), STRAIT)  # type: ignore[arg-type, union-attr]


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        ("2025-08-03", "2025-08-03", "3 August 2025"),
        ("2025-08-25", "2025-08-31", "25–31 August 2025"),
        ("2025-07-28", "2025-08-03", "28 July – 3 August 2025"),
        ("2024-12-30", "2025-01-05", "30 December 2024 – 5 January 2025"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2025-04-01", "2025-06-30", "April–June 2025"),
        ("2024-11-01", "2025-01-31", "November 2024 – January 2025"),
        ("2016-01-01", "2016-12-31", "2016"),
        ("2010-01-01", "2019-12-31", "2010–2019"),
        ("2025-05-01", None, "since 1 May 2025"),
        (None, "2025-05-01", "until 1 May 2025"),
        (None, None, "“on Sunday night”"),
        ("soon", "later", "soon – later"),
    ],
)
def test_days_in_words(earliest: str | None, latest: str | None, said: str) -> None:
    assert when(earliest, latest) == said


def test_what_lasts_until_the_day_of_writing_has_no_end() -> None:
    told = When("2016-01-01", "2025-09-02", "open", "document date", ())
    assert when_in_words(told, STRAIT) == "since 1 January 2016"
    assert when_in_words(replace(told, inferred=None), STRAIT) == "1 January 2016 – 2 September 2025"


def test_a_minute_is_told() -> None:
    assert when("2025-08-03T10:05", "2025-08-03T10:05", "minute") == "3 August 2025, 10:05"


@pytest.mark.parametrize(
    ("trigger", "said"),
    [
        ("arrested", "Tessany Police → COERCE (arrested) → 41 dockers"),
        ("sealed off", "Tessany Police → COERCE (sealed off)"),
        ("dragged", "not told → COERCE (dragged) → a man"),
        ("expel", "Ines Valdoro → planned SANCTION (expel) → its ambassador"),
        ("attacked", "Neither navy → not ASSAULT (attacked)"),
        ("signed", "Tessany, Velmark → AGREE (signed)"),
        ("sale", "not told → (sale)"),
    ],
)
def test_a_claim_in_words(trigger: str, said: str) -> None:
    assert claim_in_words(claim(trigger), STRAIT, ACTORS) == said


def test_what_is_not_told_as_done_is_told_before_the_event() -> None:
    row = claim("arrested")
    for status, polarity, said in (
        ("actual", "positive", ""),
        ("actual", "negative", "not"),
        ("denied", "positive", "denied"),
        ("planned", "negative", "not planned"),
    ):
        certainty = Certainty(polarity, status, None, None)  # type: ignore[arg-type]
        changed = replace(row, certainty=certainty)
        assert certainty_in_words(changed) == said
        assert is_actual(changed) == (said == "")


def test_neither_a_rejected_claim_nor_one_of_no_type_is_an_actual_event() -> None:
    assert not is_actual(replace(claim("arrested"), event=None))
    assert not is_actual(replace(claim("arrested"), review=Review("rejected", "2025-09-03")))
    assert is_actual(replace(claim("arrested"), review=Review("corrected", "2025-09-03")))


def test_facts() -> None:
    assert facts_in_words(claim("marched"), STRAIT) == ("31 August 2025", "Port Alde")
    assert facts_in_words(claim("beat"), STRAIT) == ("evidence: image",)
    assert facts_in_words(claim("shot"), STRAIT) == ("March 2025", "loaded: “the regime's thugs”")
    assert facts_in_words(claim("defended"), STRAIT) == ()


def test_voices_are_the_outlets_first_and_then_each_innermost_source() -> None:
    voiced = by_voice(ONE, [row for row in ONE.claims if is_actual(row)])
    assert [(one.name, one.voice, len(one.claims)) for one in voiced] == [
        ("the outlet's own voice", "outlet", 14),
        ("Ines Valdoro", "named", 1),
        ("the dockers' union", "named", 1),
        ("Mira Tolland", "named", 1),
        ("two officials close to the talks", "unnamed", 2),
        ("a leaked contract", "unnamed", 1),
    ]


def test_a_rejected_statement_speaks_for_nobody() -> None:
    beat = next(row for row in ONE.statements if row.id == claim("beat").statement)
    rejected = replace(beat, review=Review("rejected", "2025-09-03"))
    statements = tuple(rejected if row is beat else row for row in ONE.statements)
    voiced = by_voice(replace(ONE, statements=statements), ONE.claims)
    assert claim("beat") in voiced[0].claims
    assert voiced[0].voice == "outlet"
    assert "the dockers' union" not in [one.name for one in voiced]


def test_every_claim_is_in_one_voice() -> None:
    voiced = by_voice(ONE, ONE.claims)
    assert sorted(row.id for one in voiced for row in one.claims) == sorted(row.id for row in ONE.claims)


def test_what_is_not_listed_is_counted() -> None:
    left = unlisted(ONE.claims)
    assert str(left) == (
        "3 planned, 2 conditional, 2 demanded, 1 denied, 2 said not to have happened, 2 of no event type"
    )
    assert left.count + sum(map(is_actual, ONE.claims)) == len(ONE.claims)
    assert (str(unlisted(())), unlisted(()).count) == ("", 0)


def test_nothing_is_said_of_an_empty_reading() -> None:
    assert by_voice(Reading("m", ONE.document, (), ()), ()) == ()
