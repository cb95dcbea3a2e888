"""Pictures in pixels: as large as they should be, in the light's colours, and with their words."""

import re
import struct
import sys
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from test_across import ALIGNED, VOICES
from together import ARRESTED, COMPARED, STORY

from sayso.errors import MissingExtra
from sayso.reporting.grids import claims_by_outlets
from sayso.reporting.pngs import MOST_PIXELS, painter
from sayso.reporting.quoting import all_voices
from sayso.reporting.signed import alignment_change, alignment_network
from sayso.reporting.storylines import story_timeline
from sayso.reporting.svgs import in_light, standalone
from sayso.reporting.trees import origin_tree

PICTURES = [
    story_timeline(STORY), claims_by_outlets(COMPARED), origin_tree(ARRESTED, STORY, COMPARED.readings),
    all_voices(VOICES), alignment_network(ALIGNED), alignment_change(ALIGNED),
]  # fmt: skip
FONTS = sys.platform != "linux" or any(Path("/usr/share/fonts").rglob("*.[to]t[fc]"))


@pytest.fixture
def paint() -> Callable[[str], bytes]:
    pytest.importorskip("resvg_py")
    if not FONTS:
        pytest.skip("no font on this machine")
    return painter()


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def colours(png: bytes) -> list[list[tuple[int, int, int]]]:
    """Rows of red, green and blue, of a PNG with 8 bits a channel and transparency."""
    wide, high = size(png)
    assert png[24:29] == bytes([8, 6, 0, 0, 0])
    at, packed = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        packed += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    flat, above, rows = zlib.decompress(packed), bytearray(wide * 4), []
    for row in range(high):
        begin = row * (wide * 4 + 1)
        how, line = flat[begin], bytearray(flat[begin + 1 : begin + 1 + wide * 4])
        for place in range(wide * 4):
            left, corner = (line[place - 4], above[place - 4]) if place >= 4 else (0, 0)
            up = above[place]
            near = min((left, up, corner), key=lambda one: abs(left + up - corner - one))
            line[place] = (line[place] + (0, left, up, (left + up) // 2, near)[how]) % 256
        rows.append([tuple(line[place : place + 3]) for place in range(0, wide * 4, 4)])
        above = line
    return rows


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_has_two_pixels_a_unit_and_its_words(paint: Callable[[str], bytes], picture: str) -> None:
    file = standalone(picture)
    told = re.search(r'width="([\d.]+)" height="([\d.]+)"', file)
    assert told is not None
    drawn = paint(file)
    wide, high = size(drawn)
    assert abs(wide - 2 * float(told[1])) <= 1
    assert abs(high - 2 * float(told[2])) <= 1
    assert "<text" in file
    assert drawn != paint(re.sub(r"<text.*?</text>", "", file))


def test_a_picture_is_drawn_in_the_light_s_colours(paint: Callable[[str], bytes]) -> None:
    rows = colours(
        paint(
            standalone(
                '<svg class="tree" width="60" height="40"><circle cx="10" cy="10" r="6"/>'
                '<circle class="taker" cx="30" cy="10" r="6"/><text class="head" x="0" y="36">HHH</text></svg>'
            )
        )
    )
    paper, named, strong = (0xFC, 0xFA, 0xF6), (0x3B, 0x7D, 0x9C), (0x1F, 0x1C, 0x18)
    assert rows[0][0] == rows[-1][-1] == paper
    assert rows[(16 + 10) * 2][(16 + 10) * 2] == named
    assert rows[(16 + 10) * 2][(16 + 30) * 2] == paper
    assert strong in {one for row in rows[(16 + 26) * 2 : (16 + 36) * 2] for one in row}


def test_words_have_their_classes_size_and_weight(paint: Callable[[str], bytes]) -> None:
    def words(kind: str, style: str = "") -> bytes:
        return paint(standalone(f'<svg width="90" height="20"><text {kind} style="{style}" y="15">Ardo</text></svg>'))

    assert words("") == words("", "font-size: 14px; font-weight: 400")
    head, small = 'class="head"', 'class="small"'
    assert words(head) == words(head, "font-weight: 700") != words(head, "font-weight: 400")
    assert words(small) == words(small, "font-size: 11.5px") != words("")


def test_the_style_has_what_simple_programs_know() -> None:
    file = standalone(PICTURES[0])
    assert not re.search(r"\drem\b|var\(", file)
    assert {int(weight) % 100 for weight in re.findall(r"font-weight: (\d+)", file)} == {0}
    assert "@media" in file
    light = in_light(file)
    assert "@media" not in light
    assert re.sub(r"\n@media.*?(?=</style>)", "", file, flags=re.S) == light


def test_a_huge_picture_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    resvg = pytest.importorskip("resvg_py")
    asked = []

    def svg_to_bytes(svg_string: str, zoom: float) -> bytes:
        asked.append(zoom)
        return svg_string.encode()

    monkeypatch.setattr(resvg, "svg_to_bytes", svg_to_bytes)
    draw = painter()
    draw(standalone('<svg width="9968" height="19968"></svg>'))
    draw(standalone('<svg width="968" height="968"></svg>'))
    huge, usual = asked[-2:]
    assert huge**2 * 10_000 * 20_000 == pytest.approx(MOST_PIXELS)
    assert usual == 2


def test_where_there_is_no_font_nothing_is_drawn_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    resvg = pytest.importorskip("resvg_py")
    monkeypatch.setattr(resvg, "svg_to_bytes", partial(resvg.svg_to_bytes, skip_system_fonts=True))
    with pytest.raises(MissingExtra, match="No font was found") as missing:
        painter()
    advised = re.findall(r"[A-Z]\w+ Sans", str(missing.value.hint))
    assert "DejaVu Sans" in advised
    assert all(f'"{font}"' in standalone(PICTURES[0]) for font in advised)


def test_without_resvg_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtra) as missing:
        painter()
    assert missing.value.hint == "pip install 'sayso[png]'"
