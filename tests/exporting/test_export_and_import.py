"""There and back: JSONL byte for byte, CSV as far as a table holds it."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from nasty import TEXT, nasty_reading
from reporting.invented import STRAIT, claims_reading, hostile_reading, reading

from sayso.exporting import export, read_back, without_reviews
from sayso.exporting.from_csv import read_csv
from sayso.ledger import Ledger
from sayso.schema import schema
from sayso.types import Certainty, Claim, Document, Failure, Reading, Review, Span, claim_id

Records = list[Reading | Failure]
CERTAIN = Certainty("positive", "actual", None, None)


def back(path: Path, **known: Document) -> Records:
    return list(read_back(path, known.get))


def there_and_back(one: Reading, to: str, tmp_path: Path) -> Records:
    export([one], to, tmp_path / "rows")
    return back(tmp_path / "rows", **{one.document.id: one.document})


def keep(ledger: Ledger, records: Records) -> None:
    """As `sayso import` does."""
    for record in records:
        assert isinstance(record, Reading), record
        bare, reviews = without_reviews(record)
        assert ledger.add(bare)
        for row_id, given in reviews:
            ledger.review(row_id, given.verdict, given.note, given.by, given.corrected, given.when)


# ── JSONL ──


def test_jsonl_follows_the_schema(tmp_path: Path) -> None:
    export([claims_reading(), nasty_reading(), hostile_reading()], "jsonl", tmp_path / "a.jsonl")
    validator = Draft202012Validator(schema())
    for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
        validator.validate(json.loads(line))


def test_jsonl_comes_back_byte_for_byte(tmp_path: Path) -> None:
    ones = [claims_reading(), nasty_reading(), reading()]
    export(ones, "jsonl", tmp_path / "a.jsonl")
    found = back(tmp_path / "a.jsonl")
    assert found == ones
    export((one for one in found if isinstance(one, Reading)), "jsonl", tmp_path / "b.jsonl")
    assert (tmp_path / "b.jsonl").read_bytes() == (tmp_path / "a.jsonl").read_bytes()


def test_jsonl_of_a_ledger_comes_back_byte_for_byte_through_another(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a.ledger") as ledger:
        for one in (claims_reading(), nasty_reading()):
            ledger.add(one)
        strait = claims_reading()
        ledger.review(strait.statements[0].id, "accepted", "heard it", "ada", when="2025-09-03T10:00:00Z")
        ledger.review(strait.claims[0].id, "rejected", when="2025-09-03T10:00:01Z")
        dockers = STRAIT.index("41 dockers")
        right: dict[str, Any] = {"event": "MOBILIZE", "certainty": {"status": "planned"}, "date": None}
        right["recipient"] = [{"start": dockers, "end": dockers + 10}]
        ledger.review(strait.claims[1].id, "corrected", corrected=right)
        ledger.rename("Ines Valdoro", "Prime Minister Valdoro")
        ledger.merge(["Interior Ministry"], "Finance Ministry")
        export(ledger.readings(), "jsonl", tmp_path / "a.jsonl")
    with Ledger(tmp_path / "b.ledger") as other:
        keep(other, back(tmp_path / "a.jsonl"))
        assert other.verify() == []
        export(other.readings(), "jsonl", tmp_path / "b.jsonl")
    assert (tmp_path / "b.jsonl").read_bytes() == (tmp_path / "a.jsonl").read_bytes()


def test_words_that_a_person_corrected_come_back_under_the_id_of_the_right_words(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a.ledger") as ledger:
        ledger.add(claims_reading())
        claim = claims_reading().claims[0]
        start = STRAIT.index("sealed off")
        ledger.review(claim.id, "corrected", corrected={"trigger": [{"start": start, "end": start + 6}]})
        (one,) = ledger.readings()
        export([one], "jsonl", tmp_path / "a.jsonl")
    (found,) = back(tmp_path / "a.jsonl")
    assert isinstance(found, Reading)
    before, after = one.claims[0], found.claims[0]
    assert (before.id, after.id) == (claim.id, after.id) != (claim.id, claim.id)
    assert replace(after, id=before.id) == before
    with Ledger(tmp_path / "b.ledger") as other:
        keep(other, [found])
        assert other.verify() == []


def test_the_machine_s_words_of_a_corrected_row_do_not_come_back(tmp_path: Path) -> None:
    def claim_at(start: int, end: int) -> Claim:
        return Claim(claim_id(port.id, (Span(start, end),), None), None, (Span(start, end),), None, CERTAIN, 0.9)

    port = Document(PORT)
    beat, closed = claim_at(29, 33), claim_at(64, 70)
    older = Reading("older", port, (), (), (beat, closed))
    with Ledger(tmp_path / "a.ledger") as first:
        first.add(older)
        first.review(beat.id, "corrected", corrected={"trigger": [{"start": 18, "end": 28}]})
        export(first.readings(), "jsonl", tmp_path / "a.jsonl")
        first.review(beat.id, "corrected", corrected={"trigger": [{"start": 64, "end": 70}]})
        export(first.readings(), "jsonl", tmp_path / "same.jsonl")
    assert [type(one).__name__ for one in back(tmp_path / "same.jsonl")] == ["Failure", "Reading"]
    with Ledger(tmp_path / "a.ledger") as first, Ledger(tmp_path / "b.ledger") as second:
        keep(second, back(tmp_path / "a.jsonl"))
        for ledger, verdicts in ((first, ["corrected", None]), (second, [None, None])):
            ledger.add(replace(older, model="newer"))
            (newest,) = ledger.readings(model="newer")
            assert [one.review.verdict if one.review else None for one in newest.claims] == verdicts


def test_whole_readings_are_read_line_by_line_too(tmp_path: Path) -> None:
    path = tmp_path / "whole.jsonl"
    path.write_text("\ufeff" + json.dumps(claims_reading().to_dict()) + "\r\n\r\n", encoding="utf-8")
    assert back(path) == [claims_reading()]


PORT = "Mira Tolland said the guards beat two dockers in Velm. The port closed."
FOREIGN: dict[str, Any] = {
    "type": "reading",
    "model": "coded by hand",
    "document": {"id": "d1", "text": PORT, "outlet": "Velm Post"},
    "statements": [
        {
            "id": "s1",
            "content": [{"start": 18, "end": 53}],
            "chain": [{"source": {"start": 0, "end": 12}, "cue": {"start": 13, "end": 17},
                       "parties": [{"start": 0, "end": 12, "actor_id": "Mira Tolland", "kind": "person"}]}],
            "directness": "indirect",
        }
    ],
    "claims": [
        {
            "id": "c1", "statement": "s1", "event": "ASSAULT",
            "trigger": [{"start": 29, "end": 33, "text": "beat"}],
            "actor": [{"start": 18, "end": 28}],
            "recipient": [{"start": 34, "end": 45}],
            "loaded": [{"start": 22, "end": 28, "voice": "s1"}],
        },
        {"id": "c2", "trigger": [{"start": 64, "end": 70}]},
    ],
    "actors": [{"id": "Mira Tolland", "name": "Mira Tolland"}],
}  # fmt: skip


def written(tmp_path: Path, *rows: Any) -> Path:
    path = tmp_path / "foreign.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def changed(place: str, value: Any) -> dict[str, Any]:
    """FOREIGN with another value at a place such as "claims.0.event"; `...` takes the field away."""
    row = json.loads(json.dumps(FOREIGN))
    *above, last = place.split(".")
    within = row
    for step in above:
        within = within[int(step)] if step.isdecimal() else within[step]
    if value is ...:
        del within[last]
    elif isinstance(within, list):
        within[int(last)] = value
    else:
        within[last] = value
    return row


def test_another_tool_s_rows_get_our_ids_and_what_they_left_out(tmp_path: Path) -> None:
    (one,) = back(written(tmp_path, FOREIGN))
    assert isinstance(one, Reading)
    said, (beat, closed) = one.statements[0], one.claims
    assert beat.statement == said.id != "s1"
    assert beat.loaded[0].voice == said.id
    assert closed.statement is None
    assert (beat.confidence, beat.quad_code, beat.certainty.polarity, beat.certainty.status) == (
        1.0,
        4,
        "positive",
        "actual",
    )
    assert (said.own, said.doubtful, said.chain[0].parties[0].named) == (1, False, True)
    with Ledger(tmp_path / "l.ledger") as ledger:
        keep(ledger, [one])
        assert ledger.verify() == []
        assert [found.claim.id for found in ledger.claims(voice="Tolland")] == [beat.id]


def test_a_nested_statement_has_the_links_that_its_parent_has_not(tmp_path: Path) -> None:
    row = json.loads(json.dumps(FOREIGN))
    outer = row["statements"][0]
    link = {"source": {"start": 18, "end": 28}, "cue": {"start": 29, "end": 33}}
    inner = {
        **outer,
        "id": "s2",
        "parent": "s1",
        "content": [{"start": 34, "end": 45}],
        "chain": [*outer["chain"], link],
    }
    row["statements"] = [inner, outer]
    (one,) = back(written(tmp_path, row))
    assert isinstance(one, Reading)
    assert [(said.own, said.parent) for said in one.statements] == [(1, one.statements[1].id), (1, None)]


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("claims.0.trigger.0.text", "hit", "'hit', but the text has 'beat' at 29 to 33"),
        ("claims.0.trigger.0.end", 3000, "no place in a text of 71 characters"),
        ("claims.0.trigger.0.start", "29", "no place"),
        ("claims.0.trigger", ..., "no field 'trigger'"),
        ("claims.0.trigger", 7, "trigger cannot be 7"),
        ("claims.0.actor.0.kind", "army", "actor[0].kind cannot be 'army'"),
        ("claims.0.certainty", {"status": "maybe"}, "certainty.status cannot be 'maybe'"),
        ("claims.0.confidence", 1.5, "confidence cannot be 1.5"),
        ("claims.0.confidence", float("nan"), "confidence cannot be nan"),
        ("claims.0.date", {"earliest": "yesterday"}, "date.earliest cannot be 'yesterday'"),
        ("claims.0.statement", "s9", "no statement 's9'"),
        ("claims.0.loaded.0.voice", "s9", "no statement 's9'"),
        ("claims.0", "c1", "no object"),
        ("claims.0.place", {"name": 5}, "place.name cannot be 5"),
        ("claims.0.evidence", [{"kind": ["rumour"]}], "evidence[0].kind"),
    ],
)
def test_a_bad_claim_is_told_and_the_rest_is_kept(place: str, value: Any, told: str, tmp_path: Path) -> None:
    failure, one = back(written(tmp_path, changed(place, value)))
    assert isinstance(failure, Failure)
    assert isinstance(one, Reading)
    assert told in failure.message
    assert "foreign.jsonl, line 1, claim 1" in failure.message
    assert failure.hint
    assert [claim.event for claim in one.claims] == [None]
    assert len(one.statements) == 1


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("statements.0.directness", ..., "no field 'directness'"),
        ("statements.0.parent", "s0", "no statement 's0' around it"),
        ("statements.0.chain.0.no_source", "secret", "no_source cannot be 'secret'"),
    ],
)
def test_a_bad_statement_takes_its_claims_with_it(place: str, value: Any, told: str, tmp_path: Path) -> None:
    *failures, one = back(written(tmp_path, changed(place, value)))
    assert isinstance(one, Reading)
    assert told in failures[0].message  # type: ignore[union-attr]
    assert "no statement 's1'" in failures[1].message  # type: ignore[union-attr]
    assert len(failures) == 2
    assert one.statements == ()
    assert [claim.event for claim in one.claims] == [None]


def test_bad_lines_stop_nothing(tmp_path: Path) -> None:
    claim = {"type": "claim", "document_id": "d7", **FOREIGN["claims"][1]}
    opening = {"type": "reading", "model": "m", "document_id": "d7", "document": {"text": PORT}}
    path = tmp_path / "bad.jsonl"
    lines: list[bytes] = [
        b'{"type": "reading", "model": "m", "document": {"title": "no text"}, "document_id": "d6"}',
        json.dumps({**claim, "document_id": "d6"}).encode(),  # goes with its reading
        b"{not json",
        b'{"type": "reading", "model": "\xff"}',
        b"[1]",
        b'{"type": "weather"}',
        json.dumps(claim).encode(),  # before its reading
        json.dumps(opening).encode(),
        json.dumps(claim).encode(),
        json.dumps(claim).encode(),  # twice
        json.dumps(Failure("a.txt", "not-found", "No file a.txt").to_dict()).encode(),
        json.dumps({**opening, "model": ""}).encode(),
    ]
    path.write_bytes(b"\n".join(lines))
    found = back(path)
    readings = [one for one in found if isinstance(one, Reading)]
    assert [len(one.claims) for one in readings] == [1]
    messages = [one.message for one in found if isinstance(one, Failure)]
    places = ["line 1:", "line 3:", "line 4:", "line 5:", "line 6:", "line 7:", "No file", "line 10:", "line 12:"]
    assert all(place in message for place, message in zip(places, sorted(messages, key=_line), strict=True)), messages


def _line(message: str) -> float:
    return int(message.split("line ")[1].split(":")[0]) if "line " in message else 8.5


@pytest.mark.parametrize(("data", "error"), [(b"", "empty-input"), (b" \r\n", "empty-input"), (None, "not-found")])
def test_a_bad_file_is_a_failure(data: bytes | None, error: str, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / "x").write_bytes(data)
    (failure,) = back(tmp_path / "x")
    assert isinstance(failure, Failure)
    assert failure.error == error
    (failure,) = back(tmp_path)
    assert isinstance(failure, Failure)


def test_a_text_that_is_not_the_one_that_was_read_is_told(tmp_path: Path) -> None:
    wire = claims_reading().to_dict()
    wire["document"]["text"] += " "
    (failure,) = back(written(tmp_path, wire))
    assert isinstance(failure, Failure)
    assert "sha256" in failure.message


# ── CSV ──


def held(claim: Any) -> Any:
    """What a table holds of a claim."""
    date, place = claim.date, claim.place
    return replace(
        claim,
        arguments=(),
        quantities=(),
        evidence=(),
        loaded=(),
        certainty=replace(claim.certainty, at=()),
        date=replace(date, at=()) if date else None,
        place=replace(place, at=()) if place else None,
        actor=tuple(replace(party, named=True) for party in claim.actor),
        recipient=tuple(replace(party, named=True) for party in claim.recipient),
    )


def test_csv_comes_back_as_far_as_a_table_holds_it(tmp_path: Path) -> None:
    one = claims_reading()
    (found,) = there_and_back(one, "csv", tmp_path)
    assert isinstance(found, Reading)
    assert (found.model, found.document) == (one.model, one.document)
    before = {claim.id: held(claim) for claim in one.claims}
    after = {claim.id: held(claim) for claim in found.claims}
    inner = {said.id for said in one.statements if said.own > 1}
    assert {id_: claim for id_, claim in before.items() if claim.statement not in inner}.items() <= after.items()
    assert len(before) == len(after)
    names = {actor.id: (actor.name, actor.country, actor.sector) for actor in found.actors}
    assert names["Tessany Police"] == ("Tessany Police", "TES", "COP")
    with Ledger(tmp_path / "l.ledger") as ledger:
        keep(ledger, [found])
        assert ledger.verify() == []


def test_nasty_cells_come_back_from_csv(tmp_path: Path) -> None:
    one = replace(nasty_reading(), claims=nasty_reading().claims[1:])
    (found,) = there_and_back(one, "csv", tmp_path)
    assert isinstance(found, Reading)
    assert [claim.id for claim in found.claims] == [claim.id for claim in one.claims]
    assert [claim.trigger for claim in found.claims] == [claim.trigger for claim in one.claims]
    assert found.statements[0].content == one.statements[0].content
    assert found.document.text == TEXT


def test_a_semicolon_in_an_id_is_told_and_not_guessed(tmp_path: Path) -> None:
    failure, found = there_and_back(nasty_reading(), "csv", tmp_path)
    assert isinstance(failure, Failure)
    assert "actor_identifier_id has 3 values, and there are 2 parties" in failure.message
    assert isinstance(found, Reading)
    assert len(found.claims) == 2


def test_csv_quotes_cells_that_hold_a_line_end(tmp_path: Path) -> None:
    export([nasty_reading()], "csv", tmp_path / "a.csv")
    with open(tmp_path / "a.csv", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 3
    assert rows[0]["actor_entity_text"] == "[[Orsa|Maritime]]; the *fleet* 🚢"
    assert rows[0]["title"] == '\'=Harbour "of" Velm; <i>closed</i>'
    assert all(row["coder"] == "coder 1" for row in rows)


def table(tmp_path: Path, *rows: Mapping[str, str], mark: str = ",") -> Path:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=mark)
    writer.writeheader()
    writer.writerows(rows)
    (tmp_path / "coded.csv").write_text("\ufeff" + text.getvalue(), encoding="utf-8")
    return tmp_path / "coded.csv"


HAND = {
    "document_id": "7", "text": PORT, "outlet": "Velm Post", "published": "2025-08-03", "coder": "ada",
    "event_text": "beat", "event": "ASSAULT", "actor": "the guards", "recipient": "two dockers",
    "source": "Mira Tolland", "source_name": "Mira Tolland", "source_kind": "person", "named": "yes",
    "date": "2025-08-02", "status": "actual",
}  # fmt: skip


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_coded_by_hand_needs_words_and_no_places(mark: str, tmp_path: Path) -> None:
    closed = {"document_id": "7", "coder": "ada", "event_text": "closed"}
    (one,) = back(table(tmp_path, HAND, closed, mark=mark))
    assert isinstance(one, Reading)
    beat, shut = one.claims
    assert (one.document.text, one.document.outlet, one.model) == (PORT, "Velm Post", "ada")
    words = [PORT[span.start : span.end] for span in (*beat.trigger, beat.actor[0].span, beat.recipient[0].span)]
    assert words == ["beat", "the guards", "two dockers"]
    assert (beat.actor[0].actor_id, beat.actor[0].named, beat.quad_code) == ("the guards", True, 4)
    said = one.statements[0]
    assert (said.chain[0].parties[0].actor_id, said.chain[0].parties[0].kind) == ("Mira Tolland", "person")
    assert (said.content, said.directness, beat.statement) == (beat.trigger, "indirect", said.id)
    assert beat.date
    assert (beat.date.earliest, beat.date.latest, beat.date.precision) == ("2025-08-02", "2025-08-02", "day")
    assert (shut.statement, shut.date, shut.confidence) == (None, None, 1.0)
    with Ledger(tmp_path / "l.ledger") as ledger:
        keep(ledger, [one])
        assert ledger.verify() == []


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"event_text": "e"}, "stand 6 times in the text"),
        ({"event_text": "struck"}, "do not stand in the text"),
        ({"actor": "the army"}, "'the army' of actor do not stand"),
        ({"spans": "29-31"}, "the text has 'be' at 29-31"),
        ({"spans": "29 to 33"}, "'29 to 33': no place"),
        ({"spans": "29-3000", "event_text": ""}, "no place in a text"),
        ({"confidence": "sure"}, "no number"),
        ({"quad_code": "1.5"}, "no whole number"),
        ({"date": "2 August"}, "date.earliest cannot be '2 August'"),
        ({"status": "done"}, "certainty.status cannot be 'done'"),
        ({"actor_kind": "person; person"}, "2 values, and there are 1 parties"),
    ],
)
def test_a_bad_row_is_told_and_the_next_one_follows(cells: dict[str, str], told: str, tmp_path: Path) -> None:
    closed = {"document_id": "7", "coder": "ada", "event_text": "closed"}
    failure, one = back(table(tmp_path, {**HAND, **cells}, closed))
    assert isinstance(failure, Failure)
    assert told in failure.message
    assert "coded.csv, row 1" in failure.message
    assert failure.hint
    assert isinstance(one, Reading)
    assert [PORT[claim.trigger[0].start : claim.trigger[0].end] for claim in one.claims] == ["closed"]


def test_documents_without_text_or_coder_are_told(tmp_path: Path) -> None:
    no_text = {"document_id": "8", "coder": "ada", "event_text": "closed"}
    nobody = {**HAND, "document_id": "9", "coder": ""}
    found = back(table(tmp_path, HAND, no_text, nobody, no_text))
    assert [type(one).__name__ for one in found] == ["Reading", "Failure", "Failure"]
    told = [one.message for one in found if isinstance(one, Failure)]
    for words, message in zip(("coder is empty", "no text of document '8'"), told, strict=True):
        assert words in message
    assert "row 2: " in told[1]
    assert "None of its 2 rows was taken." in told[1]


def test_a_document_s_rows_may_stand_anywhere(tmp_path: Path) -> None:
    def row(document: str, event: str, coder: str = "ada", text: str = "") -> dict[str, str]:
        return {"document_id": document, "coder": coder, "event_text": event, "text": text}

    scattered = back(
        table(
            tmp_path, row("7", "beat", text=PORT), row("8", "said", text=f"{PORT} Twice."),
            row("7", "said", "ben", PORT), row("7", "closed"), row("8", "nowhere"), row("8", "closed"),
        )
    )  # fmt: skip
    assert [type(one).__name__ for one in scattered] == ["Reading", "Reading", "Failure", "Reading"]
    found = {
        (one.model, one.document.text): [PORT[claim.trigger[0].start : claim.trigger[0].end] for claim in one.claims]
        for one in scattered
        if isinstance(one, Reading)
    }
    assert found == {
        ("ben", PORT): ["said"], ("ada", PORT): ["beat", "closed"], ("ada", f"{PORT} Twice."): ["said", "closed"],
    }  # fmt: skip
    failure = scattered[2]
    assert isinstance(failure, Failure)
    assert "row 5" in failure.message


def test_a_sorted_table_is_held_one_document_at_a_time(tmp_path: Path) -> None:
    path = table(tmp_path, *({**HAND, "document_id": f"{number}", "text": f"{PORT} {number}"} for number in range(3)))
    seen: list[str] = []

    class Spied(io.BytesIO):
        passes = 0

        def seek(self, *where: int) -> int:
            self.passes += 1
            return super().seek(*where)

        def readable(self) -> bool:
            return True

        def read1(self, size: int | None = -1, /) -> bytes:
            line = self.readline()
            if self.passes:
                seen.append("row")
            return line

    for one in read_csv(Spied(path.read_bytes()), "coded.csv", lambda _: None):
        assert isinstance(one, Reading)
        seen.append("reading")
    assert seen[:5] == ["row", "row", "reading", "row", "reading"]


def test_of_a_table_that_breaks_off_nothing_is_taken(tmp_path: Path) -> None:
    path = table(tmp_path, HAND)
    path.write_bytes(path.read_bytes() + b"\n" * 20_000 + b"\xff\n")
    (failure,) = back(path)
    assert isinstance(failure, Failure)
    assert "no CSV in UTF-8" in failure.message


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"document_id,text\n1,x\n", b"spans,document_id\n\xff,1\n"])
def test_what_is_no_table_of_claims_is_told(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(data)
    (failure,) = back(tmp_path / "x.csv")
    assert isinstance(failure, Failure)
    assert failure.hint


def test_reviews_are_taken_off_to_be_given_again() -> None:
    review = Review("accepted", "2025-09-03T10:00:00Z")
    one = claims_reading()
    carried = replace(one, claims=(replace(one.claims[0], review=review), *one.claims[1:]))
    assert without_reviews(carried) == (one, ((one.claims[0].id, review),))
