import unicodedata
from dataclasses import replace

import pytest
from invented import TEXT, addressed_reading, claims_reading, hostile_reading, reading
from rich.cells import cell_len

from sayso.document import from_text
from sayso.reporting.terminal import claim_table, pairs, reading_lines, statement_table, summary
from sayso.types import Certainty, Document, Reading, Review

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
    for one in (reading(), claims_reading(), hostile_reading(), Reading("m", wide, (), ())):
        for lines in (
            reading_lines(one, width, all_claims=True),
            statement_table([one], width),
            claim_table([one], width),
            pairs([("a" * 90, "b " * 90)], width),
        ):
            assert all(cell_len(line.plain) <= min(100, max(24, width)) for line in lines)


def test_hostile_text_never_reaches_the_terminal() -> None:
    one = hostile_reading()
    shown = "".join(
        plain(lines)
        for lines in (
            reading_lines(one, all_claims=True),
            statement_table([one]),
            claim_table([one]),
            pairs([("model", one.model)]),
        )
    )
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


CLAIMS = """\
Who does what to whom

The outlet's own voice
      Tessany Police → COERCE (arrested) → 41 dockers · 31 August 2025
      Tessany Police → COERCE (sealed off) · 31 August 2025
      thousands of islanders → PROTEST (marched) → the harbour office · 31
      August 2025 · Port Alde
      Ines Valdoro → SUPPORT (defended) → Tessany Police
      Ines Valdoro → ACCUSE (accused) → Velmark
      Ines Valdoro → THREATEN (threatened) → Velmark
      Velmark → REJECT (rejected) → Tessany  [doubtful 0.24]
      Oskar Lind → REQUEST (demanded) → Tessany
      not told → COERCE (dragged) → a man · evidence: image
      Tessany, Velmark → AGREE (signed) · 1998
      Tessany, Velmark → SANCTION (broke off) · 2011
      envoys of both → CONSULT (met) · 25–31 August 2025 · Lowmere
      the Imber Council → SUPPORT (praised) → Mira Tolland
      the Imber Council → REQUEST (urged) → Ines Valdoro
Ines Valdoro
   2  Velmark → AID (paying) → thousands of islanders
The dockers' union
   7  Tessany Police → ASSAULT (beat) → at least three of its members ·
      evidence: image
Mira Tolland
   8  Tessany Police → ASSAULT (shot) → thousands of islanders · March 2025 ·
      loaded: “the regime's thugs”
Two officials close to the talks (unnamed)
  10  the finance ministry → AGREE (agreed) → Orsa Maritime · 2023
  10  Orsa Maritime → AGREE (promised) → Tessany
A leaked contract (unnamed), via The Northern Courier
  11  Orsa Maritime → COOPERATE (paid) → the finance ministry · May 2025 ·
      evidence: document

20 actual events. Not listed: 3 planned, 2 conditional, 2 demanded, 1 denied, 2
said not to have happened, 2 of no event type. --all-claims lists them.

12 statements. 262 words: 61% the outlet's own voice, 26% named sources, 13%
unnamed sources.
"""


def test_who_does_what_to_whom_stands_below_the_statements() -> None:
    shown = plain(reading_lines(claims_reading()))
    assert shown.endswith("\n\n" + CLAIMS)
    assert "12  It [the Imber Council] · urged\n" in shown.split("Who does what")[0]


def test_only_statements_or_only_claims() -> None:
    one = claims_reading()
    statements = plain(reading_lines(one, only="statements"))
    assert statements == plain(reading_lines(replace(one, claims=())))
    claims = plain(reading_lines(one, only="claims"))
    assert "· urged" not in claims
    assert "\nInes Valdoro\n  Velmark → AID (paying)" in claims
    assert claims.endswith("--all-claims lists them.\n")
    assert plain(reading_lines(reading(), only="claims")).endswith("\nNo claims were found.\n")


def test_all_claims_are_listed_if_asked() -> None:
    shown = plain(reading_lines(claims_reading(), all_claims=True))
    assert "   3  Ines Valdoro → planned SANCTION (expel) → its ambassador\n" in shown
    assert "   9  Tessany Police → denied ASSAULT (fired)\n" in shown
    assert "      Neither navy → not ASSAULT (attacked)\n" in shown
    assert "      not told → (sale)\n" in shown
    assert "\n20 actual events.\n" in shown
    assert len([line for line in shown.splitlines() if " → " in line]) == len(claims_reading().claims)


def test_a_rejected_claim_stays_with_its_flag_and_is_not_counted() -> None:
    one = claims_reading()
    rejected = replace(one.claims[0], review=Review("rejected", "2025-09-03"))
    shown = plain(reading_lines(replace(one, claims=(rejected, *one.claims[1:]))))
    assert "→ 41 dockers · 31 August 2025\n      [rejected]\n" in shown
    assert "\n19 actual events. Not listed: 3 planned" in shown


def test_where_nothing_happened_the_others_are_counted() -> None:
    one = claims_reading()
    planned = Certainty("positive", "planned", None, None)
    shown = plain(reading_lines(replace(one, claims=(replace(one.claims[0], certainty=planned),))))
    assert "Who does what to whom" not in shown
    assert "\n0 actual events. Not listed: 1 planned. --all-claims lists them.\n" in shown


def test_several_ways_from_one_source_are_told_with_each_claim() -> None:
    one = claims_reading()
    agreed = next(
        row for row in one.statements if row.own == 1 and "officials" in str(row.chain[-1].parties[0].actor_id)
    )
    courier = next(row for row in one.statements if row.own == 2).chain[0]
    through = replace(agreed, id="through", chain=(courier, *agreed.chain))
    first, second = [row for row in one.claims if row.statement == agreed.id][:2]
    claims = (first, replace(second, statement="through"))
    shown = plain(reading_lines(replace(one, statements=(*one.statements, through), claims=claims), only="claims"))
    assert "Two officials close to the talks (unnamed)\n" in shown
    assert "→ Tessany · via The Northern Courier\n" in shown
    assert "→ Orsa Maritime · 2023\n" in shown


def test_the_table_of_claims_shows_each_with_its_id_and_voice() -> None:
    one = claims_reading()
    shown = plain(claim_table([replace(one, claims=one.claims[16:18])]))
    assert shown == (
        "Tessany seals off the strait after a night of arrests\n"
        f"The Pelland Courier · 2 September 2025 · document {one.document.id}\n"
        f"{one.claims[16].id}  Tessany Police → ASSAULT (beat) → at least three of its\n"
        "                  members\n"
        "                  The dockers' union · says · evidence: image\n"
        f"{one.claims[17].id}  not told → COERCE (dragged) → a man\n"
        "                  the outlet's own voice · evidence: image\n"
    )
