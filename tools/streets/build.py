"""Putting a network together from ways, whatever file they come from."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tools.errors import ToolError
from tools.streets.access import Mode
from tools.streets.network import Named, Network, joined_to_most, metres_between


@dataclass(frozen=True)
class Way:
    """A stretch of street."""

    points: Sequence[int]
    """Identifiers of its points in order, at least two."""
    kmh: float
    ahead: bool
    """Open in the order of the points."""
    back: bool
    name: str = ""
    busy: bool = False
    """Slower in the peak hours."""


def network_of(mode: Mode, places: dict[int, tuple[float, float]], ways: Iterable[Way], named: Sequence[Named] = ()) -> Network:
    """The network of ways whose points lie at `places` (identifier: latitude, longitude in degrees).

    Raises:
        ToolError: no two points are joined.
    """
    number: dict[int, int] = {}
    names: dict[str, int] = {"": 0}
    rows: list[tuple[int, int, float, int, bool]] = []
    for way in ways:
        street = names.setdefault(way.name, len(names))
        known = [number.setdefault(point, len(number)) for point in way.points]
        for one, two in itertools.pairwise(known):
            if one == two:
                continue
            if way.ahead:
                rows.append((one, two, way.kmh, street, way.busy))
            if way.back:
                rows.append((two, one, way.kmh, street, way.busy))
    if not rows:
        raise ToolError(f"The map has no street that is open to a {mode}. Add an extract of the area with its streets.")
    start, end = (np.array([row[i] for row in rows], dtype=np.int64) for i in (0, 1))
    speed, street_of = np.array([row[2] for row in rows]), np.array([row[3] for row in rows], dtype=np.int64)
    leads_in, leads_out = joined_to_most(len(number), start, end)
    kept = leads_in | leads_out
    points, joined = np.unique(np.concatenate((start[kept], end[kept])), return_inverse=True)
    count = int(kept.sum())
    lat, lon = np.array([places[point] for point in number])[points].T
    start, end = joined[:count].astype(np.int64), joined[count:].astype(np.int64)
    metres = metres_between(lat[start], lon[start], lat[end], lon[end])
    return Network(
        mode=mode,
        lat=lat,
        lon=lon,
        start=start,
        end=end,
        metres=metres,
        seconds=metres / (speed[kept] / 3.6),
        busy=np.array([row[4] for row in rows], dtype=bool)[kept],
        street=street_of[kept],
        streets=tuple(names),
        leads_in=leads_in[kept],
        leads_out=leads_out[kept],
        named=tuple(named),
        left_out=round(1 - count / len(rows), 4),
    )
