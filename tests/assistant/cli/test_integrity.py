"""Exit status 3: an exhibit or the record is not what it was."""

import sqlite3
from pathlib import Path

import pytest

from tests.assistant.cli.conftest import Station
from tests.assistant.scripted_server import Server
from tests.conftest import needs_weights


def flip(case: Path, content: bytes) -> None:
    """Change one bit of the exhibit that holds some content."""
    [path] = [path for path in (case / "exhibits").rglob("*") if path.is_file() and content in path.read_bytes()]
    path.chmod(0o600)
    held = bytearray(path.read_bytes())
    held[held.index(content)] ^= 1
    path.write_bytes(held)


def shown(station: Station, case: Path) -> list[dict[str, object]]:
    return station.run("ledger", "show", case).document["shown"]  # type: ignore[no-any-return]


@needs_weights("named-entities", "text-embedding")
def test_one_flipped_bit_stops_the_processing_of_an_exhibit(station: Station, filled: Path) -> None:
    """The changed exhibit is not read, the others are; the command ends with 3, and the record says what happened and still holds."""
    flip(filled, b"grey")
    ran = station.run("process", filled, "--workers", "1")
    assert ran.status == 3
    assert [row["exhibit"] for row in ran.document["failed"]] == ["EX-0001"]
    assert {row["exhibit"] for row in ran.document["processed"]} == {"EX-0002"}
    [event] = [event for event in shown(station, filled) if event["event"] == "integrity_failure"]
    assert event["data"]["args"] == {"exhibit": "EX-0001"}  # type: ignore[index]
    connection = sqlite3.connect(filled / "case.sqlite")
    assert connection.execute("SELECT count(*) FROM runs WHERE exhibit = 'EX-0001'").fetchone() == (0,)
    connection.close()


def test_a_call_on_a_changed_exhibit(station: Station, filled: Path) -> None:
    """A tool call on it gives no evidence, also where the exhibit was read before it was changed."""
    call = ("run", filled, "read_document", "exhibit=EX-0001")
    assert station.run(*call).status == 0
    flip(filled, b"grey")
    ran = station.run(*call)
    assert (ran.status, ran.document["evidence"]) == (3, [])
    assert "SHA-256" in ran.document["error"]


@needs_weights("named-entities", "text-embedding")
def test_a_question_about_a_changed_exhibit(station: Station, filled: Path, server: Server) -> None:
    """A question that needs it is not answered: the command ends with 3 and an error instead of an answer."""
    flip(filled, b"grey")
    ran = station.run("ask", filled, "Read the text of EX-0001.", EXHIBIT_LLM_URL=server.url)
    assert ran.status == 3
    assert list(ran.document) == ["error"]
    assert shown(station, filled)[-1]["event"] == "integrity_failure"


@pytest.mark.parametrize(("bad", "edit"), [(2, ("a.txt", "x.txt")), (3, ("tester", "nobody"))])
def test_an_edited_record_is_named(station: Station, filled: Path, bad: int, edit: tuple[str, str]) -> None:
    """A word changed in one event is found: verify ends with 3 and names that event."""
    record = filled / "ledger.jsonl"
    lines = record.read_text().splitlines(keepends=True)
    assert edit[0] in lines[bad - 1]
    lines[bad - 1] = lines[bad - 1].replace(edit[0], edit[1], 1)
    record.write_text("".join(lines))
    ran = station.run("ledger", "verify", filled)
    assert (ran.status, ran.document["ok"], ran.document["first_bad"]) == (3, False, bad)
    assert station.run("ledger", "show", filled).status == 3


def test_nothing_is_written_after_a_record_that_was_cut(station: Station, filled: Path) -> None:
    """A record that lost its end is not written on: the command that would ends with 3 and the record stays as it is."""
    record = filled / "ledger.jsonl"
    record.write_text("".join(record.read_text().splitlines(keepends=True)[:-1]))
    before = record.read_bytes()
    ran = station.run("run", filled, "read_document", "exhibit=EX-0001")
    assert ran.status == 3
    assert ran.document["error"]
    assert record.read_bytes() == before
