"""Places put onto streets, and the ways, distances and times between all of them (Dijkstra 1959, by scipy)."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np

from tools.streets.network import Floats, Ints, Network, metres_between


@dataclass(frozen=True)
class Leg:
    """A way from one place to another."""

    metres: float
    seconds: float
    points: tuple[tuple[float, float], ...]
    """Latitude and longitude along it."""


@dataclass(frozen=True)
class Places:
    """Places on a network, each on the nearest piece of street, joined to both of its ends as far as one may drive there."""

    network: Network
    lat: Floats
    """Of the points on the street, degrees."""
    lon: Floats
    piece: Ints
    """The piece of street that each lies on."""
    share: Floats
    """How far along that piece, 0 to 1."""
    off_metres: Floats
    """How far each place was from the street."""

    @cached_property
    def seconds(self) -> Floats:
        """Times of the fastest ways, places x places."""
        return self._matrix(1)

    @cached_property
    def metres(self) -> Floats:
        """Lengths of the shortest ways, places x places."""
        return self._matrix(0)

    def street(self, place: int) -> str:
        """The name of the street a place lies on; may be empty."""
        return self.network.streets[int(self.network.street[int(self.piece[place])])]

    def leg(self, one: int, two: int) -> Leg:
        """The fastest way from one place to another."""
        from scipy.sparse.csgraph import dijkstra

        size = self.network.lat.size
        graph = self.graph(1)
        seconds, before = dijkstra(graph, indices=size + one, return_predecessors=True)
        way = [size + two]
        while way[-1] != size + one:
            way.append(int(before[way[-1]]))
        lat, lon = np.concatenate((self.network.lat, self.lat))[way[::-1]], np.concatenate((self.network.lon, self.lon))[way[::-1]]
        metres = float(metres_between(lat[:-1], lon[:-1], lat[1:], lon[1:]).sum())
        return Leg(metres, float(seconds[size + two]), tuple(zip(lat.tolist(), lon.tolist(), strict=True)))

    def _matrix(self, measure: int) -> Floats:
        from scipy.sparse.csgraph import dijkstra

        size, count = self.network.lat.size, self.lat.size
        return np.asarray(dijkstra(self.graph(measure), indices=np.arange(size, size + count))[:, size:])

    def graph(self, measure: int) -> Any:
        """The network with the places as further points, as a scipy CSR matrix; `measure` 0 for metres, 1 for seconds."""
        return self._graphs[measure]

    @cached_property
    def _graphs(self) -> tuple[Any, Any]:
        return self._joined(0), self._joined(1)

    def _joined(self, measure: int) -> Any:
        from scipy.sparse import coo_matrix

        net = self.network
        size, count = net.lat.size, self.lat.size
        value = (net.metres, net.seconds)[measure]
        base = net.cost[measure].tocoo()
        opposite = {(int(a), int(b)): i for i, (a, b) in enumerate(zip(net.start, net.end, strict=True))}
        rows, columns, costs = [base.row], [base.col], [base.data]
        extra: list[tuple[int, int, float]] = []
        lying: dict[tuple[int, int], list[tuple[float, int]]] = {}
        for place in range(count):
            a, b = int(net.start[self.piece[place]]), int(net.end[self.piece[place]])
            for one, two, share in ((a, b, float(self.share[place])), (b, a, 1 - float(self.share[place]))):
                if (number := opposite.get((one, two))) is not None:
                    extra.append((one, size + place, share * value[number]))
                    extra.append((size + place, two, (1 - share) * value[number]))
                    lying.setdefault((one, two), []).append((share, place))
        for pair, members in lying.items():
            members.sort()
            for (s1, p1), (s2, p2) in itertools.pairwise(members):
                extra.append((size + p1, size + p2, (s2 - s1) * value[opposite[pair]]))
        rows.append(np.array([e[0] for e in extra], dtype=np.int64))
        columns.append(np.array([e[1] for e in extra], dtype=np.int64))
        # scipy takes a stored zero for no street at all, so that a place on a crossing would be cut off
        costs.append(np.maximum(np.array([e[2] for e in extra]), 1e-6))
        joined = coo_matrix((np.concatenate(costs), (np.concatenate(rows), np.concatenate(columns))), shape=(size + count,) * 2)
        return joined.tocsr()


Use = Literal["stop", "start", "end"]
"""What a place is for: a stop is reached and left again, a start is left, an end is reached."""


def snap(network: Network, lat: Sequence[float] | Floats, lon: Sequence[float] | Floats, uses: Sequence[Use] = ()) -> Places:
    """Put places, degrees, onto the nearest piece of street: the foot of the perpendicular, on a plane that touches the earth there.

    Args:
        network: the streets.
        lat: degrees, of each place.
        lon: degrees, of each place.
        uses: for each place; all are stops where it is empty.
    """
    net = network
    fit = {"start": net.leads_in, "end": net.leads_out, "stop": net.leads_in & net.leads_out}
    found: list[tuple[float, float, int, float, float]] = []
    for y, x, use in zip(np.asarray(lat, dtype=float), np.asarray(lon, dtype=float), uses or ["stop"] * len(lat), strict=True):
        scale = np.cos(np.radians(y))
        ax, ay = (net.lon[net.start] - x) * scale, net.lat[net.start] - y
        bx, by = (net.lon[net.end] - x) * scale, net.lat[net.end] - y
        dx, dy = bx - ax, by - ay
        length = np.maximum(dx * dx + dy * dy, 1e-18)
        share = np.clip(-(ax * dx + ay * dy) / length, 0, 1)
        away = (ax + share * dx) ** 2 + (ay + share * dy) ** 2
        piece = int(np.where(fit[use], away, np.inf).argmin())
        t = float(share[piece])
        sy = float(net.lat[net.start[piece]] * (1 - t) + net.lat[net.end[piece]] * t)
        sx = float(net.lon[net.start[piece]] * (1 - t) + net.lon[net.end[piece]] * t)
        found.append((sy, sx, piece, t, float(metres_between(float(y), float(x), sy, sx))))
    columns = list(zip(*found, strict=True)) if found else [(), (), (), (), ()]
    return Places(
        network,
        np.array(columns[0], dtype=np.float64),
        np.array(columns[1], dtype=np.float64),
        np.array(columns[2], dtype=np.int64),
        np.array(columns[3], dtype=np.float64),
        np.array(columns[4], dtype=np.float64),
    )


def shortest(network: Network, start: tuple[float, float], end: tuple[float, float]) -> float:
    """Metres of the shortest way between two places given by latitude and longitude; infinite where there is none."""
    return float(snap(network, [start[0], end[0]], [start[1], end[1]], ("start", "end")).metres[0, 1])
