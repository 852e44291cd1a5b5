"""Attachments of messages and mailboxes."""

import email
import email.policy
import io
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from functools import partial
from pathlib import Path
from typing import Any

from tools.containers.member import Packed, Reader, Unusable
from tools.mail import attachments, message_at, messages

_POLICY = email.policy.default
# Attached messages are written out as they came in: this policy does not mend their headers.
_AS_IT_CAME = email.policy.compat32


def members(path: Path) -> Iterator[Packed | Unusable]:
    """The attachments of one message (EML)."""
    yield from _of(path.read_bytes(), "")


def of_mailbox(path: Path) -> Iterator[Packed | Unusable]:
    """The attachments of all messages of a mailbox (MBOX), each named with the number of its message."""
    for number, span in enumerate(messages(path), start=1):
        yield from _of(message_at(path, span), f"message {number}/")


def of_outlook(path: Path) -> Iterator[Packed | Unusable]:
    """The attachments of an Outlook message (MSG)."""
    from oxmsg import Message

    for number, part in enumerate(Message.load(str(path)).attachments, start=1):
        name = part.file_name or f"attachment {number}"
        if not part.attached_by_value:
            yield Unusable(name, "a message or link inside the Outlook message; save it by itself and add it")
            continue
        content = part.file_bytes
        if content is None:
            yield Unusable(name, "it has no content in the message")
        else:
            yield packed(name, content)


def _of(content: bytes, before: str) -> Iterator[Packed | Unusable]:
    message = email.message_from_bytes(content, policy=_POLICY)
    for number, part in enumerate(attachments(message), start=1):
        name = before + (_name(part) or f"attachment {number}")
        if part.get_content_type() == "message/rfc822":
            inner: Any = part.get_payload()
            decoded = inner[0].as_bytes(policy=_AS_IT_CAME) if isinstance(inner, list) and inner else b""
        else:
            payload = part.get_payload(decode=True)
            decoded = payload if isinstance(payload, bytes) else b""
        yield packed(name, decoded) if decoded else Unusable(name, "it is empty")


def _name(part: Any) -> str | None:
    if part.get_content_type() == "message/rfc822" and part.get_filename() is None:
        return "attached message.eml"
    name: str | None = part.get_filename()
    return name


def packed(name: str, content: bytes) -> Packed:
    """A member whose bytes are at hand."""
    return Packed(name, len(content), partial(_open, content))


def _open(content: bytes) -> AbstractContextManager[Reader]:
    return closing(io.BytesIO(content))
