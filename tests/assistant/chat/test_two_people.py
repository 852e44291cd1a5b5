"""Several people at the page at once: each acts in the own name and with the own rights, whatever the browser sends."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.accounts import Role, register
from assistant.chat.cases import key_of
from assistant.settings import Settings
from tests.assistant.chat.browsing import Browser
from tools.case import Case

pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")  # of Gradio's own
Opens = Callable[..., Browser]


def recorded(folder: Path, since: int = 0) -> list[dict[str, Any]]:
    lines = (folder / "ledger.jsonl").read_text().splitlines() if (folder / "ledger.jsonl").exists() else []
    return [json.loads(line) for line in lines[since:]]


@pytest.fixture
def harbour(peopled: Settings) -> Path:
    return peopled.cases / "harbour"


@pytest.fixture
def market(peopled: Settings) -> Path:
    return peopled.cases / "market"


@pytest.fixture
def addresses(opens: Opens, harbour: Path) -> Iterator[tuple[str, str]]:
    """Where the page finds the two cases; both are open, and somebody knows the secret word in the addresses."""
    ann, bob = opens("ann"), opens("bob")
    yield ann.address(key_of(harbour), ann.load()), bob.address("", bob.load())


def looked(browser: Browser, exhibit: str = "EX-0001") -> str:
    """Open an exhibit, and say what for when that is asked."""
    shown = browser.do("exhibits", "open_exhibit", said={"exhibit": exhibit})["viewer"]["html"]
    if "purpose-form" in shown:
        shown = browser.do("viewer", "purpose", said={"words": "Enquiry into the offence"})["viewer"]["html"]
    return str(shown)


def test_two_browsers_do_not_mix(opens: Opens, harbour: Path, market: Path) -> None:
    """Two people ask at the same moment: each answer comes from the own case, and each record names its own officer alone."""
    before = {folder: len(recorded(folder)) for folder in (harbour, market)}
    people = {name: opens(name) for name in ("ann", "bob")}
    said: dict[str, str] = {}

    def work(name: str) -> None:
        people[name].load()
        for number in range(3):
            said[name] = people[name].ask(f"Was it grey? {number}")

    threads = [threading.Thread(target=work, args=(name,)) for name in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert "The van of case Harbour" in said["ann"]
    assert "Market" not in said["ann"]
    assert "The van of case Market" in said["bob"]
    assert "Harbour" not in said["bob"]
    for folder, name in ((harbour, "ann"), (market, "bob")):
        events = recorded(folder, before[folder])
        assert sum(event["event"] == "question" for event in events) == 3
        assert {event["officer"] for event in events} == {name}


def test_a_session_of_another_login_cannot_be_entered(opens: Opens) -> None:
    """Who knows what another browser calls its session neither acts in it nor hears what is told to it."""
    ann, bob = opens("ann"), opens("bob")
    ann.load()
    bob.load()
    own, bob.session = bob.session, ann.session
    assert "Harbour" not in bob.ask("Was it grey?")
    listening: list[str] = []
    thread = threading.Thread(target=lambda: listening.append(str(opens("bob").heard(ann.session, 5))))
    thread.start()
    assert "The van of case Harbour" in ann.ask("Was it grey?")
    thread.join(60)
    assert "session_not_found" in listening[0]
    assert "Harbour" not in listening[0]
    bob.session = own
    assert "The van of case Market" in bob.ask("Was it grey?")


def test_addresses_are_no_secret_to_rely_on(opens: Opens, addresses: tuple[str, str], harbour: Path) -> None:
    """With the very addresses of another's case one gets nothing, neither bytes nor a word that they are there."""
    bob, chief, ann = opens("bob"), opens("chief"), opens("ann")
    ann.load()
    looked(ann)
    for path in ("EX-0001/page/1.jpg", "EX-0001/recording", "EX-9999/recording", "derived/compare_speakers/0123456789/x.png", "waiting"):
        for stranger in (bob, chief):
            answer = stranger.client.get(f"{addresses[0]}/{path}")
            assert (answer.status_code, "Harbour" in answer.text) == (404, False), path
    for path in ("files", "EX-0001/confirmations", "EX-0001/names", "lead/ev-0123456789ab/verdict"):
        said = {"evidence": "ev-0123456789ab", "seen": 0, "speaker": "S1", "verdict": 1, "by": "bob"}
        answer = bob.client.post(f"{addresses[0]}/{path}", json=said, headers=bob.origin | {"X-File-Name": "a.txt"})
        assert answer.status_code in (404, 422), path
    assert [exhibit.id for exhibit in Case(harbour).exhibits()] == ["EX-0001"]


def test_a_supervisor_neither_asks_nor_adds(opens: Opens, addresses: tuple[str, str], harbour: Path) -> None:
    """Rights are asked for by what does a thing, and not by whether its button is there."""
    eve = opens("eve")
    shown = eve.load()
    assert shown["ask-button"]["interactive"] is False
    assert "takes the role of officer or analyst" in eve.ask("Was it grey?")
    added = eve.client.post(f"{addresses[0]}/files", content=b"x", headers=eve.origin | {"X-File-Name": "a.txt"})
    assert added.status_code == 403
    assert [exhibit.id for exhibit in Case(harbour).exhibits()] == ["EX-0001"]
    before = len(recorded(harbour))
    eve.do("process", "click")
    assert not [event for event in recorded(harbour, before) if event["event"] == "tool_call" and event["data"]["error"] is None]


def test_an_examiner_sees_no_exhibits(opens: Opens, addresses: tuple[str, str]) -> None:
    """Who judges blind gets neither the list nor an exhibit, by no way."""
    xia = opens("xia")
    shown = xia.load()
    assert "EX-0001" not in str(shown)
    assert "The van" not in looked(xia)
    assert "takes the role" in looked(xia)
    assert xia.client.get(f"{addresses[0]}/EX-0001/page/1.jpg").status_code == 404
    assert "takes the role" in str(xia.do("register-show", "click", "Timeline"))


def test_a_look_says_what_it_is_for(opens: Opens, harbour: Path) -> None:
    """Before the first look one says what it is for; the record has it with that look and with the next."""
    eve = opens("eve")
    eve.load()
    before = len(recorded(harbour))
    assert "purpose-form" in eve.do("exhibits", "open_exhibit", said={"exhibit": "EX-0001"})["viewer"]["html"]
    assert [event["event"] for event in recorded(harbour, before)] == []
    assert "Say what you look" in eve.do("viewer", "purpose", said={"words": " "})["viewer"]["html"]
    assert "The van of case Harbour" in eve.do("viewer", "purpose", said={"words": "Preparing  disclosure"})["viewer"]["html"]
    looked(eve)
    events = [event for event in recorded(harbour, before) if event["event"] == "view"]
    assert [(event["officer"], event["data"]["purpose"]) for event in events] == [("eve", "Preparing disclosure")] * 2


def test_a_role_that_is_taken_back_is_gone_at_once(opens: Opens, peopled: Settings, harbour: Path) -> None:
    """The page of who has lost the role shows nothing more of the case, though it was open."""
    people, case = register(peopled), Case(harbour).id
    people.new("max", "four plain words here", "chief")
    people.grant("max", Role.ANALYST, case, "chief")
    browser = opens("max")
    browser.load()
    assert "The van of case Harbour" in looked(browser)
    people.revoke("max", Role.ANALYST, case, "chief")
    assert "The van" not in str(browser.do("exhibits", "open_exhibit", said={"exhibit": "EX-0001"}))
    assert "The van" not in browser.ask("Was it grey?")
    assert browser.load()["case-choice"]["choices"] == []
