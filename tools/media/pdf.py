"""PDF: whether it opens, and with which password."""

import ctypes
import io
from pathlib import Path

from tools.errors import Rejected
from tools.media.identified import Identified

_REMOVE_SECURITY = 3
"""PDFium's FPDF_REMOVE_SECURITY (fpdf_save.h)."""


def pdf(path: Path, password: str | None = None) -> Identified:
    """A PDF, whose first page has been opened. One that opens only with a password has the fact `locked`.

    Raises:
        Rejected: it is broken, has no pages, or is locked and the password is missing or wrong.
    """
    locked = False
    try:
        pages = _pages(path, None)
    except _Locked:
        if password is None:
            raise Rejected("the PDF is protected by a password; give it with --password, or add an unlocked copy") from None
        try:
            pages, locked = _pages(path, password), True
        except _Locked:
            raise Rejected("the PDF is protected by a password, and the one given does not open it") from None
    if not pages:
        raise Rejected("the PDF has no pages")
    facts: dict[str, str | int | float] = {"pages": pages}
    return Identified("document", "application/pdf", facts | ({"locked": 1} if locked else {}))


def unlocked(path: Path, password: str) -> bytes:
    """The same PDF without its password, so that the password need not be kept.

    Raises:
        Rejected: the password does not open it, or PDFium cannot write it.
    """
    import pypdfium2
    import pypdfium2.raw

    out = io.BytesIO()
    try:
        with pypdfium2.PdfDocument(path, password=password) as document:

            def write(_: object, data: object, size: int) -> int:
                out.write(ctypes.string_at(data, size))  # type: ignore[arg-type]
                return 1

            writer = pypdfium2.raw.FPDF_FILEWRITE(version=1)
            pypdfium2.internal.set_callback(writer, "WriteBlock", write)
            if not pypdfium2.raw.FPDF_SaveAsCopy(document, writer, _REMOVE_SECURITY):
                raise Rejected("the PDF opened, but an unlocked copy of it could not be written")
    except pypdfium2.PdfiumError as error:
        raise Rejected(f"the PDF could not be unlocked ({error})") from error
    return out.getvalue()


class _Locked(Exception):
    """The PDF does not open without the right password."""


def _pages(path: Path, password: str | None) -> int:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path, password=password) as document:
            if pages := len(document):
                document[0].get_size()
            return pages
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise _Locked from error
        raise Rejected(f"the PDF is broken ({error})") from error
