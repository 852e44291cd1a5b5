"""A time of response: kept at all times where that is possible, and where it is not, why."""

import random

import numpy as np
import pytest

from tools.plan_patrol.best_route import best_route
from tools.plan_patrol.boldness import LOSS
from tools.plan_patrol.checking import faults
from tools.plan_patrol.coverage import asked, coverage, covers, moments, settling
from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.drawing_lots import draw
from tools.plan_patrol.effort import Effort
from tools.plan_patrol.posting import fewest_units, shortest_response
from tools.plan_patrol.problem import Plan, Problem, Stop
from tools.plan_patrol.reasons import reasons_of
from tools.plan_patrol.shift import shift_of
from tools.plan_patrol.solving import solve
from tools.plan_patrol.visits import visits_of
from tools.plan_patrol.watch import Watch


def two_villages(units: int, hours: str = "22-02", count: int = 12) -> tuple[Problem, list[HotPlace]]:
    """Places in two villages: 4 minutes inside of each, 14 from one to the other, 7 from the start to both."""
    side = np.arange(count + 1) % 2
    minutes = np.where(side[:, None] == side[None], 4.0, 14.0)
    minutes[0] = minutes[:, 0] = 7.0
    np.fill_diagonal(minutes, 0)
    hot = [HotPlace(f"P{i}", 0.0, 0.0, (), 8.0 / (i + 1), (0.0, 1.0), np.full(168, 1 / 168)) for i in range(count)]
    shift = shift_of(hours)
    return Problem(minutes, tuple(visits_of(hot, shift, 2)), units, shift.minutes), hot


def test_a_unit_stays_in_each_village() -> None:
    """Two units and eight minutes: the plan of most worth leaves a village alone now and then, the drawn one never; worked out from the
    stops alone, with a unit on the road counted where it is going."""
    problem, hot = two_villages(2)
    alone = solve(problem, 0.5, 0, heard=lambda share: False)
    lot = draw(problem, 4.0, 3, Watch(), response=(len(hot), 8))
    assert alone is not None
    assert lot is not None
    assert coverage(problem, alone, len(hot), 8).share < 1
    for plan in lot.good:
        assert not faults(problem, plan)
        assert plan.worth(problem) >= (1 - LOSS) * lot.best.worth(problem)
        for minute in range(15, problem.length - 14, 5):
            near = [_sides(problem, stops, minute) for stops in plan.units]
            assert set().union(*near) == {0, 1}, minute


def _sides(problem: Problem, stops: tuple[Stop, ...], minute: int) -> set[int]:
    """The villages that a unit can be in within eight minutes."""
    before = [stop for stop in stops if stop.arrive <= minute]
    after = next((stop for stop in stops if stop.arrive > minute), None)

    def node(stop: Stop | None) -> int:
        return 0 if stop is None or stop.visit is None else problem.visits[stop.visit].place + 1

    at, to = node(before[-1] if before else None), node(after)
    leaves = after.arrive - problem.minutes[at, to] if after is not None else (before[-1].depart if before else 0)
    home = (before[-1].depart if before else 0) + problem.minutes[at, 0]
    arrive = after.arrive if after is not None else home
    there = (to, max(0.0, arrive - minute)) if minute >= leaves else (at, 0.0)
    return {side for side in (0, 1) if there[1] + (7 if there[0] == 0 else 4 if there[0] % 2 == side else 14) <= 8}


def test_the_draw_can_be_made_again() -> None:
    """With the rounds of the first draw the second gives the same plan, whatever the clock says."""
    problem, hot = two_villages(2)
    first = draw(problem, 3.0, 5, Watch(), response=(len(hot), 8))
    assert first is not None
    again = draw(problem, 1e9, 5, Watch(), effort=Effort(first.rounds), response=(len(hot), 8))
    assert again is not None
    assert again.plan == first.plan


def test_a_break_takes_one_unit_more() -> None:
    """Two villages take two units at least, and with a break three; one unit cannot keep less than from the start to both."""
    assert fewest_units(two_villages(2)[0], 12, 6) == 2
    assert fewest_units(two_villages(2, "22-06")[0], 12, 6) == 3
    assert fewest_units(two_villages(2)[0], 12, 7) == 1
    assert shortest_response(two_villages(1)[0], 12) == 7
    assert shortest_response(two_villages(2)[0], 12) == 4


@pytest.mark.parametrize("seed", range(4))
def test_no_plan_has_less_than_the_fewest_units(seed: int) -> None:
    """In made-up towns, a plan of fewer units than are said to be the fewest never keeps the time."""
    chance = np.random.default_rng(seed)
    at = chance.uniform(0, 20, (11, 2))
    minutes = np.ceil(np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)))
    hot = [HotPlace(f"P{i}", 0.0, 0.0, (), 5.0, (0.0, 1.0), np.full(168, 1 / 168)) for i in range(10)]
    problem = Problem(minutes, tuple(visits_of(hot, shift_of("22-00"), 0)), 2, 120)
    within = int(minutes[1:, 1:].max() // 2)
    fewest = fewest_units(problem, 10, within)
    for units in range(1, fewest):
        lot = draw(Problem(minutes, problem.visits, units, 120), 1.0, seed, Watch(), response=(10, within))
        assert lot is not None
        assert coverage(problem, lot.plan, 10, within).share < 1


def test_the_best_route_of_a_small_town_is_the_best() -> None:
    """One unit, five visits without windows that matter, and nothing to keep but worth: as good as the best of all orders."""
    import itertools

    minutes = np.array([[0, 9, 9, 9, 9], [9, 0, 3, 8, 9], [9, 3, 0, 4, 7], [9, 8, 4, 0, 5], [9, 9, 7, 5, 0]], dtype=float)
    hot = [HotPlace("", 0.0, 0.0, (), heat, (0.0, 1.0), np.full(168, 1 / 168)) for heat in (3.0, 1.0, 4.0, 2.0)]
    problem = Problem(minutes, tuple(visits_of(hot, shift_of("22-23"), 0)), 1, 60)
    prizes = np.array([visit.worth for visit in problem.visits])
    stops = best_route(problem, 0, np.zeros((moments(problem).size, 4)), 5, prizes)
    best = 0.0
    for count in range(1, 5):
        for order in itertools.permutations(range(4), count):
            way = [0, *(visit + 1 for visit in order), 0]
            if sum(minutes[a, b] for a, b in itertools.pairwise(way)) + 15 * count <= 60:  # departures are on steps of five minutes
                best = max(best, sum(prizes[list(order)]))
    assert sum(prizes[stop.visit] for stop in stops) >= best
    assert not faults(problem, Plan((stops,)))


def test_what_a_route_counts_is_what_it_keeps() -> None:
    """Random weights of moments and places: no route of twenty made by the solver keeps more of them than the best route."""
    problem, hot = two_villages(1)
    random_ = np.random.default_rng(1)
    alone = random_.uniform(0, 1, (moments(problem).size, len(hot)))
    mine = best_route(problem, 0, alone, 8, np.zeros(len(problem.visits)))
    keeps = float((covers(problem, 0, mine, len(hot), 8) * alone).sum())
    chance = random.Random(2)
    for seed in range(20):
        factors = [chance.lognormvariate(0, 1) for _ in problem.visits]
        other = solve(problem, 0.05, seed, factors=factors, heard=lambda share: False)
        assert other is not None
        assert keeps >= float((covers(problem, 0, other.units[0], len(hot), 8) * alone).sum())


def test_it_is_not_asked_for_while_units_drive_out() -> None:
    """Seven minutes to the farthest place: the moments at 0 and 5 minutes do not count, and as many at the end; the one at 10 does."""
    problem, hot = two_villages(2)
    assert settling(problem, len(hot)) == 7
    assert [int(m) for m in moments(problem)[~asked(problem, len(hot))]] == [0, 5, 235, 240]


def test_a_place_left_out_for_the_response_is_told_so() -> None:
    """A place of great worth twenty minutes off: with a response of eight minutes it is left out, and the reason names the response."""
    problem, hot = two_villages(1, "22-00", 4)
    count = len(hot) + 1
    minutes = np.full((count + 1, count + 1), 20.0)
    minutes[: count - 1 + 1, : count - 1 + 1] = np.where(problem.minutes == 14, 6.0, problem.minutes)
    np.fill_diagonal(minutes, 0)
    hot = [*hot, HotPlace("far", 0.0, 0.0, (), 30.0, (0.0, 1.0), np.full(168, 1 / 168))]
    far = Problem(minutes, tuple(visits_of(hot, shift_of("22-00"), 0)), 1, 120)
    lot = draw(far, 3.0, 1, Watch(), response=(count, 8))
    assert lot is not None
    assert count - 1 not in {far.visits[visit].place for visit in lot.plan.visited()}
    why = reasons_of(far, lot, hot, shift_of("22-00"), 0, 2.0, Watch(), response=(count, 8)).why
    assert "Without the 8 minutes of response" in why[count - 1]
