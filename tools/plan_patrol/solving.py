"""Choosing and ordering the stops: prize-collecting routes with time windows, by PyVRP (Wouda, Lan & Kool 2024)."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from tools.plan_patrol.demand import Floats
from tools.plan_patrol.effort import Effort, Heard, Stopping
from tools.plan_patrol.problem import Plan, Problem
from tools.plan_patrol.timing import timed

_SCALE = 1_000_000
"""What all visits together are worth in the solver's whole numbers; a minute of driving costs one: it decides only between equals."""
_NEIGHBOURS = 100
"""Stops that a stop may be exchanged with or put beside; PyVRP's 50 are chosen for tours that visit everybody, and where most are left out
the one that fits is often none of them (12 instances of team orienteering: 6,416 points in two seconds against 6,336)."""
_HISTORY = 100
"""Rounds that a plan may be behind the best of before it is given up; PyVRP has 300 (6,450 against 6,416)."""


def solve(
    problem: Problem,
    seconds: float,
    seed: int,
    *,
    forced: frozenset[int] = frozenset(),
    factors: Sequence[float] = (),
    heard: Heard,
    effort: Effort | None = None,
    least: int = 0,
    near: Plan | None = None,
) -> Plan | None:
    """The best plan found in a time, or None where not all that must be can be.

    Args:
        problem: what may be visited.
        seconds: how long to look.
        seed: of the search.
        forced: visits that must be made, besides the appointments.
        factors: for each visit what its worth is multiplied with.
        heard: hears how far the search is.
        effort: counts the rounds, or has those of an earlier time made again.
        least: rounds of the search that are made even when time is up.
        near: a plan of the same visits and units to begin from; it need not hold.
    """
    if not problem.visits:
        return None
    data = _data(problem, forced, factors or [1.0] * len(problem.visits))
    begun = None if near is None else _solution(problem, data, near)
    result = _searched(data, (effort or Effort()).until(seconds, heard, least), seed, begun)
    if not result.is_feasible():
        return None
    return _plan(problem, result.best)


def search(data: Any, seconds: float, seed: int, heard: Heard) -> Any:
    """Search in PyVRP's own terms: the result for a `ProblemData`, with the settings that plans are made with."""
    return _searched(data, Effort().until(seconds, heard), seed)


def _searched(data: Any, stop: Stopping, seed: int, begun: Any = None) -> Any:
    import pyvrp
    from pyvrp.exceptions import PenaltyBoundWarning

    # being late must cost more than any visit is worth, or the search spends its time on plans that do not hold
    penalty = pyvrp.PenaltyParams(max_penalty=float(_SCALE))
    if any(not client.required for client in data.clients()):
        near = pyvrp.search.NeighbourhoodParams(num_neighbours=_NEIGHBOURS)
        params = pyvrp.SolveParams(penalty=penalty, neighbourhood=near, ils=pyvrp.IteratedLocalSearchParams(history_length=_HISTORY))
    else:
        params = pyvrp.SolveParams(penalty=penalty)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PenaltyBoundWarning)  # whether there is a plan is read from the result
        return pyvrp.solve(data, stop=stop, seed=seed % 2**32, collect_stats=False, params=params, initial_solution=begun)


def _data(problem: Problem, forced: frozenset[int], factors: Sequence[float]) -> Any:
    import pyvrp

    count = problem.minutes.shape[0]
    resting = [unit for unit in range(problem.units) if problem.rest(unit)]
    # A break is a stop that only its own unit can reach in time.
    at = [*range(count), *(problem.rest_node(unit) for unit in resting)]
    alike = not resting and not problem.crews
    kinds = [0] if alike else list(range(problem.units))
    tables = [_table(problem, unit, at, count, resting) for unit in kinds]
    unit_worth = _SCALE / max(problem.worth, 1e-12)
    clients = [
        pyvrp.Client(
            location=visit.place + 1,
            service_duration=problem.lasts(number),
            tw_early=visit.earliest,
            tw_late=visit.latest,
            prize=max(1, round(visit.worth * factor * unit_worth)),
            required=visit.fixed or number in forced,
        )
        for number, (visit, factor) in enumerate(zip(problem.visits, factors, strict=True))
    ]
    for number, unit in enumerate(resting):
        first, last = problem.rest_window(unit)
        clients.append(
            pyvrp.Client(location=count + number, service_duration=problem.rest(unit), tw_early=first, tw_late=last, required=True)
        )
    ends = sorted({node for unit in kinds for node in (problem.crew(unit).start, problem.crew(unit).end)})
    vehicles = [
        pyvrp.VehicleType(
            num_available=problem.units if alike else 1,
            start_depot=ends.index(problem.crew(unit).start),
            end_depot=ends.index(problem.crew(unit).end),
            tw_early=problem.crew(unit).begins,
            tw_late=problem.crew(unit).ends,
            profile=number,
        )
        for number, unit in enumerate(kinds)
    ]
    make: Any = pyvrp.ProblemData  # whose stub knows no NumPy integer
    return make([pyvrp.Location(0, 0) for _ in at], clients, [pyvrp.Depot(location=node) for node in ends], vehicles, tables, tables)


def _table(problem: Problem, unit: int, at: Sequence[int], count: int, resting: Sequence[int]) -> Floats:
    """Travel times of a unit; what is not for it is too far away."""
    table: Any = np.rint(problem.travel(unit)[np.ix_(at, at)]).astype(np.int64)
    far = 10 * problem.length
    closed = [count + number for number, other in enumerate(resting) if other != unit]
    skills = problem.crew(unit).skills
    closed += [visit.place + 1 for visit in problem.visits if visit.skill and visit.skill not in skills]
    for node in closed:
        table[:, node] = table[node, :] = far
    np.fill_diagonal(table, 0)
    return table  # type: ignore[no-any-return]


def _solution(problem: Problem, data: Any, plan: Plan) -> Any:
    """A plan as a solution of PyVRP's."""
    import pyvrp

    alike = not problem.crews and not problem.break_minutes
    resting = [unit for unit in range(problem.units) if problem.rest(unit)]
    routes = []
    for unit, stops in enumerate(plan.units):
        clients = [len(problem.visits) + resting.index(unit) if stop.visit is None else stop.visit for stop in stops]
        if clients:
            routes.append(pyvrp.Route(data, clients, 0 if alike else unit))
    return pyvrp.Solution(data, routes)


def _plan(problem: Problem, solution: Any) -> Plan:
    """The routes as times: each stop as early as it may be, and longer where the unit would only wait."""
    alike = not problem.crews and not problem.break_minutes
    orders: dict[int, list[int | None]] = {}
    for number, route in enumerate(solution.routes()):
        unit = number if alike else route.vehicle_type()
        clients = [activity.idx for activity in route.schedule() if activity.is_client()]
        orders[unit] = [None if idx >= len(problem.visits) else idx for idx in clients]
    return Plan(tuple(timed(problem, unit, orders.get(unit, [])) for unit in range(problem.units)))
