"""Marks → Statements: chains, the parties in them and whom they stand for."""

from sayso.claims.actors import Back, Cast, Name, addressed
from sayso.claims.statements import Told, logistic, statements

__all__ = ["Back", "Cast", "Name", "Told", "addressed", "logistic", "statements"]
