"""When no plan keeps everything that must be kept: the smallest change with which there is one, found by trying."""

from collections.abc import Iterator
from dataclasses import replace

from tools.plan_patrol.crew import Crew
from tools.plan_patrol.preparing import Prepared, fixed_names
from tools.plan_patrol.problem import Problem
from tools.plan_patrol.solving import solve
from tools.plan_patrol.visits import Visit
from tools.plan_patrol.watch import Watch

_SECONDS = 0.25
_LATER = (5, 10, 15, 20, 30, 45, 60)
_LONGER = (30, 60, 120)


def smallest_change(prepared: Prepared, watch: Watch) -> str:
    """The first change that gives a plan, from small to large, as a sentence."""
    # only what must be kept is tried: other visits cannot stand in its way, for none of them must be made
    problem = prepared.problem
    bare = replace(problem, visits=tuple(visit for visit in problem.visits if visit.fixed) or problem.visits[:1])
    names = [name for name, _ in fixed_names(prepared).values()]
    for said, other in _changes(bare, names):
        if solve(other, _SECONDS, 0, heard=watch.part(0.9, 0.95, "asking what would have to change")) is not None:
            return f"Smallest change found that gives a plan: {said}."
    return "None of the changes tried gives one: appointments later or left out, longer duty, no breaks, one more unit."


def _changes(problem: Problem, names: list[str]) -> Iterator[tuple[str, Problem]]:
    """Changes, the smaller first."""
    visits = problem.visits
    fixed = [number for number, visit in enumerate(visits) if visit.fixed]
    for minutes in _LATER:
        for number, name in zip(fixed, names, strict=True):
            later = replace(visits[number], latest=min(visits[number].latest + minutes, problem.length - problem.lasts(number)))
            yield f"the appointment at {name} up to {minutes} minutes later", replace(problem, visits=_with(visits, number, later))
    yield "no breaks", replace(problem, breaks=False, crews=tuple(replace(crew, rest=0) for crew in problem.crews))
    for minutes in _LONGER:
        crews = tuple(replace(crew, ends=crew.ends + minutes) for crew in problem.crews)
        yield f"duty {minutes} minutes longer", replace(problem, length=problem.length + minutes, crews=crews)
    skills = frozenset(visit.skill for visit in visits if visit.skill)
    crew = Crew(0, problem.length, skills=skills)
    more = (*problem.crews, crew) if problem.crews else ()
    yield (
        "one more unit" + (f", with {' and '.join(sorted(skills))}" if skills else ""),
        replace(problem, units=problem.units + 1, crews=more),
    )
    for number, name in zip(fixed, names, strict=True):
        if len(visits) > 1:
            yield f"the appointment at {name} left out", replace(problem, visits=visits[:number] + visits[number + 1 :])


def _with(visits: tuple[Visit, ...], number: int, visit: Visit) -> tuple[Visit, ...]:
    return (*visits[:number], visit, *visits[number + 1 :])
