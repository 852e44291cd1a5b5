"""The way of one unit through its shift."""

import itertools
from dataclasses import dataclass

from tools.plan_patrol.ground import Ground
from tools.plan_patrol.problem import Plan, Problem, Stop


@dataclass(frozen=True)
class Route:
    """Stops of one unit, and the way that it drives."""

    stops: tuple[Stop, ...]
    places: tuple[int | None, ...]
    """Index of the place of each stop; None for a break."""
    driving: int
    """Minutes."""
    line: tuple[tuple[float, float], ...]
    """Latitude and longitude along the streets; empty without a street map."""


def routes_of(plan: Plan, problem: Problem, ground: Ground) -> tuple[Route, ...]:
    """The routes of all units."""
    found = []
    for stops in plan.units:
        places = tuple(None if stop.visit is None else problem.visits[stop.visit].place for stop in stops)
        path = [0, *(0 if place is None else place + 1 for place in places), 0] if stops else []
        legs = [(a, b) for a, b in itertools.pairwise(path) if a != b]
        line: list[tuple[float, float]] = []
        if ground.on_streets is not None:
            for one, two in legs:
                line += ground.on_streets.leg(one, two).points
        found.append(Route(stops, places, sum(int(ground.minutes[a, b]) for a, b in legs), tuple(line)))
    return tuple(found)
