"""Tool calls: checked, hashed, never made twice, always on record."""

import json
import sqlite3
from collections.abc import Callable

import pytest

from assistant import execution
from assistant.execution import ToolCall
from assistant.session import Session
from tests.conftest import needs_weights
from tools.case import Case, Exhibit
from tools.errors import IntegrityError
from tools.evidence import TextLine

Put = Callable[..., Exhibit]
READ = ToolCall("read_document", {"exhibit": "EX-0001"})


def events(session: Session) -> list[dict[str, object]]:
    return [json.loads(line) for line in session.ledger.path.read_text().splitlines()]


def test_a_call_gives_evidence_and_is_on_record(session: Session, put: Put) -> None:
    """What a tool found comes with its places, and the ledger has the call with arguments, version and evidence ids."""
    put("a.txt", "First line.\n\nThird line.\n")
    result = execution.run(session, READ)
    assert [(item.text, item.citations[0].fragment) for item in result.evidence] == [("First line.", "line=1"), ("Third line.", "line=3")]
    [event] = events(session)
    data = event["data"]
    assert isinstance(data, dict)
    assert event["event"] == "tool_call"
    assert (data["tool"], data["args"], data["cached"]) == ("read_document", {"exhibit": "EX-0001"}, False)
    assert data["evidence"] == [item.id for item in result.evidence]
    assert set(data["weights"]) == {"ocr-detection", "ocr-recognition", "ocr-orientation"}


def test_the_same_call_is_not_made_twice(session: Session, put: Put) -> None:
    """The second time the kept evidence is given, word for word, and the record says so."""
    put("a.txt", "Only line.\n")
    first, second = execution.run(session, READ), execution.run(session, READ)
    assert (first.cached, second.cached) == (False, True)
    assert first.evidence == second.evidence


def test_a_changed_tool_does_not_serve_old_results(session: Session, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a tool's source changes, what it found before is not taken for what it would find now."""
    put("a.txt", "Only line.\n")
    execution.run(session, READ)
    from tools.registry import get_tool

    monkeypatch.setitem(get_tool("read_document").__dict__, "version", "another")
    assert not execution.run(session, READ).cached


@pytest.mark.parametrize("cached", [False, True])
def test_a_flipped_byte_stops_everything(session: Session, put: Put, cached: bool) -> None:
    """An exhibit that is not what it was is not processed, not even from what was kept, and the record says so."""
    exhibit = put("a.txt", "The boat left at nine.\n")
    if cached:
        execution.run(session, READ)
    exhibit.path.chmod(0o600)
    exhibit.path.write_text("The boat left at five.\n")
    with pytest.raises(IntegrityError):
        execution.run(session, READ)
    assert events(session)[-1]["event"] == "integrity_failure"


def test_tampered_evidence_is_noticed(session: Session, put: Put) -> None:
    """Stored evidence that was edited in the database is refused: its content no longer has its id."""
    put("a.txt", "The boat left at nine.\n")
    execution.run(session, READ)
    connection = sqlite3.connect(session.case.database.path)
    with connection:
        connection.execute("UPDATE evidence SET body = replace(body, 'nine', 'five')")
    connection.close()
    with pytest.raises(IntegrityError, match="is not what the tool made"):
        execution.run(session, READ)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (ToolCall("read_documents", {}), "There is no tool"),
        (ToolCall("read_document", {}), "exhibit: Field required"),
        (ToolCall("read_document", {"exhibit": "EX-0009"}), "no exhibit 'EX-0009'"),
        (ToolCall("read_document", {"exhibit": "EX-0001", "page": "seven"}), "page"),
        (ToolCall("read_document", {"exhibit": "EX-0001", "page": 7}), "there is no page 7"),
        (ToolCall("read_document", {"exhibit": "EX-0001", "shell": "rm"}), "shell"),
        (ToolCall("transcribe_audio", {"exhibit": "EX-0001"}), "works on audio or video; EX-0001 is document"),
        (ToolCall("search_case", {"query": "  "}), "needs something to look for"),
    ],
)
def test_a_call_that_cannot_be_made_says_why(session: Session, put: Put, call: ToolCall, says: str) -> None:
    """Wrong names, exhibits, media and arguments give a reason to act on, and the reason is on record."""
    put("a.txt", "Only line.\n")
    result = execution.run(session, call)
    assert result.error is not None
    assert says in result.error
    assert not result.evidence
    assert events(session)[-1]["data"]["error"] == result.error  # type: ignore[index]


def test_a_tool_that_breaks_does_not_break_the_program(session: Session, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error inside a tool is an answer about this call, with its kind, and nothing is kept."""
    put("a.txt", "Only line.\n")

    def broken(document: Exhibit) -> None:
        raise RuntimeError("decoder exploded")

    monkeypatch.setattr("tools.read_document.plain.pages", broken)
    result = execution.run(session, READ)
    assert result.error == "read_document failed on {'exhibit': 'EX-0001'}: RuntimeError: decoder exploded"
    monkeypatch.undo()
    assert not execution.run(session, READ).cached


@needs_weights("named-entities")
def test_what_a_tool_builds_on_runs_first(session: Session, put: Put) -> None:
    """Entities of an exhibit that nobody has read are found by reading it first; both calls are on record."""
    put("a.txt", "Ring Helen Carter on +44 20 7946 0958.\n")
    result = execution.run(session, ToolCall("extract_entities", {"exhibit": "EX-0001"}))
    assert ("phone", "+442079460958") in [(item.type, item.value) for item in result.evidence]  # type: ignore[attr-defined]
    assert [event["data"]["tool"] for event in events(session)] == ["read_document", "extract_entities"]  # type: ignore[index]


def test_stored_evidence_is_what_was_found(case: Case, session: Session, put: Put) -> None:
    """Evidence read back from the database equals what the tool gave, field by field."""
    put("a.txt", "Ünïcode “quotes” and {{ braces }} <b>\n")
    execution.run(session, READ)
    [item] = execution.run(session, READ).evidence
    assert isinstance(item, TextLine)
    assert item.text == "Ünïcode “quotes” and {{ braces }} <b>"
