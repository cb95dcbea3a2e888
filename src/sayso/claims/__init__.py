"""Marks → Statements: chains, the parties in them and whom they stand for."""

from sayso.claims.actors import Back, Cast, Name, addressed
from sayso.claims.chaining import Told, logistic, statements
from sayso.claims.conventions import bounded, citing, going_on, headline, turns
from sayso.claims.coreference import clusters
from sayso.claims.dates import interval, said_when

__all__ = [
    "Back",
    "Cast",
    "Name",
    "Told",
    "addressed",
    "bounded",
    "citing",
    "clusters",
    "going_on",
    "headline",
    "interval",
    "logistic",
    "said_when",
    "statements",
    "turns",
]
