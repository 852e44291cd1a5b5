"""Why a place is left out is what happened when one thing was changed."""

import re

import numpy as np

from tools.plan_patrol.boldness import LOSS
from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.drawing_lots import Lot, draw
from tools.plan_patrol.guessing import guessed
from tools.plan_patrol.problem import Plan, Problem, Stop
from tools.plan_patrol.reasons import reasons_of
from tools.plan_patrol.revisits import revisits_kept
from tools.plan_patrol.shift import shift_of
from tools.plan_patrol.solving import solve
from tools.plan_patrol.visits import visits_of
from tools.plan_patrol.watch import Watch


def place(weekly: float) -> HotPlace:
    return HotPlace("", 0.0, 0.0, (), weekly, (0.0, 1.0), np.full(168, 1 / 168))


def one_unit(hours: str, minutes: np.ndarray, heat: list[float]) -> tuple[Problem, list[HotPlace]]:
    hot = [place(weekly) for weekly in heat]
    shift = shift_of(hours)
    return Problem(minutes, tuple(visits_of(hot, shift, 0)), 1, shift.minutes), hot


def told(problem: Problem, hot: list[HotPlace], hours: str) -> dict[int, str]:
    plan = solve(problem, 0.5, 0, heard=lambda share: False)
    assert plan is not None
    return dict(reasons_of(problem, Lot(plan, plan, (plan,)), hot, shift_of(hours), 0, 3.0, Watch()).why)


def test_too_far_is_told_with_the_minutes() -> None:
    """A place 40 minutes off in a shift of one hour: 92 minutes with the stop."""
    minutes = np.array([[0, 5, 40], [5, 0, 40], [40, 40, 0]], dtype=float)
    why = told(*one_unit("22-23", minutes, [1.0, 5.0]), "22-23")
    assert list(why) == [1]
    assert "take 92 minutes" in why[1]


def test_one_more_unit_is_told_only_where_it_helps() -> None:
    """Two places on opposite sides, time for one: a second unit takes the other, and an hour more does too; a reason is one of the two."""
    minutes = np.array([[0, 20, 20], [20, 0, 40], [20, 40, 0]], dtype=float)
    problem, hot = one_unit("22-23", minutes, [2.0, 1.0])
    why = told(problem, hot, "22-23")
    assert list(why) == [1]
    assert "With a shift one hour longer" in why[1] or "With 2 units instead of 1" in why[1]


def test_what_no_change_helps_is_weighed() -> None:
    """A place of no worth beside many better ones is left out because they are worth more, with the loss of forcing it."""
    count = 30
    minutes = np.full((count + 1, count + 1), 10.0)
    np.fill_diagonal(minutes, 0)
    minutes[:, count] = minutes[count, :] = 20.0
    problem, hot = one_unit("22-00", minutes, [5.0] * (count - 1) + [0.001])
    why = told(problem, hot, "22-00")
    assert "worth more" in why[count - 1]
    assert all(("is worth" in reason and "% less" in reason) or "same worth" in reason for reason in why.values())


def test_what_a_stop_would_cost_is_not_overstated() -> None:
    """With a stop forced at a place left out, a long search finds nothing that is worth much more than the reason says."""
    random = np.random.default_rng(3)
    at = random.uniform(0, 20, (26, 2))
    minutes = np.ceil(np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)))
    problem = Problem(minutes, tuple(visits_of([place(5 / (i + 1)) for i in range(25)], shift_of("22-01"), 0)), 1, 180)
    plan = solve(problem, 2, 0, heard=lambda share: False)
    assert plan is not None
    why = reasons_of(problem, Lot(plan, plan, (plan,)), [place(5 / (i + 1)) for i in range(25)], shift_of("22-01"), 0, 3.0, Watch()).why
    said = {n: float(match[1]) for n, reason in why.items() if (match := re.search(r"worth (\d+\.\d) % less", reason))}
    assert said
    for number, less in list(said.items())[:3]:
        forced = frozenset({max((i for i, v in enumerate(problem.visits) if v.place == number), key=lambda i: problem.visits[i].score)})
        other = solve(problem, 2, 7, forced=forced, heard=lambda share: False)
        assert other is not None
        assert 100 * (1 - other.worth(problem) / plan.worth(problem)) >= less - 3


def test_the_search_begins_from_a_plan_that_is_given() -> None:
    """After no round at all the plan is the one that the search began from."""
    problem, _ = one_unit("22-06", np.where(np.eye(9, dtype=bool), 0.0, 10.0), [1.0] * 8)
    plan = solve(problem, 1, 0, heard=lambda share: False)
    assert plan is not None
    again = solve(problem, 1, 0, heard=lambda share: True, near=plan)
    assert again is not None
    assert again.visited() == plan.visited()


def test_drawn_plans_are_good_and_not_always_the_same() -> None:
    """All plans of a lot are within the set loss of the best, and other seeds draw other plans."""
    random = np.random.default_rng(0)
    at = random.uniform(0, 12, (31, 2))
    minutes = np.ceil(np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)))
    problem = Problem(minutes, tuple(visits_of([place(10 / (i + 1)) for i in range(30)], shift_of("22-02"), 2)), 2, 240)
    drawn = set()
    for seed in range(3):
        lot = draw(problem, 2.0, seed, Watch())
        assert lot is not None
        assert all(plan.worth(problem) >= (1 - LOSS) * lot.best.worth(problem) - 1e-9 for plan in lot.good)
        drawn.add(lot.plan)
    assert len(drawn) > 1


def test_draws_see_the_hottest_places_as_the_best_does() -> None:
    """Where enough plans see all of the hottest places every two hours, only such are drawn from."""
    random = np.random.default_rng(1)
    at = random.uniform(0, 8, (21, 2))
    minutes = np.ceil(np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)))
    problem = Problem(minutes, tuple(visits_of([place(10 / (i + 1)) for i in range(20)], shift_of("22-06"), 4)), 2, 480)
    lot = draw(problem, 4.0, 1, Watch())
    assert lot is not None
    assert len(lot.good) >= 3
    kept = {revisits_kept(problem, plan) for plan in lot.good}
    assert kept == {(4, 4)}


def test_who_has_seen_a_plan_foretells_what_is_the_same() -> None:
    """With one plan there is no measure; draws that are all alike are foretold whole, and such as share nothing not at all."""
    problem = Problem(np.zeros((41, 41)), tuple(visits_of([place(1)] * 40, shift_of("22-23"), 0)), 1, 60)
    each = [Plan(((Stop(visit, 0, 12),),)) for visit in range(40)]
    assert guessed(problem, each[:1]) is None
    same = guessed(problem, each[:1] * 31)
    other = guessed(problem, each[:31])
    assert same is not None
    assert other is not None
    assert (same.watcher, same.past) == (1.0, 30)
    assert other.watcher == 0.0
    assert other.blind == 1 / 40
