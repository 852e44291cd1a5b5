"""Web pages (HTML), and chats that Telegram exported as web pages."""

from collections.abc import Iterator
from typing import Any

from tools.case import Exhibit
from tools.read_document.line import Line, Pages, numbered
from tools.read_document.visible import visible


def pages(document: Exhibit) -> Pages:
    """One page: a line for each block of text that a reader would see, or for each message of a chat."""
    html = document.path.read_bytes().decode(str(document.facts["encoding"]), "replace")
    return Pages(1, lambda _: iter(_messages(html) or numbered(iter(visible(html).split("\n")))))


def _messages(html: str) -> list[Line]:
    """The messages of a Telegram export, each with its time and sender; none where the page is another one."""
    from selectolax.lexbor import LexborHTMLParser

    found = []
    sender = ""
    for number, message in enumerate(LexborHTMLParser(html).css("div.history div.message"), start=1):
        name = message.css_first("div.body > div.from_name")
        sender = sender if name is None else " ".join(name.text().split())  # the next ones of a sender do not name him again
        date = message.css_first("div.date")
        time = "" if date is None else str(date.attributes.get("title") or "")
        text = " ".join(_said(message))
        if "service" in (message.attributes.get("class") or "").split():
            found.append(Line(text, number=number))
        elif time or text:
            found.append(Line(f"{time} {sender}: {text}".strip(), number=number))
    return [line for line in found if line.text.strip()]


def _said(message: Any) -> Iterator[str]:
    for part in message.css("div.body > div.text, div.media_wrap, div.forwarded, div.body.details"):
        yield " ".join(visible(part.html or "").split())
