"""Going through a case: each tool once on each exhibit, only what is missing, and nothing stops the rest."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.ingest import Watcher, not_searched, process
from assistant.ingest.local import WorkerPool, in_process
from assistant.ingest.task import Outcome, Task, perform
from assistant.session import Session
from tests.conftest import needs_weights
from tools.case import Exhibit

pytestmark = needs_weights("named-entities", "text-embedding")
Put = Callable[..., Exhibit]
TOOLS = {"read_document", "extract_entities"}


def events(session: Session, kind: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in session.ledger.path.read_text().splitlines()]
    return [event["data"] for event in found if event["event"] == kind]


def pairs(outcomes: Sequence[Outcome]) -> list[tuple[str, str]]:
    return sorted((outcome.exhibit, outcome.tool) for outcome in outcomes)


def test_each_tool_goes_through_each_exhibit_once(session: Session, put: Put) -> None:
    """Every fitting tool is on record exactly once for every exhibit, those that build on others after them, then the index."""
    for name in ("a", "b"):
        put(f"{name}.txt", f"Exhibit {name}: Helen Carter saw PA99 KTX.\n")
    outcome = process(session, in_process)
    wanted = sorted((exhibit, tool) for exhibit in ("EX-0001", "EX-0002") for tool in TOOLS)
    assert pairs(outcome.done) == wanted
    assert outcome.failed == []
    fresh = [(call["args"]["exhibit"], call["tool"]) for call in events(session, "tool_call") if not call["cached"]]
    assert sorted(fresh) == wanted
    assert fresh.index(("EX-0001", "read_document")) < fresh.index(("EX-0001", "extract_entities"))
    assert len(events(session, "indexed")) == 1
    assert not_searched(session) == {}


def test_a_second_run_does_nothing(session: Session, put: Put) -> None:
    """Run again, no tool is used, nothing is indexed and nothing is put on record; a new exhibit alone is gone through."""
    put("a.txt", "The van was grey.\n")
    process(session, in_process)
    before = session.ledger.path.read_bytes()
    plans: list[Sequence[Task]] = []
    outcome = process(session, in_process, on_plan=plans.append)
    assert (outcome.done, outcome.failed, [task for plan in plans for task in plan]) == ([], [], [])
    assert session.ledger.path.read_bytes() == before
    put("b.txt", "The boat was blue.\n")
    assert {exhibit for exhibit, _ in pairs(process(session, in_process).done)} == {"EX-0002"}


def test_a_broken_exhibit_does_not_hold_up_the_rest(session: Session, put: Put, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exhibit that its reader cannot open fails with its reason, once, and the others are gone through."""
    put(demo / "incidents.csv")
    put("b.txt", "The boat was blue.\n")

    def explode(document: Exhibit) -> None:
        raise RuntimeError("decoder exploded")

    monkeypatch.setattr("tools.read_document.table.pages", explode)
    outcome = process(session, in_process)
    assert pairs(outcome.done) == [("EX-0002", "extract_entities"), ("EX-0002", "read_document")]
    assert [(failure.exhibit, failure.tool, failure.integrity) for failure in outcome.failed] == [("EX-0001", "read_document", False)]
    assert "decoder exploded" in str(outcome.failed[0].reason)
    assert list(not_searched(session)) == ["EX-0001"]
    monkeypatch.undo()
    assert {exhibit for exhibit, _ in pairs(process(session, in_process).done)} == {"EX-0001"}


def test_a_changed_exhibit_is_not_processed(session: Session, put: Put) -> None:
    """An exhibit whose bytes are not the ones that were added fails as an integrity failure, on record, and is not read."""
    path = put("a.txt", "The van was grey.\n").path
    put("b.txt", "The boat was blue.\n")
    path.chmod(0o600)
    path.write_text("The van was blue.\n")
    outcome = process(session, in_process)
    assert [(failure.exhibit, failure.integrity) for failure in outcome.failed] == [("EX-0001", True)]
    assert {exhibit for exhibit, _ in pairs(outcome.done)} == {"EX-0002"}
    assert len(events(session, "integrity_failure")) == 1
    assert not any(call["args"].get("exhibit") == "EX-0001" for call in events(session, "tool_call"))


def test_only_the_wanted_exhibits_are_gone_through(session: Session, put: Put) -> None:
    """A run can be limited to some exhibits; the others stay to be done."""
    put("a.txt", "The van was grey.\n")
    put("b.txt", "The boat was blue.\n")
    process(session, in_process, only=lambda exhibit: exhibit.id == "EX-0002")
    assert list(not_searched(session)) == ["EX-0001"]


def test_an_empty_case_needs_no_engine(session: Session) -> None:
    """With nothing to do the engine is not even started."""

    def engine(session: Session, tasks: Sequence[Task], watcher: Watcher) -> Iterator[Outcome]:
        raise AssertionError("there is nothing to do")

    outcome = process(session, engine)
    assert (outcome.done, outcome.failed) == ([], [])


def test_worker_processes_find_what_one_process_finds(session: Session, put: Put) -> None:
    """The work of two processes has the same evidence as that of one, counted for each exhibit and tool."""
    for name in "abc":
        put(f"{name}.txt", f"Exhibit {name}: Helen Carter saw PA99 KTX on 12 March 2026.\n")
    outcome = process(session, WorkerPool(2))
    assert outcome.failed == []
    again = [perform(session, Task(done.exhibit, done.tool)) for done in outcome.done]
    assert [(done.exhibit, done.tool, done.evidence) for done in outcome.done] == [(a.exhibit, a.tool, a.evidence) for a in again]
    assert len(outcome.done) == 6
