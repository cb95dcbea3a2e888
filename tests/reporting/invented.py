"""Readings built by hand, of an article about places and people that do not exist."""

# ruff: noqa: E501 - the article's paragraphs are lines

from __future__ import annotations

from dataclasses import replace

from sayso.types import (
    OUTLET_VOICE,
    QUAD_CODES,
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
    Review,
    Span,
    Statement,
    When,
    claim_id,
    statement_id,
)

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
    actor = Actor(HOSTILE, HOSTILE, "person", (Span(0, size),), HOSTILE, HOSTILE, HOSTILE, by=(HOSTILE,))
    party, at = link.parties[0], (Span(0, size),)
    claim = Claim(
        HOSTILE,
        None,
        (Span(0, size), content),
        HOSTILE,
        Certainty("positive", "actual", 1, 1, at),
        0.9,
        mode=HOSTILE,
        context=(HOSTILE,),
        cameo=HOSTILE,
        actor=(party,),
        recipient=(Party(content, "person", True, None),),
        arguments=(Argument(HOSTILE, content),),
        quantities=(Quantity(1, HOSTILE, HOSTILE, content),),
        date=When(HOSTILE, HOSTILE, "day", None, at),
        place=Place(HOSTILE, HOSTILE, 1.0, 1.0, "city", HOSTILE, at),
        evidence=(Evidence(("image",), (HOSTILE,), at),),
        loaded=(Loaded(content, OUTLET_VOICE),),
        review=review,
    )
    formula = replace(claim, id="=1+1", statement=HOSTILE, trigger=(Span(len(text) - 13, len(text)),), event="=2+2")
    return Reading(HOSTILE, document, rows, (actor,), (claim, formula))


STRAIT = """Tessany seals off the strait after a night of arrests

PORT ALDE — Police in Tessany arrested 41 dockers on Sunday night and sealed off the strait of Imber, hours after thousands of islanders marched on the harbour office to protest the sale of the port.

Prime Minister Ines Valdoro defended the police. “They protected the harbour from vandals,” she told parliament. She accused Velmark of paying the protesters, and threatened to expel its ambassador.

Velmark rejected the charge. “We have paid nobody,” said its foreign minister, Oskar Lind, who demanded that Tessany free the dockers. He said Velmark would send two frigates to the strait if its ships were stopped again.

The dockers' union says police beat at least three of its members; it released video of a man being dragged from a van. Mira Tolland, who leads the union, said the regime's thugs had shot at the crowd in March too. The interior ministry denied that officers had fired.

According to two officials close to the talks, the finance ministry agreed in 2023 to sell the port to Orsa Maritime, and Orsa promised Tessany a loan of 300 million crowns. The Northern Courier reported, citing a leaked contract, that Orsa had already paid the ministry a first instalment in May.

The two neighbours signed a fishing treaty in 1998 and broke off relations for a year in 2011. Envoys of both met in Lowmere last week. Neither navy attacked the other's boats.

The Imber Council plans to investigate the arrests. It praised Tolland and urged Valdoro to talk to the union.
"""

STRAIT_DOCUMENT = Document(
    text=STRAIT,
    title="Tessany seals off the strait after a night of arrests",
    title_span=Span(0, 53),
    outlet="The Pelland Courier",
    byline=("Ada Brenn",),
    url="https://courier.example/strait",
    published="2025-09-02",
    language="en",
)


def claims_reading(document: Document = STRAIT_DOCUMENT) -> Reading:
    """An article with many events, told by the outlet and by its sources."""
    text = STRAIT

    def place(words: str, after: str = "") -> Span:
        start = text.index(words, text.index(after) if after else 0)
        return Span(start, start + len(words))

    def somebody(words: str, kind: str, actor_id: str | None, after: str = "", named: bool = True) -> Party:
        return Party(place(words, after), kind, named, actor_id)  # type: ignore[arg-type]

    def said(content: str, *own: Link, directness: str = "indirect", parent: Statement | None = None) -> Statement:
        spans = (place(content),)
        return Statement(
            id=statement_id(document.id, spans, own),
            content=spans,
            chain=(*(parent.chain if parent else ()), *own),
            own=len(own),
            directness=directness,  # type: ignore[arg-type]
            confidence=0.9,
            parent=parent.id if parent else None,
        )

    def link(party: Party, cue: str, after: str, to: tuple[Party, ...] = ()) -> Link:
        return Link(party.span, place(cue, after), parties=(party,), to=to)

    valdoro = somebody("she", "person", "Ines Valdoro", "vandals")
    she = somebody("She", "person", "Ines Valdoro")
    lind = somebody("its foreign minister, Oskar Lind", "person", "Oskar Lind")
    he = somebody("He", "person", "Oskar Lind")
    union = somebody("The dockers' union", "organisation", "dockers' union")
    tolland = somebody("Mira Tolland", "person", "Mira Tolland")
    interior = somebody("The interior ministry", "organisation", "Interior Ministry")
    officials = somebody("two officials close to the talks", "group", "officials@strait", named=False)
    courier = somebody("The Northern Courier", "outlet", "The Northern Courier")
    contract = somebody("a leaked contract", "document", "contract@strait", named=False)
    council = somebody("It", "organisation", "Imber Council", "arrests. It")

    protected = said(
        "“They protected the harbour from vandals,”",
        link(valdoro, "told", "vandals", (somebody("parliament", "organisation", None),)),
        directness="direct",
    )
    accused = said("Velmark of paying the protesters", link(she, "accused", "She accused"))
    threatened = said("to expel its ambassador", link(she, "threatened", "protesters, and"))
    nobody = said("“We have paid nobody,”", link(lind, "said", "nobody,”"), directness="direct")
    demanded = said("that Tessany free the dockers", link(lind, "demanded", "who demanded"))
    frigates = said(
        "Velmark would send two frigates to the strait if its ships were stopped again", link(he, "said", "He said")
    )
    beat = said("police beat at least three of its members", link(union, "says", "union says"))
    shot = said("the regime's thugs had shot at the crowd in March too", link(tolland, "said", "leads the union"))
    denied = said("that officers had fired", link(interior, "denied", "ministry denied"))
    agreed = said(
        "the finance ministry agreed in 2023 to sell the port to Orsa Maritime, and Orsa promised Tessany a loan of "
        "300 million crowns",
        link(officials, "According to", "According to"),
    )
    paid = said(
        "that Orsa had already paid the ministry a first instalment in May",
        link(courier, "reported", "Courier reported"),
        link(contract, "citing", "citing a leaked"),
    )
    talk = said("Valdoro to talk to the union", link(council, "urged", "urged Valdoro"))

    def claim(
        trigger: str,
        after: str,
        event: str | None,
        actor: tuple[Party, ...] = (),
        recipient: tuple[Party, ...] = (),
        *,
        voice: Statement | None = None,
        status: str = "actual",
        polarity: str = "positive",
        by: tuple[float | None, float | None] = (None, None),
        confidence: float = 0.8,
        loaded: tuple[str, ...] = (),
        **known: object,
    ) -> Claim:
        spans = (place(trigger, after),)
        whose = voice.id if voice else None
        return Claim(
            id=claim_id(document.id, spans, whose),
            statement=whose,
            trigger=spans,
            event=event,
            certainty=Certainty(polarity, status, *by),  # type: ignore[arg-type]
            confidence=confidence,
            quad_code=QUAD_CODES.get(event) if event else None,
            actor=actor,
            recipient=recipient,
            loaded=tuple(Loaded(place(words), whose or OUTLET_VOICE) for words in loaded),
            doubtful=confidence < 0.3,
            **known,  # type: ignore[arg-type]
        )

    def day(first: str, last: str, precision: str, words: str, inferred: str | None = None) -> When:
        return When(first, last, precision, inferred, (place(words),))  # type: ignore[arg-type]

    police = somebody("Police in Tessany", "organisation", "Tessany Police")
    dockers = somebody("41 dockers", "group", "dockers@strait", named=False)
    islanders = somebody("thousands of islanders", "group", "islanders@strait", named=False)
    office = somebody("the harbour office", "organisation", "harbour office@strait")
    prime = somebody("Prime Minister Ines Valdoro", "person", "Ines Valdoro")
    velmark = somebody("Velmark", "state", "Velmark", "Velmark rejected")
    members = somebody("at least three of its members", "group", None, named=False)
    ministry = somebody("the finance ministry", "organisation", "Finance Ministry")
    orsa = somebody("Orsa", "organisation", "Orsa Maritime", "Orsa promised")
    neighbours = (
        somebody("The two neighbours", "state", "Tessany"),
        somebody("The two neighbours", "state", "Velmark"),
    )
    envoys = somebody("Envoys of both", "group", "envoys@strait", named=False)
    imber = somebody("The Imber Council", "organisation", "Imber Council")
    sunday = day("2025-08-31", "2025-08-31", "day", "on Sunday night", "document date")
    video = Evidence(("image",), ("dockers' union",), (place("released video"),))
    tessany = somebody("Tessany", "state", "Tessany", "demanded that Tessany")
    rows = (
        claim("arrested", "PORT", "COERCE", (police,), (dockers,), date=sunday, mode="arrest", cameo="173",
              quantities=(Quantity(41, "dockers", "arrested", place("41 dockers")),)),
        claim("sealed off", "PORT", "COERCE", (police,), date=sunday, mode="restrict", confidence=0.71,
              arguments=(Argument("patient", place("the strait of Imber")),)),
        claim("marched", "hours", "PROTEST", (islanders,), (office,), date=sunday, mode="demo",
              place=Place("Port Alde", "TES", 12.5, -3.25, "city", "dateline", (place("PORT ALDE"),))),
        claim("sale", "protest the", None, confidence=0.4),
        claim("defended", "Valdoro", "SUPPORT", (prime,), (somebody("the police", "organisation", "Tessany Police"),)),
        claim("protected", "They", None, voice=protected, loaded=("vandals",)),
        claim("accused", "She accused", "ACCUSE", (she,), (somebody("Velmark", "state", "Velmark", "accused Velm"),)),
        claim("paying", "of paying", "AID", (somebody("Velmark", "state", "Velmark", "accused Velm"),),
              (somebody("the protesters", "group", "islanders@strait", named=False),), voice=accused, by=(3, 0.4)),
        claim("threatened", "and threat", "THREATEN", (she,), (velmark,), mode="expel"),
        claim("expel", "to expel", "SANCTION", (she,), (somebody("its ambassador", "person", None, named=False),),
              voice=threatened, status="planned"),
        claim("rejected", "Velmark rej", "REJECT", (velmark,), (tessany,), confidence=0.24),
        claim("paid", "“We have", "AID", (somebody("We", "state", "Velmark", "“We have"),), voice=nobody,
              polarity="negative", by=(-3, 0)),
        claim("demanded", "who dem", "REQUEST", (lind,), (tessany,), mode="yield"),
        claim("free", "Tessany free", "RETREAT", (tessany,),
              (somebody("the dockers", "group", "dockers@strait", "free the", named=False),), voice=demanded,
              status="demanded", mode="release"),
        claim("send", "would send", "MOBILIZE", (somebody("Velmark", "state", "Velmark", "He said Velm"),),
              voice=frigates, status="conditional"),
        claim("stopped", "were stopped", "COERCE", (), (somebody("its ships", "other", None, named=False),),
              voice=frigates, status="conditional"),
        claim("beat", "police beat", "ASSAULT", (somebody("police", "organisation", "Tessany Police", "says police"),),
              (members,), voice=beat, mode="beat", evidence=(video,), by=(3, 0)),
        claim("dragged", "being", "COERCE", (), (somebody("a man", "person", None, named=False),), evidence=(video,)),
        claim("shot", "had shot", "ASSAULT", (somebody("the regime's thugs", "group", "Tessany Police", named=False),),
              (somebody("the crowd", "group", "islanders@strait", named=False),), voice=shot,
              loaded=("the regime's thugs",), date=day("2025-03-01", "2025-03-31", "month", "in March", "document date")),
        claim("fired", "had fired", "ASSAULT", (somebody("officers", "group", "Tessany Police", "that officers"),),
              voice=denied, status="denied", by=(-3, 0)),
        claim("agreed", "ministry agreed", "AGREE", (ministry,), (somebody("Orsa Maritime", "organisation",
              "Orsa Maritime"),), voice=agreed, date=day("2023-01-01", "2023-12-31", "year", "in 2023")),
        claim("promised", "Orsa promised", "AGREE", (orsa,),
              (somebody("Tessany", "state", "Tessany", "promised Tess"),), voice=agreed),
        claim("loan", "a loan", "AID", (orsa,), (somebody("Tessany", "state", "Tessany", "promised Tess"),),
              voice=agreed, status="planned",
              quantities=(Quantity(300_000_000, "crowns", None, place("300 million crowns")),)),
        claim("paid", "already paid", "COOPERATE", (somebody("Orsa", "organisation", "Orsa Maritime", "that Orsa"),),
              (somebody("the ministry", "organisation", "Finance Ministry", "paid the"),), voice=paid,
              evidence=(Evidence(("document",), ("The Northern Courier",), (place("a leaked contract"),)),),
              date=day("2025-05-01", "2025-05-31", "month", "in May", "document date")),
        claim("signed", "neighbours", "AGREE", neighbours, date=day("1998-01-01", "1998-12-31", "year", "in 1998")),
        claim("broke off", "and broke", "SANCTION", neighbours,
              date=day("2011-01-01", "2011-12-31", "year", "in 2011")),
        claim("met", "both met", "CONSULT", (envoys,),
              date=day("2025-08-25", "2025-08-31", "week", "last week", "document date"),
              place=Place("Lowmere", "PEL", None, None, "city", None, (place("in Lowmere"),))),
        claim("attacked", "navy attacked", "ASSAULT", (somebody("Neither navy", "group", None, named=False),),
              polarity="negative"),
        claim("investigate", "to invest", "ACCUSE", (imber,), (), status="planned", mode="investigate"),
        claim("praised", "It praised", "SUPPORT", (council,), (somebody("Tolland", "person", "Mira Tolland", "praised"),)),
        claim("urged", "and urged", "REQUEST", (council,), (somebody("Valdoro", "person", "Ines Valdoro", "urged"),)),
        claim("talk", "to talk", "CONSULT", (somebody("Valdoro", "person", "Ines Valdoro", "urged"),),
              (somebody("the union", "organisation", "dockers' union", "talk to"),), voice=talk, status="demanded"),
    )  # fmt: skip
    actors = tuple(
        Actor(id_, name, kind, (), country=country, sector=sector)  # type: ignore[arg-type]
        for id_, name, kind, country, sector in (
            ("Tessany", "Tessany", "state", "TES", "GOV"),
            ("Velmark", "Velmark", "state", "VEL", "GOV"),
            ("Tessany Police", "Tessany Police", "organisation", "TES", "COP"),
            ("Ines Valdoro", "Ines Valdoro", "person", "TES", "GOV"),
            ("Oskar Lind", "Oskar Lind", "person", "VEL", "GOV"),
            ("dockers' union", "the dockers' union", "organisation", "TES", "LAB"),
            ("Mira Tolland", "Mira Tolland", "person", "TES", "LAB"),
            ("Interior Ministry", "the interior ministry", "organisation", "TES", "GOV"),
            ("Finance Ministry", "the finance ministry", "organisation", "TES", "GOV"),
            ("Orsa Maritime", "Orsa Maritime", "organisation", None, "BUS"),
            ("The Northern Courier", "The Northern Courier", "outlet", None, "JRN"),
            ("Imber Council", "the Imber Council", "organisation", None, None),
            ("dockers@strait", "41 dockers", "group", None, None),
            ("islanders@strait", "thousands of islanders", "group", None, "CVL"),
            ("harbour office@strait", "the harbour office", "organisation", None, None),
            ("officials@strait", "two officials close to the talks", "group", None, None),
            ("contract@strait", "a leaked contract", "document", None, None),
            ("envoys@strait", "envoys of both", "group", None, None),
        )
    )
    statements = (
        protected, accused, threatened, nobody, demanded, frigates, beat, shot, denied, agreed, paid, talk,
    )  # fmt: skip
    return Reading("invented 1", document, statements, actors, rows)
