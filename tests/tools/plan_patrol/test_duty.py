"""Units that differ, appointments, a time of response and caps: each is kept, or what would help is said."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tests.tools.plan_patrol.checker import faults
from tests.tools.plan_patrol.test_solving import places
from tests.tools.plan_patrol.town import incidents, street_map
from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.plan_patrol import plan_patrol
from tools.plan_patrol.caps import areas_of, capped
from tools.plan_patrol.choosing import chosen_incidents
from tools.plan_patrol.coverage import coverage
from tools.plan_patrol.drawing_lots import draw
from tools.plan_patrol.duty import appointments_said, crews_said
from tools.plan_patrol.effort import Effort
from tools.plan_patrol.feeding import feeding
from tools.plan_patrol.guessing import MARGIN, guessed
from tools.plan_patrol.problem import Plan, Problem
from tools.plan_patrol.shift import shift_of
from tools.plan_patrol.visits import visits_of
from tools.plan_patrol.watch import Watch

Put = Callable[..., Exhibit]
NIGHT = shift_of("22-06")


def minute(clock: str) -> int:
    hours, minutes = map(int, clock.split(":"))
    return (hours * 60 + minutes - 22 * 60) % 1440


def test_units_and_appointments_are_read() -> None:
    """Kind, hours, skills, start and end of a unit, and time, place, length and skill of an appointment."""
    one, two = crews_said("foot 23-02:30 skills dog+medic start 51.5,-0.1 end town hall", 2, NIGHT)
    assert (one.on_foot, one.begins, one.ends, one.start, one.end) == (True, 60, 270, "51.5,-0.1", "town hall")
    assert one.skills == {"dog", "medic"}
    assert (two.on_foot, two.begins, two.ends) == (False, 0, 480)
    [meeting] = appointments_said("23:30-23:45 at 51.5,-0.1 for 20 skill dog", NIGHT)
    assert (meeting.earliest, meeting.latest, meeting.place, meeting.minutes, meeting.skill) == (90, 105, "51.5,-0.1", 20, "dog")


@pytest.mark.parametrize("crews", ["horse", "car 12-14", "car; car; car"])
def test_what_is_no_unit_is_told(crews: str) -> None:
    """A kind that is not known, hours outside of the shift and too many units."""
    with pytest.raises(ToolError, match=r"understood|outside|units=3"):
        crews_said(crews, 2, NIGHT)


def test_an_appointment_is_kept_by_who_can(case: Case, put: Put) -> None:
    """The appointment begins on time and is kept by the unit with the skill; the stops before and after leave the time for it."""
    put("incidents.csv", incidents())
    put("town.osm", street_map())
    stops = plan_patrol(
        case, 2, "22-06", start="town hall", crews="car; car skills dog", appointments="01:00 at 51.503,-0.097 for 25 skill dog", seconds=4
    )
    totals = stops[0].totals
    assert totals is not None
    [kept] = [fixed for fixed in totals.fixed if fixed.what == "appointment"]
    assert (kept.unit, kept.arrive, kept.depart) == (2, "01:00", "01:25")
    assert {fixed.unit for fixed in totals.fixed if fixed.what == "break"} == {1, 2}
    for unit in (1, 2):
        busy = sorted((minute(s.arrive), minute(s.depart)) for s in (*stops, *totals.fixed) if s.unit == unit)
        assert all(a[1] <= b[0] for a, b in pairwise(busy))


def test_duties_are_kept(case: Case, put: Put) -> None:
    """Nobody stops anywhere outside of his hours, and who is on foot gets less far than who drives."""
    put("incidents.csv", incidents())
    put("town.osm", street_map())
    stops = plan_patrol(case, 2, "22-06", start="town hall", crews="car; foot 23-02", seconds=3)
    walked = [s for s in stops if s.unit == 2]
    assert walked
    assert all(minute(s.arrive) >= 60 and minute(s.depart) <= 240 for s in walked)
    assert len(walked) < 0.5 * len([s for s in stops if s.unit == 1])


def test_a_skill_that_nobody_has_is_told(case: Case, put: Put) -> None:
    """The reason names the skill and how to give it."""
    put("incidents.csv", incidents())
    with pytest.raises(ToolError, match="skill diver, and no unit has it"):
        plan_patrol(case, 1, "22-06", appointments="23:00 at 51.503,-0.097 for 20 skill diver")


def test_two_appointments_at_once_want_a_change(case: Case, put: Put) -> None:
    """One unit cannot be at two ends of the town at one time; the smallest change that helps is told, and with it there is a plan."""
    put("incidents.csv", incidents())
    both = "23:00 at 51.503,-0.097 for 20; 23:00 at 51.520,-0.080 for 20"
    with pytest.raises(ToolError, match=r"Smallest change found that gives a plan: the appointment at .* up to 30 minutes later"):
        plan_patrol(case, 1, "22-02", start="51.512,-0.088", appointments=both, seconds=2)
    later = both.replace("23:00 at 51.520", "23:00-23:30 at 51.520")
    totals = plan_patrol(case, 1, "22-02", start="51.512,-0.088", appointments=later, seconds=2)[0].totals
    assert totals is not None
    assert sum(fixed.what == "appointment" for fixed in totals.fixed) == 2


def test_response_is_kept_at_all_times(case: Case, put: Put) -> None:
    """Worked out anew from the stops alone, some unit that stands at a stop or at the start is near enough at every moment where the plan
    says so; and a time that nobody can keep is told."""
    put("incidents.csv", incidents())
    put("town.osm", street_map())
    totals = plan_patrol(case, 3, "22-02", start="town hall", response=15, seconds=4)[0].totals
    assert totals is not None
    assert totals.response is not None
    assert (totals.response.kept, totals.response.within) == (1.0, 15)
    said = plan_patrol(case, 1, "22-02", start="town hall", response=1, seconds=4)[0].conditions
    assert any("No plan can keep it" in condition for condition in said)


def test_coverage_of_a_unit_that_stands_still() -> None:
    """A unit without stops stays at its start: what is farther than the time of response is never covered, what is nearer always."""
    minutes = np.array([[0, 5, 9], [5, 0, 9], [9, 9, 0]], dtype=float)
    hot, _ = places(2, 0)
    problem = Problem(minutes, tuple(visits_of(hot, shift_of("22-23"), 0)), 1, 60)
    found = coverage(problem, Plan(((),)), 2, 6)
    assert found.uncovered == (0.0, 1.0)
    assert found.longest == 9


def test_caps_hold() -> None:
    """Whatever is planned of the visits under a cap, no area gets more minutes than it allows, with the longest stops."""
    hot, _ = places(12, 1)
    hot = [replace(place, lat=51.5 + 0.001 * i) for i, place in enumerate(hot)]
    areas = areas_of(hot, 480, 60)
    visits = capped(visits_of(hot, NIGHT, 2), areas)
    for area in areas:
        assert 16 * sum(visit.place in area.places for visit in visits) <= 60


def test_reports_alone_do_not_feed_and_findings_do() -> None:
    """In the urn, shares stay where they are while only residents report, and the hottest grow when what police find counts."""
    hot, _ = places(20, 2)
    found = feeding(hot, 300, 700, told=True)
    assert found is not None
    assert found.reported_only == pytest.approx(found.now, abs=0.02)
    assert found.with_found > found.now + 0.02
    assert found.found_share == 0.3


def test_the_table_with_dates_is_taken(case: Case, put: Put) -> None:
    """Of two tables with places the one with dates is the list of incidents; of two with dates the officer is asked."""
    put("areas.csv", "Area,Latitude,Longitude\nA,51.5,-0.1\nB,51.6,-0.1\n")
    dated = put("incidents.csv", incidents())
    assert chosen_incidents(case, None, None).exhibit.id == dated.id
    put("more incidents.csv", incidents(seed=9))
    with pytest.raises(ToolError, match="EX-0002, EX-0003"):
        chosen_incidents(case, None, None)


def test_earlier_draws_give_little_away() -> None:
    """Who has seen up to 30 draws foretells a drawn plan by at most ten points more than chance, and hardly more than who knows only the
    places; the loss stays below five percent. (Three units, eight hours, 36 places; the rounds of each search are fixed, so that
    what is measured does not hang on the machine.)"""
    hot, minutes = places(36, 1)
    problem = Problem(minutes, tuple(visits_of(hot, NIGHT, 6)), 3, 480)
    lot = draw(problem, 10.0, 7, Watch(), effort=Effort((400, *[60] * 36)))
    assert lot is not None
    found = guessed(problem, lot.good)
    assert found is not None
    assert found.past >= 25
    assert found.watcher <= found.blind + MARGIN
    assert found.watcher <= found.knows_places + 0.05
    best = lot.best.worth(problem)
    assert all(plan.worth(problem) >= 0.95 * best for plan in lot.good)
    for plan in lot.good:
        stops = [
            [
                (0, s.arrive, s.depart, *problem.break_window)
                if s.visit is None
                else (problem.visits[s.visit].place + 1, s.arrive, s.depart, 0, 480)
                for s in unit
            ]
            for unit in plan.units
        ]
        assert faults(stops, minutes, 480, problem.break_minutes) == []
