"""Readings of short texts made by hand: whose words, whose deeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.types import (
    OUTLET_VOICE,
    QUAD_CODES,
    Actor,
    Certainty,
    Claim,
    Document,
    Link,
    Loaded,
    Party,
    Reading,
    Review,
    Span,
    Statement,
    When,
    claim_id,
    statement_id,
)

REJECTED = Review("rejected", "2025-09-01T10:00:00Z")


@dataclass(frozen=True)
class Says:
    """A statement: whose words (None: nobody's), what they are, and how directly."""

    source: str | None
    content: Sequence[str]
    directness: str = "indirect"
    inside: int | None = None
    doubtful: bool = False
    review: Review | None = None


@dataclass(frozen=True)
class Does:
    """A claim, its sides as words of the text parted by " + "; `inside` numbers its statement."""

    actor: str
    trigger: str
    event: str | None
    recipient: str = ""
    inside: int | None = None
    status: str = "actual"
    polarity: str = "positive"
    doubtful: bool = False
    review: Review | None = None
    days: tuple[str | None, str | None] | None = None
    loaded: Mapping[str, str] = ()  # type: ignore[assignment]


def read(
    text: str,
    *,
    ids: Mapping[str, str | None],
    says: Sequence[Says] = (),
    does: Sequence[Does] = (),
    outlet: str | None = "The Hesk Post",
    published: str | None = "2025-06-10",
) -> Reading:
    """`ids` has an actor's id for words that name it; with ":" before, it is this document's alone, and unnamed."""
    document = Document(text, outlet=outlet, published=published)

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    def id_of(words: str) -> str | None:
        found = ids.get(words)
        return document.id + found if found and found.startswith(":") else found

    def party(words: str) -> Party:
        found = ids.get(words)
        return Party(at(words), "group", bool(found) and not str(found).startswith(":"), id_of(words))

    statements: list[Statement] = []
    for one in says:
        source = at(one.source) if one.source else None
        own = (Link(source, None, None if source else "unstated", (party(one.source),) if one.source else ()),)
        content = tuple(at(words) for words in one.content)
        above = statements[one.inside] if one.inside is not None else None
        statements.append(
            Statement(
                statement_id(document.id, content, own),
                content,
                (*(above.chain if above else ()), *own),
                1,
                one.directness,  # type: ignore[arg-type]
                0.9,
                above.id if above else None,
                one.doubtful,
                one.review,
            )
        )
    claims: list[Claim] = []
    for deed in does:
        inside = statements[deed.inside].id if deed.inside is not None else None
        sides: Any = [
            tuple(party(words) for words in side.split(" + ") if words) for side in (deed.actor, deed.recipient)
        ]
        loaded = tuple(
            Loaded(at(words), voice if voice == OUTLET_VOICE else statements[int(voice)].id)
            for words, voice in dict(deed.loaded).items()
        )
        claims.append(
            Claim(
                claim_id(document.id, (at(deed.trigger),), inside),
                inside,
                (at(deed.trigger),),
                deed.event,
                Certainty(deed.polarity, deed.status, 3, None),  # type: ignore[arg-type]
                0.9,
                quad_code=QUAD_CODES.get(deed.event or ""),
                actor=sides[0],
                recipient=sides[1],
                date=When(*deed.days, "day", None, ()) if deed.days else None,
                loaded=loaded,
                doubtful=deed.doubtful,
                review=deed.review,
            )
        )
    actors = tuple(
        Actor(str(id_of(words)), words, "group", (at(words),))
        for words, known in ids.items()
        if known and words in text
    )
    return Reading("invented", document, tuple(statements), actors, tuple(claims))
