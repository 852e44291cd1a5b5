"""Plans that keep a time of response at all times, and enough of them to draw one by lot."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tools.plan_patrol.boldness import LOSS, Boldness
from tools.plan_patrol.coverage import coverage
from tools.plan_patrol.effort import Effort
from tools.plan_patrol.guarding import another, guarded
from tools.plan_patrol.phases import drawn
from tools.plan_patrol.problem import Plan, Problem
from tools.plan_patrol.revisits import revisits_kept
from tools.plan_patrol.selecting import several
from tools.plan_patrol.watch import Watch

_SELECTED = 8
"""Plans put together from the routes of others."""
_STARTS = 2
"""Plans that are made to keep the time of response; the best of them is where others begin."""
_OTHERS = 36
"""Plans made from it, at most: as many as `drawing_lots` tries."""
_FEWEST = 6
_LEVELS = ((16, 0.8, 0.35), (None, 0.8, 0.35), (None, 1.0, 0.35), (None, 1.0, 0.15))
"""Tried on made-up towns, as those of `drawing_lots`."""
_SLACK = 0.02
"""Share of moments and places at which one plan may miss the time of response more than another, where none keeps it always."""


def holding(
    problem: Problem, plans: Sequence[Plan], places: int, within: int, seconds: float, chance: random.Random, watch: Watch, effort: Effort
) -> list[Plan]:
    """Plans that keep a time of response at all times: put together from the routes of some, and made anew from them. Where none is found
    that does, those that keep it best, and such as miss hardly more.

    Args:
        problem: what is planned.
        plans: that were made without it, the best first.
        places: how many hot places there are.
        within: minutes within which some unit must be at each of them.
        seconds: how long to look.
        chance: the lot.
        watch: hears how far it is.
        effort: counts the plans, or has as many made again.
    """
    heard = watch.part(0.6, 0.7, "looking for plans that keep the time of response")
    ends = effort.until(seconds, heard, _STARTS + _FEWEST)

    @cache
    def share(plan: Plan) -> float:
        return coverage(problem, plan, places, within).share

    def put_together(of: Sequence[Plan]) -> list[Plan]:
        return several(problem, of, places, within, chance, _SELECTED, always=any(share(plan) == 1 for plan in of))

    def rank(plan: Plan) -> tuple[float, int, float]:
        return share(plan), revisits_kept(problem, plan)[0], plan.worth(problem)

    tried = [*put_together(plans), *plans]

    found, weights = [], {}
    for start in tried[:_STARTS]:
        if ends(0):
            break
        plan, weighed = guarded(problem, start, places, within, lambda: heard(0.3))
        if watch.stopped:
            effort.rounds[0] -= 1  # it is not finished, and nobody could make it again as it is
            break
        found.append(plan)
        weights[plan] = weighed
    last = best = max(found, key=rank, default=None)
    boldness = Boldness(_LEVELS)
    while best is not None and last is not None and len(found) < _STARTS + _OTHERS and not ends(0):
        narrow, wide, spread = boldness.level
        phase = replace(problem, visits=drawn(problem.visits, problem.length, problem.dwell, wide, narrow, chance))
        factors = [chance.lognormvariate(0, spread) for _ in problem.visits]
        order = chance.sample(range(problem.units), problem.units)
        plan = another(problem, phase, last, places, within, weights[best], factors, order)
        found.append(plan)
        if rank(plan) > rank(best):
            best, weights[plan] = plan, weights[best]
        fits = plan.worth(problem) >= (1 - LOSS) * best.worth(problem)
        boldness.heard(fits)
        last = plan if fits else best
    tried = [*put_together([*found, *tried]), *found, *tried] if found else tried
    tried = [plan for plan in tried if plan.visited()]  # who only stands at the start is no patrol
    least = max(map(share, tried), default=0.0)
    least -= 0.0 if least == 1 else _SLACK
    return [plan for plan in tried if share(plan) >= least - 1e-9]
