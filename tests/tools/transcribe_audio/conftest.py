"""Recordings made for the tests of transcription."""

import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tests.conftest import DEMO
from tools.recordings import SAMPLE_RATE, Samples, samples

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write channels of sound (-1 to 1, 16 kHz) as a WAV file; the shorter ones are filled with silence."""

    def write(name: str, *channels: npt.ArrayLike) -> Path:
        arrays = [np.asarray(channel, np.float32) for channel in channels]
        length = max(array.size for array in arrays)
        woven = np.stack([np.pad(array, (0, length - array.size)) for array in arrays], axis=1)
        with wave.open(str(tmp_path / name), "wb") as out:
            out.setparams((len(arrays), 2, SAMPLE_RATE, 0, "NONE", ""))
            out.writeframes((np.clip(woven, -1, 1) * 32767).astype("<i2").tobytes())
        return tmp_path / name

    return write


@pytest.fixture(scope="session")
def call() -> Samples:
    """The emergency call of the demo case."""
    return samples(DEMO / "emergency_call.wav")


@pytest.fixture(scope="session")
def voicemail() -> Samples:
    """The voicemail of the demo case."""
    return samples(DEMO / "voicemail_driver.wav")
