"""E-mail messages (RFC 5322)."""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser

from tools.case import Exhibit
from tools.read_document.line import Pages, numbered

_HEADERS = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")


def pages(document: Exhibit) -> Pages:
    """One page: the header lines that people see, a blank line, the text of the message, the names of its attachments."""
    message = email.message_from_bytes(document.path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return Pages(1, lambda _: numbered(_lines(message)))


def _lines(message: EmailMessage) -> Iterator[str]:
    for name in _HEADERS:
        for value in message.get_all(name, []):
            yield f"{name}: {' '.join(str(value).split())}"
    yield ""
    body = message.get_body(preferencelist=("plain", "html"))
    if body is not None:
        text = _text_of(body)
        yield from (_visible(text) if body.get_content_type() == "text/html" else text).splitlines()
    attachments = list(message.iter_attachments())
    if attachments:
        yield ""
    for part in attachments:
        yield f"Attachment: {part.get_filename() or 'without a name'} ({part.get_content_type()})"


def _text_of(part: MIMEPart) -> str:
    """The text of a part; one whose declared character set is unknown or wrong is read with replacement marks."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeDecodeError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else str(payload)


class _Visible(HTMLParser):
    """Collects what a reader would see."""

    _BREAKS = frozenset(
        {
            "p",
            "br",
            "div",
            "tr",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "table",
            "ul",
            "ol",
            "blockquote",
        }
    )
    _HIDDEN = frozenset({"script", "style", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in self._HIDDEN
        if tag in self._BREAKS:
            self.text += "\n"
        elif tag in ("td", "th"):
            self.text += " "

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in self._HIDDEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text += data.replace("\r", "").replace("\n", " ")


def _visible(html: str) -> str:
    parser = _Visible()
    parser.feed(html)
    parser.close()
    return "\n".join(" ".join(line.split()) for line in parser.text.split("\n"))
