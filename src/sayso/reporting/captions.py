"""What stands about a picture in its file: what it shows of what, and what its signs mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sayso.comparison import OutletVoices
from sayso.comparison.aligning.alignments import LEAST_DOCUMENTS, Alignment, Window
from sayso.comparison.records import SharedClaim, Story
from sayso.comparison.speaking.shares import VOICES, Voice
from sayso.reporting.grids import grid
from sayso.reporting.letters import measured, number, wrapped
from sayso.reporting.marking import LEGEND
from sayso.reporting.signed import in_words
from sayso.reporting.speakers import VOICE_WORDS
from sayso.reporting.storylines import story_title
from sayso.reporting.tellers import Compared, days_in_words, many, outlets, shared_in_words, tellers


@dataclass(frozen=True, slots=True)
class Sign:
    """A small drawing, 24 by 12, and what it means; it is told where the picture's code has `mark`.

    A mark has a quotation mark in it, which no words of a document have there: they are escaped.
    """

    mark: str
    drawn: Markup
    words: str


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's `title`, on what it rests, all signs that such a picture may have, and what else is to be said."""

    title: str
    base: str
    signs: tuple[Sign, ...]
    note: str = ""


# ── what they say ───────────────────────────────────────────────────────────────────────────


def timeline_caption(story: Story, source: str) -> Caption:
    """`source` is what the documents are from, as in all captions: the ledger's name."""
    return Caption(f"Who took it from whom: {story_title(story)}", _base(story, source), _TAKEN)


def claims_caption(compared: Compared, source: str) -> Caption:
    table = grid(compared)
    shown = f"{len(table.rows)} of {many(len(table.rows) + table.left_out, 'claim')} that several outlets tell"
    title = f"Claims by outlet: {story_title(compared.story)}"
    return Caption(title, _base(compared.story, shown, source), _CLAIMS)


def origins_caption(claim: SharedClaim, compared: Compared, source: str) -> Caption:
    counted = f"{many(claim.origins, 'origin')}, {many(len(tellers(claim, compared.story)), 'outlet')}"
    title = f"Where it comes from: {shared_in_words(claim, compared.readings)}"
    return Caption(title, f"{counted} · of {_base(compared.story, source)}", (_ORIGIN, *_TAKEN))


def voices_caption(voices: Sequence[OutletVoices], source: str) -> Caption:
    counted = [many(len(voices), "outlet"), many(sum(outlet.documents for outlet in voices), "document")]
    note = "The top bar is all of an outlet’s words; below, each source’s share of them, on one scale for all outlets."
    return Caption("Whose words each outlet prints", " · ".join([*counted, source]), _VOICES, note)


def alignment_caption(alignment: Alignment, source: str, window: Window | None = None) -> Caption:
    """Of the whole, or of one window."""
    base, windows = alignment.base, [window] if window else alignment.windows
    if window:
        counted = f"As told in {many(window.measures.claims, 'claim')} of {many(window.measures.documents, 'document')}"
    else:
        counted = f"As told in {base.tied:,} of {many(base.claims, 'claim')} of an event type"
        counted += f", {many(base.documents, 'document')}"
    days = days_in_words([day for one in windows for day in (one.since, one.until)])
    title = f"Who stands with whom{f', {in_words(window.name)}' if window else ''}"
    beside = "Actors of one coalition stand beside one another."
    since = f"Formed, turned, gone: since the window before; in brackets from fewer than {LEAST_DOCUMENTS} documents."
    note = f"The number: claims. {since if window else beside}"
    return Caption(title, " · ".join(part for part in (counted, days, source) if part), _TIES, note)


def _base(story: Story, *more: str) -> str:
    days = days_in_words([told.published for told in story.documents if told.published])
    counted = f"{many(len(story.documents), 'document')} of {many(len(outlets(story)), 'outlet')}"
    return " · ".join(part for part in (counted, days, *more) if part)


# ── their signs ─────────────────────────────────────────────────────────────────────────────


def _link(kind: str, words: str) -> Sign:
    return Sign(f'class="{kind}"', Markup('<g class="days"><path class="{}" d="M0 6H24"/></g>').format(kind), words)


def _dot(kind: str, words: str) -> Sign:
    drawn = Markup('<g class="days"><circle class="{}" cx="12" cy="6" r="5"/></g>').format(kind)
    return Sign(f'class="{kind}"', drawn, words)


def _tie(kind: str, words: str) -> Sign:
    drawn = '<g class="ring"><path class="tie {0} w2" d="M0 6H16"/><path class="tip {0}" d="M24 6L16 2L16 10Z"/></g>'
    return Sign(f'"tie {kind}', Markup(drawn).format(kind), words)


def _marked(mark: str, kind: str, words: str) -> Sign:
    drawn = Markup('<g class="cells"><text class="words" x="0" y="10"><tspan class="{}">Aa</tspan></text></g>')
    return Sign(mark, drawn.format(kind), words)


def _named(voice: Voice) -> Sign:
    drawn = Markup('<g class="cells"><text class="small t-{}" x="0" y="10">Aa</text></g>').format(voice)
    return Sign(f't-{voice}"', drawn, VOICE_WORDS[voice])


def _bar(kind: str, words: str) -> Sign:
    drawn = Markup('<g class="quoting"><rect class="{}" x="0" y="1" width="24" height="10"/></g>').format(kind)
    return Sign(f'"{kind}', drawn, words)


_ORIGIN = Sign('"origin"', Markup('<g class="tree"><rect class="origin" x="5" width="13" height="12" rx="2"/></g>'),
               "an origin: who said, wrote or saw it first")  # fmt: skip
_TAKEN = (
    _dot("own", "takes nothing from these documents, as far as it says"),
    _dot("taker", "takes from another"),
    _link("said", "the article says so"),
    _link("seen", "seen from its words"),
    _link("again", "a later version of the page"),
    _link("decided", "added by a person"),
)
_CLAIMS = (
    Sign('<rect class="cell', Markup('<g class="cells"><text class="words" x="0" y="10">A, B</text></g>'),
         "origins of that claim: the same letter, the same first words"),
    _marked('"differs', "differs", LEGEND[0]),
    _marked('loaded"', "loaded", LEGEND[1]),
    _marked('loaded quoted"', "loaded quoted", LEGEND[2]),
    Sign('clash"', Markup('<g class="cells"><rect class="cell clash" x="1" width="22" height="12" rx="3"/></g>'),
         "≠ cannot both be true"),
    *(_named(voice) for voice in VOICES if voice != "outlet"),
)  # fmt: skip
_VOICES = (
    *(_bar(f"v-{voice}", VOICE_WORDS[voice]) for voice in VOICES),
    Sign(' light"', Markup('<g class="quoting"><rect class="v-named light" x="0" y="1" width="24" height="10"/></g>'),
         "light: told in other words; full: quoted word for word"),
)  # fmt: skip
_TIES = (
    _tie("plus", "cooperation"),
    _tie("minus", "conflict"),
    Sign('w3"', Markup('<g class="ring"><path class="tie minus w3" d="M0 6H24"/></g>'), "told by five claims or more"),
    Sign('"gone"', Markup('<g class="ring"><path class="gone" d="M0 6H24"/></g>'), "told no more"),
    Sign('node away"', Markup('<g class="ring"><circle class="node away" cx="12" cy="6" r="5"/></g>'), "no tie here"),
)


# ── how they are drawn ──────────────────────────────────────────────────────────────────────

_TITLE = 19
_LINE = 15
_SMALL = 11.5
_SAMPLE = 30


def above(caption: Caption, width: float) -> tuple[Markup, float]:
    """The title and what it rests on, and how high they are."""
    y, parts = 0.0, []
    for kind, size, line, words in (("title", 16.5, _TITLE, caption.title), ("small", _SMALL, _LINE, caption.base)):
        for one in wrapped(words, width, 4, size):
            y += line
            parts.append(Markup('<text class="{}" x="0" y="{}">{}</text>').format(kind, number(y - 4), one))
    return Markup("").join(parts), y + 12


def below(caption: Caption, picture: str, width: float) -> tuple[Markup, float]:
    """The signs that the picture has, as many in a row as have room, and how high they are."""
    y, x, parts = float(_LINE), 0.0, []
    for sign in caption.signs:
        if sign.mark not in picture:
            continue
        lines = wrapped(sign.words, width - _SAMPLE, 4, _SMALL)
        wide = _SAMPLE + max(measured(line, _SMALL) for line in lines)
        if x and x + wide > width:
            x, y = 0.0, y + _LINE + 3
        parts.append(Markup('<g transform="translate({} {})">{}</g>').format(number(x), number(y), sign.drawn))
        parts += _small(lines, x + _SAMPLE, y)
        y += _LINE * (len(lines) - 1)
        x += wide + 16
    if caption.note:
        lines = wrapped(caption.note, width, 4, _SMALL)
        y += (_LINE + 3) * bool(x)
        parts += _small(lines, 0, y)
        y += _LINE * (len(lines) - 1)
    return Markup("").join(parts), y + _LINE


def _small(lines: Sequence[str], x: float, y: float) -> Iterator[Markup]:
    for place, line in enumerate(lines):
        yield Markup('<text class="small" x="{}" y="{}">{}</text>').format(
            number(x), number(y + 10 + _LINE * place), line
        )
