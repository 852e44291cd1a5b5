"""Writing that is interrupted, shared, killed or out of room leaves a record that is whole, and says what happened."""

import json
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from assistant.ledger import Ledger, LedgerDamaged, StationKey, verify_case
from tests.assistant.ledger.recording import CASE, check, rewrite


def test_an_interrupted_write_is_recovered_and_recorded(ledger: Ledger, key: StationKey) -> None:
    """Half a line, as a power cut leaves it, is taken off before the next event and is itself an event."""
    with ledger.path.open("ab") as file:
        file.write(b'{"seq":7,"half')
    ledger.append("question", {"question": "after the power cut"}, "officer")
    kinds = [json.loads(line)["event"] for line in ledger.path.read_text().splitlines() if line]
    assert kinds[-2:] == ["interrupted_write", "question"]
    assert check(ledger, key).ok


def test_a_torn_write_in_the_room_is_recovered_and_recorded(roomy: Ledger, key: StationKey) -> None:
    """A line of which only some blocks reached the disk, inside the room written ahead, is taken off and recorded too."""
    with roomy.path.open("r+b") as file:
        file.seek(len(file.read().rstrip(b"\n")) + 1)
        file.write(b'{"case":"' + b"\n" * 4096 + b'rest of it"}')
    assert not check(roomy, key).ok
    roomy.append("question", {"question": "after the power cut"}, "officer")
    kinds = [json.loads(line)["event"] for line in roomy.path.read_text().splitlines() if line]
    assert kinds[-2:] == ["interrupted_write", "question"]
    assert check(roomy, key).ok


def test_an_unreadable_last_event_is_not_taken_for_a_torn_write(ledger: Ledger) -> None:
    """The head counts an event that somebody made unreadable: nothing is cut and nothing is written after it."""
    rewrite(ledger, lambda lines: lines.__setitem__(5, lines[5][:40]))
    before = ledger.path.read_bytes()
    with pytest.raises(LedgerDamaged, match="cut off"):
        ledger.append("question", {}, "officer")
    assert ledger.path.read_bytes() == before


def test_another_programs_line_is_damage(roomy: Ledger) -> None:
    """A whole JSON document that this program did not write cannot be left by an interrupted write."""
    with roomy.path.open("ab") as file:
        file.write(b'{"seq": 7}\n')
    with pytest.raises(LedgerDamaged, match="not one that this program wrote"):
        roomy.append("question", {}, "officer")


def test_the_room_is_taken_off_and_counts_for_nothing(roomy: Ledger, key: StationKey, tmp_path: Path) -> None:
    """While a record is open, empty lines at its end are no events; closing it takes them off; in between events they are a fault."""
    assert check(roomy, key).events == 40
    roomy.close()
    content = roomy.path.read_bytes()
    assert content.endswith(b"}\n")
    assert content.count(b"\n") == 40
    again = Ledger(tmp_path / "case", CASE, key, tmp_path / "state" / "heads")
    assert again.append("view", {}, "officer").seq == 41
    again.close()
    lines = again.path.read_bytes().splitlines(keepends=True)
    again.path.write_bytes(b"".join([*lines[:3], b"\n", *lines[3:]]))
    assert verify_case(tmp_path / "case", CASE, {key.public}, tmp_path / "state" / "heads").first_bad == 4


def test_a_full_disk_leaves_the_record_as_it_was(roomy: Ledger, key: StationKey, monkeypatch: pytest.MonkeyPatch) -> None:
    """An event that the disk has no room for is said to have failed, and the record is whole without it."""

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "pwrite", full)
        with pytest.raises(OSError, match="No space"):
            roomy.append("question", {}, "officer")
    assert check(roomy, key).events == 40
    roomy.append("question", {}, "officer")
    assert (check(roomy, key).ok, check(roomy, key).events) == (True, 41)


def test_an_event_without_its_head_is_kept(ledger: Ledger, key: StationKey) -> None:
    """A kill between the event and its head loses nothing: the event is signed and counts."""
    head = ledger.head_path.read_bytes()
    ledger.append("answer", {}, "officer")
    ledger.head_path.write_bytes(head)
    assert check(ledger, key).ok
    ledger.append("question", {}, "officer")
    assert check(ledger, key).events == 8


def _write_many(folder: Path, state: Path, count: int) -> None:
    ledger = Ledger(folder, CASE, StationKey(state / "key"), state / "heads")
    for number in range(count):
        ledger.append("view", {"number": number}, f"process {os.getpid()}")


def test_two_writers_make_one_chain(tmp_path: Path, key: StationKey) -> None:
    """Processes that write at the same time take turns: the chain does not fork and no event is lost."""
    (tmp_path / "case").mkdir()
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_write_many, args=(tmp_path / "case", tmp_path / "state", 40)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    verdict = verify_case(tmp_path / "case", CASE, {key.public}, tmp_path / "state" / "heads")
    assert (verdict.ok, verdict.events) == (True, 120)


def test_a_killed_writer_leaves_an_intact_record(tmp_path: Path, key: StationKey) -> None:
    """A process killed while it writes as fast as it can leaves a record that verifies and can be continued."""
    (tmp_path / "case").mkdir()
    writer = multiprocessing.get_context("spawn").Process(target=_write_many, args=(tmp_path / "case", tmp_path / "state", 100_000))
    writer.start()
    path = tmp_path / "case" / "ledger.jsonl"
    deadline = time.monotonic() + 30
    while (not path.exists() or path.stat().st_size < 20_000) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    ledger = Ledger(tmp_path / "case", CASE, key, tmp_path / "state" / "heads")
    ledger.append("question", {}, "officer")
    verdict = verify_case(tmp_path / "case", CASE, {key.public}, tmp_path / "state" / "heads")
    assert verdict.ok
    assert verdict.events > 10
