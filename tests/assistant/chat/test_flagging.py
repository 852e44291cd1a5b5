"""Flagging an answer on its page."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.answer import Answer
from assistant.chat.answer_view import turn_view
from assistant.chat.conversation import Turn
from assistant.chat.flagging import flag_form
from assistant.chat.media import Addresses
from assistant.review import intact
from assistant.session import Session
from tests.assistant.chat.test_escape import read
from tests.assistant.review.conftest import asked


def answer(seq: int) -> Answer:
    return Answer(question="Who?", status="not_found", ledger_seq=seq)


def test_the_form_stands_below_what_is_on_record() -> None:
    """Folded below an answer with its number and where it is sent; below what is not on record there is none."""
    html = turn_view(Turn("Who?", answer(7)), 0, "/material/token/case")
    found = dict(read(html).attributes)
    assert found["data-on"] == "7"
    assert found["data-flags"] == "/material/token/case/flags"
    assert {value for name, value in read(html).attributes if name == "data-field"} == {"what", "comment", "expected"}
    assert flag_form(answer(0), "/material/token/case") is None


def test_a_flag_is_on_record(opened: Session, browser: TestClient, addresses: Addresses, key: str) -> None:
    """What the page sends is an event with who is working, and the page says its number; without words the reason is told."""
    seq = asked(opened, "What colour was the van?")
    place = f"{addresses.of(key)}/flags"
    said = {"on": seq + 3, "what": "evidence", "comment": "Another page.", "expected": "EX-0002"}
    assert "Flagged by tester, record no. 5" in browser.post(place, json=said).json()["told"]
    last = intact(opened)[-1]
    assert (last.event, last.officer, last.data["on"], last.data["as"]) == ("flag", "tester", seq + 3, "evidence")
    assert "Say what is wrong" in browser.post(place, json=said | {"comment": " "}).json()["reason"]
    assert "is no answer" not in browser.post(place, json=said | {"on": 999}).json()["reason"]
    assert len(intact(opened)) == 5


@pytest.mark.parametrize(
    "said", [{"on": 0}, {"on": "x"}, {"what": "guilty"}, {"officer": "eve"}, {"comment": "x" * 5000}], ids=lambda said: str(list(said))
)
def test_other_requests_are_refused(browser: TestClient, addresses: Addresses, key: str, opened: Session, said: dict[str, Any]) -> None:
    """A request of another form is refused, nobody flags in another's name, and another site's page flags nothing."""
    body = {"on": 1, "what": "wrong", "comment": "No."}
    place = f"{addresses.of(key)}/flags"
    assert browser.post(place, json=body | said).status_code == 422
    assert browser.post(f"/material/wrong/{key}/flags", json=body).status_code == 404
    assert browser.post(place, json=body, headers={"Origin": "http://elsewhere.example"}).status_code == 403
