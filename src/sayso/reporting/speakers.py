"""Who speaks, in words: one link, a whole chain, a citation."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.comparison.speaking.shares import Voice, link_voice
from sayso.reporting.safety import one_line
from sayso.types import Actor, Claim, Document, Link, Party, Reading, Review, Statement

VOICE_WORDS: Mapping[Voice, str] = {
    "outlet": "the outlet's own voice",
    "named": "named sources",
    "unnamed": "unnamed sources",
    "unstated": "no source stated",
    "unresolved": "source not found",
}
NO_SOURCE_WORDS = {"unstated": "no source stated", "unresolved": "source not found"}
STEP = " › "
"""Stands between the links of a chain, outermost first."""

# Not `calendar.month_name`: what is written is English whatever the machine's locale is.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def actors_by_id(reading: Reading) -> dict[str, Actor]:
    return {actor.id: actor for actor in reading.actors}


def actor_name(actor_id: str, actors: Mapping[str, Actor]) -> str:
    """An actor's name; the id itself where the reading does not list it."""
    return one_line(actors[actor_id].name if actor_id in actors else actor_id)


def party_names(link: Link, text: str, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """Whom the link's parties stand for, each once; the words of the text where that is not known."""
    return tuple(dict.fromkeys(party_name(party, text, actors) for party in link.parties))


def party_name(party: Party, text: str, actors: Mapping[str, Actor]) -> str:
    """Whom a party stands for; the words of the text where that is not known."""
    if party.actor_id is not None and party.actor_id in actors:
        return actor_name(party.actor_id, actors)
    return one_line(text[party.span.start : party.span.end])


def source_in_words(link: Link, text: str, actors: Mapping[str, Actor]) -> str:
    """The source as the text words it, and in brackets what the words alone do not tell.

    "she [Maren Holt]", "a report [by Eran Lahav]", "[Iran]" (named elsewhere only), "no
    source stated", "source not found". Whether it is named is not said here: `source_with_name` does.
    """
    names = party_names(link, text, actors)
    if link.source is None and not names:
        return NO_SOURCE_WORDS[link.no_source or "unresolved"]
    words = one_line(text[link.source.start : link.source.end]) if link.source else ""
    told = words.casefold()
    extra = [name for name in names if _bare(name) not in told]
    makers = [
        actor_name(maker, actors)
        for party in link.parties
        if party.actor_id is not None and party.actor_id in actors
        for maker in actors[party.actor_id].by
    ]
    makers = [maker for maker in dict.fromkeys(makers) if _bare(maker) not in told]
    if makers:
        extra.append("by " + ", ".join(makers))
    return " ".join(part for part in (words, f"[{', '.join(extra)}]" if extra else "") if part)


def _bare(name: str) -> str:
    """A name to look for in other words: "the analysts" is told by "analysts"."""
    folded = name.casefold()
    return folded.removeprefix("the ")


def source_with_name(link: Link, text: str, actors: Mapping[str, Actor]) -> str:
    """`source_in_words`, and "(unnamed)" after a source that nobody's name stands for."""
    words = source_in_words(link, text, actors)
    return f"{words} (unnamed)" if link_voice(link) == "unnamed" else words


def cue_in_words(link: Link, text: str) -> str:
    """The words that report; empty where there are none."""
    return one_line(text[link.cue.start : link.cue.end]) if link.cue else ""


def addressed_in_words(link: Link, text: str, actors: Mapping[str, Actor]) -> str:
    """Whom it is said to, "parliament, him [Eran Tolby]"; empty where the text does not tell."""
    told = []
    for party in link.to:
        words, name = one_line(text[party.span.start : party.span.end]), party_name(party, text, actors)
        told.append(words if _bare(name) in words.casefold() else f"{words} [{name}]")
    return ", ".join(told)


def chain_in_words(statement: Statement, text: str, actors: Mapping[str, Actor]) -> str:
    """The whole chain on one line, outermost first: "Newsweek · told (to us) › analysts (unnamed) · citing"."""
    return STEP.join(_link_in_words(link, text, actors) for link in statement.chain)


def _link_in_words(link: Link, text: str, actors: Mapping[str, Actor]) -> str:
    words = " · ".join(part for part in (source_with_name(link, text, actors), cue_in_words(link, text)) if part)
    to = addressed_in_words(link, text, actors)
    return f"{words} (to {to})" if to else words


def content_in_words(statement: Statement, text: str) -> str:
    """The exact words, on one line; "[…]" stands where the text interrupts them."""
    return " […] ".join(one_line(text[span.start : span.end]) for span in statement.content)


def flags_in_words(row: Statement | Claim) -> tuple[str, ...]:
    """What a reader must know before trusting the row: doubt, and a person's verdict."""
    flags = [f"doubtful {row.confidence:.2f}"] if row.doubtful else []
    if row.review:
        flags.append(row.review.verdict + (" earlier" if row.review.inherited else ""))
    return tuple(flags)


def review_in_words(review: Review) -> str:
    """ "rejected by ada, 4 August 2025 on an earlier reading: not said" """
    by = f" by {one_line(review.by)}" if review.by else ""
    note = f": {one_line(review.note)}" if review.note else ""
    where = " on an earlier reading" if review.inherited else ""
    return f"{review.verdict}{by}, {day_in_words(review.when)}{where}{note}"


def day_in_words(published: str | None) -> str:
    """ "2025-08-03T10:00" as "3 August 2025"; what is no ISO date is shown as it is."""
    if not published:
        return ""
    parts = published[:10].split("-")
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        year, month, day = (int(part) for part in parts)
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{day} {MONTHS[month - 1]} {year}"
    return one_line(published)


def title_in_words(document: Document) -> str:
    """The headline; else the first words of the text."""
    if document.title and one_line(document.title):
        return one_line(document.title)
    words = one_line(document.text[:400])
    if not words:
        return "A text without words"
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"


def citation(statement: Statement, document: Document, actors: Mapping[str, Actor]) -> str:
    """One line to paste: the words, who says them and through whom, title, outlet, date, URL.

    It tells quoting from paraphrase, and leaves out what is not known.
    """
    text = document.text
    words = content_in_words(statement, text)
    if not words.startswith(("“", '"', "«", "„", "‘", "'")):
        words = f"“{words}”"
    speakers = [source_with_name(link, text, actors) for link in reversed(statement.chain)]
    who = ", via ".join(speakers) or NO_SOURCE_WORDS["unresolved"]
    how = {"direct": "quoted", "indirect": "paraphrased", "mixed": "partly quoted"}[statement.directness]
    where = [
        f"“{title_in_words(document)}”",
        one_line(document.outlet or ""),
        day_in_words(document.published),
        one_line(document.url or ""),
    ]
    return f"{words} — {who}, {how} in " + ", ".join(part for part in where if part)
