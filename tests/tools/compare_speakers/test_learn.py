"""A calibration is learned, written and read back by the command that a station would use."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import needs_weights
from tools.compare_speakers import learn
from tools.compare_speakers.calibration import FEWEST_HELD_OUT, FEWEST_SPEAKERS, calibration, write
from tools.compare_speakers.population import Recording, Speaker, speakers
from tools.compare_speakers.speech import longest
from tools.voice_embedding import encoder

DATA = Path(__file__).parents[4] / "shared" / "data"
SECONDS = 13.0
"""Net speech that is left of each speaker: pairs of pieces of 3 and of 6 seconds."""

pytestmark = needs_weights("voice-embedding")


def cut(people: Sequence[Speaker]) -> list[Speaker]:
    """The same speakers with their longest recording alone, and no more of it than is needed."""

    def shortened(recording: Recording) -> Recording:
        spoken = longest(recording.spoken, SECONDS)
        return replace(recording, spoken=tuple(spoken))

    return [
        replace(person, recordings=(shortened(max(person.recordings, key=lambda one: sum(s.seconds for s in one.spoken))),))
        for person in people
    ]


@pytest.mark.skipif(not (DATA / "speaker-verification").is_dir(), reason="the folder of real data (../shared/data) is not on this machine")
def test_a_cut_down_population_is_learned_from_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the command writes is read back as the calibration of these weights, with its population, its conditions and shuffled labels
    that teach nothing in each; and the rows of the card that it prints are those conditions."""
    voices = encoder()
    monkeypatch.setattr(learn, "speakers", lambda data: cut(speakers(data)))
    monkeypatch.setattr(learn, "write", lambda record, numbers: write(record, numbers, tmp_path))
    monkeypatch.setattr(sys.modules[calibration.__module__], "_FOLDER", tmp_path)
    monkeypatch.setattr("sys.argv", ["learn", "--data", str(DATA)])
    learn.main()
    printed = capsys.readouterr().out.splitlines()
    calibration.cache_clear()
    try:
        found = calibration(voices.name, voices.sha256)
    finally:
        calibration.cache_clear()
    record = found.record
    assert printed[0] == str(tmp_path / f"{voices.sha256[:16]}.json")
    assert printed[1] == found.id
    assert len(printed) - 4 == len(record.validations) >= 1
    assert record.population.speakers >= FEWEST_SPEAKERS
    assert all(validated.cllr_shuffled >= 1 for validated in record.validations)
    assert all(validated.held_out_same >= FEWEST_HELD_OUT for validated in record.validations)
