"""Decisions on the register: on record before they hold, refused where they contradict what stands, taken back without a trace."""

import json
import sqlite3
from collections.abc import Callable

import pytest

from assistant import registering
from assistant.register_documents import RegisterDocument, decision_row, entry_row
from assistant.session import Session
from tools import results
from tools.case import Case, Exhibit
from tools.errors import IntegrityError, ToolError
from tools.evidence import Entity
from tools.register import decisions, register
from tools.registry import get_tool


@pytest.fixture
def ids(case: Case, put: Callable[..., Exhibit]) -> list[str]:
    """Three exhibits that name one telephone number each: the ids of their entries."""
    tool = get_tool("extract_entities")
    for number in range(3):
        exhibit = put(f"{number}.txt", f"Call 01632 96014{number} now.\n")
        digits = f"0163296014{number}"
        cited = exhibit.at(quote=f"01632 96014{number}", line=1)
        entity = Entity(text=digits, citations=(cited,), source=tool.name, type="phone", value=digits, span=(5, 17))
        args = {"exhibit": exhibit.id}
        results.save(case, results.key_of(case, tool, args), tool, args, 0.0, [entity])
    return [entry.id for entry in register(case).entries]


def state(case: Case) -> bytes:
    """The register as `exhibit register --json` prints it."""
    found = register(case)
    return (
        RegisterDocument(
            entries=list(map(entry_row, found.entries)),
            rejected=[decision_row(made, stands=True) for made in found.rejected],
            lapsed=[decision_row(made, stands=True) for made in found.lapsed],
        )
        .model_dump_json()
        .encode()
    )


def test_undo_restores_the_register_byte_for_byte(session: Session, ids: list[str]) -> None:
    """After each merge or rejection and its undoing, what is printed is what was printed before, to the byte."""
    states = [state(session.case)]
    registering.merge(session, ids[:2], "the same handwriting")
    states.append(state(session.case))
    registering.reject(session, ids[0], ids[2], "another person answers")
    assert len({*states, state(session.case)}) == 3
    registering.undo(session)
    assert state(session.case) == states[1]
    registering.undo(session)
    assert state(session.case) == states[0]
    assert [made.verdict for made in decisions(session.case)] == ["merged", "rejected", "undone", "undone"]


def test_an_older_decision_is_taken_back_alone(session: Session, ids: list[str]) -> None:
    """What was decided after it stands."""
    registering.merge(session, ids[:2], "one")
    registering.reject(session, ids[0], ids[2], "two")
    registering.undo(session, 1, reason="wrong line")
    found = register(session.case)
    assert len(found.entries) == 3
    assert found.told_apart(found.entry(ids[1]), found.entry(ids[2])) is not None
    with pytest.raises(ToolError, match="No decision 1 stands"):
        registering.undo(session, 1)


def test_every_decision_is_on_record(session: Session, ids: list[str]) -> None:
    """The ledger has who decided what on which entries and why, also the undoing."""
    seqs = [registering.merge(session, ids[:2], "same  hand").ledger_seq, registering.undo(session).ledger_seq]
    lines = session.ledger.path.read_text().splitlines()
    first, second = (json.loads(lines[seq - 1]) for seq in seqs)
    assert (first["event"], first["officer"], second["event"]) == ("register_decision", "tester", "register_decision")
    assert first["data"]["reason"] == "same hand"
    assert [entry["entry"] for entry in first["data"]["entries"]] == ids[:2]
    assert second["data"]["undoes"] == 1


def test_what_was_told_apart_is_not_merged(session: Session, ids: list[str]) -> None:
    """A merge that contradicts a rejection is refused with who said so, also through a third entry."""
    registering.reject(session, ids[0], ids[1], "father and son")
    registering.merge(session, [ids[1], ids[2]], "same")
    with pytest.raises(ToolError, match=r"tester has said .* father and son"):
        registering.merge(session, [ids[0], ids[2]], "same")
    assert len(register(session.case).entries) == 2


@pytest.mark.parametrize("reason", ["", "  ", "a\u202eb", "x" * 501])
def test_a_decision_needs_a_reason(session: Session, ids: list[str], reason: str) -> None:
    """Nothing is decided without words that can be read."""
    with pytest.raises(ToolError, match="reason"):
        registering.merge(session, ids[:2], reason)
    assert decisions(session.case) == []


def test_what_cannot_be_decided_is_refused(session: Session, ids: list[str]) -> None:
    """Unknown entries, one entry twice, and undoing nothing are refused with a reason."""
    with pytest.raises(ToolError, match="no entry 'en-x'"):
        registering.merge(session, ["en-x", ids[0]], "same")
    with pytest.raises(ToolError, match="one entry already"):
        registering.merge(session, [ids[0], ids[0]], "same")
    with pytest.raises(ToolError, match="nothing to take back"):
        registering.undo(session)


def test_who_was_slower_is_told(session: Session, ids: list[str]) -> None:
    """A decision that rests on a register which somebody has changed meanwhile is not kept."""
    registering.merge(session, ids[:2], "same", seen=0)
    with pytest.raises(ToolError, match="meanwhile"):
        registering.reject(session, ids[0], ids[2], "not the same", seen=0)
    assert len(decisions(session.case)) == 1


def test_nothing_is_kept_that_could_not_be_recorded(session: Session, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the event cannot be written, nothing is decided."""

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    before = state(session.case)
    monkeypatch.setattr(Session, "record", full)
    with pytest.raises(OSError, match="No space"):
        registering.merge(session, ids[:2], "same")
    assert (decisions(session.case), state(session.case)) == ([], before)


@pytest.mark.parametrize("change", ["UPDATE register_decisions SET reason = 'x'", "DELETE FROM register_decisions"])
def test_decisions_are_never_changed_or_deleted(session: Session, ids: list[str], change: str) -> None:
    """The database itself refuses."""
    registering.merge(session, ids[:2], "same")
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        session.case.database.connection.execute(change)


@pytest.mark.parametrize("change", ["reason = 'x'", "officer = 'bob'", 'sides = \'[["a"], ["b"]]\'', "sides = 'x'", "at = 'x'"])
def test_a_changed_decision_is_not_believed(session: Session, ids: list[str], change: str) -> None:
    """A record that was changed past the program is an integrity failure."""
    registering.merge(session, ids[:2], "same")
    session.case.database.connection.execute("DROP TRIGGER register_decisions_stay")
    session.case.database.connection.execute(f"UPDATE register_decisions SET {change}")
    with pytest.raises(IntegrityError, match="stored decision"):
        register(session.case)


def test_a_missing_decision_is_noticed(session: Session, ids: list[str]) -> None:
    """A record that was deleted past the program leaves a gap that stops everything."""
    registering.merge(session, ids[:2], "same")
    registering.undo(session)
    session.case.database.connection.execute("DROP TRIGGER register_decisions_remain")
    session.case.database.connection.execute("PRAGMA foreign_keys = OFF")
    session.case.database.connection.execute("DELETE FROM register_decisions WHERE number = 1")
    with pytest.raises(IntegrityError, match="gap"):
        register(session.case)
