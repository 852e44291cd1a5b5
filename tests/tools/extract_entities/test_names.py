"""Names of persons, organisations and places are found where they stand (spaCy)."""

import pytest

from tests.conftest import needs_weights
from tools.extract_entities.names import names

pytestmark = needs_weights("named-entities")
TEXT = "Daniel Brooks works for Barclays Bank in London. Yesterday he met Helen Carter's brother in Germany."


def test_persons_organisations_and_places_are_told_apart() -> None:
    """Each name has its kind, and its place in the text holds exactly the name."""
    hits = list(names([(0, TEXT)]))
    assert {(hit.type, hit.value) for hit in hits} == {
        ("person", "Daniel Brooks"),
        ("organisation", "Barclays Bank"),
        ("place", "London"),
        ("person", "Helen Carter"),
        ("place", "Germany"),
    }
    assert {TEXT[hit.start : hit.end].removesuffix("'s") for hit in hits} == {hit.value for hit in hits}


def test_places_are_counted_from_the_start_of_the_whole() -> None:
    """A block that begins later in the exhibit gives the same names, moved by where it begins."""
    alone = [(hit.start, hit.end, hit.value) for hit in names([(0, TEXT)])]
    moved = [(hit.start - 500, hit.end - 500, hit.value) for hit in names([(0, "Nothing is here."), (500, TEXT)])]
    assert alone == moved != []


@pytest.mark.parametrize("text", ["", " ", "... 12:30 ...", "\n\n", "“”"])
def test_where_there_is_no_name_none_is_found(text: str) -> None:
    """Marks and numbers are not names, and text without any is no error."""
    assert list(names([(0, text)])) == []
