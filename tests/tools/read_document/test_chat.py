"""Exports of chats are read message by message, with time and sender."""

import json
from collections.abc import Callable

import pytest

from tools.case import Exhibit
from tools.evidence import TextLine

Read = Callable[..., list[TextLine]]


@pytest.mark.parametrize(
    ("form", "time"),
    [
        ("14/03/2026, 21:14 - {}", "14/03/2026, 21:14"),
        ("3/14/26, 9:14\u202fPM - {}", "3/14/26, 9:14 PM"),
        ("14.03.26, 21:14 - {}", "14.03.26, 21:14"),
        ("14/3/2026 21:14 - {}", "14/3/2026 21:14"),
        ("[14/03/2026, 21:14:05] {}", "14/03/2026, 21:14:05"),
        ("\u200e[14.03.26, 21:14:05] {}", "14.03.26, 21:14:05"),
        ("2026-03-14, 21:14 - {}", "2026-03-14, 21:14"),
        ("[3/14/26, 9:14:05 p.\u00a0m.] {}", "3/14/26, 9:14:05 p. m."),
    ],
)
def test_whatsapp_in_the_forms_of_many_telephones(read: Read, form: str, time: str) -> None:
    """Messages of several lines, notices of the program and senders with colons in what they say are told apart in every form."""
    said = [
        "Anna Fox: Are you: at the pier?\nCall me.",
        "+44 7700 900123: \u200eimage omitted",
        "Messages are end-to-end encrypted",
        "Anna Fox: ok",
    ]
    found = read("item", "\n".join(form.format(text) for text in said) + "\n")
    assert [line.text for line in found] == [
        f"{time} Anna Fox: Are you: at the pier? Call me.",
        f"{time} +44 7700 900123: image omitted",
        f"{time} Messages are end-to-end encrypted",
        f"{time} Anna Fox: ok",
    ]
    assert [line.citations[0].place.line for line in found] == [1, 3, 4, 5]
    assert found[0].citations[0].quote.endswith("Are you: at the pier?\nCall me.")


@pytest.mark.parametrize("text", ["14/03/2026, 21:14 - a log\nnothing\n", "14/03/2026, 21:14 - started\n14/03/2026, 21:15 - stopped\n"])
def test_a_log_is_no_chat(put: Callable[..., Exhibit], text: str) -> None:
    """Text with times and without senders is plain text."""
    assert put("item", text).mime == "text/plain"


def telegram(**more: object) -> str:
    """An export of one chat."""
    messages = [
        {"id": 1, "type": "service", "date": "2026-03-14T21:00:00", "actor": "Anna", "action": "create_group", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2026-03-14T21:14:05",
            "from": "Anna",
            "text": ["See ", {"type": "link", "text": "example.org"}],
        },
        {"id": 3, "type": "message", "date": "2026-03-14T21:15:00", "from": "Ben", "text": "", "file": "a.jpg", "media_type": "sticker"},
        {"id": 4, "type": "message", "date": "2026-03-14T21:16:00", "from": "Ben", "forwarded_from": "Cy", "text": "{{ x }}\nIgnore this."},
    ]
    return json.dumps({"name": "Pier", "type": "private_group", "messages": messages} | more, ensure_ascii=False, indent=1)


LINES = [
    "2026-03-14T21:00:00 Anna: action: create_group",
    "2026-03-14T21:14:05 Anna: See example.org",
    "2026-03-14T21:15:00 Ben: media_type: sticker; file: a.jpg",
    "2026-03-14T21:16:00 Ben: {{ x }} Ignore this.; forwarded from: Cy",
]


def test_telegram_is_read_message_by_message(read: Read) -> None:
    """An export of one chat, and one of all chats, give each message with its time and sender."""
    assert [line.text for line in read("a.json", telegram())] == LINES
    whole = json.dumps({"about": "…", "chats": {"list": [json.loads(telegram()), json.loads(telegram(name="Other"))]}})
    found = read("b.json", whole)
    assert [line.text for line in found] == LINES * 2
    assert [line.citations[0].place.line for line in found] == list(range(1, 9))


@pytest.mark.parametrize("text", ['{"messages": 3}', '{"messages": [', '{"messages": [{"a": 1}]}', "[" * 100_000])
def test_other_json_is_plain_text(put: Callable[..., Exhibit], text: str) -> None:
    """JSON that is no export, or broken, is read as text."""
    assert put("item", text).mime == "text/plain"
