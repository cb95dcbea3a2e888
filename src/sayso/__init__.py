"""sayso reads news and keeps a ledger of attributed claims: who says that who did what to whom.

The path of the data is the path of the folders:

text → document → encoder → heads → claims → ledger → reporting

    import sayso

    reading = sayso.read("article.txt")
    for statement in reading.statements:
        print(statement.chain[-1].source, statement.content)
    for claim in reading.claims:
        print(claim.actor, claim.event, claim.recipient)

Importing sayso is quick: what needs the model or the ledger is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sayso.errors import SaysoError
from sayso.types import Actor, Claim, Document, Failure, Link, Party, Reading, Span, Statement

if TYPE_CHECKING:
    from sayso.across import align, compare, voices
    from sayso.exporting import export
    from sayso.ledger import Ledger
    from sayso.reader import Reader
    from sayso.sources import read, read_many

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Claim",
    "Document",
    "Failure",
    "Ledger",
    "Link",
    "Party",
    "Reader",
    "Reading",
    "SaysoError",
    "Span",
    "Statement",
    "__version__",
    "align",
    "compare",
    "export",
    "read",
    "read_many",
    "voices",
]

_LATER = {
    "Ledger": "sayso.ledger",
    "Reader": "sayso.reader",
    "align": "sayso.across",
    "compare": "sayso.across",
    "export": "sayso.exporting",
    "read": "sayso.sources",
    "read_many": "sayso.sources",
    "voices": "sayso.across",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
