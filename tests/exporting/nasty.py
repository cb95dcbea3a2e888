"""A right reading of an invented text that holds all that formats trip over."""

from __future__ import annotations

from sayso.types import (
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

TEXT = (
    "\ufeffHarbour 🐟 of Velm “closed”\r\n\r\n"
    "Mayor <b>Ida Quist</b> said “=SUM(A1)\r\nis 𝒱elm's, she laughed, and no\x00 one\u2028else's;\t\"never\"”.\r\n"
    "[[Orsa|Maritime]] & the *fleet* 🚢 blocked\x0b+49 ships \ud800 of `Velm` on 3 August 2025, killing 2.\r\n"
    "- 1. It --> was no --- accident ^x.\r"
)


def at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


DOCUMENT = Document(
    TEXT,
    title='=Harbour "of" Velm; <i>closed</i>',
    outlet="The 'Velm' \"Post\" <&> 🐟",
    byline=("Ada | Brenn",),
    url="https://post.example/velm harbour?a=1&b=<2>",
    published="2025-08-04T10:30:00",
    language="en",
)


def nasty_reading() -> Reading:
    mayor = Party(at("<b>Ida Quist</b>"), "person", True, "Ida <Quist>")
    orsa = Party(at("[[Orsa|Maritime]]"), "organisation", True, "[[Orsa|Maritime]]")
    fleet = Party(at("the *fleet* 🚢"), "group", True, "-fleet; \ud800")
    velm = Party(at("`Velm`"), "state", True, "VLM")
    link = Link(at("Mayor <b>Ida Quist</b>"), at("said"), parties=(mayor,), to=(velm,))
    content = (at("“=SUM(A1)\r\nis 𝒱elm's,"), at('and no\x00 one\u2028else\'s;\t"never"”'))
    said = Statement(statement_id(DOCUMENT.id, content, (link,)), content, (link,), 1, "direct", 0.9)
    third = When("2025-08-03", "2025-08-03", "day", None, (at("on 3 August 2025"),))
    place = Place("Velm; <sea>", "VLM", 12.5, -3.25, "city", None, (at("Velm"),))
    trigger = (at("blocked"),)
    blocked = Claim(
        claim_id(DOCUMENT.id, trigger, None),
        None,
        trigger,
        "ASSAULT",
        Certainty("positive", "actual", None, 2.5),
        0.8,
        mode="heavy-weapons",
        context=("military",),
        cameo="194",
        quad_code=4,
        actor=(orsa, fleet),
        recipient=(velm,),
        arguments=(Argument("patient", at("+49 ships \ud800")),),
        quantities=(Quantity(2, "people", "killed", at("killing 2")),),
        date=third,
        place=place,
        evidence=(Evidence(("image",), ("Ida <Quist>",), (at("🐟"),)),),
        loaded=(Loaded(at("the *fleet*"), "outlet"),),
    )
    owned = (at("is 𝒱elm's"),)
    denied = Claim(
        claim_id(DOCUMENT.id, owned, said.id),
        said.id,
        owned,
        "REJECT",
        Certainty("negative", "actual", -3.0, None),
        0.2,
        quad_code=3,
        actor=(mayor,),
        recipient=(orsa,),
        doubtful=True,
    )
    laughed = (at("laughed"),)
    praised = Claim(
        claim_id(DOCUMENT.id, laughed, said.id),
        said.id,
        laughed,
        "SUPPORT",
        Certainty("positive", "actual", 3.0, None),
        0.7,
        quad_code=1,
        actor=(mayor,),
        recipient=(velm,),
    )
    actors = (
        Actor("Ida <Quist>", "Ida <b>Quist</b>", "person", (mayor.span, at("she")), "VLM", "GOV"),
        Actor("[[Orsa|Maritime]]", "[[Orsa|Maritime]]", "organisation", (orsa.span,), None, "BUS"),
        Actor("-fleet; \ud800", "=fleet\x00", "group", (fleet.span,), None, "MIL"),
        Actor("VLM", "Velm", "state", (velm.span, at("Velm")), "VLM", "GOV", "Q843"),
    )
    return Reading("coder 1", DOCUMENT, (said,), actors, (blocked, denied, praised))
