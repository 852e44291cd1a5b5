"""The band of frequencies that a recording has kept: a telephone leaves out what some measurements need."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.profile_voice.speech import Stretch
from tools.recordings import SAMPLE_RATE

TELEPHONE_TOP = 4000.0
"""Hz: what a telephone leaves ends between 3,400 and 4,000 (ITU-T G.712)."""
Levels = npt.NDArray[np.float64]

_SIZE = 1024
_HIGH_DROP = 30.0
_LOW_DROP = 6.0


@dataclass(frozen=True)
class Band:
    """What is left of the voice."""

    low_cut: bool
    """Frequencies below about 300 Hz are gone."""
    high_cut: bool
    """Frequencies above about 3.4 to 4 kHz are gone."""

    @property
    def whole(self) -> bool:
        """Nothing that matters here is missing."""
        return not (self.low_cut or self.high_cut)


def band_of(stretches: Sequence[Stretch]) -> Band:
    """Compare the long-term spectrum on both sides of the edges of a telephone band, where speech does not fall so steeply by itself.

    Below 270 Hz lies the fundamental of nearly all adult speech, about as strong as what lies above it.
    """
    power = np.zeros(_SIZE // 2 + 1)
    for stretch in stretches:
        frames = stretch.samples[: stretch.samples.size // _SIZE * _SIZE].reshape(-1, _SIZE).astype(np.float64)
        power += np.sum(np.abs(np.fft.rfft(frames * np.hanning(_SIZE), axis=1)) ** 2, axis=0)
    levels = 10 * np.log10(power + 1e-12)
    hertz = np.fft.rfftfreq(_SIZE, 1 / SAMPLE_RATE)

    def within(low: float, high: float) -> Levels:
        return levels[(hertz >= low) & (hertz < high)]

    return Band(
        low_cut=bool(within(70, 270).max() < within(400, 800).mean() - _LOW_DROP),
        high_cut=bool(within(4300, 5300).mean() < within(2300, 3100).mean() - _HIGH_DROP),
    )
