"""Reviews and flags at the command line: documents, exit statuses, and a question set that is asked again."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from assistant.promised_documents import DOCUMENTS
from tests.assistant.cli.conftest import Ran, Station
from tests.assistant.scripted_server import Server
from tests.conftest import needs_weights

pytestmark = needs_weights("text-embedding")
Walk = dict[str, Ran]


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory, cache: Path, server: Server) -> Walk:
    """A question is asked, flagged, reviewed by somebody else, written out, asked again and compared."""
    folder = tmp_path_factory.mktemp("review")
    station = Station(folder, cache, {"EXHIBIT_LLM_URL": server.url})
    case = folder / "case"
    (folder / "a.txt").write_text("The van was grey.\n")
    done = {"new": station.run("case", "new", case, "--title", "Walk")}
    done["add"] = station.run("add", case, folder / "a.txt")
    done["ask"] = station.run("ask", case, "What colour was the van?")
    number = str(done["ask"].document["ledger_seq"])
    other = {"EXHIBIT_OFFICER": "eve"}
    done["flag"] = station.run("flag", case, number, "--as", "evidence", "--comment", "Not this line.", "--expected", "blue")
    done["review-queue"] = station.run("review", "queue", case, **other)
    done["review-show"] = station.run("review", "show", case, number, **other)
    done["review-verdict"] = station.run("review", "verdict", case, number, "--as", "corrected", "--comment", "Line two.", **other)
    done["own"] = station.run("review", "verdict", case, number, "--as", "accepted")
    done["review-statistics"] = station.run("review", "statistics", case, **other)
    done["review-questions"] = station.run("review", "questions", case, "-o", folder / "set.jsonl", **other)
    again = station.run("ask", case, "--questions", folder / "set.jsonl")
    (folder / "answers.jsonl").write_text(again.stdout)
    done["review-compare"] = station.run("review", "compare", case, folder / "set.jsonl", folder / "answers.jsonl", **other)
    done["ledger"] = station.run("ledger", "verify", case)
    return done


COMMANDS = [name for name in DOCUMENTS if name.startswith("review-") or name == "flag"]


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_printed_is_the_document(walk: Walk, name: str) -> None:
    """Each command is done and prints one document of its schema."""
    assert walk[name].status == 0, walk[name].stderr
    validate(walk[name].document, DOCUMENTS[name].model_json_schema(mode="serialization"))


def test_the_documents_say_what_was_done(walk: Walk) -> None:
    """The flag is the reason, the steps are in order with the prompts' hashes, and the answer is the same as before."""
    flagged = next(row for row in walk["review-queue"].document["entries"] if any(why["why"] == "flag" for why in row["reasons"]))
    assert "Not this line." in str(flagged["reasons"])
    steps: list[dict[str, Any]] = walk["review-show"].document["steps"]
    told = [step["what"] for step in steps]
    assert told[0] == "asked"
    assert told.index("route") < told.index("prompts") < told.index("answer")
    sent = next(step for step in steps if step["what"] == "prompts")["details"]["sent"]
    assert all(len(message["sha256"]) == 64 for request in sent for message in request)
    assert walk["review-verdict"].document["review"]["by"] == "eve"
    assert walk["review-statistics"].document["reviewers"][0]["by"] == "eve"
    [row] = walk["review-compare"].document["compared"]
    assert (row["outcome"], row["expected"][0]["holds"]) == ("same", False)
    assert walk["ledger"].document["ok"]


def test_who_asked_cannot_review(walk: Walk) -> None:
    """The reason and what to do are told, with status 1."""
    assert walk["own"].status == 1
    assert "took part in no." in walk["own"].document["error"]


def test_a_changed_record_is_an_integrity_failure(station: Station, filled: Path) -> None:
    """Nothing is reviewed on a record that was changed: status 3."""
    record = filled / "ledger.jsonl"
    record.write_text(record.read_text().replace("Test", "Best", 1))
    ran = station.run("review", "queue", filled)
    assert ran.status == 3
    assert "nothing is reviewed on it" in ran.document["error"]


def test_without_json_a_person_can_read_it(station: Station, filled: Path) -> None:
    """The queue, a transcript and the counts in words; hours of another form are wrong usage."""
    assert "to review, of 3 on record" in station.plain("review", "queue", filled, "--all").stdout
    assert "draw: 0." in station.plain("review", "show", filled, "1").stdout
    assert station.plain("review", "statistics", filled).status == 0
    ran = station.run("review", "queue", filled, EXHIBIT_SHIFTS="always")
    assert ran.status == 2
    assert "EXHIBIT_SHIFTS" in ran.document["error"]
