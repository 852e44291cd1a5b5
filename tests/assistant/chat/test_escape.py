"""Text from exhibits is shown letter for letter and never does anything."""

from html.parser import HTMLParser

import pytest

from assistant.chat.escape import Html, escape, join, tag

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "{{constructor}}",
    "{{#each value}}{{this}}{{/each}}",
    "${alert(1)}",
    "`${alert(1)}`",
    "</textarea><script>alert(1)</script>",
    "\" onmouseover='alert(1)' x=\"",
    "&lt;b&gt; already escaped &#123;",
    "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe",
]


class Reader(HTMLParser):
    """What a browser makes of HTML: its elements, attributes and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.mark.parametrize("text", HOSTILE)
def test_a_browser_reads_the_same_letters_and_no_element(text: str) -> None:
    """Escaped text has no elements, and a browser that reads it gets exactly the letters of the text."""
    found = read(escape(text))
    assert found.elements == []
    assert found.text == text


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_left_that_a_template_would_read(text: str) -> None:
    """The characters with which Gradio's templates begin source are gone, also inside attributes."""
    html = tag("p", text, title=text)
    assert not set("{}$`") & set(html)
    assert read(html).attributes == [("title", text)]
    assert read(html).elements == ["p"]


def test_markup_that_was_made_here_stays() -> None:
    """Elements can stand in elements; only other text is escaped."""
    assert tag("p", tag("b", "<1>"), " & ", None, False) == "<p><b>&lt;1&gt;</b> &amp; </p>"
    assert isinstance(join(["a", tag("i")], ", "), Html)
    assert join(["<a>", tag("i", "b")], " < ") == "&lt;a&gt; &lt; <i>b</i>"


def test_attributes() -> None:
    """Names that Python cannot write are written with underscores; True has no value, None and False leave it out."""
    html = tag("button", "x", class_="chip", data_number=3, disabled=True, hidden=False, title=None)
    assert html == '<button class="chip" data-number="3" disabled>x</button>'


def test_half_a_character_does_not_stop_the_page() -> None:
    """A lone surrogate, which cannot be sent, is shown as a question mark."""
    assert escape("a\udc80b") == "a?b"
