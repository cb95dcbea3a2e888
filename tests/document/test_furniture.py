"""Bylines, datelines, captions, credits and links are known by their shape; sentences that begin alike are none."""

from __future__ import annotations

import pytest

from sayso.document import from_bytes, from_text
from sayso.document.furniture import furniture

FIRST = "The frigate left Port Marl on Monday, the harbour master said."
LAST = "It is to come back in the spring, when the dock is mended."


def taken(text: str, **told: tuple[str, ...]) -> list[str]:
    document = from_text(text, **told)  # type: ignore[arg-type]
    return [text[span.start : span.end] for span in furniture(document)]


@pytest.mark.parametrize(
    "line",
    [
        "By Sanna Quill",
        "BY SANNA QUILL",
        "By Sanna Quill and Ole Brandt in Port Marl",
        "By Sanna Quill, Harbour Correspondent",
        "By Ada Finn, Chief Economist and Director of Research at the Estmoor Bank.",
        "By our staff reporter",
        "Analysis: Sanna Quill, Lantern News, Port Marl",
        "Photo: Ana Pell/Estmoor Wire",
        "FILE - The frigate Marl Star at anchor in June",
        "Rescuers carry a crate from the frigate on Monday. Photo: Ana Pell",
        "The frigate at its berth. (Ana Pell/Estmoor Wire)",
        "Ana Pell / Estmoor Wire.",
        "The mayor of Port Marl waves. Ana Pell/Getty Images",
        "© Marl Port Authority / Estmoor News",
        "Photographs by Ana Pell",
        "Read more: Harbour master quits over leak",
        "ALSO READ Harbour Master Quits Over Leak",
        "Watch the full interview below:",
        "Follow Sanna Quill on Twitter @squill.",
        "Sign up for our harbour newsletter and get the tides by e-mail.",
        "(Reporting by Sanna Quill in Port Marl; Editing by Ole Brandt.)",
        "Additional reporting by Ada Finn and Ole Brandt",
        "Ada Finn contributed to this report.",
        "This story has been updated to include comments from the dockers' union.",
        "This article was first published by The Lantern.",
        "(Estmoor Wire)",
    ],
)
def test_whole_lines(line: str) -> None:
    assert taken(f"Frigate leaves Port Marl\n\n{line}\n\n{FIRST}\n\n{LAST}") == [line]
    assert taken(f"Frigate leaves Port Marl\n\n{FIRST}\n\n{LAST}\n\n{line}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the frigate had left Port Marl, Sanna Quill said.",
        "By the Numbers",
        "“Video: the mayor lied,” said Ole Brandt.",
        "Photographs by Ana Pell are on show in the town hall.",
        "Photos showed the frigate at sea.",
        "Video captions are required by law.",
        "Copyright law protects the plans, the yard said.",
        "“Read my lips: the frigate stays,” said the mayor.",
        "Reporting by the Lantern has shown that the mayor knew.",
        "This report was published by the ministry on Monday.",
        "Watch officers saw the frigate leave, the mayor said.",
        "A Lantern/Estmoor Wire poll showed that few believe the mayor.",
        "“It is a bad” picture by any measure.",
        "She works for the Lantern (a weekly).",
        "- Sanna Quill.",
        "SANNA QUILL: The frigate stays.",
        "Mayor Ole Brandt (Marl): It stays.",
    ],
)
def test_what_only_begins_alike(line: str) -> None:
    assert taken(f"Frigate leaves Port Marl\n\n{FIRST}\n\n{line}\n\n{LAST}") == []


def test_a_line_of_a_wrapped_text_is_no_byline() -> None:
    assert (
        taken("The frigate was called back to the port on Monday\nby Prime Minister Ole Brandt\nand left again.") == []
    )


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT MARL (Estmoor Wire) -",
        "PORT MARL, Estmoor, March 4 (EW) —",
        "Port Marl, March 4 2024 (EW) -",
        "March 4 (Estmoor Wire) -",
        "PORT MARL, March 4 (Estmoor Wire):",
        "PORT MARL —",
        "Port Marl –",
    ],
)
def test_a_dateline_is_cut_from_its_paragraph(dateline: str) -> None:
    assert taken(f"Frigate leaves\n\n{dateline} {FIRST}\n\n{LAST}") == [dateline]


def test_a_credit_is_cut_from_its_paragraph() -> None:
    assert taken(f"Frigate leaves\n\n{FIRST}\n\n{LAST} (Estmoor Wire)") == ["(Estmoor Wire)"]
    assert taken(f"Frigate leaves\n\n{FIRST}\n\n{LAST} EW/Lantern") == ["EW/Lantern"]


def test_what_stands_under_a_headline() -> None:
    head = ["Frigate leaves Port Marl", "Sanna Quill", "Harbour correspondent", "4 March 2024", "5 min read"]
    assert taken("\n\n".join([*head, FIRST, LAST])) == head[1:]


def test_a_note_on_the_author() -> None:
    note = "Sanna Quill is the Lantern's harbour correspondent."
    assert taken(f"Frigate leaves\n\n{FIRST}\n\n{LAST}\n\n{note}", byline=("Sanna Quill",)) == [note]
    assert taken(f"Frigate leaves\n\n{FIRST}\n\n{LAST}\n\n{note.upper()}", byline=("Sanna Quill",)) == [note.upper()]
    assert taken(f"Frigate leaves\n\n{FIRST}\n\n{LAST}\n\n{note}") == []


@pytest.mark.parametrize(
    ("text", "title", "byline"),
    [
        (f"By Sanna Quill\n\n{FIRST}\n\n{LAST}", None, ("Sanna Quill",)),
        (f"Frigate leaves\nBy Sanna Quill and Ole Brandt in Port Marl\n\n{FIRST}", "Frigate leaves",
         ("Sanna Quill", "Ole Brandt")),
        (f"Frigate leaves\n\nBy Sanna Quill, Harbour Correspondent\n\n{FIRST}", "Frigate leaves", ("Sanna Quill",)),
        (f"Frigate leaves\n\nBy Ada Finn, Chief Economist and Director of Research at the Bank.\n\n{FIRST}",
         "Frigate leaves", ("Ada Finn",)),
        (f"Frigate leaves\n\n{FIRST}\n\n{LAST}\n\nBy Sanna Quill", "Frigate leaves", ("Sanna Quill",)),
        (f"Frigate leaves\n\n{FIRST}\n\n{LAST}", "Frigate leaves", ()),
    ],
)  # fmt: skip
def test_the_byline_of_a_plain_text(text: str, title: str | None, byline: tuple[str, ...]) -> None:
    document = from_text(text)
    assert (document.text, document.title, document.byline) == (text, title, byline)


def test_a_given_byline_stands() -> None:
    assert from_text(f"By Sanna Quill\n\n{FIRST}", byline=("Ada Finn",)).byline == ("Ada Finn",)


def test_a_pages_byline_and_credit_line() -> None:
    page = from_bytes(
        "<html><head><title>Frigate leaves Port Marl</title><meta name='author' content='Sanna Quill'></head><body>"
        "<article><h1>Frigate leaves Port Marl</h1><p class='byline'>By Sanna Quill in Port Marl</p>"
        f"<p>PORT MARL (Estmoor Wire) — {FIRST}</p><p>{LAST * 3}</p><p>{FIRST * 3}</p>"
        "<p>Ada Finn contributed to this report.</p></article></body></html>".encode()
    )
    found = [page.text[span.start : span.end] for span in furniture(page)]
    assert page.byline == ("Sanna Quill",)
    assert "PORT MARL (Estmoor Wire) —" in found
    assert found[-1] == "Ada Finn contributed to this report."
