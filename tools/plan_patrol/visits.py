"""What may be visited when: each hot place once for each part of the shift."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.shift import Shift

DWELL = 12
LONGEST_DWELL = 16
"""Minutes of a stop: 10 to 16 keep a hot spot quiet longest, and more adds little (Koper 1995)."""
REVISIT = 120
"""Minutes after which the hottest places are seen again."""
_WINDOW = 40
_SPACING = REVISIT + DWELL - _WINDOW - 2
"""Between the middles of windows, so that even from the beginning of one to the end of the next no more than `REVISIT` pass."""
REVISIT_WEIGHT = 3.0
"""How much more a stop counts at a place that is to be seen every two hours. Set here."""


@dataclass(frozen=True)
class Visit:
    """A stop that may be made."""

    place: int
    """Index of the place, from 0."""
    earliest: int
    """Minute of the shift at which it may begin at the earliest, and below at the latest."""
    latest: int
    score: float
    """Incidents to be expected there in the part of the shift that the stop stands for."""
    hottest: bool
    """Whether it is one of those that keep the revisits of a hottest place."""
    fixed: bool = False
    """Whether it is an appointment: it must be kept, and no lot moves it."""
    lasts: int | None = None
    """Minutes; None for a stop as long as all."""
    skill: str = ""
    """What the unit that makes it must have; empty for any."""

    @property
    def worth(self) -> float:
        """What it counts for the choice."""
        return self.score * (REVISIT_WEIGHT if self.hottest else 1.0)


def visits_of(places: Sequence[HotPlace], shift: Shift, hottest: int, dwell: int = DWELL) -> list[Visit]:
    """The visits that may be made in a shift: the first `hottest` places every two hours, the others once in each half."""
    found: list[Visit] = []
    for number, place in enumerate(places):
        if number < hottest:
            found += _revisits(number, place, shift, dwell)
        else:
            found += _halves(number, place, shift, dwell)
    return found


def _revisits(number: int, place: HotPlace, shift: Shift, dwell: int) -> list[Visit]:
    length, half = shift.minutes, _WINDOW / 2
    first, last = REVISIT - half, length - REVISIT - dwell + half
    count = 1 + max(0, ceil((last - first) / _SPACING))
    middles = [(max(min(first, length - dwell), 0) + max(last, 0)) / 2] if count == 1 else []
    middles = middles or [first + i * (last - first) / (count - 1) for i in range(count)]
    visits = []
    for i, middle in enumerate(middles):
        part = (length * i / count, length * (i + 1) / count)
        earliest, latest = max(0, ceil(middle - half)), min(length - dwell, int(middle + half))
        if latest >= earliest:
            visits.append(Visit(number, earliest, latest, place.expected(shift, *part), hottest=True))
    return visits


def _halves(number: int, place: HotPlace, shift: Shift, dwell: int) -> list[Visit]:
    length = shift.minutes
    if length < 2 * REVISIT:
        return [Visit(number, 0, length - dwell, place.expected(shift, 0, length), hottest=False)]
    middle = length // 2
    return [
        Visit(number, 0, middle - REVISIT // 4 - dwell, place.expected(shift, 0, middle), hottest=False),
        Visit(number, middle + REVISIT // 4, length - dwell, place.expected(shift, middle, length), hottest=False),
    ]
