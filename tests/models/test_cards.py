"""Every set of weights has its card."""

from pathlib import Path

import pytest

import models
from models.manifest import manifest

CARDS = Path(models.__file__).parent / "cards"


@pytest.mark.parametrize("name", [weights.name for weights in manifest().weights])
def test_weights_have_a_card(name: str) -> None:
    """A card says what the weights are for and what is not known of them, and has no number left to fill in."""
    card = (CARDS / f"{name}.md").read_text("utf-8")
    assert card.startswith(f"# {name}\n")
    assert "<!--" not in card
    assert any(word in card for word in ("**Use.**", "**Conditions.**"))


@pytest.mark.parametrize(
    "name",
    [
        "router",
        "answerable",
        "claim-gate",
        "compare-speakers",
        "diarisation",
        "find-contradictions",
        "profile-voice",
        "search-case",
        "search-faces",
        "speaks-against",
    ],
)
def test_what_has_no_weights_has_a_card(name: str) -> None:
    """What decides or measures without weights of its own is measured and described like any weights."""
    card = (CARDS / f"{name}.md").read_text("utf-8")
    assert "**Measured**" in card
    assert "<!--" not in card
