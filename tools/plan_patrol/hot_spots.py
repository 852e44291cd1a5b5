"""Hot spots: where incidents are densest, along the streets where there is a map, or areas where there are no coordinates."""

from collections.abc import Mapping, Sequence

import numpy as np

from tools.plan_patrol.demand import Floats, HotPlace, hours_of, place_of, weeks_counted, weights_of
from tools.plan_patrol.density import Plane, density
from tools.plan_patrol.incident import Incident
from tools.plan_patrol.street_density import street_density
from tools.streets import Network, snap

_TRIED = 3
"""Places looked at for each that is given: the densest surroundings need not hold the most incidents."""
_FLAT = np.full(168, 1 / 168)


REACH_METRES = 250.0
"""Around the middle of a hot place, at most: what a crew sees and can walk from one stop. (The hot spots of Sherman & Weisburd 1995 were
clusters of addresses no longer than a street block.)"""


FARTHEST_METRES = 500.0
"""An incident or a place farther from every street of the map lies outside of it."""


def hot_spots(rows: Sequence[Incident], most: int, network: Network | None = None) -> list[HotPlace]:
    """The hottest places, the hottest first: from the densest point on, each takes the incidents within reach that are still free.

    Args:
        rows: incidents with coordinates.
        most: how many at most.
        network: the streets along which density and reach are measured; without one, and off the map, as the crow flies.
    """
    weights, weeks = weights_of(rows), weeks_counted(rows)
    usual = _usual(rows, weights)
    lat, lon = (np.array([getattr(row, axis) for row in rows], dtype=float) for axis in ("lat", "lon"))
    on = np.zeros(len(rows), dtype=bool) if network is None else snap(network, lat, lon).off_metres <= FARTHEST_METRES
    found: list[HotPlace] = []
    for part, streets in ((np.flatnonzero(on), network), (np.flatnonzero(~on), None)):
        if part.size:
            found += _gathered([rows[i] for i in part], lat[part], lon[part], weights[part], weeks, usual, most, streets)
    return sorted(found, key=lambda place: -place.weekly)[:most]


def _gathered(
    rows: Sequence[Incident],
    lat: Floats,
    lon: Floats,
    weights: Floats,
    weeks: float,
    usual: Floats,
    most: int,
    network: Network | None,
) -> list[HotPlace]:
    x, y = Plane(float(np.median(lat)), float(np.median(lon))).metres(lat, lon)
    if network is None:
        grid = density(lat, lon, weights)
        dense = grid.values[grid.cells(*grid.plane.metres(lat, lon))]
        reach = min(grid.bandwidth, REACH_METRES)
    else:
        along = street_density(network, lat, lon, weights)
        dense, reach = along.at_incidents, min(along.bandwidth, REACH_METRES)
    free = np.ones(len(rows), dtype=bool)
    found: list[HotPlace] = []
    for seed in np.argsort(-dense, kind="stable"):
        if len(found) == _TRIED * most:
            break
        if not free[seed]:
            continue
        near = free & (np.hypot(x - x[seed], y - y[seed]) <= reach)
        if network is not None:  # near as the crow flies, and along the streets
            near &= np.isin(np.arange(len(rows)), along.apart[seed])
        inside = np.flatnonzero(near)
        free[inside] = False
        # the stop is where something happened, not in the lake between two places where it did
        middle = inside[int(np.argmin(_spread(x[inside], y[inside], weights[inside])))]
        members = [rows[i] for i in inside]
        found.append(place_of("", (float(lat[middle]), float(lon[middle])), members, weights[inside], weeks, usual))
    return found


def _spread(x: Floats, y: Floats, weights: Floats) -> Floats:
    """For each point the weighted sum of its distances to all: the smallest is the medoid's. Of many points a fixed thousand count."""
    step = max(1, x.size // 1000)
    return np.asarray((np.hypot(x[:, None] - x[None, ::step], y[:, None] - y[None, ::step]) * weights[None, ::step]).sum(axis=1))


def hot_areas(
    rows: Sequence[Incident], heading: str, most: int, middles: Mapping[str, tuple[float, float]] | None = None
) -> list[HotPlace]:
    """The hottest areas, the hottest first.

    Args:
        rows: incidents with an area.
        heading: what the exhibit calls its areas.
        most: how many at most.
        middles: latitude and longitude of areas, where they are known; areas without are left out then.
    """
    weights, weeks = weights_of(rows), weeks_counted(rows)
    usual = _usual(rows, weights)
    members: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        members.setdefault(row.area, []).append(number)
    found = [
        place_of(
            f"{heading} {area}",
            (middles or {}).get(area, (None, None)),
            [rows[i] for i in inside],
            weights[inside],
            weeks,
            usual,
        )
        for area, inside in members.items()
        if middles is None or area in middles
    ]
    return sorted(found, key=lambda place: -place.weekly)[:most]


def _usual(rows: Sequence[Incident], weights: Floats) -> Floats:
    hours = hours_of(rows, weights)
    return _FLAT if hours is None else hours
