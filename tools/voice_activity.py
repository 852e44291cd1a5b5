"""Where a voice is heard: Silero's voice activity detector (MIT, inside faster-whisper), for every tool that listens."""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from tools.recordings import SAMPLE_RATE, Samples

FRAME = 512
"""Samples that one probability is about: 32 ms."""


def probabilities(sound: Samples) -> npt.NDArray[np.float32]:
    """The probability of a voice in every 32 ms; shape (frames,), the last frame filled up with silence."""
    return np.asarray(_detector()(np.pad(sound, (0, -sound.size % FRAME))), np.float32).reshape(-1)


def spoken(
    sound: Samples, *, pause: float, edge: float, least: float = 0.0, longest: float = float("inf"), sure: float = 0.5
) -> list[tuple[int, int]]:
    """Where somebody speaks: (start, end) in samples, in order.

    Args:
        sound: 16 kHz.
        pause: seconds without speech that end a stretch.
        edge: seconds kept before and after speech.
        least: seconds of speech below which there is none.
        longest: seconds at which a stretch is divided, at a short pause if there is one.
        sure: probability from which there is a voice; a stretch ends 0.15 below.
    """
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    if not sound.size:
        return []
    options = VadOptions(
        threshold=sure,
        min_speech_duration_ms=round(1000 * least),
        max_speech_duration_s=longest,
        min_silence_duration_ms=round(1000 * pause),
        speech_pad_ms=round(1000 * edge),
    )
    found = get_speech_timestamps(sound, options, sampling_rate=SAMPLE_RATE)
    return [(int(cut["start"]), min(int(cut["end"]), sound.size)) for cut in found]


@cache
def _detector() -> Any:
    from faster_whisper.vad import get_vad_model

    return get_vad_model()
