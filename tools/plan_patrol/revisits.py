"""Which of the hottest places are never left alone for long."""

from tools.plan_patrol.problem import Plan, Problem
from tools.plan_patrol.visits import REVISIT


def revisits_kept(problem: Problem, plan: Plan) -> tuple[int, int]:
    """How many of the hottest places are seen every two hours from the start of the shift to its end, and how many those are."""
    return len(seen_often(problem, plan)), len({visit.place for visit in problem.visits if visit.hottest})


def seen_often(problem: Problem, plan: Plan) -> frozenset[int]:
    """Those of the hottest places that are seen every two hours from the start of the shift to its end."""
    kept = set()
    for place in {visit.place for visit in problem.visits if visit.hottest}:
        stops = sorted(
            (s.arrive, s.depart) for unit in plan.units for s in unit if s.visit is not None and problem.visits[s.visit].place == place
        )
        left = 0
        longest = 0
        for arrive, depart in [*stops, (problem.length, problem.length)]:
            longest, left = max(longest, arrive - left), depart
        if longest <= REVISIT:
            kept.add(place)
    return frozenset(kept)
