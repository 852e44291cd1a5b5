"""Exports and proofs are checked by a program that knows nothing of Exhibit, and every change is found."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.ledger import Ledger, LedgerDamaged, LedgerEvent, StationKey, export, prove_event, prove_growth, put_verifier, verify_proof
from assistant.ledger.event import canonical
from assistant.ledger.verify_ledger import Wrong, check
from tests.assistant.ledger.recording import CASE

EVENTS = 11


@pytest.fixture
def ledger(tmp_path: Path, key: StationKey) -> Ledger:
    (tmp_path / "case").mkdir()
    return grown(Ledger(tmp_path / "case", CASE, key, tmp_path / "state" / "heads"), EVENTS)


def grown(ledger: Ledger, events: int) -> Ledger:
    for number in range(events):
        ledger.append("question", {"question": f"Überfall {number}?", "key": "x", "seconds": 0.1 * number}, "officer")
    return ledger


@pytest.fixture
def record(ledger: Ledger, tmp_path: Path) -> str:
    export(tmp_path / "case", tmp_path / "record.jsonl")
    return (tmp_path / "record.jsonl").read_text()


def resealed(line: str, forger: StationKey) -> str:
    """An event edited by somebody who knows the program and has another key."""
    content = json.loads(line) | {"officer": "nobody", "key": forger.public}
    return LedgerEvent(**content).sealed(forger.sign)[1]


def changes(lines: list[str], forger: StationKey) -> Iterator[tuple[str, list[str]]]:
    """Every single edit, removal, repetition, exchange, insertion and truncation of the events after the head."""
    for place in range(1, len(lines)):
        before, line, after = lines[:place], lines[place], lines[place + 1 :]
        for name, value in json.loads(line).items():
            edited = json.loads(line)
            edited[name] = value + 1 if isinstance(value, int) else {"other": 1} if isinstance(value, dict) else f"{value[:-1]}~"
            yield f"edit {name} of {place}", [*before, canonical(edited), *after]
        yield f"remove {place}", [*before, *after]
        yield f"repeat {place}", [*before, line, line, *after]
        yield f"forge {place}", [*before, resealed(line, forger), *after]
        yield f"space in {place}", [*before, line.replace(":", ": ", 1), *after]
        yield f"cut off from {place}", before
        for other in range(place + 1, len(lines)):
            swapped = list(lines)
            swapped[place], swapped[other] = lines[other], line
            yield f"exchange {place} and {other}", swapped


def test_every_change_at_every_place_is_found(record: str, key: StationKey, tmp_path: Path) -> None:
    """Whatever is done to whichever event of an export, the stand-alone program says that it does not hold."""
    assert check(record, {key.public}).startswith(f"{EVENTS} events")
    count = 0
    for what, lines in changes(record.splitlines(), StationKey(tmp_path / "forger")):
        count += 1
        with pytest.raises(Wrong):
            check("\n".join(lines) + "\n", {key.public})
            pytest.fail(what)
    assert count > 200


def test_a_whole_record_of_another_key_is_not_trusted(record: str, tmp_path: Path) -> None:
    """The key that the reader has from elsewhere decides, not the one in the file."""
    with pytest.raises(Wrong, match="not trusted"):
        check(record, {StationKey(tmp_path / "other").public})


@pytest.mark.parametrize("seq", range(1, EVENTS + 1))
def test_one_event_is_shown_without_the_rest(ledger: Ledger, key: StationKey, tmp_path: Path, seq: int) -> None:
    """The proof of each event holds, has no word of the others, and holds for no other event."""
    prove_event(tmp_path / "case", seq, tmp_path / "proof.json")
    text = (tmp_path / "proof.json").read_text()
    assert check(text, {key.public}).startswith(f"event {seq} ")
    assert text.count("Überfall") == 1
    proof = json.loads(text)
    others = [json.loads(line) for line in ledger.path.read_text().splitlines() if line]
    for other in others[: seq - 1] + others[seq:]:
        with pytest.raises(Wrong):
            check(canonical(proof | {"event": other}), {key.public})
    for place in range(len(proof["path"])):
        path = list(proof["path"])
        path[place] = "00" * 32
        with pytest.raises(Wrong):
            check(canonical(proof | {"path": path}), {key.public})
    with pytest.raises(Wrong):
        check(canonical(proof | {"path": proof["path"][:-1]}), {key.public})


@pytest.mark.parametrize("older", range(1, EVENTS + 1))
def test_a_record_that_only_grew_can_show_it(tmp_path: Path, key: StationKey, older: int) -> None:
    """From an export of each length to the full record, the proof holds; with another record's head it does not."""
    (tmp_path / "case").mkdir()
    ledger = grown(Ledger(tmp_path / "case", CASE, key, tmp_path / "state" / "heads"), older)
    export(tmp_path / "case", tmp_path / "before.jsonl")
    grown(ledger, EVENTS - older)
    prove_growth(tmp_path / "case", tmp_path / "before.jsonl", tmp_path / "proof.json")
    text = (tmp_path / "proof.json").read_text()
    assert check(text, {key.public}).startswith(f"the first {older} of {EVENTS}" if older < EVENTS else "both heads")
    (tmp_path / "elsewhere").mkdir()
    grown(Ledger(tmp_path / "elsewhere", CASE, key, tmp_path / "heads2"), older)
    export(tmp_path / "elsewhere", tmp_path / "other.jsonl")
    head = json.loads((tmp_path / "other.jsonl").read_text().splitlines()[0])
    head.pop("format")
    with pytest.raises(Wrong, match="not the beginning"):
        check(canonical(json.loads(text) | {"older": head}), {key.public})


def test_an_event_that_there_is_not_cannot_be_proved(ledger: Ledger, tmp_path: Path) -> None:
    """The reason says which events there are, and no file is left."""
    with pytest.raises(LedgerDamaged, match="events 1 to 11"):
        prove_event(tmp_path / "case", 12, tmp_path / "proof.json")
    assert not (tmp_path / "proof.json").exists()


def test_the_program_runs_alone(record: str, ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
    """Copied beside the files, in an isolated Python and another folder, it says what holds (0) and what does not (3)."""
    folder = tmp_path / "defence"
    folder.mkdir()
    verifier = put_verifier(folder)
    prove_event(tmp_path / "case", 3, folder / "proof.json")
    (folder / "record.jsonl").write_text(record)
    (folder / "edited.jsonl").write_text(record.replace("officer", "0fficer", 1))
    for name, status, says in [("record.jsonl", 0, "HOLDS"), ("proof.json", 0, "HOLDS: event 3"), ("edited.jsonl", 3, "DOES NOT HOLD")]:
        command = [sys.executable, "-I", verifier.name, name, "--key", key.public]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert (done.returncode, done.stdout.startswith(says), done.stderr) == (status, True, ""), name
    source = verifier.read_text()
    assert "import assistant" not in source
    assert "from assistant" not in source


def test_a_proof_is_checked_by_the_command_too(ledger: Ledger, tmp_path: Path, key: StationKey) -> None:
    """The same answer comes from Exhibit itself: which record, and whether a trusted key signed."""
    prove_event(tmp_path / "case", 5, tmp_path / "proof.json")
    assert verify_proof(tmp_path / "proof.json", {key.public}).events == EVENTS
    verdict = verify_proof(tmp_path / "proof.json", {StationKey(tmp_path / "other").public})
    assert (verdict.ok, verdict.first_bad) == (False, 5)
