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
    """Index of the place of each stop; None for a break or an appointment."""
    driving: int
    """Minutes."""
    line: tuple[tuple[float, float], ...]
    """Latitude and longitude along the streets; empty without a street map."""


def routes_of(plan: Plan, problem: Problem, ground: Ground) -> tuple[Route, ...]:
    """The routes of all units."""
    found = []
    for unit, stops in enumerate(plan.units):
        crew, table = problem.crew(unit), problem.travel(unit)
        streets = ground.foot_streets if crew.on_foot else ground.on_streets
        places = tuple(
            None if stop.visit is None or problem.visits[stop.visit].fixed else problem.visits[stop.visit].place for stop in stops
        )
        path = [
            crew.start,
            *(crew.rest_at if stop.visit is None else problem.visits[stop.visit].place + 1 for stop in stops),
            crew.end,
        ]
        legs = [(a, b) for a, b in itertools.pairwise(path) if a != b] if stops else []
        line: list[tuple[float, float]] = []
        if streets is not None:
            for one, two in legs:
                line += streets.leg(one, two).points
        found.append(Route(stops, places, sum(int(table[a, b]) for a, b in legs), tuple(line)))
    return tuple(found)
