"""How much of a plan somebody could foretell who has watched earlier ones."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tools.plan_patrol.problem import Plan, Problem

PAST = 30
"""Earlier draws that the guesser has seen."""
MARGIN = 0.10
"""How much more than chance a watcher should foretell at most. Set here; a plan that misses it says so."""
SLOT = 30
"""Minutes."""


@dataclass(frozen=True)
class Guessed:
    """Shares of stops (place and half hour of arrival) that are foretold by who names, for each half hour, as many places as there are
    units."""

    watcher: float
    """By who has a table of how often each place was stopped at in each half hour of the earlier draws."""
    knows_places: float
    """By who knows from them how often each place is stopped at, and nothing of the times: places that need more stops get more."""
    blind: float
    """By who names places by chance."""
    past: int
    """Earlier draws that the table was made from."""
    plans: int
    """Draws that were foretold, each from others."""


def guessed(problem: Problem, plans: Sequence[Plan], past: int = PAST) -> Guessed | None:
    """Foretell each of some draws from others; None with fewer than two.

    Args:
        problem: whose visits the plans make.
        plans: independent draws.
        past: how many of the others the guesser has seen, at most.
    """
    if len(plans) < 2:
        return None
    seen = [slots(problem, plan) for plan in plans]
    past = min(past, len(plans) - 1)
    every = {visit.place for visit in problem.visits if not visit.fixed}
    watcher, knows, stops = 0.0, 0.0, 0
    for number, own in enumerate(seen):
        others = [seen[(number + 1 + i) % len(seen)] for i in range(past)]
        table: dict[int, Counter[int]] = {}
        for slot, place in (entry for other in others for entry in other):
            table.setdefault(slot, Counter())[place] += 1
        often = Counter(place for other in others for _, place in other)
        stops += len(own)
        watcher += _hits(own, lambda slot, t=table: t.get(slot, Counter()), problem.units)  # type: ignore[misc]
        knows += _hits(own, lambda slot, o=often: o, problem.units)  # type: ignore[misc]
    if not stops:
        return None
    return Guessed(watcher / stops, knows / stops, min(problem.units / len(every), 1.0), past, len(plans))


def slots(problem: Problem, plan: Plan) -> list[tuple[int, int]]:
    """The half hour of arrival and the place of each stop, appointments apart: these anybody may know."""
    return [
        (stop.arrive // SLOT, problem.visits[stop.visit].place)
        for unit in plan.units
        for stop in unit
        if stop.visit is not None and not problem.visits[stop.visit].fixed
    ]


def _hits(own: Iterable[tuple[int, int]], table: Callable[[int], Counter[int]], units: int) -> float:
    """Stops that are among the places named; where several places tie for the last, each is named with its share of chance."""
    found = 0.0
    for slot, place in own:
        counts = table(slot)
        count = counts.get(place, 0)
        more = sum(other > count for other in counts.values())
        if more >= units or not count:
            continue
        tied = sum(other == count for other in counts.values())
        found += min(1.0, (units - more) / tied)
    return found
