"""`sayso ledger`: what it holds, whether it is whole, and what it forgets."""

import io
import sys

import pytest
from commands_made import Run, held, shown

pytestmark = pytest.mark.usefixtures("home")


def test_status_verify_and_forget(sayso, kept: str) -> None:
    assert held(sayso, kept)["statements"] == "10"
    assert sayso("ledger", "verify", "--ledger", kept) == Run(0, "All is well.\n", "")
    document = shown(sayso, kept)[0]["document_id"]
    assert sayso("ledger", "forget", document[:6], "--ledger", kept, "--yes") == Run(0, f"Forgot {document}.\n", "")
    assert held(sayso, kept)["documents"] == "0"


def test_status_counts_claims(sayso, strait: str) -> None:
    assert held(sayso, strait)["claims"] == "32"


def test_forgetting_asks_first(sayso, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = shown(sayso, kept)[0]["document_id"]
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    run = sayso("ledger", "forget", document, "--ledger", kept)
    assert (run.code, run.out) == (1, "")
    assert "Lowmere" in run.err
    assert run.err.endswith("“Lowmere to lose its ferry: report” was not removed.\n")
    assert len(shown(sayso, kept)) == 10


def test_forgetting_that_nobody_can_be_asked_about_says_what_to_do(
    sayso, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = shown(sayso, kept)[0]["document_id"]
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    run = sayso("ledger", "forget", document, "--ledger", kept)
    assert (run.code, run.out) == (130, "")
    assert run.err.endswith("was not removed. Nobody is asked with --yes.\n")
    assert len(shown(sayso, kept)) == 10
