"""Kernel density of points on a grid, in metres."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.streets import EARTH_METRES

Floats = NDArray[np.float64]
SMALLEST_METRES = 100.0
"""No bandwidth below: about a street block, and the error of common geocoding (Zandbergen 2009)."""
_LARGEST_SIDE = 400
"""Cells."""


@dataclass(frozen=True)
class Plane:
    """A plane that touches the earth at a point: x east and y north in metres."""

    lat: float
    lon: float

    def metres(self, lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
        """Onto the plane, from degrees."""
        scale = np.radians(1) * EARTH_METRES
        return (lon - self.lon) * scale * np.cos(np.radians(self.lat)), (lat - self.lat) * scale

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Latitude and longitude."""
        scale = float(np.radians(1)) * EARTH_METRES
        return self.lat + y / scale, self.lon + x / (scale * float(np.cos(np.radians(self.lat))))


@dataclass(frozen=True)
class Grid:
    """Cells, and the density of incidents on them."""

    plane: Plane
    west: float
    south: float
    cell: float
    """Side, metres."""
    bandwidth: float
    """Metres."""
    values: Floats
    """Rows from south to north; sums to the weight of all incidents."""

    def cells(self, x: Floats, y: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Row and column of points; outside the grid, those of its edge."""
        rows = np.clip((y - self.south) // self.cell, 0, self.values.shape[0] - 1).astype(np.int64)
        return rows, np.clip((x - self.west) // self.cell, 0, self.values.shape[1] - 1).astype(np.int64)


def bandwidth_of(x: Floats, y: Floats) -> float:
    """Silverman's rule for two dimensions (1986, equation 4.14 with the robust spread of 3.31), metres."""
    spreads = []
    for axis in (x, y):
        quarter = float(np.subtract(*np.percentile(axis, [75, 25]))) / 1.349
        spread = float(axis.std())
        spreads.append(min(spread, quarter) if quarter > 0 else spread)
    return max(sum(spreads) / len(spreads) * float(x.size ** (-1 / 6)), SMALLEST_METRES)


def density(lat: Sequence[float] | Floats, lon: Sequence[float] | Floats, weights: Floats) -> Grid:
    """The density of points by a binned Gaussian kernel (Silverman 1982)."""
    from scipy.ndimage import gaussian_filter

    lat, lon = np.asarray(lat, dtype=float), np.asarray(lon, dtype=float)
    plane = Plane(float(np.median(lat)), float(np.median(lon)))
    x, y = plane.metres(lat, lon)
    wide = bandwidth_of(x, y)
    inside = [np.percentile(axis, [0.5, 99.5]) for axis in (x, y)]  # a few wrong coordinates must not stretch the grid over a continent
    low, high = [float(a[0]) - 2 * wide for a in inside], [float(a[1]) + 2 * wide for a in inside]
    cell = max(wide / 4, max(high[0] - low[0], high[1] - low[1]) / _LARGEST_SIDE)
    shape = (int((high[1] - low[1]) // cell) + 1, int((high[0] - low[0]) // cell) + 1)
    values = np.zeros(shape)
    within = (x >= low[0]) & (x <= high[0]) & (y >= low[1]) & (y <= high[1])
    empty = Grid(plane, low[0], low[1], cell, wide, values)
    rows, columns = empty.cells(x[within], y[within])
    np.add.at(values, (rows, columns), weights[within])
    return Grid(plane, low[0], low[1], cell, wide, gaussian_filter(values, wide / cell, mode="constant"))
