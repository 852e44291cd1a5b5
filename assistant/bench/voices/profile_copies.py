"""What a telephone does to a voice profile: real clips against copies of them in the telephone band."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.bench import folder, records, row
from assistant.bench.voices.vowels import Wave
from assistant.documents import BenchRow
from tools.profile_voice.band import band_of
from tools.profile_voice.formants import formants_of
from tools.profile_voice.pitch import voiced
from tools.profile_voice.speech import speech_in
from tools.profile_voice.tract import tract_of
from tools.recordings import SAMPLE_RATE, samples

_SECONDS = 12
_BAND = (300, 3400)


def copies(data: Path, count: int) -> Sequence[BenchRow]:
    """How far the median pitch and the tract move from a clip to its copy: one clip of each of `count` speakers, medians over them.

    A tract is only compared where both have one: `n` says where.
    """
    place = folder(data, "speaker-verification")
    lines = records(place / "clips.jsonl")
    longest = {line["speaker"]: line for line in sorted(lines, key=lambda line: line["seconds"])}
    pitches: list[tuple[float, float]] = []
    tracts: list[float] = []
    for line in list(longest.values())[:count]:
        clip = samples(place / line["file"])[: _SECONDS * SAMPLE_RATE].astype(np.float64)
        copy = _copy(clip)
        (pitch, tract), (other_pitch, other_tract) = _measured(clip), _measured(copy)
        pitches.append((abs(other_pitch / pitch - 1), abs(_bare(copy) / _bare(clip) - 1)))
        if tract is not None and other_tract is not None:
            tracts.append(abs(other_tract / tract - 1))
    ours, bare = np.median(np.array(pitches), axis=0)
    peer = "bare parselmouth, its defaults"
    return [
        row("pitch, median change by a telephone band", "share", float(ours), peer=float(bare), peer_name=peer, n=len(pitches)),
        row("vocal-tract length, median change by a telephone band", "share", float(np.median(tracts)), n=len(tracts)),
    ]


def _copy(clip: Wave) -> Wave:
    spectrum = np.fft.rfft(clip)
    hertz = np.fft.rfftfreq(clip.size, 1 / SAMPLE_RATE)
    copy: Wave = np.fft.irfft(spectrum * ((hertz > _BAND[0]) & (hertz < _BAND[1])), clip.size)
    return copy


def _measured(clip: Wave) -> tuple[float, float | None]:
    """Median pitch (Hz) and tract (cm), without the limits of noise, which the copy would change."""
    *_, speech = speech_in([clip.astype(np.float32)])
    band = band_of(speech.stretches)
    parts = [part for part in voiced(speech.stretches, low_cut=band.low_cut) if part.times.size]
    tract = tract_of(formants_of(parts, band, None, None), None)
    return float(np.median(np.concatenate([part.hertz for part in parts]))), None if isinstance(tract, str) else tract.length


def _bare(clip: Wave) -> float:
    """Median pitch (Hz) with Praat's defaults."""
    import parselmouth

    hertz = parselmouth.Sound(clip.astype(np.float64), SAMPLE_RATE).to_pitch().selected_array["frequency"]
    return float(np.median(hertz[hertz > 0]))
