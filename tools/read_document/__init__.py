"""Read the text of a document, picture, e-mail or table, every line with its place."""

from collections.abc import Callable

from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import TextLine
from tools.read_document.line import Line, Pages
from tools.registry import Page, ReadableExhibit, tool

SOURCE = "read_document"


@tool(weights=("ocr-detection", "ocr-recognition"), automatic=True, reads=True)
def read_document(case: Case, exhibit: ReadableExhibit, page: Page | None = None) -> list[TextLine]:
    """Read the text of one document, scan, photograph of a text, receipt, letter, e-mail or table.

    Args:
        exhibit: the document.
        page: only this page, counted from 1.
    """
    document = case.exhibit(exhibit)
    pages = _reader(document)(document)
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


def _reader(document: Exhibit) -> Callable[[Exhibit], Pages]:
    """The reader for a kind of file. Each is imported when it is needed: most cases need few of them."""
    match document.mime:
        case "application/pdf":
            from tools.read_document.pdf import pages
        case "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
            from tools.read_document.word import pages
        case "message/rfc822":
            from tools.read_document.mail import pages
        case "text/csv":
            from tools.read_document.table import pages
        case "text/plain" | "application/geo+json":
            from tools.read_document.plain import pages
        case mime if mime.startswith("image/"):
            from tools.read_document.picture import pages
        case mime:
            raise ToolError(f"{document.id} is {mime}, which read_document cannot read.")
    return pages


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
