"""What the tests of the voice profile share: measuring a sound as the tool does, and copies of it as a telephone leaves them."""

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tools.measures import Measure, Pitch
from tools.profile_voice.band import Band, band_of
from tools.profile_voice.formants import formants_of, measures_of
from tools.profile_voice.harmonics import harmonics_of
from tools.profile_voice.pitch import Voiced, pitch_of, voiced
from tools.profile_voice.speech import Speech, Stretch, speech_in
from tools.profile_voice.tract import Tract, tract_of
from tools.recordings import SAMPLE_RATE

Wave = npt.NDArray[np.floating]


@dataclass(frozen=True)
class Measured:
    """What the modules of the tool make of a sound."""

    speech: Speech
    band: Band
    parts: list[Voiced]
    pitch: Pitch
    formants: tuple[Measure, ...]
    harmonics: tuple[Measure, ...]
    tract: Tract | str


def heard(sound: Wave) -> Speech:
    """The speech in a sound at 16 kHz."""
    *_, last = speech_in([sound.astype(np.float32)])
    return last


def whole(sound: Wave, clearness: float = 0.0) -> Speech:
    """All of a sound at 16 kHz, taken for speech: made-up vowels do not always sound like it."""
    seconds = sound.size / SAMPLE_RATE
    return Speech((Stretch(clearness, 0.0, seconds, sound.astype(np.float32)),), seconds, seconds)


def measured(speech: Speech) -> Measured:
    """All measurements of speech."""
    band = band_of(speech.stretches)
    parts = [part for part in voiced(speech.stretches, low_cut=band.low_cut) if part.times.size]
    harmonics = harmonics_of(parts, band, speech.clearness)
    found = formants_of(parts, band, speech.clearness, harmonics[0].mean)
    formants = measures_of(found, sum(part.seconds for part in parts))
    return Measured(speech, band, parts, pitch_of(parts, speech.clearness), formants, harmonics, tract_of(found, speech.clearness))


def telephone(sound: Wave) -> Wave:
    """A copy with nothing below 300 and above 3,400 Hz."""
    spectrum = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(sound.size, 1 / SAMPLE_RATE)
    return np.fft.irfft(spectrum * ((hertz > 300) & (hertz < 3400)), sound.size)


def write(sound: Wave, path: Path) -> Path:
    """Keep a sound as a WAV file at 16 kHz."""
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        out.writeframes((np.clip(sound, -1, 1) * 32_767).astype("<i2").tobytes())
    return path
