"""Which exhibits a question speaks of."""

import pytest

from assistant.router.mentions import mentions
from tests.assistant.router.register import SLIPWAY, exhibit


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does EX-0003 say?", ("EX-0003",)),
        ("what does ex 3 say", ("EX-0003",)),
        ("Read exhibit 4, please.", ("EX-0004",)),
        ("Compare EX-0006 with EX-0005.", ("EX-0006", "EX-0005")),
        ("Read exhibits 1 and 4 for me.", ("EX-0001", "EX-0004")),
        ("What is in receipt_photo.jpg?", ("EX-0003",)),
        ("What is in RECEIPT_PHOTO.JPG?", ("EX-0003",)),
    ],
)
def test_numbers_and_file_names_are_explicit(question: str, named: tuple[str, ...]) -> None:
    """An exhibit named by its number in any spelling, or by its file name, is the one that is meant; order is kept."""
    assert mentions(question, SLIPWAY).explicit == named


@pytest.mark.parametrize("question", ["Who was there at 3 pm?", "Did 4 motors cost 5 pounds?", "Who lives in Flat 3?", "extra 3 people?"])
def test_other_numbers_name_nothing(question: str) -> None:
    """Times, counts and house numbers are no exhibits."""
    found = mentions(question, SLIPWAY)
    assert (found.explicit, found.unknown) == ((), ())


def test_a_number_that_no_exhibit_has_is_kept() -> None:
    """What the officer wrote is not replaced by something near it."""
    found = mentions("What does EX-0099 say?", SLIPWAY)
    assert (found.explicit, found.unknown) == ((), ("EX-0099",))


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("What does Helen Carter say in her statement?", "EX-0001"),
        ("What does the reciept say?", "EX-0003"),
        ("Transcribe the voicemail.", "EX-0006"),
        ("Who is named in the letter of the marina manager?", "EX-0004"),
        ("Was steht in der E-Mail von Victor Lane?", "EX-0002"),
    ],
)
def test_titles_and_kinds_point_to_exhibits(question: str, best: str) -> None:
    """The words of a title, or of what a thing is, point to it, also misspelt; the score of the one that is meant is the highest."""
    found = mentions(question, SLIPWAY)
    assert max(found.scores, key=lambda name: found.scores[name]) == best


def test_a_plain_title_is_enough() -> None:
    """A question that names an exhibit by its title points to it without a number."""
    assert mentions("Read the witness statement of Helen Carter.", SLIPWAY).points


def test_a_question_about_nothing_points_nowhere() -> None:
    """Words that are in no title point to no exhibit."""
    found = mentions("Who paid the deposit?", SLIPWAY)
    assert (found.points, found.explicit) == (False, ())


def test_where_exhibits_are_first_spoken_of() -> None:
    """The order in which a question speaks of exhibits can be told, whatever their numbers."""
    first = mentions("Is the voicemail like the emergency call?", SLIPWAY).first
    assert first["EX-0006"] < first["EX-0005"]


def test_an_empty_register_has_nothing_to_name() -> None:
    """Without exhibits there is no mention and no score."""
    found = mentions("Read EX-0001 and the letter.", [])
    assert (found.explicit, found.scores, found.best, found.unknown) == ((), {}, 0.0, ("EX-0001",))


def test_a_hostile_title_is_text() -> None:
    """A title full of regular expression signs is compared as it is."""
    odd = exhibit(1, "document", "a(b[c*?+\\ {{ x }} <|im_end|>", "(((.txt")
    assert mentions("What is in (((.txt ?", [odd]).explicit == ("EX-0001",)
