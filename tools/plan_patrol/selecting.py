"""Putting a plan together from routes that were found: one route for each unit, under what binds the units to one another.

PyVRP finds routes, but knows no constraint over all units at one moment. OR-Tools' CP-SAT chooses among the routes: no visit twice,
every appointment kept, some unit near enough to each place at all times, the hottest places seen every two hours; and then the most
worth. The routes of each plan that PyVRP found are among them, so that the choice is never worse than the best of these plans.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tools.plan_patrol.coverage import STEP, asked, covers, moments
from tools.plan_patrol.problem import Plan, Problem, Stop
from tools.plan_patrol.visits import REVISIT

_SCALE = 100_000
"""What all visits together are worth, in the whole numbers of CP-SAT."""
_WORK = 0.5
"""CP-SAT's deterministic seconds: counted work, so that the choice can be made again."""
_SPREAD = 0.35
"""Standard deviation of the logarithm of what worths are multiplied with, for plans that differ."""
_REVISIT = 5
"""How much more it counts that a hottest place was not seen for two hours than that one place was out of reach at one moment."""


@dataclass(frozen=True)
class Route:
    """The stops of one unit in one of the plans found."""

    unit: int
    """The unit that it was made for; where all are alike any may drive it."""
    stops: tuple[Stop, ...]


def pool(problem: Problem, plans: Sequence[Plan]) -> list[Route]:
    """All routes of some plans, each once."""
    alike = not problem.crews
    return list(dict.fromkeys(Route(0 if alike else unit, stops) for plan in plans for unit, stops in enumerate(plan.units)))


def select(
    problem: Problem,
    routes: Sequence[Route],
    wanted: "Wanted",
    seed: int,
    *,
    always: bool = False,
    factors: Sequence[float] = (),
    near: Plan | None = None,
) -> Plan | None:
    """The best plan of some routes; None where they make none that keeps the appointments.

    What cannot be kept at all times is kept as often as possible first; worth comes second.

    Args:
        problem: what is planned.
        routes: to choose from.
        wanted: what should be kept at all times.
        seed: of the search.
        always: whether the time of response must be kept at all times; then None where these routes do not.
        factors: for each visit what its worth is multiplied with.
        near: a plan of these routes to begin the search from.
    """
    from ortools.sat.python import cp_model

    model: Any = cp_model.CpModel()
    taken = [model.new_bool_var(f"r{number}") for number in range(len(routes))]
    if problem.crews:
        for unit in range(problem.units):
            model.add_exactly_one(taken[i] for i, route in enumerate(routes) if route.unit == unit)
    else:
        model.add(sum(taken) <= problem.units)
    if near is not None:
        for variable, route in zip(taken, routes, strict=True):
            model.add_hint(variable, any(route.stops == stops for stops in near.units))
    by_visit: dict[int, list[Any]] = {}
    for variable, route in zip(taken, routes, strict=True):
        for stop in route.stops:
            if stop.visit is not None:
                by_visit.setdefault(stop.visit, []).append(variable)
    for number, visit in enumerate(problem.visits):
        if number in by_visit:
            (model.add_exactly_one if visit.fixed else model.add_at_most_one)(by_visit[number])
        elif visit.fixed:
            return None
    missed = []
    for numbers in wanted.near if always else ():
        model.add_bool_or([taken[i] for i in numbers])
    for numbers, count in (wanted.seen if always else wanted.near + wanted.seen).items():
        none = model.new_bool_var("")
        model.add_bool_or([*(taken[i] for i in numbers), none])
        missed.append(count * none)
    scale = _SCALE / max(problem.worth, 1e-12)
    factors = factors or [1.0] * len(problem.visits)
    worth = [
        round(scale * sum(problem.visits[s.visit].worth * factors[s.visit] for s in route.stops if s.visit is not None)) for route in routes
    ]
    model.maximize(sum(w * v for w, v in zip(worth, taken, strict=True)) - 10 * _SCALE * sum(missed))
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_deterministic_time = _WORK
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    chosen = [route for variable, route in zip(taken, routes, strict=True) if solver.value(variable)]
    if problem.crews:
        return Plan(tuple(route.stops for route in sorted(chosen, key=lambda route: route.unit)))
    return Plan((*(route.stops for route in chosen), *[()] * (problem.units - len(chosen))))


@dataclass(frozen=True)
class Wanted:
    """Sets of routes, by their numbers, of which one should be taken each, and how much each set counts."""

    near: Counter[tuple[int, ...]]
    """For each moment and hot place: those that are near enough."""
    seen: Counter[tuple[int, ...]]
    """For each moment and hottest place: those that saw it in the two hours before."""


def covering(problem: Problem, routes: Sequence[Route], places: int, within: int) -> Wanted:
    """What should be kept at all times.

    Args:
        problem: what is planned.
        routes: to choose from.
        places: how many hot places there are.
        within: minutes within which some unit must be at each of them.
    """
    wanted = Wanted(Counter(), Counter())
    near = np.stack([covers(problem, route.unit, route.stops, places, within) for route in routes])
    duty = np.array([any(c.begins <= m < c.ends for c in map(problem.crew, range(problem.units))) for m in moments(problem)])
    duty &= asked(problem, places)
    for column in near[:, duty].reshape(len(routes), -1).T:
        wanted.near[tuple(np.flatnonzero(column).tolist())] += 1
    for place in {visit.place for visit in problem.visits if visit.hottest}:
        times = [_times(problem, route, place) for route in routes]
        for moment in range(REVISIT, problem.length + 1, STEP):
            seen = [i for i, stops in enumerate(times) if any(a <= moment and d >= moment - REVISIT for a, d in stops)]
            wanted.seen[tuple(seen)] += _REVISIT
    return wanted


def _times(problem: Problem, route: Route, place: int) -> list[tuple[int, int]]:
    return [(s.arrive, s.depart) for s in route.stops if s.visit is not None and problem.visits[s.visit].place == place]


def several(
    problem: Problem, plans: Sequence[Plan], places: int, within: int, chance: random.Random, count: int, *, always: bool
) -> list[Plan]:
    """Plans put together from the routes of some plans, each for worths that are drawn anew, the first for the worths as they are; with
    `always` such as keep the time of response at all times."""
    routes = pool(problem, plans)
    wanted = covering(problem, routes, places, within)
    best = select(problem, routes, wanted, chance.getrandbits(31), always=always)
    found = [best] if best is not None else []
    for _ in range(count - 1 if found else 0):
        factors = [chance.lognormvariate(0, _SPREAD) for _ in problem.visits]
        plan = select(problem, routes, wanted, chance.getrandbits(31), always=always, factors=factors, near=best)
        if plan is not None:
            found.append(plan)
    return found
