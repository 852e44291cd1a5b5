"""exhibit privilege, quarantine, release, mark and scope: as a station runs them."""

from pathlib import Path

from jsonschema import validate

from assistant.promised_documents import DOCUMENTS
from tests.assistant.cli.conftest import Ran, Station


def checked(ran: Ran, kind: str) -> Ran:
    assert ran.status == 0, ran.stderr
    validate(ran.document, DOCUMENTS[kind].model_json_schema(mode="serialization"))
    return ran


def test_a_lawyers_letter_from_the_list_to_its_release(station: Station, filled: Path) -> None:
    """Listed, closed, refused to the officer, shown with its reason and without its text, released by a custodian: each a document."""
    added = checked(station.run("privilege", "add", filled, "--name", "Helen Carter", "--whose", "doctor"), "privilege").document
    assert [row["exhibit"] for row in added["closed"]] == ["EX-0001"]
    shown = station.run("case", "show", filled).document["exhibits"]
    assert [bool(row["withheld"]) for row in shown] == [True, False]
    held = checked(station.run("quarantine", filled), "quarantine")
    assert "doctor" in held.document["held"][0]["reasons"][0]
    assert "KTX" not in held.stdout
    assert station.run("run", filled, "read_document", "exhibit=EX-0001").status == 1
    refused = station.run("release", filled, "EX-0001", "--reason", "I want to read it")
    assert (refused.status, "works on this enquiry" in refused.document["error"]) == (1, True)
    done = checked(station.run("release", filled, "EX-0001", "--reason", "A witness", "--by", "C. Ustodian"), "release").document
    assert done["decided"][0]["verdict"] == "released"
    assert station.run("run", filled, "read_document", "exhibit=EX-0001").status == 0
    assert station.run("ledger", "verify", filled).document["ok"]


def test_marks_and_scopes(station: Station, filled: Path) -> None:
    """A mark and a scope are set, shown and taken off again; wrong usage ends with 2."""
    marked = checked(station.run("mark", filled, "EX-0002", "--compelled", "--reason", "Threatened"), "mark").document
    assert [row["exhibit"] for row in marked["marks"]] == ["EX-0002"]
    assert checked(station.run("mark", filled, "EX-0002", "--undo", "--reason", "Form found"), "mark").document["marks"] == []
    assert station.run("mark", filled, "EX-0002").status == 2
    chat = station.folder / "chat.txt"
    chat.write_text("28/02/2026, 09:00 - Ann: Early.\n03/03/2026, 10:00 - Ann: In.\n14/03/2026, 10:01 - Bob: In.\n")
    station.run("add", filled, chat)
    scoped = checked(station.run("scope", filled, "--from", "2026-03-01", "--until", "2026-03-31"), "scope").document
    assert scoped["outside"] == [
        {"exhibit": "EX-0003", "messages": 1, "whole": False, "reason": "1 message outside the warrant's scope"},
    ]
    assert checked(station.run("scope", filled), "scope").document == scoped
    assert station.run("scope", filled, "--from", "March").status == 2
    assert checked(station.run("scope", filled, "--clear", "--reason", "Quashed"), "scope").document["scopes"] == []
