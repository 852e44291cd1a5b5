"""What the list of privileged correspondents is held against: who wrote to whom, what an exhibit is called, what it says.

It is looked at in one closed step and forgotten: nothing of it is kept, shown or put on record.
"""

import email
import email.policy
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from tools import chats
from tools.case import Case, Exhibit
from tools.errors import IntegrityError
from tools.locks.damage import DAMAGED
from tools.mail import bodies, message_at, messages

_HEADERS = ("From", "To", "Cc", "Bcc", "Reply-To", "Sender", "Resent-From", "Resent-To", "Return-Path", "Delivered-To")
_PASSED_ON = re.compile(r"(?im)^[\s>*|]*(?:from|to|cc|sent by|von|an|de|para|à|da|a|od|do)\s*:\s*(.+)$")
_TEXTS = ("text/plain", "text/csv", "text/html")
_MOST = 64 << 20
"""Bytes of a text that are looked at when it is added; a longer one is looked at when it is read."""


class Unseen(Exception):
    """Whether an exhibit is privileged cannot be found out; the message says why."""


@dataclass(frozen=True)
class Correspondence:
    """One exhibit as it is compared."""

    labels: tuple[str, ...]
    """What it is called: title, file name, kind."""
    parties: tuple[str, ...] = ()
    """Who wrote and who received it, as its header or export says; empty where it has no such thing."""
    passed_on: tuple[str, ...] = ()
    """The same of messages that are quoted in it."""
    text: str = ""


def correspondence(case: Case, exhibit: Exhibit, read: Sequence[str] = ()) -> Correspondence:
    """What is known of an exhibit: its names, its parties, and its text as far as it can be had without a model, was read earlier, or
    is given.

    Args:
        case: the open case.
        exhibit: whose bytes are looked at.
        read: lines of its text that have just been read and are not kept yet.

    Raises:
        Unseen: the file is damaged or made to fail, so that nobody can say who wrote it.
        IntegrityError: its bytes are gone.
    """
    if not exhibit.path.exists():
        raise IntegrityError(f"The bytes of {exhibit.id} ({exhibit.title}) are gone from the case folder.")
    try:
        parties, own = _of_file(exhibit)
    except DAMAGED as error:
        raise Unseen(f"it could not be looked at ({type(error).__name__})") from error
    text = "\n".join([*own, *_stored(case, exhibit.id), *read])
    # The register may show another name for what is withheld: here the recorded one counts.
    row = case.database.connection.execute("SELECT title, file, kind FROM exhibits WHERE id = ?", (exhibit.id,)).fetchone()
    labels = tuple(dict.fromkeys(filter(None, (row["title"], row["file"], row["kind"]))))
    return Correspondence(labels, tuple(parties), tuple(_PASSED_ON.findall(text)), text)


def _stored(case: Case, exhibit: str) -> Iterator[str]:
    """What was read of it, and what people corrected."""
    rows = case.database.connection.execute(
        "SELECT json_extract(body, '$.text') AS text FROM evidence JOIN runs ON runs.number = evidence.run WHERE runs.exhibit = ?"
        " AND json_extract(body, '$.kind') IN ('TextLine', 'Utterance') ORDER BY run, position",
        (exhibit,),
    )
    yield from (row["text"] for row in rows)
    corrected = case.database.connection.execute("SELECT text FROM confirmations WHERE exhibit = ? AND text IS NOT NULL", (exhibit,))
    yield from (row["text"] for row in corrected)


def _of_file(exhibit: Exhibit) -> tuple[list[str], list[str]]:
    """Parties and texts that stand in the bytes themselves."""
    match exhibit.mime:
        case "message/rfc822":
            return _of_messages([exhibit.path.read_bytes()])
        case "application/mbox":
            return _of_messages(message_at(exhibit.path, span) for span in messages(exhibit.path))
        case "application/vnd.ms-outlook":
            return _of_outlook(exhibit)
        case chats.WHATSAPP | chats.TELEGRAM:
            return _of_chat(exhibit)
        case mime if mime in _TEXTS and exhibit.size <= _MOST:
            return [], [exhibit.path.read_bytes().decode(str(exhibit.facts.get("encoding", "utf-8")), "replace")]
        case _:
            return [], []


def _of_messages(contents: Iterable[bytes]) -> tuple[list[str], list[str]]:
    parties: list[str] = []
    texts: list[str] = []
    for content in contents:
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        parties += [" ".join(str(value).split()) for name in _HEADERS for value in message.get_all(name, [])]
        texts += [" ".join(str(value).split()) for value in message.get_all("Subject", [])]
        for body in bodies(message):
            payload = body.get_payload(decode=True)
            texts.append(payload.decode(_charset(body), "replace") if isinstance(payload, bytes) else str(payload))
    return parties, texts


def _charset(part: Any) -> str:
    name = str(part.get_content_charset() or "utf-8")
    try:
        "".encode(name)
    except LookupError:
        return "utf-8"
    return name


def _of_outlook(exhibit: Exhibit) -> tuple[list[str], list[str]]:
    from oxmsg import Message

    message = Message.load(str(exhibit.path))
    parties = [str(message.sender or ""), *(f"{one.name} <{one.email_address}>" for one in message.recipients)]
    return [p for p in parties if p], [str(message.subject or ""), str(message.body or ""), str(message.html_body or "")]


def _of_chat(exhibit: Exhibit) -> tuple[list[str], list[str]]:
    text = exhibit.path.read_bytes().decode(str(exhibit.facts["encoding"]))
    found = list(chats.telegram(text) if exhibit.mime == chats.TELEGRAM else chats.whatsapp(text))
    parties = dict.fromkeys(message.sender for message in found if message.sender)
    names = _chat_names(text) if exhibit.mime == chats.TELEGRAM else []
    return [*parties, *names], [message.text for message in found]


def _chat_names(text: str) -> list[str]:
    """What the chats of a Telegram export are called: in a chat of two, the other person."""
    found: list[str] = []

    def noted(value: dict[str, Any]) -> dict[str, Any]:
        if isinstance(value.get("messages"), list) and isinstance(value.get("name"), str):
            found.append(value["name"])
        return value

    json.loads(text.lstrip("\ufeff"), object_hook=noted)
    return found
