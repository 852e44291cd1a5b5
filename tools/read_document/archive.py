"""Archives: what is in them is read as exhibits of their own; here stands only what they hold."""

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from tools.case import Exhibit
from tools.errors import Rejected, ToolError
from tools.packing import opened
from tools.read_document.line import Line, Pages


def pages(document: Exhibit) -> Pages:
    """One page: a line for each member with its name, size in bytes and, in a ZIP archive, its time."""
    return Pages(1, lambda _: _lines(document))


def _lines(document: Exhibit) -> Iterator[Line]:
    if document.mime == "application/zip":
        with zipfile.ZipFile(document.path) as archive:
            for number, member in enumerate(archive.infolist(), start=1):
                year, month, day, hour, minute, second = member.date_time
                if not member.is_dir():
                    time = f"{year:04d}-{month:02d}-{day:02d} {hour:02d}:{minute:02d}:{second:02d}"
                    yield _line(number, member.filename, f"{member.file_size} bytes | {time}")
    elif document.mime == "application/x-tar":
        try:
            with opened(document.path) as stream, tarfile.open(fileobj=stream, mode="r|") as members:
                for number, entry in enumerate(members, start=1):
                    if not entry.isdir():
                        yield _line(number, entry.name, f"{entry.size} bytes")
        except (OSError, EOFError, tarfile.TarError, zlib.error, lzma.LZMAError, Rejected) as error:
            raise ToolError(f"{document.id} could not be listed to its end: {error}.") from error


def _line(number: int, name: str, more: str) -> Line:
    shown = _printable(name) or "a member without a name"
    return Line(f"{shown} | {more}", number=number, quote=shown)


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in name)
