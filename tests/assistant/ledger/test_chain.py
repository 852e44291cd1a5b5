"""The record: nothing can be edited, removed, reordered or cut off without being named."""

import json
import multiprocessing
import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ledger import Ledger, LedgerDamaged, LedgerEvent, StationKey, Verdict, export, verify_case, verify_export

CASE = "case-0123456789ab"


@pytest.fixture
def key(tmp_path: Path) -> StationKey:
    return StationKey(tmp_path / "state" / "key")


@pytest.fixture
def ledger(tmp_path: Path, key: StationKey) -> Ledger:
    (tmp_path / "case").mkdir()
    ledger = Ledger(tmp_path / "case", CASE, key, tmp_path / "state" / "heads")
    for number in range(1, 7):
        ledger.append("question", {"question": f"number {number}", "names": ("Ünal", "O'Neil")}, "officer")
    return ledger


@pytest.fixture
def roomy(ledger: Ledger) -> Ledger:
    """A record with room written ahead, of 40 events."""
    for number in range(7, 41):
        ledger.append("question", {"question": f"number {number}"}, "officer")
    assert ledger.path.read_bytes().endswith(b"\n\n")
    return ledger


def check(ledger: Ledger, key: StationKey) -> Verdict:
    return verify_case(ledger.path.parent, CASE, {key.public}, ledger.station_head_path.parent)


def rewrite(ledger: Ledger, change) -> None:
    lines = ledger.path.read_text().split("\n")
    lines = lines[: lines.index("")]
    change(lines)
    ledger.path.write_text("".join(f"{line}\n" for line in lines))


def test_an_untouched_record_is_intact(ledger: Ledger, key: StationKey) -> None:
    """What was written verifies, with its number of events and its head."""
    verdict = check(ledger, key)
    assert (verdict.ok, verdict.events, verdict.first_bad) == (True, 6, None)
    assert verdict.head == LedgerEvent.parse(ledger.path.read_text().rstrip("\n").splitlines()[-1]).hash


@pytest.mark.parametrize("position", range(6))
def test_an_edited_event_is_named(ledger: Ledger, key: StationKey, position: int) -> None:
    """Changing one word of any event is found, and that event is named."""
    rewrite(ledger, lambda lines: lines.__setitem__(position, lines[position].replace(f"number {position + 1}", "number 9")))
    assert (check(ledger, key).ok, check(ledger, key).first_bad) == (False, position + 1)


@pytest.mark.parametrize("position", range(6))
def test_a_removed_event_is_named(ledger: Ledger, key: StationKey, position: int) -> None:
    """Removing any event is found at its place; removing the last ones is found by the signed head."""
    rewrite(ledger, lambda lines: lines.pop(position))
    assert check(ledger, key).first_bad == position + 1


@pytest.mark.parametrize("position", range(5))
def test_reordered_events_are_named(ledger: Ledger, key: StationKey, position: int) -> None:
    """Swapping two neighbours is found at the first of them."""

    def swap(lines: list[str]) -> None:
        lines[position], lines[position + 1] = lines[position + 1], lines[position]

    rewrite(ledger, swap)
    assert check(ledger, key).first_bad == position + 1


@pytest.mark.parametrize("kept", range(6))
def test_a_record_cut_off_at_its_end_is_noticed(ledger: Ledger, key: StationKey, kept: int) -> None:
    """Keeping only the first events is found, and the first missing one is named."""
    rewrite(ledger, lambda lines: lines.__delitem__(slice(kept, None)))
    verdict = check(ledger, key)
    assert (verdict.ok, verdict.first_bad, verdict.events) == (False, kept + 1, kept)


def test_an_edit_with_recomputed_hashes_is_named(ledger: Ledger, key: StationKey) -> None:
    """Whoever edits an event and computes all hashes anew still has no key: the signature gives it away."""

    def forge(lines: list[str]) -> None:
        previous = None
        for position in range(2, 6):
            content = json.loads(lines[position])
            content["data"] = {"question": "harmless"}
            content["previous"] = previous or content["previous"]
            event = LedgerEvent(**content)
            content["hash"] = previous = event.digest()
            lines[position] = LedgerEvent(**content).line()

    rewrite(ledger, forge)
    assert check(ledger, key).first_bad == 3


def test_a_forged_record_of_another_key_is_named(ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
    """A whole record written with somebody else's key is not trusted, from its first event."""
    ledger.path.unlink()
    ledger.head_path.unlink()
    other = Ledger(tmp_path / "case", CASE, StationKey(tmp_path / "other"), tmp_path / "other heads")
    for _ in range(9):
        other.append("question", {}, "officer")
    assert check(ledger, key).first_bad == 1


def test_an_older_copy_of_the_whole_folder_is_noticed(ledger: Ledger, key: StationKey) -> None:
    """Record and head put back together to an earlier state contradict the head that the station keeps."""
    old = ledger.path.read_bytes(), ledger.head_path.read_bytes()
    ledger.append("answer", {}, "officer")
    ledger.path.write_bytes(old[0])
    ledger.head_path.write_bytes(old[1])
    assert check(ledger, key).first_bad == 7
    with pytest.raises(LedgerDamaged):
        ledger.append("question", {}, "officer")


def test_nothing_is_added_to_a_cut_record(ledger: Ledger) -> None:
    """A record that lost its end is not continued as if nothing had happened."""
    rewrite(ledger, lambda lines: lines.pop())
    with pytest.raises(LedgerDamaged, match="cut off"):
        ledger.append("question", {}, "officer")


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


class TestExport:
    """An export is verified elsewhere with the public key alone."""

    def test_it_verifies_with_the_public_key(self, ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
        """The file and the key say that it is intact."""
        assert export(tmp_path / "case", tmp_path / "export.jsonl") == 6
        assert verify_export(tmp_path / "export.jsonl", {key.public}).ok

    @pytest.mark.parametrize("position", range(7))
    def test_a_changed_line_is_found(self, ledger: Ledger, key: StationKey, tmp_path: Path, position: int) -> None:
        """Any line left out of the file, the head included, is noticed."""
        file = tmp_path / "export.jsonl"
        export(tmp_path / "case", file)
        lines = file.read_text().splitlines(keepends=True)
        file.write_text("".join(lines[:position] + lines[position + 1 :]))
        verdict = verify_export(file, {key.public})
        assert not verdict.ok
        assert verdict.first_bad == max(position, 1)

    def test_another_key_is_not_trusted(self, ledger: Ledger, tmp_path: Path) -> None:
        """With a public key that is not the signer's, the first event is named."""
        export(tmp_path / "case", tmp_path / "export.jsonl")
        assert verify_export(tmp_path / "export.jsonl", {StationKey(tmp_path / "other").public}).first_bad == 1


_TEXT = st.text(st.characters(exclude_categories=("Cs",)))
_DATA = st.dictionaries(_TEXT | st.sampled_from(["key", "time"]), st.recursive(_TEXT | st.integers() | st.none(), st.lists))


@given(data=_DATA, officer=_TEXT | st.just('","key":"'), kind=_TEXT)
def test_a_sealed_line_is_the_event_in_canonical_form(data: dict, officer: str, kind: str) -> None:
    """Whatever stands in an event, also the marks that its line is put together by, its line is that of its fields and can be read."""
    event, line = LedgerEvent(1, "2026-01-01T00:00:00+00:00", CASE, officer, kind, data, "0" * 64, "key").sealed(lambda digest: "signature")
    assert line == event.line()
    assert LedgerEvent.parse(line) == event
    assert event.hash == event.digest()


def test_the_private_key_is_readable_by_its_owner_only(key: StationKey, tmp_path: Path) -> None:
    """Nobody else on the station can sign in its name, and the key stays the same."""
    assert (tmp_path / "state" / "key").stat().st_mode & 0o077 == 0
    assert StationKey(tmp_path / "state" / "key").public == key.public


def test_a_copied_case_folder_cannot_be_continued_beside_the_first(ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
    """Of two copies of a case at one station, both open, only the one that is written to first goes on: the other is refused."""
    shutil.copytree(tmp_path / "case", tmp_path / "copy")
    copy = Ledger(tmp_path / "copy", CASE, key, tmp_path / "state" / "heads")
    ledger.append("question", {"question": "here"}, "officer")
    with pytest.raises(LedgerDamaged, match="ends at event 6"):
        copy.append("question", {"question": "there"}, "officer")
    ledger.append("question", {"question": "and here"}, "officer")
    assert check(ledger, key).ok


def test_a_longer_fork_is_named(ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
    """A copy that went on at another station and comes back is not continued, although it is the longer one."""
    shutil.copytree(tmp_path / "case", tmp_path / "copy")
    elsewhere = Ledger(tmp_path / "copy", CASE, key, tmp_path / "elsewhere")
    for number in range(3):
        elsewhere.append("question", {"question": f"elsewhere {number}"}, "officer")
    elsewhere.close()
    ledger.append("question", {"question": "here"}, "officer")
    back = Ledger(tmp_path / "copy", CASE, key, tmp_path / "state" / "heads")
    with pytest.raises(LedgerDamaged, match="another copy of the case folder"):
        back.append("question", {"question": "back"}, "officer")
