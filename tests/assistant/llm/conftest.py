"""The smallest chat weights, loaded once: quick, and as real as any."""

from pathlib import Path

import pytest

import models
from assistant.llm.local import LocalEngine

TINY = "smollm2-135m-instruct"


@pytest.fixture(scope="session")
def tiny() -> Path:
    """The file of the smallest chat weights."""
    if not models.store().status(TINY).present:
        pytest.skip(f"the weights {TINY} are not here: run `exhibit models fetch {TINY}`")
    return models.store().root / TINY / "model.gguf"


@pytest.fixture(scope="session")
def engine(tiny: Path) -> LocalEngine:
    """An engine that keeps states in memory only."""
    return LocalEngine(tiny, context=1024, threads=1, identity="tiny")
