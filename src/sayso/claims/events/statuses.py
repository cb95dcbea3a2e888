"""Whether an event is told as done, planned, possible or demanded, and whether not: what the head says, and the words.

The head sees the trigger; a modal or a negation beside it is weighed against what it says. The
weights are in log-odds, chosen on annotated articles kept from training.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import cast

from sayso.types import STATUSES, Span, Status

_CLAUSE = re.compile(r"[^,;:.!?\n“”\"]*$")
_WORD = re.compile(r"[\w’'-]+")
_MODALS: tuple[tuple[frozenset[str], Status, float], ...] = (
    (frozenset(("will", "’ll", "'ll", "ll", "shall", "wo", "won’t", "won't")), "planned", 2.0),
    (frozenset(("would", "’d", "'d", "wouldn’t", "wouldn't")), "planned", 1.0),
    (frozenset(("may", "might", "could", "can")), "possible", 2.0),
    (frozenset(("should", "must", "ought", "need")), "demanded", 1.5),
)
_LED: tuple[tuple[re.Pattern[str], Status, float], ...] = (
    (
        re.compile(
            r"\b(?:plan(?:s|ned|ning)?|inten(?:ds?|ded|ding)|going|set|ready|prepar(?:es?|ed|ing)|vow(?:s|ed|ing)?|"
            r"promis(?:es?|ed|ing)|pledg(?:es?|ed|ing)|agree(?:s|d|ing)?|expected|decided|scheduled|wants?|due|willing|"
            r"hop(?:es?|ed|ing)|seek(?:s|ing)?|about) to (?:\w+ )?$"
        ),
        "planned",
        1.0,
    ),
    (re.compile(r"\b(?:consider|mull|weigh)(?:s|ed|ing)?\b"), "possible", 1.5),
)
_DENYING = r"(?<!not )(?<!nor )(?<!never )(?<!n't )(?<!n’t )\bden(?:y|ies|ied|ying)"
_TOLD = r"(?: (?:\w+ )?(?:accusations?|allegations?|claims?|reports?|rumou?rs|suggestions?))"
_DENIED_THAT = re.compile(
    rf"(?:{_DENYING}(?: (?:on|last) \w+)?{_TOLD}?|\b(?:disput|refut|rebut)\w+{_TOLD}?|\breject\w*{_TOLD})"
    r" that (?P<subject>[^,;:.!?\n“”\"]*)$"
)
_A_NOUN = re.compile(r"(?:an?|any|the|this|that|these|those|its|his|her|their) (?:[\w-]+ )?$")
"""What is no more than the beginning of a noun: "denied that the strike …" takes the strike for granted."""
_DENIED_DOING = re.compile(
    rf"{_DENYING} (?:(?P<doing>(?:ever |having |being |\w+ly )*)"
    r"|(?:ever )?\w+ing (?:out |up )?(?:an?|any|the) (?:\w+ )?)$"
)
_REACH = 100
"""Characters before a trigger among which a denial of it stands."""
_CONDITION = re.compile(r"(?:if|unless|whether)\b", re.IGNORECASE)
_CONDITIONAL = 1.0
_NOT = frozenset(("not", "never", "no", "nobody", "none", "without", "neither", "nor", "n’t", "n't"))
_FAILED = re.compile(r"\b(?:fail(?:s|ed|ing|ure)?|refus\w+|declin(?:es?|ed|ing)|unable) (?:to )?(?:\w+ )?$")
_ARGUMENT_SAYS, _WORD_SAYS = 2.0, 1.5


def status_of(
    text: str,
    trigger: Span,
    sentence: Span,
    statuses: Mapping[str, float],
    negative: float,
    arguments: Sequence[tuple[str, Span]],
) -> tuple[Status, bool]:
    """(status, whether it did not happen) of an event.

    `statuses` and `negative` are the head's probabilities, `arguments` PropBank's at the trigger. A
    denied event has no polarity of its own: the second is False.
    """
    before = _CLAUSE.search(text, max(sentence.start, trigger.start - 60), trigger.start)
    clause = before.group().lower() if before else ""
    near = _WORD.findall(clause)[-4:]
    told = {text[span.start : span.end].lower() for label, span in arguments if label == "ARGM-MOD"}
    modals = told or set(near)
    odds = {status: math.log(max(statuses.get(status, 0.0), 1e-6)) for status in STATUSES}
    for words, status, weight in _MODALS:
        if words & modals:
            odds[status] += weight
    for pattern, status, weight in _LED:
        if pattern.search(clause):
            odds[status] += weight
    if _is_denied(text, trigger, sentence, arguments):
        return "denied", False
    if _CONDITION.match(text, sentence.start):
        odds["conditional"] += _CONDITIONAL
    chosen = cast(Status, max(odds, key=lambda status: odds[status]))
    chance = min(max(negative, 1e-6), 1 - 1e-6)
    against = math.log(chance / (1 - chance))
    if any(label == "ARGM-NEG" for label, _ in arguments):
        against += _ARGUMENT_SAYS
    elif any(word in _NOT or word.endswith(("n't", "n’t")) for word in near[-3:]):
        against += _WORD_SAYS
    if _FAILED.search(clause):
        against += _ARGUMENT_SAYS
    return chosen, against > 0 and chosen != "denied"


def _is_denied(text: str, trigger: Span, sentence: Span, arguments: Sequence[tuple[str, Span]]) -> bool:
    """Whether words before it deny it: "denied that they had beaten", "denied beating", "denied carrying out a strike".

    Not what a denial takes for granted ("denied a part in the attack").
    """
    before = text[max(sentence.start, trigger.start - _REACH) : trigger.start].lower()
    if found := _DENIED_THAT.search(before):
        begins = trigger.start - len(found["subject"])
        has_subject = any(begins <= span.start and span.end <= trigger.start for _, span in arguments)
        return has_subject or not _A_NOUN.fullmatch(found["subject"])
    found = _DENIED_DOING.search(before)
    if found is None:
        return False
    doing = found["doing"]
    return doing is None or "having" in doing or "being" in doing or text[trigger.start : trigger.end].endswith("ing")
