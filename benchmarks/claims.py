"""How well political events are read as claims: `world_chains`, and our own passages.

A claim answers a gold event when their triggers share a word, one to one: the claim with most
parts right first, then an asked event before an optional one, then the most shared words. Only
typed claims that are not doubtful take part. The parts:

- type: any that gold lists.
- actors, recipients: a side is right when every gold party of it is met and no other is named; one
  entry may meet several. A party is met as a source is (`chains.source_right`): by a word at the
  same place that is no function word, by the very pronoun, or by its resolved name. Agreeing, consulting
  and cooperating take both sides as one set; whether they do is told by the claim's type where that is
  right, else by gold's best type.
- status: status and polarity; "denied" needs no polarity.
- voice: the innermost source of the innermost gold statement round the trigger, or the outlet's own where
  there is none. An optional statement may be taken or passed over, and so may one that is round the
  trigger in one of its alternatives only.
- chain: the same, with the whole chain of that statement: as many links, each right.

`world_chains` asks for the voice, our own passages for the chain (`PARTS`, `OWN_PARTS`): an event is right when
all its parts are. Shares are of all asked events. Extra: typed claims that answer no event, out of all typed
claims; one that answers an optional event is none.

False events: claims given as actual and positive that answer an event which gold has otherwise, or that answer
none, out of all claims given as actual and positive; those that answer an optional event are left out.

Measured apart, on the claims that answer: *resolved*, gold parties met at their place whose name is right
too (`chains.names_agree`), and *CAMEO*, the codes that are gold's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks import chains
from benchmarks.chains import RowLink, names_agree, source_right
from benchmarks.gold import ChainLink, ChainStatement, EventArticle, GoldEvent, Piece, Pieces, Side
from benchmarks.tally import share
from benchmarks.words import Words

if TYPE_CHECKING:
    from sayso.types import Party, Reading

PARTS = ("type", "actors", "recipients", "status", "voice")
OWN_PARTS = ("type", "actors", "recipients", "status", "chain")
EITHER_WAY = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""The types whose parties do it together: both sides are one set."""
ACTUAL = ("actual", "positive")

Voices = tuple[tuple[ChainLink, ...] | None, ...]
"""The chains that are right at a place; None is the outlet's own voice."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One typed claim as it was read. A party is a link without a cue; `chain` is None in the outlet's voice."""

    trigger: Pieces
    type: str
    actors: tuple[RowLink, ...] = ()
    recipients: tuple[RowLink, ...] = ()
    status: tuple[str, str] = ACTUAL
    chain: tuple[RowLink, ...] | None = None
    cameo: str | None = None


def from_reading(reading: Reading) -> tuple[ClaimRow, ...]:
    """The typed claims of a reading that are not doubtful; their statements may be."""
    told = chain_of(reading)
    names = {actor.id: actor.name for actor in reading.actors}

    def side(parties: Sequence[Party]) -> tuple[RowLink, ...]:
        return tuple(
            RowLink(
                (party.span.start, party.span.end),
                None,
                (names[party.actor_id],) if party.actor_id in names else (),
            )
            for party in parties
        )

    return tuple(
        ClaimRow(
            trigger=tuple((span.start, span.end) for span in claim.trigger),
            type=claim.event,
            actors=side(claim.actor),
            recipients=side(claim.recipient),
            status=(claim.certainty.status, claim.certainty.polarity),
            chain=None if claim.statement is None else told[claim.statement],
            cameo=claim.cameo,
        )
        for claim in reading.claims
        if claim.event is not None and not claim.doubtful
    )


def chain_of(reading: Reading) -> dict[str, tuple[RowLink, ...]]:
    """Id of a statement, doubtful or not → its chain as `chains` has it."""
    rows = chains.from_reading(reading, doubtful=True)
    return {statement.id: row.chain for statement, row in zip(reading.statements, rows, strict=True)}


def from_gold(article: EventArticle) -> tuple[ClaimRow, ...]:
    """Gold as if it had been read: to check the scorer, or one annotator against another."""
    words = Words(article.told.text)
    rows = []
    for event in article.events:
        voice = voices(words, article.told.statements, [event.trigger])[0]
        links = None
        if voice is not None:
            links = tuple(
                RowLink(link.source, link.cue, (link.who,) if link.who and link.no_source != "unstated" else ())
                for link in voice
            )
        rows.append(
            ClaimRow(
                trigger=(event.trigger,),
                type=event.types[0],
                actors=tuple(RowLink(at, None, (who,)) for at, who in event.actors[0]),
                recipients=tuple(RowLink(at, None, (who,)) for at, who in event.recipients[0]),
                status=event.statuses[0],
                chain=links,
                cameo=event.cameo,
            )
        )
    return tuple(rows)


# ---- matching ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """Row number `row` answers gold event number `event`, with these parts right."""

    event: int
    row: int
    right: frozenset[str]
    shared: int


def match(article: EventArticle, rows: Sequence[ClaimRow], parts: Sequence[str] = PARTS) -> list[Answer]:
    """Which row answers which event, one to one, in the order they were taken; `right` may hold any part."""
    words = Words(article.told.text)
    triggers = [words.touched(row.trigger) for row in rows]
    candidates = []
    for i, event in enumerate(article.events):
        wanted = words.touched([event.trigger])
        told = voices(words, article.told.statements, [event.trigger])
        for j, row in enumerate(rows):
            if shared := len(wanted & triggers[j]):
                candidates.append(Answer(i, j, _right(words, event, told, row), shared))
    candidates.sort(
        key=lambda one: (
            -len(one.right.intersection(parts)),
            article.events[one.event].optional,
            -one.shared,
            one.event,
            one.row,
        )
    )
    answers: list[Answer] = []
    for one in candidates:
        if all(one.event != taken.event and one.row != taken.row for taken in answers):
            answers.append(one)
    return answers


def _right(words: Words, event: GoldEvent, told: Voices, row: ClaimRow) -> frozenset[str]:
    actors = any(side_right(words, side, row.actors) for side in event.actors)
    recipients = any(side_right(words, side, row.recipients) for side in event.recipients)
    if (row.type if row.type in event.types else event.types[0]) in EITHER_WAY and any(
        side_right(words, one + other, row.actors + row.recipients)
        for one in event.actors
        for other in event.recipients
    ):
        actors = recipients = True
    judged = {
        "type": row.type in event.types,
        "actors": actors,
        "recipients": recipients,
        "status": any(status_right(gold, row.status) for gold in event.statuses),
        "voice": any(voice_right(words, voice, row.chain) for voice in told),
        "chain": any(chain_right(words, voice, row.chain) for voice in told),
    }
    return frozenset(part for part, right in judged.items() if right)


def side_right(words: Words, gold: Side, read: Sequence[RowLink]) -> bool:
    """Whether every gold party is met and no other is named."""
    met = [[source_right(words, ChainLink(at, None, who, None), one) for one in read] for at, who in gold]
    return all(any(row) for row in met) and all(any(row[j] for row in met) for j in range(len(read)))


def status_right(gold: tuple[str, str], read: tuple[str, str]) -> bool:
    return gold[0] == read[0] and (gold[0] == "denied" or gold[1] == read[1])


def voice_right(words: Words, gold: tuple[ChainLink, ...] | None, read: tuple[RowLink, ...] | None) -> bool:
    """Whether the innermost source is right; in the outlet's voice there is none."""
    if gold is None or read is None:
        return gold is None and read is None
    return bool(gold and read) and source_right(words, gold[-1], read[-1])


def chain_right(words: Words, gold: tuple[ChainLink, ...] | None, read: tuple[RowLink, ...] | None) -> bool:
    """Whether there are as many links, each right; in the outlet's voice there is none."""
    if gold is None or read is None:
        return gold is None and read is None
    return len(gold) == len(read) and all(source_right(words, *pair) for pair in zip(gold, read, strict=True))


def voices(words: Words, statements: Sequence[ChainStatement], pieces: Iterable[Piece]) -> Voices:
    """The chains of the innermost statement whose content holds all words of the pieces, the likeliest first.

    Innermost is the one of the fewest words, of equal ones the one with the longest chain. Where it is optional,
    or holds them in one of its alternatives only, the next one outward is right too.
    """
    inside = words.touched(pieces)
    round_it = []
    for statement in statements:
        contents = [words.touched(content) for content in statement.contents]
        holding = [content for content in contents if inside <= content]
        if holding:
            sure = len(holding) == len(contents) and not statement.optional
            round_it.append((min(map(len, holding)), -len(statement.chain), statement, sure))
    found: list[tuple[ChainLink, ...] | None] = []
    for _, _, statement, sure in sorted(round_it, key=lambda one: one[:2]):
        found += statement.chains
        if sure:
            return tuple(found)
    return (*found, None)


# ---- counting ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts over articles, by name; the shares are in 0…1. `wrong` counts what was read for what, by part."""

    counts: Counter[str] = field(default_factory=Counter)
    by_type: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def __add__(self, other: Scores) -> Scores:
        return Scores(self.counts + other.counts, self.by_type + other.by_type, self.wrong + other.wrong)

    @property
    def right(self) -> float:
        """Events with all parts right, out of all asked events."""
        return self.of("right", "asked")

    @property
    def extra(self) -> float:
        """Claims that answer no event, out of all claims."""
        return self.of("extra", "rows")

    @property
    def false(self) -> float:
        """False events, out of all claims given as actual."""
        return share(self.counts["false, otherwise"] + self.counts["false, none"], self.counts["given as actual"])

    def of(self, part: str, whole: str) -> float:
        return share(self.counts[part], self.counts[whole])

    def to_dict(self) -> dict[str, Any]:
        """Figures in per cent, counts as they are."""
        every = ("found", *dict.fromkeys((*PARTS, *OWN_PARTS)), "right")
        types = sorted({kind for kind, _ in self.by_type})
        return {
            "parts right, of all events": {part: 100 * self.of(part, "asked") for part in every},
            "parts right, of events found": {part: 100 * self.of(part, "found") for part in every[1:]},
            "the only part wrong": {part: self.counts[f"alone {part}"] for part in dict.fromkeys((*PARTS, *OWN_PARTS))},
            "claims extra": 100 * self.extra,
            "false events": 100 * self.false,
            "resolved": 100 * self.of("resolved", "met"),
            "resolved, of all parties": 100 * self.of("resolved", "parties"),
            "resolved, of those met by other words than their name": 100
            * self.of("resolved by other words", "met by other words"),
            "cameo": 100 * self.of("cameo", "coded"),
            "cameo, of all events": 100 * self.of("cameo", "to code"),
            "cameo, of those with the right type": 100 * self.of("cameo with type", "coded with type"),
            "cameo, root alone": 100 * self.of("cameo root", "coded"),
            "counts": dict(sorted(self.counts.items())),
            "types": {
                kind: {what: self.by_type[kind, what] for what in ("asked", *every, "rows", "extra")} for kind in types
            },
            "read for gold's": {
                part: {f"{gold} → {read}": count for (of, gold, read), count in self.wrong.most_common() if of == part}
                for part in ("type", "status")
            },
        }


def score(
    articles: Iterable[EventArticle], rows: Mapping[str, Sequence[ClaimRow]], parts: Sequence[str] = PARTS
) -> Scores:
    """Scores over all articles. `rows` has an entry for each article's name; KeyError where one lacks."""
    return sum((score_article(article, rows[article.told.name], parts) for article in articles), Scores())


def score_article(article: EventArticle, rows: Sequence[ClaimRow], parts: Sequence[str] = PARTS) -> Scores:
    words = Words(article.told.text)
    answers = match(article, rows, parts)
    by_event = {answer.event: answer for answer in answers}
    by_row = {answer.row: answer for answer in answers}
    scores = Scores()
    for number, event in enumerate(article.events):
        if not event.optional:
            _count_event(scores, words, event, by_event.get(number), rows, parts)
    for number, row in enumerate(rows):
        answered = by_row.get(number)
        _count_row(scores, row, article.events[answered.event] if answered else None)
    return scores


def _count_event(
    scores: Scores,
    words: Words,
    event: GoldEvent,
    answer: Answer | None,
    rows: Sequence[ClaimRow],
    parts: Sequence[str],
) -> None:
    best = event.types[0]
    happened = {"asked", *(("found", *answer.right) if answer else ())}
    if answer and answer.right.issuperset(parts):
        happened.add("right")
    for what in happened:
        scores.counts[what] += 1
        scores.by_type[best, what] += 1
    scores.counts["parties"] += len(event.actors[0]) + len(event.recipients[0])
    scores.counts["to code"] += event.cameo is not None
    if answer is None:
        scores.wrong["type", best, "nothing"] += 1
        return
    row = rows[answer.row]
    missed = [part for part in parts if part not in answer.right]
    if len(missed) == 1:
        scores.counts[f"alone {missed[0]}"] += 1
    if "type" not in answer.right:
        scores.wrong["type", best, row.type] += 1
    if "status" not in answer.right:
        scores.wrong["status", " ".join(event.statuses[0]), " ".join(row.status)] += 1
    for at, who in (*event.actors[0], *event.recipients[0]):
        _count_party(scores, words, at, who, row)
    if event.cameo is not None:
        same = full_code(row.cameo) == full_code(event.cameo)
        scores.counts["coded"] += 1
        scores.counts["cameo"] += same
        scores.counts["cameo root"] += row.cameo is not None and row.cameo[:2] == event.cameo[:2]
        scores.counts["coded with type"] += "type" in answer.right
        scores.counts["cameo with type"] += same and "type" in answer.right


def _count_party(scores: Scores, words: Words, at: Piece, who: str, row: ClaimRow) -> None:
    """Whether a gold party that is met at its place is resolved: by its very name, or by other words."""
    here = ChainLink(at, None, None, None)
    met = [one for one in (*row.actors, *row.recipients) if source_right(words, here, one)]
    if not met:
        return
    resolved = any(names_agree(who, one.names) for one in met)
    scores.counts["met"] += 1
    scores.counts["resolved"] += resolved
    if not names_agree(who, [words.text[slice(*at)]]):
        scores.counts["met by other words"] += 1
        scores.counts["resolved by other words"] += resolved


def _count_row(scores: Scores, row: ClaimRow, event: GoldEvent | None) -> None:
    scores.counts["rows"] += 1
    scores.by_type[row.type, "rows"] += 1
    if event is None:
        scores.counts["extra"] += 1
        scores.by_type[row.type, "extra"] += 1
    if row.status == ACTUAL and not (event and event.optional):
        scores.counts["given as actual"] += 1
        if event is None:
            scores.counts["false, none"] += 1
        elif ACTUAL not in event.statuses:
            scores.counts["false, otherwise"] += 1
            scores.counts[f"false, {' '.join(event.statuses[0])}"] += 1


def full_code(code: str | None) -> str | None:
    """A CAMEO code of three digits or four: a root is its general code, 08 being 080."""
    return code + "0" if code is not None and len(code) == 2 else code


def losses(article: EventArticle, rows: Sequence[ClaimRow], parts: Sequence[str] = PARTS) -> list[dict[str, Any]]:
    """Each asked event that is not right with what was read for it, and each extra claim, in the text's order."""
    text = article.told.text
    answers = match(article, rows, parts)
    by_event = {answer.event: answer for answer in answers}
    by_row = {answer.row for answer in answers}
    found = []
    for number, event in enumerate(article.events):
        answer = by_event.get(number)
        wrong = [part for part in parts if answer is None or part not in answer.right]
        if wrong and not event.optional:
            gold = {
                "types": list(event.types),
                "actors": [who for _, who in event.actors[0]],
                "recipients": [who for _, who in event.recipients[0]],
                "status": " ".join(event.statuses[0]),
            }
            read = _shown(text, rows[answer.row]) if answer else None
            found.append((event.trigger, text[slice(*event.trigger)], wrong if answer else ["trigger"], gold, read))
    for number, row in enumerate(rows):
        if number not in by_row:
            trigger = " … ".join(text[slice(*piece)] for piece in row.trigger)
            found.append((row.trigger[0], trigger, ["extra"], {}, _shown(text, row)))
    found.sort(key=lambda one: one[0])
    return [
        {"article": article.told.name, "at": list(at), "trigger": trigger, "wrong": wrong, "gold": gold, "read": read}
        for at, trigger, wrong, gold, read in found
    ]


def _shown(text: str, row: ClaimRow) -> dict[str, Any]:
    def named(links: Sequence[RowLink]) -> list[str]:
        return [
            "; ".join(dict.fromkeys([text[slice(*link.source)] if link.source else "", *link.names])) for link in links
        ]

    return {
        "type": row.type,
        "actors": named(row.actors),
        "recipients": named(row.recipients),
        "status": " ".join(row.status),
        "chain": None if row.chain is None else named(row.chain),
        "cameo": row.cameo,
    }
