"""How well sentences made to test an event coder are read: PETRARCH's validation records.

Each sentence is read as a document of its own. The gold are its codings with CAMEO roots 03 to 20, one for each
pair of parties, each code standing for PLOVER types: those of the full code, else those of its root.

- Right: a coding one of whose types some claim of the sentence has; out of all codings. One claim may answer several
  codings, since joint parties are coded pair by pair. Parties are not asked for here.
- Extra: claims with no coding of their type left, each coding being used up by one claim; for each 100 codings.
  Counted in the sentences that have a coding, and in those marked as without any event; not in sentences with
  other codes alone, nor in those that are there to raise an error.
- Parties, apart: codes of actors are partly of invented states, so a party is judged only where its code can be told
  from the sentence: one word alone with a capital has the first three letters of the code in their order, beginning
  with the same one ("ARN", "Arnor"). It is right when a claim that answers the coding has that word on that side.

Many of the records carry the codes of WEIS, the older scheme that CAMEO was made from ("041" for welcoming, which in
CAMEO is a talk by telephone). Taken as CAMEO, as the set says, they ask for types that the sentences do not tell;
how many are right where a code may be of either scheme is told beside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.chains import RowLink
from benchmarks.claims import ClaimRow
from benchmarks.gold_sentences import CodedSentence, Coding
from benchmarks.tally import share

ROOTS = tuple(f"{root:02}" for root in range(3, 21))

WEIS: Mapping[str, frozenset[str]] = {
    "03": frozenset({"CONSULT"}),
    "04": frozenset({"SUPPORT"}),
    "05": frozenset({"AGREE"}),
    "06": frozenset({"COOPERATE", "CONCEDE"}),
    "07": frozenset({"AID"}),
    "08": frozenset({"AGREE", "COOPERATE"}),
    "09": frozenset({"REQUEST"}),
    "10": frozenset({"REQUEST"}),
    "11": frozenset({"REJECT"}),
    "12": frozenset({"ACCUSE"}),
    "13": frozenset({"ACCUSE", "PROTEST"}),
    "14": frozenset({"REJECT"}),
    "15": frozenset({"REQUEST"}),
    "16": frozenset({"THREATEN"}),
    "17": frozenset({"THREATEN"}),
    "18": frozenset({"PROTEST", "MOBILIZE"}),
    "19": frozenset({"SANCTION", "REJECT"}),
    "20": frozenset({"COERCE"}),
}
"""WEIS's categories (McClelland 1978: consult, approve, promise, grant, reward, agree …) and PLOVER's nearest types."""


def asked(sentence: CodedSentence) -> list[Coding]:
    """The codings of a sentence that are gold."""
    return [coding for coding in sentence.codings if coding.code[:2] in ROOTS]


def types_of(code: str, table: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """PLOVER types of a CAMEO code; KeyError where neither it nor its root is in the table."""
    return table[code] if code in table else table[code[:2]]


def score(
    sentences: Sequence[CodedSentence],
    rows: Sequence[Sequence[ClaimRow]],
    table: Mapping[str, frozenset[str]],
) -> Counter[str]:
    """Counts over all sentences; `rows` has the claims of each, in the same order."""
    counts: Counter[str] = Counter()
    for sentence, claims in zip(sentences, rows, strict=True):
        wanted = [(coding, types_of(coding.code, table)) for coding in asked(sentence)]
        for coding, types in wanted:
            answers = [row for row in claims if row.type in types]
            counts["codings"] += 1
            counts[f"codings of {coding.code[:2]}"] += 1
            counts["right"] += bool(answers)
            counts[f"right of {coding.code[:2]}"] += bool(answers)
            counts["right by either scheme"] += any(row.type in types | WEIS[coding.code[:2]] for row in claims)
            for side, code, parties in (
                ("actor", coding.actor, [row.actors for row in answers]),
                ("recipient", coding.recipient, [row.recipients for row in answers]),
            ):
                word = told_by(code, sentence.text)
                if answers and word:
                    counts[f"{side}s that can be told"] += 1
                    counts[f"{side}s right"] += any(_names(sentence.text, word, links) for links in parties)
        if wanted or (sentence.none and not sentence.codings):
            extra = _extra([types for _, types in wanted], [row.type for row in claims])
            counts["extra"] += len(extra)
            counts["extra where nothing is coded"] += len(extra) if not wanted else 0
            counts["sentences"] += 1
            counts["claims"] += len(claims)
            counts.update(f"extra {kind}" for kind in extra)
    return counts


def _extra(wanted: Sequence[frozenset[str]], given: Sequence[str]) -> list[str]:
    """The types of claims that have no coding left; the codings of fewer types are used first."""
    left = sorted(wanted, key=len)
    extra = []
    for kind in given:
        met = next((types for types in left if kind in types), None)
        if met is None:
            extra.append(kind)
        else:
            left.remove(met)
    return extra


def told_by(code: str, text: str) -> str | None:
    """The one word with a capital that has the code's first three letters in order; None where none or more have."""
    letters = code[:3].lower()
    if len(letters) < 3 or not letters.isalpha():
        return None
    pattern = re.compile(".*".join(letters))
    found = {word for word in re.findall(r"\b[A-Z][a-z]+", text) if pattern.match(word.lower())}
    return found.pop() if len(found) == 1 else None


def _names(text: str, word: str, links: Sequence[RowLink]) -> bool:
    return any(link.source and word in re.findall(r"\w+", text[slice(*link.source)]) for link in links)


def summary(counts: Counter[str]) -> dict[str, Any]:
    """Shares in per cent, extra claims for each 100 codings, and the counts."""
    return {
        "right": 100 * share(counts["right"], counts["codings"]),
        "right by either scheme": 100 * share(counts["right by either scheme"], counts["codings"]),
        "extra": 100 * share(counts["extra"], counts["codings"]),
        "actors": 100 * share(counts["actors right"], counts["actors that can be told"]),
        "recipients": 100 * share(counts["recipients right"], counts["recipients that can be told"]),
        "counts": dict(sorted(counts.items())),
    }
