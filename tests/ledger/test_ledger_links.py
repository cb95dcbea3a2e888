"""What people decide about where a claim was taken from lasts, and can be undone; what cannot be is refused."""

import pytest
from ledger_made import CLASH, clash, document, reading

from sayso.errors import RowNotFound, UsageError
from sayso.ledger import Ledger
from sayso.ledger.linking import refuse_later
from sayso.types import Document


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


def test_a_decision_in_force_is_not_made_twice(ledger: Ledger) -> None:
    claim, _, other = kept(ledger)
    ledger.add_link(claim, other)
    with pytest.raises(UsageError, match=r"stands already, as decision 1\."):
        ledger.add_link(claim, other)
    ledger.cut_link(claim, other)
    with pytest.raises(UsageError, match=r"stands already, as decision 2\."):
        ledger.cut_link(claim, other)
    # Cut from all says more, and then the link is added anew: decision 1 is no longer in force.
    ledger.cut_link(claim)
    assert ledger.add_link(claim, other).number == 4
    ledger.undo_link(4)
    assert ledger.add_link(claim, other).number == 6


def three(ledger: Ledger) -> list[tuple[str, str]]:
    """A claim of each of three documents of one day, and the document."""
    for number in range(3):
        ledger.add(clash(doc=document(CLASH, url=f"https://post.example/{number}")))
    return [(one.claims[0].id, one.document.id) for one in ledger.readings()]


def test_links_make_no_ring(ledger: Ledger) -> None:
    (a, of_a), (b, of_b), (c, of_c) = three(ledger)
    ledger.add_link(a, of_b)
    ledger.add_link(b, of_c)
    with pytest.raises(UsageError, match=r"by decisions 1, 2\.") as error:
        ledger.add_link(c, of_a)
    assert "sayso link undo 1" in str(error.value.hint)
    with pytest.raises(UsageError, match=r"by decision 2\."):
        ledger.add_link(c, of_b)
    ledger.cut_link(a, of_b)
    assert ledger.add_link(c, of_a).number == 4
    with pytest.raises(UsageError, match=r"by decisions 2, 4\."):
        ledger.undo_link(3)
    assert [one.number for one in ledger.link_decisions(all_of_them=True)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("here", "there", "is_refused"),
    [
        ("2025-06-10", "2025-06-13", True),
        ("2025-06-10", "2025-06-12", False),  # the 10th ends in the west after the 12th began in the east
        ("2025-06-10", None, False),
        (None, "2025-06-13", False),
        ("2025-06-10T09:00:00+00:00", "2025-06-10T09:01:00+00:00", True),
        ("2025-06-10T09:00:00+02:00", "2025-06-10T08:00:00+00:00", True),
        ("2025-06-10T09:00:00+02:00", "2025-06-10T07:00:00+00:00", False),
        ("2025-06-10T09:00:00", "2025-06-10T19:00:00", False),
        ("2025-06-10T09:00:00", "2025-06-11T12:00:00", True),
        ("2025-06-10", "2025-06-11T11:00:00+00:00", False),
        ("2025-06-10", "2025-06-11T13:00:00+00:00", True),
        ("2025-06-13", "2025-06-10", False),
        ("last spring", "2025-06-10", False),
        ("0001-01-01", "2025-06-10", False),
    ],
)
def test_a_claim_is_not_from_what_was_surely_published_later(
    here: str | None, there: str | None, is_refused: bool
) -> None:
    documents = Document("Rye came.", published=here), Document("Rye came in.", published=there)
    if not is_refused:
        return refuse_later(*documents)
    with pytest.raises(UsageError, match=f"was published on {there[:10]}"):
        refuse_later(*documents)


def test_a_link_to_a_later_document_is_refused_but_may_be_cut(ledger: Ledger) -> None:
    ledger.add(clash(doc=document(CLASH, published="2025-06-10")))
    ledger.add(clash(doc=document(CLASH, published="2025-06-20", url="https://post.example/2")))
    first, second = ledger.readings()
    with pytest.raises(UsageError, match="was published on 2025-06-20"):
        ledger.add_link(first.claims[0].id, second.document.id)
    assert ledger.cut_link(first.claims[0].id, second.document.id).number == 1
    assert ledger.add_link(second.claims[0].id, first.document.id).number == 2
