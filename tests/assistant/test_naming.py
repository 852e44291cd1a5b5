"""A voice has a name only where a comparison supports it and a person says so, and never without both."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.naming import Voices, comparisons, name_speaker, unname_speaker
from assistant.session import Session
from tests.tools.comparing import compared
from tests.tools.saying import silence, transcribed
from tools import results
from tools.case import Exhibit
from tools.errors import IntegrityError, ToolError
from tools.evidence import Citation, Utterance
from tools.registry import get_tool
from tools.transcript import transcript


@pytest.fixture
def recording(put: Callable[..., Exhibit], tmp_path: Path) -> Exhibit:
    return put(silence(tmp_path))


@pytest.fixture
def other(put: Callable[..., Exhibit], tmp_path: Path) -> Exhibit:
    (tmp_path / "other").mkdir()
    return put(silence(tmp_path / "other", 50.0))


@pytest.fixture
def said(session: Session, recording: Exhibit) -> list[Utterance]:
    """S1 speaks in seconds 0 to 2, S2 in seconds 10 to 12."""
    return transcribed(session.case, recording, [("I saw the van.", ()), ("It was grey.", ())])


def spoken(session: Session, citations: tuple[Citation, ...]) -> tuple[str, ...]:
    return Voices(session.case).of(citations)


def events(session: Session) -> list[dict[str, object]]:
    found = [json.loads(line) for line in session.ledger.path.read_text().splitlines()]
    return [event["data"] for event in found if event["event"] == "speaker_name"]


def test_a_name_is_given_shown_and_taken_back(session: Session, recording: Exhibit, other: Exhibit, said: list[Utterance]) -> None:
    """Each step is on record; the name is shown with who confirmed it and on what, the other voice keeps its label."""
    ground = compared(session.case, recording, other, 0.8)
    named = name_speaker(session, recording.id, "S1", " Anna  Weber ", ground.id)
    who = f"Anna Weber (voice S1 of {recording.id}, as confirmed by tester on comparison {ground.id})"
    first, second = spoken(session, said[0].citations), spoken(session, said[1].citations)
    assert (first, second) == ((who,), (f"S2 in {recording.id}",))
    found = transcript(session.case, recording.id)
    assert found is not None
    assert {speaker: record.name for speaker, record in found.names.items()} == {"S1": "Anna Weber"}
    unname_speaker(session, recording.id, "S1")
    assert spoken(session, said[0].citations) == (f"S1 in {recording.id}",)
    kept = [(event["speaker"], event["name"], event["comparison"], event["log10_lr"]) for event in events(session)]
    assert kept == [("S1", "Anna Weber", ground.id, 0.8), ("S1", None, ground.id, 0.8)]
    assert json.loads(session.ledger.path.read_text().splitlines()[named.ledger_seq - 1])["officer"] == "tester"
    with pytest.raises(ToolError, match="nothing to take back"):
        unname_speaker(session, recording.id, "S1")


def test_what_does_not_support_a_name(session: Session, recording: Exhibit, other: Exhibit, said: list[Utterance], tmp_path: Path) -> None:
    """A comparison that supports nothing or the other side, of other recordings, or of another voice's stretches, and evidence that is
    no comparison or not there, are refused; nothing is kept or recorded."""
    case = session.case
    for ground, speaker, says in (
        (compared(case, recording, other, 0.0).id, "S1", "does not support"),
        (compared(case, recording, other, -0.9).id, "S1", "does not support"),
        (compared(case, other, other, 0.9).id, "S1", "not of EX-0001"),
        (compared(case, recording, other, 0.9).id, "S2", "S2 does not speak"),
        (compared(case, recording, other, 0.9, (20.0, 22.0)).id, "S1", "S1 does not speak"),
        (compared(case, recording, other, 0.7).id, "S3", "no voice 'S3': it has S1, S2"),
        (said[0].id, "S1", "no comparison of voices"),
        ("ev-000000000000", "S1", "no comparison of voices"),
    ):
        with pytest.raises(ToolError, match=says):
            name_speaker(session, recording.id, speaker, "Anna Weber", ground)
    assert events(session) == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "Anna\x1b[31m", "\N{RIGHT-TO-LEFT OVERRIDE}annA"])
def test_names_that_cannot_be_kept(session: Session, recording: Exhibit, other: Exhibit, said: list[Utterance], name: str) -> None:
    """An empty or endless name, or one with characters that nobody can see, is refused."""
    ground = compared(session.case, recording, other, 0.8)
    with pytest.raises(ToolError, match="cannot be kept"):
        name_speaker(session, recording.id, "S1", name, ground.id)


def test_a_name_belongs_to_its_transcript(session: Session, recording: Exhibit, other: Exhibit, said: list[Utterance]) -> None:
    """Where the recording is transcribed anew and a voice has other utterances, its name does not apply to it."""
    name_speaker(session, recording.id, "S1", "Anna Weber", compared(session.case, recording, other, 0.8).id)
    tool, args = get_tool("transcribe_audio"), {"exhibit": recording.id}
    anew = [item.model_copy(update={"speaker": {"S1": "S2", "S2": "S1"}[str(item.speaker)]}) for item in said]
    results.save(session.case, "anew", tool, args, 0.1, anew)
    assert spoken(session, said[0].citations) == (f"S2 in {recording.id}",)


def test_only_what_supports_one_voice_is_offered(session: Session, recording: Exhibit, other: Exhibit, said: list[Utterance]) -> None:
    """The comparisons that a name may rest on are those of this recording that speak for one speaker."""
    good = compared(session.case, other, recording, 0.8)
    compared(session.case, recording, other, -0.8)
    assert [item.id for item in comparisons(session.case, recording.id)] == [good.id]


def test_a_changed_name_is_found_out(session: Session, recording: Exhibit, other: Exhibit, said: list[Utterance]) -> None:
    """A name that was changed in the database is an integrity failure, and the database itself refuses to change one."""
    name_speaker(session, recording.id, "S1", "Anna Weber", compared(session.case, recording, other, 0.8).id)
    connection = session.case.database.connection
    with pytest.raises(Exception, match="never changed"):
        connection.execute("UPDATE speaker_names SET name = 'Berta'")
    connection.execute("DROP TRIGGER speaker_names_stay")
    connection.execute("UPDATE speaker_names SET name = 'Berta'")
    with pytest.raises(IntegrityError, match="is not what tester recorded"):
        spoken(session, said[0].citations)
