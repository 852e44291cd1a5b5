"""The way to Praat (Boersma & Weenink), through parselmouth (Jadoul, Thompson & de Boer 2018, J. Phonetics 71, 1-15)."""

from typing import Any

import numpy as np

from tools.recordings import SAMPLE_RATE, Samples


def sound_of(samples: Samples) -> Any:
    """Samples at 16 kHz as Praat's Sound."""
    import parselmouth

    return parselmouth.Sound(samples.astype(np.float64), sampling_frequency=SAMPLE_RATE)


def call(things: Any, command: str, *arguments: Any) -> Any:
    """A command of Praat's menus, by the words on it."""
    from parselmouth.praat import call as command_of

    return command_of(things, command, *arguments)
