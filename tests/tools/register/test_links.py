"""Who is linked to whom, by which exhibit and which places."""

import json
from collections.abc import Callable

from tests.conftest import needs_weights
from tools.case import Case
from tools.register import Register
from tools.register.links import links

pytestmark = needs_weights("named-entities")

GoneThrough = Callable[..., Register]
CHAT = "13/04/2026, 10:00 - Ann Carter: Hello.\n13/04/2026, 10:01 - Bob: Fine.\n13/04/2026, 10:02 - Bob: Bring it.\n"


def linked(case: Case, found: Register) -> list[tuple[set[str], list[tuple[str, str]]]]:
    return [({entry.name for entry in link.entries}, [(place.kind, place.exhibit) for place in link.shared]) for link in links(case, found)]


def telegram(*writers: str) -> dict[str, object]:
    messages = [
        {"id": n, "type": "message", "date": f"2026-03-11T21:1{n}:00", "from": who, "text": "Hello."} for n, who in enumerate(writers)
    ]
    return {"name": "Ewa", "type": "personal_chat", "id": 1, "messages": messages}


def test_a_sentence_links_what_it_names(case: Case, gone_through: GoneThrough) -> None:
    """Two persons of one sentence are linked by it, and by no other."""
    found = gone_through("Daniel Brooks met Helen Carter at noon. Peter Fox was at home.\n")
    assert linked(case, found) == [({"Daniel Brooks", "Helen Carter"}, [("sentence", "EX-0001")])]


def test_a_mail_links_its_sender_with_each_recipient(case: Case, gone_through: GoneThrough) -> None:
    """Sender and recipient of one message are linked, their names and their addresses."""
    mail = "From: Ann Carter <ann@example.org>\nTo: Bob Fox <bob@example.org>\nSubject: the van\n\nCome at nine.\n"
    messages = [names for names, places in linked(case, gone_through(mail)) if ("message", "EX-0001") in places]
    assert {"Ann Carter", "Bob Fox"} in messages
    assert {"ann@example.org", "bob@example.org"} in messages


def test_a_chat_links_who_writes_in_it(case: Case, gone_through: GoneThrough) -> None:
    """Two who write in one chat are linked once, by the first message of each."""
    assert linked(case, gone_through(CHAT)) == [({"Ann Carter", "Bob"}, [("chat", "EX-0001")])]


def test_an_export_of_one_chat_links_and_one_of_several_does_not(case: Case, gone_through: GoneThrough) -> None:
    """Telegram's export of one chat links its writers; one of all chats does not say who wrote to whom."""
    one = gone_through(json.dumps(telegram("Ann Carter", "Bob")))
    assert linked(case, one) == [({"Ann Carter", "Bob"}, [("chat", "EX-0001")])]
    both = {"chats": {"list": [telegram("Peter Fox"), telegram("Helen Marsh")]}}
    assert linked(case, gone_through("Nothing.", json.dumps(both)))[1:] == []
