"""`sayso report`, from files and from a ledger."""

from pathlib import Path

import pytest
from commands_made import shown

pytestmark = pytest.mark.usefixtures("home")


def test_report_from_files_and_of_one_document(sayso, kept: str) -> None:
    Path("b.txt").write_text("Rain is coming, they say.", encoding="utf-8")
    run = sayso("report", "ferry.txt", "b.txt", "-o", "page.html")
    assert (run.code, run.out, run.err) == (0, "", "Wrote 2 articles to page.html.\n")
    assert "<h1>2 articles</h1>" in Path("page.html").read_text(encoding="utf-8")
    document = shown(sayso, kept)[0]["document_id"]
    assert sayso("report", "--ledger", kept, "--document", document[:5], "-o", "one.html").code == 0
    assert "Ines Valdoro" in Path("one.html").read_text(encoding="utf-8")
    assert sayso("report", "--ledger", kept, "--document", "ffffffffffffffff", "-o", "two.html").code == 5
    assert not Path("two.html").exists()


def test_a_report_without_articles_says_so(sayso, kept: str) -> None:
    document = shown(sayso, kept)[0]["document_id"]
    sayso("ledger", "forget", document, "--ledger", kept, "--yes")
    assert sayso("report", "--ledger", kept, "-o", "page.html").err == "Wrote 0 articles to page.html.\n"


def test_the_report_shows_claims(sayso, strait: str) -> None:
    assert sayso("report", "--ledger", strait, "-o", "page.html").code == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert "Who does what to whom" in page
    assert page.count('<svg class="net"') == 6
