"""Which gallery a question speaks of."""

import pytest

from assistant.router.galleries import gallery_in

NAMES = ("Wanted persons north", "Missing persons", "Staff of the ferry")


@pytest.mark.parametrize(
    ("question", "gallery"),
    [
        ("Is he on the wanted list?", "Wanted persons north"),
        ("chek the video for misisng peple", "Missing persons"),
        ("Gleich das Bild bitte mit der Fahndungsliste ab.", "Wanted persons north"),
        ("¿Sale alguien de los desaparecidos?", "Missing persons"),
        ("One of the visitors may be an employee.", "Staff of the ferry"),
        ("Who is this?", None),
    ],
)
def test_a_gallery_is_found_by_what_it_is_called(question: str, gallery: str | None) -> None:
    """A gallery is found by words of its name, misspelt, by another word for them or in another language; else by none."""
    assert gallery_in(question, NAMES) == gallery


def test_the_only_gallery_is_meant() -> None:
    """A case with one gallery has no other that could be meant, and one without has none."""
    assert gallery_in("Is his face known?", ["Club"]) == "Club"
    assert gallery_in("Is his face known?", []) is None


def test_two_that_fit_alike_are_not_told_apart() -> None:
    """Where two names fit the words equally well, neither is taken."""
    assert gallery_in("Is she missing?", ["Missing north", "Missing south"]) is None
