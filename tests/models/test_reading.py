"""Cards as reports read them."""

import pytest

from models import reading
from models.card import CARDS


@pytest.mark.parametrize("name", reading.names())
def test_nothing_of_a_card_is_lost(name: str) -> None:
    """The parts of a card, one after another, are its words; each but the first begins with its heading."""
    card = reading.read(name)
    whole = (CARDS / f"{name}.md").read_text("utf-8").partition("\n")[2]
    assert "".join("".join(text for _, text in card.parts).split()) == "".join(whole.split())
    assert all(heading in text for heading, text in card.parts if heading != reading.ABOUT)


def test_a_card_that_is_not_there() -> None:
    """A name without a card is told with those that there are."""
    with pytest.raises(KeyError, match="search-faces"):
        reading.read("../manifest")
