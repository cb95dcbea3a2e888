"""Readers of the gold sets that come sentence by sentence. Each takes the data folder as an argument.

As in `gold`, every span is a pair of code points, half open, of the record's own `text`. Where a
set keeps its sentences as tokens, the text is put together from them and each token knows its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from benchmarks.gold import Piece, Pieces, conllu

# ---- PLV: sentences with one marked pair -----------------------------------------------


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """A sentence with one actor and one recipient marked, and the PLOVER type of what is between them.

    A party may be marked at several places; one that the sentence does not mark is the empty tuple.
    """

    text: str
    actors: Pieces
    recipients: Pieces
    type: str


_TAG = re.compile(r"</?([st])>")


def plv(data: Path) -> tuple[MarkedPair, ...]:
    """`plv/PLV_train.tsv`. Of its columns only the marked sentence and `gold_root` are read: the rest is no gold.

    The file has no quoting: a quotation mark is a character. ValueError where a row has other columns.
    """
    path = Path(data) / "plv" / "PLV_train.tsv"
    header, *lines = path.read_text(encoding="utf-8").strip("\n").split("\n")
    names = header.split("\t")
    rows = []
    for number, line in enumerate(lines, 2):
        cells = line.rstrip("\r").split("\t")
        if len(cells) != len(names):
            raise ValueError(f"{path.name}, line {number}: {len(cells)} columns, not {len(names)}")
        row = dict(zip(names, cells, strict=True))
        rows.append(MarkedPair(*marked(row["marked_sentence"]), row["gold_root"]))
    return tuple(rows)


def marked(sentence: str) -> tuple[str, Pieces, Pieces]:
    """The text without its tags, and what stands in `<s>` and in `<t>`, the space inside the tags left out.

    ValueError where a tag is not closed, or closed and never opened.
    """
    text, last = "", 0
    begun: dict[str, int] = {}
    found: dict[str, list[Piece]] = {"s": [], "t": []}
    for tag in _TAG.finditer(sentence):
        text += sentence[last : tag.start()]
        last = tag.end()
        if tag[0][1] != "/":
            begun[tag[1]] = len(text)
        elif tag[1] in begun:
            found[tag[1]].append(_stripped(text, begun.pop(tag[1]), len(text)))
        else:
            raise ValueError(f"`{tag[0]}` closes what never opened in: {sentence}")
    if begun:
        raise ValueError(f"`<{next(iter(begun))}>` is never closed in: {sentence}")
    return text + sentence[last:], tuple(found["s"]), tuple(found["t"])


def _stripped(text: str, start: int, end: int) -> Piece:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


# ---- PETRARCH's validation records -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coding:
    """One record's coding: who, to whom (codes of actors, `---` for none) and what (a code of an event)."""

    actor: str
    recipient: str
    code: str


@dataclass(frozen=True, slots=True)
class CodedSentence:
    """A sentence with its codings, one a pair of parties. `none`: it is marked as without any event."""

    name: str
    text: str
    codings: tuple[Coding, ...]
    none: bool = False


def petrarch(data: Path) -> tuple[CodedSentence, ...]:
    """`petrarch_validation/PETR.UnitTest.records.xml`, in order; the line ends inside a text become spaces."""
    root = ElementTree.parse(Path(data) / "petrarch_validation" / "PETR.UnitTest.records.xml").getroot()
    found = []
    for sentence in root.iter("Sentence"):
        rows = sentence.findall("EventCoding")
        codings = tuple(
            Coding(row.get("sourcecode", "---"), row.get("targetcode", "---"), row.get("eventcode", ""))
            for row in rows
            if row.get("eventcode")
        )
        text = " ".join((sentence.findtext("Text") or "").split())
        none = any(row.get("noevents") == "True" for row in rows)
        found.append(CodedSentence(sentence.get("id", ""), text, codings, none))
    return tuple(found)


_MAPPED = re.compile(r"(\d{2,4}):\s*([A-Z]+)")


def cameo_to_plover(data: Path) -> dict[str, frozenset[str]]:
    """CAMEO code (of two to four digits) → its PLOVER types, by `plover/CAMEO2PLOVER-2021.txt`.

    Root 08 alone has two, CONCEDE and RETREAT; the other roots and every full code have one.
    """
    table: dict[str, frozenset[str]] = {}
    for line in (Path(data) / "plover" / "CAMEO2PLOVER-2021.txt").read_text(encoding="utf-8").splitlines():
        if found := _MAPPED.match(line):
            table[found[1]] = table.get(found[1], frozenset()) | {found[2]}
    return table


# ---- the English Web Treebank: syntax --------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text with its sentences, each a tuple of words; `heads[i][j]` is the number of the word in
    sentence `i` that its word `j` depends on, -1 for the root, and `relations[i][j]` how.
    """

    name: str
    text: str
    sentences: tuple[Pieces, ...]
    heads: tuple[tuple[int, ...], ...]
    relations: tuple[tuple[str, ...], ...]


def syntax(data: Path, split: str) -> tuple[ParsedText, ...]:
    """`ud_english_ewt`, its documents in order; words of one contraction part its letters between them."""
    table = (Path(data) / "ud_english_ewt" / f"en_ewt-ud-{split}.conllu").read_text(encoding="utf-8")
    found = []
    for part in re.split(r"(?m)^(?=# newdoc id = )", table):
        if part.strip():
            name = re.match(r"# newdoc id = (.*)", part)
            found.append(parsed(part, name[1].strip() if name else ""))
    return tuple(found)


def parsed(table: str, name: str) -> ParsedText:
    """The text of one document in CoNLL-U's form."""
    _, text, words, bounds = conllu(table)
    rows = [line.split("\t") for line in table.split("\n")]
    columns = [row for row in rows if len(row) >= 10 and row[0].isdigit()]
    return ParsedText(
        name=name,
        text=text,
        sentences=tuple(words[start:end] for start, end in bounds),
        heads=tuple(tuple(int(row[6]) - 1 for row in columns[start:end]) for start, end in bounds),
        relations=tuple(tuple(row[7] for row in columns[start:end]) for start, end in bounds),
    )


# ---- PropBank over the same sentences: roles -------------------------------------------


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate and its arguments with their labels (`ARG0`, `ARGM-TMP`): half-open ranges of token numbers."""

    predicate: Piece
    arguments: tuple[tuple[Piece, str], ...]


@dataclass(frozen=True, slots=True)
class RoledText:
    """A text with its tokens and frames; the tokens of all its sentences are numbered through."""

    name: str
    text: str
    tokens: Pieces
    frames: tuple[Frame, ...]


def roles(data: Path, split: str) -> tuple[RoledText, ...]:
    """`propbank_ewt`, the sentences of a document (known by their ids) put together with a space between them.

    The tokens are found in the stored texts, one after the other; ValueError where one is not there.
    """
    path = Path(data) / "propbank_ewt" / f"ewt_srl_{split}.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    by_document = groupby(records, key=lambda record: str(record["sent_id"]).rsplit("-", 1)[0])
    return tuple(_roled(name, list(group)) for name, group in by_document)


def _roled(name: str, records: Sequence[Mapping[str, Any]]) -> RoledText:
    text, tokens, frames = "", list[Piece](), list[Frame]()
    for record in records:
        begin, first = len(text), len(tokens)
        tokens += [(start + begin, end + begin) for start, end in placed(record["text"], record["tokens"])]
        frames += [
            Frame(
                (row["pred"][0] + first, row["pred"][1] + first),
                tuple(((start + first, end + first), label) for start, end, label in row["args"]),
            )
            for row in record["frames"]
        ]
        text += record["text"] + " "
    return RoledText(name, text, tuple(tokens), tuple(frames))


def placed(text: str, tokens: Sequence[str]) -> Pieces:
    """Where each token stands in the text, with nothing but space between them; ValueError where one does not."""
    found, at = list[Piece](), 0
    for token in tokens:
        start = text.find(token, at)
        if start < 0 or text[at:start].strip():
            raise ValueError(f"`{token}` does not follow `{text[max(0, at - 20) : at]}` in: {text}")
        at = start + len(token)
        found.append((start, at))
    return tuple(found)


# ---- UDS-IH2: how surely a predicate is told -------------------------------------------


@dataclass(frozen=True, slots=True)
class SureSentence:
    """A sentence with predicates and how far its author is committed to each, -3 (surely not) … +3 (surely)."""

    text: str
    predicates: Pieces
    values: tuple[float, ...]


def certainty(data: Path, split: str) -> tuple[SureSentence, ...]:
    """`factuality/UDS_IH2`: the sentences that have a predicate.

    The rows (`*.jsonl`) hold their tokens parted by spaces; how the sentence was written is told
    by its block in `*.conll`, for which `file_idx` counts, and which only dev has. Without it the text
    is the tokens with a space between them.
    """
    folder = Path(data) / "factuality" / "UDS_IH2"
    written = folder / f"{split}.conll"
    blocks = written.read_text(encoding="utf-8").strip("\n").split("\n\n") if written.exists() else []
    found = []
    for line in (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        words = record["text"].split(" ")
        spaced = [True] * len(words)
        if blocks:
            rows = [row.split("\t") for row in blocks[record["file_idx"]].split("\n")]
            if [row[1] for row in rows] != words:
                raise ValueError(f"{written.name}: block {record['file_idx']} is not: {record['text']}")
            spaced = ["SpaceAfter=No" not in row[-1] for row in rows]
        text, places = _joined(words, spaced)
        targets = [(places[one["span1"][0]][0], places[one["span1"][1] - 1][1]) for one in record["targets"]]
        if targets:
            values = tuple(float(one["label"]) for one in record["targets"])
            found.append(SureSentence(text, tuple(targets), values))
    return tuple(found)


def _joined(words: Sequence[str], spaced: Sequence[bool]) -> tuple[str, Pieces]:
    """The text of words, with a space after each one that is `spaced`, and where each word stands."""
    text, places = "", list[Piece]()
    for word, space in zip(words, spaced, strict=True):
        places.append((len(text), len(text) + len(word)))
        text += word + " " * space
    return text.rstrip(" "), tuple(places)


# ---- ReLocaR: a place name as a place or as an actor -----------------------------------


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place name in its text; `actor`: it stands for those who act there, as in "Moscow said"."""

    text: str
    at: Piece
    actor: bool


def places(data: Path) -> tuple[PlaceName, ...]:
    """`location_metonymy/relocar_*`: a line is `NAME<SEP>text with <ENT>NAME<ENT> in it`.

    ValueError where a line has another form.
    """
    found = []
    for kind in ("literal", "metonymic"):
        path = Path(data) / "location_metonymy" / f"relocar_{kind}_train.txt"
        found += [PlaceName(*_entity(line, path.name), kind == "metonymic") for line in _lines(path) if line.strip()]
    return tuple(found)


def _lines(path: Path) -> Iterator[str]:
    yield from path.read_text(encoding="utf-8").split("\n")


def _entity(line: str, name: str) -> tuple[str, Piece]:
    called, _, sentence = line.strip().partition("<SEP>")
    parts = sentence.split("<ENT>")
    if len(parts) != 3 or parts[1].strip() != called.strip():
        raise ValueError(f"{name}: not one marked `{called}` in: {line}")
    before, inside, after = parts
    return before + inside + after, _stripped(before + inside, len(before), len(before) + len(inside))
