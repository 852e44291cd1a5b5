"""`exhibit transcript` and `exhibit confirm`."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from jsonschema import validate

from assistant.promised_documents import DOCUMENTS
from tests.assistant.cli.conftest import Station
from tests.tools.comparing import compared
from tests.tools.saying import silence, transcribed
from tools.case import Case
from tools.evidence import Utterance
from tools.intake import Labels, add


@pytest.fixture
def spoken(filled: Path, tmp_path: Path) -> Sequence[Utterance]:
    """The transcript of a recording in the filled case, EX-0003."""
    case = Case(filled)
    [recording] = add(case, [silence(tmp_path)], Labels("tester")).added
    said = [("I saw the van.", ()), ("[bold]It was grave.", ("low probability",))]
    return transcribed(case, recording, said)


def test_from_doubt_to_confirmation_and_back(station: Station, filled: Path, spoken: Sequence[Utterance]) -> None:
    """The transcript says what is uncertain; a confirmed text stands in it with who confirmed it, until it is taken back."""
    doubtful = spoken[1].id
    commands = {
        "before": ("transcript", filled, "EX-0003"),
        "confirm": ("confirm", filled, "EX-0003", doubtful, "--text", "It was grey."),
        "after": ("transcript", filled, "EX-0003"),
        "undo": ("confirm", filled, "EX-0003", doubtful, "--undo"),
        "again": ("transcript", filled, "EX-0003"),
    }
    found = {}
    for name, command in commands.items():
        ran = station.run(*command)
        assert ran.status == 0, ran.stderr
        validate(ran.document, DOCUMENTS[str(command[0])].model_json_schema(mode="serialization"))
        found[name] = ran.document
    assert (found["before"]["uncertain"], found["after"]["uncertain"], found["again"]["uncertain"]) == (1, 0, 1)
    [_, row] = found["after"]["utterances"]
    assert (row["evidence"], row["utterance"]["text"], row["utterance"]["heard"]) == (doubtful, "It was grey.", "[bold]It was grave.")
    assert (row["confirmation"]["by"], row["confirmation"]["verdict"], row["utterance"]["citable"]) == ("tester", "corrected", True)
    assert (found["confirm"]["before"], found["confirm"]["after"]) == ("[bold]It was grave.", "It was grey.")
    assert (found["undo"]["verdict"], found["undo"]["citable"]) == ("withdrawn", False)
    assert found["again"] == found["before"]
    shown = station.run("ledger", "show", filled).document["shown"]
    assert [event["seq"] for event in shown if event["event"] == "confirmation"] == [
        found["confirm"]["ledger_seq"],
        found["undo"]["ledger_seq"],
    ]


def test_a_person_can_read_it(station: Station, filled: Path, spoken: Sequence[Utterance]) -> None:
    """Times, speaker and flags stand with the words, which are shown as they are; what to do is said."""
    told = station.plain("transcript", filled, "EX-0003").stdout
    assert f"{spoken[1].id}     10.00–   12.00  S2: [bold]It was grave." in told
    assert "low probability; not citable until somebody confirms it" in told
    assert "1 uncertain and not confirmed (2 s): no answer rests on them." in told
    said = station.plain("confirm", filled, "EX-0003", spoken[1].id).stdout
    assert said.startswith("Confirmed by tester, record no. ")
    assert "confirmed by tester" in station.plain("transcript", filled, "EX-0003").stdout


@pytest.mark.parametrize(
    ("command", "status", "says"),
    [
        (("transcript", "EX-0001"), 1, "not a recording"),
        (("transcript", "EX-0099"), 1, "no exhibit"),
        (("confirm", "EX-0003", "ev-000000000000"), 1, "has no utterance"),
        (("confirm", "EX-0003", "ev-000000000000", "--text", "a", "--undo"), 2, "either --text or --undo"),
    ],
)
def test_what_cannot_be_done(
    station: Station, filled: Path, spoken: Sequence[Utterance], command: tuple[str, ...], status: int, says: str
) -> None:
    """The status and the reason say why."""
    ran = station.run(command[0], filled, *command[1:])
    assert ran.status == status
    assert says in (ran.document["error"] if status == 1 else ran.stderr)


def test_a_voice_is_named_and_unnamed(station: Station, filled: Path, spoken: Sequence[Utterance], tmp_path: Path) -> None:
    """A name rests on a comparison, stands in the transcript with who gave it, and is gone when it is taken back."""
    case = Case(filled)
    (tmp_path / "reference").mkdir()
    [reference] = add(case, [silence(tmp_path / "reference", 50.0)], Labels("tester")).added
    ground = compared(case, case.look_up("EX-0003"), reference, 0.8)
    given = station.run("name", filled, "EX-0003", "S1", "Anna [b]Weber", "--because", ground.id)
    assert given.status == 0, given.stderr
    validate(given.document, DOCUMENTS["name"].model_json_schema(mode="serialization"))
    assert (given.document["name"], given.document["by"], given.document["log10_lr"]) == ("Anna [b]Weber", "tester", 0.8)
    [row] = station.run("transcript", filled, "EX-0003").document["names"]
    assert (row["speaker"], row["name"], row["comparison"]) == ("S1", "Anna [b]Weber", ground.id)
    assert "S1 is Anna [b]Weber, as confirmed by tester" in station.plain("transcript", filled, "EX-0003").stdout
    assert station.run("name", filled, "EX-0003", "S1", "--undo").document["name"] is None
    assert station.run("transcript", filled, "EX-0003").document["names"] == []
    assert station.run("name", filled, "EX-0003", "S1", "Anna", "--because", spoken[0].id).status == 1
    assert station.run("name", filled, "EX-0003", "S1", "Anna").status == 2
