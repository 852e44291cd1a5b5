"""Where anybody speaks: the probabilities of the voice activity detector made to stretches."""

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np
import numpy.typing as npt

from tools import voice_activity
from tools.diarisation.turns import Stretch
from tools.recordings import SAMPLE_RATE, Samples, blocks
from tools.voice_activity import FRAME

_BLOCK = 30 * SAMPLE_RATE // FRAME * FRAME
_BEFORE = 32 * FRAME
"""Samples of the block before that the detector hears again, so that it does not start deaf: 1 s."""

_ON = 0.1
_OFF = 0.07
"""A stretch starts at the first probability and ends below the second. They are low: at the usual 0.5 a fifth of the speech of
distant microphones (AMI) is lost. What they let in besides is given to the speaker it sounds most like."""
_PAUSE = 0.6
"""Seconds: a shorter pause within speech is part of it, as in the NIST evaluations and AMI's annotation."""
_EDGE = 0.1
"""Seconds added at both ends."""
_LEAST = 0.1
"""Seconds: what is shorter is no speech."""


def probabilities(pieces: Iterable[Samples]) -> Iterator[npt.NDArray[np.float32]]:
    """The probability of speech in every 32 ms, block by block: hours need no more memory than minutes."""
    before = np.zeros(0, np.float32)
    for block in blocks(pieces, _BLOCK):
        heard = np.concatenate([before, block])
        yield voice_activity.probabilities(heard)[before.size // FRAME :]
        before = block[-_BEFORE:]


def stretches(found: Iterable[npt.NDArray[np.float32]], seconds: float) -> list[Stretch]:
    """Where somebody speaks in a recording of `seconds`, from the probabilities of its blocks; by start, apart from each other."""
    speech: list[Stretch] = []
    began: float | None = None
    step = FRAME / SAMPLE_RATE
    for frame, probability in enumerate(chain.from_iterable(found)):
        if began is None and probability >= _ON:
            began = frame * step
        elif began is not None and probability < _OFF:
            _join(speech, began, frame * step, seconds)
            began = None
    if began is not None:
        _join(speech, began, seconds, seconds)
    return speech


def _join(speech: list[Stretch], start: float, end: float, seconds: float) -> None:
    if end - start < _LEAST:
        return
    start, end = max(0.0, start - _EDGE), min(seconds, end + _EDGE)
    if speech and start - speech[-1].end < _PAUSE:
        speech[-1] = Stretch(speech[-1].start, end)
    else:
        speech.append(Stretch(start, end))
