"""The voice profile through the public command."""

from pathlib import Path

from jsonschema import validate

from assistant.documents import RunDocument
from tests.assistant.cli.conftest import Station


def test_a_voice_is_profiled_from_the_command_line(station: Station, demo: Path) -> None:
    """`exhibit run CASE profile_voice` prints one document of its schema, keeps the result, and its pictures are in the case."""
    case = station.folder / "case"
    station.run("case", "new", case, "--title", "Voice")
    station.run("add", case, demo / "voicemail_driver.wav")
    ran = station.run("run", case, "profile_voice", "exhibit=EX-0001")
    assert ran.status == 0, ran.stderr
    validate(ran.document, RunDocument.model_json_schema(mode="serialization"))
    [profile] = ran.document["evidence"]
    assert profile["kind"] == "VoiceProfile"
    for field in ("f0_hz", "vocal_tract_cm", "height_cm", "weight_kg"):
        assert profile[field]["interval"][0] < profile[field]["mean"] < profile[field]["interval"][1]
    assert all((case / picture).is_file() for picture in profile["pictures"])
    assert station.run("run", case, "profile_voice", "exhibit=EX-0001").document["cached"]
