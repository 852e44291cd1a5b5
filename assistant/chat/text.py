"""The viewer of texts: documents without pages, e-mails and plain text, line by line, with the cited words marked."""

from collections.abc import Sequence

from assistant.chat.escape import Html, tag
from assistant.chat.marking import marked
from assistant.chat.page import quotes_view
from assistant.chat.sight import Sight
from tools.evidence import Citation, TextLine
from tools.instructions import Flag, flags_in

WINDOW = 400
"""Lines that are shown at a time."""


def text_view(sight: Sight) -> Html:
    """The lines of the text with their numbers."""
    lines = lines_of(sight)
    if lines is None:
        return not_read(sight)
    first, shown = window(lines, sight)
    flagged = flags_in([line.text for line in shown])
    rows = [
        _row(line, line_marks(line, sight.opening.marks), sight.opening.citation, gap, flagged.get(number))
        for number, (line, gap) in enumerate(_with_gaps(shown))
    ]
    text = tag("ol", *rows, class_="lines")
    return tag(
        "div", more("Earlier lines", first - WINDOW if first else None), text, after("Later lines", first, lines), class_="text-view"
    )


def lines_of(sight: Sight) -> list[TextLine] | None:
    """The lines of an exhibit, or None when nobody has gone through it."""
    return None if sight.reading is None else [line for line in sight.reading if isinstance(line, TextLine)]


def not_read(sight: Sight) -> Html:
    """What is shown of a text that nobody has gone through: the cited words, if there are any."""
    hint = tag("p", "Nobody has gone through this exhibit yet: its text is not known. Use “Go through what is new”.", class_="hint")
    return tag("div", quotes_view(sight.opening.marks), hint, class_="text-view")


def window(lines: Sequence[TextLine], sight: Sight) -> tuple[int, Sequence[TextLine]]:
    """The position of the first line that is shown, and the lines that are: those around the citation, or those asked for."""
    first = sight.opening.first_line
    if first is None:
        cited = next((n for n, line in enumerate(lines) if line_marks(line, sight.opening.marks[:1])), 0)
        first = cited - WINDOW // 2
    first = max(min(first, len(lines) - WINDOW), 0)
    return first, lines[first : first + WINDOW]


def line_marks(line: TextLine, marks: Sequence[Citation]) -> list[Citation]:
    """The citations of a line. Slides, sheets and the messages of a mailbox each count their lines from 1."""
    place = line.citations[0].place
    return [mark for mark in marks if mark.place.line is not None and (mark.place.line, mark.place.page) == (place.line, place.page)]


def number_of(line: TextLine) -> int | None:
    """The number of a line in its exhibit."""
    return line.citations[0].place.line


def more(words: str, first: int | None) -> Html | None:
    """A button that shows other lines of a long text."""
    return None if first is None else tag("button", words, type="button", class_="more", data_first=max(first, 0))


def after(words: str, first: int, lines: Sequence[TextLine]) -> Html | None:
    """The button that shows later lines, when there are any."""
    return more(words, first + WINDOW if first + WINDOW < len(lines) else None)


def _with_gaps(lines: Sequence[TextLine]) -> list[tuple[TextLine, bool]]:
    """Each line, and whether blank lines stand before it."""
    numbers = [number_of(line) or 0 for line in lines]
    return [(line, n > 0 and numbers[n] > numbers[n - 1] + 1) for n, line in enumerate(lines)]


def _row(line: TextLine, marks: Sequence[Citation], citation: Citation | None, gap: bool, flagged: Flag | None) -> Html:
    text = marked(line.text, (mark.quote for mark in marks)) if marks else line.text
    kinds = (
        "line",
        "cited" if marks else "",
        "asked" if citation in marks else "",
        "after-gap" if gap else "",
        "suspect" if flagged else "",
    )
    return tag(
        "li",
        tag("span", number_of(line), class_="line-number"),
        tag("span", text, class_="line-text", dir="auto"),
        class_=" ".join(filter(None, kinds)),
        title=f"Reads like an instruction to this program ({flagged.family}): it is not followed" if flagged else None,
    )
