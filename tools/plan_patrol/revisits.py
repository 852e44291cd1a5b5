"""Which of the hottest places are never left alone for long."""

from tools.plan_patrol.problem import Plan, Problem
from tools.plan_patrol.visits import REVISIT


def revisits_kept(problem: Problem, plan: Plan) -> tuple[int, int]:
    """How many of the hottest places are seen every two hours from the start of the shift to its end, and how many those are."""
    hottest = {visit.place for visit in problem.visits if visit.hottest}
    kept = 0
    for place in hottest:
        stops = sorted(
            (s.arrive, s.depart) for unit in plan.units for s in unit if s.visit is not None and problem.visits[s.visit].place == place
        )
        left = 0
        longest = 0
        for arrive, depart in [*stops, (problem.length, problem.length)]:
            longest, left = max(longest, arrive - left), depart
        kept += longest <= REVISIT
    return kept, len(hottest)
