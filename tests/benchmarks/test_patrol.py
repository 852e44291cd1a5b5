"""The benchmark of patrol plans reads its instances as their authors meant them, and is no worse than the bare solvers on a few."""

import json
from pathlib import Path

from assistant.bench.patrol import streets, toptw, vrptw, whole
from assistant.bench.patrol.instance import cost, faults, score
from assistant.bench.patrol.instance import toptw as read_toptw
from assistant.bench.patrol.instance import vrptw as read_vrptw
from tools.plan_patrol.checking import faults as faults_of


def test_known_solutions_are_allowed_and_worth_what_they_say(shared: Path) -> None:
    """The exact solutions of orienteering keep all windows with distances cut to one decimal, and collect their prize."""
    place = shared / "routing-toptw"
    for known in json.loads((place / "solutions.json").read_text()).values():
        instance = read_toptw(place / known["file"], 1)
        path = known["m1_solution"]["path"]
        assert faults(instance, [path]) == []
        assert score(instance, [path]) == known["m1_solution"]["prize"]


def test_known_tours_cost_what_they_say(shared: Path) -> None:
    """The tours of LKH-3 (numbered from 2) and of PyVRP are feasible and as long as their references say."""
    place = shared / "routing-vrptw"
    for known in json.loads((place / "solutions.json").read_text()):
        instance = read_vrptw(place / known["file"])
        routes = [[customer - 1 for customer in route] for route in known["routes"]]
        assert faults(instance, routes) == []
        assert abs(cost(instance, routes) - known["cost"]) < 0.01 * len(routes)
    instance = read_vrptw(place / "RC208.vrp")
    lines = [line for line in (place / "RC208.sol").read_text().splitlines() if line.startswith("Route")]
    routes = [list(map(int, line.partition(":")[2].split())) for line in lines]
    assert faults(instance, routes) == []
    assert round(cost(instance, routes), 1) == 776.1


def test_the_checker_finds_faults(shared: Path) -> None:
    """A tour driven backwards, one visited twice and one left out are all found."""
    place = shared / "routing-toptw"
    known = json.loads((place / "solutions.json").read_text())["r101"]
    instance = read_toptw(place / "r101.txt", 1)
    path = known["m1_solution"]["path"]
    assert faults(instance, [path[::-1]])
    assert faults(instance, [path + path[:1]])
    assert faults(instance, [path, path])


def test_few_instances(shared: Path) -> None:
    """On one instance of each set the planner's search is about as good as the bare solvers or better, and all routes fit."""
    points = toptw.rows(shared, quick=True)
    assert all(row.peer is not None and row.ours >= 0.95 * row.peer for row in points if row.peer_name in ("bare PyVRP", "bare OR-Tools"))
    gaps = vrptw.rows(shared, quick=True)
    assert all(row.peer is not None and row.ours <= row.peer + 0.05 for row in gaps)
    routes, seconds = streets.rows(shared, quick=True)
    assert routes.ours == 1.0
    assert seconds.ours < 5


def test_a_whole_plan_against_both_peers() -> None:
    """In a small town every planner makes a plan that holds (breaks with it), and ours is worth at least what the greedy planner's is."""
    rows = whole.against([(2, 20)], 1.0)
    worth = {row.peer_name: row for row in rows if row.metric.startswith("whole plans: worth")}
    assert worth.keys() == {"greedy planner", "OR-Tools routing alone"}
    assert all(row.peer is not None and 0 < row.peer <= 1 for row in worth.values())
    assert worth["greedy planner"].ours >= (worth["greedy planner"].peer or 0)
    problem = whole.town(2, 20, 0)
    alone = whole.ortools_alone(problem, 1.0)
    assert alone is not None
    assert faults_of(problem, alone) == []
    assert all(sum(stop.visit is None for stop in stops) == 1 for stops in alone.units if stops)


def test_draws_of_a_small_town_give_little_away() -> None:
    """What earlier draws give away is measured for a town, with the loss of the draws, which is below the five percent that are set."""
    told, by_place, loss = whole.foretold([(2, 20)], 2.0)
    assert (told.peer_name, by_place.peer_name) == ("by chance", "knowing how often each place is seen")
    assert 0 < told.ours < 0.5
    assert 0 <= loss.ours <= 0.05
