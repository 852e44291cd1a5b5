"""Where nobody speaks, no word can be cited."""

from collections.abc import Callable

import pytest

from assistant.bench.voices.nothing_said import NOTHING_SAID
from tests.conftest import needs_weights
from tests.tools.transcribe_audio.conftest import Write
from tools.case import Case, Exhibit
from tools.recordings import SAMPLE_RATE, Samples
from tools.transcribe_audio import cuts, transcribe_audio

pytestmark = needs_weights("speech-to-text")


@pytest.mark.parametrize("name", NOTHING_SAID)
def test_no_word_of_noise_can_be_cited(case: Case, put: Callable[..., Exhibit], write: Write, name: str) -> None:
    """Half a minute of silence, noise, hum or music gives no citable word (the benchmark has five minutes of each)."""
    said = transcribe_audio(case, put(write("noise.wav", NOTHING_SAID[name](30))).id)
    assert not [one.text for one in said if one.citable]


@pytest.mark.parametrize("name", ["white noise", "mains hum", "music"])
def test_the_flags_hold_where_the_voice_detector_fails(
    case: Case, put: Callable[..., Exhibit], write: Write, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Even when the detector takes all of it for speech, what Whisper invents there is flagged."""

    def all_of_it(sound: Samples) -> list[tuple[int, int]]:
        return [(start, min(start + 16 * SAMPLE_RATE, sound.size)) for start in range(0, sound.size, 16 * SAMPLE_RATE)]

    monkeypatch.setattr(cuts, "speech", all_of_it)
    said = transcribe_audio(case, put(write("noise.wav", NOTHING_SAID[name](16))).id)
    assert not [(one.text, one.flags) for one in said if one.citable]
