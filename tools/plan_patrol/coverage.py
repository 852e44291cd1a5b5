"""How fast some unit could be at each hot place, at any moment of a shift."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.plan_patrol.demand import Floats
from tools.plan_patrol.problem import Plan, Problem, Stop

STEP = 5
"""Minutes between the moments looked at."""
_SETTLED = 8
"""Part of the shift within which its units must have driven out."""
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Coverage:
    """What a plan keeps of a maximal time of response."""

    share: float
    """Of all moments that are asked for and hot places, those at which some unit is near enough."""
    longest: float
    """Minutes that the worst place has to wait at the worst moment."""
    uncovered: tuple[float, ...]
    """For each hot place, the share of moments at which no unit is near enough."""


def moments(problem: Problem) -> NDArray[np.int64]:
    """The minutes of the shift that are looked at."""
    return np.arange(0, problem.length + 1, STEP)


def settling(problem: Problem, places: int) -> int:
    """Minutes that the units need from their start to the farthest hot place that is not out of the way: by then they can be where they
    are wanted."""
    ways = np.concatenate([problem.travel(unit)[problem.crew(unit).start, 1 : places + 1] for unit in range(problem.units)])
    return round(float(ways[ways <= problem.length / _SETTLED].max(initial=0.0)))


def asked(problem: Problem, places: int) -> Flags:
    """At which moments a time of response can be asked for, shape (moments,): not while the units of a whole shift drive out or home, for
    then all of them are at one place, and the shift before and after is on duty."""
    first = settling(problem, places)
    found = moments(problem)
    return (found >= first) & (found <= problem.length - first)


def response(problem: Problem, unit: int, stops: tuple[Stop, ...], places: int) -> Floats:
    """Minutes until a unit could be at each place, shape (moments, places); infinite while it is off duty or has its break.

    A unit on the way is taken to drive on to where it is going and to turn there: it may be faster, never slower.
    """
    crew, table = problem.crew(unit), problem.travel(unit)
    found = np.full((moments(problem).size, places), np.inf)
    to = table[:, 1 : places + 1]
    legs = [(s.arrive, s.depart, crew.rest_at if s.visit is None else problem.visits[s.visit].place + 1, s.visit is None) for s in stops]
    back = legs[-1][1] + float(table[legs[-1][2], crew.end]) if legs else float(crew.begins)
    legs.append((round(back), crew.ends, crew.end, False))
    at, free = crew.start, crew.begins
    for arrive, depart, node, rests in legs:
        for row, minute in enumerate(moments(problem)):
            if free <= minute < arrive:
                leaves = arrive - float(table[at, node])  # it waits where it is until it has to leave
                found[row] = to[at] if minute < leaves else arrive - minute + to[node]
            elif arrive <= minute < depart or (minute == depart == crew.ends):
                found[row] = np.inf if rests else to[node]
        at, free = node, depart
    return found


def covers(problem: Problem, unit: int, stops: tuple[Stop, ...], places: int, within: int) -> Flags:
    """At which moments a unit is near enough to which places, shape (moments, places)."""
    return np.asarray(response(problem, unit, stops, places) <= within)


def coverage(problem: Problem, plan: Plan, places: int, within: int) -> Coverage:
    """What a plan keeps of `within` minutes.

    Args:
        problem: what was planned.
        plan: the plan.
        places: how many hot places there are, the first of the nodes after the start.
        within: minutes.
    """
    times = np.min([response(problem, unit, stops, places) for unit, stops in enumerate(plan.units)], axis=0)
    times = times[asked(problem, places)]
    kept = times <= within
    return Coverage(float(kept.mean()), float(times.max()), tuple(float(share) for share in 1 - kept.mean(axis=0)))
