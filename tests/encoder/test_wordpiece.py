"""WordPiece: the published tokeniser's pieces, and each with the characters it came from."""

from __future__ import annotations

import random
import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.encoder.bundle import SHIPPED
from sayso.encoder.wordpiece import SHAPES, WordPiece, shape

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
SMALL = ["<s>", "[UNK]", "har", "harbour", "##bour", "##s", "un", "##like", "##ly", "naive", "don", "’", "'", "t", "€",
         *LETTERS[:20], *("##" + c for c in LETTERS), *"!?.,;:-—“”\"«»()中$^`~="]  # fmt: skip
STRANGE = (
    "\u0000\u0007\t\n\r\u0085\u00a0\u1680\u2003\u2028\u2029\u3000\u200b\u200c\u200d\ufeff\ufffd\u00ad\ue000\ud800"
    "éÉñÅçßİıŁøÆœǅﬁαΣςЖйع中文字한글ไทย𠀀🙂👩‍🚀🇫🇷½²①Ⅷ£€$^`~|<=>+«»„“”‘’'\"—–-…·•%‰&@#"
)


def normal(text: str) -> str:
    """A text as its pieces spell it: lower case, no accents, nothing unseen."""
    plain = (c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    lower = "".join(plain).lower()
    return "".join(c for c in lower if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Mn") and c != "\ufffd")


SMALL_PIECES = WordPiece(SMALL)


@given(st.text(st.one_of(st.characters(), st.sampled_from(STRANGE), st.sampled_from(LETTERS + " .,")), max_size=60))
def test_each_piece_is_spelt_by_its_characters(text: str) -> None:
    pieces = SMALL_PIECES.pieces(text)
    last = 0
    for number, start, end in zip(pieces.ids, pieces.starts, pieces.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert start >= last - 1  # one character may be spelt by several pieces
        last = end
        piece = SMALL[number]
        if piece == "[UNK]":
            continue
        spelt = normal(text[start:end])
        piece = piece.removeprefix("##")
        assert piece in spelt
        if all(len(normal(c)) == 1 for c in text[start:end]):
            assert spelt == piece
    assert len(pieces) == len(pieces.words) == len(pieces.shapes)
    assert (np.diff(pieces.words) >= 0).all()


@given(st.text(max_size=40), st.text(max_size=40))
def test_white_space_parts_a_text(one: str, other: str) -> None:
    """What stands before and after a space does not touch."""
    together = SMALL_PIECES.pieces(f"{one} {other}").ids.tolist()
    assert together == SMALL_PIECES.pieces(one).ids.tolist() + SMALL_PIECES.pieces(other).ids.tolist()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Harbours", ["harbour", "##s"]),
        ("HARBOURS unlikely", ["harbour", "##s", "un", "##like", "##ly"]),
        ("naïve", ["naive"]),
        ("nai\u0308ve", ["naive"]),
        ("har\u200bbour", ["harbour"]),
        ("don’t", ["don", "’", "t"]),
        ("har中bour", ["har", "中", "b", "##o", "##u", "##r"]),
        ("harbour.harbour", ["harbour", ".", "harbour"]),
        ("€", ["€"]),
        ("har≠har", ["har", "=", "har"]),
        ("$^~", ["$", "^", "~"]),
        ("жук", ["[UNK]"]),
        ("har" * 33 + "a", ["har", *["##h", "##a", "##r"] * 32, "##a"]),
        ("har" * 33 + "ab", ["[UNK]"]),
        ("", []),
        (" \t\r\n\u00a0\u3000\u2028", []),
    ],
)
def test_golden_pieces(text: str, wanted: list[str]) -> None:
    assert [SMALL[i] for i in SMALL_PIECES.pieces(text).ids] == wanted


def test_where_pieces_stand() -> None:
    text = "“Nai\u0308ve harbours,”"
    pieces = SMALL_PIECES.pieces(text)
    spelt = [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert spelt == ["“", "Nai\u0308ve", "harbour", "s", ",", "”"]
    assert pieces.words.tolist() == [0, 1, 2, 2, 3, 4]


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("port", "lower"), ("Velm", "title"), ("A", "title"), ("UN", "upper"), ("McTavish", "mixed"),
        ("iPhone", "mixed"), ("1984", "digit"), ("F16", "title"), ("COVID19", "upper"), ("—", "none"), ("中", "lower"),
        ("Émile", "title"), ("", "none"),
    ],
)  # fmt: skip
def test_shapes_of_words(word: str, wanted: str) -> None:
    assert shape(word) == wanted
    assert wanted in SHAPES


def characters() -> list[str]:
    """Those that any table of Unicode knows alike: assigned long ago and the same since, and the emoji of 2015."""
    old = unicodedata.ucd_3_2_0
    known = [
        chr(code)
        for code in (*range(0x3000), *range(0x3000, 0x10000, 7), *range(0x10000, 0x2FA1E, 61))
        if old.category(chr(code)) == unicodedata.category(chr(code))
        and old.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    return known + [chr(code) for code in range(0x1F600, 0x1F640)]


def strings(count: int) -> list[str]:
    """News-like words, with anything else among them."""
    rng = random.Random(1)
    odd = characters()
    words = ["The", "minister", "harbours", "don't", "U.S.", "naïve", "3,000", "€5m", "“quoted”", "İstanbul", "Straße"]
    found = []
    for _ in range(count):
        parts = []
        for _ in range(rng.randint(1, 5)):
            pick = rng.random()
            if pick < 0.4:
                parts.append(rng.choice(words))
            elif pick < 0.7:
                parts.append("".join(rng.choices(LETTERS + LETTERS.upper() + ".,'-", k=rng.randint(1, 9))))
            else:
                parts.append("".join(rng.choices(odd, k=rng.randint(1, 4))))
        found.append(rng.choice((" ", " ", "", "\n")).join(parts))
    return found


@pytest.mark.skipif(not (SHIPPED / "vocabulary.txt").exists(), reason="no model in this checkout")
def test_equal_to_the_published_tokeniser_on_100_000_strings() -> None:
    tokenizers = pytest.importorskip("tokenizers", reason="the reference tokeniser is not installed")
    vocabulary = (SHIPPED / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    numbers = {piece: i for i, piece in enumerate(vocabulary)}
    published = tokenizers.Tokenizer(
        tokenizers.models.WordPiece(numbers, unk_token="[UNK]", max_input_chars_per_word=100)
    )
    published.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    published.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    ours = WordPiece(vocabulary)
    texts = strings(100_000)
    for text, wanted in zip(texts, published.encode_batch(texts), strict=True):
        assert ours.pieces(text).ids.tolist() == wanted.ids, repr(text)


@pytest.mark.skipif(not (SHIPPED / "vocabulary.txt").exists(), reason="no model in this checkout")
@settings(max_examples=50, deadline=None)
@given(st.text(st.sampled_from(LETTERS + LETTERS.upper() + "  .,’“”éüñ"), max_size=200))
def test_the_shipped_vocabulary_spells_latin_text(text: str) -> None:
    vocabulary = (SHIPPED / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    ours = WordPiece(vocabulary)
    ids = ours.pieces(text).ids
    if all(len(word) < 100 for word in text.split()):
        spelt = "".join(vocabulary[i].removeprefix("##") for i in ids)
        assert spelt == normal("".join(text.split()))
