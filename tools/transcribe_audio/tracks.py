"""The tracks of a recording that are transcribed one by one: its mixed sound, or the two sides of a call."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.recordings import SAMPLE_RATE, Samples, channels, sound

_FRAME = SAMPLE_RATE // 10
"""Samples of one value of loudness: 100 ms."""
_APART = 0.5
"""Correlation of the loudness of two channels below which they hold different things. The two microphones of one room hear the
same voices (0.9 and more); the sides of a call speak in turns (about 0, or below)."""
_SILENT = 0.003
"""A channel whose loudness is below this share of the other's (-50 dB) holds nothing of its own."""


@dataclass(frozen=True)
class Track:
    """Sound that is transcribed by itself."""

    channel: int | None
    """The channel, counted from 1; None for all channels mixed."""
    pieces: Callable[[], Iterator[Samples]]
    """Decodes it from the start, at 16 kHz."""


def tracks(path: Path) -> list[Track]:
    """The tracks of a recording: two where it has two channels that hold different things, else one."""
    if not _differ(path):
        return [Track(None, lambda: sound(path))]
    return [
        Track(1, lambda: (piece[0] for piece in channels(path))),
        Track(2, lambda: (piece[1] for piece in channels(path))),
    ]


def _differ(path: Path) -> bool:
    """Whether a recording has two channels whose loudness does not rise and fall together."""
    values: list[Samples] = []
    rest = np.zeros((2, 0), np.float32)
    for piece in channels(path):
        if piece.shape[0] != 2:
            return False
        rest = np.concatenate([rest, piece], axis=1)
        whole = rest.shape[1] // _FRAME
        frames = rest[:, : whole * _FRAME].reshape(2, whole, _FRAME)
        values.append(np.sqrt(np.mean(frames**2, axis=2)))
        rest = rest[:, whole * _FRAME :]
    loudness = np.concatenate(values, axis=1) if values else np.zeros((2, 0), np.float32)
    if loudness.shape[1] < 2:
        return False
    level = np.sqrt(np.mean(loudness**2, axis=1))
    if level.min() <= _SILENT * level.max() or np.any(loudness.std(axis=1) == 0):
        return False
    return bool(np.corrcoef(loudness)[0, 1] < _APART)
