"""PDFs: lines become paragraphs again."""

from __future__ import annotations

import pytest
from pdf_making import lines, make_pdf

from sayso.document import from_bytes
from sayso.errors import EmptyInput, Unreadable

FIRST = [
    "The council of Tarn said on Monday that the harbour would be closed for",
    "the winter, because the long-",
    "term repair of its walls has not begun. The mayor, Ada Quill, called the de-",
    "cision a hard one.",
    "",
    '"We have no choice," she told the long-term residents of the old quarter in',
    "a meeting that lasted three hours, and that ended in a quarrel over who is to",
]


def _article():
    pages = [
        [(72, 725, 20, "Harbour of Tarn to close for winter"), *lines(FIRST)],
        lines(["pay for it.", "", "Nobody else was asked."], top=740),
        lines(["The end was not yet seen on Tuesday."], top=740),
    ]
    for number, page in enumerate(pages, 1):
        page.insert(0, (72, 770, 9, "The Tarn Courier, no. 12"))
        page.append((300, 30, 9, str(number)))
    return make_pdf(pages)


def test_paragraphs_hyphens_heads_and_page_numbers():
    document = from_bytes(_article(), name="tarn.pdf")
    assert document.text.split("\n\n") == [
        "Harbour of Tarn to close for winter",
        "The council of Tarn said on Monday that the harbour would be closed for the winter, because the long-term "
        "repair of its walls has not begun. The mayor, Ada Quill, called the decision a hard one.",
        '"We have no choice," she told the long-term residents of the old quarter in a meeting that lasted three '
        "hours, and that ended in a quarrel over who is to pay for it.",
        "Nobody else was asked.",
        "The end was not yet seen on Tuesday.",
    ]
    assert document.title == "Harbour of Tarn to close for winter"
    assert document.text[document.title_span.start : document.title_span.end] == document.title
    assert document.raw == _article()


def test_without_large_letters_there_is_no_title():
    document = from_bytes(make_pdf([lines(FIRST)]))
    assert document.title is None
    assert document.text.startswith("The council of Tarn")


def test_a_line_that_two_pages_share_by_chance_stays():
    page = lines(["The bell rang twice, the keeper said.", "Nobody came."])
    assert from_bytes(make_pdf([page, page])).text.count("The bell rang") == 2


def test_encrypted_damaged_and_scanned_pdfs_are_told_apart():
    with pytest.raises(Unreadable, match="encrypted"):
        from_bytes(make_pdf([lines(FIRST)], encrypted=True), name="x.pdf")
    with pytest.raises(Unreadable, match="damaged"):
        from_bytes(_article()[:300], name="x.pdf")
    with pytest.raises(EmptyInput, match="no text") as caught:
        from_bytes(make_pdf([[]]), name="x.pdf")
    assert "OCR" in caught.value.hint
