"""What is read from a question by rule: pages, languages, kinds of entity."""

import pytest

from assistant.router.kinds import kinds_in
from assistant.router.languages import language_in
from assistant.router.pages import page_in


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("What is on page 2 of the letter?", 2),
        ("Read p. 12.", 12),
        ("Read page two.", 2),
        ("What does the third page say?", 3),
        ("And on the 2nd page?", 2),
        ("Was steht auf Seite 4?", 4),
        ("¿Qué dice la página 7?", 7),
        ("Was steht auf der zweiten Seite?", 2),
        ("Read the letter.", None),
        ("Which pages mention the van?", None),
        ("Who was there on 3 May at 2?", None),
        ("Read page 0.", None),
    ],
)
def test_pages(text: str, page: int | None) -> None:
    """A page named by its number or its ordinal is found, in several languages; other numbers are no pages."""
    assert page_in(text) == page


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Transcribe the call, they speak Polish.", "pl"),
        ("Transcribe the recording in Czech", "cs"),
        ("Was sagt der Anrufer auf Türkisch?", "tr"),
        ("The recording is in German, write it down.", "de"),
        ("What does the Polish driver say?", None),
        ("What did the German police write?", None),
        ("Transcribe the call.", None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    """A language that is spoken is found by its code; the nationality of a person is no language."""
    assert language_in(text) == code


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Which phone numbers are in the letter?", {"phone"}),
        ("Which account numbers are in the letter?", {"iban"}),
        ("List the e-mail addresses.", {"email"}),
        ("List all number plates.", {"vehicle_plate"}),
        ("Which phone numbers, accounts and plates are in the e-mail?", {"phone", "iban", "vehicle_plate"}),
        ("Qui est nommé, et quels numéros de téléphone?", {"person", "phone"}),
        ("List everything that is in there.", set()),
    ],
)
def test_kinds_of_entity(text: str, kinds: set[str]) -> None:
    """The kinds of entity that are asked for are found by the words people use for them; none when all are wanted."""
    found = kinds_in(text)
    assert set(found) >= kinds if kinds else not found
    assert len(found) == len(set(found))


def test_a_general_word_takes_its_meaning_from_the_one_before() -> None:
    """Account numbers are no telephone numbers, and IP addresses are no places."""
    assert "phone" not in kinds_in("Which account numbers are there?")
    assert "place" not in kinds_in("Which IP addresses are there?")
