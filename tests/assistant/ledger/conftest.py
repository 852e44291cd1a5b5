"""A record of six events, and one with room written ahead."""

from pathlib import Path

import pytest

from assistant.ledger import Ledger, StationKey
from tests.assistant.ledger.recording import CASE


@pytest.fixture
def key(tmp_path: Path) -> StationKey:
    return StationKey(tmp_path / "state" / "key")


@pytest.fixture
def ledger(tmp_path: Path, key: StationKey) -> Ledger:
    (tmp_path / "case").mkdir()
    ledger = Ledger(tmp_path / "case", CASE, key, tmp_path / "state" / "heads")
    for number in range(1, 7):
        ledger.append("question", {"question": f"number {number}", "names": ("Ünal", "O'Neil")}, "officer")
    return ledger


@pytest.fixture
def roomy(ledger: Ledger) -> Ledger:
    """A record with room written ahead, of 40 events."""
    for number in range(7, 41):
        ledger.append("question", {"question": f"number {number}"}, "officer")
    assert ledger.path.read_bytes().endswith(b"\n\n")
    return ledger
