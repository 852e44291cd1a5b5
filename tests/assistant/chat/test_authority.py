"""The tab of authority: asking, deciding, and going on with what had to wait, from the browser to the answer."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from assistant import agent, approvals
from assistant.accounts import Role, register
from assistant.answer import Answer
from assistant.approvals import Approval
from assistant.chat.app import build
from assistant.chat.progress import Listener
from assistant.ingest.local import in_process
from assistant.making import in_process as in_this_process
from assistant.session import Session
from assistant.settings import Settings
from tests.assistant.accounts.conftest import PASSWORD
from tests.assistant.authorisation.conftest import ran, recordings
from tests.assistant.chat.browsing import Browser, served
from tests.assistant.scripted_model import ScriptedModel
from tests.assistant.scripted_router import ScriptedRouter, call
from tests.conftest import needs_weights
from tools.case import Case

__all__ = ["ran", "recordings"]
pytestmark = [needs_weights("text-embedding"), pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")]
COMPARED = call("compare_speakers", wants="whole", questioned="EX-0001", reference="EX-0002")
TERMS = {
    "what": "ask",
    "actions": ["compare_speakers"],
    "exhibits": ["EX-0001", "EX-0002"],
    "purpose": "Whose voice is on the call",
    "offence": "Blackmail, section 253",
    "legal_basis": "section 81 of the code of procedure",
    "authorised_by": "District court",
    "number": "12 Gs 34/26",
    "expires": (datetime.now(UTC) + timedelta(days=20)).date().isoformat(),
}
Opens = Callable[[str], Browser]


def ask(session: Session, question: str, listener: Listener) -> Answer:
    return agent.ask(session, question, ScriptedModel(), ScriptedRouter(COMPARED), listener=listener)  # type: ignore[arg-type]


def resume(session: Session, waiting: Approval, listener: Listener) -> Answer:
    return agent.resume(session, waiting, ScriptedModel(), ScriptedRouter(), listener=listener)  # type: ignore[arg-type]


@pytest.fixture
def station(tmp_path: Path, case: Case) -> Settings:
    """`ann` is an officer of the case, `eve` its supervisor, `xia` examines."""
    station = Settings(cases=case.folder.parent, state=tmp_path / "state", cache=tmp_path / "cache", officer="tester")
    made = register(station)
    for name in ("chief", "ann", "eve", "xia"):
        made.new(name, PASSWORD, "tester")
    for name, role in {"ann": Role.OFFICER, "eve": Role.SUPERVISOR, "xia": Role.EXAMINER}.items():
        made.grant(name, role, case.id, "chief")
    return station


@contextmanager
def program(station: Settings) -> Iterator[Opens]:
    """The program from its start to its end; opens browsers that have loaded the page."""

    async def inside() -> FastAPI:
        return build(station, [], ask, in_process, resume=resume, tools=in_this_process)

    with served(asyncio.run(inside())) as address, ExitStack() as opened:

        def opens(name: str) -> Browser:
            found = Browser(opened.enter_context(httpx.Client(base_url=address, timeout=120, trust_env=False)), address)
            assert found.log_in(name, PASSWORD).status_code == 303
            found.load()
            return found

        yield opens


@pytest.fixture
def opens(station: Settings, ran: list[str]) -> Iterator[Opens]:
    with program(station) as found:
        yield found


def tab(browser: Browser, **said: Any) -> str:
    """What stands on the tab, after one of its forms was sent."""
    if said:
        return str(browser.do("authority-view", "decide", said=said)["authority-view"]["html"])
    return str(browser.do("authority-show", "click")["authority-view"]["html"])


def answered(browser: Browser, words: str) -> str:
    """The conversation, once it has some words."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        browser.do("history", "news")
        if words in str(browser.told):
            return str(browser.told)
        time.sleep(0.3)
    raise AssertionError(f"{words!r} did not come: {browser.told}")


def recorded(case: Case) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (case.folder / "ledger.jsonl").read_text().splitlines()]


def test_from_the_question_to_the_answer(opens: Opens, case: Case, ran: list[str]) -> None:
    """The question waits and offers the way; the form is filled in; a supervisor approves the authorisation and the exact call; the
    answer comes to the officer who asked."""
    ann, eve = opens("ann"), opens("eve")
    said = ann.ask("Is it the same voice?")
    assert "Ask for an authorisation" in said
    assert "AP-0001" in said
    form = str(ann.do("history", "authorise", said={"approval": "AP-0001"})["authority-view"]["html"])
    assert 'name="actions" value="compare_speakers" checked' in form
    assert 'name="exhibits" value="EX-0002" checked' in form
    assert "AU-0001 is asked for" in tab(ann, **TERMS)
    seen = tab(eve)
    assert "compare_speakers(questioned=" in seen.replace("&#x27;", "'")
    assert "EX-0001" in seen
    assert "cannot be approved yet" in tab(eve, what="run-approve", id="AP-0001", reason="It is right")
    assert ran == []
    tab(eve, what="approve", id="AU-0001", reason="I have seen the decision")
    assert "goes on in the name of ann" in tab(eve, what="run-approve", id="AP-0001", reason="It is right")
    assert "status-answered" in answered(ann, "status-answered")
    assert ran == ["EX-0001"]
    [given] = [event for event in recorded(case) if event["event"] == "approval_given"]
    assert (given["officer"], given["data"]["seconds"] is not None) == ("eve", True)
    uses = tab(eve)
    assert "Biometric uses" in uses
    assert "within seconds or unseen" in uses


def test_the_answer_is_there_the_next_morning(station: Settings, case: Case, ran: list[str]) -> None:
    """The program ends while the question waits, and again after the answer came: nothing of it is lost."""
    with program(station) as opens:
        ann = opens("ann")
        ann.ask("Is it the same voice?")
        tab(ann, **TERMS)
    with program(station) as opens:
        eve = opens("eve")
        tab(eve, what="approve", id="AU-0001", reason="I have seen the decision")
        tab(eve, what="run-edit", id="AP-0001", reason="The other way round", args={"questioned": "EX-0002", "reference": "EX-0001"})
        end = time.monotonic() + 60
        while not any(event["event"] == "answer" for event in recorded(case)):
            assert time.monotonic() < end
            time.sleep(0.3)
    assert ran == ["EX-0002"]
    with program(station) as opens:
        assert "status-answered" in str(opens("ann").load())
        assert "status-answered" not in str(opens("eve").load())


def test_a_kill_after_the_decision_loses_nothing(station: Settings, case: Case, ran: list[str]) -> None:
    """What was decided and not gone on with is gone on with by the next program, once."""
    with program(station) as opens:
        ann = opens("ann")
        ann.ask("Is it the same voice?")
        tab(ann, **TERMS)
        tab(opens("eve"), what="approve", id="AU-0001", reason="I have seen the decision")
    people = register(station)
    officer, supervisor = (Session.open(case.folder, station, people.find(name)) for name in ("ann", "eve"))
    decided = approvals.decide(supervisor, officer, "AP-0001", "approve", "I have looked at it")  # and the program is killed here
    assert decided.left
    assert resume(officer, approvals.find(officer, "AP-0001"), lambda event, what: None).status == "answered"
    assert not approvals.find(officer, "AP-0001").left
    with pytest.raises(Exception, match="has been gone on with"):
        resume(officer, decided, lambda event, what: None)
    assert ran == ["EX-0001"]


def test_a_rejection_reaches_the_officer(opens: Opens, ran: list[str]) -> None:
    """With who said no, and why."""
    ann, eve = opens("ann"), opens("eve")
    ann.ask("Is it the same voice?")
    assert "Say why" in tab(eve, what="run-reject", id="AP-0001", reason="x")
    tab(eve, what="run-reject", id="AP-0001", reason="There is no offence")
    assert "eve rejected it: There is no offence" in answered(ann, "There is no offence")
    assert ran == []


def test_nobody_decides_on_the_own_question(opens: Opens, ran: list[str]) -> None:
    """Neither who asked, nor who holds no role that may, also when the form is sent all the same."""
    ann, xia = opens("ann"), opens("xia")
    ann.ask("Is it the same voice?")
    tab(ann, **TERMS)
    assert "deciding" not in tab(ann).replace("deciding asking", "")
    for browser, refused in ((ann, "takes the role of supervisor"), (xia, "you are examiner here")):
        for what, id_ in (("run-approve", "AP-0001"), ("approve", "AU-0001"), ("reject", "AU-0001"), ("revoke", "AU-0001")):
            assert refused in tab(browser, what=what, id=id_, reason="I want it so"), what
    assert ran == []


def test_an_urgent_use_shows_its_clock(opens: Opens, ran: list[str]) -> None:
    """It may be used at once; the clock stands there; approving takes the decision that was made meanwhile, and a revocation ends it."""
    ann, eve = opens("ann"), opens("eve")
    urgent = {name: value for name, value in TERMS.items() if name not in ("authorised_by", "number")} | {"urgent": "yes"}
    assert "the clock runs" in tab(ann, **urgent)
    assert "data-until=" in tab(eve)
    assert "status-answered" in ann.ask("Is it the same voice?")
    assert "name the authority" in tab(eve, what="approve", id="AU-0001", reason="It was needed")
    tab(eve, what="approve", id="AU-0001", reason="It was needed", authorised_by="District court", number="9/26")
    assert "data-until=" not in tab(eve)
    assert '<span class="status">revoked' in tab(eve, what="revoke", id="AU-0001", reason="No longer needed")


def test_a_form_that_lacks_something_says_what(opens: Opens, ran: list[str]) -> None:
    """All of it at once, and nothing is asked for."""
    ann = opens("ann")
    said = tab(ann, what="ask", actions=["compare_speakers"], purpose="x", expires="tomorrow")
    assert "is not a day" in said
    said = tab(ann, **(TERMS | {"purpose": "x", "legal_basis": "", "actions": ["nothing"]}))
    for missing in ("purpose", "legal basis", "actions"):
        assert missing in said
    assert "The case has no authorisations" in said
