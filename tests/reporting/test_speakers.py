import pytest
from invented import TEXT, addressed_reading, reading

from sayso.comparison.speaking.shares import statement_voice
from sayso.reporting.speakers import (
    actors_by_id,
    addressed_in_words,
    chain_in_words,
    citation,
    day_in_words,
    flags_in_words,
    party_names,
    title_in_words,
)
from sayso.types import Document, Link, Party, Span

READING = reading()
ACTORS = actors_by_id(READING)


def chain_of(words: str) -> str:
    return chain_in_words(_row(words), TEXT, ACTORS)


def _row(words: str):
    return next(row for row in READING.statements if TEXT[row.content[0].start :].startswith(words))


@pytest.mark.parametrize(
    ("words", "chain"),
    [
        ("“We will not", "Ines Valdoro, the mayor of Lowmere · said"),
        ("that the town", "She [Ines Valdoro] · added"),
        ("The harbour office", "a report by the auditor Eran Tolby · according to"),
        ("that the ministry", "The Northern Gazette · revealed › two officials close to the talks (unnamed) · citing"),
        ("that the buyer", "It [The Northern Gazette] · wrote › a letter (unnamed) · warned"),
        ("The crossing is", "no source stated · reportedly"),
        ("a fairy tale", "source not found · called"),
        ("Lowmere to lose", "report (unnamed)"),
    ],
)
def test_a_chain_in_words(words: str, chain: str) -> None:
    assert chain_of(words) == chain


def test_a_source_named_elsewhere_stands_in_brackets() -> None:
    link = Link(None, None, parties=(Party(Span(0, 3), "person", True, "valdoro"),))
    assert party_names(link, TEXT, ACTORS) == ("Ines Valdoro",)
    row = _row("a fairy tale")
    moved = type(row)(row.id, row.content, (link,), 1, "indirect", 0.9)
    assert chain_in_words(moved, TEXT, ACTORS) == "[Ines Valdoro]"
    assert statement_voice(moved) == "named"


def test_whom_it_is_said_to_is_named_where_the_words_do_not() -> None:
    (row,) = addressed_reading().statements
    assert addressed_in_words(row.chain[0], TEXT, ACTORS) == "Fishermen, It [The Northern Gazette]"
    assert addressed_in_words(row.chain[0], TEXT, {}) == "Fishermen, It"
    assert addressed_in_words(_row("“We will not").chain[0], TEXT, ACTORS) == ""


def test_a_chain_without_links_says_so() -> None:
    row = _row("a fairy tale")
    bare = type(row)(row.id, row.content, (), 0, "indirect", 0.9)
    assert statement_voice(bare) == "unresolved"
    assert "source not found" in citation(bare, READING.document, ACTORS)


def test_doubt_and_verdicts_are_words() -> None:
    assert flags_in_words(_row("The crossing is")) == ("doubtful 0.21",)
    assert flags_in_words(_row("that the harbour")) == ("rejected earlier",)
    assert flags_in_words(_row("that the town")) == ()


def test_a_citation_tells_quoting_from_paraphrase_and_names_the_way() -> None:
    assert citation(_row("“We will not"), READING.document, ACTORS) == (
        "“We will not pay for it twice,” […] “Not this year, and not next.” — Ines Valdoro, the mayor of Lowmere, "
        "quoted in “Lowmere to lose its ferry: report”, The Pelland Courier, 3 August 2025, "
        "https://courier.example/ferry?a=1&b=2"
    )
    told = citation(_row("that the ministry"), READING.document, ACTORS)
    assert told.startswith(
        "“that the ministry had already sold the landing” — two officials close to the talks (unnamed), "
        "via The Northern Gazette, paraphrased in"
    )


def test_a_citation_invents_no_outlet_and_no_date() -> None:
    bare = Document(TEXT)
    assert citation(_row("that the town"), bare, ACTORS).endswith(
        "paraphrased in “Lowmere to lose its ferry: report LOWMERE — The harbour office will close the …”"
    )


def test_days() -> None:
    assert day_in_words("2025-08-03T10:20:00Z") == "3 August 2025"
    assert day_in_words("2025-13-03") == "2025-13-03"
    assert day_in_words("spring\x1b[2J") == "spring␛[2J"
    assert day_in_words(None) == ""


def test_a_text_without_words_has_a_title() -> None:
    assert title_in_words(Document(" \n")) == "A text without words"
