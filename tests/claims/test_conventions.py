"""What the press says by convention: turns, headlines, "citing", quotations that go on."""

from __future__ import annotations

from sayso.claims import Told, citing, going_on, headline, turns
from sayso.types import Span


def span(text: str, words: str, occurrence: int = 0) -> Span:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def told(text: str, source: str | None, cue: str | None, *content: str) -> Told:
    return Told(
        place=text.index(cue or content[0]),
        source=span(text, source) if source else None,
        cue=span(text, cue) if cue else None,
        content=tuple(span(text, words) for words in content),
        anchor_score=0.9,
        source_score=0.9,
        content_score=0.9,
        parents={-1: 1.0},
    )


def words(text: str, row: Told) -> tuple[str | None, str | None, list[str]]:
    return (
        text[row.source.start : row.source.end] if row.source else None,
        text[row.cue.start : row.cue.end] if row.cue else None,
        [text[s.start : s.end] for s in row.content],
    )


def test_labels_that_come_back_are_turns() -> None:
    text = "A hearing\n\nMs ORDE: Who signed it?\n\nCapt. BELL: I did.\nTwice, in fact.\n\nMs ORDE: Thank you."
    rows = turns(text, [])
    assert [words(text, row) for row in rows] == [
        ("Ms ORDE", None, ["Who signed it?"]),
        ("Capt. BELL", None, ["I did.", "Twice, in fact."]),
        ("Ms ORDE", None, ["Thank you."]),
    ]


def test_a_lone_label_is_no_turn() -> None:
    text = "The bridge is shut.\n\nNote: this story was updated on Monday.\n\nCorrection: the bridge is in Orl."
    assert turns(text, []) == []


def test_a_headline_names_its_speaker_on_either_side_of_the_colon() -> None:
    for text, source, content in (
        ("Water minister to quit: report\n\nMore soon.", "report", "Water minister to quit"),
        ("Coast police: harbour will stay shut\n\nMore soon.", "Coast police", "harbour will stay shut"),
    ):
        (row,) = headline(text, None, [])
        assert words(text, row) == (source, None, [content])


def test_a_topic_before_a_colon_says_nothing() -> None:
    for text in ("Analysis: why the harbour froze\n\nText.", "Harbour: the long road back", "Ice at 4:30: what to do"):
        assert headline(text, None, []) == []


def test_citing_speakers_adds_a_link_and_citing_grounds_does_not() -> None:
    text = "The Ledger reported, citing two dock officials, that the pier would close."
    row = told(text, "The Ledger", "reported", "that the pier would close")
    kept, added = citing(text, [row])
    assert kept == row
    assert words(text, added) == ("two dock officials", "citing", ["that the pier would close"])
    assert max(added.parents, key=added.parents.__getitem__) == row.place
    text = "The Ledger reported, citing a threat to health, that the pier would close."
    row = told(text, "The Ledger", "reported", "that the pier would close")
    assert citing(text, [row]) == [row]


def test_citing_inside_the_source_is_cut_from_it() -> None:
    text = "Radio Orl, citing people on the quay, said the pier would close."
    row = told(text, "Radio Orl, citing people on the quay", "said", "the pier would close")
    kept, added = citing(text, [row])
    assert words(text, kept)[0] == "Radio Orl"
    assert words(text, added) == ("people on the quay", "citing", ["the pier would close"])


def test_a_quotation_without_a_cue_belongs_to_the_one_it_follows() -> None:
    text = "“The ice came early,” Ms Orde said. “We had two days.”\n\n“Nobody was ready for it.”\n\nThe pier is shut."
    row = told(text, "Ms Orde", "said", "“The ice came early,”")
    (longer,) = going_on(text, [row])
    assert words(text, longer)[2] == ["“The ice came early,”", "“We had two days.”", "“Nobody was ready for it.”"]


def test_a_quotation_goes_on_from_indirect_words_whatever_is_nested_in_it() -> None:
    text = "Ms Orde said the ice came early. “We feared it would, and nobody was ready.” The pier is shut."
    row = told(text, "Ms Orde", "said", "the ice came early")
    nested = told(text, "We", "feared", "it would")
    longer, same = going_on(text, [row, nested])
    assert words(text, longer)[2] == ["the ice came early", "“We feared it would, and nobody was ready.”"]
    assert same == nested


def test_quoted_words_within_a_sentence_are_no_quotation_that_goes_on() -> None:
    text = "Ms Orde said the ice came early, “so very much too early”."
    row = told(text, "Ms Orde", "said", "the ice came early")
    assert going_on(text, [row]) == [row]


def test_a_quotation_after_narration_is_left_alone() -> None:
    text = "“The ice came early,” Ms Orde said. The pier is shut. “Nobody was ready for it.”"
    row = told(text, "Ms Orde", "said", "“The ice came early,”")
    assert going_on(text, [row]) == [row]
