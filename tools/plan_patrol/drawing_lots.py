"""Not one plan but many good ones, and one of them by lot, so that nobody can learn where a unit will be."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tools.errors import Stopped
from tools.plan_patrol.problem import Plan, Problem
from tools.plan_patrol.solving import solve
from tools.plan_patrol.watch import Watch

LOSS = 0.05
"""Share of the best plan's worth that another may give up."""
_TRIES = 12
_SPREAD = 0.35
"""Standard deviation of the logarithm of what worths are multiplied with, to find other good plans."""
_DRAWS = 30
_SLOT = 30
"""Minutes."""


@dataclass(frozen=True)
class Lot:
    """A plan drawn by lot."""

    plan: Plan
    best: Plan
    good: tuple[Plan, ...]
    """All that it was drawn from, the best among them."""


def draw(problem: Problem, seconds: float, seed: int, watch: Watch) -> Lot | None:
    """Look for good plans and draw one; None where there is no plan at all.

    Raises:
        Stopped: the user stopped before there was a plan.
    """
    chance = random.Random(seed)  # noqa: S311  # the seed is on record so that the draw can be made again
    plans: list[Plan] = []
    best = solve(problem, 0.4 * seconds, chance.getrandbits(31), heard=watch.part(0.2, 0.5, "looking for the best plan"))
    if best is None:
        if watch.stopped:
            raise Stopped("Stopped at the user's request before there was a plan.")
        return None
    plans.append(best)
    for number in range(_TRIES):
        if watch.stopped:
            break
        factors = [chance.lognormvariate(0, _SPREAD) for _ in problem.visits]
        heard = watch.part(0.5 + 0.2 * number / _TRIES, 0.5 + 0.2 * (number + 1) / _TRIES, "looking for other good plans")
        if (other := solve(problem, 0.6 * seconds / _TRIES, chance.getrandbits(31), factors=factors, heard=heard)) is not None:
            plans.append(other)
    best = max(plans, key=lambda plan: plan.worth(problem))
    least = (1 - LOSS) * best.worth(problem)
    good = tuple(dict.fromkeys(plan for plan in plans if plan.visited() and plan.worth(problem) >= least))
    if not good:
        return None
    units = list(chance.choice(good).units)
    chance.shuffle(units)  # which unit drives which route is drawn too
    return Lot(Plan(tuple(units)), best, good)


def guessed(problem: Problem, good: Sequence[Plan], seed: int) -> tuple[float, float] | None:
    """Share of stops (place and half hour) that a frequency table of 30 draws guesses in 30 others, and that a blind guess does.

    The guesser names for each half hour as many places as there are units. None with one plan: then everything is known.
    """
    if len(good) < 2:
        return None
    chance = random.Random(seed)  # noqa: S311
    table: dict[int, Counter[int]] = {}
    for plan in chance.choices(good, k=_DRAWS):
        for slot, place in _slots(problem, plan):
            table.setdefault(slot, Counter())[place] += 1
    hits, stops = 0, 0
    for plan in chance.choices(good, k=_DRAWS):
        for slot, place in _slots(problem, plan):
            stops += 1
            hits += place in dict(table.get(slot, Counter()).most_common(problem.units))
    places = len({visit.place for visit in problem.visits})
    return round(hits / stops, 3), round(min(problem.units / places, 1.0), 3)


def _slots(problem: Problem, plan: Plan) -> list[tuple[int, int]]:
    return [(s.arrive // _SLOT, problem.visits[s.visit].place) for unit in plan.units for s in unit if s.visit is not None]
