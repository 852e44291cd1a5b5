"""Routes that keep a time of response: each unit's in turn the best there is while the others stay as they are (coordinate ascent)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tools.plan_patrol.best_route import best_route
from tools.plan_patrol.coverage import asked, covers
from tools.plan_patrol.demand import Floats
from tools.plan_patrol.problem import Plan, Problem, Stop


@dataclass(frozen=True)
class Weights:
    """What counts how much in the choice of a route, beside one moment at which one place is out of reach, which counts 1."""

    revisit: float
    """A revisit of a hottest place: left out, the place is alone for two hours, 24 moments, and each may count five times."""
    worth: float
    """All visits together, as a share of all moments and places."""
    first: float = 1.0
    """How much more the time of response counts than all else."""


BESIDE = Weights(120, 0.5)
"""The time of response, revisits and the worth of the stops side by side."""
_BEFORE = (Weights(30, 0.001), Weights(6, 0.001), Weights(0.5, 0.001))
"""The time of response before the others, more and more."""
ALWAYS = Weights(120, 0.5, first=1e5)
"""The time of response before everything but appointments."""
_FIXED = 1e9
"""What an appointment counts that the unit has: it must be kept."""
_SWEEPS = 3


def guarded(problem: Problem, plan: Plan, places: int, within: int, stopped: Callable[[], bool]) -> tuple[Plan, Weights]:
    """The plan with its routes made anew, one after another, so that no hot place is ever out of reach, where a way to that is found: what
    else the plan could do comes second. Where none is found, so that they are less often out of reach, and as many revisits are kept.

    Nothing is random and no clock is read: from the same plan it always comes to the same.

    Args:
        problem: what is planned.
        plan: to begin from.
        places: how many hot places there are.
        within: minutes within which some unit must be at each of them.
        stopped: asked now and then whether to stop; then the plan is not finished.

    Returns:
        The plan, and what counted how much: with these weights others like it can be made.
    """
    routes = _Routes(problem, plan, places, within)
    _ascend(routes, BESIDE, stopped)
    beside = routes.plan
    if routes.always():
        return beside, ALWAYS
    for weights in _BEFORE:
        _ascend(routes, weights, stopped)
        if routes.always():
            _ascend(routes, ALWAYS, stopped)
            return routes.plan, ALWAYS
    return beside, BESIDE


def another(
    problem: Problem, phase: Problem, plan: Plan, places: int, within: int, weights: Weights, factors: Sequence[float], order: Sequence[int]
) -> Plan:
    """A plan that keeps the time of response as well as one that is there, and makes other stops at other times.

    Args:
        problem: what is planned.
        phase: the same with windows drawn anew.
        plan: the one that is there.
        places: how many hot places there are.
        within: minutes within which some unit must be at each of them.
        weights: what counts how much.
        factors: for each visit what its worth is multiplied with.
        order: in which the units get new routes.
    """
    routes = _Routes(problem, plan, places, within)
    for unit in order:
        routes.renew(unit, phase, weights, factors, even_if_worse=True)
    return routes.plan


def _ascend(routes: "_Routes", weights: Weights, stopped: Callable[[], bool]) -> None:
    """Make each unit's route the best for what the others leave open, in turn, until nothing changes."""
    problem = routes.problem
    factors = [1.0] * len(problem.visits)
    for _ in range(_SWEEPS):
        before = routes.plan
        for unit in range(problem.units):
            if stopped():
                return
            routes.renew(unit, problem, weights, factors)
        if routes.plan == before:
            break


class _Routes:
    """The routes of a plan, and what each keeps of the time of response."""

    def __init__(self, problem: Problem, plan: Plan, places: int, within: int) -> None:
        self.problem, self.places, self.within = problem, places, within
        self.units = list(plan.units)
        self.near = [covers(problem, unit, stops, places, within) for unit, stops in enumerate(plan.units)]
        self.counts = asked(problem, places)

    @property
    def plan(self) -> Plan:
        """The routes as a plan."""
        return Plan(tuple(self.units))

    def always(self) -> bool:
        """Whether the time of response is kept at every moment that counts, as `coverage` has it."""
        return bool(np.logical_or.reduce(self.near)[self.counts].all())

    def renew(self, unit: int, phase: Problem, weights: Weights, factors: Sequence[float], even_if_worse: bool = False) -> None:
        """Give a unit the best route for what the others leave open, where that counts for more than the one it has; with `even_if_worse`
        where it keeps as much of the time of response."""
        alone = self.counts[:, None] & ~np.logical_or.reduce([np.zeros_like(self.near[0]), *self.near[:unit], *self.near[unit + 1 :]])
        prizes = _prizes(phase, unit, self.units, factors, weights, self.counts.size * self.places)
        stops = best_route(phase, unit, weights.first * alone, self.within, prizes)
        kept = covers(self.problem, unit, stops, self.places, self.within)
        now, then = (float((flags & alone).sum()) for flags in (kept, self.near[unit]))
        own = {stop.visit for stop in self.units[unit] if stop.visit is not None and phase.visits[stop.visit].fixed}
        if even_if_worse:
            better = now >= then and own <= {stop.visit for stop in stops}
        else:
            better = weights.first * (now - then) > _collected(self.units[unit], prizes) - _collected(stops, prizes)
        if better:
            self.units[unit], self.near[unit] = stops, kept


def _prizes(
    problem: Problem, unit: int, units: Sequence[tuple[Stop, ...]], factors: Sequence[float], weights: Weights, all_: int
) -> Floats:
    """What each visit counts for a unit; minus infinity where it may not make it."""
    taken = {stop.visit for other, stops in enumerate(units) if other != unit for stop in stops}
    skills, scale = problem.crew(unit).skills, weights.worth * all_ / max(problem.worth, 1e-12)
    return np.array(
        [
            -np.inf
            if number in taken or (visit.skill and visit.skill not in skills)
            else scale * visit.worth * factor + weights.revisit * visit.hottest + _FIXED * visit.fixed
            for number, (visit, factor) in enumerate(zip(problem.visits, factors, strict=True))
        ]
    )


def _collected(stops: Sequence[Stop], prizes: Floats) -> float:
    return sum(float(prizes[stop.visit]) for stop in stops if stop.visit is not None)
