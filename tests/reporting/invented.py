"""Readings built by hand, of an article about places and people that do not exist."""

# ruff: noqa: E501 - the article's paragraphs are lines

from __future__ import annotations

from dataclasses import replace

from sayso.types import Actor, Document, Link, Party, Reading, Review, Span, Statement, statement_id

TEXT = """Lowmere to lose its ferry: report

LOWMERE — The harbour office will close the Lowmere ferry next spring, according to a report by the auditor Eran Tolby. The boats are sixty years old and carry fewer people every winter.

“We will not pay for it twice,” said Ines Valdoro, the mayor of Lowmere. “Not this year, and not next.” She added that the town had been promised new boats.

The Northern Gazette revealed, citing two officials close to the talks, that the ministry had already sold the landing. It wrote that a letter warned that the buyer “has no ships at all”.

The crossing is reportedly the oldest in Pelland. A plan to save it was rejected last week: it was called a fairy tale.

Fishermen fear that the harbour will be empty by autumn.
"""

DOCUMENT = Document(
    text=TEXT,
    title="Lowmere to lose its ferry: report",
    title_span=Span(0, 33),
    outlet="The Pelland Courier",
    byline=("Ada Brenn",),
    url="https://courier.example/ferry?a=1&b=2",
    published="2025-08-03",
    language="en",
    warnings=("one block quote was dropped",),
)


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def party(words: str, kind: str, named: bool, actor_id: str | None = None, after: int = 0) -> Party:
    return Party(span(words, after), kind, named, actor_id)  # type: ignore[arg-type]


def statement(
    content: tuple[Span, ...],
    own: tuple[Link, ...],
    *,
    above: Statement | None = None,
    directness: str = "indirect",
    confidence: float = 0.9,
    doubtful: bool = False,
    review: Review | None = None,
) -> Statement:
    return Statement(
        id=statement_id(DOCUMENT.id, content, own),
        content=content,
        chain=((*above.chain, *own) if above else own),
        own=len(own),
        directness=directness,  # type: ignore[arg-type]
        confidence=confidence,
        parent=above.id if above else None,
        doubtful=doubtful,
        review=review,
    )


def reading() -> Reading:
    report = Link(
        span("a report by the auditor Eran Tolby"),
        span("according to"),
        parties=(party("a report by the auditor Eran Tolby", "document", True, "report"),),
    )
    mayor = Link(
        span("Ines Valdoro, the mayor of Lowmere"),
        span("said"),
        parties=(party("Ines Valdoro", "person", True, "valdoro"),),
    )
    she = Link(span("She"), span("added"), parties=(party("She", "person", True, "valdoro"),))
    gazette = Link(
        span("The Northern Gazette"),
        span("revealed"),
        parties=(party("The Northern Gazette", "outlet", True, "gazette"),),
    )
    officials = Link(
        span("two officials close to the talks"),
        span("citing"),
        parties=(party("two officials close to the talks", "group", False, "officials"),),
    )
    wrote = Link(
        span("It", TEXT.index("It wrote")),
        span("wrote"),
        parties=(party("It", "outlet", True, "gazette", TEXT.index("It wrote")),),
    )
    letter = Link(span("a letter"), span("warned"), parties=(party("a letter", "document", False, None),))
    fishermen = Link(span("Fishermen"), span("fear"), parties=(party("Fishermen", "group", False, "fishermen"),))

    outer = statement(
        (span("that a letter warned that the buyer “has no ships at all”"),), (wrote,), directness="mixed"
    )
    rows = (
        statement((span("Lowmere to lose its ferry"),), (Link(span("report"), None, parties=()),), confidence=0.7),
        statement((span("The harbour office will close the Lowmere ferry next spring"),), (report,)),
        statement(
            (span("“We will not pay for it twice,”"), span("“Not this year, and not next.”")),
            (mayor,),
            directness="direct",
            confidence=0.97,
            review=Review("accepted", "2025-08-04T09:00:00Z", by="ada"),
        ),
        statement((span("that the town had been promised new boats"),), (she,)),
        statement((span("that the ministry had already sold the landing"),), (gazette, officials)),
        statement((span("that the buyer “has no ships at all”"),), (letter,), above=outer, directness="mixed"),
        outer,
        statement(
            (span("The crossing is"), span("the oldest in Pelland")),
            (Link(None, span("reportedly"), "unstated"),),
            confidence=0.21,
            doubtful=True,
        ),
        statement((span("a fairy tale"),), (Link(None, span("called"), "unresolved"),), confidence=0.2, doubtful=True),
        statement(
            (span("that the harbour will be empty by autumn"),),
            (fishermen,),
            review=Review("rejected", "2025-08-04T09:05:00Z", inherited=True),
        ),
    )
    actors = (
        Actor("valdoro", "Ines Valdoro", "person", (span("Ines Valdoro"), span("She"))),
        Actor("gazette", "The Northern Gazette", "outlet", (span("The Northern Gazette"),)),
        Actor("officials", "two officials close to the talks", "group", (span("two officials close to the talks"),)),
        Actor("report", "a report", "document", (span("a report"),), by=("Eran Tolby",)),
        Actor("fishermen", "Fishermen", "group", (span("Fishermen"),)),
    )
    return Reading("invented 1", DOCUMENT, rows, actors)


def addressed_reading() -> Reading:
    """The mayor's words alone, as if she had told them to the fishermen and to the newspaper."""
    known = reading()
    row = known.statements[2]
    it = party("It", "outlet", True, "gazette", TEXT.index("It wrote"))
    link = replace(row.chain[0], to=(party("Fishermen", "group", False, "fishermen"), it))
    return replace(known, statements=(replace(row, chain=(link,)),))


HOSTILE = (
    "\x1b]0;owned\x07\x1b[2J<script>alert('a')</script>\u202eevil\u2066 {{ 7*7 }} </style> & \"quoted\" \x9b31m \ud800"
)


def hostile_reading() -> Reading:
    """Every field that a text, or a file that claims to be a reading, may choose holds something hostile."""
    text = f"{HOSTILE} said {HOSTILE}.\n\n=HYPERLINK(1)"
    size = len(HOSTILE)
    link = Link(
        Span(0, size),
        Span(size + 1, size + 5),
        parties=(Party(Span(0, size), "person", True, HOSTILE),),
        to=(Party(Span(0, size), "person", True, HOSTILE),),
    )
    content = Span(size + 6, size + 6 + size)
    document = Document(
        text,
        title=HOSTILE,
        outlet=HOSTILE,
        byline=(HOSTILE,),
        url="javascript:alert(1)//" + HOSTILE,
        published=HOSTILE,
        language=HOSTILE,
        warnings=(HOSTILE,),
    )
    review = Review("accepted", HOSTILE, note=HOSTILE, by=HOSTILE)
    rows = (
        Statement(HOSTILE, (content,), (link,), 1, "direct", 0.9, review=review),
        Statement("b", (Span(len(text) - 13, len(text)),), (link, link), 1, "direct", 0.9, parent=HOSTILE),
    )
    return Reading(HOSTILE, document, rows, (Actor(HOSTILE, HOSTILE, "person", (Span(0, size),), by=(HOSTILE,)),))
