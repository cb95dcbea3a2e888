import unicodedata

import pytest
from invented import TEXT, addressed_reading, hostile_reading, reading
from rich.cells import cell_len

from sayso.document import from_text
from sayso.reporting.terminal import pairs, reading_lines, statement_table, summary
from sayso.types import Document, Reading

GOLDEN = """\
Lowmere to lose its ferry: report
The Pelland Courier · Ada Brenn · 3 August 2025 ·
https://courier.example/ferry?a=1&b=2
Note: one block quote was dropped

 1  report (unnamed)
      Lowmere to lose its ferry
 2  a report by the auditor Eran Tolby · according to
      The harbour office will close the Lowmere ferry next spring
 3  Ines Valdoro, the mayor of Lowmere · said  [accepted]
      “We will not pay for it twice,” […] “Not this year, and not next.”
 4  She [Ines Valdoro] · added
      that the town had been promised new boats
 5  The Northern Gazette · revealed › two officials close to the talks (unnamed)
    · citing
      that the ministry had already sold the landing
 6  It [The Northern Gazette] · wrote
      that a letter warned that the buyer “has no ships at all”
  6.1  It [The Northern Gazette] · wrote › a letter (unnamed) · warned
         that the buyer “has no ships at all”
 7  no source stated · reportedly  [doubtful 0.21]
      The crossing is […] the oldest in Pelland
 8  source not found · called  [doubtful 0.20]
      a fairy tale
 9  Fishermen (unnamed) · fear  [rejected earlier]
      that the harbour will be empty by autumn

10 statements, 2 of them doubtful. 134 words: 51% the outlet's own voice, 26%
named sources, 16% unnamed sources, 5% no source stated, 2% source not found.
"""


def plain(lines) -> str:
    return "".join(line.plain + "\n" for line in lines)


def test_the_view_of_the_invented_article() -> None:
    assert plain(reading_lines(reading())) == GOLDEN


@pytest.mark.parametrize("width", [1, 24, 40, 80, 100, 300])
def test_no_line_is_wider_than_asked(width: int) -> None:
    wide = Document("海" * 200 + " " + "x" * 300)
    for one in (reading(), hostile_reading(), Reading("m", wide, (), ())):
        for lines in (reading_lines(one, width), statement_table([one], width), pairs([("a" * 90, "b " * 90)], width)):
            assert all(cell_len(line.plain) <= min(100, max(24, width)) for line in lines)


def test_hostile_text_never_reaches_the_terminal() -> None:
    one = hostile_reading()
    shown = plain(reading_lines(one)) + plain(statement_table([one])) + plain(pairs([("model", one.model)]))
    assert not [
        character for character in shown if unicodedata.category(character) in ("Cc", "Cs") and character != "\n"
    ]
    assert "\u202e" not in shown
    assert "owned" in shown


def test_a_text_without_statements_says_so() -> None:
    shown = plain(reading_lines(Reading("m", Document("It rained."), (), ())))
    assert shown == (
        "It rained.\n\nNo statements: the text is all in its outlet's voice.\n\n"
        "0 statements. 2 words: 100% the outlet's own voice, 0% named sources, 0% unnamed\nsources.\n"
    )
    assert summary(Reading("m", Document(""), (), ())) == "0 statements. 0 words."


def test_of_a_text_that_the_model_cannot_read_nothing_is_claimed() -> None:
    document = from_text("Der Hafen wird im Herbst leer sein, und das ist nicht die Schuld der Fischer von Lowmere.")
    assert plain(reading_lines(Reading("m", document, (), ()))).endswith(
        "Note: The text does not look English.\n\nNo statements were found: the model knows only English.\n"
    )


def test_whom_it_is_said_to_stands_behind_the_cue() -> None:
    for lines in (reading_lines(addressed_reading()), statement_table([addressed_reading()])):
        assert "· said (to Fishermen, It [The Northern Gazette])" in " ".join(plain(lines).split())


def test_the_table_shows_the_rows_it_is_given_with_their_ids() -> None:
    one = reading()
    shown = plain(statement_table([Reading("m", one.document, one.statements[3:4], one.actors)]))
    assert one.statements[3].id in shown
    assert one.statements[2].id not in shown


def test_the_table_cuts_long_words_and_says_so() -> None:
    one = reading()
    row = type(one.statements[0])("s", (type(one.statements[0].content[0])(0, len(TEXT)),), (), 0, "direct", 0.9)
    assert "…" in plain(statement_table([Reading("m", one.document, (row,), ())]))


def test_colour_marks_who_speaks_and_never_what_they_say() -> None:
    lines = [line for line in reading_lines(reading()) if "promised" in line.plain or "added" in line.plain]
    who, words = lines
    assert who.style == words.style == ""
    assert [str(span.style) for span in who.spans] == ["dim", "bold", "dim", "italic"]
    assert not [span for span in words.spans if words.plain[span.start : span.end].strip()]
