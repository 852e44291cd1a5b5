"""E-mail messages (RFC 5322) and mailboxes (RFC 4155): their parts, before anybody reads them."""

import mmap
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from functools import lru_cache
from pathlib import Path

_MAIL_HEADER = re.compile(rb"(?im)^(from|to|date|subject|message-id|received|return-path|mime-version|delivered-to):")
_HEADER_LINE = re.compile(rb"[!-9;-~]+:[ \t]?.*|[ \t]+.*")
# The separator as RFC 4155 has it, with a time and a year, and a header line below: bodies also have lines that begin with "From ".
_SEPARATOR = re.compile(rb"(?:\A|(?<=\n))From [^\r\n]*\d\d:\d\d[^\r\n]*\d{4}[^\r\n]*\r?\n(?=[!-9;-~]+:)")


def is_mail(content: bytes) -> bool:
    """Whether a text begins with a block of header lines, at least two of them those of a mail."""
    block = re.split(rb"\r?\n\r?\n", content.lstrip(b"\xef\xbb\xbf"), maxsplit=1)[0]
    lines = block.splitlines()
    if lines and lines[0].startswith(b"From "):  # the separator line of a mailbox file
        lines = lines[1:]
    return all(_HEADER_LINE.fullmatch(line) for line in lines) and len({m.lower() for m in _MAIL_HEADER.findall(block)}) >= 2


def is_mailbox(head: bytes) -> bool:
    """Whether a file begins as a mailbox does."""
    return _SEPARATOR.match(head) is not None


def messages(mailbox: Path) -> tuple[tuple[int, int], ...]:
    """Start and end in bytes of each message of a mailbox, without its separator line."""
    seen = mailbox.stat()
    return _messages(mailbox, seen.st_size, seen.st_mtime_ns)


@lru_cache(maxsize=4)
def _messages(mailbox: Path, size: int, _changed: int) -> tuple[tuple[int, int], ...]:
    with mailbox.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        cuts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(content)]
    ends = [start for start, _ in cuts[1:]] + [size]
    return tuple((begin, end) for (_, begin), end in zip(cuts, ends, strict=True))


def message_at(mailbox: Path, span: tuple[int, int]) -> bytes:
    """The bytes of one message of a mailbox."""
    with mailbox.open("rb") as stream:
        stream.seek(span[0])
        return stream.read(span[1] - span[0])


def bodies(message: EmailMessage | MIMEPart) -> list[MIMEPart]:
    """The parts that a mail program shows as the text of a message: of alternatives the plain one, if it says anything."""
    return list(_bodies(message))


def attachments(message: EmailMessage | MIMEPart) -> list[MIMEPart]:
    """Every part that is not shown as text, also pictures inside the text; a message that is attached is one part."""
    shown = {id(part) for part in _texts(message)}
    return [part for part in _leaves(message) if id(part) not in shown]


def _bodies(part: MIMEPart) -> Iterator[MIMEPart]:
    if part.get_content_type() == "multipart/alternative":
        choices = [list(_bodies(child)) for child in _children(part)]
        said = [choice for choice in choices if any(_says_something(body) for body in choice)]
        plain = [choice for choice in said if all(body.get_content_type() == "text/plain" for body in choice)]
        yield from next(iter(plain or said), [])
    elif part.is_multipart():
        if part.get_content_type() != "message/rfc822":
            for child in _children(part):
                yield from _bodies(child)
    elif _is_text(part):
        yield part


def _texts(part: MIMEPart) -> Iterator[MIMEPart]:
    """All texts that are or could be shown, also the alternatives that are not."""
    return (leaf for leaf in _leaves(part) if not leaf.is_multipart() and _is_text(leaf))


def _leaves(part: MIMEPart) -> Iterator[MIMEPart]:
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        for child in _children(part):
            yield from _leaves(child)
    else:
        yield part


def _children(part: MIMEPart) -> list[MIMEPart]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, MIMEPart)] if isinstance(payload, list) else []


def _is_text(part: MIMEPart) -> bool:
    return part.get_content_type() in ("text/plain", "text/html") and not part.is_attachment() and part.get_filename() is None


def _says_something(part: MIMEPart) -> bool:
    payload = part.get_payload(decode=True)
    return isinstance(payload, bytes) and bool(payload.strip())
