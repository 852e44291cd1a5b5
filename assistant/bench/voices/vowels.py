"""Made-up vowels whose pitch and resonances are known exactly, to measure a measurement with.

Source and filter after Fant (1960, Acoustic Theory of Speech Production): a glottal spectrum falling by 12 dB an octave, lips
that lift it by 6 dB, and resonances as in the cascade synthesiser of Klatt (1980, J. Acoust. Soc. Am. 67, 971-995). It is summed
harmonic by harmonic, so that the fundamental is exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SPEED_OF_SOUND = 35_000.0
"""cm/s in the warm, moist air of a vocal tract, as Reby & McComb (2003) take it."""

Wave = npt.NDArray[np.float64]
"""Shape (samples,); greatest magnitude 0.5."""


@dataclass(frozen=True)
class Vowel:
    """One vowel as it is made."""

    f0: float
    """Mean fundamental frequency, Hz."""
    formants: tuple[float, ...]
    """Resonances from the lowest upwards, Hz."""
    wobble: float = 0.0
    """Greatest relative departure of the fundamental, as a slow melody of 3 Hz."""
    noise_db: float = -50.0
    """Breath noise below the voice, dB."""


def neutral(length: float, count: int = 8) -> tuple[float, ...]:
    """The resonances (Hz) of an even tube of `length` cm closed at one end: F_i = (2i - 1) c / 4L."""
    return tuple((2 * number - 1) * SPEED_OF_SOUND / (4 * length) for number in range(1, count + 1))


def spoken(vowel: Vowel, seconds: float, rate: int = 16_000, seed: int = 0) -> Wave:
    """A vowel as sound at `rate` samples a second."""
    times = np.arange(int(seconds * rate)) / rate
    f0 = vowel.f0 * (1 + vowel.wobble * np.sin(2 * np.pi * 3 * times))
    phase = 2 * np.pi * np.cumsum(f0) / rate
    wave = np.zeros(times.size)
    for harmonic in range(1, int(0.98 * rate / 2 / f0.max()) + 1):
        frequency = harmonic * f0
        gain = _passed(frequency, vowel.formants)
        wave += np.abs(gain) / harmonic * np.cos(harmonic * phase + np.angle(gain))  # -12 dB source, +6 dB lips
    wave /= np.abs(wave).max()
    wave += 10 ** (vowel.noise_db / 20) * np.sqrt(np.mean(wave**2)) * np.random.default_rng(seed).standard_normal(times.size)
    scaled: Wave = 0.5 * wave / np.abs(wave).max()
    return scaled


def sequence(vowels: Sequence[Vowel], seconds: float, rate: int = 16_000, gap: float = 0.12) -> Wave:
    """Vowels one after the other, each `seconds` long with soft ends, `gap` seconds of silence between."""
    fade = np.minimum(1, np.arange(int(seconds * rate)) / (0.03 * rate))
    pieces = [spoken(vowel, seconds, rate, seed) * fade * fade[::-1] for seed, vowel in enumerate(vowels)]
    return np.concatenate([part for piece in pieces for part in (piece, np.zeros(int(gap * rate)))])


def _passed(frequency: Wave, formants: Sequence[float]) -> npt.NDArray[np.complex128]:
    """What resonators in a row let through; widths after Tappert, Martony & Fant (1963), as Praat's vowel editor has them."""
    gain = np.ones(frequency.shape, np.complex128)
    for centre in formants:
        width = 50 + 0.02 * centre
        pole = complex(-np.pi * width, 2 * np.pi * centre)
        s = 2j * np.pi * frequency
        gain *= abs(pole) ** 2 / ((s - pole) * (s - pole.conjugate()))
    return gain
