"""What a recording is worth is measured right, and copies are what they are made for."""

from collections.abc import Callable

import numpy as np
import pytest

from tools.compare_speakers.copies import LOSSY, TELEPHONE, Codec, babble, coded, hiss, noisy
from tools.compare_speakers.one_voice import halves_cosine
from tools.compare_speakers.sound_quality import band, bandwidth_hz, snr_db
from tools.compare_speakers.speech import Stretch, longest, net, seconds, stretches
from tools.recordings import SAMPLE_RATE, Samples

Clip = Callable[[str], Samples]
QUIET = "2033/2033-164914-0002.flac"
"""A clip with hardly any noise of its own."""


@pytest.mark.parametrize("made", [20.0, 10.0, 5.0, 0.0])
@pytest.mark.parametrize("slope", [0.0, 1.0])
def test_added_noise_is_measured(clip: Clip, made: float, slope: float) -> None:
    """White and pink noise so many dB below the speech is measured within 1 dB."""
    sound = clip(QUIET)
    spoken = stretches(sound)
    loud = noisy(sound, net(sound, spoken), hiss(sound.size, slope, 3), made)
    assert snr_db(loud, spoken) == pytest.approx(made, abs=1.0)


def test_silence_between_words_has_no_noise() -> None:
    """Digital silence is reported as the best there is, and a recording without speech as the worst."""
    tone = np.sin(np.arange(2 * SAMPLE_RATE) / 5).astype(np.float32)
    sound = np.concatenate([tone, np.zeros(2 * SAMPLE_RATE, np.float32)])
    assert snr_db(sound, (Stretch(0.0, 2.0),)) == 60
    assert snr_db(sound, ()) == -10


@pytest.mark.parametrize("codec", TELEPHONE, ids=lambda codec: codec.name)
def test_a_telephone_copy_is_telephone_band(clip: Clip, codec: Codec) -> None:
    """Every telephone copy of a wide recording is as long as it, and is seen to end at 4 kHz or a little above."""
    sound = clip(QUIET)
    spoken = stretches(sound)
    heard = coded(sound, codec)
    assert heard.size == sound.size
    assert band(bandwidth_hz(sound, spoken)) == "wide"
    assert 3000 < bandwidth_hz(heard, spoken) < 5000
    assert band(bandwidth_hz(heard, spoken)) == "telephone"


@pytest.mark.parametrize("codec", LOSSY, ids=lambda codec: codec.name)
def test_a_lossy_copy_stays_wide(clip: Clip, codec: Codec) -> None:
    """The codecs of messengers leave the wide band and the speech where they were."""
    sound = clip(QUIET)
    spoken = stretches(sound)
    heard = coded(sound, codec)
    assert band(bandwidth_hz(heard, spoken)) == "wide"
    lag = np.argmax(np.correlate(heard[:32000], sound[2000:30000], "valid")) - 2000
    assert 0 <= lag < 0.1 * SAMPLE_RATE


def test_noise_falls_with_the_frequency_as_it_says() -> None:
    """White noise has as much power above 4 kHz as below; pink noise has little there."""
    high = {slope: np.square(np.abs(np.fft.rfft(hiss(SAMPLE_RATE, slope, 1))))[4000:].sum() for slope in (0.0, 1.0)}
    whole = {slope: np.square(np.abs(np.fft.rfft(hiss(SAMPLE_RATE, slope, 1)))).sum() for slope in (0.0, 1.0)}
    assert high[0.0] / whole[0.0] == pytest.approx(0.5, abs=0.05)
    assert high[1.0] / whole[1.0] < 0.25


def test_babble_has_every_voice_as_loud() -> None:
    """A loud voice does not drown a soft one."""
    time = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    low, high = (level * np.sin(2 * np.pi * hz * time).astype(np.float32) for level, hz in ((0.9, 200), (0.01, 1000)))
    spectrum = np.abs(np.fft.rfft(babble(SAMPLE_RATE, [low, high], 1)))
    assert spectrum[200] == pytest.approx(spectrum[1000], rel=0.05)


def test_pauses_are_not_speech(clip: Clip) -> None:
    """Silence before, between and after speech is left out of the net speech."""
    sound = clip(QUIET)
    gap = np.zeros(3 * SAMPLE_RATE, np.float32)
    spoken = stretches(np.concatenate([gap, sound, gap, sound, gap]))
    assert seconds(spoken) == pytest.approx(2 * seconds(stretches(sound)), abs=0.7)
    assert spoken[0].start > 2.5
    assert net(sound, stretches(sound)).size / SAMPLE_RATE == pytest.approx(seconds(stretches(sound)), abs=0.01)


def test_the_longest_stretches_are_kept_in_order() -> None:
    """Of too much speech the longest stretches stay, the last of them cut, in order of time."""
    spoken = (Stretch(0, 1), Stretch(2, 6), Stretch(8, 10))
    assert longest(spoken, 5.0) == (Stretch(2, 6), Stretch(8, 9))
    assert longest(spoken, 100.0) == spoken


def test_two_directions_are_two_voices() -> None:
    """Embeddings scattered about one direction are alike in both parts, those about two directions are not; few say nothing."""
    random = np.random.default_rng(1)

    def scattered(axis: int, count: int) -> np.ndarray:
        vectors = random.normal(0, 0.05, (count, 64)).astype(np.float32)
        vectors[:, axis] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    assert halves_cosine(scattered(0, 20)) > 0.9
    assert halves_cosine(np.concatenate([scattered(0, 10), scattered(1, 10)])) < 0.2
    assert halves_cosine(np.concatenate([scattered(0, 2), scattered(1, 2)])) == 1.0
