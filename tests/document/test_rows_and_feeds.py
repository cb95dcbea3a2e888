"""Archives and feeds: many documents in one source, and one bad item stops nothing."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from sayso.document import count, load, load_many
from sayso.document.warnings import SUMMARY_ONLY
from sayso.errors import UsageError
from sayso.types import Document, Failure

TEXT = "The council of Tarn said on Monday that it would shut the harbour for the winter."
LONG = " ".join([TEXT] * 3)


def _write(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_jsonl_with_bad_rows(tmp_path):
    rows = [
        json.dumps({"Text": TEXT, "headline": "Tarn shuts", "source": "The Tarn Courier", "date": "2024-11-04",
                    "authors": ["Bo Lind", "Cy Marr"], "link": "https://courier.example/1"}),
        "{not json",
        "",
        json.dumps(["no object"]),
        json.dumps({"text": ""}),
        json.dumps({"text": 7}),
        json.dumps({"other": "x"}),
        json.dumps({"text": "half a pair \ud800 said the mayor of Tarn."}),
    ]  # fmt: skip
    path = _write(tmp_path / "news.jsonl", "\r\n".join(rows))
    got = list(load_many([path]))
    assert [type(each) for each in got] == [Document, Failure, Failure, Failure, Failure, Failure, Document]
    first = got[0]
    assert (first.text, first.title, first.title_span, first.outlet) == (TEXT, "Tarn shuts", None, "The Tarn Courier")
    assert (first.published, first.byline, first.url) == (
        "2024-11-04",
        ("Bo Lind", "Cy Marr"),
        "https://courier.example/1",
    )
    assert [each.error for each in got[1:6]] == ["unreadable", "unreadable", "empty-input", "unreadable", "usage-error"]
    assert got[1].path.endswith("news.jsonl, row 2")
    assert "\ufffd" in got[6].text
    assert count([path]) == 7


@pytest.mark.parametrize(("name", "data"), [("a.csv", "title,text\n"), ("a.json", "[]")])
def test_a_table_without_rows_is_a_failure(tmp_path, name, data):
    path = _write(tmp_path / name, data)
    [failure] = load_many([path])
    assert failure.error == "empty-input"
    assert failure.message == f"There are no rows in {path}."
    assert count([path]) == 1


def test_jsonl_streams(tmp_path):
    path = tmp_path / "long.jsonl"
    with open(path, "w", encoding="utf-8") as stream:
        for number in range(2000):
            stream.write(json.dumps({"text": f"{TEXT} {number}"}) + "\n")
    documents = load_many([path])
    assert next(documents).text.endswith(" 0")
    assert next(documents).text.endswith(" 1")
    documents.close()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_any_encoding_and_with_any_delimiter(tmp_path, encoding, delimiter):
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter)
    writer.writerow(["id", "title", "body", "date"])
    writer.writerow(["1", "Café shuts", 'Line one,\nline "two"; the mayor – she said so.', "2024-11-04"])
    writer.writerow(["2", "", "", ""])
    writer.writerow(["3", "Long", LONG * 2000, "no date"])
    path = _write(tmp_path / "news.csv", table.getvalue().encode(encoding))
    first, second, third = load_many([path])
    assert first.title == "Café shuts"
    assert first.text == 'Line one,\nline "two"; the mayor – she said so.'
    assert first.published == "2024-11-04"
    assert isinstance(second, Failure)
    assert len(third.text) > 131_072
    assert third.published is None
    assert count([path]) == 3


def test_the_text_column_can_be_named_and_must_exist(tmp_path):
    path = _write(tmp_path / "news.csv", f"id,story\n1,{TEXT}\n2,{TEXT}\n")
    assert [each.text for each in load_many([path], text_column="story")] == [TEXT, TEXT]
    [failure] = load_many([path])
    assert failure.error == "usage-error"
    assert "id, story" in failure.hint
    [failure] = load_many([path], text_column="novel")
    assert "'novel'" in failure.message


def test_json_holds_one_or_many(tmp_path):
    many = _write(tmp_path / "many.json", json.dumps([{"text": TEXT}, {"text": LONG}, 3]))
    one = _write(tmp_path / "one.json", json.dumps({"text": TEXT}))
    broken = _write(tmp_path / "broken.json", "[{")
    kinds = [type(each) for each in load_many([many, one, broken])]
    assert kinds == [Document, Document, Failure, Document, Failure]


def test_a_page_in_a_row_is_read_as_a_page(tmp_path):
    page = f"<!doctype html><html><body><article><h1>Tarn shuts</h1><p>{TEXT}</p><p>{LONG}</p></article></body></html>"
    path = _write(tmp_path / "crawl.jsonl", json.dumps({"content": page, "publisher": "The Tarn Courier"}))
    [document] = load_many([path])
    assert document.text == f"Tarn shuts\n\n{TEXT}\n\n{LONG}"
    assert document.outlet == "The Tarn Courier"


def test_parquet(tmp_path, monkeypatch):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "news.parquet"
    parquet.write_table(pyarrow.table({"text": [TEXT, None, LONG], "title": ["Tarn", "x", None], "n": [1, 2, 3]}), path)
    first, second, third = load_many([path])
    assert (first.text, first.title) == (TEXT, "Tarn")
    assert isinstance(second, Failure)
    assert third.text == LONG
    assert count([path]) == 3
    [failure] = load_many([_write(tmp_path / "broken.parquet", b"PAR1" + b"\x01" * 40)])
    assert failure.error == "unreadable"
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    [failure] = load_many([path])
    assert failure.error == "missing-extra"
    assert "sayso[parquet]" in failure.hint


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Tarn Courier</title><link>https://courier.example/</link><language>en-gb</language>
<item><title>Tarn shuts &amp; waits</title><link>https://courier.example/1</link><dc:creator>Bo Lind</dc:creator>
<pubDate>Mon, 04 Nov 2024 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>{TEXT}</p>
<blockquote><p>“We have no choice.”</p></blockquote><p>The <b>may</b>or left.</p>]]>
</content:encoded></item>
<item><title>Only told</title><link>http://127.0.0.1:9/2</link>
<description>The mayor of Tarn has left, it says.</description></item>
<item><title>A path</title><link>file:///etc/passwd</link></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Tarn Notes</title>
<entry><title>Harbour</title><id>x:1</id><link href="https://notes.example/1"/><updated>2024-11-05T08:00:00Z</updated>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


def test_a_feed_gives_each_entry_for_itself(tmp_path):
    path = _write(tmp_path / "feed.xml", RSS)
    first, second, third = load_many([path])
    assert first.text == f"Tarn shuts & waits\n\n{TEXT}\n\n“We have no choice.”\n\nThe mayor left."
    assert (first.outlet, first.byline, first.language) == ("The Tarn Courier", ("Bo Lind",), "en")
    assert (first.published, first.url) == ("2024-11-04T10:00:00+00:00", "https://courier.example/1")
    assert first.text[first.title_span.start : first.title_span.end] == "Tarn shuts & waits"
    assert second.text == "Only told\n\nThe mayor of Tarn has left, it says."
    assert SUMMARY_ONLY in second.warnings
    assert isinstance(third, Failure)
    assert count([path]) == 3


def test_an_atom_feed(tmp_path):
    [document] = load_many([_write(tmp_path / "atom.xml", ATOM)])
    assert document.text == f"Harbour\n\n{TEXT}"
    assert document.published.startswith("2024-11-05T08:00:00")


def test_a_damaged_or_empty_feed_is_a_failure(tmp_path):
    empty = _write(tmp_path / "empty.xml", '<rss version="2.0"><channel><title>x</title></channel></rss>')
    bomb = _write(tmp_path / "bomb.xml", '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item>')
    assert [each.error for each in load_many([empty])] == ["empty-input"]
    assert all(isinstance(each, Failure) for each in load_many([bomb]))


def test_one_document_is_not_made_of_many(tmp_path):
    for name, data in (("a.xml", RSS), ("a.jsonl", json.dumps({"text": TEXT})), ("a.csv", "text\nx\n")):
        with pytest.raises(UsageError, match="several"):
            load(_write(tmp_path / name, data))
    with pytest.raises(UsageError, match="folder"):
        load(tmp_path)
