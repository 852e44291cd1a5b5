"""One side of a comparison: the voice in a recording, and what the recording is worth."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tools.compare_speakers.sound_quality import Band, band, bandwidth_hz, snr_db
from tools.compare_speakers.speech import Stretch, longest, net, seconds, stretches
from tools.recordings import Samples, open_recording
from tools.voice_embedding import Partials, VoiceEncoder

MOST_SECONDS = 120.0
"""Net speech that is embedded: more changes the mean of a voice little and takes time."""


@dataclass(frozen=True, eq=False)
class Voice:
    """What is heard in a recording, taken as one voice."""

    net_seconds: float
    """All speech found."""
    used: tuple[Stretch, ...]
    """The speech that was embedded: all, or the longest stretches."""
    snr_db: float
    bandwidth_hz: float
    partials: Partials
    """Of the used stretches joined."""
    vector: npt.NDArray[np.float32]
    """Shape (d,), unit length."""

    @property
    def band(self) -> Band:
        """Telephone or wide."""
        return band(self.bandwidth_hz)

    def shares(self, other: "Voice") -> list[float]:
        """For each used stretch its share of the cosine with the other voice; they add up to 1 where the cosine is positive.

        The cosine is a sum over partial utterances, and a partial utterance belongs to the stretches it lies in.
        """
        carried = np.maximum(self.partials.vectors @ other.vector, 0.0)
        ends = np.cumsum([stretch.seconds for stretch in self.used])
        starts = ends - [stretch.seconds for stretch in self.used]
        times = self.partials.times
        overlap = np.minimum(times[:, 1:], ends) - np.maximum(times[:, :1], starts)
        by_stretch = carried @ (np.maximum(overlap, 0.0) / np.maximum(times[:, 1:] - times[:, :1], 1e-9))
        return [float(share) for share in by_stretch / max(float(by_stretch.sum()), 1e-12)]


def voice(sound: Samples, encoder: VoiceEncoder) -> Voice | None:
    """Find the speech of a recording, judge it and embed it; None where there is no speech."""
    spoken = stretches(sound)
    if not spoken:
        return None
    used = longest(spoken, MOST_SECONDS)
    partials = encoder.partials(net(sound, used))
    mean = partials.vectors.mean(axis=0)
    return Voice(
        net_seconds=seconds(spoken),
        used=used,
        snr_db=snr_db(sound, spoken),
        bandwidth_hz=bandwidth_hz(sound, spoken),
        partials=partials,
        vector=(mean / np.linalg.norm(mean)).astype(np.float32),
    )


@dataclass(frozen=True)
class Codec:
    """What a recording is stored in."""

    name: str
    """FFmpeg's canonical name."""
    lossless: bool
    """Whether every sample is kept."""


def codec(path: Path) -> Codec:
    """What the sound of a recording is stored in; it must have some."""
    with open_recording(path) as container:
        found = container.streams.audio[0].codec_context.codec
        return Codec(str(found.canonical_name), bool(found.lossless and not found.lossy))
