"""The pictures of comparisons as files: a name and an SVG's text for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.comparison import Alignment, OutletVoices
from sayso.reporting.grids import claims_by_outlets
from sayso.reporting.quoting import all_voices
from sayso.reporting.signed import alignment_change, alignment_network, alignment_window
from sayso.reporting.storylines import story_timeline
from sayso.reporting.svgs import standalone
from sayso.reporting.tellers import Compared, foremost
from sayso.reporting.trees import origin_tree

MOST_TREES = 12
"""Origin trees of a story: of the claims that most outlets tell."""


def story_pictures(stories: Iterable[Compared]) -> Iterator[tuple[str, str]]:
    """For each story its timeline, its claims by outlet, and the origin trees of the claims that most outlets tell."""
    for one in stories:
        begin = f"story-{one.story.id[:8]}"
        yield f"{begin}-timeline.svg", standalone(story_timeline(one.story))
        yield f"{begin}-claims.svg", standalone(claims_by_outlets(one))
        for claim in foremost(one)[:MOST_TREES]:
            yield f"{begin}-origins-{claim.id[:8]}.svg", standalone(origin_tree(claim, one.story, one.readings))


def voice_pictures(outlets: Sequence[OutletVoices]) -> Iterator[tuple[str, str]]:
    """Whom all outlets let speak, in one picture; none where there are no outlets."""
    if outlets:
        yield "voices.svg", standalone(all_voices(outlets))


def alignment_pictures(alignment: Alignment) -> Iterator[tuple[str, str]]:
    """The network, that of each window, and what changed between them; none where there are no ties."""
    if not alignment.ties:
        return
    yield "alignment.svg", standalone(alignment_network(alignment))
    for window in alignment.windows:
        yield f"alignment-{window.name.replace('/', '-to-')}.svg", standalone(alignment_window(alignment, window))
    if alignment.changes:
        yield "alignment-changes.svg", standalone(alignment_change(alignment))
