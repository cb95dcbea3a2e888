"""Names of places, the places that a document means by them, and where a claim's place stands. Texts are invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claims.time_and_place import gazetteer
from sayso.claims.time_and_place.places import Places
from sayso.types import PLACE_PRECISIONS, Document, Place, Span

# ---- the table -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Pakistan", "PAK", "country"),
        ("the United States", "USA", "country"),
        ("U.S.", "USA", "country"),
        ("U. S.", "USA", "country"),
        ("UK", "GBR", "country"),
        ("DRC", "COD", "country"),
        ("Kosovo", "XKX", "country"),
        ("Türkiye", "TUR", "country"),
        ("Georgia", "GEO", "country"),
        ("Luxembourg", "LUX", "country"),
        ("The Hague", "NLD", "city"),
        ("Geneva", "CHE", "city"),
        ("Mexico", "MEX", "country"),
        ("Quetta", "PAK", "city"),
        ("QUETTA", "PAK", "city"),
        ("Kyiv", "UKR", "city"),
        ("Kiev", "UKR", "city"),
        ("Bombay", "IND", "city"),
        ("São Paulo", "BRA", "city"),
        ("Sao Paulo", "BRA", "city"),
        ("St. Louis", "USA", "city"),
        ("Sana'a", "YEM", "city"),
        ("al-Raqqa", "SYR", "city"),
        ("New York", "USA", "city"),
        ("New York State", "USA", "region"),
        ("Washington", "USA", "city"),
        ("Mexico City", "MEX", "city"),
        ("Gaza", "PSE", "region"),
        ("Gaza City", "PSE", "city"),
        ("Balochistan", "PAK", "region"),
        ("Balochistan province", "PAK", "region"),
        ("Texas", "USA", "region"),
        ("Quebec", "CAN", "region"),
        ("Scotland", "GBR", "region"),
        ("Crimea", "UKR", "region"),
        ("Kano", "NGA", "city"),
        ("Kano State", "NGA", "region"),
        ("northern Syria", "SYR", "country"),
        ("Tripoli", "LBY", "city"),
        ("Cambridge", "GBR", "city"),
        ("Springfield, Illinois", "USA", "city"),
        ("Africa", None, "region"),
        ("Middle East", None, "region"),
        ("the Gulf", None, "region"),
    ],
)
def test_what_a_name_is(name: str, country: str | None, precision: str) -> None:
    found = gazetteer.find(name)
    assert found is not None
    assert (found.country, found.precision) == (country, precision)
    assert (found.latitude is None) == (country is None)


def test_what_is_disputed_has_no_country() -> None:
    for name, precision in (("Jerusalem", "city"), ("Kashmir", "region"), ("Golan Heights", "region")):
        found = gazetteer.find(name, near=["Israel", "India", "Srinagar"])
        assert found is not None
        assert (found.country, found.precision) == (None, precision)


def test_coordinates_are_where_the_place_is() -> None:
    for name, latitude, longitude in (("Quetta", 30.2, 67.0), ("Balochistan", 30.2, 67.0), ("Chile", -33.4, -70.7)):
        found = gazetteer.find(name)
        assert found is not None
        assert found.latitude == pytest.approx(latitude, abs=0.3)
        assert found.longitude == pytest.approx(longitude, abs=0.3)


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        ("Tripoli", ["Beirut"], "LBN"),
        ("Tripoli", ["LBN"], "LBN"),
        ("Tripoli", ["Libya", "Lebanon"], "LBY"),
        ("Georgia", ["Atlanta"], "USA"),
        ("Georgia", ["Tbilisi", "Russia"], "GEO"),
        ("Cambridge", ["Boston", "Massachusetts"], "USA"),
        ("Hyderabad", ["Karachi", "Sindh"], "PAK"),
        ("Punjab", ["Delhi", "India"], "IND"),
        # A place that everybody knows stays what it is.
        ("Paris", ["United States", "Texas"], "FRA"),
        ("Rome", ["United States"], "ITA"),
        ("Paris, Texas", [], "USA"),
        ("Tripoli, Lebanon", [], "LBN"),
        ("Cambridge, Mass.", [], "USA"),
        ("Cambridge, MA", [], "USA"),
    ],
)
def test_what_stands_near_tells_which(name: str, near: list[str], country: str) -> None:
    found = gazetteer.find(name, near=near)
    assert found is not None
    assert found.country == country


def test_what_the_table_lacks_is_none() -> None:
    for name in ("Velmhaven", "", "  ", ",", "#", "=mumbai", "Quetta\tVelm"):
        assert gazetteer.find(name) is None


def test_every_line_of_the_table_can_be_read() -> None:
    lines = [line for line in gazetteer._lines() if line and not line.startswith("#")]
    keys = [line.split("\t")[0] for line in lines]
    assert keys == sorted(set(keys))
    assert any("GeoNames" in line and "CC BY 4.0" in line for line in gazetteer._lines()[:3])
    kinds = set()
    for key in keys[::20]:
        assert gazetteer.fold(key) == key
        for place in gazetteer.known(key):
            kinds.add(place.precision)
            assert place.name
            assert place.country is None or (len(place.country) == 3 and place.country.isupper())
            assert place.latitude is None or -90 <= place.latitude <= 90
            assert place.longitude is None or -180 <= place.longitude <= 180
    assert kinds == {"country", "region", "city"}


@settings(deadline=None)
@given(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=3))
def test_any_name_is_found_or_not(name: str, near: list[str]) -> None:
    found = gazetteer.find(name, near)
    assert found is None or found.precision in PLACE_PRECISIONS
    assert gazetteer.fold(gazetteer.fold(name)) == gazetteer.fold(name)


# ---- where a claim happens -----------------------------------------------------------------------


def where(
    text: str, trigger: str, *names: str, facilities: tuple[str, ...] = (), argument: str | None = None,
    party: str | None = None, within: str | None = None,
) -> Place | None:  # fmt: skip
    def at(words: str) -> Span:
        assert words in text
        return Span(text.index(words), text.index(words) + len(words))

    places = Places(Document(text), [at(name) for name in names], [at(name) for name in facilities])
    return places.located(
        at(trigger),
        [at(argument)] if argument else [],
        [at(party)] if party else [],
        [at(within)] if within else [],
    )


def told(text: str, place: Place | None) -> tuple[str, str | None, str, str | None, list[str]] | None:
    if place is None:
        return None
    words = [text[span.start : span.end] for span in place.at]
    return place.name, place.country, place.precision, place.inferred, words


def test_the_place_argument_counts_first() -> None:
    text = "Police in Karachi said that gunmen had killed two guards at a bank in Quetta."
    found = where(text, "killed", "Karachi", "Quetta", argument="at a bank in Quetta")
    assert told(text, found) == ("Quetta", "PAK", "city", None, ["Quetta"])
    # Of several the one that tells most exactly.
    text = "The guards were killed in Pakistan, near Quetta."
    found = where(text, "killed", "Pakistan", "Quetta", argument="in Pakistan, near Quetta")
    assert found is not None
    assert found.name == "Quetta"


def test_what_holds_a_place_tells_which() -> None:
    for text, names, country, at in (
        ("The sides met in Tripoli, Lebanon.", ("Tripoli", "Lebanon"), "LBN", ["Tripoli", "Lebanon"]),
        ("The sides met in Tripoli, Lebanon.", ("Tripoli, Lebanon",), "LBN", ["Tripoli, Lebanon"]),
        ("The sides met in Lebanon's Tripoli.", ("Tripoli", "Lebanon"), "LBN", ["Tripoli"]),
        ("The sides met in the Lebanese city of Tripoli.", ("Tripoli",), "LBN", ["Tripoli"]),
        ("The sides met in Cambridge, Mass., on Friday.", ("Cambridge",), "USA", ["Cambridge"]),
        ("The sides met in Tripoli.", ("Tripoli",), "LBY", ["Tripoli"]),
    ):
        found = where(text, "met", *names)
        assert found is not None, text
        assert (found.country, [text[span.start : span.end] for span in found.at]) == (country, at), text


def test_the_document_tells_which() -> None:
    text = "Lebanon's army is small. The Lebanese premier spoke. A bomb exploded in Tripoli."
    assert told(text, where(text, "exploded", "Lebanon", "Tripoli"))[:2] == ("Tripoli", "LBN")  # type: ignore[index]
    # One sense in the whole document: the one that it is told with once.
    text = "A bomb exploded in Tripoli. It was the first in Tripoli, Lebanon, this year."
    second = text.rindex("Tripoli")
    places = Places(Document(text), [Span(19, 26), Span(second, second + 7), Span(second + 9, second + 16)])
    found = places.located(Span(7, 15))
    assert found is not None
    assert found.country == "LBN"


def test_places_in_a_list_do_not_hold_one_another() -> None:
    text = "Envoys met in Managua, León and Granada, while China, Taiwan and Israel watched Iran strike Iraq."
    names = ("Managua", "León", "Granada", "China", "Taiwan", "Israel", "Iran", "Iraq")
    places = Places(Document(text), [Span(text.index(name), text.index(name) + len(name)) for name in names])
    known = [named.known and (named.known.name, named.known.precision) for named in places.all]
    assert known[0] == ("Managua", "city")
    assert known[3:] == [(name, "country") for name in names[3:]]
    assert all(len(named.at) == 1 for named in places.all)


def test_a_country_that_acts_is_no_place() -> None:
    text = "Pakistan condemned the raid, and Iran's minister said India had attacked."
    for trigger in ("condemned", "raid", "said", "attacked"):
        assert where(text, trigger, "Pakistan", "Iran", "India") is None
    text = "The government of Iran in Tehran condemned the raid."
    found = where(text, "condemned", "Iran", "Tehran", party="The government of Iran")
    assert told(text, found) == ("Tehran", "IRN", "city", None, ["Tehran"])


def test_the_clause_s_own_place_counts() -> None:
    text = "Ida Quist told reporters in Oslo that troops had moved into northern Syria."
    assert told(text, where(text, "moved", "Oslo", "Syria"))[0] == "Syria"  # type: ignore[index]
    assert told(text, where(text, "told", "Oslo", "Syria"))[0] == "Oslo"  # type: ignore[index]
    text = "In Quetta, gunmen killed two guards. The sides will meet in Karachi."
    assert told(text, where(text, "killed", "Quetta", "Karachi"))[0] == "Quetta"  # type: ignore[index]
    text = "An attack on Kharkiv killed two people, which Kyiv condemned."
    assert told(text, where(text, "attack", "Kharkiv", "Kyiv"))[0] == "Kharkiv"  # type: ignore[index]
    assert where(text, "condemned", "Kharkiv", "Kyiv") is None
    text = "Ida Quist wanted them to be sorry for all the old bombs dropped on Hiroshima."
    assert where(text, "wanted", "Hiroshima") is None


def test_a_country_is_the_place_of_a_move() -> None:
    text = "Ida Quist will pay a visit to Kuwait, and the ministers will meet in Baghdad. Oman lends money to Iraq."
    names = ("Kuwait", "Baghdad", "Iraq")
    for trigger, name in (("visit", "Kuwait"), ("meet", "Baghdad")):
        found = where(text, trigger, *names)
        assert found is not None
        assert found.name == name
    assert where(text, "lends", *names) is None
    text = "The invasion of Kuwait by Iraq ended. The visit of Iran's minister began."
    found = where(text, "invasion", "Kuwait", "Iraq", party="Kuwait")
    assert found is not None
    assert found.name == "Kuwait"
    assert where(text, "visit", "Iran") is None


def test_the_place_of_another_verb_is_not_taken() -> None:
    text = "The largest union in Norway sent Ole Rand a letter urging him to resign."
    assert where(text, "urging", "Norway") is None
    assert where(text, "sent", "Norway") is not None


def test_a_place_must_stand_within_the_statement() -> None:
    text = "In Oslo Ida Quist said the port closed."
    assert where(text, "closed", "Oslo", within="the port closed") is None


def test_a_place_that_the_table_lacks_keeps_its_name() -> None:
    text = "The fleet sailed from Port Velmhaven, and guards fired in Velmhaven."
    found = where(text, "fired", "Velmhaven.", argument="in Velmhaven")
    assert told(text, where(text, "fired", argument="in Velmhaven")) is None
    text = "Guards fired in Velmhaven."
    found = where(text, "fired", "Velmhaven")
    assert told(text, found) == ("Velmhaven", None, "city", None, ["Velmhaven"])
    assert found is not None
    assert (found.latitude, found.longitude) == (None, None)
    text = "Guards fired in Velmhaven, Norway."
    found = where(text, "fired", "Velmhaven", "Norway")
    assert told(text, found) == ("Velmhaven", "NOR", "city", None, ["Velmhaven", "Norway"])
    text = "Norway is calm. Guards fired in the Velmdal valley."
    found = where(text, "fired", "Norway", "Velmdal valley")
    assert told(text, found) == ("Velmdal valley", "NOR", "region", "only country named", ["Velmdal valley"])


def test_a_small_namesake_abroad_is_not_taken() -> None:
    text = "Nigeria's army said that gunmen had attacked a school in Bethesda."
    found = where(text, "attacked", "Nigeria", "Bethesda")
    assert found is not None
    assert (found.country, found.latitude) == ("NGA", None)
    assert found.inferred == "only country named"


def test_one_of_many_is_not_taken_for_another() -> None:
    text = "Costa Rica's police fired in Santa Cruz."
    found = where(text, "fired", "Costa Rica", "Santa Cruz")
    assert found is not None
    assert (found.country, found.latitude) == ("CRI", None)
    text = "Police fired in Santa Cruz."
    found = where(text, "fired", "Santa Cruz")
    assert found is not None
    assert found.country == "BOL"  # the largest of them


def test_a_building_is_known_by_its_town() -> None:
    text = "The envoys met at Quist Hall, and the police waited."
    found = where(text, "met", facilities=("Quist Hall",))
    assert told(text, found) == ("Quist Hall", None, "point", None, ["Quist Hall"])
    text = "A plane crashed at Quetta International Airport."
    found = where(text, "crashed", facilities=("Quetta International Airport",))
    assert told(text, found) == ("Quetta", "PAK", "city", None, ["Quetta International Airport"])
    text = "Quetta is old. The envoys met at Quetta Memorial Park."
    found = where(text, "met", "Quetta", "Quetta Memorial Park")
    assert told(text, found) == ("Quetta", "PAK", "city", None, ["Quetta Memorial Park"])
    text = "The envoys met at Quist Hall in Quetta."
    found = where(text, "met", "Quetta", facilities=("Quist Hall",))
    assert told(text, found) == ("Quetta", "PAK", "city", None, ["Quist Hall", "Quetta"])


@pytest.mark.parametrize(
    "line",
    [
        "QUETTA, Aug 3 — ", "QUETTA: ", "Quetta, Pakistan (Velm News) - ", "QUETTA, Pakistan, Aug. 3, 2025 (VN) -- ",
        "Quetta – ",
    ],
)  # fmt: skip
def test_a_dateline_tells_until_another_place_is_named(line: str) -> None:
    text = f"Guards fire\n\n{line}Guards fired on a crowd.\n\nTwo people died.\n\nIn Karachi, a man fled. Three wept."
    names = ("Karachi",)
    for trigger in ("fired", "died"):
        found = where(text, trigger, *names)
        assert found is not None
        assert (found.name, found.country, found.inferred) == ("Quetta", "PAK", "dateline")
        assert text[found.at[0].start : found.at[0].end].upper().startswith("QUETTA")
    assert where(text, "wept", *names) is None
    found = where(text, "fled", *names)
    assert found is not None
    assert (found.name, found.inferred) == ("Karachi", None)


@pytest.mark.parametrize("line", ["UPDATE: ", "Jordan: ", "Ida Quist – ", "Iran: ", "On Aug 3 — "])
def test_what_is_no_dateline(line: str) -> None:
    assert where(f"{line}Guards fired on a crowd.", "fired") is None


def test_there_and_the_city_are_the_place_named_before() -> None:
    text = "Quetta is old. Iran is near. A bomb exploded in the city. Two people died there. It is a hot country."
    found = where(text, "exploded", "Quetta", "Iran", argument="in the city")
    assert told(text, found) == ("Quetta", "PAK", "city", "earlier mention", ["Quetta", "in the city"])
    found = where(text, "died", "Quetta", "Iran", argument="there")
    assert found is not None
    assert (found.name, found.inferred) == ("Iran", "earlier mention")
    assert where("A bomb exploded in the city.", "exploded", argument="in the city") is None


@settings(deadline=None)
@given(st.text("abQuetta Iran, in.'—\n", max_size=60), st.data())
def test_any_spans_have_a_place_or_none(text: str, data: st.DataObject) -> None:
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2).map(sorted).map(lambda two: Span(*two))
    spans = st.lists(ends, max_size=3)
    places = Places(Document(text), data.draw(spans), data.draw(spans))
    found = places.located(data.draw(ends), data.draw(spans), data.draw(spans))
    assert found is None or (found.precision in PLACE_PRECISIONS and found.at)
    assert found is None or all(0 <= span.start <= span.end <= len(text) for span in found.at)


def test_countries_in_a_list_are_in_none_of_the_others() -> None:
    text = "Spies were caught in Pakistan. Envoys of Iran, Pakistan and India met in Iran."
    spans = [Span(m.start(), m.end()) for m in re.finditer("Iran|Pakistan|India", text)]
    found = Places(Document(text), spans).all
    assert [(named.place().country, len(named.at)) for named in found] == [
        ("PAK", 1), ("IRN", 1), ("PAK", 1), ("IND", 1), ("IRN", 1),
    ]  # fmt: skip
