"""Word documents (DOCX)."""

from collections.abc import Iterator
from typing import Any

import docx
from docx.table import Table

from tools.case import Exhibit
from tools.read_document.line import Pages, numbered


def pages(document: Exhibit) -> Pages:
    """One page: page headers, then each paragraph and table row in order, then page footers.

    The format has no fixed pages or lines, so a line here is a paragraph's line or a table's row.
    """
    return Pages(1, lambda _: numbered(_texts(docx.Document(str(document.path)))))


def _texts(document: Any) -> Iterator[str]:
    sections = list(document.sections)
    yield from _once(block for section in sections for block in _blocks(section.header))
    yield from _blocks(document)
    yield from _once(block for section in sections for block in _blocks(section.footer))


def _blocks(container: Any) -> Iterator[str]:
    for block in container.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip().replace("\n", " ") for cell in row.cells)  # merged cells come twice
                yield " | ".join(filter(None, cells))
        else:
            yield from block.text.split("\n") or [""]


def _once(texts: Iterator[str]) -> Iterator[str]:
    """Each text at its first occurrence: sections usually share their headers."""
    yield from dict.fromkeys(texts)
