"""A street network: points, and the straight pieces of street between them."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.streets.access import Mode
from tools.streets.speeds import PEAK_FACTOR

__all__ = ["EARTH_METRES", "Mode", "Named", "Network", "metres_between"]

EARTH_METRES = 6_371_008.8
"""Mean radius of the earth, IUGG (Moritz 1980, Geodetic Reference System)."""
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Named:
    """A place of the map that has a name or a known use, such as a police station."""

    name: str
    amenity: str
    """The value of the tag `amenity`; may be empty."""
    lat: float
    lon: float


@dataclass(frozen=True)
class Network:
    """A directed street network: its largest part in which every point reaches every other, with the streets that lead into it or out of
    it. The rest is cut off and left out.

    Pieces stand once for each direction that is open; arrays have one entry for each piece or point.
    """

    mode: Mode
    lat: Floats
    """Degrees, of each point."""
    lon: Floats
    start: Ints
    """Point that each piece leaves."""
    end: Ints
    metres: Floats
    """Length of each piece along the great circle."""
    seconds: Floats
    """Travel time along each piece, outside of the peak hours."""
    busy: Flags
    """Whether each piece is slower in the peak hours."""
    street: Ints
    """Index into `streets` for each piece."""
    streets: tuple[str, ...]
    """Names of streets; the first is empty, for those without."""
    leads_in: Flags
    """Whether the great part is reached by going along a piece, so that one can start on it."""
    leads_out: Flags
    """Whether a piece is reached from the great part, so that one can end on it."""
    named: tuple[Named, ...] = ()
    classed: bool = True
    """Whether the map says of each street its class and which way is open; else all count as of unknown class, open both ways."""
    left_out: float = 0.0
    """Share of the open pieces that were cut off from the kept part, 0 to 1."""

    @cached_property
    def at_peak(self) -> "Network":
        """The same in the peak hours of a weekday."""
        return replace(self, seconds=np.where(self.busy, PEAK_FACTOR * self.seconds, self.seconds))

    @cached_property
    def cost(self) -> tuple[Any, Any]:
        """The network as two scipy CSR matrices, points x points: metres and seconds; of parallel pieces the cheaper."""
        from scipy.sparse import csr_matrix

        size = self.lat.size
        found = []
        for values in (self.metres, self.seconds):
            order = np.lexsort((values, self.end, self.start))
            pairs = self.start[order] * size + self.end[order]
            first = order[np.concatenate(([True], pairs[1:] != pairs[:-1]))] if order.size else order
            found.append(csr_matrix((values[first], (self.start[first], self.end[first])), shape=(size, size)))
        return found[0], found[1]


def metres_between(lat1: Floats | float, lon1: Floats | float, lat2: Floats | float, lon2: Floats | float) -> Floats:
    """Great-circle distance by the haversine formula (Sinnott 1984), metres; degrees in, any shapes that broadcast."""
    p1, p2 = np.radians(lat1), np.radians(lat2)
    half = np.sin((p2 - p1) / 2) ** 2 + np.cos(p1) * np.cos(p2) * np.sin(np.radians(np.asarray(lon2) - lon1) / 2) ** 2
    return np.asarray(2 * EARTH_METRES * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def joined_to_most(size: int, start: Ints, end: Ints) -> tuple[Flags, Flags]:
    """Of the pieces of a network of `size` points: which lead to its largest strongly connected part, and which are reached from it."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import breadth_first_order, connected_components

    graph = csr_matrix((np.ones(start.size), (start, end)), shape=(size, size))
    _, label = connected_components(graph, connection="strong")
    seed = int(np.flatnonzero(label == np.bincount(label).argmax())[0])
    reached, reaching = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    reached[breadth_first_order(graph, seed, return_predecessors=False)] = True
    reaching[breadth_first_order(graph.T.tocsr(), seed, return_predecessors=False)] = True
    return reaching[end], reached[start]
