"""The length of the vocal tract: the one part of the skeleton and its surroundings that a voice can support."""

from dataclasses import dataclass
from math import hypot

import numpy as np

from tools.measures import Measure
from tools.profile_voice.formants import Formants

SPEED_OF_SOUND = 35_000.0
"""cm/s, in warm moist air, as Reby & McComb (2003, Anim. Behav. 65, 519-530) take it."""
METHOD_ERROR = 1.277
"""cm: root mean square error of lengths from formants against magnetic resonance images of speaking people (Lammert & Narayanan
2015, PLoS ONE 10, e0132193)."""
_TELEPHONE_ERROR = 0.05
_NOISE_ERROR = 0.05
_CLEAR = 25.0
# Both errors as seen on copies of real clips (models/cards/profile-voice.md): in the telephone band, and in white noise at 20 dB.
_POSSIBLE = (10.0, 22.0)
_Z90 = 1.645
SKELETON = (
    "Of the skeleton a voice supports one length only, that of the vocal tract from the glottis to the lips (Fitch & Giedd 1999, J. "
    "Acoust. Soc. Am. 106, 1511-1522). For other bones, the face, build or posture there is no published measure of the voice that "
    "would carry a number here, and nothing is said of them."
)


@dataclass(frozen=True)
class Tract:
    """An estimated length."""

    length: float
    """cm."""
    extra_error: float
    """cm, standard error of this recording on top of the method's: the choice of the ceiling, the part of the band that is missing."""

    @property
    def interval(self) -> tuple[float, float]:
        """90 %, cm."""
        half = _Z90 * hypot(METHOD_ERROR, self.extra_error)
        return self.length - half, self.length + half


def tract_of(found: Formants | str, clearness: float | None) -> Tract | str:
    """Length = speed of sound / (2 x formant spacing), or the reason why there is none.

    Args:
        found: the formants.
        clearness: speech above the quiet moments, dB, where there are any.
    """
    if isinstance(found, str):
        return found
    lengths = np.array([SPEED_OF_SOUND / (2 * found.spacing(tracks)) for tracks in found.alike])
    length = SPEED_OF_SOUND / (2 * found.spacing(found.chosen))
    if not _POSSIBLE[0] <= length <= _POSSIBLE[1]:
        return f"the formants would give {length:.1f} cm, which no vocal tract has: they were not followed rightly"
    missing = _TELEPHONE_ERROR * length if len(found.measurable) < len(found.chosen.medians) else 0.0
    noise = _NOISE_ERROR * length if clearness is not None and clearness < _CLEAR else 0.0
    return Tract(length, hypot(float(lengths.std()), missing, noise))


def measure_of(tract: Tract | str) -> Measure:
    """The length as evidence."""
    if isinstance(tract, str):
        return Measure(name="vocal tract", unit="cm", reason=tract)
    low, high = tract.interval
    return Measure(
        name="vocal tract",
        unit="cm",
        mean=round(tract.length, 1),
        interval=(round(low, 1), round(high, 1)),
        meaning="90 %: the published error of the method and that of this recording",
    )
