"""Ctrl+C: what runs ends soon with a clear message, nothing of it is kept, the record is whole, and the next run is done."""

import json
import os
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.session import Session
from assistant.settings import Settings
from tests.assistant.cli.conftest import ROOT, Station
from tests.conftest import needs_weights
from tools.case import Case
from tools.intake import Labels, add

PLAN = ("plan_patrol", "units=2", "hours=22-06", "seconds=600", "seed=3")


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    """Programs that are started here listen to Ctrl+C, although the tests may run in the background, where a shell has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def town(station: Station) -> Path:
    """A case with incidents."""
    rows = "".join(f"2026-0{1 + n % 6}-1{n % 9} 2{n % 4}:10,{51.5 + n % 5 / 100},{-0.1 + n % 7 / 100}\n" for n in range(120))
    (station.folder / "incidents.csv").write_text(f"date,lat,lon\n{rows}")
    return made(station, station.folder / "incidents.csv")


def interrupted(station: Station, *command: str | Path, until: str) -> tuple[int, str, str]:
    """Start a command, press Ctrl+C (a signal to all processes of the terminal) when it says something, and see how it ends."""
    own = {"EXHIBIT_STATE": str(station.folder / "state"), "EXHIBIT_CACHE": str(station.cache), "EXHIBIT_OFFICER": "tester"}
    program = subprocess.Popen(
        [sys.executable, "-m", "assistant", *map(str, command)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=station.folder,
        env=os.environ | own | {"PYTHONPATH": str(ROOT), "FORCE_COLOR": "1", "TTY_INTERACTIVE": "1"},
        start_new_session=True,
    )
    assert program.stderr is not None
    said = ""
    while until not in said:
        letter = program.stderr.read(1)
        assert letter, said
        said += letter
    os.killpg(program.pid, signal.SIGINT)
    out, rest = program.communicate(timeout=60)
    return program.returncode, out, said + rest


def events(case: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (case / "ledger.jsonl").read_text().splitlines() if line]


@pytest.fixture
def call(station: Station, demo: Path) -> Path:
    """A case with a recording of twenty minutes."""
    with wave.open(str(demo / "emergency_call.wav")) as short, wave.open(str(station.folder / "long.wav"), "wb") as long:
        long.setparams(short.getparams())
        frames = short.readframes(short.getnframes())
        for _ in range(20 * 60 * short.getframerate() // short.getnframes()):
            long.writeframes(frames)
    return made(station, station.folder / "long.wav")


def made(station: Station, file: Path) -> Path:
    case = Case.new(station.folder / "case", "Test")
    session = Session.open(case.folder, Settings(state=station.folder / "state", officer="tester"))
    session.record("case_new", {"title": case.title})
    assert add(case, [file], Labels("tester")).added
    session.ledger.close()
    case.database.close()
    return case.folder


@needs_weights("speech-to-text")
def test_ctrl_c_stops_a_tool_in_native_code(station: Station, call: Path) -> None:
    """A transcription of twenty minutes ends with status 1 and a reason; the record names the call and who stopped it and is whole; no
    result of it is kept."""
    status, _, said = interrupted(station, "run", call, "transcribe_audio", "exhibit=EX-0001", until="%")
    assert status == 1
    assert "Stopped" in said
    assert "Traceback" not in said
    [event] = [event for event in events(call) if event["event"] == "stopped"]
    assert (event["officer"], event["data"]["tool"], event["data"]["by"]) == ("tester", "transcribe_audio", "tester")
    assert event["data"]["args"] == {"exhibit": "EX-0001"}
    assert not [event for event in events(call) if event["event"] == "tool_call"]
    verified = station.run("ledger", "verify", call)
    assert (verified.status, verified.document["ok"]) == (0, True)
    shown = station.run("transcript", call, "EX-0001")
    assert shown.status == 1, "nothing was kept of it"


def test_ctrl_c_gives_the_best_plan_so_far(station: Station, town: Path) -> None:
    """A search for a plan that was to last ten minutes ends with the plan that it has; it is on record, can be made again, and the record
    is whole."""
    started = time.monotonic()
    status, _, said = interrupted(station, "run", town, *PLAN, until="good plans")
    assert status == 0, said
    assert "Traceback" not in said
    assert time.monotonic() - started < 300, "it did not run to its end"
    [event] = [event for event in events(town) if event["event"] == "tool_call"]
    assert (event["data"]["tool"], event["data"]["error"]) == ("plan_patrol", None)
    assert event["data"]["evidence"]
    verified = station.run("ledger", "verify", town)
    assert (verified.status, verified.document["ok"]) == (0, True)
    again = station.run("run", town, *PLAN[:3], "seconds=1", "seed=3")
    assert (again.status, again.document["error"]) == (0, None)
    assert station.run("replay", town, str(again.document["run"])).document["identical"] == 1
