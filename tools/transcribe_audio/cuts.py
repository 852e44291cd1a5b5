"""Where somebody speaks: a track in stretches of constant size, a stretch in cuts, cuts packed into windows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tools import voice_activity
from tools.recordings import SAMPLE_RATE, Samples

STRETCH = 180 * SAMPLE_RATE
"""Samples of a stretch: what is decoded, worked on and kept at a time, whatever the length of the recording."""
LONGEST = 16.0
"""Seconds of sound in one window. Whisper hears up to 30, but the time of its encoder and decoder grows faster than the window; on a
minute of clips, windows of 16 s had as many word errors as bare faster-whisper (6 of 178), windows of 12 s one more."""
_PAUSE = 0.4
"""Seconds without speech that end a cut: long enough not to divide a number that is said in groups."""
_EDGE = 0.4
"""Seconds kept before and after speech: its first and last sounds are softer than what the detector hears."""


@dataclass(frozen=True)
class Stretch:
    """Some minutes of a track that begin and end where nobody speaks."""

    start: int
    """Samples from the start of the track."""
    sound: Samples
    cuts: tuple[tuple[int, int], ...]
    """Where somebody speaks, in samples of the stretch, in order."""
    last: bool
    """Whether the track ends here."""

    @property
    def end(self) -> int:
        """Samples from the start of the track to its end."""
        return self.start + self.sound.size


@dataclass(frozen=True)
class Window:
    """Cuts of one track put one after another: what the recogniser hears at once."""

    sound: Samples
    cuts: tuple[tuple[float, float], ...]
    """Start and end of each in seconds of the track."""

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.sound.size / SAMPLE_RATE

    def places(self, start: float, end: float) -> tuple[float, float]:
        """A stretch of the window's time in seconds of the track: both ends in the cut that holds its middle."""
        middle, before = (start + end) / 2, 0.0
        for begin, stop in self.cuts:
            length = stop - begin
            if middle <= before + length or (begin, stop) == self.cuts[-1]:
                return tuple(begin + min(max(time - before, 0.0), length) for time in (start, end))  # type: ignore[return-value]
            before += length
        raise ValueError("a window has no cuts")

    def rest(self, after: float) -> "Window | None":
        """What follows a time of the window, as a window of its own; None when nothing does."""
        left, before = [], 0.0
        for begin, stop in self.cuts:
            skipped = min(max(after - before, 0.0), stop - begin)
            before += stop - begin
            if begin + skipped < stop:
                left.append((begin + skipped, stop))
        return Window(self.sound[int(after * SAMPLE_RATE) :], tuple(left)) if left else None


def stretches(pieces: Iterator[Samples], done: int) -> Iterator[Stretch]:
    """A track in stretches, from `done` samples on; a stretch ends before the speech that would be cut by its end.

    The same `done` gives the same stretches, whatever was cut before it.
    """
    skip, start, held = done, done, np.zeros(0, np.float32)
    waiting: list[Samples] = []
    for piece in pieces:
        left = piece[min(skip, piece.size) :]
        skip -= piece.size - left.size
        waiting.append(left)
        if held.size + sum(map(len, waiting)) < STRETCH:
            continue
        held, waiting = np.concatenate([held, *waiting]), []
        while held.size >= STRETCH:
            cuts = speech(held[:STRETCH])
            end = STRETCH
            if cuts and cuts[-1][1] > STRETCH - int(2 * _PAUSE * SAMPLE_RATE) and cuts[-1][0] > 0:
                end = cuts.pop()[0]
            yield Stretch(start, held[:end], tuple(cuts), last=False)
            start, held = start + end, held[end:].copy()
    held = np.concatenate([held, *waiting])
    yield Stretch(start, held, tuple(speech(held)), last=True)


def speech(sound: Samples) -> list[tuple[int, int]]:
    """Where somebody speaks, in samples, no cut longer than a window."""
    return voice_activity.spoken(sound, pause=_PAUSE, edge=_EDGE, longest=LONGEST)


def windows(stretch: Stretch) -> list[Window]:
    """The cuts of a stretch packed in order, as many into a window as it holds: a short cut alone would cost as much as a long one."""
    packed: list[list[tuple[int, int]]] = []
    room = 0
    for start, end in stretch.cuts:
        if not packed or end - start > room:
            packed.append([])
            room = int(LONGEST * SAMPLE_RATE)
        if packed[-1] and packed[-1][-1][1] == start:  # a short pause, kept as it is
            packed[-1][-1] = (packed[-1][-1][0], end)
        else:
            packed[-1].append((start, end))
        room -= end - start
    return [_window(stretch, cuts) for cuts in packed]


def _window(stretch: Stretch, cuts: Sequence[tuple[int, int]]) -> Window:
    seconds = tuple(((stretch.start + start) / SAMPLE_RATE, (stretch.start + end) / SAMPLE_RATE) for start, end in cuts)
    return Window(np.concatenate([stretch.sound[start:end] for start, end in cuts]), seconds)
