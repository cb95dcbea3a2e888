"""Whose words each outlet prints: bars with what they are out of. Places are percentages, as in `pictures`."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from sayso.comparison.speaking.counting import OutletVoices, SourceVoice
from sayso.comparison.speaking.shares import VOICES
from sayso.reporting.letters import cut, measured
from sayso.reporting.safety import one_line
from sayso.reporting.speakers import VOICE_WORDS
from sayso.reporting.tellers import many

MOST_SOURCES = 6

_NARROWEST = 336
_SOURCE = 48
_TOP = 28


def outlet_voices(outlet: OutletVoices, scale: float) -> Markup:
    """One outlet: its words by voice in one bar, then those whom it gives most words, each by its share of them.

    `scale` is the share that a full bar stands for; outlets shown together share one, so that bars compare.
    """
    sources = outlet.sources[:MOST_SOURCES]
    parts = list(_voices(outlet))
    for place, source in enumerate(sources):
        parts += _source(source, outlet, scale, _TOP + place * _SOURCE)
    height = _TOP + _SOURCE * len(sources)
    told = _told(outlet, sources)
    head = Markup('<svg class="quoting" role="img" width="100%" height="{}" aria-label="{}">').format(height, told)
    return head + Markup("<title>{}</title>").format(told) + Markup("").join(parts) + Markup("</svg>")


def widest(outlets: Sequence[OutletVoices]) -> float:
    """The largest share of an outlet's words that one source has: what `outlet_voices` scales by."""
    shares = [_share(source.words, outlet.words) for outlet in outlets for source in outlet.sources[:MOST_SOURCES]]
    return max(shares, default=0.0) or 1.0


def all_voices(outlets: Sequence[OutletVoices]) -> Markup:
    """Every outlet below the other, as one picture with their names."""
    scale, y, parts = widest(outlets), 0, []
    for outlet in outlets:
        picture = outlet_voices(outlet, scale)
        height = _TOP + _SOURCE * len(outlet.sources[:MOST_SOURCES])
        parts.append(Markup('<text class="head" x="0" y="{}">{}</text>').format(y + 16, outlet_title(outlet)))
        parts.append(Markup('<text class="small end" x="100%" y="{}">{}</text>').format(y + 16, outlet_base(outlet)))
        parts.append(Markup('<svg y="{}" width="100%" height="{}">{}</svg>').format(y + 26, height, picture))
        y += height + 44
    told = "Whose words each outlet prints."
    head = Markup('<svg class="quoting" role="img" width="100%" height="{}" aria-label="{}">').format(y, told)
    return head + Markup("<title>{}</title>").format(told) + Markup("").join(parts) + Markup("</svg>")


def outlet_title(outlet: OutletVoices) -> str:
    return one_line(outlet.outlet or "") or "No outlet named"


def outlet_base(outlet: OutletVoices) -> str:
    return f"{many(outlet.words, 'word')}, {many(outlet.documents, 'article')}"


def _voices(outlet: OutletVoices) -> list[Markup]:
    bars, left = [], 0
    for voice in VOICES:
        if count := outlet.by_voice[voice]:
            bars.append(_bar(voice, left / outlet.words, count / outlet.words, 0, 12))
            left += count
    return bars


def _source(source: SourceVoice, outlet: OutletVoices, scale: float, top: int) -> list[Markup]:
    counted = f"{source.words:,} of {many(outlet.words, 'word')}"
    name = cut(one_line(source.name), _NARROWEST - measured(counted, 12) - 14, 14)
    direct = source.by_directness["direct"].words if "direct" in source.by_directness else 0
    whole = _share(source.words, outlet.words) / scale
    exact = _share(direct, outlet.words) / scale
    detail = f"{source.statements} of {many(outlet.statements, 'statement')}"
    if direct:
        detail += f", {many(direct, 'word')} quoted"
    if outlet.documents > 1:
        detail += f", {source.documents} of {outlet.documents} articles"
    return [
        Markup('<text class="teller" x="0" y="{}">{}</text>').format(top + 11, name),
        Markup('<text class="small end" x="100%" y="{}">{}</text>').format(top + 11, counted),
        _bar(f"{source.voice} light", 0, whole, top + 16, 7),
        _bar(source.voice, 0, exact, top + 16, 7),
        Markup('<text class="small" x="0" y="{}">{}</text>').format(top + 36, detail),
    ]


def _bar(voice: str, left: float, share: float, top: int, height: int) -> Markup:
    return Markup('<rect class="v-{}" x="{:.2f}%" y="{}" width="{:.2f}%" height="{}"/>').format(
        voice, 100 * left, top, 100 * share, height
    )


def _share(words: int, of: int) -> float:
    return words / of if of else 0.0


def _told(outlet: OutletVoices, sources: Sequence[SourceVoice]) -> str:
    """The picture in words."""
    voices = ", ".join(f"{VOICE_WORDS[voice]} {outlet.by_voice[voice]:,}" for voice in VOICES if outlet.by_voice[voice])
    said = "; ".join(f"{one_line(source.name)} {source.words:,}" for source in sources)
    return (
        f"{outlet_title(outlet)}: of {many(outlet.words, 'word')}, {voices or 'none'}. Most words: {said or 'nobody'}."
    )
