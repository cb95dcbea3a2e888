"""Invented articles and readings for the tests of the ledger."""

from __future__ import annotations

from sayso.types import Actor, Document, Link, Party, Reading, Span, Statement, statement_id

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
