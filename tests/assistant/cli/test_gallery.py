"""Galleries by the public commands: made, filled, searched, emptied, and on record."""

import json
from pathlib import Path

import pytest
from jsonschema import validate

from assistant.promised_documents import DOCUMENTS
from tests.assistant.cli.conftest import Station
from tests.conftest import needs_weights
from tools import faces


@pytest.fixture
def case(station: Station) -> Path:
    """A new case."""
    assert station.run("case", "new", station.folder / "case", "--title", "Faces").status == 0
    return station.folder / "case"


@needs_weights(faces.DETECTION, faces.EMBEDDING)
def test_a_gallery_is_filled_searched_and_emptied(station: Station, case: Path, shared: Path) -> None:
    """The documents have the promised form, a changed gallery is searched anew, and the record names nobody."""
    place = shared / "faces-gallery"
    made = station.run("gallery", "new", case, "wanted", "--kind", "wanted", "--reason", "robbery", "--expires", "2099-01-31")
    assert made.status == 0, made.stderr
    added = station.run("gallery", "add", case, "wanted", "Oscar Quill", place / "gallery" / "obama__train_obama_obama2.jpg", "gone.jpg")
    assert added.status == 0, added.stderr
    for ran in (made, added):
        validate(ran.document, DOCUMENTS["gallery"].model_json_schema(mode="serialization"))
    assert (added.document["gallery"]["persons"], added.document["gallery"]["faces"]) == (1, 1)
    assert [row["file"] for row in added.document["rejected"]] == ["gone.jpg"]
    station.run("add", case, place / "probe" / "obama__obama-240p.jpg")
    search = ("run", case, "search_faces", "exhibit=EX-0001", "gallery=Wanted")
    first, again = station.run(*search), station.run(*search)
    assert (first.document["cached"], again.document["cached"]) == (False, True)
    [candidate] = [item for item in again.document["evidence"] if item["kind"] == "Candidate"]
    assert candidate["person"] == "Oscar Quill"
    assert station.run("gallery", "add", case, "wanted", "Bea", place / "gallery" / "biden__train_biden_biden2.jpg").status == 0
    third = station.run(*search)
    assert not third.document["cached"]
    gone = station.run("gallery", "remove", case, "wanted", "oscar quill")
    assert gone.document["removed"] == [candidate["candidate"]]
    assert (gone.document["faces"], gone.document["results"]) == (1, 2)
    last = station.run(*search)
    assert [item["kind"] for item in last.document["evidence"]] == ["Detection", "Detection"]
    ledger = (case / "ledger.jsonl").read_text()
    assert [json.loads(line)["event"] for line in ledger.splitlines() if '"gallery_' in line] == [
        "gallery_new",
        "gallery_add",
        "gallery_rejected",
        "gallery_add",
        "gallery_remove",
    ]
    assert "Quill" not in ledger
    assert b"Quill" not in b"".join(path.read_bytes() for path in case.rglob("*") if path.is_file())
    assert station.run("ledger", "verify", case).document["ok"]


def test_galleries_are_listed_shown_and_removed(station: Station, case: Path) -> None:
    """An empty gallery is listed with its terms, shown without people and removed whole."""
    station.run("gallery", "new", case, "staff", "--kind", "staff", "--owner", "Depot", "--fpir", "0.001")
    listed = station.run("gallery", "list", case)
    validate(listed.document, DOCUMENTS["gallery-list"].model_json_schema(mode="serialization"))
    assert [(row["name"], row["owner"], row["fpir"], row["expired"]) for row in listed.document["galleries"]] == [
        ("staff", "Depot", 0.001, False)
    ]
    shown = station.run("gallery", "show", case, "staff")
    validate(shown.document, DOCUMENTS["gallery-show"].model_json_schema(mode="serialization"))
    assert shown.document["people"] == []
    removed = station.run("gallery", "remove", case, "staff")
    validate(removed.document, DOCUMENTS["gallery-remove"].model_json_schema(mode="serialization"))
    assert removed.document["gallery"] is None
    assert station.run("gallery", "list", case).document["galleries"] == []


def test_how_the_commands_end(station: Station, case: Path) -> None:
    """1 with a reason for what cannot be done, 2 for what cannot be meant, 3 when a gallery was changed from outside."""
    (station.folder / "text.jpg").write_text("no picture\n")
    station.run("gallery", "new", case, "staff")
    for command in (
        ["gallery", "new", case, "Staff"],
        ["gallery", "new", case, "old", "--expires", "2020-01-01"],
        ["gallery", "add", case, "staff", "Ann", "text.jpg"],
        ["gallery", "add", case, "nobody", "Ann", "text.jpg"],
        ["gallery", "show", case, "nobody"],
        ["gallery", "remove", case, "staff", "Ann"],
        ["gallery", "list", "nowhere"],
        ["run", case, "search_faces", "exhibit=EX-0001", "gallery=nobody"],
    ):
        ran = station.run(*command)
        assert ran.status == 1, command
        assert ran.document["error"]
    for command in (
        ["gallery", "new", case],
        ["gallery", "new", case, "x", "--kind", "enemies"],
        ["gallery", "new", case, "x", "--expires", "soon"],
        ["gallery", "new", case, "x", "--fpir", "1"],
        ["gallery", "add", case, "staff", "Ann"],
        ["gallery", "add", case, "staff", "Ann", "text.jpg", "--face", "first"],
    ):
        assert (station.run(*command).status, station.run(*command).stdout) == (2, "")
    import sqlite3

    with sqlite3.connect(case / "case.sqlite") as connection:
        connection.execute("UPDATE galleries SET expires_at = '2199-01-01T00:00:00+00:00'")
    connection.close()
    assert station.run("gallery", "show", case, "staff").status == 3
