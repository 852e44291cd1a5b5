"""The time of a revisit is drawn so that no minute is likelier than another, and two hours are kept all the same."""

import random
from itertools import pairwise

import numpy as np
import pytest

from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.phases import drawn
from tools.plan_patrol.shift import shift_of
from tools.plan_patrol.visits import DWELL, REVISIT, Visit, visits_of


def hottest(hours: str, count: int = 6) -> tuple[list[Visit], int]:
    shift = shift_of(hours)
    places = [HotPlace(f"P{i}", None, None, (), 1.0, (0.0, 1.0), np.full(168, 1 / 168)) for i in range(count)]
    return visits_of(places, shift, count), shift.minutes


@pytest.mark.parametrize("narrow", [10, 16, 24])
@pytest.mark.parametrize("hours", ["22-06", "20-06", "22-04"])
def test_whenever_a_place_is_seen_two_hours_are_kept(hours: str, narrow: int) -> None:
    """From the beginning of one window to the end of the next, from the start to the first and from the last to the end of the shift."""
    visits, length = hottest(hours)
    for seed in range(20):
        found = drawn(visits, length, DWELL, 0.8, narrow, random.Random(seed))
        for place in range(6):
            own = [visit for visit in found if visit.place == place]
            assert own[0].latest <= REVISIT
            assert length - (own[-1].earliest + DWELL) <= REVISIT
            assert all(two.latest - (one.earliest + DWELL) <= REVISIT for one, two in pairwise(own))


def test_no_half_hour_is_much_likelier_than_another() -> None:
    """Over many draws a place is seen in each half hour of a night about as often: a table of draws names no half hour above all."""
    visits, length = hottest("22-06")
    counts = np.zeros(16)
    for seed in range(300):
        for visit in drawn(visits, length, DWELL, 0.8, 10, random.Random(seed)):
            counts[(visit.earliest + visit.latest) // 2 // 30] += visit.place == 0
    assert counts.sum() == 300 * 4
    assert counts[:15].max() < 1.5 * counts.mean()


def test_places_are_not_all_wanted_at_once() -> None:
    """In each draw the first visits of six places are spread over the time in which they may be."""
    visits, length = hottest("22-06")
    for seed in range(20):
        found = drawn(visits, length, DWELL, 0.8, 10, random.Random(seed))
        first = sorted(next(v for v in found if v.place == place).earliest for place in range(6))
        assert first[-1] - first[0] > 60
        assert max(second - one for one, second in pairwise(first)) < 45
