"""At most so long in one area: what limits that a plan heaps all units where most was reported.

The default is a rule set here, not a finding: no area gets more than twice its share of the reported incidents of the units' time.
Places are hot because of what was reported, and revisits and weights already send more to them than their share; beyond twice the
share a plan would mostly make that area busier in the next year's records.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.density import Plane
from tools.plan_patrol.visits import LONGEST_DWELL, Visit

MOST_SHARE = 2.0
AREA_METRES = 1000.0
"""Side of the squares that are areas where the incidents have none."""


@dataclass(frozen=True)
class Area:
    """A part of the town."""

    name: str
    places: tuple[int, ...]
    share: float
    """Of the incidents to be expected at all hot places."""
    cap: int
    """Minutes that all units together stay there at most."""


def areas_of(places: Sequence[HotPlace], unit_minutes: int, cap: int | None) -> tuple[Area, ...]:
    """The areas of the hot places, those where most is expected first: the exhibit's own, or squares of a kilometre.

    Args:
        places: the hot places.
        unit_minutes: minutes on duty of all units together.
        cap: minutes for every area; None for the default.
    """
    members: dict[str, list[int]] = {}
    for number, name in enumerate(_names(places)):
        members.setdefault(name, []).append(number)
    total = sum(place.weekly for place in places)
    found = []
    for name, inside in members.items():
        share = sum(places[i].weekly for i in inside) / total
        found.append(Area(name, tuple(inside), share, int(max(MOST_SHARE * share * unit_minutes, LONGEST_DWELL)) if cap is None else cap))
    return tuple(sorted(found, key=lambda area: -area.share))


def _names(places: Sequence[HotPlace]) -> list[str]:
    if all(place.lat is None for place in places):
        return [place.name for place in places]
    known = [max(areas, key=areas.count) if (areas := [row.area for row in place.behind if row.area]) else "" for place in places]
    if all(known):
        return known
    lat, lon = (np.array([getattr(place, axis) or 0.0 for place in places]) for axis in ("lat", "lon"))
    plane = Plane(float(lat.min()), float(lon.min()))
    x, y = plane.metres(lat, lon)
    found = []
    for east, north in zip(x // AREA_METRES, y // AREA_METRES, strict=True):
        middle = plane.degrees((east + 0.5) * AREA_METRES, (north + 0.5) * AREA_METRES)
        found.append(f"square kilometre around {middle[0]:.4f}, {middle[1]:.4f}")
    return found


def capped(visits: Sequence[Visit], areas: Sequence[Area]) -> tuple[Visit, ...]:
    """The visits that may be made under the caps: of each area those worth most whose longest stops fit together."""
    area_of: Mapping[int, int] = {place: number for number, area in enumerate(areas) for place in area.places}
    used = [0] * len(areas)
    kept: set[int] = set()
    for number in sorted(range(len(visits)), key=lambda i: -visits[i].worth):
        visit = visits[number]
        area = area_of.get(visit.place)
        if area is None or visit.fixed:
            kept.add(number)
        elif used[area] + LONGEST_DWELL <= areas[area].cap:
            used[area] += LONGEST_DWELL
            kept.add(number)
    return tuple(visit for number, visit in enumerate(visits) if number in kept)
