"""A reading → its digest: the little of it that finding stories needs, so small that 100,000 fit in memory."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise

import numpy as np
import numpy.typing as npt

from sayso.comparison.records import Told
from sayso.comparison.wording import content_words
from sayso.types import Document, Reading

WORDS = 500
"""Content words of a text that count, from its beginning: news tells first what happened, and a digest stays small."""


@dataclass(frozen=True, slots=True, eq=False)
class Digest:
    """A document as it is compared with others when stories are looked for; 4 kB at most.

    `terms` are numbers of 32 bits, ascending: the text's content words, the pairs of them that stand next to each
    other, and its actors. `counts` tells of each how often it is there, 255 at most. Two terms of a large collection
    may have one number; so few do that nothing changes by it. `day` is the proleptic ordinal of the day it was
    published, None where that is not known.
    """

    told: Told
    terms: npt.NDArray[np.uint32]
    counts: npt.NDArray[np.uint8]
    day: int | None


def digest(reading: Reading) -> Digest:
    """The digest of a reading. A reading without actors has one too, of its text alone."""
    counted = Counter(map(term_number, _terms(reading)))
    terms = sorted(counted)
    return Digest(
        told=Told.of(reading.document),
        terms=np.array(terms, dtype=np.uint32),
        counts=np.array([min(counted[term], 255) for term in terms], dtype=np.uint8),
        day=_day(reading.document.published),
    )


def term_number(term: str) -> int:
    """The number, of 32 bits, by which a digest holds a term."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


def _terms(reading: Reading) -> Iterator[str]:
    """Words; pairs of them in the order of the alphabet, so that "police raid" and "raid by police" meet; actors."""
    document = reading.document
    forms = list(islice(content_words(_with_title(document)), WORDS))
    yield from forms
    yield from (" ".join(sorted(pair)) for pair in pairwise(forms) if pair[0] != pair[1])
    for actor in reading.actors:
        if document.id not in actor.id:  # else it is one that only this text can tell
            yield from (f"@{actor.id}" for _ in actor.mentions)


def _with_title(document: Document) -> str:
    """The text, its title before it where that stands outside."""
    return document.text if document.title_span or not document.title else f"{document.title}\n{document.text}"


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None
