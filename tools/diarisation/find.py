"""Finding who spoke when: speech, the voices of its windows, groups of like voices, turns."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tools.diarisation.clusters import Groups, grouped
from tools.diarisation.speech import probabilities, stretches
from tools.diarisation.turns import Diarisation, Stretch, numbered
from tools.diarisation.windows import STEP, voices
from tools.progress import report
from tools.recordings import SAMPLE_RATE, Samples, sound

_MIXED = 0.03
"""Cosine: a window whose best two speakers are nearer to each other than this may hold both."""
_LONG = 0.6
"""Seconds that mixed windows must last to be called an overlap: at a change of speaker they are mixed for less. With these two,
58 % of what is called an overlap is one (three AMI clips, 7 s of overlap), and 26 % of the overlaps are found."""


def diarise(path: Path) -> Diarisation:
    """Who spoke when in a recording. The same recording gives the same answer; where nobody speaks there are no turns.

    The sound is decoded twice and never kept: of each second of speech 5 KB stay in memory.

    Raises:
        av.error.FFmpegError: nothing in the recording can be decoded.
        WeightsError: the weights of the voice encoder are missing or not the pinned bytes.
        Stopped: the user stopped the run.
    """
    found, seconds = _listen(path)
    speech = stretches(found, seconds)
    windows = voices(sound(path), speech, seconds, "comparing voices")
    groups = grouped(windows.times, windows.vectors, STEP)
    return numbered(list(_pieces(speech, windows.times, groups.labels)), _mixed(windows.times, groups))


def _listen(path: Path) -> tuple[list[npt.NDArray[np.float32]], float]:
    """The probabilities of speech, and the length of the recording in seconds."""
    samples = 0

    def counted() -> Iterator[Samples]:
        nonlocal samples
        for piece in sound(path):
            samples += piece.size
            yield piece

    found = []
    for part in probabilities(counted()):
        found.append(part)
        report(0.0, f"finding speech, {samples // SAMPLE_RATE} s heard")
    return found, samples / SAMPLE_RATE


def _pieces(speech: Sequence[Stretch], times: npt.NDArray[np.float64], labels: npt.NDArray[np.int_]) -> Iterator[tuple[float, float, int]]:
    """Each stretch of speech cut half way between windows of different groups: (start, end, group)."""
    position = 0
    for stretch in speech:
        start = stretch.start
        while position < len(times) and times[position] <= stretch.end:
            last = position + 1 == len(times) or times[position + 1] > stretch.end
            if last or labels[position + 1] != labels[position]:
                end = stretch.end if last else float(times[position] + times[position + 1]) / 2
                yield start, end, int(labels[position])
                start = end
            position += 1


def _mixed(times: npt.NDArray[np.float64], groups: Groups) -> Iterator[tuple[float, float, tuple[int, int]]]:
    """The stretches in which all windows are mixed, where they last, and the two groups whose means they are nearest to."""
    mixed = groups.margins < _MIXED
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mixed, [False]])))
    for first, behind in edges.reshape(-1, 2):
        for run in np.split(np.arange(first, behind), np.flatnonzero(np.diff(times[first:behind]) > 1.5 * STEP) + 1):
            if len(run) >= round(_LONG / STEP):
                second, best = np.argsort(groups.cosines[run].mean(axis=0))[-2:]
                yield float(times[run[0]]) - STEP / 2, float(times[run[-1]]) + STEP / 2, (int(best), int(second))
