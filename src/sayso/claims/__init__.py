"""Marks → Statements: chains, the parties in them and whom they stand for."""

from sayso.claims.actors import Back, Cast, Name, addressed
from sayso.claims.conventions import bounded, citing, going_on, headline, turns
from sayso.claims.statements import Told, logistic, statements

__all__ = [
    "Back",
    "Cast",
    "Name",
    "Told",
    "addressed",
    "bounded",
    "citing",
    "going_on",
    "headline",
    "logistic",
    "statements",
    "turns",
]
