"""Tables in comma-separated text."""

import csv
import io
from collections.abc import Iterator

from tools.case import Exhibit
from tools.media import MAX_TEXT
from tools.read_document.line import Line, Pages

csv.field_size_limit(MAX_TEXT)  # a quotation mark that is never closed makes one cell of the rest


def pages(document: Exhibit) -> Pages:
    """One page: a line for each row, told with the headings of its cells and quoted as it stands in the file."""
    return Pages(1, lambda _: _rows(document))


def _rows(document: Exhibit) -> Iterator[Line]:
    text = document.path.read_bytes().decode(str(document.facts["encoding"]))
    raw = list(io.StringIO(text, newline=""))  # lines as the reader counts them, which str.splitlines does not
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=str(document.facts["delimiter"]))
    headings: list[str] | None = None
    start = 0
    for cells in reader:
        quote = "".join(raw[start : reader.line_num]).strip()
        number, start = start + 1, reader.line_num
        if not quote:
            continue
        if headings is None:
            # A first row with an empty or numeric cell holds data, not headings.
            headings = [] if any(not cell.strip() or _is_number(cell) for cell in cells) else [cell.strip() for cell in cells]
            yield Line(" | ".join(cells), number=number, quote=quote)
            continue
        named = [f"{heading}: {cell.strip()}" for heading, cell in zip(headings, cells, strict=False) if cell.strip()]
        rest = [cell.strip() for cell in cells[len(headings) :] if cell.strip()]
        yield Line("; ".join(named + rest), number=number, quote=quote)


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True
