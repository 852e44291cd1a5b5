"""Density of incidents along streets: a Gaussian kernel over the distance on the street network (network kernel density, Xie & Yan
2008), for what happens in one street says little of the street behind the houses.

Distances are those on foot: one-way streets count in both directions. At a crossing the kernel goes on along every street whole, and is
not divided among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.plan_patrol.density import Floats, Plane, bandwidth_of
from tools.streets import Network, Places, snap

_CUT = 3.0
"""Bandwidths after which the kernel is nothing."""
_AT_ONCE = 200
"""Incidents whose distances are worked out together, so that the table stays small."""


@dataclass(frozen=True)
class StreetDensity:
    """The density of some incidents along streets."""

    places: Places
    """The incidents on their streets."""
    bandwidth: float
    """Metres."""
    at_incidents: Floats
    """Weight within reach of each incident, itself included, by the kernel."""
    at_points: Floats
    """The same at each point of the network."""
    apart: "tuple[NDArray[np.int32], ...]"
    """For each incident the others within one bandwidth along the streets, itself included."""


def street_density(network: Network, lat: Sequence[float] | Floats, lon: Sequence[float] | Floats, weights: Floats) -> StreetDensity:
    """The density of incidents, degrees, along the streets; each stands on the nearest street."""
    from scipy.sparse.csgraph import dijkstra

    lat, lon = np.asarray(lat, dtype=float), np.asarray(lon, dtype=float)
    places = snap(network, lat, lon)
    wide = bandwidth_of(*Plane(float(np.median(lat)), float(np.median(lon))).metres(lat, lon))
    graph, size = places.graph(0), network.lat.size
    at_incidents, at_points, near = np.zeros(lat.size), np.zeros(size), list[NDArray[np.int32]]()
    for first in range(0, lat.size, _AT_ONCE):
        some = np.arange(first, min(first + _AT_ONCE, lat.size))
        metres = dijkstra(graph, directed=False, indices=size + some, limit=_CUT * wide)
        kernel = np.exp(-0.5 * (metres / wide) ** 2)
        at_incidents[some] = kernel[:, size:] @ weights
        at_points += weights[some] @ kernel[:, :size]
        near += [np.flatnonzero(row <= wide).astype(np.int32) for row in metres[:, size:]]
    return StreetDensity(places, wide, at_incidents, at_points, tuple(near))


@dataclass(frozen=True)
class Pieces:
    """The pieces of street of a network, each once for both directions."""

    number: NDArray[np.int64]
    """For each piece of the network, the number of its street piece."""
    metres: Floats
    start: NDArray[np.int64]
    end: NDArray[np.int64]


def pieces_of(network: Network) -> Pieces:
    """The pieces of street."""
    low, high = np.minimum(network.start, network.end), np.maximum(network.start, network.end)
    _, first, number = np.unique(low * network.lat.size + high, return_index=True, return_inverse=True)
    return Pieces(number.reshape(-1), network.metres[first], low[first], high[first])
