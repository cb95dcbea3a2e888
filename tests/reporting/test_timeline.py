from dataclasses import replace

from invented import STRAIT_DOCUMENT, claims_reading

from sayso.reporting.doers import by_voice, is_actual
from sayso.reporting.speakers import actors_by_id
from sayso.reporting.timeline import Moment, timeline
from sayso.types import Claim, Document, When

ONE = claims_reading()
ACTUAL = [row for row in ONE.claims if is_actual(row)]


def moments(claims: list[Claim], document: Document = STRAIT_DOCUMENT) -> tuple[Moment, ...]:
    one = replace(ONE, document=document, claims=tuple(claims))
    return timeline(by_voice(one, claims), document, actors_by_id(one))


def test_moments_stand_in_the_order_of_their_days_with_the_time_between() -> None:
    found = moments(ACTUAL)
    assert [(moment.gap, moment.when) for moment in found] == [
        ("", "1998"),
        ("12 years later", "2011"),
        ("11 years later", "2023"),
        ("14 months later", "March 2025"),
        ("", "May 2025"),
        ("3 months later", "25–31 August 2025"),
        ("", "31 August 2025"),
        ("", "31 August 2025"),
        ("", "31 August 2025"),
        ("", "2 September 2025"),
    ]
    assert [moment.exact for moment in found] == [False] * 6 + [True] * 4
    assert found[-1].claims == ()
    assert [moment.voices for moment in found[2:4]] == [("two officials close to the talks",), ("Mira Tolland",)]


def test_the_same_event_told_twice_is_one_moment_of_two_voices() -> None:
    shot = next(row for row in ACTUAL if row.loaded)
    outlets = replace(shot, id="other", statement=None, trigger=shot.trigger)
    (found, _) = moments([shot, outlets])
    assert found.voices == ("the outlet's own voice", "Mira Tolland")
    assert len(found.claims) == 2
    again = replace(outlets, event="COERCE")
    assert len(moments([shot, again])) == 3


def test_without_a_known_day_there_is_no_moment() -> None:
    arrested = ACTUAL[0]
    unknown = replace(arrested, date=When(None, None, "day", "no document date", ()))
    assert moments([unknown]) == ()
    assert moments([replace(arrested, date=None)]) == ()
    assert moments([replace(arrested, date=When("soon", "later", "day", None, ()))]) == ()


def test_what_is_open_to_one_side_stands_at_the_other() -> None:
    arrested = ACTUAL[0]
    since = replace(arrested, date=When("2025-05-01", None, "open", None, ()))
    until = replace(arrested, date=When(None, "2011-01-01", "open", None, ()))
    found = moments([since, until])
    assert [moment.when for moment in found] == ["until 1 January 2011", "since 1 May 2025", "2 September 2025"]


def test_a_document_of_no_day_is_no_moment() -> None:
    for published in (None, "some day"):
        document = replace(STRAIT_DOCUMENT, published=published)
        assert all(moment.claims for moment in moments(ACTUAL, document))
