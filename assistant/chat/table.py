"""The viewer of tables: rows and columns, with the cited rows marked."""

import csv
from collections.abc import Sequence

from assistant.chat.escape import Html, tag
from assistant.chat.marking import marked
from assistant.chat.page import quotes_view
from assistant.chat.sight import Sight
from assistant.chat.text import WINDOW, after, line_marks, lines_of, more, not_read, number_of, window
from tools.evidence import Citation, TextLine


def table_view(sight: Sight) -> Html:
    """The rows of the table with the numbers of their lines."""
    lines = lines_of(sight)
    if lines is None:
        return not_read(sight)
    delimiter = str(sight.exhibit.facts.get("delimiter", ","))
    first, shown = window(lines, sight)
    headings = _headings(lines, delimiter)
    head = tag("thead", _row(lines[0], "th", sight, delimiter)) if headings else None
    body = [_row(line, "td", sight, delimiter) for line in shown if not (headings and line is lines[0])]
    table = tag("table", head, tag("tbody", *body))
    return tag(
        "div",
        more("Earlier rows", first - WINDOW if first else None),
        tag("div", table, class_="table-scroll", tabindex=0),
        after("Later rows", first, lines),
        quotes_view(sight.opening.marks),
        class_="text-view table-view",
    )


def cells_of(line: TextLine, delimiter: str) -> list[str]:
    """The cells of a row, from the row as it stands in the file."""
    try:
        return [cell.strip() for row in csv.reader(line.citations[0].quote.splitlines(keepends=True), delimiter=delimiter) for cell in row]
    except csv.Error:
        return [line.citations[0].quote]


def _headings(lines: Sequence[TextLine], delimiter: str) -> bool:
    """Whether the first row names the columns: the reader tells every later row with these names."""
    return len(lines) > 1 and any(lines[1].text.startswith(f"{name}: ") for name in cells_of(lines[0], delimiter) if name)


def _row(line: TextLine, kind: str, sight: Sight, delimiter: str) -> Html:
    marks = line_marks(line, sight.opening.marks)
    cells = [tag(kind, _cell(cell, line, marks), dir="auto") for cell in cells_of(line, delimiter)]
    classes = " ".join(filter(None, ("cited" if marks else "", "asked" if sight.opening.citation in marks else "")))
    return tag("tr", tag("th", number_of(line), class_="line-number", scope="row"), *cells, class_=classes or None)


def _cell(cell: str, line: TextLine, marks: Sequence[Citation]) -> object:
    """A cell; in a cited row it is marked when its words are part of the quote."""
    quoted = [mark for mark in marks if cell and cell in mark.quote]
    return marked(cell, [cell]) if quoted and any(mark.quote != line.citations[0].quote for mark in marks) else cell
