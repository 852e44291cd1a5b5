"""A unit is called away or held up: the rest is planned again, fast, and what is finished stays."""

import time
from collections.abc import Callable

import numpy as np
import pytest

from tests.tools.plan_patrol.checker import faults
from tests.tools.plan_patrol.town import incidents, street_map
from tools.case import Case, Exhibit
from tools.errors import IntegrityError, ToolError
from tools.evidence import PatrolStop
from tools.plan_patrol import plan_patrol
from tools.plan_patrol.demand import HotPlace
from tools.plan_patrol.keeping import commitment_of, opened, plan_of, plans_of
from tools.plan_patrol.problem import Plan, Problem, Stop
from tools.plan_patrol.replanning import Interruption, replan
from tools.plan_patrol.revealing import reveal
from tools.plan_patrol.revisits import revisits_kept
from tools.plan_patrol.shift import shift_of
from tools.plan_patrol.still_due import still_due
from tools.plan_patrol.visits import REVISIT, visits_of
from tools.streets import load, snap

Put = Callable[..., Exhibit]
HALL = (51.512, -0.088)


def minute(clock: str) -> int:
    hours, minutes = map(int, clock.split(":"))
    return (hours * 60 + minutes - 22 * 60) % 1440


def made(case: Case, put: Put, **more: object) -> list[PatrolStop]:
    put("incidents.csv", incidents())
    put("town.osm", street_map())
    return plan_patrol(case, 2, "22-06", start="town hall", seconds=3, **more)


def of(stops: list[PatrolStop], unit: int) -> list[tuple[str, str, str]]:
    return [(s.place, s.arrive, s.depart) for s in stops if s.unit == unit]


def test_what_is_finished_stays(case: Case, put: Put) -> None:
    """Called away at 23:10 the unit has no stop after, all stops that had ended stay, the other unit drives on, and it took under five
    seconds of the processor (other programs may run beside the tests)."""
    before = made(case, put)
    began = time.process_time()
    after = replan(case, None, Interruption(1, away_from="23:10"))
    assert time.process_time() - began < 5
    assert all(minute(depart) <= 70 for _, _, depart in of(after, 1))
    for unit in (1, 2):
        done = [stop for stop in of(before, unit) if minute(stop[2]) <= 70]
        assert of(after, unit)[: len(done)] == done
    assert len(of(after, 2)) > len([stop for stop in of(before, 2) if minute(stop[2]) <= 70])
    totals = after[0].totals
    assert totals is not None
    assert plan_of(case, None).id == totals.plan_id
    assert plan_of(case, None).follows == plans_of(case)[0].id


def test_the_rest_can_be_driven(case: Case, put: Put) -> None:
    """With the travel times worked out anew, no unit is late in the plan that was made again, and nobody is at one place with another."""
    made(case, put)
    stops = replan(case, None, Interruption(1, away_from="01:00", back_at="02:30"))
    where = sorted({(s.lat, s.lon) for s in stops})
    network = load(case.exhibit("EX-0002"))
    places = snap(network, [HALL[0], *(w[0] or 0 for w in where)], [HALL[1], *(w[1] or 0 for w in where)])
    units: list[list[tuple[int, int, int, int, int]]] = [[], []]
    for s in stops:
        units[s.unit - 1].append((where.index((s.lat, s.lon)) + 1, minute(s.arrive), minute(s.depart), 0, 480))
    assert faults(units, np.asarray(places.seconds) / 60, 480, 0) == []
    assert not [s for s in stops if s.unit == 1 and 180 < minute(s.arrive) < 270]
    assert [s for s in stops if s.unit == 1 and minute(s.arrive) >= 270]


def test_revisits_outlive_what_happens_to_one_unit(case: Case, put: Put) -> None:
    """A stop of one of three units takes an hour longer: of the hottest places that were seen every two hours at most one no longer is."""
    put("incidents.csv", incidents())
    put("town.osm", street_map())
    before = plan_patrol(case, 3, "22-06", start="town hall", seconds=4)
    until = (22 * 60 + minute(of(before, 1)[2][2]) + 60) % 1440
    after = replan(case, None, Interruption(1, stays_until=f"{until // 60:02}:{until % 60:02}", stop=3))
    kept = [stops[0].totals.revisited for stops in (before, after) if stops[0].totals is not None]
    assert kept[0] == (6, 6)
    assert kept[1][0] >= 5


def test_what_is_still_due_keeps_its_distance() -> None:
    """A hottest place is planned at three times, each pair two hours apart less some minutes: whatever is made of the new windows, nobody
    is away for longer than two hours and the four minutes that are left at least; and a visit that was not planned is not asked for."""
    hot = [HotPlace("", 0.0, 0.0, (), 1.0, (0.0, 1.0), np.full(168, 1 / 168))] * 2
    visits = tuple(visits_of(hot, shift_of("22-04"), 1))
    problem = Problem(np.array([[0, 3, 3], [3, 0, 3], [3, 3, 0]], dtype=float), visits, 1, 360)
    of_hottest = [number for number, visit in enumerate(visits) if visit.hottest]
    times = (100, 214, 330)
    plan = Plan((tuple(Stop(number, at, at + 12) for number, at in zip(of_hottest, times, strict=False)),))
    assert revisits_kept(problem, plan) == (1, 1)
    due = still_due(problem, plan, {of_hottest[0]})
    windows = [due[number] for number in of_hottest[1:3]]
    assert [number for number in due if visits[number].hottest] == of_hottest[1:3]
    assert windows[0].latest - 112 <= REVISIT + 4
    assert windows[1].latest - (windows[0].earliest + 12) <= REVISIT + 4
    assert 360 - (windows[1].earliest + 12) <= REVISIT
    assert [due[number] for number in due if not visits[number].hottest] == [visit for visit in visits if not visit.hottest]


def test_who_is_away_stays_away(case: Case, put: Put) -> None:
    """When a second thing happens, the unit that is gone for the rest of the shift is not sent out again."""
    made(case, put)
    replan(case, None, Interruption(1, away_from="23:10"))
    own = [s for s in plan_stops(case) if s[0] == 1]
    order, held = next((number, s) for number, s in enumerate(own, 1) if s[1] > 90)
    later = held[2] + 40  # past the beginning of what was planned next
    until = f"{(22 + later // 60) % 24:02d}:{later % 60:02d}"
    stops = replan(case, None, Interruption(2, stays_until=until, stop=order))
    assert all(minute(depart) <= 70 for _, _, depart in of(stops, 1))
    assert any(minute(s.arrive) == held[1] and minute(s.depart) == later for s in stops if s.unit == 2)
    assert not any(held[1] < minute(s.arrive) < later for s in stops if s.unit == 2)


def plan_stops(case: Case) -> list[tuple[int, int, int]]:
    return [(unit, s.arrive, s.depart) for unit, stops in enumerate(plan_of(case, None).plan.units) for s in stops if s.visit is not None]


def test_the_seed_is_what_was_committed_to(case: Case, put: Put) -> None:
    """The plan shows a hash; the seed that comes out later has that hash, and drawing again from it gives the same plan."""
    totals = made(case, put)[0].totals
    assert totals is not None
    found = reveal(case, plan_of(case, totals.plan_id))
    assert commitment_of(bytes.fromhex(found.seed)) == totals.commitment
    assert found.same is True


def test_another_seed_is_found_out(case: Case, put: Put) -> None:
    """A plan whose sealed seed was exchanged for that of another one is not opened."""
    made(case, put)
    plan_patrol(case, 1, 4, incidents="EX-0001", seconds=1)
    one, two = plans_of(case)
    with pytest.raises(IntegrityError):
        opened(case, one.model_copy(update={"sealed": two.sealed}))


@pytest.mark.parametrize(
    ("happened", "reason"),
    [
        (Interruption(3, away_from="23:10"), "units 1 to 2"),
        (Interruption(1), "either"),
        (Interruption(1, stays_until="23:10", stop=99), "no stop 99"),
        (Interruption(1, away_from="12:00"), "outside of the shift"),
    ],
)
def test_what_cannot_be_is_explained(case: Case, put: Put, happened: Interruption, reason: str) -> None:
    """An unknown unit, no event and a time outside of the shift are each told."""
    made(case, put)
    with pytest.raises(ToolError, match=reason):
        replan(case, None, happened)
