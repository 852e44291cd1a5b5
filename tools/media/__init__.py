"""What a file is, found from its bytes and proved by opening it. Its name is never believed."""

import re
from pathlib import Path

import puremagic

from tools.errors import Rejected
from tools.map_files import map_file
from tools.media import compound
from tools.media.archive import archive, is_archive
from tools.media.identified import Identified
from tools.media.packed import MAX_RATIO, packed
from tools.media.pdf import pdf
from tools.media.picture import picture
from tools.media.recording import recording
from tools.media.text import MAX_TEXT, encoding_of, text

__all__ = ["MAX_RATIO", "MAX_TEXT", "Identified", "encoding_of", "identify"]

_HEAD = 1 << 16
_NOT_YET = {
    b"Rar!": "an archive; unpack it and add the folder",
    b"7z\xbc\xaf": "an archive; unpack it and add the folder",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "a database; export the tables as CSV",
    b"!BDN": "an Outlook data file (PST); export its mails as EML or MSG",
}
_STILL = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif"})
"""Brands of pictures in ISO base media files (ISO/IEC 23008-12)."""
_WRITTEN = re.compile(rb"[ -~]{4}[^\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]*")
"""A beginning that somebody may have typed."""
_SHORT = 4
"""Bytes; so short a signature may also be a word: notes begin with "BMW", "FORM" or "ID3"."""


def identify(path: Path, password: str | None = None) -> Identified:
    """Find out what a file is and prove it by opening it.

    Args:
        path: the file.
        password: for a file that opens only with one; it is used and forgotten.

    Raises:
        Rejected: it is empty, broken, encrypted, too large to open safely, or of a kind that cannot be read; the reason
            says what to do.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise Rejected("the file is empty")
    if b"%PDF-" in head[:1024] and not head.startswith(b"From "):
        return pdf(path, password)
    if (found := map_file(path, head)) is not None:
        return Identified("table", found[0], dict(found[1]))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return packed(path)
    if head.startswith(compound.SIGNATURE):
        return compound.compound(path)
    if is_archive(head) and not _WRITTEN.fullmatch(head):
        return archive(path)
    for signature, reason in _NOT_YET.items():
        if head.startswith(signature) and not (len(signature) <= _SHORT and _WRITTEN.fullmatch(head)):
            raise Rejected(f"not a supported kind of file: {reason}")
    if head[4:8] == b"ftyp" and head[8:12] in _STILL:  # the same container as films have
        return picture(path, "image/heic")
    if (mime := _magic(head)).startswith("image/"):
        return picture(path, mime)
    if mime.startswith(("audio/", "video/")) or _is_binary(head):
        return recording(path, mime)
    return text(path)


def _magic(head: bytes) -> str:
    try:
        found = puremagic.magic_string(head)
    except puremagic.PureError:
        return ""
    if not found or (len(found[0].byte_match or b"") <= _SHORT and _WRITTEN.fullmatch(head)):
        return ""
    return str(found[0].mime_type)


def _is_binary(head: bytes) -> bool:
    return b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
