"""Plain text stays the input itself."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.document import from_bytes, from_text
from sayso.document.warnings import BYTES_REPLACED, NO_SENTENCE, NOT_ENGLISH, VERY_SHORT
from sayso.errors import EmptyInput, SaysoError, Unreadable

ARTICLE = (
    "Tarn shuts its harbour\r\n\r\n"
    "The council of Tarn said on Monday that it would shut the harbour for the winter.\r\n"
    "“We have no choice,” said the mayor, Ada Quill.\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_any_encoding_gives_the_same_words(encoding):
    document = from_bytes(ARTICLE.encode(encoding), name="tarn.txt")
    assert document.text.lstrip("\ufeff") == ARTICLE
    assert document.title == "Tarn shuts its harbour"
    assert document.text[document.title_span.start : document.title_span.end] == document.title
    assert document.raw == ARTICLE.encode(encoding)
    assert document.language == "en"
    assert document.warnings == ()


def test_the_byte_order_mark_stays_in_the_text():
    assert from_bytes(b"\xef\xbb\xbfThe council of Tarn met.").text[0] == "\ufeff"
    assert from_bytes("\ufeffThe council of Tarn met.".encode("utf-16-le")).text[0] == "\ufeff"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Совет города Тарн заявил в понедельник, что гавань будет закрыта на всю зиму, сказал мэр."),
        ("shift_jis", "タルン市議会は月曜日、冬の間は港を閉鎖すると発表した。市長は「仕方がない」と述べた。"),
    ],
)
def test_other_alphabets_are_guessed(encoding, text):
    document = from_bytes((text * 3).encode(encoding))
    assert document.text == text * 3
    assert NOT_ENGLISH in document.warnings


def test_a_declared_charset_is_used():
    text = "Zażółć gęślą jaźń, powiedziała burmistrz."
    assert from_bytes(text.encode("iso8859-2"), charset="iso-8859-2").text == text


def test_bytes_that_mean_nothing_in_windows_1252_are_kept():
    assert from_bytes(b"The caf\xe9 \x81 shut.").text == "The café \x81 shut."


def test_one_damaged_byte_does_not_spoil_utf8():
    data = ("“Yes,” she said. " * 10).encode() + b"\xff" + "“No,” he said.".encode()
    document = from_bytes(data)
    assert document.text.count("“") == 11
    assert BYTES_REPLACED in document.warnings


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_text_is_unchanged_whatever_it_holds(text):
    text = "a" + text
    assert from_text(text).text == text
    document = from_bytes(text.encode())
    # What begins as a page's source would is read as one.
    if not text.lstrip().startswith("<"):
        assert document.text == text
    assert document.title_span is None or document.text[document.title_span.start : document.title_span.end]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_named_error(data):
    with suppress(SaysoError):
        document = from_bytes(data)
        assert document.text.encode("utf-8")


@pytest.mark.parametrize("zero_width", ["\u200b", "\u200d", "\u202e", "\u2066", "\u00ad"])
def test_invisible_characters_stay(zero_width):
    text = f"The may{zero_width}or of Tarn spoke."
    assert from_bytes(text.encode()).text == text


@pytest.mark.parametrize(
    "first",
    ["Minister to quit: report", "Ban upheld in the U.S.", "Who sank the ferry?", "Quill: ‘I will not go’"],
)
def test_a_headline_is_the_title(first):
    text = f"{first}\n\nThe mayor of Tarn said on Monday that she would not go, whatever came.\n"
    document = from_text(text)
    assert document.title == first
    assert document.title_span.start == 0


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Tarn spoke.\n\nShe said that she would not go, whatever came of it.\n",
        "The mayor of Tarn said on Monday\nthat she would not go, whatever came of it all.\n",
        "QUILL: I will stay.\nREPORTER: Will you? They say that you will not.\nQUILL: I will.\n",
        "Only one line without an end",
        "- a list\n- and more of it, said the mayor of Tarn.\n",
        "x" * 200 + "\n\nThe mayor of Tarn spoke, and said that she would not go.\n" * 5,
    ],
)
def test_what_is_no_headline_is_no_title(text):
    assert from_text(text).title is None


def test_a_given_title_gets_a_span_only_where_the_text_begins_with_it():
    assert from_text("Tarn shuts. It is so.", title="Tarn shuts").title_span.end == 10
    elsewhere = from_text("It is so.", title="Tarn shuts")
    assert elsewhere.title == "Tarn shuts"
    assert elsewhere.title_span is None


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "\u200b\n"])
def test_nothing_is_an_error(text):
    with pytest.raises(EmptyInput):
        from_text(text)
    with pytest.raises(EmptyInput):
        from_bytes(text.encode())


def test_one_character_is_read_with_warnings():
    assert from_text("a").warnings == (VERY_SHORT, NO_SENTENCE)


def test_half_a_surrogate_pair_is_replaced_in_place():
    document = from_text("The \ud800 mayor spoke.")
    assert document.text == "The \ufffd mayor spoke."
    assert BYTES_REPLACED in document.warnings


def test_a_million_words_are_read():
    text = "The mayor said that it was so. " * 150_000
    assert from_bytes(text.encode()).text == text
    assert from_bytes(b"word" * 500_000).warnings == (NO_SENTENCE,)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Le conseil de Tarn a dit lundi que le port serait fermé, et que les pêcheurs le savaient.",
            "fr",
        ),
        (
            "Der Rat von Tarn sagte am Montag, dass der Hafen geschlossen wird und die Fischer es wissen.",
            "de",
        ),
        (
            "El consejo de Tarn dijo el lunes que el puerto se cerrará para el invierno y que los pescadores lo saben.",
            "es",
        ),
        ("קבעה מועצת טארן ביום שני כי הנמל ייסגר", "he"),
        ("قال مجلس تارن يوم الاثنين إن الميناء سيغلق", "ar"),
    ],
)
def test_other_languages_are_told(text, language):
    document = from_text(text)
    assert document.language == language
    assert NOT_ENGLISH in document.warnings


def test_english_with_foreign_names_stays_english():
    text = "The mayor of Málaga, José Núñez, told El Norte de Castilla that the plan of the junta was “una locura”."
    assert from_text(text).language == "en"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04rest of it", "zip"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"\xff\xd8\xff\xe0....", "JPEG"),
        (b"a text\0with a NUL that is one", "binary"),
        (bytes(range(1, 32)) * 10, "binary"),
    ],
)
def test_binary_data_is_refused_by_its_name(data, word):
    with pytest.raises(Unreadable, match=word) as caught:
        from_bytes(data, name="given.txt")
    assert "given.txt" in caught.value.message
    assert caught.value.hint
