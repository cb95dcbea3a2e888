"""The table of formats, and the one function that writes any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from sayso.errors import UsageError
from sayso.exporting import (
    acled,
    brat,
    csv_table,
    dna,
    gexf,
    graphml,
    jsonl,
    markdown,
    parquet_table,
    plover,
    polecat,
    prov,
    web_annotation,
)
from sayso.types import Reading

Lines = Callable[[Iterable[Reading]], Iterator[str]]
Write = Callable[[Iterable[Reading], Path], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: `what` it is, the `ending` of its file ("" for a folder), what it `loses` ("" for nothing).

    `write` takes readings and a path. It holds one reading at a time, but for the actors of a network.
    """

    what: str
    ending: str
    loses: str
    write: Write


def export(readings: Iterable[Reading], to: str, path: str | PathLike[str]) -> None:
    """Writes readings, in their order, in the format that FORMATS calls `to`: to a file, or into a new folder.

    Raises UsageError for a format that is not there, for a folder where a file is to be written, and for a
    folder that holds something: nobody's notes are written over. Raises MissingExtra for Parquet without pyarrow.
    """
    if to not in FORMATS:
        raise UsageError(f"No such format: {to!r}.", f"Give one of: {', '.join(FORMATS)}.")
    target, form = Path(path), FORMATS[to]
    if form.ending and target.is_dir():
        raise UsageError(
            f"{target} is a folder, and {to} is one file.", f"Name a file: {target / 'export'}{form.ending}"
        )
    if not form.ending:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise UsageError(f"{target} is not an empty folder.", f"{to} is a folder of files: name a new one.")
        target.mkdir(parents=True, exist_ok=True)
    form.write(readings, target)


def _file_of(lines: Lines) -> Write:
    def write(readings: Iterable[Reading], path: Path) -> None:
        with open(path, "w", encoding="utf-8", newline="\n") as stream:
            for line in lines(readings):
                stream.write(line + "\n")

    return write


_EVENTS_ONLY = "What is not told as having happened, claims of no event type, statements without claims. "

FORMATS: Mapping[str, Format] = {
    "jsonl": Format("the wire form, one record a line", ".jsonl", "", _file_of(jsonl.lines)),
    "csv": Format(
        "a table, one row a claim",
        ".csv",
        "The texts, statements without claims, outer links but for their words, digits after the fourth, and where "
        "arguments, quantities, evidence, loaded words, days and places stand.",
        _file_of(csv_table.lines),
    ),
    "parquet": Format(
        "a table with types, one row a claim", ".parquet", "What csv loses, but for the digits.", parquet_table.write
    ),
    "plover": Format(
        "PLOVER's JSON, one event a line",
        ".jsonl",
        _EVENTS_ONLY + "Events of no day in documents of no day, arguments, evidence, loaded words, chains but for "
        "their words.",
        _file_of(plover.lines),
    ),
    "acled": Format(
        "ACLED's columns, one event a row",
        ".csv",
        _EVENTS_ONLY + "Types of event that ACLED does not code, days vaguer than a month, numeric country codes, "
        "regions, directions: actor 1 acts.",
        _file_of(acled.lines),
    ),
    "polecat": Format(
        "POLECAT's columns, one pair of actors a row",
        ".txt",
        _EVENTS_ONLY + "Last days, who says it, arguments, quantities, evidence, loaded words, intensities, doubt.",
        _file_of(polecat.lines),
    ),
    "web-annotation": Format(
        "W3C Web Annotation (JSON-LD)",
        ".jsonld",
        "The texts, chains but for their words, days, places, quantities, evidence, loaded words, confidence.",
        _file_of(web_annotation.lines),
    ),
    "brat": Format(
        "brat standoff, a .txt and an .ann a document",
        "",
        "Carriage returns (spaces stand for them), what is known of documents and actors but for Wikidata ids, "
        "what days and places mean, what evidence is of, how far anybody commits.",
        brat.write,
    ),
    "graphml": Format(
        "a network of actors, GraphML", ".graphml",
        _EVENTS_ONLY + "Everything but ties between two actors.", _file_of(graphml.lines),
    ),
    "gexf": Format(
        "a network of actors, GEXF for Gephi", ".gexf",
        _EVENTS_ONLY + "Everything but ties between two actors.", _file_of(gexf.lines),
    ),
    "dna": Format(
        "statements as Discourse Network Analyzer lists them",
        ".csv",
        "The texts, claims of no event type, outer links, places in the text; semicolons and double quotes, as there.",
        _file_of(dna.lines),
    ),
    "prov": Format(
        "PROV-JSON, a bundle a reading",
        ".json",
        "The texts, chains but for their words, days, places, evidence, loaded words.",
        _file_of(prov.lines),
    ),
    "markdown": Format(
        "a folder of Markdown notes",
        "",
        "Places in the text, arguments, commitment, invisible characters.",
        markdown.write,
    ),
}  # fmt: skip
"""Every format by its name."""
