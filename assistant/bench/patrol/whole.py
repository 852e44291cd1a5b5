"""Whole plans (revisits, breaks, time windows) against a greedy planner and against OR-Tools routing alone, and how time grows with the
number of places. The towns are made up: places evenly on a square, heat falling like one over the rank (Zipf), as crime at places does."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.bench import row
from assistant.bench.patrol.greedy import greedy
from assistant.documents import BenchRow
from tools.plan_patrol.checking import faults
from tools.plan_patrol.coverage import coverage
from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.drawing_lots import draw
from tools.plan_patrol.guessing import guessed
from tools.plan_patrol.problem import Plan, Problem
from tools.plan_patrol.revisits import revisits_kept
from tools.plan_patrol.shift import shift_of
from tools.plan_patrol.solving import solve
from tools.plan_patrol.timing import timed
from tools.plan_patrol.visits import visits_of
from tools.plan_patrol.watch import Watch

_SIDE = 20.0
"""Minutes across the town."""
_SECONDS = 3.0
_TOWNS = ((3, 40), (2, 25), (4, 60))
"""Units and hot places."""
_WITHIN = 14
"""Minutes of response that are asked for: the shortest, in steps of two, that the units of each of these towns might keep."""
_GROWTH = (50, 200, 1000)
_FORGOES = 1_000_000


def rows(quick: bool) -> Sequence[BenchRow]:
    """Worth collected and revisits kept by each; growth; what earlier draws give away."""
    towns = _TOWNS[:1] if quick else _TOWNS
    return [
        *against(towns, 1.0 if quick else _SECONDS),
        *_growth(_GROWTH[:1] if quick else _GROWTH),
        *foretold(towns, 3.0 if quick else 8.4),
    ]


def town(units: int, count: int, seed: int) -> Problem:
    """A shift of eight hours in a town made up."""
    random = np.random.default_rng(seed)
    at = random.uniform(0, _SIDE, (count + 1, 2))
    at[0] = _SIDE / 2
    minutes = np.ceil(np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)))
    heat = [HotPlace(f"P{i}", None, None, (), 10.0 / (i + 1), (0.0, 1.0), np.full(168, 1 / 168)) for i in range(count)]
    return Problem(minutes, tuple(visits_of(heat, shift_of("22-06"), 2 * units)), units, 480)


def against(towns: Sequence[tuple[int, int]], seconds: float) -> list[BenchRow]:
    """What each planner collects and keeps, for towns of some units and places, and what ours keeps of a time of response; every plan is
    checked."""
    worth = {"ours": 0.0, "greedy planner": 0.0, "OR-Tools routing alone": 0.0}
    kept = dict.fromkeys(worth, 0)
    hottest, near, asked = 0, dict.fromkeys(worth, 0.0), 0.0
    for number, (units, count) in enumerate(towns):
        problem = town(units, count, number)
        plans = {
            "ours": solve(problem, seconds, 1, heard=lambda share: False),
            "greedy planner": greedy(problem),
            "OR-Tools routing alone": ortools_alone(problem, seconds),
        }
        for who, plan in plans.items():
            if plan is None:
                continue
            if wrong := faults(problem, plan):
                raise AssertionError(f"{who}: {wrong[0]}")
            worth[who] += plan.worth(problem) / problem.worth / len(towns)
            kept[who] += revisits_kept(problem, plan)[0]
        hottest += 2 * units
        lot = draw(problem, 2 * seconds, number, Watch(), response=(count, _WITHIN))
        if lot is not None:
            if wrong := faults(problem, lot.plan):
                raise AssertionError(f"ours, with a time of response: {wrong[0]}")
            asked += lot.plan.worth(problem) / problem.worth / len(towns)
        for who, plan in (plans | {"ours": None if lot is None else lot.plan}).items():
            if plan is not None:
                near[who] += coverage(problem, plan, count, _WITHIN).share / len(towns)
    found = []
    for peer in list(worth)[1:]:
        n = len(towns)
        found += [
            row(
                f"whole plans: worth of all at {seconds:g} s",
                "share",
                worth["ours"],
                peer=worth[peer],
                peer_name=peer,
                higher_is_better=True,
                n=n,
            ),
            row(
                "whole plans: hottest places seen every two hours",
                "share",
                kept["ours"] / hottest,
                peer=kept[peer] / hottest,
                peer_name=peer,
                higher_is_better=True,
                n=hottest,
            ),
            row(
                f"whole plans, a unit within {_WITHIN} minutes asked for: moments and places that have one",
                "share",
                near["ours"],
                peer=near[peer],
                peer_name=f"{peer}, which cannot be asked",
                higher_is_better=True,
                n=n,
            ),
        ]
    name = f"whole plans, a unit within {_WITHIN} minutes asked for: worth of all"
    return [*found, row(name, "share", asked, higher_is_better=True, n=len(towns))]


def _growth(counts: Sequence[int]) -> list[BenchRow]:
    """Seconds until the search first holds 95 % of what it has after ten seconds, for more and more places."""
    found = []
    for count in counts:
        problem = town(4, count, 5)
        full = solve(problem, 10.0, 1, heard=lambda share: False)
        assert full is not None
        seconds = 0.25
        while True:
            began = time.perf_counter()
            part = solve(problem, seconds, 1, heard=lambda share: False)
            took = time.perf_counter() - began
            if seconds >= 10 or (part is not None and part.worth(problem) >= 0.95 * full.worth(problem)):
                break
            seconds *= 2
        found.append(row(f"growth: seconds to 95 % of what ten seconds give, {count} places", "s", took, n=count))
    return found


def foretold(towns: Sequence[tuple[int, int]], seconds: float) -> list[BenchRow]:
    """What earlier draws give away, and what the draws lose."""
    found = []
    for number, (units, count) in enumerate(towns):
        problem = town(units, count, number)
        lot = draw(problem, seconds, number, Watch())
        told = guessed(problem, lot.good) if lot is not None else None
        if lot is None or told is None:
            continue
        name = f"stops foretold from {told.past} earlier draws, {units} units, {count} places"
        found.append(row(name, "share", told.watcher, peer=told.blind, peer_name="by chance", n=told.plans))
        found.append(
            row(name, "share", told.watcher, peer=told.knows_places, peer_name="knowing how often each place is seen", n=told.plans)
        )
        best = lot.best.worth(problem)
        loss = 1 - sum(plan.worth(problem) for plan in lot.good) / len(lot.good) / best
        found.append(row(f"loss of the draws, {units} units, {count} places", "share", loss, n=len(lot.good)))
    return found


def ortools_alone(problem: Problem, seconds: float) -> Plan | None:
    """OR-Tools routing with guided local search: visits that may be dropped at their worth, breaks as intervals of each vehicle's time."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    visits = problem.visits
    nodes = [0, *(visit.place + 1 for visit in visits), *[0] * problem.units]
    manager: Any = pywrapcp.RoutingIndexManager(len(nodes), problem.units, 0)
    routing: Any = pywrapcp.RoutingModel(manager)
    table = np.rint(problem.minutes).astype(int)
    lasts = [0, *(problem.lasts(i) for i in range(len(visits))), *[problem.break_minutes] * problem.units]

    def travel(a: int, b: int) -> int:
        return int(table[nodes[manager.IndexToNode(a)], nodes[manager.IndexToNode(b)]])

    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitCallback(travel))
    lasting = routing.RegisterTransitCallback(lambda a, b: travel(a, b) + lasts[manager.IndexToNode(a)])
    routing.AddDimension(lasting, problem.length, problem.length, False, "time")
    clock = routing.GetDimensionOrDie("time")
    scale = _FORGOES / max(problem.worth, 1e-12)
    for number, visit in enumerate(visits, 1):
        index = manager.NodeToIndex(number)
        clock.CumulVar(index).SetRange(visit.earliest, visit.latest)
        routing.AddDisjunction([index], max(1, round(visit.worth * scale)))
    for unit in range(problem.units):
        index = manager.NodeToIndex(1 + len(visits) + unit)
        if problem.break_minutes:
            clock.CumulVar(index).SetRange(*problem.break_window)
            routing.solver().Add(routing.VehicleVar(index) == unit)
        else:
            routing.AddDisjunction([index], 0)
    settings: Any = pywrapcp.DefaultRoutingSearchParameters()
    settings.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    settings.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    settings.time_limit.FromMilliseconds(round(1000 * seconds))
    found = routing.SolveWithParameters(settings)
    if found is None:
        return None
    units = []
    for unit in range(problem.units):
        index, order = routing.Start(unit), list[int | None]()
        while not routing.IsEnd(index := found.Value(routing.NextVar(index))):
            node = manager.IndexToNode(index)
            if node <= len(visits):
                order.append(node - 1)
            elif problem.break_minutes:
                order.append(None)
        units.append(timed(problem, unit, order))
    return Plan(tuple(units))
