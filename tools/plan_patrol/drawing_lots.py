"""Not one plan but many good ones, and one of them by lot, so that nobody can learn where a unit will be.

Each plan is made for worths and windows that are themselves drawn (perturb and maximise, Papandreou & Yuille 2011), its times are drawn
evenly from what its order leaves open, and it counts when it is worth at least 95 % of the best. The idea that a patrol is a draw
from a distribution over good plans is that of ARMOR (Pita et al. 2008).
"""

import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tools.errors import Stopped
from tools.plan_patrol.boldness import LOSS, Boldness
from tools.plan_patrol.effort import Effort
from tools.plan_patrol.holding import holding
from tools.plan_patrol.phases import drawn
from tools.plan_patrol.problem import Plan, Problem
from tools.plan_patrol.revisits import revisits_kept
from tools.plan_patrol.solving import solve
from tools.plan_patrol.timing import timed_by_lot
from tools.plan_patrol.watch import Watch

_TRIES = 36
"""Plans tried: with 31 that are good, what 30 earlier draws give away can be measured."""
_FEWEST = 4
"""Of them when time is short: then what earlier draws give away is measured from fewer, and the plan says from how many."""
_LEAST = 60
"""Rounds of each search."""
_REVISITS = 4.0
"""How much more a revisit of a hottest place counts while other plans are looked for, beyond its worth: a narrow window that was drawn is
easily missed, and a plan that misses one leaves a place alone for too long."""
_ENOUGH = 8
"""Plans to draw from, before those are taken that see fewer of the hottest places every two hours."""
_BEST = 0.3
"""Share of the time that goes to the best plan."""
_HOLDING = 0.4
"""Share of the time that goes to keeping a time of response, where one is asked for."""
_LEVELS = ((10, 0.8, 0.25), (12, 0.8, 0.15), (16, 0.8, 0.15), (24, 0.8, 0.15), (None, 1.0, 0.0))
"""Tried on made-up towns: what earlier draws give away grows from step to step, and so does the share of plans within the loss."""


@dataclass(frozen=True)
class Lot:
    """A plan drawn by lot."""

    plan: Plan
    best: Plan
    good: tuple[Plan, ...]
    """All that it was drawn from."""
    rounds: tuple[int, ...] = ()
    """Of each search: with them and the seed the draw can be made again."""


def draw(
    problem: Problem, seconds: float, seed: int, watch: Watch, *, effort: Effort | None = None, response: tuple[int, int] | None = None
) -> Lot | None:
    """Look for good plans and draw one; None where there is no plan at all.

    Args:
        problem: what is planned.
        seconds: how long to look.
        seed: of the draw.
        watch: hears how far it is.
        effort: counts the rounds of each search, or has those of an earlier draw made again.
        response: how many hot places there are, and within how many minutes some unit must be at each of them at all times.

    Raises:
        Stopped: the user stopped before there was a plan.
    """
    chance = random.Random(seed)  # noqa: S311  # the seed is on record so that the draw can be made again
    effort = effort or Effort()
    later = Effort() if response is None else effort.last()
    heard = watch.part(0.2, 0.35, "looking for the best plan")
    best = solve(problem, _BEST * seconds, chance.getrandbits(31), heard=heard, effort=effort)
    if best is None:
        if watch.stopped:
            raise Stopped("Stopped at the user's request before there was a plan.")
        return None
    rest = 1 - _BEST - (0 if response is None else _HOLDING)
    plans = [best, *_others(problem, best, rest * seconds, chance, watch, effort)]
    if response is not None:
        plans = holding(problem, plans, *response, _HOLDING * seconds, chance, watch, later)
    best = max(plans, key=lambda plan: plan.worth(problem), default=best)
    least = (1 - LOSS) * best.worth(problem)
    other = plans if response is not None else plans[1:]
    good = _seeing_most(problem, dict.fromkeys(plan for plan in other if plan.visited() and plan.worth(problem) >= least))
    if not good and best.visited():
        good = (best,)
    if not good:
        return None
    return Lot(_shuffled(chance.choice(good), problem, chance), best, good, (*effort.rounds, *later.rounds))


def _others(problem: Problem, best: Plan, seconds: float, chance: random.Random, watch: Watch, effort: Effort) -> Iterator[Plan]:
    """Other plans, as bold as the loss allows: after some that give up too much the next ones are tamer."""
    boldness, ends = Boldness(_LEVELS), time.monotonic() + seconds
    for number in range(_TRIES):
        if watch.stopped or effort.over or (number >= _FEWEST and not effort.repeats and time.monotonic() > ends):
            return
        narrow, wide, spread = boldness.level
        visits = drawn(problem.visits, problem.length, problem.dwell, wide, narrow, chance)
        phase = replace(problem, visits=visits)
        factors = [chance.lognormvariate(0, spread) * (_REVISITS if visit.hottest else 1.0) for visit in visits]
        heard = watch.part(0.35 + 0.35 * number / _TRIES, 0.35 + 0.35 * (number + 1) / _TRIES, "looking for other good plans")
        plan = solve(phase, seconds / _TRIES, chance.getrandbits(31), factors=factors, heard=heard, effort=effort, least=_LEAST)
        if plan is not None:
            yield Plan(tuple(timed_by_lot(phase, unit, stops, chance) for unit, stops in enumerate(plan.units)))
        boldness.heard(plan is not None and plan.worth(problem) >= (1 - LOSS) * best.worth(problem))


def _seeing_most(problem: Problem, plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """Of these plans those that see the most of the hottest places every two hours; where those are few, such as see one less too."""
    kept = [(revisits_kept(problem, plan)[0], plan) for plan in plans]
    for least in sorted({count for count, _ in kept}, reverse=True):
        found = tuple(plan for count, plan in kept if count >= least)
        if len(found) >= min(_ENOUGH, len(kept)):
            return found
    return ()


def _shuffled(plan: Plan, problem: Problem, chance: random.Random) -> Plan:
    """The plan with its routes given out by lot, where the units are alike."""
    units = list(plan.units)
    if not problem.crews:
        chance.shuffle(units)
    return Plan(tuple(units))
