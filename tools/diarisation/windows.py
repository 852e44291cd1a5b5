"""The voices of short windows of speech, one every 0.2 s."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.diarisation.turns import Stretch
from tools.progress import report
from tools.recordings import SAMPLE_RATE, Samples, blocks
from tools.voice_embedding import Vectors, encoder

STEP = 0.2
"""Seconds from one window to the next."""
WINDOW = 1.2
"""Seconds: shorter windows say less of the voice, longer ones mix the voices of short turns."""
_BLOCK = 30 * SAMPLE_RATE
_AROUND = SAMPLE_RATE
"""Samples before and after a block that the windows at its edges look into."""


@dataclass(frozen=True)
class Windows:
    """The voices heard in a recording's speech."""

    times: npt.NDArray[np.float64]
    """Shape (n,): the middle of each window in seconds, ascending."""
    vectors: Vectors


def voices(pieces: Iterable[Samples], speech: Sequence[Stretch], seconds: float, doing: str) -> Windows:
    """Embed the window around every 0.2 s that lies in speech, block by block: the sound is not kept.

    Args:
        pieces: the recording, as `tools.recordings.sound` gives it.
        speech: where somebody speaks, by start.
        seconds: length of the recording, for telling how far the work is.
        doing: what to say is being done.
    """
    middles = _middles(speech)
    times, vectors = [], [np.zeros((0, encoder().dimension), np.float32)]
    start = 0.0
    for before, block, after in _with_neighbours(blocks(pieces, _BLOCK)):
        report(start / max(seconds, 1e-9), doing)
        end = start + block.size / SAMPLE_RATE
        here = middles[(middles >= start) & (middles < end)] - start
        if here.size:
            sound = np.concatenate([before, block, after])
            vectors.append(encoder().around(sound, here + before.size / SAMPLE_RATE, WINDOW))
            times.append(here + start)
        start = end
    return Windows(np.concatenate([np.zeros(0), *times]), np.concatenate(vectors))


def _middles(speech: Sequence[Stretch]) -> npt.NDArray[np.float64]:
    """Every multiple of 0.2 s in speech, and the middle of a stretch that has none."""
    found: list[npt.NDArray[np.float64]] = [np.zeros(0)]
    for stretch in speech:
        inside = np.arange(np.ceil(stretch.start / STEP), np.floor(stretch.end / STEP) + 1) * STEP
        found.append(inside if inside.size else np.array([(stretch.start + stretch.end) / 2]))
    return np.concatenate(found)


def _with_neighbours(parts: Iterator[Samples]) -> Iterator[tuple[Samples, Samples, Samples]]:
    """Each block between the last second before it and the first second after it."""
    nothing = np.zeros(0, np.float32)
    before, block = nothing, next(parts, None)
    while block is not None:
        following = next(parts, None)
        yield before, block, nothing if following is None else following[:_AROUND]
        before, block = block[-_AROUND:], following
