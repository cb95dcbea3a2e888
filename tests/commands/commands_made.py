"""What the tests of commands share: a reader that knows the invented articles, and what commands print of a ledger."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, NamedTuple

from reporting.invented import STRAIT, TEXT, claims_reading, reading

from sayso.types import DEFAULT_THRESHOLD, Document, Link, Reading, Span, Statement, statement_id


class FakeReader:
    """Reads the invented article as we know it, and anything else as one doubtful statement."""

    made: ClassVar[list[tuple]] = []
    read_so_far: ClassVar[list[str]] = []
    model = "invented 1"

    def __init__(
        self,
        model: Path | None = None,
        threads: int | None = None,
        threshold: float = DEFAULT_THRESHOLD,
        ontology: Path | None = None,
    ) -> None:
        self.made.append((model, threads, threshold))
        self.threshold = threshold

    def read(self, document: Document) -> Reading:
        self.read_so_far.append(document.id)
        if document.text == TEXT:
            known = reading()
            rows = []
            for row in known.statements:
                new = statement_id(document.id, row.content, row.own_links)
                parent = next((one for one in known.statements if one.id == row.parent), None)
                above = parent and statement_id(document.id, parent.content, parent.own_links)
                doubtful = row.confidence < self.threshold
                rows.append(replace(row, id=new, parent=above, doubtful=doubtful, review=None))
            return replace(known, document=document, statements=tuple(rows))
        if document.text == STRAIT:
            known = claims_reading(document)
            claims = tuple(replace(row, doubtful=row.confidence < self.threshold) for row in known.claims)
            return replace(known, claims=claims)
        content, link = (Span(0, min(4, len(document.text))),), Link(None, None, "unstated")
        row = Statement(statement_id(document.id, content, (link,)), content, (link,), 1, "direct", 0.4, doubtful=True)
        return Reading("invented 1", document, (row,), ())


class Run(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


def shown(sayso, ledger: str, *arguments: str) -> list[dict]:
    run = sayso("show", "--ledger", ledger, "--format", "jsonl", *arguments)
    assert run.code == 0, run.err
    return [record for line in run.out.splitlines() if (record := json.loads(line))["type"] == "statement"]


def held(sayso, ledger: str) -> dict[str, str]:
    lines = sayso("ledger", "status", "--ledger", ledger).out.splitlines()
    return dict(re.split(r"  +", line, maxsplit=1) for line in lines if not line.startswith(" "))


def claims(sayso, ledger: str, *arguments: str) -> list[dict]:
    run = sayso("show", "--ledger", ledger, "--format", "jsonl", *arguments)
    assert run.code == 0, run.err
    return [record for line in run.out.splitlines() if (record := json.loads(line))["type"] == "claim"]


def content(row: dict) -> str:
    return " … ".join(span["text"] for span in row["content"])
