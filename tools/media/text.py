"""Files that are text: in which characters, and whether the text is a mail, a web page, a chat, a table or plain."""

import csv
import email
import email.policy
import io
import re
from pathlib import Path

from charset_normalizer import from_bytes

from tools import chats, mail
from tools.errors import Rejected
from tools.media.identified import Identified

MAX_TEXT = 64 << 20
"""Bytes of plain text that are read into memory."""

_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
"""Byte order marks, the longer ones first."""
_WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*(?:<!doctype html|<html)", re.IGNORECASE | re.DOTALL)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_RTF = b"{\\rtf"


def text(path: Path) -> Identified:
    """A text of a kind.

    Raises:
        Rejected: it is empty, too large, broken, or no text.
    """
    with path.open("rb") as stream:
        head = stream.read(1 << 16)
    if mail.is_mailbox(head) and (count := len(mail.messages(path))) > 1:
        return Identified("email", "application/mbox", {"pages": count})
    if path.stat().st_size > MAX_TEXT:
        raise Rejected(f"the text has more than {MAX_TEXT:,} bytes; split it")
    content = path.read_bytes()
    if head.startswith(_RTF):
        return _rich(content)
    encoding = encoding_of(content)
    written = content.decode(encoding)
    if not written.strip():
        raise Rejected("the text is empty")
    if mail.is_mail(content):
        message = email.message_from_bytes(content, policy=email.policy.default)
        return Identified("email", "message/rfc822", {"attachments": len(mail.attachments(message))})
    if _WEB_PAGE.match(written.lstrip("\ufeff")):
        return _web_page(content, encoding)
    if kind := chats.kind_of(written):
        return Identified("document", kind, {"encoding": encoding, "chats": chats.count(kind, written)})
    if delimiter := _delimiter(written):
        return Identified("table", "text/csv", {"encoding": encoding, "delimiter": delimiter})
    return Identified("document", "text/plain", {"encoding": encoding})


def _rich(content: bytes) -> Identified:
    from tools.richtext import plain

    if not plain(content).strip():
        raise Rejected("the text is empty")
    return Identified("document", "application/rtf")


def _web_page(content: bytes, encoding: str) -> Identified:
    """A web page; without a byte order mark the encoding that it declares is believed where the bytes allow it."""
    declared = _DECLARED.search(content[: 1 << 14])
    if declared and not any(content.startswith(mark) for mark in _MARKS):
        try:
            content.decode(declared[1].decode("ascii"))
            encoding = declared[1].decode("ascii").lower()
        except (LookupError, UnicodeDecodeError):
            pass  # declared wrongly, as pages that were saved anew often are: what the bytes say stands
    return Identified("document", "text/html", {"encoding": encoding})


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


def _delimiter(written: str) -> str | None:
    """The delimiter of a table: one that gives three rows or more with the same number of cells, at least two."""
    sample = written[: 1 << 16]
    if len(written) > len(sample):
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
