"""A plan made again during the shift: a unit is called away, or a stop takes longer. What is finished or under way is kept."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tools.case import Case
from tools.errors import IntegrityError, ToolError
from tools.evidence import PatrolStop
from tools.plan_patrol.checking import faults
from tools.plan_patrol.crew import Crew
from tools.plan_patrol.drawing_lots import Lot
from tools.plan_patrol.duty import minute_of
from tools.plan_patrol.effort import Effort
from tools.plan_patrol.keeping import KeptPlan, new_seed, plan_of
from tools.plan_patrol.planning import Planned, remembered
from tools.plan_patrol.preparing import Prepared, prepare
from tools.plan_patrol.problem import Plan, Problem, Stop
from tools.plan_patrol.reasons import Reasons
from tools.plan_patrol.solving import solve
from tools.plan_patrol.stating import stated
from tools.plan_patrol.still_due import still_due
from tools.plan_patrol.timing import timed_by_lot
from tools.plan_patrol.visits import REVISIT
from tools.plan_patrol.watch import Watch

SECONDS = 1.5
"""Of the search, at most: reading and drawing the files again take their time too, and the whole must be done in five."""
_SEARCHED_BY = 2.0
"""Seconds after which the search must be over, however long reading took; what follows is mostly the drawing of the maps."""
_LEAST = 60
"""Rounds of the search, at least."""
_SHORTEST = 10
"""Minutes from which a stop that was broken off counts as made (Koper 1995)."""


@dataclass(frozen=True)
class Interruption:
    """What happened to a unit."""

    unit: int
    """Counted from 1."""
    away_from: str | None = None
    """`HH:MM` from which it is gone."""
    back_at: str | None = None
    """`HH:MM` at which it is at its start again; None for the rest of the shift."""
    stays_until: str | None = None
    """`HH:MM` until which its present stop lasts."""
    stop: int | None = None
    """The number of that stop in the plan; None for the last that it has begun by then as planned."""


@dataclass(frozen=True)
class _Duty:
    """Of one unit: what is kept, and the duty that is left."""

    kept: tuple[Stop, ...]
    left: Crew | None


def replan(case: Case, named: str | None, happened: Interruption) -> list[PatrolStop]:
    """Make the rest of a kept plan again.

    Args:
        case: the open case.
        named: the id of the plan, or None for the latest.
        happened: to which unit, and when.

    Raises:
        ToolError: there is no such plan or unit, the time is outside of the shift, or no plan keeps the appointments that are left.
        IntegrityError: an exhibit or the plan is not what it was.
    """
    began = time.monotonic()
    kept = plan_of(case, named)
    prepared = prepared_again(case, kept)
    problem, shift = prepared.problem, prepared.shift
    unit = happened.unit - 1
    if not 0 <= unit < problem.units:
        raise ToolError(f"The plan has units 1 to {problem.units}, no unit {happened.unit}.")
    if (happened.away_from is None) == (happened.stays_until is None):
        raise ToolError("Say either from when the unit is away, or until when its stop lasts.")
    plan, away = kept.plan, kept.away
    if happened.away_from is not None:
        now = minute_of(happened.away_from, shift)
        back = None if happened.back_at is None else minute_of(happened.back_at, shift, ends=True)
        away = (*(one for one in away if one[0] != unit), (unit, now, back))
        said = f"Unit {happened.unit} is away from {happened.away_from}" + (f" to {happened.back_at}" if happened.back_at else "")
    else:
        planned = _lasting(problem, plan, unit, minute_of(happened.stays_until or "", shift, ends=True), happened.stop)
        now = planned.depart  # the first moment at which it is known, so that all that the other units did until then is kept
        stop = replace(planned, depart=minute_of(happened.stays_until or "", shift, ends=True))
        before = tuple(s for s in plan.units[unit] if s.arrive < planned.arrive)
        plan = Plan((*plan.units[:unit], (*before, stop), *plan.units[unit + 1 :]))
        said = f"Unit {happened.unit} stays at its stop until {happened.stays_until}"
    gone = {u: (since, back) for u, since, back in away if back is None or back > now}
    duties = [_away(problem, u, plan, *gone[u]) if u in gone else _going_on(problem, u, plan, now) for u in range(problem.units)]
    seed = new_seed()
    seconds = max(0.1, min(SECONDS, _SEARCHED_BY - (time.monotonic() - began)))
    made = _planned(prepared, kept.plan, duties, int.from_bytes(seed), seconds, f"{said}. What was finished or under way then is kept. ")
    return stated(case, remembered(case, made, seed, SECONDS, kept, away))


def prepared_again(case: Case, kept: KeptPlan) -> Prepared:
    """What a kept plan was made from; IntegrityError when an exhibit is not what it was."""
    for name, digest in kept.exhibits:
        if case.exhibit(name).sha256 != digest:
            raise IntegrityError(f"{name} is not the exhibit that plan {kept.id} was made from. Nothing was done with it.")
    return prepare(case, kept.request)


def _planned(prepared: Prepared, before: Plan, duties: Sequence[_Duty], seed: int, seconds: float, said: str) -> Planned:
    problem = prepared.problem
    done = {stop.visit for duty in duties for stop in duty.kept if stop.visit is not None}
    due = still_due(problem, before, done)
    rest = list(due)
    on = [unit for unit, duty in enumerate(duties) if duty.left is not None]
    left = replace(
        problem,
        visits=tuple(due.values()),
        units=len(on),
        crews=tuple(crew for duty in duties if (crew := duty.left) is not None),
    )
    watch, effort = Watch(), Effort()
    heard = watch.part(0.2, 0.9, "planning the rest")
    near = Plan(tuple(before.units[unit] for unit in on)).within(left, {number: i for i, number in enumerate(rest)})
    found = solve(left, seconds, seed % 2**31, heard=heard, effort=effort, least=_LEAST, near=near) if on and rest else None
    if found is None and on and any(problem.visits[number].fixed for number in rest):
        raise ToolError("No plan was found that keeps the appointments that are left. Leave one to another unit, or move it.")
    units = [duty.kept for duty in duties]
    if found is not None:
        chance = random.Random(seed)  # noqa: S311  # the seed is sealed and kept, so that the draw can be made again
        timed = Plan(tuple(timed_by_lot(left, unit, stops, chance) for unit, stops in enumerate(found.units)))
        if wrong := faults(left, timed):
            raise ToolError(f"The plan that was found does not hold and is not shown: {'; '.join(wrong[:3])}.")
        for number, stops in zip(on, timed.units, strict=True):
            units[number] += tuple(Stop(None if s.visit is None else rest[s.visit], s.arrive, s.depart) for s in stops)
    plan = Plan(tuple(units))
    seen = {problem.visits[v].place for v in plan.visited()}
    why = {n: "Not stopped at in what is left of the shift, nor before." for n in range(len(prepared.places)) if n not in seen}
    return Planned(prepared, Lot(plan, plan, (plan,), tuple(effort.rounds)), Reasons(why, None), None, watch.stopped, again=said)


def _going_on(problem: Problem, unit: int, plan: Plan, now: int) -> _Duty:
    """A unit that nothing happened to: it finishes the stop that it is at or on its way to."""
    crew, table, stops = problem.crew(unit), problem.travel(unit), plan.units[unit]
    kept, at = 0, crew.start
    for number, stop in enumerate(stops):
        node = _node(problem, unit, stop)
        if stop.arrive - float(table[at, node]) > now:
            break
        kept, at = number + 1, node
    return _left(problem, unit, stops[:kept], max(now, stops[kept - 1].depart if kept else crew.begins), at)


def _away(problem: Problem, unit: int, plan: Plan, now: int, back: int | None) -> _Duty:
    """The unit that is called away: what it has finished is kept, and its stop of that moment when it has lasted long enough."""
    kept = [stop for stop in plan.units[unit] if stop.depart <= now]
    under_way = next((stop for stop in plan.units[unit] if stop.arrive < now < stop.depart), None)
    if under_way is not None and under_way.visit is not None and now - under_way.arrive >= _SHORTEST:
        kept.append(Stop(under_way.visit, under_way.arrive, now))
    if back is None:
        return _Duty(tuple(kept), None)
    return _left(problem, unit, tuple(kept), back, problem.crew(unit).start)


def _left(problem: Problem, unit: int, kept: tuple[Stop, ...], free: int, at: int) -> _Duty:
    """The duty that is left from a minute and a node on; None where the unit could only drive back."""
    crew = problem.crew(unit)
    if free + float(problem.travel(unit)[at, crew.end]) >= crew.ends:
        return _Duty(kept, None)
    rested = any(stop.visit is None for stop in kept)
    first, last = problem.rest_window(unit)
    wanted = 0 if rested else problem.rest(unit)
    latest = crew.ends - wanted - round(float(problem.travel(unit)[crew.rest_at, crew.end]))
    window = (max(first, free), max(last, min(latest, free + REVISIT // 2)))
    return _Duty(kept, replace(crew, begins=free, start=at, rest=wanted, rest_window=window))


def _node(problem: Problem, unit: int, stop: Stop) -> int:
    return problem.crew(unit).rest_at if stop.visit is None else problem.visits[stop.visit].place + 1


def _lasting(problem: Problem, plan: Plan, unit: int, until: int, order: int | None) -> Stop:
    """The stop that lasts until a minute: the one of a number, or the last that a unit has begun before."""
    if order is None:
        begun = [stop for stop in plan.units[unit] if stop.arrive < until]
    else:
        numbered = [stop for stop in plan.units[unit] if stop.visit is not None and not problem.visits[stop.visit].fixed]
        if not 1 <= order <= len(numbered):
            raise ToolError(f"Unit {unit + 1} has stops 1 to {len(numbered)}, no stop {order}.")
        begun = [stop for stop in numbered[order - 1 : order] if stop.arrive < until]
    if not begun:
        raise ToolError(f"Unit {unit + 1} has not begun {'a stop' if order is None else f'stop {order}'} by then.")
    if begun[-1].depart >= until:
        raise ToolError(
            f"Unit {unit + 1} stays at {'that stop' if order is None else f'stop {order}'} until then as planned; nothing has to be "
            "changed. Where an earlier stop takes longer, give its number."
        )
    return begun[-1]
