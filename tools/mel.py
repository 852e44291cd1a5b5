"""The mel power spectrogram that the GE2E voice encoder was trained on."""

from functools import cache

import numpy as np
import numpy.typing as npt

from tools.recordings import SAMPLE_RATE, Samples

WINDOW = 400
"""Samples: 25 ms."""
HOP = 160
"""Samples: 10 ms."""
BANDS = 40
_PIECE = 6000  # frames whose spectra are held at once

Mel = npt.NDArray[np.float32]
"""Shape (frames, 40); power, not its logarithm."""


def mel_spectrogram(samples: Samples) -> Mel:
    """The power in 40 mel bands, 100 frames a second, each centred on its time.

    As `librosa.feature.melspectrogram(y, sr=16000, n_fft=400, hop_length=160, n_mels=40)` gives it: Hann window, zeros
    beyond the ends, Slaney's scale (linear below 1 kHz) with triangles of equal area.
    """
    padded = np.pad(samples, WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    window = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    mel = np.empty((len(frames), BANDS), np.float32)
    for start in range(0, len(frames), _PIECE):
        spectra = np.fft.rfft(frames[start : start + _PIECE] * window)
        mel[start : start + _PIECE] = (spectra.real**2 + spectra.imag**2).astype(np.float32) @ _filters()
    return mel


@cache
def _filters() -> npt.NDArray[np.float32]:
    """Shape (201, 40): the weight of each frequency in each band."""
    frequencies = np.fft.rfftfreq(WINDOW, 1 / SAMPLE_RATE)
    edges = _hertz(np.linspace(0.0, _slaney(SAMPLE_RATE / 2), BANDS + 2))
    rising = (frequencies[:, None] - edges[:-2]) / np.diff(edges[:-1])
    falling = (edges[2:] - frequencies[:, None]) / np.diff(edges[1:])
    triangles: npt.NDArray[np.float64] = np.maximum(0.0, np.minimum(rising, falling)) * (2.0 / (edges[2:] - edges[:-2]))
    return triangles.astype(np.float32)


# Slaney's Auditory Toolbox (1998): 15 mel a kilohertz up to 1 kHz, then 27 steps for each factor of 6.4.
_LINEAR = 200.0 / 3
_STEP = np.log(6.4) / 27.0


def _slaney(frequency: float) -> float:
    return frequency / _LINEAR if frequency < 1000.0 else 15.0 + float(np.log(frequency / 1000.0) / _STEP)


def _hertz(mels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.where(mels < 15.0, mels * _LINEAR, 1000.0 * np.exp(_STEP * (mels - 15.0)))
