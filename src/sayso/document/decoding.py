"""Bytes → text: byte order marks, what is declared, UTF-8, and then a careful guess."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
# A guess is believed only where it names an alphabet that Western Europe's code page lacks:
# between the Latin code pages a guess from a few bytes is no better than the commonest one.
_OTHER_ALPHABETS = frozenset({
    "big5", "big5hkscs", "gb2312", "gbk", "gb18030", "euc_jp", "euc_kr", "cp932", "cp949", "shift_jis",
    "shift_jis_2004", "iso2022_jp", "johab", "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic",
    "cp1253", "iso8859_7", "cp1255", "iso8859_8", "cp1256", "iso8859_6", "tis_620",
})  # fmt: skip


def decode(data: bytes, declared: str | None = None) -> tuple[str, bool]:
    """The text of `data`, and whether some bytes had to be replaced by U+FFFD.

    In this order: the byte order mark (which stays in the text), UTF-16 without one,
    `declared` if the bytes are valid in it, UTF-8, UTF-8 with a few damaged bytes, a guess
    among the code pages of other alphabets, Windows-1252. Line ends are not touched.
    """
    encoding = _from_mark(data) or _utf16_without_mark(data)
    if encoding:
        return _replacing(data, encoding)
    for candidate in (_known(declared), "utf-8"):
        if candidate:
            try:
                return data.decode(candidate), False
            except UnicodeDecodeError:
                pass
    if _nearly_utf8(data):
        return _replacing(data, "utf-8")
    return _replacing(data, _guessed(data) or "cp1252")


def encoding_of(data: bytes) -> str:
    """The encoding that `decode` would use for a stream that begins with `data`."""
    marked = _from_mark(data) or _utf16_without_mark(data)
    if marked:
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return _guessed(data) or "cp1252"
    return "utf-8"


def _from_mark(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 shows as text whose every second byte is mostly NUL."""
    head = data[:4096]
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _known(name: str | None) -> str | None:
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    # Pages that declare Latin-1 mean Windows-1252, as every browser takes it.
    return "cp1252" if found in ("iso8859-1", "ascii") else found


def _nearly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few: cut in a character, or mixed once."""
    damaged = data.decode("utf-8", "replace").count("\ufffd")
    whole = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", data))
    return damaged * 5 <= whole


def _guessed(data: bytes) -> str | None:
    """Another alphabet's code page, where the text is mostly in it: a few accents prove nothing."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    if sum(byte >= 0x80 for byte in sample) < max(20, 0.1 * len(sample)):
        return None
    best = from_bytes(sample).best()
    return best.encoding if best and best.encoding in _OTHER_ALPHABETS else None


def _replacing(data: bytes, encoding: str) -> tuple[str, bool]:
    try:
        return data.decode(encoding), False
    except UnicodeDecodeError:
        pass
    if encoding == "cp1252":
        # Five bytes mean nothing in Windows-1252: they become Latin-1's control characters, and none is lost.
        return data.decode("latin-1").translate(_CP1252), False
    return data.decode(encoding, "replace"), True


_CP1252 = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
