"""The ECB+ corpus: news of 43 topics, events and their coreference within documents and across them.

A topic has two subtopics, of two happenings of one kind (two admissions to a clinic): documents whose name ends in
`ecb`, and in `ecbplus`. The files hold tokens only. `text` is put together from them: a space between two tokens,
none where English writes none ("Reid's", "(AP)", "two-thirds", "6.1"), and a line's end after a sentence that no full
stop ends (a headline, an address), a space after any other. Nothing is changed within a token.

Source: Cybulska and Vossen 2014, "Using a sledgehammer to crack a nut? Lexical diversity and event coreference
resolution".
"""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold import Piece

_NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]}…]+|[’'](?:s|re|ve|ll|d|m)?|n[’']t", re.IGNORECASE)
_NO_SPACE_AFTER = frozenset("([{$£€#")
_OPENING, _CLOSING, _EITHER = frozenset(("``", "“")), frozenset(("''", "”")), '"'
_WITHIN = frozenset("-_.,:")
"""What the files cut words and numbers at: "two - thirds", "6 . 1", "120 , 000", "12 : 50"."""
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
_EVENT = re.compile(r"(?:NEG_)?ACTION_")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mention something: the `tokens` by number, `kind` as the set has it (`ACTION_OCCURRENCE`, `LOC_FAC`).

    Mentions of one thing have one `chain`, in a topic's documents or, where it is told in one only, in that one.
    """

    chain: str
    tokens: tuple[int, ...]
    kind: str

    @property
    def is_event(self) -> bool:
        return bool(_EVENT.match(self.kind))


@dataclass(frozen=True, slots=True)
class EcbDocument:
    """A document. `tokens` are pairs of offsets in `text`, `sentences` pairs of token numbers, both half open."""

    name: str
    topic: int
    subtopic: str
    text: str
    tokens: tuple[Piece, ...]
    sentences: tuple[Piece, ...]
    mentions: tuple[Mention, ...]


def documents(data: Path) -> Iterator[EcbDocument]:
    """The documents of `data/ecbplus`, by topic and name.

    Raises ValueError, with the file's name, where a mention has a token that the file lacks.
    """
    folders = (folder for folder in (Path(data) / "ecbplus").iterdir() if folder.name.isdecimal())
    for folder in sorted(folders, key=lambda folder: int(folder.name)):
        for path in sorted(folder.glob("*.xml")):
            yield _document(path)


def put_together(sentences: Sequence[Sequence[str]]) -> tuple[str, tuple[Piece, ...]]:
    """A text of sentences of tokens, and where each token stands in it."""
    text = ""
    places: list[Piece] = []
    for sentence in sentences:
        gap = "" if not text else " " if _ENDED.search(text[-8:]) else "\n"
        for token, before in zip(sentence, _gaps(sentence), strict=True):
            text += (before if before is not None else gap) + token
            places.append((len(text) - len(token), len(text)))
    return text, tuple(places)


def _gaps(sentence: Sequence[str]) -> Iterator[str | None]:
    """What stands before each token of a sentence; None before the first."""
    address = sentence[0] in ("http", "https")
    quoted = opened = False
    for number, token in enumerate(sentence):
        closes = token in _CLOSING or (token == _EITHER and (quoted or number == len(sentence) - 1))
        joined = address or opened or closes or _NO_SPACE_BEFORE.fullmatch(token) or _one_word(sentence, number)
        yield None if not number else "" if joined else " "
        opened = token in _NO_SPACE_AFTER or token in _OPENING or (token == _EITHER and not quoted)
        quoted ^= (token.count(_EITHER) % 2) == 1


def _one_word(sentence: Sequence[str], number: int) -> bool:
    """Whether a token goes on with the word before it: a mark within a word or number, or what follows one."""
    middle = number if sentence[number] in _WITHIN else number - 1
    if not (0 < middle < len(sentence) - 1 and sentence[middle] in _WITHIN):
        return False
    mark, before, after = sentence[middle], sentence[middle - 1], sentence[middle + 1]
    if mark in "-_":
        return all(side.isalnum() and (side.islower() or side.isdecimal()) for side in (before, after))
    return before.isdecimal() and after.isdecimal() and (mark != "," or len(after) == 3)


def _document(path: Path) -> EcbDocument:
    root = ElementTree.parse(path).getroot()
    sentences: list[list[str]] = []
    numbers: dict[str, int] = {}
    last = None
    for token in root.iter("token"):
        if token.get("sentence") != last:
            last = token.get("sentence")
            sentences.append([])
        numbers[token.get("t_id", "")] = len(numbers)
        sentences[-1].append(token.text or "")
    text, places = put_together(sentences)
    bounds = [0]
    for sentence in sentences:
        bounds.append(bounds[-1] + len(sentence))
    name = path.stem
    topic, number = name.split("_")
    return EcbDocument(
        name=name,
        topic=int(topic),
        subtopic=f"{topic}{number.lstrip('0123456789')}",
        text=text,
        tokens=places,
        sentences=tuple(itertools.pairwise(bounds)),
        mentions=tuple(_mentions(root, name, numbers)),
    )


def _mentions(root: ElementTree.Element, name: str, numbers: dict[str, int]) -> Iterator[Mention]:
    chains = {}
    for relation in root.iterfind("Relations/*"):
        across = relation.tag == "CROSS_DOC_COREF"
        chain = relation.get("note", "") if across else f"{name}:{relation.get('r_id')}"
        chains.update({source.get("m_id", ""): chain for source in relation.iterfind("source")})
    for marked in root.iterfind("Markables/*"):
        anchors = [anchor.get("t_id", "") for anchor in marked.iterfind("token_anchor")]
        if not anchors:  # not a mention: what a chain's mentions point to
            continue
        if missing := [anchor for anchor in anchors if anchor not in numbers]:
            raise ValueError(f"{name}: no token {missing[0]}")
        own = marked.get("m_id", "")
        yield Mention(chains.get(own, f"{name}:m{own}"), tuple(sorted(numbers[one] for one in anchors)), marked.tag)
