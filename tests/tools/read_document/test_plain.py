"""Plain text is read line by line, each with its number and its place in the file."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import TextLine
from tools.read_document.plain import _lines
from tools.registry import get_tool

Read = Callable[..., list[TextLine]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_keep_their_numbers(read: Read, encoding: str, ends: str) -> None:
    """In every encoding and with every line end, the words stand at the line that an editor shows; blank lines count."""
    text = ends.join(["Señor Peña left.", "", "  He came back at nine.  ", "Fünf Männer.", ""])
    found = read("note.txt", text.encode(encoding))
    assert [(line.text, line.citations[0].fragment) for line in found] == [
        ("Señor Peña left.", "line=1"),
        ("He came back at nine.", "line=3"),
        ("Fünf Männer.", "line=4"),
    ]
    assert [text[line.offset : line.offset + len(line.text)] for line in found] == [line.text for line in found]
    assert all(line.citations[0].quote == line.text and line.confidence is None for line in found)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab \t\n\r\x0b\x0c\x85\u2028")))
def test_places_are_right_in_any_text(text: str) -> None:
    """Whatever marks a text has, each line stands at its offset, and only line ends of editors end a line."""
    truth = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = list(_lines(text))
    assert [(line.number, line.text) for line in found] == [(n, t.strip()) for n, t in enumerate(truth, start=1) if t.strip()]
    assert all(text.startswith(line.text, line.offset) for line in found)


def test_there_is_one_page(case: Case, put: Callable[..., Exhibit]) -> None:
    """Page 1 is the whole text; another page is answered with how many there are."""
    exhibit = put("note.txt", "only one page\n")
    run = get_tool("read_document").run
    assert run(case, exhibit.id, page=1) == run(case, exhibit.id)
    for page in (0, 2, -1):
        with pytest.raises(ToolError, match=rf"EX-0001 has 1 page; there is no page {page}\."):
            run(case, exhibit.id, page=page)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=20, max_size=80))
def test_what_was_written_is_what_is_read(case: Case, put: Callable[..., Exhibit], text: str) -> None:
    """Text in any script is read without a change."""
    content = "x" + text + "x\n"
    if not any(exhibit.sha256 for exhibit in case.exhibits() if exhibit.path.read_text("utf-8") == content):
        exhibit = put("note.txt", content)
        assert [line.text for line in get_tool("read_document").run(case, exhibit.id)] == [content.strip()]
