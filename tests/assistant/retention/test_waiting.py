"""Kept states of runs that nobody decided on."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

import pytest

from assistant import approvals, retention
from assistant.agent_runs import RUNS
from assistant.execution import ToolCall
from assistant.retention.waiting import EVENT
from assistant.router import Route, RoutedCall
from assistant.session import Session
from tests.assistant.retention.test_carrying_out import BASIS, events


class _NextMonth(datetime):
    @classmethod
    def now(cls, tz: Any = None) -> "datetime":
        return datetime.now(tz) + timedelta(days=31)


@pytest.fixture
def kept(supervisor: Session) -> sqlite3.Connection:
    """The states of a run that waits and of one that nothing is known of."""
    connection = sqlite3.connect(supervisor.case.folder / RUNS)
    connection.execute("CREATE TABLE checkpoints (thread_id TEXT, checkpoint BLOB)")
    connection.execute("CREATE TABLE writes (thread_id TEXT, value BLOB)")
    connection.executemany("INSERT INTO checkpoints VALUES (?, ?)", [("run-1", b"who wears the brooch"), ("run-2", b"another")])
    connection.execute("INSERT INTO writes VALUES ('run-1', ?)", (b"brooch too",))
    connection.commit()
    connection.close()
    route = Route((RoutedCall(ToolCall("search_faces", {"exhibit": "EX-0001", "gallery": "wanted"}), "who", "fact"),), None, None, ())
    approvals.wait(supervisor, "run-1", "who", route, {"call-0": "no authorisation"})
    return connection


def test_what_may_still_be_decided_stays(supervisor: Session, kept: sqlite3.Connection) -> None:
    """A run that waits is not deleted, whatever the rule says."""
    retention.set_rule(supervisor, "waiting", 0, BASIS)
    assert retention.due(supervisor).items == ()


def test_what_nobody_decided_on_goes(supervisor: Session, kept: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time its state is gone from every byte of the file, on record; others stay."""
    retention.set_rule(supervisor, "waiting", 30, BASIS)
    for module in ("assistant.retention.waiting", "assistant.retention.applying"):
        monkeypatch.setattr(f"{module}.datetime", _NextMonth)
    retention.carry_out(supervisor, retention.dry_run(supervisor).digest)
    assert b"brooch" not in (supervisor.case.folder / RUNS).read_bytes()
    with closing(sqlite3.connect(supervisor.case.folder / RUNS)) as connection:
        assert connection.execute("SELECT thread_id FROM checkpoints").fetchall() == [("run-2",)]
    assert [event["approval"] for event in events(supervisor, EVENT)] == ["AP-0001"]
    assert retention.due(supervisor).items == ()
