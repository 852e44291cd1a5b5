"""Processes that die: the work that was done stays done, and a death is told."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from assistant.ingest.local import WorkerPool
from assistant.ingest.task import Task
from assistant.making import tool_process
from assistant.making.messages import Job
from assistant.session import Session
from assistant.settings import Settings
from tests.assistant.making.deadly import Deadly
from tests.conftest import needs_weights
from tools.case import Case, Exhibit
from tools.intake import Labels, add

Put = Callable[..., Exhibit]


def deadly(case: Path, secret: bytes | None, tool: str, args: dict[str, Any], again: Any) -> Job:
    """A job that kills the process that does it where it is about the second exhibit, as a hostile file kills its decoder."""
    return Job(case, secret, tool, {"exhibit": Deadly()} if args == {"exhibit": "EX-0002"} else args, again)


def recorded(case: Path) -> list[dict[str, Any]]:
    """What has been written to a ledger whole, also while it is being written to."""
    written = (case / "ledger.jsonl").read_text() if (case / "ledger.jsonl").exists() else ""
    return [json.loads(line) for line in written.splitlines(keepends=True) if line.endswith("}\n")]


def fresh(case: Path) -> list[tuple[str, str]]:
    calls = [event["data"] for event in recorded(case) if event["event"] == "tool_call"]
    return [(call["args"]["exhibit"], call["tool"]) for call in calls if not call["cached"]]


@needs_weights("named-entities")
def test_a_workers_death_costs_one_task(session: Session, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """The task whose process dies is reported and on record; the tasks before and after it are done."""
    monkeypatch.setattr(tool_process, "Job", deadly)
    for name in "abc":
        put(f"{name}.txt", f"Exhibit {name}.\n")
    tasks = [Task("EX-0001", "read_document"), Task("EX-0002", "read_document"), Task("EX-0003", "read_document")]
    outcomes = {outcome.exhibit: outcome for outcome in WorkerPool(2)(session, tasks, lambda task, share, doing: None)}
    assert set(outcomes) == {"EX-0001", "EX-0002", "EX-0003"}
    assert [outcomes[name].reason for name in ("EX-0001", "EX-0003")] == [None, None]
    assert "process died" in str(outcomes["EX-0002"].reason)
    [call] = [event["data"] for event in recorded(session.case.folder) if event["event"] == "tool_call" and event["data"]["error"]]
    assert (call["args"]["exhibit"], call["error"]) == ("EX-0002", outcomes["EX-0002"].reason)


def killed_after_the_first_call(case: Path, environment: dict[str, str]) -> None:
    """Start `exhibit process` and kill it with SIGKILL as soon as one call is on record; what it started must end by itself."""
    command = [sys.executable, "-m", "assistant", "process", str(case), "--workers", "1", "--json"]
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    deadline = time.monotonic() + 120
    while not fresh(case) and program.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    workers = psutil.Process(program.pid).children(recursive=True)
    program.send_signal(signal.SIGKILL)
    assert program.wait() == -signal.SIGKILL
    gone, alive = psutil.wait_procs(workers, timeout=60)
    assert gone
    assert not alive


@needs_weights("named-entities", "text-embedding", "ocr-detection", "ocr-recognition")
def test_a_killed_run_is_taken_up_where_it_was(tmp_path: Path, demo: Path) -> None:
    """After SIGKILL in the middle, a second run does what is missing and only that; the record is whole."""
    environment = os.environ | {"EXHIBIT_STATE": str(tmp_path / "state"), "EXHIBIT_CACHE": str(tmp_path / "cache")}
    case = Case.new(tmp_path / "case", "Killed")
    (tmp_path / "a.txt").write_text("Helen Carter saw the van PA99 KTX.\n")
    assert len(add(case, [tmp_path / "a.txt", demo / "receipt_photo.jpg"], Labels("tester")).added) == 2
    killed_after_the_first_call(case.folder, environment)
    before = fresh(case.folder)
    assert before == [("EX-0001", "read_document")]

    command = [sys.executable, "-m", "assistant", "process", str(case.folder), "--workers", "1", "--json"]
    again = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    document = json.loads(again.stdout)
    done = [(row["exhibit"], row["tool"]) for row in document["processed"]]
    wanted = {(exhibit, tool) for exhibit in ("EX-0001", "EX-0002") for tool in ("read_document", "extract_entities")}
    assert document["failed"] == []
    assert set(done) == wanted - set(before)
    assert sorted(fresh(case.folder)) == sorted(wanted)

    session = Session.open(case.folder, Settings(state=tmp_path / "state", cache=tmp_path / "cache"))
    session.record("view", {})
    verified = subprocess.run(
        [sys.executable, "-m", "assistant", "ledger", "verify", str(case.folder), "--json"],
        capture_output=True,
        env=environment,
        check=False,
    )
    assert (verified.returncode, json.loads(verified.stdout)["ok"]) == (0, True)
