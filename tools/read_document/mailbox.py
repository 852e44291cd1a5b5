"""Mailboxes: many messages in one file (MBOX, RFC 4155)."""

from dataclasses import replace

from tools.case import Exhibit
from tools.mail import message_at, messages
from tools.progress import report
from tools.read_document.line import Line, Pages, numbered
from tools.read_document.mail import lines


def pages(document: Exhibit) -> Pages:
    """A page for each message, read as a message by itself."""
    spans = messages(document.path)

    def of(number: int) -> list[Line]:
        report((number - 1) / len(spans), f"reading {document.id}, message {number} of {len(spans)}")
        return [replace(line, page=number) for line in numbered(lines(message_at(document.path, spans[number - 1])))]

    return Pages(len(spans), lambda number: iter(of(number)))
