"""The fundamental frequency: where the voice vibrates, and how often a second."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.measures import Pitch
from tools.profile_voice.praat import sound_of
from tools.profile_voice.speech import Stretch
from tools.recordings import Samples

STEP = 0.01
"""Seconds between two measurements."""
LEAST_VOICED = 1.0
"""Seconds of voiced speech below which no number is given."""
LEAST_CLEARNESS = 10.0
"""dB that speech must stand above the quiet moments; in more noise the pitch of a real clip was found to jump by an octave."""
_POINTS = 300
_WITHIN_DB = 25.0

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Voiced:
    """The voiced moments of one stretch."""

    stretch: Stretch
    times: Numbers
    """Seconds from the start of the stretch; shape (moments,)."""
    hertz: Numbers
    """Shape (moments,)."""

    @property
    def seconds(self) -> float:
        """How long the voice sounds."""
        return self.times.size * STEP


def voiced(stretches: Sequence[Stretch], *, low_cut: bool) -> list[Voiced]:
    """The fundamental frequency of each stretch, by Praat's autocorrelation (Boersma 1993, Proc. IFA 17, 97-110).

    Two passes, so that octave errors are rare: the range of the second is taken from the middle of the first, after De Looze
    & Hirst (2008, Speech Prosody): 0.72 x the 35th percentile - 10 Hz to 1.9 x the 65th + 10 Hz.

    Args:
        stretches: what is measured.
        low_cut: the fundamental itself was cut off. Rectifying the sound gives it back from the distance of its harmonics;
            on telephone copies this takes gross errors from 14 to 10 % of the voiced moments.
    """
    first = [_measured(stretch, 50.0, 600.0, low_cut) for stretch in stretches]
    heard = np.concatenate([part.hertz for part in first]) if first else np.zeros(0)
    if heard.size < LEAST_VOICED / STEP / 4:
        return first
    low, high = np.percentile(heard, [35, 65])
    return [_measured(stretch, max(50.0, 0.72 * low - 10), min(700.0, 1.9 * high + 10), low_cut) for stretch in stretches]


def pitch_of(parts: Sequence[Voiced], clearness: float | None) -> Pitch:
    """Median, mean, the range in which the voice spends nine tenths of its time, and the course.

    Args:
        parts: the voiced moments.
        clearness: speech above the quiet moments, dB, where there are any.
    """
    if (noise := too_noisy(clearness, LEAST_CLEARNESS)) is not None:
        return Pitch(name="f0", unit="Hz", reason=noise)
    hertz = np.concatenate([part.hertz for part in parts])
    if hertz.size * STEP < LEAST_VOICED:
        return Pitch(name="f0", unit="Hz", reason=too_short(hertz.size * STEP, LEAST_VOICED))
    times = np.concatenate([part.stretch.start + part.times for part in parts])
    every = -(-hertz.size // _POINTS)
    low, high = np.percentile(hertz, [5, 95])
    return Pitch(
        name="f0",
        unit="Hz",
        mean=round(float(hertz.mean()), 1),
        interval=(round(float(low), 1), round(float(high), 1)),
        meaning="5 to 95 % of the voiced time",
        median=round(float(np.median(hertz)), 1),
        contour=tuple((round(float(t), 2), round(float(f), 1)) for t, f in zip(times[::every], hertz[::every], strict=True)),
    )


def too_short(seconds: float, needed: float) -> str:
    """Why nothing is measured on so little."""
    return f"only {seconds:.1f} s of voiced speech were found; {needed:.0f} s are needed"


def too_noisy(clearness: float | None, needed: float) -> str | None:
    """Why nothing is measured in so much noise, or None."""
    if clearness is None or clearness >= needed:
        return None
    return f"speech stands only {clearness:.0f} dB above the quiet moments; {needed:.0f} dB are needed"


def _measured(stretch: Stretch, floor: float, ceiling: float, low_cut: bool) -> Voiced:
    sound = sound_of(_with_fundamental(stretch.samples) if low_cut else stretch.samples)
    if sound.duration < 6.5 / floor:  # Praat wants three periods in a window, and the intensity six
        return Voiced(stretch, np.zeros(0), np.zeros(0))
    found = sound.to_pitch_ac(time_step=STEP, pitch_floor=floor, pitch_ceiling=ceiling)
    hertz, times = found.selected_array["frequency"], found.xs()
    loud = sound.to_intensity(minimum_pitch=max(floor, 50.0), time_step=STEP)
    levels = np.interp(times, loud.xs(), loud.values[0])
    sure = (hertz > 0) & (levels > levels.max() - _WITHIN_DB)
    return Voiced(stretch, times[sure], hertz[sure])


def _with_fundamental(samples: Samples) -> Samples:
    rectified = np.abs(samples) - np.abs(samples).mean()
    together: Samples = samples / (samples.std() + 1e-9) + rectified / (rectified.std() + 1e-9)
    return together
