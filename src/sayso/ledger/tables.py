"""The tables' names and types, for queries. What makes them is in `migrations.py`.

    documents      one text each, by its id
    raws           the bytes a document was made from, packed
    readings       what one model made of one document: its own account of title, outlet, date
    statement_rows a machine's statements (never changed), and as shown where a review changes that
    claim_rows     a machine's claims, likewise
    actor_rows     a machine's actors
    reviews        people's verdicts, one row each, only ever added
    decisions      what people decide about actors, one row each, only ever added
    link_decisions what people decide about where a claim was taken from, likewise
    failures       documents that could not be read
    statements     what is shown, for searching; derived
    sources        who says it, one row for each party of each link, for searching; derived
    claims         what is shown of claims, for searching; derived
    claim_parties  who does it and to whom, one row for each party, for searching; derived

Texts from articles may hold what a database's own text type cannot (a NUL, half a
surrogate pair). Columns of bytes hold them faithfully, as canonical JSON or UTF-8; columns
of text only serve to search.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Float, Integer, LargeBinary, Text, column, table

migrations = table("sayso_migrations", column("number", Integer), column("name", Text), column("ran_at", Text))

documents = table(
    "documents",
    column("id", Text),
    column("sha256", Text),
    column("url", Text),
    column("text", LargeBinary),
    column("added_at", Text),
)

raws = table("raws", column("document_id", Text), column("sha256", Text), column("packed", LargeBinary))

readings = table(
    "readings",
    column("number", Integer),
    column("document_id", Text),
    column("model", Text),
    column("outlet", Text),
    column("day", Text),
    column("added_at", Text),
    column("sha256", Text),
    column("header", LargeBinary),
)

statement_rows = table(
    "statement_rows",
    column("reading", Integer),
    column("position", Integer),
    column("machine", LargeBinary),
    column("shown", LargeBinary),
)

claim_rows = table(
    "claim_rows",
    column("reading", Integer),
    column("position", Integer),
    column("machine", LargeBinary),
    column("shown", LargeBinary),
)

actor_rows = table(
    "actor_rows",
    column("reading", Integer),
    column("position", Integer),
    column("actor_id", Text),
    column("name", Text),
    column("machine", LargeBinary),
)

reviews = table(
    "reviews",
    column("number", Integer),
    column("document_id", Text),
    column("row_kind", Text),
    column("row_id", Text),
    column("verdict", Text),
    column("row", LargeBinary),
    column("review", LargeBinary),
)

decisions = table("decisions", column("number", Integer), column("decision", LargeBinary))

link_decisions = table("link_decisions", column("number", Integer), column("decision", LargeBinary))

failures = table(
    "failures",
    column("number", Integer),
    column("sha256", Text),
    column("path", Text),
    column("added_at", Text),
    column("failure", LargeBinary),
)

statements = table(
    "statements",
    column("reading", Integer),
    column("position", Integer),
    column("id", Text),
    column("parent", Text),
    column("directness", Text),
    column("confidence", Float),
    column("doubtful", Boolean),
    column("verdict", Text),
    column("words", Text),
)

sources = table(
    "sources",
    column("reading", Integer),
    column("position", Integer),
    column("link", Integer),
    column("party", Integer),
    column("kind", Text),
    column("named", Boolean),
    column("actor_id", Text),
    column("words", Text),
)

claims = table(
    "claims",
    column("reading", Integer),
    column("position", Integer),
    column("id", Text),
    column("voice", Integer),
    column("event", Text),
    column("quad_code", Integer),
    column("polarity", Text),
    column("status", Text),
    column("earliest", Text),
    column("latest", Text),
    column("evidence", Text),
    column("loaded", Boolean),
    column("confidence", Float),
    column("doubtful", Boolean),
    column("verdict", Text),
    column("words", Text),
)
"""`voice` is the position of the statement whose source says it, null being the outlet's voice."""

claim_parties = table(
    "claim_parties",
    column("reading", Integer),
    column("position", Integer),
    column("side", Text),
    column("party", Integer),
    column("actor_id", Text),
    column("words", Text),
)
