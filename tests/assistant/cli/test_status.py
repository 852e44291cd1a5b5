"""How commands end: 0 done, 1 could not be done and why, 2 wrong usage."""

from pathlib import Path

import pytest
from jsonschema import validate

from assistant.promised_documents import DOCUMENTS
from tests.assistant.cli.conftest import Station
from tests.conftest import needs_weights
from tools.case import Case

FETCH = "exhibit models fetch"


def test_a_case_that_is_not_there(station: Station) -> None:
    """A folder that is no case is told as such, with how to make one; each command ends with 1 and one document."""
    for command in (["process", "nowhere"], ["run", "nowhere", "read_document"], ["ledger", "verify", "nowhere"], ["add", "nowhere", "x"]):
        ran = station.run(*command)
        assert ran.status == 1
        assert "exhibit case new" in ran.document["error"]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (["no_such_tool"], "There is no tool 'no_such_tool'"),
        (["read_document"], "exhibit: Field required"),
        (["read_document", "exhibit=EX-0099"], "no exhibit 'EX-0099'"),
        (["read_document", "exhibit=EX-0001", "page=9"], "there is no page 9"),
        (["transcribe_audio", "exhibit=EX-0001"], "works on audio or video"),
    ],
)
def test_a_call_that_cannot_be_made(station: Station, filled: Path, call: list[str], says: str) -> None:
    """A tool or exhibit that does not exist, or does not fit, ends with 1, a reason, and a document of the usual form."""
    ran = station.run("run", filled, *call)
    assert ran.status == 1
    validate(ran.document, DOCUMENTS["run"].model_json_schema(mode="serialization"))
    assert says in ran.document["error"]


def test_one_good_call_among_bad_ones_is_done(station: Station, filled: Path) -> None:
    """Where some of many calls could be made the command is done; each line says for itself what came of it."""
    (station.folder / "calls.jsonl").write_text('{"tool": "nothing"}\n{"tool": "read_document", "args": {"exhibit": "EX-0001"}}\n')
    ran = station.run("run", filled, "--calls", station.folder / "calls.jsonl")
    assert ran.status == 0
    assert [document["error"] is None for document in ran.documents] == [False, True]


@needs_weights("text-embedding")
def test_missing_weights_are_named(station: Station, filled: Path) -> None:
    """Without weights the command ends with 1 and says which to fetch; nothing is fetched by itself."""
    empty = station.folder / "weights"
    empty.mkdir()
    for command in (["run", filled, "extract_entities", "exhibit=EX-0001"], ["route", filled, "Who?"], ["ask", filled, "Who?"]):
        ran = station.run(*command, EXHIBIT_WEIGHTS=str(empty))
        assert ran.status == 1
        assert FETCH in ran.document["error"]
    assert [path.name for path in empty.rglob("*") if path.is_file() and path.name != "verified.json"] == []


def test_nothing_added_is_not_done(station: Station, filled: Path) -> None:
    """When no file could be added the command ends with 1; adding again what is there already is no failure."""
    ran = station.run("add", filled, station.folder / "gone.txt")
    assert (ran.status, ran.document["added"]) == (1, [])
    assert "no such file" in ran.document["error"]
    again = station.run("add", filled, station.folder / "a.txt")
    assert (again.status, again.document["rejected"][0]["duplicate_of"]) == (0, "EX-0001")


@pytest.mark.parametrize(
    "command",
    [
        ["no-such-command"],
        ["run"],
        ["run", "case"],
        ["run", "case", "read_document", "--calls", "calls.jsonl"],
        ["run", "case", "read_document", "EX-0001"],
        ["run", "case", "--calls", "bad.jsonl"],
        ["process", "case", "--engine", "abacus"],
        ["process", "case", "--workers", "0"],
        ["case", "new", "other"],
        ["ask", "case"],
        ["ask", "case", "What?", "--questions", "bad.jsonl"],
        ["models", "fetch", "no-such-weights"],
        ["ledger", "show", "case", "--last", "x"],
    ],
    ids=" ".join,
)
def test_wrong_usage(station: Station, command: list[str]) -> None:
    """What cannot be meant ends with 2, says so on standard error, and prints nothing on standard output."""
    (station.folder / "bad.jsonl").write_text("no json\n")
    (station.folder / "calls.jsonl").write_text("")
    if "case" in command[1:2]:
        Case.new(station.folder / "case", "T")
    ran = station.run(*command)
    assert (ran.status, ran.stdout) == (2, "")
    assert ran.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("EXHIBIT_CONTEXT", "abc"), ("EXHIBIT_THREADS", "0"), ("EXHIBIT_LLM_URL", "http://8.8.8.8/v1")]
)
def test_a_wrong_setting_is_named(station: Station, name: str, value: str) -> None:
    """A setting that cannot be is wrong usage, told by its name and not as a traceback."""
    ran = station.run("models", "list", **{name: value})
    assert ran.status == 2
    assert name in ran.document["error"]
    assert "Traceback" not in ran.stderr
