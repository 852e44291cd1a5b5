"""The speech of a recording, cut out piece by piece so that hours of it need no more memory than minutes."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tools import voice_activity
from tools.profile_voice.praat import sound_of
from tools.recordings import SAMPLE_RATE, Samples, blocks

MOST_SECONDS = 180.0
"""Net speech that is measured: the clearest of it. Long-term formants settle after some 6 s of vowels (Moos 2010, The
Phonetician 101/102, 7-24), pitch after some 14 s of speech (Nolan 1983), so that three minutes are far more than needed."""
_WINDOW = 60.0
_LONGEST = 12.0
_SHORTEST = 0.25
_PAUSE = 0.3
_EDGE = 0.06
_SURE = 0.3
# Silero's probability of speech. At its default of 0.5 it misses half of the speech in telephone copies of clear clips; at 0.3 it
# finds it and still hears none in white and pink noise, hum, tones and chords.
_FRAME = int(0.02 * SAMPLE_RATE)
_HELD_DB = 15.0
_HELD_FOR = 4.0
_BETWEEN = 0.2


@dataclass(frozen=True, order=True)
class Stretch:
    """One stretch of speech."""

    clearness: float
    """How far it stands above the quiet moments around it, dB; 0 where the minute around it has none to compare with."""
    start: float
    """Seconds from the start of the recording."""
    end: float
    """Seconds."""
    samples: Samples = field(compare=False, repr=False)

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True)
class Speech:
    """What is measured of a recording."""

    stretches: tuple[Stretch, ...]
    """In order of time."""
    found_seconds: float
    """Speech in the whole recording, of which the stretches may be a part."""
    recording_seconds: float

    @property
    def seconds(self) -> float:
        """Net speech that is measured."""
        return sum(stretch.seconds for stretch in self.stretches)

    @property
    def clearness(self) -> float | None:
        """Speech above noise, dB: the median over the measured time; None where nobody pauses, so that there is no noise to hear."""
        ordered = sorted(stretch for stretch in self.stretches if stretch.clearness)
        if not ordered:
            return None
        ends = np.cumsum([stretch.seconds for stretch in ordered])
        return ordered[int(np.searchsorted(ends, ends[-1] / 2))].clearness


def speech_in(pieces: Iterable[Samples], most: float = MOST_SECONDS) -> Iterator[Speech]:
    """Find speech in sound that comes piece by piece; gives what was found so far after each minute, the last being all.

    Nothing is kept but the clearest `most` seconds. A sound that begins as speech counts for as long as it is held.
    """
    kept: list[Stretch] = []
    found, begun = 0.0, 0.0
    for window in blocks(pieces, int(_WINDOW * SAMPLE_RATE)):
        for stretch in _stretches(window, begun):
            found += stretch.seconds
            heapq.heappush(kept, stretch)
        while len(kept) > 1 and sum(stretch.seconds for stretch in kept) > most:
            heapq.heappop(kept)
        begun += window.size / SAMPLE_RATE
        yield Speech(tuple(sorted(kept, key=lambda stretch: stretch.start)), found, begun)


def _stretches(window: Samples, begun: float) -> Iterator[Stretch]:
    found = voice_activity.spoken(window, pause=_PAUSE, edge=_EDGE, least=_SHORTEST, sure=_SURE)
    if not found:
        return
    levels = _levels(window)
    spans = _held(window, found, levels)
    paused = window.size - sum(end - start for start, end in spans) >= _PAUSE * SAMPLE_RATE
    quiet = float(np.percentile(levels, 5))
    for start, end in spans:
        for first in range(start, end, int(_LONGEST * SAMPLE_RATE)):
            last = min(end, first + int(_LONGEST * SAMPLE_RATE))
            if last - first < _SHORTEST * SAMPLE_RATE:
                continue
            clearness = float(np.percentile(levels[first // _FRAME : last // _FRAME + 1], 60)) - quiet if paused else 0.0
            yield Stretch(clearness, begun + first / SAMPLE_RATE, begun + last / SAMPLE_RATE, window[first:last].copy())


def _levels(window: Samples) -> npt.NDArray[np.float64]:
    """Loudness of every 20 ms, dB of full scale."""
    frames = np.pad(window, (0, -window.size % _FRAME)).reshape(-1, _FRAME).astype(np.float64)
    levels: npt.NDArray[np.float64] = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-9)
    return levels


def _held(window: Samples, found: list[tuple[int, int]], levels: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Speech with the voiced sound that goes on from it, for some seconds: the detector lets go of vowels that are held long."""
    pitch = sound_of(window).to_pitch_ac(time_step=0.01, pitch_floor=60, pitch_ceiling=600)
    voiced = pitch.selected_array["frequency"] > 0
    times = (pitch.xs() * SAMPLE_RATE).astype(int)
    loud = np.median(np.concatenate([levels[start // _FRAME : end // _FRAME + 1] for start, end in found])) - _HELD_DB
    voiced &= levels[np.minimum(times // _FRAME, levels.size - 1)] > loud
    edges = np.flatnonzero(np.diff(np.concatenate([[0], voiced.astype(np.int8), [0]])))
    runs = [(int(times[first]), int(times[last - 1])) for first, last in zip(edges[::2], edges[1::2], strict=True)]
    most = int(_HELD_FOR * SAMPLE_RATE)
    limits = [(start - most, end + most) for start, end in found]
    inside = [(max(run[0], low), min(run[1], high)) for run in runs for low, high in limits if run[0] < high and low < run[1]]
    return [span for span in _joined(sorted(found + inside)) if any(span[0] <= start and end <= span[1] for start, end in found)]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap or stand no farther apart than the sounds of a word do, as one."""
    merged = [spans[0]]
    for start, end in spans[1:]:
        if start - merged[-1][1] <= _BETWEEN * SAMPLE_RATE:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
