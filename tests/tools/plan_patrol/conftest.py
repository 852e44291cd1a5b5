"""A case that was opened with the station's secret, as every session opens one: without it no seed can be sealed."""

from pathlib import Path

import pytest

from tools.case import Case
from tools.sealing import SECRET_BYTES


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """An empty case that can seal."""
    return Case.new(tmp_path / "case", "Test case", bytes(range(SECRET_BYTES)))
