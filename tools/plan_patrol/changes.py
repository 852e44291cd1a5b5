"""The constraints of a plan, each taken away or loosened alone: what a plan would be like without it tells what it costs."""

from collections.abc import Sequence
from dataclasses import replace

from tools.plan_patrol.crew import Crew
from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.problem import Problem
from tools.plan_patrol.shift import Shift
from tools.plan_patrol.visits import Visit, visits_of

SHORTEST_DWELL = 10


def changes_of(
    problem: Problem, places: Sequence[HotPlace], shift: Shift, hottest: int, uncapped: Sequence[Visit]
) -> list[tuple[str, Problem]]:
    """What is changed, as the beginning of a sentence, and the problem with it; the last one has one unit more.

    Args:
        problem: what was planned.
        places: the hot places, in the order that the visits count them.
        shift: its hours.
        hottest: how many of the first places are to be seen every two hours.
        uncapped: the visits as they would be without the caps of areas.
    """
    longer = replace(shift, minutes=shift.minutes + 60)
    fixed = tuple(visit for visit in problem.visits if visit.fixed)
    later = tuple(replace(crew, ends=crew.ends + 60) for crew in problem.crews)
    found = [(f"With {SHORTEST_DWELL} minutes at each stop instead of {problem.dwell}", replace(problem, dwell=SHORTEST_DWELL))]
    if len(uncapped) > len(problem.visits):
        found.append(("Without the cap of its area", replace(problem, visits=tuple(uncapped))))
    if any(problem.rest(unit) for unit in range(problem.units)):
        crews = tuple(replace(crew, rest=0) for crew in problem.crews)
        found.append(("Without the breaks", replace(problem, breaks=False, crews=crews)))
    if fixed:
        found.append(("Without the appointments", replace(problem, visits=tuple(visit for visit in problem.visits if not visit.fixed))))
    hour = replace(problem, visits=(*visits_of(places, longer, hottest), *fixed), length=longer.minutes, crews=later)
    found.append(("With a shift one hour longer", hour))
    one_more = (*problem.crews, Crew(0, problem.length)) if problem.crews else ()
    found.append((f"With {problem.units + 1} units instead of {problem.units}", replace(problem, units=problem.units + 1, crews=one_more)))
    return found
