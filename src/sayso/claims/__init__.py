"""Marks → Statements and Claims: chains, actors, time, place, certainty, event types."""

from sayso.claims.actors.cast import Back, Cast
from sayso.claims.actors.coreference import clusters
from sayso.claims.actors.names import Name
from sayso.claims.certainty.confidence import log_odds
from sayso.claims.chains.addressing import addressed
from sayso.claims.chains.chaining import Told, logistic, statements, told_scores
from sayso.claims.chains.conventions import bounded, citing, going_on, headline, turns
from sayso.claims.chains.sentences import sentence_at, sentences
from sayso.claims.events.happenings import Facts, Happening, Worded, claim_logistic, claim_scores, claims_of
from sayso.claims.events.ontology import Ontology
from sayso.claims.outside import Outside
from sayso.claims.time_and_place.dates import happened_when, interval, said_when
from sayso.claims.time_and_place.places import Places

__all__ = [
    "Back",
    "Cast",
    "Facts",
    "Happening",
    "Name",
    "Ontology",
    "Outside",
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
