"""From the order of a unit's stops to their times: as early as may be, or by lot within what the order leaves open."""

import itertools
import random
from collections.abc import Sequence

from tools.plan_patrol.problem import Problem, Stop
from tools.plan_patrol.visits import LONGEST_DWELL

_SWEEPS = 12
"""Of the Gibbs sampler (Geman & Geman 1984) over the times."""


def timed(problem: Problem, unit: int, order: Sequence[int | None]) -> tuple[Stop, ...]:
    """Times of the stops of one unit: each as early as it may be; a stop lasts up to 16 minutes where the unit would only wait after it."""
    legs = _Legs(problem, unit, order)
    arrivals: list[int] = []
    for number, earliest in enumerate(legs.earliest):
        before = arrivals[-1] + legs.lasts[number - 1] + legs.travel[number] if number else legs.begins + legs.travel[0]
        arrivals.append(max(before, earliest))
    return legs.stops(arrivals, None)


def timed_by_lot(problem: Problem, unit: int, stops: Sequence[Stop], chance: random.Random) -> tuple[Stop, ...]:
    """The same stops in the same order at times drawn evenly from all that keep windows, travel and the end of the duty."""
    order = [stop.visit for stop in stops]
    if not order:
        return ()
    legs = _Legs(problem, unit, order)
    arrivals = [stop.arrive for stop in timed(problem, unit, order)]
    last = len(order) - 1
    for _ in range(_SWEEPS):
        for i in range(last + 1):
            low = arrivals[i - 1] + legs.lasts[i - 1] + legs.travel[i] if i else legs.begins + legs.travel[0]
            after = arrivals[i + 1] - legs.travel[i + 1] if i < last else legs.ends - legs.travel[i + 1]
            low, high = max(low, legs.earliest[i]), min(after - legs.lasts[i], legs.latest[i])
            if low < high:
                arrivals[i] = chance.randint(low, high)
    return legs.stops(arrivals, chance)


def lasting(problem: Problem, unit: int, order: Sequence[int | None], arrivals: Sequence[int]) -> tuple[Stop, ...]:
    """The stops of one unit that arrives at known times; each but the last stays up to 16 minutes where the unit would only wait."""
    return _Legs(problem, unit, order).stops(arrivals, None)


class _Legs:
    """What the order of the stops of a unit says of their times: whole minutes."""

    def __init__(self, problem: Problem, unit: int, order: Sequence[int | None]) -> None:
        crew, table = problem.crew(unit), problem.travel(unit)
        rest = problem.rest_window(unit)
        visits = [None if visit is None else problem.visits[visit] for visit in order]
        nodes = [crew.start, *(crew.rest_at if visit is None else visit.place + 1 for visit in visits), crew.end]
        self.order = order
        self.begins, self.ends = crew.begins, crew.ends
        self.travel = [round(float(table[a, b])) for a, b in itertools.pairwise(nodes)]
        self.lasts = [problem.rest(unit) if visit is None else problem.lasts(visit) for visit in order]
        self.longest = [
            lasts if visit is None or visit.lasts is not None else LONGEST_DWELL for visit, lasts in zip(visits, self.lasts, strict=True)
        ]
        self.earliest = [rest[0] if visit is None else visit.earliest for visit in visits]
        self.latest = [rest[1] if visit is None else visit.latest for visit in visits]

    def stops(self, arrivals: Sequence[int], chance: random.Random | None) -> tuple[Stop, ...]:
        """The stops; each but the last stays longer where the unit would wait: as long as may be, or by lot."""
        found = []
        for i, (visit, arrive, lasts) in enumerate(zip(self.order, arrivals, self.lasts, strict=True)):
            spare = arrivals[i + 1] - self.travel[i + 1] - arrive if i + 1 < len(arrivals) else lasts
            most = max(lasts, min(self.longest[i], spare))
            found.append(Stop(visit, arrive, arrive + (most if chance is None else chance.randint(lasts, most))))
        return tuple(found)
