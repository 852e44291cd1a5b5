"""Every command's --json: one document, or one line for each call or question, and nothing else on standard output."""

from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from assistant.promised_documents import DOCUMENTS
from tests.assistant.cli.conftest import Ran, Station
from tests.assistant.scripted_server import Server
from tests.conftest import needs_weights

pytestmark = needs_weights("named-entities", "text-embedding")
Walk = dict[str, Ran]


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory, cache: Path, server: Server) -> Walk:
    """One case from its making to its answers, every command once."""
    folder = tmp_path_factory.mktemp("walk")
    station = Station(folder, cache, {"EXHIBIT_LLM_URL": server.url})
    case = folder / "case"
    (folder / "a.txt").write_text("The van was grey.\n\nHelen Carter saw PA99 KTX.\n")
    mail = EmailMessage()
    mail["From"], mail["To"] = "a@example.org", "b@example.org"
    mail.set_content("See the note.")
    mail.add_attachment("Nothing was seen that night.\n", filename="note.txt")
    (folder / "mail.eml").write_bytes(mail.as_bytes())
    (folder / "calls.jsonl").write_text(
        '{"tool": "read_document", "args": {"exhibit": "EX-0001"}}\n\n{"tool": "search_case", "args": {"query": "van"}}\n'
    )
    (folder / "questions.jsonl").write_text('{"question": "Read EX-0001."}\n{"question": "What colour was the van?"}\n')
    commands: dict[str, Sequence[str | Path]] = {
        "case": ("case", "new", case, "--title", "Walk"),
        "glossary": ("case", "glossary", case, "Helen Carter", "Silver Bay"),
        "glossary shown": ("case", "glossary", case),
        "add": ("add", case, folder / "a.txt", folder / "gone.txt"),
        "add mail": ("add", case, folder / "mail.eml"),
        "case-show": ("case", "show", case),
        "process": ("process", case, "--workers", "1"),
        "run": ("run", case, "extract_entities", "exhibit=EX-0001"),
        "run --calls": ("run", case, "--calls", folder / "calls.jsonl"),
        "replay": ("replay", case, "1"),
        "replay of all": ("replay", case, "--all"),
        "route": ("route", case, "Read the text of EX-0001."),
        "route --questions": ("route", case, "--questions", folder / "questions.jsonl"),
        "ask": ("ask", case, "What colour was the van?"),
        "ask --questions": ("ask", case, "--questions", folder / "questions.jsonl"),
        "ledger": ("ledger", "verify", case),
        "ledger-show": ("ledger", "show", case, "--last", "3"),
        "ledger export": ("ledger", "export", case, "-o", folder / "record.jsonl"),
        "ledger of a file": ("ledger", "verify", folder / "record.jsonl"),
        "ledger prove": ("ledger", "prove", case, "2", "-o", folder / "event.json", "--with-verifier"),
        "ledger growth": ("ledger", "prove", case, "--since", folder / "record.jsonl", "-o", folder / "growth.json"),
        "ledger of a proof": ("ledger", "verify", folder / "growth.json"),
        "models": ("models", "list"),
        "models-cards": ("models", "cards"),
        "bench": ("bench", "ledger", "--quick"),
    }
    return {name: station.run(*command) for name, command in commands.items()}


def kind(name: str) -> str:
    return name if name in ("ledger-show", "models-cards") else name.split()[0]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "case",
            "glossary",
            "glossary shown",
            "add",
            "add mail",
            "case-show",
            "process",
            "run",
            "run --calls",
            "replay",
            "replay of all",
            "route",
            "route --questions",
            "ask",
            "ask --questions",
            "ledger",
        ),
        *(
            "ledger-show",
            "ledger export",
            "ledger of a file",
            "ledger prove",
            "ledger growth",
            "ledger of a proof",
            "models",
            "models-cards",
            "bench",
        ),
    ],
)
def test_what_is_printed_is_the_document(walk: Walk, name: str) -> None:
    """The command is done, and standard output holds documents of its schema and not one byte more."""
    ran = walk[name]
    assert ran.status == 0, ran.stderr
    assert len(ran.documents) == (2 if "--" in name else 1)
    for document in ran.documents:
        validate(document, DOCUMENTS[kind(name)].model_json_schema(mode="serialization"))


Check = Callable[[Any], bool]


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("case", lambda d: d["case"]["title"] == "Walk"),
        ("glossary", lambda d: d["glossary"] == ["Helen Carter", "Silver Bay"]),
        ("glossary shown", lambda d: d["glossary"] == ["Helen Carter", "Silver Bay"]),
        ("add", lambda d: d["added"][0]["media"] == "document" and "no such file" in d["rejected"][0]["reason"]),
        ("add mail", lambda d: [(row["file"], row["parent"]) for row in d["added"]] == [("mail.eml", None), ("note.txt", "EX-0002")]),
        ("case-show", lambda d: [row["parent"] for row in d["exhibits"]] == [None, None, "EX-0002"]),
        ("process", lambda d: {row["tool"] for row in d["processed"]} == {"read_document", "extract_entities"} and not d["failed"]),
        ("run", lambda d: d["cached"] and any(item["value"] == "PA99 KTX" or item["value"] == "PA99KTX" for item in d["evidence"])),
        ("replay", lambda d: (d["identical"], d["replayed"][0]["run"], d["replayed"][0]["differences"]) == (1, 1, [])),
        ("replay of all", lambda d: d["identical"] == len(d["replayed"]) > 3),
        ("route", lambda d: d["calls"][0] == {"tool": "read_document", "args": {"exhibit": "EX-0001"}, "blocked": None}),
        ("ask", lambda d: d["status"] == "answered" and d["sentences"][0]["citations"][0]["quote"] == "The van was grey."),
        ("ledger", lambda d: d["ok"] and d["first_bad"] is None and len(d["head"]) == 64),
        ("ledger-show", lambda d: [event["seq"] for event in d["shown"]] == [d["events"] - 2, d["events"] - 1, d["events"]]),
        ("ledger of a file", lambda d: d["ok"] and d["keys"]),
        ("ledger of a proof", lambda d: d["ok"] and d["keys"] and d["first_bad"] is None),
        ("models", lambda d: any(row["task"] == "text-embedding" and row["present"] for row in d["models"])),
        ("models-cards", lambda d: all(row["valid"] for row in d["cards"]) and len({row["kind"] for row in d["cards"]}) == 3),
        ("bench", lambda d: d["rows"] and all(row["ratio"] is None or row["peer"] for row in d["rows"])),
    ],
)
def test_the_document_says_what_was_done(walk: Walk, name: str, check: Check) -> None:
    """The fields hold what really came of the command."""
    assert check(walk[name].document), walk[name].stdout


def test_many_questions_are_answered_in_order(walk: Walk) -> None:
    """One line for each question of a file, in the file's order, each with its own event in the ledger."""
    first, second = walk["ask --questions"].documents
    assert (first["question"], second["question"]) == ("Read EX-0001.", "What colour was the van?")
    assert 0 < first["ledger_seq"] < second["ledger_seq"]


def test_everything_that_was_done_is_on_record(walk: Walk) -> None:
    """The record has the making of the case, what was added and refused, the calls, the decisions and the answers."""
    assert walk["ledger"].document["events"] >= 15


def test_without_json_a_person_can_read_it(station: Station, filled: Path) -> None:
    """The same command without --json prints no JSON but the words, with the place of each."""
    ran = station.plain("run", filled, "read_document", "exhibit=EX-0001")
    assert ran.status == 0
    assert "The van was grey.   [EX-0001 line=1]" in ran.stdout
    assert "{" not in ran.stdout
