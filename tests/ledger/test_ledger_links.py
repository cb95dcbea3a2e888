"""What people decide about where a claim was taken from lasts, and can be undone."""

import pytest
from ledger_made import clash, reading

from sayso.errors import RowNotFound, UsageError
from sayso.ledger import Ledger


def kept(ledger: Ledger) -> tuple[str, str, str]:
    """The ids of a claim, of its document and of another document."""
    ledger.add(clash())
    ledger.add(reading())
    mine, other = ledger.readings()
    return mine.claims[0].id, mine.document.id, other.document.id


def test_links_are_added_and_cut_by_the_first_digits_of_ids(ledger: Ledger) -> None:
    claim, own, other = kept(ledger)
    added = ledger.add_link(claim[:12], other[:12], "the same slip", "ada")
    assert (added.number, added.verb, added.claim_id, added.document_id, added.taken_from) == (
        1,
        "add",
        claim,
        own,
        other,
    )
    cut = ledger.cut_link(claim)
    assert (cut.number, cut.verb, cut.taken_from) == (2, "cut", None)
    with Ledger(ledger.path) as again:
        assert again.link_decisions() == [added, cut]


def test_an_undone_link_no_longer_stands_and_can_be_brought_back(ledger: Ledger) -> None:
    claim, _, other = kept(ledger)
    added = ledger.add_link(claim, other)
    undone = ledger.undo_link(added.number)
    assert ledger.link_decisions() == []
    ledger.undo_link(undone.number)
    assert ledger.link_decisions() == [added]
    assert [one.verb for one in ledger.link_decisions(all_of_them=True)] == ["add", "undo", "undo"]
    with pytest.raises(UsageError, match="undone already"):
        ledger.undo_link(undone.number)


def test_a_link_wants_a_claim_and_another_document(ledger: Ledger) -> None:
    claim, own, other = kept(ledger)
    with pytest.raises(UsageError, match="is of document"):
        ledger.add_link(claim, own)
    with pytest.raises(RowNotFound, match="no claim 'f00'"):
        ledger.cut_link("f00", other)
    with pytest.raises(RowNotFound, match="no document 'f00'"):
        ledger.add_link(claim, "f00")
    with pytest.raises(RowNotFound, match="no decision 9"):
        ledger.undo_link(9)
    assert ledger.link_decisions(all_of_them=True) == []
