"""Word documents (DOCX)."""

from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.table import Table

from tools.case import Exhibit
from tools.read_document.line import Pages, numbered

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _RUN, _TEXT, _BREAK = f"{_W}p", f"{_W}tbl", f"{_W}r", f"{_W}t", f"{_W}br"
_SIGNS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOT_SEEN = {
    f"{_W}del",
    f"{_W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # what is in it is there a second time
}


def pages(document: Exhibit) -> Pages:
    """One page: page headers, then each paragraph and table row in order, footnotes, endnotes, comments, then page footers.

    The format has no fixed pages or lines, so a line here is a paragraph's line or a table's row. Text boxes, form fields
    and text inserted under tracked changes are read where they stand; what was deleted is not. Comments are told with who wrote them.
    """
    return Pages(1, lambda _: numbered(_texts(docx.Document(str(document.path)))))


def _texts(document: Any) -> Iterator[str]:
    sections = list(document.sections)
    yield from _once(text for section in sections for text in _lines(section.header._element, document))
    yield from _lines(document.element.body, document)
    for kind in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES, RELATIONSHIP_TYPE.COMMENTS):
        yield from _notes(document, kind)
    yield from _once(text for section in sections for text in _lines(section.footer._element, document))


def _notes(document: Any, kind: str) -> Iterator[str]:
    """The notes of a kind in the order of their part; the lines that part them from the page are not notes."""
    for relation in document.part.rels.values():
        if relation.reltype != kind or relation.is_external:
            continue
        for note in parse_xml(relation.target_part.blob).iterchildren():
            author = note.get(f"{_W}author")
            if note.get(f"{_W}type", "normal") == "normal":
                yield from (f"Comment by {author}: {line}" if author and line else line for line in _lines(note, document))


def _lines(element: Any, document: Any) -> Iterator[str]:
    """The lines of paragraphs and rows of tables below an element, also those inside form fields."""
    for child in element.iterchildren():
        if child.tag == _PARAGRAPH:
            yield from _text(child).split("\n")
        elif child.tag == _TABLE:
            for row in Table(child, document).rows:
                cells = {cell._tc: _text(cell._tc).strip().replace("\n", " ") for cell in row.cells}  # merged cells come twice
                yield " | ".join(filter(None, cells.values()))
        elif child.tag not in _NOT_SEEN:
            yield from _lines(child, document)


def _text(element: Any) -> str:
    """What a reader sees in a paragraph or cell, each paragraph inside it on a line of its own."""
    text = ""
    for node in element.iterdescendants():
        if any(above.tag in _NOT_SEEN for above in node.iterancestors()):
            continue
        if node.tag == _TEXT:
            text += node.text or ""
        elif node.tag == _PARAGRAPH:
            text += "\n" if text else ""
        elif node.getparent().tag == _RUN:  # elsewhere a tab is a setting
            if node.tag == _BREAK and node.get(f"{_W}type", "textWrapping") == "textWrapping":
                text += "\n"
            text += _SIGNS.get(node.tag, "")
    return text


def _once(texts: Iterator[str]) -> Iterator[str]:
    """Each text at its first occurrence: sections usually share their headers."""
    yield from dict.fromkeys(texts)
