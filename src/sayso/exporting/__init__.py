"""Readings in the formats of other programs, and readings of other programs in ours.

    formats.py         FORMATS: what each one is and loses, and the function that writes it; `export`
    jsonl.py           the wire form, one record a line: loses nothing
    csv_table.py       one row a claim
    parquet_table.py   likewise, with types
    plover.py          PLOVER's JSON: one event a line
    acled.py           ACLED's columns
    polecat.py         POLECAT's columns
    web_annotation.py  W3C Web Annotation: words selected in their document
    brat.py            brat standoff: a text and its annotations, two files a document
    graphml.py         who does what to whom as a network, GraphML
    gexf.py            likewise, as Gephi reads it
    dna.py             who agrees to what: the statements of Discourse Network Analyzer
    prov.py            PROV-JSON: what comes from where, by whom
    markdown.py        a folder of notes that link to actors
    standing.py        a reading without what a person rejected
    events.py          claims that event data have a row of, and their days
    network.py         the network of actors that `align` measures, for both
    importing.py       `read_back`: JSONL and CSV → readings
    from_jsonl.py      one record a line, or one reading a line
    from_csv.py        one row a claim
    checking.py        whether a row of the wire form can be one of a document's

What is written is for programs: words keep their places, and cells, markup and links are
guarded. Formats with a place for no verdict leave out what a person rejected.
"""

from sayso.exporting.formats import FORMATS, Format, export
from sayso.exporting.importing import read_back, without_reviews

__all__ = ["FORMATS", "Format", "export", "read_back", "without_reviews"]
