"""Which language a text is in: a small test by script and by the commonest words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# The commonest function words, those shared between languages left to each that uses them.
_COMMON = {
    "en": "the of and to in a is that was for on with as by at from it his her he she they be are were has have had "
    "not but this which who will would said an or their its been i you we",
    "fr": "le la les de des du un une et à est en que qui dans pour pas sur au aux avec ce cette il elle par ne se son "
    "sa ses ont été plus mais nous vous",
    "de": "der die das und in zu den von mit ist im für auf nicht ein eine dem des sich auch als es an werden aus er "
    "hat dass sie nach bei wird sind noch wie einem über",
    "es": "el la los las de que y en un una es por con para no se del al su lo como más pero sus le ha o este sí "
    "porque esta entre cuando muy sin sobre",
    "it": "il la le di che e un una è in per con non si del della dei al alla da sono ha nel come più ma lo gli anche "
    "questo delle dal",
    "pt": "o a os as de que e do da em um uma é para com não se no na por mais dos das como mas ao foi ele à seu sua "
    "ou ser são está",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er die ook als bij door maar naar om dan was hij "
    "ze wordt heeft nog",
    "sv": "och i att det som en på är av för med till den har de inte om ett men var jag sig från vi så kan när eller",
    "pl": "w i na z że się nie do to jest o po jak za od przez był ale dla co są oraz tym jego już",
    "id": "yang dan di untuk dengan ini dari itu dalam tidak akan pada juga ke oleh sebagai adalah telah karena mereka",
    "tr": "ve bir bu da de için ile olarak çok daha ne gibi olan ama en kadar sonra var ise",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = (
    ("HIRAGANA", "ja"),
    ("KATAKANA", "ja"),
    ("HANGUL", "ko"),
    ("CJK", "zh"),
    ("CYRILLIC", "ru"),
    ("ARABIC", "ar"),
    ("HEBREW", "he"),
    ("GREEK", "el"),
    ("DEVANAGARI", "hi"),
    ("THAI", "th"),
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_FEWEST_WORDS = 12
_ENOUGH = 0.12


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language as far as a small test can tell; None if it cannot.

    Looks at no more than 20,000 characters from the start. Tells languages that share a
    script other than Latin apart only coarsely: all Cyrillic is `ru`, all Arabic script `ar`.
    """
    sample = text[:_SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    if not letters:
        return None
    by_script = _by_script(letters)
    if by_script:
        return by_script
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _FEWEST_WORDS:
        return None
    scores = {language: sum(word in common for word in words) / len(words) for language, common in _WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] >= _ENOUGH else None


def _by_script(letters: list[str]) -> str | None:
    """The language of the script that over a third of the letters are in; None for Latin."""
    counts: Counter[str] = Counter()
    for letter, times in Counter(letters).items():
        name = unicodedata.name(letter, "")
        for script, language in _SCRIPTS:
            if name.startswith(script):
                counts["ja" if language == "ja" else language] += times
                break
    if not counts:
        return None
    # Japanese is written with Chinese characters too: a little kana decides.
    if counts["ja"] * 10 > counts["zh"]:
        counts["ja"] += counts.pop("zh", 0)
    language, times = counts.most_common(1)[0]
    return language if times * 3 > len(letters) else None


def primary_code(tag: str | None) -> str | None:
    """`en` of `en-GB` or `en_GB`; None where the tag is empty or no language tag."""
    match = re.match(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-_]+)?\s*$", tag or "")
    return match[1].lower() if match else None
