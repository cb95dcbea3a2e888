"""Pictures of one reading as SVG: they stretch with the page, print, and need no script.

Colours come from the page's classes (`v-named` …), so that light, dark and paper each have
their own; positions are percentages, so that letters keep their size at any width.
"""

from __future__ import annotations

from markupsafe import Markup

from sayso.comparison.speaking.shares import VOICES, Shares
from sayso.reporting.safety import one_line
from sayso.reporting.speakers import VOICE_WORDS

_ROW = 38
_MOST_SPEAKERS = 10
_LONGEST_NAME = 36  # what fits beside its figures on a 400-pixel page
_MOST_RUNS = 2_000  # finer than any screen's pixels


def voices_bar(counted: Shares, height: int = 28) -> Markup:
    """How much of the text each voice has: one bar, cut in its shares."""
    told = ", ".join(f"{VOICE_WORDS[voice]} {counted.percent(voice)}%" for voice in VOICES if counted.by_voice[voice])
    left = 0
    bars = []
    for voice in VOICES:
        count = counted.by_voice[voice]
        if count:
            bars.append(_bar(left, count, counted.words, 0, height, voice))
            left += count
    return _picture(f"Whose words: {told or 'no words'}", height, bars)


def order_strip(counted: Shares, height: int = 28) -> Markup:
    """Where in the text each voice speaks, from its first word to its last."""
    step = max(1, counted.words // _MOST_RUNS)
    bars = []
    shown = 0
    for run in counted.runs:
        if run.last - shown < step and run.last != counted.words:
            continue  # thinner than a pixel
        bars.append(_bar(shown, run.last - shown, counted.words, 0, height, run.voice))
        shown = run.last
    return _picture("Where in the text each voice speaks, from the first word to the last", height, bars)


def speakers_chart(counted: Shares) -> Markup:
    """Who gets how many words: a bar for each of those who speak most."""
    shown = [speaker for speaker in counted.speakers if speaker.words][:_MOST_SPEAKERS]
    most = max((speaker.words for speaker in shown), default=1)
    parts: list[Markup] = []
    for place, speaker in enumerate(shown):
        top = place * _ROW
        name = one_line(speaker.sayer.name)
        name = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
        words = f"{speaker.words:,} word{'' if speaker.words == 1 else 's'}"
        parts.append(Markup('<text x="0" y="{}" class="name">{}</text>').format(top + 14, name))
        parts.append(Markup('<text x="100%" y="{}" class="count">{}</text>').format(top + 14, words))
        parts.append(_bar(0, speaker.words, most, top + 20, 7, speaker.sayer.voice))
    told = "; ".join(f"{one_line(speaker.sayer.name)} {speaker.words}" for speaker in shown)
    return _picture(f"Who gets how many words: {told or 'nobody'}", max(1, len(shown) * _ROW), parts)


def left_out(counted: Shares) -> int:
    """How many of those who speak `speakers_chart` has no room for."""
    return max(0, sum(1 for speaker in counted.speakers if speaker.words) - _MOST_SPEAKERS)


def _bar(start: int, length: int, whole: int, top: int, height: int, voice: str) -> Markup:
    return Markup('<rect class="v-{}" x="{}%" y="{}" width="{}%" height="{}"/>').format(
        voice, _percent(start, whole), top, _percent(length, whole), height
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.3f}".rstrip("0").rstrip(".")


def _picture(told: str, height: int, parts: list[Markup]) -> Markup:
    head = Markup('<svg role="img" width="100%" height="{}" aria-label="{}">').format(height, told)
    return head + Markup("<title>{}</title>").format(told) + Markup("").join(parts) + Markup("</svg>")
