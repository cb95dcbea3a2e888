"""Ledger: what was read, kept in one SQLite file."""

from __future__ import annotations

import re
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar, Unpack

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Select,
    TableClause,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
)

from sayso.errors import LedgerError, RowNotFound, UsageError
from sayso.ledger import migrations, rows, tables
from sayso.ledger.checking import Problem, reading_problems
from sayso.ledger.deciding import checked_mentions, decide, entry_of, load_entries, undone
from sayso.ledger.failing import explained, parsing
from sayso.ledger.linking import SHOWN_BY, add_link_decision, load_link_decisions, refuse_later
from sayso.ledger.registering import Decision, Entry
from sayso.ledger.reviewing import Orphan, checked_correction, shown
from sayso.ledger.searching import (
    ClaimFilters,
    Found,
    FoundClaim,
    ReadingFilters,
    StatementFilters,
    of_readings,
    search,
    search_claims,
)
from sayso.ledger.storing import derive, has, insert_reading, load_decisions, load_reading, load_reviews
from sayso.ledger.undoing import refuse_undone, standing
from sayso.ledger.verifying import all_reading_problems, document_problems, file_problems
from sayso.ledger.versions import superseded
from sayso.types import (
    VERDICTS,
    Actor,
    Claim,
    Failure,
    LinkDecision,
    Reading,
    Review,
    Span,
    Statement,
    Verdict,
    voice_of,
)

_DIGITS = re.compile(r"[0-9a-f]{1,16}")
_BEGINNING = b"SQLite format 3\0"

F = TypeVar("F", bound=ReadingFilters)


@dataclass(frozen=True, slots=True)
class Status:
    """What a ledger holds. `size` counts bytes on disk; `models` says how many documents each model has read."""

    path: Path
    size: int
    version: int
    documents: int
    readings: int
    statements: int
    claims: int
    reviews: int
    orphaned_reviews: int
    failures: int
    models: Mapping[str, int]


class Ledger:
    """Documents, readings and reviews in one file.

    Each method that writes is one transaction, on disk when it returns: killed at any
    moment, the file is whole. Others may read and write the same file meanwhile; a writer
    waits its turn for up to `patience` seconds. Iterators see the ledger as it stood when
    they began.

    Ids of documents, statements and claims may be given by their first digits, where no other
    begins so. Every method raises LedgerError where the file cannot be used, and
    RowNotFound where no row has the id.
    """

    def __init__(self, path: str | Path, *, create: bool = True, patience: float = 30.0) -> None:
        """Opens the file, or makes it unless `create` is false; brings an older one up to date.

        Raises LedgerError where it is not a ledger, is damaged, or was written by a newer sayso. An empty file is
        made a ledger too, unless `create` is false.
        """
        self._path = Path(path).absolute()
        if self._path.is_dir():
            raise LedgerError(f"{self._path} is a folder, not a ledger.", "Give the path of a file.")
        if not self._path.parent.is_dir():
            raise LedgerError(f"There is no folder {self._path.parent}.", "Make the folder first, or correct the path.")
        if not create and not self._path.exists():
            raise LedgerError(
                f"There is no ledger {self._path}.", "Correct the path, or make one with: sayso read --ledger FILE …"
            )
        _refuse_other_files(self._path, create=create)
        self._engine = _engine(self._path, patience)
        self._writer = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        try:
            with self._read() as connection:
                version = migrations.version(connection, self._path)
                migrations.refuse_newer(version, self._path)
            if version < migrations.MIGRATIONS[-1].number:
                with self._write() as connection:
                    migrations.migrate(connection, self._path)
        except LedgerError:
            self.close()
            raise

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    def close(self) -> None:
        """Lets go of the file. A ledger that is used after that opens it again."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, reading: Reading) -> bool:
        """Keeps a reading with its document; true where it was not kept already.

        A document that this model has read before is left as it is, even if the reading
        differs. Another model's reading is kept beside it, and a text that changed at its
        URL is another document. A document's raw bytes are kept the first time they come.

        Raises LedgerError for a reading that does not hold together (a span outside the text,
        an id that is not that of its spans), and for one that carries reviews already.
        """
        problem = next(reading_problems(reading), None)
        if problem:
            raise LedgerError(
                f"The reading of document {reading.document.id} cannot be kept: {problem}.",
                "Add a reading as the model gave it.",
            )
        document, now = reading.document, _now()
        kept = tables.readings.c
        same = (kept.document_id == document.id) & (kept.model == rows.plain(reading.model))
        with self._write() as connection:
            if connection.execute(select(kept.number).where(same)).first():
                return False
            if not has(connection, tables.documents.c.id, document.id):
                connection.execute(insert(tables.documents).values(rows.document_row(document, now)))
            if document.raw is not None and not has(connection, tables.raws.c.document_id, document.id):
                connection.execute(insert(tables.raws).values(rows.raw_row(document.id, document.raw)))
            insert_reading(connection, reading, now)
        return True

    def add_failure(self, failure: Failure) -> bool:
        """Keeps a failure; true where the same one was not kept already."""
        row = rows.failure_row(failure, _now())
        with self._write() as connection:
            if has(connection, tables.failures.c.sha256, row["sha256"]):
                return False
            connection.execute(insert(tables.failures).values(row))
        return True

    def readings(self, **filters: Unpack[ReadingFilters]) -> Iterator[Reading]:
        """Readings that fit every filter given, in the order they were added.

        `ReadingFilters` tells what each filter asks for. The reviews are applied to the
        statements and claims. Rejected rows are among the rest, with their review. Documents
        come without their raw bytes (see `raw`).
        """
        wanted = of_readings(self._asked(filters, ReadingFilters))
        return self._readings(select(tables.readings.c.number).where(wanted).order_by(tables.readings.c.number))

    def _readings(self, query: Select[Any]) -> Iterator[Reading]:
        with self._read() as connection:
            for number in connection.execute(query).scalars():
                yield load_reading(connection, number)

    def reading(self, document_id: str, model: str) -> Reading | None:
        """What this model read in this document, with the reviews applied; None where it is not kept.

        Takes a document's whole id, and raises nothing where no document has it.
        """
        kept = tables.readings.c
        same = (kept.document_id == document_id) & (kept.model == rows.plain(model))
        with self._read() as connection:
            number = connection.execute(select(kept.number).where(same)).scalar()
            return None if number is None else load_reading(connection, number)

    def statement(self, statement_id: str) -> Found:
        """The statement with this id, as it is shown; of several models' readings, in the one added last."""
        with self._read() as connection:
            full_id = self._full_id(connection, "statement", statement_id, tables.statements.c.id)
            reading, position = _newest(connection, tables.statements, full_id)
        with parsing(f"statement {full_id}"):
            return _found(reading, position)

    def claim(self, claim_id: str) -> FoundClaim:
        """The claim with this id, as it is shown; of several models' readings, in the one added last."""
        with self._read() as connection:
            full_id = self._full_id(connection, "claim", claim_id, tables.claims.c.id)
            reading, position = _newest(connection, tables.claims, full_id)
        with parsing(f"claim {full_id}"):
            claim = reading.claims[position]
        return FoundClaim(reading, claim, voice_of(claim, {one.id: one for one in reading.statements}))

    def row(self, row_id: str) -> Found | FoundClaim:
        """The statement or the claim with this id, as `statement` and `claim` give it."""
        with self._read() as connection:
            full_id = self._row_id(connection, row_id)
            is_statement = has(connection, tables.statements.c.id, full_id)
        return self.statement(full_id) if is_statement else self.claim(full_id)

    def statements(self, **filters: Unpack[StatementFilters]) -> Iterator[Found]:
        """Statements that fit every filter given, as they are shown, in the order they were added.

        `StatementFilters` tells what each filter asks for.

        Raises UsageError, at once, for a filter that nothing can meet.
        """
        return self._statements(search(self._asked(filters, StatementFilters)))

    def _statements(self, query: Select[Any]) -> Iterator[Found]:
        for number, reading, position in self._placed(query):
            with parsing(f"reading {number}"):
                found = _found(reading, position)
            yield found

    def claims(self, **filters: Unpack[ClaimFilters]) -> Iterator[FoundClaim]:
        """Claims that fit every filter given, as they are shown, in the order they were added.

        `ClaimFilters` tells what each filter asks for.

        Raises UsageError, at once, for a filter that nothing can meet.
        """
        return self._claims(search_claims(self._asked(filters, ClaimFilters)))

    def count_claims(self, **filters: Unpack[ClaimFilters]) -> int:
        """How many claims `claims` finds with the same filters."""
        query = search_claims(self._asked(filters, ClaimFilters)).order_by(None)
        with self._read() as connection:
            return connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()

    def _claims(self, query: Select[Any]) -> Iterator[FoundClaim]:
        of: Reading | None = None
        for number, reading, position in self._placed(query):
            if reading is not of:
                of, statements = reading, {statement.id: statement for statement in reading.statements}
            with parsing(f"reading {number}"):
                claim = reading.claims[position]
            yield FoundClaim(reading, claim, voice_of(claim, statements))

    def _placed(self, query: Select[Any]) -> Iterator[tuple[int, Reading, int]]:
        """What a search finds: the number of a reading, the reading, loaded once, and a place in it."""
        with self._read() as connection:
            current: int | None = None
            for number, position in connection.execute(query):
                if number != current:
                    current, reading = number, load_reading(connection, number)
                yield number, reading, position

    def superseded(self) -> frozenset[str]:
        """The ids of documents that are an earlier version of another one's page: of its URL, but published before.

        Of versions of one day the last by the clock, or else the one whose reading was added last, counts as the later.
        """
        readings, documents = tables.readings.c, tables.documents.c
        query = (
            select(documents.url, readings.number, documents.id)
            .where(readings.document_id == documents.id, documents.url.is_not(None))
            .order_by(readings.number)
        )
        with self._read() as connection:
            pages: dict[str, dict[str, int]] = {}
            for url, number, id_ in connection.execute(query):
                pages.setdefault(url, {})[id_] = number
            return superseded(
                (url, load_reading(connection, number).document.published, id_)
                for url, versions in pages.items()
                if len(versions) > 1
                for id_, number in sorted(versions.items(), key=lambda one: one[1])
            )

    def failures(self) -> Iterator[Failure]:
        """Documents that could not be read, in the order they were added."""
        with self._read() as connection:
            for kept in connection.execute(select(tables.failures.c.failure).order_by(tables.failures.c.number)):
                with parsing("a failure"):
                    failure = Failure.from_dict(rows.from_json(kept.failure))
                yield failure

    def raw(self, document_id: str) -> bytes | None:
        """The bytes that a document was made from; None where it was added without."""
        with self._read() as connection:
            full_id = self._full_id(connection, "document", document_id, tables.documents.c.id)
            packed = connection.scalar(select(tables.raws.c.packed).where(tables.raws.c.document_id == full_id))
        with parsing(f"the raw bytes of document {full_id}"):
            return None if packed is None else zlib.decompress(packed)

    def review(
        self,
        row_id: str,
        verdict: Verdict,
        note: str = "",
        by: str | None = None,
        corrected: Mapping[str, Any] | None = None,
        when: str | None = None,
    ) -> Review:
        """Adds a verdict on a statement or a claim; of several, the last is applied to what is shown.

        With "corrected", and only then, `corrected` says what is right, in the wire form's
        fields. Of a statement: `{"source": {"start", "end"} or None, "content": [{"start",
        "end"}, …]}` or one of the two; the source is that of the last link. Of a claim: one
        or several of `trigger`, `actor` and `recipient` (spans), `event` (a type or None),
        `date` (`{"earliest", "latest", "precision"}` or None), `certainty` (`status`,
        `polarity`). The machine's row stays as it is in the file, and the row shown keeps
        its id. `when` is now, in UTC, unless given.

        Raises UsageError for a verdict or a correction that cannot be.
        """
        if verdict not in VERDICTS:
            raise UsageError(f"No such verdict: {verdict!r}.", f"Give one of: {', '.join(VERDICTS)}.")
        if (verdict == "corrected") != (corrected is not None):
            raise UsageError(
                f"The verdict is {verdict!r}, but the correction is {corrected!r}.",
                'Give a correction with the verdict "corrected", and with no other.',
            )
        readings = tables.readings.c
        with self._write() as connection:
            full_id = self._row_id(connection, row_id)
            reading, row = _machine_row(connection, full_id)
            document = reading.document
            right = checked_correction(corrected, row, document.text) if corrected is not None else None
            review = Review(verdict, when or _now(), note, by, right)
            connection.execute(insert(tables.reviews).values(rows.review_row(document, row, review)))
            given = load_reviews(connection, document.id)
            numbers = select(readings.number).where(readings.document_id == document.id)
            for number in connection.execute(numbers).scalars().all():
                derive(connection, number, load_reading(connection, number, machine=True), given)
        return review

    def reviews(self, row_id: str) -> list[Review]:
        """The reviews given on a statement or a claim, first to last.

        What a row inherits stands with the row that it was given on.
        """
        with self._read() as connection:
            full_id = self._row_id(connection, row_id)
            kept = select(tables.reviews.c.review).where(tables.reviews.c.row_id == full_id)
            stored = connection.execute(kept.order_by(tables.reviews.c.number)).scalars().all()
        with parsing(f"a review of {full_id}"):
            return [Review.from_dict(rows.from_json(review)) for review in stored]

    def orphaned_reviews(self) -> Iterator[Orphan]:
        """Reviews that no row of their document's newest reading answers to. They are kept: a later one may."""
        readings = tables.readings.c
        newest = select(func.max(readings.number)).where(readings.document_id.in_(select(tables.reviews.c.document_id)))
        newest = newest.group_by(readings.document_id)
        with self._read() as connection:
            for number in connection.execute(newest.order_by(func.max(readings.number))).scalars():
                reading = load_reading(connection, number, machine=True)
                for orphan in shown(reading, load_reviews(connection, reading.document.id)).orphans:
                    yield Orphan(reading.document, orphan.row, orphan.review)

    def actors(self) -> tuple[Entry, ...]:
        """Every actor of the documents' newest readings, with the decisions applied; those in most documents first."""
        with self._read() as connection:
            return load_entries(connection)

    def merge(self, actor_ids: Iterable[str], into: str, note: str = "", by: str | None = None) -> Decision:
        """Decides that these actors are one with `into`, in all documents, also those read later.

        Actors are given by id, or by a name that only one of them has.

        Raises RowNotFound for one that is not there, UsageError for one into itself.
        """
        with self._write() as connection:
            known = load_entries(connection)
            target = entry_of(known, into)
            ids = tuple(dict.fromkeys(entry_of(known, given).id for given in actor_ids))
            if not ids or target.id in ids:
                raise UsageError(
                    f"{target.name!r} cannot be merged into itself." if ids else "No actor is given to merge.",
                    "Give the ids of other actors, and the one that they are.",
                )
            return decide(connection, Decision(0, "merge", _now(), ids, _as_actor(target), note=note, by=by))

    def split(
        self,
        actor_id: str,
        mentions: Iterable[tuple[str, Span]],
        name: str,
        note: str = "",
        by: str | None = None,
    ) -> Decision:
        """Decides that some mentions of an actor are another's, who is called `name`.

        A mention is a document's id and where it stands. Where an actor has that name or id
        already it is meant; else there is a new one.

        Raises RowNotFound where the actor is not mentioned, UsageError for a name that is its own, or none.
        """
        with self._write() as connection:
            known = load_entries(connection)
            entry = entry_of(known, actor_id)
            at = [(self._full_id(connection, "document", one, tables.documents.c.id), span) for one, span in mentions]
            found = checked_mentions(connection, entry, at)
            called = " ".join(name.split())
            others = [one for one in known if called in (one.id, one.name)]
            if not called or not found or entry in others:
                what = "there is no mention" if not found else f"the new one would be called {name!r}"
                raise UsageError(
                    f"{entry.name!r} cannot be split so: {what}.",
                    "Give mentions of it, and another name for whom they mention.",
                )
            new = others[0] if others else Entry(called, called, entry.kind, None, None, None, None, 0, 0)
            decision = Decision(0, "split", _now(), (entry.id,), _as_actor(new), found, note=note, by=by)
            return decide(connection, decision)

    def rename(self, actor_id: str, name: str, note: str = "", by: str | None = None) -> Decision:
        """Decides what an actor is called; its id stays. Raises RowNotFound, or UsageError for an empty name."""
        with self._write() as connection:
            entry = entry_of(load_entries(connection), actor_id)
            called = " ".join(name.split())
            if not called:
                raise UsageError("The name is empty.", "Give a name.")
            return decide(connection, Decision(0, "rename", _now(), (entry.id,), name=called, note=note, by=by))

    def undo(self, number: int, note: str = "", by: str | None = None) -> Decision:
        """Decides that a decision, given by its number, no longer counts. Undoing that brings it back."""
        with self._write() as connection:
            return decide(connection, undone(connection, number, _now(), note, by))

    def decisions(self) -> list[Decision]:
        """Every decision about actors, first to last, undone ones among them."""
        with self._read() as connection:
            return load_decisions(connection)

    def cut_link(
        self, claim_id: str, taken_from: str | None = None, note: str = "", by: str | None = None
    ) -> LinkDecision:
        """Decides that a claim was not taken from that document; from none at all, where none is given.

        Comparisons made later leave such links out. Raises RowNotFound where there is no such claim or document,
        UsageError where that is in force already.
        """
        return self._decide_link("cut", claim_id, taken_from, note, by)

    def add_link(self, claim_id: str, taken_from: str, note: str = "", by: str | None = None) -> LinkDecision:
        """Decides that a claim was taken from that document, which tells it too.

        Raises RowNotFound where there is no such claim or document. Raises UsageError where it is the claim's own, was
        surely published later, has a claim from the claim's own by other decisions, or where that is in force already.
        Does not look at what the texts show.
        """
        return self._decide_link("add", claim_id, taken_from, note, by)

    def undo_link(self, number: int, note: str = "", by: str | None = None) -> LinkDecision:
        """Decides that a decision about a link no longer counts. Undoing that brings it back.

        Raises RowNotFound where there is none, UsageError where it was undone already, or where that brings back a link
        by which a document would have a claim from one that has one from it.
        """
        with self._write() as connection:
            refuse_undone(load_link_decisions(connection), number, SHOWN_BY)
            return add_link_decision(connection, LinkDecision(0, "undo", _now(), undoes=number, note=note, by=by))

    def link_decisions(self, *, all_of_them: bool = False) -> list[LinkDecision]:
        """The decisions about where claims were taken from that stand, first to last; or every one ever made."""
        with self._read() as connection:
            decisions = load_link_decisions(connection)
        return decisions if all_of_them else list(standing(decisions))

    def _decide_link(
        self, verb: Literal["cut", "add"], claim_id: str, taken_from: str | None, note: str, by: str | None
    ) -> LinkDecision:
        with self._write() as connection:
            claim = self._full_id(connection, "claim", claim_id, tables.claims.c.id)
            here = _newest(connection, tables.claims, claim)[0].document
            origin = self._full_id(connection, "document", taken_from, tables.documents.c.id) if taken_from else None
            if origin == here.id:
                raise UsageError(
                    f"Claim {claim} is of document {here.id}.",
                    "Give the document that it was taken from.",
                )
            if origin and verb == "add":
                readings = tables.readings.c
                last = connection.scalars(select(func.max(readings.number)).where(readings.document_id == origin)).one()
                refuse_later(here, load_reading(connection, last).document)
            decision = LinkDecision(0, verb, _now(), here.id, claim, origin, note=note, by=by)
            return add_link_decision(connection, decision)

    def forget(self, document_id: str) -> str:
        """Removes a document with its rows, readings, raw bytes and reviews; returns its full id.

        What is removed is overwritten in the file, once nobody else reads it. Failures stay,
        and so do other documents of the same text or URL.
        """
        with self._write() as connection:
            full_id = self._full_id(connection, "document", document_id, tables.documents.c.id)
            connection.execute(delete(tables.documents).where(tables.documents.c.id == full_id))
        with explained(self._path):
            _empty_log(self._path)
        return full_id

    def status(self) -> Status:
        """Counts and facts, as they are now."""
        orphaned = sum(1 for _ in self.orphaned_reviews())
        counted = (
            tables.documents,
            tables.readings,
            tables.statement_rows,
            tables.claim_rows,
            tables.reviews,
            tables.failures,
        )
        model = tables.readings.c.model
        with self._read() as connection:
            version = migrations.version(connection, self._path)
            documents, readings, statements, claims, reviews, failures = (
                connection.execute(select(func.count()).select_from(table)).scalar_one() for table in counted
            )
            models = connection.execute(select(model, func.count()).group_by(model).order_by(model)).all()
        files = (self._path, self._path.with_name(self._path.name + "-wal"))
        return Status(
            path=self._path,
            size=sum(file.stat().st_size for file in files if file.exists()),
            version=version,
            documents=documents,
            readings=readings,
            statements=statements,
            claims=claims,
            reviews=reviews,
            orphaned_reviews=orphaned,
            failures=failures,
            models={name: count for name, count in models},
        )

    def verify(self) -> list[Problem]:
        """Everything in the file that is not as it should be; empty where all is well.

        Looks at the file's structure, at rows that belong to nothing and, from the bytes
        stored, at every span, text, id and hash, and derives anew what is shown. Repairs
        nothing, and does not say whether a model was right.
        """
        problems: list[Problem] = []
        try:
            with self._read() as connection:
                for look in (file_problems, document_problems, all_reading_problems):
                    problems.extend(look(connection))
        except LedgerError as error:
            problems.append(Problem("file", error.message))
        return problems

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with explained(self._path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with explained(self._path), self._writer.begin() as connection:
            yield connection

    def _asked(self, filters: F, known: type[F]) -> F:
        """The filters, with the document's full id. Raises TypeError for a name that is not among those known."""
        if unknown := filters.keys() - known.__annotations__.keys():
            raise TypeError(f"There is no filter of this name: {', '.join(sorted(unknown))}.")
        asked = filters.copy()
        if "document_id" in asked and asked["document_id"] is not None:
            with self._read() as connection:
                full_id = self._full_id(connection, "document", asked["document_id"], tables.documents.c.id)
            asked["document_id"] = full_id
        return asked

    def _row_id(self, connection: Connection, prefix: str) -> str:
        """The full id of a statement or a claim."""
        return self._full_id(connection, "statement or claim", prefix, tables.statements.c.id, tables.claims.c.id)

    def _full_id(self, connection: Connection, what: str, prefix: str, *columns: ColumnElement[str]) -> str:
        asked = prefix.strip().lower()
        found: list[str] = []
        if _DIGITS.fullmatch(asked):
            # "g" comes after the last hex digit, so this is the range of all ids that begin so.
            for column in columns:
                within = select(column).distinct().where(column >= asked, column < asked + "g")
                found.extend(connection.execute(within.order_by(column).limit(4)).scalars())
        if not found:
            raise RowNotFound(
                f"There is no {what} {prefix!r} in {self._path}.", f"Copy the id from where the {what} is shown."
            )
        if len(found) > 1:
            some = ", ".join(found[:3]) + (", …" if found[3:] else "")
            raise LedgerError(f"More than one {what} begins with {prefix!r}: {some}.", "Give more of its digits.")
        return found[0]


def _as_actor(entry: Entry) -> Actor:
    """An actor without mentions, as the registry knows it."""
    return Actor(entry.id, entry.name, entry.kind, (), entry.country, entry.sector, entry.wikidata, why=entry.why)


def _newest(connection: Connection, table: TableClause, full_id: str) -> tuple[Reading, int]:
    """The reading added last of those that hold the row with this id, and the row's position in it."""
    places = select(table.c.reading, table.c.position).where(table.c.id == full_id).order_by(table.c.reading.desc())
    number, position = connection.execute(places.limit(1)).one()
    return load_reading(connection, number), position


def _machine_row(connection: Connection, full_id: str) -> tuple[Reading, Statement | Claim]:
    """The statement or claim with this id as the machine gave it last, and its reading."""
    for table in (tables.statements, tables.claims):
        number = connection.scalar(select(func.max(table.c.reading)).where(table.c.id == full_id))
        if number is not None:
            break
    reading = load_reading(connection, number, machine=True)
    with parsing(f"row {full_id}"):
        kept: list[Statement | Claim] = [*reading.statements, *reading.claims]
        return reading, {row.id: row for row in kept}[full_id]


def _found(reading: Reading, position: int) -> Found:
    actors = {actor.id: actor for actor in reading.actors}
    return Found(reading.document, reading.model, reading.statements[position], actors)


def _refuse_other_files(path: Path, *, create: bool) -> None:
    """Raises LedgerError where a file begins otherwise than a database, or is empty and shall not be made one.

    SQLite would take a tiny one for empty.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_BEGINNING))
    except FileNotFoundError:
        return
    except OSError as error:
        raise LedgerError(
            f"The ledger {path} cannot be opened ({error}).", "Check the permissions of the file."
        ) from error
    if beginning not in (b"", _BEGINNING):
        raise LedgerError(f"{path} is not a ledger.", "Give another file. This one was left as it is.")
    if not beginning and not create:
        raise LedgerError(
            f"{path} is an empty file, not a ledger.",
            "Correct the path, or read articles into it with: sayso read --ledger FILE …",
        )


def _engine(path: Path, patience: float) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": patience}, max_overflow=-1
    )

    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, _: object) -> None:
        # Transactions begin where we say, not where the driver thinks one is needed.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        _keep_a_log(connection, patience)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock at the start: one that had read first could not wait for it.
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _keep_a_log(connection: sqlite3.Connection, patience: float) -> None:
    """Turns on WAL, but in a database of something else, which is left as it is.

    The database's own patience does not cover this step, so several who open a new file take turns.
    """
    until = time.monotonic() + patience
    while True:
        try:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            if not names or tables.migrations.name in names:
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _empty_log(path: Path) -> None:
    """Moves what the WAL holds into the file and empties it, unless somebody still reads from it."""
    with closing(sqlite3.connect(path, timeout=0)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
