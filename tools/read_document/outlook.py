"""Outlook messages (MSG, MS-OXMSG)."""

from collections.abc import Iterator
from typing import Any

from tools.case import Exhibit
from tools.read_document.line import Pages, numbered
from tools.read_document.visible import visible


def pages(document: Exhibit) -> Pages:
    """One page: who wrote to whom and when, a blank line, the text of the message, the names of its attachments."""
    from oxmsg import Message

    return Pages(1, lambda _: numbered(_lines(Message.load(str(document.path)))))


def _lines(message: Any) -> Iterator[str]:
    if message.sender:
        yield f"From: {message.sender}"
    for recipient in message.recipients:
        shown = f"{recipient.name} <{recipient.email_address}>" if recipient.name else recipient.email_address
        yield f"To: {' '.join(shown.split())}"
    if message.sent_date is not None:
        yield f"Date: {message.sent_date.isoformat()}"
    if message.subject:
        yield f"Subject: {' '.join(message.subject.split())}"
    yield ""
    if message.body and message.body.strip():
        yield from message.body.splitlines()
    elif message.html_body:
        yield from visible(message.html_body).splitlines()
    attached = list(message.attachments)
    if attached:
        yield ""
    for part in attached:
        yield f"Attachment: {part.file_name or 'without a name'} ({part.mime_type or 'unknown kind'})"
