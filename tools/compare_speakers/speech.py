"""Net speech: the stretches of a recording in which somebody speaks, without the pauses."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools import voice_activity
from tools.recordings import SAMPLE_RATE, Samples

_PAUSE = 0.3
"""Seconds: a shorter pause does not cut a stretch."""
_EDGE = 0.03
_SHORTEST = 0.25


@dataclass(frozen=True)
class Stretch:
    """A part of a recording, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start

    def of(self, samples: Samples) -> Samples:
        """What is heard in it."""
        return samples[round(self.start * SAMPLE_RATE) : round(self.end * SAMPLE_RATE)]


def stretches(samples: Samples) -> tuple[Stretch, ...]:
    """Where somebody speaks, in order of time."""
    found = voice_activity.spoken(samples, pause=_PAUSE, edge=_EDGE, least=_SHORTEST)
    return tuple(Stretch(start / SAMPLE_RATE, end / SAMPLE_RATE) for start, end in found)


def net(samples: Samples, spoken: Sequence[Stretch]) -> Samples:
    """The stretches joined, nothing between them."""
    return np.concatenate([stretch.of(samples) for stretch in spoken]) if spoken else samples[:0]


def seconds(spoken: Sequence[Stretch]) -> float:
    """How long the stretches are together."""
    return sum(stretch.seconds for stretch in spoken)


def longest(spoken: Sequence[Stretch], limit: float) -> tuple[Stretch, ...]:
    """The longest stretches that together last at most `limit` seconds (the last one cut to fit), in order of time."""
    kept: list[Stretch] = []
    left = limit
    for stretch in sorted(spoken, key=lambda s: (-s.seconds, s.start)):
        if left <= 0:
            break
        kept.append(Stretch(stretch.start, min(stretch.end, stretch.start + left)))
        left -= kept[-1].seconds
    return tuple(sorted(kept, key=lambda s: s.start))
