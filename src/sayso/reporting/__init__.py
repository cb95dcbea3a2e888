"""Readings as a person or a program wants them: on a terminal, as tables, as one page.

    safety.py     text of others made harmless for a terminal, a table cell, a JSON string
    speakers.py   who speaks, in words: sources, chains, citations
    outline.py    statements in the text's order, nested ones under their parents, numbered
    shares.py     whose voice fills how many words
    terminal.py   lines of 80 columns or the terminal's width
    tables.py     JSON, JSONL and CSV
    pictures.py   SVG
    page.py       one self-contained HTML file, from templates/

Everything here returns text or lines; nothing prints, and nothing asks the network.
"""
