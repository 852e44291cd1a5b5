"""Who spoke when is found by voice alone, the same each time, and never named."""

import itertools
import json
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import needs_weights
from tools import progress
from tools.diarisation import Diarisation, Overlap, Turn, diarise
from tools.diarisation.speech import probabilities, stretches
from tools.diarisation.turns import numbered
from tools.errors import Stopped
from tools.recordings import SAMPLE_RATE, Samples, blocks, samples


def record(place: Path, sound: Samples) -> Path:
    """A recording of some samples."""
    with wave.open(str(place), "wb") as out:
        out.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        out.writeframes((np.clip(sound, -1, 1) * 32767).astype(np.int16).tobytes())
    return place


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[float, float, str]]]:
    """Two readers, a woman and a man, in turns: the recording, and who is heard when."""
    place = Path(__file__).parents[3] / "shared" / "data" / "speaker-verification"
    if not place.is_dir():
        pytest.skip("the folder of real data (../shared/data) is not on this machine")
    clips = [json.loads(line) for line in (place / "clips.jsonl").read_text("utf-8").splitlines()]
    woman = next(clip["speaker"] for clip in clips if clip["gender"] == "F" and clip["seconds"] > 4)
    man = next(clip["speaker"] for clip in clips if clip["gender"] == "M" and clip["seconds"] > 4)
    read = {who: [samples(place / clip["file"]) for clip in clips if clip["speaker"] == who][:3] for who in (woman, man)}
    pieces: list[Samples] = []
    truth = []
    for who, turn in ((woman, 0), (man, 0), (woman, 1), (man, 1)):
        start = sum(piece.size for piece in pieces) / SAMPLE_RATE
        pieces += [read[who][turn][: 5 * SAMPLE_RATE], np.zeros(SAMPLE_RATE // 2, np.float32)]
        truth.append((start, start + pieces[-2].size / SAMPLE_RATE, who))
    return record(tmp_path_factory.mktemp("meeting") / "meeting.wav", np.concatenate(pieces)), truth


@needs_weights("voice-embedding")
def test_two_readers_are_told_apart(meeting: tuple[Path, list[tuple[float, float, str]]]) -> None:
    """Both are found, by voice alone, and in the middle of every turn the right one; the answer is the same twice."""
    recording, truth = meeting
    found = diarise(recording)
    assert found.speakers == ("S1", "S2")
    heard = [(who, found.speaker(start + 1, end - 1)) for start, end, who in truth]
    assert len(set(heard)) == 2
    assert diarise(recording) == found
    for before, after in itertools.pairwise(found.turns):
        assert before.start < before.end <= after.start
    assert all(any(turn.shared(o.start, o.end) > 0 for turn in found.turns) for o in found.overlaps)


@needs_weights("voice-embedding")
def test_one_reader_is_one_speaker(meeting: tuple[Path, list[tuple[float, float, str]]], tmp_path: Path) -> None:
    """A recording of one voice has one speaker and no overlap."""
    recording, truth = meeting
    sound = samples(recording)
    alone = np.concatenate([sound[int(a * SAMPLE_RATE) : int(b * SAMPLE_RATE)] for a, b, who in truth if who == truth[0][2]])
    found = diarise(record(tmp_path / "alone.wav", alone))
    assert found.speakers == ("S1",)
    assert found.overlaps == ()


@needs_weights("voice-embedding")
def test_nobody_speaking_gives_no_turns(tmp_path: Path) -> None:
    """In silence, in nothing at all and in a moment of sound there are no speakers and no error."""
    for name, sound in (("silence", np.zeros(5 * SAMPLE_RATE, np.float32)), ("click", np.full(40, 0.5, np.float32))):
        assert diarise(record(tmp_path / f"{name}.wav", sound)) == Diarisation((), ())


@needs_weights("voice-embedding")
def test_the_user_may_stop_it(meeting: tuple[Path, list[tuple[float, float, str]]]) -> None:
    """Once the user has asked to stop, it ends with that as its reason."""
    with pytest.raises(Stopped), progress.listening(lambda *_: None, stop=lambda: True):
        diarise(meeting[0])


def test_speech_is_found_alike_whole_and_in_pieces(meeting: tuple[Path, list[tuple[float, float, str]]]) -> None:
    """However the decoder cuts the sound, the same stretches of speech come out, within the recording."""
    sound = np.tile(samples(meeting[0]), 2)  # more than one block
    seconds = sound.size / SAMPLE_RATE
    whole = stretches(probabilities([sound]), seconds)
    pieces = stretches(probabilities(np.array_split(sound, 97)), seconds)
    assert whole == pieces
    assert whole[0].start >= 0
    assert whole[-1].end <= seconds
    assert 0.6 * seconds < sum(stretch.end - stretch.start for stretch in whole) <= seconds


def test_blocks_hold_the_same_samples() -> None:
    """Pieces of any size come out as blocks of one size and a rest, nothing lost."""
    sound = np.arange(1003, dtype=np.float32)
    for cuts in ([3, 7, 500], [1000], []):
        found = list(blocks(np.split(sound, cuts), 100))
        assert [block.size for block in found] == [100] * 10 + [3]
        assert np.array_equal(np.concatenate(found), sound)


def test_speakers_are_numbered_as_they_appear() -> None:
    """The first voice heard is S1 whatever its group is called, and touching pieces of one group are one turn."""
    found = numbered([(0.0, 1.0, 7), (1.0, 2.0, 7), (2.0, 3.0, 2), (3.5, 4.0, 7)], [])
    assert found.turns == (Turn(0.0, 2.0, "S1"), Turn(2.0, 3.0, "S2"), Turn(3.5, 4.0, "S1"))
    assert found.speakers == ("S1", "S2")


def test_an_overlap_is_given_to_both_who_are_heard() -> None:
    """Where two speak at once both have a turn, joined to their own beside it; the turns of those heard best stay apart."""
    found = numbered([(0.0, 4.0, 0), (4.0, 9.0, 1)], [(3.5, 4.5, (1, 0)), (6.0, 7.0, (0, 1))])
    assert found.turns == (Turn(0.0, 4.0, "S1"), Turn(4.0, 9.0, "S2"))
    assert found.overlaps == (Overlap(3.5, 4.5, ("S2", "S1")), Overlap(6.0, 7.0, ("S1", "S2")))
    assert found.heard == (Turn(0.0, 4.5, "S1"), Turn(3.5, 9.0, "S2"), Turn(6.0, 7.0, "S1"))
    assert numbered([(0.0, 4.0, 0)], []).heard == (Turn(0.0, 4.0, "S1"),)
