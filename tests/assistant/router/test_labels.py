"""What a question looks for in a picture."""

import pytest

from assistant.router.labels import asks_for_everything, label_in


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("How many bicycles stand in front of the shop?", "bicycle"),
        ("is ther a moterbike on teh dashcam", "motorcycle"),
        ("hw many bicylces", "bicycle"),
        ("Ile samochodów widać na kamerze przy bramie?", "car"),
        ("¿Se ve algún cuchillo en la foto?", "knife"),
        ("Wie viele Personen sind zu sehen?", "person"),
        ("any traffic lights there", "traffic light"),
        ("Which vehicles pass?", "vehicle"),
        ("What is there to see?", None),
    ],
)
def test_a_thing_is_found_by_its_names(question: str, label: str | None) -> None:
    """A thing is found by its names in several languages, misspelt or in the plural; where none is named, none is found."""
    assert label_in(question) == label


def test_people_are_named_in_passing() -> None:
    """Where people and a thing are named, the thing is looked for."""
    assert label_in("Does anyone carry a backpack in the footage?") == "backpack"


def test_a_word_of_the_title_names_the_exhibit_first() -> None:
    """A word that belongs to the exhibit's title is not what is looked for, unless nothing else is named."""
    assert label_in("How many people are on the bus station picture?", "Bus station".split()) == "person"
    assert label_in("Any bus on the bus station picture?", "Bus station".split()) == "bus"


def test_things_in_general_are_everything() -> None:
    """Whoever asks for objects asks for whatever there is."""
    assert asks_for_everything("List the objects in the photo.")
    assert not asks_for_everything("List the tractors in the photo.")
