"""Marks → Statements and Claims: chains, actors, time, place, certainty, event types."""

from sayso.claims.actors import Back, Cast
from sayso.claims.addressing import addressed
from sayso.claims.chaining import Told, logistic, statements, told_scores
from sayso.claims.confidence import log_odds
from sayso.claims.conventions import bounded, citing, going_on, headline, turns
from sayso.claims.coreference import clusters
from sayso.claims.dates import happened_when, interval, said_when
from sayso.claims.events import Facts, Happening, Worded, claim_logistic, claim_scores, claims_of
from sayso.claims.names import Name
from sayso.claims.ontology import Ontology
from sayso.claims.places import Places
from sayso.claims.sentences import sentence_at, sentences

__all__ = [
    "Back",
    "Cast",
    "Facts",
    "Happening",
    "Name",
    "Ontology",
    "Places",
    "Told",
    "Worded",
    "addressed",
    "bounded",
    "citing",
    "claim_logistic",
    "claim_scores",
    "claims_of",
    "clusters",
    "going_on",
    "happened_when",
    "headline",
    "interval",
    "log_odds",
    "logistic",
    "said_when",
    "sentence_at",
    "sentences",
    "statements",
    "told_scores",
    "turns",
]
