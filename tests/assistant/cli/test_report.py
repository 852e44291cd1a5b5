"""`exhibit report`, as a station runs it."""

import zipfile
from pathlib import Path

import pytest
from jsonschema import validate

from assistant.promised_documents import DOCUMENTS
from tests.assistant.cli.conftest import Ran, Station
from tests.assistant.report.conftest import pages
from tests.assistant.scripted_server import Server
from tests.conftest import needs_weights

pytestmark = needs_weights("named-entities", "text-embedding")


def document(ran: Ran, kind: str = "report") -> dict[str, object]:
    """The document of a command that was done."""
    assert ran.status == 0, ran.stderr
    validate(ran.document, DOCUMENTS[kind].model_json_schema(mode="serialization"))
    found = ran.document if kind != "report" else ran.document["report"]
    assert isinstance(found, dict)
    return found


@pytest.fixture
def asked(station: Station, filled: Path, server: Server) -> Path:
    """The filled case, with one answer on record."""
    station.settings["EXHIBIT_LLM_URL"] = server.url
    ran = station.run("ask", filled, "What colour was the van?")
    assert ran.document["status"] == "answered"
    return filled


def test_from_answer_to_release(station: Station, asked: Path) -> None:
    """Draft, edit, review by another person, release, file, and what goes to the defence; each with its document."""
    drafted = document(station.run("report", "draft", asked))
    assert (drafted["id"], drafted["status"], drafted["drafted_by"]) == ("RP-0001", "draft", "tester")
    [finding] = drafted["findings"]  # type: ignore[misc]
    statement = finding["statements"][0]["id"]
    edited = document(station.run("report", "edit", asked, statement, "--text", "The van was stolen.", "--reason", "shorter"))
    assert edited["findings"][0]["statements"][0]["checked"] is False  # type: ignore[index]
    assert edited["findings"][0]["statements"][0]["edited_by"] == ["tester"]  # type: ignore[index]
    document(station.run("report", "edit", asked, "F1", "--remark", "Ask the witness again."))
    own = station.run("report", "review", asked, "--approve", "--remark", "Looks fine.")
    assert own.status == 1
    assert "let somebody else" in own.document["error"]
    early = station.run("report", "release", asked)
    assert (early.status, "nobody has reviewed it" in early.document["error"]) == (1, True)
    document(station.run("report", "review", asked, "--approve", "--remark", "All places read.", "--by", "eve"))
    released = document(station.run("report", "release", asked))
    assert (released["status"], released["signed_by"]) == ("released", "tester")
    file = station.folder / "out.pdf"
    written = document(station.run("report", asked, "-o", file), "report-file")
    assert written["sha256"] == released["files"]["pdf"]  # type: ignore[index]
    assert len(pages(file.read_bytes())) == written["pages"]
    assert document(station.run("report", "show", asked))["status"] == "released"
    handed = document(station.run("report", asked, "--defence", "-o", station.folder / "d.zip"), "report-defence")
    assert (handed["exhibits"], handed["withheld"]) == (2, [])
    with zipfile.ZipFile(station.folder / "d.zip") as archive:
        assert archive.testzip() is None


def test_the_short_form_drafts_where_there_is_no_report(station: Station, asked: Path) -> None:
    """`exhibit report CASE -o FILE` gives a draft that says so; a file that exists is left alone, and another ending is wrong usage."""
    file = station.folder / "out.pdf"
    written = document(station.run("report", asked, "-o", file), "report-file")
    assert (written["status"], written["findings"]) == ("draft", 1)
    assert all("DRAFT" in page for page in pages(file.read_bytes()))
    again = station.run("report", asked, "-o", file)
    assert (again.status, "exists" in again.document["error"]) == (1, True)
    assert station.run("report", asked, "-o", station.folder / "out.docx").status == 2
    assert station.run("report", asked).status == 2
    html = station.folder / "out.html"
    assert station.plain("report", asked, "-o", html).status == 0
    assert html.read_text("utf-8").startswith("<!doctype html>")
    assert station.run("ledger", "verify", asked).document["ok"]


def test_a_changed_exhibit_ends_with_3(station: Station, asked: Path) -> None:
    """Release refuses with exit status 3, names the exhibit, and leaves no file."""
    document(station.run("report", "draft", asked))
    document(station.run("report", "review", asked, "--approve", "--remark", "All places read.", "--by", "eve"))
    [place] = [path for path in (asked / "exhibits").rglob("*") if path.is_file() and b"boat" in path.read_bytes()]
    place.chmod(0o600)
    place.write_bytes(place.read_bytes().replace(b"nine", b"five"))
    refused = station.run("report", "release", asked)
    assert (refused.status, "EX-0002" in refused.document["error"]) == (3, True)
    assert not list(asked.glob("reports/*"))


def test_a_case_without_answers_says_what_to_do(station: Station, filled: Path) -> None:
    """There is nothing to report before something was asked, and no report to hand over."""
    for command in (["-o", "out.pdf"], ["--defence", "-o", "out.zip"]):
        ran = station.run("report", filled, *command)
        assert ran.status == 1
        assert "exhibit" in ran.document["error"]
    assert not (station.folder / "out.pdf").exists()
