"""Claims ↔ claims across documents: stories, origins and echoes, voices, alignments."""

from sayso.comparison.aligning.alignments import Alignment, align
from sayso.comparison.grouping.digests import Digest, digest
from sayso.comparison.grouping.stories import stories
from sayso.comparison.records import SharedClaim, Story, Telling, Told
from sayso.comparison.sameness.linking import Same, same_claims
from sayso.comparison.speaking.counting import OutletVoices, voices
from sayso.comparison.speaking.differing import wordings
from sayso.comparison.tracing.origins import origins

__all__ = [
    "Alignment",
    "Digest",
    "OutletVoices",
    "Same",
    "SharedClaim",
    "Story",
    "Telling",
    "Told",
    "align",
    "digest",
    "origins",
    "same_claims",
    "stories",
    "voices",
    "wordings",
]
