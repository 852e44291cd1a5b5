"""Choosing and ordering the stops: prize-collecting routes with time windows, by PyVRP (Wouda, Lan & Kool 2024)."""

import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tools.plan_patrol.problem import Plan, Problem, Stop
from tools.plan_patrol.visits import LONGEST_DWELL

_SCALE = 1_000_000
"""What all visits together are worth in the solver's whole numbers; a minute of driving costs one: it decides only between equals."""

Heard = Callable[[float], bool]
"""Hears the share of the time that is used, and says whether to stop."""


def solve(
    problem: Problem, seconds: float, seed: int, *, forced: frozenset[int] = frozenset(), factors: Sequence[float] = (), heard: Heard
) -> Plan | None:
    """The best plan found in a time, or None where not all that must be can be.

    Args:
        problem: what may be visited.
        seconds: how long to look.
        seed: of the search.
        forced: visits that must be made.
        factors: for each visit what its worth is multiplied with.
        heard: hears how far the search is.
    """
    if not problem.visits:
        return None
    result = search(_data(problem, forced, factors or [1.0] * len(problem.visits)), seconds, seed, heard)
    if not result.is_feasible():
        return None
    return _plan(problem, result.best)


def search(data: Any, seconds: float, seed: int, heard: Heard) -> Any:
    """Search in PyVRP's own terms: the result for a `ProblemData`, with the settings that plans are made with."""
    import pyvrp
    from pyvrp.exceptions import PenaltyBoundWarning

    # being late must cost more than any visit is worth, or the search spends its time on plans that do not hold
    params = pyvrp.SolveParams(penalty=pyvrp.PenaltyParams(max_penalty=float(_SCALE)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PenaltyBoundWarning)  # whether there is a plan is read from the result
        return pyvrp.solve(data, stop=_Until(seconds, heard), seed=seed % 2**32, collect_stats=False, params=params)


class _Until:
    """PyVRP's stopping criterion: time is up, or the listener says so."""

    def __init__(self, seconds: float, heard: Heard) -> None:
        self._began, self._seconds, self._heard = time.monotonic(), seconds, heard

    def __call__(self, best_cost: float) -> bool:
        share = (time.monotonic() - self._began) / self._seconds
        return self._heard(min(share, 1.0)) or share >= 1


def _data(problem: Problem, forced: frozenset[int], factors: Sequence[float]) -> Any:
    import pyvrp

    count = problem.minutes.shape[0]
    breaks = problem.units if problem.break_minutes else 0
    # Each unit has its own table of times. A break is a stop at the start that only its own unit can reach in time.
    at = [*range(count), *[0] * breaks]
    times = np.rint(problem.minutes[np.ix_(at, at)]).astype(np.int64)
    tables = []
    for unit in range(max(breaks, 1)):
        table = times.copy()
        for other in range(breaks):
            if other != unit:
                table[:, count + other] = table[count + other, :] = 10 * problem.length
        np.fill_diagonal(table, 0)
        tables.append(table)
    unit_worth = _SCALE / max(problem.worth, 1e-12)
    clients = [
        pyvrp.Client(
            location=visit.place + 1,
            service_duration=problem.dwell,
            tw_early=visit.earliest,
            tw_late=visit.latest,
            prize=max(1, round(visit.worth * factor * unit_worth)),
            required=number in forced,
        )
        for number, (visit, factor) in enumerate(zip(problem.visits, factors, strict=True))
    ]
    first, last = problem.break_window
    clients += [
        pyvrp.Client(location=count + unit, service_duration=problem.break_minutes, tw_early=first, tw_late=last, required=True)
        for unit in range(breaks)
    ]
    vehicles = [
        pyvrp.VehicleType(num_available=1 if breaks else problem.units, tw_early=0, tw_late=problem.length, profile=unit)
        for unit in range(max(breaks, 1))
    ]
    make: Any = pyvrp.ProblemData  # whose stub knows no NumPy integer
    return make([pyvrp.Location(0, 0) for _ in at], clients, [pyvrp.Depot(location=0)], vehicles, tables, tables)


def _plan(problem: Problem, solution: Any) -> Plan:
    """The routes as times: each stop as early as it may be, and longer where the unit would only wait."""
    orders: dict[int, list[int | None]] = {}
    for number, route in enumerate(solution.routes()):
        unit = route.vehicle_type() if problem.break_minutes else number
        clients = [activity.idx for activity in route.schedule() if activity.is_client()]
        orders[unit] = [None if idx >= len(problem.visits) else idx for idx in clients]
    return Plan(tuple(timed(problem, orders.get(unit, [])) for unit in range(problem.units)))


def timed(problem: Problem, order: Sequence[int | None]) -> tuple[Stop, ...]:
    """Times of the stops of one unit: each as early as it may be; a stop lasts up to 16 minutes where the unit would only wait after it."""
    stops: list[Stop] = []
    here, free = 0, 0
    for visit in order:
        if visit is None:
            there, (earliest, _), lasts = 0, problem.break_window, problem.break_minutes
        else:
            there, earliest, lasts = problem.visits[visit].place + 1, problem.visits[visit].earliest, problem.dwell
        travel = round(float(problem.minutes[here, there]))
        if stops and stops[-1].visit is not None:
            spare = earliest - travel - stops[-1].depart
            longer = min(stops[-1].arrive + LONGEST_DWELL, stops[-1].depart + max(spare, 0))
            stops[-1] = Stop(stops[-1].visit, stops[-1].arrive, max(longer, stops[-1].depart))
            free = stops[-1].depart
        arrive = max(free + travel, earliest)
        stops.append(Stop(visit, arrive, arrive + lasts))
        here, free = there, arrive + lasts
    return tuple(stops)
