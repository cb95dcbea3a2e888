"""How far a claim's innermost source and the outlet commit themselves, by a rule: see `certainty`.

No set to train on judges these two. The scale is that of UDS-IH2 (Rudinger et al. 2018), whose trained judgement
comes in as `graded`; a value for each source of a chain is FactBank's idea (Saurí & Pustejovsky 2009); the classes of
words that decide, with their sources, are in `commitment_words`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.claims.certainty.commitment_words import (
    ADVERBS,
    CUES,
    KNOWING,
    NEGATED,
    NEGATORS,
    OPEN,
    REFUSALS,
    SAID,
    Cue,
    class_of,
    stems,
)
from sayso.types import Certainty, Link, Span, Statement, Status

SURE = 3.0
"""The ends of the scale: 3 surely so, -3 surely not."""

GRADED = 0.25
"""The share of the trained judgement in how surely something actual is told; the words have the rest."""

_PLANNED, _POSSIBLE, _IF_SO, _UNREAL, _ORDERED = 2.5, 1.0, 1.0, -2.5, 0.5
"""What is told without a hedge: of plans, of what may be, of what follows on a condition, of what would have been."""

_RESOLUTE = frozenset(("intended", "threatened", "warned"))
_RESOLUTE_IF = 1.5
"""What follows on a condition, in the mouth of one who vows or threatens it."""

_MINDS = frozenset(("sure", "thought", "suspected", "guessed", "feared", "hoped", "doubted", "estimated", "asked"))
"""Kinds of cue that tell themselves how far the speaker goes: "fears that the town has been taken"."""

_OUTER_DENIAL = -0.2
"""The share that is kept of what somebody further out in the chain denies: a little of the denial is believed."""

_NO_GROUNDS, _SCARE = -0.5, -0.4
"""The share that is kept of what is told without grounds, as the outlet says, and of a word in scare quotes."""

_PRESUPPOSED = Cue("presupposed", 2.5, 0.6)
_BESIDE_DENIAL = Cue("presupposed", 1.5, 0.2)  # less: what is denied is easily taken for what stands beside it

_STATUSES: dict[str, tuple[Status, ...]] = {
    "any": ("actual", "planned", "possible"),
    "actual": ("actual",),
    "ahead": ("planned", "possible"),
    "possible": ("possible",),
    "unplanned": ("actual", "possible"),
}
_LIKELY = r"(?:more |most |very |highly |quite )?likely|probable|in all probability"
_HEDGES: tuple[tuple[float, tuple[Status, ...], re.Pattern[str]], ...] = tuple(
    (most, _STATUSES[of], re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for most, of, words in (
        (2.5, "any", r"almost certain(?:ly)?|nearly certain(?:ly)?|virtually certain|in all likelihood|evidently"),
        (2.0, "any", r"probably|apparently|apparent|seemingly|presumably|presumed|by all accounts|must have|"
                     r"(?:seem|appear)(?:s|ed|ing)?(?= (?:to|that|not|as)\b)|"
                     r"(?:assumed|thought|believed|understood)(?= to\b)"),
        (1.5, "any", _LIKELY),
        (1.5, "ahead", r"expected|tipped|poised|set(?= to)|about(?= to)|due|scheduled|plan(?:s|ned|ning)?|"
                       r"propos(?:es?|ed|ing)|"
                       r"intend(?:s|ed|ing)?|intent on|aim(?:s|ed|ing)?|threaten(?:s|ed|ing)?|prepar(?:es?|ed|ing)|"
                       r"means?(?= to)|meant(?= to)"),
        (1.0, "unplanned", r"suspected|suspicion"),
        (1.0, "possible", r"(?:may|might|could) (?:very )?well|feared|fears?|risk(?:s|ed|ing)?|danger"),
        (0.5, "possible", r"may|might|could|can|possible|potential(?:ly)?|chance"),
        (0.5, "any", r"possibly|perhaps|maybe|conceivably"),
        (0.0, "possible", r"(?:un|not )(?:clear|known|certain|decided|sure)|remains to be seen|no word on|whether"),
        (0.0, "ahead", r"tr(?:y|ies|ied|ying)(?= to)|attempt(?:s|ed|ing)?|s(?:eeks?|ought|eeking)(?= to)|"
                       r"(?:consider|weigh|mull)(?:s|ed|ing)?|(?:want|wish|hop)(?:e?s|e?d|ing)?(?= to)"),
        (-1.5, "ahead", r"unlikely|improbabl[ey]|doubtful|implausibl[ey]|not likely|not expected"),
    )
)  # fmt: skip
"""Words in a claim's own clause: the most that they let it be (below 0: the least), and of which statuses."""

_HEARSAY = re.compile(
    r"\b(?:(?:reported|alleged|supposed|purported)ly|ostensibly|alleged|purported|(?:said|rumou?red|reported)(?= to\b)|"
    r"(?:accused|charged)(?= (?:of|with)\b))",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|no one|nobody|none|neither|nor|without|cannot|hardly|scarcely|barely|nothing|nowhere|"
    r"(?:fail|refus|declin|neglect|omit)(?:t?ed|s|es|e|t?ing)? to|(?:failure|refusal) to|forg[eo]t(?:s|ting|ten)? to|"
    r"(?:avoid|prevent|block|thwart|foil|avert|abort)(?:s|ed|ing)?|stop(?:s|ped|ping)? short of|kept? from|"
    r"(?:refrain|abstain)(?:s|ed|ing)? from|unable to|instead of|rather than|far from|(?:lie|untrue|false|myth) that|"
    r"contrary to)\b|\b\w+n[’']t\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|rebuff\w*)\b", re.IGNORECASE)
_WITHOUT_GROUNDS = re.compile(
    r"\bwithout (?:\w+ ){0,3}(?:evidence|proof|grounds|substantiation|basis)\b|\bwith no (?:evidence|proof|basis)\b|"
    r"\b(?:offer|give|gave|provid|present)(?:ed|ing|s|es)? no (?:evidence|proof)\b",
    re.IGNORECASE,
)
_SCARE_WORD = re.compile(
    r"\b(so-called|self-styled|self-proclaimed|supposed|purported|sham|mock|bogus|fake|phoney|phony|pretended)"
    r"(?: [\w-]+)? [“\"‘']?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“([^“”\n]{1,40})”|\"([^\"\n]{1,40})\"|(?<!\w)‘([^‘’\n]{1,40})’(?!\w)")
_SCARE_LENGTH = 3
"""Words of the longest quotation that holds a trigger at a distance; a longer one is somebody's speech."""

_BEFORE = re.compile(
    r"[,;:()\[\]—–!?…]|\b(?:who|whom|whose|which|where|when|while|because|although|though|since|after|before|until|till|"
    r"but|as|whereas|than)\b|\b(?:and|or) (?=\S+ \S)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[,;:()\[\]—–!?…]|\b(?:who|whom|whose|which|that|where|when|while|because|although|though|since|after|before|until|"
    r"till|but|as|whereas|than|and|or|if|unless)\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\b(?:if|unless|provided|providing|in case|as long as|on condition)\b|"
    r"(?:(?<!\w )(?<!\w)|(?<=\bthat ))(?:should|had|were)\b",
    re.IGNORECASE,
)
_THEN = re.compile(r",|\b(?:will|would|shall|could|might|may|must|then)\b|[’']ll\b", re.IGNORECASE)
_WOULD_HAVE = re.compile(r"\b(?:would|could|might|should)(?:n[’']t| not| never)? have\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_PASSIVE = frozenset(("is", "are", "was", "were", "be", "been", "being", "it's"))
_SHAKEN = frozenset(("appear", "appears", "appeared", "seem", "seems", "seemed", "may", "might", "could", "purports"))
_SHAKY = Cue("shaky", 2.0, 0.35)
"""A word that vouches, itself held back: "appeared to show"."""
_WH = re.compile(r"\W*(?:about |on |to )?(?:who|whom|whose|why|how|when|where|what|which)\b", re.IGNORECASE)
_SAYING = re.compile(r"\b(?:ha[sd]|have)\b|(?:ed|said|says|told|wrote)$", re.IGNORECASE)


def certainty(
    text: str,
    trigger: Span,
    sentence: Span,
    status: Status,
    negative: bool,
    graded: float | None,
    statement: Statement | None,
) -> Certainty:
    """How surely a claim is told, from -3 (surely not) to 3 (surely so), in three steps.

    1. What is *told*: status and polarity give it, hedges in the trigger's own clause bound it, and `graded`, the
       trained judgement of the trigger in its sentence, moderates it where the status is actual. (That judgement is
       of what has happened by now; of plans, demands and conditions it says nothing.)
    2. *By the source*: the cue of the chain's last link bounds or turns what is told ("fears": at most 1; "denied":
       -3).
    3. *By the outlet*: what is told, times the share that the weakest cue of the chain keeps ("revealed" 0.85, "said"
       0.2, "claimed" -0.15). In the outlet's own voice (`statement` None) all is kept, but for scare quotes and
       hearsay.

    `status` and `negative` are the event head's and are believed; the words only say how far. `at` holds the words
    that decided, in order. Does not: see irony, or what the text says elsewhere of a source ("nobody believed her").
    """
    if not (sentence.start <= trigger.start and trigger.end <= sentence.end):
        sentence = trigger  # a sentence that does not hold the trigger tells nothing of it
    at: set[Span] = set()
    chain = statement.chain if statement else ()
    content = statement.content if statement else ()
    cues = [_cue(text, link, content, at) for link in chain]
    scope = _scope(trigger, sentence, statement)
    told = _told(text, trigger, scope, status, cues, at)
    if negative:
        told = -told
        at.update(_found(_NEGATION, text, _clause(text, trigger, sentence)))
    if graded is not None and status == "actual":
        told = (1 - GRADED) * told + GRADED * min(SURE, max(-SURE, graded))
    hearsay = _found(_HEARSAY, text, _clause(text, trigger, scope))
    at.update(hearsay)
    if not chain:
        keep = min(_scare(text, trigger, sentence, at), CUES["reportedly"].keep if hearsay else 1.0)
        if status == "denied":  # somebody's denial, told without a statement of his
            keep = 0.0
            at.update(_found(_DENIAL, text, sentence))
        return _certainty(status, negative, None, told * keep, at)
    if status == "actual":
        cues[-1] = _presupposing(text, cues[-1], content)
    by_source = _by_source(text, told, status, chain, cues)
    if hearsay:
        by_source = _within(by_source, CUES["reportedly"].most)
    keep = _keep(text, sentence, cues, at)
    return _certainty(status, negative, by_source, told * keep, at)


def _certainty(status: Status, negative: bool, by_source: float | None, by_outlet: float, at: set[Span]) -> Certainty:
    return Certainty(
        polarity="negative" if negative else "positive",
        status=status,
        by_source=None if by_source is None else round(by_source, 2) + 0.0,  # + 0.0: no -0.0
        by_outlet=round(by_outlet, 2) + 0.0,
        at=tuple(sorted(at)),
    )


def _told(text: str, trigger: Span, scope: Span, status: Status, cues: Sequence[Cue], at: set[Span]) -> float:
    """How surely the words tell it, before polarity."""
    own = cues[-1].kind if cues else None
    if status == "demanded":
        return _ORDERED if own == "ordered" else 0.0
    if status == "denied":
        # A denial by word of the chain turns it there; else the content itself tells it ("said it was a lie that").
        return SURE if not cues or any(cue.most < 0 for cue in cues) else -SURE
    if status == "conditional":
        return _on_condition(text, trigger, scope, own, at)
    bounds, words = [], []
    clause = _clause(text, trigger, scope)
    for most, statuses, pattern in _HEDGES:
        if status in statuses and (found := _found(pattern, text, clause)):
            bounds.append(most)
            words += found
    if status == "possible" and text[scope.start : scope.end].rstrip("”\"’') ").endswith("?"):
        bounds.append(0.0)
        mark = text.rindex("?", scope.start, scope.end)
        words.append(Span(mark, mark + 1))
    at.update(words)
    if bounds and min(bounds) < 0:
        return min(bounds)
    if status == "planned":
        return min([_PLANNED, *bounds])
    if status == "possible" and not bounds and own not in _MINDS:
        return _POSSIBLE
    return min([SURE, *bounds])


def _on_condition(text: str, trigger: Span, scope: Span, own: str | None, at: set[Span]) -> float:
    """The condition itself is open; what follows on it is told a little; what would have been is told not to be."""
    conditions = _found(_IF, text, scope)
    at.update(conditions)
    if unreal := _found(_WOULD_HAVE, text, scope):
        at.update(unreal)
        return _UNREAL
    before = [span for span in conditions if span.end <= trigger.start]
    if before and not _THEN.search(text, before[-1].end, trigger.start):
        return 0.0
    return _RESOLUTE_IF if own in _RESOLUTE else _IF_SO


def _presupposing(text: str, own: Cue, content: Sequence[Span]) -> Cue:
    """What a cue that leaves its content open does with something in it that is told as actual: "asked who leaked it",
    "demanded the release of those arrested", "denied a part in the attack". It is taken for granted, not reported.
    """
    if own.kind == "denied":
        return _BESIDE_DENIAL
    if own.kind in ("intended", "threatened"):
        return Cue(own.kind, SURE, own.keep)
    first = content[0].start if content else 0
    if own.kind in ("asked", "wanted", "ordered") or (own.kind == "open" and _WH.match(text, first)):
        return _PRESUPPOSED
    return own


def _by_source(text: str, told: float, status: Status, chain: Sequence[Link], cues: Sequence[Cue]) -> float:
    own, outer = cues[-1], cues[:-1]
    if status == "demanded":
        return told
    cue = chain[-1].cue
    if outer and outer[-1].most < 0 and cue and _SAYING.search(text[cue.start : cue.end]):
        return 0.0  # denied is that it was said at all ("denied that she had said")
    return -_within(told, -own.most) if own.most < 0 else _within(told, own.most)


def _keep(text: str, sentence: Span, cues: Sequence[Cue], at: set[Span]) -> float:
    """The share of what is told that the outlet makes its own: the least that a link of the chain keeps."""
    keeps = [_OUTER_DENIAL if cue.kind == "denied" else cue.keep for cue in cues[:-1]]
    own = cues[-1]
    keeps.append(own.keep)
    if (
        min(keeps) < CUES["find"].keep
        and own.kind != "denied"
        and (grounds := _found(_WITHOUT_GROUNDS, text, sentence))
    ):
        at.update(grounds)
        keeps.append(_NO_GROUNDS)
    return min(keeps)


def _cue(text: str, link: Link, content: Sequence[Span], at: set[Span]) -> Cue:
    """The class of a link's cue, with what negates it and what stands beside it taken in."""
    if link.cue is None:
        return SAID
    words = [(match.group().lower().replace("’", "'"), Span(*match.span()))
             for match in _WORD.finditer(text, link.cue.start, link.cue.end)]  # fmt: skip
    cue, first, last = class_of([word for word, _ in words])
    before = {word for word, _ in words[:first]}
    if cue == SAID and before & _PASSIVE and words[first][0] in ("said", "reported"):
        cue = CUES["reportedly"]  # "is said to": nobody is named who says it
    if cue.keep > _SHAKY.keep and (shaky := [span for word, span in words[:first] if word in _SHAKEN]):
        at.update(shaky)
        cue = _SHAKY
    deciding = [span for _, span in words[first:last]] or [link.cue]
    at.add(Span(deciding[0].start, deciding[-1].end))
    beside = [
        (word, span)
        for word, span in _beside(text, link.cue)
        if not any(one.start <= span.start < one.end for one in content)
    ]
    for word, span in [*words[:first], *words[last:], *beside]:
        if (keep := ADVERBS.get(word)) is not None:
            at.add(span)
            cue = Cue(cue.kind, cue.most, keep)
    negators = [span for word, span in words[:first] if _negates(word)]
    if link.source:
        source = _WORD.findall(text[link.source.start : link.source.end].lower())
        if source and source[0] in ("no", "nobody", "none", "neither", "few", "nothing"):
            negators.append(Span(link.source.start, link.source.start + len(source[0])))
    if not negators:
        return cue
    at.update(negators)
    if cue.kind == "factive" and not any(stem in KNOWING for word, _ in words[first:last] for stem in stems(word)):
        return OPEN
    if any(word == "nor" for word, _ in words):  # "would neither confirm nor deny"
        return OPEN
    return NEGATED.get(cue.kind, OPEN)


def _negates(word: str) -> bool:
    return word in NEGATORS or word.endswith("n't") or any(form in REFUSALS for form in stems(word))


def _beside(text: str, cue: Span) -> list[tuple[str, Span]]:
    """The words next to a cue, one on each side, nothing but a blank between."""
    found = []
    before = re.search(r"([\w-]+) $", text[max(0, cue.start - 24) : cue.start])
    if before:
        start = max(0, cue.start - 24) + before.start(1)
        found.append((before[1].lower(), Span(start, start + len(before[1]))))
    after = re.match(r" ([\w-]+)", text[cue.end : cue.end + 24])
    if after:
        found.append((after[1].lower(), Span(cue.end + 1, cue.end + 1 + len(after[1]))))
    return found


def _scare(text: str, trigger: Span, sentence: Span, at: set[Span]) -> float:
    """The share that the outlet keeps of a word that it holds at a distance; 1 of any other."""
    for match in _QUOTED.finditer(text, sentence.start, sentence.end):
        inside = next(group for group in match.groups() if group)
        if match.start() < trigger.start and trigger.end < match.end() and len(inside.split()) <= _SCARE_LENGTH:
            at.add(Span(*match.span()))
            return _SCARE
    if word := _SCARE_WORD.search(text, sentence.start, trigger.start):
        at.add(Span(*word.span(1)))
        return _SCARE
    return 1.0


def _scope(trigger: Span, sentence: Span, statement: Statement | None) -> Span:
    """What of the sentence is in the voice that tells the claim."""
    for span in statement.content if statement else ():
        if span.start <= trigger.start and trigger.end <= span.end:
            return Span(max(span.start, sentence.start), min(span.end, sentence.end))
    return sentence


def _clause(text: str, trigger: Span, scope: Span) -> Span:
    """The trigger's clause within a scope, as commas and joining words tell it; "that" and "to" open none."""
    start = scope.start
    for match in _BEFORE.finditer(text, scope.start, trigger.start):
        start = match.end()
    after = _AFTER.search(text, trigger.end, scope.end)
    return Span(start, after.start() if after else scope.end)


def _found(pattern: re.Pattern[str], text: str, span: Span) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text, span.start, span.end)]


def _within(value: float, most: float) -> float:
    return min(most, max(-most, value))
