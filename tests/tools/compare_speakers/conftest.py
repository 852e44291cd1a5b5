"""What the tests of speaker comparison share: labelled recordings, kept as exhibits of one case."""

import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tools.case import Case, Exhibit
from tools.intake import Labels, add
from tools.recordings import SAMPLE_RATE, Samples, samples

Keep = Callable[[str, Samples], Exhibit]


@pytest.fixture(scope="session")
def clip() -> Callable[[str], Samples]:
    """The sound of a labelled clip, by its path below `speaker-verification/audio`."""
    folder = Path(__file__).parents[4] / "shared" / "data" / "speaker-verification" / "audio"

    def clip(name: str) -> Samples:
        if not folder.is_dir():
            pytest.skip("the folder of real data (../shared/data) is not on this machine")
        return samples(folder / name)

    return clip


@pytest.fixture(scope="session")
def voices(clip: Callable[[str], Samples]) -> dict[str, Samples]:
    """Two recordings of a woman, one of another woman and one of a man, each of 8 seconds or more."""
    return {
        "woman": clip("533/533-1066-0001.flac"),
        "woman again": clip("533/533-1066-0004.flac"),
        "other woman": clip("3080/3080-5032-0002.flac"),
        "man": clip("1688/1688-142285-0001.flac"),
    }


@pytest.fixture
def keep(case: Case, tmp_path: Path) -> Keep:
    """Add sound to the case, as a recording of 16-bit samples; the same sound again is the exhibit that it is already."""

    def keep(name: str, sound: Samples) -> Exhibit:
        place = tmp_path / f"{name}.wav"
        write(place, sound)
        outcome = add(case, [place], Labels("tester"))
        return outcome.added[0] if outcome.added else case.look_up(str(outcome.rejected[0].duplicate_of))

    return keep


def write(place: Path, sound: Samples) -> None:
    with wave.open(str(place), "wb") as out:
        out.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        out.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
