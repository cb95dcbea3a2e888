"""Who is said to say a claim, and on what occasion: in public, or to one outlet alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.comparison.passages import Paper
from sayso.comparison.wording import content_words, normal, numbers, words
from sayso.types import Actor, Claim, Link, Party, Span, voice_of

VERBAL = frozenset(("ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "AGREE", "CONSULT", "CONCEDE", "SANCTION"))
"""Events that are done by saying so: whoever tells of one tells what its actor said."""
SPOKEN = frozenset(("ACCUSE", "REQUEST", "THREATEN"))
"""Of these, events that are nothing but words: who saw one heard it."""
_PUBLIC = re.compile(
    r"\b(?:statement|communiqu[eé]|bulletin|press release|announce(?:d|s|ment)|decree|proclamation|ruling|verdict|charge sheet"
    r"|open letter|circular|tweet(?:ed)?|post(?:ed)? on|live (?:on|from|broadcast|stream)|(?:carried|shown?|broadcast)\b[^.]{0,30} live)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:(?:press|news) (?:conference|briefing)|(?:reporters|journalists|representatives of the press)"
    r"|(?:the|assembled|met the|told the|to the) (?:press|media)|speech|speaking|address(?:ed|es|ing)?|broadcasts?|televised|television"
    r"|on (?:air|TV|the radio)|wireless|parliament|assembly|senate|congress|rostrum|podium|lectern|pulpit|platform|rally|hearing"
    r"|in court|courtroom|heard|hear|listened|listen)\b",
    re.IGNORECASE,
)
_PAPER = frozenset(
    normal(word)
    for word in """report statement bulletin letter communique list study survey review paper document memo
    memorandum dossier release announcement findings draft page no annual yearly interim""".split()
)
"""What is read, not who speaks: it tells nothing of whose words they are."""
_REPORT = re.compile(
    r"\b(?:[Rr]eport|[Ss]tudy|[Ss]urvey|[Aa]udit|[Aa]nalysis|dossier|findings|inquiry|paper|briefing note|census|index|list"
    r"|yearbook|[Ww]hite [Pp]aper|[Aa]uditors?|researchers|authors|[Ii]nterim [Ss]tatement)\b"
)
_IN_REPORT = re.compile(rf"\bin (?:its|their|his|her|an?|the) [^,.;]{{0,60}}?{_REPORT.pattern}")
_ROLES = frozenset(
    normal(word)
    for word in """spokesman spokeswoman spokesperson official officials minister ministers chief head leader president
    chairman chairwoman director governor mayor judge ambassador officer secretary deputy prime general member members
    aide adviser source sources man woman people group party former senior acting several two three one""".split()
)
"""What many are: two of them are the same only where nothing else is known of either."""
_ANYBODY = _ROLES | frozenset(
    normal(word)
    for word in """company firm operator authority authorities government army military court union party organisation
    institute charity administration cabinet office agency commission board management witness resident analyst expert
    local foreign same""".split()
)
_POLICE = normal("police")
_ALIKE = {normal(word): _POLICE for word in ("constabulary", "policeman", "gendarmerie", "gendarmes")}
_FORCE, _OTHER_FORCES = normal("force"), frozenset(map(normal, "armed air security defence special task land".split()))
_RELATIVE = re.compile(r"\b(?:which|who|whose|whom)\b")
_VOICE = re.compile(r"\b(?:spokes(?:man|woman|person|people)|lawyers?|office|embassy|press service|envoy|ambassador|representative|counsel)\b", re.IGNORECASE)
_DETAIL = re.compile(r"\b(?:that|issued|released|published|signed|sent|posted|obtained|seen|leaked|quoted|speaking)\b")
_BESIDE = 48
"""Characters beside a name in which stands who that is."""
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*")
_PRONOUN = re.compile(r"(?:he|she|it|they|who|which|the latter|both)", re.IGNORECASE)
_MEANING = re.compile(r"(?:they|it|he|she|its|their|his|her)\b", re.IGNORECASE)
_SAME = re.compile(r"the (?:same )?(?:sources?|official|officials|speaker)$", re.IGNORECASE)
_FIRST = re.compile(r"(?:we|I|you|one|us|readers?)", re.IGNORECASE)
_SEEMING = re.compile(r"\b(?:seem|appear|turn(?:s|ed)? out|emerge|look|known|is said)", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:no(?!\. ?\d)|not|never|nobody|nothing|none|denie[sd]|deny(?:ing)?|denial)\b|n['’]t\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[:;,“”\"—–]")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to say something: the normal forms of the words for it, at `at`, and of its other names (`also`).

    `is_voice`: one who speaks for somebody else. `is_told`: by these words, and not by what stood before them.
    """

    words: frozenset[str]
    at: Span
    is_report: bool = False
    is_named: bool = False
    is_voice: bool = False
    is_told: bool = True
    also: frozenset[str] = frozenset()

    @property
    def telling(self) -> frozenset[str]:
        """The words that tell who it is: without roles, unless there is nothing else."""
        return self.words - _ROLES or self.words

    @property
    def is_anybody(self) -> bool:
        """Whether the words fit many: "the company", "officials"."""
        return self.words <= _ANYBODY

    def is_like(self, other: Speaker) -> bool:
        """Whether two may be the same: half the words of the shorter name are among the other's, roles aside.

        One of whom nothing is known ("they") may be anybody.
        """
        if not self.words or not other.words:
            return True
        here, there = self.telling, other.telling
        shared = (here & (there | other.also)) | (there & (here | self.also))
        if 2 * len(shared) >= min(len(here), len(there)):
            return True
        return (here <= _ROLES or there <= _ROLES) and bool(self.words & other.words)

    def is_named_in(self, words: Collection[str]) -> bool:
        """Whether a stretch of text, by its words' normal forms, names the one."""
        known = self.telling
        return bool(known) and not known <= _ROLES and 3 * len(known.intersection(words)) >= 2 * len(known)


def chain_of(paper: Paper, claim: Claim) -> tuple[Link, ...]:
    """The links, outermost first, in whose voice a claim is told; () for the outlet's own."""
    statement = voice_of(claim, paper.statements)
    return statement.chain if statement else ()


def speaker(paper: Paper, link: Link, claim: Claim | None = None) -> Speaker | None:
    """The source of a link, None where there is none.

    What only stands for somebody ("they", "its statement") and is resolved to no name is the actor of the `claim` that
    stands before it in its sentence, else who spoke last before it.
    """
    if link.source is None and not link.parties:
        return None
    at = link.source or link.parties[0].span
    told = paper.words_of(at)
    if _FIRST.fullmatch(told) or _PRONOUN.fullmatch(told) and link.cue and _SEEMING.search(paper.words_of(link.cue)):
        return None
    one = _speaker(paper, at, link.parties)
    if _SAME.match(told):
        one = replace(one, words=frozenset())
    actor = doer(paper, claim) if claim and claim.trigger[0].end <= at.start else None
    if one.words:
        belongs = actor is not None and re.search(r"\b(?:its|their|his|her)\b", told)
        return replace(one, also=one.also | actor.words) if actor and belongs else one
    before = actor if actor and actor.words and _MEANING.match(told) else _before(paper, at)
    if before is None:
        return replace(one, is_told=False)
    return replace(before, at=at, is_report=one.is_report or before.is_report, is_told=False)


def doer(paper: Paper, claim: Claim) -> Speaker:
    """The actor of a claim, as one who said something by doing it; of nothing known, where it names none."""
    if not claim.actor:
        return Speaker(frozenset(), claim.trigger[0])
    return _speaker(paper, claim.actor[0].span, claim.actor[:1])


def _speaker(paper: Paper, at: Span, parties: Sequence[Party]) -> Speaker:
    head, *rest = _DETAIL.split(_RELATIVE.split(paper.words_of(at), maxsplit=1)[0], maxsplit=1)
    found = {*content_words(head), *content_words(" ".join(_CAPITALISED.findall(" ".join(rest))))}
    also: set[str] = set()
    for party in parties:
        actor = paper.actors.get(party.actor_id or "")
        if actor and actor.kind != "document":
            found.update(content_words(actor.name))
            also.update(word for mention in actor.mentions for word in content_words(paper.words_of(mention)))
            also.update(_presented(paper, actor))
    is_named = any(party.named for party in parties) or bool(re.search(r"(?<!^)\b[A-Z]", head))
    return Speaker(
        _alike(found) - _PAPER,
        at,
        is_report=bool(_REPORT.search(head)),
        is_named=is_named,
        is_voice=bool(_VOICE.search(head)),
        also=_alike(also) - _PAPER,
    )


def _presented(paper: Paper, actor: Actor) -> Iterable[str]:
    """What stands beside a person's first mention, where it tells an office: "the ministry's spokeswoman, Lena Dorr"."""
    if actor.kind != "person" or not actor.mentions:
        return ()
    first = min(actor.mentions)
    sentence = paper.sentence_at(first.start)
    around = Span(max(sentence.start, first.start - _BESIDE), min(sentence.end, first.end + _BESIDE))
    words = content_words(paper.words_of(around))
    return words if _ROLES.intersection(words) else ()


def _alike(found: Iterable[str]) -> frozenset[str]:
    """Words without numbers, and one word for the police, however they are called."""
    alike = {_ALIKE.get(word, word) for word in found if not word.isdigit()}
    if _FORCE in alike and not alike & _OTHER_FORCES:
        alike = {*alike - {_FORCE}, _POLICE}
    return frozenset(alike)


def _before(paper: Paper, at: Span) -> Speaker | None:
    """Who spoke last before a place, as far as its words tell who that is."""
    links = [link for statement in paper.reading.statements for link in statement.own_links]
    earlier = [(link.source.start, link) for link in links if link.source and link.source.end <= at.start]
    for _, link in sorted(earlier, key=lambda one: one[0], reverse=True):
        assert link.source
        one = _speaker(paper, link.source, link.parties)
        if one.words:
            return one
    return None


def is_public(words: str) -> bool:
    """Whether it was said or written for all: a statement, a ruling, or where many heard it."""
    return is_written(words) or is_open(words)


def is_in_report(words: str) -> bool:
    """Whether a sentence says that it stands in a report."""
    return bool(_IN_REPORT.search(words))


def is_written(words: str) -> bool:
    """Whether a paper or the like for all to read is told of."""
    return bool(_PUBLIC.search(words))


def is_open(words: str) -> bool:
    """Whether many heard it: a press conference, a speech, a broadcast."""
    return bool(_OPEN.search(words))


def is_denial(paper: Paper, claim: Claim, at: Span) -> bool:
    """Whether a telling, of the words `at`, says that it is not so: how they begin, what stands beside the trigger, or
    the word by which it is said."""
    if claim.certainty.polarity == "negative" or claim.certainty.status == "denied":
        return True
    trigger = claim.trigger[0]
    subject = " ".join(paper.text[at.start : trigger.start].split()[:2])
    clause = _CLAUSE.split(paper.text[paper.sentence_at(trigger.start).start : trigger.start])[-1]
    before = " ".join(clause.split()[-3:])
    after = " ".join(paper.text[trigger.end : trigger.end + 30].split()[:2])
    chain = chain_of(paper, claim)
    cue = paper.words_of(chain[-1].cue) if chain and chain[-1].cue else ""
    return any(_NEGATED.search(words) for words in (subject, before, after, cue))


def counted(told: str) -> list[tuple[float, str]]:
    """The numbers of a stretch of words, each with the normal form of the word that it counts, "" for none."""
    spans = words(told)
    found = []
    for number, span in enumerate(spans):
        if not numbers(told[span.start : span.end]):
            continue
        after = spans[number + 1 : number + 4]
        (value, *_), scaled = numbers(told[span.start : span.end]), 0
        if after and (both := numbers(told[span.start : after[0].end])) and both[0] != value:
            value, scaled = both[0], 1
        rest = content_words(told[after[scaled].start : after[-1].end]) if after[scaled:] else []
        found.append((value, rest[0] if rest else ""))
    return found


def quoted(paper: Paper, at: Span) -> list[tuple[str, ...]]:
    """The quotations of a stretch of text, each as its words without case."""
    found: list[tuple[str, ...]] = []
    run: list[str] = []
    for number in paper.range_of(at):
        if paper.is_quoted[number]:
            run.append(paper.forms[number])
        elif run:
            found.append(tuple(run))
            run = []
    return [*found, tuple(run)] if run else found
