"""Quoted words inside a text are marked, and only those."""

import re

import pytest

from assistant.chat.marking import marked
from tests.assistant.chat.test_escape import HOSTILE, read


@pytest.mark.parametrize(
    ("text", "quotes", "inside"),
    [
        ("The boat left at nine.", ["at nine"], ["at nine"]),
        ("The boat left at nine.", ["The boat", "nine."], ["The boat", "nine."]),
        ("The boat left at nine.", ["boat left", "left at"], ["boat left", " at"]),
        ("The boat left at nine.", ["The boat left at nine."], ["The boat left at nine."]),
        ("The  boat\tleft at nine.", ["The boat left"], ["The  boat\tleft"]),
        ("The boat left at nine.", ["The ferry"], ["The boat left at nine."]),
        ("1.5 (a+b)", ["(a+b)"], ["(a+b)"]),
        ("The boat left.", [" "], ["The boat left."]),
    ],
)
def test_marks(text: str, quotes: list[str], inside: list[str]) -> None:
    """A quote is marked where it stands, also with other spaces; when it does not stand there the whole line is."""
    html = marked(text, quotes)
    assert re.findall("<mark>(.*?)</mark>", html) == inside
    assert read(html).text == text


@pytest.mark.parametrize("text", HOSTILE)
def test_marked_text_is_text(text: str) -> None:
    """Marking cuts a text into pieces, and every piece is escaped."""
    for quote in (text, text[: len(text) // 2], text[len(text) // 2 :]):
        html = marked(text, [quote])
        assert read(html).text == text
        assert set(read(html).elements) <= {"mark"}
        assert not set("{}$`") & set(html)
