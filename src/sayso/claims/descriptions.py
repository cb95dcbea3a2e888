"""What a description tells of who it is: "the ministry's spokesman", "a Newsweek report", "some officials"."""

from __future__ import annotations

import re

from sayso.types import Kind

PERSON_PRONOUNS = frozenset(("i", "me", "my", "he", "him", "his", "himself", "she", "her", "hers", "herself"))
PLURAL_PRONOUNS = frozenset(
    (
        "we", "us", "our", "ours", "ourselves", "they", "them", "their", "theirs", "themselves",
        "these", "those", "both", "all", "others", "many", "few",
    )
)  # fmt: skip
RELATIVE_PRONOUNS = frozenset(("who", "whom", "whose", "which", "that"))
PRONOUNS = (
    PERSON_PRONOUNS
    | RELATIVE_PRONOUNS
    | PLURAL_PRONOUNS
    | frozenset(("it", "its", "itself", "you", "your", "this", "one", "some", "neither", "each", "none", "no one"))
    | frozenset(("anyone", "someone", "everyone", "anybody", "somebody", "everybody", "nobody"))
)
ARTICLE = re.compile(
    r"^(the|a|an|this|that|these|those|its|his|her|their|our|my|some|many|several|one|two|three|both|all|"
    r"another)\s+", re.I
)
TITLE = re.compile(
    r"^((mr|mrs|ms|dr|sir|lord|lady|sen|rep|gov|gen|col|lt|sgt|capt|prof|rev|president|(prime |"
    r"foreign )?minister|senator|"
    r"governor|general|king|queen|prince|princess|pope|judge|justice|chancellor|mayor|ayatollah)\.? )+",
    re.I,
)

_DOCUMENT = re.compile(
    r"(report|study|document|statement|letter|survey|poll|indictment|complaint|lawsuit|paper|memo|memorandum|filing|"
    r"article|book|e-?mail|tweet|post|transcript|analysis|bill|order|treaty|ruling|judgment|audit|review|affidavit|"
    r"dossier|cable|note|communiqu[eé]|editorial|record|figure|statistic|file|resolution|video|agreement|accord|"
    r"column|essay|blog|website|press release|headline|message|recording|tape|footage|petition|manifesto|draft)s?|"
    r"studies|surveys|analyses|data|minutes",
    re.I,
)
_ORGANISATION = re.compile(
    r"(government|administration|ministry|department|agency|court|police|army|navy|military|parliament|senate|congress|"
    r"committee|commission|council|party|campaign|company|firm|bank|union|university|institute|institution|group|"
    r"organi[sz]ation|think tank|tank|team|authority|office|bureau|board|church|embassy|consulate|association|"
    r"federation|"
    r"club|hospital|tribunal|cabinet|coalition|junta|force|regime|house|cent(er|re)|foundation|network|alliance|league|"
    r"watchdog|regulator|charity|corporation|school|college|society|faction|movement|militia|service|mission|"
    r"secretariat|laboratory|panel|jury|prosecution|defen[cs]e|opposition|airline|retailer|maker|manufacturer|"
    r"intelligence)",
    re.I,
)
_ORGANISATIONS = re.compile(
    r"(governments|ministries|agencies|courts|parties|companies|firms|banks|unions|universities|institutes|groups|"
    r"organi[sz]ations|authorities|forces|councils|committees|associations|charities|airlines|militias|regulators)",
    re.I,
)
_OUTLET = re.compile(
    r".*\b(times|post|news|journal|tribune|herald|gazette|guardian|newspapers?|daily|magazines?|broadcasters?|"
    r"television|"
    r"tv|radio|news agency|news agencies|wire|press|reuters|afp|ap|bbc|cnn|newsweek|xinhua|tass|irna|al jazeera|"
    r"al mayadeen( english)?|chronicle|observer|telegraph|outlets?|media|independent|economist|weekly|monitor|courier)",
    re.I,
)
_NUMBERS = re.compile(r"((the|new|latest|official|government|recent|preliminary|\w+’s|\w+'s) )*figures", re.I)
_STATE = re.compile(
    r"(country|nation|state|kingdom|republic|province|countries|nations|states|city|town|capital)", re.I
)
_PERSON = re.compile(
    r"\w*(er|or|ist|man|woman|ian|ant|ent|ee|yst|eer|cian|eur)|\w*(chief|official|aide|judge|attorney|diplomat|"
    r"coach|king|"
    r"queen|star|champion|hero|candidate|colleague|friend|relative|witness|boss|source|wife|expert|victim|critic|"
    r"individual|boy|girl|person|head|guard|guest|nurse|pilot|native|veteran|advocate|delegate|secretary|deputy|envoy|"
    r"spy|mp|ceo|chair|nephew|niece|son|prince|princess|pope|priest|cleric|general|captain|economist|militant|"
    r"spokes\w+|chairperson|sheikh|imam|mullah|monk|bishop|pope|heir|rebel|host|guru|medic|mechanic|academic|executive|"
    r"representative|operative|detective|native|fugitive|columnist|intern|youth|teen|ally|spouse|bride|twin|"
    r"partisan|citizen)",
    re.I,
)
_NO_PERSON = re.compile(
    r"\w*(ment|tter|cent|iver|ower|ater|ber|event|factor|sector|number|matter|paper|winter|summer|order|talent|"
    r"incident|accident|content|extent|moment|document|continent|environment|weather|corridor|error|terror|mirror)",
    re.I,
)
_PERSON_ALL_THE_SAME = re.compile(
    r"\w*(lawyer|player|member|employer|minister|manager|barber|carpenter|parent|agent|president|resident|student|"
    r"supporter|reporter|commander|leader|caregiver|driver|plumber|boxer|climber|subscriber|babysitter|whistleblower)",
    re.I,
)
_PARTITIVE = re.compile(
    r"^(?:the |an? )?(?:\w+ )?(?P<head>group|number|majority|minority|team|dozens?|hundreds|thousands|couple|"
    r"handful|series|"
    r"some|one|two|three|four|many|most|all|several|both|none|pair|range|crowd|lot|half|any|each|"
    r"few) of (?P<rest>.+)$",
    re.I | re.S,
)
_STOP = re.compile(
    r",|;|:| – | — | - |\(| (?:of|from|in|at|who|which|that|for|with|on|to|by|whose|where|near|based|under|"
    r"against|about|over|"
    r"into|during|after|before|between|among|as|within|inside|outside|behind|close|familiar|citing|including|like|around|across|throughout)\b"
)
_AFTER_THE_HEAD = re.compile(
    r"(?<=\w)\s+(?:\w+ly\s+)?(?:\w{2,}ed|seen|shown|written|known|given|taken|sent|led|held|saying|citing|"
    r"detailing|speaking|"
    r"representing|living|working|present|aware|loyal|close|familiar|involved)$",
    re.I,
)


def core(text: str) -> str:
    """The noun phrase up to its head: without what follows it, as in "a senior official | with the ministry"."""
    found = _STOP.split(text, maxsplit=1)[0].rstrip()
    shorter = _AFTER_THE_HEAD.sub("", found)
    return shorter if shorter and shorter.lower() not in _DETERMINERS else found


_DETERMINERS = frozenset(
    ("the", "a", "an", "its", "his", "her", "their", "our", "my", "some", "many", "several", "both")
)


def head(text: str) -> str:
    """The head word of a description, lower case; of "a group of officials" it is "officials"."""
    part = _PARTITIVE.match(text)
    if part and (part["head"].lower() not in ("team", "group") or core(part["rest"]).endswith("s")):
        return head(part["rest"])
    words = re.sub(r"['’]s?$", "", core(text).strip(" ,\"“”‘’'")).split()
    return words[-1].lower().strip(".,\"“”‘’'") if words else ""


def is_pronoun(text: str) -> bool:
    """Whether this is a pronoun; "US" and "WHO" are none."""
    return text.lower() in PRONOUNS and (text == "I" or not text.isupper())


_PLURAL = frozenset(
    ("people", "men", "women", "children", "police", "others", "media", "personnel", "wounded", "injured", "family")
)
_SINGULAR = frozenset(
    ("politics", "economics", "statistics", "mathematics", "athletics", "physics", "specimen", "regimen")
)


def is_plural(word: str) -> bool:
    """Whether a head word stands for more than one."""
    if word in _PLURAL or (word.endswith(("men", "people")) and word not in _SINGULAR):
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "news")) and word not in _SINGULAR


def kind_of(text: str) -> Kind:
    """What sort of party a description without a name stands for."""
    word = head(text)
    phrase = core(text)
    plain = " ".join(phrase.split()[-2:]).lower()
    if _DOCUMENT.fullmatch(word) and not (word == "figures" and not _NUMBERS.fullmatch(phrase)):
        return "document"
    if plain.endswith("news agency") or (_OUTLET.fullmatch(phrase) and word not in ("times", "post", "independent")):
        return "outlet"
    if _ORGANISATIONS.fullmatch(word) or _ORGANISATION.fullmatch(word):
        return "organisation"
    if _STATE.fullmatch(word):
        return "state"
    single = re.sub(r"(?<=[^aeiou])ies$", "y", word)
    single = single if single != word else re.sub(r"s$", "", word) if is_plural(word) else word
    someone = _PERSON_ALL_THE_SAME.fullmatch(single) or (
        _PERSON.fullmatch(single) and not _NO_PERSON.fullmatch(single)
    )
    if re.match(r"(?:just )?(one|each|any) of ", text, re.I):
        return "person"
    if is_plural(word):
        return "group"
    return "person" if someone else "other"


def is_outlet(name: str) -> bool:
    """Whether a name reads as an outlet's: "The Harbour Gazette", "Reuters"."""
    return bool(_OUTLET.fullmatch(name))


def is_person_title(text: str) -> bool:
    """Whether a bare phrase is what somebody is: "head of the union", "former minister"."""
    return kind_of(text) == "person"
