"""Voice embeddings: short stretches of speech as unit vectors that lie near each other when the same person speaks."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

import models
from models import torch_file
from tools import lstm
from tools.errors import ToolError
from tools.mel import HOP, Mel, mel_spectrogram
from tools.recordings import SAMPLE_RATE, Samples

TASK = "voice-embedding"

Vectors = npt.NDArray[np.float32]
"""Shape (n, dimension); rows have unit length."""
Vector = npt.NDArray[np.float32]
"""Shape (dimension,); unit length."""


@dataclass(frozen=True)
class Partials:
    """A recording's embeddings, one for each of its partial utterances."""

    times: npt.NDArray[np.float64]
    """Shape (n, 2): start and end in seconds of the samples that were given; an end never lies beyond them."""
    vectors: Vectors


class VoiceEncoder(Protocol):
    """A model that embeds voices. Scores of different encoders must not be compared.

    Another encoder (WeSpeaker's ResNet34 with 80 filter-bank bands, say) needs a class with these members, its weights in
    the manifest under the task `voice-embedding` and a line in `_ENCODERS`; nothing else knows which one is used.
    """

    @property
    def name(self) -> str:
        """The name of its weights in the manifest."""

    @property
    def sha256(self) -> str:
        """Identity of its weights, for cards, caches and records."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def partials(self, samples: Samples, rate: float = 1.3) -> Partials:
        """Embed every partial utterance, `rate` of them starting in a second."""

    def around(self, samples: Samples, middles: npt.NDArray[np.float64], seconds: float) -> Vectors:
        """Embed the windows of `seconds` around some moments of the samples, in their order."""

    def embed(self, samples: Samples) -> Vector:
        """One vector for all the speech in the samples: 16 kHz, silence already cut away."""


class GE2E:
    """The encoder of Wan et al. 2018 (generalized end-to-end loss, https://arxiv.org/abs/1710.10467) as Resemblyzer trained it.

    Three LSTM layers over partial utterances of 1.6 s, a linear layer, ReLU, length 1: 256 numbers, none negative. It hears
    16 kHz; samples quieter than -30 dBFS are made as loud as that first, as in its training.
    """

    dimension = 256
    _FRAMES = 160
    _COVERAGE = 0.75
    _BATCH = 32

    def __init__(self, folder: Path, name: str, sha256: str) -> None:
        self.name = name
        self.sha256 = sha256
        weights = torch_file.read(folder / "pretrained.pt", "model_state")
        self._session = lstm.session(weights)

    def partials(self, samples: Samples, rate: float = 1.3) -> Partials:
        """Embed every partial utterance of 1.6 s, `rate` of them starting in a second (at least 0.625, to miss nothing).

        The last one is filled up with zeros, or left out when less than three quarters of it are there; samples shorter
        than one partial utterance give one.
        """
        step = round(SAMPLE_RATE / HOP / rate)
        if not 0 < step <= self._FRAMES:
            raise ValueError(f"partial utterances of {self._FRAMES} frames cannot start {rate} times a second")
        count = -(-(samples.size + 1) // HOP)
        starts = np.arange(0, max(1, count - self._FRAMES + step + 1), step)
        if len(starts) > 1 and (samples.size / HOP - starts[-1]) < self._COVERAGE * self._FRAMES:
            starts = starts[:-1]
        whole = (int(starts[-1]) + self._FRAMES) * HOP
        mel = mel_spectrogram(np.pad(self._loud(samples), (0, max(0, whole - samples.size))))
        times = np.stack([starts, starts + self._FRAMES], axis=1) * HOP / SAMPLE_RATE
        return Partials(np.minimum(times, samples.size / SAMPLE_RATE), self._embedded(mel, starts, self._FRAMES))

    def around(self, samples: Samples, middles: npt.NDArray[np.float64], seconds: float) -> Vectors:
        """Embed windows of any length, each around one moment (in seconds of the samples); beyond their ends is silence.

        The samples are first made as loud as -20 dBFS: on three meetings (AMI) that are recorded at -33 to -41 dBFS, 8 % of such
        windows were nearer to another speaker's mean as they are, 4 % at -30 dBFS, 2 % at -20 dBFS.
        """
        length = round(seconds * SAMPLE_RATE / HOP)
        starts = np.round(middles * (SAMPLE_RATE / HOP)).astype(int) - length // 2 + length
        mel = mel_spectrogram(np.pad(self._loud(samples, -20.0), length * HOP))
        return self._embedded(mel, starts, length)

    def embed(self, samples: Samples) -> Vector:
        """The mean of the partial utterances' vectors, made to unit length."""
        return unit(self.partials(samples).vectors.mean(axis=0))

    def _loud(self, samples: Samples, decibels: float = -30.0) -> Samples:
        """The samples with at least that level (dBFS, root mean square)."""
        level = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if samples.size else 0.0
        wanted = 10 ** (decibels / 20)
        return samples if not 0 < level < wanted else (samples * np.float32(wanted / level)).astype(np.float32)

    def _embedded(self, mel: Mel, starts: npt.NDArray[np.int_], length: int) -> Vectors:
        """The vectors of the windows of `length` frames from each start."""
        windows = np.lib.stride_tricks.sliding_window_view(mel, length, axis=0)
        found = [np.zeros((0, self.dimension), np.float32)]
        for first in range(0, len(starts), self._BATCH):
            frames = windows[starts[first : first + self._BATCH]].transpose(0, 2, 1)
            [states] = self._session.run(None, {"frames": np.ascontiguousarray(frames)})
            found.append(unit(states))
        return np.concatenate(found)


def unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The vectors (along the last axis) at length 1; ValueError when one is zero or not finite."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    if not np.all(np.isfinite(lengths)) or not np.all(lengths > 0):
        raise ValueError("a voice embedding without a direction: the samples are not sound")
    scaled: npt.NDArray[np.float32] = (vectors / lengths).astype(np.float32)
    return scaled


@cache
def encoder() -> VoiceEncoder:
    """The encoder of this station, loaded once.

    Raises:
        WeightsError: its weights are missing or not the pinned bytes.
        ToolError: the station chose weights that this version cannot run.
    """
    weights = models.store().chosen(TASK)
    if weights.name not in _ENCODERS:
        raise ToolError(f"The voice encoder {weights.name} cannot be run by this version; it knows {', '.join(_ENCODERS)}.")
    return _ENCODERS[weights.name](models.path(TASK), weights.name, models.digest(TASK))


_ENCODERS = {"ge2e-resemblyzer": GE2E}
