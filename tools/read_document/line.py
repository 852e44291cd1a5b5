"""What every reader gives: pages of lines."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of text and where it stands: a page and box in a picture, or a line number in a text."""

    text: str
    page: int | None = None
    """Counted from 1."""
    box: tuple[int, int, int, int] | None = None
    """Left, top, width, height in pixels, as in `tools.evidence.Place.xywh`."""
    number: int | None = None
    """Counted from 1."""
    confidence: float | None = None
    offset: int | None = None
    """Characters of the file before it, where the file is plain text."""
    quote: str | None = None
    """What stands there word for word, where `text` says it in another form (a table's row with its headings)."""


@dataclass(frozen=True)
class Pages:
    """A document that is read page by page; one without pages is one page."""

    count: int
    lines: Callable[[int], Iterator[Line]]
    """The lines of a page, counted from 1, in reading order."""


def numbered(texts: Iterator[str]) -> Iterator[Line]:
    """Lines that are not blank, with their numbers counted from 1."""
    for number, text in enumerate(texts, start=1):
        if text.strip():
            yield Line(text.strip(), number=number)
