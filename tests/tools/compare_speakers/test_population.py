"""Speakers are counted once, with speech that is theirs alone."""

from pathlib import Path

import pytest

from tools.compare_speakers.population import Speaker, speakers
from tools.compare_speakers.speech import seconds


@pytest.fixture(scope="module")
def people() -> list[Speaker]:
    data = Path(__file__).parents[4] / "shared" / "data"
    if not data.is_dir():
        pytest.skip("the folder of real data (../shared/data) is not on this machine")
    return speakers(data)


def test_nobody_is_counted_twice(people: list[Speaker]) -> None:
    """Names are different, also of a voice that speaks two languages, and at least 30 have speech enough for a piece."""
    names = [person.name for person in people]
    assert len(set(names)) == len(names)
    assert sum("Allison" in name for name in names) == 1
    assert sum(sum(seconds(r.spoken) for r in person.recordings) >= 3 for person in people) >= 30


def test_speech_lies_in_its_recording(people: list[Speaker]) -> None:
    """No stretch leaves its recording, and none overlaps the next."""
    for person in people:
        for recording in person.recordings:
            ends = [0.0]
            for stretch in recording.spoken:
                assert ends[-1] <= stretch.start < stretch.end <= recording.sound.size / 16_000 + 0.01
                ends.append(stretch.end)


def test_meetings_give_only_speech_of_one(people: list[Speaker]) -> None:
    """What two speakers of a meeting are given does not overlap."""
    meeting = [person for person in people if person.source == "diarization-ami"]
    assert len(meeting) > 3
    for one in meeting:
        for other in meeting:
            if (
                one is not other
                and one.recordings[0].sound.size == other.recordings[0].sound.size
                and one.recordings[0].heard == other.recordings[0].heard
            ):
                for mine in one.recordings[0].spoken:
                    assert all(mine.end <= theirs.start + 1e-6 or theirs.end <= mine.start + 1e-6 for theirs in other.recordings[0].spoken)


def test_missing_folders_are_named(tmp_path: Path) -> None:
    """A folder without labelled speakers is an error, not an empty population."""
    with pytest.raises(FileNotFoundError, match="labelled speakers"):
        speakers(tmp_path)
