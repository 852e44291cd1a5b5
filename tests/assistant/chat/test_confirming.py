"""Confirming and correcting on the page."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.chat.cases import Cases
from assistant.chat.media import Addresses
from assistant.session import Session
from tests.assistant.chat.test_escape import HOSTILE, read
from tests.tools.saying import silence, transcribed
from tools import results
from tools.case import Exhibit
from tools.evidence import Utterance

SAID = [("I saw the van.", ()), ("It was a grave van.", ("low probability",)), ("Thank you.", ("no speech",))]
Send = Callable[..., Any]


@pytest.fixture
def recording(put_in: Callable[..., Exhibit], tmp_path: Path) -> Exhibit:
    return put_in(silence(tmp_path))


@pytest.fixture
def made(opened: Session, recording: Exhibit) -> list[Utterance]:
    return transcribed(opened.case, recording, SAID)


@pytest.fixture
def send(browser: TestClient, addresses: Addresses, key: str, recording: Exhibit) -> Send:
    """Send what a person says of an utterance."""

    def send(utterance: Utterance, seen: int = 0, **said: Any) -> Any:
        body = {"evidence": utterance.id, "seen": seen} | said
        return browser.post(f"{addresses.of(key, recording)}/confirmations", json=body)

    return send


def test_confirm_correct_and_take_back(opened: Session, made: list[Utterance], send: Send) -> None:
    """Each gives the line as it stands with the number of its record and what is left uncertain; all are on record."""
    first = send(made[1]).json()
    assert "Confirmed by tester" in read(first["html"]).text
    assert first["doubts"] == "1 uncertain line, 0:02"
    second = send(made[1], 1, text="It was a grey van.").json()
    assert "the machine had written: It was a grave van." in read(second["html"]).text
    assert 'data-seen="2"' in second["html"]
    third = send(made[1], 2, undo=True).json()
    assert 'class="unsure"' in third["html"]
    assert third["doubts"] == "2 uncertain lines, 0:04"
    kept = [json.loads(line) for line in opened.ledger.path.read_text().splitlines()]
    assert [event["data"]["verdict"] for event in kept if event["event"] == "confirmation"] == ["confirmed", "corrected", "withdrawn"]


def test_the_second_of_two_people_is_told(opened: Session, made: list[Utterance], send: Send) -> None:
    """Two who correct the same line from the same screen at once: one is heard, the other reads who was faster and loses nothing."""
    answers: dict[str, Any] = {}
    go = threading.Barrier(2)

    def correct(words: str) -> None:
        go.wait()
        answers[words] = send(made[1], text=words).json()
        opened.case.database.close()

    people = [threading.Thread(target=correct, args=(words,)) for words in ("It was a grey van.", "It was a great van.")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    [winner] = [words for words, told in answers.items() if "html" in told]
    [reason] = [told["reason"] for told in answers.values() if "reason" in told]
    assert "corrected by tester meanwhile" in reason
    assert [item.text for item in results.reading(opened.case, "EX-0001") or []][1] == winner


def test_two_people_at_different_lines(opened: Session, made: list[Utterance], send: Send) -> None:
    """A correction that makes an earlier line longer does not disturb who is at a later one: lines go by the machine's own ids."""
    assert "html" in send(made[0], text="I saw the van, the big one, by the pier.").json()
    assert "html" in send(made[2], text="Thanks.").json()
    reading = results.reading(opened.case, "EX-0001") or []
    whole = "\n".join(item.text for item in reading)
    assert all(whole[item.offset :].startswith(item.text) for item in reading)


@pytest.mark.parametrize(
    "said",
    [{"text": " "}, {"text": "a\u202eb"}, {"seen": 4}, {"evidence": "ev-000000000000"}, {"undo": True}],
    ids=lambda said: str(list(said)),
)
def test_what_cannot_be_kept_is_said(opened: Session, made: list[Utterance], send: Send, said: dict[str, Any]) -> None:
    """The person reads the reason, and nothing was changed."""
    told = send(made[1], **said).json()
    assert told["reason"]
    assert "html" not in told
    assert results.reading(opened.case, "EX-0001") == made


@pytest.mark.parametrize(
    "said",
    [{"seen": -1}, {"seen": "x"}, {"evidence": "<b>"}, {"text": "x" * 10_001}, {"officer": "somebody else"}, {"undo": "maybe"}],
    ids=lambda said: str(list(said)),
)
def test_other_requests_are_refused(made: list[Utterance], send: Send, said: dict[str, Any]) -> None:
    """A request of another form is refused before anything is looked at; nobody can confirm in another's name."""
    assert send(made[1], **said).status_code == 422


def test_only_this_page_may_confirm(made: list[Utterance], browser: TestClient, addresses: Addresses, key: str, cases: Cases) -> None:
    """Without this run's word, or from another site, nothing is confirmed; a letter cannot be."""
    body = {"evidence": made[1].id, "seen": 0}
    assert browser.post(f"/material/wrong/{key}/EX-0001/confirmations", json=body).status_code == 404
    right = f"{addresses.of(key)}/EX-0001/confirmations"
    assert browser.post(right, json=body, headers={"Origin": "http://elsewhere.example"}).status_code == 403
    assert browser.get(right).status_code in (404, 405)


def test_changed_bytes_cannot_be_confirmed(opened: Session, recording: Exhibit, made: list[Utterance], send: Send) -> None:
    """Nobody can confirm what is said in a recording that is not what it was, nor after a stored record was changed."""
    assert "html" in send(made[1]).json()
    opened.case.database.connection.execute("DROP TRIGGER confirmations_stay")
    opened.case.database.connection.execute("UPDATE confirmations SET officer = 'bob'")
    answer = send(made[1], 1)
    assert (answer.status_code, "not what bob recorded" in answer.json()["reason"]) == (409, True)
    recording.path.chmod(0o600)
    recording.path.write_bytes(b"RIFF")
    assert send(made[2]).status_code == 409


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\N{RIGHT-TO-LEFT OVERRIDE}" not in text])
def test_a_hostile_correction_does_nothing(made: list[Utterance], send: Send, text: str) -> None:
    """What a person types is data too."""
    html = send(made[1], text=text).json()["html"]
    assert text in read(html).text
    assert set(read(html).elements) <= {"li", "button", "span", "div", "p", "q"}
    assert not set("{}$`") & set(html)
