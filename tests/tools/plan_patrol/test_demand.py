"""Hot spots are where incidents gather, with intervals that hold and hours that are theirs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from tools.errors import ToolError
from tools.plan_patrol.demand import HALF_LIFE_DAYS, weights_of
from tools.plan_patrol.hold_out import hold_out
from tools.plan_patrol.hot_spots import hot_areas, hot_spots
from tools.plan_patrol.incident import Incident
from tools.plan_patrol.shift import shift_of

START = datetime(2024, 1, 1, tzinfo=UTC)


def incident(number: int, day: float, lat: float | None = None, lon: float | None = None, area: str = "") -> Incident:
    return Incident(number, f"row {number}", START + timedelta(days=day), lat, lon, area)


def clustered(seed: int = 0, weeks: int = 52) -> list[Incident]:
    """Ten incidents a week: six at one of two corners at night, four anywhere."""
    random = np.random.default_rng(seed)
    rows = []
    for week in range(weeks):
        for k in range(10):
            corner = [(51.500, -0.100), (51.510, -0.080)][k % 2]
            if k < 6:
                at, hour = np.array(corner) + random.normal(0, 0.0003, 2), 23 / 24
            else:
                at, hour = np.array([51.5, -0.1]) + random.uniform(-0.03, 0.03, 2), random.uniform()
            rows.append(incident(len(rows) + 2, week * 7 + int(random.integers(7)) + hour, float(at[0]), float(at[1])))
    return rows


def test_the_corners_are_found() -> None:
    """The two hottest places are the two corners, within 100 m, and each has about its three incidents a week."""
    first, second = hot_spots(clustered(), 20)[:2]
    found = sorted([(first.lat, first.lon), (second.lat, second.lon)])
    assert found[0] == pytest.approx((51.500, -0.100), abs=0.001)
    assert found[1] == pytest.approx((51.510, -0.080), abs=0.001)
    for place in (first, second):
        assert 2.5 < place.weekly < 4.5
        assert place.interval[0] < place.weekly < place.interval[1]


def test_the_night_is_told_from_the_day() -> None:
    """At a place where things happen at night, far more is expected of the night shift than of the day shift."""
    [place] = hot_spots(clustered(), 1)
    night, day = shift_of("22-06"), shift_of("10-18")
    assert place.expected(night, 0, 480) > 5 * place.expected(day, 0, 480)
    assert sum(place.expected(shift_of(h), 0, 480) for h in ("22-06", "06-14", "14-22")) == pytest.approx(place.weekly / 7)


def test_decay_is_exponential() -> None:
    """An incident one half-life old counts half."""
    assert weights_of([incident(2, 0), incident(3, HALF_LIFE_DAYS)]) == pytest.approx([0.5, 1.0])


def test_the_interval_holds_the_true_rate() -> None:
    """Over 200 simulated years the 95 % interval holds the true weekly rate at least 93 times in 100 (it is meant to be cautious)."""
    random, held = np.random.default_rng(3), 0
    for _ in range(200):
        days = np.sort(random.uniform(0, 364, random.poisson(1.5 * 52)))
        rows = [incident(i, float(day), area="A") for i, day in enumerate([0.0, *days, 364.0])][1:-1]
        [place] = hot_areas(rows, "Area", 5)
        held += place.interval[0] <= 1.5 <= place.interval[1]
    assert held >= 186


def test_held_back_weeks_are_caught() -> None:
    """The hot tenth of the cells catches at least half of the weeks held back, where six tenths of all happens at two corners."""
    found = hold_out(clustered())
    assert found is not None
    assert found.hit_rate > 0.5
    assert found.index == pytest.approx(found.hit_rate / found.hot_share)


def test_chance_is_one() -> None:
    """Where nothing gathers, the index is near 1: the measure does not flatter."""
    random = np.random.default_rng(1)
    rows = [incident(i, float(d), area=str(random.integers(50))) for i, d in enumerate(np.sort(random.uniform(0, 365, 5000)))]
    found = hold_out(rows)
    assert found is not None
    assert found.index == pytest.approx(1, abs=0.35)


def test_few_incidents_say_nothing() -> None:
    """With fewer than twenty held back there is no number."""
    assert hold_out([incident(i, i, area="A") for i in range(30)]) is None


def test_real_areas_are_ahead_of_chance(shared: Path) -> None:
    """On the Chicago sample the hot tenth of the areas catches at least twice its share of the last four weeks."""
    import csv

    with (shared / "crime-incidents" / "chicago-2022-sample3000.csv").open() as stream:
        rows = [
            Incident(i, "x", datetime.fromisoformat(row["Date"]).replace(tzinfo=UTC), None, None, row["Community Area"])
            for i, row in enumerate(csv.DictReader(stream), 2)
        ]
    found = hold_out(rows)
    assert found is not None
    assert found.index > 2


@pytest.mark.parametrize(
    ("text", "start", "minutes", "weekday"),
    [("22-06", 1320, 480, None), ("fri 22-06", 1320, 480, 4), ("22:30-06:00", 1350, 450, None), (8, 480, 480, None), ("8", 480, 480, None)],
)
def test_hours_are_read(text: str | int, start: int, minutes: int, weekday: int | None) -> None:
    """Shifts over midnight, with a weekday, with minutes, and as a number of hours."""
    shift = shift_of(text)
    assert (shift.start, shift.minutes, shift.weekday) == (start, minutes, weekday)


@pytest.mark.parametrize("text", ["night", "22-06-08", "25-30", "0", "06-24", 30])
def test_hours_that_are_none(text: str | int) -> None:
    """What is no shift, or one longer than anybody works, is an error that says what to write."""
    with pytest.raises(ToolError, match="shift"):
        shift_of(text)
