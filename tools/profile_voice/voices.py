"""Whether one voice was measured or several: a mean of two people is nobody's."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from tools.evidence import TextLine, Utterance
from tools.profile_voice.pitch import STEP, Numbers, Voiced

_PIECE = 1.0
_LEAST_SHARE = 0.15
_APART = 6.0
_TIMES_WIDER = 2.5


def several(parts: Sequence[Voiced], reading: Sequence[TextLine | Utterance]) -> str | None:
    """Why more than one voice must be reckoned with, or None.

    A stored transcript in which speakers are told apart decides. Otherwise pitch does, and sees only voices that are far apart:
    pieces of a second fall into two groups at least six semitones and two and a half times their own spread from each other
    (Ashman, Bird & Zepf 1994, Astron. J. 108, 2348, ask for more than two). Two people of like pitch go unnoticed.
    """
    named = {said.speaker for said in reading if isinstance(said, Utterance) and said.speaker}
    if len(named) > 1:
        return f"{len(named)} speakers are told apart in the transcript; cut the recording so that one person speaks"
    if named:
        return None
    pieces = np.concatenate([_pieces(part) for part in parts]) if parts else np.zeros(0)
    low, high = _groups(pieces)
    if min(low.size, high.size) < max(2.0, _LEAST_SHARE * pieces.size):
        return None
    apart, spread = float(high.mean() - low.mean()), float(np.sqrt((low.var() + high.var()) / 2))
    if apart < _APART or apart < _TIMES_WIDER * spread:
        return None
    hertz = [440 * 2 ** (float(group.mean()) / 12) for group in (low, high)]
    return (
        f"voices of two pitches are heard, about {hertz[0]:.0f} and {hertz[1]:.0f} Hz, as of several people; "
        "cut the recording so that one person speaks"
    )


def _pieces(part: Voiced) -> Numbers:
    """Median pitch of each second of voice, in semitones of 440 Hz."""
    size = int(_PIECE / STEP)
    count = max(1, part.hertz.size // size) if part.hertz.size >= size // 2 else 0
    found: Numbers = (
        np.array([12 * np.log2(np.median(piece) / 440) for piece in np.array_split(part.hertz, count)]) if count else np.zeros(0)
    )
    return found


def _groups(pieces: Numbers) -> tuple[Numbers, Numbers]:
    """The division in two with the least spread inside (Otsu 1979, IEEE Trans. SMC 9, 62-66)."""
    ordered = np.sort(pieces)
    if ordered.size < 4:
        return ordered, ordered[:0]
    total, size = float(ordered.sum()), ordered.size
    between = [
        (below / number - (total - below) / (size - number)) ** 2 * number * (size - number)
        for number, below in enumerate(accumulate(ordered[:-1]), start=1)
    ]
    cut = int(np.argmax(between)) + 1
    return ordered[:cut], ordered[cut:]
