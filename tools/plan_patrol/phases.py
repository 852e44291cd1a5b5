"""When within its window each visit is to be made, by lot: so that whoever knows the places does not know the times."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tools.plan_patrol.visits import REVISIT, Visit

_MOVED = 0.25
"""Share of the shift by which the time between the two visits of a place is moved, at most, to either side."""


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
    groups = [list(group) for _, group in groupby(visits, key=lambda visit: (visit.place, visit.hottest, visit.fixed))]
    phases = _phases(sum(group[0].hottest for group in groups), chance)
    found: list[Visit] = []
    for members in groups:
        if members[0].hottest and narrow is not None:
            found += _revisits(members, length, dwell, narrow, next(phases))
        elif members[0].hottest or members[0].fixed:
            found += members
        else:
            found += [_within(visit, wide, chance) for visit in _parted(members, length, chance)]
    return tuple(found)


def _phases(count: int, chance: random.Random) -> Iterator[float]:
    """Shares of the way between two revisits, each even from 0 to 1, and together spread out (a Latin hypercube: McKay et al. 1979):
    so the units are not wanted at all places at once."""
    order = list(range(count))
    chance.shuffle(order)
    return ((stratum + chance.random()) / count for stratum in order)


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


def _revisits(visits: Sequence[Visit], length: int, dwell: int, narrow: int, phase: float) -> list[Visit]:
    """Windows that leave a place alone for two hours at most, whenever in them it is seen. The first is anywhere, by the phase, and the
    others follow as far apart as may be: then every minute of the shift is as likely as any other."""
    count, half = len(visits), narrow / 2
    apart = REVISIT + dwell - narrow - 2  # the ends are rounded
    least = max(length - REVISIT - dwell + half, half)  # of the last middle, and below at most
    most = length - dwell - half
    low = max(half, least - (count - 1) * apart)  # of the first
    high = min(REVISIT, length - dwell) - half
    if high < low or most < least:
        return list(visits)  # a shift in which the windows leave no choice
    first = low + phase * (high - low)
    step = min(apart, (most - first) / (count - 1)) if count > 1 else 0
    middles = [first + i * step for i in range(count)] if count > 1 else [min(max(first, least), most)]
    return [
        replace(visit, earliest=max(0, round(middle - half)), latest=min(length - dwell, round(middle + half)))
        for visit, middle in zip(visits, middles, strict=True)
    ]
