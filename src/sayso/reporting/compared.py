"""A ledger's stories as lines for a terminal, JSON and CSV: who tells each claim, and where each has it from.

Nothing here says who is right: two tellings that cannot both be true are named, and that is all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sayso.comparison.records import SharedClaim, Story, Telling
from sayso.reporting.lines import fitting, hanging, wrapped
from sayso.reporting.marking import LEGEND, differing, loaded_in_words, loaded_words, marked
from sayso.reporting.safety import escaped_json, one_line
from sayso.reporting.speakers import day_in_words
from sayso.reporting.tables import csv_line
from sayso.reporting.tellers import (
    Compared,
    lettered,
    many,
    outlet_name,
    outlets,
    shared_in_words,
    short_day,
    tellers,
    told_once,
    voiced,
    why_in_words,
    words_at,
)
from sayso.types import LinkDecision, Reading, Span

if TYPE_CHECKING:
    from rich.text import Text

COLUMNS: tuple[str, ...] = (
    "story_id",
    "shared_claim_id",  # one for all tellings of a claim
    "claim",  # who does what to whom, as most tellings have it
    "origins",  # of the claim: how many
    "outlets",  # that tell it: how many
    "document_id",  # of this telling, as all that follows
    "title",
    "outlet",
    "published",  # ISO date
    "url",
    "claim_id",
    "words",  # exact; "[…]" where the text interrupts them
    "spans",  # where they stand in the text: "90-180; 200-220"
    "voice",  # outlet, named, unnamed, unstated or unresolved
    "source_name",  # who says it; empty in the outlet's voice
    "origin",  # one for all tellings of the claim that go back to the same first words
    "from",  # id of the document that it was taken from, or empty
    "from_outlet",
    "why",
    "shown",  # the words that show it, in this document
    "shown_from",  # those in the document that it was taken from
    "contradicts",  # ids of documents whose tellings cannot be true where this one is, joined by "; "
    "loaded",  # words that judge, with whose they are: "murdered (outlet)"
    "decided",  # yes where a person added the link that is shown, or cut the one there was
    "certainty",  # empty where it is told as done; else "planned", "denied", "not planned"
)
"""The columns of a table of tellings. Columns are added at the end, never renamed."""

_MARGIN = 24
_OWN, _QUOTED = "bold", "bold italic"


# ── lines ───────────────────────────────────────────────────────────────────────────────────


def story_lines(stories: Iterable[Compared], width: int = 80, *, has_legend: bool = True) -> Iterator[Text]:
    """Each story: its documents, the claims that several outlets tell, and those that one alone has.

    A telling begins with the letter of its origin and the claim's id, by which `sayso link` knows it. Words that differ
    between the tellings are underlined and loaded ones bold, which the legend says; what shows no styles needs none.
    """
    from rich.text import Text

    width = fitting(width)
    for count, compared in enumerate(stories):
        yield from (Text(""), Text("")) if count else ()
        yield from _head(compared.story, width)
        shared = [claim for claim in compared.story.claims if len(tellers(claim, compared.story)) > 1]
        yield from _legend(width) if shared and has_legend else ()
        number = 0
        for number, claim in enumerate(sorted(shared, key=lambda claim: -len(tellers(claim, compared.story))), 1):
            yield Text("")
            yield from _claim_lines(number, claim, compared, width)
        yield from _alone_lines([claim for claim in compared.story.claims if claim not in shared], compared, width)


def _head(story: Story, width: int) -> Iterator[Text]:
    from rich.text import Text

    days = list(dict.fromkeys(day_in_words(told.published) for told in story.documents if told.published))
    told = [many(len(story.documents), "document"), many(len(outlets(story)), "outlet")]
    if days:
        told.append(" to ".join([days[0], days[-1]] if len(days) > 1 else days))
    yield from wrapped(Text(f"Story {story.id}", "bold"), width)
    yield from wrapped(Text(" · ".join(told)), width)
    yield Text("")
    for document in story.documents:
        first = Text(f"{one_line(document.id)[:16]:<16}  ", "dim")
        line = Text().append(one_line(document.outlet or "") or "no outlet named", "bold")
        if document.published:
            line.append(f" · {short_day(document.published)}")
        if document.title:
            line.append(f" · {one_line(document.title)}")
        yield from hanging(first, line, width)


def _legend(width: int) -> Iterator[Text]:
    """What the marks in the words mean, itself so marked."""
    from rich.text import Text

    marks = ("Underlined", "underline"), ("Bold", _OWN), ("Bold italic", _QUOTED)
    legend = Text.assemble(*(part for mark, told in zip(marks, LEGEND, strict=True) for part in (mark, f": {told}. ")))
    yield Text("")
    yield from wrapped(legend, width)


def _claim_lines(number: int, claim: SharedClaim, compared: Compared, width: int) -> Iterator[Text]:
    from rich.text import Text

    story, readings = compared.story, compared.readings
    counted = f"{many(claim.origins, 'origin')} · {many(len(tellers(claim, story)), 'outlet')}"
    yield from hanging(Text(f"{number:>2}  ", "dim"), Text(shared_in_words(claim, readings), "bold"), width)
    yield from hanging(Text("    "), Text(counted, "green"), width)
    for line in _contradictions(claim, story):
        yield from hanging(Text("    "), Text(line, "red"), width)
    letters = lettered(claim)
    differs = differing(claim, readings)
    for telling in sorted(told_once(claim, readings), key=lambda telling: list(letters).index(telling.origin)):
        apart = differs.get((telling.document_id, telling.claim_id), frozenset())
        yield from _telling_lines(telling, letters[telling.origin], apart, compared, width)


def _telling_lines(
    telling: Telling, letter: str, differs: frozenset[Span], compared: Compared, width: int
) -> Iterator[Text]:
    from rich.text import Text

    documents = {told.id: told for told in compared.story.documents}
    reading = compared.readings[telling.document_id]
    said = voiced(telling, reading)
    first = Text(f"    {letter} {one_line(telling.claim_id)[:16]:<16}  ", "dim")
    told = documents[telling.document_id]
    line = Text().append(outlet_name(told), "bold")
    line.append(f", {short_day(told.published)}" if told.published else "")
    line.append(f" · {said.name}{' (unnamed)' if said.voice == 'unnamed' else ''}")
    line.append(f" · {said.certainty}" if said.certainty else "")
    line.append(f" · {why_in_words(telling, documents)}", "italic")
    loaded = loaded_in_words(telling, reading)
    line.append(f" · {loaded}" if loaded else "")
    yield from hanging(first, line, width)
    margin = Text(" " * min(_MARGIN, width // 3))
    yield from hanging(margin, _words(telling, differs, reading), width)


def _words(telling: Telling, differs: frozenset[Span], reading: Reading) -> Text:
    """The exact words with their marks."""
    from rich.text import Text

    line = Text()
    for one in marked(telling, reading, differs):
        styles = ["underline"] * one.differs + [_OWN] * one.is_own + [_QUOTED] * one.is_quoted
        line.append(one.words, " ".join(styles))
    return line


def _alone_lines(claims: Sequence[SharedClaim], compared: Compared, width: int) -> Iterator[Text]:
    """Claims that one outlet alone tells, in few words, by outlet."""
    from rich.text import Text

    if not claims:
        return
    yield Text("")
    yield from wrapped(Text("Told by one outlet alone", "bold"), width)
    documents = {told.id: told for told in compared.story.documents}
    for key, name in outlets(compared.story).items():
        own = [claim for claim in claims if key in tellers(claim, compared.story)]
        if own:
            yield from wrapped(Text(f"  {name}"), width)
        for claim in own:
            telling = claim.tellings[0]
            said = voiced(telling, compared.readings[telling.document_id])
            line = Text(f"{shared_in_words(claim, compared.readings)} · {said.name}")
            if telling.decided or telling.why != "own reporting":
                line.append(f" · {why_in_words(telling, documents)}", "italic")
            if claim.contradictions:
                line.append(" · its own documents contradict each other", "red")
            yield from hanging(Text(f"      {one_line(telling.claim_id)[:16]:<16}  ", "dim"), line, width)


def _contradictions(claim: SharedClaim, story: Story) -> Iterator[str]:
    """ "Cannot both be true: Omrad Courier – The State Herald, Daily Spark"."""
    names = {told.id: outlet_name(told) for told in story.documents}
    against: dict[str, dict[str, None]] = {}
    for one, other in claim.contradictions:
        against.setdefault(names[one], {})[names[other]] = None
    for name, others in against.items():
        yield f"Cannot both be true: {name} – {', '.join(others)}"


# ── JSON and CSV ────────────────────────────────────────────────────────────────────────────


def story_json(stories: Iterable[Compared]) -> Iterator[str]:
    """One object with all `stories`, each story as soon as it comes."""
    opening = '{"stories": ['
    for compared in stories:
        yield opening + escaped_json(json.dumps(compared.story.to_dict(_texts(compared)), ensure_ascii=False, indent=1))
        opening = ","
    yield ("" if opening == "," else opening) + "]}"


def _texts(compared: Compared) -> dict[str, str]:
    return {id_: reading.document.text for id_, reading in compared.readings.items()}


def story_csv(stories: Iterable[Compared]) -> Iterator[str]:
    """The header and one row a telling, without line ends."""
    yield csv_line(COLUMNS)
    for compared in stories:
        for claim in compared.story.claims:
            yield from (csv_line(row) for row in _rows(claim, compared))


def _rows(claim: SharedClaim, compared: Compared) -> Iterator[list[Any]]:
    story, readings = compared.story, compared.readings
    documents = {told.id: told for told in story.documents}
    head = [story.id, claim.id, shared_in_words(claim, readings), claim.origins, len(tellers(claim, story))]
    for telling in claim.tellings:
        told, reading = documents[telling.document_id], readings[telling.document_id]
        said, source = voiced(telling, reading), documents.get(telling.taken_from or "")
        here, there = telling.shown
        against = {one for pair in claim.contradictions if told.id in pair for one in pair if one != told.id}
        yield [
            *head, told.id, told.title, told.outlet, told.published, told.url, telling.claim_id, said.words,
            [f"{span.start}-{span.end}" for span in telling.at], said.voice,
            None if said.voice == "outlet" else said.name, telling.origin, telling.taken_from,
            source.outlet if source else None, telling.why, words_at(here, reading),
            words_at(there, readings[source.id]) if source else None,
            sorted(against), [f"{word} ({whose})" for word, whose in loaded_words(telling, reading)],
            telling.decided, said.certainty or None,
        ]  # fmt: skip


# ── decisions about links ───────────────────────────────────────────────────────────────────


def link_decision_in_words(decision: LinkDecision) -> str:
    """ "3  2025-08-03T10:00:00Z  cut 4535a4e1… (of 3f2a…) from a3e3ad80…, by ada (an earlier draft)" """
    claim = f"{one_line(decision.claim_id)} (of {one_line(decision.document_id)})"
    told = {
        "cut": f"cut {claim} from {one_line(decision.taken_from or '') or 'all documents'}",
        "add": f"add {claim} from {one_line(decision.taken_from or '')}",
        "undo": f"undo {decision.undoes}",
    }[decision.verb]
    by = f", by {one_line(decision.by)}" if decision.by else ""
    note = f" ({one_line(decision.note)})" if decision.note else ""
    return f"{decision.number}  {decision.when}  {told}{by}{note}"
