"""A case that can be sealed."""

from pathlib import Path

import pytest

from tools.case import Case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """An empty case, opened with a station's secret."""
    return Case.new(tmp_path / "case", "Test case", bytes(range(32)))
