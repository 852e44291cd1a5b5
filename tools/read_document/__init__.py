"""Read the text of a document, picture, e-mail or table, every line with its place."""

from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import TextLine
from tools.parameters import Page, ReadableExhibit
from tools.read_document.line import Line
from tools.read_document.reader import reader
from tools.registry import tool

SOURCE = "read_document"


@tool(weights=("ocr-detection", "ocr-recognition", "ocr-orientation"), automatic=True, reads=True, edition=2)
def read_document(case: Case, exhibit: ReadableExhibit, page: Page | None = None) -> list[TextLine]:
    """Read the text of one document, scan, photograph of a text, receipt, letter, e-mail or table.

    Args:
        exhibit: the document.
        page: only this page, counted from 1.
    """
    document = case.exhibit(exhibit)
    if document.facts.get("locked"):
        copies = ", ".join(member.exhibit for member in case.members(document.id)) or "another exhibit, once it is added again"
        raise ToolError(f"{document.id} is protected by a password. Its unlocked copy is {copies}: read that.")
    pages = reader(document)(document)
    if page is not None and not 1 <= page <= pages.count:
        raise ToolError(f"{document.id} has {pages.count} page{'s' if pages.count > 1 else ''}; there is no page {page}.")
    wanted = range(1, pages.count + 1) if page is None else [page]
    found: list[TextLine] = []
    offset = 0
    for number in wanted:
        for line in pages.lines(number):
            found.append(_evidence(document, line, offset if line.offset is None else line.offset))
            offset += len(line.text) + 1
    return found


def _evidence(document: Exhibit, line: Line, offset: int) -> TextLine:
    return TextLine(
        text=line.text,
        citations=(
            document.at(
                quote=line.quote or line.text,
                page=line.page,
                xywh=line.box,
                line=line.number,
            ),
        ),
        source=SOURCE,
        page=line.page,
        box=line.box,
        confidence=line.confidence,
        offset=offset,
    )
