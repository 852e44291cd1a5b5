"""What tests of several packages share."""

from pathlib import Path

import pytest

from assistant.router import Router
from tests.assistant.scripted_model import ScriptedModel


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of what can be worked out again, the same for all tests of a run: the router's examples are embedded once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def router_model() -> ScriptedModel:
    """The model that the router asks; a test that foresees a question gives it the answer."""
    return ScriptedModel()


@pytest.fixture(scope="session")
def router(router_model: ScriptedModel, cache: Path) -> Router:
    """A router that has learned from the real examples. Its model's hidden states cannot be read: it goes by the words."""
    return Router(router_model, cache)
