"""Instances of two benchmarks of operations research, as the three solvers take them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Instance:
    """Customers with time windows; the first entry of each list is the depot. Times and distances are whole numbers."""

    name: str
    vehicles: int
    distance: NDArray[np.int64]
    """Also the travel time; shape (customers + 1, customers + 1)."""
    service: tuple[int, ...]
    windows: tuple[tuple[int, int], ...]
    scores: tuple[int, ...] = ()
    """Empty where every customer must be visited."""
    demands: tuple[int, ...] = ()
    capacity: int = 0
    scale: int = field(default=1)
    """By which distances were multiplied."""


def toptw(path: Path, vehicles: int) -> Instance:
    """Team orienteering with time windows in the form of Vansteenwegen et al. (2009): distances cut to one decimal, as in the exact
    solutions of Righini & Salani (2009), times ten."""
    rows = [line.split() for line in path.read_text().splitlines()[2:] if line.strip()]
    points = np.array([[float(row[1]), float(row[2])] for row in rows])
    return Instance(
        path.stem,
        vehicles,
        _cut(points, 10),
        tuple(round(float(row[3]) * 10) for row in rows),
        tuple((round(float(row[-2]) * 10), round(float(row[-1]) * 10)) for row in rows),
        scores=tuple(round(float(row[4])) for row in rows),
        scale=10,
    )


def vrptw(path: Path) -> Instance:
    """Vehicle routing with time windows in the forms of LKH-3 (real distances, here in thousandths) and PyVRP (cut to one decimal)."""
    facts: dict[str, str] = {}
    sections: dict[str, list[list[float]]] = {}
    current: list[list[float]] | None = None
    for line in path.read_text().splitlines():
        if line.strip().endswith("_SECTION"):
            current = sections.setdefault(line.strip(), [])
        elif ":" in line:
            key, _, value = line.partition(":")
            facts[key.strip()] = value.strip()
        elif current is not None and line.strip() not in ("EOF", "-1", ""):
            current.append([float(value) for value in line.split()])
    points = np.array([entry[1:3] for entry in sections["NODE_COORD_SECTION"]])
    exact = facts["EDGE_WEIGHT_TYPE"] == "EXACT_2D"
    scale = 1000 if exact else 10
    service = float(facts["SERVICE_TIME"])
    return Instance(
        facts["NAME"],
        int(facts["VEHICLES"]),
        np.rint(_distances(points) * scale).astype(np.int64) if exact else _cut(points, scale),
        (0, *(round(service * scale) for _ in points[1:])),
        tuple((round(entry[1] * scale), round(entry[2] * scale)) for entry in sections["TIME_WINDOW_SECTION"]),
        demands=tuple(round(entry[1]) for entry in sections["DEMAND_SECTION"]),
        capacity=int(facts["CAPACITY"]),
        scale=scale,
    )


def faults(instance: Instance, routes: Sequence[Sequence[int]]) -> list[str]:
    """What is wrong with routes (lists of customers); the check knows nothing of the solvers."""
    wrong = []
    visited = [customer for route in routes for customer in route]
    if len(visited) != len(set(visited)):
        wrong.append("a customer is visited twice")
    if not instance.scores and set(visited) != set(range(1, len(instance.service))):
        wrong.append("a customer is missed")
    if len([route for route in routes if route]) > instance.vehicles:
        wrong.append("too many vehicles")
    for route in routes:
        time, here = instance.windows[0][0], 0
        for customer in [*route, 0]:
            time = max(time + instance.service[here] + int(instance.distance[here, customer]), instance.windows[customer][0])
            if time > instance.windows[customer][1]:
                wrong.append(f"{customer} is reached at {time}, after {instance.windows[customer][1]}")
            here = customer
        if instance.demands and sum(instance.demands[customer] for customer in route) > instance.capacity:
            wrong.append("a vehicle is overloaded")
    return wrong


def score(instance: Instance, routes: Sequence[Sequence[int]]) -> int:
    """Of all customers visited."""
    return sum(instance.scores[customer] for route in routes for customer in route)


def cost(instance: Instance, routes: Sequence[Sequence[int]]) -> float:
    """Total distance."""
    legs = [(a, b) for route in routes for a, b in zip([0, *route], [*route, 0], strict=True)]
    return sum(int(instance.distance[leg]) for leg in legs) / instance.scale


def pyvrp_data(instance: Instance, prize: int = 0) -> Any:
    """The instance for PyVRP; each point of score is worth `prize` units of distance."""
    import pyvrp

    clients = [
        pyvrp.Client(
            location=number,
            delivery=[instance.demands[number]] if instance.demands else [],
            service_duration=instance.service[number],
            tw_early=instance.windows[number][0],
            tw_late=instance.windows[number][1],
            prize=prize * instance.scores[number] if instance.scores else 0,
            required=not instance.scores,
        )
        for number in range(1, len(instance.service))
    ]
    early, late = instance.windows[0]
    vehicle = pyvrp.VehicleType(
        num_available=instance.vehicles, capacity=[instance.capacity] if instance.demands else [], tw_early=early, tw_late=late
    )
    make: Any = pyvrp.ProblemData
    locations = [pyvrp.Location(0, 0) for _ in instance.service]
    return make(locations, clients, [pyvrp.Depot(location=0)], [vehicle], [instance.distance], [instance.distance])


def routes_of(result: Any) -> list[list[int]]:
    """The routes of a PyVRP result; empty where it is not feasible."""
    if not result.is_feasible():
        return []
    return [[activity.idx + 1 for activity in route.schedule() if activity.is_client()] for route in result.best.routes()]


def _distances(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)))


def _cut(points: NDArray[np.float64], scale: int) -> NDArray[np.int64]:
    """Cut, not rounded; the little that is added keeps whole distances from falling below themselves."""
    return np.floor(_distances(points) * scale + 1e-9).astype(np.int64)
