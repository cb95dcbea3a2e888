"""A folder of Markdown notes: one a document, with front matter, and links to actors as Obsidian has them.

Each note tells the document (YAML front matter, CommonMark, https://spec.commonmark.org), who says what, who does
what to whom by whose voice, and then the text. Actors that are known in other documents are `[[links]]`: opened
together, the notes show who is named where. A row ends in a block id, `^1bc14672…`, that `[[note#^id]]` leads to.
Everything that the text could do to its reader is taken from it: markup is escaped, and what is invisible is left
out.

Loses places in the text, arguments, how far anybody commits, evidence but for its words, and invisible characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sayso.comparison.speaking.shares import only_in
from sayso.exporting.standing import standing
from sayso.reporting.doers import NOT_TOLD, by_voice, certainty_in_words, facts_in_words, trigger_in_words
from sayso.reporting.safety import one_line, visible
from sayso.reporting.speakers import (
    STEP,
    actors_by_id,
    addressed_in_words,
    cue_in_words,
    flags_in_words,
    party_name,
    source_in_words,
    title_in_words,
)
from sayso.types import Actor, Claim, Link, Party, Reading, Statement

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$^=%!&])")
_BEGINNING = re.compile(r"^(?:[-+]|\d+[.)])(?=[\s-]|$)")
_NO_LINK = re.compile(r"[\[\]|#^\\/:*?\"<>%]+")
_NO_FILE = re.compile(r"[^\w ,.'’–-]+")
_LONGEST = 60


def write(readings: Iterable[Reading], folder: Path) -> None:
    """`folder` is there, and empty. Notes are named by day, title and the document's id."""
    taken: set[str] = set()
    for reading in readings:
        name = note_name(reading)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{note_name(reading)}-{number}"
        taken.add(name.casefold())
        with open(folder / f"{name}.md", "w", encoding="utf-8", newline="\n") as stream:
            stream.write("\n".join(_note(standing(reading))) + "\n")


def note_name(reading: Reading) -> str:
    """ "2025-09-02 Tessany seals off the strait 3f2a9c01d2e4b5a6" """
    document = reading.document
    title = " ".join(_NO_FILE.sub(" ", title_in_words(document)).split())
    short = title if len(title) <= _LONGEST else title[: _LONGEST + 1].rpartition(" ")[0] or title[:_LONGEST]
    day = (document.published or "")[:10]
    known = day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""
    return " ".join(part for part in (known, short.strip(" ,.'-"), document.id) if part)


def _note(reading: Reading) -> Iterator[str]:
    document, text = reading.document, reading.document.text
    actors = actors_by_id(reading)
    yield from _front(reading)
    yield f"# {_plain(title_in_words(document))}"
    yield ""
    if reading.statements:
        yield "## Who says what"
        yield ""
        yield from (_statement(statement, reading, actors) for statement in reading.statements)
        yield ""
    if reading.claims:
        yield "## Who does what to whom"
        yield ""
        for voiced in by_voice(reading, reading.claims):
            yield f"### {_plain(voiced.name)}"
            yield ""
            yield from (_claim(claim, reading, actors) for claim in voiced.claims)
            yield ""
    yield "## Text"
    yield ""
    yield "\n".join(_plain(line) for line in visible(text, line_breaks=True).split("\n")).rstrip("\n")


def _front(reading: Reading) -> Iterator[str]:
    """YAML, its strings written as JSON: that is YAML too, and nothing in it can end the front matter."""
    document, document_id = reading.document, reading.document.id
    named = [_target(actor) for actor in reading.actors if not only_in(actor.id, document_id)]
    known = {
        "id": document_id,
        "title": document.title,
        "outlet": document.outlet,
        "byline": list(document.byline) or None,
        "url": document.url,
        "published": document.published,
        "language": document.language,
        "model": reading.model,
        "actors": [f"[[{target}]]" for target in dict.fromkeys(named)] or None,
    }
    yield "---"
    for name, value in known.items():
        if value is not None:
            cleaned = [one_line(one) for one in value] if isinstance(value, list) else one_line(value)
            yield f"{name}: {json.dumps(cleaned, ensure_ascii=False)}"
    yield "---"


def _statement(statement: Statement, reading: Reading, actors: Mapping[str, Actor]) -> str:
    text = reading.document.text
    chain = STEP.join(_link(link, reading, actors) for link in statement.chain)
    said = " […] ".join(_plain(text[span.start : span.end]) for span in statement.content)
    return f"- {chain}: {said}{_flags(statement)} ^{_block(statement.id)}"


def _link(link: Link, reading: Reading, actors: Mapping[str, Actor]) -> str:
    text = reading.document.text
    names = [_linked(party, reading, actors) for party in link.parties]
    source = ", ".join(dict.fromkeys(names)) or _plain(source_in_words(link, text, actors))
    cue, to = _plain(cue_in_words(link, text)), _plain(addressed_in_words(link, text, actors))
    return " · ".join(part for part in (source, cue) if part) + (f" (to {to})" if to else "")


def _claim(claim: Claim, reading: Reading, actors: Mapping[str, Actor]) -> str:
    text = reading.document.text

    def names(parties: Iterable[Party]) -> str:
        return ", ".join(dict.fromkeys(_linked(party, reading, actors) for party in parties))

    deed = [certainty_in_words(claim), f"**{_plain(claim.event)}**" if claim.event else ""]
    words = " ".join(part for part in (*deed, f"({_plain(trigger_in_words(claim, text))})") if part)
    told = " → ".join(part for part in (names(claim.actor) or NOT_TOLD, words, names(claim.recipient)) if part)
    facts = "".join(f" · {_plain(fact)}" for fact in facts_in_words(claim, text))
    return f"- {told}{facts}{_flags(claim)} ^{_block(claim.id)}"


def _linked(party: Party, reading: Reading, actors: Mapping[str, Actor]) -> str:
    """A link to the actor, or the words where only this document can tell who that is."""
    actor = actors.get(party.actor_id or "")
    if actor is None or only_in(actor.id, reading.document.id):
        return _plain(party_name(party, reading.document.text, actors))
    return f"[[{_target(actor)}]]"


def _target(actor: Actor) -> str:
    """An actor's name as the name of a note."""
    return " ".join(_NO_LINK.sub(" ", one_line(actor.name)).split()) or "Unnamed"


def _flags(row: Statement | Claim) -> str:
    return "".join(f" · {_plain(flag)}" for flag in flags_in_words(row))


def _plain(words: str) -> str:
    """Words on one line in which nothing is markup."""
    return _BEGINNING.sub(_escaped_beginning, _MARKUP.sub(r"\\\1", one_line(words)))


def _escaped_beginning(match: re.Match[str]) -> str:
    """What would make a line a row of a list, or a rule."""
    return f"{match[0][:-1]}\\{match[0][-1]}"


def _block(row_id: str) -> str:
    """A row's id as a block's: letters, digits and dashes."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", row_id).strip("-") or "row"
