"""What comparing many readings finds: stories, the claims that several documents tell, and where each came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sayso.types import Document, Span

Why = Literal["credit", "citing", "quotation", "report", "reuse", "paraphrase", "correction", "own reporting"]
WHYS: tuple[Why, ...] = get_args(Why)
"""Why a telling is taken to go back to where it goes back to.

A credit line names an agency or outlet; `citing` is a source in the text that is another outlet or its report;
`quotation` the same words of the same speaker, `report` the same named document, `reuse` the same words of the
article itself, `paraphrase` the same details in other words, or what others told on earlier days; `correction` a later
version of the same page. `own reporting`: the outlet saw it, or nothing says that it was taken from anybody.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """A document as a comparison lists it."""

    id: str
    outlet: str | None
    url: str | None
    published: str | None
    title: str | None

    @classmethod
    def of(cls, document: Document) -> Told:
        return cls(document.id, document.outlet, document.url, document.published, document.title)

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "outlet": self.outlet,
            "url": self.url,
            "published": self.published,
            "title": self.title,
        }


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim of one document, as a telling of a claim that several documents may tell.

    `at` are its words. Tellings of one `origin`, of one shared claim, go back to the same first words. `taken_from`
    is the document that it was taken from, None where it was taken from none of these; `why` says what shows that, and
    `shown` where: spans of this document, then spans of `taken_from`. `decided`: a person added the link, or, where it
    was taken from none, cut the one there was, whatever the texts show.
    """

    document_id: str
    claim_id: str
    at: tuple[Span, ...]
    origin: str
    taken_from: str | None
    why: Why
    shown: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
    decided: bool = False

    def to_dict(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """`texts` are the documents' texts by id."""
        here, there = self.shown
        return {
            "document_id": self.document_id,
            "claim_id": self.claim_id,
            "at": [span.to_dict(texts[self.document_id]) for span in self.at],
            "origin": self.origin,
            "from": self.taken_from,
            "why": self.why,
            "decided": self.decided,
            "shown": {
                "here": [span.to_dict(texts[self.document_id]) for span in here],
                "from": [span.to_dict(texts[self.taken_from]) for span in there] if self.taken_from else [],
            },
        }


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """What one document or several tell of the same doers and deed.

    `contradictions` are pairs of documents whose tellings cannot both be true: one denies it, or another actor or
    number stands in it.
    """

    id: str
    tellings: tuple[Telling, ...]
    contradictions: tuple[tuple[str, str], ...] = ()

    @property
    def origins(self) -> int:
        return len({telling.origin for telling in self.tellings})

    def to_dict(self, texts: Mapping[str, str]) -> dict[str, Any]:
        return {
            "id": self.id,
            "tellings": [telling.to_dict(texts) for telling in self.tellings],
            "contradictions": [list(pair) for pair in self.contradictions],
        }


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that report the same happenings, by date and id, and the claims that they tell."""

    id: str
    documents: tuple[Told, ...]
    claims: tuple[SharedClaim, ...] = ()

    def to_dict(self, texts: Mapping[str, str]) -> dict[str, Any]:
        return {
            "id": self.id,
            "documents": [document.to_dict() for document in self.documents],
            "claims": [claim.to_dict(texts) for claim in self.claims],
        }


def in_order(documents: Sequence[Told]) -> tuple[Told, ...]:
    """By the day they were published (undated ones last), then by id."""
    return tuple(sorted(documents, key=lambda one: (one.published is None, one.published or "", one.id)))
