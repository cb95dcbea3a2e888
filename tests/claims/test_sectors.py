"""PLOVER's sectors, from descriptions and names, and whose country's somebody is."""

import pytest

from sayso.claims.actors.sectors import country_described, sector_of_description, sector_of_name


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("the army", "MIL"), ("Velmish forces", "MIL"), ("a warship", "MIL"), ("the army chief", "MIL"),
        ("the chief of the army staff", "MIL"), ("police", "COP"), ("the security forces", "COP"), ("a court", "JUD"),
        ("prosecutors", "JUD"), ("rebels", "REB"), ("Velmish insurgents", "REB"), ("an armed group", "REB"),
        ("two gunmen", "UAF"), ("an opposition party", "OPP"), ("opposition figures", "OPP"), ("dissidents", "OPP"),
        ("the ruling party", "PTY"), ("lawmakers", "LEG"), ("the parliament", "LEG"), ("a spy agency", "SPY"),
        ("the intelligence service", "SPY"), ("the government", "GOV"), ("Prime Minister", "GOV"),
        ("Acting US Ambassador", "GOV"), ("a senior official", "GOV"), ("the finance ministry", "GOV"),
        ("a former minister", "ELI"), ("former Israeli officials", "ELI"), ("a retired general", "ELI"),
        ("a company", "BUS"), ("local businesses", "BUS"), ("the president of the company", "BUS"),
        ("the dockers’ union", "LAB"), ("farmers", "AGR"), ("the university", "EDU"), ("a think tank", "EDU"),
        ("nurses", "MED"), ("a hospital", "MED"), ("journalists", "JRN"), ("the news agency", "JRN"),
        ("a bishop", "REL"),
        ("refugees", "REF"), ("smugglers", "CRM"), ("a charity", "NGO"), ("protesters in Quetta", "CVL"),
        ("residents of the port", "CVL"), ("a spokesman for the army", "MIL"), ("a police spokeswoman", "COP"),
        ("members of the party", "PTY"), ("analysts", None), ("the roundtable", None),
    ],
)  # fmt: skip
def test_the_sector_of_a_description(words: str, sector: str | None) -> None:
    found = sector_of_description(words)
    assert (found and found[0]) == sector
    if found:
        assert found[1].lower() in words.lower()


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Ministry of Health", "GOV"), ("Velm Police", "COP"), ("Supreme Court", "JUD"),
        ("Velm Liberation Front", "REB"),
        ("Harbour Party", "PTY"), ("Orla University", "EDU"), ("Velm Navy", "MIL"), ("Bank of Velm", "BUS"),
        ("National Assembly", "LEG"), ("Orsa", None),
    ],
)  # fmt: skip
def test_the_sector_of_a_name(name: str, sector: str | None) -> None:
    found = sector_of_name(name)
    assert (found and found[0]) == sector


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Acting US Ambassador", "USA"), ("the Iranian president", "IRN"), ("the army of Pakistan", "PAK"),
        ("an Islamabad-based think tank", "PAK"), ("Israel’s prime minister", "ISR"), ("the ambassador to Iran", None),
        ("officials in Pakistan", None), ("a pro-Iran group", None), ("a pro-“Israel” Washington-based body", "USA"),
        ("the mayor", None),
    ],
)  # fmt: skip
def test_whose_somebody_is(words: str, code: str | None) -> None:
    found = country_described(words)
    assert (found and found[0].code) == code
