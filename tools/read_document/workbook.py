"""Workbooks (XLSX): values as their cells show them."""

from collections.abc import Iterator, Sequence
from typing import Any

from tools.case import Exhibit
from tools.read_document.cell import shown
from tools.read_document.line import Line, Pages
from tools.spreadsheet import opened

_MOST_COLUMNS = 500
"""A row is read up to here; a sheet that says it is wider is damaged or made to cost time."""


def pages(document: Exhibit) -> Pages:
    """A page for each sheet: its name, then a line for each row, told with the headings of its columns.

    The number of a line is that of the row in the sheet; the quote gives the address of each cell with what it shows.
    """
    return Pages(int(document.facts["pages"]), lambda number: _rows(document, number))


def _rows(document: Exhibit, page: int) -> Iterator[Line]:
    with opened(document.path) as book:
        sheet = book.worksheets[page - 1]
        sheet.reset_dimensions()  # files lie about them
        yield Line(f"Sheet: {sheet.title}", page=page, quote=sheet.title)
        headings: dict[int, str] | None = None
        for row in sheet.iter_rows(max_col=_MOST_COLUMNS):
            cells = [(cell, text) for cell in row if (text := shown(cell))]
            if not cells:
                continue
            quote = " | ".join(f"{cell.coordinate}: {text}" for cell, text in cells)
            number = cells[0][0].row
            if headings is None:
                headings = _headings(cells)
                yield Line(" | ".join(text for _, text in cells), page=page, number=number, quote=quote)
                continue
            told = (f"{headings[cell.column]}: {text}" if cell.column in headings else text for cell, text in cells)
            yield Line("; ".join(told), page=page, number=number, quote=quote)


def _headings(cells: Sequence[tuple[Any, str]]) -> dict[int, str]:
    """The words of a first row by their columns; none where the row holds numbers or a single cell, and so is data or a title."""
    if len(cells) < 2 or any(not isinstance(cell.value, str) for cell, _ in cells):
        return {}
    return {cell.column: text for cell, text in cells}
