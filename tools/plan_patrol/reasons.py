"""Why a place is left out: found by planning again with one thing changed, so that each reason is what happened and not a phrase."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.plan_patrol.changes import changes_of
from tools.plan_patrol.coverage import coverage
from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.drawing_lots import Lot
from tools.plan_patrol.effort import Effort, Heard
from tools.plan_patrol.problem import Plan, Problem
from tools.plan_patrol.revisits import revisits_kept
from tools.plan_patrol.shift import Shift
from tools.plan_patrol.solving import solve
from tools.plan_patrol.visits import Visit
from tools.plan_patrol.watch import Watch

_ROUNDS = 12
"""Of the search that forces a stop at a place, at least; it begins from the best plan, which 12 rounds change enough. (Measured: from
there 5 rounds find better plans with a forced stop than 400 from nothing.)"""


@dataclass(frozen=True)
class Changed:
    """A plan made again with one thing changed."""

    said: str
    places: frozenset[int]
    """Those it stops at."""
    revisited: tuple[int, int]
    """As `revisits_kept` gives it."""


@dataclass(frozen=True)
class Reasons:
    """What planning again has shown."""

    why: Mapping[int, str]
    """For each place that the drawn plan does not stop at, by its index."""
    revisited_with_more: tuple[int, int] | None
    """How many of the hottest places one more unit would see every two hours; None where that was not asked."""


def reasons_of(
    problem: Problem,
    lot: Lot,
    places: Sequence[HotPlace],
    shift: Shift,
    hottest: int,
    seconds: float,
    watch: Watch,
    uncapped: Sequence[Visit] = (),
    effort: Effort | None = None,
    response: tuple[int, int] | None = None,
) -> Reasons:
    """Why each place is left out that the drawn plan does not stop at.

    Args:
        problem: what was planned.
        lot: the plans for it.
        places: the hot places, in the order that the visits count them.
        shift: its hours.
        hottest: how many of the first places are to be seen every two hours.
        seconds: for all searches together.
        watch: hears how far they are.
        uncapped: the visits as they would be without the caps of areas; none where no cap limits anything.
        effort: counts the rounds of each search, or has those of an earlier time made again.
        response: the time of response that was asked for, as `draw` has it.
    """
    seen = _places(problem, lot.plan.visited())
    left = [number for number in range(len(places)) if number not in seen]
    if not left and (kept := revisits_kept(problem, lot.plan))[0] == kept[1]:
        return Reasons({}, None)
    found: dict[int, str] = {}
    for number in left:
        there = float(problem.minutes[0, number + 1] + problem.minutes[number + 1, 0]) + problem.dwell
        if there > problem.length:
            found[number] = (
                f"Too far: there, a stop and back take {there:.0f} minutes, more than the shift has. A shift of that length would do."
            )
        elif count := sum(number in _places(problem, plan.visited()) for plan in lot.good):
            found[number] = f"Passed over by lot: {count} of the {len(lot.good)} good plans stop here, and another one was drawn."
    tries = changes_of(problem, places, shift, hottest, uncapped)
    if response is not None:
        tries.insert(0, (f"Without the {response[1]} minutes of response", problem))
    changes = _changed(problem, lot.best, tries, seconds / 2 / len(tries), watch, effort)
    open_ = [number for number in left if number not in found]
    for tried, number in enumerate(open_):
        helps = next((change.said for change in changes if number in change.places), None)
        heard = watch.part(0.85 + 0.15 * tried / len(open_), 0.85 + 0.15 * (tried + 1) / len(open_), "asking why places are left out")
        found[number] = _weighed(
            problem, lot.best, number, helps, [said for said, _ in tries], seconds / 2 / len(open_), heard, effort, response
        )
        if watch.stopped:  # perhaps in the middle of that search
            found[number] = "Not worked out: the search was stopped before."
    return Reasons(found, changes[-1].revisited if changes and changes[-1].said.endswith(f"instead of {problem.units}") else None)


def _weighed(
    problem: Problem,
    best: Plan,
    number: int,
    helps: str | None,
    tried: Sequence[str],
    seconds: float,
    heard: Heard,
    effort: Effort | None,
    response: tuple[int, int] | None,
) -> str:
    """What a stop at a place would cost as it is, and which change brings one about.

    Args:
        problem: what was planned.
        best: the best plan for it.
        number: of the place.
        helps: the first change with which the place is stopped at.
        tried: all changes.
        seconds: of the search.
        heard: hears how far it is.
        effort: counts the rounds of the search, or has those of an earlier time made again.
        response: the time of response that was asked for.
    """
    mine = [i for i, visit in enumerate(problem.visits) if visit.place == number and not visit.fixed]
    if not mine:
        also = "and without it the search did not stop here either" if helps is None else f"{helps[0].lower()}{helps[1:]} it is stopped at"
        return f"Places of the same area that are worth more use up its cap; {also}."
    visit = max(mine, key=lambda i: problem.visits[i].score)
    plan = solve(problem, seconds, number, forced=frozenset({visit}), heard=heard, effort=effort, least=_ROUNDS, near=best)
    if plan is None:
        cost = "no plan was found that stops here and keeps everything else that must be kept"
    elif response is not None and (kept := _near(problem, plan, response)) < (as_it_is := _near(problem, best, response)):
        cost = f"with a stop here forced, a unit is near enough at {kept:.0f} % of all moments and places and not at {as_it_is:.0f} %"
    elif (less := 100 * (1 - plan.worth(problem) / best.worth(problem))) > 0:
        cost = f"with a stop here forced, the best plan that was found is worth {less:.1f} % less"
    else:
        return "Other places of the same worth were preferred: a plan that stops here and loses nothing was found only when asked for."
    if helps is not None:
        return f"{helps} this place is stopped at. As it is, {cost}."
    return f"Other places are worth more: {cost}. No change that was tried brings a stop here ({_listed(tried)})."


def _near(problem: Problem, plan: Plan, response: tuple[int, int]) -> float:
    """How much a plan keeps of the time of response, percent."""
    return 100 * coverage(problem, plan, *response).share


def _listed(tried: Sequence[str]) -> str:
    return "; ".join(said[0].lower() + said[1:] for said in tried)


def _changed(
    problem: Problem, best: Plan, changes: Sequence[tuple[str, Problem]], seconds: float, watch: Watch, effort: Effort | None
) -> list[Changed]:
    """A plan for each change, searched for from the best plan as it is."""
    found = []
    for number, (said, other) in enumerate(changes):
        first, last = (0.7 + 0.15 * (number + i) / len(changes) for i in range(2))
        heard = watch.part(first, last, "asking what would have to change")
        plan = solve(other, seconds, number, heard=heard, effort=effort, least=_ROUNDS, near=_within(other, problem, best))
        if plan is not None:
            found.append(Changed(said, _places(other, plan.visited()), revisits_kept(other, plan)))
    return found


def _within(other: Problem, problem: Problem, best: Plan) -> Plan:
    """The best plan as one of a changed problem."""
    index = {visit: number for number, visit in enumerate(other.visits)}
    return best.within(other, {number: index[visit] for number, visit in enumerate(problem.visits) if visit in index})


def _places(problem: Problem, visited: frozenset[int]) -> frozenset[int]:
    return frozenset(problem.visits[visit].place for visit in visited if not problem.visits[visit].fixed)
