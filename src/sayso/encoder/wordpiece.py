"""Text → pieces with the characters they came from: WordPiece as BERT's uncased models cut it.

The rules are those of the published BERT tokeniser (Devlin et al. 2019; Wu et al. 2016):
control characters vanish, accents are stripped, text is lower-cased, punctuation and CJK
characters stand alone, and a word is cut greedily into the longest pieces of the
vocabulary. Equality with the reference tokeniser is tested on 100,000 strings.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

SHAPES: tuple[str, ...] = ("none", "lower", "title", "upper", "mixed", "digit")
"""Letter shapes of the word a piece belongs to; an uncased encoder gets names back from them."""

_LONGEST_WORD = 100
_PUNCTUATION = frozenset(chr(c) for c in (*range(33, 48), *range(58, 65), *range(91, 97), *range(123, 127)))
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one text, in order, all arrays of one length n.

    `ids` are vocabulary numbers, `starts` and `ends` code points of the text, `words` the
    number of the word each piece belongs to (a word is what white space and punctuation
    cut), `shapes` indices into SHAPES.
    """

    ids: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    words: npt.NDArray[np.int32]
    shapes: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)


@lru_cache(maxsize=65536)
def _kind(char: str) -> str:
    """`s` space, `x` dropped, `p` stands alone, `w` part of a word."""
    if char in "\t\n\r" or char == " ":
        return "s"
    code = ord(char)
    if code == 0 or code == 0xFFFD:
        return "x"
    category = unicodedata.category(char)
    if category == "Zs":
        return "s"
    if category in ("Cc", "Cf", "Co", "Cs"):
        return "x"
    if char in _PUNCTUATION or category.startswith("P"):
        return "p"
    if any(low <= code <= high for low, high in _CJK):
        return "p"
    if char.isspace():
        return "s"
    return "w"


@lru_cache(maxsize=65536)
def _normal(char: str) -> str:
    """The character lower-cased and without its accents; may be empty or several characters."""
    plain = "".join(c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn")
    return "".join(lower for c in plain for lower in c.lower())


def shape(word: str) -> str:
    """Which of SHAPES the letters of a word have."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return "digit" if any(c.isdigit() for c in word) else "none"
    if all(not c.isupper() for c in letters):
        return "lower"
    if all(not c.islower() for c in letters):
        return "upper" if len(letters) > 1 else "title"
    if letters[0].isupper() and all(not c.isupper() for c in letters[1:]):
        return "title"
    return "mixed"


class WordPiece:
    """A tokeniser over one vocabulary; `vocabulary[i]` is the piece with number i."""

    def __init__(self, vocabulary: Sequence[str], unknown: str = "[UNK]") -> None:
        self.vocabulary = tuple(vocabulary)
        self._ids = {piece: i for i, piece in enumerate(self.vocabulary)}
        self._unknown = self._ids[unknown]
        self._cut_cached = lru_cache(maxsize=200_000)(self._cut)

    def _cut(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """(id, start, end) of each piece, in characters of the normalised word."""
        if len(word) > _LONGEST_WORD:
            return ((self._unknown, 0, len(word)),)
        found = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                number = self._ids.get(piece)
                if number is not None:
                    found.append((number, start, end))
                    start = end
                    break
            else:
                return ((self._unknown, 0, len(word)),)
        return tuple(found)

    def pieces(self, text: str) -> Pieces:
        """The pieces of `text`, without the marks that begin and end a window."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        words: list[int] = []
        shapes: list[int] = []
        for number, (normal, origin) in enumerate(_words(text)):
            first, last = origin[0], origin[-1] + 1
            letters = SHAPES.index(shape(text[first:last]))
            for piece, start, end in self._cut_cached(normal):
                ids.append(piece)
                starts.append(origin[start])
                ends.append(origin[end - 1] + 1)
                words.append(number)
                shapes.append(letters)
        return Pieces(*(np.array(column, dtype=np.int32) for column in (ids, starts, ends, words, shapes)))


def _words(text: str) -> Iterator[tuple[str, list[int]]]:
    """Each word normalised, with the place in `text` of each of its characters."""
    word: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        kind = _kind(char)
        if kind == "x":
            continue
        if kind != "w" and word:
            yield "".join(word), origin
            word, origin = [], []
        if kind == "s":
            continue
        for part in _normal(char):
            # Taking accents off can leave punctuation: "≠" becomes "=".
            if kind == "w" and _kind(part) != "p":
                word.append(part)
                origin.append(place)
                continue
            if word:
                yield "".join(word), origin
                word, origin = [], []
            yield part, [place]
    if word:
        yield "".join(word), origin
