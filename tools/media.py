"""What a file is, found from its bytes and proved by opening it. Its name is never believed."""

import csv
import email
import email.policy
import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import puremagic
from charset_normalizer import from_bytes

from tools.case import Media
from tools.errors import Rejected
from tools.map_files import map_file
from tools.recordings import open_recording

MAX_PIXELS = 200_000_000
"""Pictures with more pixels are refused: decoding one takes most of a gigabyte."""
MAX_UNPACKED = 1 << 30
"""Bytes that the members of a packed document may have in all."""
MAX_RATIO = 200
"""How many times its packed size a member of a packed document may have; text compresses 5 to 20 times, a bomb 1000 times."""
MAX_TEXT = 64 << 20
"""Bytes of plain text that are read into memory."""

_HEAD = 1 << 16
_MAIL_HEADER = re.compile(rb"(?im)^(from|to|date|subject|message-id|received|return-path|mime-version|delivered-to):")
_HEADER_LINE = re.compile(rb"[!-9;-~]+:[ \t]?.*|[ \t]+.*")
_NOT_YET = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old or encrypted Office file or an Outlook message; save it as DOCX, EML or PDF, unlocked",
    b"{\\rtf": "RTF; save it as DOCX or PDF",
    b"Rar!": "an archive; unpack it and add the folder",
    b"7z\xbc\xaf": "an archive; unpack it and add the folder",
    b"\x1f\x8b": "an archive; unpack it and add the folder",
    b"BZh": "an archive; unpack it and add the folder",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "a database; export the tables as CSV",
}
_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
"""Byte order marks, the longer ones first."""
_WRITTEN = re.compile(rb"[ -~]{4}[^\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]*")
"""A beginning that somebody may have typed."""
_SHORT = 4
"""Bytes; so short a signature may also be a word: notes begin with "BMW", "FORM" or "ID3"."""


@dataclass(frozen=True)
class Identified:
    """What a file turned out to be."""

    media: Media
    mime: str
    facts: dict[str, str | int | float] = field(default_factory=dict)


def identify(path: Path) -> Identified:
    """Find out what a file is and prove it by opening it.

    Raises:
        Rejected: it is empty, broken, encrypted, too large to open safely, or of a kind that cannot be read; the reason
            says what to do.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise Rejected("the file is empty")
    if b"%PDF-" in head[:1024]:
        return _pdf(path)
    if (found := map_file(path, head)) is not None:
        return Identified("table", found[0], dict(found[1]))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(path)
    for signature, reason in _NOT_YET.items():
        if head.startswith(signature) and not (len(signature) <= _SHORT and _WRITTEN.fullmatch(head)):
            raise Rejected(f"not a supported kind of file: {reason}")
    if (mime := _magic(head)).startswith("image/"):
        return _picture(path, mime)
    if mime.startswith(("audio/", "video/")) or _is_binary(head):
        return _recording(path, mime)
    return _text(path)


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


def _pdf(path: Path) -> Identified:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = len(document)
            if pages:
                document[0].get_size()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Rejected("the PDF is protected by a password; add an unlocked copy") from error
        raise Rejected(f"the PDF is broken ({error})") from error
    if not pages:
        raise Rejected("the PDF has no pages")
    return Identified("document", "application/pdf", {"pages": pages})


def _packed(path: Path) -> Identified:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if "word/document.xml" not in names:
                kind = "a spreadsheet; save it as CSV" if "xl/workbook.xml" in names else "an archive; unpack it and add the folder"
                raise Rejected(f"not a supported kind of file: {kind}")
            if any(member.flag_bits & 1 for member in members):
                raise Rejected("the document is encrypted; add an unlocked copy")
            unpacked = sum(member.file_size for member in members)
            bomb = any(member.file_size > MAX_RATIO * max(member.compress_size, 1 << 10) for member in members)
            if unpacked > MAX_UNPACKED or bomb:
                raise Rejected(f"the document would unpack to {unpacked:,} bytes, as a zip bomb does; it was not opened")
            if (damaged := archive.testzip()) is not None:
                raise Rejected(f"the document is broken: {damaged} does not have its checksum")
        import docx

        docx.Document(str(path))
    except Rejected:
        raise
    except Exception as error:  # python-docx and lxml raise many kinds for a broken file
        raise Rejected(f"the document is broken ({type(error).__name__}: {error})") from error
    return Identified(
        "document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )


def _picture(path: Path, mime: str) -> Identified:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the limit below is ours, and an error instead of a warning
    try:
        with Image.open(path) as picture:
            if picture.format == "EPS":  # drawing it would start Ghostscript
                raise Rejected("not a supported kind of picture (PostScript); save it as PDF")
            width, height = picture.size
            _check_size(width, height)
            picture.load()
            frames = getattr(picture, "n_frames", 1)
            if picture.format == "TIFF":  # whose pages may have sizes of their own
                for number in range(1, frames):
                    picture.seek(number)
                    _check_size(*picture.size)
            mime = Image.MIME.get(picture.format or "", mime)
    except UnidentifiedImageError as error:
        raise Rejected(f"not a supported kind of picture ({mime}); save it as JPEG, PNG or TIFF") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Rejected(f"the picture is broken ({error})") from error
    facts: dict[str, str | int | float] = {"width": width, "height": height}
    return Identified("image", mime, facts | ({"pages": frames} if frames > 1 else {}))


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise Rejected(f"the picture has {width:,} x {height:,} pixels, more than {MAX_PIXELS:,}; scale it down or cut it")


def _recording(path: Path, mime: str) -> Identified:
    import av

    try:
        with open_recording(path) as container:
            moving = [s for s in container.streams.video if not (s.disposition & av.stream.Disposition.attached_pic)]
            sound = list(container.streams.audio)
            if not moving and not sound:
                raise Rejected("not a supported kind of file")
            if next(container.decode(moving[0] if moving else sound[0]), None) is None:
                raise Rejected("the recording is broken: nothing in it can be decoded")
            seconds = round(container.duration / av.time_base, 3) if container.duration else 0.0
    except (av.error.FFmpegError, ValueError) as error:
        raise Rejected(
            f"the recording is broken or not a supported kind of file ({error})" if mime else "not a supported kind of file"
        ) from error
    facts: dict[str, str | int | float] = {"seconds": seconds}
    if moving:
        facts |= {"width": moving[0].width, "height": moving[0].height}
        return Identified("video", mime or "video/x-unknown", facts)
    facts |= {"channels": sound[0].channels, "sample_rate": sound[0].sample_rate}
    return Identified("audio", mime or "audio/x-unknown", facts)


def _text(path: Path) -> Identified:
    if path.stat().st_size > MAX_TEXT:
        raise Rejected(f"the text has more than {MAX_TEXT:,} bytes; split it")
    content = path.read_bytes()
    encoding = encoding_of(content)
    text = content.decode(encoding)
    if not text.strip():
        raise Rejected("the text is empty")
    if _is_mail(content):
        message = email.message_from_bytes(content, policy=email.policy.default)
        return Identified(
            "email",
            "message/rfc822",
            {"attachments": sum(1 for _ in message.iter_attachments())},
        )
    if re.match(r"\s*(<!doctype html|<html)", text, re.IGNORECASE):
        raise Rejected("not a supported kind of file: a web page; save it as PDF or text")
    if delimiter := _delimiter(text):
        return Identified("table", "text/csv", {"encoding": encoding, "delimiter": delimiter})
    return Identified("document", "text/plain", {"encoding": encoding})


def encoding_of(content: bytes) -> str:
    """The character encoding of a text; Rejected when the bytes are no text."""
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        sample = content[: 1 << 20]
        # Western European text also reads well in a dozen other encodings, with other letters: the most common one comes first.
        best = from_bytes(sample, cp_isolation=["cp1252"]).best() or from_bytes(sample).best()
        if best is None:
            raise Rejected("not a supported kind of file: neither text in a known encoding nor a known format") from None
        encoding = best.encoding
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            encoding = "latin-1"  # maps every byte, so nothing is lost or guessed away
    return encoding


def _is_mail(content: bytes) -> bool:
    """Whether a text begins with a block of header lines, at least two of them those of a mail."""
    block = re.split(rb"\r?\n\r?\n", content.lstrip(b"\xef\xbb\xbf"), maxsplit=1)[0]
    lines = block.splitlines()
    if lines and lines[0].startswith(b"From "):  # the separator line of a mailbox file
        lines = lines[1:]
    return all(_HEADER_LINE.fullmatch(line) for line in lines) and len({m.lower() for m in _MAIL_HEADER.findall(block)}) >= 2


def _delimiter(text: str) -> str | None:
    """The delimiter of a table: one that gives three rows or more with the same number of cells, at least two."""
    sample = text[: 1 << 16]
    if len(text) > len(sample):
        sample = sample[: sample.rfind("\n") + 1]
    for delimiter in (",", ";", "\t", "|"):
        try:
            rows = [row for row in csv.reader(io.StringIO(sample), delimiter=delimiter, strict=True) if row]
        except csv.Error:
            continue
        widths = {len(row) for row in rows}
        spaced = sum(cell.startswith(" ") for row in rows for cell in row[1:])
        if len(rows) >= 3 and len(widths) == 1 and (width := widths.pop()) >= 2 and 2 * spaced <= len(rows) * (width - 1):
            return delimiter  # prose has a space after its commas
    return None
