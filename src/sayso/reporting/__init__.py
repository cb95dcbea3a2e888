"""Readings as a person or a program wants them: on a terminal, as tables, as one page.

    safety.py     text of others made harmless for a terminal, a table cell, a JSON string
    speakers.py   who speaks, in words: sources, chains, citations
    outline.py    statements in the text's order, nested ones under their parents, numbered
    doers.py      who does what to whom, in words, and by whose voice
    lines.py      words wrapped to a terminal's width
    terminal.py   one reading in lines of 80 columns or the terminal's width
    compared.py   a ledger's stories in lines, JSON and CSV
    voiced.py     whom each outlet lets speak, likewise
    aligned.py    who stands with whom, likewise
    tables.py     JSON, JSONL, CSV and Parquet
    pictures.py   SVG: who gets how many words
    networks.py   SVG: who does what to whom
    timeline.py   what happened when, and who tells it
    letters.py    how wide words are in a picture
    tellers.py    who tells a story's claims, in words
    storylines.py SVG: a story's documents by day, and what was taken from where
    grids.py      claims down, outlets across
    trees.py      SVG: each origin of a claim, and who repeats it
    quoting.py    SVG: whose words each outlet prints
    signed.py     SVG: who stands with whom, window by window
    svgs.py       a picture as a file of its own
    pngs.py       the same in pixels
    across.py     what the page shows of its articles together
    cards.py      claims as the page shows them
    page.py       one self-contained HTML file, from templates/

Everything here returns text or lines, but Parquet goes to a stream that is given, and PNG is
bytes. Nothing prints, and nothing asks the network.
"""
