"""Two recordings are compared by the public command."""

from pathlib import Path

import pytest

from tests.assistant.cli.conftest import Station
from tests.conftest import needs_weights


@needs_weights("voice-embedding")
def test_two_recordings_are_compared_by_the_command(station: Station, shared: Path) -> None:
    """The document has the LR, its interval, the error rates, citations of both exhibits and the plots, and short speech is refused."""
    folder = shared / "speaker-verification" / "audio"
    clips = [folder / name for name in ("1688/1688-142285-0000.flac", "1688/1688-142285-0001.flac", "533/533-1066-0000.flac")]
    case = station.folder / "case"
    assert station.run("case", "new", case, "--title", "Voices").status == 0
    assert station.run("add", case, *clips).status == 0
    ran = station.run("run", case, "compare_speakers", "questioned=EX-0001", "reference=EX-0002")
    assert ran.status == 0, ran.stderr
    [found] = ran.document["evidence"]
    assert found["kind"] == "SpeakerComparison"
    assert found["interval"][0] <= found["log10_lr"] <= found["interval"][1]
    assert found["log10_lr"] > 0
    assert 0 <= found["cllr_min"] <= found["cllr"] < 1
    assert {citation["exhibit"] for citation in found["citations"]} == {"EX-0001", "EX-0002"}
    assert all((case / plot).is_file() for plot in found["pictures"])
    assert station.run("run", case, "compare_speakers", "questioned=EX-0001", "reference=EX-0002").document["cached"]
    short = station.run("run", case, "compare_speakers", "questioned=EX-0003", "reference=EX-0001")
    assert short.status == 1
    assert "too little speech" in short.document["error"]


@pytest.mark.parametrize("reference", ["EX-0001", "EX-0009"])
def test_what_cannot_be_compared_is_said(station: Station, demo: Path, reference: str) -> None:
    """The same exhibit twice and an exhibit that is not there end with a reason and status 1."""
    case = station.folder / "case"
    station.run("case", "new", case, "--title", "Voices")
    station.run("add", case, demo / "emergency_call.wav")
    ran = station.run("run", case, "compare_speakers", "questioned=EX-0001", f"reference={reference}")
    assert ran.status == 1
    assert ran.document["error"]
