"""One reader of the voice detector for every tool that listens."""

import numpy as np

from tests.conftest import DEMO
from tools.recordings import SAMPLE_RATE, samples
from tools.voice_activity import FRAME, probabilities, spoken


def test_a_voice_is_found_between_silences() -> None:
    """The speech of a voicemail, put between two silences, is found there and nowhere else."""
    said = samples(DEMO / "voicemail_driver.wav")[: 8 * SAMPLE_RATE]
    silence = np.zeros(3 * SAMPLE_RATE, np.float32)
    found = spoken(np.concatenate([silence, said, silence]), pause=0.3, edge=0.03)
    assert found
    late = SAMPLE_RATE // 4  # the detector lets go a little after a voice ends
    assert all(silence.size - FRAME <= start < end <= silence.size + said.size + late for start, end in found)
    assert sum(end - start for start, end in found) > said.size / 2


def test_its_settings_do_what_they_say() -> None:
    """A longer pause joins, an edge widens, a least drops, and no stretch is longer than the longest."""
    said = samples(DEMO / "voicemail_driver.wav")
    plain = spoken(said, pause=0.2, edge=0.0)
    assert len(spoken(said, pause=3.0, edge=0.0)) < len(plain)
    wide = spoken(said, pause=0.2, edge=0.05)
    assert sum(end - start for start, end in wide) > sum(end - start for start, end in plain)
    assert all(end - start >= 1.0 * SAMPLE_RATE for start, end in spoken(said, pause=0.2, edge=0.0, least=1.0))
    assert all(end - start <= 2.0 * SAMPLE_RATE for start, end in spoken(said, pause=3.0, edge=0.0, longest=2.0))


def test_nothing_is_heard_in_nothing() -> None:
    """Silence has no stretch, no sound has none either, and every 32 ms begun have one probability."""
    assert spoken(np.zeros(SAMPLE_RATE, np.float32), pause=0.3, edge=0.1) == []
    assert spoken(np.zeros(0, np.float32), pause=0.3, edge=0.1) == []
    for size, frames in ((FRAME, 1), (FRAME + 1, 2), (10 * FRAME, 10)):
        assert probabilities(np.zeros(size, np.float32)).shape == (frames,)
