"""Invented articles and readings for the tests of the ledger."""

from __future__ import annotations

from dataclasses import replace

from sayso.types import (
    OUTLET_VOICE,
    Actor,
    Argument,
    Certainty,
    Claim,
    Document,
    Evidence,
    Link,
    Loaded,
    Party,
    Place,
    Quantity,
    Reading,
    Span,
    Statement,
    When,
    claim_id,
    statement_id,
)

ARTICLE = (
    "The Harbour Gazette reported, citing dockers, that the port of Velm would close. "
    "Mayor Ida Quist said the port would stay open. "
    "“We never agreed to it,” the minister of Órla told the Gazette."
)


def at(text: str, words: str, nth: int = 0) -> Span:
    """Where the words stand in the text, the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def statement(
    document: Document,
    content: tuple[Span, ...],
    own: tuple[Link, ...],
    *,
    parent: Statement | None = None,
    confidence: float = 0.9,
) -> Statement:
    return Statement(
        id=statement_id(document.id, content, own),
        content=content,
        chain=(parent.chain if parent else ()) + own,
        own=len(own),
        directness="indirect",
        confidence=confidence,
        parent=parent.id if parent else None,
        doubtful=confidence < 0.5,
    )


def document(text: str = ARTICLE, **known: object) -> Document:
    told = {"outlet": "The Evening Post", "url": "https://post.example/velm", "published": "2025-08-03", **known}
    return Document(text=text, **told)  # type: ignore[arg-type]


def reading(model: str = "first", doc: Document | None = None, *, statements: int = 3) -> Reading:
    """A right reading of ARTICLE; with `statements=2` one that missed the last."""
    doc = doc or document()
    text = doc.text
    gazette = Party(at(text, "The Harbour Gazette"), "outlet", True, "The Harbour Gazette")
    dockers = Party(at(text, "dockers"), "group", False, f"dockers@{doc.id}")
    mayor = Party(at(text, "Ida Quist"), "person", True, "Ida Quist")
    minister = Party(at(text, "the minister of Órla"), "person", False, "Órla Ministry")
    rows = (
        statement(
            doc,
            (at(text, "that the port of Velm would close"),),
            (
                Link(gazette.span, at(text, "reported"), parties=(gazette,)),
                Link(dockers.span, at(text, "citing"), parties=(dockers,)),
            ),
        ),
        statement(
            doc,
            (at(text, "the port would stay open"),),
            (Link(at(text, "Mayor Ida Quist"), at(text, "said"), parties=(mayor,)),),
        ),
        statement(
            doc,
            (at(text, "“We never agreed to it,”"),),
            (Link(minister.span, at(text, "told"), parties=(minister,), to=(gazette,)),),
            confidence=0.4,
        ),
    )
    actors = (
        Actor("The Harbour Gazette", "The Harbour Gazette", "outlet", (gazette.span, at(text, "the Gazette"))),
        Actor(f"dockers@{doc.id}", "dockers", "group", (dockers.span,)),
        Actor("Ida Quist", "Ida Quist", "person", (mayor.span,), country="VLM", sector="GOV"),
        Actor("Órla Ministry", "Ministry of Trade", "organisation", (minister.span,), by=("Ida Quist",)),
    )
    return Reading(model, doc, rows[:statements], actors)


def moved(found: Reading, number: int, content: tuple[Span, ...], model: str = "second") -> Reading:
    """The reading with another content in one statement, as another model may have found it."""
    rows = list(found.statements)
    rows[number] = statement(found.document, content, rows[number].own_links)
    return Reading(model, found.document, tuple(rows), found.actors)


CLASH = (
    "Police in Velm arrested and beat nine dockers on Monday. "
    "Mayor Ida Quist, presenting a video, said the thugs of Órla had shot at the crowd in 2016. "
    "The minister of Órla denied that anybody had fired and plans to meet the dockers in Velm. "
    "Gulls left."
)
BEAT, ARRESTED, SHOT, FIRED, MEET, LEFT = range(6)
"""The claims of `clash`, in the order that they stand in the reading."""


def claim(
    document: Document,
    trigger: tuple[Span, ...],
    event: str | None = None,
    quad_code: int | None = None,
    *,
    voice: Statement | None = None,
    status: str = "actual",
    polarity: str = "positive",
    confidence: float = 0.9,
    **known: object,
) -> Claim:
    return Claim(
        id=claim_id(document.id, trigger, voice.id if voice else None),
        statement=voice.id if voice else None,
        trigger=trigger,
        event=event,
        quad_code=quad_code,
        certainty=Certainty(polarity, status, None, None),  # type: ignore[arg-type]
        confidence=confidence,
        doubtful=confidence < 0.5,
        **known,  # type: ignore[arg-type]
    )


def clash(model: str = "first", doc: Document | None = None) -> Reading:
    """A right reading of CLASH, with its claims."""
    doc = doc or document(CLASH, url="https://post.example/clash")
    text = doc.text
    police = Party(at(text, "Police in Velm"), "organisation", True, "Velm Police")
    dockers = Party(at(text, "nine dockers"), "group", False, f"dockers@{doc.id}")
    mayor = Party(at(text, "Mayor Ida Quist"), "person", True, "Ida Quist")
    thugs = Party(at(text, "the thugs of Órla"), "group", False, None)
    crowd = Party(at(text, "the crowd"), "group", False, None)
    minister = Party(at(text, "The minister of Órla"), "person", False, "Órla Ministry")
    said = statement(
        doc,
        (at(text, "the thugs of Órla had shot at the crowd in 2016"),),
        (Link(mayor.span, at(text, "said"), parties=(mayor,)),),
    )
    denied = statement(
        doc,
        (at(text, "that anybody had fired"),),
        (Link(minister.span, at(text, "denied"), parties=(minister,)),),
    )
    monday = When("2025-07-28", "2025-07-28", "day", "document date", (at(text, "on Monday"),))
    velm = Place("Velm", "VLM", 1.5, -2.5, "city", None, (at(text, "Velm", 1),))
    on_both = {"actor": (police,), "recipient": (dockers,), "date": monday}
    rows = (
        claim(doc, (at(text, "beat"),), "ASSAULT", 4, mode="beat", cameo="182", **on_both),
        claim(
            doc,
            (at(text, "arrested"),),
            "COERCE",
            4,
            quantities=(Quantity(9, "dockers", "arrested", at(text, "nine dockers")),),
            **on_both,
        ),
        claim(
            doc,
            (at(text, "shot"),),
            "ASSAULT",
            4,
            voice=said,
            confidence=0.4,
            actor=(thugs,),
            recipient=(crowd,),
            date=When("2016-01-01", "2016-12-31", "year", None, (at(text, "in 2016"),)),
            evidence=(Evidence(("image", "witness"), ("Ida Quist",), (at(text, "presenting a video"),)),),
            loaded=(Loaded(at(text, "thugs"), said.id),),
        ),
        claim(doc, (at(text, "fired"),), "ASSAULT", 4, voice=denied, status="denied"),
        claim(
            doc,
            (at(text, "meet"),),
            "CONSULT",
            1,
            status="planned",
            actor=(minister,),
            recipient=(Party(at(text, "the dockers"), "group", False, f"dockers@{doc.id}"),),
            arguments=(Argument("location", at(text, "in Velm", 1)),),
            place=velm,
        ),
        claim(doc, (at(text, "left"),), polarity="negative", loaded=(Loaded(at(text, "Gulls"), OUTLET_VOICE),)),
    )
    actors = (
        Actor("Velm Police", "Velm Police", "organisation", (police.span,), country="VLM", sector="COP"),
        Actor(f"dockers@{doc.id}", "the dockers", "group", (dockers.span, at(text, "the dockers"))),
        Actor("Ida Quist", "Ida Quist", "person", (mayor.span,)),
        Actor("Órla Ministry", "Ministry of Trade", "organisation", (minister.span,)),
    )
    return Reading(model, doc, (said, denied), actors, rows)


def reclaimed(found: Reading, number: int, model: str = "second", **changed: object) -> Reading:
    """The reading with one claim changed, as another model may have found it, and that claim's id."""
    rows = list(found.claims)
    row = replace(rows[number], **changed)  # type: ignore[arg-type]
    rows[number] = replace(row, id=claim_id(found.document.id, row.trigger, row.statement))
    return replace(found, model=model, claims=tuple(rows))
