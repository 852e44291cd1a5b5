"""The harmonic pattern: how regular the voice is, and how its lowest harmonics stand to each other."""

from collections.abc import Sequence

import numpy as np

from tools.measures import Measure
from tools.profile_voice.band import Band
from tools.profile_voice.pitch import LEAST_CLEARNESS, LEAST_VOICED, Numbers, Voiced, too_noisy, too_short
from tools.profile_voice.praat import call, sound_of
from tools.recordings import SAMPLE_RATE

NAMES = (("HNR", "dB"), ("jitter", "%"), ("shimmer", "%"), ("H1-H2", "dB"), ("H1-H3", "dB"), ("H1-H4", "dB"))
"""What is measured, with its unit."""
_HALF = int(0.03 * SAMPLE_RATE)
_SIZE = 4096
_CONNECTED = "running speech with its noise: limits of clinics are for held vowels and do not apply"
_NO_LOW = "the first harmonic is cut off, as on a telephone"
_SHORTEST = 0.2
_SILENT = -199.0  # Praat writes -200 where it finds no period


def harmonics_of(parts: Sequence[Voiced], band: Band, clearness: float | None) -> tuple[Measure, ...]:
    """Harmonics-to-noise ratio, jitter, shimmer, and the first harmonic against the next ones, over the voiced moments.

    HNR by cross-correlation and jitter and shimmer from glottal pulses are Praat's (Boersma 1993, Proc. IFA 17, 97-110), with its
    standard settings. H1-H2 and its kin are read from the spectrum (60 ms Hann windows) and not corrected for formants.

    Args:
        parts: the voiced moments.
        band: what the recording has kept.
        clearness: speech above the quiet moments, dB, where there are any.
    """
    seconds = sum(part.seconds for part in parts)
    clear = [part for part in parts if part.seconds >= _SHORTEST]
    reason = too_noisy(clearness, LEAST_CLEARNESS)
    if seconds < LEAST_VOICED:
        reason = too_short(seconds, LEAST_VOICED)
    elif not clear:
        reason = "the voice never sounds for a fifth of a second on end"
    if reason is not None:
        return tuple(Measure(name=name, unit=unit, reason=reason) for name, unit in NAMES)
    low, high = _range(clear)
    pulses = [_pulses(part, low, high) for part in clear]
    found = [_measure("HNR", "dB", np.concatenate([_ratio(part, low) for part in clear]), "5 to 95 % of the voiced time", None)]
    for number, name in enumerate(("jitter", "shimmer")):
        values = np.array([pair[number] for pair in pulses]) * 100
        found.append(_measure(name, "%", values[np.isfinite(values)], "5 to 95 % of the stretches", _CONNECTED))
    levels = np.concatenate([_levels(part) for part in clear])
    for number in (2, 3, 4):
        name = f"H1-H{number}"
        differences = levels[:, 0] - levels[:, number - 1]
        found.append(
            Measure(name=name, unit="dB", reason=_NO_LOW)
            if band.low_cut
            else _measure(name, "dB", differences, "5 to 95 % of the voiced time", None)
        )
    return tuple(found)


def _measure(name: str, unit: str, values: Numbers, meaning: str, reason: str | None) -> Measure:
    if not values.size:
        return Measure(name=name, unit=unit, reason="the voice was nowhere regular enough")
    low, high = np.percentile(values, [5, 95])
    return Measure(
        name=name,
        unit=unit,
        mean=round(float(values.mean()), 2),
        interval=(round(float(low), 2), round(float(high), 2)),
        meaning=meaning,
        reason=reason,
    )


def _range(parts: Sequence[Voiced]) -> tuple[float, float]:
    hertz = np.concatenate([part.hertz for part in parts])
    return max(40.0, float(hertz.min()) * 0.9), float(hertz.max()) * 1.1


def _ratio(part: Voiced, floor: float) -> Numbers:
    """HNR (dB) at the voiced moments."""
    found = sound_of(part.stretch.samples).to_harmonicity_cc(time_step=0.01, minimum_pitch=floor)
    nearest = np.abs(found.xs()[None, :] - part.times[:, None]).argmin(axis=1)
    values = found.values[0][nearest]
    kept: Numbers = values[values > _SILENT]
    return kept


def _pulses(part: Voiced, low: float, high: float) -> tuple[float, float]:
    """Local jitter and shimmer, as shares; not a number where there are too few pulses."""
    sound = sound_of(part.stretch.samples)
    pulses = call(sound, "To PointProcess (periodic, cc)", low, high)
    jitter = call(pulses, "Get jitter (local)", 0, 0, 0.0001, 0.02, 1.3)
    shimmer = call([sound, pulses], "Get shimmer (local)", 0, 0, 0.0001, 0.02, 1.3, 1.6)
    return float(jitter), float(shimmer)


def _levels(part: Voiced) -> Numbers:
    """Levels (dB) of the first four harmonics; shape (moments, 4). Every fifth moment, away from the edges."""
    samples = part.stretch.samples.astype(np.float64)
    rows = []
    for time, hertz in zip(part.times[::5], part.hertz[::5], strict=True):
        middle = int(time * SAMPLE_RATE)
        if middle < _HALF or middle + _HALF > samples.size:
            continue
        spectrum = np.abs(np.fft.rfft(samples[middle - _HALF : middle + _HALF] * np.hanning(2 * _HALF), _SIZE))
        bins = _SIZE / SAMPLE_RATE
        peaks = [spectrum[int((n - 0.1) * hertz * bins) : int((n + 0.1) * hertz * bins) + 2].max() for n in range(1, 5)]
        rows.append(20 * np.log10(np.array(peaks) + 1e-12))
    return np.array(rows).reshape(-1, 4)
