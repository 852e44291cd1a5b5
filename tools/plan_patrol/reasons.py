"""Why a place is left out: found by planning again with one thing changed, so that each reason is what happened and not a phrase."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.plan_patrol.changes import changes_of
from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.drawing_lots import Lot
from tools.plan_patrol.effort import Effort
from tools.plan_patrol.problem import Problem
from tools.plan_patrol.revisits import revisits_kept
from tools.plan_patrol.shift import Shift
from tools.plan_patrol.solving import solve
from tools.plan_patrol.visits import Visit
from tools.plan_patrol.watch import Watch

_FORCED = 4
"""Places that are tried one by one."""


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
    share = seconds / (len(tries) + _FORCED)
    changes = _changed(tries, share, watch, effort)
    for change in changes:
        for number in change.places.intersection(left):
            found.setdefault(number, f"{change.said} this place is stopped at; as it is there is not the time.")
    worth = lot.best.worth(problem)
    for tried, number in enumerate([n for n in left if n not in found][:_FORCED]):
        mine = [i for i, v in enumerate(problem.visits) if v.place == number and not v.fixed]
        if not mine:
            found[number] = (
                "Places of the same area that are worth more use up its cap; without the cap this place was not stopped at either."
            )
            continue
        visit = max(mine, key=lambda i: problem.visits[i].score)
        heard = watch.part(0.85 + 0.02 * tried, 0.87 + 0.02 * tried, "asking why places are left out")
        plan = solve(problem, share, tried, forced=frozenset({visit}), heard=heard, effort=effort)
        if plan is None:
            found[number] = "No plan was found that stops here and keeps everything else that must be kept."
        else:
            less = 100 * (1 - plan.worth(problem) / worth)
            found[number] = (
                f"Other places are worth more: when a stop here is forced, the plan that is found is worth {less:.1f} % less."
                if less > 0
                else "The search preferred other places of the same worth: a plan that stops here was found only when asked for."
            )
    least = min((places[number].weekly for number in seen), default=0.0)
    for number in left:
        if number not in found:
            found[number] = (
                f"Less is expected here ({places[number].weekly:.2f} a week) than at every place that is stopped at (at least {least:.2f})."
                if places[number].weekly < least
                else "Not worked out: the time for reasons went to the places above."
            )
    return Reasons(found, changes[-1].revisited if changes and changes[-1].said.endswith(f"instead of {problem.units}") else None)


def _changed(changes: Sequence[tuple[str, Problem]], seconds: float, watch: Watch, effort: Effort | None) -> list[Changed]:
    found = []
    for number, (said, other) in enumerate(changes):
        first, last = (0.7 + 0.15 * (number + i) / len(changes) for i in range(2))
        plan = solve(other, seconds, number, heard=watch.part(first, last, "asking what would have to change"), effort=effort)
        if plan is not None:
            found.append(Changed(said, _places(other, plan.visited()), revisits_kept(other, plan)))
    return found


def _places(problem: Problem, visited: frozenset[int]) -> frozenset[int]:
    return frozenset(problem.visits[visit].place for visit in visited if not problem.visits[visit].fixed)
