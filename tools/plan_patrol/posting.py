"""What a time of response takes at least, wherever the units are and whatever they do: with less no plan keeps it (a set cover, and the
p-centre problem: Toregas et al. 1971, Hakimi 1964)."""

import math
from typing import Any

import numpy as np

from tools.plan_patrol.coverage import Flags
from tools.plan_patrol.problem import Problem

_WORK = 1.0
"""CP-SAT's deterministic seconds for one count; where they do not do, what is proved by then counts."""


def fewest_units(problem: Problem, places: int, within: int) -> int:
    """How many units it takes at least, to be near enough at all times to each hot place.

    A unit on the road is nowhere nearer than where it is going, so it is enough to ask where units could stand. Where each has a break,
    one more is wanted: at that moment the others must do.

    Args:
        problem: what is planned.
        places: how many hot places there are.
        within: minutes.
    """
    from ortools.sat.python import cp_model

    near = _near(problem, places, within)
    model: Any = cp_model.CpModel()
    stands = [model.new_bool_var("") for _ in range(len(near))]
    for column in np.unique(near, axis=1).T:
        model.add_bool_or([stands[node] for node in np.flatnonzero(column)])
    model.minimize(sum(stands))
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = _WORK
    solver.solve(model)
    return math.ceil(float(solver.best_objective_bound) - 1e-6) + problem.each_rests


def shortest_response(problem: Problem, places: int) -> int:
    """The shortest time of response, in minutes, that as many units as there are might keep at all places: no plan keeps less."""
    ways = problem.minutes[:, 1 : places + 1]
    times = np.unique(np.ceil(ways[np.isfinite(ways)])).astype(int)
    low, high = 0, len(times) - 1
    while low < high:
        middle = (low + high) // 2
        within = int(times[middle])
        if fewest_units(problem, places, within) <= problem.units:
            high = middle
        else:
            low = middle + 1
    return int(times[low])


def _near(problem: Problem, places: int, within: int) -> Flags:
    """Which nodes are near enough to which places for some unit, shape (nodes, places)."""
    tables = [problem.minutes] if problem.on_foot is None else [problem.minutes, problem.on_foot]
    return np.asarray(np.logical_or.reduce([table[:, 1 : places + 1] <= within for table in tables]))
