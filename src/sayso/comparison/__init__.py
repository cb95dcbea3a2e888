"""Claims ↔ claims across documents: stories, origins and echoes, voices, alignments."""

from sayso.comparison.alignments import Alignment, align
from sayso.comparison.differing import wordings
from sayso.comparison.digests import Digest, digest
from sayso.comparison.origins import origins
from sayso.comparison.records import SharedClaim, Story, Telling, Told
from sayso.comparison.sameness import Same, same_claims
from sayso.comparison.speaking import OutletVoices, voices
from sayso.comparison.stories import stories

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
