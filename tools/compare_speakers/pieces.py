"""Pieces of equal net length from every speaker, as recorded and as copies under other conditions, and their embeddings."""

import bisect
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.compare_speakers.copies import LOSSY, TELEPHONE, babble, coded, hiss, noisy
from tools.compare_speakers.population import Recording, Speaker
from tools.compare_speakers.sound_quality import Band, band, bandwidth_hz, snr_db
from tools.compare_speakers.speech import net, seconds
from tools.recordings import SAMPLE_RATE, Samples
from tools.voice_embedding import Partials, VoiceEncoder

LENGTHS = (3.0, 6.0)
"""Seconds of net speech in a piece."""
NOISE_DB = (15.0, 10.0, 5.0)
"""Signal-to-noise ratios of the noisy copies."""
_NOISES = ("pink noise", "white noise", "babble")
_CROWD = 5
"""Voices in babble."""
_MOST = 10
"""Pieces of one length from one speaker."""


@dataclass(frozen=True, eq=False)
class Pieces:
    """Embedded pieces, one row each: a piece as recorded, and each of its copies."""

    speaker: npt.NDArray[np.int64]
    """Shape (n,): place of the speaker in the list."""
    piece: npt.NDArray[np.int64]
    """Shape (n,): which piece of the speaker; its copies have the same."""
    seconds: npt.NDArray[np.float64]
    band: npt.NDArray[np.str_]
    snr_db: npt.NDArray[np.float64]
    """As measured on the copy, not as made."""
    copy: npt.NDArray[np.str_]
    """How it was made."""
    vectors: npt.NDArray[np.float32]
    """Shape (n, dimension)."""


@dataclass(frozen=True, eq=False)
class _Copy:
    name: str
    speech: Samples
    """The speech of all recordings, joined."""
    ends: tuple[float, ...]
    """Where each recording ends in it, in seconds."""
    bands: tuple[Band, ...]
    snrs: tuple[float, ...]

    def at(self, second: float) -> tuple[Band, float]:
        """Band and signal-to-noise ratio of the recording that is heard there."""
        which = min(bisect.bisect_right(self.ends, second), len(self.ends) - 1)
        return self.bands[which], self.snrs[which]


def embedded(people: Sequence[Speaker], encoder: VoiceEncoder) -> Pieces:
    """Cut, copy and embed every speaker's speech. The same input gives the same pieces.

    A speaker's speech is embedded as a whole, and a piece is the mean of the partial utterances that lie in it, so that no
    sound is in two pieces.
    """
    rows = [
        (who, number, length, *copy.at(number * length), copy.name, vector)
        for who, speaker in enumerate(people)
        if sum(seconds(recording.spoken) for recording in speaker.recordings) >= LENGTHS[0]
        for copy in _copies(speaker, [people[(who + k) % len(people)] for k in range(1, _CROWD + 1)], seed=who)
        for length, number, vector in _cut(encoder.partials(copy.speech), copy.speech.size / SAMPLE_RATE)
    ]
    columns = list(zip(*rows, strict=True))
    return Pieces(
        speaker=np.array(columns[0]),
        piece=np.array(columns[1]),
        seconds=np.array(columns[2]),
        band=np.array(columns[3]),
        snr_db=np.array(columns[4]),
        copy=np.array(columns[5]),
        vectors=np.stack(columns[6]),
    )


def _cut(partials: Partials, whole: float) -> Iterator[tuple[float, int, npt.NDArray[np.float32]]]:
    """The pieces of each length in speech of so many seconds: length, number and unit vector."""
    for length in LENGTHS:
        for number in range(min(int(whole / length), _MOST)):
            inside = (partials.times[:, 0] >= number * length) & (partials.times[:, 1] <= (number + 1) * length)
            mean = partials.vectors[inside].mean(axis=0)
            yield length, number, (mean / np.linalg.norm(mean)).astype(np.float32)


def _copies(speaker: Speaker, crowd: Sequence[Speaker], seed: int) -> Iterator[_Copy]:
    """As recorded; in other codecs; with noise, pink, white and babble in turn. A wide recording also as a telephone would have it."""
    plain = [recording.sound for recording in speaker.recordings]
    original = _copy(speaker, "as recorded", plain)
    yield original
    wide = "wide" in original.bands
    if wide:
        yield _copy(speaker, "lossy", [coded(sound, LOSSY[(seed + n) % len(LOSSY)]) for n, sound in enumerate(plain)])
        for codec in TELEPHONE:
            yield _copy(speaker, codec.name, [coded(sound, codec) for sound in plain])
    voices = [np.concatenate([net(recording.sound, recording.spoken) for recording in other.recordings]) for other in crowd]
    for turn, db in enumerate(NOISE_DB):
        kind = _NOISES[(seed + turn) % len(_NOISES)]
        loud = [_with_noise(recording, kind, voices, db, seed * 100 + n) for n, recording in enumerate(speaker.recordings)]
        if wide:
            yield _copy(speaker, f"{db:.0f} dB {kind}", loud)
        codec = TELEPHONE[(seed + turn) % len(TELEPHONE)] if wide else TELEPHONE[0]
        yield _copy(speaker, f"{db:.0f} dB {kind}, {codec.name}", [coded(sound, codec) for sound in loud])


def _with_noise(recording: Recording, kind: str, voices: Sequence[Samples], db: float, seed: int) -> Samples:
    if not recording.spoken:
        return recording.sound
    size = recording.sound.size
    noise = babble(size, voices, seed) if kind == "babble" else hiss(size, 1.0 if kind == "pink noise" else 0.0, seed)
    return noisy(recording.sound, net(recording.sound, recording.spoken), noise, db)


def _copy(speaker: Speaker, name: str, sounds: Sequence[Samples]) -> _Copy:
    measured = [(sound, recording.heard) for sound, recording in zip(sounds, speaker.recordings, strict=True)]
    return _Copy(
        name,
        np.concatenate([net(sound, recording.spoken) for sound, recording in zip(sounds, speaker.recordings, strict=True)]),
        tuple(itertools.accumulate(seconds(recording.spoken) for recording in speaker.recordings)),
        tuple(band(bandwidth_hz(sound, heard)) for sound, heard in measured),
        tuple(snr_db(sound, heard) for sound, heard in measured),
    )
