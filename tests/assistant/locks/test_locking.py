"""Locks on record: who may release, what the ledger keeps, and that answers name what was left out and why."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant import execution, ingest, locks
from assistant.agent import ask
from assistant.answer import Answer
from assistant.execution import ToolCall
from assistant.ingest.local import in_process
from assistant.session import Session
from tests.assistant.scripted_model import SURE, ScriptedModel, said
from tests.assistant.scripted_router import ScriptedRouter, call
from tests.conftest import needs_weights
from tools import results
from tools.case import Exhibit
from tools.errors import ToolError
from tools.intake import Labels, add
from tools.locks.entry import entry
from tools.locks.scope import Scope

pytestmark = needs_weights("named-entities", "text-embedding")
Put = Callable[..., Exhibit]
SECRET = "The knife is in the cellar."
QUESTION = "Where is the knife?"
CHAT = f"28/02/2026, 09:00 - Ann: {SECRET}\n03/03/2026, 10:00 - Ann: The knife is new.\n14/03/2026, 10:01 - Bob: Fine.\n"


def events(session: Session, kind: str = "") -> list[dict[str, Any]]:
    found = [json.loads(line) for line in session.ledger.path.read_text().splitlines() if line]
    return [event for event in found if kind in ("", event["event"])]


def asked(session: Session, router: ScriptedRouter, model: ScriptedModel | None = None) -> Answer:
    return ask(session, QUESTION, model or ScriptedModel(odds=-SURE), router)  # type: ignore[arg-type]


def left_out(answer: Answer) -> dict[str, str]:
    return {left.exhibit: left.reason for left in answer.coverage.not_searched}


def test_who_works_on_the_enquiry_releases_nothing(session: Session, put: Put) -> None:
    """The officer of the enquiry, however the name is typed, and who added the exhibit are refused; somebody else releases, on record."""
    session.record("question", {"question": QUESTION})
    put("x.txt", f"Legally privileged. {SECRET}\n")
    for by in ("tester", " TESTER "):
        with pytest.raises(ToolError, match="works on this enquiry"):
            locks.decide(session, "EX-0001", "I need it.", by)
    assert session.case.look_up("EX-0001").withheld
    [done] = locks.decide(session, "EX-0001", "A newsletter.", "C. Ustodian")
    [event] = events(session, "release")
    assert (event["data"]["by"], event["data"]["reason"], event["data"]["verdict"]) == ("C. Ustodian", "A newsletter.", "released")
    assert (done.verdict, session.case.look_up("EX-0001").withheld) == ("released", None)


def test_processing_closes_what_only_reading_shows(session: Session, put: Put) -> None:
    """A file that has to be read is closed by processing before anything of it is kept; the record names the entry, not the text."""
    locks.list_add(session, [entry("name", "Ann Hale", "lawyer")], "Named by the court.")
    put("letter.rtf", r"{\rtf1 Dear client, " + SECRET + r" Yours, Ann \b Hale\b0.}")
    put("b.txt", "The boat left at nine.\n")
    done = ingest.process(session, in_process)
    assert [(failed.exhibit, failed.tool) for failed in done.failed] == [("EX-0001", "read_document")]
    assert "quarantine" in str(done.failed[0].reason)
    [event] = events(session, "quarantine")
    assert event["data"]["subject"] == "EX-0001"
    assert "Ann Hale" in event["data"]["reason"]
    assert "cellar" not in session.ledger.path.read_text()
    assert results.reading(session.case, "EX-0001") is None
    assert not ingest.process(session, in_process).failed


def test_a_page_is_not_shown_before_the_whole_was_looked_at(session: Session, put: Put) -> None:
    """A page that does not say that it is a lawyer's is refused, because another page of it says so."""
    put("x.mbox", "From a@x.example Tue Mar  3 10:00:00 2026\nFrom: a@x.example\nTo: b@x.example\n\nHello.\n\n")
    put("deck.rtf", r"{\rtf1 Attorney-client \b privileged\b0. " + SECRET + "}")
    result = execution.run(session, ToolCall("read_document", {"exhibit": "EX-0002", "page": 1}))
    assert result.evidence == ()
    assert "quarantine" in str(result.error)
    assert execution.run(session, ToolCall("read_document", {"exhibit": "EX-0001", "page": 1})).error is None


def test_an_answer_names_all_that_is_locked(session: Session, put: Put) -> None:
    """Quarantined, marked and out of the warrant's scope: each stands in the coverage with its reason, and nothing of it in the answer."""
    put("a.txt", "The knife is old.\n")
    put("b.txt", f"Privileged and confidential. {SECRET}\n")
    put("c.txt", f"Interview. {SECRET}\n")
    put("d.txt", CHAT)
    locks.mark(session, "EX-0003", "without caution", "Nobody cautioned him.")
    locks.set_scope(session, Scope("W 1", since=date(2026, 3, 1)), "")
    answer = asked(session, ScriptedRouter(call("search_case", query=QUESTION)), ScriptedModel(writes=[said(("The knife is old.", [1]))]))
    reasons = left_out(answer)
    assert "quarantine" in reasons["EX-0002"]
    assert "without caution" in reasons["EX-0003"]
    assert reasons["EX-0004"] == "1 message outside the warrant's scope"
    assert answer.coverage.searched == ("EX-0001", "EX-0004")
    assert "cellar" not in answer.model_dump_json()


@pytest.mark.parametrize("tool", ["read_document", "extract_entities"])
def test_named_exhibits_are_refused_with_the_reason(session: Session, put: Put, tool: str) -> None:
    """A question that names a locked exhibit gets the reason and no word of it."""
    put("b.txt", f"Privileged and confidential. {SECRET}\n")
    put("c.txt", f"Interview. {SECRET}\n")
    locks.mark(session, "EX-0002", "under compulsion", "Threatened.")
    for exhibit, reason in (("EX-0001", "quarantine"), ("EX-0002", "under compulsion")):
        answer = asked(session, ScriptedRouter(call(tool, wants="whole", exhibit=exhibit)))
        assert (answer.status, answer.sentences, answer.evidence) == ("failed", (), ())
        assert reason in str(answer.note)
        assert reason in left_out(answer)[exhibit]
        assert "cellar" not in answer.model_dump_json()


def test_a_direct_call_gives_the_lines_inside(session: Session, put: Put) -> None:
    """Reading an exported chat directly, first and again from what was kept, gives what the warrant allows, and the rest is counted."""
    put("d.txt", CHAT)
    before = execution.run(session, ToolCall("extract_entities", {"exhibit": "EX-0001"}))
    assert any(item.citations[0].place.line == 1 for item in before.evidence)
    locks.set_scope(session, Scope("W 1", since=date(2026, 3, 1)), "")
    for tool in ("read_document", "read_document", "extract_entities"):
        found = execution.run(session, ToolCall(tool, {"exhibit": "EX-0001"})).evidence
        assert found
        assert all(item.citations[0].place.line != 1 for item in found)
    assert all(item.citations[0].place.line != 1 for item in results.all_of(session.case, "extract_entities"))


def test_marking_drops_what_was_derived(session: Session, put: Put) -> None:
    """Entities that were found in a statement are gone when it is marked, and processing does not find them again until it is unmarked."""
    put("c.txt", "Helen Carter saw PA99 KTX.\n")
    ingest.process(session, in_process)
    assert results.all_of(session.case, "extract_entities")
    locks.mark(session, "EX-0001", "without caution", "Nobody cautioned her.")
    ingest.process(session, in_process)
    assert results.all_of(session.case, "extract_entities") == []
    locks.unmark(session, "EX-0001", "The form was found.")
    ingest.process(session, in_process)
    assert results.all_of(session.case, "extract_entities")
    assert [event["data"]["verdict"] for event in events(session, "caution")] == ["without caution", "unmarked"]


def test_what_is_closed_when_added_is_on_record(session: Session, put: Put) -> None:
    """The station records the closing of an exhibit in the name of who added it."""
    place = session.case.folder.parent / "x.txt"
    place.write_text("Legally privileged\n")
    add(session.case, [place], Labels("tester"), recorded=locks.quarantined(session))
    [event] = events(session, "quarantine")
    assert (event["officer"], event["data"]["verdict"]) == ("tester", "held")
