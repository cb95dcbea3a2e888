"""The reader from text to reading, with the model that ships: sound on any text, right on plain ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from sayso.document import from_bytes, from_text
from sayso.encoder.bundle import SHIPPED
from sayso.errors import ModelError
from sayso.reader import Reader
from sayso.schema import schema
from sayso.types import Document, Failure, Reading, Span

pytestmark = pytest.mark.skipif(not (SHIPPED / "bundle.json").exists(), reason="no model in this checkout")

PLAIN = (
    "The harbour of Velm will close in March. “We cannot pay for the dredging any more,” Mayor Ida Quist told "
    "reporters on Monday. Ole Holm, who leads the dockers' union, said that the city had promised to keep it open. "
    "According to the Harbour Gazette, two companies have offered to buy the cranes."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


def sound(reading: Reading) -> dict[str, Any]:
    """The wire form, after what holds of every reading has been asked of this one."""
    wire = reading.to_dict()
    text = reading.document.text
    assert list(Draft202012Validator(schema()).iter_errors(wire)) == []
    assert Reading.from_dict(json.loads(json.dumps(wire))).to_dict() == wire
    for span in spans(wire):
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert span["text"] == text[span["start"] : span["end"]]
        assert span["text"].strip()
    actors = {actor["id"] for actor in wire["actors"]}
    assert len(actors) == len(wire["actors"])
    known = {statement["id"]: statement for statement in wire["statements"]}
    for statement in wire["statements"]:
        ends = [0, *(end for span in statement["content"] for end in (span["start"], span["end"]))]
        assert ends == sorted(ends)
        above = known[statement["parent"]]["chain"] if statement["parent"] else []
        assert statement["chain"][: -statement["own"]] == above
        for link in statement["chain"]:
            for party in link["parties"] + link["to"]:
                assert party["actor_id"] is None or party["actor_id"] in actors
    for actor in wire["actors"]:
        assert set(actor["by"]) <= actors
    return wire


def spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def test_a_plain_text(reader: Reader) -> None:
    wire = sound(reader.read(Document(PLAIN)))
    sure = {
        statement["chain"][-1]["source"]["text"]: statement
        for statement in wire["statements"]
        if statement["chain"][-1]["source"] and not statement["doubtful"]
    }
    mayor = next(sure[source] for source in sure if source.endswith("Ida Quist"))
    assert mayor["directness"] == "direct"
    assert "dredging" in mayor["content"][0]["text"]
    assert [party["actor_id"] for party in mayor["chain"][-1]["parties"]] == ["Ida Quist"]
    assert [party["text"] for party in mayor["chain"][-1]["to"]] == ["reporters"]
    union = next(sure[source] for source in sure if source.startswith("Ole Holm"))
    assert union["content"][0]["text"].startswith("that the city had promised")
    assert union["directness"] == "indirect"
    assert any("Harbour Gazette" in source for source in sure)


def test_reading_twice_is_reading_once(reader: Reader) -> None:
    document = Document(PLAIN)
    once = reader.read(document)
    assert reader.read(document) == once


@pytest.mark.parametrize(
    "text",
    [
        "a",
        " ",
        "\n",
        "\r\n\r\n",
        "\ufeff",
        "\u200b\u200c\u200d",
        ".",
        "“",
        "”",
        "😀",
        "👩‍🚀 said 🇫🇷 “👍” — 🙂.",
        "中文说他会来。",
        "אמר כי ירד גשם.",
        "e\u0301\u0301\u0301 said that n\u0303 came.",
        "said",
        "said said said said said",
        "He said.",
        "“”“”“”‘’''\"\"",
        "((((((((((",
        ", and , and , and",
        "A: \n\nB: \n\nC: ",
        "Q: Why?\n\nA: Because.\n\nQ: When?",
        ": : :\n: said",
        "The minister\x00 said\x00 that it\x07 rained.",
        "He said \ud800 it rained.",
        "x" * 5000,
        "said that " * 200,
        "“" * 300 + "said" + "”" * 300,
        "Ali, Baker and Chen, and Dora and Eve and " * 20 + "Fay said so.",
        "word\n" * 300,
    ],
    ids=lambda text: repr(text[:20]).encode("ascii", "replace").decode(),
)
def test_odd_texts_are_read(reader: Reader, text: str) -> None:
    document = Document(text)
    reading = reader.read(document)
    assert reading.document.text == text
    if "\ud800" in text:
        return  # no JSON for other programs holds half a character: loading never lets one in
    sound(reading)
    assert reader.read(document) == reading


@pytest.mark.parametrize("change", ["crlf", "mark", "zero-width", "spaces"])
def test_unseen_characters_move_spans_and_nothing_else(reader: Reader, change: str) -> None:
    plain = "Mayor Ida Quist said that the harbour would close.\n\nOle Holm said that it would not."
    changed = {
        "crlf": plain.replace("\n", "\r\n"),
        "mark": "\ufeff" + plain,
        "zero-width": plain.replace("harbour", "har\u200bbour"),
        "spaces": plain.replace(" said", "   said"),
    }[change]

    def told(text: str) -> list[list[str]]:
        wire = sound(reader.read(Document(text)))
        return [
            [" ".join(span["text"].replace("\u200b", "").split()) for span in statement["content"]]
            for statement in wire["statements"]
        ]

    assert told(changed) == told(plain)


def test_a_title_is_read_as_one(reader: Reader) -> None:
    text = "Harbour to close: mayor\n\nIt rained in Velm all day."
    wire = sound(reader.read(Document(text, title="Harbour to close: mayor", title_span=Span(0, 23))))
    assert any(
        statement["content"][0]["text"] == "Harbour to close" and statement["chain"][0]["source"]["text"] == "mayor"
        for statement in wire["statements"]
    )


def test_thirty_thousand_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of many windows: its last sentence is read as its first is, at the place where it stands.

    The network runs on the windows that tell something; of the others it is taken to say nothing.
    """
    reader = Reader(threads=1)
    read, name = reader.encoder.run, set(reader.bundle.wordpiece.pieces("Quist").ids.tolist())
    scored = {name: width for name, width in reader.bundle.facts["scored"]}
    widths = [sum(scored.values()), sum(width for _, width in reader.bundle.facts["projected"])]
    starts = dict(zip(scored, np.cumsum([0, *scored.values()]).tolist(), strict=False))
    asked = []

    def run(ids: Any, shapes: Any, mask: Any) -> Any:
        asked.append(ids.shape[1])
        if name <= set(ids[0].tolist()):
            return read(ids, shapes, mask)
        scores, vectors = (np.zeros((*ids.shape, width), np.float32) for width in widths)
        scores[..., [starts[name] for name in ("anchors", "names", "type", "loaded", "evidence")]] = 20
        scores[..., [starts[name] for name in ("mention", "predicate")]] = -20
        return scores, vectors

    monkeypatch.setattr(reader.encoder, "run", run)
    filler = "The rain went on over the hills and the river rose a little, as it does in spring. "
    said = "Mayor Ida Quist said that the harbour would close. "
    text = said + "\n\n".join(filler * 40 for _ in range(44)) + "\n\n" + said
    assert len(text.split()) > 29_000
    wire = sound(reader.read(Document(text)))
    assert len(asked) > 80
    places = [span["start"] for statement in wire["statements"] for span in statement["content"]]
    assert any(place < len(said) for place in places)
    assert any(place > len(text) - len(said) for place in places)
    assert [actor["id"] for actor in wire["actors"]].count("Ida Quist") == 1


def test_many_documents_in_order_with_failures_passed_on(reader: Reader) -> None:
    failure = Failure("missing.txt", "not-found", "no such file")
    found = list(reader.read_many([Document("He said it rained."), failure, Document("It rained.")]))
    assert [type(row) for row in found] == [Reading, Failure, Reading]
    assert found[1] == failure


def test_the_threshold_marks_and_drops_nothing(reader: Reader) -> None:
    document = Document(PLAIN)
    low, high = Reader(threads=1, threshold=0.0).read(document), Reader(threads=1, threshold=1.0).read(document)
    assert not any(statement.doubtful for statement in low.statements)
    assert all(statement.doubtful for statement in high.statements)
    assert {s.id for s in high.statements} >= {s.id for s in reader.read(document).statements if not s.parent}


def test_names_are_marks(reader: Reader) -> None:
    marks = reader.marks(Document(PLAIN))
    found = {PLAIN[mark.span.start : mark.span.end]: mark for mark in marks}
    assert found["Ida Quist"].label == "Person"
    assert found["Velm"].label == "Location"
    assert all(0 <= mark.score <= 1 and mark.head == "names" for mark in marks)


def test_no_bundle(tmp_path: Any) -> None:
    with pytest.raises(ModelError) as caught:
        Reader(tmp_path / "nowhere")
    assert caught.value.hint


def test_no_name_leaves_its_paragraph(reader: Reader) -> None:
    text = "No wheat this year\n\nFrom our diplomatic editor, Hallen\n\nOrrowmark has agreed to sell wheat to Veshtia."
    names = [text[mark.span.start : mark.span.end] for mark in reader.marks(Document(text))]
    assert "Orrowmark" in names
    assert not any("\n\n" in name for name in names)


FRAMED = (
    "Dockers threaten strike in Port Marl\n\nBy Sanna Quill and Ole Brandt in Port Marl\n\n"
    "The union's leader, Ida Holm, speaks to dockers on Monday. Photo: Ana Pell/Reuters\n\n"
    "PORT MARL (Estmoor Wire) - The dockers' union said on Monday that it would strike over pay. "
    "Ida Holm accused the port of breaking its promises.\n\n"
    "Read more: Harbour master attacks mayor over leak\n\n"
    "“We have waited for a year,” she said. The port rejected the charge.\n\n"
    "(Reporting by Sanna Quill; Editing by Pia Rask)\n\n"
    "This story has been updated to include comments from the mayor."
)
PAGE = (
    "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p class='byline'>{1}</p>"
    "<figure><img src='a.png'><figcaption>{2}</figcaption></figure>{3}</article></body></html>"
)


def framed(kind: str) -> Document:
    if kind == "plain":
        return from_text(FRAMED)
    title, byline, caption, *rest = FRAMED.split("\n\n")
    return from_bytes(PAGE.format(title, byline, caption, "".join(f"<p>{one}</p>" for one in rest)).encode())


@pytest.mark.parametrize("kind", ["plain", "page"])
def test_nothing_is_read_out_of_bylines_captions_and_credits(reader: Reader, kind: str) -> None:
    document = framed(kind)
    reading = reader.read(document)
    sound(reading)
    if kind == "plain":
        assert document.text == FRAMED
    assert document.byline == ("Sanna Quill", "Ole Brandt")
    text = document.text
    sources = [text[link.source.start : link.source.end] for s in reading.statements for link in s.chain if link.source]
    assert "The dockers' union" in sources
    assert not any(name in " ".join(sources) for name in ("Quill", "Brandt", "Wire", "Pell", "MARL"))
    lines = ("By Sanna", "Photo:", "Read more", "Reporting by", "This story")
    for claim in reading.claims:
        start = claim.trigger[0].start
        line = text[text.rfind("\n", 0, start) + 1 : (text + "\n").find("\n", start)]
        assert not any(word in line for word in lines), line
        for party in (*claim.actor, *claim.recipient):
            words = text[party.span.start : party.span.end]
            assert not any(name in words for name in ("Quill", "Brandt", "Wire", "Pell", "Rask", "\n")), words
    assert {actor.name for actor in reading.actors}.isdisjoint({"Sanna Quill", "Pia Rask", "Ana Pell", "Estmoor Wire"})
    assert "Ida Holm" in {actor.name for actor in reading.actors}


def test_a_text_that_begins_with_its_byline(reader: Reader) -> None:
    document = from_text(
        "By Sanna Quill\n\nThe frigate left Port Marl on Monday, the harbour master said. He accused the navy of lying."
    )
    reading = reader.read(document)
    assert (document.title, document.byline) == (None, ("Sanna Quill",))
    assert "Sanna Quill" not in {actor.name for actor in reading.actors}
    assert reading.statements
