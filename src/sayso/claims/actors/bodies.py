"""Bodies that the press names without saying what they are: "NATO", "the Kremlin", "Hezbollah", "Reuters".

The facts are a table that ships with the package, `facts/bodies.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from sayso.claims.actors.countries import rows
from sayso.types import Kind


@dataclass(frozen=True, slots=True)
class Body:
    """A known body: its id, its full name, what it is, and whose."""

    id: str
    name: str
    kind: Kind
    sector: str | None
    country: str | None
    wikidata: str | None


def body_of(name: str) -> Body | None:
    """The body with this name; lower case, without article."""
    return _bodies().get(name.replace("’", "'").rstrip("."))


@lru_cache(maxsize=1)
def _bodies() -> Mapping[str, Body]:
    known: dict[str, Body] = {}
    for id_, name, kind, sector, country, wikidata, others in rows("bodies.tsv", 7):
        body = Body(id_, name, cast(Kind, kind), sector or None, country or None, wikidata or None)
        for one in (id_, name, *others.split("|")):
            if one:
                known[one.lower().replace("’", "'").rstrip(".")] = body
    return known
