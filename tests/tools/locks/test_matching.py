"""What an entry of the list matches, and what it does not."""

import pytest

from tools.errors import ToolError
from tools.locks.correspondence import Correspondence
from tools.locks.entry import entry


def said(text: str) -> Correspondence:
    return Correspondence(("note.txt",), text=text)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("address", "K.Hale@Chambers.example", "Write to <k.hale@chambers.example>."),
        ("address", "k.hale@chambers.example", "k.hale\u200b@chambers.example"),
        ("domain", "chambers.example", "From: x@post.chambers.example"),
        ("domain", "@chambers.example", "See www.chambers.example/contact"),
        ("number", "+44 7700 900142", "Call 07700 900142 at nine."),
        ("number", "07700 900142", "Ring +44 (0)7700-900142"),
        ("name", "Ann Hale", "Yours, Ánn HALE"),
        ("name", "Ann Hale", "Hale, Ann (partner)"),
        ("term", "attorney-client privileged", "ATTORNEY – CLIENT\nPRIVILEGED"),
        ("term", "attorney-client privileged", "attorney-client privi\u00adleged"),
    ],
)
def test_an_entry_is_found_however_it_is_written(kind: str, value: str, text: str) -> None:
    """Case, accents, hyphens, line breaks, invisible characters and dialling prefixes do not hide a match."""
    assert entry(kind, value, "lawyer").where(said(text)) == "in its text"


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("address", "k.hale@chambers.example", "mark.hale@chambers.example and k.hale@chambers.example.net"),
        ("domain", "chambers.example", "x@mychambers.example, y@chambers.example.org"),
        ("number", "07700 900142", "07700 900143; invoice 900142"),
        ("name", "Ann Hale", "Joann Hale and Ann Haley"),
        ("term", "legally privileged", "He is privileged. Legally he may."),
    ],
)
def test_what_only_looks_alike_is_not_matched(kind: str, value: str, text: str) -> None:
    """Parts of longer words, addresses, domains and numbers are other people's."""
    assert entry(kind, value, "lawyer").where(said(text)) is None


def test_a_name_in_other_peoples_mail_is_no_correspondence() -> None:
    """Of a mail the name counts among who wrote and received it and in messages passed on, not where it falls in the text."""
    hale = entry("name", "Ann Hale", "lawyer")
    between = ("A <a@example.org>", "B <b@example.org>")
    assert hale.where(Correspondence((), between, text="Ann Hale was on television.")) is None
    assert hale.where(Correspondence((), (*between, "Ann Hale <x@example.org>"))) == "among who wrote or received it"
    assert hale.where(Correspondence((), between, ("Ann Hale <x@example.org>",))) == "in a message that it passes on"


def test_a_call_is_known_by_its_file_name() -> None:
    """A recording whose name holds the number or the name of a lawyer matches before anybody hears it."""
    assert entry("number", "+44 7700 900142", "lawyer").where(Correspondence(("20260105_07700900142_out.wav",))) == "in its name or title"
    assert entry("name", "Ann Hale", "lawyer").where(Correspondence(("call_with_Ann-Hale.wav",))) == "in its name or title"
    assert entry("number", "+44 7700 900142", "lawyer").where(Correspondence(("20260105_0142.wav",))) is None


@pytest.mark.parametrize(
    ("kind", "value"), [("address", "not an address"), ("domain", "chambers"), ("number", "1234"), ("term", "x"), ("name", "")]
)
def test_what_would_match_by_chance_is_not_listed(kind: str, value: str) -> None:
    """An entry that is no such identifier is refused with the reason."""
    with pytest.raises(ToolError):
        entry(kind, value, "lawyer")
