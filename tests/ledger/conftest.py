from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger; whatever the test does to it, it has to verify afterwards."""
    with Ledger(tmp_path / "kept.ledger") as made:
        yield made
        assert made.verify() == []
