"""What a recording is worth for a comparison of voices: its signal-to-noise ratio and its band."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from tools.compare_speakers.speech import Stretch
from tools.recordings import SAMPLE_RATE, Samples

Band = Literal["wide", "telephone"]

TELEPHONE_HZ = 5_000.0
"""Bandwidth up to which a recording counts as telephone band: telephony (ITU-T G.711, GSM) is sampled at 8 kHz and ends at 4 kHz,
and what resampling leaves above that reaches to some 4.6 kHz."""

_FRAME = 512
"""Samples in a frame: 32 ms."""
_QUIET_FRAMES = 15
"""Frames (about half a second) without speech that are enough to measure the noise in them."""
_QUIETEST = 0.05
"""Where there are fewer, the noise is measured in this share of the frames, the quietest."""
_BEST_DB = 60.0
"""Reported at most: digital silence has no noise."""
_FLOOR_DB = -55.0
"""A frequency belongs to the band when its level is at most this far below that of 300 to 3,400 Hz."""
_SMOOTH_HZ = 250.0

_Frames = npt.NDArray[np.float64]


def snr_db(samples: Samples, spoken: Sequence[Stretch]) -> float:
    """Power of the speech over power of the noise, in dB, -10 to 60.

    The noise is measured between the stretches of speech, or in the quietest twentieth of all frames where nothing is
    between them. Noise that a telephone switches off in pauses is not seen.
    """
    frames = _frames(samples)
    power = np.square(frames).mean(axis=1)
    voiced = _voiced(len(frames), spoken, margin=0.0)
    quiet = ~_voiced(len(frames), spoken, margin=0.1)
    if not voiced.any():
        return -10.0
    noise = np.median(power[quiet]) if quiet.sum() >= _QUIET_FRAMES else np.quantile(power, _QUIETEST)
    signal = power[voiced].mean() - noise
    if noise <= 0 or signal / noise >= 10 ** (_BEST_DB / 10):
        return _BEST_DB
    return float(max(10 * np.log10(max(signal / noise, 1e-9)), -10.0))


def bandwidth_hz(samples: Samples, spoken: Sequence[Stretch]) -> float:
    """The highest frequency that the speech fills, in Hz, at most 8,000: from its long-term average spectrum."""
    frames = _frames(samples)
    voiced = _voiced(len(frames), spoken, margin=0.0)
    if not voiced.any():
        return 0.0
    spectrum = np.square(np.abs(np.fft.rfft(frames[voiced] * np.hanning(_FRAME), axis=1))).mean(axis=0)
    step = SAMPLE_RATE / _FRAME
    width = round(_SMOOTH_HZ / step)
    smooth = np.convolve(spectrum, np.ones(width) / width, mode="same")
    frequencies = np.arange(len(spectrum)) * step
    reference = spectrum[(frequencies >= 300) & (frequencies <= 3400)].mean()
    if reference <= 0:
        return 0.0
    filled = np.flatnonzero(smooth >= reference * 10 ** (_FLOOR_DB / 10))
    return float(frequencies[filled[-1]]) if filled.size else 0.0


def band(bandwidth: float) -> Band:
    """Telephone or wide."""
    return "telephone" if bandwidth <= TELEPHONE_HZ else "wide"


def _frames(samples: Samples) -> _Frames:
    whole = samples.size // _FRAME
    return samples[: whole * _FRAME].reshape(whole, _FRAME).astype(np.float64)


def _voiced(count: int, spoken: Sequence[Stretch], margin: float) -> npt.NDArray[np.bool_]:
    """Which frames lie in speech; with a margin in seconds on both sides of it."""
    middles = (np.arange(count) + 0.5) * _FRAME / SAMPLE_RATE
    inside = np.zeros(count, bool)
    for stretch in spoken:
        inside |= (middles >= stretch.start - margin) & (middles < stretch.end + margin)
    return inside
