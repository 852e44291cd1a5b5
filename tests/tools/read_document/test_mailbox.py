"""Mailboxes are read message by message."""

from collections.abc import Callable

from tools.case import Exhibit
from tools.evidence import TextLine

Read = Callable[..., list[TextLine]]
MAILBOX = b"""From v.lane@example.com Sat Mar 14 18:22:05 2026
From: Victor Lane <v.lane@example.com>
To: p.marsh@example.org
Subject: One

Hello.
From here on it is quiet.

From now on call me.
>From quoted.

From p.marsh@example.org Sat Mar 14 18:30:00 2026
From: p.marsh@example.org
To: v.lane@example.com
Subject: =?utf-8?q?Zw=C3=B6lf?=

Yes.
"""


def test_each_message_is_a_page(read: Read) -> None:
    """Headers and text of each message stand on its page; lines of a text that begin with From begin no message."""
    found = read("item", MAILBOX)
    assert [line.text for line in found if line.page == 1] == [
        "From: Victor Lane <v.lane@example.com>",
        "To: p.marsh@example.org",
        "Subject: One",
        "Hello.",
        "From here on it is quiet.",
        "From now on call me.",
        ">From quoted.",
    ]
    assert [line.text for line in found if line.page == 2][2:] == ["Subject: Zwölf", "Yes."]
    assert found[-1].citations[0].fragment == "page=2&line=5"


def test_a_mailbox_knows_its_messages(put: Callable[..., Exhibit]) -> None:
    """It is an e-mail exhibit with the number of its messages; with one message it is that message."""
    exhibit = put("a.txt", MAILBOX)
    assert (exhibit.media, exhibit.mime, exhibit.facts) == ("email", "application/mbox", {"pages": 2})
    assert put("b.txt", MAILBOX[: MAILBOX.rindex(b"\nFrom p.")]).mime == "message/rfc822"
