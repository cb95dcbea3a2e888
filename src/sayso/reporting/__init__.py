"""Readings as a person or a program wants them: on a terminal, as tables, as one page.

    safety.py     text of others made harmless for a terminal, a table cell, a JSON string
    speakers.py   who speaks, in words: sources, chains, citations
    outline.py    statements in the text's order, nested ones under their parents, numbered
    doers.py      who does what to whom, in words, and by whose voice
    terminal.py   lines of 80 columns or the terminal's width
    tables.py     JSON, JSONL, CSV and Parquet
    pictures.py   SVG: who gets how many words
    networks.py   SVG: who does what to whom
    timeline.py   what happened when, and who tells it
    cards.py      claims as the page shows them
    page.py       one self-contained HTML file, from templates/

Everything here returns text or lines, but Parquet goes to a stream that is given. Nothing
prints, and nothing asks the network.
"""
