"""The tables of facts that ship: whole, without contradictions, and asked in any spelling of the press."""

import re

import pytest

from sayso.claims.actors.bodies import body_of
from sayso.claims.actors.countries import (
    country_in,
    country_of,
    country_of_adjective,
    country_of_capital,
    country_of_people,
    names_in,
    rows,
)
from sayso.types import KINDS, SECTORS

COUNTRIES = list(rows("countries.tsv", 8))
BODIES = list(rows("bodies.tsv", 7))


def test_the_tables_are_whole() -> None:
    codes = [row[0] for row in COUNTRIES]
    assert len(set(codes)) == len(codes) > 200
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in codes)
    ids = [row[0] for row in BODIES]
    assert len(set(ids)) == len(ids) > 100
    assert not set(ids) & set(codes)
    wikidata = [row[2] for row in COUNTRIES if row[2]] + [row[5] for row in BODIES if row[5]]
    assert len(set(wikidata)) == len(wikidata)
    assert all(re.fullmatch(r"Q[1-9]\d*", one) for one in wikidata)
    for _, _, kind, sector, country, _, _ in BODIES:
        assert kind in KINDS
        assert sector in ("", *SECTORS)
        assert country in ("", *codes)
    assert {sector for _, sector, _ in rows("sectors.tsv", 3)} <= set(SECTORS)


def test_no_name_means_two() -> None:
    for column in (3, 4, 5, 6, 7):
        seen: dict[str, str] = {}
        for row in COUNTRIES:
            names = [row[1], *row[3].split("|")] if column == 3 else row[column].split("|")
            for name in filter(None, names):
                assert seen.setdefault(name.lower(), row[0]) == row[0], name


@pytest.mark.parametrize(
    ("name", "code", "wikidata"),
    [
        ("pakistan", "PAK", "Q843"), ("us", "USA", "Q30"), ("u.s", "USA", "Q30"), ("america", "USA", "Q30"),
        ("france", "FRA", "Q142"), ("türkiye", "TUR", "Q43"), ("turkey", "TUR", "Q43"), ("burma", "MMR", "Q836"),
        ("côte d’ivoire", "CIV", "Q1008"), ("islamic republic of iran", "IRN", "Q794"), ("kosovo", "XKX", "Q1246"),
    ],
)  # fmt: skip
def test_states_by_name(name: str, code: str, wikidata: str) -> None:
    country = country_of(name)
    assert country
    assert (country.code, country.wikidata) == (code, wikidata)


def test_what_is_of_a_state_its_people_and_its_capital() -> None:
    of = [country_of_adjective(word) for word in ("pakistani", "french", "us")]
    assert [one and one.code for one in of] == ["PAK", "FRA", "USA"]
    people = [country_of_people(word) for word in ("iranians", "danes", "the", "chinese")]
    assert [one and one.code for one in people] == ["IRN", "DNK", None, "CHN"]
    capitals = [country_of_capital(city) for city in ("tehran", "islamabad", "washington", "karachi")]
    assert [one and one.code for one in capitals] == ["IRN", "PAK", "USA", None]
    # What means two states is nobody's.
    assert not country_of_adjective("congolese")
    assert not country_of("congo")


def test_the_state_in_a_name() -> None:
    told = {
        "Pakistan Crypto Council": "PAK", "Bank of China": "CHN", "Islamabad Policy Institute": "PAK",
        "Indian Ocean Commission": None, "US-China Council": None, "New Mexico Observatory": None,
        "Orsa Maritime": None,
    }  # fmt: skip
    for name, code in told.items():
        found = country_in(name)
        assert (found and found[0].code) == code, name


def test_names_of_states_are_found_by_their_letters() -> None:
    text = "The US and Sri Lanka met Iranians; Jordan slept. Iran–Pakistan, the U.S. and Guinea-Bissau.\nTELL US ALL\n"
    found = [(text[start:end], type_) for start, end, type_ in names_in(text)]
    assert found == [
        ("US", "Location"), ("Sri Lanka", "Location"), ("Iranians", "NORP"), ("Iran", "Location"),
        ("Pakistan", "Location"), ("U.S.", "Location"), ("Guinea-Bissau", "Location"),
    ]  # fmt: skip


def test_bodies() -> None:
    told = {"who": "WHO", "world health organization": "WHO", "nato": "NATO", "the eu": None, "eu": "EU", "icc": None}
    for name, id_ in told.items():
        body = body_of(name)
        assert (body and body.id) == id_, name
    nato = body_of("nato")
    assert nato
    assert (nato.sector, nato.wikidata, nato.country) == ("IGO", "Q7184", None)
