"""Plans keep what they promise, checked by a program that knows nothing of the planner, and are as good as can be where that is known."""

from itertools import pairwise, permutations

import numpy as np
import pytest

from tests.tools.plan_patrol.checker import faults, gaps
from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.problem import Plan, Problem
from tools.plan_patrol.shift import shift_of
from tools.plan_patrol.solving import solve
from tools.plan_patrol.timing import timed
from tools.plan_patrol.visits import Visit, visits_of


def places(count: int, seed: int) -> tuple[list[HotPlace], np.ndarray]:
    """Places of falling heat around a start, with minutes between them."""
    random = np.random.default_rng(seed)
    at = random.uniform(0, 12, (count + 1, 2))
    hot = [HotPlace(f"P{i}", 0.0, 0.0, (), 10.0 / (i + 1), (0.0, 1.0), np.full(168, 1 / 168)) for i in range(count)]
    return hot, np.ceil(np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)))


def checked(problem: Problem, plan: Plan) -> list[str]:
    stops = [
        [
            (0, s.arrive, s.depart, *problem.break_window)
            if s.visit is None
            else (problem.visits[s.visit].place + 1, s.arrive, s.depart, problem.visits[s.visit].earliest, problem.visits[s.visit].latest)
            for s in unit
        ]
        for unit in plan.units
    ]
    return faults(stops, problem.minutes, problem.length, problem.break_minutes)


@pytest.mark.parametrize(
    ("hours", "units", "count", "hottest"),
    [("22-06", 3, 40, 6), ("22-06", 1, 10, 2), ("08-12", 2, 15, 2), ("20-22", 4, 8, 3), (12, 2, 20, 3)],
)
def test_every_plan_keeps_its_promises(hours: str | int, units: int, count: int, hottest: int) -> None:
    """Travel, windows, length of stops, breaks and the end of the shift hold in every plan, and no place has two units at once."""
    shift = shift_of(hours)
    for seed in range(2):
        hot, minutes = places(count, seed)
        problem = Problem(minutes, tuple(visits_of(hot, shift, hottest)), units, shift.minutes)
        plan = solve(problem, 0.7, seed, heard=lambda share: False)
        assert plan is not None
        assert plan.visited()
        assert checked(problem, plan) == []


def test_the_hottest_are_seen_every_two_hours() -> None:
    """With units enough no hottest place is left alone for more than two hours from the start of the shift to its end."""
    hot, minutes = places(20, 5)
    problem = Problem(minutes, tuple(visits_of(hot, shift_of("22-06"), 4)), 3, 480)
    plan = solve(problem, 1.5, 0, heard=lambda share: False)
    assert plan is not None
    for place in range(4):
        stops = [
            (s.arrive, s.depart) for unit in plan.units for s in unit if s.visit is not None and problem.visits[s.visit].place == place
        ]
        assert max(gaps(stops, 480)) <= 120, stops


@pytest.mark.parametrize("length", range(60, 721, 60))
def test_windows_alone_keep_two_hours(length: int) -> None:
    """Whenever in its window each stop begins, no more than two hours pass in between."""
    hot, _ = places(1, 0)
    visits = visits_of(hot, shift_of(f"00-{length // 60:02d}"), 1)
    assert visits[0].latest <= 120
    assert length - visits[-1].earliest - 12 <= 120
    for one, two in pairwise(visits):
        assert two.latest - one.earliest - 12 <= 120


def test_small_plans_are_the_best_there_are() -> None:
    """With six visits and one unit the plan is worth as much as the best of all orders of all choices."""
    random = np.random.default_rng(11)
    for seed in range(5):
        at = random.uniform(0, 40, (7, 2))
        minutes = np.ceil(np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)))
        visits = []
        for place in range(6):
            first = int(random.integers(0, 80))
            visits.append(Visit(place, first, first + 50, float(random.uniform(1, 10)), hottest=False))
        problem = Problem(minutes, tuple(visits), 1, 150)
        best = 0.0
        for size in range(1, 7):
            for order in permutations(range(6), size):
                stops = timed(problem, 0, order)
                fits = all(s.arrive <= visits[s.visit].latest for s in stops if s.visit is not None)
                last = stops[-1].visit
                assert last is not None
                if fits and stops[-1].depart + minutes[visits[last].place + 1, 0] <= 150:
                    best = max(best, sum(visits[i].worth for i in order))
        plan = solve(problem, 0.5, seed, heard=lambda share: False)
        assert plan is not None
        assert plan.worth(problem) == pytest.approx(best)


def test_what_is_forced_is_visited_or_there_is_no_plan() -> None:
    """A visit that must be made is made; one that cannot be reached in the shift leaves no plan."""
    minutes = np.array([[0, 5, 90], [5, 0, 90], [90, 90, 0]], dtype=float)
    visits = (Visit(0, 0, 100, 5.0, hottest=False), Visit(1, 0, 100, 0.1, hottest=False))
    listened = {"heard": lambda share: False}
    near = solve(Problem(minutes, visits, 1, 120), 0.3, 0, forced=frozenset({0}), **listened)
    assert near is not None
    assert near.visited() == {0}
    assert solve(Problem(minutes, visits, 1, 120), 0.3, 0, forced=frozenset({1}), **listened) is None


def test_a_search_can_be_stopped() -> None:
    """When the listener says stop, what was found by then is given at once."""
    hot, minutes = places(30, 1)
    problem = Problem(minutes, tuple(visits_of(hot, shift_of("22-06"), 4)), 3, 480)
    calls = []
    plan = solve(problem, 60.0, 0, heard=lambda share: calls.append(share) is None and len(calls) > 50)
    assert len(calls) < 60
    assert plan is None or checked(problem, plan) == []
