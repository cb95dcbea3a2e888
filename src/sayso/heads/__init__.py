"""numbers → Marks: one file for each question asked of the text."""

from sayso.heads.labels import (
    ANCHORS,
    ARGUMENTS,
    DISTANCES,
    EVENT_ROLES,
    EVENTS,
    EVIDENCE,
    NAME_TYPES,
    NAMES,
    RELATIONS,
    ROLES,
    distance_buckets,
)
from sayso.types import STATUSES

__all__ = [
    "ANCHORS",
    "ARGUMENTS",
    "DISTANCES",
    "EVENTS",
    "EVENT_ROLES",
    "EVIDENCE",
    "NAMES",
    "NAME_TYPES",
    "RELATIONS",
    "ROLES",
    "STATUSES",
    "distance_buckets",
]
