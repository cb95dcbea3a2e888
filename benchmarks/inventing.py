"""Any number of readings, made by varying sentences of our own: to measure time and memory on, not quality.

A story has its kind, its parties, places, numbers and day; 1 to 40 outlets tell it, each its own choice of the kind's
sentences in its own variant, or a copy cut from an earlier telling. The rest of a text are made-up words, as frequent
as words are (Zipf's law), in sentences that the tellings of a story share in part: so terms are about as rare, and
texts as long, as in news. The readings have statements, claims and actors where the sentences are marked. The same
numbers give the same readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from sayso.types import (
    QUAD_CODES,
    Actor,
    Certainty,
    Claim,
    Document,
    Kind,
    Link,
    Party,
    Reading,
    Span,
    Statement,
    claim_id,
    statement_id,
)

BEGIN = date(2021, 1, 4)
PER_DAY = 150
"""Documents a day, about: the days grow with the documents, as those of a ledger do."""

_ONSETS = "B Br D Dr F G Gr H K Kl L M N P R S Sk T Tr V"
_MIDDLES = "al an ar el en er il in ol on or ul um av ev"
_ENDS = "a ia o dal den mar nik ros sk stad tan vik wen ys"
_FIRST = "Ada Bela Cato Dara Edo Fenn Gita Hale Ines Joss Kira Lev Mira Nils Orla Pell Rufo Sana Tove Ursa"
_GOODS = """grain copper timber wool salt cotton barley coal tin rice cement fish sugar gas oil steel cloth paper rubber
vaccines seed cattle tractors buses turbines pipes cables drones helmets radios"""
_LEXICON = 30_000
"""Made-up words; the i-th is used about 1 / i times as often as the first."""
_BODIES = """ministry of labour|port authority|coast guard|border police|audit office|teachers' union|dockers' union|
farmers' league|central bank|election board|miners' union|court of appeal|health service|rail company|water board|
customs office|interior ministry|opposition alliance|veterans' league|students' council""".replace("\n", "").split("|")
_REASONS = """unpaid wages|a disputed map|a broken promise|last year's flood|the price of fuel|a forged ballot list|
the death of a recruit|an unpaid loan|a leaked letter|the closure of a school|a new toll|a ban on exports|
an unsafe bridge|a stolen archive|the sale of a harbour|a cut in pensions""".replace("\n", "").split("|")

# `[word|EVENT]` is a claim's trigger, `<word>` a cue, `«…»` its content; its source is the party before the cue.
_KINDS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (
        ("{doer} [accused|ACCUSE] {target} of breaking the truce near {place} on {weekday}.",
         "{target} was [accused|ACCUSE] by {doer} of crossing the line at {place}."),
        ("{speaker} <said> «that {number} soldiers of {target} had [attacked|ASSAULT] a post of {doer}».",
         "{number} soldiers took part, {speaker} <said>, adding «that {target} [fired|ASSAULT] at {doer} first»."),
        ("{target} [rejected|REJECT] the charge and asked {doer} for proof.",
         "In {capital}, {target} [denied|REJECT] it all."),
        ("{doer} [sent|MOBILIZE] {goods} and {number2} more men to the hills above {place}.",
         "Lorries with {goods} were seen on the road to {place}; {doer} [deployed|MOBILIZE] {number2} men."),
        ("Both states have quarrelled over {reason} since the spring.",
         "The quarrel goes back to {reason}, an old sore in {place}."),
        ("Shepherds in {place2} heard shooting for {hours} hours.",
         "For {hours} hours shots were heard as far as {place2}."),
    ),
    (
        ("{body} of {place} [walked out|PROTEST] on {weekday} over {reason}.",
         "A strike over {reason} stopped work in {place} as {body} [downed|PROTEST] tools."),
        ("{speaker} <said> «that {doer} had [refused|REJECT] every offer by {body}».",
         "{doer} has [turned down|REJECT] {body}, {speaker} <complained>."),
        ("{number} workers joined in, and ships with {goods} lay idle.",
         "With {number} people out, {goods} piled up at the gates."),
        ("{doer} [threatened|THREATEN] {body} with the courts.",
         "A judge may be asked, {doer} [warned|THREATEN] {body}."),
        ("{target} [offered|CONSULT] to mediate, and talks with {body} may begin in {capital}.",
         "Talks in {capital} were [proposed|CONSULT] by {target}."),
        ("The last such strike in {place} took {hours} days.",
         "In {place2} a strike of {hours} days ended in tears {number2} weeks ago."),
    ),
    (
        ("{doer} [agreed|AGREE] with {target} on a deal for {goods} worth {number} million crowns.",
         "A deal over {goods} was [signed|AGREE] by {doer} and {target} in {capital}."),
        ("{speaker} <called> it «the largest sale of {goods} that {target} ever [accepted|AGREE]».",
         "{speaker} <told> reporters «that {target} would [receive|AID] {number} tons»."),
        ("The first ship is to leave {place} within {hours} weeks.",
         "{place} will load the first of {number2} ships."),
        ("{body} of {place2} [criticised|ACCUSE] {doer} for the price.",
         "The price is too low, said {body}, which [blamed|ACCUSE] {doer}."),
        ("Trade had stopped over {reason}.", "It ends a freeze that began with {reason}."),
        ("{target} will [send|AID] {number2} engineers to {place} in return.",
         "In return {place} gets {number2} engineers, whom {target} [lends|AID]."),
    ),
    (
        ("{doer} [imposed|SANCTION] sanctions on {target} over {reason}.",
         "Over {reason}, {doer} [froze|SANCTION] accounts of {target}."),
        ("{speaker} <said> «that {number} firms which sell {goods} were [listed|SANCTION] by {doer}».",
         "The list has {number} traders in {goods}, {speaker} <explained>."),
        ("{target} [vowed|THREATEN] to answer {doer} in kind.",
         "An answer will come, {target} [warned|THREATEN] {doer}."),
        ("Dealers in {place} lost {number2} million crowns before noon.",
         "The exchange in {place} closed {hours} hours early."),
        ("{body} of {place2} [asked|REQUEST] {doer} for exceptions.",
         "Exceptions were [sought|REQUEST] by {body} of {place2}."),
        ("{speaker} <doubted> «that {target} would [yield|CONCEDE]».",
         "Few in {capital} think that {target} will [give in|CONCEDE]."),
    ),
    (
        ("Police of {doer} [arrested|COERCE] {number} members of {body} in {place}.",
         "A raid in {place} ended with {number} people of {body} [held|COERCE] by {doer}."),
        ("{speaker} <said> «that {doer} had [searched|COERCE] the rooms of {body} because of {reason}».",
         "The searches concern {reason}, {speaker} <confirmed>."),
        ("Crates of {goods} and {number2} passports were carried out.",
         "Officers left with {goods} and {number2} passports."),
        ("{target} [demanded|REQUEST] that {doer} free its citizens.",
         "Its citizens must be let go, {target} [urged|REQUEST] {doer}."),
        ("A crowd [gathered|PROTEST] before the court of {place2} within {hours} hours.",
         "In {place2} hundreds [marched|PROTEST] at night."),
        ("{body} has [denied|REJECT] any wrong.", "Nothing was found, a lawyer for {body} said."),
    ),
    (
        ("A ferry with {number} people and a load of {goods} ran aground off {place}.",
         "{number} passengers spent the night on a ferry stuck off {place}."),
        ("{target} [sent|AID] {number2} boats to help {doer}.",
         "Help came from {target}, which [lent|AID] {doer} {number2} boats."),
        ("{speaker} <said> «that {body} had [warned|ACCUSE] {doer} of {reason}».",
         "{body} had written of {reason}, {speaker} <recalled>."),
        ("{doer} [promised|CONSULT] an inquiry with {body}.",
         "An inquiry will be [led|CONSULT] by {doer} and {body}."),
        ("It took {hours} hours to bring the last of them to {place2}.",
         "The last were landed at {place2} after {hours} hours."),
        ("{speaker} <thanked> {target} «for having [helped|SUPPORT] {doer}».",
         "{capital} [praised|SUPPORT] the crews."),
    ),
)  # fmt: skip
_ASIDES = (
    "{place} has {number2} thousand people and lives on {goods}.",
    "Rain is expected in {place2} until the end of the week.",
    "{body} was founded in {place2} over {reason}.",
    "Prices of {goods} rose by {hours} per cent in {capital}.",
    "The governor of {place}, {speaker}, took office {hours} months ago.",
    "A monument in {capital} recalls {reason}.",
)
_MARK = re.compile(r"\{(\w+)\}|\[([^|\]]+)\|([A-Z]+)\]|<([^>]+)>|(«)|(»)")
_ACTORS: Mapping[str, Kind] = {"doer": "state", "target": "state", "speaker": "person", "body": "organisation"}


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is the same in all tellings of a story."""

    kind: tuple[tuple[str, ...], ...]
    words: Mapping[str, str]
    fillers: tuple[str, ...]
    day: date
    tellings: int


@dataclass(slots=True)
class _Marks:
    """A text as it grows, with where its parts stand."""

    text: str = ""
    mentions: list[tuple[str, Span]] = field(default_factory=list)
    claims: list[tuple[Span, str, list[tuple[str, Span]], Span | None]] = field(default_factory=list)
    statements: list[tuple[Span, Span, Span]] = field(default_factory=list)


def readings(count: int, seed: int = 0) -> Iterator[tuple[str, Reading]]:
    """`count` readings, story by story, each with its story's name."""
    made = number = 0
    while made < count:
        chance = Random(f"{seed}:{number}")
        plan = _plan(chance, made)
        told: list[list[str]] = []
        for telling in range(min(plan.tellings, count - made)):
            told.append(_sentences(chance, plan, told))
            yield f"story {number}", _reading(chance, plan, told[-1], f"{number}/{telling}")
        made, number = made + len(told), number + 1


def _plan(chance: Random, made: int) -> _Plan:
    doer, target = chance.sample([_name(f"state {one}") for one in range(24)], 2)
    places = [_name(f"place {chance.randrange(600)}") for _ in range(3)]
    words = {
        "doer": doer,
        "target": target,
        "capital": places[0],
        "place": places[1],
        "place2": places[2],
        "speaker": f"{chance.choice(_FIRST.split())} {_name(f'person {chance.randrange(20_000)}')}",
        "body": f"the {chance.choice(_BODIES)}",
        "goods": chance.choice(_GOODS.split()),
        "reason": chance.choice(_REASONS),
        "number": str(chance.randrange(12, 900)),
        "number2": str(chance.randrange(3, 90)),
        "hours": str(chance.randrange(2, 40)),
        "weekday": chance.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
    }
    tellings = min(40, int(chance.paretovariate(1.2)))
    fillers = tuple(_filler(chance) for _ in range(16))
    return _Plan(chance.choice(_KINDS), words, fillers, BEGIN + timedelta(days=made // PER_DAY), tellings)


@lru_cache(maxsize=100_000)
def _name(whose: str) -> str:
    """A made-up name or word, the same for the same one."""
    chance = Random(whose)
    return "".join(chance.choice(part.split()) for part in (_ONSETS, _MIDDLES, _MIDDLES, _ENDS))


def _filler(chance: Random) -> str:
    """A sentence of made-up words."""
    ranks = (int(_LEXICON ** chance.random()) for _ in range(chance.randrange(8, 20)))
    return " ".join(_name(f"word {rank}").lower() for rank in ranks).capitalize() + "."


def _sentences(chance: Random, plan: _Plan, told: list[list[str]]) -> list[str]:
    """The sentences of a telling: a third are cut copies of an earlier one."""
    if told and chance.random() < 0.33:
        earlier = chance.choice(told)
        return earlier[: chance.randrange(2, len(earlier) + 1)]
    first, *others = plan.kind
    chosen = chance.sample(others, chance.randrange(2, len(others) + 1))
    told_here = [chance.choice(slot) for slot in chosen] + chance.sample(plan.fillers, chance.randrange(4, 9))
    own = [chance.choice(_ASIDES), *(_filler(chance) for _ in range(chance.randrange(2, 8)))]
    return [chance.choice(first), *told_here, *own]


def _reading(chance: Random, plan: _Plan, sentences: list[str], name: str) -> Reading:
    marks = _Marks()
    for sentence in sentences:
        _write(marks, sentence, plan.words)
    day = plan.day + timedelta(days=chance.randrange(3))
    outlet = f"The {_name(f'outlet {chance.randrange(60)}')} Post"
    document = Document(
        marks.text, outlet=outlet, url=f"https://news.example/{name}", published=day.isoformat(), language="en"
    )
    return _found(document, marks, plan.words)


def _write(marks: _Marks, sentence: str, words: Mapping[str, str]) -> None:
    """Adds a sentence to a text. Its claims are the statement's if their trigger stands in a content."""
    marks.text += " " if marks.text else ""
    begun = len(marks.mentions)
    at, cue, opened = 0, None, None
    triggers: list[tuple[Span, str]] = []
    content: Span | None = None
    for mark in _MARK.finditer(sentence):
        marks.text += sentence[at : mark.start()]
        at, start = mark.end(), len(marks.text)
        key, trigger, event, cue_words, opens, closes = mark.groups()
        marks.text += words[key] if key else trigger or cue_words or ""
        span = Span(start, len(marks.text))
        if key in _ACTORS:
            marks.mentions.append((key, span))
        elif event:
            triggers.append((span, event))
        elif cue_words:
            cue = span
        elif opens:
            opened = start
        elif closes and opened is not None:
            content = Span(opened, start)
    marks.text += sentence[at:]
    mentioned = marks.mentions[begun:]
    speakers = [span for key, span in mentioned if key == "speaker"]
    told = content if content and cue and speakers else None
    if told and cue:
        marks.statements.append((told, speakers[0], cue))
    for trigger, kind in triggers:
        inside = told if told and told.start <= trigger.start < told.end else None
        marks.claims.append((trigger, kind, mentioned, inside))


def _found(document: Document, marks: _Marks, words: Mapping[str, str]) -> Reading:
    def party(key: str, span: Span) -> Party:
        return Party(span, _ACTORS[key], True, words[key])

    statements = {}
    for told, source, cue in marks.statements:
        link = Link(source, cue, None, (party("speaker", source),))
        row = statement_id(document.id, (told,), (link,))
        statements[told] = Statement(row, (told,), (link,), 1, "indirect", 0.9)
    claims = []
    for trigger, event, mentioned, content in marks.claims:
        sides = {key: party(key, span) for key, span in reversed(mentioned) if key != "speaker"}
        actor = sides.get("doer") or sides.get("body") or sides.get("target")
        others = [one for one in sides.values() if one is not actor]
        inside = statements[content].id if content else None
        claims.append(
            Claim(
                id=claim_id(document.id, (trigger,), inside),
                statement=inside,
                trigger=(trigger,),
                event=event,
                certainty=Certainty("positive", "actual", None, None),
                confidence=0.9,
                quad_code=QUAD_CODES[event],
                actor=(actor,) if actor else (),
                recipient=tuple(others[:1]),
            )
        )
    actors = [
        Actor(words[key], words[key], _ACTORS[key], tuple(span for other, span in marks.mentions if other == key))
        for key in dict.fromkeys(key for key, _ in marks.mentions)
    ]
    return Reading("invented", document, tuple(statements.values()), tuple(actors), tuple(claims))
