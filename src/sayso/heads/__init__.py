"""numbers → Marks: one file for each question asked of the text."""

from sayso.heads.labels import ANCHORS, DISTANCES, NAME_TYPES, NAMES, ROLES, distance_buckets

__all__ = ["ANCHORS", "DISTANCES", "NAMES", "NAME_TYPES", "ROLES", "distance_buckets"]
