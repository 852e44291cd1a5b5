"""Outlook messages are read as people see them."""

from collections.abc import Callable

from tests.tools.read_document.making import compound, outlook
from tools.evidence import TextLine

Read = Callable[..., list[TextLine]]


def test_a_message_is_read_with_its_headers(read: Read) -> None:
    """Who wrote to whom and when, the text and the names of attachments stand there in order, each with its line."""
    found = read("item", outlook("The van", "Meet me at nine.\r\n\r\nBring the keys.", "Víctor Lane", [("plan.txt", b"x" * 5000)]))
    assert [line.text for line in found] == [
        "From: Víctor Lane <v.lane@example.com>",
        "To: Peter Marsh <p.marsh@example.org>",
        "Date: 2026-03-14T18:22:05+00:00",
        "Subject: The van",
        "Meet me at nine.",
        "Bring the keys.",
        "Attachment: plan.txt (text/plain)",
    ]
    assert [line.citations[0].fragment for line in found][4:6] == ["line=6", "line=8"]


def test_other_compound_files_are_named(case_refusal: Callable[[bytes], str]) -> None:
    """An encrypted Office file, an old one and a damaged message are each refused with what to do."""
    assert "encrypted" in case_refusal(compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y"}))
    assert "old or encrypted" in case_refusal(compound({"WordDocument": b"x" * 5000}))
    assert "broken" in case_refusal(compound({"__properties_version1.0": b"x"}))
    assert "broken" in case_refusal(outlook("a", "b", "c")[:1500])
