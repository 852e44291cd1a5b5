"""RTF is read as the text that it shows."""

from collections.abc import Callable

from tools.evidence import TextLine

Read = Callable[..., list[TextLine]]
BEGIN = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\*\generator Word;}"


def test_text_and_signs_are_read(read: Read) -> None:
    """Paragraphs are lines, escapes are the characters they stand for, and settings are not text."""
    content = BEGIN + r"\f0\fs24 Se\'f1or Pe\'f1a {\b said} \u8220?no\u8221?.\par\par Second line.\par {{ 7 * 7 }}}"
    found = read("item", content.encode())
    assert [line.text for line in found] == ["Señor Peña said “no”.", "Second line.", "7 * 7"]
    assert [line.citations[0].place.line for line in found] == [1, 3, 4]


def test_an_empty_one_is_refused(case_refusal: Callable[[bytes], str]) -> None:
    """RTF without any text is refused as empty."""
    assert "empty" in case_refusal((BEGIN + "}").encode())
