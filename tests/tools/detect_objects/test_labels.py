"""What people call things leads to the detector's kinds, or to a reason."""

import pytest

from tools.detect_objects.labels import kinds_of, plural
from tools.errors import ToolError
from tools.following import KINDS


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("people", {"person"}),
        ("Persons", {"person"}),
        ("vehicles", {"car", "truck", "bus", "motorcycle"}),
        ("bags", {"backpack", "handbag", "suitcase"}),
        ("lorry", {"truck"}),
        ("lorries", {"truck"}),
        ("van", {"car", "truck"}),
        ("motorbikes", {"motorcycle"}),
        ("knives", {"knife"}),
        ("mobile", {"cell phone"}),
        ("cell_phone", {"cell phone"}),
        ("rucksack", {"backpack"}),
        ("traffic lights", {"traffic light"}),
        ("objects", set(KINDS)),
        (None, set(KINDS)),
    ],
)
def test_words_have_their_kinds(word: str | None, kinds: set[str]) -> None:
    """Plain words, in the singular or plural, mean the kinds that an officer would expect."""
    assert set(kinds_of(word)) == kinds


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known_by_its_own_name(kind: str) -> None:
    """Each kind can be asked for as COCO names it, and as many of them."""
    assert kinds_of(kind) == (kind,)
    assert kinds_of(plural(kind, 2).removeprefix("2 ")) == (kind,)


@pytest.mark.parametrize("word", ["gun", "unicorn", "", "Peter Miller", "'; DROP TABLE"])
def test_what_cannot_be_found_is_an_error(word: str) -> None:
    """A kind that the detector does not know is no silent nothing: the reason lists what can be found."""
    with pytest.raises(ToolError, match=r"What can be: person, bicycle, .*says nothing of whether it is there"):
        kinds_of(word)
