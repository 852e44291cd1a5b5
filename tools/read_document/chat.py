"""Exports of chats: WhatsApp's text and Telegram's JSON."""

from collections.abc import Iterator

from tools import chats
from tools.case import Exhibit
from tools.read_document.line import Line, Pages


def pages(document: Exhibit) -> Pages:
    """One page: a line for each message, with its time and sender."""
    text = document.path.read_bytes().decode(str(document.facts["encoding"]))
    found = chats.telegram(text) if document.mime == chats.TELEGRAM else chats.whatsapp(text)
    return Pages(1, lambda _: _lines(found))


def _lines(messages: Iterator[chats.Message]) -> Iterator[Line]:
    for message in messages:
        if message.text:
            yield Line(message.line, number=message.number, quote=message.raw)
