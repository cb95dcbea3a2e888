"""Signs that an outlet found something out for itself: its reporter saw it, was told it, or holds the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sayso.comparison.passages import Paper
from sayso.comparison.tracing.outlets import STAFF, Outlets
from sayso.types import Span

_OWN, _NAME = "\ue000", "\ue001"
"""What stands in the text instead of the outlet's own name and its reporters', one for each character of it."""
_REPORTER = r"(?:reporters?|correspondents?|photographers?|cameram[ae]n|stringer|journalist)"
_THIS = r"[Tt]his (?:newspaper|paper|correspondent|reporter|magazine|station|site|website|agency)"
_YOUR = r"[Yy]our correspondent"
_WE = (
    rf"(?:\b(?:I|[Ww]e)\b|\b{_THIS}\b|\b{_YOUR}\b|\b[Oo]ur (?:own )?(?:[A-Z{_NAME}]|(?:\w+ )?{STAFF})"
    rf"|{_OWN}+(?:['’]s)?(?: (?:\w+ )?{STAFF})?|\b[Tt]he {_REPORTER}|{_NAME}+)"
)
_AT = r"(?:(?:the|our) (?:newsroom|studios?|(?:editorial )?offices?|desk|editors?|hotline) (?:of|at) )?"
_US = (
    rf"(?:(?:us|me)(?! to\b)|{_THIS}|{_YOUR}|{_AT}(?:an? |the )?{_OWN}+(?: {STAFF})?|[Oo]ur (?:own )?{STAFF}"
    rf"|[Oo]ur (?:programme|newsroom|listeners|readers|viewers)|(?:an?|the) {_REPORTER})"
)
_BY_ORDER = rf"(?:for|at the request of|commissioned by|on behalf of) (?:{_THIS}|(?:the )?{_OWN}+)"
_SEEING = (
    r"(?:saw|seen|sees|watch(?:ed|es|ing)?|count(?:ed|s|ing)?|witness(?:ed|es)?|visit(?:ed|s)|found|stood|walk(?:ed|s)"
    r"|met|photographed|filmed|observed|slept|copied|compared|spoke|followed|helped|shook|sat|rode|drove|sailed|flew"
    r"|climbed|waited|queued|entered|reached|arrived|carried|felt|touched|smelled|passed|woken|joined"
    r"|travel(?:led|ed|s)|tells|has been|examined|inspected|made it|was there|were there|could see|timed|measured"
    r"|estimated|reckoned|put the)"
)
_COUNT = (
    r"(?:pictures|footage|photographs?|video|recording|(?:head ?)?count|tally|estimates?|reckoning|figures|analysis"
    r"|investigation|window|roof|man|woman)"
)
_PAPER = (
    r"(?:letters?|drafts?|memos?|memorandum|tapes?|recordings?|documents?|lists?|cop(?:y|ies)|photographs?|photos?"
    r"|pictures?|slips|files?|e-?mails?|contracts?|transcripts?|videos?|footage|minutes|records|correspondence|images"
    r"|papers|notes|invoices|statements)"
)
_HOLDING = (
    r"(?:(?:ha(?:s|ve|d) )?(?:seen|obtained|learned|learnt|verified|reviewed)"
    r"|can (?:reveal|disclose|report)|understands?"
    rf"|(?:ha(?:s|ve|d)|publish(?:es|ed)?|prints?|holds?)(?: [\w’'-]+){{1,3}}? {_PAPER})"
)
_CALLING = r"(?:called|rang|phoned|telephoned|received|reached|contacted|approached)"
_READ = r"(?:seen|obtained|reviewed|viewed|read|heard|reached|contacted|asked|interviewed|approached|compiled)"
_MEETING = r"(?:visited|met|reached|interviewed|called|rang|telephoned|spoke (?:to|with)|sat (?:down )?with)"
_HANDING = (
    r"(?:t(?:ell|ells|old)|wr(?:ites?|ote) to|sa(?:id|ys) to|show(?:s|ed|n)?(?: \w+){0,4} to|showed|leaked to"
    r"|sent(?: \w+){0,2} to|sent|gave|given to|handed to|let(?! us know)|brought(?: \w+){0,2} to|confided to"
    r"|interview with|confirmed to|described to|spoke to|speaking to"
    r"|(?:message|letter|note|e-?mail|reply|answer|statement) to"
    r")"
)
_BETWEEN = r"[^\S\n]?(?:[^.;:()\n]{0,60}?\W)??"
_NOT = re.compile(r"\b(?:not|never|no longer|should|would|might|may|must)\b|n['’]t\b")
_MANY = re.compile(r"\b(?:us|me)$")
_REPORTER_NAMED = re.compile(rf"\b[Oo]ur (?:own |special )?(?:{STAFF} |own )([A-Z]\w+(?: [A-Z]\w+)?)")
"""A reporter's name, by which the document may go on."""


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(
        {
            "saw": rf"{_WE}{_BETWEEN}{_SEEING}\b|\b[Oo]ur own [A-Z{_NAME}]|\b[Oo]ur (?:\w+ )?{STAFF}\b"
            rf"|\b(?:(?:lies?|lay|stands?|stood|sits?|sat) before|in front of|behind|past) (?:me|us)\b"
            rf"|\b(?:my|our) (?:very |own )?eyes\b"
            rf"|\b(?:[Oo]ur|[Mm]y) (?:own )?{_COUNT}\b|{_OWN}+(?:['’]s)? (?:own )?{_COUNT}\b"
            rf"|\b{_COUNT} (?:\w+ )?(?:by|of|from) {_OWN}|{_OWN}['’]s [A-Z]\w+ [A-Z]",
            "holds": rf"{_WE}{_BETWEEN}{_HOLDING}\b",
            "told": rf"\b(?i:{_HANDING}) {_US}(?!\w)|\b(?i:{_READ}) by {_US}(?!\w)|{_WE}{_BETWEEN}{_MEETING}\b"
            rf"|\b{_CALLING} (?!us\b|me\b){_US}(?!\w)|\b{_BY_ORDER}(?!\w)",
        }[kind]
    )


class Witness:
    """Finds such signs in one document, outside quotation marks."""

    def __init__(self, paper: Paper, outlets: Outlets) -> None:
        self._paper = paper
        own = outlets.of(paper)
        everything = Span(0, len(paper.text))
        text = paper.text
        for one in outlets.named(paper, everything):
            if one.outlet == own:
                end = one.at.end - 2 * text[: one.at.end].endswith(("'s", "’s"))
                text = text[: one.at.start] + _OWN * (end - one.at.start) + text[end:]
        names = {name for full in _REPORTER_NAMED.findall(text) for name in full.split()}
        for name in names:
            text = re.sub(rf"\b{re.escape(name)}\b", _NAME * len(name), text)
        self._text = text
        self._shown: dict[tuple[str, Span], tuple[Span, ...]] = {}

    def saw(self, at: Span) -> Span | None:
        """Where a stretch of text says that the outlet saw it."""
        return next(iter(self._found("saw", at)), None)

    def holds(self, at: Span) -> Span | None:
        """Where it says that the outlet has the paper or the pictures that tell it."""
        return next(iter(self._found("holds", at)), None)

    def told(self, at: Span) -> Span | None:
        """Where it says that somebody told the outlet, or gave it what it has."""
        return next(iter(self._found("told", at)), None)

    def told_by_name(self, at: Span) -> Span | None:
        """The same, where the outlet is named: not "us", which many may be."""
        found = self._found("told", at)
        return next((one for one in found if not _MANY.search(self._paper.words_of(one))), None)

    def tellings(self, at: Span) -> tuple[Span, ...]:
        """All the places where it says so."""
        return self._found("told", at)

    def any(self, at: Span) -> Span | None:
        return self.saw(at) or self.holds(at) or self.told(at)

    def _found(self, kind: str, at: Span) -> tuple[Span, ...]:
        if (kind, at) not in self._shown:
            self._shown[kind, at] = tuple(self._search(kind, at))
        return self._shown[kind, at]

    def _search(self, kind: str, at: Span) -> Iterator[Span]:
        for match in _pattern(kind).finditer(self._text, at.start, at.end):
            span = Span(*match.span())
            numbers = self._paper.range_of(span)
            if numbers and not _NOT.search(match[0]) and not self._paper.is_quoted[numbers.start]:
                yield span
