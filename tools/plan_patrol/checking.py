"""A check of every plan before it is told, apart from the searches that made it."""

import itertools

from tools.plan_patrol.problem import Plan, Problem


def faults(problem: Problem, plan: Plan) -> list[str]:
    """What a plan does not keep: travel, windows, lengths of stops, duty, breaks, skills, appointments; empty when all holds."""
    wrong = []
    for unit, stops in enumerate(plan.units):
        crew, table = problem.crew(unit), problem.travel(unit)
        at, free = crew.start, crew.begins
        for stop in stops:
            visit = None if stop.visit is None else problem.visits[stop.visit]
            node = crew.rest_at if visit is None else visit.place + 1
            lasts = problem.rest(unit) if stop.visit is None else problem.lasts(stop.visit)
            if stop.arrive < free + table[at, node]:
                wrong.append(f"unit {unit + 1} cannot be there by minute {stop.arrive}")
            if stop.depart - stop.arrive < lasts:
                wrong.append(f"unit {unit + 1} stays {stop.depart - stop.arrive} minutes at minute {stop.arrive}, not {lasts}")
            if visit is not None and visit.skill and visit.skill not in crew.skills:
                wrong.append(f"unit {unit + 1} lacks {visit.skill}")
            if visit is not None and visit.fixed and not visit.earliest <= stop.arrive <= visit.latest:
                wrong.append(f"an appointment begins at minute {stop.arrive}, not {visit.earliest} to {visit.latest}")
            at, free = node, stop.depart
        if stops and free + table[at, crew.end] > crew.ends:
            wrong.append(f"unit {unit + 1} is back after its duty")
        if stops and problem.rest(unit) and sum(stop.visit is None for stop in stops) != 1:
            wrong.append(f"unit {unit + 1} has no break")
    made = [stop.visit for stops in plan.units for stop in stops if stop.visit is not None]
    wrong += [f"visit {visit} is made twice" for visit in {visit for visit in made if made.count(visit) > 1}]
    wrong += [f"appointment {i} is not kept" for i, visit in enumerate(problem.visits) if visit.fixed and i not in made]
    stays = sorted((problem.visits[s.visit].place, s.arrive, s.depart) for stops in plan.units for s in stops if s.visit is not None)
    wrong += [f"two units are at one place at minute {b[1]}" for a, b in itertools.pairwise(stays) if a[0] == b[0] and b[1] < a[2]]
    return wrong
