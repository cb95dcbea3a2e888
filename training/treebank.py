"""The treebanks → windows: words and their heads, predicates and their arguments, how certain each is told to be.

Sentences of one document stand together in a window, as they do when a document is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import numpy as np

from sayso.encoder.wordpiece import WordPiece
from sayso.heads import ARGUMENTS, RELATIONS
from training.examples import Example

LONGEST = 300
"""Pieces of a window: sentences are short, and no longer context was marked."""

Frame = tuple[tuple[int, int], tuple[tuple[int, int, str], ...]]


@dataclass
class Sentence:
    """One sentence: token spans within `text`; heads are token numbers, -1 for the root. None: not marked."""

    document: str
    text: str
    tokens: list[tuple[int, int]]
    heads: list[int] | None = None
    relations: list[str] = field(default_factory=list)
    frames: tuple[Frame, ...] | None = None
    certainty: tuple[tuple[int, float], ...] = ()


def universal(path: Path) -> Iterator[tuple[str, Sentence]]:
    """(sent_id, sentence) of a conllu file, the text put together from the tokens."""
    document = name = ""
    text, tokens, heads, relations = "", [], [], []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            document = line
        elif line.startswith("# sent_id"):
            name = line.split("= ", 1)[1].strip()
        elif not line.strip():
            if tokens:
                yield name, Sentence(document, text.rstrip(), tokens, heads, relations)
            text, tokens, heads, relations = "", [], [], []
        else:
            columns = line.split("\t")
            if columns[0].isdigit():
                tokens.append((len(text), len(text) + len(columns[1])))
                text += columns[1] + ("" if "SpaceAfter=No" in columns[9] else " ")
                heads.append(int(columns[6]) - 1)
                relations.append(columns[7])


def propositions(path: Path) -> Iterator[tuple[str, str, list[str], tuple[Frame, ...]]]:
    """(document, sent_id, words, frames) of a file of PropBank's."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        frames = tuple(
            ((f["pred"][0], f["pred"][1]), tuple((a, b, label) for a, b, label in f["args"])) for f in row["frames"]
        )
        yield str(row.get("doc", "")), str(row.get("sent_id", "")), row["tokens"], frames


def spaced(document: str, words: Sequence[str]) -> Sentence:
    """A sentence of words alone, put together with spaces."""
    tokens, text = [], ""
    for word in words:
        tokens.append((len(text), len(text) + len(word)))
        text += word + " "
    return Sentence(document, text.rstrip(), tokens)


def sentences(data: Path, split: str) -> list[Sentence]:
    """EWT with its roles and certainty; for training the sentences of MASC as well."""
    known = dict(universal(data / "ud_english_ewt" / f"en_ewt-ud-{split}.conllu"))
    for _, name, words, frames in propositions(data / "propbank_ewt" / f"ewt_srl_{split}.jsonl"):
        sentence = known.get(name)
        if sentence and [sentence.text[a:b] for a, b in sentence.tokens] == words:
            sentence.frames = frames
    by_words = {tuple(s.text[a:b] for a, b in s.tokens): s for s in known.values()}
    found = list(known.values())
    for line in (data / "factuality" / "UDS_IH2" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = row["text"].split(" ")
        told = tuple((t["span1"][0], float(t["label"])) for t in row["targets"])
        sentence = by_words.get(tuple(words))
        if sentence is None:
            found.append(sentence := spaced(f"uds {len(found)}", words))
        sentence.certainty = told
    if split == "train":
        for document, _, words, frames in propositions(data / "propbank_ewt" / "masc_srl.jsonl"):
            sentence = spaced(f"masc {document}", words)
            sentence.frames = frames
            found.append(sentence)
    return found


def examples(data: Path, split: str, wordpiece: WordPiece) -> list[Example]:
    found: list[Example] = []
    for document, group in groupby(sentences(data, split), key=lambda s: s.document):
        window: list[tuple[Sentence, int]] = []
        count = 0
        for sentence in [*group, None]:
            size = len(wordpiece.pieces(sentence.text)) if sentence else 0
            if window and (sentence is None or count + size > LONGEST):
                found.append(_window(f"{document}:{len(found)}", [s for s, _ in window], wordpiece))
                window, count = [], 0
            if sentence and 0 < size < 480:
                window.append((sentence, size))
                count += size
    return found


def _window(name: str, group: Sequence[Sentence], wordpiece: WordPiece) -> Example:
    text, starts = "", []
    for sentence in group:
        starts.append(len(text))
        text += sentence.text + " "
    pieces = wordpiece.pieces(text)
    total = len(pieces)
    example = Example(name, pieces.ids, pieces.shapes)
    predicates = np.zeros(total, dtype=np.int64)
    at: list[int] = []
    heads: list[int] = []
    relations: list[int] = []
    numbers: list[int] = []
    for number, (sentence, start) in enumerate(zip(group, starts, strict=True)):
        first = np.searchsorted(pieces.ends, [start + a for a, _ in sentence.tokens], side="right")
        last = np.searchsorted(pieces.starts, [start + b for _, b in sentence.tokens], side="left")
        low, high = int(first[0]), int(last[-1])
        if sentence.heads is None:
            pass
        else:
            before = len(at)
            for token, (head, relation) in enumerate(zip(sentence.heads, sentence.relations, strict=True)):
                at.append(min(int(first[token]), total - 1))
                heads.append(before + head if head >= 0 else -1)
                relations.append(RELATIONS.index(relation) if relation in RELATIONS else -100)
                numbers.append(number)
        if sentence.frames is None:
            predicates[low:high] = -100
        else:
            for (begin, _), arguments in sentence.frames:
                place = int(first[begin])
                if place >= total or predicates[place] == 1:
                    continue
                predicates[place] = 1
                # Nothing in other sentences either: a reader's sentence ends are not gold's.
                tags = np.zeros(total, dtype=np.int64)
                for a, b, label in arguments:
                    kind = ARGUMENTS.index(label) if label in ARGUMENTS else 0
                    if kind and last[b - 1] > first[a]:
                        tags[first[a] : last[b - 1]] = len(ARGUMENTS) - 1 + kind
                        tags[first[a]] = kind
                example.frames_at.append(place)
                example.arguments.append(tags)
        for token, value in sentence.certainty:
            if first[token] < total:
                example.certainty.append((int(first[token]), value))
    example.predicates = predicates
    if at:
        example.words = np.array([at, heads, relations, numbers])
    return example
