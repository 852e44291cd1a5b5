"""Files that are ZIP archives: Office documents and plain archives."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from tools.errors import Rejected
from tools.media.identified import Identified

MAX_UNPACKED = 1 << 30
"""Bytes that the members of a packed document may have in all."""
MAX_RATIO = 200
"""How many times its packed size a member may have; text compresses 5 to 20 times, a bomb 1000 times."""
_OFFICE = "application/vnd.openxmlformats-officedocument."


def packed(path: Path) -> Identified:
    """An Office document that has been opened, or an archive.

    Raises:
        Rejected: it is broken, encrypted, empty, or a document that would unpack to more than is safe.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            kind = next((kind for part, kind in _KINDS.items() if part in names), None)
            if kind is None:
                return _archive(members, names)
            _check(archive, members)
    except zipfile.BadZipFile as error:
        raise Rejected(f"the archive is broken ({error})") from error
    try:
        return kind(path)
    except Rejected:
        raise
    except Exception as error:  # the Office libraries and lxml raise many kinds for a broken file
        raise Rejected(f"the document is broken ({type(error).__name__}: {error})") from error


def _archive(members: list[zipfile.ZipInfo], names: set[str]) -> Identified:
    if "mimetype" in names and "content.xml" in names:
        raise Rejected("not a supported kind of file: an OpenDocument file; save it as DOCX, XLSX, PPTX or PDF")
    files = sum(not member.is_dir() for member in members)
    if not files:
        raise Rejected("the archive is empty")
    return Identified("document", "application/zip", {"members": files})


def _check(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise Rejected("the document is encrypted; add an unlocked copy")
    unpacked = sum(member.file_size for member in members)
    bomb = any(member.file_size > MAX_RATIO * max(member.compress_size, 1 << 10) for member in members)
    if unpacked > MAX_UNPACKED or bomb:
        raise Rejected(f"the document would unpack to {unpacked:,} bytes, as a zip bomb does; it was not opened")
    try:
        damaged = archive.testzip()
    except Exception as error:  # zlib and zipfile raise many kinds for a damaged member
        raise Rejected(f"the document is broken ({type(error).__name__}: {error})") from error
    if damaged is not None:
        raise Rejected(f"the document is broken: {damaged} does not have its checksum")


def _word(path: Path) -> Identified:
    import docx

    docx.Document(str(path))
    return Identified("document", f"{_OFFICE}wordprocessingml.document")


def _workbook(path: Path) -> Identified:
    from tools.spreadsheet import opened

    with opened(path) as book:
        if not book.worksheets:
            raise Rejected("the workbook has no sheets")
        return Identified("table", f"{_OFFICE}spreadsheetml.sheet", {"pages": len(book.worksheets)})


def _slides(path: Path) -> Identified:
    import pptx

    slides = len(pptx.Presentation(str(path)).slides)
    if not slides:
        raise Rejected("the presentation has no slides")
    return Identified("document", f"{_OFFICE}presentationml.presentation", {"pages": slides})


_KINDS: dict[str, Callable[[Path], Identified]] = {
    "word/document.xml": _word,
    "xl/workbook.xml": _workbook,
    "ppt/presentation.xml": _slides,
}
"""The part that makes a packed file a document of a kind, and how that kind is opened."""
