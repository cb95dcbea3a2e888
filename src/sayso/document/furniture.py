"""The furniture of an article: what tells who made it or points elsewhere, and is no part of what it tells.

Bylines, datelines, pictures' captions and credits, credit lines, links to other articles, the desk's notes. A
line is taken only by its whole shape: a sentence of the article that begins alike is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.document.page_facts import letters, people
from sayso.types import Document, Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_PROSE = 40
"""Characters of a sentence at least; a text's first one ends what stands under the headline."""
_LONGEST = 500
"""Characters of a line of furniture at most."""
_CAPTION = 300
"""Characters of a caption that ends with its credit at most; what is longer is a paragraph with one behind it."""
_LONGEST_SIGNED = 32
"""Words of a byline or a credit line at most."""
_LABEL = 3
"""Words of a line under the headline that is no more than a name or the name of a section."""
_UNDER_HEADLINE = 8
"""Lines under the headline that are looked at for what stands only there."""
_OPENING = 3
"""The number of the last line that a dateline may begin: a caption or a summary may stand before it."""
_LAST = 4
"""Lines at the end that are looked at for notes on the author."""

_NAME = r"[A-Z][\w.’'-]*(?: (?:al|bin|da|de|del|den|der|di|dos|el|ibn|la|le|van|von))*(?: [A-Z][\w.’'-]*)+"
_BYLINE = re.compile(
    rf"(?:By|BY|(?:Written|Words|Story|Report|Reported|Text|Analysis|Compiled) [Bb]y):? (?:{_NAME}|[A-Z]{{2,6}}\b"
    r"|(?:[Oo]ur |[Aa] |[Tt]he )?(?:\w+ )?(?:[Ss]taff|[Rr]eporters?|[Cc]orrespondents?)\b)"
    r"|From [A-Z][\w.’'-]+ [A-Z][\w.’'-]+,? in "
)
_JOINERS = """a additional agencies al analysis and at bin bureau by chief compiled contributed contributing
contributor contributors correspondent correspondents da de del den der desk di dispatch dos edited editing editor
editors el files for foreign freelance from further graphics in input inputs la le material national of on our
political photographs photography reporter reporters reporting research science senior special sport sports staff
text the to translated translation van via von wire wires with words writer writers writing written"""
_JOINING = frozenset(_JOINERS.split())
"""What joins the names of a byline or a credit line, in small letters."""
_ROLE = re.compile(r"\b(?:correspondent|reporter|editor|writer|columnist|contributor|bureau chief)s?\b", re.IGNORECASE)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_DATED = re.compile(
    rf"\W*(?:(?:published|updated|posted|modified)\b.*|(?:\w+day,? )?{_DATE}(?: .{{0,30}})?|\d+ min(?:ute)?s? read)\W*",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:(?P<place>[A-Z][\w.’'-]*(?: (?:(?:al|de|del|el|la|of) )?[A-Z][\w.’'-]*){0,3}"
    rf"(?:, (?!{_MONTH} )[A-Z][\w.’' -]*?)?),? ?)?"
    rf"(?P<date>{_DATE},?)? ?(?P<agency>[(\[][A-Z][^()\[\]\n]{{1,39}}[)\]])? ?(?P<end>—|–|--?|:)\s*"
    r"(?=[“\"‘'(]?[A-Z\d])"
)
_PICTURE = re.compile(
    r"[^\w“\"‘']*(?:(?:file|handout|stock) )?(?:photo(?:graph)?|image|picture|pic|video|illustration|graphic|caption)s?"
    r"(?: (?:credit|caption|source|copyright)s?(?:[:,]|$)| ?[:|/©])"
    r"|[^\w“\"‘']*(?:credits?:|copyright (?:©|\d|\(c\))|©|\(c\) )|FILE\b ?[-–—:]",
    re.IGNORECASE,
)
_SLASHED = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}(?: ?/ ?[A-Za-z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})+"
_PICTURED = re.compile(
    rf"^{_SLASHED}\W*$"
    r"|^.{0,200}\bGetty Images\W*$"
    rf"|(?:[.!?)”\"’] ?|\s[(\[])(?:(?={_NAME} ?/){_SLASHED}|(?:AP|AFP|EPA|Reuters) [Pp]hoto\b.{{0,60}}"
    r"|(?:[Ff]ile |[Hh]andout )?(?:Photo|Image|Picture|(?<=[(\[])(?:photo|image|picture))(?:graph)?(?: [Cc]redit)?"
    r"(?: ?: ?| (?:by|courtesy of) (?=[A-Z]))[^.!?]{2,60})[)\].]*$"
)
_CREDIT = re.compile(
    r"(?:with |additional |further )*(?:report(?:s|ing)|writing|editing|edited|compiled|translated|translation|research"
    r"|material|files|inputs?|photo(?:graph)?s?|pictures?|images?|illustrations?|graphics?|video)\b.{0,40}?"
    r" (?:by|from) "
    r"|(?:sources?|words|text|analysis): ",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]\.?")
_AFTER = re.compile(
    r"(?<=[.!?”\"’] )(?:[(\[](?P<words>[^()\[\]\n]{2,200})[)\]]\.?|[A-Z]\w*(?: [A-Z]\w*)*(?:/[A-Z]\w*)+)$"
)
_OF_ITSELF = re.compile(
    r"[^.!?]{2,200} contribut(?:ed|ing)(?: \w+){0,2} to th(?:is|e) (?:report|article|story|piece)\b.{0,40}"
    r"|this (?:(?:article|story|report|post|piece|interview|dispatch) (?:(?:was|is|has been) )?"
    r"(?:(?:first|originally) (?:appeared|published)|(?:updated|corrected|amended|republished|translated|adapted))"
    r"|(?:article|story) (?:(?:was|is) )?(?:appeared|published|produced|edited))\b.*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"[^\w“\"‘']*(?:(?:(?:also |must )?(?:read|see|watch|listen)(?: (?:also|more|next|now|this|live))?|don.t miss"
    r"|recommended|related(?: (?:stories|articles|content|topics|coverage))?) ?[:»>|] ?.{0,200}"
    r"|(?-i:ALSO READ|READ ALSO|READ MORE|READ NEXT|SEE ALSO|WATCH|RELATED)\b.{0,200}|more (?:on|from) .{1,60}:"
    r"|(?:also read|read (?:also|more|next)|see also|advertisement)\b.{0,9}"
    r"|(?:read|watch|see|listen|view|find|click|subscribe)\b.{0,100}\b(?:here|below|above)"
    r"|(?:read|watch) the (?:rest|full|whole|entire|latest)\b.{0,80}"
    r"|(?:sign up|subscribe) (?:to|for|here|now)\b.{0,120}|click here\b.{0,120}"
    r"|follow (?:us\b|.{0,80}(?:@|\bon (?:twitter|facebook|x|instagram)\b)).{0,120})\W*",
    re.IGNORECASE,
)
_TO_REACH = re.compile(r"(?:^|[.!?:] )(?:Follow|Reach|Contact|E-?mail|(?:He|She|They) tweets?)\b.{0,60}@\w")
_ABOUT = re.compile(r" (?:is|are|covers|writes|reports|teaches|works)\b", re.IGNORECASE)


def furniture(document: Document) -> tuple[Span, ...]:
    """The stretches of a document's text that are its furniture, in order; no two touch. The headline is none.

    A caption goes as a whole; of a paragraph, the dateline before it and the credit after it.
    """
    text, title = document.text, document.title_span
    lines = list(_lines(text, title))
    first = next((number for number, line in enumerate(lines) if _is_prose(_words(text, line))), len(lines))
    found: list[Span] = []
    for number, line in enumerate(lines):
        words = _words(text, line)
        is_first = number < _UNDER_HEADLINE
        is_last = number >= len(lines) - _LAST
        if (
            is_furniture(words)
            or (is_first and number < first and (title or number) and _is_label(words, document.byline))
            or (is_last and _is_about(words, document.byline))
        ):
            found.append(line)
            continue
        if number <= max(first, _OPENING) and (dateline := _dateline(text, line)):
            found.append(dateline)
        if (after := _AFTER.search(words)) and (after["words"] is None or _is_names(after["words"])):
            found.append(Span(line.start + after.start(), line.end))
    return tuple(found)


def signed(text: str, title: Span | None) -> tuple[str, ...]:
    """Whom a byline under the headline, or in the last line, names; () where there is none."""
    lines = [_words(text, line) for line in _lines(text, title)]
    first = next((number for number, words in enumerate(lines) if _is_prose(words)), len(lines))
    for words in (*lines[: min(first, _UNDER_HEADLINE)], *lines[-1:]):
        if is_byline(words):
            return tuple(dict.fromkeys(people(words)))
    return ()


def is_byline(words: str) -> bool:
    """Whether a line is a byline and no more: "By Sanna Quill in Port Marl"."""
    return bool(_BYLINE.match(words)) and _is_names(words)


def is_furniture(words: str) -> bool:
    """Whether a line is furniture wherever it stands."""
    bare = words.strip("()[]*—–- ")
    return len(words) <= _LONGEST and (
        is_byline(bare)
        or (_is_names(bare) and bool(_BRACKETED.fullmatch(words) or _CREDIT.match(bare)))
        or bool(_PICTURE.match(words) or (len(words) <= _CAPTION and _PICTURED.search(words)))
        or bool(_OF_ITSELF.fullmatch(bare) or _ELSEWHERE.fullmatch(words))
    )


def _lines(text: str, title: Span | None) -> Iterator[Span]:
    """The lines that hold more than white space, without what surrounds them; the headline's is none."""
    for match in _LINE.finditer(text):
        words = match[0].strip()
        start = match.start() + match[0].find(words)
        if words and not (title and start < title.end and title.start < match.end()):
            yield Span(start, start + len(words))


def _words(text: str, line: Span) -> str:
    return text[line.start : line.end]


def _is_prose(words: str) -> bool:
    return len(words) >= _PROSE and bool(_SENTENCE_END.search(words)) and not is_furniture(words)


def _is_names(words: str) -> bool:
    """Whether words are names and what joins them, and no sentence."""
    told = _WORD.findall(words)
    small = [word for word in told if not (word[0].isupper() or word[0].isdigit())]
    return 0 < len(told) <= _LONGEST_SIGNED and all(word in _JOINING for word in small)


def _is_label(words: str, byline: Sequence[str]) -> bool:
    """Whether a line between headline and text tells who wrote it, and when, or its section."""
    if _SENTENCE_END.search(words):
        return False
    signs = any(letters(name) in letters(words) for name in byline) or bool(_ROLE.search(words))
    told = _WORD.findall(words)
    return bool(_DATED.fullmatch(words)) or (_is_names(words) and (signs or len(told) <= _LABEL))


def _is_about(words: str, byline: Sequence[str]) -> bool:
    """Whether one of the last lines is about the author."""
    return bool(_TO_REACH.search(words)) or any(
        words.lower().startswith(name.lower()) and _ABOUT.match(words, len(name)) for name in byline if name
    )


def _dateline(text: str, line: Span) -> Span | None:
    """The dateline before a paragraph: "SELLA, March 4 (Estmoor Wire) -"."""
    found = _DATELINE.match(text, line.start, line.end)
    if found is None or not (found["place"] or found["agency"]):
        return None
    place, mark = found["place"] or "", found["end"]
    if mark == ":":
        # Else it is a speaker's label.
        is_one = bool(found["date"] or (found["agency"] and place.isupper()))
    elif mark == "-" and not found["date"] and not found["agency"]:
        spaced = text[found.start("end") - 1] == " " and found.end() > found.end("end")
        is_one = spaced and not re.search(r"^The |['’]", place)
    else:
        is_one = True
    if not is_one:
        return None
    return Span(line.start, line.start + len(found[0].rstrip()))
