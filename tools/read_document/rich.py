"""Rich text (RTF)."""

from tools.case import Exhibit
from tools.read_document.line import Pages, numbered
from tools.richtext import plain


def pages(document: Exhibit) -> Pages:
    """One page: a line for each paragraph or row of a table."""
    rows = (row.strip(" |").replace("|", " | ") for row in plain(document.path.read_bytes()).splitlines())
    return Pages(1, lambda _: numbered(rows))
