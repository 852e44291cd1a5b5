"""The rows about speakers, on few trials."""

from pathlib import Path

import pytest

from assistant.bench.voices import speakers
from tests.conftest import needs_weights
from tools.errors import CaseError


@needs_weights("voice-embedding")
def test_calibrated_ratios_cost_less_than_the_bare_cosine(shared: Path) -> None:
    """As recorded, half by telephone and half noisy, the Cllr is below that of the cosine read as a probability; refusals are counted."""
    rows = {row.metric: row for row in speakers.rows(shared, quick=True)}
    costs = [row for name, row in rows.items() if name.startswith("Cllr")]
    assert len(costs) == 3
    assert all(row.peer is not None and row.ours < row.peer for row in costs)
    assert all(0 <= row.ours < 0.5 for name, row in rows.items() if name.startswith("refused"))


def test_missing_trials_are_named(tmp_path: Path) -> None:
    """Without the folder of trials the bench says which one it wants."""
    with pytest.raises(CaseError, match="speaker-verification"):
        speakers.rows(tmp_path, quick=True)
