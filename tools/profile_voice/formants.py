"""Formants: the resonances of the vocal tract, as long-term medians over the voiced moments."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.measures import Measure
from tools.profile_voice.band import TELEPHONE_TOP, Band
from tools.profile_voice.pitch import Numbers, Voiced, too_noisy, too_short
from tools.profile_voice.praat import sound_of
from tools.progress import report

LEAST_VOICED = 2.0
"""Seconds of voiced speech below which no formant is given."""
SETTLED = 6.0
"""Seconds of vowels after which long-term formants settle (Moos 2010, The Phonetician 101/102, 7-24)."""
LEAST_CLEARNESS = 12.0
"""dB that speech must stand above the quiet moments; below it linear prediction follows the noise."""
LEAST_RATIO = 4.0
"""dB of harmonics above noise that the voiced moments must have, for the same reason."""
ODD = np.array([0.5, 1.5, 2.5, 3.5])
"""F_i of an even tube as multiples of the formant spacing (Reby & McComb 2003, Anim. Behav. 65, 519-530)."""
_CEILINGS = range(4500, 6751, 250)
_TRIAL = 30.0
_MISFIT = 0.1
_ALIKE = 1.15


@dataclass(frozen=True)
class Tracks:
    """Formants under one ceiling."""

    ceiling: float
    """Hz."""
    hertz: Numbers
    """F1 to F4 of each voiced moment; shape (moments, 4); not a number where there is none."""
    cost: float
    """How unlikely this ceiling is; only to compare with others of the same voice."""

    @property
    def medians(self) -> Numbers:
        """Shape (4,), Hz."""
        found: Numbers = np.array([np.nanmedian(row) if np.isfinite(row).any() else np.nan for row in self.hertz.T])
        return found


@dataclass(frozen=True)
class Formants:
    """The formants of a voice: those of the likeliest ceiling, and of the others that are nearly as likely."""

    chosen: Tracks
    alike: tuple[Tracks, ...]
    measurable: tuple[int, ...]
    """Which of F1 to F4 the band leaves whole, counted from 0."""

    def spacing(self, tracks: Tracks) -> float:
        """The formant spacing (Hz): slope of the measurable formants on (2i - 1)/2, through the origin (Reby & McComb 2003)."""
        number = list(self.measurable)
        return float(ODD[number] @ tracks.medians[number] / (ODD[number] @ ODD[number]))


def formants_of(parts: Sequence[Voiced], band: Band, clearness: float | None, ratio: float | None) -> Formants | str:
    """The formants, by Praat's Burg method, or the reason why there are none.

    The ceiling below which five formants are sought must suit the tract, whose length is not known. As Escudero et al. (2009, J.
    Acoust. Soc. Am. 126, 1379-1393) do for single vowels and Barreda (2021, Linguistics Vanguard 7) for tracks, ceilings from 4.5
    to 6.75 kHz are tried, and the one is taken whose tracks are smoothest, provided that five formants of the spacing found fill
    it and that F3 and F4, which articulation moves least (Lammert & Narayanan 2015), keep their distance. No sex is assumed.

    Args:
        parts: the voiced moments.
        band: what the recording has kept.
        clearness: speech above the quiet moments, dB, where there are any.
        ratio: harmonics-to-noise ratio of the voiced moments, dB, where it was measured.
    """
    seconds = sum(part.seconds for part in parts)
    if seconds < LEAST_VOICED:
        return too_short(seconds, LEAST_VOICED)
    if ratio is not None and ratio < LEAST_RATIO:
        return f"the voice stands only {ratio:.1f} dB above the noise in it; {LEAST_RATIO:.0f} dB are needed"
    if (noise := too_noisy(clearness, LEAST_CLEARNESS)) is not None:
        return noise
    if band.high_cut:  # up to 4 kHz there is room for three formants and half of the next
        chosen = _tracks(parts, TELEPHONE_TOP, 3.5)
        return Formants(chosen, (chosen,), (1, 2) if band.low_cut else (0, 1, 2))
    tried: list[Tracks] = []
    for ceiling in _CEILINGS:
        report(0.7 + 0.2 * len(tried) / len(_CEILINGS), f"following the formants below {ceiling} Hz")
        tried.append(_tracks(_first(parts), float(ceiling), 5.0))
    usable = [tracks for tracks in tried if np.isfinite(tracks.cost)]
    if not usable:
        return "no four resonances could be followed through the voiced moments"
    best = min(usable, key=lambda tracks: tracks.cost)
    alike = tuple(tracks for tracks in usable if tracks.cost <= _ALIKE * best.cost)
    return Formants(_tracks(parts, best.ceiling, 5.0), alike, (1, 2, 3) if band.low_cut else (0, 1, 2, 3))


def measures_of(found: Formants | str, voiced_seconds: float) -> tuple[Measure, ...]:
    """F1 to F4 as evidence."""
    if isinstance(found, str):
        return tuple(Measure(name=f"F{number}", unit="Hz", reason=found) for number in range(1, 5))
    short = (
        None if voiced_seconds >= SETTLED else f"{voiced_seconds:.1f} s of voiced speech; long-term formants settle after {SETTLED:.0f} s"
    )
    return tuple(_measure(found, number, short) for number in range(4))


def _measure(found: Formants, number: int, short: str | None) -> Measure:
    name = f"F{number + 1}"
    if number not in found.measurable:
        reason = (
            "the recording has no frequencies below about 300 Hz, as on a telephone, which moves F1 up by some 14 % (Künzel 2001)"
            if number == 0
            else "the recording has no frequencies above about 4 kHz, as on a telephone"
        )
        return Measure(name=name, unit="Hz", reason=reason)
    hertz = found.chosen.hertz[:, number]
    low, high = np.nanpercentile(hertz, [5, 95])
    return Measure(
        name=name,
        unit="Hz",
        mean=round(float(found.chosen.medians[number]), 0),
        interval=(round(float(low), 0), round(float(high), 0)),
        meaning="median; 5 to 95 % of the voiced time",
        reason=short,
    )


def _first(parts: Sequence[Voiced]) -> Sequence[Voiced]:
    """As many as hold half a minute of voice: enough to choose a ceiling by."""
    ends = np.cumsum([part.seconds for part in parts])
    return parts[: int(np.searchsorted(ends, _TRIAL)) + 1]


def _tracks(parts: Sequence[Voiced], ceiling: float, count: float) -> Tracks:
    found, steps = [], []
    for part in parts:
        if part.times.size < 2:
            continue
        formant = sound_of(part.stretch.samples).to_formant_burg(
            time_step=0.01, max_number_of_formants=count, maximum_formant=ceiling, window_length=0.025, pre_emphasis_from=50
        )
        hertz = np.array([[formant.get_value_at_time(number, time) for number in range(1, 5)] for time in part.times])
        found.append(hertz)
        steps.append(np.abs(np.diff(np.log(hertz), axis=0))[np.diff(part.times) < 0.015])
    hertz = np.concatenate(found)
    tracks = Tracks(ceiling, hertz, np.inf)
    if np.isnan(tracks.medians).any() or not any(len(part) for part in steps):
        return tracks
    return Tracks(ceiling, hertz, _cost(tracks, np.concatenate(steps)))


def _cost(tracks: Tracks, steps: Numbers) -> float:
    spacing = float(ODD @ tracks.medians / (ODD @ ODD))
    filled = 5 * spacing / tracks.ceiling - 1
    uneven = float(np.abs(tracks.medians[2:] / (ODD[2:] * spacing) - 1).sum())
    roughness = float(np.nanmean(np.nanmedian(steps, axis=0)))
    return roughness * (1 + (filled / _MISFIT) ** 2 + (uneven / _MISFIT) ** 2)
