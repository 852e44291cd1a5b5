"""Speech is found where it is, in constant memory, and what is no speech is not taken for it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.bench.voices.vowels import Vowel, neutral, spoken
from tests.tools.profile_voice.measuring import heard
from tools.profile_voice.speech import Speech, speech_in
from tools.recordings import SAMPLE_RATE, samples

RNG = np.random.default_rng(3)
TIMES = np.arange(5 * SAMPLE_RATE) / SAMPLE_RATE
NO_SPEECH = {
    "silence": np.zeros(TIMES.size),
    "white noise": 0.1 * RNG.standard_normal(TIMES.size),
    "hum": 0.2 * np.add.reduce([np.sin(2 * np.pi * 50 * n * TIMES) / n for n in range(1, 20)]),
    "tone": 0.3 * np.sin(2 * np.pi * 440 * TIMES),
    "chords": 0.05
    * np.add.reduce(
        [np.sin(2 * np.pi * f * h * TIMES) / h**1.5 * np.exp(-3 * (TIMES % 0.5)) for f in (220, 277, 330) for h in range(1, 10)]
    ),
}


@pytest.fixture(scope="module")
def voicemail() -> np.ndarray:
    """A recording in which one voice speaks."""
    return samples(Path(__file__).parents[2] / "data" / "demo_case" / "voicemail_driver.wav")


@pytest.mark.parametrize("name", NO_SPEECH)
def test_what_is_no_speech_is_not_heard(name: str) -> None:
    """Silence, noise, hum, tones and chords give no stretch of speech."""
    assert heard(NO_SPEECH[name]).stretches == ()


def test_speech_is_cut_where_it_is(voicemail: np.ndarray) -> None:
    """Between two seconds of silence the speech starts and ends where it was put, and the samples are those of that place."""
    quiet = np.zeros(2 * SAMPLE_RATE, np.float32)
    sound = np.concatenate([quiet, voicemail[: 12 * SAMPLE_RATE], quiet])
    speech = heard(sound)
    assert 1.8 <= speech.stretches[0].start <= 3.5
    assert speech.stretches[-1].end <= 14.3
    for stretch in speech.stretches:
        first = round(stretch.start * SAMPLE_RATE)
        assert np.array_equal(stretch.samples, sound[first : first + stretch.samples.size])
    assert speech.clearness is not None
    assert speech.clearness > 20


def test_a_held_vowel_is_heard_to_its_end() -> None:
    """A vowel held for four seconds counts beyond the moment where the detector lets go of it."""
    speech = heard(spoken(Vowel(120, neutral(17), 0.05), 4))
    assert speech.seconds > 3
    assert speech.clearness is None  # nobody pauses: there is no noise to hear


def test_an_hour_needs_no_more_memory_than_its_limit(voicemail: np.ndarray) -> None:
    """Of speech that goes on, only the clearest is kept, while all of it is counted, with times of the whole recording."""
    minute = np.resize(voicemail[: 20 * SAMPLE_RATE], 60 * SAMPLE_RATE)

    def long() -> Iterator[np.ndarray]:
        for number in range(5):
            yield minute * (0.01 if number == 1 else 1.0) + 0.001 * RNG.standard_normal(minute.size).astype(np.float32)

    kept: list[Speech] = list(speech_in(long(), most=30.0))
    assert [round(speech.recording_seconds) for speech in kept] == [60, 120, 180, 240, 300]
    assert all(sum(stretch.samples.size for stretch in speech.stretches) <= 42 * SAMPLE_RATE for speech in kept)
    assert kept[-1].seconds <= 30
    assert kept[-1].found_seconds > 100
    assert not any(60 <= stretch.start < 120 for stretch in kept[-1].stretches), "the faint minute is the least clear"
