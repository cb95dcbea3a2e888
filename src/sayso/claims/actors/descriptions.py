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
    r"another)\s+",
    re.I,
)
TITLE = re.compile(
    r"^((mr|mrs|ms|dr|sir|lord|lady|sen|rep|gov|gen|col|lt|sgt|capt|prof|rev|president|(prime |"
    r"foreign )?minister|senator|"
    r"governor|general|king|queen|prince|princess|pope|judge|justice|chancellor|mayor|ayatollah|baron|baroness|dame|"
    r"engr|hon)\.? )+",
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
    someone = _PERSON_ALL_THE_SAME.fullmatch(single) or (_PERSON.fullmatch(single) and not _NO_PERSON.fullmatch(single))
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


_TRADES = frozenset(
    ("buyer", "seller", "maker", "importer", "exporter", "supplier", "operator", "developer", "owner", "lender",
     "insurer", "carrier", "manufacturer", "retailer", "producer", "provider", "contractor", "employer", "publisher",
     "broadcaster", "builder", "bidder", "regulator", "winner", "client", "donor", "creditor", "distributor")
)  # fmt: skip
"""What a body may be as well as a person."""


def may_describe(text: str, person: bool) -> bool:
    """Whether a description can be of a person, or else of a body: "the buyer" of either."""
    told = kind_of(text) == "person"
    return told if person else not told or head(text) in _TRADES


_ABSTRACT = re.compile(
    r"\w+(tion|sion|ment|ance|ence|ism|ity|ship)s?|hand|hands|role|roles?|moves?|attacks?|strikes?|efforts?|plans?|threats?|"
    r"offensive|stance|response|bid|push|war|wars|invasion|raids?|policy|policies|support|aid|help|call|calls|demand|demands|"
    r"request|refusal|denial|visit|blockade|siege|crackdown|airstrikes?|campaign|pressure|presence|involvement|claims?|"
    r"siding|bombing|bombardment|shelling|killing|arrest|vote|veto|decree|law|laws|warnings?|pledge|promise|offer|proposal|"
    r"actions?|activities|interests?|behaviou?r|part|side",
    re.I,
)
"""Heads of what somebody does or has: who it is of acts, not the thing."""


def is_abstract(word: str) -> bool:
    """Whether a head word is a deed or a share of somebody's: "hand", "attack", "decision"."""
    return bool(_ABSTRACT.fullmatch(word))


_SORTS = tuple(
    frozenset(sort.split("|"))
    for sort in (
        "agency|authority|bureau|service|administration|commission|office|department|regulator|watchdog|"
        "directorate",
        "ministry|department|office",
        "company|firm|corporation|group|bank|airline|airways|airlines|maker|manufacturer|retailer|carrier|"
        "operator|developer|"
        "lender|provider|conglomerate|business|ltd|limited|inc|corp|co|plc|holdings|motors|importer|exporter|"
        "supplier|buyer|"
        "industries|maritime|shipping|financial",
        "think tank|tank|institute|institution|centre|center|foundation|forum|council",
        "university|college|school|institution|institute|academy|polytechnic",
        "court|tribunal",
        "party|coalition|alliance|movement|bloc|tehreek|congress|front",
        "union|guild|federation|association|congress",
        "group|organisation|organization|body|charity|ngo|association|federation|foundation|movement|network|"
        "alliance|"
        "coalition|society|union|league|club|front|forum|watch|brigade|faction|outfit|institute|centre|center|"
        "initiative",
        "parliament|senate|congress|assembly|house|legislature|knesset|duma|majlis|chamber",
        "army|military|navy|force|forces",
        "council|board|committee|commission|panel|bureau",
        "hospital|clinic|centre|center",
        "church|diocese|parish",
        "news agency|agency",
        "newspaper|paper|daily|magazine|outlet|times|post|news|journal|tribune|herald|gazette|chronicle|observer",
        "club|team|side|united|fc",
        "museum|gallery", "police|force", "government|administration|"
        "state", "cabinet", "opposition", "regime", "embassy",
        "port", "depot", "ward", "station", "airport", "mill", "mine", "plant", "yard",
    )
)  # fmt: skip
_ANY_BODY = frozenset(
    (
        "body",
        "institution",
        "organisation",
        "organization",
        "outfit",
        "team",
        "group",
        "side",
        "ngo",
        "charity",
        "company",
    )
)
_ANY_PEOPLE = frozenset(("people", "men", "women", "individuals", "groups", "others", "officials", "members", "two"))
_OF_THE_STATE = frozenset(
    ("ministry", "court", "tribunal", "police", "government", "parliament", "senate", "army", "navy", "military",
     "cabinet", "department", "assembly", "congress", "state", "municipality", "embassy", "prosecutor", "prosecution")
)  # fmt: skip
_ONLY_BY_NAME = frozenset(
    ("government", "opposition", "regime", "cabinet", "state", "police", "army", "military", "embassy", "ministry",
     "office", "department", "court", "tribunal", "parliament", "senate", "municipality", "prosecution")
)  # fmt: skip
"""A name that does not say so is no government, no opposition."""
_OFFICES = tuple(
    frozenset(office.split("|"))
    for office in (
        "minister|premier|pm|cm|prime minister|chief minister",
        "president",
        "governor|lieutenant-governor",
        "mayor",
        "ambassador|envoy|diplomat|consul",
        "secretary",
        "judge|magistrate|justice",
        "lawmaker|legislator|mp|senator|congressman|congresswoman|assemblyman|assemblywoman|parliamentarian|deputy",
        "chairman|chair|chairperson|chairwoman|president",
        "general|commander|colonel|brigadier|admiral|major",
        "king|monarch|emir|sultan|queen|crown prince|prince",
        "spokesman|spokeswoman|spokesperson|spokesman",
        "bishop|archbishop|cardinal|pope|pontiff|priest|imam|cleric|rabbi",
        "prosecutor|attorney",
        "speaker", "vice-president", "coach|manager", "doctor|physician|surgeon|psychiatrist", "mediator|sheikh",
        "teacher|professor|lecturer", "journalist|reporter|correspondent", "businessman|businesswoman|entrepreneur",
    )
)  # fmt: skip
_ANY_OFFICE = frozenset(
    ("official", "leader", "head", "chief", "man", "woman", "politician", "spokesman", "officer", "candidate", "figure")
)
_SHORT_OFFICES = {"PM": "prime minister", "CM": "chief minister", "FM": "foreign minister", "VP": "vice-president"}


def same_office(own: str, other: str) -> bool:
    """Whether one who is called by the one office may be called by the other: a magistrate is a judge."""
    return own == other or any(own in office and other in office for office in _OFFICES)


def is_office(word: str) -> bool:
    """Whether a head word is an office that tells one person from another: "governor", not "official"."""
    return word not in _ANY_OFFICE and any(word in office for office in _OFFICES)


def office_in_full(words: str) -> str:
    """An office written out: "the CM", and a bare "CM", is "the chief minister"."""
    full = " ".join(_SHORT_OFFICES.get(word, word) for word in words.split())
    return f"the {full}" if words in _SHORT_OFFICES else full


def _sorts_of(name: str) -> set[str]:
    """The words in a body's name that tell its sort."""
    words = set(name.lower().split())
    return {word for word in words if any(word in sort for sort in _SORTS)}


def may_be_called(own: str, name: str) -> bool:
    """Whether a body of this name can go by this head word: no court is "the union". A name may tell nothing."""
    told = _sorts_of(name)
    if own in told or any(own in sort and told & sort for sort in _SORTS):
        return True
    if own in _ONLY_BY_NAME:
        return False
    if own in _ANY_BODY:
        return not told & _OF_THE_STATE
    return not told or not any(own in sort for sort in _SORTS)


def same_sort(own: str, name: str) -> bool:
    """Whether a body's name tells that it goes by this head word: an institute is "the think tank"."""
    told = _sorts_of(name)
    if own in _ANY_BODY and told & _OF_THE_STATE:
        return False
    return own in told or any(own in sort and told & sort for sort in _SORTS)


def may_go_back(text: str, earlier: str) -> bool:
    """Whether a description without a name can be of the one described so before: no depot is a ward."""
    own, other = head(text), head(earlier)
    if own == other or not own or not other:
        return True
    if is_plural(own) and is_plural(other):
        return own in _ANY_PEOPLE  # "the men" may be insurgents, and insurgents are not just any people
    if is_office(own) or is_office(other):
        return same_office(own, other) or own in _ANY_OFFICE or other in _ANY_OFFICE
    if own in _ANY_BODY or other in _ANY_BODY:
        return not {own, other} & _OF_THE_STATE
    if any(own in sort and other in sort for sort in _SORTS):
        return True
    return not (any(own in sort for sort in _SORTS) or other in ("one", "ones"))
