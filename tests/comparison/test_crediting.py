"""Whom a document credits or cites, and what shows that its outlet found something out for itself."""

from __future__ import annotations

import pytest

from sayso.comparison.passages import Paper
from sayso.comparison.tellings import counted
from sayso.comparison.tracing.crediting import credits, in_passing, teller
from sayso.comparison.tracing.outlets import Outlets
from sayso.comparison.tracing.witnessing import Witness
from sayso.types import Document, Link, Party, Reading, Span

OTHERS = ("Brennish News Agency", "The Harbour Post", "Moor Gazette", "The Lantern", "Radio Sella")


def paper(text: str, outlet: str = "Corrin Times") -> Paper:
    return Paper(Reading("by hand", Document(text, outlet=outlet), (), ()))


def outlets(*papers: Paper) -> Outlets:
    dispatch = paper("CORRIN, March 4 (BNA) - It rained.", OTHERS[0])
    return Outlets([*papers, dispatch, *(paper("It rained in Sella.", outlet) for outlet in OTHERS[1:])])


def everything(one: Paper) -> Span:
    return Span(0, len(one.text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Harbour Post and the Gazette had it first.", ["harbour post", "moor gazette"]),
        ("BNA reported it, and so did the weekly Lantern.", ["brennish news agency", "lantern"]),
        ("He waits at the Post Office.", []),
        ("A lantern was lit at the post office in Sella.", []),
        ("the Times’s own count", ["corrin times"]),
    ],
)
def test_outlets_are_known_by_their_names_last_words_and_initials(text: str, names: list[str]) -> None:
    one = paper(text)
    assert [named.outlet.name for named in outlets(one).named(one, everything(one))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It rained.\n\n(BNA)", ["brennish news agency"]),
        ("It rained.\n\nWith reporting by the Harbour Post", ["harbour post"]),
        ("It rained.\n\n(BNA, Times staff)", ["brennish news agency"]),
        ("It rained. BNA/Times", ["brennish news agency"]),
        ("It rained.\n\nbna/ct", ["brennish news agency"]),
        ("It rained. — Moor Gazette", ["moor gazette"]),
        ("SELLA (BNA) - It rained.", ["brennish news agency"]),
        ("It rained.\n\nThis article was first published by The Lantern.", ["lantern"]),
        ("It rained (NPA).\n\n(NPA)", ["npa"]),
        ("It rained, the Harbour Post reported.", []),
        ("By ADA FINN\n\nIt rained (much).", []),
    ],
)
def test_credit_lines(text: str, names: list[str]) -> None:
    one = paper(text)
    assert [credit.outlet.name for credit in credits(outlets(one), one)] == names


def test_a_credit_at_a_paragraphs_end_is_for_what_stands_before_it() -> None:
    one = paper("It rained. (BNA)\n\nOur own reporter got wet.")
    (credit,) = credits(outlets(one), one)
    assert one.words_of(credit.scope) == "It rained. (BNA)"


def cited(text: str, source: str, kind: str = "other") -> str | None:
    one = paper(text)
    span = Span(text.index(source), text.index(source) + len(source))
    link = Link(span, None, parties=(Party(span, kind, False, None),))  # type: ignore[arg-type]
    found = teller(outlets(one), one, link)
    return found.outlet.name if found else None


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("The Harbour Post said so.", "The Harbour Post", "harbour post"),
        ("It was in the Harbour Post. The newspaper added that it rained.", "The newspaper", "harbour post"),
        ("A paper in Sella said so.", "A paper in Sella", "radio sella"),
        ("The magazine Periscope said so.", "The magazine Periscope", "periscope"),
        ("A local station said so.", "A local station", ""),
        ("This newspaper saw it.", "This newspaper", "corrin times"),
        ("A clerk whom the Gazette did not name said so.", "A clerk whom the Gazette did not name", "moor gazette"),
        ("The minister said so.", "The minister", None),
        ("A report that was read by all said so.", "A report that was read by all", None),
    ],
)
def test_the_outlet_that_tells(text: str, source: str, name: str | None) -> None:
    assert cited(text, source) == name


def test_an_outlet_that_is_only_spoken_of_tells_nothing() -> None:
    one = paper("He rents a room above the Harbour Post. It rained, as the Gazette has it.")
    known = outlets(one)
    first, second = one.sentences
    assert in_passing(known, one, first) is None
    found = in_passing(known, one, second)
    assert found is not None
    assert found.outlet.name == "moor gazette"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Times counted nine thousand.", "saw"),
        ("I saw two vans.", "saw"),
        ("Our reporter Ada Finn was there.", "saw"),
        ("Two officers told the Corrin Times so.", "told"),
        ("She told us so.", "told"),
        ("We met her at the gate.", "told"),
        ("The draft was seen by this newspaper.", "told"),
        ("The Times has the letter.", "holds"),
        ("He counted nine thousand.", None),
        ("We did not see it.", None),
        ('"I saw it," he said.', None),
        ("She told reporters so.", None),
    ],
)
def test_signs_of_own_reporting(text: str, kind: str | None) -> None:
    one = paper(text)
    witness = Witness(one, outlets(one))
    shown = {name for name in ("saw", "told", "holds") if getattr(witness, name)(everything(one))}
    assert (kind in shown) if kind else not shown


def test_a_reporter_is_known_by_name_after_the_first_time() -> None:
    one = paper("Our own Pia Ferris met the captain.\n\nAt five Pia counted seventy people.")
    assert Witness(one, outlets(one)).saw(one.sentences[-1]) is not None


def test_numbers_stand_with_what_they_count() -> None:
    assert counted("Some 4,200 people, 4.1 million tonnes and 12") == [(4200, "person"), (4.1e6, "ton"), (12, "")]
