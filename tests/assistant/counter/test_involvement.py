"""Questions about somebody's involvement are told from questions about things."""

import pytest

from assistant.counter import involvement


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("Did Daniel Brooks steal the motors?", "Daniel Brooks"),
        ("Was Brooks at North Pier at 01:20?", "Brooks"),
        ("was brooks at the pier", "brooks"),
        ("Was he wearing a red jacket?", ""),
        ("Has the driver met Victor Lane?", "Victor Lane"),
        ("Where was Daniel Brooks at 01:20?", "Daniel Brooks"),
        ("Is Victor Lane involved in the theft?", "Victor Lane"),
        ("Who cut the lock on the gate?", ""),
        ("Which man drove the van?", ""),
        ("What speaks against Brooks?", "Brooks"),
        ("Does Tom Porter have anything to do with it?", "Tom Porter"),
        ("Hat Daniel Brooks die Motoren gestohlen?", "Daniel Brooks"),
        ("Est-ce que Brooks a volé les moteurs ?", "Brooks"),
        ("¿Quién robó los motores?", ""),
        ("Wer hat die Motoren gestohlen?", ""),
    ],
)
def test_about_a_person(question: str, person: str) -> None:
    """Deeds, whereabouts, connections, and who did it, in several languages, with the name where there is one."""
    found = involvement(question)
    assert found is not None
    if person:
        assert found.person == person


@pytest.mark.parametrize(
    "question",
    [
        "What colour was the van?",
        "Was the van grey?",
        "Did the van leave at 01:40?",
        "How much was the deposit?",
        "Where is the boatyard?",
        "Is the IBAN valid?",
        "Transcribe the voicemail.",
        "Which accounts are in the letter?",
        "who played batman in the dark knight",
        "when did the titanic sink",
    ],
)
def test_about_a_thing(question: str) -> None:
    """Colours, times, sums and texts are nobody's involvement: no second search is made for them."""
    assert involvement(question) is None


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("Who hid the boat in Whitby?", ""),
        ("Who sold the phone at the Harbour Cafe?", ""),
        ("Did somebody in Whitby help Daniel Brooks?", "Daniel Brooks"),
        ("Who attacked Ann Carter in Leeds?", "Ann Carter"),
    ],
)
def test_a_place_is_nobody(question: str, person: str) -> None:
    """A name behind "in" or "at" is a place's, and nothing is looked for that would clear a town."""
    found = involvement(question)
    assert found is not None
    assert found.person == person
