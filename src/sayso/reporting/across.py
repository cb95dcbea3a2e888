"""What a report shows of its articles together: stories, voices, and who stands with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.comparison.aligning.alignments import LEAST_DOCUMENTS, Alignment, Change, Estimate, Measures, Weights
from sayso.comparison.records import SharedClaim
from sayso.comparison.speaking.counting import OutletVoices
from sayso.reporting.aligned import firmest_first
from sayso.reporting.grids import Grid, grid
from sayso.reporting.marking import LEGEND
from sayso.reporting.quoting import MOST_SOURCES, outlet_base, outlet_title, outlet_voices, widest
from sayso.reporting.safety import one_line
from sayso.reporting.signed import alignment_network, alignment_window, in_words
from sayso.reporting.storylines import MOST_DOCUMENTS, story_timeline, story_title
from sayso.reporting.tellers import Compared, days_in_words, foremost, many, outlets, shared_in_words, tellers, voiced
from sayso.reporting.trees import origin_tree
from sayso.reporting.voiced import percent

if TYPE_CHECKING:
    from markupsafe import Markup

MOST_TREES = 6
MOST_OUTLETS = 12
MOST_ALONE = 60
MOST_WINDOWS = 6
MOST_CHANGES = 20


@dataclass(frozen=True, slots=True)
class Tree:
    what: str
    counts: str
    picture: Markup


@dataclass(frozen=True, slots=True)
class Alone:
    """The claims of one outlet that no other tells, in their exact words."""

    outlet: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryPart:
    """One story as the page shows it."""

    anchor: str
    title: str
    counts: str
    timeline: Markup
    grid: Grid
    trees: tuple[Tree, ...]
    more_trees: int
    alone: tuple[Alone, ...]
    more_alone: int
    more_documents: int


@dataclass(frozen=True, slots=True)
class VoicesPart:
    outlet: str
    base: str
    picture: Markup
    left_out: int


@dataclass(frozen=True, slots=True)
class Figures:
    """One row of the table of measures."""

    name: str
    claims: int
    documents: int
    balance: str
    frustration: str
    polarisation: str


@dataclass(frozen=True, slots=True)
class WindowPart:
    name: str
    counts: str
    picture: Markup


@dataclass(frozen=True, slots=True)
class AlignmentPart:
    network: Markup
    counts: str
    windows: tuple[WindowPart, ...]
    more_windows: int
    changes: tuple[str, ...]
    more_changes: int
    figures: tuple[Figures, ...]
    least_articles: int


@dataclass(frozen=True, slots=True)
class Across:
    """`places` are the anchors of claims' cards on the page, by document and claim; `legend` tells the words' marks."""

    stories: tuple[StoryPart, ...]
    voices: tuple[VoicesPart, ...]
    more_outlets: int
    alignment: AlignmentPart | None
    places: Mapping[tuple[str, str], str]
    legend: tuple[str, str, str] = LEGEND


def across(
    stories: Sequence[Compared],
    voices: Sequence[OutletVoices],
    alignment: Alignment | None,
    places: Mapping[tuple[str, str], str],
) -> Across:
    """Stories of one document are left out; so is an alignment without a tie."""
    told = [one for one in stories if len(one.story.documents) > 1]
    largest = sorted(voices, key=lambda outlet: -outlet.words)[:MOST_OUTLETS]
    scale = widest(largest)
    return Across(
        tuple(_story(one, f"story{count}") for count, one in enumerate(told, 1)),
        tuple(_voices(outlet, scale) for outlet in largest),
        len(voices) - len(largest),
        _alignment(alignment) if alignment and alignment.ties else None,
        places,
    )


def _story(compared: Compared, anchor: str) -> StoryPart:
    story = compared.story
    several = foremost(compared)
    drawn = several[:MOST_TREES]
    alone, more = _alone(compared)
    counts = [
        many(len(story.documents), "article"),
        many(len(outlets(story)), "outlet"),
        f"{many(len(several), 'claim')} that several outlets tell",
        days_in_words([told.published for told in story.documents if told.published]),
    ]
    return StoryPart(
        anchor=anchor,
        title=story_title(story),
        counts=" · ".join(part for part in counts if part),
        timeline=story_timeline(story),
        grid=grid(compared),
        trees=tuple(_tree(claim, compared) for claim in drawn),
        more_trees=len(several) - len(drawn),
        alone=alone,
        more_alone=more,
        more_documents=max(0, len(story.documents) - MOST_DOCUMENTS),
    )


def _tree(claim: SharedClaim, compared: Compared) -> Tree:
    counts = f"{many(claim.origins, 'origin')}, {many(len(tellers(claim, compared.story)), 'outlet')}"
    return Tree(
        shared_in_words(claim, compared.readings), counts, origin_tree(claim, compared.story, compared.readings)
    )


def _alone(compared: Compared) -> tuple[tuple[Alone, ...], int]:
    """What only one outlet tells, and how much of it has no room."""
    names = outlets(compared.story)
    found: dict[str, dict[str, None]] = {}
    for claim in compared.story.claims:
        told = tellers(claim, compared.story)
        if len(told) == 1:
            telling = claim.tellings[0]
            said = voiced(telling, compared.readings[telling.document_id])
            found.setdefault(next(iter(told)), {})[f"“{said.words}” ({said.name})"] = None
    shown, room = [], MOST_ALONE
    for key, claims in found.items():
        shown.append(Alone(names[key], tuple(claims)[:room]))
        room = max(0, room - len(claims))
    more = max(0, sum(len(claims) for claims in found.values()) - MOST_ALONE)
    return tuple(one for one in shown if one.claims), more


def _voices(outlet: OutletVoices, scale: float) -> VoicesPart:
    return VoicesPart(
        outlet_title(outlet),
        outlet_base(outlet),
        outlet_voices(outlet, scale),
        max(0, len(outlet.sources) - MOST_SOURCES),
    )


def _alignment(alignment: Alignment) -> AlignmentPart:
    windows, changes = alignment.windows[-MOST_WINDOWS:], firmest_first(alignment.changes)[:MOST_CHANGES]
    names = {actor.id: one_line(actor.name) for actor in alignment.actors}
    base = alignment.base
    return AlignmentPart(
        network=alignment_network(alignment),
        counts=f"{base.tied:,} of {many(base.claims, 'claim')} of an event type, in {many(base.documents, 'article')}",
        windows=tuple(
            WindowPart(in_words(one.name), _counts(one.measures), alignment_window(alignment, one)) for one in windows
        )
        if len(alignment.windows) > 1
        else (),
        more_windows=len(alignment.windows) - len(windows),
        changes=tuple(_change(change, names) for change in changes),
        more_changes=len(alignment.changes) - len(changes),
        figures=tuple(_figures(alignment)),
        least_articles=LEAST_DOCUMENTS,
    )


def _counts(measures: Measures) -> str:
    return f"{many(measures.claims, 'claim')}, {many(measures.documents, 'article')}"


def _change(change: Change, names: Mapping[str, str]) -> str:
    """ "Ardo and Besk: turned in 2025-03 (2025-02 −9 in 8 of 9 articles, then +6 in 6 of 7; seen in 87% of draws)" """
    who = " and ".join(names.get(actor, one_line(actor)) for actor in change.actors)
    before = f"{in_words(change.out_of)} {_weights(change.before)}{many(change.before.of_documents, 'article')}"
    after = f"{_weights(change.after)}{change.after.of_documents:,}"
    held = "" if change.held is None else f"; seen in {percent(round(1000 * change.held), 1000)} of draws"
    sure = "; thin base" if change.is_thin else held
    return f"{who}: {change.kind} in {in_words(change.into)} ({before}, then {after}{sure})"


def _weights(told: Weights) -> str:
    """ "+3 −1 in 2 of ", "nothing in ": before how many articles have ties."""
    signs = [f"+{told.positive}"] * bool(told.positive) + [f"−{told.negative}"] * bool(told.negative)
    return f"{' '.join(signs)} in {told.documents:,} of " if signs else "nothing in "


def _figures(alignment: Alignment) -> list[Figures]:
    """In all, per outlet, per voice and per window."""
    parts: list[tuple[str, Measures]] = [("All", alignment.measures)]
    if len(alignment.outlets) > 1:
        parts += [(one_line(part.name or "") or "No outlet named", part.measures) for part in alignment.outlets]
    words = {"outlet": "In the outlets' own voice", "quoted": "In the voice of those quoted"}
    parts += [(words.get(part.name or "", one_line(part.name or "")), part.measures) for part in alignment.voices]
    if len(alignment.windows) > 1:
        parts += [(in_words(window.name), window.measures) for window in alignment.windows]
    return [
        Figures(
            name,
            measures.claims,
            measures.documents,
            _estimate(measures.balance),
            _estimate(measures.frustration),
            _estimate(measures.polarisation),
        )
        for name, measures in parts
    ]


def _estimate(estimate: Estimate) -> str:
    """ "0.67 (0.20 to 1.00)"; a dash where there is nothing to measure."""
    if estimate.value is None:
        return "–"
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.2f}"
    return f"{estimate.value:.2f} ({estimate.low:.2f} to {estimate.high:.2f})"
