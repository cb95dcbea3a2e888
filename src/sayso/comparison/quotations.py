"""Who is said to say a claim: speakers as their documents name them, and which of them may be one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.comparison.passages import Paper
from sayso.comparison.wording import content_words, folded, normal
from sayso.types import Actor, Claim, Link, Party, Span, voice_of


def forms_of(listed: str) -> frozenset[str]:
    """The normal forms of some words, with spaces between them."""
    return frozenset(map(normal, listed.split()))


_PAPER = forms_of(
    """report statement bulletin letter communique list study survey review paper document memo
    memorandum dossier release announcement findings draft page no annual yearly interim"""
)
"""What is read, not who speaks: it tells nothing of whose words they are."""
REPORT = re.compile(
    r"\b(?:[Rr]eport|[Ss]tudy|[Ss]urvey|[Aa]udit|[Aa]nalysis|dossier|findings|inquiry|paper|briefing note|census"
    r"|index|list|yearbook|[Ww]hite [Pp]aper|[Aa]uditors?|researchers|authors|[Ii]nterim [Ss]tatement)\b"
)
_ROLES = forms_of(
    """spokesman spokeswoman spokesperson official officials minister ministers chief head leader president
    chairman chairwoman director governor mayor judge ambassador officer secretary deputy prime general member members
    aide adviser source sources man woman people group party former senior acting several two three one"""
)
"""What many are: two of them are the same only where nothing else is known of either."""
_ANYBODY = _ROLES | forms_of(
    """company firm operator authority authorities government army military court union party organisation
    institute charity administration cabinet office agency commission board management witness resident analyst expert
    local foreign same"""
)
_POLICE = normal("police")
_ALIKE = {normal(word): _POLICE for word in ("constabulary", "policeman", "gendarmerie", "gendarmes")}
_FORCE, _OTHER_FORCES = normal("force"), forms_of("armed air security defence special task land")
_RELATIVE = re.compile(r"\b(?:which|who|whose|whom)\b")
_VOICE = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|lawyers?|office|embassy|press service|envoy|ambassador|representative"
    r"|counsel)\b",
    re.IGNORECASE,
)
_DETAIL = re.compile(r"\b(?:that|issued|released|published|signed|sent|posted|obtained|seen|leaked|quoted|speaking)\b")
_BESIDE = 80
"""Characters beside a name in which stands who that is."""
_TITLE = re.compile(r"((?:[\w’'-]+ ){1,3})$")
_PUT_BEFORE = re.compile(r"(?:\b(?:the|its|their|his|her|our|an?)|\w['’]s?) ([^,;:.“”\"()]+), $", re.IGNORECASE)
_PUT_AFTER = re.compile(r"(?:['’]s)?, ([^,;:.“”\"()]+)(?=[,;:.])")
_PUT_IN = re.compile(r"(?:the|an?|its|their|his|her) |[A-Z]\w*['’]s? ")
"""Who somebody is: an office right before the name, or set off by commas before it or after it."""
_FULL_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]*\.?)* [A-Z][\w’'-]+")
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*")
_PRONOUN = re.compile(r"(?:he|she|it|they|who|which|the latter|both)", re.IGNORECASE)
_MEANING = re.compile(r"(?:they|it|he|she|its|their|his|her)\b", re.IGNORECASE)
_PERSONAL = re.compile(r"(?:he|she|his|her)\b", re.IGNORECASE)
_BELONGING = re.compile(r"^(?:its|their|his|her)\b|\b(?:for|of|from) (?:its|their|his|her)\b", re.IGNORECASE)
_SAME = re.compile(r"the (?:same )?(?:sources?|official|officials|speaker)$", re.IGNORECASE)
_FIRST = re.compile(r"(?:we|I|you|one|us|readers?)", re.IGNORECASE)
_SEEMING = re.compile(r"\b(?:seem|appear|turn(?:s|ed)? out|emerge|look|known|is said)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to say something: the normal forms of the words for it, at `at`, and of its other names (`also`).

    `is_voice`: one who speaks for somebody else. `is_told`: by these words, and not by what stood before them.
    `person`: the family name of one whose full name is known.
    """

    words: frozenset[str]
    at: Span
    is_report: bool = False
    is_named: bool = False
    is_voice: bool = False
    is_told: bool = True
    also: frozenset[str] = frozenset()
    person: str = ""

    @property
    def telling(self) -> frozenset[str]:
        """The words that tell who it is: without roles, unless there is nothing else."""
        return self.words - _ROLES or self.words

    @property
    def is_anybody(self) -> bool:
        """Whether the words fit many: "the company", "officials"."""
        return self.words <= _ANYBODY

    @property
    def is_known(self) -> bool:
        """Whether the words are the one's own, and fit few."""
        return self.is_told and not self.is_anybody

    def is_like(self, other: Speaker) -> bool:
        """Whether two may be the same: half the words of the shorter name are among the other's, roles aside.

        One of whom nothing is known ("they") may be anybody.
        """
        if not self.words or not other.words:
            return True
        if self.person and other.person and self.person != other.person:
            return False
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
    seems = link.cue is not None and _SEEMING.search(paper.words_of(link.cue))
    if _FIRST.fullmatch(told) or (_PRONOUN.fullmatch(told) and seems):
        return None
    one = _speaker(paper, at, link.parties)
    one = _by_office(paper, one) or one
    if _SAME.match(told):
        one = replace(one, words=frozenset())
    actor = doer(paper, claim) if claim and claim.trigger[0].end <= at.start and _may_mean(told, claim) else None
    if one.words:
        return replace(one, also=one.also | actor.words) if actor and _BELONGING.search(told) else one
    means_actor = actor and actor.words and _MEANING.match(told)
    before = actor if means_actor else _issuer(paper, at) or _before(paper, at)
    before = before and (_by_office(paper, before) or before)
    if before is None:
        return replace(one, is_told=False)
    return replace(before, at=at, is_report=one.is_report or before.is_report, is_told=False)


def _by_office(paper: Paper, one: Speaker) -> Speaker | None:
    """Whom a speaker's bare office means: "the minister" is the one who was named last before as a minister."""
    if not one.words or not one.words <= _ROLES:
        return None
    named = [actor for actor in paper.actors.values() if _FULL_NAME.fullmatch(actor.name)]
    named = [actor for actor in named if one.words <= set(_presented(paper, actor))]
    before = [(mention, actor) for actor in named for mention in actor.mentions if mention < one.at]
    after = [(mention, actor) for actor in named for mention in actor.mentions if paper.in_title(one.at.start)]
    if not before and not after:
        return None
    _, actor = max(before, key=lambda found: found[0]) if before else min(after, key=lambda found: found[0])
    words = _alike(content_words(actor.name)) - _PAPER
    return replace(one, words=one.words | words, is_named=True, person=folded(actor.name.split()[-1]))


def _may_mean(told: str, claim: Claim) -> bool:
    """Whether a pronoun may mean a claim's actor: "he" is no ship and no ministry."""
    return not _PERSONAL.match(told) or any(party.kind == "person" for party in claim.actor[:1])


def doer(paper: Paper, claim: Claim) -> Speaker:
    """The actor of a claim, as one who said something by doing it; of nothing known, where it names none."""
    if not claim.actor:
        return Speaker(frozenset(), claim.trigger[0])
    return _speaker(paper, claim.actor[0].span, claim.actor[:1])


def _speaker(paper: Paper, at: Span, parties: Sequence[Party]) -> Speaker:
    head, *rest = _DETAIL.split(_RELATIVE.split(paper.words_of(at), maxsplit=1)[0], maxsplit=1)
    beside = " ".join(rest) if set(content_words(head)) - _PAPER else paper.words_of(at)[len(head) :]
    found = {*content_words(head), *content_words(" ".join(_CAPITALISED.findall(beside)))}
    also: set[str] = set()
    person = ""
    for party in parties:
        actor = paper.actors.get(party.actor_id or "")
        if actor and actor.kind != "document":
            if party.kind == actor.kind == "person" and _FULL_NAME.fullmatch(actor.name):
                person = folded(actor.name.split()[-1])
            found.update(content_words(actor.name))
            also.update(word for mention in actor.mentions for word in content_words(paper.words_of(mention)))
            also.update(_presented(paper, actor))
    is_named = any(party.named for party in parties) or bool(re.search(r"(?<!^)\b[A-Z]", head))
    return Speaker(
        _alike(found) - _PAPER,
        at,
        is_report=bool(REPORT.search(head)),
        is_named=is_named,
        is_voice=bool(_VOICE.search(head)),
        also=_alike(also) - _PAPER,
        person=person,
    )


def _presented(paper: Paper, actor: Actor) -> Iterator[str]:
    """What a person's first mention says of an office: "the ministry's envoy, Lena Dorr"."""
    if actor.kind != "person" or not actor.mentions:
        return
    first = min(actor.mentions)
    sentence = paper.sentence_at(first.start)
    before = paper.text[max(sentence.start, first.start - _BESIDE) : first.start]
    after = paper.text[first.end : min(sentence.end, first.end + _BESIDE)]
    for found in (_TITLE.search(before), _PUT_BEFORE.search(before), _PUT_AFTER.match(after)):
        words = content_words(found[1]) if found else ()
        if found and (_ROLES.intersection(words) or _PUT_IN.match(found[1])):
            yield from words


def _alike(found: Iterable[str]) -> frozenset[str]:
    """Words without numbers, and one word for the police, however they are called."""
    alike = {_ALIKE.get(word, word) for word in found if not word.isdigit()}
    if _FORCE in alike and not alike & _OTHER_FORCES:
        alike = {*alike - {_FORCE}, _POLICE}
    return frozenset(alike)


def author_words(report: str) -> frozenset[str]:
    """The normal forms of the words for a report that tell whose it is: "in the institute's study"."""
    return _alike(content_words(report)) - _PAPER


def _issuer(paper: Paper, at: Span) -> Speaker | None:
    """Whose paper "the statement" is: whoever speaks where it was named before, or else after."""
    named = _PAPER.intersection(paper.content_of(at))
    sentences = [one for one in paper.sentences if named and named.intersection(paper.content_of(one))]
    before = [one for one in sentences if one.end <= at.start]
    after = [one for one in sentences if one.start >= at.end]
    for sentence in (*reversed(before), *after):
        for link in paper.links_in(sentence):
            one = _speaker(paper, link.source, link.parties) if link.source else None
            if one and one.words:
                return one
    return None


def _before(paper: Paper, at: Span) -> Speaker | None:
    """Who spoke last before a place, as far as its words tell who that is."""
    for link in reversed(paper.links_before(at.start)):
        if link.source and link.source.end <= at.start:
            one = _speaker(paper, link.source, link.parties)
            if one.words:
                return one
    return None


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
