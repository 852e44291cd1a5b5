"""The messages of mails, mailboxes, chats and tables: where each stands in its exhibit, of which day it is, who sent and received it."""

import csv
import email
import email.policy
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from itertools import groupby

from tools import chats
from tools.case import Exhibit
from tools.evidence import Place
from tools.locks.days import day_of, day_of_moment, days_in, days_of
from tools.mail import message_at, messages

COMMUNICATIONS = frozenset({"message/rfc822", "application/mbox", "application/vnd.ms-outlook", chats.WHATSAPP, chats.TELEGRAM})
"""Kinds of exhibits that are exchanges of messages."""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PARTIES = ("From", "To", "Cc", "Bcc", "Reply-To", "Sender")

Key = tuple[int | None, int | None]
"""Page and line by which a message is known."""


@dataclass(frozen=True)
class Message:
    """One message, or one row of a table."""

    key: Key
    days: frozenset[date]
    """The days that its time may mean; none where it has no time that can be read."""
    parties: frozenset[str]
    heading: bool = False
    """It only says what stands in the rows below it."""


def key_of(exhibit: Exhibit, place: Place) -> Key:
    """The key of the message that a place in an exhibit belongs to."""
    match exhibit.mime:
        case "application/mbox":
            return place.page, None
        case chats.WHATSAPP | chats.TELEGRAM | "text/csv":
            return None, place.line
        case mime if mime == WORKBOOK:
            return place.page, place.line
        case _:
            return None, None


def messages_of(exhibit: Exhibit) -> list[Message]:
    """The messages of an exhibit; none where it has none of its own."""
    match exhibit.mime:
        case "message/rfc822":
            return [_mail(exhibit.path.read_bytes(), (None, None))]
        case "application/mbox":
            spans = enumerate(messages(exhibit.path), start=1)
            return [_mail(message_at(exhibit.path, span), (number, None)) for number, span in spans]
        case "application/vnd.ms-outlook":
            return [_outlook(exhibit)]
        case chats.WHATSAPP:
            return list(_whatsapp(exhibit))
        case chats.TELEGRAM:
            return list(_telegram(exhibit))
        case "text/csv":
            return list(_rows(exhibit))
        case mime if mime == WORKBOOK:
            return list(_cells(exhibit))
        case _:
            return []


def _mail(content: bytes, key: Key) -> Message:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    moment: datetime | None = getattr(message["Date"], "datetime", None)
    parties = frozenset(str(value) for name in _PARTIES for value in message.get_all(name, []))
    return Message(key, day_of_moment(moment), parties)


def _outlook(exhibit: Exhibit) -> Message:
    from oxmsg import Message as Outlook

    message = Outlook.load(str(exhibit.path))
    parties = {str(message.sender or ""), *(f"{one.name} <{one.email_address}>" for one in message.recipients)}
    return Message((None, None), day_of_moment(message.sent_date), frozenset(filter(None, parties)))


def _whatsapp(exhibit: Exhibit) -> Iterator[Message]:
    found = list(chats.whatsapp(_text(exhibit)))
    for message, days, parties in zip(found, days_of([m.time for m in found]), _between(found), strict=True):
        yield Message((None, message.number), days, parties)


def _telegram(exhibit: Exhibit) -> Iterator[Message]:
    found = list(chats.telegram(_text(exhibit)))
    for message, parties in zip(found, _between(found), strict=True):
        yield Message((None, message.number), day_of(message.time), parties)


def _between(found: list[chats.Message]) -> Iterator[frozenset[str]]:
    """Who sent each message; in a chat of two also the other, who received it."""
    for _, chat in groupby(found, key=lambda message: message.chat):
        held = list(chat)
        people = {message.sender for message in held if message.sender}
        for message in held:
            yield frozenset(people if message.sender and len(people) == 2 else filter(None, (message.sender,)))


def _rows(exhibit: Exhibit) -> Iterator[Message]:
    """The rows as `read_document` counts them."""
    reader = csv.reader(io.StringIO(_text(exhibit), newline=""), delimiter=str(exhibit.facts["delimiter"]))
    start = 0
    for cells in reader:
        number, start = start + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            heading = number == 1 and not any(map(str.isdigit, "".join(cells)))
            yield Message((None, number), days_in(" | ".join(cells)), frozenset(cells), heading)


def _cells(exhibit: Exhibit) -> Iterator[Message]:
    from tools.spreadsheet import opened

    with opened(exhibit.path) as book:
        for page, sheet in enumerate(book.worksheets, start=1):
            sheet.reset_dimensions()
            for row in sheet.iter_rows():
                cells = [cell for cell in row if cell.value is not None]
                if cells:
                    heading = cells[0].row == 1 and not any(map(str.isdigit, "".join(str(cell.value) for cell in cells)))
                    texts = [cell.value.isoformat(" ")[:10] if isinstance(cell.value, datetime) else str(cell.value) for cell in cells]
                    yield Message((page, cells[0].row), days_in(" | ".join(texts)), frozenset(texts), heading)


def _text(exhibit: Exhibit) -> str:
    return exhibit.path.read_bytes().decode(str(exhibit.facts["encoding"]))
