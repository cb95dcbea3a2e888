"""Words as documents are compared by: which words carry content, in what form two of them are one, and in what runs.

A word is a run of letters and digits, an inner apostrophe kept; a number keeps its inner comma and point. Forms are
made for comparing alone: nobody is shown one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

from sayso.types import Span

SHINGLE = 5
"""Words in a run that two texts hardly share by chance: four are still common phrases ("at the end of")."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*(?:[^\W_]+)?|(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*(?:['’][^\W_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_POSSESSIVE = re.compile(r"'s?$")

_FUNCTION = frozenset(
    [
        "a",
        "about",
        "above",
        "across",
        "after",
        "again",
        "against",
        "all",
        "almost",
        "alone",
        "along",
        "already",
        "also",
        "although",
        "always",
        "am",
        "among",
        "an",
        "and",
        "another",
        "any",
        "anybody",
        "anyone",
        "anything",
        "are",
        "aren't",
        "around",
        "as",
        "at",
        "away",
        "back",
        "be",
        "became",
        "because",
        "become",
        "been",
        "before",
        "behind",
        "being",
        "below",
        "beneath",
        "beside",
        "besides",
        "between",
        "beyond",
        "both",
        "but",
        "by",
        "came",
        "can",
        "can't",
        "cannot",
        "come",
        "could",
        "couldn't",
        "did",
        "didn't",
        "do",
        "does",
        "doesn't",
        "doing",
        "don't",
        "done",
        "down",
        "during",
        "each",
        "either",
        "else",
        "even",
        "ever",
        "every",
        "everybody",
        "everyone",
        "everything",
        "for",
        "from",
        "further",
        "get",
        "gets",
        "getting",
        "go",
        "goes",
        "going",
        "got",
        "had",
        "hadn't",
        "has",
        "hasn't",
        "have",
        "haven't",
        "having",
        "he",
        "he'd",
        "he'll",
        "he's",
        "hence",
        "her",
        "here",
        "hers",
        "herself",
        "him",
        "himself",
        "his",
        "how",
        "however",
        "i",
        "i'd",
        "i'll",
        "i'm",
        "i've",
        "if",
        "in",
        "indeed",
        "instead",
        "into",
        "is",
        "isn't",
        "it",
        "it'd",
        "it'll",
        "it's",
        "its",
        "itself",
        "just",
        "let",
        "let's",
        "like",
        "many",
        "may",
        "maybe",
        "me",
        "might",
        "mine",
        "more",
        "most",
        "much",
        "must",
        "my",
        "myself",
        "near",
        "neither",
        "never",
        "next",
        "no",
        "nobody",
        "none",
        "nor",
        "not",
        "nothing",
        "now",
        "of",
        "off",
        "often",
        "on",
        "once",
        "one",
        "only",
        "onto",
        "or",
        "other",
        "others",
        "our",
        "ours",
        "ourselves",
        "out",
        "over",
        "own",
        "per",
        "perhaps",
        "quite",
        "rather",
        "really",
        "same",
        "shall",
        "she",
        "she'd",
        "she'll",
        "she's",
        "should",
        "shouldn't",
        "since",
        "so",
        "some",
        "somebody",
        "someone",
        "something",
        "still",
        "such",
        "than",
        "that",
        "that's",
        "the",
        "their",
        "theirs",
        "them",
        "themselves",
        "then",
        "there",
        "there's",
        "therefore",
        "these",
        "they",
        "they'd",
        "they'll",
        "they're",
        "they've",
        "this",
        "those",
        "though",
        "through",
        "throughout",
        "thus",
        "to",
        "together",
        "too",
        "toward",
        "towards",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "very",
        "was",
        "wasn't",
        "we",
        "we'd",
        "we'll",
        "we're",
        "we've",
        "well",
        "went",
        "were",
        "weren't",
        "what",
        "what's",
        "whatever",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "who's",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "won't",
        "would",
        "wouldn't",
        "yet",
        "you",
        "you'd",
        "you'll",
        "you're",
        "you've",
        "your",
        "yours",
        "yourself",
        "say",
        "says",
        "said",
        "saying",
        "tell",
        "tells",
        "told",
        "telling",
        "mr",
        "mrs",
        "ms",
    ]
)
"""Words that say nothing of what a text is about; "say" and "tell" among them, since news is full of both."""

_IRREGULAR = {
    form: word
    for word, forms in {
        "abstain": "abstention", "admit": "admission", "agree": "agreed", "apologise": "apology",
        "arise": "arose arisen", "awake": "awoke awoken", "beat": "beaten", "become": "became", "begin": "began begun",
        "believe": "belief", "bend": "bent", "bite": "bitten", "bleed": "bled", "blow": "blew blown",
        "break": "broke broken", "breed": "bred", "bribe": "bribery", "bring": "brought", "build": "built",
        "burn": "burnt", "buy": "bought", "catch": "caught", "child": "children", "choose": "chose chosen choice",
        "cling": "clung", "come": "came", "compel": "compulsion", "complain": "complaint", "creep": "crept",
        "deal": "dealt", "decree": "decreed", "defence": "defense", "deliver": "delivery", "destroy": "destruction",
        "detain": "detention", "die": "dead death died dying", "dig": "dug", "discover": "discovery", "do": "did done",
        "draw": "drew drawn", "drink": "drank drunk", "drive": "drove driven", "eat": "ate eaten",
        "expel": "expulsion", "explain": "explanation", "fall": "fell fallen", "feed": "fed", "feel": "felt",
        "fight": "fought", "find": "found", "flee": "fled", "fling": "flung", "fly": "flew flown flight",
        "forbid": "forbade forbidden", "forecast": "forecasted", "foresee": "foresaw foreseen",
        "forget": "forgot forgotten", "forgive": "forgave forgiven", "free": "freed", "freeze": "froze frozen",
        "get": "got gotten", "give": "gave given", "go": "went gone", "grow": "grew grown growth",
        "guarantee": "guaranteed", "hang": "hung", "hear": "heard", "hide": "hid hidden", "hold": "held",
        "injure": "injury", "inquire": "inquiry enquire enquiry", "introduce": "introduction", "keep": "kept",
        "kneel": "knelt", "know": "knew known", "lay": "laid", "lead": "led", "leap": "leapt", "learn": "learnt",
        "leave": "left", "lend": "lent", "lie": "lied lying", "light": "lit", "lose": "lost loss", "make": "made",
        "man": "men", "marry": "marriage", "mean": "meant", "meet": "met", "mislead": "misled",
        "mistake": "mistook mistaken", "overcome": "overcame", "overrun": "overran", "oversee": "oversaw overseen",
        "overtake": "overtook overtaken", "overthrow": "overthrew overthrown", "pay": "paid payment",
        "permit": "permission", "person": "people", "produce": "production", "programme": "program",
        "prove": "proven proof", "rebuild": "rebuilt", "receive": "reception", "recover": "recovery",
        "reduce": "reduction", "remark": "comment", "resell": "resold", "resolve": "resolution", "respond": "response",
        "retake": "retook retaken", "rewrite": "rewrote rewritten", "ride": "rode ridden", "ring": "rang rung",
        "rise": "rose risen", "rob": "robbery robber", "run": "ran", "say": "said", "see": "saw seen",
        "seek": "sought", "sell": "sold sale", "send": "sent", "shake": "shook shaken", "shoot": "shot",
        "show": "shown", "shrink": "shrank shrunk", "sing": "sang sung", "sink": "sank sunk", "sit": "sat",
        "slay": "slew slain", "sleep": "slept", "slide": "slid", "solve": "solution", "speak": "spoke spoken speech",
        "speed": "sped", "spend": "spent", "spill": "spilt", "spin": "spun", "spoil": "spoilt",
        "spring": "sprang sprung", "stand": "stood", "steal": "stole stolen theft", "stick": "stuck", "sting": "stung",
        "strike": "struck stricken", "submit": "submission", "suspect": "suspicion", "swear": "swore sworn",
        "sweep": "swept", "swell": "swollen", "swim": "swam swum", "swing": "swung", "take": "took taken",
        "teach": "taught", "tear": "tore torn", "tell": "told", "think": "thought", "threat": "threaten",
        "throw": "threw thrown", "tie": "tying", "tread": "trod trodden", "undergo": "underwent undergone",
        "understand": "understood", "undertake": "undertook undertaken", "uphold": "upheld", "wake": "woke woken",
        "wear": "wore worn", "weep": "wept", "win": "won", "withdraw": "withdrew withdrawn", "withhold": "withheld",
        "withstand": "withstood", "woman": "women", "write": "wrote written",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""Forms that no rule of endings leads back to their verb or singular, and some nouns of what is done."""

_ENDINGS = (
    ("isation", 4), ("ization", 4), ("ation", 5), ("ion", 4), ("at", 5), ("is", 4), ("iz", 4), ("ment", 4), ("ness", 4),
    ("anc", 4), ("enc", 4), ("ant", 4), ("ent", 4), ("al", 4), ("ity", 4), ("iv", 4), ("ur", 4), ("ly", 4),
    ("ship", 4), ("er", 5), ("or", 5),
)  # fmt: skip
"""Endings that make one word of another, a final "e" left out, with the least that must stay: the first that fits."""

_SION = re.compile(r"(?<=[aeioun])sion$")  # "invasion" and "invade"
_OUR = re.compile(r"(?<=\w{3})our$")  # "labour" and "labor"

_COUNTING = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_COUNTING.split())}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "mn": 1e6, "bn": 1e9,
    "tn": 1e12, "lakh": 1e5, "crore": 1e7, "dozen": 12,
}  # fmt: skip
_SPELT = "|".join(sorted(_VALUES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|(?P<tens>(?:{_TENS.replace(' ', '|')})(?=-))?-?(?P<word>{_SPELT}))"
    rf"(?:[ -]?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))}))?(?![^\W_])",
    re.IGNORECASE,
)


def words(text: str) -> list[Span]:
    """Where the words of a text stand, in order; what is part of a web address is none."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    found = [match.span() for match in _WORD.finditer(text)]
    if addresses:
        found = [(start, end) for start, end in found if not any(a <= start < b for a, b in addresses)]
    return [Span(start, end) for start, end in found]


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word without case, accents, the possessive and an abbreviation's points."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.replace("’", "'"))
        word = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    word = _POSSESSIVE.sub("", word.casefold())
    return word if word[:1].isdigit() else word.replace(".", "")


@lru_cache(maxsize=65536)
def normal(word: str) -> str:
    """The form in which a word is compared: "denies", "denied" and "denial" have one, and so do "12" and "twelve".

    First the ending of number or tense goes, then those that make one word of another, in the manner of Porter 1980
    ("An algorithm for suffix stripping") but with fewer rules. What is done mostly meets the noun for it; some words
    meet that should not ("station", "state").
    """
    word = folded(word)
    if word in _VALUES:
        return str(_VALUES[word])
    if word[:1].isdigit():
        return word.replace(",", "")
    word = _OUR.sub("or", _SION.sub("d", _uninflected(word)))
    for _ in range(2):
        word = _without_e(word)
        fitting = (len(end) for end, least in _ENDINGS if word.endswith(end) and len(word) - len(end) >= least)
        word = word[: len(word) - next(fitting, 0)]
    word = _without_e(word)
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 2 and word[-1] == "y" else word


def _uninflected(word: str) -> str:
    """A word without the ending of its number or tense."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 5 and word.endswith("ing") and word != "spring":
        word = word[:-3]
    elif len(word) > 4 and word.endswith("ed") and not word.endswith("eed"):
        word = word[:-2]
    return _IRREGULAR.get(word, word)


def _without_e(word: str) -> str:
    return word if len(word) < 4 else word[:3] + word[3:].rstrip("e")


def content_words(text: str) -> list[str]:
    """The normal forms of the words that carry content, in order, each as often as it stands there."""
    return [form for _, form in content_places(text)]


@lru_cache(maxsize=16384)
def content_places(text: str) -> tuple[tuple[Span, str], ...]:
    """The words that carry content, in order: where each stands, and its normal form."""
    told = ((span, text[span.start : span.end]) for span in words(text))
    return tuple((span, normal(word)) for span, word in told if is_content(word))


@lru_cache(maxsize=65536)
def is_content(word: str) -> bool:
    """Whether a word says anything of what a text is about: no single letter, no function word but "US" in capitals."""
    plain = folded(word)
    return (len(plain) > 1 or plain.isdigit()) and (plain not in _FUNCTION or (plain == "us" and word[:2] != "us"))


def shingles(text: str, size: int = SHINGLE) -> list[int]:
    """A number of 64 bits for each run of `size` words, of any kind, in order: the i-th begins at `words(text)[i]`.

    The same words have the same number in every text and every run of the program. A text of fewer words has none.
    """
    plain = [folded(text[span.start : span.end]) for span in words(text)]
    runs = (" ".join(plain[at : at + size]) for at in range(len(plain) - size + 1))
    return [int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "little") for run in runs]


def numbers(text: str) -> list[float]:
    """The numbers of a text in order, in figures or in words: "4.1 million", "1,200", "twenty-one"."""
    return [_value(match) for match in _NUMBER.finditer(text)]


def _value(match: re.Match[str]) -> float:
    digits, tens, word, scale = match["digits"], match["tens"], match["word"], match["scale"]
    value = float(digits.replace(",", "")) if digits else float(_VALUES[word.lower()])
    if tens:
        value += _VALUES[tens.lower()]
    return round(value * _SCALES[scale.lower()], 2) if scale else value
