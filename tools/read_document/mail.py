"""E-mail messages (RFC 5322)."""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart

from tools.case import Exhibit
from tools.mail import attachments, bodies
from tools.read_document.line import Pages, numbered
from tools.read_document.visible import visible

_HEADERS = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")


def pages(document: Exhibit) -> Pages:
    """One page: the header lines that people see, a blank line, the text of the message, the names of its attachments."""
    content = document.path.read_bytes()
    return Pages(1, lambda _: numbered(lines(content)))


def lines(content: bytes) -> Iterator[str]:
    """The lines of one message."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    for name in _HEADERS:
        for value in message.get_all(name, []):
            yield f"{name}: {' '.join(str(value).split())}"
    yield ""
    for body in bodies(message):
        text = _text_of(body)
        yield from (visible(text) if body.get_content_type() == "text/html" else text).splitlines()
    attached = attachments(message)
    if attached:
        yield ""
    for part in attached:
        yield f"Attachment: {part.get_filename() or 'without a name'} ({part.get_content_type()})"


def _text_of(part: MIMEPart) -> str:
    """The text of a part; one whose declared character set is unknown or wrong is read with replacement marks."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeDecodeError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else str(payload)
