"""What a determined person can do to the files of a record, byte by byte: all of it is found."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ledger import Head, Ledger, LedgerDamaged, StationKey, export, prove_growth, put_verifier
from assistant.ledger.event import canonical
from assistant.ledger.verify_ledger import Wrong
from assistant.ledger.verify_ledger import check as check_export
from tests.assistant.ledger.recording import CASE, check

EVENTS = 4

# Python in which nothing can be imported but its own library and `cryptography` with what that needs.
ALONE = """
import runpy, sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names and top not in ("cryptography", "cffi", "_cffi_backend"):
            raise ImportError(f"{name} is not here")
sys.meta_path.insert(0, Nothing())
try:
    import assistant
except ImportError:
    pass
else:
    sys.exit("the project can be imported")
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture
def ledger(tmp_path: Path, key: StationKey) -> Ledger:
    (tmp_path / "case").mkdir()
    ledger = Ledger(tmp_path / "case", CASE, key, tmp_path / "state" / "heads")
    for number in range(EVENTS):
        ledger.append("question", {"question": f"Überfall {number}?"}, "officer")
    ledger.close()
    return ledger


def test_every_flipped_byte_is_found(ledger: Ledger, key: StationKey) -> None:
    """Whichever byte of the record is another one, the event that it belongs to is named, or the one whose line it joins to another."""
    content = ledger.path.read_bytes()
    number = 1
    for place, byte in enumerate(content[:-1]):
        ledger.path.write_bytes(content[:place] + bytes([byte ^ 1]) + content[place + 1 :])
        verdict = check(ledger, key)
        assert (verdict.ok, verdict.first_bad) == (False, number), (place, chr(byte))
        number += byte == ord("\n")
    assert len(content) > 400 * EVENTS


def test_every_removed_byte_is_found(ledger: Ledger, key: StationKey) -> None:
    """Whichever byte is taken out, the record is not intact."""
    content = ledger.path.read_bytes()
    for place in range(len(content) - 1):
        ledger.path.write_bytes(content[:place] + content[place + 1 :])
        assert not check(ledger, key).ok, place


def test_a_cut_at_every_byte_is_found(ledger: Ledger, key: StationKey) -> None:
    """Wherever the record is cut off, the first event that is not whole any more is named."""
    content = ledger.path.read_bytes()
    for end in range(len(content) - 1):
        ledger.path.write_bytes(content[:end])
        verdict = check(ledger, key)
        whole = content[: end + 1].count(b"\n")  # an event without its line break is whole
        assert (verdict.ok, verdict.first_bad) == (False, whole + 1), end


def test_every_exchange_and_every_removal_is_found(ledger: Ledger, key: StationKey) -> None:
    """Two events that changed places, any of them repeated anywhere, and any run of them taken out, are found at the first wrong place."""
    lines = ledger.path.read_bytes().splitlines(keepends=True)
    for one in range(EVENTS):
        for other in range(one + 1, EVENTS):
            swapped = list(lines)
            swapped[one], swapped[other] = lines[other], lines[one]
            ledger.path.write_bytes(b"".join(swapped))
            assert check(ledger, key).first_bad == one + 1
        for end in range(one + 1, EVENTS + 1):
            ledger.path.write_bytes(b"".join(lines[:one] + lines[end:]))
            assert check(ledger, key).first_bad == one + 1
        for place in range(EVENTS + 1):
            ledger.path.write_bytes(b"".join([*lines[:place], lines[one], *lines[place:]]))
            assert not check(ledger, key).ok


def test_every_flipped_byte_of_the_heads_is_found(ledger: Ledger, key: StationKey) -> None:
    """A head says nothing that its signature does not cover; both are looked at."""
    for head in (ledger.head_path, ledger.station_head_path):
        content = head.read_bytes()
        said = len(content.rstrip(b" \0"))
        for place in range(said):
            head.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            assert not check(ledger, key).ok, (head.name, place)
        head.write_bytes(content)
    assert check(ledger, key).ok


def test_a_removed_head_is_found(ledger: Ledger, key: StationKey) -> None:
    """Without its own head the station's still counts the events; a record without any head is not taken for whole."""
    ledger.head_path.unlink()
    cut = ledger.path.read_bytes().splitlines(keepends=True)[:-1]
    ledger.path.write_bytes(b"".join(cut))
    assert check(ledger, key).first_bad == EVENTS
    ledger.station_head_path.unlink()
    verdict = check(ledger, key)
    assert (verdict.ok, verdict.reason) == (False, "the signed head is gone")


def test_a_rollback_of_everything_is_found_by_who_has_an_export(ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
    """Record, head and the station's head put back together and continued differently look whole here. Whoever was given an export
    before sees that it is not the beginning of this record."""
    places = (ledger.path, ledger.head_path, ledger.station_head_path)
    old = [place.read_bytes() for place in places]
    again = Ledger(tmp_path / "case", CASE, key, tmp_path / "state" / "heads")
    again.append("answer", {"answer": "It was grey."}, "officer")
    again.close()
    export(tmp_path / "case", tmp_path / "given.jsonl")
    for place, content in zip(places, old, strict=True):
        place.write_bytes(content)
    forked = Ledger(tmp_path / "case", CASE, key, tmp_path / "state" / "heads")
    for _ in range(2):
        forked.append("answer", {"answer": "It was blue."}, "officer")
    forked.close()
    assert check(ledger, key).ok
    with pytest.raises(LedgerDamaged, match="does not prove"):
        prove_growth(tmp_path / "case", tmp_path / "given.jsonl", tmp_path / "growth.json")
    assert not (tmp_path / "growth.json").exists()


WRITE = """
import sys
from pathlib import Path
from assistant.ledger import Ledger, StationKey
folder, state, case = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
ledger = Ledger(folder, case, StationKey(state / "key"), state / "heads")
for number in range(100_000):
    event = ledger.append("view", {"number": number, "more": "x" * (number % 700)}, "writer")
    print(event.seq, event.hash, flush=True)
"""

FILL = """
import resource, sys
from pathlib import Path
from assistant.ledger import Ledger, StationKey
folder, state, case, room = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
ledger = Ledger(folder, case, StationKey(state / "key"), state / "heads")
ledger.append("view", {}, "writer")
size = len((folder / "ledger.jsonl").read_bytes().rstrip()) + 1
resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, resource.RLIM_INFINITY))
written = 0
try:
    for number in range(100):
        ledger.append("view", {"number": number}, "writer")
        written += 1
except OSError:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    if "more" in sys.argv:
        ledger.append("view", {"after": True}, "writer")
    print(written)
"""


def _start(code: str, tmp_path: Path, *more: str) -> "subprocess.Popen[str]":
    root = str(Path(__file__).parents[3])
    command = [sys.executable, "-c", code, str(tmp_path / "case"), str(tmp_path / "state"), CASE, *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": root}, cwd=tmp_path)


def test_writers_that_are_killed_lose_nothing_and_fork_nothing(ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
    """Two writers at a time, killed again and again in the middle of writing: every event that one of them was told is written is in the
    record, once, at its number, and the chain is one."""
    told: dict[int, str] = {}
    for _ in range(3):
        writers = [_start(WRITE, tmp_path) for _ in range(2)]
        for writer in writers:
            assert writer.stdout is not None
            for _ in range(25):
                writer.stdout.readline()
        for writer in writers:
            writer.kill()
        for writer in writers:
            rest, _ = writer.communicate()
            for line in rest.splitlines(keepends=True):
                if line.endswith("\n"):
                    seq, digest = line.split()
                    assert int(seq) not in told
                    told[int(seq)] = digest
    after = Ledger(tmp_path / "case", CASE, key, tmp_path / "state" / "heads")
    after.append("view", {}, "officer")
    after.close()
    verdict = check(ledger, key)
    assert (verdict.ok, verdict.reason) == (True, None)
    lines = [json.loads(line) for line in ledger.path.read_text().splitlines()]
    found = {line["seq"]: line["hash"] for line in lines}
    assert told.items() <= found.items()
    assert verdict.events >= EVENTS + 150


@pytest.mark.parametrize("room", [0, 1, 37, 512, 700, 1024, 1400, 2000])
@pytest.mark.parametrize("more", [(), ("more",)])
def test_a_full_disk_at_any_place_leaves_a_whole_record(
    ledger: Ledger, key: StationKey, tmp_path: Path, room: int, more: tuple[str, ...]
) -> None:
    """A real limit of the system falls in the middle of an event: the events before it are whole, the one that did not fit is said to
    have failed, and when there is room again, in this process or another, the record goes on."""
    writer = _start(FILL, tmp_path, str(room), *more)
    said, _ = writer.communicate()
    assert writer.returncode == 0
    count = EVENTS + 1 + int(said) + len(more)
    verdict = check(ledger, key)
    assert (verdict.ok, verdict.events) == (True, count), verdict.reason
    after = Ledger(tmp_path / "case", CASE, key, tmp_path / "state" / "heads")
    assert after.append("view", {}, "officer").seq == count + 1
    after.close()
    assert check(ledger, key).ok


def test_the_verifier_needs_nothing_but_cryptography(ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
    """With every other import refused, the program that lies beside an export checks it, and finds an edit."""
    folder = tmp_path / "defence"
    folder.mkdir()
    verifier = put_verifier(folder)
    export(tmp_path / "case", folder / "record.jsonl")
    shutil.copyfile(folder / "record.jsonl", folder / "edited.jsonl")
    (folder / "edited.jsonl").write_text((folder / "edited.jsonl").read_text().replace("Überfall 2", "Überfall 3"))
    for name, status, says in (("record.jsonl", 0, "HOLDS: 4 events"), ("edited.jsonl", 3, "DOES NOT HOLD: event 3")):
        command = [sys.executable, "-I", "-c", ALONE, verifier.name, name, "--key", key.public]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert (done.returncode, done.stdout.startswith(says), done.stderr) == (status, True, ""), done


@pytest.mark.parametrize("change", [lambda s: f"!{s}", lambda s: s[:40] + "\n" + s[40:], lambda s: s[:-3] + chr(ord(s[-3]) + 1) + "=="])
def test_nothing_can_be_written_into_a_signature(ledger: Ledger, key: StationKey, tmp_path: Path, change: Callable[[str], str]) -> None:
    """A reader of base64 that lets strange letters pass would call words intact that nobody signed: here and in the program that checks
    exports, each signature has one form."""
    export(tmp_path / "case", tmp_path / "record.jsonl")
    lines = ledger.path.read_text().splitlines()
    content = json.loads(lines[1])
    content["signature"] = change(content["signature"])
    lines[1] = canonical(content)
    ledger.path.write_text("".join(f"{line}\n" for line in lines))
    assert check(ledger, key).first_bad == 2
    exported = (tmp_path / "record.jsonl").read_text().splitlines()
    exported[2] = lines[1]
    with pytest.raises(Wrong, match="signature of event 2"):
        check_export("\n".join(exported) + "\n", {key.public})


def test_a_stations_head_of_another_key_is_not_trusted(ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
    """Both heads must be the station's: one that somebody else signed over the same events is named."""
    unsigned = json.loads(ledger.station_head_path.read_bytes().strip(b" \0"))
    other = StationKey(tmp_path / "other")
    head = Head(**unsigned | {"key": other.public, "signature": ""})
    ledger.station_head_path.write_text(canonical(vars(head) | {"signature": other.sign(head.message)}))
    verdict = check(ledger, key)
    assert not verdict.ok
    assert "not trusted" in str(verdict.reason)
