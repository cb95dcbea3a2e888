"""Signs that an outlet found something out for itself: its reporter saw it, was told it, or holds the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.comparison.crediting import Outlets
from sayso.comparison.passages import Paper
from sayso.types import Span

_REPORTER = r"(?:reporters?|correspondents?|photographers?|cameram[ae]n|stringer)"
_STAFF = rf"(?:{_REPORTER}|crew|team|newsroom|editors?|colleagues?|cameras?)"
_SEEING = (
    r"(?:saw|seen|sees|watch(?:ed|es|ing)?|count(?:ed|s|ing)?|witness(?:ed|es)?|visit(?:ed|s)|found|stood|walk(?:ed|s)|met"
    r"|photographed|filmed|observed|slept|copied|compared|spoke|followed|helped|shook|sat|rode|drove|sailed|flew|climbed|waited|queued|entered|reached|arrived|carried|felt|touched|smelled|passed|woken|joined|travel(?:led|ed|s)|tells|has been"
    r"|examined|inspected|made it|was there|were there|could see|timed|measured)"
)
_COUNT = r"(?:pictures|footage|photographs?|video|count|tally|estimate|recording)"
_NAMED = re.compile(rf"\b[Oo]ur (?:own |special )?(?:{_STAFF} |own )([A-Z]\w+(?: [A-Z]\w+)?)")
"""A reporter's name, by which the document may go on."""
_PAPER = (
    r"(?:letters?|drafts?|memos?|memorandum|tapes?|recordings?|documents?|lists?|cop(?:y|ies)|photographs?|photos?|pictures?|slips|files?"
    r"|e-?mails?|contracts?|transcripts?|videos?|footage|minutes|records|correspondence|images|papers|notes|invoices|statements)"
)
_HOLDING = (
    r"(?:(?:ha(?:s|ve|d) )?(?:seen|obtained|learned|learnt|verified|reviewed)"
    rf"|(?:ha(?:s|ve|d)|publish(?:es|ed)?|prints?|hold[s]?)(?: [\w’'-]+){{1,3}}? {_PAPER})"
)
_READ = r"(?:seen|obtained|reviewed|viewed|read|heard|reached|contacted)"
_MEETING = r"(?:visited|met|reached|interviewed|called|rang|telephoned|spoke (?:to|with)|sat (?:down )?with)"
_HANDING = (
    r"(?:t(?:ell|ells|old)|wr(?:ites?|ote) to|sa(?:id|ys) to|show(?:s|ed|n)?(?: \w+){0,4} to|showed|shown to|leaked to|sent(?: \w+){0,2} to|sent"
    r"|gave|given to|handed to|let(?! us know)|brought(?: \w+){0,2} to|confided to|interview with|confirmed to|described to|spoke to|speaking to|(?:message|letter|note|e-?mail|reply|answer|statement) to)"
)


class Witness:
    """Finds such signs in a document, outside quotation marks."""

    def __init__(self, paper: Paper, outlets: Outlets) -> None:
        self._paper = paper
        own = rf"(?:{outlets.own_name(paper)})"
        short = outlets.own_short(paper)
        ours = _NAMED.findall(paper.text)
        names = "|".join(re.escape(name) for full in ours for name in full.split()) or r"(?!)"
        us = rf"(?:us|me|[Tt]his (?:newspaper|paper|correspondent|reporter|magazine|station|site|website|agency)|[Yy]our correspondent|{own}|[Oo]ur (?:own )?{_STAFF}|(?:an?|the) {_REPORTER}|(?:an? |the )?(?:{own}|{short}) {_STAFF})"
        we = rf"(?:\b(?:I|[Ww]e)\b|\b[Tt]his (?:newspaper|paper|correspondent|reporter|magazine|station)\b|\b[Yy]our correspondent\b|\b[Oo]ur (?:own )?(?:[A-Z]|(?:\w+ )?{_STAFF})|{own}(?:['’]s)?(?: (?:\w+ )?{_STAFF})?|{short}(?:['’]s)?(?: (?:\w+ )?{_STAFF})|\b[Tt]he {_REPORTER}|\b(?:{names})\b)"
        between = r"(?:[^.;:()\n]{0,60}?\W)??"
        self._seeing = re.compile(rf"{we}[^\S\n]?{between}{_SEEING}\b|\b[Oo]ur own [A-Z]|\b[Oo]ur (?:\w+ )?{_STAFF}\b|\b[Oo]ur (?:own )?{_COUNT}\b")
        self._holding = re.compile(rf"{we}[^\S\n]?{between}{_HOLDING}\b")
        self._handing = re.compile(
            rf"\b{_HANDING} {us}(?!\w)|\b{_READ} by {us}(?!\w)|{we}[^\S\n]?{between}{_MEETING}\b"
        )

    def saw(self, at: Span) -> Span | None:
        """Where a stretch of text says that the outlet saw it."""
        return next(self._found(self._seeing, at), None)

    def holds(self, at: Span) -> Span | None:
        """Where it says that the outlet has the paper or the pictures that tell it."""
        return next(self._found(self._holding, at), None)

    def told(self, at: Span) -> Span | None:
        """Where it says that somebody told the outlet, or gave it what it has."""
        return next(self._found(self._handing, at), None)

    def told_by_name(self, at: Span) -> Span | None:
        """The same, where the outlet is named: not "us", which many may be."""
        return next(
            (one for one in self._found(self._handing, at) if not re.search(r"\b(?:us|me)$", self._paper.words_of(one))), None
        )

    def _found(self, pattern: re.Pattern[str], at: Span) -> Iterator[Span]:
        for match in pattern.finditer(self._paper.text, at.start, at.end):
            numbers = self._paper.range_of(Span(*match.span()))
            if re.search(r"\b(?:not|never|no longer|should|would|might|may|must)\b|n['’]t\b", match[0]):
                continue
            if len(numbers) and not self._paper.is_quoted[numbers.start]:
                yield Span(*match.span())
