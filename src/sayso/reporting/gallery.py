"""The pictures of comparisons as files: a name and an SVG's text for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.comparison import Alignment, OutletVoices
from sayso.reporting.captions import (
    alignment_caption,
    claims_caption,
    origins_caption,
    timeline_caption,
    voices_caption,
)
from sayso.reporting.grids import claims_by_outlets
from sayso.reporting.quoting import all_voices
from sayso.reporting.signed import alignment_change, alignment_network, alignment_window
from sayso.reporting.storylines import story_timeline
from sayso.reporting.svgs import standalone
from sayso.reporting.tellers import Compared, foremost
from sayso.reporting.trees import origin_tree

MOST_TREES = 12
"""Origin trees of a story: of the claims that most outlets tell."""


def story_pictures(stories: Iterable[Compared], source: str) -> Iterator[tuple[str, str]]:
    """For each story its timeline, its claims by outlet, and the origin trees of the claims that most outlets tell.

    `source` is what the documents are from, as captions tell it: the ledger's name.
    """
    for one in stories:
        begin = f"story-{one.story.id[:8]}"
        yield f"{begin}-timeline.svg", standalone(story_timeline(one.story), timeline_caption(one.story, source))
        yield f"{begin}-claims.svg", standalone(claims_by_outlets(one), claims_caption(one, source))
        for claim in foremost(one)[:MOST_TREES]:
            tree = origin_tree(claim, one.story, one.readings)
            yield f"{begin}-origins-{claim.id[:8]}.svg", standalone(tree, origins_caption(claim, one, source))


def voice_pictures(outlets: Sequence[OutletVoices], source: str) -> Iterator[tuple[str, str]]:
    """Whom all outlets let speak, in one picture; none where there are no outlets."""
    if outlets:
        yield "voices.svg", standalone(all_voices(outlets), voices_caption(outlets, source))


def alignment_pictures(alignment: Alignment, source: str) -> Iterator[tuple[str, str]]:
    """The network, that of each window, and what changed between them; none where there are no ties."""
    if not alignment.ties:
        return
    whole = alignment_caption(alignment, source)
    yield "alignment.svg", standalone(alignment_network(alignment), whole)
    for window in alignment.windows:
        name = f"alignment-{window.name.replace('/', '-to-')}.svg"
        yield name, standalone(alignment_window(alignment, window), alignment_caption(alignment, source, window))
    if alignment.changes:
        yield "alignment-changes.svg", standalone(alignment_change(alignment), whole)
