"""Exports of chats: WhatsApp as text, Telegram as JSON. Each message with its time and sender as they are written.

The forms were taken from the exports of both programs: WhatsApp writes dates and times as the telephone's language has them
(https://faq.whatsapp.com/1180414079177245), Telegram Desktop writes ISO 8601.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

WHATSAPP = "text/x-whatsapp"
TELEGRAM = "application/x-telegram+json"

_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f\u00a0]?[AaPp]\.?[\s\u202f\u00a0]?[Mm]\.?)?"
_MARKS = "\u200e\u200f\u202a\u202c\ufeff"
_START = re.compile(rf"[{_MARKS}]*(?:\[(?P<a>{_DATE},? {_TIME})\]|(?P<b>{_DATE},? {_TIME}) [-–])[ {_MARKS}]*(?P<rest>.*)")
_SENDER = re.compile(r"(?P<sender>[^:\n]{1,80}?): (?P<text>.*)", re.DOTALL)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True)
class Message:
    """One message of a chat."""

    number: int
    """WhatsApp: the line where it starts; Telegram: which message of the export it is. Counted from 1."""
    time: str
    """As it is written."""
    sender: str
    """As it is written; empty for what the program itself noted."""
    text: str
    """Its lines joined by spaces."""
    raw: str | None
    """What stands in the file word for word; None where the file holds it in pieces."""
    chat: int = 0
    """Which chat of the export it is of; an export of WhatsApp has one."""

    @property
    def line(self) -> str:
        """Time, sender and text in one line."""
        return f"{self.time} {self.sender}: {self.text}" if self.sender else f"{self.time} {self.text}"


def kind_of(text: str) -> str | None:
    """Whether a text is the export of a chat, and of which program."""
    if text.lstrip("\ufeff \r\n\t").startswith("{") and '"messages"' in text:
        return TELEGRAM if next(telegram(text), None) is not None else None
    first = next((match[0] for match in _LINE.finditer(text) if match[0].strip()), "")
    if not _START.fullmatch(first.rstrip("\r\n")):
        return None
    sent = 0
    for message in whatsapp(text):
        sent += bool(message.sender)
        if sent == 2:
            return WHATSAPP
    return None


def count(kind: str, text: str) -> int:
    """How many chats an export holds."""
    return 1 if kind == WHATSAPP else len({message.chat for message in telegram(text)})


def whatsapp(text: str) -> Iterator[Message]:
    """The messages of a WhatsApp export; lines that begin no message belong to the one before them."""
    held: list[str] = []
    begun, number = 0, 0
    for number, match in enumerate(_LINE.finditer(text), start=1):
        line = match[0]
        if _START.fullmatch(line.rstrip("\r\n")):
            if held:
                yield _whatsapp(begun, held)
            held, begun = [line], number
        elif held:
            held.append(line)
    if held:
        yield _whatsapp(begun, held)


def _whatsapp(number: int, lines: list[str]) -> Message:
    raw = "".join(lines).strip(f"\r\n {_MARKS}")
    match = _START.match(lines[0].rstrip("\r\n"))
    assert match is not None
    rest = "\n".join([match["rest"], *(line.rstrip("\r\n") for line in lines[1:])])
    said = _SENDER.fullmatch(rest)
    sender, text = (said["sender"], said["text"]) if said else ("", rest)
    time = " ".join((match["a"] or match["b"]).split())
    return Message(number, time, sender.strip(_MARKS + " ~\u202f"), " ".join(text.strip(_MARKS).split()), raw)


def telegram(text: str) -> Iterator[Message]:
    """The messages of a Telegram export (`result.json`, of one chat or of all); nothing where the text is no such export."""
    try:
        whole = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return
    number = 0
    for position, chat in enumerate(_chats(whole)):
        for message in chat["messages"]:
            if not isinstance(message, dict) or not isinstance(message.get("date"), str):
                continue
            number += 1
            sender = message.get("from") or message.get("actor") or ""
            yield Message(number, message["date"], str(sender), " ".join(_telegram_text(message).split()), None, position)


def _chats(whole: Any) -> list[dict[str, Any]]:
    if not isinstance(whole, dict):
        return []
    listed = whole["chats"].get("list") if isinstance(whole.get("chats"), dict) else None
    chats = [whole, *(listed if isinstance(listed, list) else [])]
    return [chat for chat in chats if isinstance(chat, dict) and isinstance(chat.get("messages"), list)]


def _telegram_text(message: dict[str, Any]) -> str:
    """What was written; for a message without text the file, place or event that it holds, by the export's own names."""
    pieces = message.get("text") or ""
    if isinstance(pieces, list):
        pieces = "".join(str(piece.get("text", "")) if isinstance(piece, dict) else str(piece) for piece in pieces)
    rest = [
        f"{name}: {message[name]}"
        for name in ("action", "media_type", "file", "photo", "contact_information", "duration_seconds")
        if isinstance(message.get(name), str | int)
    ]
    location = message.get("location_information")
    if isinstance(location, dict):
        rest.append(f"location: {location.get('latitude')}, {location.get('longitude')}")
    forwarded = message.get("forwarded_from")
    if isinstance(forwarded, str):
        rest.append(f"forwarded from: {forwarded}")
    return "; ".join(filter(None, [str(pieces), *rest]))
