"""When within its window each visit is to be made, by lot: so that whoever knows the places does not know the times."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from tools.plan_patrol.visits import REVISIT, Visit

_MOVED = 0.25
"""Share of the shift by which the time between the two visits of a place is moved, at most, to either side."""
_CLOSEST = 45
"""Minutes between the middles of two windows of one place, at least."""
_SWEEPS = 40
"""Of the Gibbs sampler (Geman & Geman 1984) over the middles; from evenly spaced ones they have forgotten these long before."""


def drawn(visits: Sequence[Visit], length: int, dwell: int, wide: float, narrow: int | None, chance: random.Random) -> tuple[Visit, ...]:
    """The same visits, each in a window drawn by lot inside its own; the revisits of a place still keep two hours.

    Args:
        visits: in the order of `visits_of`: those of a place follow one another.
        length: of the shift, minutes.
        dwell: of a stop, minutes.
        wide: share of its own window that a visit keeps which is no revisit, 0 to 1.
        narrow: minutes that the drawn window of a revisit is wide: the narrower, the more the draw and not the search says when; None to
            leave these windows as they are.
        chance: the lot.
    """
    found: list[Visit] = []
    for (_, hottest, fixed), group in groupby(visits, key=lambda visit: (visit.place, visit.hottest, visit.fixed)):
        members = list(group)
        if fixed or (hottest and narrow is None):
            found += members
        elif hottest:
            assert narrow is not None
            found += _revisits(members, length, dwell, narrow, chance)
        else:
            found += [_within(visit, wide, chance) for visit in _parted(members, length, chance)]
    return tuple(found)


def _parted(visits: list[Visit], length: int, chance: random.Random) -> list[Visit]:
    """The two visits of a place, which stand for the halves of the shift, with the time between them moved: otherwise nobody but the
    hottest places would ever be seen about the middle, and whoever knows that knows much."""
    if len(visits) != 2:
        return visits
    first, second = visits
    moved = round(chance.uniform(-_MOVED, _MOVED) * length)
    latest, earliest = first.latest + moved, second.earliest + moved
    if latest <= first.earliest or earliest >= second.latest:
        return visits
    return [replace(first, latest=latest), replace(second, earliest=earliest)]


def _within(visit: Visit, wide: float, chance: random.Random) -> Visit:
    keeps = round((visit.latest - visit.earliest) * wide)
    earliest = chance.randint(visit.earliest, visit.latest - keeps)
    return replace(visit, earliest=earliest, latest=earliest + keeps)


def _revisits(visits: Sequence[Visit], length: int, dwell: int, narrow: int, chance: random.Random) -> list[Visit]:
    """Windows whose middles are drawn evenly from all that leave a place alone for two hours at most, whenever in them it is seen."""
    count, half = len(visits), narrow / 2
    apart = REVISIT + dwell - narrow - 2  # the ends are rounded
    low, high = half, min(REVISIT, length - dwell) - half  # of the first
    least = max(length - REVISIT - dwell + half, low)  # of the last
    most = length - dwell - half
    if high < low or most < least:
        return list(visits)
    middles = _even(count, low, high, least, most)
    for i in range(1, count):
        if not _CLOSEST <= middles[i] - middles[i - 1] <= apart:
            return list(visits)  # a shift in which the windows leave no choice
    for _ in range(_SWEEPS if count > 1 else 1):
        for i in range(count):
            a = low if i == 0 else middles[i - 1] + _CLOSEST
            b = high if i == 0 else middles[i - 1] + apart
            if i == count - 1:
                a, b = max(a, least), min(b, most)
            else:
                a, b = max(a, middles[i + 1] - apart), min(b, middles[i + 1] - _CLOSEST)
            middles[i] = chance.uniform(min(a, b), max(a, b))
    return [
        replace(visit, earliest=max(0, round(middle - half)), latest=min(length - dwell, round(middle + half)))
        for visit, middle in zip(visits, middles, strict=True)
    ]


def _even(count: int, low: float, high: float, least: float, most: float) -> list[float]:
    """Evenly spaced middles, the first and the last where they may be."""
    if count == 1:
        return [(max(low, least) + min(high, most)) / 2]
    first, last = (low + high) / 2, max(least, (least + most) / 2)
    first = min(high, max(low, first))
    return [first + i * (last - first) / (count - 1) for i in range(count)]
