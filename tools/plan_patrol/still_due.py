"""The visits that are still to be made when a plan is made again during the shift."""

from collections.abc import Collection
from dataclasses import replace

from tools.plan_patrol.problem import Plan, Problem, Stop
from tools.plan_patrol.revisits import seen_often
from tools.plan_patrol.visits import REVISIT, Visit

_AROUND = 15
"""Minutes before and after the time that was planned, at most, within which a stop at a hottest place may be made instead."""
_AT_LEAST = 2
"""Minutes before and after it, at least: a stop that could be made at one minute only would mostly be lost."""


def still_due(problem: Problem, before: Plan, done: Collection[int]) -> dict[int, Visit]:
    """The visits by their index. Those at a hottest place are wanted about when they were planned: as much earlier or later as leaves the
    place alone for no more than two hours whatever becomes of the others. A visit that was not planned there is not wanted where the plan
    did without.

    Args:
        problem: what was planned.
        before: the plan as it was before something happened.
        done: visits that are made or under way.
    """
    planned = {stop.visit: stop for stops in before.units for stop in stops if stop.visit is not None}
    seen, found = seen_often(problem, before), {}
    for number, visit in enumerate(problem.visits):
        if number in done:
            continue
        if not visit.hottest:
            found[number] = visit
        elif number in planned:
            found[number] = _about(problem, planned, number)
        elif visit.place not in seen:
            found[number] = visit
    return found


def _about(problem: Problem, planned: dict[int, Stop], number: int) -> Visit:
    visit, stop = problem.visits[number], planned[number]
    there = [other for index, other in planned.items() if problem.visits[index].place == visit.place]
    left_before = stop.arrive - max((other.depart for other in there if other.depart <= stop.arrive), default=0)
    left_after = min((other.arrive for other in there if other.arrive >= stop.depart), default=problem.length) - stop.depart
    earlier, later = (min(_AROUND, max(_AT_LEAST, (REVISIT - minutes) // 2)) for minutes in (left_after, left_before))
    return replace(visit, earliest=max(0, stop.arrive - earlier), latest=min(stop.arrive + later, problem.length - problem.dwell))
