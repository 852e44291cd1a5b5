"""A planner as a person would plan with a list and a map: always the nearest stop in time that is worth most for the minutes it takes."""

from tools.plan_patrol.problem import Plan, Problem
from tools.plan_patrol.timing import timed


def greedy(problem: Problem) -> Plan:
    """The plan: unit by unit, always the visit with the most worth for the minutes until it is over; the break when it is due."""
    open_ = set(range(len(problem.visits)))
    units = []
    for unit in range(problem.units):
        crew, table = problem.crew(unit), problem.travel(unit)
        at, free, order = crew.start, crew.begins, list[int | None]()
        rested = not problem.rest(unit)
        while True:
            _, latest = problem.rest_window(unit)
            best: tuple[float, int, int] | None = None
            for number in open_:
                visit = problem.visits[number]
                arrive = max(free + round(float(table[at, visit.place + 1])), visit.earliest)
                ends = arrive + problem.lasts(number)
                back = crew.ends if rested else latest
                home = ends + float(table[visit.place + 1, crew.end if rested else crew.rest_at])
                if arrive > visit.latest or home > back or (visit.skill and visit.skill not in crew.skills):
                    continue
                rate = visit.worth / (ends - free)
                if best is None or rate > best[0]:
                    best = (rate, number, ends)
            if best is not None:
                order.append(best[1])
                open_.discard(best[1])
                at, free = problem.visits[best[1]].place + 1, best[2]
            elif not rested:
                order.append(None)
                rested = True
                free = max(free + round(float(table[at, crew.rest_at])), problem.rest_window(unit)[0]) + problem.rest(unit)
                at = crew.rest_at
            else:
                break
        units.append(timed(problem, unit, order))
    return Plan(tuple(units))
